//! From proposed pairs to groups that do not chain.
//!
//! A group grows around its anchor, the fullest telling. Whoever tells a part of the anchor's
//! utterance belongs to it: two short quotations may be two parts of one long one. Whoever only
//! tells the same claim must do so with more than half of the group. And the whole group must fit
//! into a window of days: last year's talks are not this year's.

use std::cmp::Reverse;
use std::collections::HashMap;

use rayon::prelude::*;

use super::Member;
use super::candidates::Pair;
use super::evidence::{self, Bond, Ready};
use super::occasions::Occasions;
use super::units::Unit;

/// Units of one claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Group {
    /// The units, ascending.
    pub(super) units: Vec<usize>,
    /// The clearest one: an index into `units`.
    pub(super) claim: usize,
    /// Pairs that tell the same claim by themselves, as indices into `units`.
    pub(super) matches: Vec<(usize, usize)>,
}

/// How many days lie between the first and the last telling of an utterance, at most.
const UTTERANCE_DAYS: i32 = 120;

/// How many days lie between the first and the last telling of a claim, at most.
const CLAIM_DAYS: i32 = 21;

/// How many of each group are compared when two groups might be one.
const SAMPLE: usize = 8;

/// Up to this many members, all pairs of a group are looked at for its matches; beyond, those that
/// were proposed.
const ALL_PAIRS: usize = 12;

/// Groups all units; those that no pair reaches stay alone. Groups stand in the order of their
/// first units.
pub(super) fn groups(
    units: &[Unit],
    members: &[Member],
    occasions: &Occasions,
    pairs: &[Pair],
) -> Vec<Group> {
    let mut groups: Vec<Group> = components(units.len(), pairs)
        .par_iter()
        .flat_map_iter(|linked| Component::new(linked, units, members, occasions).groups())
        .collect();
    groups.par_sort_by_key(|group| group.units[0]);
    groups
}

/// The units that pairs link, directly or not, with their pairs.
struct Linked {
    units: Vec<u32>,
    pairs: Vec<Pair>,
}

/// Splits all units into sets that no pair links.
fn components(count: usize, pairs: &[Pair]) -> Vec<Linked> {
    let mut parents: Vec<u32> = (0..count as u32).collect();
    for &(a, b) in pairs {
        let (a, b) = (root(&mut parents, a), root(&mut parents, b));
        parents[a.max(b) as usize] = a.min(b);
    }
    let mut numbers = vec![u32::MAX; count];
    let mut components: Vec<Linked> = Vec::new();
    for unit in 0..count as u32 {
        let root = root(&mut parents, unit) as usize;
        if numbers[root] == u32::MAX {
            numbers[root] = components.len() as u32;
            components.push(Linked { units: Vec::new(), pairs: Vec::new() });
        }
        components[numbers[root] as usize].units.push(unit);
    }
    for &pair in pairs {
        let root = root(&mut parents, pair.0) as usize;
        components[numbers[root] as usize].pairs.push(pair);
    }
    components
}

/// The smallest unit that is linked with this one, as far as known.
fn root(parents: &mut [u32], mut unit: u32) -> u32 {
    while parents[unit as usize] != unit {
        let above = parents[parents[unit as usize] as usize];
        parents[unit as usize] = above;
        unit = above;
    }
    unit
}

/// A set of linked units while it is divided into groups. Its units are counted from zero here.
struct Component<'a> {
    linked: &'a Linked,
    occasions: &'a Occasions,
    dates: Vec<Option<i32>>,
    ready: Vec<Ready<'a>>,
    /// What each bonded pair is, the smaller first. Pairs without a bond are kept too, so that none
    /// is aligned twice.
    bonds: HashMap<(u32, u32), Bond>,
}

impl<'a> Component<'a> {
    fn new(linked: &'a Linked, units: &[Unit<'a>], members: &[Member<'a>], occasions: &'a Occasions) -> Self {
        let ready: Vec<Ready<'a>> = linked
            .units
            .par_iter()
            .map(|&unit| {
                let unit = &units[unit as usize];
                Ready::new(unit, &members[unit.member])
            })
            .collect();
        let dates = linked
            .units
            .iter()
            .map(|&unit| members[units[unit as usize].member].statement.date.map(day_number))
            .collect();
        let inside =
            |unit: u32| linked.units.binary_search(&unit).expect("a pair lies in its component") as u32;
        let bonds: HashMap<(u32, u32), Bond> = linked
            .pairs
            .par_iter()
            .map(|&(a, b)| {
                let (a, b) = (inside(a), inside(b));
                ((a, b), evidence::bond(&ready[a as usize], &ready[b as usize], occasions))
            })
            .collect();
        Component { linked, occasions, dates, ready, bonds }
    }

    /// Divides the component: units come together along its bonds, the firmest first.
    fn groups(mut self) -> Vec<Group> {
        let mut bonds: Vec<(Reverse<Bond>, u32, u32)> = self
            .bonds
            .iter()
            .filter(|(_, bond)| **bond > Bond::None)
            .map(|(&(a, b), &bond)| (Reverse(bond), a, b))
            .collect();
        bonds.sort_unstable();
        let mut group_of: Vec<u32> = (0..self.ready.len() as u32).collect();
        let mut groups: Vec<Vec<u32>> = group_of.iter().map(|&unit| vec![unit]).collect();
        for (Reverse(bond), a, b) in bonds {
            let (first, second) = (group_of[a as usize], group_of[b as usize]);
            let (kept, joined) = (first.min(second), first.max(second));
            if kept != joined && self.belong(&groups[kept as usize], &groups[joined as usize], bond) {
                let newcomers = std::mem::take(&mut groups[joined as usize]);
                newcomers.iter().for_each(|&unit| group_of[unit as usize] = kept);
                groups[kept as usize].extend(newcomers);
            }
        }
        groups.retain(|group| !group.is_empty());
        groups.into_iter().map(|group| self.finish(group)).collect()
    }

    /// True when two groups, of which two members have this bond, are one.
    fn belong(&mut self, first: &[u32], second: &[u32], bond: Bond) -> bool {
        let days = self.days(first, second);
        match bond {
            Bond::Utterance(_) => {
                days <= UTTERANCE_DAYS && (self.is_part(first, second) || self.are_alike(first, second))
            }
            _ => days <= CLAIM_DAYS && self.are_alike(first, second),
        }
    }

    /// True when most of one group tell parts of the utterance that the fullest of the other tells.
    fn is_part(&mut self, first: &[u32], second: &[u32]) -> bool {
        let (full_a, full_b) = (self.fullest(first), self.fullest(second));
        let longer = self.ready[full_a as usize].length() >= self.ready[full_b as usize].length();
        let (anchor, parts) = if longer { (full_a, second) } else { (full_b, first) };
        let sample = &parts[..parts.len().min(SAMPLE)];
        let told =
            sample.iter().filter(|&&part| matches!(self.bond(anchor, part), Bond::Utterance(_))).count();
        2 * told > sample.len()
    }

    /// True when more than half of the pairs between two groups tell one claim.
    fn are_alike(&mut self, first: &[u32], second: &[u32]) -> bool {
        let (first, second) = (&first[..first.len().min(SAMPLE)], &second[..second.len().min(SAMPLE)]);
        let alike: usize =
            first.iter().map(|&a| second.iter().filter(|&&b| self.bond(a, b) > Bond::None).count()).sum();
        2 * alike > first.len() * second.len()
    }

    /// The longest unit, the first of several.
    fn fullest(&self, units: &[u32]) -> u32 {
        let length = |unit: u32| (self.ready[unit as usize].length(), Reverse(unit));
        units.iter().copied().max_by_key(|&unit| length(unit)).unwrap_or_default()
    }

    /// The days between the first and the last telling of two groups.
    fn days(&self, first: &[u32], second: &[u32]) -> i32 {
        let dates = || first.iter().chain(second).filter_map(|&unit| self.dates[unit as usize]);
        match (dates().min(), dates().max()) {
            (Some(first), Some(last)) => last - first,
            _ => 0,
        }
    }

    fn bond(&mut self, a: u32, b: u32) -> Bond {
        let pair = (a.min(b), a.max(b));
        *self.bonds.entry(pair).or_insert_with(|| {
            evidence::bond(&self.ready[pair.0 as usize], &self.ready[pair.1 as usize], self.occasions)
        })
    }

    fn finish(&mut self, mut members: Vec<u32>) -> Group {
        members.sort_unstable();
        let mut matches = Vec::new();
        for (second, &b) in members.iter().enumerate() {
            for (first, &a) in members[..second].iter().enumerate() {
                let known = members.len() <= ALL_PAIRS || self.bonds.contains_key(&(a, b));
                if known && self.bond(a, b) > Bond::None {
                    matches.push((first, second));
                }
            }
        }
        matches.sort_unstable();
        Group {
            claim: self.clearest(&members, &matches),
            units: members.iter().map(|&own| self.linked.units[own as usize] as usize).collect(),
            matches,
        }
    }

    /// The member whose words stand for the claim: the one that most others answer, then the
    /// fullest, then the first.
    fn clearest(&self, members: &[u32], matches: &[(usize, usize)]) -> usize {
        let mut answers = vec![0; members.len()];
        for &(a, b) in matches {
            answers[a] += 1;
            answers[b] += 1;
        }
        (0..members.len())
            .max_by_key(|&own| (answers[own], self.ready[members[own] as usize].length(), Reverse(own)))
            .unwrap_or_default()
    }
}

/// Days since the beginning of 1970.
pub(super) fn day_number(date: jiff::civil::Date) -> i32 {
    let epoch = jiff::civil::date(1970, 1, 1);
    date.since(epoch).map_or(0, |span| span.get_days())
}
