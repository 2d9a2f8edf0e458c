//! What a content is known by as a whole: the features of its start and its end together.
//!
//! A sentence has hundreds of such pairs, but only a few lengths, a few ways to cut a quotation, and
//! so on. So the features that ask the same of a pair stand together in a [`Group`], and the sum of
//! their weights is made once for each answer, not once for each pair.

use crate::model::{Features, Linear};
use crate::syntax::Relation;

use super::contents::{Frame, Side, order};
use super::scene::{EDGE, Scene, bucket};
use super::subtrees::Subtrees;

/// What the pairs on one side of a cue have in common.
#[derive(Clone, Copy)]
pub struct Surroundings<'s> {
    /// The document.
    pub scene: &'s Scene<'s, 's>,
    /// What is known of the attribution.
    pub frame: &'s Frame,
    /// The side of the cue.
    pub side: Side,
    /// First token and one past the last token on this side.
    pub region: (usize, usize),
    /// The stretches that the syntax holds together, with what they are to the cue.
    pub subtrees: &'s Subtrees,
}

/// What is asked of a pair, as small numbers.
#[derive(Clone, Copy, Debug)]
pub struct Pair {
    start: usize,
    end: usize,
    /// How long it is, in steps.
    length: usize,
    /// How many commas stand in it, in steps.
    commas: usize,
    /// How it shares quotations (see [`quoted_share`]).
    quoted: usize,
    /// Whether a quotation begins with it and ends with it.
    marks: (u32, u32),
    /// The place of the subtree that it is, counted from 1; 0 for none.
    whole: usize,
    /// Whether there is a verb in it (1) or not (0).
    verb: usize,
    /// Whether it begins (2) and ends (1) where its side does.
    edges: usize,
    /// How likely the likeliest cue in it is.
    inner: usize,
    /// Whether an object begins with it (1) and also ends with it (2).
    object: usize,
    /// The word after it.
    next_word: u32,
}

/// Features that depend on one answer alone, and that answer.
struct Group {
    answer: fn(&Pair) -> usize,
    add: fn(&Surroundings, &Pair, &mut Features),
}

/// All groups that do not ask what stands to the left of the cue.
const GROUPS: [Group; 8] = [
    Group { answer: |pair| pair.length, add: add_length },
    Group { answer: |pair| pair.commas, add: add_commas },
    Group { answer: |pair| pair.quoted, add: add_quoted },
    Group { answer: |pair| (3 * pair.marks.0 + pair.marks.1) as usize, add: add_marks },
    Group { answer: |pair| pair.verb, add: add_verb },
    Group { answer: |pair| pair.edges, add: add_edges },
    Group { answer: |pair| pair.inner, add: add_inner },
    Group { answer: |pair| 6 * pair.whole + pair.inner, add: add_whole },
];

/// The group that asks it.
const LEFT: Group = Group { answer: |pair| 5 * pair.edges + pair.quoted, add: add_left };

impl Pair {
    /// Looks at a stretch from its first token to one past its last.
    pub fn new(around: &Surroundings, start: usize, end: usize) -> Self {
        let Surroundings { scene, region, subtrees, .. } = *around;
        let (mut object, mut whole) = (0, 0);
        for (place, subtree) in subtrees.starting_at(start) {
            let ends_here = subtree.tokens.end == end;
            if object == 0 && is_object(subtree.relation) {
                object = 1 + usize::from(ends_here);
            }
            if whole == 0 && ends_here {
                whole = place + 1;
            }
        }
        Pair {
            start,
            end,
            length: bucket(end - start) as usize,
            commas: bucket(scene.commas.count(&(start..end))) as usize,
            quoted: quoted_share(scene, start, end),
            marks: (quotation_edge(scene, start, true), quotation_edge(scene, end - 1, false)),
            whole,
            verb: usize::from(scene.verbs.any(&(start..end))),
            edges: usize::from(start == region.0) << 1 | usize::from(end == region.1),
            inner: scene.likeliest(start..end) as usize,
            object,
            next_word: scene.word_at(end - 1, 1),
        }
    }

    /// Its first token and one past its last.
    pub fn tokens(&self) -> (usize, usize) {
        (self.start, self.end)
    }

    fn relation(&self, around: &Surroundings) -> u32 {
        self.whole.checked_sub(1).map_or(EDGE, |place| around.subtrees.get(place).relation)
    }
}

/// All features of a pair.
#[cfg(feature = "train")]
pub fn features(around: &Surroundings, pair: &Pair, features: &mut Features) {
    features.clear();
    for group in GROUPS.iter().chain([&LEFT]) {
        (group.add)(around, pair, features);
    }
    add_words(around, pair, features);
}

/// The sums of weights that were made so far for the pairs on one side.
#[derive(Clone, Debug, Default)]
pub struct Sums {
    groups: [Vec<Option<i32>>; GROUPS.len()],
    left: Vec<Option<i32>>,
    features: Features,
}

impl Sums {
    /// Forgets the sums of another side or another cue.
    pub fn clear(&mut self) {
        self.groups.iter_mut().for_each(Vec::clear);
        self.forget_left();
    }

    /// Forgets the sums for another left part.
    pub fn forget_left(&mut self) {
        self.left.clear();
    }

    /// The sum of the weights of all features that do not ask what stands to the left of the cue.
    pub fn of_pair(&mut self, around: &Surroundings, pair: &Pair, model: &Linear) -> i32 {
        let Sums { groups, features, .. } = self;
        features.clear();
        add_words(around, pair, features);
        let mut total = model.sum(features.hashes());
        for (group, sums) in GROUPS.iter().zip(groups) {
            total += once(sums, (group.answer)(pair), || {
                features.clear();
                (group.add)(around, pair, features);
                model.sum(features.hashes())
            });
        }
        total
    }

    /// The sum of the weights of the others.
    pub fn of_left(&mut self, around: &Surroundings, pair: &Pair, model: &Linear) -> i32 {
        let Sums { left, features, .. } = self;
        once(left, (LEFT.answer)(pair), || {
            features.clear();
            (LEFT.add)(around, pair, features);
            model.sum(features.hashes())
        })
    }
}

/// The sum for an answer, made when the answer comes for the first time.
fn once(sums: &mut Vec<Option<i32>>, answer: usize, make: impl FnOnce() -> i32) -> i32 {
    if sums.len() <= answer {
        sums.resize(answer + 1, None);
    }
    *sums[answer].get_or_insert_with(make)
}

fn add_length(around: &Surroundings, pair: &Pair, features: &mut Features) {
    let length = pair.length as u32;
    features.add(80, [around.side as u32, length]);
    features.add(81, [around.side as u32, length, around.class()]);
}

fn add_commas(around: &Surroundings, pair: &Pair, features: &mut Features) {
    features.add(93, [around.side as u32, pair.commas as u32]);
}

fn add_quoted(around: &Surroundings, pair: &Pair, features: &mut Features) {
    let quoted = pair.quoted as u32;
    features.add(82, [around.side as u32, quoted]);
    features.add(83, [around.side as u32, quoted, around.class()]);
}

fn add_marks(around: &Surroundings, pair: &Pair, features: &mut Features) {
    features.add(84, [pair.marks.0, pair.marks.1, around.side as u32]);
}

fn add_verb(around: &Surroundings, pair: &Pair, features: &mut Features) {
    let verb = pair.verb as u32;
    features.add(88, [around.side as u32, verb, around.class()]);
    features.add(89, [verb, around.lemma(), around.side as u32]);
}

fn add_edges(around: &Surroundings, pair: &Pair, features: &mut Features) {
    features.add(91, [around.side as u32, pair.edges as u32, order(around.frame), around.class()]);
}

fn add_inner(around: &Surroundings, pair: &Pair, features: &mut Features) {
    let own = (around.scene.chance(around.frame.head) * 5.0) as u32;
    let inner = pair.inner as u32;
    features.add(96, [around.side as u32, inner, own]);
    features.add(97, [around.side as u32, inner, around.class()]);
}

fn add_whole(around: &Surroundings, pair: &Pair, features: &mut Features) {
    let Surroundings { scene, frame, .. } = *around;
    let relation = pair.relation(around);
    features.add(85, [around.side as u32, relation]);
    features.add(86, [relation, around.lemma()]);
    features.add(87, [relation, around.class(), scene.tag(frame.head)]);
    features.add(98, [around.side as u32, pair.inner as u32, relation]);
    features.add(99, [relation, scene.senses[frame.head]]);
}

fn add_left(around: &Surroundings, pair: &Pair, features: &mut Features) {
    features.add(90, [around.side as u32, pair.edges as u32, around.frame.left]);
    features.add(94, [around.side as u32, pair.quoted as u32, around.frame.left]);
}

/// Few pairs share these, so they are no group.
fn add_words(around: &Surroundings, pair: &Pair, features: &mut Features) {
    features.add(92, [around.scene.words[pair.start], pair.next_word, around.side as u32]);
    features.add(95, [pair.object as u32, pair.next_word]);
    features.add(100, [around.side as u32, pair.inner as u32, pair.next_word]);
}

impl Surroundings<'_> {
    fn class(&self) -> u32 {
        self.scene.class(self.frame.head)
    }

    fn lemma(&self) -> u32 {
        self.scene.lemmas[self.frame.head]
    }
}

/// Whether a token stands inside a quotation (1), is its first or last (2), or outside (0).
pub fn quotation_edge(scene: &Scene, token: usize, first: bool) -> u32 {
    let Some(index) = scene.outer[token] else { return 0 };
    let tokens = &scene.document.quotations[index as usize].tokens;
    let at_edge = if first { tokens.start == token } else { tokens.end == token + 1 };
    1 + u32::from(at_edge)
}

fn is_object(relation: u32) -> bool {
    [Relation::CCOMP, Relation::XCOMP, Relation::DOBJ]
        .iter()
        .any(|object| u32::from(object.code()) == relation)
}

/// 0 nothing quoted, 1 all in one quotation, 2 whole quotations among other words, 3 all in a part of
/// a quotation, 4 a quotation cut in two and other words.
fn quoted_share(scene: &Scene, start: usize, end: usize) -> usize {
    let quoted = scene.quoted.count(&(start..end));
    if quoted == 0 {
        return 0;
    }
    let cut_before =
        start > 0 && scene.outer[start].is_some() && scene.outer[start] == scene.outer[start - 1];
    let cut_after =
        end < scene.outer.len() && scene.outer[end - 1].is_some() && scene.outer[end - 1] == scene.outer[end];
    match (quoted == end - start, cut_before || cut_after) {
        (true, false) => 1,
        (false, false) => 2,
        (true, true) => 3,
        (false, true) => 4,
    }
}
