//! Word by word: how likely a word of the cue's sentence belongs to the content.
//!
//! The ranker of [`contents`](super::contents) looks at where a content begins and ends; this looks at how
//! each word hangs on the cue and what stands between them, and so says more of the words in the middle.

use std::ops::Range;

use crate::model::{Features, Linear};
use crate::syntax::Tag;

use super::contents::Frame;
use super::scene::{EDGE, Scene, bucket};

/// The words of a sentence with their chances.
#[derive(Clone, Debug)]
pub struct Membership {
    /// The first token of the sentence.
    first: usize,
    /// The chance of each of its tokens; signs have that of the word before them.
    chances: Vec<f32>,
}

impl Membership {
    /// Weighs the words of the cue's sentence.
    pub fn weigh(scene: &Scene, frame: &Frame, model: &Linear) -> Membership {
        let sentence = scene.sentence(frame.head);
        let mut buffer = Features::new();
        let mut chances: Vec<f32> = Vec::with_capacity(sentence.len());
        for token in sentence.clone() {
            let chance = if !may_belong(scene, frame, token) {
                chances.last().copied().unwrap_or(0.5)
            } else {
                features(scene, frame, token, &mut buffer);
                model.probability(buffer.hashes())
            };
            chances.push(chance);
        }
        Membership { first: sentence.start, chances }
    }

    /// The chance of a token of the sentence.
    pub fn chance(&self, token: usize) -> f32 {
        self.chances[token - self.first]
    }
}

/// True for the words that are weighed: no signs, not those of cue and source.
pub fn may_belong(scene: &Scene, frame: &Frame, token: usize) -> bool {
    let in_part = |part: (usize, usize)| part.0 <= token && token < part.1;
    !scene.is_punctuation(token) && !in_part(frame.cue) && !frame.source.is_some_and(in_part)
}

/// The features of a word as one of the content.
pub fn features(scene: &Scene, frame: &Frame, token: usize, features: &mut Features) {
    features.clear();
    let head = frame.head;
    let (lemma, class, sense) = (scene.lemmas[head], scene.class(head), scene.senses[head]);
    let right = token > head;
    let side = u32::from(right) + 2 * frame.source.map_or(0, |source| 1 + u32::from(token > source.0));
    let way = Way::new(scene, head, token);
    let between = if right { frame.cue.1..token } else { token + 1..frame.cue.0 };
    let distance = bucket(between.len());
    let commas = bucket(scene.commas.count(&between));
    let verbs = bucket(scene.verbs.count(&between));
    let likely = scene.likeliest(between.clone());
    let quoted = quotation(scene, head, token);
    let tag = scene.tag(token);
    features.add(0, [side, way.path]);
    features.add(1, [side, way.path, class]);
    features.add(2, [side, way.path, lemma]);
    features.add(3, [side, way.branch, way.top_tag]);
    features.add(4, [side, way.branch, lemma]);
    features.add(5, [side, way.branch, class, way.depth]);
    features.add(6, [side, way.branch, commas]);
    features.add(7, [side, way.branch, way.first_word]);
    features.add(8, [side, way.branch, way.first_word, class]);
    features.add(9, [side, way.up, way.branch]);
    features.add(10, [side, distance, commas]);
    features.add(11, [side, distance, class]);
    features.add(12, [side, quoted, way.branch]);
    features.add(13, [side, quoted, commas, verbs]);
    features.add(14, [side, quoted, class]);
    features.add(15, [side, likely, way.branch]);
    features.add(16, [side, likely, commas, verbs]);
    features.add(17, [side, sense, way.branch]);
    features.add(18, [side, scene.frame(head), way.branch]);
    let marker = marker(scene, between.clone(), right);
    features.add(19, [side, marker]);
    features.add(20, [side, marker, class]);
    features.add(21, [side, marker, way.branch]);
    features.add(22, [side, marker, way.clause]);
    features.add(23, [side, way.clause, way.clause_tag, class]);
    features.add(24, [side, way.clause, way.clause_tag, verbs]);
    features.add(25, [side, tag, way.branch, distance]);
    features.add(26, [side, scene.words[token], way.branch]);
    features.add(27, [side, way.first_word, way.clause, commas]);
    features.add(28, [side, u32::from(scene.quoted.any(&scene.sentence(head))), quoted, way.branch]);
}

/// How a word hangs on the cue.
struct Way {
    /// All relations, up from the cue and down to the word.
    path: u32,
    /// The relation by which the word hangs below the common head, and the one below it.
    branch: u32,
    /// The tag of the word that hangs by it.
    top_tag: u32,
    /// The first word of that branch.
    first_word: u32,
    /// The relations up from the cue.
    up: u32,
    /// How deep below the common head the word stands.
    depth: u32,
    /// The relation of the nearest verb above the word, or of the word.
    clause: u32,
    /// That verb's tag.
    clause_tag: u32,
}

impl Way {
    fn new(scene: &Scene, head: usize, token: usize) -> Way {
        const LIMIT: usize = 5;
        let syntax = &scene.syntax;
        let common = syntax
            .ancestors(token)
            .take(3 * LIMIT)
            .find(|&above| syntax.ancestors(head).take(LIMIT).any(|other| other == above));
        let down: Vec<usize> =
            syntax.ancestors(token).take(3 * LIMIT).take_while(|&it| Some(it) != common).collect();
        let up = syntax.ancestors(head).take(LIMIT).take_while(|&it| Some(it) != common);
        let up = up.fold(u32::from(common.is_some()), |code, it| {
            code.wrapping_mul(131).wrapping_add(scene.relation(it) + 1)
        });
        let mut path = up;
        for &step in down.iter().rev().take(LIMIT) {
            path = path.wrapping_mul(137).wrapping_add(scene.relation(step) + 100);
        }
        let top = down.last().copied();
        let second = down.len().checked_sub(2).map(|at| down[at]);
        let relation = |it: Option<usize>| it.map_or(EDGE, |it| scene.relation(it));
        let clause =
            syntax.ancestors(token).take(LIMIT).find(|&it| syntax.tag(it).is_verb()).unwrap_or(token);
        Way {
            path,
            branch: up.wrapping_mul(151).wrapping_add(relation(top) * 64 + relation(second)),
            top_tag: top.map_or(EDGE, |it| scene.tag(it)),
            first_word: top.map_or(EDGE, |it| scene.words[syntax.subtree(it).start]),
            up,
            depth: bucket(down.len()),
            clause: scene.relation(clause),
            clause_tag: scene.tag(clause),
        }
    }
}

/// The nearest word before the token, on the way from the cue, that often ends a content or begins
/// one, and whether a comma stands before it.
fn marker(scene: &Scene, between: Range<usize>, right: bool) -> u32 {
    let is_marker = |token: &usize| {
        matches!(scene.syntax.tag(*token), Tag::IN | Tag::CC | Tag::WDT | Tag::WP | Tag::WRB | Tag::TO)
            || scene.document.word(*token) == ","
    };
    let found = if right { between.rev().find(is_marker) } else { between.into_iter().find(is_marker) };
    found.map_or(EDGE, |it| {
        scene.words[it]
            ^ u32::from(scene.near(it, -1).is_some_and(|before| scene.document.word(before) == ","))
    })
}

/// 0 neither in a quotation, 1 the word alone, 2 the cue alone, 3 both in the same, 4 in two.
fn quotation(scene: &Scene, head: usize, token: usize) -> u32 {
    match (scene.outer[token], scene.outer[head]) {
        (None, None) => 0,
        (Some(_), None) => 1,
        (None, Some(_)) => 2,
        (Some(one), Some(other)) if one == other => 3,
        _ => 4,
    }
}
