//! From what the rooms found to one [`Report`]: byte spans become code points, indices become ids.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::attributions::{Roster, attributions};
use super::counts;
use super::json::{self, FORMAT, Place, Report};
use crate::audit::{Audit, Claim, words};
use crate::cluster::Part;
use crate::ingest::Article;
use crate::place::Span;

/// The whole report.
pub fn report(articles: &[Article], audit: &Audit) -> Report {
    let roster = Roster::new(&audit.readings, &audit.identities);
    let found: Vec<Vec<json::Attribution>> = articles
        .iter()
        .zip(&audit.readings)
        .enumerate()
        .map(|(index, (article, reading))| attributions(index, article, reading, &roster))
        .collect();
    let names =
        audit.identities.iter().map(|identity| (identity.id.as_str(), identity.name.as_str())).collect();
    let clusters = Clusters { articles, audit, found: &found, names }.all();
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
    /// What a speaker is called over all articles, by id.
    names: BTreeMap<&'a str, &'a str>,
}

impl Clusters<'_> {
    fn all(&self) -> Vec<json::Cluster> {
        let mut clusters: Vec<json::Cluster> =
            self.audit.claims.iter().map(|claim| self.cluster(claim)).collect();
        // What is read first: conflicts, then agreement, then what only one account has; the most
        // told before the less told; else in the order of the articles, which the sort keeps.
        clusters.sort_by_key(|cluster| (cluster.verdict, Reverse(cluster.accounts)));
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
        });
        let (harmless, findings) = all.partition(|finding| finding.nature == json::Nature::Harmless);
        let stands_for = &parts[claim.cluster.claim];
        json::Cluster {
            id: cluster_id(&stands_for.wire.id, claim.cluster.members[claim.cluster.claim].stretches.start),
            claim: stands_for.words(),
            verdict: claim.verdict.into(),
            accounts: claim.cluster.origins.len(),
            members: parts.iter().map(Telling::member).collect(),
            findings,
            harmless,
        }
    }

    fn telling(&self, part: &Part) -> Telling<'_> {
        let address = self.audit.addresses[part.member];
        let found = &self.audit.readings[address.article].attributions[address.attribution];
        let wire = &self.found[address.article][address.attribution];
        Telling {
            body: &self.articles[address.article].body,
            stretches: &found.content[part.stretches.clone()],
            points: &wire.content.spans[part.stretches.clone()],
            account: part.origin,
            speaker: wire
                .speaker
                .as_ref()
                .map(|speaker| self.names.get(speaker.id.as_str()).copied().unwrap_or(&speaker.name)),
            wire,
        }
    }
}

/// Each stretch of an attribution is in one cluster only, so these are never the same.
fn cluster_id(attribution: &str, first_stretch: usize) -> String {
    match first_stretch {
        0 => format!("c:{attribution}"),
        later => format!("c:{attribution}.{}", later + 1),
    }
}

/// The part of an attribution that tells a claim.
struct Telling<'a> {
    body: &'a str,
    /// The stretches of its content, in bytes.
    stretches: &'a [Span],
    /// The same in code points.
    points: &'a [[usize; 2]],
    account: usize,
    /// Who said it, as they are called over all articles.
    speaker: Option<&'a str>,
    wire: &'a json::Attribution,
}

impl Telling<'_> {
    fn words(&self) -> String {
        words(self.body, self.stretches)
    }

    fn start(&self) -> usize {
        self.points.first().map_or(0, |ends| ends[0])
    }

    fn end(&self) -> usize {
        self.points.last().map_or(0, |ends| ends[1])
    }

    fn member(&self) -> json::Member {
        json::Member {
            attribution: self.wire.id.clone(),
            article: self.wire.article.clone(),
            start: self.start(),
            end: self.end(),
            text: self.words(),
            speaker: self.speaker.map(str::to_string),
            outlet: self.wire.outlet.clone(),
            date: self.wire.date.clone(),
            account: self.account,
        }
    }

    /// Where a span of the joined words stands in the article.
    fn place(&self, span: Span) -> Place {
        let mut before = 0;
        let mut found: Option<(Span, [usize; 2])> = None;
        for (stretch, points) in self.stretches.iter().zip(self.points) {
            let here = Span::new(before, before + stretch.len());
            if span.overlaps(here) {
                let from = stretch.start + span.start.max(here.start) - before;
                let to = stretch.start + span.end.min(here.end) - before;
                let count = |end: usize| points[0] + self.body[stretch.start..end].chars().count();
                let part = (Span::new(from, to), [count(from), count(to)]);
                found = Some(match found {
                    None => part,
                    Some((whole, ends)) => (whole.join(part.0), [ends[0], part.1[1]]),
                });
            }
            before = here.end + 1;
        }
        match found {
            Some((span, [start, end])) => Place { start, end, text: span.of(self.body).to_string() },
            // A difference that is no words on this side stands where the telling begins.
            None => Place { start: self.start(), end: self.start(), text: String::new() },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::json::Attribution;

    #[test]
    fn a_place_in_joined_words_is_found_in_its_stretch() {
        let body = "Also: “Grüße alle,” he said, “und Dank.”";
        let stretch = |words: &str| {
            let start = body.find(words).expect("the words stand in the body");
            Span::new(start, start + words.len())
        };
        let stretches = [stretch("“Grüße alle,”"), stretch("“und Dank.”")];
        let wire = Attribution::default();
        let telling = Telling {
            body,
            stretches: &stretches,
            points: &[[6, 19], [29, 40]],
            account: 0,
            speaker: None,
            wire: &wire,
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
