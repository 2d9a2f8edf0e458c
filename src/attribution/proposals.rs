//! From a cue to a whole attribution: its words, its source, its content, and how far each of
//! these decisions can be trusted.

use std::collections::HashMap;
use std::ops::Range;

use crate::model::{Features, Linear};
use crate::text::Sentence;

use super::contents::{Frame, Workspace};
use super::cores::{self, Choice};
use super::cues;
use super::extents;
use super::follow::{self, Core, Way};
#[cfg(feature = "train")]
use super::membership::Membership;
use super::models::Models;
use super::rerank;
use super::scene::{CERTAIN, Scene};
use super::sources;

/// Cues less likely than this are not looked at: with what is measured on the development set,
/// fewer than one in a hundred of them would be an attribution.
const LEAST_CUE: f32 = 0.08;

/// Inner cues less likely than this are not looked at: no gold tells, so only sure ones are given.
const LEAST_INNER: f32 = 0.6;

/// At most so many cues of a sentence are looked at, the likeliest: all that the sentence holds is weighed
/// around each of them. Of 18,533 sentences of news that report something none had more than 6.
const MOST_CUES: usize = 8;

/// The same for a piece of a sentence that is far longer than any of news. A text of nothing but “said that
/// he” took twice as long with eight.
const MOST_CUES_OF_A_PIECE: usize = 3;

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
    /// Whether the layout alone makes it, so that no decision was weighed.
    pub by_layout: bool,
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
    /// That the content in the sentence is right by half of its words at least.
    pub alike: f32,
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
            let chance = models.cues.probability(features.hashes());
            if scene.certain_source(token).is_some() { chance.max(CERTAIN) } else { chance }
        })
        .collect()
}

/// Proposes an attribution for every likely cue, those that the layout makes first.
pub fn propose(scene: &Scene, models: &Models) -> Vec<Proposal> {
    let mut space = Workspace::default();
    let mut found = super::layout::propose(scene);
    for sentence in &scene.document.sentences {
        let cues = sentence.tokens.clone().map(|token| (token, scene.chance(token)));
        let cues = likeliest(sentence, cues.filter(|&(_, chance)| chance >= LEAST_CUE));
        found.extend(cues.into_iter().filter_map(|(head, _)| build(scene, models, head, &mut space)));
    }
    super::layout::give_blocks(scene, &mut found);
    found
}

/// The likeliest cues of a sentence, in the order of the text.
fn likeliest(sentence: &Sentence, cues: impl Iterator<Item = (usize, f32)>) -> Vec<(usize, f32)> {
    let most = if sentence.is_piece { MOST_CUES_OF_A_PIECE } else { MOST_CUES };
    let mut cues: Vec<(usize, f32)> = cues.collect();
    if cues.len() > most {
        cues.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        cues.truncate(most);
        cues.sort_by_key(|cue| cue.0);
    }
    cues
}

/// Proposes inner attributions: those of cues inside the contents of others, as in “Lee said that
/// the mayor had promised a bridge”. What was proposed for a cue before is not weighed once more.
pub fn propose_inner(
    scene: &Scene,
    models: &Models,
    outer: &[Proposal],
    proposed: &[Proposal],
) -> Vec<Proposal> {
    let mut space = Workspace::default();
    let weighed = proposed.iter().filter(|proposal| !proposal.by_layout);
    let known: HashMap<usize, &Proposal> = weighed.map(|proposal| (proposal.head, proposal)).collect();
    let built: Vec<Proposal> = inner_cues(scene, models, outer)
        .into_iter()
        .filter_map(|(head, chance)| {
            let mut inner = match known.get(&head) {
                Some(&known) => known.clone(),
                None => build(scene, models, head, &mut space)?,
            };
            let Chances { source, left, right, .. } = inner.chances;
            inner.chances.cue = chance;
            inner.trust = chance * source * left * right;
            Some(inner)
        })
        .collect();
    // One that stands inside several is taken once.
    let mut stands = vec![false; built.len()];
    for proposal in outer {
        for piece in &proposal.content {
            let first = built.partition_point(|inner| inner.head < piece.start);
            let behind = built.partition_point(|inner| inner.head < piece.end);
            for at in first..behind {
                stands[at] = stands[at] || stands_inside(&built[at], proposal);
            }
        }
    }
    built.into_iter().zip(stands).filter(|(_, stands)| *stands).map(|(inner, _)| inner).collect()
}

/// The sure cues inside the contents of attributions, beside those of these attributions.
fn inner_cues(scene: &Scene, models: &Models, outer: &[Proposal]) -> Vec<(usize, f32)> {
    let mut inside = vec![false; scene.document.tokens.len()];
    for piece in outer.iter().flat_map(|proposal| &proposal.content) {
        inside[piece.clone()].fill(true);
    }
    for proposal in outer {
        inside[proposal.cue.clone()].fill(false);
    }
    let mut features = Features::new();
    let mut found = Vec::new();
    for sentence in &scene.document.sentences {
        let cues = sentence.tokens.clone().filter(|&token| inside[token] && cues::may_be_inner(scene, token));
        let weighed = cues.map(|head| {
            cues::inner_features(scene, head, &mut features);
            (head, models.inner.probability(features.hashes()))
        });
        found.extend(likeliest(sentence, weighed.filter(|&(_, chance)| chance >= LEAST_INNER)));
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
    let source = choose_source(scene, &models.sources, head, &cue);
    let frame = frame(head, &cue, source.0.as_ref());
    let choice = readings(scene, models, &frame, space).into_iter().next()?;
    let mut proposal = complete(scene, models, &frame, source, choice)?;
    proposal.trust = models.trust.probability(scene, &proposal);
    Some(proposal)
}

fn frame(head: usize, cue: &Range<usize>, source: Option<&(usize, Range<usize>)>) -> Frame {
    let words = source.map(|(_, words)| (words.start, words.end));
    Frame { head, cue: (cue.start, cue.end), source: words, left: 0 }
}

/// What may be the content in the cue's sentence, best first.
pub fn readings(scene: &Scene, models: &Models, frame: &Frame, space: &mut Workspace) -> Vec<Choice> {
    let mut choices = cores::weigh(scene, &models.contents, *frame, space);
    rerank::order(scene, frame, models, &mut choices);
    choices
}

/// For one cue every reading that the trees weigh, with what they ask about: they learn from these.
#[cfg(feature = "train")]
pub fn weighed_again(scene: &Scene, models: &Models, head: usize) -> Vec<(Vec<f32>, Proposal)> {
    let cue = extents::extent(scene, head, &models.extents);
    let source = choose_source(scene, &models.sources, head, &cue);
    let frame = frame(head, &cue, source.0.as_ref());
    let mut choices = cores::weigh(scene, &models.contents, frame, &mut Workspace::default());
    choices.truncate(rerank::MOST);
    let words = Membership::weigh(scene, &frame, &models.membership);
    let one = |at: usize| {
        let values = rerank::values(scene, &frame, &words, &choices, at);
        Some((values, complete(scene, models, &frame, source.clone(), choices[at])?))
    };
    (0..choices.len()).filter_map(one).collect()
}

/// The attribution that a reading makes, with what goes on in other sentences.
fn complete(
    scene: &Scene,
    models: &Models,
    frame: &Frame,
    (source, source_chance): (Option<(usize, Range<usize>)>, f32),
    Choice { core, left, right, alike, .. }: Choice,
) -> Option<Proposal> {
    let head = frame.head;
    let (before, sure_before) = follow::extend(scene, frame, core, Way::Back, &models.follow);
    let (after, sure_after) = follow::extend(scene, frame, core, Way::On, &models.follow);
    let core = rounded(scene, core);
    let content = stretches(core, before, after);
    if content.is_empty() {
        return None;
    }
    let chances = Chances {
        cue: scene.chance(head),
        source: source_chance,
        left,
        right,
        alike,
        follow: sure_before.min(sure_after),
    };
    let cue = frame.cue.0..frame.cue.1;
    Some(Proposal { head, cue, source, content, core, by_layout: false, chances, trust: 0.0 })
}

/// The source of a cue and the chance that it is the right one.
pub fn choose_source(
    scene: &Scene,
    model: &Linear,
    head: usize,
    cue: &Range<usize>,
) -> (Option<(usize, Range<usize>)>, f32) {
    let (head, chance) = sources::weigh(scene, model, head, cue)
        .into_iter()
        .reduce(|best, rival| if rival.1 > best.1 { rival } else { best })
        .expect("there is always the candidate of no source");
    (head.map(|head| (head, sources::extent(scene, cue, head))), chance)
}

/// The content with the marks that belong to it and without what does not.
pub fn rounded(scene: &Scene, core: Core) -> Core {
    let whole = |part: Option<(usize, usize)>| part.map(|part| with_marks(scene, part));
    Core { left: whole(core.left).map(|part| before_comma(scene, part)), right: whole(core.right) }
}

/// A stretch with the marks and signs of the quotation that it begins or ends with: they belong to
/// the content. A stretch that goes on outside of a quotation has all of it that its sentence has:
/// nobody quotes half of somebody else's quotation together with words around it.
fn with_marks(scene: &Scene, (start, end): (usize, usize)) -> (usize, usize) {
    let quoted = |token: usize| {
        scene.outer[token].map(|index| scene.document.quotations[index as usize].tokens.clone())
    };
    let signs = |mut tokens: Range<usize>| tokens.all(|token| scene.is_punctuation(token));
    let sentence = scene.sentence(start);
    let begins = quoted(start)
        .filter(|tokens| tokens.start < start && (tokens.end < end || signs(tokens.start..start)))
        .map_or(start, |tokens| tokens.start.max(sentence.start));
    let ends = quoted(end - 1)
        .filter(|tokens| tokens.end > end && (tokens.start > start || signs(end..tokens.end)))
        .map_or(end, |tokens| tokens.end.min(sentence.end));
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
