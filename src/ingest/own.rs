//! Whether a file is one that whosaid wrote.
//!
//! Reports are kept beside the articles that they were made from, and read as articles they would
//! tell everything twice. Pages are known by their generator, JSON and JSON Lines by their fields,
//! tables by their columns, text by the line that sums it up.

use serde::Deserialize;
use serde::de::IgnoredAny;

use super::format::Format;

/// True for what whosaid writes in this format.
pub(super) fn is_own(format: Format, text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    match format {
        Format::Page => is_page(text),
        Format::Json => {
            text.starts_with('{')
                && fields(text)
                    .is_some_and(|fields| fields.is_report() || fields.is_record() || fields.is_difference())
        }
        Format::JsonLines => is_line(text.lines().next().unwrap_or_default()),
        Format::Csv | Format::Tsv => is_table(text),
        Format::Plain => is_summary(text),
        Format::Feed | Format::Archive | Format::Document | Format::Mail => false,
    }
}

/// True for a report of claims as JSON.
pub(super) fn is_report(json: &str) -> bool {
    fields(json).is_some_and(|fields| fields.is_report())
}

/// True for a line of attributions, comparisons, verifications, or another table of a report.
pub(super) fn is_line(line: &str) -> bool {
    let line = line.trim_start_matches('\u{feff}');
    fields(line).is_some_and(|fields| {
        fields.is_attribution() || fields.is_comparison() || fields.is_verification() || fields.is_row()
    })
}

fn is_page(html: &str) -> bool {
    let opening = &html[..html.floor_char_boundary(4096)].to_ascii_lowercase();
    opening.split("<meta").skip(1).any(|meta| {
        let meta = meta.split('>').next().unwrap_or_default();
        meta.contains("generator")
            && ["\"whosaid ", "'whosaid ", "\"whosaid\""].iter().any(|name| meta.contains(name))
    })
}

/// "2 articles from 2 outlets: 2 attributions by 1 speaker." Where no article names its outlet, none are
/// counted; where nobody said anything, the next sentence says so.
fn is_summary(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().take(14).collect();
    if is_difference(&words) {
        return true;
    }
    let Some((mut end, mut rest)) = after_count(&words, "article") else { return false };
    if let ["against", transcripts @ ..] = rest {
        let quotations = after_count(transcripts, "transcript").filter(|(end, _)| *end == ":");
        return quotations
            .and_then(|(_, rest)| after_count(rest, "quotation"))
            .is_some_and(|(end, _)| end == ".");
    }
    if let ["from", outlets @ ..] = rest {
        let Some(counted) = after_count(outlets, "outlet") else { return false };
        (end, rest) = counted;
    }
    if end == "." {
        return rest.starts_with(&["Nobody", "is", "reported", "to", "have", "said"])
            || rest.starts_with(&["There", "was", "nothing", "to", "read."])
            || rest.starts_with(&["Nothing", "in"]);
    }
    match after_count(rest, "attribution") {
        Some(("", ["by", speakers @ ..])) if end == ":" => {
            after_count(speakers, "speaker").is_some_and(|(end, _)| end == ".")
        }
        _ => false,
    }
}

/// "4 versions of 1 article: 9 changes." and "2 reports: 9 claims, 4 the same in both."
fn is_difference(words: &[&str]) -> bool {
    if let Some(("", ["of", rest @ ..])) = after_count(words, "version") {
        let changes = after_count(rest, "article").filter(|(end, _)| *end == ":");
        return changes.and_then(|(_, rest)| after_count(rest, "change")).is_some_and(|(end, _)| end == ".");
    }
    let claims = after_count(words, "report").filter(|(end, _)| *end == ":");
    claims.and_then(|(_, rest)| after_count(rest, "claim")).is_some_and(|(end, rest)| {
        end == "," && rest.get(1..).is_some_and(|rest| rest.starts_with(&["the", "same", "in", "both."]))
    })
}

/// What follows on "1,234 outlets": the signs at the end of the noun, and the words behind it.
fn after_count<'a>(words: &'a [&'a str], noun: &str) -> Option<(&'a str, &'a [&'a str])> {
    let [number, counted, rest @ ..] = words else { return None };
    let is_number = number.chars().all(|sign| sign.is_ascii_digit() || sign == ',');
    let end = counted.strip_prefix(noun).filter(|_| is_number)?;
    Some((end.strip_prefix('s').unwrap_or(end), rest))
}

/// Columns that tables of ours have and tables of articles do not.
const COLUMNS: [&[&str]; 8] = [
    &["article", "speaker", "cue", "content", "kind", "scope"],
    &["cluster", "verdict", "accounts", "article"],
    &["claim", "verdict", "accounts", "tellings"],
    &["cluster", "kind", "nature", "because"],
    &["name", "roles", "attributions", "conflicting"],
    &["outlet", "attributions", "anonymous", "unattributed"],
    &["key", "attributions", "anonymous", "unattributed"],
    &["article", "quotation", "fidelity", "transcript"],
];

fn is_table(text: &str) -> bool {
    let first = text.lines().next().unwrap_or_default();
    let columns: Vec<&str> =
        first.split([',', '\t', ';']).map(|name| name.trim().trim_matches(['"', '\''])).collect();
    !columns.contains(&"text") && COLUMNS.iter().any(|own| own.iter().all(|name| columns.contains(name)))
}

fn fields(json: &str) -> Option<Fields> {
    serde_json::from_str(json).ok()
}

/// Whether an object has each of the fields that tell what it is.
#[derive(Deserialize)]
struct Fields {
    format: Option<IgnoredAny>,
    clusters: Option<IgnoredAny>,
    quotations: Option<IgnoredAny>,
    histories: Option<IgnoredAny>,
    claims: Option<IgnoredAny>,
    transcripts: Option<IgnoredAny>,
    article: Option<IgnoredAny>,
    content: Option<IgnoredAny>,
    cue: Option<IgnoredAny>,
    scope: Option<IgnoredAny>,
    similarity: Option<IgnoredAny>,
    relation: Option<IgnoredAny>,
    verdict: Option<IgnoredAny>,
    fidelity: Option<IgnoredAny>,
    text: Option<IgnoredAny>,
    cluster: Option<IgnoredAny>,
    members: Option<IgnoredAny>,
    nature: Option<IgnoredAny>,
    account: Option<IgnoredAny>,
    attributions: Option<IgnoredAny>,
    conflicting: Option<IgnoredAny>,
    unattributed: Option<IgnoredAny>,
    key: Option<IgnoredAny>,
}

impl Fields {
    fn is_report(&self) -> bool {
        self.format.is_some() && self.clusters.is_some() && self.text.is_none()
    }

    fn is_record(&self) -> bool {
        self.format.is_some()
            && self.quotations.is_some()
            && self.transcripts.is_some()
            && self.text.is_none()
    }

    fn is_difference(&self) -> bool {
        self.format.is_some() && self.histories.is_some() && self.claims.is_some() && self.text.is_none()
    }

    fn is_attribution(&self) -> bool {
        let is_scoped = self.scope.is_some() || self.cue.is_some();
        self.article.is_some() && self.content.is_some() && is_scoped && self.text.is_none()
    }

    fn is_comparison(&self) -> bool {
        self.similarity.is_some() && self.relation.is_some() && self.verdict.is_some()
    }

    /// True for a row of a table of a report.
    fn is_row(&self) -> bool {
        let is_telling = self.cluster.is_some() && self.account.is_some();
        let is_claim = self.members.is_some() && self.verdict.is_some();
        let is_finding = self.cluster.is_some() && self.nature.is_some();
        let is_counted = self.conflicting.is_some() || self.unattributed.is_some() || self.key.is_some();
        is_telling
            || ((is_claim || is_finding || (self.attributions.is_some() && is_counted))
                && self.text.is_none())
    }

    fn is_verification(&self) -> bool {
        self.fidelity.is_some() && self.article.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reports_as_text() {
        for text in [
            "1 article from 1 outlet: 3 attributions by 2 speakers.\n",
            "2 articles: 1 attribution by 1 speaker.\nNo claim is told by more than one account",
            "12,345 articles from 1,234 outlets: 1,234,567 attributions by\n123,456 speakers.\n",
            "3 articles from 1 outlet.\nNobody is reported to have said anything in them; beliefs",
            "0 articles.\nThere was nothing to read.\n",
            "0 articles.\nNothing in 71 articles fits what is asked for.\n",
            "4 versions of 1 article: 9 changes.\n2 are admitted in 1 note, 7 are silent.\n",
            "2 reports: 9 claims, 4 the same in both.\n5 new.\n",
            "3 articles against 1 transcript: 12 quotations.\n2 altered, 10 verbatim.\n",
        ] {
            assert!(is_own(Format::Plain, text), "{text}");
        }
    }

    #[test]
    fn articles_are_never_taken_for_reports() {
        let page = "<html><head><meta name=generator content='Press 6'><title>whosaid it?</title>";
        let quoting =
            "<meta name=\"description\" content=\"whosaid \"><meta name=\"generator\" content=\"Hugo\">";
        for html in [page, quoting, "<p>generator whosaid</p>"] {
            assert!(!is_own(Format::Page, html), "{html}");
        }
        for json in
            [r#"{"text": "x", "format": 1, "clusters": []}"#, "[]", "{}", r#"{"content": "x", "article": 1}"#]
        {
            assert!(!is_own(Format::Json, json) && !is_own(Format::JsonLines, json), "{json}");
        }
        for text in [
            "2 articles from 2 outlets were read by 1 speaker.",
            "2 articles from 2 outlets. They differ.",
            "1 article: 3 attributions were wrong.",
            "Back.",
        ] {
            assert!(!is_own(Format::Plain, text), "{text}");
        }
        for table in ["id,text,speaker,cue,content,kind,scope,article", "article,content", "headline,text"] {
            assert!(!is_own(Format::Csv, table), "{table}");
        }
    }
}
