//! The report as one page for a browser: no outside requests, readable on a phone and in print.
//!
//! What is shown is gathered here; how it looks stands in `page.html`, which escapes every value.

use std::collections::BTreeMap;

use minijinja::Environment;
use minijinja::value::Serde;
use serde::Serialize;

use super::csv::tag;
use super::differences;
use super::json::{self, Attribution, Report, Verdict};
use super::passages::{Mark, Passages, Piece, marks_of};
use super::phrases::{
    counted, dated, outlet_of, point_at_issue, share, speaker_of, summary_line, verdict_line, what_differs,
    word,
};
use super::visible::{self, is_unsafe};
use crate::audit::ArticleReading;
use crate::ingest::Article;

const TEMPLATE: &str = include_str!("page.html");

/// The whole page.
pub fn report(report: &Report, articles: &[Article], readings: &[ArticleReading]) -> String {
    let passages = Passages::new(articles, readings);
    let visible = visible::report(report);
    let page = page(&visible, &passages);
    rendered(TEMPLATE, &page)
}

/// A page made from one of the program's templates.
pub(super) fn rendered(template: &str, page: &impl Serialize) -> String {
    // The ending of the name is what switches escaping on.
    const NAME: &str = "page.html";
    let mut environment = Environment::new();
    let template = environment.add_template(NAME, template).and_then(|()| environment.get_template(NAME));
    template
        .and_then(|template| template.render(Serde(page)))
        .expect("the template is part of the program and its tests render it")
}

/// The style sheet of the page, and the hash by which its policy allows it.
pub(super) fn style() -> (&'static str, &'static str) {
    let between = |start: &str, end: &str| {
        let behind = TEMPLATE.split_once(start).map_or("", |(_, behind)| behind);
        behind.split_once(end).map_or("", |(inside, _)| inside)
    };
    (between("<style>", "</style>"), between("style-src '", "'"))
}

#[derive(Serialize)]
struct Page<'a> {
    summary: String,
    verdicts: String,
    counts: &'a json::Summary,
    outlets: Vec<OutletRow>,
    speakers: Vec<SpeakerRow<'a>>,
    claims: Vec<ClaimView>,
    articles: Vec<ArticleView<'a>>,
    version: &'static str,
}

#[derive(Serialize)]
struct OutletRow {
    name: String,
    articles: usize,
    attributions: usize,
    direct: String,
    mixed: String,
    indirect: String,
    anonymous: String,
    unattributed: String,
}

#[derive(Serialize)]
struct SpeakerRow<'a> {
    id: &'a str,
    name: &'a str,
    role: &'a str,
    kind: String,
    outlets: String,
    attributes: String,
    said: usize,
    conflicting: usize,
}

#[derive(Serialize)]
struct ClaimView {
    id: String,
    verdict: String,
    heading: String,
    claim: String,
    /// What each side has.
    point: String,
    accounts: String,
    findings: Vec<FindingView>,
    notes: Vec<FindingView>,
    who: String,
    tellings: Vec<TellingView>,
    speakers: String,
    outlets: String,
}

#[derive(Serialize)]
struct FindingView {
    id: String,
    accepted: bool,
    kind: &'static str,
    nature: String,
    a: String,
    b: String,
    outlet_a: String,
    outlet_b: String,
}

#[derive(Serialize)]
struct TellingView {
    id: String,
    head: String,
    speaker: String,
    copied: bool,
    paragraphs: Vec<Vec<Piece>>,
    link: Option<String>,
}

#[derive(Serialize)]
struct ArticleView<'a> {
    key: &'a str,
    title: &'a str,
    outlet: &'a str,
    date: &'a str,
    link: Option<String>,
    attributions: Vec<AttributionView>,
}

#[derive(Serialize)]
struct AttributionView {
    id: String,
    speaker: String,
    speaker_id: String,
    role: String,
    outlet: String,
    kind: String,
    confidence: String,
    reason: String,
    nested: bool,
    paragraphs: Vec<Vec<Piece>>,
}

fn page<'a>(report: &'a Report, passages: &Passages) -> Page<'a> {
    let by_id: BTreeMap<&str, &Attribution> =
        report.attributions.iter().map(|found| (found.id.as_str(), found)).collect();
    let heads: BTreeMap<&str, &json::Article> =
        report.articles.iter().map(|article| (article.id.as_str(), article)).collect();
    let mut by_article: BTreeMap<&str, Vec<&Attribution>> = BTreeMap::new();
    for found in &report.attributions {
        by_article.entry(&found.article).or_default().push(found);
    }
    let compared = report.clusters.iter().filter(|cluster| cluster.verdict != Verdict::Single);
    let found = &report.summary;
    Page {
        summary: summary_line(found),
        verdicts: verdict_line(found),
        counts: found,
        outlets: report.outlets.iter().map(outlet_row).collect(),
        speakers: report.speakers.iter().map(speaker_row).collect(),
        claims: compared.map(|cluster| claim_view(cluster, &by_id, &heads, passages)).collect(),
        articles: report
            .articles
            .iter()
            .map(|article| {
                let found = by_article.get(article.id.as_str()).map_or(&[][..], Vec::as_slice);
                article_view(article, found, passages)
            })
            .collect(),
        version: env!("CARGO_PKG_VERSION"),
    }
}

fn outlet_row(outlet: &json::Outlet) -> OutletRow {
    let of_all = |count: usize| share(count, outlet.attributions);
    OutletRow {
        name: outlet.outlet.clone().unwrap_or_else(|| "(no outlet given)".to_string()),
        articles: outlet.articles,
        attributions: outlet.attributions,
        direct: of_all(outlet.direct),
        mixed: of_all(outlet.mixed),
        indirect: of_all(outlet.indirect),
        anonymous: of_all(outlet.anonymous),
        unattributed: of_all(outlet.unattributed),
    }
}

fn speaker_row(speaker: &json::Speaker) -> SpeakerRow<'_> {
    let attributes: Vec<String> =
        speaker.attributes.iter().map(|(name, value)| format!("{name}: {value}")).collect();
    SpeakerRow {
        id: &speaker.id,
        name: &speaker.name,
        role: speaker.roles.first().map_or("", String::as_str),
        kind: tag(&speaker.kind).replace('_', " "),
        outlets: speaker.outlets.join(", "),
        attributes: attributes.join(", "),
        said: speaker.attributions.len(),
        conflicting: speaker.conflicting,
    }
}

fn claim_view(
    cluster: &json::Cluster,
    by_id: &BTreeMap<&str, &Attribution>,
    heads: &BTreeMap<&str, &json::Article>,
    passages: &Passages,
) -> ClaimView {
    let found = |member: &json::Member| by_id.get(member.attribution.as_deref()?).copied();
    let mut seen: Vec<(usize, &str)> = Vec::new();
    let tellings = cluster
        .members
        .iter()
        .enumerate()
        .map(|(index, member)| {
            let mut marks = vec![Mark { place: member.start..member.end, name: "content" }];
            marks.extend(
                found(member)
                    .map(marks_of)
                    .unwrap_or_default()
                    .into_iter()
                    .skip_while(|mark| mark.name == "content"),
            );
            marks.extend(differing(cluster, index));
            let is_copied =
                |(account, article): &(usize, &str)| *account == member.account && *article != member.article;
            let copied = seen.iter().any(is_copied);
            seen.push((member.account, &member.article));
            TellingView {
                id: member.id.clone(),
                head: dated(member),
                speaker: speaker_of(member),
                copied,
                paragraphs: passages.paragraphs(&member.article, &marks),
                link: heads.get(member.article.as_str()).and_then(|article| link(article)),
            }
        })
        .collect();
    let view = |finding: &json::Finding| FindingView {
        id: finding.id.clone(),
        accepted: finding.is_accepted(),
        kind: word(finding.kind),
        nature: tag(&finding.nature),
        a: differences::side(cluster, finding, 0).to_string(),
        b: differences::side(cluster, finding, 1).to_string(),
        outlet_a: dated(&cluster.members[finding.members[0]]),
        outlet_b: dated(&cluster.members[finding.members[1]]),
    };
    let speaker_ids = cluster.members.iter().filter_map(|member| found(member)?.speaker.as_ref());
    ClaimView {
        id: cluster.id.clone(),
        verdict: tag(&cluster.verdict),
        heading: match cluster.verdict {
            Verdict::Conflicting => what_differs(cluster),
            _ => "Accounts agree".to_string(),
        },
        claim: cluster.claim.clone(),
        point: point_at_issue(cluster).unwrap_or_default(),
        accounts: counted(cluster.accounts, "account"),
        findings: differences::pairs(cluster)
            .iter()
            .flat_map(|pair| &pair.findings)
            .map(|finding| view(finding))
            .collect(),
        notes: differences::notes(cluster).into_iter().map(view).collect(),
        who: who(cluster),
        tellings,
        speakers: listed(speaker_ids.map(|speaker| speaker.id.as_str())),
        outlets: listed(cluster.members.iter().filter_map(|member| member.outlet.as_deref())),
    }
}

/// Who is reported to have said it, and by whom.
fn who(cluster: &json::Cluster) -> String {
    let each = |name: fn(&json::Member) -> Option<String>| {
        let mut names: Vec<String> = cluster.members.iter().filter_map(name).collect();
        names.sort();
        names.dedup();
        names
    };
    let speakers = each(|member| member.speaker.clone()).join(" / ");
    let outlets = each(|member| Some(outlet_of(member))).join(", ");
    if speakers.is_empty() { outlets } else { format!("{speakers} — {outlets}") }
}

/// The words of a member that make the accounts conflict; who speaks is no matter of words.
fn differing(cluster: &json::Cluster, index: usize) -> Vec<Mark> {
    let of_words = cluster
        .findings
        .iter()
        .filter(|finding| finding.counts() && finding.kind != json::FindingKind::Speaker);
    of_words
        .flat_map(|finding| [(finding.members[0], &finding.a), (finding.members[1], &finding.b)])
        .filter(|(member, place)| *member == index && place.start < place.end)
        .map(|(_, place)| Mark { place: place.start..place.end, name: "differs" })
        .collect()
}

/// Values between bars, so that a filter can look for one whole.
fn listed<'a>(values: impl Iterator<Item = &'a str>) -> String {
    let mut values: Vec<&str> = values.collect();
    values.sort_unstable();
    values.dedup();
    format!("|{}|", values.join("|"))
}

fn article_view<'a>(
    article: &'a json::Article,
    attributions: &[&Attribution],
    passages: &Passages,
) -> ArticleView<'a> {
    ArticleView {
        key: &article.key,
        title: article.title.as_deref().unwrap_or(&article.id),
        outlet: article.outlet.as_deref().unwrap_or(""),
        date: article.date.as_deref().unwrap_or(""),
        link: link(article),
        attributions: attributions.iter().map(|found| attribution_view(found, passages)).collect(),
    }
}

/// The address of an article, if it is one that a browser may safely follow.
fn link(article: &json::Article) -> Option<String> {
    let url = article.url.as_ref()?;
    let is_web = url.starts_with("https://") || url.starts_with("http://");
    let is_one_word = !url.chars().any(|letter| letter.is_whitespace() || is_unsafe(letter));
    (is_web && is_one_word).then(|| url.clone())
}

fn attribution_view(found: &Attribution, passages: &Passages) -> AttributionView {
    let speaker = found.speaker.as_ref();
    let source = found.source.as_ref().map(|place| place.text.clone());
    AttributionView {
        id: found.id.clone(),
        speaker: speaker
            .map(|speaker| speaker.name.clone())
            .or(source)
            .unwrap_or_else(|| "nobody named".to_string()),
        speaker_id: listed(speaker.map(|speaker| speaker.id.as_str()).into_iter()),
        role: speaker.and_then(|speaker| speaker.role.clone()).unwrap_or_default(),
        outlet: listed(found.outlet.as_deref().into_iter()),
        kind: tag(&found.kind),
        confidence: format!("{:.0}", found.confidence * 100.0),
        reason: found.reason.clone(),
        nested: found.nested_in.is_some(),
        paragraphs: passages.paragraphs(&found.article, &marks_of(found)),
    }
}

#[cfg(test)]
mod tests {
    use sha2::{Digest, Sha256};

    use super::*;
    use crate::audit::{Settings, audit};
    use crate::report::assemble;

    fn page_of(title: &str, body: &str, url: &str) -> String {
        let article = Article {
            id: "a".into(),
            title: Some(title.into()),
            url: Some(url.into()),
            body: body.into(),
            ..Article::default()
        };
        let articles = [article];
        let audit = audit(&articles, &Settings::default());
        report(&assemble::report(&articles, &audit), &articles, &audit.readings)
    }

    #[test]
    fn what_articles_hold_is_escaped() {
        let page = page_of(
            "<script>alert(1)</script>",
            "“A <b>bold</b> plan,” Ann Lee said.",
            "javascript:alert(1)",
        );
        assert!(page.contains("&lt;script&gt;"));
        assert!(!page.contains("<script>alert"));
        assert!(!page.contains("<b>bold"));
        assert!(!page.contains("javascript:"));
    }

    #[test]
    fn the_policy_allows_the_own_script_and_style_alone() {
        let page = page_of("Ferry late", "“It is late,” Ann Lee said.", "https://courant.example/ferry");
        for element in ["script", "style"] {
            let inside = page.split(&format!("<{element}>")).nth(1).expect("the page has one");
            let inside = inside.split(&format!("</{element}>")).next().expect("and it ends");
            let hash = data_encoding::BASE64.encode(&Sha256::digest(inside));
            let allowed = format!("{element}-src 'sha256-{hash}'");
            assert!(page.contains(&allowed), "page.html is to allow its {element} with {allowed}");
            assert_eq!(page.matches(&format!("<{element}")).count(), 1);
        }
        for loophole in ["unsafe", " style=", " on"] {
            let in_tags = page.split('<').filter_map(|tag| tag.split('>').next());
            let in_tags: Vec<&str> = in_tags.filter(|tag| tag.contains(loophole)).collect();
            assert!(in_tags.is_empty(), "{loophole} in {in_tags:?}");
        }
    }

    #[test]
    fn only_addresses_of_the_web_are_links() {
        let links =
            |url: &str| page_of("Ferry", "“It is late,” Ann Lee said.", url).contains("rel=\"noreferrer\"");
        assert!(links("https://courant.example/fähre"));
        assert!(links("http://courant.example/"));
        for url in
            ["javascript:alert(1)", " javascript:alert(1)", "JaVaScRiPt:x", "data:text/html,x", "//a.example"]
                .into_iter()
                .chain([
                    "https://a.example/ onmouseover=x",
                    "https://a.example/\njavascript:x",
                    "file:///etc/passwd",
                ])
        {
            assert!(!links(url), "{url} became a link");
        }
    }

    #[test]
    fn nothing_is_fetched_from_outside() {
        let page = page_of("Ferry late", "“It is late,” Ann Lee said.", "https://courant.example/ferry");
        for outside in [" src=", "@import", "url(", "<link", "fetch("] {
            assert!(!page.contains(outside), "the page holds {outside}");
        }
        assert!(page.contains("href=\"https:&#x2f;&#x2f;courant.example&#x2f;ferry\""));
    }
}
