//! How two aligned statements belong together.

use super::Relation;
use super::alignment::Alignment;
use super::kin::Match;
use super::prepared::Prepared;
use super::source::Sameness;

/// From this probability on, two statements are called one claim.
const SAME: f32 = 0.4;

/// The same for two texts of which nothing else is known: they were set side by side on purpose.
const SAME_OF_BARE: f32 = 0.15;

/// From this probability on, they are called related.
const RELATED: f32 = 0.08;

/// Statements of at least this many words are one claim when this share of the longer one's words
/// stands in the other: one word that was changed does not make them strangers.
const SHORTEST: usize = 4;
const SHORTEST_OF_TWO: usize = 9;
const NEARLY_ALL: f32 = 0.72;

/// Statements of one speaker that lie further apart are two acts of speech, unless the words agree.
const DAYS_OF_ONE_UTTERANCE: i64 = 7;

/// Judges the relation from the alignment, the sources and the dates.
pub(super) fn judge(a: &Prepared, b: &Prepared, alignment: &Alignment) -> Relation {
    let cut = if a.is_bare() && b.is_bare() { SAME_OF_BARE } else { SAME };
    if alignment.same_claim >= cut || same_words(a, b, alignment) {
        if one_utterance(a, b, alignment) { Relation::SameUtterance } else { Relation::SameClaim }
    } else if alignment.same_claim >= RELATED {
        Relation::Related
    } else {
        Relation::Unrelated
    }
}

/// True when nearly all words of both are the same, in the same order.
fn same_words(a: &Prepared, b: &Prepared, alignment: &Alignment) -> bool {
    let longer = a.words.len().max(b.words.len());
    // "a request for comment" is no claim that two people share.
    let of_one = a.sameness(b) == Sameness::Same || a.statement.speaker == b.statement.speaker;
    if longer < SHORTEST_OF_TWO && !of_one {
        return false;
    }
    let mut last = None;
    let mut common = 0;
    for pair in alignment
        .pairs
        .iter()
        .filter(|pair| matches!(pair.how, Match::Same | Match::Inflected | Match::Value))
    {
        common += usize::from(last.is_none_or(|last| last < pair.b));
        last = last.max(Some(pair.b));
    }
    common == longer || longer >= SHORTEST && common as f32 >= NEARLY_ALL * longer as f32
}

/// True when both can be one act of speech: one speaker, and near in time or in wording.
fn one_utterance(a: &Prepared, b: &Prepared, alignment: &Alignment) -> bool {
    if a.sameness(b) == Sameness::Different {
        return false;
    }
    let near = match (a.statement.date, b.statement.date) {
        (Some(first), Some(second)) => {
            first.duration_since(second).as_hours().abs() / 24 <= DAYS_OF_ONE_UTTERANCE
        }
        _ => true,
    };
    let quoted = |pair: &&super::Pair| a.words[pair.a].marks.quoted && b.words[pair.b].marks.quoted;
    near || alignment.pairs.iter().filter(quoted).count() >= 4
}
