//! From the attributions of all articles to [`Cluster`]s: candidates in near-linear time, checked
//! by alignment, joined without chaining.
//!
//! What comes in is a [`Member`] for each attribution and an [`Account`] for each article; what goes
//! out puts every stretch of every member into exactly one cluster, alone if nothing answers it.
//! Which words differ, and whether that matters, is not decided here.
//!
//! 1. `units`: what one attribution says in several sentences may be several claims.
//! 2. `nesting`: what stands inside the quotation of another member stays with it.
//! 3. `repeats`: of many that tell the very same words only some are proposed to others.
//! 4. `candidates`: units that share rare words, pairs of words or runs of words are proposed.
//! 5. `evidence`: the alignment says of each proposed pair whether it is one utterance or one claim.
//! 6. `membership`: groups grow around their fullest telling and admit nobody who is like one of
//!    them only.
//! 7. `copies`: articles that share long runs beyond the quotations are one account.
//!
//! All of it walks in canonical order (date, outlet, article, place), so the order of the input
//! does not matter; and no step looks at how many articles there are, so an unrelated article
//! changes nothing.

mod candidates;
mod components;
mod copies;
mod evidence;
mod keys;
mod membership;
mod nesting;
mod occasions;
mod repeats;
mod units;

use std::ops::Range;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::align::Statement;
use crate::place::Span;

use copies::Copies;
use membership::Group;
use occasions::Occasions;
use repeats::Telling;
use units::Unit;

/// An article's telling, as far as it matters here.
#[derive(Clone, Copy, Debug, Default)]
pub struct Account<'a> {
    /// The article's id.
    pub id: &'a str,
    /// Who published it.
    pub outlet: Option<&'a str>,
    /// When it was published.
    pub date: Option<Date>,
    /// Who wrote it, as the article says.
    pub byline: Option<&'a str>,
    /// The article's body, in which the places of its members count.
    pub body: &'a str,
}

/// One attribution, as far as it matters here.
#[derive(Clone, Copy, Debug, Default)]
pub struct Member<'a> {
    /// The article it stands in: an index into the accounts.
    pub account: usize,
    /// Where its content stands in the article's body, stretch by stretch.
    pub stretches: &'a [Span],
    /// The parts of it that stand in quotation marks, in the article's body.
    pub quoted: &'a [Span],
    /// The text of the stretches, joined by one space, with what is known about it.
    pub statement: Statement<'a>,
    /// Who said it, over all articles, as a number that stands for the person or body.
    pub identity: Option<usize>,
    /// The outlet or agency from which the article has it ("she told the Courier", "according to
    /// the Courier"), where it says so.
    pub via: Option<&'a str>,
}

/// Attributions of one claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cluster {
    /// What tells the claim, by date, outlet, article and place. Never empty; several may stand in
    /// one article.
    pub members: Vec<Part>,
    /// Which member's words stand for the claim: an index into `members`.
    pub claim: usize,
    /// The independent accounts of the claim, articles that copy one text being one.
    pub origins: Vec<Origin>,
    /// The pairs of members that tell the same claim by themselves, as indices into `members`, the
    /// first smaller, sorted. Two members that are in no pair give different parts of one longer
    /// telling; there is nothing to compare in them.
    pub matches: Vec<(usize, usize)>,
}

/// A member of the input, or those of its sentences that tell this cluster's claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Index into the members that were given.
    pub member: usize,
    /// Which of its stretches tell the claim.
    pub stretches: Range<usize>,
    /// Whose account it is: an index into [`Cluster::origins`].
    pub origin: usize,
}

/// One independent account of a claim: an article, or several that copy one text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The articles, by date, outlet and id, as indices into the accounts. The text is the first
    /// one's unless `credit` says otherwise.
    pub articles: Vec<usize>,
    /// The agency or outlet that the articles credit with it.
    pub credit: Option<String>,
}

/// Brings together the members that tell one claim.
///
/// Every stretch of every member is in exactly one cluster; a member whose sentences tell several
/// claims is in several. The clusters stand in the canonical order of their first members.
pub fn group(accounts: &[Account], members: &[Member]) -> Vec<Cluster> {
    let rank = ranks(accounts);
    let units: Vec<Unit> = canonical_order(&rank, members)
        .into_par_iter()
        .flat_map_iter(|index| {
            let member = &members[index];
            units::units(index, member, &accounts[member.account])
        })
        .collect();
    let inside = nesting::inside_quotations(accounts.len(), members);
    let tellings: Vec<Telling> =
        units.par_iter().map(|unit| telling(unit, &members[unit.member], inside[unit.member])).collect();
    let repeats = repeats::find(&tellings);
    let without_keys: Vec<bool> =
        units.iter().zip(&repeats.repeating).map(|(unit, repeats)| inside[unit.member] || *repeats).collect();
    let mut pairs = candidates::pairs(&keys_of(&units, members, &without_keys));
    pairs.extend(repeats.pairs);
    let groups = membership::groups(&units, members, &Occasions::new(accounts), &pairs);
    let copies = copies::find(accounts, members, rank);
    groups.into_iter().map(|group| cluster(&group, &units, accounts, members, &copies)).collect()
}

/// A unit as far as repeating goes; what another member's quotation tells takes no part in it.
fn telling<'a>(unit: &Unit<'a>, member: &Member<'a>, inside: bool) -> Telling<'a> {
    let words = (!inside).then(|| keys::fingerprint(unit.text));
    let voice = match member.identity {
        Some(identity) => (Some(identity), None),
        None => (None, member.statement.speaker),
    };
    Telling { words, voice, date: member.statement.date }
}

/// The keys of the units; none for what another member's quotation tells already, and for what only
/// repeats others.
fn keys_of(units: &[Unit], members: &[Member], without_keys: &[bool]) -> Vec<Vec<u32>> {
    units
        .par_iter()
        .zip(without_keys)
        .map(|(unit, without)| match without {
            true => Vec::new(),
            false => keys::keys(unit.text, members[unit.member].statement.speaker),
        })
        .collect()
}

/// Each article's place by date, outlet and id, undated ones last.
fn ranks(accounts: &[Account]) -> Vec<usize> {
    let mut articles: Vec<usize> = (0..accounts.len()).collect();
    articles.par_sort_by_key(|&article| canonical_key(&accounts[article]));
    let mut ranks = vec![0; accounts.len()];
    for (rank, &article) in articles.iter().enumerate() {
        ranks[article] = rank;
    }
    ranks
}

/// The members by article and place.
fn canonical_order(ranks: &[usize], members: &[Member]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..members.len()).collect();
    order.par_sort_by_key(|&member| {
        let Member { account, stretches, statement, .. } = &members[member];
        (ranks[*account], *stretches, statement.text)
    });
    order
}

fn canonical_key<'a>(account: &Account<'a>) -> impl Ord + use<'a> {
    (account.date.is_none(), account.date, account.outlet, account.id, account.body)
}

/// A cluster of members, from a group of units.
fn cluster(
    group: &Group,
    units: &[Unit],
    accounts: &[Account],
    members: &[Member],
    copies: &Copies,
) -> Cluster {
    let mut parts: Vec<Part> = Vec::new();
    let mut part_of = Vec::with_capacity(group.units.len());
    for &unit in &group.units {
        let Unit { member, stretches, .. } = units[unit].clone();
        // In canonical order the units of a member stand side by side.
        if parts.last().is_none_or(|part| part.member != member) {
            parts.push(Part { member, stretches: stretches.clone(), origin: 0 });
        }
        let part = parts.len() - 1;
        let whole = &mut parts[part].stretches;
        *whole = whole.start.min(stretches.start)..whole.end.max(stretches.end);
        part_of.push(part);
    }
    let mut matches: Vec<(usize, usize)> = group
        .matches
        .iter()
        .map(|&(a, b)| (part_of[a].min(part_of[b]), part_of[a].max(part_of[b])))
        .filter(|(a, b)| a != b)
        .collect();
    matches.sort_unstable();
    matches.dedup();
    let origins = copies.origins(accounts, members, &mut parts);
    Cluster { claim: part_of[group.claim], members: parts, origins, matches }
}
