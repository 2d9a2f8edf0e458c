//! From a [`Document`] to tags, lemmas, heads and entities, by linear models whose weights are
//! embedded in the binary. Only what the grammar needs.
//!
//! Tags are the Penn Treebank's, relations the basic Universal Dependencies of version 1, both as
//! widely used parsers give them. A sentence is tagged first, then its names and figures are
//! classed, then a transition parser finds the heads in one pass from left to right. Every
//! sentence gets an answer; how sure it is, this room does not say.

mod analysis;
mod entities;
mod forms;
mod lemmas;
mod models;
mod namer;
mod parser;
mod parser_features;
mod relations;
mod tagger;
mod tags;
#[cfg(feature = "train")]
pub mod training;
mod transitions;

pub use analysis::Syntax;
pub use entities::Entity;
pub use relations::Relation;
pub use tags::Tag;

use crate::text::{Document, TokenKind};
use models::{EMBEDDED, Reading};

/// Analyses a document.
pub fn analyse(document: &Document) -> Syntax {
    let mut syntax = Syntax::for_tokens(document.tokens.len());
    let mut reading = Reading::default();
    for sentence in &document.sentences {
        let words = sentence.tokens.clone().map(|token| match document.tokens[token].kind {
            TokenKind::Open => "``",
            TokenKind::Close => "''",
            _ => document.word(token),
        });
        reading.read(&EMBEDDED, words);
        syntax.take(sentence.tokens.start, &reading);
    }
    for token in 0..document.tokens.len() {
        lemmas::push_lemma(document.word(token), syntax.tags[token], &mut syntax.lemmas);
        syntax.lemma_ends[token] = syntax.lemmas.len() as u32;
    }
    syntax.link();
    syntax
}
