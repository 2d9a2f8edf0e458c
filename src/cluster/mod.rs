//! From what all articles tell to [`Cluster`]s: candidates in near-linear time, checked by alignment,
//! joined without chaining.
//!
//! What comes in is an [`Account`] for each article and a [`Member`] for each attribution's content and
//! for each sentence. Contents are matched as utterances, sentences as claims in whatever voice. What
//! goes out has every stretch of every content, alone if nothing answers it; a sentence is there only
//! when another article states the same. Which words differ, and whether that matters, is not decided
//! here.
//!
//! 1. `units`: what one attribution says in several sentences may be several claims.
//! 2. `nesting`: what stands inside the quotation of another member stays with it.
//! 3. `repeats`: of many that tell the very same words only some are proposed to others.
//! 4. `candidates`: units that share rare words, pairs of words or runs of words are proposed.
//! 5. `evidence`: the alignment says of each proposed pair whether it is one utterance.
//! 6. `membership`: groups grow around their fullest telling and admit nobody who is like one of
//!    them only.
//! 7. `sentences`: which sentences state one claim.
//! 8. `joining`: a group of contents and a group of sentences that tell the same are one.
//! 9. `copies`: articles that share long runs beyond the quotations are one account.
//!
//! All of it walks in canonical order (date, outlet, article, place), so the order of the input
//! does not matter; and no step looks at how many articles there are, so an unrelated article
//! changes nothing.

mod candidates;
mod components;
mod copies;
mod evidence;
mod joining;
mod keys;
mod membership;
mod nesting;
mod occasions;
mod parts;
mod repeats;
pub mod sentences;
mod units;

use rayon::prelude::*;

use crate::place::Span;

pub use parts::{Account, Cluster, Member, Origin, Part};

use candidates::Reach;
use copies::Copies;
pub(crate) use copies::copies_of;
use membership::Group;
use occasions::Occasions;
use repeats::Telling;
use units::Unit;

/// How far the units of contents look for each other. With 24 partners instead of 8 no more of what
/// people call one claim is found, and the cost grows faster than the input. Retellings in other words
/// share few keys: at a share of .05 nearly all of 151 pairs labelled by people are proposed, at .15 nine
/// in ten.
const REACH: Reach = Reach { places: 32, partners: 8, contained: 0.05 };

/// The contents of an article that has more of them are compared with those near them only, besides those of
/// other articles. Of 1,123 articles of news none had more than 238; what has thousands is a list.
const MANY_OF_AN_ARTICLE: usize = 1000;

/// How far from each other two contents of such an article stand that are compared.
const NEAR: u32 = 64;

/// Brings together the members that tell one claim.
///
/// A content whose sentences tell several claims is in several clusters, and so is a sentence that
/// states several. A content that nothing answers is in a cluster of its own; such a sentence is in
/// none. The clusters stand in the canonical order of their first members.
pub fn group(accounts: &[Account], members: &[Member]) -> Vec<Cluster> {
    let rank = ranks(accounts);
    let (sentences, contents): (Vec<usize>, Vec<usize>) =
        canonical_order(&rank, members).into_iter().partition(|&member| members[member].is_sentence);
    let mut units: Vec<Unit> = contents
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
    let occasions = Occasions::new(accounts);
    let mut units_of = vec![0usize; accounts.len()];
    units.iter().for_each(|unit| units_of[members[unit.member].account] += 1);
    let may_pair = |a: u32, b: u32| {
        let account = |unit: u32| members[units[unit as usize].member].account;
        let of_one = account(a) == account(b);
        !of_one || a.abs_diff(b) <= NEAR || units_of[account(a)] <= MANY_OF_AN_ARTICLE
    };
    let mut pairs = candidates::pairs(&keys_of(&units, members, &without_keys), REACH, may_pair);
    pairs.extend(repeats.pairs);
    let groups = membership::groups(&units, members, &occasions, &pairs);
    let stated: Vec<&Member> = sentences.iter().map(|&sentence| &members[sentence]).collect();
    let links = sentences::links(accounts, &stated, &occasions);
    let claims = sentences::groups(&links, |sentence| stated[sentence as usize].account);
    let first_sentence = units.len();
    units.extend(sentences.iter().map(|&member| Unit {
        member,
        stretches: 0..members[member].stretches.len(),
        text: members[member].statement.text,
    }));
    let mut groups = joining::join(groups, &claims, &units, first_sentence, members);
    let place = |group: &Group| {
        group.units.iter().map(|&unit| canonical_place(&rank, &members[units[unit].member])).min()
    };
    groups.par_sort_by_cached_key(place);
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
    Telling { words, voice, account: member.account, date: member.statement.date }
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
        (canonical_place(ranks, &members[member]), members[member].statement.text)
    });
    order
}

/// Where a member stands: its article's place in the order of articles, and its own in the article.
fn canonical_place<'a>(ranks: &[usize], member: &Member<'a>) -> (usize, &'a [Span], bool) {
    (ranks[member.account], member.stretches, member.is_sentence)
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
    let mut part_of = vec![0; group.units.len()];
    let mut order: Vec<usize> = (0..group.units.len()).collect();
    let place = |place: usize| canonical_place(&copies.rank, &members[units[group.units[place]].member]);
    order.sort_by_key(|&unit| (place(unit), group.units[unit]));
    for at in order {
        let unit = group.units[at];
        let Unit { member, stretches, .. } = units[unit].clone();
        // In canonical order the units of a member stand side by side.
        if parts.last().is_none_or(|part| part.member != member) {
            parts.push(Part { member, stretches: stretches.clone(), origin: 0 });
        }
        let part = parts.len() - 1;
        let whole = &mut parts[part].stretches;
        *whole = whole.start.min(stretches.start)..whole.end.max(stretches.end);
        part_of[at] = part;
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
