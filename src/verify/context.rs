//! What stands around quoted words in the transcript, and what a reader of the quotation alone would
//! miss of it.

use std::ops::Range;

use super::differences::Sides;
use super::finding::{Caution, Difference};
use crate::place::Span;

/// Words that turn or bound what stands before them in their sentence.
const TURNS: [&str; 10] =
    ["but", "except", "however", "although", "though", "until", "only", "yet", "whereas", "while"];

/// Words that make it depend on something.
const CONDITIONS: [&str; 6] = ["if", "unless", "provided", "assuming", "whether", "once"];

/// Words that deny.
const NEGATIONS: [&str; 12] = [
    "not", "never", "no", "nobody", "none", "nothing", "neither", "nor", "hardly", "n't", "without", "cannot",
];

/// A turn stands so near behind the quoted words.
const NEAR_TURN: usize = 2;

/// A negation or condition stands so near before or behind them.
const NEAR: usize = 10;

/// The sentence before, up to the quoted words.
pub fn before(sides: &Sides, first: usize) -> Span {
    let end = sides.there[first].span.start;
    let mut start = sides.sentence_start(first);
    if start > 0 {
        start = sides.sentence_start(start - 1);
    }
    within_turn(sides, Span::new(sides.there[start].span.start, end), end)
}

/// From the quoted words to the end of the next sentence.
pub fn after(sides: &Sides, last: usize) -> Span {
    let text = &sides.transcript.text;
    let start = sides.there[last].span.end;
    // The stop behind the last word is shown with it.
    let stop = text[start..].chars().take_while(|sign| ".,;!?…”\"".contains(*sign)).map(char::len_utf8);
    let start = start + stop.sum::<usize>();
    let mut end = sides.sentence_end(last);
    if end < sides.there.len() {
        end = sides.sentence_end(end);
    }
    let stop = sides.there[end - 1].span.end;
    // The full stop behind the last word belongs to it.
    let signs = text[stop..].chars().take_while(|sign| ".!?…”\"’')".contains(*sign)).map(char::len_utf8);
    within_turn(
        sides,
        Span::new(start, (stop + signs.sum::<usize>()).max(start)),
        sides.there[last].span.start,
    )
}

/// As much of a span as the turn of a byte has.
fn within_turn(sides: &Sides, span: Span, byte: usize) -> Span {
    let turns = &sides.transcript.turns;
    let Some(turn) = sides.transcript.turn_at(byte) else { return span };
    let label = sides.transcript.unspoken.iter().find(|label| label.start == turns[turn].start);
    let from = label.map_or(turns[turn].start, |label| label.end);
    let to = turns.get(turn + 1).map_or(sides.transcript.text.len(), |next| next.start);
    let start = span.start.clamp(from.min(span.end), span.end);
    Span::new(start, span.end.min(to).max(start)).trimmed(&sides.transcript.text)
}

/// What a reader of the quotation alone would miss.
pub fn cautions(sides: &Sides, first: usize, last: usize, differences: &[Difference]) -> Vec<Caution> {
    let mut found = Vec::new();
    let before = clause_start(sides, first).max(first.saturating_sub(NEAR))..first;
    let behind = last + 1..sides.sentence_end(last).min(last + 1 + NEAR);
    let word_in = |range: Range<usize>, list: &[&str]| {
        range.into_iter().find(|word| {
            let text = sides.there[*word].span.of(&sides.transcript.text).to_lowercase().replace('’', "'");
            list.contains(&text.as_str())
        })
    };
    if let Some(word) = word_in(before.clone(), &NEGATIONS) {
        found.push(Caution::Negation(stretch(sides, word, first)));
    }
    if let Some(word) = word_in(before, &CONDITIONS) {
        found.push(Caution::Condition(stretch(sides, word, first)));
    }
    let near = behind.start..behind.end.min(behind.start + NEAR_TURN);
    if let Some(word) = word_in(near.clone(), &TURNS) {
        found.push(Caution::GoesOn(stretch(sides, word, behind.end)));
    }
    let near = behind.start..behind.end.min(behind.start + NEAR_TURN + 1);
    if let Some(word) = word_in(near, &CONDITIONS) {
        found.push(Caution::Condition(stretch(sides, word, behind.end)));
    }
    for difference in differences.iter().filter(|difference| difference.kind.trims()) {
        let cut = difference.there.of(&sides.transcript.text).to_lowercase().replace('’', "'");
        let denies = cut
            .split(|sign: char| !sign.is_alphanumeric() && sign != '\'')
            .any(|word| NEGATIONS.contains(&word) || word.ends_with("n't"));
        let inside = difference.there.start > sides.there[first].span.start
            && difference.there.end < sides.there[last].span.end;
        if denies && inside {
            found.push(Caution::Negation(difference.there));
        }
    }
    found
}

/// The first word of the clause that a word stands in: a dash, colon or semicolon begins another.
fn clause_start(sides: &Sides, word: usize) -> usize {
    let start = sides.sentence_start(word);
    if sides.there[word].before.clause {
        return word;
    }
    (start..word).rev().find(|at| sides.there[*at].before.clause).unwrap_or(start)
}

/// From one word of the transcript to before another.
fn stretch(sides: &Sides, from: usize, to: usize) -> Span {
    Span::new(sides.there[from].span.start, sides.there[to - 1].span.end)
}
