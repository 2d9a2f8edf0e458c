//! The report arranged by outlet: how much each quotes, paraphrases and leaves unnamed.

use super::json::{Outlet, Report};
use super::phrases::{share, thousands};
use super::terminal::{self, Cell, Look, Terminal};
use super::visible;

/// The titles of the columns.
pub const COLUMNS: [&str; 8] =
    ["outlet", "articles", "said", "quoted", "partly", "reported", "unnamed", "no source"];

/// Where less is left for the name, it stands on a line of its own.
const NARROWEST: usize = 12;

/// The values of the columns for an outlet.
pub fn row(outlet: &Outlet) -> [String; 8] {
    let of_all = |count| share(count, outlet.attributions);
    [
        outlet.outlet.clone().unwrap_or_else(|| "(no outlet given)".to_string()),
        thousands(outlet.articles),
        thousands(outlet.attributions),
        of_all(outlet.direct),
        of_all(outlet.mixed),
        of_all(outlet.indirect),
        of_all(outlet.anonymous),
        of_all(outlet.unattributed),
    ]
}

/// The arrangement for a terminal.
pub fn text(report: &Report, terminal: Terminal) -> String {
    let report = &visible::report(report);
    let mut out = super::text::summary(report, terminal);
    out.push('\n');
    let line = |values: &[String; 8], look: Option<Look>| {
        let numbers: String = values[1..]
            .iter()
            .zip(&COLUMNS[1..])
            .map(|(value, title)| format!("  {value:>0$}", title.len()))
            .collect();
        let name = Cell { text: values[0].clone(), look, ..Cell::default() };
        let width = terminal.width.saturating_sub(numbers.chars().count());
        if width < NARROWEST {
            // The numbers stand below the name, and take what a narrow window has.
            let name = terminal.wrapped(&name.text, 0);
            return format!("{name}{}\n", numbers.get(2..).unwrap_or_default());
        }
        terminal::row(
            terminal,
            &[name],
            width,
            &look.map_or(numbers.clone(), |look| terminal.paint(look, &numbers)),
        )
    };
    out.push_str(&line(&COLUMNS.map(String::from), Some(Look::Faint)));
    out.extend(report.outlets.iter().map(|outlet| line(&row(outlet), None)));
    let quoting: Vec<&Outlet> =
        report.outlets.iter().filter(|outlet| !outlet.most_quoted.is_empty()).collect();
    if !quoting.is_empty() {
        out.push_str(&terminal.heading("Whom each quotes most", quoting.len()));
    }
    for outlet in quoting {
        let most = outlet.most_quoted.iter().map(|speaker| format!("{} {}", speaker.name, speaker.quoted));
        let [name, ..] = row(outlet);
        out.push_str(&terminal.wrapped(&format!("{name}: {}", most.collect::<Vec<_>>().join(", ")), 0));
    }
    out
}
