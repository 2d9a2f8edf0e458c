//! Both sides of a quotation as lines of text, with what differs marked in them.

use std::ops::Range;

use super::record::{Checked, DifferenceKind, Found};
use super::visible::on_one_line;

/// One side: its words on one line, and which of them differ, in bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Side {
    pub text: String,
    pub marks: Vec<(Range<usize>, DifferenceKind)>,
}

/// The quotation in the article.
pub(super) fn here(one: &Checked, found: &Found) -> Side {
    let text = on_one_line(&one.quotation.text);
    let starts = starts(&text);
    let mut marks = Vec::new();
    for difference in &found.differences {
        let place = &difference.here;
        // The stretches are joined by a blank, so a place is counted from the one that holds it.
        let mut before = 0;
        for [start, end] in &one.spans {
            if *start <= place.start && place.end <= *end && place.start < place.end {
                let from = before + place.start - start;
                marks.push((bytes(&starts, from..from + place.end - place.start), difference.kind));
            }
            before += end - start + 1;
        }
    }
    Side { text, marks }
}

/// The words of the transcript, with those that were left out at the ends.
pub(super) fn there(found: &Found) -> Side {
    let mut text = found.at.text.clone();
    let mut start = found.at.start;
    let mut end = found.at.end;
    for difference in &found.differences {
        let place = &difference.there;
        if place.end <= start && place.start < place.end {
            // Only a blank lies between what was left out and what was quoted.
            text = format!("{} {text}", place.text);
            start = place.start;
        } else if place.start + 1 >= end && place.end > end {
            text = format!("{text} {}", place.text);
            end = place.end;
        }
    }
    let text = spaced(&on_one_line(&text));
    let mut marks: Vec<(Range<usize>, DifferenceKind)> = Vec::new();
    let mut from = 0;
    for difference in &found.differences {
        let words = spaced(&on_one_line(&difference.there.text));
        if words.is_empty() {
            continue;
        }
        // Differences stand in the order of the text, so each is the next such words behind the last.
        let share = (difference.there.start.saturating_sub(start)) as f64 / (end - start).max(1) as f64;
        let expected = (share * text.len() as f64) as usize;
        let places = text[from..].match_indices(&words).map(|(at, _)| from + at);
        let whole = places.filter(|at| is_whole(&text, *at..at + words.len()));
        if let Some(at) = whole.min_by_key(|at| at.abs_diff(expected)) {
            marks.push((at..at + words.len(), difference.kind));
            from = at + words.len();
        }
    }
    Side { text, marks }
}

/// True when no letter touches a stretch at either end.
fn is_whole(text: &str, range: Range<usize>) -> bool {
    !text[..range.start].ends_with(char::is_alphanumeric)
        && !text[range.end..].starts_with(char::is_alphanumeric)
}

fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The byte at which each character begins, and the length.
fn starts(text: &str) -> Vec<usize> {
    text.char_indices().map(|(at, _)| at).chain([text.len()]).collect()
}

fn bytes(starts: &[usize], points: Range<usize>) -> Range<usize> {
    let at = |point: usize| starts[point.min(starts.len() - 1)];
    at(points.start)..at(points.end)
}
