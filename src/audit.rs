//! The whole job: every room in its order, over all articles.
//!
//! Articles go in; what was found in each, and the claims that they share, come out. Nothing is
//! decided here: this is the order of the rooms, the threads, and who owns what between them.

use rayon::prelude::*;

use crate::attribution::{self, Attribution, Scope};
use crate::cluster::{Cluster, Origin, Part};
use crate::compare::{Finding, Verdict};
use crate::ingest::Article;
use crate::place::Span;
use crate::speaker::{self, Cast};
use crate::{syntax, text};

/// What a run is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The widest scope of attribution that is kept.
    pub scope: Scope,
}

impl Default for Settings {
    fn default() -> Self {
        Settings { scope: Scope::Speech }
    }
}

/// Everything found in one article.
#[derive(Clone, Debug, Default)]
pub struct ArticleReading {
    /// The attributions, in the order of the text.
    pub attributions: Vec<Attribution>,
    /// Who they are by.
    pub cast: Cast,
    /// The paragraphs, so that words can be shown where they stand.
    pub paragraphs: Vec<Span>,
    /// The sentences, so that words can be shown where they stand.
    pub sentences: Vec<Span>,
}

/// One attribution among those of all articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Telling {
    /// Index of the article.
    pub article: usize,
    /// Index of the attribution in the article's reading.
    pub attribution: usize,
}

/// Attributions of one claim, compared.
#[derive(Clone, Debug)]
pub struct Claim {
    /// Its members; the indices count in [`Audit::tellings`].
    pub cluster: Cluster,
    /// What differs: two indices into the cluster's members, and the difference between them.
    pub findings: Vec<(usize, usize, Finding)>,
    /// What it comes to.
    pub verdict: Verdict,
}

/// Everything found in all articles.
#[derive(Clone, Debug, Default)]
pub struct Audit {
    /// One reading for each article, in the order given.
    pub readings: Vec<ArticleReading>,
    /// Every attribution of every article, in order.
    pub tellings: Vec<Telling>,
    /// What they claim; each telling is in exactly one.
    pub claims: Vec<Claim>,
}

/// Reads all articles and compares them.
pub fn audit(articles: &[Article], settings: Settings) -> Audit {
    let readings: Vec<ArticleReading> = articles.par_iter().map(|article| read(article, settings)).collect();
    let tellings = tellings(&readings);
    let claims = claims(&tellings);
    Audit { readings, tellings, claims }
}

/// Reads one article.
pub fn read(article: &Article, settings: Settings) -> ArticleReading {
    let document = text::read(article);
    let syntax = syntax::analyse(&document);
    let attributions = within(settings.scope, attribution::find(&document, &syntax));
    let cast = speaker::resolve(article, &document, &syntax, &attributions);
    ArticleReading {
        attributions,
        cast,
        paragraphs: document.paragraphs.iter().map(|paragraph| paragraph.span).collect(),
        sentences: document.sentences.iter().map(|sentence| sentence.span).collect(),
    }
}

/// Keeps what lies in the scope. What was nested in an attribution outside the scope is nested in
/// that one's own surroundings then, or stands alone.
fn within(scope: Scope, found: Vec<Attribution>) -> Vec<Attribution> {
    let mut kept_as = vec![None; found.len()];
    let mut kept = 0;
    for (index, attribution) in found.iter().enumerate() {
        if attribution.scope <= scope {
            kept_as[index] = Some(kept);
            kept += 1;
        }
    }
    let outer: Vec<Option<usize>> = found.iter().map(|attribution| attribution.nested_in).collect();
    found
        .into_iter()
        .filter(|attribution| attribution.scope <= scope)
        .map(|attribution| {
            let nested_in = nearest_kept(attribution.nested_in, &outer, &kept_as);
            Attribution { nested_in, ..attribution }
        })
        .collect()
}

/// The new index of the nearest surrounding attribution that was kept.
fn nearest_kept(
    mut index: Option<usize>,
    outer: &[Option<usize>],
    kept_as: &[Option<usize>],
) -> Option<usize> {
    // Each step goes outwards, so there are at most as many as there are attributions.
    for _ in 0..outer.len() {
        let here = index?;
        if kept_as[here].is_some() {
            return kept_as[here];
        }
        index = outer[here];
    }
    None
}

fn tellings(readings: &[ArticleReading]) -> Vec<Telling> {
    readings
        .iter()
        .enumerate()
        .flat_map(|(article, reading)| {
            (0..reading.attributions.len()).map(move |attribution| Telling { article, attribution })
        })
        .collect()
}

/// Until the rooms that compare are in place, each telling is a claim of its own.
fn claims(tellings: &[Telling]) -> Vec<Claim> {
    (0..tellings.len())
        .map(|telling| Claim {
            cluster: Cluster {
                members: vec![Part { member: telling, stretches: 0..usize::MAX, origin: 0 }],
                claim: 0,
                origins: vec![Origin { articles: vec![tellings[telling].article], credit: None }],
                matches: Vec::new(),
            },
            findings: Vec::new(),
            verdict: Verdict::Single,
        })
        .collect()
}
