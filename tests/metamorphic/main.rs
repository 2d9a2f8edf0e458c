//! Edits that keep the meaning stay silent, edits that change it are flagged with the right kind at
//! the right place, and different statements stay apart.
//!
//! Every edit is applied to every gold statement of corpus/ on which it can work. Run with
//! `cargo test --test metamorphic -- --nocapture` to see the scores of each edit.

#[path = "../../src/train/similarity/edits/mod.rs"]
mod edits;
mod gold;

use std::collections::BTreeMap;

use edits::{Edit, Told};
use whosaid::Span;
use whosaid::align::{Prepared, Statement};
use whosaid::compare::{Comparison, Finding, FindingKind, compare};

/// What of the injected changes must be caught, by kind, with the right kind at the right place.
const CAUGHT: [(FindingKind, f64); 8] = [
    (FindingKind::Negation, 0.95),
    (FindingKind::Number, 0.95),
    (FindingKind::Agent, 0.95),
    (FindingKind::Speaker, 0.95),
    (FindingKind::Antonym, 0.80),
    (FindingKind::Certainty, 0.80),
    (FindingKind::Date, 0.90),
    (FindingKind::Wording, 0.90),
];

/// What of the kept statements must stay one claim without a conflict.
const SILENT: f64 = 0.99;

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
        let Some(edited) = (edit.apply)(&stated.told, number * 7 + edit.name.len()) else { continue };
        let (before, after) = (stated.statement(&stated.told), stated.statement(&edited));
        let holds = right(&stated.told, &edited, &compare(&Prepared::new(&before), &Prepared::new(&after)));
        if !holds && std::env::var_os("SHOW_MISSES").is_some() {
            let found = compare(&Prepared::new(&before), &Prepared::new(&after));
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

#[test]
fn edits_that_keep_the_meaning_stay_silent() {
    let statements = gold::statements();
    let (mut all, mut used) = (Score::default(), 0);
    for edit in edits::keeping() {
        let score = score(&edit, &statements, |_, _, comparison| {
            comparison.relation.is_same() && !comparison.findings.iter().any(Finding::conflicts)
        });
        println!("{:34} invariance {:.3} of {}", edit.name, score.share(), score.all);
        used += usize::from(score.all > 0);
        all = Score { right: all.right + score.right, all: all.all + score.all };
    }
    println!("{:34} invariance {:.4} of {}", "all", all.share(), all.all);
    assert!(used >= 20, "only {used} keeping edits found a statement");
    assert!(all.share() >= SILENT, "invariance is {:.4}", all.share());
}

#[test]
fn edits_that_change_the_meaning_are_caught() {
    let statements = gold::statements();
    let mut kinds: BTreeMap<FindingKind, Score> = BTreeMap::new();
    let mut used = 0;
    for edit in edits::changing() {
        let Some(kind) = edit.kind else { continue };
        let score = score(&edit, &statements, |before, after, comparison| {
            let first = comparison.findings.iter().find(|finding| finding.conflicts());
            comparison.relation.is_same()
                && first.is_some_and(|finding| {
                    finding.kind == kind && stands_there(finding, &before.text, &after.text)
                })
        });
        println!("{:34} {kind:?} caught {:.3} of {}", edit.name, score.share(), score.all);
        used += usize::from(score.all > 0);
        let sum = kinds.entry(kind).or_default();
        *sum = Score { right: sum.right + score.right, all: sum.all + score.all };
    }
    assert!(used >= 15, "only {used} changing edits found a statement");
    for (kind, floor) in CAUGHT {
        let score = kinds.get(&kind).copied().unwrap_or_default();
        println!("{:34} {kind:?} caught {:.3} of {}", "all", score.share(), score.all);
        assert!(score.share() >= floor, "{kind:?}: {:.3} caught", score.share());
    }
}

#[test]
fn statements_of_different_events_stay_apart() {
    let statements = gold::statements();
    let mut score = Score::default();
    for (number, first) in statements.iter().enumerate() {
        for second in statements[number + 1..].iter().filter(|second| second.event != first.event) {
            let (a, b) = (first.statement(&first.told), second.statement(&second.told));
            score.add(!compare(&Prepared::new(&a), &Prepared::new(&b)).relation.is_same());
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
