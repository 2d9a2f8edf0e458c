//! One side is surer than the other.

use std::ops::Range;

use crate::align::{Prepared, polarity};
use crate::compare::candidate::{Candidate, Comparing};
use crate::compare::finding::FindingKind;

use super::measures::{away, yes};

/// Words that make one side less sure, or surer, than the other.
pub(super) fn hedges(comparing: &Comparing, found: &mut Vec<Candidate>) {
    let Comparing { a, b, alignment, .. } = comparing;
    let hedged = |side: &Prepared, reach: &Range<usize>| -> [usize; 7] {
        let mut counts = [0; 7];
        for hedge in reach.clone().filter_map(|word| polarity::hedge(&side.words[word])) {
            counts[hedge as usize] += 1;
        }
        counts
    };
    // A hedge before the first common words stands outside of the window.
    let (wide_a, wide_b) = (comparing.sentences_a(), comparing.sentences_b());
    let (counts_a, counts_b) = (hedged(a, &wide_a), hedged(b, &wide_b));
    let alone_a = wide_a.filter(|word| alignment.answer_of_a(*word).is_none());
    let alone_b = wide_b.filter(|word| alignment.answer_of_b(*word).is_none());
    let mut seen = [false; 7];
    for (side, words, own, other, first) in [
        (a, alone_a.collect::<Vec<_>>(), counts_a, counts_b, true),
        (b, alone_b.collect::<Vec<_>>(), counts_b, counts_a, false),
    ] {
        for word in words {
            let Some(hedge) = polarity::hedge(&side.words[word]) else { continue };
            if seen[hedge as usize] || own[hedge as usize] <= other[hedge as usize] {
                continue;
            }
            seen[hedge as usize] = true;
            let answer_near = |step: usize| {
                if first { alignment.answer_of_a(word + step) } else { alignment.answer_of_b(word + step) }
            };
            let near = (1..=4).find_map(answer_near);
            let place = near.map_or(0..0, |word| word..word + 1);
            let (run_a, run_b) = if first { (word..word + 1, place) } else { (place, word..word + 1) };
            let others: usize = other[..5].iter().sum();
            let owns: usize = own[..5].iter().sum();
            found.push(Candidate {
                kind: FindingKind::Certainty,
                a: run_a,
                b: run_b,
                signals: [
                    hedge as u8 as f32,
                    owns as f32,
                    others as f32,
                    yes(near.is_some()),
                    other[6] as f32,
                    own[6] as f32,
                    away(if first { &alignment.window_a } else { &alignment.window_b }, word),
                    0.0,
                ],
            });
        }
    }
}
