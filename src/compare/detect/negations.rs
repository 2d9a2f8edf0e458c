//! Affirmed on one side, denied on the other.

use std::ops::Range;

use crate::align::{Match, Pair, Prepared, Sameness, Word, polarity};
use crate::compare::candidate::{Candidate, Comparing, STANCES};
use crate::compare::finding::FindingKind;

use super::measures::yes;

/// Opposite cues tell of one thing when this share of one content stands in the other.
const MOSTLY_TOLD: f32 = 0.6;

/// Words that are negated on one side only.
pub(super) fn negations(comparing: &Comparing, found: &mut Vec<Candidate>) {
    let Comparing { a, b, alignment, .. } = comparing;
    let mut seen: Vec<(Option<usize>, Option<usize>)> = Vec::new();
    let negators = |side: &Prepared, reach: &Range<usize>| {
        reach.clone().filter(|word| polarity::is_plain_negation(side, *word)).count()
    };
    let counts = (negators(a, &comparing.reach_a), negators(b, &comparing.reach_b));
    let wide = (negators(a, &comparing.sentences_a()), negators(b, &comparing.sentences_b()));
    let agreed = agreed_negations(comparing);
    // Words of meaning tell more surely than small ones which word a negation turns.
    let (small, meaning): (Vec<&Pair>, Vec<&Pair>) =
        alignment.pairs.iter().partition(|pair| a.words[pair.a].marks.function);
    for pair in meaning.into_iter().chain(small) {
        if !comparing.reach_a.contains(&pair.a) || !comparing.reach_b.contains(&pair.b) {
            continue;
        }
        let (in_a, in_b) = (polarity::negated(a, pair.a), polarity::negated(b, pair.b));
        // "did not reject the bid" and "accepted the bid" say the same.
        let turned = (pair.how == Match::Opposite) != opposite_before(comparing, pair, (in_a.by, in_b.by));
        if (in_a.count % 2 != in_b.count % 2) == turned || in_a.count + in_b.count == 0 {
            continue;
        }
        let by = (in_a.by.filter(|_| in_a.count % 2 == 1), in_b.by.filter(|_| in_b.count % 2 == 1));
        let known = seen
            .iter()
            .any(|(one, other)| one.is_some() && *one == by.0 || other.is_some() && *other == by.1);
        let told_by_both = by.0.is_some_and(|word| agreed.0.contains(&word))
            || by.1.is_some_and(|word| agreed.1.contains(&word));
        let untold = untold_between(comparing, by, pair);
        // "not an easy year for the town" denies nothing of the town.
        let beside = untold > 0.0 && anchor_weight(&a.words[pair.a]) < 0.0;
        if known || told_by_both || beside || cut_away(comparing, pair, by) {
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
            word.is_some_and(|word| polarity::is_plain_negation(side, word))
        };
        // Each side says "not" as often as the other, though of other words.
        let is_plain = plain(a, by.0) || plain(b, by.1);
        if is_plain && wide.0 == wide.1 {
            continue;
        }
        let run = |by: Option<usize>, word: usize| by.unwrap_or(word)..word + 1;
        found.push(Candidate {
            kind: FindingKind::Negation,
            a: run(by.0, pair.a),
            b: run(by.1, pair.b),
            signals: [
                yes(answered),
                distance as f32,
                yes(is_plain),
                counts.0.abs_diff(counts.1) as f32,
                pair.how.strength(),
                (counts.0 + counts.1) as f32,
                untold,
                anchor_weight(&a.words[pair.a]),
            ],
        });
    }
    stray_negations(comparing, found, counts);
}

/// True where an opposite stands between a negation and the word that it reaches, and its answer before the
/// word on the other side.
fn opposite_before(comparing: &Comparing, pair: &Pair, by: (Option<usize>, Option<usize>)) -> bool {
    let between =
        |by: Option<usize>, word: usize, opposite: usize| by.is_some_and(|by| (by..word).contains(&opposite));
    let opposites = comparing.alignment.pairs.iter().filter(|other| other.how == Match::Opposite);
    let turning = opposites
        .filter(|other| other.a < pair.a && other.b < pair.b)
        .filter(|other| between(by.0, pair.a, other.a) || between(by.1, pair.b, other.b));
    turning.count() % 2 == 1
}

/// Negations that turn one word on both sides: what else they reach is denied on both sides too.
fn agreed_negations(comparing: &Comparing) -> (Vec<usize>, Vec<usize>) {
    let Comparing { a, b, alignment, .. } = comparing;
    let turned = alignment.pairs.iter().filter_map(|pair| {
        let is_negation = |side: &Prepared, word: usize| polarity::is_negation(&side.words[word]);
        if is_negation(a, pair.a) && is_negation(b, pair.b) {
            return Some((pair.a, pair.b));
        }
        let (in_a, in_b) = (polarity::negated(a, pair.a), polarity::negated(b, pair.b));
        let both = in_a.count % 2 == 1 && in_b.count % 2 == 1;
        let turns_one = both && a.words[pair.a].is_content() && pair.how != Match::Opposite;
        turns_one.then_some((in_a.by?, in_b.by?))
    });
    turned.unzip()
}

/// The weight of the words between a negation and the word that it turns that the other side does not
/// tell: then it may turn only those.
fn untold_between(comparing: &Comparing, by: (Option<usize>, Option<usize>), pair: &Pair) -> f32 {
    let Comparing { a, b, alignment, .. } = comparing;
    let weight = |side: &Prepared, words: Range<usize>, answered: &dyn Fn(usize) -> bool| {
        let untold = words.filter(|word| side.words[*word].is_content() && !answered(*word));
        untold.map(|word| side.words[word].weight).sum::<f32>()
    };
    let in_a =
        by.0.map_or(0.0, |word| weight(a, word + 1..pair.a, &|word| alignment.answer_of_a(word).is_some()));
    let in_b =
        by.1.map_or(0.0, |word| weight(b, word + 1..pair.b, &|word| alignment.answer_of_b(word).is_some()));
    in_a.max(in_b)
}

/// How much the negated word tells; below zero for a name or a number, which is seldom what is negated.
fn anchor_weight(word: &Word) -> f32 {
    match word {
        _ if word.marks.function => 0.0,
        _ if word.is_name() || word.value.is_some() => -word.weight,
        _ => word.weight,
    }
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
            words.clone().find(|word| {
                polarity::is_negation(&side.words[*word]) && !is_cancelled(comparing, side, *word)
            })
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
                0.0,
                0.0,
            ],
        });
    }
}

/// True where a word that turns what follows, or the opposite of what the other side says, stands right
/// behind a negation: "never stopped", "not unsafe".
fn is_cancelled(comparing: &Comparing, side: &Prepared, negation: usize) -> bool {
    let first = std::ptr::eq(side, comparing.a);
    let is_opposite = |word: usize| {
        let here = |pair: &&Pair| if first { pair.a == word } else { pair.b == word };
        comparing.alignment.pairs.iter().find(here).is_some_and(|pair| pair.how == Match::Opposite)
    };
    let near = (negation + 1..side.words.len()).take(2);
    near.clone().any(|word| polarity::turns(side, word) || is_opposite(word))
}

/// Cues on opposite sides: "supports" here, "condemned" there.
pub(super) fn stances(comparing: &Comparing, found: &mut Vec<Candidate>) {
    let Comparing { a, b, alignment, .. } = comparing;
    let of_one_thing = alignment.containment_a.max(alignment.containment_b) >= MOSTLY_TOLD;
    if of_one_thing && alignment.stance_a.opposes(alignment.stance_b) {
        found.push(Candidate {
            kind: FindingKind::Negation,
            a: comparing.reach_a.clone(),
            b: comparing.reach_b.clone(),
            signals: [
                STANCES,
                alignment.containment_a.min(alignment.containment_b),
                alignment.containment_a.max(alignment.containment_b),
                yes(a.sameness(b) == Sameness::Different),
                yes(a.stance.opposes(b.stance)),
                0.0,
                0.0,
                0.0,
            ],
        });
    }
}
