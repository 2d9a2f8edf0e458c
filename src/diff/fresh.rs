//! What the notes of a version say that those of the version before did not.

use super::change::Note;
use super::version::{Version, key_of_text};
use crate::place::Span;

/// The notes of the later version with what the earlier did not say.
pub fn find(old: &Version, new: &Version) -> Vec<Note> {
    let sentences = |version: &Version, span: Span| -> Vec<String> {
        let reading = version.reading.sentences.iter().filter(|sentence| span.covers(**sentence));
        let cut: Vec<String> =
            reading.map(|sentence| sentence.of(&version.article.body).to_owned()).collect();
        if cut.is_empty() { split(span.of(&version.article.body)) } else { cut }
    };
    let known: Vec<u64> =
        old.notes.iter().flat_map(|(span, _)| sentences(old, *span)).map(|text| key_of_text(&text)).collect();
    let mut notes = Vec::new();
    for (span, kind) in &new.notes {
        let said = sentences(new, *span);
        let fresh: Vec<&String> = said.iter().filter(|text| !known.contains(&key_of_text(text))).collect();
        if fresh.iter().any(|text| text.contains(char::is_alphabetic)) {
            let text = fresh.iter().map(|text| text.as_str()).collect::<Vec<_>>().join(" ");
            notes.push(Note { kind: *kind, place: *span, text });
        }
    }
    notes
}

/// The sentences of a text that the analysis left out.
fn split(text: &str) -> Vec<String> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for (at, _) in text.match_indices(". ").chain(text.match_indices('\n')) {
        let next = text[at + 1..].trim_start();
        if at + 1 > start && next.starts_with(|letter: char| letter.is_uppercase() || letter == '“') {
            sentences.push(text[start..=at].trim().to_owned());
            start = at + 1;
        }
    }
    sentences.push(text[start..].trim().to_owned());
    sentences.retain(|sentence| !sentence.is_empty());
    sentences
}
