//! Attributions that the layout makes: a signature beneath a quotation ("— Ann Lee") and the
//! speakers' names of a transcript ("LEE: ..."). No word reports here, so these are read by rule.

use std::ops::Range;

use crate::text::TokenKind;

use super::follow::{self, Core, Way};
use super::proposals::{Chances, Proposal};
use super::scene::Scene;
use super::sources;

/// The trust in these rules: of what they found in the training set, so much was right.
const TRUST: f32 = 0.9;

/// A signature or a speaker's name has at most so many words.
const MOST_WORDS: usize = 14;

/// Every signature and every turn of a transcript, in the order of the text.
pub fn propose(scene: &Scene) -> Vec<Proposal> {
    let sentences = 0..scene.document.sentences.len();
    let mut found: Vec<Proposal> = sentences.filter_map(|sentence| signature(scene, sentence)).collect();
    let turns: Vec<Turn> =
        (0..scene.document.paragraphs.len()).filter_map(|paragraph| turn(scene, paragraph)).collect();
    // One name in capitals before a colon may be a heading; a transcript has several.
    if turns.len() > 2 {
        found.extend(turns.into_iter().map(|turn| transcript(scene, turn)));
    }
    found
}

/// A sentence of a dash and a name, right after a quotation.
fn signature(scene: &Scene, sentence: usize) -> Option<Proposal> {
    let tokens = scene.document.sentences[sentence].tokens.clone();
    let dash = tokens.start;
    let source = dash + 1..named_until(scene, dash + 1..tokens.end)?;
    let quoted_before = sentence > 0 && scene.outer[dash.checked_sub(1)?].is_some();
    if !is_dash(scene.document.word(dash)) || !quoted_before || scene.outer[dash].is_some() {
        return None;
    }
    let mut pieces = Vec::new();
    let mut at = sentence;
    let quotation = scene.outer[dash - 1];
    while let Some(step) = follow::step(scene, at, Way::Back) {
        if scene.outer[step.tokens.end - 1] != quotation {
            break;
        }
        at = step.sentence;
        pieces.push(step.tokens);
    }
    pieces.reverse();
    (!pieces.is_empty()).then(|| proposal(scene, dash, source, pieces))
}

fn is_dash(word: &str) -> bool {
    matches!(word, "-" | "--" | "–" | "—" | "―")
}

/// The end of a run that holds a name and no verb, up to the end of the sentence.
fn named_until(scene: &Scene, tokens: Range<usize>) -> Option<usize> {
    let end = tokens.clone().rev().find(|&token| !scene.is_punctuation(token))? + 1;
    let words = tokens.start..end;
    let named = words.clone().any(|token| scene.syntax.tag(token).is_proper_noun());
    let plain =
        words.clone().all(|token| !scene.syntax.tag(token).is_finite_verb() && scene.outer[token].is_none());
    (words.len() <= MOST_WORDS && named && plain).then_some(end)
}

/// One turn of a transcript.
struct Turn {
    paragraph: usize,
    source: Range<usize>,
    colon: usize,
}

/// A paragraph that begins with words in capitals and a colon, perhaps after an opening mark.
fn turn(scene: &Scene, paragraph: usize) -> Option<Turn> {
    let tokens = paragraph_tokens(scene, paragraph)?;
    let opens = scene.document.tokens[tokens.start].kind == TokenKind::Open;
    let start = tokens.start + usize::from(opens);
    let colon = (start..tokens.end).take(6).find(|&token| scene.document.word(token) == ":")?;
    let shouted = |token: usize| {
        let word = scene.document.word(token);
        word.chars().any(char::is_uppercase) && !word.chars().any(char::is_lowercase)
    };
    let named =
        colon > start && (start..colon).all(|token| shouted(token) || scene.document.word(token) == ".");
    (named && scene.document.word(start).len() > 1 && colon + 1 < tokens.end).then_some(Turn {
        paragraph,
        source: start..colon,
        colon,
    })
}

fn paragraph_tokens(scene: &Scene, paragraph: usize) -> Option<Range<usize>> {
    let sentences = scene.document.paragraphs[paragraph].sentences.clone();
    let first = scene.document.sentences.get(sentences.start)?;
    let last = &scene.document.sentences[sentences.end.checked_sub(1)?];
    Some(first.tokens.start..last.tokens.end)
}

/// The rest of the paragraph, and the paragraphs after it that open with a mark and name nobody.
fn transcript(scene: &Scene, Turn { paragraph, source, colon }: Turn) -> Proposal {
    let more = (paragraph + 1..scene.document.paragraphs.len()).map_while(|next| {
        let tokens = paragraph_tokens(scene, next)?;
        let opens = scene.document.tokens[tokens.start].kind == TokenKind::Open;
        (opens && turn(scene, next).is_none()).then_some(tokens)
    });
    let own = paragraph_tokens(scene, paragraph).map(|tokens| colon + 1..tokens.end);
    let pieces = own.into_iter().chain(more).collect();
    proposal(scene, colon, source, pieces)
}

fn proposal(scene: &Scene, sign: usize, source: Range<usize>, content: Vec<Range<usize>>) -> Proposal {
    let cue = sign..sign + 1;
    let head = source.clone().find(|&token| scene.syntax.tag(token).is_proper_noun()).unwrap_or(source.start);
    let named = sources::extent(scene, &cue, head);
    let source = if source.start <= named.start && named.end <= source.end { source } else { named };
    let sure = Chances { cue: TRUST, source: TRUST, left: 1.0, right: 1.0, alike: 1.0, follow: 1.0 };
    let core = Core { left: None, right: None };
    let source = Some((head, source));
    Proposal { head: sign, cue, source, content, core, by_layout: true, chances: sure, trust: TRUST }
}
