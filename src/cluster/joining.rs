//! Groups of contents and groups of sentences, made one where they tell the same.
//!
//! Contents are matched as utterances, sentences as claims in whatever voice. Where a group of
//! sentences holds the contents of a group in two articles at least, the two are one claim: the
//! contents keep their exact places, and what only the sentences show is added.

use std::collections::{BTreeMap, BTreeSet};

use super::membership::Group;
use super::parts::Member;
use super::sentences;
use super::units::Unit;
use crate::place::Span;

/// Joins the groups. `units` holds the contents' units first, then one for each sentence from
/// `first_sentence` on; the groups of sentences count from there.
pub(super) fn join(
    contents: Vec<Group>,
    sentences: &[sentences::Group],
    units: &[Unit],
    first_sentence: usize,
    members: &[Member],
) -> Vec<Group> {
    let places = Places::new(&contents, units, members);
    let (mut groups, mut alone) = (contents, Vec::new());
    for group in sentences {
        let own: Vec<usize> =
            group.sentences.iter().map(|&sentence| first_sentence + sentence as usize).collect();
        let held: Vec<Vec<Held>> = own.iter().map(|&unit| places.held_by(unit, units, members)).collect();
        let matches = group.matches.iter().map(|&(a, b)| {
            let unit = |sentence: u32| first_sentence + sentence as usize;
            (unit(a), unit(b))
        });
        match best_group(&held, &own, units, members) {
            Some(best) => add(&mut groups[best], &own, &held, best, matches.collect()),
            None => alone.push(Alone { matches: matches.collect(), units: own }),
        }
    }
    drop_singles(&mut groups, &alone, &places, units, members);
    let mut spoken_for = BTreeSet::new();
    groups.extend(alone.into_iter().map(|group| {
        let group = group_of(group, units, &spoken_for);
        spoken_for.insert(group.units[group.claim]);
        group
    }));
    groups
}

/// Sentences of one claim that no group of contents tells.
struct Alone {
    /// The sentences, as units.
    units: Vec<usize>,
    /// The pairs of them that state the claim by themselves, as units.
    matches: Vec<(usize, usize)>,
}

/// A content that a sentence holds, or that holds the sentence.
#[derive(Clone, Copy)]
struct Held {
    group: usize,
    unit: usize,
}

/// Where the contents stand, article by article.
struct Places {
    /// For each article, the contents' places with group and unit, sorted.
    of_article: BTreeMap<usize, Vec<(Span, usize, usize)>>,
}

impl Places {
    fn new(groups: &[Group], units: &[Unit], members: &[Member]) -> Self {
        let mut of_article: BTreeMap<usize, Vec<(Span, usize, usize)>> = BTreeMap::new();
        for (index, group) in groups.iter().enumerate() {
            for &unit in &group.units {
                let member = &members[units[unit].member];
                of_article.entry(member.account).or_default().push((
                    place(&units[unit], members),
                    index,
                    unit,
                ));
            }
        }
        of_article.values_mut().for_each(|places| places.sort_unstable());
        Places { of_article }
    }

    /// The contents that share at least half of the shorter with a sentence.
    fn held_by(&self, sentence: usize, units: &[Unit], members: &[Member]) -> Vec<Held> {
        /// No content is longer; so far back one may begin that still reaches the sentence.
        const LOOK_BACK: usize = 12;
        let own = place(&units[sentence], members);
        let account = members[units[sentence].member].account;
        let Some(places) = self.of_article.get(&account) else { return Vec::new() };
        let until = places.partition_point(|(span, ..)| span.start < own.end);
        places[until.saturating_sub(LOOK_BACK)..until]
            .iter()
            .filter(|(span, ..)| {
                let common = span.end.min(own.end).saturating_sub(span.start.max(own.start));
                2 * common >= span.len().min(own.len()) && common > 0
            })
            .map(|&(_, group, unit)| Held { group, unit })
            .collect()
    }
}

/// From the first stretch of a unit to its last.
fn place(unit: &Unit, members: &[Member]) -> Span {
    let stretches = &members[unit.member].stretches[unit.stretches.clone()];
    stretches.iter().copied().reduce(Span::join).unwrap_or_default()
}

/// The group of contents that the sentences hold in most articles, two at least.
fn best_group(held: &[Vec<Held>], own: &[usize], units: &[Unit], members: &[Member]) -> Option<usize> {
    let mut articles: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for (held, &unit) in held.iter().zip(own) {
        for content in held {
            articles.entry(content.group).or_default().insert(members[units[unit].member].account);
        }
    }
    let enough = articles.into_iter().filter(|(_, articles)| articles.len() > 1);
    enough.max_by_key(|(group, articles)| (articles.len(), std::cmp::Reverse(*group))).map(|(group, _)| group)
}

/// Adds the sentences that hold no content of a group, and what the sentences match.
fn add(group: &mut Group, own: &[usize], held: &[Vec<Held>], index: usize, matches: Vec<(usize, usize)>) {
    let stands_for: BTreeMap<usize, usize> = own
        .iter()
        .zip(held)
        .map(|(&sentence, held)| {
            let content = held.iter().find(|content| content.group == index);
            (sentence, content.map_or(sentence, |content| content.unit))
        })
        .collect();
    let claim = group.units.get(group.claim).copied();
    let mut pairs: BTreeSet<(usize, usize)> =
        group.matches.iter().map(|&(a, b)| (group.units[a], group.units[b])).collect();
    for (a, b) in matches {
        let (a, b) = (stands_for[&a], stands_for[&b]);
        if a != b {
            pairs.insert((a.min(b), a.max(b)));
        }
    }
    group.units.extend(stands_for.values().copied());
    group.units.sort_unstable();
    group.units.dedup();
    let at = |unit: usize| group.units.binary_search(&unit).ok();
    group.matches = pairs.into_iter().filter_map(|(a, b)| Some((at(a)?, at(b)?))).collect();
    group.claim = claim.and_then(at).unwrap_or_default();
}

/// Takes out the contents that stand alone where a sentence that holds them does not.
fn drop_singles(
    groups: &mut Vec<Group>,
    alone: &[Alone],
    places: &Places,
    units: &[Unit],
    members: &[Member],
) {
    let mut told = vec![false; groups.len()];
    for &unit in alone.iter().flat_map(|group| &group.units) {
        for content in places.held_by(unit, units, members) {
            told[content.group] = true;
        }
    }
    let mut index = 0;
    groups.retain(|group| {
        index += 1;
        !(told[index - 1] && group.units.len() == 1)
    });
}

/// A group of sentences alone. One that stands for no other claim yet stands for this one, if there is
/// any: the one that most others answer; of those the shortest that is a whole thought, since it tells
/// least beside the claim; the first.
fn group_of(group: Alone, units: &[Unit], spoken_for: &BTreeSet<usize>) -> Group {
    let Alone { units: mut own, matches } = group;
    const WHOLE_THOUGHT: usize = 40;
    own.sort_unstable();
    let at = |unit: usize| own.binary_search(&unit).ok();
    let matches: Vec<(usize, usize)> = matches.iter().filter_map(|&(a, b)| Some((at(a)?, at(b)?))).collect();
    let mut answers = vec![0; own.len()];
    for &(a, b) in &matches {
        answers[a] += 1;
        answers[b] += 1;
    }
    let clarity = |index: usize| {
        let length = units[own[index]].text.len();
        let is_new = !spoken_for.contains(&own[index]);
        (is_new, answers[index], length >= WHOLE_THOUGHT, std::cmp::Reverse((length, index)))
    };
    let claim = (0..own.len()).max_by_key(|&index| clarity(index)).unwrap_or_default();
    Group { units: own, claim, matches }
}
