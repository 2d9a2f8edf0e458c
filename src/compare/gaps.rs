//! Where two aligned texts part: the stretches without an answer between words that have one.

use std::ops::Range;

use crate::align::{Alignment, Prepared, Word, polarity};

/// How many words behind the last common one are still set against each other.
const TAIL: usize = 6;

/// Words of the first text and the words of the second that stand in the same place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Gap {
    /// Words of the first text, by index; empty where only the second has some.
    pub a: Range<usize>,
    /// Words of the second text.
    pub b: Range<usize>,
}

/// The stretches that are compared: the windows, and a few words at either end where both texts
/// may go on.
pub(super) fn reach(a: &Prepared, b: &Prepared, alignment: &Alignment) -> (Range<usize>, Range<usize>) {
    let (window_a, window_b) = (&alignment.window_a, &alignment.window_b);
    if window_a.is_empty() || window_b.is_empty() {
        return (0..0, 0..0);
    }
    let mut in_a = widen(a, window_a, alone(b, |word| alignment.answer_of_b(word)));
    let mut in_b = widen(b, window_b, alone(a, |word| alignment.answer_of_a(word)));
    if let (Some(end_a), Some(end_b)) = (end_of_marks(a, window_a), end_of_marks(b, window_b)) {
        in_a.end = in_a.end.max(end_a);
        in_b.end = in_b.end.max(end_b);
    }
    (in_a, in_b)
}

/// How many words before the closing mark may be the ones that were changed.
const LAST_WORDS: usize = 2;

/// The end of the quotation that a window ends in, if it goes on for a word or two: where both go on,
/// their last words are set against each other, however much else one of them says.
fn end_of_marks(side: &Prepared, window: &Range<usize>) -> Option<usize> {
    let rest = side.words[window.end..].iter().take_while(|word| word.marks.quoted).count();
    let inside = side.words[window.end - 1].marks.quoted;
    (inside && (1..=LAST_WORDS).contains(&rest)).then_some(window.end + rest)
}

/// Widens a window by a few words, where it holds most of its side and the other side has words
/// that may answer there.
fn widen(side: &Prepared, window: &Range<usize>, other_has_more: bool) -> Range<usize> {
    if !other_has_more || 2 * window.len() < side.words.len() {
        return window.clone();
    }
    window.start.saturating_sub(TAIL)..(window.end + TAIL).min(side.words.len())
}

/// True when a side has words without an answer that tell something.
fn alone(side: &Prepared, answer: impl Fn(usize) -> Option<usize>) -> bool {
    let tells =
        |word: &Word| word.is_content() || polarity::is_negation(word) || polarity::hedge(word).is_some();
    (0..side.words.len()).any(|word| tells(&side.words[word]) && answer(word).is_none())
}

/// The gaps, in the order of the first text; those that only the second has come last.
pub(super) fn find(a: &Prepared, b: &Prepared, alignment: &Alignment) -> Vec<Gap> {
    let (reach_a, reach_b) = reach(a, b, alignment);
    let alone_b = |word: usize| reach_b.contains(&word) && alignment.answer_of_b(word).is_none();
    let mut taken = vec![false; b.words.len()];
    let mut gaps = Vec::new();
    let mut at = reach_a.start;
    while at < reach_a.end {
        if alignment.answer_of_a(at).is_some() {
            at += 1;
            continue;
        }
        let end =
            (at..reach_a.end).find(|word| alignment.answer_of_a(*word).is_some()).unwrap_or(reach_a.end);
        let before = at.checked_sub(1).and_then(|word| alignment.answer_of_a(word));
        let after = alignment.answer_of_a(end);
        let run = facing(before, after, &reach_b, &alone_b);
        taken[run.clone()].fill(true);
        gaps.push(Gap { a: at..end, b: run });
        at = end;
    }
    let mut at = reach_b.start;
    while at < reach_b.end {
        if !alone_b(at) || taken[at] {
            at += 1;
            continue;
        }
        let end = (at..reach_b.end).find(|word| !alone_b(*word) || taken[*word]).unwrap_or(reach_b.end);
        let place = at
            .checked_sub(1)
            .and_then(|word| alignment.answer_of_b(word))
            .map_or(reach_a.start, |word| word + 1);
        gaps.push(Gap { a: place..place, b: at..end });
        at = end;
    }
    gaps
}

/// The unanswered words of the second text that stand behind `before` or else before `after`.
fn facing(
    before: Option<usize>,
    after: Option<usize>,
    reach: &Range<usize>,
    alone: &dyn Fn(usize) -> bool,
) -> Range<usize> {
    let start = before.map_or(reach.start, |word| word + 1);
    let forward = start..(start..reach.end).find(|word| !alone(*word)).unwrap_or(reach.end).max(start);
    if !forward.is_empty() {
        return forward;
    }
    let end = after.unwrap_or(reach.end);
    let from = (reach.start..end).rev().take_while(|word| alone(*word)).last().unwrap_or(end);
    if from < end { from..end } else { start.min(end)..start.min(end) }
}
