//! From links to groups of sentences that state one claim, without chaining.
//!
//! The surest links come first. Two groups come together when the links between all their sentences
//! are sure enough on the whole; two sentences of one article speak against it a little, since an
//! article seldom states a thing twice. What is left over is grouped once more: a long sentence states
//! several claims, and the second one is found when the first is done.

use std::collections::{HashMap, HashSet};

use crate::cluster::candidates::Pair;

/// Two sentences that state one claim with this probability.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::cluster) struct Link {
    /// Indices into the sentences that were given, the smaller first.
    pub(in crate::cluster) pair: Pair,
    /// From 0 to 1.
    pub(in crate::cluster) probability: f32,
}

/// From this probability on, two sentences are said to state one claim. Chosen out of fold, by event.
const SAME: f32 = 0.35;

/// Links that are less sure bring no two sentences together by themselves.
pub(in crate::cluster) const FIRST_LINK: f32 = FIRST.link;

/// Sentences that state one claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::cluster) struct Group {
    /// The sentences, ascending.
    pub(in crate::cluster) sentences: Vec<u32>,
    /// The pairs of them that state it by themselves.
    pub(in crate::cluster) matches: Vec<Pair>,
}

/// How sure the links of a group must be: each by itself, and on the whole.
#[derive(Clone, Copy, Debug)]
struct Demand {
    link: f32,
    mean: f32,
}

/// The first claim of a sentence, and further ones: chosen out of fold, by event.
const FIRST: Demand = Demand { link: SAME, mean: 0.35 };
const FURTHER: Demand = Demand { link: 0.4, mean: 0.4 };

/// How often what is left over is grouped again.
const ROUNDS: usize = 2;

/// What a pair of sentences of one article counts, as a pair that nothing links.
const OF_ONE_ARTICLE: f32 = 0.3;

/// How many sentences of each group are looked at when two may be one.
const SAMPLE: usize = 12;

/// Groups the sentences that links join, in the order of their first sentences.
pub(in crate::cluster) fn groups(links: &[Link], article_of: impl Fn(u32) -> usize) -> Vec<Group> {
    let firm = links.iter().filter(|link| link.probability >= FIRST.link);
    // Of sentences that nothing brings together, nobody asks how they are linked.
    let asked: HashSet<u32> = firm.flat_map(|link| [link.pair.0, link.pair.1]).collect();
    let probabilities: HashMap<Pair, f32> = (links.iter())
        .filter(|link| asked.contains(&link.pair.0) && asked.contains(&link.pair.1))
        .map(|link| (link.pair, link.probability))
        .collect();
    let mut left: Vec<Link> = links.iter().copied().filter(|link| link.probability >= FIRST.link).collect();
    left.sort_by(|one, other| other.probability.total_cmp(&one.probability).then(one.pair.cmp(&other.pair)));
    let mut found: Vec<Vec<u32>> = Vec::new();
    for round in 0..=ROUNDS {
        let demand = if round == 0 { FIRST } else { FURTHER };
        left.retain(|link| link.probability >= demand.link);
        let before = found.len();
        let known =
            if round == 0 { &probabilities } else { &left.iter().map(|l| (l.pair, l.probability)).collect() };
        found.extend(Grouping { probabilities: known, article_of: &article_of, demand }.run(&left));
        let joined = joined_pairs(&found[before..]);
        left.retain(|link| !joined.contains(&link.pair));
    }
    let mut groups: Vec<Group> = found
        .into_iter()
        .map(|mut sentences| {
            sentences.sort_unstable();
            let matches = pairs_of(&sentences)
                .filter(|pair| probabilities.get(pair).is_some_and(|&known| known >= FIRST.link))
                .collect();
            Group { sentences, matches }
        })
        .collect();
    groups.sort_by(|one, other| one.sentences.cmp(&other.sentences));
    groups
}

fn joined_pairs(groups: &[Vec<u32>]) -> HashSet<Pair> {
    groups.iter().flat_map(|group| pairs_of(group)).map(|(a, b)| (a.min(b), a.max(b))).collect()
}

fn pairs_of(group: &[u32]) -> impl Iterator<Item = Pair> + '_ {
    group.iter().enumerate().flat_map(|(place, &b)| group[..place].iter().map(move |&a| (a, b)))
}

struct Grouping<'a, F> {
    probabilities: &'a HashMap<Pair, f32>,
    article_of: &'a F,
    demand: Demand,
}

impl<F: Fn(u32) -> usize> Grouping<'_, F> {
    /// Groups of at least two, by links sorted from the surest on.
    fn run(&self, links: &[Link]) -> Vec<Vec<u32>> {
        let mut group_of: HashMap<u32, usize> = HashMap::new();
        let mut groups: Vec<Vec<u32>> = Vec::new();
        for link in links {
            let mut group = |sentence: u32| {
                *group_of.entry(sentence).or_insert_with(|| {
                    groups.push(vec![sentence]);
                    groups.len() - 1
                })
            };
            let (first, second) = (group(link.pair.0), group(link.pair.1));
            if first != second && self.belong(&groups[first], &groups[second]) {
                let (kept, joined) = if groups[first].len() >= groups[second].len() {
                    (first, second)
                } else {
                    (second, first)
                };
                let newcomers = std::mem::take(&mut groups[joined]);
                group_of.extend(newcomers.iter().map(|&sentence| (sentence, kept)));
                groups[kept].extend(newcomers);
            }
        }
        groups.retain(|group| group.len() > 1);
        groups
    }

    fn belong(&self, first: &[u32], second: &[u32]) -> bool {
        let (mut sum, mut count) = (0.0_f32, 0.0_f32);
        for &a in first.iter().take(SAMPLE) {
            for &b in second.iter().take(SAMPLE) {
                if (self.article_of)(a) == (self.article_of)(b) {
                    count += OF_ONE_ARTICLE;
                } else {
                    sum += self.probabilities.get(&(a.min(b), a.max(b))).copied().unwrap_or(0.0);
                    count += 1.0;
                }
            }
        }
        sum >= self.demand.mean * count
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(links: &[(u32, u32, f32)], expected: &[&[u32]]) {
        let links: Vec<Link> =
            links.iter().map(|&(a, b, probability)| Link { pair: (a, b), probability }).collect();
        let found: Vec<Vec<u32>> =
            groups(&links, |sentence| sentence as usize).into_iter().map(|group| group.sentences).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn sentences_that_agree_all_round_are_one_group() {
        check(&[(0, 1, 0.9), (1, 2, 0.8), (0, 2, 0.7)], &[&[0, 1, 2]]);
    }

    #[test]
    fn two_that_are_only_like_a_third_do_not_meet() {
        check(&[(0, 1, 0.9), (1, 2, 0.45)], &[&[0, 1], &[1, 2]]);
        check(&[(0, 1, 0.9), (1, 2, 0.35)], &[&[0, 1]]);
    }
}
