//! A difference that may be a conflict: where it is, of which kind, and what speaks for it.

use std::ops::Range;

use crate::align::{Alignment, Prepared};
use crate::place::Span;

use super::finding::FindingKind;
use super::gaps::{self, Gap};

/// The first signal of a negation that lies in the cues.
pub(super) const STANCES: f32 = -2.0;

/// The first signal of a clause that is framed otherwise.
pub(super) const FRAMES: f32 = -3.0;

/// How many signals a detector has.
pub const SIGNALS: usize = 8;

/// A difference before it is judged.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// What differs.
    pub kind: FindingKind,
    /// The deciding words of the first statement, by index; empty where it has none.
    pub a: Range<usize>,
    /// The deciding words of the second statement.
    pub b: Range<usize>,
    /// What the detector of this kind measured; each kind has its own meaning.
    pub signals: [f32; SIGNALS],
}

impl Candidate {
    /// True when this one already says what another would: the same kind of difference in the same words,
    /// or in what words differ that were altered inside the marks.
    pub(super) fn tells(&self, other: &Candidate) -> bool {
        (&self.a, &self.b) == (&other.a, &other.b)
            && (self.kind == other.kind || other.kind == FindingKind::Wording)
    }

    /// True for words altered inside the marks that are not merely another form, a synonym or a word of
    /// no weight.
    pub(super) fn is_plain_alteration(&self) -> bool {
        self.kind == FindingKind::Wording && self.signals[6] == 0.0
    }

    /// True when the cues stand against each other, not the words: "supports", "condemned".
    pub(super) fn is_of_stances(&self) -> bool {
        self.kind == FindingKind::Negation && self.signals[0] == STANCES
    }

    /// True when one clause is told by both, but denied or made unsure by what stands before it in one.
    pub(super) fn is_of_frames(&self) -> bool {
        self.signals[0] == FRAMES && matches!(self.kind, FindingKind::Negation | FindingKind::Certainty)
    }
}

/// Two aligned statements, as the detectors see them.
pub(super) struct Comparing<'a> {
    pub a: &'a Prepared<'a>,
    pub b: &'a Prepared<'a>,
    pub alignment: &'a Alignment,
    pub gaps: Vec<Gap>,
    pub reach_a: Range<usize>,
    pub reach_b: Range<usize>,
}

impl<'a> Comparing<'a> {
    /// Sets two aligned statements side by side.
    pub fn new(a: &'a Prepared<'a>, b: &'a Prepared<'a>, alignment: &'a Alignment) -> Self {
        let (reach_a, reach_b) = gaps::reach(a, b, alignment);
        Comparing { a, b, alignment, gaps: gaps::find(a, b, alignment), reach_a, reach_b }
    }
}

impl Comparing<'_> {
    /// Words of the first text in reach that have no answer.
    pub fn alone_in_a(&self) -> impl Iterator<Item = usize> + '_ {
        self.reach_a.clone().filter(|word| self.alignment.answer_of_a(*word).is_none())
    }

    /// Words of the second text in reach that have no answer.
    pub fn alone_in_b(&self) -> impl Iterator<Item = usize> + '_ {
        self.reach_b.clone().filter(|word| self.alignment.answer_of_b(*word).is_none())
    }

    /// The window of the first text, widened to the ends of its sentences: what is counted there may
    /// stand far from what counts it.
    pub fn sentences_a(&self) -> Range<usize> {
        sentences(self.a, &self.alignment.window_a)
    }

    /// The window of the second text, widened to the ends of its sentences.
    pub fn sentences_b(&self) -> Range<usize> {
        sentences(self.b, &self.alignment.window_b)
    }

    /// How surely two words stand in the same place: pairs around both, near ones more.
    pub fn affinity(&self, word_a: usize, word_b: usize) -> f32 {
        let mut sum = 0.0;
        for step in 1..=4_usize {
            let near = [(word_a.checked_sub(step), true), (Some(word_a + step), false)];
            for (at, before) in near {
                let Some(answer) = at.and_then(|at| self.alignment.answer_of_a(at)) else { continue };
                let distance = answer.abs_diff(word_b);
                if (1..=5).contains(&distance) {
                    let same_side = (answer < word_b) == before;
                    let weight = 0.3 + 0.1 * self.b.words[answer].weight;
                    sum += weight * if same_side { 1.0 } else { 0.5 } / (step.max(distance) as f32).sqrt();
                }
            }
        }
        sum
    }
}

fn sentences(side: &Prepared, window: &Range<usize>) -> Range<usize> {
    /// Farther from the window a sentence tells of other things.
    const FARTHEST: usize = 25;
    if window.is_empty() {
        return 0..0;
    }
    let begins = |word: &usize| side.words[*word].marks.first;
    let earliest = window.start.saturating_sub(FARTHEST);
    let latest = (window.end + FARTHEST).min(side.words.len());
    let start = (earliest..=window.start).rev().find(begins).unwrap_or(earliest);
    start..(window.end..latest).find(begins).unwrap_or(latest)
}

/// How many bytes of a word stand before its "n't", which is a word of its own here and none to a reader.
fn begun_before(text: &str, start: usize) -> usize {
    let mut letters = text[start..].chars();
    let first = [letters.next(), letters.next(), letters.next()];
    if !matches!(first, [Some('n' | 'N'), Some('\'' | '’'), Some('t' | 'T')]) {
        return 0;
    }
    text[..start].chars().rev().take_while(|letter| letter.is_alphabetic()).map(char::len_utf8).sum()
}

/// The bytes of a run of words; an empty run stands between its neighbours.
pub(super) fn span_of(side: &Prepared, words: &Range<usize>) -> Span {
    let last = side.words.len().saturating_sub(1);
    match (side.words.get(words.start), side.words.get(words.end.saturating_sub(1))) {
        (Some(first), Some(end)) if words.start < words.end => {
            let span = first.span.join(end.span);
            Span { start: span.start - begun_before(side.statement.text, span.start), ..span }
        }
        // Nothing stands there: the word before it shows the place.
        _ => {
            side.words.get(words.start.saturating_sub(1).min(last)).map_or(Span::default(), |word| word.span)
        }
    }
}
