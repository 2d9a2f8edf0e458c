//! What a name looks like by itself and by what stands around it: a person's, a body's or a
//! place's.

use std::ops::Range;

use super::first_names;
use super::lexicon::Trait;
use super::names::{Name, is_namelike};
use super::page::Page;
use super::seats;
use crate::syntax::{Entity, Tag};

/// Above 0 for a name that looks like a person's, below for a body's or a place's.
pub(super) fn leaning(page: &Page, name: &Name) -> i32 {
    let Range { start, end } = name.tokens;
    let last = end - 1;
    let several = end - start > 1;
    let mut leaning = 0;
    if !name.title.is_empty() {
        leaning += 6;
    }
    if several && first_names::is_first_name(page.lower(start)) {
        leaning += 4;
    }
    // "Team Ortega"
    if several && page.lower(start) == "team" {
        leaning -= 9;
    }
    if several && (start + 1..last).any(|token| is_initial(page.word(token))) {
        leaning += 2;
    }
    if (start + 1..last).any(|token| page.has(token, Trait::Particle) && !page.is_capitalised(token)) {
        leaning += 3;
    }
    leaning += match page.entity(last) {
        Entity::PERSON => 3,
        Entity::ORGANIZATION if several && page.entity(start) == Entity::ORGANIZATION => -4,
        Entity::ORGANIZATION | Entity::LOCATION => -3,
        Entity::MISC => -2,
        _ => 0,
    };
    if several && page.has(last, Trait::Document) {
        leaning -= 7;
    }
    if page.has(last, Trait::Body) {
        leaning -= if several { 7 } else { 3 };
    }
    let described = leaning_after(page, end);
    // "Chad Hale, the board's chairman," is no place.
    let chad = several && described > 0 && first_names::is_first_name(page.lower(start));
    if (start + usize::from(chad)..end).any(|token| page.has(token, Trait::Place)) {
        leaning -= 3;
    }
    if matches!(page.lower(last), "jr." | "jr" | "sr." | "ii" | "iii" | "iv") {
        leaning += 5;
    }
    if !several && page.has(start, Trait::Social) {
        leaning -= 6;
    }
    let first = page.word(start);
    if !several && first.len() > 1 && first.chars().all(|letter| letter.is_uppercase() || letter == '.') {
        leaning -= 3;
    }
    if name.title.is_empty() && page.lower_at(start.checked_sub(1)) == "the" {
        leaning -= 4;
    }
    leaning + described
}

/// What follows a person's name: a party in brackets, an age, a description.
fn leaning_after(page: &Page, end: usize) -> i32 {
    let after = page.lower_at(Some(end));
    let next = page.lower_at(Some(end + 1));
    let party = next.starts_with("d-") || next.starts_with("r-") || next.starts_with("i-");
    if matches!(after, "(" | "," | "-lrb-") && party {
        return 5;
    }
    if after == "," && end + 1 < page.len() && seats::is_abbreviated_state(page.word(end + 1)) {
        return -5;
    }
    if after == "," && next.len() == 2 && next.bytes().all(|byte| byte.is_ascii_digit()) {
        return 3;
    }
    let described = after == "," && matches!(next, "a" | "an" | "the" | "who" | "whose");
    let person = described
        && (end + 2..(end + 7).min(page.len()))
            .take_while(|&token| page.tag(token) != Tag::COMMA)
            .any(|token| page.has(token, Trait::Person));
    if person || next == "who" { 2 } else { 0 }
}

/// "J." or "J".
pub(super) fn is_initial(word: &str) -> bool {
    let mut letters = word.trim_end_matches('.').chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
}

/// In Thomas “Biscuit” Orde and Margaret (Midge) Tallack the nickname belongs to the name: gives the token of
/// the surname.
pub(super) fn after_nickname(
    page: &Page,
    mark: usize,
    start: usize,
    sentence: &Range<usize>,
) -> Option<usize> {
    if mark == start || !first_names::is_first_name(page.lower(mark - 1)) {
        return None;
    }
    let closing: &[&str] = match page.word(mark) {
        "“" => &["”"],
        "\"" => &["\""],
        "``" => &["''"],
        "‘" => &["’"],
        "'" => &["'"],
        "(" | "-LRB-" => &[")", "-RRB-"],
        _ => return None,
    };
    let is_word = |token: usize| {
        let word = page.word(token);
        page.is_capitalised(token) && word.len() > 1 && word.chars().skip(1).all(char::is_lowercase)
    };
    let close = (mark + 1..sentence.end.min(mark + 4)).find(|&token| !is_word(token))?;
    let surname = close + 1;
    (close > mark + 1
        && closing.contains(&page.word(close))
        && surname < sentence.end
        && is_word(surname)
        && is_namelike(page, surname, sentence))
    .then_some(surname)
}

/// "DUNMERE —" at the head of a paragraph.
pub(super) fn is_dateline(page: &Page, tokens: &Range<usize>) -> bool {
    let first = page.document.paragraphs[page.paragraph(tokens.start)].sentences.start;
    page.document.sentences[first].tokens.start == tokens.start
        && page.text(tokens.clone()).chars().all(|letter| !letter.is_lowercase())
        && (tokens.end..(tokens.end + 8).min(page.len()))
            .take_while(|&token| {
                page.is_capitalised(token) || !page.word(token).chars().any(char::is_alphabetic)
            })
            .any(|token| matches!(page.lower(token), "-" | "–" | "—" | "--"))
}

/// True when every word of a name is that of a place.
pub(super) fn is_place(page: &Page, tokens: &Range<usize>) -> bool {
    tokens.clone().all(|token| page.has(token, Trait::Place) || page.entity(token) == Entity::LOCATION)
}
