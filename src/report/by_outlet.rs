//! The report arranged by outlet: how much each quotes, paraphrases and leaves unnamed.

use super::json::{Outlet, Report};
use super::phrases::{share, thousands};
use super::terminal::{Look, Terminal, fitted};
use super::visible;

/// The titles of the columns.
pub const COLUMNS: [&str; 8] =
    ["outlet", "articles", "said", "quoted", "partly", "reported", "unnamed", "no source"];

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
    let line = |row: &[String; 8]| {
        let numbers: Vec<String> = row[1..]
            .iter()
            .zip(&COLUMNS[1..])
            .map(|(value, title)| format!("{value:>0$}", title.len()))
            .collect();
        let numbers = numbers.join("  ");
        let name = fitted(&row[0], terminal.width.saturating_sub(numbers.chars().count() + 2));
        format!("{name}  {numbers}\n")
    };
    out.push_str(&terminal.paint(Look::Faint, &line(&COLUMNS.map(String::from))));
    out.extend(report.outlets.iter().map(|outlet| line(&row(outlet))));
    out
}
