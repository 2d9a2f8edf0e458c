//! The steps of clustering in their order: what is proposed, and what becomes of it.

use rayon::prelude::*;

use super::candidates::{self, Pair, Reach};
use super::copies::{self, Copies};
use super::membership::{self, Group};
use super::occasions::Occasions;
use super::parts::{Account, Cluster, Member, Part};
use super::repeats::{self, Telling};
use super::units::{self, Unit};
use super::{joining, keys, nesting, sentences};
use crate::place::Span;

/// How far the units of contents look for each other. With 24 partners instead of 8 no more of what
/// people call one claim is found, and the cost grows faster than the input. Retellings in other words
/// share few keys: at a share of .05 nearly all of 151 pairs labelled by people are proposed, at .15 nine
/// in ten.
pub(super) const REACH: Reach = Reach { places: 32, partners: 8, contained: 0.05 };

/// The contents of an article that has more of them are compared with those near them only, besides those of
/// other articles. Of 1,123 articles of news none had more than 238; what has thousands is a list.
pub(super) const MANY_OF_AN_ARTICLE: usize = 1000;

/// How far from each other two contents of such an article stand that are compared.
pub(super) const NEAR: u32 = 64;

/// What is proposed to be looked at closely.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Proposals {
    /// Pairs of units of contents.
    pub(super) contents: Vec<Pair>,
    /// Pairs of sentences.
    pub(super) sentences: Vec<Pair>,
    /// Pairs of articles that copy one text.
    pub(super) copies: Vec<(usize, usize)>,
}

/// Articles and what they tell, in canonical order.
pub(super) struct Layout<'a, 'm> {
    accounts: &'m [Account<'a>],
    members: &'m [Member<'a>],
    /// Each article's place.
    rank: Vec<usize>,
    /// The units of contents.
    pub(super) units: Vec<Unit<'a>>,
    /// The sentences.
    pub(super) stated: Vec<&'m Member<'a>>,
    /// The same as indices into the members.
    sentences: Vec<usize>,
    /// For each member, whether it stands inside the quotation of another.
    inside: Vec<bool>,
}

impl<'a, 'm> Layout<'a, 'm> {
    pub(super) fn new(accounts: &'m [Account<'a>], members: &'m [Member<'a>]) -> Self {
        let rank = ranks(accounts);
        let (sentences, contents): (Vec<usize>, Vec<usize>) =
            canonical_order(&rank, members).into_iter().partition(|&member| members[member].is_sentence);
        let units: Vec<Unit> = contents
            .into_par_iter()
            .flat_map_iter(|index| {
                let member = &members[index];
                units::units(index, member, &accounts[member.account])
            })
            .collect();
        let stated = sentences.iter().map(|&sentence| &members[sentence]).collect();
        let inside = nesting::inside_quotations(accounts.len(), members);
        Layout { accounts, members, rank, units, stated, sentences, inside }
    }

    /// What repeats is told by, for each unit.
    pub(super) fn tellings(&self) -> Vec<Telling<'a>> {
        let of_unit = |unit: &Unit<'a>| telling(unit, &self.members[unit.member], self.inside[unit.member]);
        self.units.par_iter().map(of_unit).collect()
    }

    /// The keys of the units; none for what another member's quotation tells already, and for what only
    /// repeats others.
    pub(super) fn keys(&self, repeating: &[bool]) -> Vec<Vec<u32>> {
        self.units
            .par_iter()
            .zip(repeating)
            .map(|(unit, repeating)| match *repeating || self.inside[unit.member] {
                true => Vec::new(),
                false => keys::keys(unit.text, self.members[unit.member].statement.speaker),
            })
            .collect()
    }

    /// The article of a unit.
    pub(super) fn account(&self, unit: usize) -> usize {
        self.members[self.units[unit].member].account
    }

    /// Proposes pairs.
    pub(super) fn proposals(&self) -> Proposals {
        let repeats = repeats::find(&self.tellings());
        let mut units_of = vec![0usize; self.accounts.len()];
        (0..self.units.len()).for_each(|unit| units_of[self.account(unit)] += 1);
        let may_pair = |a: u32, b: u32| {
            let (one, other) = (self.account(a as usize), self.account(b as usize));
            one != other || are_near(a, b, units_of[one])
        };
        let mut contents = candidates::pairs(self.keys(&repeats.repeating), REACH, may_pair);
        contents.extend(repeats.pairs);
        Proposals {
            contents,
            sentences: sentences::proposed(&self.stated),
            copies: copies::pairs(self.accounts, self.members, &self.rank),
        }
    }

    /// True when something of what is proposed is an utterance or a claim that two share.
    pub(super) fn is_linked(&self, proposals: Proposals) -> bool {
        let occasions = Occasions::new(self.accounts);
        !proposals.copies.is_empty()
            || membership::any_bond(&self.units, self.members, &occasions, &proposals.contents)
            || sentences::links(self.accounts, &self.stated, proposals.sentences, &occasions)
                .iter()
                .any(|link| link.probability >= sentences::FIRST_LINK)
    }

    /// Brings together what of the proposals tells one claim.
    pub(super) fn clusters(self, proposals: Proposals) -> Vec<Cluster> {
        let Layout { accounts, members, rank, mut units, stated, sentences, .. } = self;
        let occasions = Occasions::new(accounts);
        let groups = membership::groups(&units, members, &occasions, &proposals.contents);
        let links = sentences::links(accounts, &stated, proposals.sentences, &occasions);
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
        let copies = copies::find(accounts, &proposals.copies, rank);
        groups.into_iter().map(|group| cluster(&group, &units, accounts, members, &copies)).collect()
    }
}

/// True when two contents of one article, which has so many, are compared.
pub(super) fn are_near(a: u32, b: u32, of_article: usize) -> bool {
    a.abs_diff(b) <= NEAR || of_article <= MANY_OF_AN_ARTICLE
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

fn canonical_key<'a>(account: &Account<'a>) -> impl Ord + use<'a> {
    (account.date.is_none(), account.date, account.outlet, account.id, account.body)
}

/// Where a member stands: its article's place in the order of articles, and its own in the article.
fn canonical_place<'a>(ranks: &[usize], member: &Member<'a>) -> (usize, &'a [Span], bool) {
    (ranks[member.account], member.stretches, member.is_sentence)
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
