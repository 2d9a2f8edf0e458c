//! From a [`Document`] to tags, lemmas, heads and entities, by linear models whose weights are
//! embedded in the binary. Only what the grammar needs.

use crate::text::Document;

/// The analysis of one document; every list is indexed by token.
#[derive(Clone, Debug, Default)]
pub struct Syntax {}

/// Analyses a document.
pub fn analyse(_document: &Document) -> Syntax {
    Syntax {}
}
