//! From the keys of all units to the pairs that are worth aligning, in near-linear time.
//!
//! All keys stand in one sorted array, so the units that share a key stand side by side, in
//! canonical order. Each unit looks back at most so many places from each of its keys: a
//! sentence that three hundred papers print is reached through its neighbours, and nothing grows
//! with the square of a key's frequency. What a key counts falls with the number of units that
//! have it, and never depends on units that lack it: an unrelated article changes no pair.

use rayon::prelude::*;

/// Two units, by their places in canonical order, the first smaller.
pub(super) type Pair = (u32, u32);

/// How far units look for each other.
#[derive(Clone, Copy, Debug)]
pub struct Reach {
    /// How many places back a unit looks from each of its keys.
    pub places: usize,
    /// With how many earlier units a unit is compared at most, those that share most.
    pub(super) partners: usize,
    /// The least share of the shorter unit's keys, in what they count.
    pub(super) contained: f32,
}

impl Reach {
    /// True when two units share enough to be compared; `totals` is what all the keys of each count.
    pub fn is_enough(self, shared: f32, totals: [f32; 2]) -> bool {
        shared >= AMPLY_SHARED
            || shared >= LEAST_SHARED && shared >= self.contained * totals[0].min(totals[1])
    }

    /// Of the units that share enough with another, those that it is compared with, in order.
    pub fn chosen<Unit: Copy + Ord>(self, mut partners: Vec<(Unit, f32)>) -> Vec<Unit> {
        partners.sort_by(|a, b| b.1.total_cmp(&a.1).then(b.0.cmp(&a.0)));
        partners.truncate(self.partners);
        let mut partners: Vec<Unit> = partners.into_iter().map(|(partner, _)| partner).collect();
        partners.sort_unstable();
        partners
    }
}

/// What all the keys of a unit count, of which `keys` there are; `shared` are the weights of those that
/// other units have too, in the order of the keys.
pub fn total(shared: impl Iterator<Item = f32>, keys: usize) -> f32 {
    let (mut sum, mut count) = (0.0, 0);
    for weight in shared {
        sum += weight;
        count += 1;
    }
    sum + (keys - count) as f32 * weight(1)
}

/// A key that this many units have counts .7, one that two have counts 6.2, one that a hundred
/// times as many have counts nothing to speak of.
const HALF_FREQUENCY: f32 = 1000.0;

/// The least that two units must share, in what their keys count.
pub const LEAST_SHARED: f32 = 4.0;

/// What two units share that are looked at whatever else they tell: a phrase of four rare words.
const AMPLY_SHARED: f32 = 24.0;

/// The pairs worth aligning, sorted by their second units. `keys` has the sorted keys of each unit, in
/// canonical order; `may_pair` says of two units whether they may be a pair at all.
pub(super) fn pairs(
    keys: Vec<Vec<u32>>,
    reach: Reach,
    may_pair: impl Fn(u32, u32) -> bool + Sync,
) -> Vec<Pair> {
    let units = keys.len() as u32;
    let index = Index::new(keys);
    (0..units)
        .into_par_iter()
        .flat_map_iter(|unit| {
            index.partners(unit, reach, &may_pair).into_iter().map(move |partner| (partner, unit))
        })
        .collect()
}

/// The keys of all units, side by side.
struct Index {
    /// Key in the upper half, unit in the lower; keys of one unit alone are left out.
    entries: Vec<u64>,
    /// What the key of each entry counts.
    weights: Vec<f32>,
    /// For each unit, where in `places` its entries begin.
    begins: Vec<u32>,
    /// Places in `entries`, unit by unit.
    places: Vec<u32>,
    /// What all the keys of each unit count, those it shares with no other included.
    totals: Vec<f32>,
}

impl Index {
    fn new(keys: Vec<Vec<u32>>) -> Self {
        let counts: Vec<u32> = keys.iter().map(|own| own.len() as u32).collect();
        let entries = shared_entries(keys);
        let weights = weights(&entries);
        let mut begins = vec![0u32; counts.len() + 1];
        for &entry in &entries {
            begins[unit_of(entry) + 1] += 1;
        }
        for unit in 0..counts.len() {
            begins[unit + 1] += begins[unit];
        }
        let mut next = begins.clone();
        let mut places = vec![0u32; entries.len()];
        for (place, &entry) in entries.iter().enumerate() {
            let slot = &mut next[unit_of(entry)];
            places[*slot as usize] = place as u32;
            *slot += 1;
        }
        let totals = counts
            .iter()
            .enumerate()
            .map(|(unit, own)| {
                let mine = &places[begins[unit] as usize..begins[unit + 1] as usize];
                total(mine.iter().map(|&place| weights[place as usize]), *own as usize)
            })
            .collect();
        Index { entries, weights, begins, places, totals }
    }

    /// The earlier units that share most with this one, in canonical order.
    fn partners(&self, unit: u32, reach: Reach, may_pair: &impl Fn(u32, u32) -> bool) -> Vec<u32> {
        let own = unit as usize;
        let mine = &self.places[self.begins[own] as usize..self.begins[own + 1] as usize];
        let mut seen: Vec<(u32, f32)> = Vec::new();
        for &place in mine {
            let place = place as usize;
            let key = self.entries[place] >> 32;
            let before = self.entries[place.saturating_sub(reach.places)..place].iter().rev();
            seen.extend(
                before
                    .take_while(|&&entry| entry >> 32 == key)
                    .map(|&entry| (unit_of(entry) as u32, self.weights[place])),
            );
        }
        seen.sort_by_key(|&(partner, _)| partner);
        let partners = seen
            .chunk_by(|a, b| a.0 == b.0)
            .map(|same| (same[0].0, same.iter().map(|&(_, weight)| weight).sum()))
            .filter(|&(partner, shared)| {
                let totals = [self.totals[own], self.totals[partner as usize]];
                reach.is_enough(shared, totals) && may_pair(partner, unit)
            })
            .collect();
        reach.chosen(partners)
    }
}

/// All (key, unit) entries whose key several units share, sorted.
fn shared_entries(keys: Vec<Vec<u32>>) -> Vec<u64> {
    // Made in one piece, since there are many of them.
    let mut entries: Vec<u64> = Vec::with_capacity(keys.iter().map(Vec::len).sum());
    for (unit, own) in keys.into_iter().enumerate() {
        entries.extend(own.into_iter().map(|key| u64::from(key) << 32 | unit as u64));
    }
    entries.par_sort_unstable();
    let mut kept = 0;
    let mut start = 0;
    while start < entries.len() {
        let key = entries[start] >> 32;
        let length = entries[start..].iter().take_while(|&&entry| entry >> 32 == key).count();
        if length > 1 {
            entries.copy_within(start..start + length, kept);
            kept += length;
        }
        start += length;
    }
    entries.truncate(kept);
    entries.shrink_to_fit();
    entries
}

fn weights(entries: &[u64]) -> Vec<f32> {
    entries
        .chunk_by(|a, b| a >> 32 == b >> 32)
        .flat_map(|same| std::iter::repeat_n(weight(same.len()), same.len()))
        .collect()
}

/// What a key counts that this many units have.
pub fn weight(frequency: usize) -> f32 {
    (1.0 + HALF_FREQUENCY / frequency as f32).ln()
}

fn unit_of(entry: u64) -> usize {
    (entry & u64::from(u32::MAX)) as usize
}
