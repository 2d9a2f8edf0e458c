//! What became of the words in quotation marks on their way from one telling to the other.

use std::ops::Range;

use crate::align::quantity::Agreement;
use crate::align::{Alignment, Prepared, Word, value_agreement};

/// How two quotations of one statement stand to each other, word by word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Wording {
    /// The same words; case, punctuation and style of marks aside.
    Identical,
    /// One is a part of the other, or leaves words out in its middle.
    Cut,
    /// Words inside the marks differ.
    Altered,
    /// At least one side quotes nothing of what the other tells.
    NotApplicable,
}

/// A place inside the marks of both tellings where their words differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Alteration {
    /// Words of the first statement; empty where only the second has some.
    pub(super) a: Range<usize>,
    /// Words of the second statement.
    pub(super) b: Range<usize>,
}

/// The quoted words that two statements share, in one order.
pub(super) struct Quoted<'a> {
    a: Side<'a>,
    b: Side<'a>,
    /// Places in both lists of quoted words that hold the same word, in the order of both.
    pairs: Vec<(usize, usize)>,
}

/// One statement's words inside marks, without what the reporter put in brackets.
struct Side<'a> {
    prepared: &'a Prepared<'a>,
    words: Vec<usize>,
}

/// Where so many words in a row differ, two quotations have parted, and what follows is something else.
const MOST_ALTERED: usize = 4;

/// So many words are the same around an alteration, and such a share of all words there.
const FEWEST_SAME: usize = 5;
const SHARE_SAME: f32 = 0.75;

/// So many words at an end of both quotations may be the ones that were altered.
const MOST_AT_AN_END: usize = 3;

/// More quoted words are paired as the alignment has them, not one by one.
const MOST_WORDS: usize = 300;

impl<'a> Quoted<'a> {
    /// Finds the quoted words that two statements share.
    pub(super) fn new(a: &'a Prepared<'a>, b: &'a Prepared<'a>, alignment: &Alignment) -> Self {
        let (a, b) = (Side::new(a), Side::new(b));
        let small = a.words.len().max(b.words.len()) <= MOST_WORDS;
        let pairs = if small { longest_common(&a, &b) } else { aligned(&a, &b, alignment) };
        Quoted { a, b, pairs }
    }

    /// Classifies what became of the words.
    pub(super) fn classify(&self) -> Wording {
        let (Some(first), Some(last)) = (self.pairs.first(), self.pairs.last()) else {
            return Wording::NotApplicable;
        };
        let tells = |&(place, _): &(usize, usize)| self.a.word(place).is_content();
        if !self.pairs.iter().any(tells) {
            return Wording::NotApplicable;
        }
        if !self.alterations().is_empty() {
            return Wording::Altered;
        }
        let whole = *first == (0, 0)
            && last.0 + 1 == self.a.words.len()
            && last.1 + 1 == self.b.words.len()
            && self.pairs.len() == self.a.words.len()
            && self.pairs.len() == self.b.words.len();
        let joined = self.pairs.windows(2).all(|two| self.a.is_open(two[1].0) == self.b.is_open(two[1].1));
        if whole && joined { Wording::Identical } else { Wording::Cut }
    }

    /// Every place where words inside the marks of both differ, trims and marked omissions aside.
    pub(super) fn alterations(&self) -> Vec<Alteration> {
        let mut found = Vec::new();
        for core in self.cores() {
            let pairs = &self.pairs[core.clone()];
            let (first, last) = (pairs[0], pairs[pairs.len() - 1]);
            let share = |from: usize, to: usize| pairs.len() as f32 / (to - from + 1) as f32;
            let tells = pairs.iter().any(|&(place, _)| self.a.word(place).is_content());
            if pairs.len() < FEWEST_SAME
                || !tells
                || share(first.0, last.0).min(share(first.1, last.1)) < SHARE_SAME
            {
                continue;
            }
            found.extend(self.before(first));
            for (index, two) in pairs.windows(2).enumerate() {
                let (a, b) = (two[0].0 + 1..two[1].0, two[0].1 + 1..two[1].1);
                let differs = !a.is_empty() || !b.is_empty();
                if differs && self.stands_firm(&pairs[..=index], &pairs[index + 1..]) {
                    found.push(self.alteration(a, b));
                }
            }
            found.extend(self.behind(last));
        }
        found.retain(|altered| !self.is_stray_letter(altered));
        found
    }

    /// True for the "s" of a possessive whose apostrophe was set as an opening mark.
    fn is_stray_letter(&self, altered: &Alteration) -> bool {
        let texts = |side: &Side, words: &Range<usize>| -> Vec<String> {
            words.clone().map(|word| side.prepared.text_of(word).to_lowercase()).collect()
        };
        let (a, b) = (texts(&self.a, &altered.a), texts(&self.b, &altered.b));
        a.is_empty() && b == ["s"] || b.is_empty() && a == ["s"]
    }

    /// Stretches of pairs between which few words differ, and nothing shows that words were left out.
    fn cores(&self) -> Vec<Range<usize>> {
        let mut cores = Vec::new();
        let mut start = 0;
        for (index, two) in self.pairs.windows(2).enumerate() {
            let parts = |side: &Side, from: usize, to: usize| {
                to - from > MOST_ALTERED + 1 || (from + 1..=to).any(|place| side.is_open(place))
            };
            if parts(&self.a, two[0].0, two[1].0) || parts(&self.b, two[0].1, two[1].1) {
                cores.push(start..index + 1);
                start = index + 1;
            }
        }
        if !self.pairs.is_empty() {
            cores.push(start..self.pairs.len());
        }
        cores
    }

    /// True when enough words in a row are the same on both sides of a place, or all to the end of both.
    fn stands_firm(&self, before: &[(usize, usize)], behind: &[(usize, usize)]) -> bool {
        const IN_A_ROW: usize = 2;
        let follows = |two: &&[(usize, usize)]| two[0].0 + 1 == two[1].0 && two[0].1 + 1 == two[1].1;
        let row_before = 1 + before.windows(2).rev().take_while(follows).count();
        let row_behind = 1 + behind.windows(2).take_while(follows).count();
        let at_start = before[0] == (0, 0) && row_before == before.len();
        let ends = (self.a.words.len() - 1, self.b.words.len() - 1);
        let at_end = behind[behind.len() - 1] == ends && row_behind == behind.len();
        (row_before >= IN_A_ROW || at_start) && (row_behind >= IN_A_ROW || at_end)
    }

    /// What differs between the opening marks of both and their first common word.
    fn before(&self, first: (usize, usize)) -> Option<Alteration> {
        let (a, b) = (self.a.behind_opening(first.0)?, self.b.behind_opening(first.1)?);
        Some(self.alteration(a, b))
    }

    /// What differs between the last common word and the ends of both quotations.
    fn behind(&self, last: (usize, usize)) -> Option<Alteration> {
        let (a, b) = (self.a.to_end(last.0)?, self.b.to_end(last.1)?);
        Some(self.alteration(a, b))
    }

    /// From places in the lists to words of the statements.
    fn alteration(&self, a: Range<usize>, b: Range<usize>) -> Alteration {
        Alteration { a: self.a.range(a), b: self.b.range(b) }
    }
}

impl<'a> Side<'a> {
    fn new(prepared: &'a Prepared<'a>) -> Self {
        let is_quoted = |word: &Word| word.marks.quoted && !word.marks.bracketed;
        let words = (0..prepared.words.len()).filter(|&word| is_quoted(&prepared.words[word])).collect();
        Side { prepared, words }
    }

    fn word(&self, place: usize) -> &Word {
        &self.prepared.words[self.words[place]]
    }

    /// True when a mark, an ellipsis or a bracket before a word shows that something may be missing.
    fn is_open(&self, place: usize) -> bool {
        let word = self.words[place];
        let marks = &self.prepared.words[word].marks;
        let bracket = word.checked_sub(1).is_some_and(|before| self.prepared.words[before].marks.bracketed);
        marks.opens || marks.after_gap || bracket
    }

    /// The few words from the opening mark to a word.
    fn behind_opening(&self, place: usize) -> Option<Range<usize>> {
        let start = (place.saturating_sub(MOST_AT_AN_END)..place).rev().find(|&start| self.is_open(start))?;
        let unbroken = (start + 1..=place).all(|at| !self.is_open(at));
        (unbroken && self.word(start).marks.opens).then_some(start..place)
    }

    /// The few words behind a word up to a break or the end of the quotation.
    fn to_end(&self, place: usize) -> Option<Range<usize>> {
        let ends = |at: usize| {
            at >= self.words.len()
                || self.word(at).marks.opens
                || self.words[at] != self.words[at - 1] + 1 && !self.is_open(at)
        };
        let end = (place + 1..=place + 1 + MOST_AT_AN_END).find(|&at| ends(at))?;
        let unbroken = (place + 1..end).all(|at| !self.word(at).marks.after_break && !self.is_open(at));
        (end > place + 1 && unbroken).then_some(place + 1..end)
    }

    /// The words at some places of the list; where there are none, the place before the next word.
    fn range(&self, places: Range<usize>) -> Range<usize> {
        let word = |place: usize| self.words.get(place).copied().unwrap_or(self.prepared.words.len());
        let start = word(places.start);
        if places.is_empty() { start..start } else { start..word(places.end - 1) + 1 }
    }
}

/// True for one word, whatever its case, and for one number or date, however it is written.
fn is_same(a: &Side, place_a: usize, b: &Side, place_b: usize) -> bool {
    let (one, other) = (a.word(place_a), b.word(place_b));
    match (&one.value, &other.value) {
        (Some(one), Some(other)) => {
            let text = |side: &Side, place: usize| side.prepared.text_of(side.words[place]).to_lowercase();
            value_agreement(one, other) == Agreement::Agrees || text(a, place_a) == text(b, place_b)
        }
        (None, None) => one.form == other.form,
        _ => false,
    }
}

/// The longest common subsequence of two lists of words.
fn longest_common(a: &Side, b: &Side) -> Vec<(usize, usize)> {
    let (rows, columns) = (a.words.len(), b.words.len());
    let at = |row: usize, column: usize| row * (columns + 1) + column;
    let mut lengths = vec![0_u16; (rows + 1) * (columns + 1)];
    for row in (0..rows).rev() {
        for column in (0..columns).rev() {
            lengths[at(row, column)] = if is_same(a, row, b, column) {
                lengths[at(row + 1, column + 1)] + 1
            } else {
                lengths[at(row + 1, column)].max(lengths[at(row, column + 1)])
            };
        }
    }
    let mut pairs = Vec::new();
    let (mut row, mut column) = (0, 0);
    while row < rows && column < columns {
        if is_same(a, row, b, column) {
            pairs.push((row, column));
            row += 1;
            column += 1;
        } else if lengths[at(row + 1, column)] >= lengths[at(row, column + 1)] {
            row += 1;
        } else {
            column += 1;
        }
    }
    pairs
}

/// The quoted words that the alignment pairs, in the order of both.
fn aligned(a: &Side, b: &Side, alignment: &Alignment) -> Vec<(usize, usize)> {
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (place_a, &word) in a.words.iter().enumerate() {
        let Some(answer) = alignment.answer_of_a(word) else { continue };
        let Ok(place_b) = b.words.binary_search(&answer) else { continue };
        if is_same(a, place_a, b, place_b) && pairs.last().is_none_or(|(_, last)| *last < place_b) {
            pairs.push((place_a, place_b));
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::{Statement, align};

    #[track_caller]
    fn check(first: &str, second: &str, expected: Wording) {
        let told = |text| Prepared::new(&Statement { text, ..Statement::default() });
        let (a, b) = (told(first), told(second));
        assert_eq!(Quoted::new(&a, &b, &align(&a, &b)).classify(), expected);
    }

    #[test]
    fn marks_and_case_do_not_matter() {
        check("“The harbour is safe for now,”", "\"the harbour is safe for now.\"", Wording::Identical);
        check(
            "she called the harbour ''safe for now''",
            "the harbour was “safe for now”",
            Wording::Identical,
        );
    }

    #[test]
    fn parts_are_cuts() {
        check("“The harbour is safe for now, I think,”", "“The harbour is safe for now”", Wording::Cut);
        check("“The harbour is safe and quiet for now”", "“The harbour is safe ... for now”", Wording::Cut);
        check(
            "“The harbour is safe,” “for now at least.”",
            "“The harbour is safe for now at least.”",
            Wording::Cut,
        );
        check("“The harbour is safe for now”", "“[It] is safe for now”", Wording::Cut);
    }

    #[test]
    fn other_words_are_alterations() {
        check("“The harbour is safe for now”", "“The harbour was safe for now”", Wording::Altered);
        check("“The harbour is safe and quiet for now”", "“The harbour is quiet for now”", Wording::Altered);
        check("“The harbour will open by 12 March”", "“The harbour will open by 21 March”", Wording::Altered);
    }

    #[test]
    fn small_words_and_ends_count_as_well() {
        check(
            "“The ferry took every last lorry across”",
            "“The ferry took the last lorry across”",
            Wording::Altered,
        );
        check("“They got an old harbour for it”", "“They have an old harbour for it”", Wording::Altered);
        check("“They keep none of the old boats.”", "“They keep none of the old nets.”", Wording::Altered);
        check("“And I think we need the old harbour”", "“We need the old harbour”", Wording::Cut);
    }

    #[test]
    fn contractions_and_numbers_are_the_same_words() {
        check("“They’re sure of an old harbour.”", "“They are sure of an old harbour.”", Wording::Identical);
        check("“We want twelve boats by noon”", "“We want 12 boats by noon”", Wording::Identical);
    }

    #[test]
    fn quotations_that_part_are_no_alteration() {
        check(
            "“We will build a wall, and it is so simple,”",
            "“We will build a wall around it before anybody knows how,”",
            Wording::Cut,
        );
    }

    #[test]
    fn without_marks_there_is_no_wording() {
        check("“The harbour is safe for now”", "the harbour is safe for now", Wording::NotApplicable);
    }
}
