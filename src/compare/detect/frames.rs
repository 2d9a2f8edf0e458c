//! One clause in both, but framed otherwise: "I deny that", "if the bids fail".

use std::ops::Range;

use crate::align::frame::{self, Force, Frame, frame};
use crate::align::{Match, Prepared};
use crate::compare::candidate::{Candidate, Comparing, FRAMES};
use crate::compare::finding::FindingKind;

/// So many words of meaning, and words in all, make a clause that both have.
const FEWEST_OF_MEANING: usize = 2;
const FEWEST: usize = 4;

/// The clause that both have, where what stands in front of it leaves less of it on one side.
pub(super) fn frames(comparing: &Comparing, found: &mut Vec<Candidate>) {
    for clause in clauses(comparing) {
        let (in_a, in_b) = (frame(comparing.a, clause.a.start), frame(comparing.b, clause.b.start));
        // Where no stop parts a condition from its clause, the clause may begin anywhere.
        let may_begin = |side: &Prepared, clause: usize, own: Force, other: Force| {
            !frame::is_condition(side, clause)
                && match (own, other) {
                    (Force::Unsure, _) => true,
                    (_, Force::Unsure) => frame::is_opened(side, clause),
                    _ => frame::may_begin(side, clause),
                }
        };
        if !may_begin(comparing.a, clause.a.start, in_a.force, in_b.force)
            || !may_begin(comparing.b, clause.b.start, in_b.force, in_a.force)
            || is_shared(comparing, &in_a, &in_b)
        {
            continue;
        }
        let kind = match (in_a.force, in_b.force) {
            (one, other) if one == other => continue,
            (Force::Denied, _) | (_, Force::Denied) => FindingKind::Negation,
            _ => FindingKind::Certainty,
        };
        // Where one has no frame, the beginning of its clause shows the place.
        let run = |frame: Frame, clause: &Range<usize>| match frame.words.is_empty() {
            true => clause.start..clause.start + 1,
            false => frame.words,
        };
        let candidate = Candidate {
            kind,
            a: run(in_a, &clause.a),
            b: run(in_b, &clause.b),
            signals: [FRAMES, clause.a.len() as f32, clause.meaning as f32, 0.0, 0.0, 0.0, 0.0, 0.0],
        };
        // What another detector sees in the frame, it has said.
        found.retain(|other| {
            let meets =
                |one: &Range<usize>, other: &Range<usize>| one.start < other.end && other.start < one.end;
            !(matches!(other.kind, FindingKind::Negation | FindingKind::Certainty)
                && (meets(&candidate.a, &other.a) || meets(&candidate.b, &other.b)))
        });
        found.push(candidate);
    }
}

/// True where the words that decide stand before the clause in both, though only one frame reaches it.
fn is_shared(comparing: &Comparing, in_a: &Frame, in_b: &Frame) -> bool {
    let alignment = comparing.alignment;
    let in_other = |frame: &Frame, answer: &dyn Fn(usize) -> Option<usize>| {
        !frame.words.is_empty() && answer(frame.words.start).is_some()
    };
    in_other(in_a, &|word| alignment.answer_of_a(word)) || in_other(in_b, &|word| alignment.answer_of_b(word))
}

/// A run of words that both have.
struct Clause {
    a: Range<usize>,
    b: Range<usize>,
    meaning: usize,
}

/// The clauses that both tell word for word, to the end of the sentence or of the quotation.
fn clauses(comparing: &Comparing) -> Vec<Clause> {
    let Comparing { a, b, alignment, .. } = comparing;
    let mut found: Vec<Clause> = Vec::new();
    for pair in &alignment.pairs {
        if !matches!(pair.how, Match::Same | Match::Inflected | Match::Value | Match::Spelling) {
            continue;
        }
        let meaning = usize::from(a.words[pair.a].is_content());
        match found.last_mut() {
            Some(last)
                if (pair.a, pair.b) == (last.a.end, last.b.end)
                    && !begins(a, pair.a)
                    && !begins(b, pair.b) =>
            {
                last.a.end += 1;
                last.b.end += 1;
                last.meaning += meaning;
            }
            _ => found.push(Clause { a: pair.a..pair.a + 1, b: pair.b..pair.b + 1, meaning }),
        }
    }
    found.retain(|clause| {
        clause.a.len() >= FEWEST
            && clause.meaning >= FEWEST_OF_MEANING
            && ends(a, clause.a.end)
            && ends(b, clause.b.end)
    });
    found
}

fn begins(side: &Prepared, word: usize) -> bool {
    side.words[word].marks.first
}

/// True where a sentence, clause or quotation ends before a word.
fn ends(side: &Prepared, word: usize) -> bool {
    side.words.get(word).is_none_or(|next| {
        next.marks.first || next.marks.after_break || side.words[word - 1].marks.quoted && !next.marks.quoted
    })
}

#[cfg(test)]
mod tests {
    use crate::align::{Prepared, Statement};
    use crate::compare::{FindingKind, compare};

    #[track_caller]
    fn check(a: &str, b: &str, expected: &[(FindingKind, &str)]) {
        let told = |text| Prepared::new(&Statement { text, ..Statement::default() });
        for (a, b) in [(a, b), (b, a)] {
            let found = compare(&told(a), &told(b)).findings;
            let found: Vec<(FindingKind, &str)> = found
                .iter()
                .filter(|finding| finding.conflicts())
                .map(|finding| {
                    let (one, other) = (finding.a.of(a), finding.b.of(b));
                    (finding.kind, if one.len() > other.len() { one } else { other })
                })
                .collect();
            assert_eq!(found, expected, "{a} | {b}");
        }
    }

    /// A frame around a clause, the clause alone, and the words that decide.
    #[test]
    fn a_frame_denies_the_clause_or_makes_it_unsure() {
        for (framed, bare, kind, words) in [
            (
                "“I deny that the dam is safe,” Ortega said.",
                "“The dam is safe,” Ortega said.",
                FindingKind::Negation,
                "deny that",
            ),
            (
                "Ortega dismissed claims that the dam is safe",
                "Ortega said that the dam is safe",
                FindingKind::Negation,
                "dismissed claims",
            ),
            (
                "“I wish I could say that the dam is safe,” Ortega said.",
                "“The dam is safe,” Ortega said.",
                FindingKind::Negation,
                "wish I could say that",
            ),
            (
                "“If the rain stops, the dam will hold for a year,” Ortega said.",
                "“The dam will hold for a year,” Ortega said.",
                FindingKind::Certainty,
                "If the rain stops",
            ),
            (
                "Ortega said that if the rain stops the dam will hold",
                "Ortega said that the dam will hold",
                FindingKind::Certainty,
                "if the rain stops",
            ),
            (
                "“It is possible that the dam will hold,” Ortega said.",
                "“The dam will hold,” Ortega said.",
                FindingKind::Certainty,
                "possible that",
            ),
        ] {
            check(framed, bare, &[(kind, words)]);
        }
    }

    #[test]
    fn a_frame_that_leaves_the_clause_as_it_is_is_no_difference() {
        for (framed, bare) in [
            ("“As I told them, the dam is safe,” Ortega said.", "“The dam is safe,” Ortega said."),
            ("“I do not doubt that the dam is safe,” Ortega said.", "“The dam is safe,” Ortega said."),
            ("“I never liked it, but the dam is safe,” Ortega said.", "“The dam is safe,” Ortega said."),
            ("Ortega insisted that the dam is safe", "Ortega said that the dam is safe"),
            (
                "Ortega said you don't need to swim to know that the dam is safe",
                "Ortega said you don't need to swim to know the dam is safe",
            ),
        ] {
            check(framed, bare, &[]);
        }
    }

    #[test]
    fn two_negations_cancel_each_other() {
        for (a, b) in [
            ("Ortega said the board did not reject the bid", "Ortega said the board accepted the bid"),
            ("Ortega said the wall was not unsafe", "Ortega said the wall was safe"),
            ("Ortega said she never stopped working", "Ortega said she kept working"),
        ] {
            check(a, b, &[]);
        }
    }

    #[test]
    fn some_words_negate_without_not() {
        check(
            "Ortega said the men have yet to be paid",
            "Ortega said the men have been paid",
            &[(FindingKind::Negation, "to be paid")],
        );
        check(
            "Ortega said the wall is far from safe",
            "Ortega said the wall is safe",
            &[(FindingKind::Negation, "from safe")],
        );
    }
}
