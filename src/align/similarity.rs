//! How alike two statements are in meaning.

use super::alignment::Alignment;
use super::prepared::Prepared;

/// The likeness of two aligned statements, 0..1.
pub(super) fn similarity(_a: &Prepared, _b: &Prepared, alignment: &Alignment) -> f32 {
    let (first, second) = (alignment.containment_a, alignment.containment_b);
    if first + second > 0.0 { 2.0 * first * second / (first + second) } else { 0.0 }
}
