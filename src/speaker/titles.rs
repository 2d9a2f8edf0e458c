//! The words of office before a name: "former Dunmere Mayor", "Speaker of the House", "Mrs.".

use std::ops::Range;

use super::first_names::{self, Gender};
use super::lexicon::{self, Trait};
use super::page::Page;
use crate::syntax::Tag;

/// A run of more words than this is no name or title, whatever its capitals.
pub(super) const MOST_WORDS: usize = 64;

/// "Speaker of the House" before a name: the token that the office begins with.
pub(super) fn office_of_chamber(page: &Page, chamber: usize) -> Option<usize> {
    let office = chamber.checked_sub(3)?;
    let chambers = matches!(page.lower(chamber), "house" | "senate" | "assembly");
    let joined = page.lower(chamber - 1) == "the" && page.lower(chamber - 2) == "of";
    (chambers && joined && page.has_any(office, &[Trait::Title, Trait::Person])).then_some(office)
}

/// True for words of title; not for "Dean" in "Ann Dean" or "Mr. Dean".
pub(super) fn is_title(page: &Page, token: usize, start: usize, end: usize) -> bool {
    let lower = page.lower(token);
    if has_joined_title(page, token) {
        return true;
    }
    // "Senators Lee and Hale"; not "Harbour Governors Association".
    let plural = || {
        token + 1 < end
            && lexicon::singular(lower).is_some_and(|one| lexicon::traits(&one).has(Trait::Title))
            && !page.has(end - 1, Trait::Body)
    };
    if !page.has_any(token, &[Trait::Title, Trait::Person]) && !plural() {
        return false;
    }
    if !page.has(token, Trait::Title) && first_names::is_first_name(lower) {
        return false;
    }
    // "Dean Hale" is called so; "Dean Ann Hale" holds the office.
    if lower == "dean" && token == start && token + 2 == end {
        return false;
    }
    if page.has(token, Trait::Nationality) && token + 1 < end && page.has(token + 1, Trait::Body) {
        return false;
    }
    let before = token.checked_sub(1).filter(|&before| before >= start);
    let after_first_name = before.is_some_and(|before| {
        is_honorific(page, before)
            || (first_names::is_first_name(page.lower(before)) && !page.has(before, Trait::Title))
    });
    !(token + 1 == end && after_first_name)
}

/// "then-Secretary", "Governor-elect", "Speaker-to-be".
fn has_joined_title(page: &Page, token: usize) -> bool {
    let lower = page.lower(token);
    let is_title = |word: &str| lexicon::traits(word).has(Trait::Title);
    let before = ["then-", "ex-", "co-", "vice-"]
        .iter()
        .any(|prefix| lower.strip_prefix(prefix).is_some_and(is_title));
    let after = ["-elect", "-to-be", "-designate", "-general"]
        .iter()
        .any(|ending| lower.strip_suffix(ending).is_some_and(is_title));
    before || after
}

pub(super) fn is_honorific(page: &Page, token: usize) -> bool {
    matches!(page.lower(token).trim_end_matches('.'), "mr" | "mrs" | "ms" | "miss" | "dr" | "mx" | "sir")
}

/// The words of office directly before a name: "Republican presidential nominee".
pub(super) fn title_before(page: &Page, name: usize) -> Range<usize> {
    let sentence = page.sentence_tokens(name);
    let mut start = name;
    let earliest = sentence.start.max(name.saturating_sub(MOST_WORDS));
    while start > earliest && is_title_word(page, start - 1) {
        start -= 1;
        let chief = page.lower(start) == "staff"
            && start >= earliest + 2
            && page.lower(start - 1) == "of"
            && page.lower(start - 2) == "chief";
        if chief {
            start -= 2;
        }
    }
    let last = name.checked_sub(1).filter(|_| start < name);
    let is_office = last.is_some_and(|last| {
        let ends_as_person =
            ["er", "or", "ist", "ian"].iter().any(|ending| page.lower(last).ends_with(ending));
        page.has_any(last, &[Trait::Title, Trait::Person, Trait::Relative])
            || has_joined_title(page, last)
            || page.lower(last) == "staff" && page.lower_at(last.checked_sub(2)) == "chief"
            || (!page.is_capitalised(last) && page.tag(last) == Tag::NN && ends_as_person)
    });
    if is_office { start..name } else { name..name }
}

fn is_title_word(page: &Page, token: usize) -> bool {
    let adjective = matches!(page.tag(token), Tag::JJ | Tag::NN | Tag::NNP | Tag::NNPS | Tag::VBN);
    (adjective || page.has(token, Trait::Title)) && page.word(token).chars().any(char::is_alphanumeric)
}

/// The gender that a title tells: "Mrs.", "Congressman".
pub(super) fn title_gender(page: &Page, title: Range<usize>) -> Option<Gender> {
    title.rev().find_map(|token| match (page.has(token, Trait::Male), page.has(token, Trait::Female)) {
        (true, false) => Some(Gender::Male),
        (false, true) => Some(Gender::Female),
        _ => None,
    })
}
