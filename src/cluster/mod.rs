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
//! `layout` has the order of these steps. `spread` has the first ones apart, for articles that lie on many
//! machines.
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
mod layout;
mod membership;
mod nesting;
mod occasions;
mod parts;
mod repeats;
pub mod sentences;
pub mod spread;
mod units;

pub use parts::{Account, Cluster, Member, Origin, Part};

pub(crate) use copies::copies_of;
use layout::Layout;

/// Brings together the members that tell one claim.
///
/// A content whose sentences tell several claims is in several clusters, and so is a sentence that
/// states several. A content that nothing answers is in a cluster of its own; such a sentence is in
/// none. The clusters stand in the canonical order of their first members.
pub fn group(accounts: &[Account], members: &[Member]) -> Vec<Cluster> {
    let layout = Layout::new(accounts, members);
    let proposals = layout.proposals();
    layout.clusters(proposals)
}
