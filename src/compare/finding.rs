//! One difference between two accounts, as it leaves the room.

use serde::Deserialize;

use crate::place::Span;

/// One difference between two members of a cluster.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// What differs.
    pub kind: FindingKind,
    /// What sort of difference it is.
    pub nature: Nature,
    /// The deciding words of the first member, in its statement's text.
    pub a: Span,
    /// The deciding words of the second member, in its statement's text.
    pub b: Span,
    /// One plain sentence.
    pub because: String,
    /// How sure it is that the difference matters, 0..1.
    pub confidence: f32,
}

/// What differs between two accounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FindingKind {
    /// Affirmed here, denied there.
    Negation,
    /// Opposite words.
    Antonym,
    /// Another quantity.
    Number,
    /// Another day.
    Date,
    /// Another actor or thing acted on.
    Agent,
    /// The same words in another mouth.
    Speaker,
    /// Words inside the marks changed.
    Wording,
    /// Hedged here, flat there.
    Certainty,
    /// Stated as fact here, attributed to somebody there.
    Attribution,
}

/// What sort of difference it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Nature {
    /// Outlets report one utterance differently.
    Discrepancy,
    /// Speakers hold opposite positions.
    Dispute,
    /// One speaker's position or a moving figure has changed over time.
    Update,
    /// A difference that does not matter.
    Harmless,
}

impl Finding {
    /// True for a difference that makes the accounts conflict.
    pub fn conflicts(&self) -> bool {
        matches!(self.nature, Nature::Discrepancy | Nature::Dispute)
    }
}
