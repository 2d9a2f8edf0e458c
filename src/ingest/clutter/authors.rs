//! Who wrote it: bylines, biographies, signatures.

use super::datelines::date_line;
use super::lines::{Line, Page, holds_word, is_all_capitalised};

/// Sees "By Ann Brandt", "By ANN BRANDT and JO QUILL, Staff Writers", "From our correspondent".
pub(super) fn byline(page: &Page, place: usize) -> bool {
    let line = &page.lines[place];
    let is_known = || page.byline.is_some_and(|byline| byline.trim() == line.text);
    let is_ours = || line.begins_with(&["by our ", "from our ", "by a staff ", "by staff "]);
    // Without a headline above, "By the Quay" may be the headline itself.
    let is_person =
        |names: &str| page.has_headline_above(place) || (names.contains(' ') && !names.starts_with("the "));
    line.words <= LONGEST_BYLINE
        && !line.has_quotation_marks()
        && (names_behind_by(line).is_some_and(is_person) || is_ours() || is_known())
}

/// The author whom a byline above the article names.
pub(super) fn author<'a>(page: &Page<'a>) -> Option<&'a str> {
    page.lines.iter().take(10).take_while(|line| !line.is_prose()).find_map(names_behind_by)
}

/// No byline has more words, a date and the time of reading included.
const LONGEST_BYLINE: usize = 16;

/// The names in a line such as "By Ann Brandt | 12 March 2031".
fn names_behind_by<'a>(line: &Line<'a>) -> Option<&'a str> {
    if line.words > LONGEST_BYLINE || line.has_quotation_marks() {
        return None;
    }
    let rest = ["By ", "by ", "BY ", "Written by ", "Posted by ", "Reported by "]
        .iter()
        .find_map(|opening| line.text.strip_prefix(opening))?;
    let names = rest.split([',', '|', '—', '–', '·', '•']).next()?.trim().trim_end_matches('.');
    let words = names.split_whitespace().count();
    (is_all_capitalised(names) && (1..=8).contains(&words)).then_some(names)
}

/// Sees "Ann Brandt" or "Ann Brandt, Arts Editor" between the headline and the date.
pub(super) fn author_above_the_date(page: &Page, place: usize) -> bool {
    let line = &page.lines[place];
    let name = line.text.split(',').next().unwrap_or(line.text);
    page.lines.get(place + 1).is_some_and(date_line)
        && line.words <= 8
        && !line.ends_a_sentence()
        && (2..=4).contains(&name.split_whitespace().count())
        && is_all_capitalised(name)
        && page.has_headline_above(place)
}

/// Sees who the author is, below the article: "Ann Brandt is a staff writer ...".
///
/// The name is the one of the byline, or it stands nowhere else in the text: a person whom the
/// article speaks of is not its author.
pub(super) fn biography(page: &Page, place: usize) -> bool {
    let line = &page.lines[place];
    if place == 0 || line.words > 80 {
        return false;
    }
    if page.byline.is_some_and(|byline| is_about(line.text, byline)) {
        return true;
    }
    let Some((name, rest)) = split_at_verb(line.text) else { return false };
    let Some(surname) = name.split_whitespace().last() else { return false };
    looks_like_a_person(name)
        && describes_an_author(line.text, rest)
        && !holds_word(page.text_above(place), surname)
}

/// True when a paragraph begins with the author's name and tells of them in the present.
fn is_about(text: &str, byline: &str) -> bool {
    const VERBS: [&str; 8] =
        [" is ", " has ", " writes ", " covers ", " edits ", " teaches ", " reports ", " hosts "];
    let name = byline.split([',', '|']).next().unwrap_or(byline);
    let name =
        [" in ", " and ", " with "].iter().fold(name, |name, end| name.split(end).next().unwrap_or(name));
    looks_like_a_person(name.trim())
        && text.strip_prefix(name.trim()).is_some_and(|rest| VERBS.iter().any(|verb| rest.starts_with(verb)))
}

/// The subject and what is said of it, of a line such as "Ann Brandt, a historian, is the author of ...".
///
/// An apposition may stand between the two, a verb of saying may not.
fn split_at_verb(text: &str) -> Option<(&str, &str)> {
    const VERBS: [&str; 7] =
        [" is ", " writes ", " covers ", " edits ", " teaches ", " hosts ", " reports from "];
    let place = VERBS.iter().filter_map(|verb| text.find(verb)).min()?;
    let (subject, rest) = text.split_at(place);
    let name = subject.split([',', '(']).next().unwrap_or(subject).trim();
    let is_close = subject.split_whitespace().count() <= 14;
    let says = [" said", " told", " noted", " added", " argued", " called", " wrote", " asked", " says"];
    (is_close && !says.iter().any(|verb| text.contains(verb))).then_some((name, rest))
}

fn looks_like_a_person(name: &str) -> bool {
    let words = name.split_whitespace().count();
    (2..=4).contains(&words) && is_all_capitalised(name) && !name.starts_with("The ")
}

fn describes_an_author(text: &str, rest: &str) -> bool {
    #[rustfmt::skip]
    const TRADES: &[&str] = &[
        "writer", "reporter", "editor", "author", "columnist", "correspondent", "contributor", "journalist",
        "professor", "fellow", "president of", "founder", "director of", "host", "producer", "blogger",
        "lecturer", "historian", "board", "follow ", "@", "newsroom", "attorney", "podcast", "member of",
    ];
    let text = text.to_lowercase();
    !rest.starts_with(" is ") || TRADES.iter().any(|trade| text.contains(trade))
}

/// Sees "Brandt reported from Quillport." among the last lines.
pub(super) fn reporters_place(page: &Page, place: usize) -> bool {
    let line = &page.lines[place];
    let names = line.text.split(" reported from ").next().unwrap_or_default();
    place > 0
        && line.words <= 16
        && names.len() < line.text.len()
        && !line.has_quotation_marks()
        && is_all_capitalised(names.trim_start_matches(['(', '—', '-', ' ']))
}

/// Sees "- Ann Brandt" as the last line: the author's signature.
pub(super) fn signature(page: &Page, place: usize) -> bool {
    let line = &page.lines[place];
    let name = line.text.trim_start_matches(['-', '—', '–', ' ']);
    let above_is_quotation = place > 0 && page.lines[place - 1].text.ends_with(['"', '”', '»', '\'']);
    name.len() < line.text.len()
        && !above_is_quotation
        && page.next_left(place).is_none()
        && (2..=4).contains(&line.words.saturating_sub(1).max(1))
        && is_all_capitalised(name)
}
