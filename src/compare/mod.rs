//! What differs between two tellings of one claim, where exactly, of which kind, and whether it is
//! a conflict.
//!
//! In come two prepared statements, out goes a [`Comparison`]. A difference is looked for only
//! where the two texts answer each other. The room compares accounts; which of them is right, it
//! does not ask.

use crate::align::{self, Alignment, Prepared, Relation};
use crate::model::Trees;
use crate::place::Span;

mod candidate;
mod decision;
mod detect;
mod framing;
mod gaps;
mod nature;
mod sentence;
pub mod training;
mod wording;

pub use wording::Wording;

use candidate::{Candidate, Comparing};

/// What two statements come to when they are set side by side.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// How alike they are in meaning, 0..1.
    pub similarity: f32,
    /// How they belong together.
    pub relation: Relation,
    /// What became of the words in quotation marks.
    pub wording: Wording,
    /// What differs, in the order of the first text.
    pub findings: Vec<Finding>,
    /// Consistent or conflicting when they tell one claim; [`Verdict::Single`] when they do not.
    pub verdict: Verdict,
    /// Which words answer each other.
    pub alignment: Alignment,
}

/// One difference between two members of a cluster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What differs.
    pub kind: FindingKind,
    /// What sort of difference it is.
    pub nature: Nature,
    /// The deciding words of the first member, in its statement's text.
    pub a: Span,
    /// The deciding words of the second member, in its statement's text.
    pub b: Span,
    /// One plain sentence.
    pub because: String,
}

/// What differs between two accounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FindingKind {
    /// Affirmed here, denied there.
    Negation,
    /// Opposite words.
    Antonym,
    /// Another quantity.
    Number,
    /// Another day.
    Date,
    /// Another actor or thing acted on.
    Agent,
    /// The same words in another mouth.
    Speaker,
    /// Words inside the marks changed.
    Wording,
    /// Hedged here, flat there.
    Certainty,
}

/// What sort of difference it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Nature {
    /// Outlets report one utterance differently.
    Discrepancy,
    /// Speakers hold opposite positions.
    Dispute,
    /// One speaker's position or a moving figure has changed over time.
    Update,
    /// A difference that does not matter.
    Harmless,
}

/// What a cluster comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Several accounts that agree.
    Consistent,
    /// At least one discrepancy or dispute.
    Conflicting,
    /// Only one account.
    Single,
}

/// Compares two statements.
///
/// ```
/// use whosaid::align::{Prepared, Statement};
/// use whosaid::compare::{Verdict, compare};
///
/// let told = |text| Prepared::new(&Statement { text, ..Statement::default() });
/// let comparison = compare(&told("the dam will be closed"), &told("the dam will be closed"));
/// assert_eq!(comparison.verdict, Verdict::Consistent);
/// ```
pub fn compare(a: &Prepared, b: &Prepared) -> Comparison {
    judge(a, b, align::align(a, b), decision::embedded())
}

/// Compares two aligned statements; the trees say which differences are conflicts.
fn judge(a: &Prepared, b: &Prepared, alignment: Alignment, trees: &Trees) -> Comparison {
    let findings = if alignment.relation.is_same() { find(a, b, &alignment, trees) } else { Vec::new() };
    let verdict = verdict(alignment.relation, &findings);
    Comparison {
        similarity: alignment.similarity,
        relation: alignment.relation,
        wording: wording::classify(a, b, &alignment),
        findings,
        verdict,
        alignment,
    }
}

/// The differences of two statements of one claim, the surest first.
fn find(a: &Prepared, b: &Prepared, alignment: &Alignment, trees: &Trees) -> Vec<Finding> {
    let comparing = Comparing::new(a, b, alignment);
    let candidates = differences(&comparing);
    let mut judged: Vec<(f32, &Candidate)> = candidates
        .iter()
        .map(|candidate| {
            (
                decision::probability(
                    trees,
                    candidate.kind,
                    &decision::signs(&comparing, candidate, candidates.len()),
                ),
                candidate,
            )
        })
        .collect();
    judged.sort_by(|one, other| other.0.total_cmp(&one.0));
    // What is no conflict is no finding either, but for changed words inside quotation marks: those
    // an editor wants to see even when they say the same.
    let counts = |probability: f32, kind| probability >= decision::CONFLICT || kind == FindingKind::Wording;
    // Two detectors may see one difference.
    let mut told: Vec<&Candidate> = Vec::new();
    let mut is_new = |candidate| {
        let known = told.iter().any(|other| other.is_like(candidate));
        told.push(candidate);
        !known
    };
    judged
        .into_iter()
        .filter(|(probability, candidate)| counts(*probability, candidate.kind) && is_new(candidate))
        .map(|(probability, candidate)| {
            let nature = nature::of(&comparing, candidate, probability >= decision::CONFLICT);
            Finding {
                kind: candidate.kind,
                nature,
                a: candidate::span_of(a, &candidate.a),
                b: candidate::span_of(b, &candidate.b),
                because: sentence::because(&comparing, candidate, nature),
            }
        })
        .collect()
}

/// Every difference that may be a conflict, but for those of telling.
fn differences(comparing: &Comparing) -> Vec<Candidate> {
    let mut candidates = detect::detect(comparing);
    let shared = framing::shared_quotation(comparing);
    candidates.retain(|candidate| !framing::is_framing(comparing, candidate, shared.as_ref()));
    candidates
}

fn verdict(relation: Relation, findings: &[Finding]) -> Verdict {
    if !relation.is_same() {
        Verdict::Single
    } else if findings.iter().any(Finding::conflicts) {
        Verdict::Conflicting
    } else {
        Verdict::Consistent
    }
}

impl Finding {
    /// True for a difference that makes the accounts conflict.
    pub fn conflicts(&self) -> bool {
        matches!(self.nature, Nature::Discrepancy | Nature::Dispute)
    }
}
