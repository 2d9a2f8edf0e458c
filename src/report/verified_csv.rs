//! Verifications as a table for a spreadsheet, one row for each quotation.

use super::csv::{Formulas, table, tag};
use super::record::{Checked, Verifications};

const COLUMNS: [&str; 17] = [
    "article",
    "outlet",
    "date",
    "start",
    "end",
    "quotation",
    "speaker",
    "fidelity",
    "words",
    "transcript",
    "line",
    "time",
    "transcript_speaker",
    "transcript_words",
    "speaker_ok",
    "cautions",
    "because",
];

/// The whole table.
pub fn quotations(found: &Verifications, formulas: Formulas) -> String {
    let head = COLUMNS.iter().map(ToString::to_string).collect();
    table(std::iter::once(head).chain(found.quotations.iter().map(row)), formulas)
}

fn row(one: &Checked) -> Vec<String> {
    let quotation = &one.quotation;
    let at = quotation.at.as_ref();
    let words: Vec<String> =
        quotation.words.iter().map(|[here, there]| format!("{here} / {there}")).collect();
    let cautions: Vec<String> =
        one.places.iter().flat_map(|place| &place.cautions).map(|caution| tag(&caution.kind)).collect();
    vec![
        quotation.article.clone(),
        one.outlet.clone().unwrap_or_default(),
        one.date.clone().unwrap_or_default(),
        quotation.start.to_string(),
        quotation.end.to_string(),
        quotation.text.clone(),
        quotation.speaker.clone().unwrap_or_default(),
        tag(&quotation.fidelity),
        words.join("; "),
        quotation.transcript.clone().unwrap_or_default(),
        at.and_then(|at| at.line).map(|line| line.to_string()).unwrap_or_default(),
        at.and_then(|at| at.time.clone()).unwrap_or_default(),
        at.and_then(|at| at.speaker.clone()).unwrap_or_default(),
        at.map(|at| at.text.clone()).unwrap_or_default(),
        quotation.speaker_ok.map(|ok| ok.to_string()).unwrap_or_default(),
        cautions.join("; "),
        quotation.because.clone(),
    ]
}
