//! From a [`Document`] to tags, lemmas, heads and entities, by linear models whose weights are
//! embedded in the binary. Only what the grammar needs.
//!
//! Tags are the Penn Treebank's, relations the basic Universal Dependencies of version 1, both as
//! widely used parsers give them. A sentence is tagged first, then its names and figures are
//! classed, then a transition parser finds the heads in one pass from left to right. Every
//! sentence gets an answer; how sure it is, this room does not say.

mod analysis;
mod entities;
mod relations;
mod tags;

pub use analysis::Syntax;
pub use entities::Entity;
pub use relations::Relation;
pub use tags::Tag;

use crate::text::Document;

/// Analyses a document.
pub fn analyse(document: &Document) -> Syntax {
    let mut syntax = Syntax::for_tokens(document.tokens.len());
    for token in 0..document.tokens.len() {
        syntax.lemmas.push_str(document.word(token));
        syntax.lemma_ends[token] = syntax.lemmas.len() as u32;
    }
    syntax.link();
    syntax
}
