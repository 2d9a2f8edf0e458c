//! What the page's script reads: the report with the paragraphs around each telling, said once.
//!
//! This is no promise to anybody: it changes with the script that reads it. Everything is an index where
//! it can be, and what is nothing is left out, since a page of thousands of articles holds it all.

use std::collections::HashMap;

use serde::Serialize;

use super::events;
use super::texts::Texts;
use crate::audit::ArticleReading;
use crate::ingest::Article;
use crate::report::differences;
use crate::report::json::{self, Accepted, Attribution, Cluster, Finding, Report, Summary};
use crate::report::visible::is_unsafe;

/// How many bytes of articles a page holds: about five thousand articles. With more, a browser takes seconds
/// to open it.
pub(super) const MOST_TEXT: usize = 24 * 1024 * 1024;

/// The whole of it.
#[derive(Serialize)]
pub(super) struct Data<'a> {
    version: &'static str,
    summary: &'a Summary,
    /// How many claims and attributions stand in the page.
    pub held: Held,
    outlets: Vec<OutletData<'a>>,
    events: Vec<String>,
    speakers: Vec<SpeakerData<'a>>,
    articles: Vec<ArticleData<'a>>,
    /// Sentences that say why an attribution was taken for one, with signs for its cue and its source.
    reasons: Vec<String>,
    said: Vec<SaidData<'a>>,
    claims: Vec<ClaimData<'a>>,
}

/// How many claims and attributions of the report stand in the page; the rest would make it too large.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Held {
    pub claims: usize,
    pub said: usize,
}

#[derive(Serialize)]
struct OutletData<'a> {
    name: &'a str,
    articles: usize,
    said: usize,
    direct: usize,
    mixed: usize,
    indirect: usize,
    unnamed: usize,
    nobody: usize,
}

#[derive(Serialize)]
struct SpeakerData<'a> {
    id: &'a str,
    name: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    role: &'a str,
    kind: json::SpeakerKind,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    more: Vec<String>,
    said: usize,
    #[serde(skip_serializing_if = "is_zero")]
    differ: usize,
}

#[derive(Serialize)]
struct ArticleData<'a> {
    key: &'a str,
    title: &'a str,
    outlet: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    event: Option<usize>,
    said: usize,
    text: String,
}

#[derive(Serialize)]
struct SaidData<'a> {
    id: &'a str,
    /// Its article.
    at: usize,
    /// Its speaker.
    #[serde(skip_serializing_if = "Option::is_none")]
    who: Option<usize>,
    /// The words for the source where no speaker is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'a str>,
    kind: u8,
    voice: u8,
    sure: u8,
    why: usize,
    #[serde(skip_serializing_if = "is_zero")]
    nested: u8,
    /// The stretches of the content, start and end in turn; then source and cue.
    c: Vec<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    s: Option<[usize; 2]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    v: Option<[usize; 2]>,
}

#[derive(Serialize)]
struct ClaimData<'a> {
    id: &'a str,
    verdict: u8,
    #[serde(skip_serializing_if = "Option::is_none")]
    sure: Option<u8>,
    accounts: usize,
    /// The member in whose words it is.
    by: usize,
    members: Vec<MemberData<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    findings: Vec<FindingData<'a>>,
}

#[derive(Serialize)]
struct MemberData<'a> {
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    said: Option<usize>,
    voice: u8,
    at: usize,
    p: [usize; 2],
    /// True where only what its attribution has as content is told, not all from start to end.
    #[serde(skip_serializing_if = "is_zero")]
    parts: u8,
    n: usize,
}

#[derive(Serialize)]
struct FindingData<'a> {
    id: &'a str,
    kind: json::FindingKind,
    nature: json::Nature,
    sure: u8,
    m: [usize; 2],
    a: [usize; 2],
    b: [usize; 2],
    /// One plain sentence; only where the finding is shown, since others say the same of other pairs.
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    accepted: Option<&'a Accepted>,
}

/// Code points of an article, by the article's id.
type Places<'a> = Vec<(&'a str, [usize; 2])>;

/// Everything that the page holds, at most so many bytes of articles.
pub(super) fn data<'a>(
    report: &'a Report,
    articles: &'a [Article],
    readings: &'a [ArticleReading],
    most: usize,
) -> Data<'a> {
    let mut texts = Texts::new(articles, readings);
    let by_id: HashMap<&str, usize> =
        report.attributions.iter().enumerate().map(|(index, found)| (found.id.as_str(), index)).collect();
    let (claims, kept) = held(report, &by_id, &mut texts, most);
    let outlets: HashMap<Option<&str>, usize> =
        report.outlets.iter().enumerate().map(|(index, one)| (one.outlet.as_deref(), index)).collect();
    let (events, event_of) = events::events(report);
    let words = |article: &'a json::Article| ArticleData {
        key: &article.key,
        title: article.title.as_deref().unwrap_or(&article.id),
        outlet: outlets.get(&article.outlet.as_deref()).copied().unwrap_or_default(),
        date: article.date.as_deref(),
        url: link(article),
        event: event_of.get(article.id.as_str()).copied(),
        said: article.attributions,
        text: texts.kept(&article.id),
    };
    let articles: Vec<ArticleData> = report.articles.iter().map(words).collect();
    let index = Index::new(report, &by_id, &kept, &texts);
    let mut reasons = Reasons::default();
    let found = report.attributions.iter().zip(&kept).filter(|(_, kept)| **kept);
    let said: Vec<SaidData> = found.map(|(found, _)| index.said(found, &mut reasons)).collect();
    Data {
        version: env!("CARGO_PKG_VERSION"),
        summary: &report.summary,
        held: Held { claims, said: said.len() },
        outlets: report.outlets.iter().map(outlet).collect(),
        events,
        speakers: report.speakers.iter().map(speaker).collect(),
        articles,
        reasons: reasons.all,
        said,
        claims: report.clusters[..claims].iter().map(|cluster| index.claim(cluster)).collect(),
    }
}

/// How many claims, from the first, and which attributions there is room for; their paragraphs are kept.
fn held(report: &Report, by_id: &HashMap<&str, usize>, texts: &mut Texts, most: usize) -> (usize, Vec<bool>) {
    let mut left = most;
    let mut fits = |places: &Places| {
        let cost = texts.cost(places);
        let fits = cost <= left;
        if fits {
            left -= cost;
            texts.keep(places);
        }
        fits
    };
    let mut kept = vec![false; report.attributions.len()];
    let mut claims = 0;
    for cluster in &report.clusters {
        let told = cluster.members.iter().filter_map(|one| by_id.get(one.attribution.as_deref()?).copied());
        let told: Vec<usize> = told.collect();
        let mut places: Places =
            cluster.members.iter().map(|one| (one.article.as_str(), [one.start, one.end])).collect();
        places.extend(told.iter().flat_map(|one| places_of(&report.attributions[*one])));
        if !fits(&places) {
            break;
        }
        claims += 1;
        told.into_iter().for_each(|one| kept[one] = true);
    }
    for (found, kept) in report.attributions.iter().zip(&mut kept) {
        *kept = *kept || fits(&places_of(found));
    }
    (claims, kept)
}

fn places_of(found: &Attribution) -> Places<'_> {
    let source = found.source.iter().chain(&found.cue).map(|place| [place.start, place.end]);
    let places = found.content.spans.iter().copied().chain(source);
    places.map(|place| (found.article.as_str(), place)).collect()
}

/// What stands where in the lists of the page.
struct Index<'a, 'b> {
    articles: HashMap<&'a str, usize>,
    speakers: HashMap<&'a str, usize>,
    /// The attributions that the page holds.
    said: HashMap<&'a str, usize>,
    texts: &'b Texts<'a>,
}

impl<'a, 'b> Index<'a, 'b> {
    fn new(report: &'a Report, by_id: &HashMap<&'a str, usize>, kept: &[bool], texts: &'b Texts<'a>) -> Self {
        let mut before = 0;
        let places: Vec<usize> = kept
            .iter()
            .map(|kept| {
                before += usize::from(*kept);
                before - usize::from(*kept)
            })
            .collect();
        let said = by_id.iter().filter(|(_, index)| kept[**index]).map(|(id, index)| (*id, places[*index]));
        let ids = |ids: Vec<&'a str>| ids.into_iter().enumerate().map(|(index, id)| (id, index)).collect();
        Index {
            articles: ids(report.articles.iter().map(|article| article.id.as_str()).collect()),
            speakers: ids(report.speakers.iter().map(|speaker| speaker.id.as_str()).collect()),
            said: said.collect(),
            texts,
        }
    }

    fn article(&self, id: &str) -> usize {
        self.articles.get(id).copied().unwrap_or_default()
    }

    fn place(&self, article: &str, place: [usize; 2]) -> [usize; 2] {
        self.texts.place(article, place).unwrap_or_default()
    }

    fn said(&self, found: &'a Attribution, reasons: &mut Reasons) -> SaidData<'a> {
        let place = |place: &json::Place| self.place(&found.article, [place.start, place.end]);
        let speaker = found.speaker.as_ref().and_then(|one| self.speakers.get(one.id.as_str()).copied());
        let source = found.source.as_ref().filter(|_| speaker.is_none());
        SaidData {
            id: &found.id,
            at: self.article(&found.article),
            who: speaker,
            source: source.map(|source| source.text.as_str()),
            kind: found.kind as u8,
            voice: found.voice as u8,
            sure: percent(found.confidence),
            why: reasons.index(found),
            nested: u8::from(found.nested_in.is_some()),
            c: found.content.spans.iter().flat_map(|span| self.place(&found.article, *span)).collect(),
            s: found.source.as_ref().map(place),
            v: found.cue.as_ref().map(place),
        }
    }

    fn claim(&self, cluster: &'a Cluster) -> ClaimData<'a> {
        let shown: Vec<&str> = differences::pairs(cluster)
            .iter()
            .flat_map(|pair| &pair.findings)
            .copied()
            .chain(differences::notes(cluster))
            .map(|finding| finding.id.as_str())
            .collect();
        let findings = cluster.findings.iter().chain(&cluster.harmless);
        // What makes accounts conflict is accepted one by one; of the rest, one of each is shown.
        let findings = findings.filter(|finding| finding.counts() || shown.contains(&finding.id.as_str()));
        ClaimData {
            id: &cluster.id,
            verdict: cluster.verdict as u8,
            sure: cluster.confidence.map(percent),
            accounts: cluster.accounts,
            by: cluster.members.iter().position(|one| one.text == cluster.claim).unwrap_or_default(),
            members: cluster.members.iter().map(|member| self.member(member)).collect(),
            findings: findings
                .map(|finding| self.finding(cluster, finding, shown.contains(&finding.id.as_str())))
                .collect(),
        }
    }

    fn member(&self, member: &'a json::Member) -> MemberData<'a> {
        MemberData {
            id: &member.id,
            said: member.attribution.as_deref().and_then(|id| self.said.get(id).copied()),
            voice: member.voice as u8,
            at: self.article(&member.article),
            p: self.place(&member.article, [member.start, member.end]),
            parts: u8::from(member.text.chars().count() != member.end - member.start),
            n: member.account,
        }
    }

    fn finding(&self, cluster: &'a Cluster, finding: &'a Finding, is_shown: bool) -> FindingData<'a> {
        let place = |side: usize, place: &json::Place| {
            self.place(&cluster.members[finding.members[side]].article, [place.start, place.end])
        };
        FindingData {
            id: &finding.id,
            kind: finding.kind,
            nature: finding.nature,
            sure: percent(finding.confidence),
            m: finding.members,
            a: place(0, &finding.a),
            b: place(1, &finding.b),
            why: is_shown.then_some(finding.because.as_str()),
            accepted: finding.accepted.as_ref(),
        }
    }
}

/// Sentences that recur, each once.
#[derive(Default)]
struct Reasons {
    all: Vec<String>,
    index: HashMap<String, usize>,
}

/// What stands for the cue and the source in a sentence; neither is left in what people see.
const CUE: &str = "\u{1}";
const SOURCE: &str = "\u{2}";

impl Reasons {
    fn index(&mut self, found: &Attribution) -> usize {
        let words = |place: &Option<json::Place>| place.as_ref().map(|place| format!("“{}”", place.text));
        let mut reason = found.reason.clone();
        for (words, sign) in [(words(&found.cue), CUE), (words(&found.source), SOURCE)] {
            if let Some(words) = words {
                reason = reason.replacen(&words, sign, 1);
            }
        }
        if let Some(index) = self.index.get(&reason) {
            return *index;
        }
        self.all.push(reason.clone());
        self.index.insert(reason, self.all.len() - 1);
        self.all.len() - 1
    }
}

fn outlet(outlet: &json::Outlet) -> OutletData<'_> {
    OutletData {
        name: outlet.outlet.as_deref().unwrap_or("(no outlet given)"),
        articles: outlet.articles,
        said: outlet.attributions,
        direct: outlet.direct,
        mixed: outlet.mixed,
        indirect: outlet.indirect,
        unnamed: outlet.anonymous,
        nobody: outlet.unattributed,
    }
}

fn speaker(speaker: &json::Speaker) -> SpeakerData<'_> {
    SpeakerData {
        id: &speaker.id,
        name: &speaker.name,
        role: speaker.roles.first().map_or("", String::as_str),
        kind: speaker.kind,
        more: speaker.attributes.iter().map(|(name, value)| format!("{name}: {value}")).collect(),
        said: speaker.attributions.len(),
        differ: speaker.conflicting,
    }
}

/// The address of an article, if it is one that a browser may safely follow.
pub(super) fn link(article: &json::Article) -> Option<&str> {
    let url = article.url.as_deref()?;
    let is_web = url.starts_with("https://") || url.starts_with("http://");
    let is_one_word = !url.chars().any(|letter| letter.is_whitespace() || is_unsafe(letter));
    (is_web && is_one_word).then_some(url)
}

fn percent(share: f64) -> u8 {
    (share * 100.0).round() as u8
}

fn is_zero<T: Default + PartialEq>(count: &T) -> bool {
    *count == T::default()
}
