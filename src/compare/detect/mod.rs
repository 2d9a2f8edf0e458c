//! Looks for differences of every kind where two statements answer each other.
//!
//! A detector is generous; what it finds is judged afterwards. Each says in
//! [`Candidate::signals`] what it measured.

mod frames;
mod hedges;
mod measures;
mod names;
mod negations;
mod opposites;
mod quotations;
mod substitutions;
mod values;

use super::candidate::{Candidate, Comparing};

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
