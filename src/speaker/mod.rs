//! From the attributions of one article to [`Speaker`]s: which mentions are one person or body;
//! and from the speakers of many articles to [`Identity`]s: which of them are the same.
//!
//! What comes in is the article's tokens, tags and entities, and where each source, cue and
//! content stands. What goes out names, for each attribution, the speaker, the mention that the
//! name rests on, the rule that decided, and how and through whom the words came out.
//!
//! The room abstains rather than guess: a surname that two people share, a pronoun with two
//! equally good antecedents, a description that fits nobody named keep their own words. It knows
//! no facts about the world: who held an office is what the article says.

mod across;
mod anaphors;
mod antecedents;
mod bodies;
mod casting;
mod chains;
mod company;
mod descriptions;
mod discourse;
mod entries;
mod feature_names;
mod features;
mod figures;
mod first_names;
mod kinds;
mod leanings;
mod lexicon;
mod looks;
mod matching;
mod mentions;
mod name_index;
mod names;
mod naming;
mod page;
mod ranker;
mod reading;
mod register;
mod resolution;
mod roles;
mod rows;
mod seats;
mod source;
mod source_map;
mod spelling;
mod surnames;
mod telling;
mod titles;
#[cfg(feature = "train")]
pub mod training;
mod unnamed;

pub use across::{Identity, across};
pub use entries::entries_met;
pub use matching::first_names_agree;
pub use register::{Entry, Register, RegisterError};
pub use resolution::{Cast, Channel, Resolution, RunnerUp, Speaker, SpeakerKind, Telling, UnnamedClass};

use crate::attribution::Attribution;
use crate::ingest::Article;
use crate::syntax::Syntax;
use crate::text::Document;
use figures::Figures;
use page::Page;

/// Says who the source of each attribution is.
pub fn resolve(
    article: &Article,
    document: &Document,
    syntax: &Syntax,
    attributions: &[Attribution],
) -> Cast {
    let page = Page::new(document, syntax);
    let figures = figures_of(&page);
    casting::cast(article, &page, &figures, attributions)
}

/// The people and bodies that an article names, with their roles.
fn figures_of(page: &Page) -> Figures {
    let mut names = names::find(page);
    surnames::add(page, &mut names);
    let mut figures = figures::gather(page, names);
    roles::assign(page, &mut figures);
    figures.company = bodies::main_company(&figures);
    figures
}

#[cfg(test)]
mod name_tests;
#[cfg(test)]
mod ranked_tests;
#[cfg(test)]
mod tests;
