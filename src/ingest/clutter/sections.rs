//! Stretches of several lines: about the author, other stories, forms, and second copies.

use super::labels::tag_line;
use super::lines::{Line, MANY, Page};

/// No list of other stories has more lines; a longer rest of the page is an article.
const LONGEST_LIST: usize = 200;

/// Sees "About the Author" and the paragraphs below it, up to the next label.
pub(super) fn about_the_author(page: &Page, place: usize) -> usize {
    #[rustfmt::skip]
    const HEADS: &[&str] = &[
        "about the author", "about the authors", "about the writer", "about the reporter", "author bio",
        "about author", "author", "more about the author",
    ];
    if !page.lines[place].is_one_of(HEADS) || !page.stands_below_the_article(place) {
        return 0;
    }
    1 + count_while(page, place + 1, |line| line.is_prose() || line.words > 6)
}

/// Sees the heading of a list of other stories, and the list.
///
/// Below the article such a list runs to the end of the page. Inside it, only what is no full
/// sentence goes with the heading.
pub(super) fn other_stories(page: &Page, place: usize) -> usize {
    #[rustfmt::skip]
    const HEADS: &[&str] = &[
        "featured", "most popular", "most read", "related", "\"related\"", "related articles",
        "related stories", "related content", "recommended", "recommended for you", "you may also like",
        "you might also like", "trending", "trending now", "top stories", "latest stories", "latest news",
        "more stories", "editor's picks", "editors' picks", "read next", "more from our sponsors",
        "around the web", "popular stories",
    ];
    let head = &page.lines[place];
    let plain = head.plain.trim_matches(['"', ':']);
    let is_more = ["more from ", "more in ", "also on "].iter().any(|opening| plain.starts_with(opening));
    let is_head = head.words <= 5 && (HEADS.contains(&plain) || (is_more && !head.text.ends_with('.')));
    if !is_head {
        return 0;
    }
    let rest = page.lines.len() - place - 1;
    let below = &page.lines[place + 1..];
    let is_pointer = is_more || plain.starts_with("related");
    let is_list = || is_list_to_the_end(below) || (is_pointer && is_list_of_headlines(below));
    if page.stands_below_the_article(place) && is_list() {
        return 1 + rest;
    }
    if !page.has_prose_above(place) {
        // What stands below it is the headline.
        return 1;
    }
    1 + count_while(page, place + 1, |line| {
        !line.ends_a_sentence() && line.words <= 20 && !line.has_quotation_marks()
    })
}

/// Sees the short lines of the page that stand below its tags, down to the end.
pub(super) fn rest_below_the_tags(page: &Page, place: usize) -> usize {
    let is_below_tags = place > 0 && tag_line(&page.lines[place - 1]) && page.stands_below_the_article(place);
    let rest = &page.lines[place..];
    if is_below_tags && is_list_of_headlines(rest) { rest.len() } else { 0 }
}

/// Sees "Correction:" alone on its line below the article, and what it says.
pub(super) fn correction_below(page: &Page, place: usize) -> usize {
    let is_head = page.lines[place].is_one_of(&["correction", "corrections", "clarification"]);
    let rest = &page.lines[place + 1..];
    let is_short = rest.len() <= 4 && rest.iter().all(|line| line.words < MANY);
    if is_head && is_short && page.stands_below_the_article(place) { 1 + rest.len() } else { 0 }
}

/// Sees "Stay connected" or "Newsletter" and the short lines of the form below it.
pub(super) fn sign_up_form(page: &Page, place: usize) -> usize {
    let head = &page.lines[place];
    let is_head = head.is_one_of(&[
        "stay connected",
        "newsletter",
        "newsletters",
        "sign up",
        "subscribe",
        "stay informed",
    ]);
    if !is_head || !page.stands_below_the_article(place) {
        return 0;
    }
    1 + count_while(page, place + 1, |line| line.words <= 8 && !line.has_quotation_marks())
}

/// Sees a paragraph that has stood in the text before, word for word.
pub(super) fn repeated_paragraph(page: &Page, place: usize) -> usize {
    usize::from(page.is_a_copy(place))
}

/// Sees words in quotation marks alone on their line that a longer paragraph of the page quotes too:
/// a pull quote.
pub(super) fn pull_quote(page: &Page, place: usize) -> usize {
    let line = &page.lines[place];
    let is_quotation = line.text.starts_with(['“', '"']) && line.text.ends_with(['”', '"']);
    if !is_quotation || !(4..=40).contains(&line.words) || page.body.len() > LONGEST_PAGE {
        return 0;
    }
    let words = line.text.trim_matches(['“', '”', '"', '.', ',', ' ', '\u{a0}']);
    let has_other_marks = words.contains(['“', '”', '"']);
    let is_quoted_in = |other: &Line| other.words >= line.words + 3 && other.text.contains(words);
    let recurs = || page.lines.iter().enumerate().any(|(at, other)| at != place && is_quoted_in(other));
    usize::from(!has_other_marks && recurs())
}

/// Pages are searched for the source of a pull quote up to this many bytes, since each search walks
/// through the page.
const LONGEST_PAGE: usize = 100_000;

/// True when what is left of the page is short lines, with labels or bullets among them.
fn is_list_to_the_end(lines: &[Line]) -> bool {
    if lines.len() > LONGEST_LIST || lines.iter().any(|line| line.words > 45) {
        return false;
    }
    let is_label = |line: &&Line| !line.ends_a_sentence() || line.text.starts_with(['•', '*', '-']);
    lines.iter().filter(is_label).count() * 3 >= lines.len()
}

/// True when what is left of the page is as short as headlines are, full stops or not.
fn is_list_of_headlines(lines: &[Line]) -> bool {
    !lines.is_empty()
        && lines.len() <= LONGEST_LIST
        && lines.iter().all(|line| line.words <= 16 && !line.has_quotation_marks())
}

fn count_while(page: &Page, from: usize, belongs: impl Fn(&Line) -> bool) -> usize {
    page.lines[from..].iter().take_while(|line| belongs(line)).count()
}
