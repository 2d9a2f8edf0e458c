//! The tables of a report: what was found, as rows and columns for people who count.
//!
//! What the user's file of speakers says of them (party, country) stands in columns of its own
//! behind the others, headed as the user named them.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::columns::Table;
use super::csv::{Formulas, table, tag};
use super::json::{
    Article, Attribution, Cluster, Finding, Kind, Member, Outlet, Place, Report, Speaker, SpeakerKind,
    SpeakerOf, UnnamedClass,
};
use super::phrases::point_at_issue;

/// The line of column names of a table; `attributes` are the user's columns.
pub fn head(of: Table, attributes: &[String], formulas: Formulas) -> String {
    table(std::iter::once(names(of, attributes)), formulas)
}

fn names(of: Table, attributes: &[String]) -> Vec<String> {
    let own = of.columns().iter().map(|(name, _)| (*name).to_string());
    let has_attributes = matches!(of, Table::Attributions | Table::Tellings | Table::Speakers);
    let attributes = if has_attributes { attributes } else { &[] };
    own.chain(attributes.iter().cloned()).collect()
}

/// Rows for the attributions of one article, as `whosaid extract` writes them.
pub fn attributions(
    found: &[Attribution],
    article: &Article,
    attributes: &[String],
    formulas: Formulas,
) -> String {
    table(found.iter().map(|found| attribution(found, article, None, attributes)), formulas)
}

/// A table of a report, its line of column names included and at most so many rows.
pub fn of_report(
    of: Table,
    report: &Report,
    attributes: &[String],
    formulas: Formulas,
    most: usize,
) -> String {
    let sheet = Sheet::new(report);
    let clusters = report.clusters.iter();
    // Each row is made when it is written, since all cells together take several times what they say.
    let rows: Box<dyn Iterator<Item = Vec<String>>> = match of {
        Table::Attributions => Box::new(report.attributions.iter().filter_map(|found| {
            let speaker = found.speaker.as_ref().and_then(|own| sheet.speakers.get(own.id.as_str()));
            let name = speaker.map(|speaker| speaker.name.as_str());
            Some(attribution(found, sheet.articles.get(found.article.as_str())?, name, attributes))
        })),
        Table::Claims => Box::new(clusters.map(|cluster| sheet.claim(cluster))),
        Table::Tellings => Box::new(clusters.flat_map(|cluster| sheet.tellings(cluster, attributes))),
        Table::Findings => Box::new(clusters.flat_map(|cluster| sheet.findings(cluster))),
        Table::Speakers => Box::new(report.speakers.iter().map(|one| sheet.speaker(one, attributes))),
        Table::Outlets => Box::new(report.outlets.iter().map(outlet)),
        Table::Articles => Box::new(report.articles.iter().map(|article| sheet.article(article))),
    };
    table(std::iter::once(names(of, attributes)).chain(rows.take(most)), formulas)
}

/// A report with what its rows look up.
struct Sheet<'a> {
    articles: HashMap<&'a str, &'a Article>,
    speakers: HashMap<&'a str, &'a Speaker>,
    attributions: HashMap<&'a str, &'a Attribution>,
    of_article: HashMap<&'a str, Vec<&'a Attribution>>,
}

impl<'a> Sheet<'a> {
    fn new(report: &'a Report) -> Self {
        let mut of_article: HashMap<&str, Vec<&Attribution>> = HashMap::new();
        for found in &report.attributions {
            of_article.entry(&found.article).or_default().push(found);
        }
        Sheet {
            articles: report.articles.iter().map(|article| (article.id.as_str(), article)).collect(),
            speakers: report.speakers.iter().map(|speaker| (speaker.id.as_str(), speaker)).collect(),
            attributions: report.attributions.iter().map(|found| (found.id.as_str(), found)).collect(),
            of_article,
        }
    }

    fn url(&self, member: &Member) -> Option<&'a str> {
        self.articles.get(member.article.as_str())?.url.as_deref()
    }

    fn claim(&self, cluster: &Cluster) -> Vec<String> {
        let members = &cluster.members;
        let kinds: BTreeSet<String> = cluster
            .findings
            .iter()
            .filter(|finding| finding.counts())
            .map(|finding| tag(&finding.kind))
            .collect();
        let articles: BTreeSet<&str> = members.iter().map(|member| member.article.as_str()).collect();
        let outlets: BTreeSet<&str> = members.iter().filter_map(|member| member.outlet.as_deref()).collect();
        let speakers: BTreeSet<&str> =
            members.iter().filter_map(|member| member.speaker.as_deref()).collect();
        let (first, last) = ends(members.iter().map(|member| &member.date));
        vec![
            cluster.id.clone(),
            cluster.claim.clone(),
            tag(&cluster.verdict),
            cluster.confidence.map_or(String::new(), |sure| sure.to_string()),
            point_at_issue(cluster).unwrap_or_default(),
            joined(&kinds),
            cluster.accounts.to_string(),
            members.len().to_string(),
            articles.len().to_string(),
            outlets.len().to_string(),
            joined(&outlets),
            joined(&speakers),
            first,
            last,
            cluster.findings.len().to_string(),
            members.iter().find_map(|member| self.url(member)).unwrap_or_default().to_string(),
        ]
    }

    fn tellings(&self, cluster: &Cluster, attributes: &[String]) -> Vec<Vec<String>> {
        let row = |(index, member): (usize, &Member)| {
            let article = self.articles.get(member.article.as_str());
            let own = |finding: &&Finding| finding.members.contains(&index);
            let findings = cluster.findings.iter().filter(own);
            let findings =
                findings.map(|one| format!("{} ({}): {}", tag(&one.kind), tag(&one.nature), one.because));
            let copied = cluster.members[..index]
                .iter()
                .any(|other| other.account == member.account && other.article != member.article);
            let mut row = vec![
                cluster.id.clone(),
                cluster.claim.clone(),
                tag(&cluster.verdict),
                cluster.accounts.to_string(),
                member.id.clone(),
                member.article.clone(),
                or_empty(&member.outlet),
                or_empty(&member.date),
                self.url(member).unwrap_or_default().to_string(),
                article.and_then(|article| article.path.clone()).unwrap_or_default(),
                line(member.line),
                or_empty(&member.speaker),
                member.text.clone(),
                member.start.to_string(),
                member.end.to_string(),
                member.account.to_string(),
                or_empty(&member.attribution),
                tag(&member.voice),
                copied.to_string(),
                findings.collect::<Vec<_>>().join(" | "),
            ];
            let found = member.attribution.as_deref().and_then(|id| self.attributions.get(id));
            row.extend(values(found.and_then(|found| found.speaker.as_ref()).map(of_speaker), attributes));
            row
        };
        cluster.members.iter().enumerate().map(row).collect()
    }

    fn findings(&self, cluster: &Cluster) -> Vec<Vec<String>> {
        let row = |finding: &Finding| {
            let mut row = vec![
                finding.id.clone(),
                cluster.id.clone(),
                cluster.claim.clone(),
                tag(&cluster.verdict),
                tag(&finding.kind),
                tag(&finding.nature),
                finding.confidence.to_string(),
            ];
            for (index, place) in finding.members.into_iter().zip([&finding.a, &finding.b]) {
                let member = &cluster.members[index];
                row.extend([
                    or_empty(&member.outlet),
                    or_empty(&member.date),
                    member.article.clone(),
                    self.url(member).unwrap_or_default().to_string(),
                    line(member.line),
                    or_empty(&member.speaker),
                    place.text.clone(),
                    member.text.clone(),
                ]);
            }
            let accepted = finding.accepted.as_ref().map(|accepted| {
                let parts = [accepted.date.clone(), accepted.note.clone()];
                let said = parts.into_iter().flatten().collect::<Vec<_>>().join(": ");
                if said.is_empty() { "yes".to_string() } else { said }
            });
            row.extend([finding.because.clone(), accepted.unwrap_or_default()]);
            row
        };
        cluster.findings.iter().map(row).collect()
    }

    fn speaker(&self, speaker: &Speaker, attributes: &[String]) -> Vec<String> {
        let found: Vec<&Attribution> = speaker
            .attributions
            .iter()
            .filter_map(|id| self.attributions.get(id.as_str()).copied())
            .collect();
        let (first, last) = ends(found.iter().map(|found| &found.date));
        let [direct, mixed, indirect] = kinds(&found);
        let mut row = vec![
            speaker.id.clone(),
            speaker.name.clone(),
            tag(&speaker.kind),
            speaker.roles.join(" | "),
            speaker.attributions.len().to_string(),
            direct,
            mixed,
            indirect,
            speaker.outlets.len().to_string(),
            speaker.outlets.join(" | "),
            first,
            last,
            speaker.conflicting.to_string(),
        ];
        row.extend(values(Some(&speaker.attributes), attributes));
        row
    }

    fn article(&self, article: &Article) -> Vec<String> {
        let found = self.of_article.get(article.id.as_str()).map_or(&[][..], Vec::as_slice);
        let [direct, mixed, indirect] = kinds(found);
        let anonymous = found.iter().filter(|found| found.speaker.as_ref().is_some_and(is_anonymous)).count();
        let unattributed = found.iter().filter(|found| found.speaker.is_none()).count();
        vec![
            article.id.clone(),
            article.key.clone(),
            or_empty(&article.outlet),
            or_empty(&article.date),
            or_empty(&article.title),
            or_empty(&article.byline),
            or_empty(&article.url),
            or_empty(&article.path),
            article.attributions.to_string(),
            direct,
            mixed,
            indirect,
            anonymous.to_string(),
            unattributed.to_string(),
        ]
    }
}

fn attribution(
    found: &Attribution,
    article: &Article,
    name: Option<&str>,
    attributes: &[String],
) -> Vec<String> {
    let speaker = found.speaker.as_ref();
    let words = |place: &Option<Place>| place.as_ref().map_or(String::new(), |place| place.text.clone());
    let own_name = speaker.map(|speaker| speaker.name.as_str());
    let mut row = vec![
        article.id.clone(),
        article.key.clone(),
        or_empty(&found.outlet),
        or_empty(&found.date),
        or_empty(&article.url),
        or_empty(&article.title),
        line(found.line),
        found.id.clone(),
        speaker.map_or(String::new(), |speaker| speaker.id.clone()),
        name.or(own_name).unwrap_or_default().to_string(),
        speaker.map_or(String::new(), |speaker| tag(&speaker.kind)),
        speaker.and_then(|speaker| speaker.role.clone()).unwrap_or_default(),
        speaker.and_then(|speaker| speaker.class).map_or(String::new(), |class| tag(&class)),
        words(&found.anonymity),
        tag(&found.channel),
        or_empty(&found.via),
        words(&found.listener),
        words(&found.source),
        words(&found.cue),
        found.content.text.clone(),
        quoted(found),
        tag(&found.kind),
        tag(&found.scope),
        tag(&found.voice),
        found.content.start.to_string(),
        found.content.end.to_string(),
        or_empty(&found.nested_in),
        found.confidence.to_string(),
        found.pattern.clone(),
        found.reason.clone(),
        found.claims.join(" "),
        found.verdict.map_or(String::new(), |verdict| tag(&verdict)),
    ];
    row.extend(values(speaker.map(of_speaker), attributes));
    row
}

/// The words in quotation marks, the pieces with a space between.
fn quoted(found: &Attribution) -> String {
    let letters: Vec<char> = found.content.text.chars().collect();
    let piece = |[start, end]: &[usize; 2]| {
        // The stretches of the content are joined by a space.
        let mut before = 0;
        for [from, to] in &found.content.spans {
            if from <= start && end <= to {
                return letters
                    .get(before + start - from..before + end - from)
                    .map(|piece| piece.iter().collect());
            }
            before += to - from + 1;
        }
        None
    };
    found.quoted.iter().filter_map(piece).collect::<Vec<String>>().join(" ")
}

fn outlet(outlet: &Outlet) -> Vec<String> {
    const CLASSES: [UnnamedClass; 8] = [
        UnnamedClass::Official,
        UnnamedClass::Executive,
        UnnamedClass::Expert,
        UnnamedClass::Witness,
        UnnamedClass::Relative,
        UnnamedClass::SourceClose,
        UnnamedClass::CriticOrSupporter,
        UnnamedClass::Other,
    ];
    let with_share = |count: usize| [count.to_string(), share(count, outlet.attributions)];
    let mut row =
        vec![or_empty(&outlet.outlet), outlet.articles.to_string(), outlet.attributions.to_string()];
    row.extend(
        [outlet.direct, outlet.mixed, outlet.indirect, outlet.anonymous].into_iter().flat_map(with_share),
    );
    row.extend(CLASSES.map(|class| outlet.unnamed.get(&class).copied().unwrap_or_default().to_string()));
    row.extend(with_share(outlet.unattributed));
    let most = outlet.most_quoted.iter().map(|speaker| format!("{} ({})", speaker.name, speaker.quoted));
    row.push(most.collect::<Vec<_>>().join(" | "));
    row
}

/// A share with three digits, 0 to 1; empty where there is nothing to take a share of.
fn share(part: usize, whole: usize) -> String {
    if whole == 0 { String::new() } else { format!("{:.3}", part as f64 / whole as f64) }
}

fn kinds(found: &[&Attribution]) -> [String; 3] {
    let count = |kind| found.iter().filter(|found| found.kind == kind).count().to_string();
    [Kind::Direct, Kind::Mixed, Kind::Indirect].map(count)
}

fn is_anonymous(speaker: &SpeakerOf) -> bool {
    matches!(speaker.kind, SpeakerKind::UnnamedPerson | SpeakerKind::UnnamedGroup)
}

/// The first and the last of some dates.
fn ends<'a>(dates: impl Iterator<Item = &'a Option<String>>) -> (String, String) {
    let dates: BTreeSet<&str> = dates.filter_map(Option::as_deref).collect();
    let end = |date: Option<&&str>| date.map_or(String::new(), ToString::to_string);
    (end(dates.first()), end(dates.last()))
}

fn joined<T: AsRef<str>>(values: &BTreeSet<T>) -> String {
    values.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(" | ")
}

fn or_empty(value: &Option<String>) -> String {
    value.clone().unwrap_or_default()
}

fn line(number: Option<usize>) -> String {
    number.map_or(String::new(), |number| number.to_string())
}

fn of_speaker(speaker: &SpeakerOf) -> &BTreeMap<String, String> {
    &speaker.attributes
}

/// The values of the user's columns for a speaker.
fn values(known: Option<&BTreeMap<String, String>>, attributes: &[String]) -> Vec<String> {
    let value = |name: &String| known.and_then(|known| known.get(name).cloned());
    attributes.iter().map(|name| value(name).unwrap_or_default()).collect()
}

#[cfg(test)]
mod tests {
    use super::super::json::Content;
    use super::*;

    #[test]
    fn quoted_words_are_cut_out_of_a_split_content() {
        let content = Content {
            start: 6,
            end: 40,
            text: "that “Grüße” came “und Dank.”".into(),
            spans: vec![[6, 23], [29, 40]],
        };
        let found = Attribution { content, quoted: vec![[11, 18], [29, 40]], ..Attribution::default() };
        assert_eq!(quoted(&found), "“Grüße” “und Dank.”");
    }

    #[test]
    fn every_row_has_as_many_cells_as_columns() {
        let found = Attribution::default();
        let article = Article {
            id: "a".into(),
            key: "a0a1b2c3d".into(),
            outlet: None,
            date: None,
            title: None,
            byline: None,
            url: None,
            path: None,
            attributions: 1,
        };
        assert_eq!(attribution(&found, &article, None, &[]).len(), Table::Attributions.columns().len());
        let names = ["party".to_string()];
        let row = attribution(&found, &article, None, &names);
        assert_eq!(row.len(), Table::Attributions.columns().len() + 1);
    }
}
