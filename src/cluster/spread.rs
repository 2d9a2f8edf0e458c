//! Clustering in steps that many machines share, for more articles than one can hold.
//!
//! What an article brings to the search for others is known from the article alone: its [`Keys`]. Which
//! units are compared is decided key by key ([`looked_at`], [`weight`]), then unit by unit ([`total`],
//! [`Reach`], [`may_pair`]). Articles that share nothing need not lie on one machine: [`group`] brings
//! together the articles of a component as [`super::group`] would among all others, from the pairs that
//! were proposed over all of them.

use std::ops::Range;

use jiff::civil::Date;

pub use super::candidates::{LEAST_SHARED, Reach, total, weight};
pub use super::copies::{LEAST_RUNS, LEAST_SHARE};

use super::candidates::Pair;
use super::layout::{self, Layout, Proposals};
use super::parts::{Account, Cluster, Member};
use super::repeats::{self, Telling};
use super::{copies, keys, sentences};

/// What is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// Runs of sentences of the contents of attributions.
    Content,
    /// Whole sentences.
    Sentence,
}

impl Sort {
    /// How far its units look for each other.
    pub fn reach(self) -> Reach {
        match self {
            Sort::Content => layout::REACH,
            Sort::Sentence => sentences::REACH,
        }
    }
}

/// What an article brings to the search for others.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Keys {
    /// The contents' units, in order.
    pub contents: Vec<Content>,
    /// The keys of each sentence, in order.
    pub sentences: Vec<Vec<u32>>,
    /// Runs of words outside the quotations: what copies of one text share.
    pub runs: Vec<u32>,
}

/// A unit of contents as far as others look for it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Content {
    /// Its keys; none for what another quotation tells already.
    pub keys: Vec<u32>,
    /// Stands for its words and their order; none where it repeats nothing.
    pub words: Option<u64>,
    /// Who speaks, as an index into the identities; otherwise the words for them.
    pub identity: Option<usize>,
    /// The words for who speaks where they have no identity.
    pub speaker: Option<String>,
}

/// The keys of one article, whose members these are.
pub fn keys_of(account: Account, members: &[Member]) -> Keys {
    let accounts = [account];
    let layout = Layout::new(&accounts, members);
    let all = layout.keys(&vec![false; layout.units.len()]);
    let contents = layout.tellings().into_iter().zip(all).map(|(telling, keys)| Content {
        keys,
        words: telling.words,
        identity: telling.voice.0,
        speaker: telling.voice.1.map(str::to_owned),
    });
    Keys {
        contents: contents.collect(),
        sentences: layout.stated.iter().map(|member| keys::of_sentence(member.statement.text)).collect(),
        runs: copies::runs_of(&accounts, members).pop().unwrap_or_default(),
    }
}

/// Which of the units that have a key are looked at from the one at `place`, in canonical order.
pub fn looked_at(place: usize, reach: Reach) -> Range<usize> {
    place.saturating_sub(reach.places)..place
}

/// A unit, as far as it matters whether two may be a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seat {
    /// A number for the article.
    pub article: i64,
    /// The unit's number in it.
    pub unit: u32,
    /// How many units of its sort the article has.
    pub of_article: usize,
    /// The article's day, counted from any day on.
    pub day: Option<i64>,
}

/// True when two units may be compared, whatever they share.
pub fn may_pair(sort: Sort, one: Seat, other: Seat) -> bool {
    match sort {
        Sort::Content => {
            one.article != other.article || layout::are_near(one.unit, other.unit, one.of_article)
        }
        Sort::Sentence => {
            let apart = one.day.zip(other.day).map(|(one, other)| (one - other).abs());
            one.article != other.article && apart.is_none_or(|days| days <= sentences::MOST_DAYS)
        }
    }
}

/// A unit of contents that may repeat others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Repeating<'a> {
    /// What [`Content::words`] has.
    pub words: u64,
    /// A number for the identity of who speaks; otherwise the words for them.
    pub voice: (Option<usize>, Option<&'a str>),
    /// A number for the article.
    pub article: usize,
    /// When it was published.
    pub date: Option<Date>,
}

/// Which units only repeat others, so that they have no keys, and with which they are compared: indices
/// into the units, the earlier first. All units of the same words must be there, in canonical order.
pub fn repeats<'a>(units: &[Repeating<'a>]) -> (Vec<bool>, Vec<(u32, u32)>) {
    let telling = |unit: &Repeating<'a>| Telling {
        words: Some(unit.words),
        voice: unit.voice,
        account: unit.article,
        date: unit.date,
    };
    let tellings: Vec<Telling> = units.iter().map(telling).collect();
    let found = repeats::find(&tellings);
    (found.repeating, found.pairs)
}

/// A unit: an index of its article, and its number there.
pub type Unit = (usize, u32);

/// What was proposed among some articles over all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pairs {
    /// Pairs of units of contents.
    pub contents: Vec<[Unit; 2]>,
    /// Pairs of sentences.
    pub sentences: Vec<[Unit; 2]>,
    /// Pairs of articles that copy one text.
    pub copies: Vec<(usize, usize)>,
}

/// Brings together the members of articles that share a claim, from the pairs proposed among them.
pub fn group(accounts: &[Account], members: &[Member], pairs: &Pairs) -> Vec<Cluster> {
    let layout = Layout::new(accounts, members);
    let proposals = proposals(&layout, accounts.len(), pairs);
    layout.clusters(proposals)
}

/// True when two articles must be brought together: one copies the other, or two of their units tell one
/// claim by themselves.
pub fn are_linked(accounts: &[Account], members: &[Member], pairs: &Pairs) -> bool {
    let layout = Layout::new(accounts, members);
    let proposals = proposals(&layout, accounts.len(), pairs);
    layout.is_linked(proposals)
}

fn proposals(layout: &Layout, accounts: usize, pairs: &Pairs) -> Proposals {
    let units = firsts(accounts, (0..layout.units.len()).map(|unit| layout.account(unit)));
    let stated = firsts(accounts, layout.stated.iter().map(|member| member.account));
    Proposals {
        contents: numbered(&pairs.contents, &units),
        sentences: numbered(&pairs.sentences, &stated),
        copies: pairs.copies.clone(),
    }
}

/// For each article, the number of its first unit; units of an article stand side by side.
fn firsts(accounts: usize, articles: impl Iterator<Item = usize>) -> Vec<u32> {
    let mut firsts = vec![u32::MAX; accounts];
    for (unit, article) in (0_u32..).zip(articles) {
        firsts[article] = firsts[article].min(unit);
    }
    firsts
}

/// The pairs by the numbers that their units have here, in the order in which candidates stand.
fn numbered(pairs: &[[Unit; 2]], firsts: &[u32]) -> Vec<Pair> {
    let number = |(article, unit): Unit| firsts[article] + unit;
    let mut numbered: Vec<Pair> = pairs
        .iter()
        .map(|&[one, other]| {
            let (one, other) = (number(one), number(other));
            (one.min(other), one.max(other))
        })
        .collect();
    numbered.sort_unstable_by_key(|&(first, second)| (second, first));
    numbered
}
