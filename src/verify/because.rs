//! What became of a quotation, in one plain sentence.

use super::finding::{Caution, Difference, DifferenceKind, Fidelity, Place, Quotation, SpeakerMatch};
use super::transcript::Transcript;
use crate::place::Span;

/// Longer stretches are shown by their ends.
const LONGEST_SHOWN: usize = 60;

/// Of a quotation that stands at one place.
pub fn found(quotation: &Quotation, place: &Place, body: &str, transcripts: &[Transcript]) -> String {
    let mut parts = vec![words(place, body, transcripts)];
    parts.extend(speaker(quotation, place, transcripts));
    parts.extend(place.cautions.iter().map(|caution| self::caution(*caution, place, transcripts)));
    parts.join("; ")
}

/// Of a quotation that stands nowhere, or only as words that somebody repeats.
pub fn not_found(reported_by: Option<&str>) -> String {
    match reported_by {
        None => "no transcript has these words, or enough of them to tell".to_string(),
        Some(name) => {
            format!("no transcript has the speaker say this; {name} repeats it as somebody's words")
        }
    }
}

/// Of a quotation that may stand at several places.
pub fn ambiguous(places: &[Place], transcripts: &[Transcript]) -> String {
    const SHOWN: usize = 4;
    let mut names: Vec<String> = places.iter().take(SHOWN).map(|place| name_of(place, transcripts)).collect();
    if places.len() > SHOWN {
        names.push(format!("{} more", places.len() - SHOWN));
    }
    format!("{} places fit equally: {}", places.len(), names.join(", "))
}

/// A place as a reader looks it up: the transcript and the line.
fn name_of(place: &Place, transcripts: &[Transcript]) -> String {
    let transcript = &transcripts[place.transcript];
    match transcript.line_at(place.span.start) {
        Some(line) => format!("{}:{line}", transcript.id),
        None => transcript.id.clone(),
    }
}

fn words(place: &Place, body: &str, transcripts: &[Transcript]) -> String {
    let text = &transcripts[place.transcript].text;
    let here = |difference: &Difference| quoted(difference.here.of(body));
    let there = |difference: &Difference| quoted(difference.there.of(text));
    let mut parts: Vec<String> = Vec::new();
    for difference in &place.differences {
        parts.push(match difference.kind {
            DifferenceKind::Changed => format!("{} here, {} there", here(difference), there(difference)),
            DifferenceKind::Added => format!("{} is not there", here(difference)),
            DifferenceKind::Cut if place.fidelity == Fidelity::Trimmed => there(difference),
            DifferenceKind::Cut => format!("{} left out", there(difference)),
            DifferenceKind::MarkedCut if place.fidelity == Fidelity::Trimmed => {
                format!("{} (marked)", there(difference))
            }
            DifferenceKind::MarkedCut => format!("{} left out (marked)", there(difference)),
            DifferenceKind::Misheard => {
                format!("{} here, {} there, which sound alike", here(difference), there(difference))
            }
            DifferenceKind::Spelling => continue,
        });
    }
    let what = match place.fidelity {
        Fidelity::Verbatim => "the same words, letter for letter",
        Fidelity::Typographic if parts.is_empty() => "the same words, written in another way",
        Fidelity::Typographic => "the same words but for what may have been misheard",
        Fidelity::Trimmed => "words were left out",
        _ => "words were changed",
    };
    if parts.is_empty() { what.to_string() } else { format!("{what}: {}", parts.join(", ")) }
}

fn speaker(quotation: &Quotation, place: &Place, transcripts: &[Transcript]) -> Option<String> {
    let label = transcripts[place.transcript].turns.get(place.turn?)?.speaker.as_deref()?;
    let named = quotation.speaker.as_deref()?;
    match place.speaker {
        SpeakerMatch::Another => {
            Some(format!("the article gives them to {named}, the transcript to {label}"))
        }
        SpeakerMatch::Question => {
            Some(format!("the article gives them to {named}, the transcript has {label} ask them"))
        }
        SpeakerMatch::Same | SpeakerMatch::Unknown => None,
    }
}

fn caution(caution: Caution, place: &Place, transcripts: &[Transcript]) -> String {
    let transcript = &transcripts[place.transcript];
    // What was told as left out need not be told once more.
    let words = |span: Span| {
        let is_told = place.differences.iter().any(|difference| difference.there.overlaps(span));
        if is_told { String::new() } else { format!(": {}", quoted(span.of(&transcript.text))) }
    };
    match caution {
        Caution::GoesOn(span) => {
            let first = span.of(&transcript.text).split_whitespace().next().unwrap_or_default();
            format!("the sentence goes on with “{first}”{}", words(span))
        }
        Caution::Negation(span) => format!("a negation was cut off{}", words(span)),
        Caution::Condition(span) => format!("a condition was cut off{}", words(span)),
        Caution::OtherDay(days) => {
            let count = days.unsigned_abs();
            let unit = if count == 1 { "day" } else { "days" };
            let side = if days > 0 { "before" } else { "after" };
            format!("the transcript is of {count} {unit} {side} the article")
        }
    }
}

fn quoted(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let text = words.join(" ");
    if text.chars().count() <= LONGEST_SHOWN {
        return format!("“{text}”");
    }
    let (first, last) = (words.iter().take(4), words.iter().skip(words.len().max(3) - 3));
    let cut: Vec<&str> = first.chain(std::iter::once(&"…")).chain(last).copied().collect();
    format!("“{}”", cut.join(" "))
}
