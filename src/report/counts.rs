//! Counts: how much was found, who says how much, and how each outlet attributes.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::json::{Article, Attribution, Cluster, Kind, Outlet, Speaker, SpeakerKind, Summary, Verdict};
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
    let mut whose: BTreeMap<&str, &str> = BTreeMap::new();
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
        whose.insert(&found.id, &speaker.id);
    }
    for cluster in clusters.iter().filter(|cluster| cluster.verdict == Verdict::Conflicting) {
        let members = cluster.members.iter();
        let involved: BTreeSet<&str> =
            members.filter_map(|member| whose.get(member.attribution.as_deref()?).copied()).collect();
        for id in involved {
            if let Some(speaker) = by_id.get_mut(id) {
                speaker.conflicting += 1;
            }
        }
    }
    let mut speakers: Vec<Speaker> = by_id.into_values().collect();
    for speaker in &mut speakers {
        speaker.outlets.sort();
        speaker.outlets.dedup();
    }
    speakers.sort_by_key(|speaker| Reverse(speaker.attributions.len()));
    speakers
}

/// How each outlet attributes, in the order of their names.
pub fn outlets(articles: &[Article], attributions: &[Attribution]) -> Vec<Outlet> {
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
    }
    by_outlet.into_values().collect()
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
            unattributed: 0,
        }
    }
}
