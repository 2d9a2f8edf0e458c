//! What became of the words in quotation marks on their way from one telling to the other.

use crate::align::{Alignment, Prepared};

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

/// Classifies the quoted words that the two statements share.
pub(super) fn classify(a: &Prepared, b: &Prepared, alignment: &Alignment) -> Wording {
    if !alignment.relation.is_same() {
        return Wording::NotApplicable;
    }
    let (quoted_a, quoted_b) = (quoted(a), quoted(b));
    let pairs = common(a, b, alignment, &quoted_a, &quoted_b);
    let (Some(first), Some(last)) = (pairs.first(), pairs.last()) else { return Wording::NotApplicable };
    if !pairs.iter().any(|(place, _)| a.words[quoted_a[*place]].is_content()) {
        return Wording::NotApplicable;
    }
    let joints = pairs.windows(2).map(|two| {
        let left_a = &quoted_a[two[0].0 + 1..two[1].0];
        let left_b = &quoted_b[two[0].1 + 1..two[1].1];
        joint(
            &Half { side: a, left: left_a, next: quoted_a[two[1].0] },
            &Half { side: b, left: left_b, next: quoted_b[two[1].1] },
        )
    });
    let joints: Vec<Wording> = joints.collect();
    let ends_differ = go_on_differently(a, &quoted_a[last.0 + 1..], b, &quoted_b[last.1 + 1..]);
    if joints.contains(&Wording::Altered) || ends_differ {
        return Wording::Altered;
    }
    let whole = first.0 == 0 && first.1 == 0 && last.0 + 1 == quoted_a.len() && last.1 + 1 == quoted_b.len();
    if whole && !joints.contains(&Wording::Cut) { Wording::Identical } else { Wording::Cut }
}

/// The words inside marks, without what the reporter put in brackets.
fn quoted(side: &Prepared) -> Vec<usize> {
    (0..side.words.len())
        .filter(|word| side.words[*word].marks.quoted && !side.words[*word].marks.bracketed)
        .collect()
}

/// Places in the two lists of quoted words that hold the same word, in the order of both.
fn common(
    a: &Prepared,
    b: &Prepared,
    alignment: &Alignment,
    quoted_a: &[usize],
    quoted_b: &[usize],
) -> Vec<(usize, usize)> {
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (place_a, &word) in quoted_a.iter().enumerate() {
        let Some(answer) = alignment.answer_of_a(word) else { continue };
        let Ok(place_b) = quoted_b.binary_search(&answer) else { continue };
        let (one, other) = (&a.words[word], &b.words[answer]);
        let same = one.form == other.form
            && (one.value.is_none() || a.text_of(word).eq_ignore_ascii_case(b.text_of(answer)));
        if same && pairs.last().is_none_or(|(_, last)| *last < place_b) {
            pairs.push((place_a, place_b));
        }
    }
    pairs
}

/// True when both quotations go on after their last common word, and neither shows a gap there: one
/// of them has other words in the same place.
fn go_on_differently(a: &Prepared, rest_a: &[usize], b: &Prepared, rest_b: &[usize]) -> bool {
    let goes_on = |side: &Prepared, rest: &[usize]| {
        rest.first().is_some_and(|&next| {
            let marks = &side.words[next].marks;
            !marks.opens && !marks.after_gap && !marks.after_break
        })
    };
    goes_on(a, rest_a) && goes_on(b, rest_b)
}

/// What one side has between two common words, and the word behind it.
struct Half<'a> {
    side: &'a Prepared<'a>,
    left: &'a [usize],
    next: usize,
}

impl Half<'_> {
    /// True when a mark, an ellipsis or a bracket shows that something is missing here.
    fn is_open(&self) -> bool {
        let after = |word: usize| self.side.words[word].marks.opens || self.side.words[word].marks.after_gap;
        let bracket = self.next.checked_sub(1).is_some_and(|before| self.side.words[before].marks.bracketed);
        after(self.next) || bracket || self.left.iter().any(|word| after(*word))
    }
}

/// What became of the place between two common words.
fn joint(a: &Half, b: &Half) -> Wording {
    match (a.left.is_empty(), b.left.is_empty()) {
        (true, true) if a.is_open() == b.is_open() => Wording::Identical,
        (true, true) => Wording::Cut,
        (true, false) if a.is_open() => Wording::Cut,
        (false, true) if b.is_open() => Wording::Cut,
        // What one side puts between two quotations may stand in one of the other's.
        (false, false) if a.is_open() && b.is_open() => Wording::Cut,
        _ => Wording::Altered,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::{Statement, align};

    #[track_caller]
    fn check(first: &str, second: &str, expected: Wording) {
        let told = |text| Prepared::new(&Statement { text, ..Statement::default() });
        let (a, b) = (told(first), told(second));
        assert_eq!(classify(&a, &b, &align(&a, &b)), expected);
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
    fn without_marks_there_is_no_wording() {
        check("“The harbour is safe for now”", "the harbour is safe for now", Wording::NotApplicable);
    }
}
