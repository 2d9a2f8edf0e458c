//! The tables of a report as JSON Lines: the same rows with all their fields.

use schemars::JsonSchema;
use serde::Serialize;

use super::columns::Table;
use super::json::{Cluster, Finding, Member, Report};
use super::visible::in_json;

/// A telling and the claim that it tells: a line of `whosaid report --format jsonl --table tellings`.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct TellingLine {
    /// The id of the claim.
    pub cluster: String,
    /// The telling.
    #[serde(flatten)]
    pub telling: Member,
}

/// A finding with both sides whole: a line of `whosaid report --format jsonl --table findings`.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct FindingLine {
    /// The id of the claim.
    pub cluster: String,
    /// The words of the claim.
    pub claim: String,
    /// The finding.
    #[serde(flatten)]
    pub finding: Finding,
    /// The two tellings.
    pub tellings: [Member; 2],
}

/// A table of a report, at most so many rows of it.
pub fn of_report(of: Table, report: &Report, most: usize) -> String {
    match of {
        Table::Attributions => lines(report.attributions.iter(), most),
        Table::Claims => lines(report.clusters.iter(), most),
        Table::Tellings => lines(report.clusters.iter().flat_map(tellings), most),
        Table::Findings => lines(report.clusters.iter().flat_map(findings), most),
        Table::Speakers => lines(report.speakers.iter(), most),
        Table::Outlets => lines(report.outlets.iter(), most),
        Table::Articles => lines(report.articles.iter(), most),
    }
}

/// The tellings of all claims.
pub fn tellings_of(report: &Report) -> Vec<TellingLine> {
    report.clusters.iter().flat_map(tellings).collect()
}

/// The findings of all claims.
pub fn findings_of(report: &Report) -> Vec<FindingLine> {
    report.clusters.iter().flat_map(findings).collect()
}

/// A value on a line of its own.
pub fn line(value: &impl Serialize) -> String {
    let line = serde_json::to_string(value).expect("the wire types hold no map but of strings");
    in_json(&line) + "\n"
}

fn lines<T: Serialize>(rows: impl Iterator<Item = T>, most: usize) -> String {
    rows.take(most).map(|row| line(&row)).collect()
}

fn tellings(cluster: &Cluster) -> impl Iterator<Item = TellingLine> {
    let of_claim = |telling: &Member| TellingLine { cluster: cluster.id.clone(), telling: telling.clone() };
    cluster.members.iter().map(of_claim)
}

fn findings(cluster: &Cluster) -> impl Iterator<Item = FindingLine> {
    cluster.findings.iter().map(|finding| FindingLine {
        cluster: cluster.id.clone(),
        claim: cluster.claim.clone(),
        finding: finding.clone(),
        tellings: finding.members.map(|member| cluster.members[member].clone()),
    })
}
