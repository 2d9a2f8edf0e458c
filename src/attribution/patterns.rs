//! Pattern codes and reasons: how an attribution was found, for people.
//!
//! A code gives the order of what was found: `q` quotation, `c` content without marks, `v` cue,
//! `s` source. "“...,” she said. “...”" is `qsvq`.

use super::lexicon::Class;
use super::proposals::Proposal;
use super::scene::Scene;

/// The code of a proposal's pattern.
pub fn code(scene: &Scene, proposal: &Proposal) -> String {
    let part = |start: usize, end: usize| {
        if (start..end).any(|token| scene.outer[token].is_some()) { 'q' } else { 'c' }
    };
    let mut places = vec![(proposal.cue.start, 'v')];
    places.extend(proposal.source.as_ref().map(|(_, words)| (words.start, 's')));
    places.extend(proposal.content.iter().map(|piece| (piece.start, part(piece.start, piece.end))));
    places.sort_unstable();
    let mut code: String = places.into_iter().map(|(_, letter)| letter).collect();
    for run in ["qq", "cc", "qc", "cq"] {
        while code.contains(run) {
            code = code.replace(run, if run.contains('q') { "q" } else { "c" });
        }
    }
    code
}

/// Why this is an attribution, in one plain sentence.
pub fn reason(scene: &Scene, proposal: &Proposal, code: &str) -> String {
    let cue = words(scene, proposal.cue.start, proposal.cue.end);
    let what = if code.contains('q') { "the quotation" } else { "the words" };
    let place = match (code.find('v'), code.find(['q', 'c']), code.rfind(['q', 'c'])) {
        (Some(cue), Some(first), Some(last)) if first < cue && last > cue => "on both sides of",
        (Some(cue), Some(first), _) if first < cue => "before",
        _ => "after",
    };
    let cue_kind = kind(scene, proposal.head);
    match &proposal.source {
        Some((_, source)) => {
            let source = words(scene, source.start, source.end);
            format!("{what} {place} “{cue}” ({cue_kind}), whose source is “{source}”")
        }
        None => format!("{what} {place} “{cue}” ({cue_kind}), for which the text names no source"),
    }
}

fn kind(scene: &Scene, head: usize) -> String {
    let tag = scene.syntax.tag(head);
    let part = match tag {
        _ if scene.is_punctuation(head) => return "a sign that introduces words".to_owned(),
        tag if tag.is_verb() => "a verb",
        tag if tag.is_noun() => "a noun",
        tag if tag.is_adjective() => "an adjective",
        _ => "a phrase",
    };
    let class = scene.entries[head].classes().next();
    class.map_or_else(|| format!("{part} that reports here"), |class| format!("{part} of {}", class.name()))
}

/// Whether a cue reports speech rather than thought.
pub fn is_speech(scene: &Scene, proposal: &Proposal) -> bool {
    let head = proposal.head;
    let lemma = scene.syntax.lemma(head);
    scene.is_punctuation(head)
        || matches!(lemma, "accord" | "according" | "per" | "accuse")
        || lemma == "hear" && proposal.source.as_ref().is_some_and(|(source, _)| sits(scene, *source))
        || scene.entries[head].classes().next().is_some_and(Class::is_speech)
}

/// True for a court and its like, which "heard that" somebody told it.
fn sits(scene: &Scene, source: usize) -> bool {
    matches!(
        scene.syntax.lemma(source),
        "court" | "inquest" | "inquiry" | "tribunal" | "jury" | "hearing" | "trial"
    ) || matches!(scene.document.word(source), "Court" | "Inquest" | "Inquiry" | "Tribunal")
}

fn words(scene: &Scene, start: usize, end: usize) -> String {
    const MOST: usize = 80;
    let tokens = &scene.document.tokens;
    let text = &scene.document.body[tokens[start].span.start..tokens[end - 1].span.end];
    // A word may be as long as the document, so no more of it is read than is shown.
    let mut letters =
        text.split_whitespace().flat_map(|word| std::iter::once(' ').chain(word.chars())).skip(1);
    let mut short: String = letters.by_ref().take(MOST).collect();
    if letters.next().is_some() {
        short.push('…');
    }
    short
}
