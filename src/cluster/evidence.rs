//! Whether two units, once aligned, are one utterance or one claim.
//!
//! The alignment judges how two statements belong together. What is asked in addition here keeps
//! groups clean: an utterance shows by words in a row, as a long statement answers the few words of
//! a short one somewhere by chance.

use crate::align::{self, Alignment, Prepared, Relation, Statement};

use super::Member;
use super::units::Unit;

/// What an alignment says about two statements, weakest first; the number says how firm it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Bond {
    /// Not the same claim.
    None,
    /// The same claim.
    Claim(u16),
    /// One utterance, told twice.
    Utterance(u16),
}

/// A unit made ready to be aligned.
pub(super) struct Ready<'a>(Prepared<'a>);

impl<'a> Ready<'a> {
    pub(super) fn new(unit: &Unit<'a>, member: &Member<'a>) -> Self {
        Ready(Prepared::new(&Statement { text: unit.text, ..member.statement }))
    }

    /// How many words it has.
    pub(super) fn length(&self) -> usize {
        self.0.words.len()
    }
}

/// Words in a row that show an utterance in statements of any length.
const WORDS_IN_A_ROW: usize = 4;

/// The share of the shorter statement that stands in a row, where that is fewer words.
const SHARE_IN_A_ROW: f32 = 0.6;

/// The similarity above which words in a row are not asked for.
const NEAR: f32 = 0.6;

/// What the alignment of two units says.
pub(super) fn bond(a: &Ready, b: &Ready) -> Bond {
    let alignment = align::align(&a.0, &b.0);
    let row = longest_row(&alignment);
    let row_share = row as f32 / a.length().min(b.length()).max(1) as f32;
    let contained = alignment.containment_a.max(alignment.containment_b);
    let firmness = (1000.0 * (alignment.similarity + contained + row_share)) as u16;
    match alignment.relation {
        Relation::SameUtterance
            if alignment.similarity >= NEAR || row >= WORDS_IN_A_ROW || row_share >= SHARE_IN_A_ROW =>
        {
            Bond::Utterance(firmness)
        }
        Relation::SameClaim => Bond::Claim(firmness),
        _ => Bond::None,
    }
}

/// The most words that answer each other in a row.
fn longest_row(alignment: &Alignment) -> usize {
    let mut longest = 0;
    let mut length = 0;
    let mut last = None;
    for pair in &alignment.pairs {
        let follows = last.is_some_and(|(a, b)| (pair.a, pair.b) == (a + 1, b + 1));
        length = if follows { length + 1 } else { 1 };
        longest = longest.max(length);
        last = Some((pair.a, pair.b));
    }
    longest
}
