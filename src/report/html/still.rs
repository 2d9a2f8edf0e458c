//! What the page shows where no script runs: the counts, and each claim whose accounts differ with both sides
//! and every telling.

use std::collections::HashMap;

use serde::Serialize;

use super::data::{Held, link};
use crate::report::claim_text::in_words;
use crate::report::differences::{self, Pair};
use crate::report::json::{self, Cluster, FindingKind, Member, Report, Summary, Verdict};
use crate::report::passages::{Piece, pieces};
use crate::report::phrases::{
    counted, dated, outlet_of, point_at_issue, speaker_of, summary_line, thousands, verdict_line,
    what_differs,
};
use crate::report::terminal::merged;

/// How many claims are shown without a script; the text report has them all.
const CLAIMS_SHOWN: usize = 100;

/// What is shown without a script.
#[derive(Serialize)]
pub(super) struct Still<'a> {
    summary: String,
    verdicts: String,
    counts: &'a Summary,
    claims: Vec<ClaimView<'a>>,
    outlets: &'a [json::Outlet],
    /// That claims with differences are not shown here.
    left_out: Option<String>,
    /// That the data are not the whole report.
    held: Option<String>,
}

#[derive(Serialize)]
struct ClaimView<'a> {
    id: &'a str,
    claim: &'a str,
    accounts: String,
    what: String,
    point: String,
    sides: Vec<SideView>,
    tellings: Vec<TellingView<'a>>,
}

#[derive(Serialize)]
struct SideView {
    outlet: String,
    words: Vec<Piece>,
}

#[derive(Serialize)]
struct TellingView<'a> {
    head: String,
    speaker: String,
    words: &'a str,
    link: Option<&'a str>,
}

/// Gathers it.
pub(super) fn still(report: &Report, held: Held) -> Still<'_> {
    let heads: HashMap<&str, &json::Article> =
        report.articles.iter().map(|article| (article.id.as_str(), article)).collect();
    let differing = report.clusters.iter().filter(|cluster| cluster.verdict == Verdict::Conflicting);
    let left_out = report.summary.conflicting.saturating_sub(CLAIMS_SHOWN);
    Still {
        summary: summary_line(&report.summary),
        verdicts: verdict_line(&report.summary),
        counts: &report.summary,
        claims: differing.take(CLAIMS_SHOWN).map(|cluster| claim(cluster, &heads)).collect(),
        outlets: &report.outlets,
        left_out: (left_out > 0).then(|| {
            format!("{} more claims differ; they are shown where scripts run.", thousands(left_out))
        }),
        held: missing(report, held),
    }
}

/// What of the report the page has no room for.
fn missing(report: &Report, held: Held) -> Option<String> {
    let claims = report.clusters.len() - held.claims;
    let said = report.attributions.len() - held.said;
    if claims + said == 0 {
        return None;
    }
    Some(format!(
        "This report is too large for one page: {} and {} that matter less are left out of the lists below. Counts are those of the whole report. Report one event at a time, or have it as tables with --output tables/.",
        counted(claims, "claim"),
        counted(said, "attribution")
    ))
}

fn claim<'a>(cluster: &'a Cluster, heads: &HashMap<&str, &'a json::Article>) -> ClaimView<'a> {
    let telling = |member: &'a Member| TellingView {
        head: dated(member),
        speaker: speaker_of(member),
        words: &member.text,
        link: heads.get(member.article.as_str()).and_then(|article| link(article)),
    };
    ClaimView {
        id: &cluster.id,
        claim: &cluster.claim,
        accounts: counted(cluster.accounts, "account"),
        what: what_differs(cluster),
        point: point_at_issue(cluster).unwrap_or_default(),
        sides: differences::pairs(cluster).iter().flat_map(|pair| sides(cluster, pair)).collect(),
        tellings: cluster.members.iter().map(telling).collect(),
    }
}

/// Both sides of a difference, each with the words marked that differ; of who says it, the speaker.
fn sides(cluster: &Cluster, pair: &Pair) -> [SideView; 2] {
    [0, 1].map(|side| {
        let member = &cluster.members[pair.members[side]];
        let of_words = pair.findings.iter().filter(|finding| finding.kind != FindingKind::Speaker);
        let places = of_words.map(|finding| if side == 0 { &finding.a } else { &finding.b });
        let marks = merged(places.filter_map(|place| in_words(member, place)).collect());
        let marks: Vec<_> = marks.into_iter().map(|place| (place, "differs")).collect();
        let is_of_speakers = pair.findings.iter().any(|finding| finding.kind == FindingKind::Speaker);
        let outlet = match is_of_speakers {
            true => format!("{}, {}", outlet_of(member), speaker_of(member)),
            false => outlet_of(member),
        };
        SideView { outlet, words: pieces(&member.text, 0..member.text.len(), &marks) }
    })
}
