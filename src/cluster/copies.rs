//! Which articles copy one text, and whose it is.
//!
//! Two papers that were at one press conference share the quotations; two that print one wire story
//! share the sentences around them as well. So the words outside the quotation marks are cut into
//! runs, and articles that share many are one account. Whose text it is stands in the credit line;
//! where there is none, it is the earliest article's.

use std::collections::HashMap;

use rayon::prelude::*;

use super::keys;
use super::parts::{Account, Member, Origin, Part};
use crate::ingest::Article;
use crate::place::Span;

/// How many words make a run. Independent stories about one event share runs of eight now and then,
/// names and offices mostly.
const RUN_WORDS: usize = 8;

/// One run in this many is looked at, the same ones in every article.
const SAMPLING: u32 = 4;

/// How many sampled runs two copies share at least, about forty words. Among the stories that three
/// outlets wrote about 52 events themselves, no two share more than one or two.
pub const LEAST_RUNS: usize = 6;

/// Which share of the shorter article's runs two copies share at least.
pub const LEAST_SHARE: f32 = 0.25;

/// Which articles copy one text.
pub(super) struct Copies {
    /// For each article, the first article in canonical order of those that share its text.
    first: Vec<usize>,
    /// For each article, its place in canonical order.
    pub(super) rank: Vec<usize>,
    /// For each article, the agency that it credits.
    credit: Vec<Option<String>>,
}

/// The pairs of articles that copy one text. `rank` has each article's place in canonical order.
pub(super) fn pairs(accounts: &[Account], members: &[Member], rank: &[usize]) -> Vec<(usize, usize)> {
    copying_pairs(&runs_of(accounts, members), rank)
}

/// The sampled runs of each article outside its quotations, sorted and without repeats.
pub(super) fn runs_of(accounts: &[Account], members: &[Member]) -> Vec<Vec<u32>> {
    let quoted = quoted_by_article(accounts.len(), members);
    accounts.par_iter().zip(&quoted).map(|(account, quoted)| runs(account.body, quoted)).collect()
}

/// Brings together the articles of these pairs, which copy one text.
pub(super) fn find(accounts: &[Account], pairs: &[(usize, usize)], rank: Vec<usize>) -> Copies {
    let mut first: Vec<usize> = (0..accounts.len()).collect();
    for &(a, b) in pairs {
        let (a, b) = (root(&mut first, a), root(&mut first, b));
        let (earlier, later) = if rank[a] < rank[b] { (a, b) } else { (b, a) };
        first[later] = earlier;
    }
    let first: Vec<usize> = (0..first.len()).map(|article| root(&mut first, article)).collect();
    let credit = accounts.par_iter().map(credit).collect();
    Copies { first, rank, credit }
}

/// For each article, the first of those that share its text.
pub(crate) fn copies_of(articles: &[Article]) -> Vec<usize> {
    let runs: Vec<Vec<u32>> = articles.par_iter().map(|article| runs(&article.body, &[])).collect();
    let order: Vec<usize> = (0..articles.len()).collect();
    let mut first = order.clone();
    for (a, b) in copying_pairs(&runs, &order) {
        let (a, b) = (root(&mut first, a), root(&mut first, b));
        first[a.max(b)] = a.min(b);
    }
    order.into_iter().map(|article| root(&mut first, article)).collect()
}

impl Copies {
    /// The origins of a cluster's parts; writes into each part which is its. Articles have one origin
    /// when they copy one text, when they have it from one outlet, and when one has it from the other.
    pub(super) fn origins(
        &self,
        accounts: &[Account],
        members: &[Member],
        parts: &mut [Part],
    ) -> Vec<Origin> {
        let mut origins: Vec<Origin> = Vec::new();
        // The first origin of a text, those credited to somebody, and those that an outlet printed first.
        let mut of_text: HashMap<usize, usize> = HashMap::new();
        let mut of_credit: HashMap<&str, usize> = HashMap::new();
        let mut of_outlet: HashMap<&str, usize> = HashMap::new();
        for part in parts {
            let Member { account: article, via, .. } = members[part.member];
            let (text, outlet) = (self.first[article], accounts[article].outlet);
            let same = [
                of_text.get(&text),
                via.and_then(|via| of_credit.get(via)),
                via.and_then(|via| of_outlet.get(via)),
                outlet.and_then(|outlet| of_credit.get(outlet)),
            ];
            part.origin = same.into_iter().flatten().min().copied().unwrap_or_else(|| {
                let origin = origins.len();
                origins.push(Origin { articles: Vec::new(), credit: via.map(str::to_owned) });
                of_text.entry(text).or_insert(origin);
                if let Some(via) = via {
                    of_credit.entry(via).or_insert(origin);
                }
                if let Some(outlet) = outlet {
                    of_outlet.entry(outlet).or_insert(origin);
                }
                origin
            });
            // In canonical order the parts of an article stand side by side.
            let articles = &mut origins[part.origin].articles;
            if articles.last() != Some(&article) {
                articles.push(article);
            }
        }
        for origin in origins.iter_mut().filter(|origin| origin.articles.len() > 1) {
            origin.articles.sort_by_key(|&article| self.rank[article]);
            let credited = origin.articles.iter().find_map(|&article| self.credit[article].clone());
            origin.credit = origin.credit.take().or(credited);
        }
        origins
    }
}

/// The first article that shares the text of this one; shortens the way there.
fn root(first: &mut [usize], mut article: usize) -> usize {
    while first[article] != article {
        first[article] = first[first[article]];
        article = first[article];
    }
    article
}

/// The quoted places of each article, in the order of the text.
fn quoted_by_article(articles: usize, members: &[Member]) -> Vec<Vec<Span>> {
    let mut quoted = vec![Vec::new(); articles];
    for member in members {
        quoted[member.account].extend_from_slice(member.quoted);
    }
    quoted.par_iter_mut().for_each(|spans: &mut Vec<Span>| spans.sort_unstable());
    quoted
}

/// The sampled runs of a body outside its quotations, sorted and without repeats.
fn runs(body: &str, quoted: &[Span]) -> Vec<u32> {
    let mut runs = Vec::new();
    let mut start = 0;
    let ends = quoted.iter().map(|span| (span.start, span.end)).chain([(body.len(), body.len())]);
    for (until, next) in ends {
        if let Some(prose) = body.get(start..until.max(start)) {
            let words = keys::words(prose).all;
            runs.extend(words.windows(RUN_WORDS).map(keys::hash_of_words));
        }
        start = next.max(start);
    }
    runs.retain(|run| run % SAMPLING == 0);
    runs.sort_unstable();
    runs.dedup();
    runs
}

/// The pairs of articles that share enough runs.
fn copying_pairs(runs: &[Vec<u32>], rank: &[usize]) -> Vec<(usize, usize)> {
    let mut entries: Vec<(u32, u32, u32)> = runs
        .par_iter()
        .enumerate()
        .flat_map_iter(|(article, own)| {
            own.iter().map(move |&run| (run, rank[article] as u32, article as u32))
        })
        .collect();
    entries.par_sort_unstable();
    // Each article is paired with the first that has the run and with the one before it, so a text
    // that hundreds print costs no more than its length.
    let mut pairs: Vec<(u32, u32)> = entries
        .chunk_by(|a, b| a.0 == b.0)
        .flat_map(|same| {
            let neighbours = same.windows(2).map(|two| (two[0].2, two[1].2));
            let with_first = same.iter().skip(2).map(|other| (same[0].2, other.2));
            neighbours.chain(with_first)
        })
        .collect();
    drop(entries);
    pairs.par_sort_unstable();
    pairs
        .chunk_by(|a, b| a == b)
        .map(|same| (same[0].0 as usize, same[0].1 as usize, same.len()))
        .filter(|&(a, b, shared)| {
            let shorter = runs[a].len().min(runs[b].len());
            shared >= LEAST_RUNS && shared as f32 >= LEAST_SHARE * shorter as f32
        })
        .map(|(a, b, _)| (a, b))
        .collect()
}

/// The agency that an article credits: in its dateline, "KESTER (Corvane Wire) -", or its byline.
fn credit(account: &Account) -> Option<String> {
    dateline_credit(account.body)
        .or_else(|| account.byline.filter(|byline| is_agency(byline)))
        .map(str::to_owned)
}

/// How far into an article a dateline may stand: front matter and a headline come before it.
const DATELINE_BYTES: usize = 1200;

/// The name in brackets before a dash.
fn dateline_credit(body: &str) -> Option<&str> {
    let end = (0..=DATELINE_BYTES.min(body.len())).rev().find(|&end| body.is_char_boundary(end))?;
    let head = &body[..end];
    head.match_indices('(').find_map(|(open, _)| {
        let (name, after) = head[open + 1..].split_once(')')?;
        let named = name.len() <= 40 && name.starts_with(char::is_uppercase) && !name.contains('\n');
        (named && after.trim_start().starts_with(['-', '–', '—'])).then_some(name)
    })
}

/// Last words of agencies' names.
const AGENCY_WORDS: &[&str] = &[
    "AAP",
    "AFP",
    "ANI",
    "ANSA",
    "AP",
    "Agency",
    "Bloomberg",
    "EFE",
    "Interfax",
    "Kyodo",
    "Newswire",
    "PA",
    "PTI",
    "Press",
    "Presse",
    "Reuters",
    "Service",
    "TASS",
    "UPI",
    "Wire",
    "Xinhua",
    "Yonhap",
    "dpa",
];

fn is_agency(byline: &str) -> bool {
    let last = byline.rsplit(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty());
    last.is_some_and(|last| AGENCY_WORDS.binary_search(&last).is_ok())
}
