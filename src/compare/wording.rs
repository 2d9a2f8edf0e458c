//! What became of the words in quotation marks on their way from one telling to the other.

use crate::align::{self, Alignment, Match, Prepared};

/// How two quotations of one statement stand to each other, word by word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Wording {
    /// The same words; case, punctuation and style of marks aside.
    Identical,
    /// One is a part of the other, or leaves words out in its middle.
    Cut,
    /// Words inside the marks differ.
    Altered,
    /// At least one side quotes nothing of what the other tells.
    NotApplicable,
}

/// Classifies the quoted words that the two statements share.
pub(super) fn classify(a: &Prepared, b: &Prepared, alignment: &Alignment) -> Wording {
    if !alignment.relation.is_same() || !a.has_quotation() || !b.has_quotation() {
        return Wording::NotApplicable;
    }
    let both =
        alignment.pairs.iter().filter(|pair| a.words[pair.a].marks.quoted && b.words[pair.b].marks.quoted);
    let (same, other): (Vec<align::Pair>, Vec<align::Pair>) =
        both.copied().partition(|pair| pair.how == Match::Same);
    if same.is_empty() {
        Wording::NotApplicable
    } else if !other.is_empty() {
        Wording::Altered
    } else if same.len() == a.words.len() && same.len() == b.words.len() {
        Wording::Identical
    } else {
        Wording::Cut
    }
}
