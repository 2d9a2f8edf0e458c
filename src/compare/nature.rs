//! What sort of difference it is: by who speaks, and when.

use crate::align::{Sameness, Value};

use super::candidate::{Candidate, Comparing};
use super::finding::{FindingKind, Nature};

/// From this many days on, one speaker's other words are a new position.
const DAYS_OF_A_NEW_POSITION: i64 = 2;

/// The nature of a difference that was judged to be a conflict, or not.
pub(super) fn of(comparing: &Comparing, candidate: &Candidate, conflict: bool) -> Nature {
    if !conflict {
        return Nature::Harmless;
    }
    if candidate.kind == FindingKind::Speaker {
        return Nature::Discrepancy;
    }
    let later = days_apart(comparing);
    if later >= 1 && is_rising_count(comparing, candidate) {
        return Nature::Update;
    }
    match comparing.a.sameness(comparing.b) {
        Sameness::Different => Nature::Dispute,
        _ if later >= DAYS_OF_A_NEW_POSITION && !shares_quotation(comparing) => Nature::Update,
        _ => Nature::Discrepancy,
    }
}

/// Days from the earlier to the later publication; none when a date is missing.
fn days_apart(comparing: &Comparing) -> i64 {
    match (comparing.a.statement.date, comparing.b.statement.date) {
        (Some(first), Some(second)) => (first.duration_since(second).as_hours() / 24).abs(),
        _ => 0,
    }
}

/// A count that is higher in the later article: a toll that has risen.
fn is_rising_count(comparing: &Comparing, candidate: &Candidate) -> bool {
    let value =
        |side: &crate::align::Prepared, word: usize| match side.words.get(word).and_then(|word| word.value) {
            Some(Value::Quantity(quantity)) => Some(quantity.low),
            _ => None,
        };
    let (Some(first), Some(second)) =
        (value(comparing.a, candidate.a.start), value(comparing.b, candidate.b.start))
    else {
        return false;
    };
    let a_is_earlier = comparing.a.statement.date < comparing.b.statement.date;
    if a_is_earlier { first < second } else { second < first }
}

/// True when both quote the same words: then it is one act of speech, whenever it was printed.
fn shares_quotation(comparing: &Comparing) -> bool {
    let (a, b) = (comparing.a, comparing.b);
    comparing
        .alignment
        .pairs
        .iter()
        .filter(|pair| a.words[pair.a].marks.quoted && b.words[pair.b].marks.quoted)
        .count()
        >= 4
}
