//! Attributions and claims as tables for a spreadsheet.
//!
//! What the user's file of speakers says of them (party, country) stands in columns of its own
//! behind the others, headed as the user named them.
//!
//! A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a formula, which may send
//! what it reads to somebody. Such cells get an apostrophe in front, unless the user wants them raw.

use std::collections::BTreeMap;

use super::json::{Attribution, Finding, Member, Place, Report, SpeakerOf};

const ATTRIBUTION_COLUMNS: [&str; 20] = [
    "article",
    "outlet",
    "date",
    "id",
    "speaker",
    "type",
    "role",
    "class",
    "channel",
    "source",
    "cue",
    "content",
    "kind",
    "scope",
    "start",
    "end",
    "nested_in",
    "confidence",
    "pattern",
    "reason",
];

const CLAIM_COLUMNS: [&str; 14] = [
    "cluster",
    "verdict",
    "accounts",
    "article",
    "outlet",
    "date",
    "speaker",
    "words",
    "start",
    "end",
    "account",
    "attribution",
    "voice",
    "findings",
];

/// What is done with cells that a spreadsheet would take for a formula.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Formulas {
    /// They get an apostrophe in front.
    #[default]
    Guarded,
    /// They stay as they are: for programs, which want the text as it is.
    Raw,
}

/// The line of column names of [`attributions`].
pub fn attribution_head(attributes: &[String], formulas: Formulas) -> String {
    table([head(&ATTRIBUTION_COLUMNS, attributes)].into_iter(), formulas)
}

/// Rows for attributions, without the line of column names; `attributes` are the user's columns.
pub fn attributions(attributions: &[Attribution], attributes: &[String], formulas: Formulas) -> String {
    let rows = attributions.iter().map(|found| {
        let speaker = found.speaker.as_ref();
        let words = |place: &Option<Place>| place.as_ref().map_or(String::new(), |place| place.text.clone());
        let mut row = vec![
            found.article.clone(),
            found.outlet.clone().unwrap_or_default(),
            found.date.clone().unwrap_or_default(),
            found.id.clone(),
            speaker.map_or(String::new(), |speaker| speaker.name.clone()),
            speaker.map_or(String::new(), |speaker| tag(&speaker.kind)),
            speaker.and_then(|speaker| speaker.role.clone()).unwrap_or_default(),
            speaker.and_then(|speaker| speaker.class).map_or(String::new(), |class| tag(&class)),
            tag(&found.channel),
            words(&found.source),
            words(&found.cue),
            found.content.text.clone(),
            tag(&found.kind),
            tag(&found.scope),
            found.content.start.to_string(),
            found.content.end.to_string(),
            found.nested_in.clone().unwrap_or_default(),
            found.confidence.to_string(),
            found.pattern.clone(),
            found.reason.clone(),
        ];
        row.extend(values(speaker, attributes));
        row
    });
    table(rows, formulas)
}

/// One row for each member of each claim, the findings of that member beside it.
pub fn claims(report: &Report, attributes: &[String], formulas: Formulas) -> String {
    let speakers: BTreeMap<&str, Option<&SpeakerOf>> =
        report.attributions.iter().map(|found| (found.id.as_str(), found.speaker.as_ref())).collect();
    let rows = report.clusters.iter().flat_map(|cluster| {
        let speakers = &speakers;
        cluster.members.iter().enumerate().map(move |(index, member)| {
            let findings = cluster.findings.iter().filter(|finding| finding.members.contains(&index));
            let mut row = vec![cluster.id.clone(), tag(&cluster.verdict), cluster.accounts.to_string()];
            row.extend(member_row(member, findings));
            let speaker = member.attribution.as_deref().and_then(|id| speakers.get(id).copied().flatten());
            row.extend(values(speaker, attributes));
            row
        })
    });
    table(std::iter::once(head(&CLAIM_COLUMNS, attributes)).chain(rows), formulas)
}

fn member_row<'a>(member: &Member, findings: impl Iterator<Item = &'a Finding>) -> [String; 11] {
    let findings: Vec<String> = findings
        .map(|finding| format!("{} ({}): {}", tag(&finding.kind), tag(&finding.nature), finding.because))
        .collect();
    [
        member.article.clone(),
        member.outlet.clone().unwrap_or_default(),
        member.date.clone().unwrap_or_default(),
        member.speaker.clone().unwrap_or_default(),
        member.text.clone(),
        member.start.to_string(),
        member.end.to_string(),
        member.account.to_string(),
        member.attribution.clone().unwrap_or_default(),
        tag(&member.voice),
        findings.join(" | "),
    ]
}

fn head(columns: &[&str], attributes: &[String]) -> Vec<String> {
    columns.iter().map(ToString::to_string).chain(attributes.iter().cloned()).collect()
}

/// The values of the user's columns for a speaker.
fn values(speaker: Option<&SpeakerOf>, attributes: &[String]) -> Vec<String> {
    let value = |name: &String| speaker.and_then(|speaker| speaker.attributes.get(name).cloned());
    attributes.iter().map(|name| value(name).unwrap_or_default()).collect()
}

/// The word that the wire types use for a value of an enumeration.
pub(super) fn tag<T: serde::Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

pub(super) fn table(rows: impl Iterator<Item = Vec<String>>, formulas: Formulas) -> String {
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    for mut row in rows {
        if formulas == Formulas::Guarded {
            row.iter_mut().filter(|cell| is_formula(cell)).for_each(|cell| cell.insert(0, '\''));
        }
        writer.write_record(&row).expect("writing to memory cannot fail");
    }
    let bytes = writer.into_inner().expect("writing to memory cannot fail");
    String::from_utf8(bytes).expect("rows of strings are UTF-8")
}

/// True for a cell that some spreadsheet takes for a formula: by its first sign behind white space
/// and what is not seen, in the width of Latin or of Chinese script.
fn is_formula(cell: &str) -> bool {
    let is_unseen = |letter: char| letter.is_whitespace() || letter.is_control() || letter == '\u{feff}';
    cell.starts_with(['\t', '\r', '\n']) || cell.trim_start_matches(is_unseen).starts_with(FORMULA_SIGNS)
}

const FORMULA_SIGNS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(cell: &str, expected: &str) {
        let row = || std::iter::once(vec![cell.to_string(), "x".to_string()]);
        assert_eq!(table(row(), Formulas::Guarded), format!("{expected},x\n"));
        assert!(!table(row(), Formulas::Raw).contains('\''));
    }

    #[test]
    fn a_formula_is_guarded() {
        check("=1+1", "'=1+1");
        check("+47 22 00 00 00", "'+47 22 00 00 00");
        check("-- she said", "'-- she said");
        check("@courant", "'@courant");
        check("＝1", "'＝1");
        check(" =1", "' =1");
        check("\t=1", "'\t=1");
        check("\r=HYPERLINK(\"x\")", "\"'\r=HYPERLINK(\"\"x\"\")\"");
    }

    #[test]
    fn words_stay() {
        check("“We will open”", "“We will open”");
        check("a = b", "a = b");
        check("– a dash", "– a dash");
        check("", "");
    }
}
