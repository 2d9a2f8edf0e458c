//! Affirmed on one side, denied on the other.

use std::ops::Range;

use crate::align::{Match, Pair, Prepared, Sameness, polarity};
use crate::compare::FindingKind;
use crate::compare::candidate::{Candidate, Comparing};

use super::{STANCES, yes};

/// Words that are negated on one side only.
pub(super) fn negations(comparing: &Comparing, found: &mut Vec<Candidate>) {
    let Comparing { a, b, alignment, .. } = comparing;
    let mut seen: Vec<(Option<usize>, Option<usize>)> = Vec::new();
    let negators = |side: &Prepared, reach: &Range<usize>| {
        reach.clone().filter(|word| polarity::is_negation(&side.words[*word])).count()
    };
    let counts = (negators(a, &comparing.reach_a), negators(b, &comparing.reach_b));
    // Words of meaning tell more surely than small ones which word a negation turns.
    let (small, meaning): (Vec<&Pair>, Vec<&Pair>) =
        alignment.pairs.iter().partition(|pair| a.words[pair.a].marks.function);
    for pair in meaning.into_iter().chain(small) {
        if !comparing.reach_a.contains(&pair.a) || !comparing.reach_b.contains(&pair.b) {
            continue;
        }
        let (in_a, in_b) = (polarity::negated(a, pair.a), polarity::negated(b, pair.b));
        let turned = pair.how == Match::Opposite;
        if (in_a.count % 2 != in_b.count % 2) == turned || in_a.count + in_b.count == 0 {
            continue;
        }
        let by = (in_a.by.filter(|_| in_a.count % 2 == 1), in_b.by.filter(|_| in_b.count % 2 == 1));
        let known = seen
            .iter()
            .any(|(one, other)| one.is_some() && *one == by.0 || other.is_some() && *other == by.1);
        if known || cut_away(comparing, pair, by) {
            continue;
        }
        seen.push(by);
        let answered = by.0.is_some_and(|word| alignment.answer_of_a(word).is_some())
            || by.1.is_some_and(|word| alignment.answer_of_b(word).is_some());
        let distance = by.0.map_or(0, |word| pair.a - word).max(by.1.map_or(0, |word| pair.b - word));
        // A negation that both have, far from the word, turns something else.
        let far = distance > 2;
        if answered && far || a.words[pair.a].marks.function && (answered || far) {
            continue;
        }
        let plain = |side: &Prepared, word: Option<usize>| {
            word.is_some_and(|word| polarity::is_negation(&side.words[word]))
        };
        let run = |by: Option<usize>, word: usize| by.unwrap_or(word)..word + 1;
        found.push(Candidate {
            kind: FindingKind::Negation,
            a: run(by.0, pair.a),
            b: run(by.1, pair.b),
            signals: [
                yes(answered),
                distance as f32,
                yes(plain(a, by.0) || plain(b, by.1)),
                counts.0.abs_diff(counts.1) as f32,
                pair.how.strength(),
                (counts.0 + counts.1) as f32,
            ],
        });
    }
    stray_negations(comparing, found, counts);
}

/// True when the other side begins only behind the negation: then it was cut, not turned.
fn cut_away(comparing: &Comparing, pair: &Pair, by: (Option<usize>, Option<usize>)) -> bool {
    let alignment = comparing.alignment;
    let before_a = by.0.is_some_and(|word| word < alignment.window_a.start) && pair.b <= 1;
    let before_b = by.1.is_some_and(|word| word < alignment.window_b.start) && pair.a <= 1;
    before_a || before_b
}

/// Negations without an answer, where no common word is negated on one side only.
fn stray_negations(comparing: &Comparing, found: &mut Vec<Candidate>, counts: (usize, usize)) {
    if counts.0 % 2 == counts.1 % 2 || found.iter().any(|candidate| candidate.kind == FindingKind::Negation) {
        return;
    }
    for gap in &comparing.gaps {
        let negator = |side: &Prepared, words: &Range<usize>| {
            words.clone().find(|word| polarity::is_negation(&side.words[*word]))
        };
        let (in_a, in_b) = (negator(comparing.a, &gap.a), negator(comparing.b, &gap.b));
        if in_a.is_some() == in_b.is_some() {
            continue;
        }
        let meaning = |side: &Prepared, words: &Range<usize>| {
            words
                .clone()
                .map(|word| &side.words[word])
                .filter(|word| word.is_content())
                .map(|word| word.weight)
                .sum::<f32>()
        };
        found.push(Candidate {
            kind: FindingKind::Negation,
            a: gap.a.clone(),
            b: gap.b.clone(),
            signals: [
                -1.0,
                gap.a.len().max(gap.b.len()) as f32,
                1.0,
                counts.0.abs_diff(counts.1) as f32,
                meaning(comparing.a, &gap.a).min(meaning(comparing.b, &gap.b)),
                meaning(comparing.a, &gap.a).max(meaning(comparing.b, &gap.b)),
            ],
        });
    }
}

/// Cues on opposite sides: "supports" here, "condemned" there.
pub(super) fn stances(comparing: &Comparing, found: &mut Vec<Candidate>) {
    let (a, b) = (comparing.a, comparing.b);
    if a.stance.opposes(b.stance) {
        found.push(Candidate {
            kind: FindingKind::Negation,
            a: comparing.reach_a.clone(),
            b: comparing.reach_b.clone(),
            signals: [STANCES, 0.0, 0.0, yes(a.sameness(b) == Sameness::Different), 0.0, 0.0],
        });
    }
}
