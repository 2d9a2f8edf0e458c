//! The trained judges of an alignment: how alike two statements are, and whether they are one claim.

use std::sync::OnceLock;

use super::evidence::Evidence;
use super::features::Values;
use crate::model::Trees;

/// What was learned of similarity and of relation.
#[derive(Clone, Debug, Default)]
pub struct Judges {
    /// Says how alike two statements are in meaning.
    pub similarity: Trees,
    /// Says whether they are one claim.
    pub relation: Trees,
}

impl Judges {
    /// The judges that are built in.
    pub fn embedded() -> &'static Judges {
        static JUDGES: OnceLock<Judges> = OnceLock::new();
        JUDGES.get_or_init(|| Judges {
            similarity: Trees::from_bytes(include_bytes!("weights/similarity.bin")),
            relation: Trees::from_bytes(include_bytes!("weights/relation.bin")),
        })
    }

    /// How alike two statements are, 0..1.
    pub(super) fn likeness(&self, values: &Values) -> f32 {
        self.similarity.score(values).clamp(0.0, 1.0)
    }

    /// The probability that two statements are one claim.
    pub(super) fn same_claim(&self, evidence: &Evidence) -> f32 {
        self.relation.probability(evidence)
    }
}
