//! What a trainer needs: the signs of all pairs that are worth a look.

pub use super::signs::{COUNT, Signs};

use super::proposed::{AT_ONCE, judged, proposed};
use crate::cluster::occasions::Occasions;
use crate::cluster::parts::{Account, Member};

/// The signs of each proposed pair of sentences; the sentences must stand by article and place. The
/// indices count in them.
pub fn examples(accounts: &[Account], sentences: &[Member]) -> Vec<((u32, u32), Signs)> {
    let all: Vec<&Member> = sentences.iter().collect();
    judged(AT_ONCE, accounts, &all, &proposed(&all), &Occasions::new(accounts), |signs| *signs)
}
