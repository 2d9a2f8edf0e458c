//! From an alignment to what differs, and to what that comes to.

use std::ops::Range;

use super::finding::{Difference, DifferenceKind, Fidelity};
use super::spelling::{is_same_spelling, sounds_alike};
use super::transcript::Transcript;
use super::words::{Word, Words};
use crate::place::Span;

/// A quotation and the transcript that it was laid along.
#[derive(Clone, Copy, Debug)]
pub struct Sides<'a> {
    /// The article's body.
    pub body: &'a str,
    /// The quotation's words, in the body.
    pub here: &'a Words,
    /// The transcript.
    pub transcript: &'a Transcript,
    /// Its words.
    pub there: &'a [Word],
    /// The share of the quotation's words that may have been misheard.
    pub tolerance: f32,
}

/// So many words stand side by side as changed; where more differ, some were added and others cut.
const LONGEST_CHANGE: usize = 12;

/// So many words of a sentence that goes on are shown.
const MOST_SHOWN: usize = 30;

/// What differs, in the order of the quotation; the pairs are never empty.
pub fn find(sides: &Sides, pairs: &[(usize, usize)]) -> Vec<Difference> {
    let mut found = Vec::new();
    let (Some(&first), Some(&last)) = (pairs.first(), pairs.last()) else { return found };
    sides.at_the_start(first, &mut found);
    for two in pairs.windows(2) {
        sides.between(two[0], two[1], &mut found);
    }
    sides.at_the_end(first, last, &mut found);
    sides.forgive_mishearing(&mut found);
    found
}

/// What the differences come to.
pub fn fidelity(sides: &Sides, pairs: &[(usize, usize)], found: &[Difference]) -> Fidelity {
    if found.iter().any(|difference| difference.kind.alters()) {
        Fidelity::Altered
    } else if found.iter().any(|difference| difference.kind.trims()) {
        Fidelity::Trimmed
    } else if found.is_empty() && sides.is_letter_for_letter(pairs) {
        Fidelity::Verbatim
    } else {
        Fidelity::Typographic
    }
}

impl Sides<'_> {
    /// The quotation's words before the first that the transcript has, and what of the transcript's
    /// sentence stands before it.
    fn at_the_start(&self, first: (usize, usize), found: &mut Vec<Difference>) {
        if first.0 > 0 {
            let from = self.sentence_start(first.1).max(first.1.saturating_sub(first.0));
            let spelt = (from.saturating_sub(2)..first.1).find(|from| {
                is_same_spelling(self.text_here(&(0..first.0)), self.text_there(&(*from..first.1)))
            });
            self.changed(0..first.0, spelt.unwrap_or(from)..first.1, false, found);
            return;
        }
        let word = &self.there[first.1];
        if word.before.sentence || word.before.clause || !self.begins_like_a_sentence() {
            return;
        }
        let is_connective = |word: &usize| {
            let text = self.there[*word].span.of(&self.transcript.text).to_lowercase();
            CONNECTIVES.contains(&text.as_str())
        };
        let start = self.sentence_start(first.1);
        let joined = (start..first.1).rev().take_while(is_connective).count();
        let cut = if joined > 0 { first.1 - joined..first.1 } else { start..first.1 };
        let is_low = word.span.of(&self.transcript.text).starts_with(char::is_lowercase);
        if is_low || joined > 0 || cut.len() <= 2 {
            self.push(DifferenceKind::Cut, 0..0, cut, found);
        }
    }

    /// The quotation's words behind the last that the transcript has, and what of the transcript's
    /// sentence stands behind it.
    fn at_the_end(&self, first: (usize, usize), last: (usize, usize), found: &mut Vec<Difference>) {
        let count = self.here.words.len();
        if last.0 + 1 < count {
            let here = last.0 + 1..count;
            let end = self.sentence_end(last.1).min(last.1 + count - last.0);
            let spelt = (last.1 + 2..(end + 3).min(self.there.len() + 1))
                .find(|end| is_same_spelling(self.text_here(&here), self.text_there(&(last.1 + 1..*end))));
            self.changed(here, last.1 + 1..spelt.unwrap_or(end.max(last.1 + 1)), false, found);
            return;
        }
        let end = self.sentence_end(last.1);
        if end <= last.1 + 1 || self.there[last.1 + 1].before.clause {
            return;
        }
        let begins = &self.there[first.1].before;
        let is_whole = self.begins_like_a_sentence()
            && (begins.sentence || begins.clause || self.is_sentence_cut(found));
        if is_whole {
            let kind = if self.here.breaks_off { DifferenceKind::MarkedCut } else { DifferenceKind::Cut };
            self.push(kind, count..count, last.1 + 1..end.min(last.1 + 1 + MOST_SHOWN), found);
        }
    }

    /// True when the beginning of the transcript's sentence was found to be cut.
    fn is_sentence_cut(&self, found: &[Difference]) -> bool {
        found.first().is_some_and(|difference| difference.kind.trims())
    }

    fn begins_like_a_sentence(&self) -> bool {
        self.here.words.first().is_some_and(|word| {
            !word.before.is_marked()
                && word
                    .span
                    .of(self.body)
                    .starts_with(|letter: char| letter.is_uppercase() || letter.is_numeric())
        })
    }

    /// What stands between two words that answer each other, on both sides.
    fn between(&self, one: (usize, usize), next: (usize, usize), found: &mut Vec<Difference>) {
        let (here, there) = (one.0 + 1..next.0, self.unheard(one.1, next.1));
        let is_marked =
            self.here.words[next.0].before.gap || here.clone().any(|word| self.here.words[word].before.gap);
        if !here.is_empty() {
            self.changed(here, there, is_marked, found);
        } else if !there.is_empty() && !self.is_stutter(&there) {
            if self.is_ending(&there) {
                // "Israel" for "Israel's": a word was changed, none left out.
                self.push(DifferenceKind::Changed, one.0..next.0, one.1..there.end, found);
            } else {
                let kind = if is_marked { DifferenceKind::MarkedCut } else { DifferenceKind::Cut };
                self.push(kind, next.0..next.0, there, found);
            }
        }
    }

    /// The words between two of the transcript, unless another speaker says all of them in between.
    fn unheard(&self, one: usize, next: usize) -> Range<usize> {
        let between = one + 1..next;
        let turn = |word: usize| self.transcript.speaker_at(self.there[word].span.start);
        let (before, behind) = (turn(one), turn(next));
        let is_interjection = before.is_some()
            && before == behind
            && !between.is_empty()
            && between.clone().all(|word| turn(word) != before);
        if is_interjection { next..next } else { between }
    }

    /// Words of the quotation for other words of the transcript, or for none.
    fn changed(&self, here: Range<usize>, there: Range<usize>, is_marked: bool, found: &mut Vec<Difference>) {
        let (said_here, said_there) = (self.text_here(&here), self.text_there(&there));
        if is_same_spelling(said_here, said_there) {
            self.push(DifferenceKind::Spelling, here, there, found);
        } else if there.is_empty() {
            self.push(DifferenceKind::Added, here, there, found);
        } else if is_marked || there.len() > LONGEST_CHANGE.max(2 * here.len()) {
            let kind = if is_marked { DifferenceKind::MarkedCut } else { DifferenceKind::Cut };
            let behind = here.end;
            self.push(DifferenceKind::Added, here, there.start..there.start, found);
            self.push(kind, behind..behind, there, found);
        } else {
            self.push(DifferenceKind::Changed, here, there, found);
        }
    }

    /// True for words that are said once more at once: "in, in 2008".
    fn is_stutter(&self, cut: &Range<usize>) -> bool {
        let form = |word: usize| self.there.get(word).map(|word| word.form);
        let repeats_next = cut.clone().all(|word| form(word) == form(word + cut.len()));
        let repeats_last =
            cut.start >= cut.len() && cut.clone().all(|word| form(word) == form(word - cut.len()));
        cut.len() <= 2 && (repeats_next || repeats_last)
    }

    /// True for the ending of the word before: "'s", "n't".
    fn is_ending(&self, words: &Range<usize>) -> bool {
        words.len() == 1
            && words.start > 0
            && self.there[words.start - 1].span.end == self.there[words.start].span.start
            && {
                let text = self.text_there(words);
                text.contains(['\'', '’', '\u{fffd}'])
            }
    }

    fn push(
        &self,
        kind: DifferenceKind,
        here: Range<usize>,
        there: Range<usize>,
        found: &mut Vec<Difference>,
    ) {
        let here = whole_words(self.body, span_of(&self.here.words, &here));
        let there = whole_words(&self.transcript.text, span_of(self.there, &there));
        found.push(Difference { kind, here, there });
    }

    /// In a transcript made by a machine, what sounds alike may have been misheard, up to a share of the
    /// words.
    fn forgive_mishearing(&self, found: &mut [Difference]) {
        let mut left = (self.tolerance * self.here.words.len() as f32).ceil() as usize;
        for difference in found.iter_mut().filter(|difference| difference.kind == DifferenceKind::Changed) {
            let (here, there) = (difference.here.of(self.body), difference.there.of(&self.transcript.text));
            if left > 0 && sounds_alike(here, there) {
                difference.kind = DifferenceKind::Misheard;
                left -= 1;
            }
        }
    }

    /// True when the letters and the signs between the words are the same too, but for the first
    /// letter's case and the style of marks and dashes.
    fn is_letter_for_letter(&self, pairs: &[(usize, usize)]) -> bool {
        let (Some(first), Some(last)) = (pairs.first(), pairs.last()) else { return false };
        let here = span_of(&self.here.words, &(first.0..last.0 + 1));
        let there = span_of(self.there, &(first.1..last.1 + 1));
        let mut spoken = String::with_capacity(there.len());
        let mut from = there.start;
        for unspoken in self.transcript.unspoken.iter().filter(|unspoken| there.overlaps(**unspoken)) {
            spoken.push_str(&self.transcript.text[from..unspoken.start.max(from)]);
            from = unspoken.end.max(from);
        }
        spoken.push_str(&self.transcript.text[from..there.end.max(from)]);
        plain(here.of(self.body)) == plain(&spoken)
    }

    fn text_here(&self, words: &Range<usize>) -> &str {
        if words.is_empty() { "" } else { span_of(&self.here.words, words).of(self.body) }
    }

    fn text_there(&self, words: &Range<usize>) -> &str {
        if words.is_empty() { "" } else { span_of(self.there, words).of(&self.transcript.text) }
    }

    /// The first word of the sentence that a word of the transcript stands in.
    pub fn sentence_start(&self, word: usize) -> usize {
        let mut at = word;
        while at > 0 && !self.there[at].before.sentence && word - at < MOST_SHOWN {
            at -= 1;
        }
        at
    }

    /// One past the last word of that sentence.
    pub fn sentence_end(&self, word: usize) -> usize {
        let rest = &self.there[word + 1..];
        let length = rest.iter().take(MOST_SHOWN).take_while(|word| !word.before.sentence).count();
        word + 1 + length
    }
}

/// Words that tie a sentence to the one before, and are dropped when it is quoted alone.
const CONNECTIVES: [&str; 12] =
    ["and", "but", "so", "because", "now", "well", "or", "then", "look", "yet", "also", "therefore"];

/// Where some words stand; where there are none, the place before the next word, or behind the last.
fn span_of(words: &[Word], range: &Range<usize>) -> Span {
    let at = |word: usize| {
        words.get(word).map_or(words.last().map_or(0, |last| last.span.end), |word| word.span.start)
    };
    if range.is_empty() {
        return Span::new(at(range.start), at(range.start));
    }
    Span::new(words[range.start].span.start, words[range.end - 1].span.end)
}

/// The span, carried on to the ends of the words that it cuts.
pub fn whole_words(text: &str, span: Span) -> Span {
    if span.is_empty() {
        return span;
    }
    let is_word = |letter: char| letter.is_alphanumeric() || matches!(letter, '\'' | '’');
    let before = text[..span.start]
        .chars()
        .rev()
        .take_while(|letter| is_word(*letter))
        .map(char::len_utf8)
        .sum::<usize>();
    let behind = text[span.end..]
        .chars()
        .take_while(|letter| letter.is_alphanumeric())
        .map(char::len_utf8)
        .sum::<usize>();
    // A mark that opens the quotation is no part of its first word.
    let start = span.start - before;
    let marks = text[start..span.start]
        .chars()
        .take_while(|letter| !letter.is_alphanumeric())
        .map(char::len_utf8)
        .sum::<usize>();
    Span::new(start + marks, span.end + behind)
}

/// A text as it reads: white space as one blank, marks and dashes in one style, a small first letter.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            _ if letter.is_whitespace() => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            '“' | '”' | '"' | '‘' | '’' | '\'' | '\u{fffd}' => out.push('\''),
            '—' | '–' => out.push('-'),
            '-' if letters.peek() == Some(&'-') => {}
            _ => out.push(letter),
        }
    }
    let mut first = out.chars();
    match first.next() {
        Some(letter) => letter.to_lowercase().collect::<String>() + first.as_str(),
        None => out,
    }
}
