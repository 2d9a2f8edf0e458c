//! The report for a terminal: what differs first, then what agrees, then who speaks.

use std::collections::BTreeSet;
use std::ops::Range;

use super::differences::{self, Pair};
use super::json::{Cluster, Finding, FindingKind, Member, Nature, Report, Verdict};
use super::phrases::{counted, dated, outlet_of, speaker_of, summary_line, verdict_line, what_differs, word};
use super::terminal::{Cell, Look, Terminal, cut, fitted, merged};
use super::visible;

/// How many speakers the table shows; `--by speaker` shows all.
const SPEAKERS_SHOWN: usize = 20;

/// How many updates are shown with a claim.
const UPDATES_SHOWN: usize = 3;

/// How much of a claim is shown where accounts agree, in columns.
const CLAIM_SHOWN: usize = 210;

/// The whole report.
pub fn report(report: &Report, terminal: Terminal) -> String {
    let report = &visible::report(report);
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
        out.push_str(&terminal.heading(title, clusters.len()));
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
    terminal.wrapped(&summary_line(found), 0) + &terminal.wrapped(&verdict_line(found), 0)
}

fn conflicting(cluster: &Cluster, number: &str, terminal: Terminal) -> String {
    let indent = number.len();
    let claim = terminal.wrapped(&cut(&cluster.claim, CLAIM_SHOWN), indent);
    let mut out = format!("{number}{}\n", terminal.paint(Look::Strong, claim.trim()));
    out.push_str(&terminal.wrapped(&what_differs(cluster), indent));
    let mut shown = vec![false; cluster.members.len()];
    for pair in differences::pairs(cluster) {
        out.push('\n');
        out.push_str(&side_by_side(cluster, &pair, indent, terminal));
        for finding in &pair.findings {
            out.push_str(&terminal.wrapped(&format!("{}: {}", word(finding.kind), finding.because), indent));
        }
        for member in pair.members {
            shown[member] = true;
        }
    }
    let others = cluster.members.iter().zip(&shown).filter(|(_, shown)| !**shown);
    for (index, (member, _)) in others.enumerate() {
        if index == 0 {
            out.push('\n');
        }
        out.push_str(&telling(member, indent, terminal));
    }
    out.push_str(&updates(cluster, indent, terminal));
    out.push('\n');
    out
}

fn side_by_side(cluster: &Cluster, pair: &Pair, indent: usize, terminal: Terminal) -> String {
    let column = |side: usize| {
        let member = &cluster.members[pair.members[side]];
        let (about_speaker, about_words): (Vec<&Finding>, Vec<&Finding>) =
            pair.findings.iter().partition(|finding| finding.kind == FindingKind::Speaker);
        let marks = about_words.iter().map(|finding| {
            let place = if side == 0 { &finding.a } else { &finding.b };
            in_words(member, place)
        });
        let speaker = speaker_of(member);
        let speaker = match about_speaker.is_empty() {
            true => Cell { text: speaker, look: Some(Look::Strong), ..Cell::default() },
            false => Cell { marks: vec![0..speaker.len()], text: speaker, look: None },
        };
        [
            Cell { text: dated(member), look: Some(Look::Faint), ..Cell::default() },
            speaker,
            Cell { text: member.text.clone(), marks: merged(marks.flatten().collect()), look: None },
        ]
    };
    terminal.beside(&column(0), &column(1), indent)
}

/// What has moved with time. Harmless differences are left to the formats that can fold them away.
fn updates(cluster: &Cluster, indent: usize, terminal: Terminal) -> String {
    let notes = differences::notes(cluster);
    let updates = notes.iter().filter(|finding| finding.nature == Nature::Update);
    let voices = cluster.findings.iter().filter(|finding| finding.kind == FindingKind::Attribution);
    let mut out = String::new();
    for finding in updates.take(UPDATES_SHOWN) {
        let words = |side: usize| cut(differences::side(cluster, finding, side), 60);
        let member = |side: usize| dated(&cluster.members[finding.members[side]]);
        let kind = word(finding.kind);
        let note = format!("update, {kind}: “{}” ({}), “{}” ({})", words(0), member(0), words(1), member(1));
        let lines = terminal.wrapped(&note, indent);
        out.extend(lines.lines().map(|line| terminal.paint(Look::Faint, line) + "\n"));
    }
    for finding in voices {
        let member = |side: usize| dated(&cluster.members[finding.members[side]]);
        let note = format!("voice: {} ({}; {})", finding.because, member(0), member(1));
        let lines = terminal.wrapped(&note, indent);
        out.extend(lines.lines().map(|line| terminal.paint(Look::Faint, line) + "\n"));
    }
    out
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

/// One telling on lines of its own: where, who, what.
fn telling(member: &Member, indent: usize, terminal: Terminal) -> String {
    let head = format!("{}, {}", dated(member), speaker_of(member));
    let words = format!("{}{}", terminal.wrapped(&head, indent), "");
    terminal.paint(Look::Faint, words.trim_end()) + "\n" + &terminal.wrapped(&member.text, indent + 2)
}

fn consistent(cluster: &Cluster, number: &str, terminal: Terminal) -> String {
    let indent = number.len();
    let words = terminal.wrapped(&cut(&cluster.claim, CLAIM_SHOWN), indent);
    let mut out = format!("{number}{}", words.get(indent..).unwrap_or_default());
    let mut speakers: Vec<String> = cluster.members.iter().map(speaker_of).collect();
    speakers.dedup();
    speakers.sort();
    speakers.dedup();
    let mut outlets: Vec<String> = cluster.members.iter().map(outlet_of).collect();
    outlets.sort();
    outlets.dedup();
    let articles: BTreeSet<&str> = cluster.members.iter().map(|member| member.article.as_str()).collect();
    let copies = match articles.len().saturating_sub(cluster.accounts) {
        0 => String::new(),
        count => format!(", {} more copied", counted(count, "article")),
    };
    let who = format!(
        "{} — {} ({}{copies})",
        speakers.join(" / "),
        outlets.join(", "),
        counted(cluster.accounts, "account")
    );
    let lines = terminal.wrapped(&who, indent);
    out.extend(lines.lines().map(|line| terminal.paint(Look::Faint, line) + "\n"));
    out.push_str(&updates(cluster, indent, terminal));
    out
}

fn speakers(report: &Report, terminal: Terminal) -> String {
    if report.speakers.is_empty() {
        return String::new();
    }
    let mut out = terminal.heading("Speakers", report.speakers.len());
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
            &speaker.name,
            role,
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
