//! Verifications as one page for a browser, in the look of the report: both texts side by side.

use serde::Serialize;

use super::html;
use super::passages::Piece;
use super::record::{Checked, DifferenceKind, Found, Verifications};
use super::sides::{self, Side};
use super::verified_text::{GROUPS, Group, group_of, results, said_in, summary, title, told_by};
use super::visible::on_one_line;

const TEMPLATE: &str = include_str!("verified.html");

/// The whole page.
pub fn page(found: &Verifications) -> String {
    let (style, style_hash) = html::style();
    let groups = GROUPS.iter().map(|group| {
        let members = found.quotations.iter().filter(|one| group_of(one) == *group);
        GroupView {
            title: title(*group),
            class: if matches!(group, Group::Altered | Group::AnotherSpeaker) {
                "conflicting"
            } else {
                "consistent"
            },
            anchor: anchor(*group),
            quotations: members.map(view).collect(),
        }
    });
    let page = Page {
        summary: summary(&found.summary),
        results: results(&found.summary),
        altered: found.summary.altered,
        groups: groups.filter(|group| !group.quotations.is_empty()).collect(),
        style,
        style_hash,
        version: env!("CARGO_PKG_VERSION"),
    };
    html::rendered(TEMPLATE, &page)
}

#[derive(Serialize)]
struct Page {
    summary: String,
    results: String,
    altered: usize,
    groups: Vec<GroupView>,
    style: &'static str,
    style_hash: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
struct GroupView {
    title: &'static str,
    class: &'static str,
    anchor: &'static str,
    quotations: Vec<QuotationView>,
}

#[derive(Serialize)]
struct QuotationView {
    fidelity: String,
    head: String,
    speaker: String,
    because: String,
    here: Vec<Piece>,
    places: Vec<PlaceView>,
}

#[derive(Serialize)]
struct PlaceView {
    head: String,
    speaker: String,
    before: String,
    there: Vec<Piece>,
    after: String,
}

fn anchor(group: Group) -> &'static str {
    match group {
        Group::Altered => "altered",
        Group::AnotherSpeaker => "speaker",
        Group::Trimmed => "trimmed",
        Group::Ambiguous => "ambiguous",
        Group::Same => "same",
        Group::NotFound => "not-found",
    }
}

fn view(one: &Checked) -> QuotationView {
    let [head, speaker] = told_by(one);
    let here = match one.places.first() {
        Some(found) => sides::here(one, found),
        None => Side { text: on_one_line(&one.quotation.text), marks: Vec::new() },
    };
    QuotationView {
        fidelity: super::csv::tag(&one.quotation.fidelity).replace('_', " "),
        head,
        speaker,
        because: on_one_line(&one.quotation.because),
        here: pieces(here),
        places: one.places.iter().map(place).collect(),
    }
}

fn place(found: &Found) -> PlaceView {
    let [head, speaker] = said_in(found);
    // What was left out at an end is shown with the words, not once more around them.
    let first = found.differences.first().filter(|first| first.there.end <= found.at.start);
    let last = found.differences.last().filter(|last| last.there.start + 1 >= found.at.end);
    let before = on_one_line(&found.before);
    let before = first.map_or(before.as_str(), |first| {
        before.trim_end().trim_end_matches(spaced(&first.there.text).as_str())
    });
    let after = on_one_line(&found.after);
    let after = match last {
        Some(last) => {
            let words = spaced(&last.there.text);
            after.find(&words).map_or(after.as_str(), |at| &after[at + words.len()..])
        }
        None => after.as_str(),
    };
    PlaceView {
        head,
        speaker,
        before: before.trim().to_string(),
        there: pieces(sides::there(found)),
        after: after.trim_start_matches(['.', ',', ';', '?', '!']).trim().to_string(),
    }
}

fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of a side, cut where marks begin and end.
fn pieces(side: Side) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut at = 0;
    let mut marks = side.marks;
    marks.sort_by_key(|(range, _)| range.start);
    for (range, _) in marks.into_iter().filter(|(_, kind)| *kind != DifferenceKind::Spelling) {
        if range.start < at {
            continue;
        }
        pieces.push(Piece { text: side.text[at..range.start].to_string(), marks: String::new() });
        pieces.push(Piece { text: side.text[range.clone()].to_string(), marks: "differs".to_string() });
        at = range.end;
    }
    pieces.push(Piece { text: side.text[at..].to_string(), marks: String::new() });
    pieces.retain(|piece| !piece.text.is_empty());
    pieces
}
