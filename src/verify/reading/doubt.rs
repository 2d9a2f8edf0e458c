//! What a reader of one format says of a text.

use crate::verify::transcript::Transcript;

/// The transcript, with what is doubtful about it, or what is wrong with the text.
pub(super) type Outcome = Result<(Transcript, Vec<Doubt>), Doubt>;

/// What is wrong with a text, at which of its lines, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Doubt {
    pub line: Option<usize>,
    pub what: String,
    pub remedy: &'static str,
}
