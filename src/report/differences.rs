//! Which of a cluster's findings are shown: each difference once, however many pairs of accounts
//! have it.

use super::json::{Cluster, Finding, FindingKind, Nature, Place};

/// Two members of a cluster with what differs between them.
pub struct Pair<'a> {
    /// The two, by their place in the cluster's list.
    pub members: [usize; 2],
    /// The differences that make the accounts conflict.
    pub findings: Vec<&'a Finding>,
}

/// What differs, as it is told apart from other differences: the order of the two is no matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference(FindingKind, String, String);

/// The pairs that show every difference which makes the accounts conflict, as few as they can be.
pub fn pairs(cluster: &Cluster) -> Vec<Pair<'_>> {
    let mut seen: Vec<Difference> = Vec::new();
    let mut pairs: Vec<Pair> = Vec::new();
    let mut counting: Vec<&Finding> = cluster.findings.iter().filter(|finding| finding.counts()).collect();
    counting.sort_by_key(|finding| finding.kind == FindingKind::Wording);
    for finding in counting {
        let reading = difference(cluster, finding);
        let same_pair = pairs.iter_mut().find(|pair| pair.members == finding.members);
        match same_pair {
            Some(pair) => {
                if !pair.says_already(finding) {
                    pair.findings.push(finding);
                }
            }
            None if seen.contains(&reading) => {}
            None => pairs.push(Pair { members: finding.members, findings: vec![finding] }),
        }
        if !seen.contains(&reading) {
            seen.push(reading);
        }
    }
    pairs
}

impl Pair<'_> {
    /// True when it adds nothing that words inside the marks changed, since it is known how.
    fn says_already(&self, finding: &Finding) -> bool {
        let is_same = |other: &&Finding| other.a == finding.a && other.b == finding.b;
        finding.kind == FindingKind::Wording && self.findings.iter().any(is_same)
    }
}

/// The differences that make no conflict, here or between two others: updates, then harmless ones,
/// each once.
pub fn notes(cluster: &Cluster) -> Vec<&Finding> {
    let counting = cluster.findings.iter().filter(|finding| finding.counts());
    let mut seen: Vec<Difference> = counting.map(|finding| difference(cluster, finding)).collect();
    let mut notes: Vec<&Finding> = Vec::new();
    for nature in [Nature::Update, Nature::Harmless] {
        let all = cluster.findings.iter().chain(&cluster.harmless);
        for finding in all.filter(|finding| finding.nature == nature) {
            let reading = difference(cluster, finding);
            if !seen.contains(&reading) {
                seen.push(reading);
                notes.push(finding);
            }
        }
    }
    notes
}

/// What one side of a finding reads: its words, or who is said to have said them.
pub fn side<'a>(cluster: &'a Cluster, finding: &'a Finding, side: usize) -> &'a str {
    let speaker = cluster.members[finding.members[side]].speaker.as_deref();
    let place: &Place = if side == 0 { &finding.a } else { &finding.b };
    match finding.kind {
        FindingKind::Speaker => speaker.unwrap_or("unknown"),
        FindingKind::Attribution => speaker.unwrap_or("stated as fact"),
        _ => &place.text,
    }
}

/// What differs in a finding, whoever tells it.
pub fn difference(cluster: &Cluster, finding: &Finding) -> Difference {
    // A full stop or a comma at the end is no other difference.
    const SIGNS: [char; 16] =
        ['.', ',', ';', ':', '!', '?', '"', '\'', '“', '”', '‘', '’', '«', '»', '(', ')'];
    let plain = |words: &str| {
        words.trim_matches(|sign: char| sign.is_whitespace() || SIGNS.contains(&sign)).to_lowercase()
    };
    let [a, b] = [0, 1].map(|index| plain(side(cluster, finding, index)));
    if a <= b { Difference(finding.kind, a, b) } else { Difference(finding.kind, b, a) }
}
