//! The trained ranker: how likely each candidate is the one that a pronoun or description stands for.
//!
//! MODEL.md says what it was trained on and how well it does.

use std::sync::LazyLock;

use crate::model::{Trees, choice};

/// The trees, behind the fingerprint of the features that they were trained on.
static RANKER: LazyLock<Trees> = LazyLock::new(|| {
    let (_, trees) = WEIGHTS.split_at_checked(FINGERPRINT).unwrap_or_default();
    Trees::from_bytes(trees)
});
static WEIGHTS: &[u8] = include_bytes!("weights/ranker.bin");

/// How many bytes of the weights are the fingerprint.
const FINGERPRINT: usize = 8;

/// The chance of each candidate, from the features of all; what is missing to 1 is that none is meant.
pub(super) fn chances(rows: &[Vec<f32>]) -> Vec<f32> {
    choice(&RANKER.scores(rows))
}

/// A pronoun is given a name only where the first candidate is not unlikely and not level with the second.
pub(super) fn is_sure(chance: f32, margin: f32) -> bool {
    chance >= 0.3 && margin >= 0.05
}

/// Above this, later pronouns lean on whom a description likely stands for.
pub(super) fn stands_for_somebody(chance: f32, margin: f32) -> bool {
    chance >= 0.25 && margin >= 0.05
}

/// A description is given a name only above this chance: a wrong name costs more than a description that keeps its words.
pub(super) fn names_a_description(chance: f32, margin: f32) -> bool {
    chance >= 0.5 && margin >= 0.1
}

/// Tells one set of features from another.
#[cfg(any(test, feature = "train"))]
pub(super) fn fingerprint() -> [u8; FINGERPRINT] {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in super::feature_names::NAMES.join("\n").bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    hash.to_le_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_weights_were_trained_on_these_features() {
        assert_eq!(WEIGHTS[..FINGERPRINT], fingerprint());
        assert!(!RANKER.trees.is_empty());
    }
}
