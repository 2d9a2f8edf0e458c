//! The report for a terminal: what differs first, then what agrees, then who speaks.

use std::ops::Range;

use super::csv::tag;
use super::json::{Cluster, Finding, Member, Report, Verdict};
use super::phrases::{counted, dated, outlet_of, sentence_of_natures, verdict_line};
use super::terminal::{Cell, Look, Terminal, cut, fitted, merged, on_one_line};

/// How many speakers the table shows; `--by speaker` shows all.
const SPEAKERS_SHOWN: usize = 20;

/// How much of a claim is shown where accounts agree, in columns.
const CLAIM_SHOWN: usize = 210;

/// The whole report.
pub fn report(report: &Report, terminal: Terminal) -> String {
    let mut out = String::new();
    out.push_str(&summary(report, terminal));
    for (verdict, title) in
        [(Verdict::Conflicting, "Accounts differ"), (Verdict::Consistent, "Accounts agree")]
    {
        let clusters: Vec<&Cluster> =
            report.clusters.iter().filter(|cluster| cluster.verdict == verdict).collect();
        if clusters.is_empty() {
            continue;
        }
        out.push_str(&heading(title, clusters.len(), terminal));
        for (index, cluster) in clusters.iter().enumerate() {
            let number = format!("{:>3}. ", index + 1);
            out.push_str(&match verdict {
                Verdict::Conflicting => conflicting(cluster, &number, terminal),
                _ => consistent(cluster, &number, terminal),
            });
        }
    }
    out.push_str(&speakers(report, terminal));
    out
}

/// The lines that say how much was found.
pub fn summary(report: &Report, terminal: Terminal) -> String {
    let found = &report.summary;
    let mut lines = format!(
        "{} from {}: {} by {}.",
        counted(found.articles, "article"),
        counted(found.outlets, "outlet"),
        counted(found.attributions, "attribution"),
        counted(found.speakers, "speaker"),
    );
    lines.push('\n');
    lines.push_str(&verdict_line(found));
    lines.lines().map(|line| terminal.wrapped(line, 0)).collect()
}

fn heading(title: &str, count: usize, terminal: Terminal) -> String {
    let title = format!("{title} ({count})");
    let rule = "─".repeat(terminal.width.saturating_sub(title.chars().count() + 4));
    format!(
        "\n{} {} {}\n\n",
        terminal.paint(Look::Faint, "──"),
        terminal.paint(Look::Strong, &title),
        terminal.paint(Look::Faint, &rule)
    )
}

fn conflicting(cluster: &Cluster, number: &str, terminal: Terminal) -> String {
    let indent = number.len();
    let kinds = terminal.paint(Look::Strong, &sentence_of_natures(cluster));
    let mut out = format!("{number}{kinds}\n");
    let mut shown = vec![false; cluster.members.len()];
    for pair in pairs(cluster) {
        let findings: Vec<&Finding> =
            cluster.findings.iter().filter(|finding| finding.members == pair).collect();
        out.push('\n');
        out.push_str(&side_by_side(cluster, pair, &findings, indent, terminal));
        for finding in findings {
            out.push_str(&terminal.wrapped(&format!("{}: {}", tag(&finding.kind), finding.because), indent));
        }
        shown[pair[0]] = true;
        shown[pair[1]] = true;
    }
    let others: Vec<&Member> =
        cluster.members.iter().zip(&shown).filter(|(_, shown)| !**shown).map(|(member, _)| member).collect();
    if !others.is_empty() {
        out.push('\n');
    }
    for member in others {
        out.push_str(&telling(member, indent, terminal));
    }
    out.push('\n');
    out
}

/// The pairs of members that findings speak of, those that count before those that do not; of
/// the same kind and nature, one pair is shown for each distinct reading.
fn pairs(cluster: &Cluster) -> Vec<[usize; 2]> {
    let mut findings: Vec<&Finding> = cluster.findings.iter().collect();
    findings.sort_by_key(|finding| !finding.counts());
    let mut seen = Vec::new();
    let mut pairs: Vec<[usize; 2]> = Vec::new();
    for finding in findings {
        let words = |place: &super::json::Place| place.text.to_lowercase();
        let (a, b) = (words(&finding.a), words(&finding.b));
        let readings = if a <= b { (finding.kind, a, b) } else { (finding.kind, b, a) };
        if !seen.contains(&readings) {
            seen.push(readings);
            if !pairs.contains(&finding.members) {
                pairs.push(finding.members);
            }
        }
    }
    pairs
}

fn side_by_side(
    cluster: &Cluster,
    pair: [usize; 2],
    findings: &[&Finding],
    indent: usize,
    terminal: Terminal,
) -> String {
    let column = |side: usize| {
        let member = &cluster.members[pair[side]];
        let marks = findings.iter().map(|finding| {
            let place = if side == 0 { &finding.a } else { &finding.b };
            in_words(member, place)
        });
        let marks = merged(marks.flatten().collect());
        [
            Cell { text: dated(member), look: Some(Look::Faint), ..Cell::default() },
            Cell { text: speaker_of(member), look: Some(Look::Strong), ..Cell::default() },
            Cell { text: on_one_line(&member.text), marks, look: None },
        ]
    };
    terminal.beside(&column(0), &column(1), indent)
}

/// Where the deciding words stand in the member's own words, in bytes.
pub(super) fn in_words(member: &Member, place: &super::json::Place) -> Option<Range<usize>> {
    if place.text.is_empty() {
        return None;
    }
    // The words of a split content are joined by a space, so a place behind the split is looked
    // up by its words, nearest to where it would stand without one.
    let expected = place.start.saturating_sub(member.start);
    let expected = member.text.char_indices().nth(expected).map_or(member.text.len(), |(at, _)| at);
    let found = member.text.match_indices(&place.text).min_by_key(|(at, _)| at.abs_diff(expected));
    found.map(|(at, words)| at..at + words.len())
}

fn speaker_of(member: &Member) -> String {
    member.speaker.clone().unwrap_or_else(|| "speaker unknown".to_string())
}

/// One telling on lines of its own: where, who, what.
fn telling(member: &Member, indent: usize, terminal: Terminal) -> String {
    let head = format!("{}, {}", dated(member), speaker_of(member));
    let words = format!("{}{}", terminal.wrapped(&head, indent), "");
    terminal.paint(Look::Faint, words.trim_end())
        + "\n"
        + &terminal.wrapped(&on_one_line(&member.text), indent + 2)
}

fn consistent(cluster: &Cluster, number: &str, terminal: Terminal) -> String {
    let indent = number.len();
    let words = terminal.wrapped(&cut(&on_one_line(&cluster.claim), CLAIM_SHOWN), indent);
    let mut out = format!("{number}{}", words.get(indent..).unwrap_or_default());
    let mut speakers: Vec<String> = cluster.members.iter().map(speaker_of).collect();
    speakers.dedup();
    speakers.sort();
    speakers.dedup();
    let mut outlets: Vec<String> = cluster.members.iter().map(outlet_of).collect();
    outlets.sort();
    outlets.dedup();
    let copies = cluster.members.len() - cluster.accounts.min(cluster.members.len());
    let copies = if copies == 0 { String::new() } else { format!(", {copies} copied") };
    let who = format!(
        "{} — {} ({}{copies})",
        speakers.join(" / "),
        outlets.join(", "),
        counted(cluster.accounts, "account")
    );
    for line in terminal.wrapped(&who, indent).lines() {
        out.push_str(&terminal.paint(Look::Faint, line));
        out.push('\n');
    }
    for finding in &cluster.findings {
        let note = format!("{} ({}): {}", tag(&finding.kind), tag(&finding.nature), finding.because);
        out.push_str(&terminal.wrapped(&note, indent));
    }
    out
}

fn speakers(report: &Report, terminal: Terminal) -> String {
    if report.speakers.is_empty() {
        return String::new();
    }
    let mut out = heading("Speakers", report.speakers.len(), terminal);
    let numbers = 24;
    let names = (terminal.width.saturating_sub(numbers + 4)) / 2;
    let row = |name: &str, role: &str, outlets: &str, said: &str, differs: &str| {
        format!("{}  {}  {outlets:>7} {said:>6} {differs:>8}", fitted(name, names), fitted(role, names))
    };
    out.push_str(&terminal.paint(Look::Faint, &row("name", "role", "outlets", "said", "differs")));
    out.push('\n');
    for speaker in report.speakers.iter().take(SPEAKERS_SHOWN) {
        let role = speaker.roles.first().map_or("", String::as_str);
        let differs = if speaker.conflicting == 0 { String::new() } else { speaker.conflicting.to_string() };
        let line = row(
            &on_one_line(&speaker.name),
            &on_one_line(role),
            &speaker.outlets.len().to_string(),
            &speaker.attributions.len().to_string(),
            &differs,
        );
        out.push_str(line.trim_end());
        out.push('\n');
    }
    let left = report.speakers.len().saturating_sub(SPEAKERS_SHOWN);
    if left > 0 {
        let more =
            format!("and {} more; --by speaker shows all with what they said", counted(left, "speaker"));
        out.push_str(&terminal.paint(Look::Faint, &cut(&more, terminal.width)));
        out.push('\n');
    }
    out
}
