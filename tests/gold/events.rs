//! What the report must say of each event, and how far it does.

use std::collections::BTreeSet;
use std::fmt;
use std::path::Path;

use serde::Deserialize;
use whosaid::Article;
use whosaid::report::json::{Cluster, Report, Verdict};

use super::annotations::share;

#[derive(Deserialize)]
struct Expected {
    #[serde(default)]
    claim: Vec<Claim>,
    #[serde(default)]
    apart: Vec<Apart>,
}

#[derive(Deserialize)]
struct Claim {
    about: String,
    verdict: String,
    account: Vec<Account>,
    #[serde(default)]
    finding: Vec<Finding>,
}

#[derive(Deserialize)]
struct Account {
    article: String,
    words: String,
}

#[derive(Deserialize)]
struct Finding {
    kind: String,
}

#[derive(Deserialize)]
struct Apart {
    a: Account,
    b: Account,
}

/// What was counted over all events.
#[derive(Debug, Default)]
pub struct Verdicts {
    pairs: usize,
    pairs_together: usize,
    strangers: usize,
    strangers_apart: usize,
    claims: usize,
    verdicts_right: usize,
    findings: usize,
    findings_found: usize,
    /// What went wrong, for who reads the test's output.
    wrong: Vec<String>,
}

impl Verdicts {
    /// Adds an event.
    pub fn add(&mut self, expected: &Path, articles: &[Article], report: &Report) {
        let text = std::fs::read_to_string(expected).expect("gold is text");
        let gold: Expected = toml::from_str(&text).expect("gold is TOML of that form");
        let event =
            expected.parent().and_then(Path::file_name).expect("an event has a folder").to_string_lossy();
        for claim in &gold.claim {
            let name = format!("{event}, {}", claim.about);
            let homes: Vec<BTreeSet<usize>> =
                claim.account.iter().map(|account| homes(account, articles, report)).collect();
            self.add_pairs(&name, claim, &homes);
            self.add_verdict(&name, claim, &homes, report);
        }
        for apart in &gold.apart {
            let a = homes(&apart.a, articles, report);
            let is_apart = a.is_disjoint(&homes(&apart.b, articles, report));
            self.strangers += 1;
            self.strangers_apart += usize::from(is_apart);
            if !is_apart {
                self.wrong.push(format!("{event}: joined “{}” and “{}”", apart.a.words, apart.b.words));
            }
        }
    }

    fn add_pairs(&mut self, name: &str, claim: &Claim, homes: &[BTreeSet<usize>]) {
        for (index, one) in homes.iter().enumerate() {
            for other in &homes[index + 1..] {
                self.pairs += 1;
                self.pairs_together += usize::from(!one.is_disjoint(other));
            }
        }
        let lost: Vec<&str> = claim
            .account
            .iter()
            .zip(homes)
            .filter(|(_, home)| {
                homes.iter().filter(|other| !home.is_disjoint(other)).count() < homes.len().min(2)
            })
            .map(|(account, _)| account.article.as_str())
            .collect();
        if !lost.is_empty() {
            self.wrong.push(format!("{name}: {} not with the others", lost.join(", ")));
        }
    }

    fn add_verdict(&mut self, name: &str, claim: &Claim, homes: &[BTreeSet<usize>], report: &Report) {
        self.claims += 1;
        let all: BTreeSet<usize> = homes.iter().flatten().copied().collect();
        let clusters: Vec<&Cluster> = all.iter().map(|index| &report.clusters[*index]).collect();
        let verdict = clusters.iter().map(|cluster| cluster.verdict).min();
        let got = match verdict {
            Some(Verdict::Conflicting) => "conflicting",
            Some(Verdict::Consistent) => "consistent",
            _ => "single",
        };
        self.verdicts_right += usize::from(got == claim.verdict);
        if got != claim.verdict {
            let because: Vec<&str> = clusters
                .iter()
                .flat_map(|cluster| &cluster.findings)
                .filter(|finding| finding.counts())
                .map(|finding| finding.because.as_str())
                .collect();
            self.wrong.push(format!("{name}: {got}, not {} {}", claim.verdict, because.join(" ")));
        }
        for expected in &claim.finding {
            self.findings += 1;
            let is_kind = |kind| serde_json::to_value(kind).is_ok_and(|kind| kind == expected.kind.as_str());
            let found =
                clusters.iter().flat_map(|cluster| &cluster.findings).any(|finding| is_kind(finding.kind));
            self.findings_found += usize::from(found);
            if !found {
                self.wrong.push(format!("{name}: no finding of the kind {}", expected.kind));
            }
        }
    }

    /// Pairs of accounts of one claim that stand in one cluster.
    pub fn together(&self) -> f64 {
        share(self.pairs_together, self.pairs)
    }

    /// Pairs that must stand apart and do.
    pub fn apart(&self) -> f64 {
        share(self.strangers_apart, self.strangers)
    }

    /// Claims with the right verdict.
    pub fn verdicts(&self) -> f64 {
        share(self.verdicts_right, self.claims)
    }

    /// Findings of the right kind in the right claim.
    pub fn findings(&self) -> f64 {
        share(self.findings_found, self.findings)
    }
}

/// The clusters of which a member covers at least half of the words.
fn homes(account: &Account, articles: &[Article], report: &Report) -> BTreeSet<usize> {
    let article = articles.iter().find(|article| article.id == account.article);
    let body = &article.unwrap_or_else(|| panic!("gold names {}, which is no article", account.article)).body;
    let at = body.find(&account.words);
    let at =
        at.unwrap_or_else(|| panic!("gold names words that {} has not: {}", account.article, account.words));
    let start = body[..at].chars().count();
    let length = account.words.chars().count();
    let covers = |cluster: &Cluster| {
        cluster.members.iter().filter(|member| member.article == account.article).any(|member| {
            let common = member.end.min(start + length).saturating_sub(member.start.max(start));
            2 * common >= length
        })
    };
    (0..report.clusters.len()).filter(|index| covers(&report.clusters[*index])).collect()
}

impl fmt::Display for Verdicts {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(out, "{}", self.wrong.join("\n"))?;
        writeln!(out, "pairs of accounts together: {} of {}", self.pairs_together, self.pairs)?;
        writeln!(out, "strangers kept apart:       {} of {}", self.strangers_apart, self.strangers)?;
        writeln!(out, "verdicts right:             {} of {}", self.verdicts_right, self.claims)?;
        write!(out, "findings found:             {} of {}", self.findings_found, self.findings)
    }
}
