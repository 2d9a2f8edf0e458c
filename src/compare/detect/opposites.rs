//! Words that mean the opposite, in one place.

use crate::align::{Match, polarity};
use crate::compare::candidate::{Candidate, Comparing};
use crate::compare::finding::FindingKind;

use super::measures::{away, yes};

/// Words that mean the opposite, in one place.
pub(super) fn opposites(comparing: &Comparing, found: &mut Vec<Candidate>) {
    let Comparing { a, b, alignment, .. } = comparing;
    for pair in alignment.pairs.iter().filter(|pair| pair.how == Match::Opposite) {
        if !comparing.sentences_a().contains(&pair.a) || !comparing.sentences_b().contains(&pair.b) {
            continue;
        }
        let (in_a, in_b) = (polarity::negated(a, pair.a), polarity::negated(b, pair.b));
        if in_a.count % 2 != in_b.count % 2 {
            continue;
        }
        found.push(Candidate {
            kind: FindingKind::Antonym,
            a: pair.a..pair.a + 1,
            b: pair.b..pair.b + 1,
            signals: [
                comparing.affinity(pair.a, pair.b),
                a.words[pair.a].weight,
                b.words[pair.b].weight,
                yes(comparing.gaps.iter().any(|gap| gap.a.end == pair.a || gap.a.start == pair.a + 1)),
                yes(a.words[pair.a].marks.capital && b.words[pair.b].marks.capital),
                in_a.count as f32,
                away(&alignment.window_a, pair.a).min(away(&alignment.window_b, pair.b)),
                away(&alignment.window_a, pair.a).max(away(&alignment.window_b, pair.b)),
            ],
        });
    }
}
