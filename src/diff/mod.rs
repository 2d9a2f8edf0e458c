//! Versions of an article, or two reports, set against each other: what came, went and was changed, and
//! what of it the later one admits.
//!
//! Articles that were read come in; [`History`]s go out, in which each version is set against the next.
//! Sentences are paired and words laid along each other as everywhere else in the program; time stamps,
//! counters, teasers and typography are no change, a number always is. The room does not ask whether a
//! change was right.
//!
//! | file | decides |
//! | --- | --- |
//! | `change` | nothing: the types |
//! | `series` | which articles are versions of one, in which order |
//! | `version`, `noise`, `notes`, `fresh` | what of a version is its prose, and what it says of its own changes |
//! | `exact`, `pairing` | which sentences answer which |
//! | `edits`, `values`, `speakers`, `wording` | which words, figures, dates and speakers differ in them |
//! | `stretch`, `wholes` | what that is: the changes |
//! | `admission`, `told`, `sorts`, `changed` | which note admits which change |
//! | `claims` | which claims and findings of two reports are new, gone or judged otherwise |
//! | `because` | the sentence that says what was changed |

mod admission;
mod because;
mod change;
mod changed;
pub mod claims;
mod edits;
mod exact;
mod fresh;
mod noise;
mod notes;
mod pairing;
mod series;
mod sorts;
mod speakers;
mod stretch;
mod told;
mod values;
mod version;
mod wholes;
mod wording;

use rayon::prelude::*;

use crate::audit::ArticleReading;
use crate::guard::{Fault, attempt};
use crate::ingest::Article;

pub use change::{Change, Edit, Element, Fate, Note, NoteKind, Passage, Revision};
pub use series::{Side, find as series};

use pairing::Group;
use version::Version;

/// The versions of one article, and what became of each.
#[derive(Clone, Debug, PartialEq)]
pub struct History {
    /// Indices of the versions, the earliest first; never empty.
    pub versions: Vec<usize>,
    /// What was changed from each version to the next.
    pub revisions: Vec<Revision>,
}

/// What came of comparing versions.
#[derive(Clone, Debug, Default)]
pub struct Compared {
    /// One for each article, in the order in which they came.
    pub histories: Vec<History>,
    /// Later versions that a fault of the program's own kept from being compared, by index.
    pub faults: Vec<(usize, Fault)>,
}

/// Finds the versions of each article and sets each against the next; a fault in one loses no other.
pub fn compare(articles: &[Article], readings: &[ArticleReading], sides: &[Side]) -> Compared {
    let mut compared = Compared::default();
    let series = series(articles, sides);
    let pairs: Vec<(usize, usize)> =
        series.iter().flat_map(|versions| versions.windows(2).map(|two| (two[0], two[1]))).collect();
    let mut revised = pairs
        .par_iter()
        .map(|(old, new)| {
            attempt(|| revision((&articles[*old], &readings[*old]), (&articles[*new], &readings[*new])))
        })
        .collect::<Vec<Result<Revision, Fault>>>()
        .into_iter();
    for versions in series {
        let revisions = versions.iter().skip(1).map(|index| match revised.next() {
            Some(Ok(revision)) => revision,
            Some(Err(fault)) => {
                compared.faults.push((*index, fault));
                Revision::default()
            }
            None => Revision::default(),
        });
        compared.histories.push(History { revisions: revisions.collect(), versions });
    }
    compared
}

/// Sets one version of an article against a later one.
pub fn revision(
    (old_article, old_reading): (&Article, &ArticleReading),
    (new_article, new_reading): (&Article, &ArticleReading),
) -> Revision {
    let (old, new) = (Version::new(old_article, old_reading), Version::new(new_article, new_reading));
    let groups = pairing::pair(&old, &new);
    let mut is_kept = vec![false; old.sentences.len()];
    for group in groups.iter().filter(|group| group.same) {
        is_kept[group.old.clone()].fill(true);
    }
    let is_changed = |group: &&(usize, &Group)| !group.1.old.is_empty() && !group.1.new.is_empty();
    let numbered: Vec<(usize, &Group)> = groups.iter().enumerate().collect();
    let mut found: Vec<(usize, Change)> = numbered
        .par_iter()
        .filter(is_changed)
        .flat_map_iter(|(place, group)| {
            stretch::changes(&old, &new, group, &is_kept).into_iter().map(|change| (*place, change))
        })
        .collect();
    found.extend(wholes::changes(&old, &new, &groups));
    found.sort_by_key(|(place, _)| *place);
    let mut changes: Vec<Change> = stretch::headline(&old, &new).into_iter().collect();
    changes.extend(found.into_iter().map(|(_, change)| change));
    let notes = fresh::find(&old, &new);
    admission::settle(&old, &new, &notes, &mut changes);
    Revision { notes, changes }
}
