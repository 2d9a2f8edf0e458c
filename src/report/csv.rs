//! Attributions and claims as tables for a spreadsheet.

use super::json::{Attribution, Report};

/// The columns of [`attributions`].
pub const ATTRIBUTION_COLUMNS: [&str; 17] = [
    "article",
    "outlet",
    "date",
    "id",
    "speaker",
    "type",
    "role",
    "source",
    "cue",
    "content",
    "kind",
    "scope",
    "start",
    "end",
    "nested_in",
    "confidence",
    "reason",
];

/// Rows for attributions, without the line of column names.
pub fn attributions(attributions: &[Attribution]) -> String {
    table(attributions.iter().map(|found| {
        let speaker = found.speaker.as_ref();
        let words = |place: &Option<super::json::Place>| {
            place.as_ref().map_or(String::new(), |place| place.text.clone())
        };
        vec![
            found.article.clone(),
            found.outlet.clone().unwrap_or_default(),
            found.date.clone().unwrap_or_default(),
            found.id.clone(),
            speaker.map_or(String::new(), |speaker| speaker.name.clone()),
            speaker.map_or(String::new(), |speaker| tag(&speaker.kind)),
            speaker.and_then(|speaker| speaker.role.clone()).unwrap_or_default(),
            words(&found.source),
            words(&found.cue),
            found.content.text.clone(),
            tag(&found.kind),
            tag(&found.scope),
            found.content.start.to_string(),
            found.content.end.to_string(),
            found.nested_in.clone().unwrap_or_default(),
            found.confidence.to_string(),
            found.reason.clone(),
        ]
    }))
}

/// The line of column names of [`attributions`].
pub fn attribution_head() -> String {
    table(std::iter::once(ATTRIBUTION_COLUMNS.iter().map(ToString::to_string).collect()))
}

/// One row for each member of each claim, findings of that member beside it.
pub fn claims(report: &Report) -> String {
    let columns = [
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
    let head = std::iter::once(columns.iter().map(ToString::to_string).collect());
    let rows = report.clusters.iter().flat_map(|cluster| {
        cluster.members.iter().enumerate().map(move |(index, member)| {
            let findings = cluster.findings.iter().filter(|finding| finding.members.contains(&index));
            let findings: Vec<String> = findings
                .map(|finding| {
                    format!("{} ({}): {}", tag(&finding.kind), tag(&finding.nature), finding.because)
                })
                .collect();
            vec![
                cluster.id.clone(),
                tag(&cluster.verdict),
                cluster.accounts.to_string(),
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
        })
    });
    table(head.chain(rows))
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
