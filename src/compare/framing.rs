//! Which differences stand in the articles' own words around a quotation that both give.
//!
//! Two outlets that quote the same words retell what stands around them each in its own way. A
//! negation in the quotation has no answer there, and one common noun for another is a choice of
//! words; names, figures, days, opposites and hedges are not.

use std::ops::Range;

use crate::align::{Match, Prepared};

use super::candidate::{Candidate, Comparing};
use super::finding::FindingKind;

/// So many words in a row inside the marks of both are one quotation that both give.
const WORDS_IN_A_ROW: usize = 5;

/// Where the quotation stands that two statements share, as indices of words: the whole stretch in
/// marks on either side.
pub(super) fn shared_quotation(comparing: &Comparing) -> Option<(Range<usize>, Range<usize>)> {
    let (a, b) = (comparing.a, comparing.b);
    let mut row = 0;
    let mut last = None;
    for pair in &comparing.alignment.pairs {
        let quoted = a.words[pair.a].marks.quoted && b.words[pair.b].marks.quoted;
        let follows = last.is_some_and(|(a, b)| (pair.a, pair.b) == (a + 1, b + 1));
        last = Some((pair.a, pair.b));
        row = match quoted && matches!(pair.how, Match::Same | Match::Spelling | Match::Value) {
            true if follows => row + 1,
            true => 1,
            false => 0,
        };
        if row == WORDS_IN_A_ROW {
            return Some((in_marks(a, pair.a), in_marks(b, pair.b)));
        }
    }
    None
}

/// The stretch in quotation marks around a word.
fn in_marks(side: &Prepared, word: usize) -> Range<usize> {
    let quoted = |at: &usize| side.words[*at].marks.quoted;
    let start = (0..word).rev().take_while(quoted).last().unwrap_or(word);
    let end = (word..side.words.len()).take_while(quoted).last().map_or(word + 1, |last| last + 1);
    start..end
}

/// True when a difference is one of telling: words of the quotation against words around it, or one
/// common noun around it for another.
pub(super) fn is_framing(
    comparing: &Comparing,
    candidate: &Candidate,
    shared: Option<&(Range<usize>, Range<usize>)>,
) -> bool {
    let Some((in_a, in_b)) = shared else { return false };
    let outside = |words: &Range<usize>, quotation: &Range<usize>| {
        words.end <= quotation.start || quotation.end <= words.start
    };
    let (out_of_a, out_of_b) = (outside(&candidate.a, in_a), outside(&candidate.b, in_b));
    match candidate.kind {
        FindingKind::Negation => out_of_a != out_of_b,
        FindingKind::Agent => (out_of_a || out_of_b) && is_common_noun(comparing, candidate),
        _ => false,
    }
}

/// True when one word that is no name stands for another.
fn is_common_noun(comparing: &Comparing, candidate: &Candidate) -> bool {
    let common =
        |side: &Prepared, words: &Range<usize>| words.len() == 1 && !side.words[words.start].is_name();
    common(comparing.a, &candidate.a) && common(comparing.b, &candidate.b)
}
