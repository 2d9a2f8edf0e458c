//! What the trainer of the conflict weights needs to see of this room.

use crate::align::{Alignment, Prepared};
use crate::model::Trees;

use super::candidate::Comparing;
use super::{Comparison, decision};

pub use super::candidate::Candidate;
pub use super::decision::Signs;

/// Every difference of two statements that may be a conflict, with what speaks for it.
pub fn candidates(a: &Prepared, b: &Prepared, alignment: &Alignment) -> Vec<(Candidate, Signs)> {
    let comparing = Comparing::new(a, b, alignment);
    let found = super::differences(&comparing);
    let count = found.len();
    found
        .into_iter()
        .map(|candidate| {
            let signs = decision::signs(&comparing, &candidate, count);
            (candidate, signs)
        })
        .collect()
}

/// Compares two aligned statements as [`compare`](super::compare) does, by other trees than the
/// built-in ones.
pub fn compare_by(trees: &Trees, a: &Prepared, b: &Prepared, alignment: Alignment) -> Comparison {
    super::judge(a, b, alignment, trees, super::Occasion::SideBySide)
}
