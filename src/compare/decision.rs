//! Whether a difference is a conflict or harmless, as trees learned it from pairs that people judged.

use std::sync::OnceLock;

use crate::align::trees::Trees;
use crate::align::{Relation, Sameness};

use super::candidate::{Candidate, Comparing};

/// How many values there are.
pub const COUNT: usize = 34;

/// The values, for [`Trees`].
pub type Signs = [f32; COUNT];

/// From this probability on, a difference is called a conflict: chosen by cross-validation so that
/// nine of ten flags are right.
pub(super) const CONFLICT: f32 = 0.5;

/// The probability that a difference is a conflict.
pub fn probability(signs: &Signs) -> f32 {
    static TREES: OnceLock<Trees> = OnceLock::new();
    let trees = TREES.get_or_init(|| Trees::from_bytes(include_bytes!("weights/conflict.bin")));
    trees.probability(signs)
}

/// What speaks for and against a conflict.
pub(super) fn signs(comparing: &Comparing, candidate: &Candidate, candidates: usize) -> Signs {
    let (a, b, alignment) = (comparing.a, comparing.b, comparing.alignment);
    let mut signs = [0.0; COUNT];
    signs[candidate.kind as usize] = 1.0;
    signs[8..14].copy_from_slice(&candidate.signals);
    let yes = |holds: bool| f32::from(u8::from(holds));
    let speaker = a.sameness(b);
    let alone = |words: &mut dyn Iterator<Item = f32>| {
        words.fold((0.0_f32, 0.0_f32), |(sum, most), weight| (sum + weight, most.max(weight)))
    };
    let alone_a = alone(&mut comparing.alone_in_a().map(|word| content_weight(a, word)));
    let alone_b = alone(&mut comparing.alone_in_b().map(|word| content_weight(b, word)));
    let quoted = |side: &crate::align::Prepared, words: &std::ops::Range<usize>| {
        side.words
            .get(words.clone())
            .is_some_and(|words| !words.is_empty() && words.iter().all(|word| word.marks.quoted))
    };
    let rest = [
        alignment.similarity,
        alignment.containment_a.min(alignment.containment_b),
        alignment.containment_a.max(alignment.containment_b),
        comparing.reach_a.len().min(comparing.reach_b.len()) as f32,
        comparing.reach_a.len().max(comparing.reach_b.len()) as f32,
        yes(speaker == Sameness::Same),
        yes(speaker == Sameness::Different),
        yes(alignment.relation == Relation::SameUtterance),
        alone_a.0.min(alone_b.0),
        alone_a.0.max(alone_b.0),
        alone_a.1.min(alone_b.1),
        alone_a.1.max(alone_b.1),
        comparing.gaps.len() as f32,
        candidates as f32,
        yes(quoted(a, &candidate.a)) + yes(quoted(b, &candidate.b)),
        a.words.len().min(b.words.len()) as f32,
        a.words.len().max(b.words.len()) as f32,
        yes(a.stance.opposes(b.stance)),
        yes(a.statement.speaker.is_some()),
        local_answers(comparing, candidate),
    ];
    signs[14..].copy_from_slice(&rest);
    signs
}

fn content_weight(side: &crate::align::Prepared, word: usize) -> f32 {
    if side.words[word].is_content() { side.words[word].weight } else { 0.0 }
}

/// The share of the six words around the difference that have an answer.
fn local_answers(comparing: &Comparing, candidate: &Candidate) -> f32 {
    let around = |words: &std::ops::Range<usize>, length: usize, answered: &dyn Fn(usize) -> bool| {
        let near = (words.start.saturating_sub(3)..words.start).chain(words.end..(words.end + 3).min(length));
        let (mut all, mut with) = (0.0_f32, 0.0);
        for word in near {
            all += 1.0;
            with += f32::from(u8::from(answered(word)));
        }
        if all > 0.0 { with / all } else { 0.5 }
    };
    let alignment = comparing.alignment;
    let in_a = around(&candidate.a, comparing.a.words.len(), &|word| alignment.answer_of_a(word).is_some());
    let in_b = around(&candidate.b, comparing.b.words.len(), &|word| alignment.answer_of_b(word).is_some());
    in_a.min(in_b)
}
