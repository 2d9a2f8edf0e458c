//! How alike two statements are in meaning.

use std::sync::OnceLock;

use super::features::Values;
use super::trees::Trees;

/// The likeness of two aligned statements, 0..1, from what was counted of their alignment.
pub(super) fn similarity(values: &Values) -> f32 {
    static TREES: OnceLock<Trees> = OnceLock::new();
    let trees = TREES.get_or_init(|| Trees::from_bytes(include_bytes!("weights/similarity.bin")));
    trees.score(values).clamp(0.0, 1.0)
}
