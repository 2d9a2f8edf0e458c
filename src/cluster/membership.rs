//! From proposed pairs to groups that do not chain.
//!
//! Units come together along their bonds, the firmest first; when a bond would join two groups, the
//! rest of both must agree. Whoever tells a part of the fullest telling of an utterance belongs to it:
//! two short quotations may be two parts of one long one. Others must tell the same as a good part of the
//! group, so that A and C do not meet because both are like B. And the whole group must fit into a window
//! of days: last year's talks are not this year's.

use std::cmp::Reverse;
use std::collections::HashMap;

use rayon::prelude::*;

use super::candidates::Pair;
use super::components::{Component, components};
use super::evidence::{self, Bond, Ready};
use super::occasions::Occasions;
use super::parts::Member;
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

/// Which share of the pairs between two groups must be bonded. Of one utterance some tell other parts than
/// others. Measured on attributions of three outlets: at a fourth precision
/// falls from .978 to .962, at a half recall from .90 to .86.
const SHARE_OF_UTTERANCE: f32 = 0.34;

/// How firm the bonds are that let one telling bring two groups together: likeness, containment and
/// words in a row are half of what they can be. From 1,200 to 1,800 the figures are the same.
const FIRM: u16 = 1500;

/// How many of each group are compared when two groups might be one.
const SAMPLE: usize = 8;

/// Up to this many members, all pairs of a group are looked at for its matches; beyond, those that
/// were proposed.
const ALL_PAIRS: usize = 12;

/// How many pairs are looked at together: enough to keep every core busy and to prepare few units twice, few
/// enough that what is known of their words takes some ten megabytes.
const AT_ONCE: usize = 32 * 1024;

/// How many words can be read at a glance.
const GLANCE_WORDS: usize = 40;

/// A group while it grows, with what is asked of it at each step.
#[derive(Default)]
struct Growing {
    /// Its units, in no order.
    units: Vec<u32>,
    /// The first [`SAMPLE`] of them, in the order in which they came.
    sample: Vec<u32>,
    /// The first unit of all.
    earliest: u32,
    /// The length of the longest unit, and the first of that length.
    fullest: (usize, Reverse<u32>),
    /// The first and the last day.
    days: Option<(i32, i32)>,
}

impl Growing {
    /// Takes in all units of another group. Whose first unit is earlier comes first.
    fn take_in(&mut self, mut other: Growing) {
        self.days = self.days_of_both(&other);
        if other.earliest < self.earliest {
            std::mem::swap(&mut self.sample, &mut other.sample);
        }
        self.sample.append(&mut other.sample);
        self.sample.truncate(SAMPLE);
        self.units.append(&mut other.units);
        self.earliest = self.earliest.min(other.earliest);
        self.fullest = self.fullest.max(other.fullest);
    }

    /// The days between the first and the last telling of two groups.
    fn days_with(&self, other: &Growing) -> i32 {
        self.days_of_both(other).map_or(0, |(first, last)| last - first)
    }

    fn days_of_both(&self, other: &Growing) -> Option<(i32, i32)> {
        match (self.days, other.days) {
            (Some(one), Some(other)) => Some((one.0.min(other.0), one.1.max(other.1))),
            (one, other) => one.or(other),
        }
    }
}

/// Groups all units; those without a bond stay alone. Groups stand in the order of their first
/// units.
pub(super) fn groups(
    units: &[Unit],
    members: &[Member],
    occasions: &Occasions,
    pairs: &[Pair],
) -> Vec<Group> {
    let bonds: Vec<(Pair, Bond)> =
        pairs.chunks(AT_ONCE).flat_map(|some| bonds(units, members, occasions, some)).collect();
    let mut groups: Vec<Group> = components(units.len(), &bonds)
        .into_par_iter()
        .flat_map_iter(|component| match component.units.as_slice() {
            &[unit] => vec![Group { units: vec![unit as usize], claim: 0, matches: Vec::new() }],
            own => {
                let ready = AllReady::new(own.to_vec(), units, members);
                Division::new(&component, &ready, occasions).groups()
            }
        })
        .collect();
    groups.par_sort_by_key(|group| group.units[0]);
    groups
}

/// The bonds among some pairs.
fn bonds(units: &[Unit], members: &[Member], occasions: &Occasions, pairs: &[Pair]) -> Vec<(Pair, Bond)> {
    let paired = pairs.iter().flat_map(|&(a, b)| [a, b]).collect();
    let ready = AllReady::new(paired, units, members);
    let bond = |&pair: &Pair| (pair, ready.bond(pair, occasions));
    pairs.par_iter().map(bond).filter(|&(_, bond)| bond > Bond::None).collect()
}

/// True when one of the pairs is one utterance.
pub(super) fn any_bond(units: &[Unit], members: &[Member], occasions: &Occasions, pairs: &[Pair]) -> bool {
    pairs.chunks(AT_ONCE).any(|some| !bonds(units, members, occasions, some).is_empty())
}

/// Some units, made ready to be aligned.
struct AllReady<'a> {
    /// The units, ascending.
    units: Vec<u32>,
    ready: Vec<Ready<'a>>,
}

impl<'a> AllReady<'a> {
    fn new(mut some: Vec<u32>, units: &[Unit<'a>], members: &[Member<'a>]) -> Self {
        some.sort_unstable();
        some.dedup();
        let ready = |&unit: &u32| Ready::new(&units[unit as usize], &members[units[unit as usize].member]);
        AllReady { ready: some.par_iter().map(ready).collect(), units: some }
    }

    fn get(&self, unit: u32) -> Option<&Ready<'a>> {
        self.units.binary_search(&unit).ok().map(|place| &self.ready[place])
    }

    fn bond(&self, (a, b): Pair, occasions: &Occasions) -> Bond {
        match (self.get(a), self.get(b)) {
            (Some(a), Some(b)) => evidence::bond(a, b, occasions),
            _ => Bond::None,
        }
    }
}

/// A component while it is divided into groups.
struct Division<'a> {
    ready: &'a AllReady<'a>,
    occasions: &'a Occasions,
    units: &'a [u32],
    /// What each pair is that was aligned, the smaller first. Pairs without a bond are kept too, so
    /// that none is aligned twice.
    bonds: HashMap<Pair, Bond>,
}

impl<'a> Division<'a> {
    fn new(component: &'a Component, ready: &'a AllReady<'a>, occasions: &'a Occasions) -> Self {
        let bonds = component.bonds.iter().copied().collect();
        Division { ready, occasions, units: &component.units, bonds }
    }

    /// Divides the component: units come together along its bonds, the firmest first.
    fn groups(mut self) -> Vec<Group> {
        let mut bonds: Vec<(Reverse<Bond>, Pair)> =
            self.bonds.iter().map(|(&pair, &bond)| (Reverse(bond), pair)).collect();
        bonds.sort_unstable();
        let mut groups: Vec<Growing> = self.units.iter().map(|&unit| self.alone(unit)).collect();
        let mut group_of: HashMap<u32, usize> =
            self.units.iter().enumerate().map(|(group, &unit)| (unit, group)).collect();
        for (Reverse(bond), (a, b)) in bonds {
            let (first, second) = (group_of[&a], group_of[&b]);
            if first != second && self.belong((a, b), &groups[first], &groups[second], bond) {
                // The smaller moves, so that no unit moves often.
                let first_is_larger = groups[first].units.len() >= groups[second].units.len();
                let (kept, moved) = if first_is_larger { (first, second) } else { (second, first) };
                let newcomers = std::mem::take(&mut groups[moved]);
                group_of.extend(newcomers.units.iter().map(|&unit| (unit, kept)));
                groups[kept].take_in(newcomers);
            }
        }
        let mut bonded: Vec<Vec<Pair>> = vec![Vec::new(); groups.len()];
        for (&(a, b), &bond) in &self.bonds {
            if bond > Bond::None && group_of[&a] == group_of[&b] {
                bonded[group_of[&a]].push((a, b));
            }
        }
        let grown = groups.into_iter().zip(bonded).filter(|(group, _)| !group.units.is_empty());
        grown.map(|(group, bonded)| self.finish(group.units, &bonded)).collect()
    }

    /// A group of one unit.
    fn alone(&self, unit: u32) -> Growing {
        let ready = self.ready.get(unit);
        Growing {
            units: vec![unit],
            sample: vec![unit],
            earliest: unit,
            fullest: (ready.map_or(0, Ready::length), Reverse(unit)),
            days: ready.and_then(Ready::day).map(|day| (day, day)),
        }
    }

    /// True when two groups, of which two members have this bond, are one.
    fn belong(&mut self, (a, b): Pair, first: &Growing, second: &Growing, bond: Bond) -> bool {
        let days = first.days_with(second);
        bond > Bond::None
            && days <= UTTERANCE_DAYS
            && (self.is_part(first, second)
                || self.bridges(a, second)
                || self.bridges(b, first)
                || self.alike(first, second) > SHARE_OF_UTTERANCE)
    }

    /// True when most of one group tell parts of the utterance that the fullest of the other tells.
    fn is_part(&mut self, first: &Growing, second: &Growing) -> bool {
        let longer = first.fullest.0 >= second.fullest.0;
        let (full, parts) = if longer { (first, second) } else { (second, first) };
        let (Reverse(anchor), sample) = (full.fullest.1, &parts.sample);
        let told =
            sample.iter().filter(|&&part| matches!(self.bond(anchor, part), Bond::Utterance(_))).count();
        2 * told > sample.len()
    }

    /// True when a long telling of one group covers most of another that is more than one telling.
    fn bridges(&mut self, telling: u32, group: &Growing) -> bool {
        let sample = &group.sample;
        let covered = sample
            .iter()
            .filter(|&&unit| {
                self.length(telling) > self.length(unit)
                    && matches!(self.bond(telling, unit), Bond::Utterance(firmness) if firmness >= FIRM)
            })
            .count();
        sample.len() > 1 && 2 * covered > sample.len()
    }

    /// The share of the pairs between two groups that tell one claim.
    fn alike(&mut self, first: &Growing, second: &Growing) -> f32 {
        let (first, second) = (&first.sample, &second.sample);
        let alike: usize =
            first.iter().map(|&a| second.iter().filter(|&&b| self.bond(a, b) > Bond::None).count()).sum();
        alike as f32 / (first.len() * second.len()) as f32
    }

    fn length(&self, unit: u32) -> usize {
        self.ready.get(unit).map_or(0, Ready::length)
    }

    fn bond(&mut self, a: u32, b: u32) -> Bond {
        let pair = (a.min(b), a.max(b));
        *self.bonds.entry(pair).or_insert_with(|| self.ready.bond(pair, self.occasions))
    }

    /// A group as it goes out; `bonded` are the pairs in it that are known to tell the same.
    fn finish(&mut self, mut members: Vec<u32>, bonded: &[Pair]) -> Group {
        members.sort_unstable();
        let mut matches = Vec::new();
        if members.len() <= ALL_PAIRS {
            for (second, &b) in members.iter().enumerate() {
                for (first, &a) in members[..second].iter().enumerate() {
                    if self.bond(a, b) > Bond::None {
                        matches.push((first, second));
                    }
                }
            }
        } else {
            let place = |unit: u32| members.binary_search(&unit).ok();
            matches.extend(bonded.iter().filter_map(|&(a, b)| Some((place(a)?, place(b)?))));
        }
        matches.sort_unstable();
        Group {
            claim: self.clearest(&members, &matches),
            units: members.iter().map(|&unit| unit as usize).collect(),
            matches,
        }
    }

    /// The member whose words stand for the claim: the one that most others answer; of those one that
    /// can be read at a glance, the fullest, the first.
    fn clearest(&self, members: &[u32], matches: &[(usize, usize)]) -> usize {
        let mut answers = vec![0; members.len()];
        for &(a, b) in matches {
            answers[a] += 1;
            answers[b] += 1;
        }
        let clarity = |own: usize| {
            let length = self.length(members[own]);
            (answers[own], length <= GLANCE_WORDS, length, Reverse(own))
        };
        (0..members.len()).max_by_key(|&own| clarity(own)).unwrap_or_default()
    }
}
