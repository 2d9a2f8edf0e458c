//! Differences that somebody has looked at and accepted.
//!
//! A finding is accepted by its id, or by that of its claim. The same difference between other tellings of
//! the claim is accepted with it: it is the difference that was looked at, not who happens to have it.

use std::collections::{BTreeMap, HashSet};

use super::assemble::{in_order, tell_claims};
use super::counts;
use super::differences::{Difference, difference};
use super::ids::is_claim_of;
use super::json::{Accepted, Cluster, Report, Verdict};

/// What was accepted, by the id of a finding or a claim.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    /// Each id with what is noted at it.
    pub accepted: BTreeMap<String, Accepted>,
}

/// What a baseline came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Applied {
    /// How many findings are accepted.
    pub findings: usize,
    /// Ids that nothing has.
    pub unknown: Vec<String>,
}

impl Baseline {
    /// Marks what is accepted.
    pub fn mark(&self, report: &mut Report) -> Applied {
        let mut applied = Applied::default();
        let mut known: HashSet<&str> = HashSet::new();
        for cluster in &mut report.clusters {
            let whole = self.of_claim(cluster, &mut known);
            let mut accepted: Vec<(Difference, &Accepted)> = Vec::new();
            for finding in &cluster.findings {
                if let Some((id, note)) = self.accepted.get_key_value(&finding.id) {
                    known.insert(id);
                    accepted.push((difference(cluster, finding), note));
                }
            }
            let notes: Vec<Option<Accepted>> = cluster
                .findings
                .iter()
                .map(|finding| {
                    let same = difference(cluster, finding);
                    let own = accepted.iter().find(|(known, _)| *known == same).map(|(_, note)| *note);
                    own.or(whole).cloned()
                })
                .collect();
            for (finding, note) in cluster.findings.iter_mut().zip(notes) {
                applied.findings += usize::from(note.is_some());
                finding.accepted = note;
            }
        }
        applied.unknown = self.accepted.keys().filter(|id| !known.contains(id.as_str())).cloned().collect();
        applied
    }

    /// What is noted at a claim, by its id or by one that it had before an earlier telling came.
    fn of_claim<'a>(&'a self, cluster: &Cluster, known: &mut HashSet<&'a str>) -> Option<&'a Accepted> {
        let entry = self.accepted.get_key_value(&cluster.id).or_else(|| {
            let claims = self.accepted.iter().filter(|(id, _)| id.starts_with('c'));
            let mut claims =
                claims.filter(|(id, _)| cluster.members.iter().any(|one| is_claim_of(&one.id, id)));
            claims.next()
        });
        let (id, note) = entry?;
        known.insert(id);
        Some(note)
    }
}

/// Leaves out the findings that are marked as accepted, judges their claims without them and counts anew.
pub fn leave_out(report: &mut Report) {
    for cluster in &mut report.clusters {
        let before = cluster.findings.len();
        cluster.findings.retain(|finding| !finding.is_accepted());
        if cluster.findings.len() == before {
            continue;
        }
        let counting = cluster.findings.iter().filter(|finding| finding.counts());
        cluster.confidence = counting.map(|finding| finding.confidence).max_by(f64::total_cmp);
        if cluster.confidence.is_none() && cluster.verdict == Verdict::Conflicting {
            cluster.verdict = if cluster.accounts > 1 { Verdict::Consistent } else { Verdict::Single };
        }
    }
    in_order(&mut report.clusters);
    tell_claims(&report.clusters, report.attributions.iter_mut());
    counts::recount(report);
}

/// True for a claim with a difference that counts and that nobody has accepted.
pub fn is_open(cluster: &Cluster) -> bool {
    let is_open = |finding: &super::json::Finding| finding.counts() && !finding.is_accepted();
    cluster.verdict == Verdict::Conflicting && cluster.findings.iter().any(is_open)
}
