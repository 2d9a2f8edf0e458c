//! The report for a terminal: what differs first, then what agrees, then who speaks.

use super::claim_text::{Claims, Extent};
use super::json::{Cluster, Report, Verdict};
use super::phrases::{counted, summary_line, thousands, verdict_line};
use super::terminal::{Cell, Look, Terminal, row};
use super::visible;

/// How many speakers the table shows; `--by speaker` shows all.
const SPEAKERS_SHOWN: usize = 20;

/// How many claims are shown where nobody asks for more: what is read at one sitting.
pub const CLAIMS_SHOWN: usize = 20;

/// The headings, and what stands under each.
const SECTIONS: [(Verdict, &str); 3] = [
    (Verdict::Conflicting, "Accounts differ"),
    (Verdict::Consistent, "Accounts agree"),
    (Verdict::Single, "One account"),
];

/// How much of a report is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shown {
    /// At most so many claims.
    pub most: usize,
    /// Whether claims with one account are shown.
    pub single: bool,
}

impl Shown {
    /// Every claim that several accounts tell.
    pub const ALL: Shown = Shown { most: usize::MAX, single: false };
}

/// The report for a terminal.
pub fn report(report: &Report, shown: Shown, terminal: Terminal) -> String {
    let report = &visible::report(report);
    let mut out = String::new();
    out.push_str(&summary(report, terminal));
    let claims = Claims::new(report, terminal);
    let mut room = shown.most;
    for (verdict, title) in SECTIONS {
        let clusters: Vec<&Cluster> =
            report.clusters.iter().filter(|cluster| cluster.verdict == verdict).collect();
        if clusters.is_empty() || (verdict == Verdict::Single && !shown.single) {
            continue;
        }
        out.push_str(&terminal.heading(title, clusters.len()));
        for (index, cluster) in clusters.iter().take(room).enumerate() {
            out.push_str(&claims.shown(cluster, &format!("{:>3}. ", index + 1), Extent::Gist));
        }
        let left = clusters.len().saturating_sub(room);
        room = room.saturating_sub(clusters.len());
        if left > 0 {
            let what = if left == clusters.len() {
                "not shown here".to_string()
            } else {
                format!("{} more", thousands(left))
            };
            out.push_str(&terminal.wrapped(&format!("{what}; --limit all shows every claim"), 2));
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

fn speakers(report: &Report, terminal: Terminal) -> String {
    if report.speakers.is_empty() {
        return String::new();
    }
    let mut out = terminal.heading("Speakers", report.speakers.len());
    const NUMBERS: [&str; 3] = ["outlets", "said", "differs"];
    let width = NUMBERS.iter().map(|title| title.len() + 2).sum::<usize>();
    let names = (terminal.width.saturating_sub(width + 2)) / 2;
    let line = |name: &str, role: &str, numbers: [String; 3], look: Option<Look>| {
        let cells = [name, role].map(|text| Cell { text: text.to_string(), look, ..Cell::default() });
        let numbers: String = numbers
            .iter()
            .zip(NUMBERS)
            .map(|(number, title)| format!("  {number:>0$}", title.len()))
            .collect();
        let numbers = look.map_or(numbers.clone(), |look| terminal.paint(look, &numbers));
        row(terminal, &cells, names, &numbers)
    };
    out.push_str(&line("name", "role", NUMBERS.map(String::from), Some(Look::Faint)));
    for speaker in report.speakers.iter().take(SPEAKERS_SHOWN) {
        let role = speaker.roles.first().map_or("", String::as_str);
        let differs = if speaker.conflicting == 0 { String::new() } else { speaker.conflicting.to_string() };
        let numbers = [speaker.outlets.len().to_string(), speaker.attributions.len().to_string(), differs];
        out.push_str(&line(&speaker.name, role, numbers, None));
    }
    let left = report.speakers.len().saturating_sub(SPEAKERS_SHOWN);
    if left > 0 {
        let more =
            format!("and {} more; --by speaker shows all with what they said", counted(left, "speaker"));
        let lines = terminal.wrapped(&more, 0);
        out.extend(lines.lines().map(|line| terminal.paint(Look::Faint, line) + "\n"));
    }
    out
}
