//! Counts: how much was found, who says how much, and how each outlet attributes.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::json::{
    Article, Attribution, Cluster, Kind, Outlet, Quoted, Report, Speaker, SpeakerKind, Summary, UnnamedClass,
    Verdict,
};
use crate::speaker::Identity;

/// How much was found.
pub fn summary(
    articles: &[Article],
    attributions: &[Attribution],
    speakers: &[Speaker],
    clusters: &[Cluster],
) -> Summary {
    let with = |verdict| clusters.iter().filter(|cluster| cluster.verdict == verdict).count();
    let outlets: BTreeSet<&String> = articles.iter().filter_map(|article| article.outlet.as_ref()).collect();
    Summary {
        articles: articles.len(),
        outlets: outlets.len(),
        attributions: attributions.len(),
        speakers: speakers.len(),
        conflicting: with(Verdict::Conflicting),
        consistent: with(Verdict::Consistent),
        single: with(Verdict::Single),
    }
}

/// Everyone that something is attributed to, the most reported first.
pub fn speakers(attributions: &[Attribution], clusters: &[Cluster], identities: &[Identity]) -> Vec<Speaker> {
    let identity: BTreeMap<&str, &Identity> =
        identities.iter().map(|identity| (identity.id.as_str(), identity)).collect();
    let mut by_id: BTreeMap<&str, Speaker> = BTreeMap::new();
    for found in attributions {
        let Some(speaker) = &found.speaker else { continue };
        let known = identity.get(speaker.id.as_str());
        let entry = by_id.entry(&speaker.id).or_insert_with(|| Speaker {
            id: speaker.id.clone(),
            name: known.map_or(&speaker.name, |known| &known.name).clone(),
            kind: known.map_or(speaker.kind, |known| known.kind.into()),
            roles: known.map(|known| known.roles.clone()).unwrap_or_default(),
            attributes: speaker.attributes.clone(),
            outlets: Vec::new(),
            attributions: Vec::new(),
            conflicting: 0,
        });
        entry.outlets.extend(found.outlet.clone());
        entry.attributions.push(found.id.clone());
    }
    let mut speakers: Vec<Speaker> = by_id.into_values().collect();
    count_conflicts(&mut speakers, attributions, clusters);
    for speaker in &mut speakers {
        speaker.outlets.sort();
        speaker.outlets.dedup();
    }
    speakers.sort_by_key(|speaker| Reverse(speaker.attributions.len()));
    speakers
}

/// How many of the speakers that an outlet quotes most are told.
const MOST_QUOTED: usize = 5;

/// How each outlet attributes, in the order of their names.
pub fn outlets(articles: &[Article], attributions: &[Attribution], speakers: &[Speaker]) -> Vec<Outlet> {
    let mut by_outlet: BTreeMap<Option<&str>, Outlet> = BTreeMap::new();
    for article in articles {
        let entry = by_outlet.entry(article.outlet.as_deref());
        entry.or_insert_with(|| Outlet::new(article.outlet.clone())).articles += 1;
    }
    for found in attributions {
        let Some(outlet) = by_outlet.get_mut(&found.outlet.as_deref()) else { continue };
        outlet.attributions += 1;
        match found.kind {
            Kind::Direct => outlet.direct += 1,
            Kind::Mixed => outlet.mixed += 1,
            Kind::Indirect => outlet.indirect += 1,
        }
        match found.speaker.as_ref().map(|speaker| speaker.kind) {
            None => outlet.unattributed += 1,
            Some(SpeakerKind::UnnamedPerson | SpeakerKind::UnnamedGroup) => outlet.anonymous += 1,
            Some(_) => {}
        }
        let unnamed = found.speaker.as_ref().filter(|speaker| is_unnamed(speaker.kind));
        if let Some(speaker) = unnamed {
            *outlet.unnamed.entry(speaker.class.unwrap_or(UnnamedClass::Other)).or_default() += 1;
        }
    }
    let mut quoted = quoted(attributions, speakers);
    for (name, outlet) in &mut by_outlet {
        outlet.most_quoted = quoted.remove(name).unwrap_or_default();
    }
    by_outlet.into_values().collect()
}

/// For each outlet the named speakers that it quotes most, those quoted as often by their names.
fn quoted<'a>(
    attributions: &'a [Attribution],
    speakers: &'a [Speaker],
) -> BTreeMap<Option<&'a str>, Vec<Quoted>> {
    let names: BTreeMap<&str, &str> =
        speakers.iter().map(|speaker| (speaker.id.as_str(), speaker.name.as_str())).collect();
    let mut by_outlet: BTreeMap<Option<&str>, BTreeMap<&str, Quoted>> = BTreeMap::new();
    for found in attributions {
        let Some(speaker) = found.speaker.as_ref().filter(|speaker| !is_unnamed(speaker.kind)) else {
            continue;
        };
        let of_outlet = by_outlet.entry(found.outlet.as_deref()).or_default();
        let entry = of_outlet.entry(&speaker.id).or_insert_with(|| Quoted {
            id: speaker.id.clone(),
            name: names.get(speaker.id.as_str()).map_or(speaker.name.clone(), ToString::to_string),
            quoted: 0,
            attributions: 0,
        });
        entry.attributions += 1;
        entry.quoted += usize::from(found.kind != Kind::Indirect);
    }
    let most = |of_outlet: BTreeMap<&str, Quoted>| {
        let mut all: Vec<Quoted> = of_outlet.into_values().filter(|one| one.quoted > 0).collect();
        all.sort_by(|one, other| {
            let count = |quoted: &Quoted| Reverse((quoted.quoted, quoted.attributions));
            count(one).cmp(&count(other)).then_with(|| one.name.cmp(&other.name))
        });
        all.truncate(MOST_QUOTED);
        all
    };
    by_outlet.into_iter().map(|(outlet, quoted)| (outlet, most(quoted))).collect()
}

fn is_unnamed(kind: SpeakerKind) -> bool {
    matches!(kind, SpeakerKind::UnnamedPerson | SpeakerKind::UnnamedGroup)
}

/// Leaves out articles that neither an attribution nor a claim is of.
pub fn without_idle_articles(report: &mut Report) {
    let told =
        report.clusters.iter().flat_map(|cluster| &cluster.members).map(|member| member.article.as_str());
    let kept: BTreeSet<String> = report
        .attributions
        .iter()
        .map(|found| found.article.as_str())
        .chain(told)
        .map(str::to_string)
        .collect();
    report.articles.retain(|article| kept.contains(&article.id));
}

/// Counts everything anew, after attributions or claims were left out or judged otherwise.
pub fn recount(report: &mut Report) {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for found in &report.attributions {
        *counts.entry(&found.article).or_default() += 1;
    }
    for article in &mut report.articles {
        article.attributions = counts.get(article.id.as_str()).copied().unwrap_or_default();
    }
    let by_id: BTreeMap<&str, &Attribution> =
        report.attributions.iter().map(|found| (found.id.as_str(), found)).collect();
    for speaker in &mut report.speakers {
        speaker.attributions.retain(|id| by_id.contains_key(id.as_str()));
        let outlets = speaker.attributions.iter().filter_map(|id| by_id[id.as_str()].outlet.clone());
        speaker.outlets = outlets.collect::<BTreeSet<_>>().into_iter().collect();
        speaker.conflicting = 0;
    }
    report.speakers.retain(|speaker| !speaker.attributions.is_empty());
    count_conflicts(&mut report.speakers, &report.attributions, &report.clusters);
    report.speakers.sort_by_key(|speaker| Reverse(speaker.attributions.len()));
    report.outlets = outlets(&report.articles, &report.attributions, &report.speakers);
    report.summary = summary(&report.articles, &report.attributions, &report.speakers, &report.clusters);
}

/// Adds to each speaker the conflicting claims in which they are.
fn count_conflicts(speakers: &mut [Speaker], attributions: &[Attribution], clusters: &[Cluster]) {
    let whose: BTreeMap<&str, &str> = attributions
        .iter()
        .filter_map(|found| Some((found.id.as_str(), found.speaker.as_ref()?.id.as_str())))
        .collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for cluster in clusters.iter().filter(|cluster| cluster.verdict == Verdict::Conflicting) {
        let members = cluster.members.iter();
        let involved: BTreeSet<&str> =
            members.filter_map(|member| whose.get(member.attribution.as_deref()?).copied()).collect();
        for id in involved {
            *counts.entry(id).or_default() += 1;
        }
    }
    for speaker in speakers {
        speaker.conflicting = counts.get(speaker.id.as_str()).copied().unwrap_or_default();
    }
}

impl Outlet {
    fn new(outlet: Option<String>) -> Self {
        Outlet {
            outlet,
            articles: 0,
            attributions: 0,
            direct: 0,
            mixed: 0,
            indirect: 0,
            anonymous: 0,
            unnamed: BTreeMap::new(),
            unattributed: 0,
            most_quoted: Vec::new(),
        }
    }
}
