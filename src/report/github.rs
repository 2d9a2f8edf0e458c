//! Differences as annotations of GitHub's workflows: a warning at the line of each side.

use std::collections::HashMap;

use super::differences;
use super::json::{Article, Finding, Member, Report};
use super::phrases::{dated, word};
use super::visible;

/// A line for each side of every difference that counts and is not accepted.
pub fn annotations(report: &Report) -> String {
    let report = &visible::report(report);
    let articles: HashMap<&str, &Article> =
        report.articles.iter().map(|article| (article.id.as_str(), article)).collect();
    let mut out = String::new();
    for cluster in &report.clusters {
        let pairs = differences::pairs(cluster);
        for finding in pairs.iter().flat_map(|pair| &pair.findings).filter(|one| !one.is_accepted()) {
            let sides = finding.members.map(|member| &cluster.members[member]);
            for (own, other) in [(0, 1), (1, 0)] {
                out.push_str(&annotation(finding, sides[own], sides[other], &articles));
            }
        }
    }
    out
}

fn annotation(
    finding: &Finding,
    member: &Member,
    other: &Member,
    articles: &HashMap<&str, &Article>,
) -> String {
    let path = articles.get(member.article.as_str()).and_then(|article| article.path.as_deref());
    let path = path.map(|path| path.strip_prefix("./").unwrap_or(path));
    let file = path.map_or(String::new(), |path| format!("file={},", property(path)));
    let line = member.line.map_or(String::new(), |line| format!("line={line},"));
    let title = property(&format!("Accounts differ: {}", word(finding.kind)));
    let message = format!("{} (the other account: {}; {})", finding.because, dated(other), finding.id);
    format!("::warning {file}{line}title={title}::{}\n", data(&message))
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_that_end_a_field_are_escaped() {
        assert_eq!(data("50% a\nb"), "50%25 a%0Ab");
        assert_eq!(property("a:b,c"), "a%3Ab%2Cc");
    }
}
