//! From tokens to places in the text: the spans of source, cue and content as they are reported.

use std::ops::Range;

use crate::place::Span;

use super::Kind;
use super::proposals::Proposal;
use super::scene::Scene;

/// Where a run of tokens stands.
pub fn span(scene: &Scene, tokens: &Range<usize>) -> Span {
    let all = &scene.document.tokens;
    Span::new(all[tokens.start].span.start, all[tokens.end - 1].span.end)
}

/// Where the content stands: stretches of one paragraph that only white space parts are one, and so
/// are those that a sign within one quotation parts.
pub fn content(scene: &Scene, proposal: &Proposal) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::with_capacity(proposal.content.len());
    let mut before = None;
    for piece in &proposal.content {
        let next = span(scene, piece);
        match spans.last_mut() {
            Some(last) if before.is_some_and(|before| goes_on(scene, before, piece.start)) => {
                last.end = next.end.max(last.end);
            }
            _ => spans.push(next),
        }
        before = Some(piece.end);
    }
    spans
}

/// True when a stretch that begins at a token carries on one that ended before another.
fn goes_on(scene: &Scene, end: usize, start: usize) -> bool {
    let paragraph = |token: usize| scene.document.sentences[scene.sentence_of[token] as usize].paragraph;
    let quotation = scene.outer[end - 1];
    let sign =
        |token: usize| quotation.is_some() && scene.outer[token] == quotation && scene.is_punctuation(token);
    paragraph(end - 1) == paragraph(start) && (end..start).all(sign)
}

/// The parts of a content that stand in quotation marks, marks included. Where the cue itself is quoted, the
/// marks around it say nothing of what it reports; those inside do.
pub fn quoted(scene: &Scene, content: &[Span], head: usize) -> Vec<Span> {
    let mut parts = Vec::new();
    if let Some(around) = scene.document.quotation_at(head) {
        let behind = scene.document.quotations[around + 1..].iter();
        let end = content.last().map_or(0, |piece| piece.end);
        let inner = behind.take_while(|inner| inner.span.start < end);
        for quotation in inner.filter(|inner| inner.within == Some(around)).map(|inner| inner.span) {
            let common = content
                .iter()
                .filter(|piece| piece.overlaps(quotation))
                .map(|piece| Span::new(piece.start.max(quotation.start), piece.end.min(quotation.end)));
            parts.extend(common);
        }
        return parts;
    }
    for piece in content {
        for quotation in outer_quotations_from(scene, piece.start).take_while(|span| span.start < piece.end) {
            if piece.overlaps(quotation) {
                parts.push(Span::new(piece.start.max(quotation.start), piece.end.min(quotation.end)));
            }
        }
    }
    parts.sort_unstable();
    parts
}

/// The outer quotations in the order of the text, from the last that begins before a place.
fn outer_quotations_from<'s>(scene: &'s Scene, place: usize) -> impl Iterator<Item = Span> + 's {
    let span = |&index: &u32| scene.document.quotations[index as usize].span;
    let after = scene.outer_quotations.partition_point(|index| span(index).start < place);
    scene.outer_quotations[after.saturating_sub(1)..].iter().map(span)
}

/// Whether all, some or none of a content is quoted. Signs and white space do not count.
pub fn kind(scene: &Scene, content: &[Span], quoted: &[Span]) -> Kind {
    let letters = |spans: &[Span]| -> usize {
        spans
            .iter()
            .map(|span| span.of(scene.document.body).chars().filter(|sign| sign.is_alphanumeric()).count())
            .sum()
    };
    let (all, inside) = (letters(content), letters(quoted));
    match inside {
        0 => Kind::Indirect,
        // As in the measure that the field uses: all but a twentieth.
        inside if 20 * inside >= 19 * all => Kind::Direct,
        _ => Kind::Mixed,
    }
}
