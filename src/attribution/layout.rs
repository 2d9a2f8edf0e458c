//! Attributions that the layout makes: a signature beneath a quotation ("— Ann Lee"), the speakers' names
//! of a transcript ("LEE: ..."), and a block that is set apart behind "Lee wrote:". No word reports in the
//! first two, and of the third the layout tells where it ends, so these are read by rule.

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
    found.extend(interview(scene));
    found
}

/// The trust in the answers of an interview: nobody says in words that the one who was named before answers.
const TRUST_IN_ANSWERS: f32 = 0.6;

/// One question and one answer may be anything; an interview has several.
const FEWEST_ANSWERS: usize = 2;

/// Questions without marks, each with a paragraph in marks behind it: the one who was named before them
/// answers.
fn interview(scene: &Scene) -> Vec<Proposal> {
    let paragraphs = scene.document.paragraphs.len();
    let answers: Vec<(Range<usize>, Range<usize>)> = (1..paragraphs)
        .filter_map(|answer| Some((question(scene, answer - 1)?, answered(scene, answer)?)))
        .collect();
    let Some((first, _)) = answers.first().filter(|_| answers.len() >= FEWEST_ANSWERS) else {
        return Vec::new();
    };
    let Some(answering) = named_before(scene, first.start) else { return Vec::new() };
    let answers = answers.into_iter().map(|(question, answer)| Proposal {
        trust: TRUST_IN_ANSWERS,
        ..proposal(scene, question.end - 1, answering.clone(), vec![answer])
    });
    answers.collect()
}

/// The tokens of a paragraph that is one question without marks.
fn question(scene: &Scene, paragraph: usize) -> Option<Range<usize>> {
    let tokens = paragraph_tokens(scene, paragraph)?;
    let asks = scene.document.word(tokens.end - 1) == "?";
    (asks && tokens.clone().all(|token| scene.outer[token].is_none())).then_some(tokens)
}

/// The tokens of a paragraph that stands in marks as a whole.
fn answered(scene: &Scene, paragraph: usize) -> Option<Range<usize>> {
    let tokens = paragraph_tokens(scene, paragraph)?;
    tokens.clone().all(|token| scene.outer[token].is_some()).then_some(tokens)
}

/// The name that begins the nearest paragraph before a token that begins with one.
fn named_before(scene: &Scene, token: usize) -> Option<Range<usize>> {
    let sentence = scene.sentence_of[token] as usize;
    (0..scene.document.sentences[sentence].paragraph).rev().find_map(|paragraph| {
        let tokens = paragraph_tokens(scene, paragraph)?;
        let is_name =
            |token: &usize| scene.syntax.tag(*token).is_proper_noun() && scene.outer[*token].is_none();
        let end = tokens.clone().take_while(is_name).last()? + 1;
        (end - tokens.start >= 2 && !scene.document.paragraphs[paragraph].heading)
            .then_some(tokens.start..end)
    })
}

/// Gives the cue of a sentence that ends its paragraph with a colon the block behind it: all of what is set
/// apart there, and nothing else.
pub fn give_blocks(scene: &Scene, proposals: &mut [Proposal]) {
    for proposal in proposals.iter_mut().filter(|proposal| !proposal.by_layout) {
        if let Some(block) = block_behind(scene, proposal.head) {
            proposal.content = block;
            proposal.core = Core { left: None, right: None };
            // The surest of several cues stays the surest.
            proposal.trust = TRUST + (1.0 - TRUST) * proposal.trust;
        }
    }
}

/// The sentences that are set apart behind the colon that ends a token's paragraph.
fn block_behind(scene: &Scene, token: usize) -> Option<Vec<Range<usize>>> {
    let document = scene.document;
    let sentence = &document.sentences[scene.sentence_of[token] as usize];
    let paragraph = &document.paragraphs[sentence.paragraph];
    let is_last = scene.sentence_of[token] as usize + 1 == paragraph.sentences.end;
    let last = sentence.tokens.end - 1;
    if !is_last || paragraph.quoted || document.word(last) != ":" || scene.outer[token].is_some() {
        return None;
    }
    let blocks = document.paragraphs[sentence.paragraph + 1..].iter().take_while(|next| next.quoted);
    let sentences = blocks.flat_map(|block| block.sentences.clone());
    let pieces: Vec<Range<usize>> =
        sentences.map(|sentence| document.sentences[sentence].tokens.clone()).collect();
    (!pieces.is_empty()).then_some(pieces)
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
