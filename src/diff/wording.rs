//! Of which kind other words are: another name, more or less sure, denied or affirmed, or just other words.

use super::change::{Element, Fate};
use super::edits::Differing;
use super::values::Told;
use crate::align::polarity::{self, Hedge};
use crate::align::{Prepared, Word, WordId, calendar};
use crate::place::Span;

/// In longer stretches no single word says what was changed.
const MOST_WORDS: usize = 8;

/// Of which kind a stretch of other words is; no element where the place of the words says it.
pub fn classify(differing: &Differing, old: &Told, new: &Told) -> (Option<Element>, Fate) {
    let (before, after) = (inside(old, differing.old), inside(new, differing.new));
    if before.len().max(after.len()) > MOST_WORDS {
        return (None, Fate::Reworded);
    }
    if are_calendar_words(&old.prepared, &before) && are_calendar_words(&new.prepared, &after) {
        return (Some(Element::Date), Fate::Reworded);
    }
    if let Some(fate) = of_names(&old.prepared, &before, &new.prepared, &after) {
        return (Some(Element::Name), fate);
    }
    let (denied, denies) = (denials(&old.prepared, &before), denials(&new.prepared, &after));
    if denied % 2 != denies % 2 {
        return (None, Fate::Reversed);
    }
    let (sure_before, sure_after) = (sureness(&old.prepared, &before), sureness(&new.prepared, &after));
    match sure_after.cmp(&sure_before) {
        std::cmp::Ordering::Less => (None, Fate::Hedged),
        std::cmp::Ordering::Greater => (None, Fate::Unhedged),
        std::cmp::Ordering::Equal => (None, Fate::Reworded),
    }
}

/// Months and days of the week, and nothing else.
fn are_calendar_words(side: &Prepared, words: &[usize]) -> bool {
    !words.is_empty() && words.iter().all(|word| calendar::is_named(side.text_of(*word)))
}

/// The words of a statement that a span of its body overlaps.
fn inside(told: &Told, span: Span) -> Vec<usize> {
    let overlaps = |word: &Word| {
        let place = Span::new(word.span.start + told.base, word.span.end + told.base);
        place.overlaps(span)
    };
    let words = &told.prepared.words;
    (0..words.len()).filter(|word| overlaps(&words[*word])).collect()
}

fn of_names(old: &Prepared, before: &[usize], new: &Prepared, after: &[usize]) -> Option<Fate> {
    let names = |side: &Prepared, words: &[usize], other: &Prepared, others: &[usize]| -> Vec<WordId> {
        let known: Vec<WordId> = others.iter().map(|word| other.words[*word].form).collect();
        let names = words.iter().map(|word| &side.words[*word]).filter(|word| word.is_name());
        names.map(|word| word.form).filter(|form| !known.contains(form)).collect()
    };
    let (gone, come) = (names(old, before, new, after), names(new, after, old, before));
    let tells = |side: &Prepared, words: &[usize]| words.iter().any(|word| side.words[*word].is_content());
    match (gone.is_empty(), come.is_empty()) {
        (true, true) => None,
        (false, false) => Some(Fate::Reworded),
        (false, true) if after.is_empty() => Some(Fate::Removed),
        (true, false) if before.is_empty() || !tells(old, before) => Some(Fate::Added),
        _ => Some(Fate::Reworded),
    }
}

/// How many words deny.
fn denials(side: &Prepared, words: &[usize]) -> usize {
    words
        .iter()
        .filter(|word| polarity::is_plain_negation(side, **word) || polarity::turns(side, **word))
        .count()
}

/// How sure the least sure word of a stretch sounds; words that say nothing of it are flat.
fn sureness(side: &Prepared, words: &[usize]) -> u8 {
    const FLAT: u8 = 3;
    let mut least = FLAT;
    let mut is_sure = false;
    for &at in words {
        let word = &side.words[at];
        let before_to =
            side.words.get(at + 1).is_some_and(|_| side.text_of(at + 1).eq_ignore_ascii_case("to"));
        match polarity::hedge(word) {
            Some(Hedge::Possible) => least = 0,
            Some(Hedge::Probable | Hedge::Hearsay | Hedge::Condition) => least = least.min(1),
            Some(Hedge::Intent) if before_to => least = least.min(2),
            Some(Hedge::Sure) => is_sure = true,
            Some(Hedge::Intent | Hedge::Future) | None => {}
        }
    }
    if least == FLAT && is_sure { FLAT + 1 } else { least }
}
