//! Whether two statements, once aligned, are one utterance or one claim.

use super::Member;
use super::keys::{self, Words};

/// What an alignment says about two statements, weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Bond {
    /// Not the same claim.
    None,
    /// The same claim.
    Claim,
    /// One utterance, told twice.
    Utterance,
}

/// A unit made ready to be aligned.
pub(super) struct Ready {
    words: Words,
}

impl Ready {
    pub(super) fn new(text: &str, _member: &Member) -> Self {
        Ready { words: keys::words(text) }
    }

    /// How many words it has.
    pub(super) fn length(&self) -> usize {
        self.words.all.len()
    }
}

/// What the alignment of two units says.
pub(super) fn bond(a: &Ready, b: &Ready) -> Bond {
    let runs = |words: &Words| {
        let mut runs: Vec<(u32, u32)> = words.all.windows(2).map(|pair| (pair[0], pair[1])).collect();
        runs.sort_unstable();
        runs.dedup();
        runs
    };
    let (a, b) = (runs(&a.words), runs(&b.words));
    let shared = a.iter().filter(|run| b.binary_search(run).is_ok()).count();
    if shared >= 3 && shared as f32 >= 0.6 * a.len().min(b.len()) as f32 {
        Bond::Utterance
    } else {
        Bond::None
    }
}
