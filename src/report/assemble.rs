//! From what the rooms found to the wire types: byte spans become code points, indices become ids.

use std::collections::{BTreeMap, BTreeSet};

use super::json::{self, FORMAT, Place, Report, Summary};
use crate::attribution::Attribution;
use crate::audit::{ArticleReading, Audit, Claim};

use crate::ingest::Article;
use crate::place::{CodePoints, Span};
use crate::speaker::Resolution;

/// The whole report.
pub fn report(articles: &[Article], audit: &Audit) -> Report {
    let points: Vec<CodePoints> = articles.iter().map(|article| CodePoints::new(&article.body)).collect();
    let by_article: Vec<Vec<json::Attribution>> = articles
        .iter()
        .zip(&audit.readings)
        .zip(&points)
        .map(|((article, reading), points)| attributions_at(article, reading, points))
        .collect();
    let mut clusters: Vec<json::Cluster> =
        audit.claims.iter().map(|claim| cluster(claim, audit, articles, &points, &by_article)).collect();
    clusters.sort_by(|one, other| standing(one).cmp(&standing(other)));
    let wire_articles = articles.iter().zip(&by_article).map(|(article, found)| head(article, found.len()));
    let wire_articles: Vec<json::Article> = wire_articles.collect();
    let attributions: Vec<json::Attribution> = by_article.into_iter().flatten().collect();
    let speakers = speakers(&attributions, &clusters);
    let outlets = outlets(&wire_articles, &attributions);
    Report {
        format: FORMAT,
        summary: summary(&wire_articles, &attributions, &speakers, &clusters),
        articles: wire_articles,
        attributions,
        speakers,
        clusters,
        outlets,
    }
}

/// The attributions of one article.
pub fn attributions(article: &Article, reading: &ArticleReading) -> Vec<json::Attribution> {
    attributions_at(article, reading, &CodePoints::new(&article.body))
}

/// The words of a content, its stretches joined by a space: the text that is compared.
pub fn words(body: &str, content: &[Span]) -> String {
    content.iter().map(|span| span.of(body)).collect::<Vec<_>>().join(" ")
}

fn attributions_at(
    article: &Article,
    reading: &ArticleReading,
    points: &CodePoints,
) -> Vec<json::Attribution> {
    let id = |index: usize| format!("{}#{}", article.id, index + 1);
    let place = |span: Span| place(&article.body, points, span);
    reading
        .attributions
        .iter()
        .enumerate()
        .map(|(index, found)| json::Attribution {
            article: article.id.clone(),
            outlet: article.outlet.clone(),
            date: article.date.map(|date| date.to_string()),
            id: id(index),
            kind: found.kind.into(),
            scope: found.scope.into(),
            source: found.source.map(place),
            cue: found.cue.map(place),
            content: content(&article.body, points, found),
            quoted: found.quoted.iter().map(|span| ends(points, *span)).collect(),
            speaker: speaker_of(article, reading, points, index),
            listener: found.listener.map(place),
            nested_in: found.nested_in.map(id),
            confidence: rounded(found.confidence),
            pattern: found.pattern.to_string(),
            reason: found.reason.to_string(),
        })
        .collect()
}

fn speaker_of(
    article: &Article,
    reading: &ArticleReading,
    points: &CodePoints,
    attribution: usize,
) -> Option<json::SpeakerOf> {
    let resolution: &Resolution = reading.cast.resolutions.get(attribution)?.as_ref()?;
    let speaker = &reading.cast.speakers[resolution.speaker];
    Some(json::SpeakerOf {
        id: speaker_id(&speaker.name),
        name: speaker.name.clone(),
        kind: speaker.kind.into(),
        role: speaker.role.clone(),
        mention: resolution.mention.map(|span| place(&article.body, points, span)),
        confidence: rounded(resolution.confidence),
        reason: resolution.reason.clone(),
    })
}

fn content(body: &str, points: &CodePoints, found: &Attribution) -> json::Content {
    let spans: Vec<[usize; 2]> = found.content.iter().map(|span| ends(points, *span)).collect();
    json::Content {
        start: spans.first().map_or(0, |ends| ends[0]),
        end: spans.last().map_or(0, |ends| ends[1]),
        text: words(body, &found.content),
        spans,
    }
}

fn place(body: &str, points: &CodePoints, span: Span) -> Place {
    let [start, end] = ends(points, span);
    Place { start, end, text: span.of(body).to_string() }
}

fn ends(points: &CodePoints, span: Span) -> [usize; 2] {
    let (start, end) = points.span(span);
    [start, end]
}

/// Three digits are more than the estimate holds, and keep the output free of binary noise.
pub(super) fn rounded(share: f32) -> f64 {
    (f64::from(share) * 1000.0).round() / 1000.0
}

/// Lower-case letters and digits of the name, joined by hyphens.
fn speaker_id(name: &str) -> String {
    let words = name.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join("-")
}

fn head(article: &Article, attributions: usize) -> json::Article {
    json::Article {
        id: article.id.clone(),
        outlet: article.outlet.clone(),
        date: article.date.map(|date| date.to_string()),
        title: article.title.clone(),
        byline: article.byline.clone(),
        url: article.url.clone(),
        path: article.path.as_ref().map(|path| path.display().to_string()),
        attributions,
    }
}

fn cluster(
    claim: &Claim,
    audit: &Audit,
    articles: &[Article],
    points: &[CodePoints],
    wire: &[Vec<json::Attribution>],
) -> json::Cluster {
    let telling = |member: usize| audit.tellings[claim.cluster.members[member].member];
    let at = |member: usize| &wire[telling(member).article][telling(member).attribution];
    let members = (0..claim.cluster.members.len())
        .map(|index| {
            let found = at(index);
            json::Member {
                attribution: found.id.clone(),
                article: found.article.clone(),
                start: found.content.start,
                end: found.content.end,
                text: found.content.text.clone(),
                speaker: found.speaker.as_ref().map(|speaker| speaker.name.clone()),
                outlet: found.outlet.clone(),
                date: found.date.clone(),
                account: claim.cluster.members[index].origin,
            }
        })
        .collect();
    let deciding = |member: usize, span: Span| {
        let telling = telling(member);
        let body = &articles[telling.article].body;
        let content = &audit.readings[telling.article].attributions[telling.attribution].content;
        place(body, &points[telling.article], in_article(content, span))
    };
    let findings = claim.findings.iter().map(|(first, second, found)| json::Finding {
        kind: found.kind.into(),
        nature: found.nature.into(),
        members: [*first, *second],
        a: deciding(*first, found.a),
        b: deciding(*second, found.b),
        because: found.because.clone(),
    });
    let stands_for = at(claim.cluster.claim);
    json::Cluster {
        id: format!("c:{}", stands_for.id),
        claim: stands_for.content.text.clone(),
        verdict: claim.verdict.into(),
        accounts: claim.cluster.origins.len(),
        members,
        findings: findings.collect(),
    }
}

/// Where a span of the joined words of a content stands in the article.
fn in_article(content: &[Span], span: Span) -> Span {
    let mut before = 0;
    let mut found: Option<Span> = None;
    for stretch in content {
        let here = Span::new(before, before + stretch.len());
        let from = span.start.max(here.start);
        let to = span.end.min(here.end);
        if from < to || (span.is_empty() && from == to) {
            let part = Span::new(stretch.start + from - before, stretch.start + to - before);
            found = Some(found.map_or(part, |whole| whole.join(part)));
        }
        before = here.end + 1;
    }
    found.unwrap_or_else(|| {
        content.first().map_or(Span::default(), |first| Span::new(first.start, first.start))
    })
}

/// What is read first: conflicts, then agreement, then what only one account has; the most told
/// before the less told.
fn standing(cluster: &json::Cluster) -> (json::Verdict, std::cmp::Reverse<usize>, &str) {
    (cluster.verdict, std::cmp::Reverse(cluster.accounts), &cluster.id)
}

fn speakers(attributions: &[json::Attribution], clusters: &[json::Cluster]) -> Vec<json::Speaker> {
    let mut by_id: BTreeMap<&str, json::Speaker> = BTreeMap::new();
    let mut whose: BTreeMap<&str, &str> = BTreeMap::new();
    for found in attributions {
        let Some(speaker) = &found.speaker else { continue };
        let entry = by_id.entry(&speaker.id).or_insert_with(|| json::Speaker {
            id: speaker.id.clone(),
            name: speaker.name.clone(),
            kind: speaker.kind,
            roles: Vec::new(),
            outlets: Vec::new(),
            attributions: Vec::new(),
            conflicting: 0,
        });
        entry.roles.extend(speaker.role.clone());
        entry.outlets.extend(found.outlet.clone());
        entry.attributions.push(found.id.clone());
        whose.insert(&found.id, &speaker.id);
    }
    for cluster in clusters.iter().filter(|cluster| cluster.verdict == json::Verdict::Conflicting) {
        let involved: BTreeSet<&str> = cluster
            .members
            .iter()
            .filter_map(|member| whose.get(member.attribution.as_str()).copied())
            .collect();
        for id in involved {
            if let Some(speaker) = by_id.get_mut(id) {
                speaker.conflicting += 1;
            }
        }
    }
    let mut speakers: Vec<json::Speaker> = by_id.into_values().collect();
    for speaker in &mut speakers {
        for list in [&mut speaker.roles, &mut speaker.outlets] {
            list.sort();
            list.dedup();
        }
    }
    speakers.sort_by(|one, other| {
        let told = |speaker: &json::Speaker| std::cmp::Reverse(speaker.attributions.len());
        (told(one), &one.id).cmp(&(told(other), &other.id))
    });
    speakers
}

fn outlets(articles: &[json::Article], attributions: &[json::Attribution]) -> Vec<json::Outlet> {
    let mut by_outlet: BTreeMap<Option<&str>, json::Outlet> = BTreeMap::new();
    for article in articles {
        by_outlet
            .entry(article.outlet.as_deref())
            .or_insert_with(|| empty(article.outlet.clone()))
            .articles += 1;
    }
    for found in attributions {
        let Some(outlet) = by_outlet.get_mut(&found.outlet.as_deref()) else { continue };
        outlet.attributions += 1;
        match found.kind {
            json::Kind::Direct => outlet.direct += 1,
            json::Kind::Mixed => outlet.mixed += 1,
            json::Kind::Indirect => outlet.indirect += 1,
        }
        match found.speaker.as_ref().map(|speaker| speaker.kind) {
            None => outlet.unattributed += 1,
            Some(json::SpeakerKind::UnnamedPerson | json::SpeakerKind::UnnamedGroup) => outlet.anonymous += 1,
            Some(_) => {}
        }
    }
    by_outlet.into_values().collect()
}

fn empty(outlet: Option<String>) -> json::Outlet {
    json::Outlet {
        outlet,
        articles: 0,
        attributions: 0,
        direct: 0,
        mixed: 0,
        indirect: 0,
        anonymous: 0,
        unattributed: 0,
    }
}

fn summary(
    articles: &[json::Article],
    attributions: &[json::Attribution],
    speakers: &[json::Speaker],
    clusters: &[json::Cluster],
) -> Summary {
    let with = |verdict| clusters.iter().filter(|cluster| cluster.verdict == verdict).count();
    Summary {
        articles: articles.len(),
        outlets: articles.iter().filter_map(|article| article.outlet.as_ref()).collect::<BTreeSet<_>>().len(),
        attributions: attributions.len(),
        speakers: speakers.len(),
        conflicting: with(json::Verdict::Conflicting),
        consistent: with(json::Verdict::Consistent),
        single: with(json::Verdict::Single),
    }
}
