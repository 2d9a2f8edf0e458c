//! The attributions of an article as a list for a terminal.

use super::json::{Attribution, Kind};
use super::phrases::counted;
use super::terminal::{Look, Terminal};
use super::visible::{self, on_one_line};
use crate::ingest::Article;

/// One article's attributions under its name; nothing for an article that has none.
pub fn article(article: &Article, attributions: &[Attribution], terminal: Terminal) -> String {
    if attributions.is_empty() {
        return String::new();
    }
    let attributions = visible::attributions(attributions);
    let mut about: Vec<String> = vec![article.id.clone()];
    about.extend(article.outlet.clone());
    about.extend(article.date.map(|date| date.to_string()));
    let about = on_one_line(&about.join(", "));
    let mut out = painted_lines(terminal, Look::Strong, &terminal.wrapped(&about, 0));
    if let Some(title) = &article.title {
        out.push_str(&painted_lines(terminal, Look::Faint, &terminal.wrapped(&on_one_line(title), 0)));
    }
    for found in &attributions {
        out.push('\n');
        out.push_str(&attribution(found, terminal));
    }
    out.push('\n');
    out
}

/// The last line: how many there were in all.
pub fn total(count: usize, terminal: Terminal) -> String {
    match count {
        0 => terminal.wrapped(
            "Nobody is reported to have said anything here. Beliefs, plans and wishes count with --scope full.",
            0,
        ),
        count => terminal.wrapped(&format!("{}.", counted(count, "attribution")), 0),
    }
}

fn attribution(found: &Attribution, terminal: Terminal) -> String {
    let indent = if found.nested_in.is_some() { 4 } else { 2 };
    let who = match (&found.speaker, &found.source) {
        (Some(speaker), _) => {
            let attributes = speaker.attributes.iter().map(|(name, value)| format!("{name}: {value}"));
            let known: Vec<String> = speaker.role.iter().cloned().chain(attributes).collect();
            match known.is_empty() {
                true => speaker.name.clone(),
                false => format!("{} ({})", speaker.name, known.join(", ")),
            }
        }
        (None, Some(source)) => source.text.clone(),
        (None, None) => "(nobody named)".to_string(),
    };
    let kind = match found.kind {
        Kind::Direct => "direct",
        Kind::Mixed => "mixed",
        Kind::Indirect => "indirect",
    };
    let mut notes: Vec<String> = found.cue.iter().map(|cue| format!("“{}”", cue.text)).collect();
    notes.push(kind.to_string());
    if found.nested_in.is_some() {
        notes.push("inside another's words".to_string());
    }
    notes.push(format!("{:.0}%", found.confidence * 100.0));
    notes.extend(found.line.map(|line| format!("line {line}")));
    notes.push(found.id.clone());
    let head = format!("{who} · {}", notes.join(" · "));
    let head = painted_lines(terminal, Look::Strong, &terminal.wrapped(&head, indent));
    head + &terminal.wrapped(&found.content.text, indent + 2)
}

fn painted_lines(terminal: Terminal, look: Look, text: &str) -> String {
    text.lines().map(|line| terminal.paint(look, line) + "\n").collect()
}
