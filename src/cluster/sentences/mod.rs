//! Which sentences of several articles state one claim, in whatever voice.
//!
//! 1. Sentences that share rare keys are proposed (`candidates`, one level up).
//! 2. `rarity` weighs what the two of a pair share; `rivals` says how the pair stands among the other
//!    pairs of the two articles.
//! 3. `signs` puts this beside the alignment of their words; trained trees give the probability that
//!    they state one claim.
//! 4. `grouping` brings sentences together without chaining. A long sentence may state several claims,
//!    so it may be in several groups.

mod grouping;
mod proposed;
mod rarity;
mod rivals;
mod signs;
pub mod training;

use std::sync::OnceLock;

use super::candidates::Pair;
use super::occasions::Occasions;
use super::parts::{Account, Member};
use crate::model::Trees;

pub(super) use grouping::{FIRST_LINK, Group, Link, groups};
use proposed::{AT_ONCE, judged};
pub(super) use proposed::{MOST_DAYS, REACH, proposed};

fn embedded() -> &'static Trees {
    static TREES: OnceLock<Trees> = OnceLock::new();
    TREES.get_or_init(|| Trees::from_bytes(include_bytes!("../weights/sentences.bin")))
}

/// The links among the proposed pairs of sentences, which must stand in canonical order: by article and
/// place.
pub(super) fn links(
    accounts: &[Account],
    sentences: &[&Member],
    pairs: Vec<Pair>,
    occasions: &Occasions,
) -> Vec<Link> {
    let judged =
        judged(AT_ONCE, accounts, sentences, &pairs, occasions, |signs| embedded().probability(signs));
    // The links stand for them from here on, and there are many of them.
    drop(pairs);
    judged.into_iter().map(|(pair, probability)| Link { pair, probability }).collect()
}
