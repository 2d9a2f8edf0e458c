//! Words inside the marks, and who is said to have spoken them.

use std::ops::Range;

use crate::align::{Match, Prepared, Sameness, Word};
use crate::compare::FindingKind;
use crate::compare::candidate::{Candidate, Comparing};
use crate::compare::gaps::Gap;

use super::yes;

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
    let Comparing { a, b, .. } = comparing;
    for gap in &comparing.gaps {
        let quoted = |side: &Prepared, words: &Range<usize>| -> (usize, f32) {
            let inside = words.clone().map(|word| &side.words[word]).filter(|word| is_plain(word));
            inside.fold((0, 0.0), |(count, weight), word| (count + 1, weight + word.weight))
        };
        let ((count_a, weight_a), (count_b, weight_b)) = (quoted(a, &gap.a), quoted(b, &gap.b));
        if count_a == 0 || count_b == 0 {
            continue;
        }
        let cut = |side: &Prepared, words: &Range<usize>| {
            side.words[words.clone()].iter().any(|word| word.marks.after_gap)
        };
        found.push(Candidate {
            kind: FindingKind::Wording,
            a: gap.a.clone(),
            b: gap.b.clone(),
            signals: [
                weight_a.min(weight_b),
                weight_a.max(weight_b),
                count_a.max(count_b) as f32,
                comparing.affinity(gap.a.start, gap.b.start),
                yes(cut(a, &gap.a) || cut(b, &gap.b)),
                gap.a.len().abs_diff(gap.b.len()) as f32,
                0.0,
                0.0,
            ],
        });
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
