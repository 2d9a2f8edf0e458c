//! From members to units, the stretches of content that are compared with one another.
//!
//! A quotation that goes on after "she said" is one attribution, yet another outlet may carry only
//! what stands after it. So each run of whole sentences of a content is a unit of its own and may
//! belong to another claim than the next; a sentence that the cue interrupts stays one.

use std::ops::Range;

use super::parts::{Account, Member};

/// A run of stretches of one member.
#[derive(Clone, Debug)]
pub(super) struct Unit<'a> {
    /// Index of the member.
    pub(super) member: usize,
    /// Which of its stretches.
    pub(super) stretches: Range<usize>,
    /// Their text.
    pub(super) text: &'a str,
}

/// The units of a member, in the order of the text.
pub(super) fn units<'a>(index: usize, member: &Member<'a>, account: &Account) -> Vec<Unit<'a>> {
    let Some(places) = places_in_text(member) else {
        return vec![Unit {
            member: index,
            stretches: 0..member.stretches.len(),
            text: member.statement.text,
        }];
    };
    let mut units: Vec<Unit> = Vec::new();
    for (stretch, place) in places.iter().enumerate() {
        match units.last_mut() {
            Some(unit) if !begins_sentence(member, stretch, account.body) => {
                unit.stretches.end = stretch + 1;
                unit.text = &member.statement.text[places[unit.stretches.start].start..place.end];
            }
            _ => units.push(Unit {
                member: index,
                stretches: stretch..stretch + 1,
                text: &member.statement.text[place.clone()],
            }),
        }
    }
    units
}

/// Where each stretch stands in the statement's text, if that is indeed the stretches with one
/// character between each two.
fn places_in_text(member: &Member) -> Option<Vec<Range<usize>>> {
    let text = member.statement.text;
    let mut end = 0;
    let places: Vec<Range<usize>> = member
        .stretches
        .iter()
        .enumerate()
        .map(|(stretch, span)| {
            let start = end + usize::from(stretch > 0);
            end = start + span.len();
            start..end
        })
        .collect();
    let sound = end == text.len()
        && !places.is_empty()
        && places.iter().all(|place| text.get(place.clone()).is_some());
    sound.then_some(places)
}

/// How many words between two stretches keep them apart even within one sentence: "she said" does
/// not, a clause about what she said next does.
const WORDS_APART: usize = 8;

/// True when a stretch begins a sentence: it begins with a capital letter or a figure, and the words
/// before it end a sentence or go on for long.
fn begins_sentence(member: &Member, stretch: usize, body: &str) -> bool {
    let (before, own) = (member.stretches[stretch - 1], member.stretches[stretch]);
    let between = body.get(before.end..own.start).unwrap_or_default();
    let carrier = between.trim_end();
    let before = body.get(before.range()).unwrap_or_default();
    let before = if carrier.is_empty() { before } else { carrier };
    let first = body.get(own.range()).and_then(|own| own.chars().find(|c| c.is_alphanumeric()));
    let ended = before.trim_end_matches(is_mark).ends_with(['.', '!', '?', ':', '…'])
        || between.split_whitespace().count() >= WORDS_APART;
    between.contains('\n') || ended && first.is_some_and(|first| first.is_uppercase() || first.is_numeric())
}

fn is_mark(character: char) -> bool {
    matches!(character, '"' | '\'' | '“' | '”' | '‘' | '’' | '«' | '»' | ')' | ' ')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::Statement;
    use crate::place::Span;

    #[track_caller]
    fn check(body: &str, stretches: &[&str], expected: &[&str]) {
        let spans: Vec<Span> = stretches
            .iter()
            .map(|stretch| {
                let start = body.find(stretch).expect("the stretch stands in the body");
                Span::new(start, start + stretch.len())
            })
            .collect();
        let text = stretches.join(" ");
        let member = Member {
            stretches: &spans,
            statement: Statement { text: &text, ..Statement::default() },
            ..Member::default()
        };
        let account = Account { body, ..Account::default() };
        let found: Vec<&str> = units(0, &member, &account).iter().map(|unit| unit.text).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn sentences_on_both_sides_of_the_cue_are_two() {
        check(
            "“The lock is safe,” she said. “We tested it.”",
            &["“The lock is safe,”", "“We tested it.”"],
            &["“The lock is safe,”", "“We tested it.”"],
        );
    }

    #[test]
    fn an_interrupted_sentence_is_one() {
        check(
            "“The lock,” she said, “is safe.”",
            &["“The lock,”", "“is safe.”"],
            &["“The lock,” “is safe.”"],
        );
    }

    #[test]
    fn a_text_that_is_not_its_stretches_is_one() {
        let spans = [Span::new(0, 3), Span::new(5, 9)];
        let statement = Statement { text: "something else", ..Statement::default() };
        let member = Member { stretches: &spans, statement, ..Member::default() };
        assert_eq!(units(0, &member, &Account::default()).len(), 1);
    }
}
