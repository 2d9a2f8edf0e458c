//! From what the rooms found to one [`Report`]: byte spans become code points, indices become ids.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::attributions::{Roster, attributions, line_of, rounded};
use super::counts;
use super::csv::tag;
use super::ids::{self, Named, Unlike};
use super::json::{self, FORMAT, Place, Report};
use crate::audit::{ArticleReading, Audit, Claim, words};
use crate::cluster::Part;
use crate::ingest::Article;
use crate::place::{CodePoints, Span};
use crate::statement::Voice;

/// The whole report.
pub fn report(articles: &[Article], audit: &Audit) -> Report {
    report_under(articles, &Unlike::default().articles(articles), audit)
}

/// The whole report, with an id for each article that rests on its content.
pub fn report_under(articles: &[Article], keys: &[String], audit: &Audit) -> Report {
    let found = Found::of(articles, keys, audit);
    with_claims(articles, keys, audit, found)
}

/// The whole report, and the readings without what only the report says from then on: of many articles,
/// memory does not hold everything twice.
pub fn report_instead_of(
    articles: &[Article],
    keys: &[String],
    mut audit: Audit,
) -> (Report, Vec<ArticleReading>) {
    let found = Found::of(articles, keys, &audit);
    audit.readings.iter_mut().for_each(ArticleReading::keep_paragraphs);
    let report = with_claims(articles, keys, &audit, found);
    (report, audit.readings)
}

/// The attributions of all articles.
struct Found {
    all: Vec<json::Attribution>,
    /// For each article, where its attributions begin, and where the last one's end.
    begins: Vec<usize>,
}

impl Found {
    fn of(articles: &[Article], keys: &[String], audit: &Audit) -> Self {
        let roster = Roster::new(&audit.readings, &audit.identities);
        let mut all = Vec::with_capacity(audit.readings.iter().map(|one| one.attributions.len()).sum());
        let mut begins = vec![0];
        for (index, (article, reading)) in articles.iter().zip(&audit.readings).enumerate() {
            all.extend(attributions(index, article, &keys[index], reading, &roster));
            begins.push(all.len());
        }
        Found { all, begins }
    }

    /// The attributions of an article.
    fn of_article(&self, article: usize) -> &[json::Attribution] {
        &self.all[self.begins[article]..self.begins[article + 1]]
    }
}

fn with_claims(articles: &[Article], keys: &[String], audit: &Audit, mut found: Found) -> Report {
    let points = articles.iter().map(|article| CodePoints::new(&article.body)).collect();
    let names =
        audit.identities.iter().map(|identity| (identity.id.as_str(), identity.name.as_str())).collect();
    let clusters = Clusters { articles, keys, audit, found: &found, points, names }.all();
    tell_claims(&clusters, found.all.iter_mut());
    let head = |(index, article): (usize, &Article)| {
        head(article, keys[index].clone(), found.of_article(index).len())
    };
    let articles: Vec<json::Article> = articles.iter().enumerate().map(head).collect();
    let attributions = found.all;
    let speakers = counts::speakers(&attributions, &clusters, &audit.identities);
    let outlets = counts::outlets(&articles, &attributions, &speakers);
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

/// Puts first what is read first: conflicts, the surest before the less sure; then agreement, then what
/// only one account has, the most told before the less told; else in the order of the articles, which the
/// sort keeps.
pub(super) fn in_order(clusters: &mut [json::Cluster]) {
    clusters.sort_by(|one, other| {
        let order = one.verdict.cmp(&other.verdict);
        let sure = |cluster: &json::Cluster| cluster.confidence.unwrap_or_default();
        order.then(sure(other).total_cmp(&sure(one))).then(other.accounts.cmp(&one.accounts))
    });
}

/// Says at each attribution which claims it tells, and the gravest verdict of them.
pub(super) fn tell_claims<'a>(
    clusters: &[json::Cluster],
    found: impl Iterator<Item = &'a mut json::Attribution>,
) {
    let mut told: HashMap<&str, (Vec<&str>, json::Verdict)> = HashMap::new();
    for cluster in clusters {
        for id in cluster.members.iter().filter_map(|member| member.attribution.as_deref()) {
            let (claims, gravest) = told.entry(id).or_insert((Vec::new(), cluster.verdict));
            if !claims.contains(&cluster.id.as_str()) {
                claims.push(&cluster.id);
            }
            *gravest = cluster.verdict.min(*gravest);
        }
    }
    for one in found {
        if let Some((claims, gravest)) = told.get(one.id.as_str()) {
            one.claims = claims.iter().map(ToString::to_string).collect();
            one.verdict = Some(*gravest);
        }
    }
}

/// An article without its text; `key` is its id, and `attributions` how many were found.
pub fn head(article: &Article, key: String, attributions: usize) -> json::Article {
    json::Article {
        id: article.id.clone(),
        key,
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
    /// The id of each article that rests on its content.
    keys: &'a [String],
    audit: &'a Audit,
    found: &'a Found,
    /// For each article, what turns its bytes into code points.
    points: Vec<CodePoints<'a>>,
    /// What a speaker is called over all articles, by id.
    names: BTreeMap<&'a str, &'a str>,
}

impl Clusters<'_> {
    fn all(&self) -> Vec<json::Cluster> {
        let mut unlike = Unlike::default();
        let mut clusters: Vec<json::Cluster> =
            self.audit.claims.iter().map(|claim| self.cluster(claim, &mut unlike)).collect();
        give_ids(&mut clusters, &mut unlike);
        in_order(&mut clusters);
        clusters
    }

    fn cluster(&self, claim: &Claim, unlike: &mut Unlike) -> json::Cluster {
        let parts: Vec<Telling> = claim.cluster.members.iter().map(|part| self.telling(part)).collect();
        let all = claim.findings.iter().map(|(first, second, finding)| {
            let (a, b) = (parts[*first].place(finding.a), parts[*second].place(finding.b));
            let kind = finding.kind.into();
            json::Finding {
                id: unlike.numbered(finding_id(kind, (&parts[*first], &a), (&parts[*second], &b))),
                kind,
                nature: finding.nature.into(),
                members: [*first, *second],
                a,
                b,
                because: finding.because.to_string(),
                confidence: rounded(finding.confidence),
                accepted: None,
            }
        });
        let (harmless, findings): (Vec<json::Finding>, Vec<json::Finding>) = all.partition(|finding| {
            finding.nature == json::Nature::Harmless && finding.kind != json::FindingKind::Attribution
        });
        json::Cluster {
            id: String::new(),
            claim: parts[claim.cluster.claim].words(),
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
        let wire = told.attribution.map(|attribution| &self.found.of_article(told.article)[attribution]);
        let article = &self.articles[told.article];
        let stretches = &told.stretches[part.stretches.clone()];
        Telling {
            article,
            id: telling_id(article, &self.keys[told.article], stretches, told.is_sentence),
            stretches,
            points: stretches
                .iter()
                .map(|&stretch| {
                    let (start, end) = self.points[told.article].span(stretch);
                    [start, end]
                })
                .collect(),
            line: stretches.first().and_then(|span| line_of(article, &self.points[told.article], span.start)),
            account: part.origin,
            voice: told.voice,
            speaker: wire
                .and_then(|wire| wire.speaker.as_ref())
                .map(|speaker| self.names.get(speaker.id.as_str()).copied().unwrap_or(&speaker.name)),
            wire,
        }
    }
}

/// Of a telling, from its words. The same words may be told as a sentence and inside one.
fn telling_id(article: &Article, key: &str, stretches: &[Span], is_sentence: bool) -> String {
    let first = stretches.first().copied().unwrap_or_default();
    let times = ids::times_before(&article.body, first);
    let sort = if is_sentence { "sentence" } else { "content" };
    ids::hashed(Named::Telling, &[key, sort, &words(&article.body, stretches), &times])
}

/// Gives each claim the id of its earliest telling, so that later ones do not change it; of several that
/// are as early, of whichever hash is the least. A sentence may state several claims: then the one whose
/// next telling is the earliest has it, and the other the next.
fn give_ids(clusters: &mut [json::Cluster], unlike: &mut Unlike) {
    let tellings = |cluster: &json::Cluster| {
        let key = |member: &json::Member| (member.date.is_none(), member.date.clone(), member.id.clone());
        let mut keys: Vec<_> = cluster.members.iter().map(key).collect();
        keys.sort();
        keys
    };
    let mut earliest: Vec<_> =
        clusters.iter().enumerate().map(|(index, cluster)| (tellings(cluster), index)).collect();
    earliest.sort();
    let mut taken: HashSet<String> = HashSet::new();
    for (keys, index) in earliest {
        let mut ids = keys.iter().map(|(_, _, id)| ids::renamed(id, Named::Claim));
        let first = ids.clone().next().unwrap_or_default();
        let id = ids.find(|id| !taken.contains(id)).unwrap_or(first);
        taken.insert(id.clone());
        clusters[index].id = unlike.numbered(id);
    }
}

/// From both tellings and the words that differ, whichever is named first.
fn finding_id(kind: json::FindingKind, a: (&Telling, &Place), b: (&Telling, &Place)) -> String {
    let mut sides = [a, b].map(|(telling, place)| (telling.id.as_str(), place.text.as_str()));
    sides.sort_unstable();
    let [(first, words), (second, others)] = sides;
    ids::hashed(Named::Finding, &[&tag(&kind), first, words, second, others])
}

/// How sure the surest difference that counts is.
fn surest(findings: &[json::Finding]) -> Option<f64> {
    let counting = findings.iter().filter(|finding| finding.counts());
    counting.map(|finding| finding.confidence).max_by(f64::total_cmp)
}

/// A telling of a claim.
struct Telling<'a> {
    article: &'a Article,
    id: String,
    /// Its stretches, in bytes.
    stretches: &'a [Span],
    /// The same in code points.
    points: Vec<[usize; 2]>,
    /// Where it begins in the file.
    line: Option<usize>,
    account: usize,
    voice: Voice,
    /// Who said it, as they are called over all articles.
    speaker: Option<&'a str>,
    wire: Option<&'a json::Attribution>,
}

impl Telling<'_> {
    fn words(&self) -> String {
        words(&self.article.body, self.stretches)
    }

    fn start(&self) -> usize {
        self.points.first().map_or(0, |ends| ends[0])
    }

    fn end(&self) -> usize {
        self.points.last().map_or(0, |ends| ends[1])
    }

    fn member(&self) -> json::Member {
        json::Member {
            id: self.id.clone(),
            attribution: self.wire.map(|wire| wire.id.clone()),
            voice: self.voice.into(),
            article: self.article.id.clone(),
            start: self.start(),
            end: self.end(),
            text: self.words(),
            line: self.line,
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
            id: String::new(),
            stretches: &stretches,
            points: vec![[6, 19], [29, 40]],
            line: None,
            account: 0,
            voice: Voice::Quotation,
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
