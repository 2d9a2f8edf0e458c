//! Pairs of sentences that are worth a look, and what speaks for each.

use std::collections::HashMap;
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
    candidates::pairs(keys, REACH, may_pair)
}

/// How many pairs are looked at together at least: enough to keep every core busy and to prepare few
/// sentences twice, few enough that what is known of their words takes some ten megabytes.
pub(super) const AT_ONCE: usize = 32 * 1024;

/// What `judge` makes of the signs of each of these pairs that shares enough, in the order of the pairs.
/// The sentences must stand in canonical order, by article and place, and the pairs by their second ones.
///
/// How a pair stands depends on the pairs of the same two articles alone, and those stand side by side; so
/// the pairs are looked at some at a time, `least` of them and the rest of the last one's article.
pub(super) fn judged<T: Send>(
    least: usize,
    accounts: &[Account],
    sentences: &[&Member],
    pairs: &[Pair],
    occasions: &Occasions,
    judge: impl Fn(&Signs) -> T + Sync,
) -> Vec<(Pair, T)> {
    let ranges = ranges(accounts, sentences);
    let article_of = |&(_, b): &Pair| sentences[b as usize].account;
    let mut all = Vec::new();
    let mut left = pairs;
    while !left.is_empty() {
        let mut end = least.clamp(1, left.len());
        while left.get(end).is_some_and(|next| article_of(next) == article_of(&left[end - 1])) {
            end += 1;
        }
        let (some, others) = left.split_at(end);
        all.extend(Proposed::of(sentences, &ranges, some).judged(occasions, &judge));
        left = others;
    }
    all
}

/// For each article, its first sentence and the one past its last.
fn ranges(accounts: &[Account], sentences: &[&Member]) -> Vec<Range<usize>> {
    let mut ranges = vec![0..0; accounts.len()];
    for (index, sentence) in sentences.iter().enumerate() {
        let range = &mut ranges[sentence.account];
        let begins = range.start == range.end;
        *range = if begins { index..index + 1 } else { range.start..index + 1 };
    }
    ranges
}

/// Some pairs of sentences that are worth a look, and what is known of their articles.
struct Proposed<'a, 'b> {
    sentences: &'b [&'b Member<'a>],
    ranges: &'b [Range<usize>],
    pairs: &'b [Pair],
    /// The articles of the pairs.
    articles: HashMap<usize, Stemmed>,
    shared: Vec<Shared>,
    standings: Vec<Standing>,
}

/// The stems of an article's sentences, and in how many of them each stands.
struct Stemmed {
    sentences: Vec<Stems>,
    counts: StemCounts,
}

impl<'a, 'b> Proposed<'a, 'b> {
    fn of(sentences: &'b [&'b Member<'a>], ranges: &'b [Range<usize>], pairs: &'b [Pair]) -> Self {
        let mut articles: Vec<usize> =
            pairs.iter().flat_map(|&(a, b)| [a, b]).map(|one| sentences[one as usize].account).collect();
        articles.sort_unstable();
        articles.dedup();
        let stemmed = |article: usize| {
            let own = &sentences[ranges[article].clone()];
            let own: Vec<Stems> = own.iter().map(|sentence| Stems::of(sentence.statement.text)).collect();
            (article, Stemmed { counts: StemCounts::of(own.iter()), sentences: own })
        };
        let articles = articles.into_par_iter().map(stemmed).collect();
        let mut proposed =
            Proposed { sentences, ranges, pairs, articles, shared: Vec::new(), standings: Vec::new() };
        proposed.shared = pairs.par_iter().map(|&(a, b)| proposed.shared(a as usize, b as usize)).collect();
        let scores: Vec<f32> = proposed.shared.iter().map(Shared::score).collect();
        proposed.standings =
            standings(pairs, &scores, |sentence| sentences[sentence as usize].account as u32);
        proposed
    }

    /// What two sentences share.
    fn shared(&self, a: usize, b: usize) -> Shared {
        let of = |sentence: usize| {
            let article = self.sentences[sentence].account;
            let stemmed = &self.articles[&article];
            (&stemmed.sentences[sentence - self.ranges[article].start], &stemmed.counts)
        };
        let ((one, in_one), (other, in_other)) = (of(a), of(b));
        rarity::shared(one, other, in_one, in_other)
    }

    fn judged<T: Send>(&self, occasions: &Occasions, judge: impl Fn(&Signs) -> T + Sync) -> Vec<(Pair, T)> {
        let kept: Vec<usize> =
            (0..self.pairs.len()).filter(|&pair| self.shared[pair].dice >= LEAST_SHARED).collect();
        let mut paired: Vec<u32> =
            kept.iter().map(|&pair| self.pairs[pair]).flat_map(|(a, b)| [a, b]).collect();
        paired.sort_unstable();
        paired.dedup();
        let prepared: Vec<Prepared> =
            paired.par_iter().map(|&sentence| prepared(self.sentences[sentence as usize])).collect();
        let prepared = |sentence: u32| paired.binary_search(&sentence).ok().map(|place| &prepared[place]);
        kept.into_par_iter()
            .filter_map(|pair| {
                let (a, b) = self.pairs[pair];
                let (first, second) = (prepared(a)?, prepared(b)?);
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
            (Some(one), Some(other)) => self.shared(one, other).dice,
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_that_are_looked_at_apart_are_judged_the_same() {
        let texts = [
            (0, "The ferry to Kester burned for nine hours on Monday night."),
            (0, "Divers found the second engine on the sea floor."),
            (1, "A ferry burned for eight hours off Kester on Monday."),
            (1, "Its second engine lies on the sea floor, divers found."),
            (2, "The ferry burned all Monday night, for nine hours."),
            (2, "Divers have found an engine."),
        ];
        let member = |&(account, text): &(usize, &'static str)| Member {
            account,
            statement: Statement { text, ..Statement::default() },
            is_sentence: true,
            ..Member::default()
        };
        let members: Vec<Member> = texts.iter().map(member).collect();
        let sentences: Vec<&Member> = members.iter().collect();
        let accounts = [Account::default(); 3];
        let pairs: Vec<Pair> = (0..6)
            .flat_map(|b| (0..b).map(move |a| (a, b)))
            .filter(|&(a, b)| texts[a as usize].0 != texts[b as usize].0)
            .collect();
        let occasions = Occasions::new(&accounts);
        let judged = |least| judged(least, &accounts, &sentences, &pairs, &occasions, |signs| *signs);
        let together = judged(pairs.len());
        assert!(together.len() > 4, "{} pairs share enough", together.len());
        assert_eq!(judged(1), together);
    }
}
