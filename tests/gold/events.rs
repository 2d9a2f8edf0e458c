//! What the report must say of each event, and where it does not.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::Path;

use serde::{Deserialize, Serialize};
use whosaid::Article;
use whosaid::report::json::{Cluster, Finding, Report, Verdict};

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
    finding: Vec<ExpectedFinding>,
}

#[derive(Clone, Deserialize)]
struct Account {
    article: String,
    words: String,
}

#[derive(Deserialize)]
struct ExpectedFinding {
    kind: String,
    nature: String,
    a: String,
    b: String,
}

#[derive(Deserialize)]
struct Apart {
    a: Account,
    b: Account,
    #[serde(default)]
    why: String,
}

/// One point in which a report disagrees with the gold.
#[derive(Clone, Debug)]
pub struct Disagreement {
    /// The cluster that it is about; none where no cluster tells the claim.
    pub cluster: Option<usize>,
    /// What the gold has, in words.
    pub gold: String,
}

/// A part of a whole.
#[derive(Clone, Copy, Debug, Default)]
struct Part {
    right: usize,
    all: usize,
}

impl Part {
    fn add(&mut self, right: bool) {
        self.right += usize::from(right);
        self.all += 1;
    }

    fn share(self) -> f64 {
        share(self.right, self.all)
    }
}

/// What was counted over all events.
#[derive(Clone, Debug, Default)]
pub struct Verdicts {
    together: Part,
    apart: Part,
    verdicts: BTreeMap<String, Part>,
    findings: BTreeMap<String, Part>,
    natures: Part,
}

impl Verdicts {
    /// Adds an event, and says where its report disagrees.
    pub fn add(&mut self, expected: &Path, articles: &[Article], report: &Report) -> Vec<Disagreement> {
        let text = std::fs::read_to_string(expected).expect("gold is text");
        let gold: Expected = toml::from_str(&text).expect("gold is TOML of that form");
        let mut disagreements = Vec::new();
        for claim in &gold.claim {
            let homes: Vec<BTreeSet<usize>> =
                claim.account.iter().map(|account| homes(account, articles, report)).collect();
            let home = home(&homes);
            let mut say = |words: String| {
                let gold = format!("{words} [{}]", claim.about);
                disagreements.push(Disagreement { cluster: home, gold });
            };
            self.add_pairs(claim, &homes, home, &mut say);
            let clusters: Vec<&Cluster> = homes
                .iter()
                .flatten()
                .collect::<BTreeSet<_>>()
                .into_iter()
                .map(|index| &report.clusters[*index])
                .collect();
            self.add_verdict(claim, &clusters, home.is_some(), &mut say);
            self.add_findings(claim, &clusters, &mut say);
        }
        for Apart { a, b, why } in &gold.apart {
            let (one, other) = (homes(a, articles, report), homes(b, articles, report));
            let joined = one.intersection(&other).next().copied();
            self.apart.add(joined.is_none());
            if joined.is_some() {
                let gold = format!(
                    "two claims, not one: {} “{}” and {} “{}” ({why})",
                    a.article, a.words, b.article, b.words
                );
                disagreements.push(Disagreement { cluster: joined, gold });
            }
        }
        disagreements
    }

    fn add_pairs(
        &mut self,
        claim: &Claim,
        homes: &[BTreeSet<usize>],
        home: Option<usize>,
        say: &mut impl FnMut(String),
    ) {
        for (index, one) in homes.iter().enumerate() {
            for other in &homes[index + 1..] {
                self.together.add(!one.is_disjoint(other));
            }
        }
        let told = |account: &Account| format!("{} “{}”", account.article, account.words);
        match home {
            None if claim.account.len() > 1 => {
                let accounts: Vec<String> = claim.account.iter().map(told).collect();
                say(format!("one claim, {}: {}", claim.verdict, accounts.join("; ")));
            }
            None => {}
            Some(home) => {
                let lost = claim.account.iter().zip(homes).filter(|(_, homes)| !homes.contains(&home));
                lost.for_each(|(account, _)| say(format!("also told by {}", told(account))));
            }
        }
    }

    fn add_verdict(
        &mut self,
        claim: &Claim,
        clusters: &[&Cluster],
        has_home: bool,
        say: &mut impl FnMut(String),
    ) {
        let got = match clusters.iter().map(|cluster| cluster.verdict).min() {
            Some(Verdict::Conflicting) => "conflicting",
            Some(Verdict::Consistent) => "consistent",
            _ => "single",
        };
        self.verdicts.entry(claim.verdict.clone()).or_default().add(got == claim.verdict);
        // A claim that no cluster tells has been said to be missing, with its verdict.
        if got != claim.verdict && has_home {
            say(format!("{}, not {got}", claim.verdict));
        }
    }

    fn add_findings(&mut self, claim: &Claim, clusters: &[&Cluster], say: &mut impl FnMut(String)) {
        for expected in &claim.finding {
            let ExpectedFinding { kind, nature, a, b } = expected;
            let all = clusters.iter().flat_map(|cluster| cluster.findings.iter().chain(&cluster.harmless));
            // A harmless one is no sign that a difference that matters was seen.
            let of_kind: Vec<&Finding> = all
                .filter(|finding| is(finding.kind, kind))
                .filter(|finding| is(finding.nature, "harmless") == (nature == "harmless"))
                .collect();
            let of_nature = of_kind.iter().any(|finding| is(finding.nature, nature));
            self.findings.entry(kind.clone()).or_default().add(!of_kind.is_empty());
            self.natures.add(of_nature);
            if of_kind.is_empty() {
                say(format!("a difference of {kind} ({nature}): “{a}” here, “{b}” there"));
            } else if !of_nature {
                say(format!("the difference of {kind}, “{a}” here, “{b}” there, is of the nature {nature}"));
            }
        }
    }

    /// Pairs of accounts of one claim that stand in one cluster.
    pub fn together(&self) -> f64 {
        self.together.share()
    }

    /// Pairs that must stand apart and do.
    pub fn apart(&self) -> f64 {
        self.apart.share()
    }

    /// Claims with the right verdict.
    pub fn verdicts(&self) -> f64 {
        sum(&self.verdicts).share()
    }

    /// Findings of the right kind in the right claim.
    pub fn findings(&self) -> f64 {
        sum(&self.findings).share()
    }
}

fn sum(parts: &BTreeMap<String, Part>) -> Part {
    parts
        .values()
        .fold(Part::default(), |sum, part| Part { right: sum.right + part.right, all: sum.all + part.all })
}

/// True when the wire format writes the value as that word.
fn is(value: impl Serialize, word: &str) -> bool {
    serde_json::to_value(value).is_ok_and(|value| value == word)
}

/// The cluster that most accounts stand in; none where no two stand together.
fn home(homes: &[BTreeSet<usize>]) -> Option<usize> {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for cluster in homes.iter().flatten() {
        *counts.entry(*cluster).or_default() += 1;
    }
    let together = counts.into_iter().filter(|(_, count)| *count >= homes.len().min(2));
    // The first of those with most.
    together.max_by_key(|(cluster, count)| (*count, std::cmp::Reverse(*cluster))).map(|(cluster, _)| cluster)
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

/// The rows of the table of scores.
impl fmt::Display for Verdicts {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut row = |name: &str, part: Part| {
            writeln!(out, "  {name:34}  {:3} of {:3}  {:.3}", part.right, part.all, part.share())
        };
        row("pairs of accounts together", self.together)?;
        row("pairs of strangers kept apart", self.apart)?;
        row("verdicts right", sum(&self.verdicts))?;
        for (verdict, part) in &self.verdicts {
            row(&format!("  {verdict}"), *part)?;
        }
        row("findings of the right kind", sum(&self.findings))?;
        for (kind, part) in &self.findings {
            row(&format!("  {kind}"), *part)?;
        }
        row("findings of the right nature", self.natures)
    }
}
