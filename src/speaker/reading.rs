//! What the words of a source can be, and where the phrase that says so ends.

use std::ops::Range;

use super::page::Page;
use crate::syntax::{Relation, Tag};

/// What the words of a source are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// "she", "their".
    Pronoun(usize),
    /// "who", "which".
    Relative(usize),
    /// A name, by its index.
    Name(usize),
    /// Several names, by their indices.
    Names(Vec<usize>),
    /// "Lee and her colleagues": a name, and the words for the others.
    NameAndOthers(usize, Range<usize>),
    /// "a senior official": the phrase without its article, and its noun.
    Description(Range<usize>, Option<usize>),
    /// No words.
    Nothing,
}

pub(super) fn ends_core(page: &Page, token: usize) -> bool {
    matches!(
        page.tag(token),
        Tag::COMMA
            | Tag::COLON
            | Tag::LRB
            | Tag::IN
            | Tag::TO
            | Tag::WP
            | Tag::WDT
            | Tag::WP_S
            | Tag::WRB
            | Tag::VBD
            | Tag::VBZ
            | Tag::VBP
            | Tag::MD
            | Tag::OPEN_QUOTE
    ) || matches!(page.lower(token), "(" | ",")
        || matches!(page.tag(token), Tag::VBG | Tag::VBN)
            && (page.relation(token) == Relation::ACL || !goes_on_to_noun(page, token + 1))
}

/// True where a noun comes next, with or without an adjective: "leading local rivals".
fn goes_on_to_noun(page: &Page, next: usize) -> bool {
    let noun = |token: usize| token < page.len() && page.is_noun(token);
    noun(next) || next < page.len() && page.tag(next) == Tag::JJ && noun(next + 1)
}

/// No title before a name has more words than this.
pub(super) const MOST_TITLE_WORDS: usize = 12;

pub(super) fn without_article(page: &Page, tokens: Range<usize>) -> Range<usize> {
    let article = matches!(page.lower(tokens.start), "a" | "an" | "the") && tokens.len() > 1;
    if article { tokens.start + 1..tokens.end } else { tokens }
}
