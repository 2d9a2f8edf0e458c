//! What several detectors measure.

use std::ops::Range;

/// How many words of the other side are weighed for one without an answer. No statement in the news has
/// so many names or figures that the other lacks.
pub(super) const MOST_RIVALS: usize = 64;

/// A number for what holds or does not.
pub(super) fn yes(holds: bool) -> f32 {
    f32::from(u8::from(holds))
}

/// How many words lie between a window and a word outside of it.
pub(super) fn away(window: &Range<usize>, word: usize) -> f32 {
    window.start.saturating_sub(word).max((word + 1).saturating_sub(window.end)) as f32
}
