//! Words inside the marks, and who is said to have spoken them.

use std::ops::Range;

use crate::align::{Match, Prepared, Sameness, Word, related};
use crate::compare::candidate::{Candidate, Comparing};
use crate::compare::finding::FindingKind;
use crate::compare::gaps::Gap;
use crate::compare::wording::{Alteration, Quoted};

use super::measures::yes;

/// True for a quoted word that is no number and no name: those have kinds of their own.
fn is_plain(word: &Word) -> bool {
    word.marks.quoted && !word.marks.bracketed && word.is_content() && word.value.is_none() && !word.is_name()
}

/// True where both sides of a gap have words of meaning inside the marks.
pub(super) fn lies_in_marks(comparing: &Comparing, gap: &Gap) -> bool {
    let any = |side: &Prepared, words: &Range<usize>| side.words[words.clone()].iter().any(is_plain);
    any(comparing.a, &gap.a) && any(comparing.b, &gap.b)
}

/// Words that differ inside the marks of both sides.
pub(super) fn wordings(comparing: &Comparing, found: &mut Vec<Candidate>) {
    let Comparing { a, b, alignment, .. } = comparing;
    for altered in Quoted::new(a, b, alignment).alterations() {
        let told = |side: &Prepared, words: &Range<usize>| -> (usize, f32) {
            let inside = side.words[words.clone()].iter().filter(|word| is_plain(word));
            inside.fold((0, 0.0), |(count, weight), word| (count + 1, weight + word.weight))
        };
        let ((count_a, weight_a), (count_b, weight_b)) = (told(a, &altered.a), told(b, &altered.b));
        found.push(Candidate {
            kind: FindingKind::Wording,
            signals: [
                weight_a.min(weight_b),
                weight_a.max(weight_b),
                count_a.max(count_b) as f32,
                comparing.affinity(altered.a.start, altered.b.start),
                yes(count_a > 0 && count_b > 0),
                altered.a.len().abs_diff(altered.b.len()) as f32,
                yes(is_light(comparing, &altered)),
                yes(is_another_word(comparing, &altered)),
            ],
            a: altered.a,
            b: altered.b,
        });
    }
}

/// True where one word of meaning stands for another of which it is no form, spelling or synonym.
fn is_another_word(comparing: &Comparing, altered: &Alteration) -> bool {
    /// Spellings of one word share more of their letters.
    const LIKE: f64 = 0.7;
    let Comparing { a, b, .. } = comparing;
    if altered.a.len() != 1 || altered.b.len() != 1 {
        return false;
    }
    let (word_a, word_b) = (altered.a.start, altered.b.start);
    let (one, other) = (a.text_of(word_a).to_lowercase(), b.text_of(word_b).to_lowercase());
    let plain = |text: &str| text.chars().all(char::is_alphabetic);
    is_plain(&a.words[word_a])
        && is_plain(&b.words[word_b])
        && plain(&one)
        && plain(&other)
        && related(a, word_a, b, word_b).is_none_or(|how| how == Match::Opposite)
        && strsim::jaro_winkler(&one, &other) < LIKE
}

/// Words that change nothing where they are put in or left out.
const WEIGHTLESS: [&str; 14] = [
    "actually",
    "certainly",
    "clearly",
    "course",
    "frankly",
    "indeed",
    "just",
    "of",
    "really",
    "simply",
    "so",
    "truly",
    "very",
    "well",
];

/// True where a word stands for another form or spelling of it or a synonym, or a word of no weight was
/// put in.
fn is_light(comparing: &Comparing, altered: &Alteration) -> bool {
    let Comparing { a, b, .. } = comparing;
    let weightless = |side: &Prepared, words: &Range<usize>| {
        let mut texts = words.clone().map(|word| side.text_of(word).to_lowercase());
        words.len() != 1 && texts.all(|text| WEIGHTLESS.binary_search(&text.as_str()).is_ok())
            || words.len() == 1
                && texts.all(|text| text != "of" && WEIGHTLESS.binary_search(&text.as_str()).is_ok())
    };
    match (altered.a.len(), altered.b.len()) {
        (0, _) => weightless(b, &altered.b),
        (_, 0) => weightless(a, &altered.a),
        (1, 1) => related(a, altered.a.start, b, altered.b.start)
            .is_some_and(|how| !matches!(how, Match::Opposite | Match::Related | Match::Person)),
        _ => false,
    }
}

/// The same words from another mouth. Where the paragraph of one account also names the other's
/// speaker, or whom an account means is a guess, the words may be theirs there too, and nothing is
/// said.
pub(super) fn speakers(comparing: &Comparing, found: &mut Vec<Candidate>) {
    let Comparing { a, b, alignment, .. } = comparing;
    let guessed = a.statement.speaker_is_guess || b.statement.speaker_is_guess;
    if guessed || a.sameness(b) != Sameness::Different || a.surroundings_name(b) || b.surroundings_name(a) {
        return;
    }
    let quoted = |pair: &&crate::align::Pair| {
        a.words[pair.a].marks.quoted && b.words[pair.b].marks.quoted && pair.how == Match::Same
    };
    let shared: f32 = alignment.pairs.iter().filter(quoted).map(|pair| a.words[pair.a].weight).sum();
    let all: f32 = alignment.pairs.iter().map(|pair| a.words[pair.a].weight * pair.how.strength()).sum();
    found.push(Candidate {
        kind: FindingKind::Speaker,
        a: comparing.reach_a.clone(),
        b: comparing.reach_b.clone(),
        signals: [
            shared,
            all,
            alignment.containment_a.max(alignment.containment_b),
            alignment.containment_a.min(alignment.containment_b),
            yes(a.stance == b.stance),
            alignment.pairs.len() as f32,
            0.0,
            0.0,
        ],
    });
}
