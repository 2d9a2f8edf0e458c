//! What goes on beyond the cue's sentence: quotations over several sentences and paragraphs that
//! have no cue of their own belong to the cue beside them.
//!
//! Sentence by sentence, away from the cue, a linear classifier says whether the next one still
//! belongs to the content; the first "no" ends it.

use std::ops::Range;

use crate::model::{Features, Linear};

use super::contents::Frame;
use super::scene::{EDGE, Scene, bucket};

/// At most so many sentences on each side.
const MOST: usize = 60;

/// And of those outside quotation marks at most so many, unless a colon introduces them.
const MOST_UNQUOTED: usize = 12;

/// Which way from the cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Towards the beginning of the text.
    Back,
    /// Towards its end.
    On,
}

/// Content already found in the cue's sentence.
#[derive(Clone, Copy, Debug)]
pub struct Core {
    /// The part before the cue.
    pub left: Option<(usize, usize)>,
    /// The part after it.
    pub right: Option<(usize, usize)>,
}

/// One more sentence that may belong to the content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The sentence's index.
    pub sentence: usize,
    /// The tokens that would belong: its quoted part, or all of it when nothing is quoted.
    pub tokens: Range<usize>,
}

/// The next sentence on the way, when there is one.
pub fn step(scene: &Scene, sentence: usize, way: Way) -> Option<Step> {
    let sentence = match way {
        Way::Back => sentence.checked_sub(1)?,
        Way::On => sentence + 1,
    };
    let all = scene.document.sentences.get(sentence)?.tokens.clone();
    let tokens = match way {
        Way::On => all.start..quoted_from(scene, all.clone()).unwrap_or(all.end),
        Way::Back => quoted_until(scene, all.clone()).unwrap_or(all.start)..all.end,
    };
    Some(Step { sentence, tokens })
}

/// The end of the quoted beginning of a sentence.
fn quoted_from(scene: &Scene, tokens: Range<usize>) -> Option<usize> {
    let mut at = tokens.start;
    while at < tokens.end
        && let Some(quotation) = scene.outer[at]
    {
        let end = scene.document.quotations[quotation as usize].tokens.end;
        at = end.clamp(at + 1, tokens.end);
    }
    (at > tokens.start).then_some(at)
}

/// The start of the quoted end of a sentence.
fn quoted_until(scene: &Scene, tokens: Range<usize>) -> Option<usize> {
    let mut at = tokens.end;
    while at > tokens.start
        && let Some(quotation) = scene.outer[at - 1]
    {
        let start = scene.document.quotations[quotation as usize].tokens.start;
        at = start.clamp(tokens.start, at - 1);
    }
    (at < tokens.end).then_some(at)
}

/// The features of one more sentence; `count` says how many sentences were taken on before.
pub fn features(
    scene: &Scene,
    frame: &Frame,
    core: Core,
    step: &Step,
    way: Way,
    count: usize,
    features: &mut Features,
) {
    features.clear();
    let way_code = way as u32;
    let all = scene.document.sentences[step.sentence].tokens.clone();
    let class = scene.class(frame.head);
    let state = joint(scene, core, step, way, count);
    let full = u32::from(step.tokens == all) + 2 * u32::from(scene.outer[step.tokens.start].is_some());
    let own = scene.likeliest(all.clone());
    let paragraph = paragraph_gap(scene, step, way);
    let shape = shape(scene, core);
    let order = frame.source.map_or(0, |source| if source.0 < frame.cue.0 { 1 } else { 2 });
    let colon = u32::from(scene.document.word(frame.head) == ":");
    features.add(0, [way_code, state, full]);
    features.add(1, [way_code, state, full, own]);
    features.add(2, [way_code, state, full, paragraph, own]);
    features.add(3, [way_code, bucket(count), state, paragraph]);
    features.add(4, [way_code, shape, full, paragraph, order]);
    features.add(5, [way_code, shape, full, own]);
    features.add(6, [way_code, scene.lemmas[frame.head], full, state]);
    features.add(7, [way_code, class, full, state]);
    features.add(8, [way_code, colon, full, state, paragraph]);
    features.add(9, [way_code, scene.words[all.start], full]);
    features.add(10, [way_code, own, full]);
    features.add(11, [way_code, paragraph, full, state, shape]);
    let next = scene
        .document
        .sentences
        .get(step.sentence + 1)
        .map_or(EDGE, |next| scene.likeliest(next.tokens.clone()));
    features.add(12, [way_code, next, full, state]);
    let after = scene.document.sentences.get(step.sentence + 1).map_or(EDGE, |next| {
        u32::from(scene.outer[next.tokens.start].is_some())
            + 2 * u32::from(scene.document.sentences[step.sentence].paragraph == next.paragraph)
    });
    features.add(13, [way_code, after, full, own]);
    let first = scene.document.paragraphs
        [scene.document.sentences[scene.sentence_of[frame.head] as usize].paragraph]
        .span
        .start;
    let opening = u32::from(scene.document.tokens[frame.head].span.start < first + 40);
    features.add(15, [way_code, colon, opening, paragraph, full]);
    features.add(16, [way_code, colon, opening, own, full]);
    let at_end = u32::from(frame.cue.1 >= scene.sentence(frame.head).end.saturating_sub(1));
    features.add(14, [way_code, at_end, colon, state, full]);
}

/// How the sentence hangs on what is already content: 0 there is none, 1 it is not quoted,
/// 2 another quotation, 3 the same quotation, 4 a quotation that carries it on in a new paragraph.
fn joint(scene: &Scene, core: Core, step: &Step, way: Way, count: usize) -> u32 {
    let inner = match way {
        Way::On if count == 0 => core.right.map(|part| part.1 - 1).or(core.left.map(|part| part.1 - 1)),
        Way::Back if count == 0 => core.left.map(|part| part.0),
        Way::On => step.tokens.start.checked_sub(1),
        Way::Back => Some(step.tokens.end),
    };
    let outer_edge = if way == Way::On { step.tokens.start } else { step.tokens.end - 1 };
    let Some(inner) = inner else { return 0 };
    match (scene.outer[inner], scene.outer[outer_edge]) {
        (None, None) => 1,
        (None, Some(_)) => 5,
        (Some(_), None) => 6,
        (Some(a), Some(b)) if a == b => SAME,
        (Some(a), Some(b)) if scene.document.quotations[a.max(b) as usize].continues.is_some() => 4,
        _ => 2,
    }
}

/// What [`joint`] says when the quotation that is content goes on.
const SAME: u32 = 3;

/// True when the sentence begins inside a quotation that stands in the cue's sentence too, but not
/// in this content.
fn belongs_elsewhere(scene: &Scene, frame: &Frame, step: &Step, way: Way) -> bool {
    let own = scene.sentence(frame.head);
    let (edge, near) = match way {
        Way::On => (step.tokens.start, own.end - 1),
        Way::Back => (step.tokens.end - 1, own.start),
    };
    scene.outer[edge].is_some() && scene.outer[edge] == scene.outer[near]
}

fn paragraph_gap(scene: &Scene, step: &Step, way: Way) -> u32 {
    let nearer = if way == Way::On { step.sentence - 1 } else { step.sentence + 1 };
    let here = scene.document.sentences[step.sentence].paragraph;
    let there = scene.document.sentences[nearer].paragraph;
    (here.abs_diff(there) as u32).min(2)
}

/// Which parts there are, and whether they are quoted.
fn shape(scene: &Scene, core: Core) -> u32 {
    let part = |part: Option<(usize, usize)>| match part {
        None => 0,
        Some((start, end)) if scene.outer[start].is_some() && scene.outer[end - 1].is_some() => 1,
        Some((_, end)) if scene.outer[end - 1].is_some() => 2,
        Some(_) => 3,
    };
    part(core.left) * 4 + part(core.right)
}

/// The sentences that belong to the content on one side, nearest first, and the chance that all
/// of these decisions are right.
pub fn extend(
    scene: &Scene,
    frame: &Frame,
    core: Core,
    way: Way,
    model: &Linear,
) -> (Vec<Range<usize>>, f32) {
    let mut pieces = Vec::new();
    let mut sure = 1.0f32;
    let mut buffer = Features::new();
    let mut sentence = scene.sentence_of[frame.head] as usize;
    while let Some(next) = step(scene, sentence, way) {
        let same = joint(scene, core, &next, way, pieces.len()) == SAME;
        let elsewhere = pieces.is_empty() && !same && belongs_elsewhere(scene, frame, &next, way);
        features(scene, frame, core, &next, way, pieces.len(), &mut buffer);
        let probability = if elsewhere { 0.0 } else { model.probability(buffer.hashes()) };
        sure = sure.min(probability.max(1.0 - probability));
        let whole = next.tokens == scene.document.sentences[next.sentence].tokens;
        let is_bare = scene.outer[next.tokens.start].is_none() && scene.document.word(frame.head) != ":";
        if probability < 0.5 || pieces.len() == if is_bare { MOST_UNQUOTED } else { MOST } {
            break;
        }
        pieces.push(next.tokens);
        if !whole {
            break;
        }
        sentence = next.sentence;
    }
    (pieces, sure)
}
