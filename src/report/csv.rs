//! Attributions and claims as tables for a spreadsheet.
//!
//! What the user's file of speakers says of them (party, country) stands in columns of its own
//! behind the others, headed as the user named them.

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

const CLAIM_COLUMNS: [&str; 13] = [
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
    "findings",
];

/// The line of column names of [`attributions`].
pub fn attribution_head(attributes: &[String]) -> String {
    table([head(&ATTRIBUTION_COLUMNS, attributes)].into_iter())
}

/// Rows for attributions, without the line of column names; `attributes` are the user's columns.
pub fn attributions(attributions: &[Attribution], attributes: &[String]) -> String {
    table(attributions.iter().map(|found| {
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
    }))
}

/// One row for each member of each claim, the findings of that member beside it.
pub fn claims(report: &Report, attributes: &[String]) -> String {
    let speakers: BTreeMap<&str, Option<&SpeakerOf>> =
        report.attributions.iter().map(|found| (found.id.as_str(), found.speaker.as_ref())).collect();
    let rows = report.clusters.iter().flat_map(|cluster| {
        let speakers = &speakers;
        cluster.members.iter().enumerate().map(move |(index, member)| {
            let findings = cluster.findings.iter().filter(|finding| finding.members.contains(&index));
            let mut row = vec![cluster.id.clone(), tag(&cluster.verdict), cluster.accounts.to_string()];
            row.extend(member_row(member, findings));
            row.extend(values(speakers.get(member.attribution.as_str()).copied().flatten(), attributes));
            row
        })
    });
    table(std::iter::once(head(&CLAIM_COLUMNS, attributes)).chain(rows))
}

fn member_row<'a>(member: &Member, findings: impl Iterator<Item = &'a Finding>) -> [String; 10] {
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
        member.attribution.clone(),
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

fn table(rows: impl Iterator<Item = Vec<String>>) -> String {
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    for row in rows {
        writer.write_record(&row).expect("writing to memory cannot fail");
    }
    let bytes = writer.into_inner().expect("writing to memory cannot fail");
    String::from_utf8(bytes).expect("rows of strings are UTF-8")
}
