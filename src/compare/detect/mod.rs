//! Looks for differences of every kind where two statements answer each other.
//!
//! A detector is generous; what it finds is judged afterwards. Each says in
//! [`Candidate::signals`] what it measured.

mod frames;
mod hedges;
mod names;
mod negations;
mod opposites;
mod quotations;
mod substitutions;
mod values;

use std::ops::Range;

use super::candidate::{Candidate, Comparing};

/// The first signal of a negation that lies in the cues.
pub(super) const STANCES: f32 = -2.0;

/// The first signal of a clause that is framed otherwise.
pub(super) const FRAMES: f32 = -3.0;

/// How many words of the other side are weighed for one without an answer. No statement in the news has
/// so many names or figures that the other lacks.
const MOST_RIVALS: usize = 64;

/// All differences that may be conflicts.
pub(super) fn detect(comparing: &Comparing) -> Vec<Candidate> {
    let mut found = Vec::new();
    negations::negations(comparing, &mut found);
    negations::stances(comparing, &mut found);
    opposites::opposites(comparing, &mut found);
    values::values(comparing, &mut found);
    values::times(comparing, &mut found);
    names::names(comparing, &mut found);
    names::swapped_words(comparing, &mut found);
    substitutions::comparatives(comparing, &mut found);
    substitutions::substitutions(comparing, &mut found);
    hedges::hedges(comparing, &mut found);
    frames::frames(comparing, &mut found);
    quotations::wordings(comparing, &mut found);
    quotations::speakers(comparing, &mut found);
    found
}

fn yes(holds: bool) -> f32 {
    f32::from(u8::from(holds))
}

/// How many words lie between a window and a word outside of it.
fn away(window: &Range<usize>, word: usize) -> f32 {
    window.start.saturating_sub(word).max((word + 1).saturating_sub(window.end)) as f32
}
