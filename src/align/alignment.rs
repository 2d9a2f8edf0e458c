//! From two prepared statements to the pairs of words that answer each other.
//!
//! Long common runs first, then words of one meaning by their neighbours, then the small words in
//! between. A word is paired once. What differs is not judged here.

use std::ops::Range;

use super::Relation;
use super::kin::{self, Match};
use super::nearest::{nearest, place_in_other};
use super::prepared::Prepared;
use super::stance::{self, Stance};
use super::window;
use super::words::Word;

/// Marks a word that has no answer.
const ALONE: u16 = u16::MAX;

/// Gaps of more words than this are not searched for small words.
const GAP: usize = 10;

/// In how many places of the other statement a common run is looked for that begins with one word. No
/// statement in the news has a word of meaning more often.
const MOST_PLACES: usize = 32;

/// How many words of the other statement are weighed for one that no run holds.
const MOST_KIN: usize = 96;

/// Two words that answer each other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair {
    /// Index of the word in the first statement.
    pub a: usize,
    /// Index of the word in the second statement.
    pub b: usize,
    /// By what they match.
    pub how: Match,
}

/// Which words of two statements answer each other.
#[derive(Clone, Debug)]
pub struct Alignment {
    /// The pairs, in the order of the first statement.
    pub pairs: Vec<Pair>,
    /// The stretch of the first statement that the second tells as well, as word indices.
    pub window_a: Range<usize>,
    /// The stretch of the second statement that the first tells as well.
    pub window_b: Range<usize>,
    /// The share of the first statement's weight that the second answers, 0..1.
    pub containment_a: f32,
    /// The share of the second statement's weight that the first answers, 0..1.
    pub containment_b: f32,
    /// How alike the two are in meaning, 0..1.
    pub similarity: f32,
    /// The probability that they tell one claim, 0..1.
    pub same_claim: f32,
    /// How the two belong together.
    pub relation: Relation,
    /// Where the first source stands towards its window.
    pub stance_a: Stance,
    /// Where the second source stands towards its window.
    pub stance_b: Stance,
    answers_a: Vec<u16>,
    answers_b: Vec<u16>,
}

impl Alignment {
    /// The word of the second statement that answers a word of the first.
    pub fn answer_of_a(&self, word: usize) -> Option<usize> {
        self.answers_a.get(word).filter(|&&answer| answer != ALONE).map(|&answer| usize::from(answer))
    }

    /// The word of the first statement that answers a word of the second.
    pub fn answer_of_b(&self, word: usize) -> Option<usize> {
        self.answers_b.get(word).filter(|&&answer| answer != ALONE).map(|&answer| usize::from(answer))
    }
}

fn covered(side: &Prepared, pairs: impl Iterator<Item = (usize, Match)>) -> f32 {
    let answered: f32 = pairs
        .filter(|(word, _)| side.words[*word].is_content())
        .map(|(word, how)| side.words[word].weight * how.strength())
        .sum();
    if side.weight > 0.0 { (answered / side.weight).min(1.0) } else { 0.0 }
}

/// Pairs the words of two statements; what the pairs come to is left to the judges.
pub(super) fn pair_words(a: &Prepared, b: &Prepared) -> Alignment {
    let mut aligner = Aligner {
        a,
        b,
        answers_a: vec![ALONE; a.words.len()],
        answers_b: vec![ALONE; b.words.len()],
        pairs: Vec::with_capacity(a.words.len().min(b.words.len())),
    };
    aligner.take_runs();
    aligner.take_kin();
    aligner.take_small_words();
    aligner.take_small_words_in_gaps();
    aligner.finish()
}

struct Aligner<'a> {
    a: &'a Prepared<'a>,
    b: &'a Prepared<'a>,
    answers_a: Vec<u16>,
    answers_b: Vec<u16>,
    pairs: Vec<Pair>,
}

/// A stretch of equal stems on both sides.
#[derive(Clone, Copy, Debug)]
struct Run {
    a: usize,
    b: usize,
    length: usize,
    weight: f32,
}

impl Aligner<'_> {
    /// Pairs the words of common runs, heaviest run first.
    fn take_runs(&mut self) {
        let mut runs = self.runs();
        let place = |run: &Run| (run.a * self.b.words.len()).abs_diff(run.b * self.a.words.len());
        runs.sort_unstable_by(|one, other| {
            other
                .weight
                .total_cmp(&one.weight)
                .then(place(one).cmp(&place(other)))
                .then(one.a.cmp(&other.a))
                .then(one.b.cmp(&other.b))
        });
        for run in runs {
            for step in 0..run.length {
                let (a, b) = (run.a + step, run.b + step);
                if self.free(a, b) {
                    let same_form = self.a.words[a].form == self.b.words[b].form;
                    self.take(a, b, if same_form { Match::Same } else { Match::Inflected });
                }
            }
        }
    }

    /// Maximal runs of equal stems that hold at least one word of meaning.
    fn runs(&self) -> Vec<Run> {
        let (a, b) = (&self.a.words, &self.b.words);
        let equal = |i: usize, j: usize| a[i].value.is_none() && a[i].stem == b[j].stem;
        let mut runs = Vec::new();
        // Where a text has hardly any words of meaning, the small ones have to do.
        let content =
            |words: &[Word]| words.iter().filter(|word| word.is_content() && word.value.is_none()).count();
        let small_too = content(a).min(content(b)) < 2;
        let anchors = |word: &Word| word.value.is_none() && (small_too || !word.marks.function);
        for (i, word) in a.iter().enumerate() {
            if !anchors(word) {
                continue;
            }
            let here = place_in_other(i, a.len(), b.len());
            let near = nearest(self.b.with_stem(word.stem), here, MOST_PLACES, |&j| usize::from(j));
            for &j in near {
                let j = usize::from(j);
                let mut back = 0;
                let mut seen_before = false;
                while !seen_before && back < i.min(j) && equal(i - back - 1, j - back - 1) {
                    back += 1;
                    seen_before |= anchors(&a[i - back]);
                }
                // The run was found at its first word of meaning.
                if seen_before {
                    continue;
                }
                let (start_a, start_b) = (i - back, j - back);
                let mut length = back;
                while start_a + length < a.len()
                    && start_b + length < b.len()
                    && equal(start_a + length, start_b + length)
                {
                    length += 1;
                }
                let own: f32 = a[start_a..start_a + length].iter().map(|word| word.weight + 0.5).sum();
                let weight = own + self.company(start_a, start_b, length);
                runs.push(Run { a: start_a, b: start_b, length, weight });
            }
        }
        runs
    }

    /// What equal words close by on both sides add to a run.
    fn company(&self, start_a: usize, start_b: usize, length: usize) -> f32 {
        let (a, b) = (&self.a.words, &self.b.words);
        let mut sum = 0.0;
        let near_a =
            (start_a.saturating_sub(4)..start_a).chain(start_a + length..(start_a + length + 4).min(a.len()));
        for i in near_a.filter(|i| !a[*i].marks.function && a[*i].value.is_none()) {
            let near_b = (start_b.saturating_sub(5)..start_b)
                .chain(start_b + length..(start_b + length + 5).min(b.len()));
            if near_b.into_iter().any(|j| b[j].stem == a[i].stem) {
                sum += 0.4 * a[i].weight;
            }
        }
        sum
    }

    /// Pairs what is left by meaning, the strongest and best placed first.
    fn take_kin(&mut self) {
        let left = |words: &[Word], answers: &[u16]| -> Vec<usize> {
            (0..words.len()).filter(|&word| answers[word] == ALONE && words[word].is_content()).collect()
        };
        let (left_a, left_b) = (left(&self.a.words, &self.answers_a), left(&self.b.words, &self.answers_b));
        let mut found: Vec<(f32, Pair)> = Vec::new();
        for &a in &left_a {
            let here = place_in_other(a, self.a.words.len(), self.b.words.len());
            for &b in nearest(&left_b, here, MOST_KIN, |&b| b) {
                if let Some(how) = kin::find(self.a, a, self.b, b) {
                    let weight = self.a.words[a].weight.min(self.b.words[b].weight);
                    found.push((how.strength() * weight + self.neighbours(a, b), Pair { a, b, how }));
                }
            }
        }
        found.sort_by(|(one, first), (other, second)| {
            other.total_cmp(one).then(first.a.cmp(&second.a)).then(first.b.cmp(&second.b))
        });
        for (_, Pair { a, b, how }) in found {
            if self.free(a, b) {
                self.take(a, b, how);
            }
        }
        self.take_acronyms(&left_a, &left_b);
    }

    /// How well two words are placed: pairs close by on both sides speak for them.
    fn neighbours(&self, a: usize, b: usize) -> f32 {
        let mut bonus = 0.0;
        for reach in 1..=3_usize {
            for (near_a, from, to) in
                [(a.checked_sub(reach), b.saturating_sub(3), b), (Some(a + reach), b + 1, b + 4)]
            {
                let Some(answer) =
                    near_a.and_then(|near| self.answers_a.get(near)).filter(|answer| **answer != ALONE)
                else {
                    continue;
                };
                if (from..to).contains(&usize::from(*answer)) {
                    bonus += 1.0 / reach as f32;
                }
            }
        }
        let (length_a, length_b) = (self.a.words.len() as f32, self.b.words.len() as f32);
        bonus - (a as f32 / length_a - b as f32 / length_b).abs()
    }

    /// Pairs "NRA" with "National Rail Authority".
    fn take_acronyms(&mut self, left_a: &[usize], left_b: &[usize]) {
        for &a in left_a {
            if self.answers_a[a] == ALONE
                && let Some(words) = kin::spelled_out(self.a, a, self.b)
            {
                self.take_many(words.clone().map(|b| (a, b)));
            }
        }
        for &b in left_b {
            if self.answers_b[b] == ALONE
                && let Some(words) = kin::spelled_out(self.b, b, self.a)
            {
                self.take_many(words.map(|a| (a, b)));
            }
        }
    }

    fn take_many(&mut self, pairs: impl Iterator<Item = (usize, usize)>) {
        for (a, b) in pairs {
            if self.answers_a[a] == ALONE || self.answers_b[b] == ALONE {
                self.take(a, b, Match::Acronym);
            }
        }
    }

    /// Pairs small words that stand between pairs.
    fn take_small_words(&mut self) {
        for a in 0..self.a.words.len() {
            if a > 0
                && self.answers_a[a] == ALONE
                && self.answers_a[a - 1] != ALONE
                && let Some(b) = self.small_near(a, usize::from(self.answers_a[a - 1]) + 1, true)
            {
                self.take_small(a, b);
            }
        }
        for a in (0..self.a.words.len().saturating_sub(1)).rev() {
            if self.answers_a[a] == ALONE
                && self.answers_a[a + 1] != ALONE
                && let Some(b) = self.small_near(a, usize::from(self.answers_a[a + 1]), false)
            {
                self.take_small(a, b);
            }
        }
    }

    /// The free word with the stem of `a` among the few behind (or before) a place.
    fn small_near(&self, a: usize, from: usize, forward: bool) -> Option<usize> {
        let word = &self.a.words[a];
        if !word.marks.function {
            return None;
        }
        let reach = 4;
        let fits = |b: &usize| {
            let other = &self.b.words[*b];
            self.answers_b[*b] == ALONE && other.marks.function && kin::small_words_answer(word, other)
        };
        if forward {
            (from..self.b.words.len().min(from + reach)).find(fits)
        } else {
            (from.saturating_sub(reach)..from).rev().find(fits)
        }
    }

    /// Pairs equal small words that stand in the same gap, in their order.
    fn take_small_words_in_gaps(&mut self) {
        let mut at = 0;
        while at < self.a.words.len() {
            if self.answers_a[at] != ALONE {
                at += 1;
                continue;
            }
            let end = (at..self.a.words.len())
                .find(|word| self.answers_a[*word] != ALONE)
                .unwrap_or(self.a.words.len());
            let from = if at == 0 { 0 } else { usize::from(self.answers_a[at - 1]) + 1 };
            let to =
                if end == self.a.words.len() { self.b.words.len() } else { usize::from(self.answers_a[end]) };
            if from < to && end - at <= GAP && to - from <= GAP {
                self.take_in_order(at..end, from..to);
            }
            at = end;
        }
    }

    fn take_in_order(&mut self, gap_a: Range<usize>, gap_b: Range<usize>) {
        let mut from = gap_b.start;
        for a in gap_a {
            let word = &self.a.words[a];
            let found = (from..gap_b.end).find(|b| {
                let other = &self.b.words[*b];
                self.answers_b[*b] == ALONE
                    && word.marks.function
                    && other.marks.function
                    && word.stem == other.stem
            });
            if let Some(b) = found {
                self.take(a, b, Match::Same);
                from = b + 1;
            }
        }
    }

    fn take_small(&mut self, a: usize, b: usize) {
        let same = self.a.words[a].stem == self.b.words[b].stem;
        self.take(a, b, if same { Match::Same } else { Match::Person });
    }

    fn free(&self, a: usize, b: usize) -> bool {
        self.answers_a[a] == ALONE && self.answers_b[b] == ALONE
    }

    fn take(&mut self, a: usize, b: usize, how: Match) {
        if self.answers_a[a] == ALONE {
            self.answers_a[a] = b as u16;
        }
        if self.answers_b[b] == ALONE {
            self.answers_b[b] = a as u16;
        }
        self.pairs.push(Pair { a, b, how });
    }

    fn finish(mut self) -> Alignment {
        self.pairs.sort_unstable_by_key(|pair| (pair.a, pair.b));
        let (window_a, window_b) = window::find(self.a, self.b, &self.pairs);
        Alignment {
            containment_a: covered(self.a, self.pairs.iter().map(|pair| (pair.a, pair.how))),
            containment_b: covered(self.b, self.pairs.iter().map(|pair| (pair.b, pair.how))),
            pairs: self.pairs,
            stance_a: stance::towards(self.a.stance, &self.a.words[..window_a.start]),
            stance_b: stance::towards(self.b.stance, &self.b.words[..window_b.start]),
            window_a,
            window_b,
            similarity: 0.0,
            same_claim: 0.0,
            relation: Relation::Unrelated,
            answers_a: self.answers_a,
            answers_b: self.answers_b,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::Statement;

    fn prepared(text: &str) -> Prepared<'_> {
        Prepared::new(&Statement { text, ..Statement::default() })
    }

    #[track_caller]
    fn check(first: &str, second: &str, expected: &[(&str, &str)]) {
        let (a, b) = (prepared(first), prepared(second));
        let alignment = pair_words(&a, &b);
        let found: Vec<(&str, &str)> =
            alignment.pairs.iter().map(|pair| (a.text_of(pair.a), b.text_of(pair.b))).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn words_answer_by_form_value_and_meaning() {
        check(
            "Twelve bridges were closed",
            "12 bridges closed",
            &[("Twelve", "12"), ("bridges", "bridges"), ("closed", "closed")],
        );
        check("The colour", "the color", &[("The", "the"), ("colour", "color")]);
        check(
            "The FTO met",
            "the Fair Trade Office met",
            &[("The", "the"), ("FTO", "Fair"), ("FTO", "Trade"), ("FTO", "Office"), ("met", "met")],
        );
    }

    #[test]
    fn a_part_finds_its_place() {
        let (a, b) = (
            prepared("the harbour is safe"),
            prepared("We checked twice, and the harbour is safe, whatever people say of it"),
        );
        let alignment = pair_words(&a, &b);
        assert_eq!(alignment.window_a, 0..4);
        assert_eq!(alignment.window_b, 4..8);
    }

    #[test]
    fn nothing_in_common_is_empty() {
        check("", "", &[]);
        check("the river rose", "of a law", &[]);
    }
}
