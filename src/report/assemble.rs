//! From what the rooms found to one [`Report`]: byte spans become code points, indices become ids.

use std::collections::BTreeMap;

use super::attributions::{Roster, attributions, rounded};
use super::counts;
use super::json::{self, FORMAT, Place, Report};
use crate::audit::{Audit, Claim, words};
use crate::cluster::Part;
use crate::ingest::Article;
use crate::place::{CodePoints, Span};
use crate::statement::Voice;

/// The whole report.
pub fn report(articles: &[Article], audit: &Audit) -> Report {
    let roster = Roster::new(&audit.readings, &audit.identities);
    let found: Vec<Vec<json::Attribution>> = articles
        .iter()
        .zip(&audit.readings)
        .enumerate()
        .map(|(index, (article, reading))| attributions(index, article, reading, &roster))
        .collect();
    let points = articles.iter().map(|article| CodePoints::new(&article.body)).collect();
    let names =
        audit.identities.iter().map(|identity| (identity.id.as_str(), identity.name.as_str())).collect();
    let clusters = Clusters { articles, audit, found: &found, points, names }.all();
    let articles: Vec<json::Article> =
        articles.iter().zip(&found).map(|(article, found)| head(article, found.len())).collect();
    let attributions: Vec<json::Attribution> = found.into_iter().flatten().collect();
    let speakers = counts::speakers(&attributions, &clusters, &audit.identities);
    let outlets = counts::outlets(&articles, &attributions);
    Report {
        format: FORMAT,
        summary: counts::summary(&articles, &attributions, &speakers, &clusters),
        articles,
        attributions,
        speakers,
        clusters,
        outlets,
    }
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

/// Everything that the clusters of a run rest on.
struct Clusters<'a> {
    articles: &'a [Article],
    audit: &'a Audit,
    found: &'a [Vec<json::Attribution>],
    /// For each article, what turns its bytes into code points.
    points: Vec<CodePoints>,
    /// What a speaker is called over all articles, by id.
    names: BTreeMap<&'a str, &'a str>,
}

impl Clusters<'_> {
    fn all(&self) -> Vec<json::Cluster> {
        let mut clusters: Vec<json::Cluster> =
            self.audit.claims.iter().map(|claim| self.cluster(claim)).collect();
        // What is read first: conflicts, the surest before the less sure; then agreement, then what only
        // one account has, the most told before the less told; else in the order of the articles, which
        // the sort keeps.
        clusters.sort_by(|one, other| {
            let order = one.verdict.cmp(&other.verdict);
            let sure = |cluster: &json::Cluster| cluster.confidence.unwrap_or_default();
            order.then(sure(other).total_cmp(&sure(one))).then(other.accounts.cmp(&one.accounts))
        });
        clusters
    }

    fn cluster(&self, claim: &Claim) -> json::Cluster {
        let parts: Vec<Telling> = claim.cluster.members.iter().map(|part| self.telling(part)).collect();
        let all = claim.findings.iter().map(|(first, second, finding)| json::Finding {
            kind: finding.kind.into(),
            nature: finding.nature.into(),
            members: [*first, *second],
            a: parts[*first].place(finding.a),
            b: parts[*second].place(finding.b),
            because: finding.because.to_string(),
            confidence: rounded(finding.confidence),
        });
        let (harmless, findings): (Vec<json::Finding>, Vec<json::Finding>) = all.partition(|finding| {
            finding.nature == json::Nature::Harmless && finding.kind != json::FindingKind::Attribution
        });
        let stands_for = &parts[claim.cluster.claim];
        json::Cluster {
            id: stands_for.cluster_id(claim.cluster.members[claim.cluster.claim].stretches.start),
            claim: stands_for.words(),
            verdict: claim.verdict.into(),
            confidence: surest(&findings),
            accounts: claim.cluster.origins.len(),
            members: parts.iter().map(Telling::member).collect(),
            findings,
            harmless,
        }
    }

    fn telling(&self, part: &Part) -> Telling<'_> {
        let told = &self.audit.tellings[part.member];
        let wire = told.attribution.map(|attribution| &self.found[told.article][attribution]);
        let article = &self.articles[told.article];
        let stretches = &told.stretches[part.stretches.clone()];
        Telling {
            article,
            stretches,
            points: stretches
                .iter()
                .map(|&stretch| {
                    let (start, end) = self.points[told.article].span(stretch);
                    [start, end]
                })
                .collect(),
            account: part.origin,
            voice: told.voice,
            is_sentence: told.is_sentence,
            speaker: wire
                .and_then(|wire| wire.speaker.as_ref())
                .map(|speaker| self.names.get(speaker.id.as_str()).copied().unwrap_or(&speaker.name)),
            wire,
        }
    }
}

/// How sure the surest difference that counts is.
fn surest(findings: &[json::Finding]) -> Option<f64> {
    let counting = findings.iter().filter(|finding| finding.counts());
    counting.map(|finding| finding.confidence).max_by(f64::total_cmp)
}

/// A telling of a claim.
struct Telling<'a> {
    article: &'a Article,
    /// Its stretches, in bytes.
    stretches: &'a [Span],
    /// The same in code points.
    points: Vec<[usize; 2]>,
    account: usize,
    voice: Voice,
    is_sentence: bool,
    /// Who said it, as they are called over all articles.
    speaker: Option<&'a str>,
    wire: Option<&'a json::Attribution>,
}

impl Telling<'_> {
    fn words(&self) -> String {
        words(&self.article.body, self.stretches)
    }

    /// A stretch of a content is in one cluster only, and two claims for which one sentence stands
    /// differ in nothing that a reader could see.
    fn cluster_id(&self, first_stretch: usize) -> String {
        match (self.wire, first_stretch) {
            (Some(wire), 0) if !self.is_sentence => format!("c:{}", wire.id),
            (Some(wire), later) if !self.is_sentence => format!("c:{}.{}", wire.id, later + 1),
            _ => format!("c:{}@{}", self.article.id, self.start()),
        }
    }

    fn start(&self) -> usize {
        self.points.first().map_or(0, |ends| ends[0])
    }

    fn end(&self) -> usize {
        self.points.last().map_or(0, |ends| ends[1])
    }

    fn member(&self) -> json::Member {
        json::Member {
            attribution: self.wire.map(|wire| wire.id.clone()),
            voice: self.voice.into(),
            article: self.article.id.clone(),
            start: self.start(),
            end: self.end(),
            text: self.words(),
            speaker: self.speaker.map(str::to_string),
            outlet: self.article.outlet.clone(),
            date: self.article.date.map(|date| date.to_string()),
            account: self.account,
        }
    }

    /// Where a span of the joined words stands in the article.
    fn place(&self, span: Span) -> Place {
        let mut before = 0;
        let mut found: Option<(Span, [usize; 2])> = None;
        for (stretch, points) in self.stretches.iter().zip(&self.points) {
            let here = Span::new(before, before + stretch.len());
            if span.overlaps(here) {
                let from = stretch.start + span.start.max(here.start) - before;
                let to = stretch.start + span.end.min(here.end) - before;
                let count = |end: usize| points[0] + self.article.body[stretch.start..end].chars().count();
                let part = (Span::new(from, to), [count(from), count(to)]);
                found = Some(match found {
                    None => part,
                    Some((whole, ends)) => (whole.join(part.0), [ends[0], part.1[1]]),
                });
            }
            before = here.end + 1;
        }
        match found {
            Some((span, [start, end])) => Place { start, end, text: span.of(&self.article.body).to_string() },
            // A difference that is no words on this side stands where the telling begins.
            None => Place { start: self.start(), end: self.start(), text: String::new() },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_in_joined_words_is_found_in_its_stretch() {
        let body = "Also: “Grüße alle,” he said, “und Dank.”";
        let article = Article { body: body.to_string(), ..Article::default() };
        let stretch = |words: &str| {
            let start = body.find(words).expect("the words stand in the body");
            Span::new(start, start + words.len())
        };
        let stretches = [stretch("“Grüße alle,”"), stretch("“und Dank.”")];
        let telling = Telling {
            article: &article,
            stretches: &stretches,
            points: vec![[6, 19], [29, 40]],
            account: 0,
            voice: Voice::Quotation,
            is_sentence: false,
            speaker: None,
            wire: None,
        };
        let joined = telling.words();
        let place = |words: &str| {
            let start = joined.find(words).expect("the words stand in the telling");
            telling.place(Span::new(start, start + words.len()))
        };
        assert_eq!(place("alle"), Place { start: 13, end: 17, text: "alle".into() });
        assert_eq!(place("Dank"), Place { start: 34, end: 38, text: "Dank".into() });
        assert_eq!(place("alle,” “und").text, "alle,” he said, “und");
        assert_eq!(telling.place(Span::new(0, 0)), Place { start: 6, end: 6, text: String::new() });
    }
}
