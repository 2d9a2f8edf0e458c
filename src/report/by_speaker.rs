//! The report arranged by speaker: everything that each is reported to have said, by date and
//! outlet, with where accounts differ.

use std::collections::BTreeMap;

use super::json::{Attribution, Kind, Report, Speaker, Verdict};
use super::phrases::{counted, word};
use super::terminal::{Look, Terminal};
use super::visible;

/// One thing that a speaker is reported to have said.
pub struct Saying<'a> {
    /// Who published it, or the article's id.
    pub outlet: &'a str,
    /// When.
    pub date: Option<&'a str>,
    /// Quoted or not.
    pub kind: Kind,
    /// The words.
    pub words: &'a str,
    /// The attribution's id.
    pub id: &'a str,
    /// Where other accounts of it differ.
    pub differs: Vec<String>,
}

/// A speaker with everything that is theirs, by date and outlet.
pub struct Part<'a> {
    /// Who.
    pub speaker: &'a Speaker,
    /// What.
    pub sayings: Vec<Saying<'a>>,
}

/// Everything that was said, by speaker.
pub fn parts(report: &Report) -> Vec<Part<'_>> {
    let by_id: BTreeMap<&str, &Attribution> =
        report.attributions.iter().map(|found| (found.id.as_str(), found)).collect();
    let differences = differences(report);
    let part = |speaker| Part { speaker, sayings: sayings(speaker, &by_id, &differences) };
    report.speakers.iter().map(part).collect()
}

fn sayings<'a>(
    speaker: &'a Speaker,
    by_id: &BTreeMap<&str, &'a Attribution>,
    differences: &BTreeMap<&str, Vec<String>>,
) -> Vec<Saying<'a>> {
    let found = speaker.attributions.iter().filter_map(|id| by_id.get(id.as_str()).copied());
    let mut sayings: Vec<Saying> = found
        .map(|found| Saying {
            outlet: found.outlet.as_deref().unwrap_or(&found.article),
            date: found.date.as_deref(),
            kind: found.kind,
            words: &found.content.text,
            id: &found.id,
            differs: differences.get(found.id.as_str()).cloned().unwrap_or_default(),
        })
        .collect();
    // The sort keeps the order of the text within an article.
    sayings.sort_by_key(|saying| (saying.date.is_none(), saying.date, saying.outlet));
    sayings
}

/// For each attribution, how others differ from it.
fn differences(report: &Report) -> BTreeMap<&str, Vec<String>> {
    let mut all: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for cluster in report.clusters.iter().filter(|cluster| cluster.verdict == Verdict::Conflicting) {
        for finding in cluster.findings.iter().filter(|finding| finding.counts()) {
            for (own, other, place) in [(0, 1, &finding.b), (1, 0, &finding.a)] {
                let own = &cluster.members[finding.members[own]];
                let other = &cluster.members[finding.members[other]];
                let outlet = other.outlet.as_deref().unwrap_or(&other.article);
                let note = format!("{} differs: {outlet} has “{}”", word(finding.kind), place.text);
                let Some(attribution) = own.attribution.as_deref() else { continue };
                let notes = all.entry(attribution).or_default();
                if !notes.contains(&note) {
                    notes.push(note);
                }
            }
        }
    }
    all
}

/// The arrangement for a terminal.
pub fn text(report: &Report, terminal: Terminal) -> String {
    let report = &visible::report(report);
    let mut out = super::text::summary(report, terminal);
    for Part { speaker, sayings } in parts(report) {
        out.push('\n');
        let lines = terminal.wrapped(&heading(speaker), 0);
        out.extend(lines.lines().map(|line| terminal.paint(Look::Strong, line) + "\n"));
        for (name, value) in &speaker.attributes {
            out.push_str(&terminal.wrapped(&format!("{name}: {value}"), 2));
        }
        let mut place = None;
        for saying in &sayings {
            if place != Some((saying.date, saying.outlet)) {
                place = Some((saying.date, saying.outlet));
                let shown = format!("{}  {}", saying.date.unwrap_or("no date   "), saying.outlet);
                out.push_str(&format!("  {}\n", terminal.paint(Look::Faint, &shown)));
            }
            out.push_str(&terminal.wrapped(&format!("{} · {}", saying.words, saying.id), 6));
            for note in &saying.differs {
                let lines = terminal.wrapped(note, 10);
                out.extend(lines.lines().map(|line| {
                    let words = line.trim_start();
                    format!("        ≠ {}\n", terminal.paint(Look::Differs, words))
                }));
            }
        }
    }
    out
}

/// Who, in which office, how often and where.
pub fn heading(speaker: &Speaker) -> String {
    let role = speaker.roles.first().map_or(String::new(), |role| format!(", {role}"));
    let differs = match speaker.conflicting {
        0 => String::new(),
        count => format!("; {} with differing accounts", counted(count, "claim")),
    };
    format!(
        "{}{role}: {} in {}{differs}",
        speaker.name,
        counted(speaker.attributions.len(), "attribution"),
        counted(speaker.outlets.len(), "outlet"),
    )
}
