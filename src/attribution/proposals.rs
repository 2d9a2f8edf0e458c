//! From a cue to a whole attribution: its words, its source, its content, and how far each of
//! these decisions can be trusted.

use std::ops::Range;

use crate::model::{Features, softmax};

use super::contents::{self, Frame, Part, Side, Workspace};
use super::cues;
use super::extents;
use super::follow::{self, Core, Way};
use super::models::Models;
use super::scene::{EDGE, Scene, bucket};
use super::sources;

/// Cues less likely than this are not looked at: with what is measured on the development set,
/// fewer than one in a hundred of them would be an attribution.
const LEAST_CUE: f32 = 0.08;

/// Inner cues less likely than this are not looked at: no gold tells, so only sure ones are given.
const LEAST_INNER: f32 = 0.6;

/// An attribution as the models see it, in tokens.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// The head of the cue.
    pub head: usize,
    /// The words of the cue.
    pub cue: Range<usize>,
    /// The source's head and words.
    pub source: Option<(usize, Range<usize>)>,
    /// The content, in stretches in the order of the text.
    pub content: Vec<Range<usize>>,
    /// The content in the cue's own sentence.
    pub core: Core,
    /// How sure each decision is.
    pub chances: Chances,
    /// How sure the whole is.
    pub trust: f32,
}

/// How sure each decision is, 0 to 1.
#[derive(Clone, Copy, Debug, Default)]
pub struct Chances {
    /// That the word is a cue.
    pub cue: f32,
    /// That this is the source.
    pub source: f32,
    /// That this is the content before the cue.
    pub left: f32,
    /// That this is the content after it.
    pub right: f32,
    /// That the content ends where it does beyond the sentence.
    pub follow: f32,
}

/// The chance of each token to be the head of a cue.
pub fn reported(scene: &Scene, models: &Models) -> Vec<f32> {
    let mut features = Features::new();
    (0..scene.document.tokens.len())
        .map(|token| {
            if !cues::is_candidate(scene, token) {
                return 0.0;
            }
            cues::features(scene, token, &mut features);
            models.cues.probability(features.hashes())
        })
        .collect()
}

/// Proposes an attribution for every likely cue, those that the layout makes first.
pub fn propose(scene: &Scene, models: &Models) -> Vec<Proposal> {
    let mut space = Workspace::default();
    let mut found = super::layout::propose(scene);
    let weighed = (0..scene.reported.len())
        .filter(|&token| scene.reported[token] >= LEAST_CUE)
        .filter_map(|head| build(scene, models, head, &mut space));
    found.extend(weighed);
    found
}

/// Proposes inner attributions: those of cues inside the contents of others, as in “Lee said that
/// the mayor had promised a bridge”.
pub fn propose_inner(scene: &Scene, models: &Models, outer: &[Proposal]) -> Vec<Proposal> {
    let mut space = Workspace::default();
    let mut features = Features::new();
    let mut found = Vec::new();
    let mut known = vec![false; scene.document.tokens.len()];
    for proposal in outer {
        known[proposal.cue.clone()].fill(true);
    }
    for proposal in outer {
        let tokens = proposal.content.iter().flat_map(Clone::clone);
        for head in tokens.filter(|&token| cues::may_be_inner(scene, token)) {
            cues::inner_features(scene, head, &mut features);
            let chance = models.inner.probability(features.hashes());
            if chance < LEAST_INNER || known[head] {
                continue;
            }
            found.extend(
                build(scene, models, head, &mut space).filter(|inner| stands_inside(inner, proposal)).map(
                    |mut inner| {
                        let Chances { source, left, right, .. } = inner.chances;
                        inner.trust = chance * source * left * right;
                        inner
                    },
                ),
            );
        }
    }
    found
}

/// True when cue, source and content of one all stand in the content of another, the content in
/// the cue's own sentence: whose the following sentences are, the outer attribution says.
fn stands_inside(inner: &Proposal, outer: &Proposal) -> bool {
    if inner.content.len() > [inner.core.left, inner.core.right].iter().flatten().count() {
        return false;
    }
    let inside = |tokens: &Range<usize>| {
        outer.content.iter().any(|piece| piece.start <= tokens.start && tokens.end <= piece.end)
    };
    inside(&inner.cue)
        && inner.source.as_ref().is_none_or(|(_, words)| inside(words))
        && inner.content.iter().all(inside)
}

fn build(scene: &Scene, models: &Models, head: usize, space: &mut Workspace) -> Option<Proposal> {
    let cue = extents::extent(scene, head, &models.extents);
    let (source, source_chance) = choose_source(scene, models, head, &cue);
    let words = source.as_ref().map(|(_, words)| (words.start, words.end));
    let frame = Frame { head, cue: (cue.start, cue.end), source: words, left: 0 };
    let (core, left, right) = choose_core(scene, models, frame, space);
    let (before, sure_before) = follow::extend(scene, &frame, core, Way::Back, &models.follow);
    let (after, sure_after) = follow::extend(scene, &frame, core, Way::On, &models.follow);
    let whole = |part: Option<(usize, usize)>| part.map(|part| with_marks(scene, part));
    let core =
        Core { left: whole(core.left).map(|part| before_comma(scene, part)), right: whole(core.right) };
    let content = stretches(core, before, after);
    if content.is_empty() {
        return None;
    }
    let chances = Chances {
        cue: scene.reported[head],
        source: source_chance,
        left,
        right,
        follow: sure_before.min(sure_after),
    };
    let mut proposal = Proposal { head, cue, source, content, core, chances, trust: 0.0 };
    let mut features = Features::new();
    trust_features(scene, &proposal, &mut features);
    proposal.trust = models.trust.probability(features.hashes());
    Some(proposal)
}

/// The source of a cue and the chance that it is the right one.
pub fn choose_source(
    scene: &Scene,
    models: &Models,
    head: usize,
    cue: &Range<usize>,
) -> (Option<(usize, Range<usize>)>, f32) {
    let mut rivals = Vec::new();
    sources::candidates(scene, head, &mut rivals);
    rivals.retain(|rival| !cue.contains(rival));
    let mut features = Features::new();
    sources::features_of_none(scene, head, &rivals, &mut features);
    let mut scores = vec![models.sources.score(features.hashes())];
    for &rival in &rivals {
        sources::features(scene, head, rival, &rivals, &mut features);
        scores.push(models.sources.score(features.hashes()));
    }
    softmax(&mut scores);
    let (best, &chance) = scores
        .iter()
        .enumerate()
        .max_by(|a, b| a.1.total_cmp(b.1).then(b.0.cmp(&a.0)))
        .expect("there is always the candidate of no source");
    let source = best.checked_sub(1).map(|place| (rivals[place], sources::extent(scene, cue, rivals[place])));
    (source, chance)
}

/// Chooses the content in the cue's sentence: the left part first, then the right one knowing the
/// left; the two best left parts are followed up.
fn choose_core(scene: &Scene, models: &Models, frame: Frame, space: &mut Workspace) -> (Core, f32, f32) {
    let mut lefts = Vec::new();
    contents::weigh(scene, &frame, Side::Left, &models.contents, space, &mut lefts);
    let lefts = best_two(&lefts);
    let mut rights = Vec::new();
    let mut best: Option<(Core, f32, f32)> = None;
    for (left, left_chance) in lefts {
        let known = Frame { left: left_state(scene, left), ..frame };
        contents::weigh(scene, &known, Side::Right, &models.contents, space, &mut rights);
        for (right, right_chance) in best_two(&rights) {
            let better = best.is_none_or(|(_, l, r)| left_chance * right_chance > l * r);
            if better && (left.is_some() || right.is_some() || opens_below(scene, &frame)) {
                best = Some((Core { left, right }, left_chance, right_chance));
            }
        }
    }
    best.unwrap_or((Core { left: None, right: None }, 0.0, 0.0))
}

/// True when the cue ends its sentence with a colon, so that the content may stand in the next.
fn opens_below(scene: &Scene, frame: &Frame) -> bool {
    let end = scene.sentence(frame.head).end;
    scene.document.word(end - 1) == ":" || frame.cue.1 + 1 >= end
}

fn best_two(parts: &[Part]) -> Vec<(Option<(usize, usize)>, f32)> {
    let mut scores: Vec<f32> = parts.iter().map(|part| part.score).collect();
    softmax(&mut scores);
    let mut order: Vec<usize> = (0..parts.len()).collect();
    order.sort_by(|&a, &b| scores[b].total_cmp(&scores[a]).then(a.cmp(&b)));
    order.iter().take(2).map(|&place| (parts[place].tokens, scores[place])).collect()
}

/// What the right side is told of the left part (see [`Frame::left`]).
pub fn left_state(scene: &Scene, left: Option<(usize, usize)>) -> u32 {
    let Some((_, end)) = left else { return 1 };
    let last = (end - 1..end + 1).take_while(|&token| token < scene.words.len());
    let quoted = scene.outer[end - 1].is_some();
    let comma = last.clone().any(|token| scene.document.word(token) == ",")
        || end >= 2 && scene.document.word(end - 2) == ",";
    match (quoted, comma) {
        (false, _) => 2,
        (true, true) => 3,
        (true, false) => 4,
    }
}

/// A stretch with the marks and signs of the quotation that it begins or ends with: they belong to
/// the content.
fn with_marks(scene: &Scene, (start, end): (usize, usize)) -> (usize, usize) {
    let quoted = |token: usize| {
        scene.outer[token].map(|index| scene.document.quotations[index as usize].tokens.clone())
    };
    let begins = quoted(start)
        .filter(|tokens| {
            tokens.start < start && (tokens.start..start).all(|token| scene.is_punctuation(token))
        })
        .map_or(start, |tokens| tokens.start);
    let ends = quoted(end - 1)
        .filter(|tokens| tokens.end > end && (end..tokens.end).all(|token| scene.is_punctuation(token)))
        .map_or(end, |tokens| tokens.end);
    (begins, ends)
}

/// The left part without what follows a quotation that ends in a comma: after “...,” come source and
/// cue, and words between that have no verb describe the source.
fn before_comma(scene: &Scene, (start, end): (usize, usize)) -> (usize, usize) {
    let Some(index) = scene.outer[start] else { return (start, end) };
    let quotation = &scene.document.quotations[index as usize];
    let close = quotation.tokens.end;
    let comma = quotation.inside.of(scene.document.body).trim_end().ends_with(',');
    let plain = |tokens: Range<usize>| {
        tokens.clone().all(|token| scene.outer[token].is_none() && !scene.syntax.tag(token).is_verb())
    };
    let trimmed = quotation.tokens.start == start && comma && close < end && plain(close..end);
    (start, if trimmed { close } else { end })
}

fn stretches(core: Core, before: Vec<Range<usize>>, after: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let parts = [core.left, core.right].into_iter().flatten().map(|(start, end)| start..end);
    before.into_iter().rev().chain(parts).chain(after).collect()
}

/// The features of the whole, for the model that says how far it can be trusted.
pub fn trust_features(scene: &Scene, proposal: &Proposal, features: &mut Features) {
    features.clear();
    let head = proposal.head;
    let class = scene.class(head);
    let chances = proposal.chances;
    let cue = tenth(chances.cue);
    let source = tenth(chances.source);
    let sides = tenth(chances.left * chances.right);
    let follow = tenth(chances.follow);
    let shape = shape(scene, proposal);
    features.add(0, [cue]);
    features.add(1, [source]);
    features.add(2, [sides]);
    features.add(3, [follow]);
    features.add(4, [cue, sides / 2]);
    features.add(5, [cue, source / 2]);
    features.add(6, [sides, source / 2]);
    features.add(7, [shape]);
    features.add(8, [shape, cue]);
    features.add(9, [shape, sides]);
    features.add(10, [class, cue / 2]);
    features.add(11, [scene.lemmas[head]]);
    features.add(12, [class, shape]);
    features.add(13, [scene.relation(head), scene.tag(head)]);
    features.add(14, [tenth(chances.cue * chances.source * chances.left * chances.right * chances.follow)]);
    let length: usize = proposal.content.iter().map(ExactSizeIterator::len).sum();
    features.add(15, [bucket(length), shape]);
    features.add(16, [bucket(proposal.content.len()), follow]);
    let rule = scene.reading(head).map_or(EDGE, |reading| reading.rule as u32);
    features.add(17, [rule, shape]);
    features.add(18, [scene.frame(head), scene.tag(head)]);
    let inner = proposal
        .content
        .iter()
        .flat_map(|piece| scene.reported[piece.clone()].iter())
        .fold(0.0f32, |best, &chance| best.max(chance));
    features.add(19, [tenth(inner), class]);
    let outer =
        scene.sentence(head).filter(|&token| token != head).map(|token| (scene.reported[token], token));
    let rival = outer
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map_or((0, 0), |(chance, token)| (tenth(chance), u32::from(token < head)));
    features.add(20, [rival.0, rival.1, cue / 2]);
    features.add(21, [u32::from(scene.outer[head].is_some()), cue / 2]);
    let source_tag = proposal.source.as_ref().map_or(EDGE, |(source, _)| scene.tag(*source));
    features.add(22, [source_tag, class]);
    features.add(23, [source_tag, source]);
}

fn tenth(chance: f32) -> u32 {
    (chance.clamp(0.0, 1.0) * 20.0) as u32
}

/// The order of source, cue and parts, and which of them are quoted.
fn shape(scene: &Scene, proposal: &Proposal) -> u32 {
    let part = |part: Option<(usize, usize)>| match part {
        None => 0,
        Some((start, end)) => {
            1 + u32::from(scene.outer[start].is_some()) + u32::from(scene.outer[end - 1].is_some())
        }
    };
    let order = match &proposal.source {
        None => 0,
        Some((source, _)) if *source < proposal.head => 1,
        Some(_) => 2,
    };
    (part(proposal.core.left) * 4 + part(proposal.core.right)) * 4 + order
}
