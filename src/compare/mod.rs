//! What differs between two tellings of one claim, where exactly, of which kind, and whether it is
//! a conflict.
//!
//! In come two prepared statements, out goes a [`Comparison`]. A difference is looked for only
//! where the two texts answer each other. The room compares accounts; which of them is right, it
//! does not ask.

use std::ops::Range;

use serde::Deserialize;

use crate::align::{self, Alignment, Prepared, Relation};
use crate::model::Trees;

mod candidate;
mod decision;
mod detect;
mod finding;
mod framing;
mod gaps;
mod nature;
mod sentence;
pub mod training;
mod voices;
mod wording;

pub use finding::{Finding, FindingKind, Nature};
pub use voices::{Voiced, stated_and_attributed};
pub use wording::Wording;

use candidate::{Candidate, Comparing};
use wording::Quoted;

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

/// What a cluster comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Several accounts that agree.
    Consistent,
    /// At least one discrepancy or dispute.
    Conflicting,
    /// Only one account.
    Single,
}

/// Compares two statements that somebody set side by side: there, any word altered inside the marks of
/// both is a conflict.
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
    judge(a, b, align::align(a, b), decision::embedded(), Occasion::SideBySide)
}

/// Compares two accounts of one claim. Words altered inside the marks are always among the findings; they
/// are a conflict when they change what is said, and harmless else.
pub fn compare_accounts(a: &Prepared, b: &Prepared) -> Comparison {
    judge(a, b, align::align(a, b), decision::embedded(), Occasion::Accounts)
}

/// Why two statements are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Occasion {
    /// Somebody set them side by side. Words altered inside the marks of both are a conflict, but for
    /// other forms and spellings of a word, synonyms and words of no weight.
    SideBySide,
    /// They are accounts of one claim. In real news one pair in twenty differs in substance, so a
    /// conflict must be surer.
    Accounts,
}

/// Compares two aligned statements; the trees say which differences are conflicts.
fn judge(a: &Prepared, b: &Prepared, alignment: Alignment, trees: &Trees, occasion: Occasion) -> Comparison {
    let is_same = alignment.relation.is_same();
    let findings = if is_same { find(a, b, &alignment, trees, occasion) } else { Vec::new() };
    let wording = if is_same { Quoted::new(a, b, &alignment).classify() } else { Wording::NotApplicable };
    let verdict = verdict(alignment.relation, &findings);
    Comparison {
        similarity: alignment.similarity,
        relation: alignment.relation,
        wording,
        findings,
        verdict,
        alignment,
    }
}

/// The differences of two statements of one claim, the surest first.
fn find(
    a: &Prepared,
    b: &Prepared,
    alignment: &Alignment,
    trees: &Trees,
    occasion: Occasion,
) -> Vec<Finding> {
    let comparing = Comparing::new(a, b, alignment);
    let candidates = differences(&comparing);
    let mut judged: Vec<Judged> =
        candidates.iter().map(|candidate| judged(&comparing, candidate, candidates.len(), trees)).collect();
    judged.sort_by(|one, other| other.probability.total_cmp(&one.probability));
    // Two detectors may see one difference, and another date inside the marks is another word as well.
    let mut told: Vec<&Candidate> = Vec::new();
    let mut is_new = |candidate| {
        let known = told.iter().any(|other: &&Candidate| other.tells(candidate));
        told.push(candidate);
        !known
    };
    // What is no conflict is no finding either, but for changed words inside quotation marks: those an
    // editor wants to see even when they say the same.
    let counts =
        |judged: &Judged| judged.is_conflict(occasion) || judged.candidate.kind == FindingKind::Wording;
    judged
        .into_iter()
        .filter(|judged| counts(judged) && is_new(judged.candidate))
        .map(|judged| {
            let candidate = judged.candidate;
            let nature = nature::of(&comparing, candidate, judged.is_conflict(occasion));
            Finding {
                kind: candidate.kind,
                nature,
                a: candidate::span_of(a, &candidate.a),
                b: candidate::span_of(b, &candidate.b),
                because: sentence::because(&comparing, candidate, nature),
                confidence: judged.confidence,
            }
        })
        .collect()
}

/// A difference and what the judge says of it.
struct Judged<'a> {
    candidate: &'a Candidate,
    /// Whether it is a conflict, by the cut of its kind: from a half on it is.
    probability: f32,
    /// How sure it is that it matters.
    confidence: f32,
}

impl Judged<'_> {
    fn is_conflict(&self, occasion: Occasion) -> bool {
        let by_cut = self.probability >= decision::CONFLICT;
        match occasion {
            Occasion::SideBySide => by_cut || self.candidate.is_plain_alteration(),
            Occasion::Accounts => by_cut && self.confidence >= decision::sure_enough(self.candidate.kind),
        }
    }
}

fn judged<'a>(comparing: &Comparing, candidate: &'a Candidate, count: usize, trees: &Trees) -> Judged<'a> {
    let signs = decision::signs(comparing, candidate, count);
    // "Today" in two papers of two days: whose day is meant, only their dates say, and those may be wrong.
    let same_words = candidate.kind == FindingKind::Date && {
        let words = |side: &Prepared, words: &Range<usize>| {
            candidate::span_of(side, words).of(side.statement.text).to_lowercase()
        };
        words(comparing.a, &candidate.a) == words(comparing.b, &candidate.b)
    };
    let confidence = decision::confidence(trees, candidate.kind, &signs);
    Judged {
        candidate,
        probability: decision::probability(trees, candidate.kind, &signs),
        confidence: if same_words { 0.0 } else { confidence },
    }
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
