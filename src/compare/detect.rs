//! Looks for differences of every kind where two statements answer each other.
//!
//! A detector is generous; what it finds is judged afterwards. Each says in
//! [`Candidate::signals`] what it measured.

use std::ops::Range;

use crate::align::quantity::Agreement;
use crate::align::{Match, Prepared, Sameness, Value, polarity, value_agreement};

use super::FindingKind;
use super::candidate::{Candidate, Comparing};

/// All differences that may be conflicts.
pub(super) fn detect(comparing: &Comparing) -> Vec<Candidate> {
    let mut found = Vec::new();
    negations(comparing, &mut found);
    stances(comparing, &mut found);
    opposites(comparing, &mut found);
    values(comparing, &mut found);
    names(comparing, &mut found);
    hedges(comparing, &mut found);
    wordings(comparing, &mut found);
    speakers(comparing, &mut found);
    found
}

fn yes(holds: bool) -> f32 {
    f32::from(u8::from(holds))
}

/// Words that are negated on one side only.
fn negations(comparing: &Comparing, found: &mut Vec<Candidate>) {
    let Comparing { a, b, alignment, .. } = comparing;
    let mut seen: Vec<(Option<usize>, Option<usize>)> = Vec::new();
    let negators = |side: &Prepared, reach: &Range<usize>| {
        reach.clone().filter(|word| polarity::is_negation(&side.words[*word])).count()
    };
    let counts = (negators(a, &comparing.reach_a), negators(b, &comparing.reach_b));
    for pair in &alignment.pairs {
        if a.words[pair.a].marks.function
            || !comparing.reach_a.contains(&pair.a)
            || !comparing.reach_b.contains(&pair.b)
        {
            continue;
        }
        let (in_a, in_b) = (polarity::negated(a, pair.a), polarity::negated(b, pair.b));
        let turned = pair.how == Match::Opposite;
        if (in_a.count % 2 != in_b.count % 2) == turned || in_a.count + in_b.count == 0 {
            continue;
        }
        let by = (in_a.by.filter(|_| in_a.count % 2 == 1), in_b.by.filter(|_| in_b.count % 2 == 1));
        if seen.contains(&by) {
            continue;
        }
        seen.push(by);
        let answered = by.0.is_some_and(|word| alignment.answer_of_a(word).is_some())
            || by.1.is_some_and(|word| alignment.answer_of_b(word).is_some());
        let distance = by.0.map_or(0, |word| pair.a - word).max(by.1.map_or(0, |word| pair.b - word));
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
fn stances(comparing: &Comparing, found: &mut Vec<Candidate>) {
    let (a, b) = (comparing.a, comparing.b);
    if a.stance.opposes(b.stance) {
        found.push(Candidate {
            kind: FindingKind::Negation,
            a: comparing.reach_a.clone(),
            b: comparing.reach_b.clone(),
            signals: [-2.0, 0.0, 0.0, yes(a.sameness(b) == Sameness::Different), 0.0, 0.0],
        });
    }
}

/// Words that mean the opposite, in one place.
fn opposites(comparing: &Comparing, found: &mut Vec<Candidate>) {
    let Comparing { a, b, alignment, .. } = comparing;
    for pair in alignment.pairs.iter().filter(|pair| pair.how == Match::Opposite) {
        if !comparing.reach_a.contains(&pair.a) || !comparing.reach_b.contains(&pair.b) {
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
            ],
        });
    }
}

/// Numbers and dates without an answer, set against the best placed one of the other side.
fn values(comparing: &Comparing, found: &mut Vec<Candidate>) {
    let Comparing { a, b, .. } = comparing;
    let in_a: Vec<usize> = comparing.alone_in_a().filter(|word| a.words[*word].value.is_some()).collect();
    let in_b: Vec<usize> = comparing.alone_in_b().filter(|word| b.words[*word].value.is_some()).collect();
    for &word_a in &in_a {
        let differing = in_b.iter().copied().filter_map(|word_b| {
            let (one, other) = (a.words[word_a].value?, b.words[word_b].value?);
            (value_agreement(&one, &other) == Agreement::Differs)
                .then(|| (comparing.affinity(word_a, word_b), word_b, one, other))
        });
        let best = differing.max_by(|one, other| one.0.total_cmp(&other.0).then(other.1.cmp(&one.1)));
        let Some((affinity, word_b, one, other)) = best else { continue };
        let (kind, apart, precise) = match (one, other) {
            (Value::Date(one), Value::Date(other)) => {
                (FindingKind::Date, 0.0, yes(one.is_year() == other.is_year()))
            }
            (Value::Quantity(one), Value::Quantity(other)) => (
                FindingKind::Number,
                (one.low.max(0.01) / other.low.max(0.01)).ln().abs() as f32,
                one.unit as u8 as f32,
            ),
            _ => continue,
        };
        found.push(Candidate {
            kind,
            a: word_a..word_a + 1,
            b: word_b..word_b + 1,
            signals: [
                affinity,
                apart,
                precise,
                in_a.len() as f32,
                in_b.len() as f32,
                yes(next_answers(comparing, word_a, word_b)),
            ],
        });
    }
}

/// True when the words behind two words answer each other: what is counted is the same.
fn next_answers(comparing: &Comparing, word_a: usize, word_b: usize) -> bool {
    (1..=2).any(|step| {
        comparing.alignment.answer_of_a(word_a + step).is_some_and(|answer| {
            answer > word_b && answer <= word_b + 2 && comparing.b.words[answer].is_content()
        })
    })
}

/// Runs of names without an answer, in one place; and names that have changed places.
fn names(comparing: &Comparing, found: &mut Vec<Candidate>) {
    let Comparing { a, b, .. } = comparing;
    let in_a = runs(comparing.alone_in_a().filter(|word| a.words[*word].is_name()));
    let in_b = runs(comparing.alone_in_b().filter(|word| b.words[*word].is_name()));
    for run_a in &in_a {
        let best = in_b
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
        for second in &named[place + 1..] {
            let crossed = first.a + 1 < second.a
                && second.b + 1 < first.b
                && second.a - first.a < 12
                && first.b - second.b < 12;
            // Between them stands a word that both sides have: what the one does to the other.
            let between = alignment.pairs.iter().find(|pair| {
                first.a < pair.a
                    && pair.a < second.a
                    && second.b < pair.b
                    && pair.b < first.b
                    && a.words[pair.a].is_content()
            });
            let (true, Some(between)) = (crossed, between) else { continue };
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
                ],
            });
            return;
        }
    }
}

/// Words that make one side less sure, or surer, than the other.
fn hedges(comparing: &Comparing, found: &mut Vec<Candidate>) {
    let Comparing { a, b, alignment, .. } = comparing;
    let hedged = |side: &Prepared, reach: &Range<usize>| -> [usize; 7] {
        let mut counts = [0; 7];
        for hedge in reach.clone().filter_map(|word| polarity::hedge(&side.words[word])) {
            counts[hedge as usize] += 1;
        }
        counts
    };
    let (counts_a, counts_b) = (hedged(a, &comparing.reach_a), hedged(b, &comparing.reach_b));
    let mut seen = [false; 7];
    for (side, words, own, other, first) in [
        (a, comparing.alone_in_a().collect::<Vec<_>>(), counts_a, counts_b, true),
        (b, comparing.alone_in_b().collect::<Vec<_>>(), counts_b, counts_a, false),
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
                ],
            });
        }
    }
}

/// Words that differ inside the marks of both sides.
fn wordings(comparing: &Comparing, found: &mut Vec<Candidate>) {
    let Comparing { a, b, .. } = comparing;
    for gap in &comparing.gaps {
        let quoted = |side: &Prepared, words: &Range<usize>| -> (usize, f32) {
            let inside = words
                .clone()
                .map(|word| &side.words[word])
                .filter(|word| word.marks.quoted && !word.marks.bracketed && word.is_content());
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
            ],
        });
    }
}

/// The same words from another mouth.
fn speakers(comparing: &Comparing, found: &mut Vec<Candidate>) {
    let Comparing { a, b, alignment, .. } = comparing;
    if a.sameness(b) != Sameness::Different {
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
        ],
    });
}
