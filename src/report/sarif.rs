//! Differences in SARIF 2.1.0, which services for version control show at the lines that they are about.

use std::collections::HashMap;

use serde_json::{Value, json};

use super::csv::tag;
use super::differences;
use super::json::{Article, Cluster, Finding, FindingKind, Member, Report};
use super::phrases::dated;
use super::visible::{self, in_json};

/// The kinds of differences that make accounts conflict, each with what it means.
const RULES: [(FindingKind, &str); 9] = [
    (FindingKind::Negation, "Affirmed in one account and denied in the other"),
    (FindingKind::Antonym, "Opposite words"),
    (FindingKind::Number, "Another quantity"),
    (FindingKind::Date, "Another day"),
    (FindingKind::Agent, "Another actor or thing acted on"),
    (FindingKind::Speaker, "The same words in another mouth"),
    (FindingKind::Wording, "Words inside the quotation marks were changed"),
    (FindingKind::Certainty, "Hedged in one account and flat in the other"),
    (FindingKind::Attribution, "Stated as fact in one account and attributed in the other"),
];

/// A result for every difference that counts; those that are accepted are marked as suppressed.
pub fn log(report: &Report) -> String {
    let report = &visible::report(report);
    let articles: HashMap<&str, &Article> =
        report.articles.iter().map(|article| (article.id.as_str(), article)).collect();
    let results: Vec<Value> = report
        .clusters
        .iter()
        .flat_map(|cluster| {
            let pairs = differences::pairs(cluster);
            let findings: Vec<&Finding> = pairs.into_iter().flat_map(|pair| pair.findings).collect();
            findings.into_iter().map(|finding| result(cluster, finding, &articles)).collect::<Vec<_>>()
        })
        .collect();
    let rules = RULES.map(|(kind, about)| json!({"id": tag(&kind), "shortDescription": {"text": about}}));
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "whosaid",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    let text = serde_json::to_string_pretty(&log).expect("a value is JSON");
    in_json(&text) + "\n"
}

fn result(cluster: &Cluster, finding: &Finding, articles: &HashMap<&str, &Article>) -> Value {
    let [a, b] = finding.members.map(|member| &cluster.members[member]);
    let at = |member: &Member, message: Option<String>| {
        let path = articles.get(member.article.as_str()).and_then(|article| article.path.as_deref());
        let mut place = json!({"artifactLocation": {"uri": uri(path.unwrap_or(&member.article))}});
        if let Some(line) = member.line {
            place["region"] = json!({"startLine": line});
        }
        let mut location = json!({"physicalLocation": place});
        if let Some(message) = message {
            location["id"] = json!(1);
            location["message"] = json!({"text": message});
        }
        location
    };
    let mut result = json!({
        "ruleId": tag(&finding.kind),
        "level": "warning",
        "message": {"text": format!("{}: {}", cluster.claim, finding.because)},
        "locations": [at(a, None)],
        "relatedLocations": [at(b, Some(format!("the other account: {}", dated(b))))],
        "partialFingerprints": {"whosaid/v1": finding.id},
        "properties": {"claim": cluster.id, "confidence": finding.confidence},
    });
    if let Some(accepted) = &finding.accepted {
        let said: Vec<&str> =
            [&accepted.date, &accepted.note].into_iter().flatten().map(String::as_str).collect();
        result["suppressions"] = json!([{"kind": "external", "justification": said.join(": ")}]);
    }
    result
}

/// A path as a reference relative to where the command ran, or as a file's address.
fn uri(path: &str) -> String {
    let mut out = String::new();
    let plain = path.replace('\\', "/");
    let plain = plain.strip_prefix("./").unwrap_or(&plain);
    if plain.starts_with('/') {
        out.push_str("file://");
    }
    for byte in plain.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_' | b'~' => {
                out.push(char::from(byte));
            }
            other => out.push_str(&format!("%{other:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_a_reference() {
        assert_eq!(uri("./a b/fähre.txt"), "a%20b/f%C3%A4hre.txt");
        assert_eq!(uri("/data/x.txt"), "file:///data/x.txt");
    }
}
