//! Edits that keep the meaning stay silent, edits that change it are flagged with the right kind at
//! the right place, and different statements stay apart.
//!
//! Every edit is applied to every gold statement of corpus/ on which it can work. Run with
//! `cargo test --test metamorphic -- --nocapture` to see the scores of each edit, and with the
//! variable `SHOW_MISSES` set to see where an edit was not taken as it should be.

mod edits;
mod gold;
mod retold;
mod sentences;

use std::collections::BTreeMap;

use edits::{Edit, Effect, Told};
use whosaid::Span;
use whosaid::align::{Prepared, Statement};
use whosaid::compare::{Comparison, Finding, FindingKind, compare};

/// What of the pairs from different events must stay apart.
const APART: f64 = 0.999;

/// How often an edit did what it should.
#[derive(Clone, Copy, Debug, Default)]
struct Score {
    right: usize,
    all: usize,
}

impl Score {
    fn add(&mut self, right: bool) {
        self.right += usize::from(right);
        self.all += 1;
    }

    fn plus(self, other: Score) -> Score {
        Score { right: self.right + other.right, all: self.all + other.all }
    }

    fn share(self) -> f64 {
        self.right as f64 / self.all.max(1) as f64
    }
}

/// Applies an edit to every statement on which it can work.
fn score(
    edit: &Edit,
    statements: &[gold::Stated],
    right: impl Fn(&Told, &Told, &Comparison) -> bool,
) -> Score {
    let mut score = Score::default();
    for (number, stated) in statements.iter().enumerate() {
        let Some(edited) = (edit.apply)(&stated.told, number * 5 + edit.name.len()) else { continue };
        let (before, after) = (stated.statement(&stated.told), stated.statement(&edited));
        let found = compare(&Prepared::new(&before), &Prepared::new(&after));
        let holds = right(&stated.told, &edited, &found);
        if !holds && std::env::var_os("SHOW_MISSES").is_some() {
            println!(
                "{}: {:?}\n -> {:?}\n {:?} {:?}",
                edit.name, stated.told, edited, found.relation, found.findings
            );
        }
        score.add(holds);
    }
    score
}

/// The stretch of the edited text that differs from the original.
fn edited_place(before: &str, after: &str) -> Span {
    let start = before.bytes().zip(after.bytes()).take_while(|(one, other)| one == other).count();
    let rest = before.len().min(after.len()) - start;
    let tail = before
        .bytes()
        .rev()
        .zip(after.bytes().rev())
        .take(rest)
        .take_while(|(one, other)| one == other)
        .count();
    Span::new(start, after.len() - tail)
}

/// True when the finding stands at the edited words or next to them.
fn stands_there(finding: &Finding, before: &str, after: &str) -> bool {
    let place = edited_place(before, after);
    let near = |span: Span| span.start <= place.end + 25 && place.start <= span.end + 25;
    finding.kind == FindingKind::Speaker || near(finding.b)
}

/// Scores every edit, and names those that fell below their floor.
fn check(edits: &[Edit], fewest_used: usize, right: impl Fn(&Edit, &Told, &Told, &Comparison) -> bool) {
    let statements = gold::statements();
    let mut effects: BTreeMap<Effect, Score> = BTreeMap::new();
    let (mut used, mut fell) = (0, Vec::new());
    for edit in edits {
        let score = score(edit, &statements, |before, after, found| right(edit, before, after, found));
        println!("{:36} {:?}: {:.3} of {}", edit.name, edit.effect, score.share(), score.all);
        used += usize::from(score.all > 0);
        if score.all > 0 && score.share() < edit.floor {
            fell.push(format!("{}: {:.3}, not {}", edit.name, score.share(), edit.floor));
        }
        let sum = effects.entry(edit.effect).or_default();
        *sum = sum.plus(score);
    }
    for (effect, score) in effects {
        println!("{:36} {effect:?}: {:.4} of {}", "all", score.share(), score.all);
    }
    assert!(used >= fewest_used, "only {used} edits found a statement");
    assert!(fell.is_empty(), "taken as they should be less often:\n{}", fell.join("\n"));
}

#[test]
fn edits_that_keep_the_meaning_stay_silent() {
    check(edits::keeping(), 30, |_, _, _, found| {
        found.relation.is_same() && !found.findings.iter().any(Finding::conflicts)
    });
}

#[test]
fn edits_that_change_the_meaning_are_caught() {
    check(edits::changing(), 23, |edit, before, after, found| {
        let first = found.findings.iter().find(|finding| finding.conflicts());
        let right_kind = |finding: &Finding| match edit.effect {
            Effect::Changes(kind) => finding.kind == kind,
            Effect::ChangesExtent | Effect::Keeps => true,
        };
        found.relation.is_same()
            && first.is_some_and(|finding| {
                right_kind(finding) && stands_there(finding, &before.text, &after.text)
            })
    });
}

#[test]
fn statements_of_different_events_stay_apart() {
    let statements = gold::statements();
    let prepared: Vec<_> = statements.iter().map(|stated| stated.statement(&stated.told)).collect();
    let prepared: Vec<Prepared> = prepared.iter().map(Prepared::new).collect();
    let mut score = Score::default();
    for (number, first) in statements.iter().enumerate() {
        for (other, second) in statements.iter().enumerate().skip(number + 1) {
            if second.event != first.event {
                score.add(!compare(&prepared[number], &prepared[other]).relation.is_same());
            }
        }
    }
    println!("apart {:.5} of {}", score.share(), score.all);
    assert!(score.share() >= APART, "{:.5} apart", score.share());
}

#[test]
fn statements_equal_themselves() {
    for stated in gold::statements() {
        let statement = stated.statement(&stated.told);
        let comparison = compare(
            &Prepared::new(&statement),
            &Prepared::new(&Statement { outlet: Some("elsewhere"), ..statement }),
        );
        assert!(comparison.relation.is_same(), "{:?}", stated.told);
        assert!(!comparison.findings.iter().any(Finding::conflicts), "{:?}", stated.told);
    }
}
