//! What the trainer of the conflict weights needs to see of this room.

use crate::align::{Alignment, Prepared};

use super::candidate::Comparing;
use super::decision;
use super::detect;

pub use super::candidate::Candidate;
pub use super::decision::{Signs, probability, probability_by};

/// Every difference of two statements that may be a conflict, with what speaks for it.
pub fn candidates(a: &Prepared, b: &Prepared, alignment: &Alignment) -> Vec<(Candidate, Signs)> {
    let comparing = Comparing::new(a, b, alignment);
    let found = detect::detect(&comparing);
    let count = found.len();
    found
        .into_iter()
        .map(|candidate| {
            let signs = decision::signs(&comparing, &candidate, count);
            (candidate, signs)
        })
        .collect()
}
