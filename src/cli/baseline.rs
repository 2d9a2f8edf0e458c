//! The file of accepted findings: reading it, and adding to it.
//!
//! ```toml
//! [[accepted]]
//! id = "f1c7x2k9m"
//! date = 2025-03-12
//! note = "the Echo corrected it"
//! ```

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Deserialize;

use super::arguments::AcceptArguments;
use super::config::{Config, parsed};
use super::failure::{Failure, Outcome, note, shown};
use super::named_file;
use super::whole_file::{Durability, WholeFile};
use crate::ingest::SizeLimit;
use crate::report::accept::{self, Applied, Baseline};
use crate::report::ids::{Named, named};
use crate::report::json::{Accepted, Report};
use crate::report::phrases::counted;

/// How many ids are named that nothing has.
const NAMED: usize = 3;

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct File {
    accepted: Vec<Entry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: String,
    note: Option<String>,
    date: Option<Day>,
}

/// A day as TOML has it, or in quotes.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Day {
    Date(toml::value::Datetime),
    Text(String),
}

/// What a file accepts.
pub fn read(path: &Path) -> Result<Baseline, Failure> {
    let text = named_file::text_of(path, SizeLimit::default())?;
    of_text(path, &text)
}

fn of_text(path: &Path, text: &str) -> Result<Baseline, Failure> {
    let file: File = parsed(path, text)?;
    let mut accepted = BTreeMap::new();
    for entry in file.accepted {
        if !matches!(named(&entry.id), Some(Named::Finding | Named::Claim)) {
            return Err(Failure::Argument(format!(
                "cannot read {}: \"{}\" is no id of a finding or claim; copy it from a report",
                shown(path),
                entry.id
            )));
        }
        let date = entry.date.map(|day| match day {
            Day::Date(date) => date.to_string(),
            Day::Text(text) => text,
        });
        accepted.insert(entry.id, Accepted { note: entry.note, date });
    }
    Ok(Baseline { accepted })
}

/// Marks what the file accepts, leaves it out unless it is to be shown, and says what came of it.
pub fn apply(path: &Path, shows: bool, report: &mut Report) -> Result<(), Failure> {
    let Applied { findings, unknown } = read(path)?.mark(report);
    if !shows && findings > 0 {
        accept::leave_out(report);
        let are = if findings == 1 { "is" } else { "are" };
        note(&format!(
            "{} accepted in {} {are} left out; --show-accepted shows them",
            counted(findings, "finding"),
            shown(path)
        ));
    }
    if !unknown.is_empty() {
        let more = match unknown.len().saturating_sub(NAMED) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let names = unknown.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
        note(&format!("{}: nothing here has the id {names}{more}", shown(path)));
    }
    Ok(())
}

/// `whosaid accept`: adds findings or claims to the file.
pub fn run(arguments: &AcceptArguments) -> Result<Outcome, Failure> {
    let config = Config::of(&arguments.config)?;
    let path = arguments.baseline.clone().or(config.baseline).ok_or_else(|| {
        Failure::Argument(
            "no file is named to note it in; give --baseline FILE, or baseline = \"FILE\" in whosaid.toml"
                .to_string(),
        )
    })?;
    for id in &arguments.ids {
        if !matches!(named(id), Some(Named::Finding | Named::Claim)) {
            return Err(Failure::Argument(format!(
                "\"{id}\" is no id of a finding or claim; copy it from a report"
            )));
        }
    }
    let is_new = fs::symlink_metadata(&path).is_err_and(|error| error.kind() == io::ErrorKind::NotFound);
    let old = if is_new { String::new() } else { named_file::text_of(&path, SizeLimit::default())? };
    let known = of_text(&path, &old)?;
    let mut text = old;
    for id in arguments.ids.iter().filter(|id| !known.accepted.contains_key(*id)) {
        if !text.is_empty() && !text.ends_with("\n\n") {
            text.push_str(if text.ends_with('\n') { "\n" } else { "\n\n" });
        }
        text.push_str(&entry(id, arguments));
    }
    let written = WholeFile::create(&path).and_then(|mut file| {
        file.write_all(text.as_bytes())?;
        file.put_in_place(Durability::Synced)
    });
    written.map_err(|error| Failure::output(Some(&path), &error))?;
    Ok(Outcome::default())
}

fn entry(id: &str, arguments: &AcceptArguments) -> String {
    let today = || Timestamp::now().to_zoned(TimeZone::UTC).date().to_string();
    let date = arguments.date.clone().unwrap_or_else(today);
    let note = arguments
        .note
        .as_ref()
        .map_or(String::new(), |note| format!("note = {}\n", toml::Value::String(note.clone())));
    format!("[[accepted]]\nid = \"{id}\"\ndate = {date}\n{note}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_have_notes_and_dates() {
        let text = "[[accepted]]\nid = \"f0a1b2c3d\"\ndate = 2025-03-12\nnote = \"fine\"\n\n[[accepted]]\nid = \"c0a1b2c3d\"\n";
        let baseline = of_text(Path::new("a.toml"), text).unwrap();
        let first = Accepted { note: Some("fine".into()), date: Some("2025-03-12".into()) };
        assert_eq!(baseline.accepted["f0a1b2c3d"], first);
        assert_eq!(baseline.accepted["c0a1b2c3d"], Accepted::default());
    }

    #[track_caller]
    fn check_error(text: &str, expected: &str) {
        assert_eq!(of_text(Path::new("a.toml"), text).unwrap_err().to_string(), expected);
    }

    #[test]
    fn what_is_wrong_is_named() {
        check_error(
            "[[accepted]]\nid = \"bridge\"\n",
            "cannot read a.toml: \"bridge\" is no id of a finding or claim; copy it from a report",
        );
        check_error("[[accepted]]\nnote = \"x\"\n", "cannot read a.toml: line 1: missing field `id`");
    }
}
