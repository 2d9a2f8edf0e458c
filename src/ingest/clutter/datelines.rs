//! Lines that are dates or times, and the day of publication that they tell.

use jiff::civil::Date;

use super::super::dates::{Reading, read_date};
use super::lines::{Line, Page, is_all_capitalised};

/// What may stand before a date, longer ones first.
#[rustfmt::skip]
const MARKS: &[&str] = &[
    "first published", "published on", "published", "posted on", "posted", "last updated on", "last updated",
    "last modified", "updated on", "updated at", "updated", "posted at", "modified", "date", "created", "issued",
];

/// Sees a line that is a date, perhaps after "Published" or "Updated".
pub(super) fn date_line(line: &Line) -> bool {
    if line.words > 14 || line.text.len() > 100 || !line.plain.contains(|sign: char| sign.is_ascii_digit()) {
        return false;
    }
    let (mark, rest) = split_mark(&line.plain);
    let is_date = |text: &str| read_date(&text.to_uppercase()) != Reading::None;
    let is_marked = || is_clock(rest) || rest.split(" | ").all(is_date) || is_date(behind_clock(rest));
    is_date(rest) || (mark.is_some() && is_marked())
}

/// Sees a line that is a time of day, as live reports have them.
pub(super) fn time_line(line: &Line) -> bool {
    line.words <= 3 && line.text.len() <= 16 && is_clock(&line.plain)
}

/// Sees "Ann Brandt · 12 March 2031 · 4 min read".
pub(super) fn author_and_date(line: &Line) -> bool {
    let mut parts = line.text.split(['·', '|', '•']).map(str::trim);
    let names = parts.next().and_then(|first| first.split(',').next()).unwrap_or_default();
    line.words <= 16
        && line.text.len() <= 160
        && !line.has_quotation_marks()
        && is_all_capitalised(names)
        && parts.any(|part| read_date(part) != Reading::None)
}

/// The day on which the page says that it was published, once its clutter is known.
///
/// A line that says "published" is believed wherever it stands; other dates only between the
/// headline and the article, since the clock of a page stands above its headline.
pub(super) fn publication_day(page: &Page) -> Option<Date> {
    let says_published =
        |line: &&Line| line.begins_with(&["published", "posted", "first published", "date:"]);
    let marked = page.lines.iter().filter(says_published).find_map(day_of);
    marked.or_else(|| {
        let headline = page.headline()?;
        let lines = headline + 1..page.first_prose();
        lines.filter(|&line| page.is_taken(line)).find_map(|line| day_of(&page.lines[line]))
    })
}

fn day_of(line: &Line) -> Option<Date> {
    if line.words > 16 {
        return None;
    }
    line.plain.split(['·', '|', '•']).find_map(|part| {
        let (_, rest) = split_mark(part.trim());
        let upper = rest.to_uppercase();
        [upper.as_str(), behind_clock(&upper)].into_iter().find_map(|text| match read_date(text) {
            Reading::Day(date) => Some(date),
            _ => None,
        })
    })
}

/// The mark before a date, if there is one, and what stands behind it.
fn split_mark(text: &str) -> (Option<&str>, &str) {
    let mark = MARKS.iter().find(|mark| text.starts_with(*mark)).copied();
    let rest = &text[mark.map_or(0, str::len)..];
    (mark, rest.trim_start_matches([':', ' ', '|', '-', '–', '—']))
}

/// What stands behind the time of day that begins a text: "9:30 p.m., 12 March 2031".
fn behind_clock(text: &str) -> &str {
    let rests = [", ", " on ", " ON "].iter().filter_map(|end| text.split_once(*end));
    rests.filter(|(clock, _)| is_clock(clock)).map(|(_, rest)| rest).next().unwrap_or(text)
}

/// `9:30 a.m.`, `21:30 GMT`, after any punctuation; figures with a colon, and nothing but a zone.
fn is_clock(text: &str) -> bool {
    #[rustfmt::skip]
    const ZONES: &[&str] = &[
        "am", "pm", "a.m", "p.m", "gmt", "bst", "cet", "et", "est", "edt", "ct", "pt", "pst", "utc", "ist",
    ];
    let mut words = text.split_whitespace().map(|word| word.trim_matches(['.', ',', '(', ')']));
    words.next().is_some_and(are_hours_and_minutes)
        && words.all(|word| ZONES.iter().any(|zone| zone.eq_ignore_ascii_case(word)))
}

fn are_hours_and_minutes(word: &str) -> bool {
    let begins = |part: &str| part.len() <= 5 && part.starts_with(|sign: char| sign.is_ascii_digit());
    word.split_once(':').is_some_and(|(hours, minutes)| begins(hours) && begins(minutes) && hours.len() <= 2)
}
