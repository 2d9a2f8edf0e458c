//! Numbers, dates and words of time that do not agree.

use crate::align::quantity::Agreement;
use crate::align::{Prepared, Value, nearest, place_in_other, value_agreement};
use crate::compare::candidate::{Candidate, Comparing};
use crate::compare::finding::FindingKind;

use super::measures::{MOST_RIVALS, away, yes};

/// Numbers and dates without an answer, set against the best placed one of the other side.
pub(super) fn values(comparing: &Comparing, found: &mut Vec<Candidate>) {
    let Comparing { a, b, .. } = comparing;
    let alignment = comparing.alignment;
    let in_a: Vec<usize> = comparing
        .sentences_a()
        .filter(|word| a.words[*word].value.is_some() && alignment.answer_of_a(*word).is_none())
        .collect();
    let in_b: Vec<usize> = comparing
        .sentences_b()
        .filter(|word| b.words[*word].value.is_some() && alignment.answer_of_b(*word).is_none())
        .collect();
    for &word_a in &in_a {
        let here = place_in_other(word_a, a.words.len(), b.words.len());
        let near = nearest(&in_b, here, MOST_RIVALS, |&word_b| word_b).iter().copied();
        let differing = near.filter_map(|word_b| {
            let (one, other) = (a.words[word_a].value?, b.words[word_b].value?);
            let affinity = comparing.affinity(word_a, word_b);
            // "in 2011" and "on Monday" seldom say when the same thing was.
            let comparable = are_as_precise(&one, &other) || affinity >= SAME_PLACE;
            (comparable && value_agreement(&one, &other) == Agreement::Differs)
                .then_some((affinity, word_b, one, other))
        });
        let best = differing.max_by(|one, other| one.0.total_cmp(&other.0).then(other.1.cmp(&one.1)));
        let Some((affinity, word_b, one, other)) = best else { continue };
        let (kind, apart, precise) = match (one, other) {
            (Value::Date(one), Value::Date(other)) => {
                (FindingKind::Date, 0.0, yes(one.is_year() == other.is_year()))
            }
            (Value::Quantity(one), Value::Quantity(other)) => (
                FindingKind::Number,
                (one.low.max(0.01) / other.low.max(0.01)).ln().abs() as f32,
                one.unit as u8 as f32,
            ),
            _ => continue,
        };
        found.push(Candidate {
            kind,
            a: word_a..word_a + 1,
            b: word_b..word_b + 1,
            signals: [
                affinity,
                apart,
                precise,
                in_a.len() as f32,
                in_b.len() as f32,
                yes(next_answers(comparing, word_a, word_b)),
                away(&alignment.window_a, word_a).min(away(&alignment.window_b, word_b)),
                away(&alignment.window_a, word_a).max(away(&alignment.window_b, word_b)),
            ],
        });
    }
}

/// From this affinity on, two words stand in one place among the same words.
const SAME_PLACE: f32 = 1.0;

fn are_as_precise(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Date(one), Value::Date(other)) => one.is_as_precise_as(other),
        _ => true,
    }
}

/// True when the words behind two words answer each other: what is counted is the same.
fn next_answers(comparing: &Comparing, word_a: usize, word_b: usize) -> bool {
    (1..=2).any(|step| {
        comparing.alignment.answer_of_a(word_a + step).is_some_and(|answer| {
            answer > word_b && answer <= word_b + 2 && comparing.b.words[answer].is_content()
        })
    })
}

/// "before" here, "after" there; "next" here, "current" there.
pub(super) fn times(comparing: &Comparing, found: &mut Vec<Candidate>) {
    let Comparing { a, b, .. } = comparing;
    let one_season = published_together(a, b);
    let in_b: Vec<(usize, u8)> =
        comparing.alone_in_b().filter_map(|word| Some((word, time_word(b, word)?))).collect();
    for word_a in comparing.alone_in_a() {
        let Some(time_a) = time_word(a, word_a).filter(|time| one_season || !RELATIVE.contains(time)) else {
            continue;
        };
        let here = place_in_other(word_a, a.words.len(), b.words.len());
        let near = nearest(&in_b, here, MOST_RIVALS, |&(word_b, _)| word_b).iter();
        let others = near
            .filter(|&&(_, time_b)| time_b != time_a && time_b / SAME_SORT == time_a / SAME_SORT)
            .map(|&(word_b, time_b)| (comparing.affinity(word_a, word_b), word_b, time_b));
        let best = others.max_by(|one, other| one.0.total_cmp(&other.0).then(other.1.cmp(&one.1)));
        if let Some((affinity, word_b, time_b)) = best {
            found.push(Candidate {
                kind: FindingKind::Date,
                a: word_a..word_a + 1,
                b: word_b..word_b + 1,
                signals: [
                    affinity,
                    -1.0,
                    yes(time_a.abs_diff(time_b) == 1),
                    f32::from(time_a.min(time_b)),
                    f32::from(time_a.max(time_b)),
                    0.0,
                    0.0,
                    0.0,
                ],
            });
        }
    }
}

/// "next" and "current" of [`time_word`]: they mean another time in another month.
const RELATIVE: std::ops::RangeInclusive<u8> = 10..=12;

/// True where "next summer" is the same summer in both articles.
fn published_together(a: &Prepared, b: &Prepared) -> bool {
    const DAYS: i64 = 30;
    match (a.statement.date, b.statement.date) {
        (Some(first), Some(second)) => first.duration_since(second).as_hours().abs() / 24 <= DAYS,
        _ => true,
    }
}

/// Words of time are opposites when their numbers divided by this are the same.
const SAME_SORT: u8 = 10;

/// Words that place something in time, those of one sort in one ten.
fn time_word(side: &Prepared, word: usize) -> Option<u8> {
    Some(match side.text_of(word).to_ascii_lowercase().as_str() {
        "before" | "earlier" | "prior" => 0,
        "after" | "later" | "following" | "afterward" => 1,
        "previous" | "last" | "past" | "former" | "recent" => 10,
        "next" | "coming" | "upcoming" | "future" => 11,
        "current" | "present" | "now" | "today" => 12,
        "early" | "beginning" | "start" | "outset" | "first" => 20,
        "late" | "end" | "close" | "final" => 21,
        "spring" => 30,
        "summer" => 32,
        "autumn" | "fall" => 34,
        "winter" => 36,
        "morning" => 40,
        "afternoon" => 42,
        "evening" | "night" => 44,
        _ => return None,
    })
}
