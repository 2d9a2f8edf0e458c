//! Pairs of sentences that are worth a look, and what speaks for each.

use std::ops::Range;

use rayon::prelude::*;

use super::rarity::{self, Shared, StemCounts, Stems};
use super::rivals::{Standing, standings};
use super::signs::{self, Setting, Signs};
use crate::align::{Prepared, Statement, align};
use crate::cluster::candidates::{self, Pair, Reach};
use crate::cluster::keys;
use crate::cluster::occasions::Occasions;
use crate::cluster::parts::{Account, Member};

/// Pairs that share less than this are not aligned: of pairs that people call one claim, one in fifty
/// lies below.
const LEAST_SHARED: f32 = 0.07;

/// How far a sentence looks for others under each of its keys, and at how many it looks closely.
pub(in crate::cluster) const REACH: Reach = Reach { places: 128, partners: 24, contained: 0.03 };

/// Articles that lie further apart than this do not tell one event.
pub(in crate::cluster) const MOST_DAYS: i64 = 60;

/// The pairs of sentences that are worth a look; the sentences must stand in canonical order.
pub(in crate::cluster) fn proposed(sentences: &[&Member]) -> Vec<Pair> {
    let keys: Vec<Vec<u32>> =
        sentences.par_iter().map(|sentence| keys::of_sentence(sentence.statement.text)).collect();
    let may_pair = |a: u32, b: u32| {
        let (a, b) = (sentences[a as usize], sentences[b as usize]);
        a.account != b.account && days_apart(a, b).is_none_or(|days| days <= MOST_DAYS)
    };
    candidates::pairs(&keys, REACH, may_pair)
}

/// Sentences and the pairs of them that are worth a look.
pub(super) struct Proposed<'a, 'b> {
    sentences: &'b [&'b Member<'a>],
    stems: Vec<Stems>,
    /// For each article.
    counts: Vec<StemCounts>,
    /// For each article, its first sentence and the one past its last.
    ranges: Vec<Range<usize>>,
    pairs: Vec<Pair>,
    shared: Vec<Shared>,
    standings: Vec<Standing>,
}

impl<'a, 'b> Proposed<'a, 'b> {
    /// Looks at these pairs of sentences, which must stand in canonical order: by article and place.
    pub(super) fn of(accounts: &[Account], sentences: &'b [&'b Member<'a>], pairs: Vec<Pair>) -> Self {
        let stems: Vec<Stems> =
            sentences.par_iter().map(|sentence| Stems::of(sentence.statement.text)).collect();
        let mut ranges = vec![0..0; accounts.len()];
        for (index, sentence) in sentences.iter().enumerate() {
            let range = &mut ranges[sentence.account];
            let begins = range.start == range.end;
            *range = if begins { index..index + 1 } else { range.start..index + 1 };
        }
        let counts: Vec<StemCounts> =
            ranges.par_iter().map(|range| StemCounts::of(stems[range.clone()].iter())).collect();
        let shared: Vec<Shared> = pairs
            .par_iter()
            .map(|&(a, b)| {
                let (first, second) = (a as usize, b as usize);
                let (one, other) = (sentences[first].account, sentences[second].account);
                rarity::shared(&stems[first], &stems[second], &counts[one], &counts[other])
            })
            .collect();
        let scores: Vec<f32> = shared.iter().map(Shared::score).collect();
        let standings = standings(&pairs, &scores, |sentence| sentences[sentence as usize].account as u32);
        Proposed { sentences, stems, counts, ranges, pairs, shared, standings }
    }

    /// What `judge` makes of the signs of each pair that shares enough.
    pub(super) fn judged<T: Send>(
        &self,
        occasions: &Occasions,
        judge: impl Fn(&Signs) -> T + Sync,
    ) -> Vec<(Pair, T)> {
        let kept: Vec<usize> =
            (0..self.pairs.len()).filter(|&pair| self.shared[pair].dice >= LEAST_SHARED).collect();
        let mut is_paired = vec![false; self.sentences.len()];
        for &pair in &kept {
            is_paired[self.pairs[pair].0 as usize] = true;
            is_paired[self.pairs[pair].1 as usize] = true;
        }
        let prepared: Vec<Option<Prepared>> = self
            .sentences
            .par_iter()
            .zip(&is_paired)
            .map(|(sentence, is_paired)| is_paired.then(|| prepared(sentence)))
            .collect();
        kept.into_par_iter()
            .filter_map(|pair| {
                let (a, b) = self.pairs[pair];
                let (first, second) = (prepared[a as usize].as_ref()?, prepared[b as usize].as_ref()?);
                let alignment = align(first, second);
                let setting = self.setting(pair, occasions);
                Some(((a, b), judge(&signs::collect(first, second, &alignment, &setting))))
            })
            .collect()
    }

    fn setting(&self, pair: usize, occasions: &Occasions) -> Setting {
        let (a, b) = (self.pairs[pair].0 as usize, self.pairs[pair].1 as usize);
        let (first, second) = (self.sentences[a], self.sentences[b]);
        let place = |sentence: usize, member: &Member| {
            let range = &self.ranges[member.account];
            ((sentence - range.start) as f32, range.len().max(1) as f32)
        };
        let ((place_a, of_a), (place_b, of_b)) = (place(a, first), place(b, second));
        Setting {
            shared: self.shared[pair],
            standing: self.standings[pair],
            neighbours: self.beside(a, b, true).max(self.beside(a, b, false)),
            positions: [place_a / of_a, place_b / of_b],
            places: [place_a, place_b],
            voices: [first.voice, second.voice],
            common_names: occasions.common_share(first.account, second.account),
            one_speaker: first.identity.is_some() && first.identity == second.identity,
        }
    }

    /// How well the next sentences, or the ones before, answer each other.
    fn beside(&self, a: usize, b: usize, next: bool) -> f32 {
        let (first, second) = (self.sentences[a].account, self.sentences[b].account);
        let neighbour = |sentence: usize, account: usize| {
            let range = &self.ranges[account];
            let beside = if next { sentence + 1 } else { sentence.checked_sub(1)? };
            range.contains(&beside).then_some(beside)
        };
        match (neighbour(a, first), neighbour(b, second)) {
            (Some(one), Some(other)) => {
                let (one, other) = (&self.stems[one], &self.stems[other]);
                rarity::shared(one, other, &self.counts[first], &self.counts[second]).dice
            }
            _ => 0.0,
        }
    }
}

/// A sentence made ready to be aligned.
fn prepared<'a>(sentence: &Member<'a>) -> Prepared<'a> {
    Prepared::new(&Statement { ..sentence.statement })
}

fn days_apart(a: &Member, b: &Member) -> Option<i64> {
    Some((a.statement.date?.duration_since(b.statement.date?).as_hours() / 24).abs())
}
