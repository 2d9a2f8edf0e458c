//! Other names in one place, and names that have changed places.

use std::ops::Range;

use crate::align::{Prepared, nearest, place_in_other};
use crate::compare::candidate::{Candidate, Comparing};
use crate::compare::finding::FindingKind;
use crate::speaker::first_names_agree;

use super::measures::{MOST_RIVALS, yes};

/// Runs of names without an answer, in one place; and names that have changed places.
pub(super) fn names(comparing: &Comparing, found: &mut Vec<Candidate>) {
    let Comparing { a, b, .. } = comparing;
    let in_a = runs(comparing.alone_in_a().filter(|word| a.words[*word].is_name()));
    let in_b = runs(comparing.alone_in_b().filter(|word| b.words[*word].is_name()));
    for run_a in &in_a {
        let here = place_in_other(run_a.start, a.words.len(), b.words.len());
        let best = nearest(&in_b, here, MOST_RIVALS, |run_b| run_b.start)
            .iter()
            .map(|run_b| {
                (
                    comparing
                        .affinity(run_a.start, run_b.start)
                        .max(comparing.affinity(run_a.end - 1, run_b.end - 1)),
                    run_b,
                )
            })
            .max_by(|one, other| one.0.total_cmp(&other.0).then(other.1.start.cmp(&one.1.start)));
        let Some((affinity, run_b)) = best else { continue };
        let written = |side: &Prepared, word: usize| side.text_of(word).to_lowercase();
        if first_names_agree(&written(a, run_a.start), &written(b, run_b.start)) {
            continue;
        }
        let weight = |side: &Prepared, run: &Range<usize>| {
            run.clone().map(|word| side.words[word].weight).fold(0.0, f32::max)
        };
        let opposed = comparing.gaps.iter().any(|gap| {
            gap.a.start <= run_a.start
                && run_a.end <= gap.a.end
                && gap.b.start <= run_b.start
                && run_b.end <= gap.b.end
        });
        found.push(Candidate {
            kind: FindingKind::Agent,
            a: run_a.clone(),
            b: run_b.clone(),
            signals: [
                affinity,
                weight(a, run_a),
                weight(b, run_b),
                yes(opposed),
                in_a.len() as f32,
                in_b.len() as f32,
                0.0,
                0.0,
            ],
        });
    }
    swapped_names(comparing, found);
}

fn runs(words: impl Iterator<Item = usize>) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for word in words {
        match runs.last_mut() {
            Some(run) if run.end == word => run.end = word + 1,
            _ => runs.push(word..word + 1),
        }
    }
    runs
}

/// "Norum sued Velde" against "Velde sued Norum".
fn swapped_names(comparing: &Comparing, found: &mut Vec<Candidate>) {
    let Comparing { a, b, alignment, .. } = comparing;
    let named: Vec<_> = alignment
        .pairs
        .iter()
        .filter(|pair| {
            a.words[pair.a].marks.capital && b.words[pair.b].marks.capital && a.words[pair.a].is_content()
        })
        .collect();
    for (place, first) in named.iter().enumerate() {
        for second in named[place + 1..].iter().take_while(|second| second.a - first.a < 12) {
            let crossed = first.a + 1 < second.a && second.b + 1 < first.b && first.b - second.b < 12;
            if !crossed {
                continue;
            }
            // Between them stands a word that both sides have: what the one does to the other.
            let behind = alignment.pairs.partition_point(|pair| pair.a <= first.a);
            let between = alignment.pairs[behind..]
                .iter()
                .take_while(|pair| pair.a < second.a)
                .find(|pair| second.b < pair.b && pair.b < first.b && a.words[pair.a].is_content());
            let Some(between) = between else { continue };
            let passive = |side: &Prepared, words: Range<usize>| {
                words.clone().any(|word| side.text_of(word).eq_ignore_ascii_case("by"))
            };
            let (passive_a, passive_b) = (passive(a, first.a..second.a), passive(b, second.b..first.b));
            found.push(Candidate {
                kind: FindingKind::Agent,
                a: first.a..second.a + 1,
                b: second.b..first.b + 1,
                signals: [
                    -1.0,
                    yes(passive_a != passive_b),
                    between.how.strength(),
                    (second.a - first.a) as f32,
                    (first.b - second.b) as f32,
                    0.0,
                    0.0,
                    0.0,
                ],
            });
            return;
        }
    }
}

/// Two words of meaning that stand in each other's place: "the clerk thanked the guard".
pub(super) fn swapped_words(comparing: &Comparing, found: &mut Vec<Candidate>) {
    let Comparing { a, alignment, .. } = comparing;
    let content: Vec<_> = alignment
        .pairs
        .iter()
        .filter(|pair| {
            a.words[pair.a].is_content()
                && comparing.reach_a.contains(&pair.a)
                && comparing.reach_b.contains(&pair.b)
        })
        .collect();
    for (place, first) in content.iter().enumerate() {
        let near = content[place + 1..].iter().take_while(|second| second.a - first.a < 20);
        for second in near.filter(|second| second.b < first.b) {
            let (own, other) = (comparing.affinity(first.a, second.b), comparing.affinity(second.a, first.b));
            let (stay, stay_other) =
                (comparing.affinity(first.a, first.b), comparing.affinity(second.a, second.b));
            let both_names = a.words[first.a].is_name() && a.words[second.a].is_name();
            // With as many words between them on both sides there is no passive that turns them.
            let between = second.a - first.a;
            let near = both_names && between <= 4 && first.b - second.b == between;
            if near || own.min(other) > 0.8 && own + other > stay + stay_other {
                found.push(Candidate {
                    kind: FindingKind::Agent,
                    a: first.a..second.a + 1,
                    b: second.b..first.b + 1,
                    signals: [-2.0, own, other, stay, stay_other, yes(near), 0.0, 0.0],
                });
                return;
            }
        }
    }
}
