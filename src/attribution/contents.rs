//! Contents: what was said. To each side of the cue, within its sentence, boundaries are proposed
//! where the syntax, a sign or a quotation mark suggests one; a linear ranker weighs every pair of
//! them, and "nothing on this side", against each other.

use std::ops::Range;

use crate::model::{Features, Linear};
use crate::syntax::Tag;

use super::pairs::{Pair, Sums, Surroundings, quotation_edge};
use super::scene::{EDGE, Scene, bucket};
use super::subtrees::Subtrees;

/// A side of the cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Before source and cue.
    Left,
    /// After them.
    Right,
}

/// What is known when a content is looked for.
#[derive(Clone, Copy, Debug)]
pub struct Frame {
    /// The head of the cue.
    pub head: usize,
    /// The cue's first token and one past its last.
    pub cue: (usize, usize),
    /// The source's first token and one past its last.
    pub source: Option<(usize, usize)>,
    /// What was chosen to the left, when the right side is looked for: 0 not yet known, 1 nothing,
    /// 2 words, 3 a quotation that ends with a comma, 4 another quotation.
    pub left: u32,
}

/// Possible boundaries on one side.
#[derive(Clone, Debug, Default)]
pub struct Boundaries {
    /// Possible first tokens.
    pub starts: Vec<usize>,
    /// Possible ends, one past the last token.
    pub ends: Vec<usize>,
}

/// At most so many boundaries of each kind are weighed, the nearest first.
const MOST_STARTS: usize = 14;
const MOST_ENDS: usize = 26;

impl Boundaries {
    /// Proposes the boundaries on one side of the cue.
    pub fn propose(&mut self, scene: &Scene, frame: &Frame, side: Side, subtrees: &Subtrees) {
        self.starts.clear();
        self.ends.clear();
        let region = region(scene, frame, side);
        for token in region.clone() {
            if starts_here(scene, frame, token, region.start, subtrees) {
                self.starts.push(token);
            }
            if ends_here(scene, token, region.end, subtrees) {
                self.ends.push(token + 1);
            }
        }
        if side == Side::Left {
            keep_last(&mut self.starts, MOST_STARTS, region.start);
            keep_last(&mut self.ends, MOST_ENDS, region.end);
        } else {
            self.starts.truncate(MOST_STARTS);
            let last = self.ends.last().copied();
            self.ends.truncate(MOST_ENDS);
            self.ends.extend(last.filter(|last| self.ends.last() != Some(last)));
        }
    }

    /// Every pair of a start and an end after it that leaves source and cue outside.
    #[cfg(feature = "train")]
    pub fn pairs<'b>(&'b self, frame: &'b Frame) -> impl Iterator<Item = (usize, usize)> + 'b {
        self.starts
            .iter()
            .flat_map(|&start| self.ends.iter().map(move |&end| (start, end)))
            .filter(move |&(start, end)| may_be_content(frame, start, end))
    }
}

/// True for a start and an end after it that leave source and cue outside.
fn may_be_content(frame: &Frame, start: usize, end: usize) -> bool {
    let outside = |part: (usize, usize)| end <= part.0 || start >= part.1;
    start < end && outside(frame.cue) && frame.source.is_none_or(outside)
}

fn keep_last(places: &mut Vec<usize>, most: usize, always: usize) {
    if places.len() > most {
        let surplus = places.len() - most;
        let first = places.first() == Some(&always);
        places.drain(..surplus);
        if first {
            places.insert(0, always);
        }
    }
}

/// The tokens on one side of the cue within its sentence, without the final stop.
fn region(scene: &Scene, frame: &Frame, side: Side) -> Range<usize> {
    let sentence = scene.sentence(frame.head);
    let last = sentence.end.saturating_sub(1);
    let stop = last > frame.cue.1 && matches!(scene.document.word(last), "." | "?" | "!");
    match side {
        Side::Left => sentence.start..frame.cue.0,
        Side::Right => frame.cue.1.min(sentence.end)..if stop { last } else { sentence.end },
    }
}

fn starts_here(scene: &Scene, frame: &Frame, token: usize, first: usize, subtrees: &Subtrees) -> bool {
    if scene.is_punctuation(token)
        && !scene.is_mark(token)
        && !matches!(scene.document.word(token), "$" | "#" | "(" | "[" | "…" | "...")
    {
        return false;
    }
    let after_break = token == first
        || token == frame.cue.1
        || frame.source.is_some_and(|source| token == source.1)
        || scene.is_punctuation(token - 1);
    after_break
        || scene.outer[token] != scene.outer[token - 1]
        || matches!(scene.syntax.tag(token), Tag::IN | Tag::TO | Tag::WDT | Tag::WP | Tag::WRB)
        || subtrees.starting_at(token).next().is_some()
}

fn ends_here(scene: &Scene, token: usize, end: usize, subtrees: &Subtrees) -> bool {
    let next = token + 1;
    if scene.is_punctuation(token)
        && !scene.is_mark(token)
        && !matches!(scene.document.word(token), ")" | "]" | "%" | "." | "?" | "!" | "…" | "...")
    {
        // A comma inside the marks belongs to the content, and so is no end by itself.
        return false;
    }
    next == end
        || scene.is_punctuation(next)
        || scene.outer[token] != scene.outer[next]
        || matches!(scene.syntax.tag(next), Tag::IN | Tag::CC | Tag::WDT | Tag::WP | Tag::WRB | Tag::TO)
        || subtrees.ending_at(next).next().is_some()
}

/// The features of "nothing on this side".
pub fn features_of_none(scene: &Scene, frame: &Frame, side: Side, features: &mut Features) {
    features.clear();
    let side_code = side as u32;
    let (lemma, class, tag) = (scene.lemmas[frame.head], scene.class(frame.head), scene.tag(frame.head));
    let region = region(scene, frame, side);
    let region = match (side, frame.source) {
        (Side::Left, Some((start, _))) if start < frame.cue.0 => region.start..start.max(region.start),
        (Side::Right, Some((_, end))) if end > frame.cue.1 => end.min(region.end)..region.end,
        _ => region,
    };
    let beside = super::cues::beside(scene, frame.head);
    let order = order(frame);
    let near = match side {
        Side::Left => region.end.checked_sub(1).filter(|near| *near >= region.start),
        Side::Right => Some(region.start).filter(|near| *near < region.end),
    };
    let near_word = near.map_or(EDGE, |near| scene.words[near]);
    let quoted = scene.quoted.count(&region);
    features.add(0, [side_code, order]);
    features.add(1, [side_code, lemma, order]);
    features.add(2, [side_code, class, order, tag]);
    features.add(3, [side_code, scene.frame(frame.head), order]);
    features.add(4, [side_code, beside, order]);
    features.add(5, [side_code, bucket(region.len()), order]);
    features.add(6, [side_code, near_word, order]);
    features.add(7, [side_code, frame.left, order]);
    features.add(8, [side_code, frame.left, near_word]);
    features.add(9, [side_code, bucket(quoted), frame.left, bucket(region.len())]);
    features.add(10, [side_code, scene.relation(frame.head), tag, order]);
    features.add(11, [side_code, frame.left, scene.frame(frame.head), class]);
    let next = match side {
        Side::Left => near.filter(|near| *near > region.start).map(|near| near - 1),
        Side::Right => near.map(|near| near + 1).filter(|next| *next < region.end),
    };
    features.add(12, [side_code, near_word, next.map_or(EDGE, |next| scene.tag(next)), order]);
    let reading = scene.reading(frame.head).map_or(EDGE, |reading| {
        (reading.rule as u32) << 8 | (reading.before as u32) << 4 | reading.after as u32
    });
    features.add(13, [side_code, reading]);
    features.add(14, [side_code, reading, class]);
    features.add(15, [side_code, lemma, near_word]);
    features.add(16, [side_code, frame.left, class, near.map_or(EDGE, |near| scene.tag(near))]);
    features.add(17, [side_code, lemma, frame.left]);
    features.add(18, [side_code, scene.senses[frame.head], order, frame.left]);
    features.add(19, [side_code, scene.senses[frame.head], near_word]);
    features.add(120, [side_code, scene.likeliest(region), order, frame.left]);
}

/// How cue and source stand to each other: 0 no source, 1 source first, 2 cue first.
pub fn order(frame: &Frame) -> u32 {
    frame.source.map_or(0, |source| if source.0 < frame.cue.0 { 1 } else { 2 })
}

/// The features of a first token.
fn start_features(
    scene: &Scene,
    frame: &Frame,
    side: Side,
    start: usize,
    subtrees: &Subtrees,
    features: &mut Features,
) {
    features.clear();
    let side_code = side as u32;
    let (lemma, class) = (scene.lemmas[frame.head], scene.class(frame.head));
    let (word, tag) = (scene.words[start], scene.tag(start));
    let anchor = match (side, frame.source) {
        (Side::Left, _) => scene.sentence(frame.head).start,
        (Side::Right, Some(source)) if source.0 >= frame.cue.1 => source.1,
        (Side::Right, _) => frame.cue.1,
    };
    let distance = bucket(start.saturating_sub(anchor)) + 16 * u32::from(start < anchor);
    let order = order(frame);
    features.add(20, [side_code, word]);
    features.add(21, [side_code, tag, order]);
    features.add(22, [side_code, distance, order]);
    features.add(23, [side_code, distance, lemma]);
    features.add(24, [side_code, distance, class, tag]);
    features.add(25, [lemma, word, side_code]);
    features.add(26, [lemma, tag, scene.word_at(start, -1)]);
    features.add(27, [class, tag, scene.tag_at(start, -1), side_code]);
    features.add(28, [scene.word_at(start, -1), word]);
    features.add(29, [scene.tag_at(start, -1), tag, scene.tag_at(start, 1), side_code]);
    features.add(30, [quotation_edge(scene, start, true), side_code, order]);
    features.add(31, [quotation_edge(scene, start, true), class, distance]);
    features.add(32, [distance, word, side_code]);
    features.add(33, [class, word, side_code]);
    features.add(34, [scene.relation(start), tag, side_code]);
    for (_, subtree) in subtrees.starting_at(start) {
        features.add(35, [subtree.relation, side_code, class]);
        features.add(36, [subtree.relation, lemma]);
        features.add(37, [subtree.relation, word]);
    }
    let listener = scene.reading(frame.head).and_then(|reading| reading.listener.as_ref());
    let state = listener
        .map_or(0, |listener| if start >= listener.end { 1 + u32::from(start == listener.end) } else { 3 });
    let (low, high) = if start >= frame.cue.1 { (frame.cue.1, start) } else { (start, start) };
    features.add(40, [side_code, scene.likeliest(low..high), order]);
    features.add(41, [side_code, scene.senses[frame.head], word]);
    features.add(42, [side_code, scene.senses[frame.head], distance, tag]);
    features.add(43, [side_code, scene.senses[frame.head], scene.relation(start)]);
    features.add(38, [state, lemma]);
    features.add(39, [state, class, tag]);
}

/// The features of an end, one past the last token.
fn end_features(
    scene: &Scene,
    frame: &Frame,
    side: Side,
    end: usize,
    subtrees: &Subtrees,
    features: &mut Features,
) {
    features.clear();
    let side_code = side as u32;
    let (lemma, class) = (scene.lemmas[frame.head], scene.class(frame.head));
    let region = region(scene, frame, side);
    let last = end - 1;
    let (word, tag) = (scene.words[last], scene.tag(last));
    let (next_word, next_tag) = (scene.word_at(last, 1), scene.tag_at(last, 1));
    let second_tag = scene.tag_at(last, 2);
    let to_end = bucket(region.end.saturating_sub(end));
    let order = order(frame);
    features.add(50, [side_code, next_word, order]);
    features.add(51, [side_code, next_word, next_tag, second_tag]);
    features.add(52, [side_code, tag, next_tag]);
    features.add(53, [side_code, to_end, order]);
    features.add(54, [side_code, to_end, class]);
    features.add(55, [side_code, word]);
    features.add(56, [next_word, scene.word_at(last, 2), side_code]);
    features.add(57, [quotation_edge(scene, last, false), side_code, order]);
    features.add(58, [quotation_edge(scene, last, false), next_word, side_code]);
    features.add(59, [class, next_word, side_code]);
    features.add(60, [lemma, next_word, side_code]);
    features.add(61, [scene.near(last, 1).map_or(EDGE, |next| scene.relation(next)), next_tag, side_code]);
    for (_, subtree) in subtrees.ending_at(end) {
        features.add(62, [subtree.relation, side_code, class]);
        features.add(63, [subtree.relation, next_word]);
        features.add(64, [subtree.relation, lemma]);
    }
    let after = (end..region.end).find(|&token| scene.syntax.tag(token).is_verb());
    features.add(65, [next_word, second_tag, after.map_or(EDGE, |verb| scene.tag(verb)), side_code]);
    features.add(66, [next_word, after.map_or(EDGE, |verb| scene.class(verb)), side_code]);
    let beyond = scene.likeliest(end.min(region.end)..region.end);
    features.add(69, [side_code, beyond, next_word]);
    features.add(70, [side_code, beyond, next_tag, second_tag]);
    features.add(71, [side_code, beyond, class]);
    features.add(72, [side_code, scene.senses[frame.head], next_word]);
    let gap = frame.cue.0.saturating_sub(end);
    features.add(67, [side_code, bucket(gap), order, next_word]);
    let next_quoted = scene.near(last, 1).is_some_and(|next| scene.outer[next].is_some());
    features.add(68, [side_code, u32::from(next_quoted), next_word]);
}

/// A content on one side, or none, with its score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Part {
    /// First token and one past the last.
    pub tokens: Option<(usize, usize)>,
    /// The ranker's score.
    pub score: f32,
}

/// The contents on one side of a cue, and buffers that are reused from cue to cue.
#[derive(Clone, Debug, Default)]
pub struct Workspace {
    boundaries: Boundaries,
    subtrees: Subtrees,
    features: Features,
    sums: Sums,
    starts: Vec<f32>,
    ends: Vec<f32>,
    candidates: Vec<Candidate>,
}

/// A content, weighed as far as that does not depend on what stands to the left of the cue.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    pair: Pair,
    /// The scores of its start and its end.
    boundaries: f32,
    /// The sum of the weights of the pair.
    sum: i32,
}

impl Workspace {
    /// Finds every content on one side.
    pub fn find(&mut self, scene: &Scene, frame: &Frame, side: Side, model: &Linear) {
        self.subtrees.read(scene, frame.head);
        self.boundaries.propose(scene, frame, side, &self.subtrees);
        self.weigh_boundaries(scene, frame, side, model);
        self.sums.clear();
        self.candidates.clear();
        let around = surroundings(scene, frame, side, &self.subtrees);
        for (&start, at_start) in self.boundaries.starts.iter().zip(&self.starts) {
            for (&end, at_end) in self.boundaries.ends.iter().zip(&self.ends) {
                // "she said on Monday, a week after the flood": when it was said is not what was said.
                if !may_be_content(frame, start, end) || scene.only_tells_when(start..end) {
                    continue;
                }
                let pair = Pair::new(&around, start, end);
                let sum = self.sums.of_pair(&around, &pair, model);
                self.candidates.push(Candidate { pair, boundaries: at_start + at_end, sum });
            }
        }
    }

    fn weigh_boundaries(&mut self, scene: &Scene, frame: &Frame, side: Side, model: &Linear) {
        let Workspace { boundaries, subtrees, features, starts, ends, .. } = self;
        starts.clear();
        starts.extend(boundaries.starts.iter().map(|&start| {
            start_features(scene, frame, side, start, subtrees, features);
            model.score(features.hashes())
        }));
        ends.clear();
        ends.extend(boundaries.ends.iter().map(|&end| {
            end_features(scene, frame, side, end, subtrees, features);
            model.score(features.hashes())
        }));
    }

    /// Weighs every content that was found for a frame, and "nothing on this side" before them. The
    /// frame may say otherwise what stands to the left. The scores are not yet probabilities.
    pub fn weigh(&mut self, scene: &Scene, frame: &Frame, side: Side, model: &Linear, parts: &mut Vec<Part>) {
        let Workspace { subtrees, features, sums, candidates, .. } = self;
        parts.clear();
        features_of_none(scene, frame, side, features);
        parts.push(Part { tokens: None, score: model.score(features.hashes()) });
        let around = surroundings(scene, frame, side, subtrees);
        sums.forget_left();
        parts.extend(candidates.iter().map(|candidate| {
            let sum = candidate.sum + sums.of_left(&around, &candidate.pair, model);
            Part { tokens: Some(candidate.pair.tokens()), score: candidate.boundaries + model.scaled(sum) }
        }));
    }
}

fn surroundings<'s>(
    scene: &'s Scene<'s, 's>,
    frame: &'s Frame,
    side: Side,
    subtrees: &'s Subtrees,
) -> Surroundings<'s> {
    let region = region(scene, frame, side);
    Surroundings { scene, frame, side, region: (region.start, region.end), subtrees }
}

/// All features of one content as a candidate, for training.
#[cfg(feature = "train")]
pub fn features_of(
    scene: &Scene,
    frame: &Frame,
    side: Side,
    tokens: Option<(usize, usize)>,
    all: &mut Vec<u32>,
) {
    all.clear();
    let mut features = Features::new();
    let Some((start, end)) = tokens else {
        features_of_none(scene, frame, side, &mut features);
        all.extend(features.hashes());
        return;
    };
    let mut subtrees = Subtrees::default();
    subtrees.read(scene, frame.head);
    start_features(scene, frame, side, start, &subtrees, &mut features);
    all.extend(features.hashes());
    end_features(scene, frame, side, end, &subtrees, &mut features);
    all.extend(features.hashes());
    let around = surroundings(scene, frame, side, &subtrees);
    super::pairs::features(&around, &Pair::new(&around, start, end), &mut features);
    all.extend(features.hashes());
}
