//! The quotations of an article, each with who is reported to have said it.

use super::finding::Quotation;
use crate::audit::ArticleReading;
use crate::place::Span;
use crate::speaker::SpeakerKind;

/// Marks around fewer words that nobody is reported to have said are titles, nicknames or scare quotes.
const FEWEST_WORDS: usize = 4;

/// A speaker who is less sure is no difference where the transcript has another.
const SURE: f32 = 0.7;

/// The outer quotations, in the order of the text; one that goes on over paragraphs is one.
pub fn gather(article: usize, body: &str, reading: &ArticleReading) -> Vec<Quotation> {
    let mut found: Vec<Quotation> = Vec::new();
    let mut made_of: Vec<Option<usize>> = vec![None; reading.quotations.len()];
    for (index, quotation) in reading.quotations.iter().enumerate() {
        if quotation.depth > 0 || quotation.inside.is_empty() {
            continue;
        }
        if let Some(before) = quotation.continues.and_then(|before| made_of[before]) {
            found[before].spans.push(quotation.span);
            made_of[index] = Some(before);
            continue;
        }
        made_of[index] = Some(found.len());
        found.push(Quotation {
            article,
            spans: vec![quotation.span],
            speaker: None,
            is_named: false,
            attribution: attribution_of(reading, quotation.span),
        });
    }
    found.retain(|quotation| quotation.attribution.is_some() || words(body, quotation) >= FEWEST_WORDS);
    for quotation in &mut found {
        name_speaker(quotation, reading);
    }
    found
}

fn words(body: &str, quotation: &Quotation) -> usize {
    quotation.spans.iter().map(|span| span.of(body).split_whitespace().count()).sum()
}

/// The attribution that has most of a quotation among its quoted words.
fn attribution_of(reading: &ArticleReading, span: Span) -> Option<usize> {
    let shared = |index: &usize| -> usize {
        let quoted = &reading.attributions[*index].quoted;
        quoted.iter().map(|part| part.end.min(span.end).saturating_sub(part.start.max(span.start))).sum()
    };
    let best = (0..reading.attributions.len()).rev().max_by_key(shared)?;
    (2 * shared(&best) >= span.len()).then_some(best)
}

fn name_speaker(quotation: &mut Quotation, reading: &ArticleReading) {
    let cast = &reading.cast;
    let resolution = quotation.attribution.and_then(|index| cast.resolutions.get(index)?.as_ref());
    let Some(resolution) = resolution else { return };
    let speaker = &cast.speakers[resolution.speaker];
    quotation.speaker = Some(speaker.name.clone());
    quotation.is_named = resolution.confidence >= SURE && speaker.kind == SpeakerKind::NamedPerson;
}
