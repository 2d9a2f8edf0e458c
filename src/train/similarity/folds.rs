//! Parts of the data that are held out in turn, so that every pair is judged by weights that never
//! saw it.

use whosaid::model::{Trees, mixed};

/// How many parts there are.
pub const FOLDS: usize = 10;

/// The part of a pair, by the name of its group: pairs of one statement, or of one event, stay
/// together.
pub fn fold_of(group: &str) -> usize {
    group.bytes().fold(0, |sum, byte| u64::from(mixed(sum, u64::from(byte)))) as usize % FOLDS
}

/// Trees grown on everything, and for each part trees that never saw it.
pub struct HeldOut {
    /// Grown on everything.
    pub all: Trees,
    /// Grown without the part of this number.
    pub without: Vec<Trees>,
}

impl HeldOut {
    /// Grows the trees: `fit` leaves out the part that it is given.
    pub fn grow(fit: impl Fn(Option<usize>) -> Trees) -> HeldOut {
        HeldOut { all: fit(None), without: (0..FOLDS).map(|fold| fit(Some(fold))).collect() }
    }
}
