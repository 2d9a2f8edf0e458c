//! What differs inside a cluster, where exactly, of which kind, and whether it is a conflict.

use crate::place::Span;

/// One difference between two members of a cluster.
#[derive(Clone, Debug, PartialEq, Eq)]
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
}

/// What differs between two accounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
}

/// What sort of difference it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
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

/// What a cluster comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Several accounts that agree.
    Consistent,
    /// At least one discrepancy or dispute.
    Conflicting,
    /// Only one account.
    Single,
}
