//! Verifications for a terminal: what was changed first, the two texts side by side, then what agrees.

use super::phrases::{counted, thousands};
use super::record::{Checked, Counts, DifferenceKind, Fidelity, Found, Verifications};
use super::sides::{self, Side};
use super::terminal::{Cell, Look, Terminal, cut, merged};
use super::visible::on_one_line;

/// How much of a quotation is shown where nothing differs, in columns.
const SHOWN: usize = 210;

/// Everything that was looked up.
pub fn text(found: &Verifications, terminal: Terminal) -> String {
    let mut out = terminal.wrapped(&summary(&found.summary), 0);
    out.push_str(&terminal.wrapped(&results(&found.summary), 0));
    for group in GROUPS {
        let members: Vec<&Checked> = found.quotations.iter().filter(|one| group_of(one) == *group).collect();
        if members.is_empty() {
            continue;
        }
        out.push_str(&terminal.heading(title(*group), members.len()));
        for (index, one) in members.iter().enumerate() {
            let number = format!("{:>3}. ", index + 1);
            out.push_str(&match group {
                Group::Same | Group::NotFound => short(one, &number, terminal),
                _ => full(one, &number, terminal),
            });
        }
    }
    out
}

/// "3 articles against 1 transcript: 12 quotations."
pub(super) fn summary(counts: &Counts) -> String {
    format!(
        "{} against {}: {}.",
        counted(counts.articles, "article"),
        counted(counts.transcripts, "transcript"),
        counted(counts.quotations, "quotation")
    )
}

/// How many came out how.
pub(super) fn results(counts: &Counts) -> String {
    if counts.quotations == 0 {
        return "There was no quotation to look up.".to_string();
    }
    let parts = [
        (counts.altered, "altered"),
        (counts.trimmed, "trimmed"),
        (counts.ambiguous, "in several places"),
        (counts.verbatim, "verbatim"),
        (counts.typographic, "the same but for typography"),
        (counts.not_found, "not found"),
    ];
    let parts: Vec<String> = parts
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| format!("{} {what}", thousands(*count)))
        .collect();
    let another = match counts.another_speaker {
        0 => String::new(),
        1 => " Of one, the transcript has another speaker.".to_string(),
        count => format!(" Of {}, the transcript has another speaker.", thousands(count)),
    };
    format!("{}.{another}", parts.join(", "))
}

/// What a quotation is shown with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Group {
    /// Words were changed.
    Altered,
    /// The same words or a part of them, said by somebody else.
    AnotherSpeaker,
    /// Words were left out.
    Trimmed,
    /// Several places fit.
    Ambiguous,
    /// The same words.
    Same,
    /// No transcript has it.
    NotFound,
}

pub(super) const GROUPS: &[Group] =
    &[Group::Altered, Group::AnotherSpeaker, Group::Trimmed, Group::Ambiguous, Group::Same, Group::NotFound];

pub(super) fn group_of(one: &Checked) -> Group {
    match one.quotation.fidelity {
        Fidelity::Altered => Group::Altered,
        Fidelity::NotFound => Group::NotFound,
        Fidelity::Ambiguous => Group::Ambiguous,
        _ if one.quotation.speaker_ok == Some(false) => Group::AnotherSpeaker,
        Fidelity::Trimmed => Group::Trimmed,
        Fidelity::Verbatim | Fidelity::Typographic => Group::Same,
    }
}

pub(super) fn title(group: Group) -> &'static str {
    match group {
        Group::Altered => "Words were changed",
        Group::AnotherSpeaker => "Another speaker",
        Group::Trimmed => "Words were left out",
        Group::Ambiguous => "Several places fit",
        Group::Same => "The same words",
        Group::NotFound => "In no transcript",
    }
}

/// Who published it, when, and who is said to have said it.
pub(super) fn told_by(one: &Checked) -> [String; 2] {
    let outlet = one.outlet.as_deref().unwrap_or(&one.quotation.article);
    let head = match &one.date {
        Some(date) => format!("{outlet}, {date}"),
        None => outlet.to_string(),
    };
    let speaker = one.quotation.speaker.as_deref().unwrap_or("speaker unknown");
    [on_one_line(&head), on_one_line(speaker)]
}

/// Which transcript, and who speaks where in it.
pub(super) fn said_in(found: &Found) -> [String; 2] {
    let speaker = found.at.speaker.as_deref().unwrap_or("speaker not marked");
    let mut place = speaker.to_string();
    if let Some(line) = found.at.line {
        place.push_str(&format!(", line {line}"));
    }
    if let Some(time) = &found.at.time {
        place.push_str(&format!(", {time}"));
    }
    [on_one_line(&found.transcript), on_one_line(&place)]
}

/// Both texts side by side, word by word.
fn full(one: &Checked, number: &str, terminal: Terminal) -> String {
    let indent = number.len();
    let mut out = String::new();
    for (index, found) in one.places.iter().enumerate() {
        let is_mismatch = one.quotation.speaker_ok == Some(false);
        let here = cells(told_by(one), sides::here(one, found), is_mismatch);
        let there = cells(said_in(found), sides::there(found), is_mismatch);
        let beside = terminal.beside(&here, &there, indent);
        if index == 0 {
            out.push_str(number);
            out.push_str(beside.get(indent..).unwrap_or_default());
        } else {
            out.push_str(&beside);
        }
    }
    if out.is_empty() {
        out = format!("{number}{}\n", on_one_line(&one.quotation.text));
    }
    out.push_str(&terminal.wrapped(&on_one_line(&one.quotation.because), indent));
    out.push('\n');
    out
}

fn cells([head, speaker]: [String; 2], side: Side, is_mismatch: bool) -> [Cell; 3] {
    let speaker = match is_mismatch {
        true => Cell { marks: vec![0..speaker.len()], text: speaker, look: None },
        false => Cell { text: speaker, look: Some(Look::Strong), ..Cell::default() },
    };
    let marks = side.marks.into_iter().filter(|(_, kind)| *kind != DifferenceKind::Spelling);
    let marks = merged(marks.map(|(range, _)| range).collect());
    [
        Cell { text: head, look: Some(Look::Faint), ..Cell::default() },
        speaker,
        Cell { text: side.text, marks, look: None },
    ]
}

/// The quotation alone, and where it stands.
fn short(one: &Checked, number: &str, terminal: Terminal) -> String {
    let indent = number.len();
    let words = terminal.wrapped(&cut(&on_one_line(&one.quotation.text), SHOWN), indent);
    let mut out = format!("{number}{}", words.get(indent..).unwrap_or_default());
    let told = told_by(one).join(", ");
    let place = match one.places.first() {
        Some(found) => format!("{told}; {}", said_in(found).join(", ")),
        None => told,
    };
    let lines = terminal.wrapped(&place, indent);
    out.extend(lines.lines().map(|line| terminal.paint(Look::Faint, line) + "\n"));
    let is_told = one.places.iter().any(|found| !found.cautions.is_empty());
    if is_told {
        out.push_str(&terminal.wrapped(&on_one_line(&one.quotation.because), indent));
    }
    out
}
