//! Turns of speakers in plain text, as speeches, debates and hearings are published.
//!
//! `HOLT: Good evening.`, `Mayor Ortega: We will.`, `[00:12:03] Q: When?`. Labels in capitals are labels;
//! others only when they come back or begin most paragraphs, since "Remember: we won" is no turn. Stage
//! directions stand in brackets.

use std::collections::BTreeMap;

use crate::ingest::{Clutter, ClutterKind};
use crate::place::Span;
use crate::verify::transcript::{Mark, Transcript, Turn};

/// Longer labels are sentences.
const LONGEST_LABEL: usize = 60;
const MOST_LABEL_WORDS: usize = 7;

/// Longer stretches in brackets are asides of the speaker.
const LONGEST_DIRECTION: usize = 60;

/// Reads the turns of a text; the text itself is left to the caller.
pub(super) fn read(text: &str, clutter: &[Clutter], has_lines: bool) -> Transcript {
    let opening = clutter.iter().filter(|stretch| stretch.kind == ClutterKind::FrontMatter);
    let mut unspoken: Vec<Span> = opening.map(|stretch| stretch.span).collect();
    let from = unspoken.last().map_or(0, |span| span.end);
    let lines = lines(text);
    let labels = labels(text, from, &lines);
    let turns = turns(&labels, &lines);
    unspoken.extend(labels.iter().map(|label| label.span));
    unspoken.extend(directions(text, from));
    let unspoken = in_order(unspoken);
    let seconds =
        |start: usize| labels.iter().find(|label| label.line_start == start).and_then(|label| label.seconds);
    let marks = lines
        .iter()
        .enumerate()
        .map(|(number, line)| Mark {
            start: line.start,
            line: if has_lines { number + 1 } else { 0 },
            seconds: seconds(line.start),
        })
        .collect();
    Transcript { turns, unspoken, marks, ..Transcript::default() }
}

/// Labels of a crowd, whose calls take a line: then the speaker goes on.
const CROWDS: [&str; 5] = ["AUDIENCE", "CROWD", "AUDIENCE MEMBER", "PROTESTER", "PROTESTERS"];

fn turns(labels: &[Label], lines: &[Span]) -> Vec<Turn> {
    let mut turns: Vec<Turn> = Vec::with_capacity(labels.len());
    let mut speaker = None;
    for label in labels {
        turns.push(Turn { start: label.span.start, speaker: Some(label.name.clone()) });
        if !CROWDS.contains(&label.name.as_str()) {
            speaker = Some(label.name.clone());
            continue;
        }
        let next = lines.partition_point(|line| line.start <= label.span.start);
        if let Some(line) = lines.get(next) {
            turns.push(Turn { start: line.start, speaker: speaker.clone() });
        }
    }
    // Where the next line has a label of its own, that counts.
    turns.dedup_by(|later, earlier| {
        let is_same = later.start == earlier.start;
        if is_same {
            earlier.speaker = later.speaker.take();
        }
        is_same
    });
    turns
}

/// A label at the beginning of a line, the time before it and the colon included.
struct Label {
    span: Span,
    line_start: usize,
    name: String,
    is_capital: bool,
    seconds: Option<f64>,
}

fn labels(text: &str, from: usize, lines: &[Span]) -> Vec<Label> {
    let spoken = lines.iter().filter(|line| line.start >= from);
    let found: Vec<Label> = spoken.clone().filter_map(|line| label(text, *line)).collect();
    let filled = spoken.filter(|line| !line.of(text).trim().is_empty()).count();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for label in &found {
        *counts.entry(&label.name).or_default() += 1;
    }
    let is_script = found.len() * 2 > filled;
    let keeps: Vec<bool> = found
        .iter()
        .map(|label| {
            label.is_capital || is_script || counts.get(label.name.as_str()).is_some_and(|count| *count > 1)
        })
        .collect();
    found.into_iter().zip(keeps).filter(|(_, keep)| *keep).map(|(label, _)| label).collect()
}

fn label(text: &str, line: Span) -> Option<Label> {
    let written = line.of(text);
    let (seconds, rest) = match time(written) {
        Some((seconds, length)) => (Some(seconds), &written[length..]),
        None => (None, written),
    };
    let rest = rest.trim_start_matches(|sign: char| sign.is_whitespace() || ">*_-–•".contains(sign));
    let colon = rest.bytes().take(LONGEST_LABEL).position(|byte| byte == b':')?;
    let behind = rest[colon + 1..].trim_start_matches(['*', '_']);
    if !behind.is_empty() && !behind.starts_with(char::is_whitespace) {
        return None;
    }
    let name = rest[..colon].trim_end_matches(['*', '_']).trim();
    let name = name.split(['(', '[']).next().unwrap_or_default().trim();
    if !is_name(name) {
        return None;
    }
    let letters = || name.chars().filter(|letter| letter.is_alphabetic());
    let is_capital = letters().all(|letter| !letter.is_lowercase());
    let end = line.start + written.len() - behind.len();
    Some(Label {
        span: Span::new(line.start, end),
        line_start: line.start,
        name: name.to_owned(),
        is_capital,
        seconds,
    })
}

/// True for words that each begin with a capital, small particles aside.
fn is_name(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let is_part = |word: &&str| {
        let word = word.trim_matches(|sign: char| "“”\"'’.,#".contains(sign));
        word.starts_with(|letter: char| letter.is_uppercase() || letter.is_numeric())
            || ["de", "der", "van", "von", "of", "the", "for", "la", "le", "and", "bin", "al"].contains(&word)
    };
    !words.is_empty()
        && words.len() <= MOST_LABEL_WORDS
        && words[0].starts_with(char::is_uppercase)
        && words.iter().all(is_part)
        && name.chars().any(char::is_alphabetic)
}

/// A time at the beginning of a line, `[00:12:03]`, `12:03` or `(0:12:03.5)`, in seconds, and its length.
pub(super) fn time(line: &str) -> Option<(f64, usize)> {
    let trimmed = line.trim_start();
    let inner = trimmed.trim_start_matches(['[', '(']);
    let length = inner.bytes().take_while(|byte| byte.is_ascii_digit() || b":.,".contains(byte)).count();
    let seconds = seconds(inner[..length].trim_end_matches(['.', ',', ':']))?;
    let behind = inner[length..].trim_start_matches([']', ')']);
    let is_apart =
        behind.is_empty() || behind.starts_with(|sign: char| sign.is_whitespace() || "-–—".contains(sign));
    is_apart.then(|| (seconds, line.len() - behind.len()))
}

/// "1:02:03.5" or "02:03,500" in seconds.
pub(super) fn seconds(text: &str) -> Option<f64> {
    let parts: Vec<&str> = text.split(':').collect();
    if !(2..=3).contains(&parts.len()) {
        return None;
    }
    let mut sum = 0.0;
    for (place, part) in parts.iter().enumerate() {
        let is_last = place + 1 == parts.len();
        if part.is_empty() || part.len() > if is_last { 6 } else { 3 } {
            return None;
        }
        let part = part.replace(',', ".");
        let value: f64 = part.parse().ok().filter(|_| is_last || !part.contains('.'))?;
        sum = sum * 60.0 + value;
    }
    Some(sum)
}

/// Stage directions and notes of who wrote it down: `(APPLAUSE)`, `[laughter]`, `[inaudible 00:03:02]`.
pub(super) fn directions(text: &str, from: usize) -> Vec<Span> {
    let mut found = Vec::new();
    let mut at = from;
    while let Some(open) = text[at..].find(['(', '[']).map(|open| at + open) {
        let is_square = text[open..].starts_with('[');
        let limit = text.floor_char_boundary((open + LONGEST_DIRECTION).min(text.len()));
        let close = text[open..limit].find(if is_square { ']' } else { ')' });
        at = open + 1;
        if let Some(close) = close.map(|close| open + close) {
            let inside = &text[open + 1..close];
            if is_square || is_direction(inside) {
                found.push(Span::new(open, close + 1));
                at = close + 1;
            }
        }
    }
    found
}

fn is_direction(inside: &str) -> bool {
    const NOTES: [&str; 12] = [
        "applause",
        "laughter",
        "cheers",
        "cheering",
        "crosstalk",
        "inaudible",
        "music",
        "booing",
        "laughs",
        "pause",
        "unintelligible",
        "chanting",
    ];
    let lower = inside.to_lowercase();
    let is_capital = inside.len() > 3
        && inside.chars().any(char::is_alphabetic)
        && !inside.chars().any(char::is_lowercase);
    is_capital
        || NOTES.iter().any(|note| lower.split(|sign: char| !sign.is_alphabetic()).any(|word| word == *note))
}

/// Spans in order, those that overlap as one.
pub(super) fn in_order(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    let mut out: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans.into_iter().filter(|span| !span.is_empty()) {
        match out.last_mut() {
            Some(last) if span.start < last.end => last.end = last.end.max(span.end),
            _ => out.push(span),
        }
    }
    out
}

/// The lines of a text without their ends.
fn lines(text: &str) -> Vec<Span> {
    let mut lines = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let length = line.trim_end_matches(['\n', '\r']).len();
        lines.push(Span::new(start, start + length));
        start += line.len();
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let read = read(text, &[], true);
        let speakers: Vec<&str> = read.turns.iter().filter_map(|turn| turn.speaker.as_deref()).collect();
        assert_eq!(speakers, expected, "{text}");
    }

    #[test]
    fn labels_name_speakers() {
        check(
            "HOLM: Good evening.\nORTEGA: Thank you.\n(APPLAUSE)\nHOLM: Now.\n",
            &["HOLM", "ORTEGA", "HOLM"],
        );
        check(
            "Mayor Elise Ortega: We will.\n\nTom Brandt (Harbour): When?\n",
            &["Mayor Elise Ortega", "Tom Brandt"],
        );
        check("[00:01:02] Q: When?\n**ORTEGA:** Soon.\n>> BRANDT: Why?\n", &["Q", "ORTEGA", "BRANDT"]);
    }

    #[test]
    fn after_a_call_from_the_crowd_the_speaker_goes_on() {
        let text = "We will open it.\nAUDIENCE: Open it!\n\nAnd soon.\nAUDIENCE: Soon!\nBRANDT: Now.\n";
        let read = read(text, &[], true);
        let at = |words: &str| read.speaker_at(text.find(words).unwrap());
        assert_eq!(
            (at("Open it!"), at("And soon"), at("Soon!"), at("Now")),
            (Some("AUDIENCE"), None, Some("AUDIENCE"), Some("BRANDT"))
        );
    }

    #[test]
    fn a_sentence_with_a_colon_is_no_turn() {
        let speech = "We won. It was hard.\nRemember: nobody helped us.\nThe facts: we lost a bridge.\nhttp://a.example\n";
        check(speech, &[]);
        check("At 12:30 we met.\nWe left: all of us.\n", &[]);
    }

    #[test]
    fn times_are_read() {
        assert_eq!(time("[00:12:03] ORTEGA: Yes"), Some((723.0, 10)));
        assert_eq!(time("1:03.5 so"), Some((63.5, 6)));
        assert_eq!(time("12 boats"), None);
        assert_eq!(time("a 12:30"), None);
        let text = "[00:01:02] Q: When?\n[00:01:04] ORTEGA: Soon.\n";
        let mut read = read(text, &[], true);
        read.text = text.to_owned();
        assert_eq!(read.seconds_at(text.find("Soon").unwrap()), Some(64.0));
        assert_eq!(read.line_at(text.find("Soon").unwrap()), Some(2));
    }

    #[test]
    fn stage_directions_are_not_spoken() {
        let text = "We will (APPLAUSE) open [inaudible] it (I think) in May (laughter).";
        let found: Vec<&str> = directions(text, 0).iter().map(|span| span.of(text)).collect();
        assert_eq!(found, ["(APPLAUSE)", "[inaudible]", "(laughter)"]);
    }
}
