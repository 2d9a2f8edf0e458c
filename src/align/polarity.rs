//! Words that turn a statement round.

use std::sync::OnceLock;

use super::spelling::{WordId, word_id};
use super::words::Word;

/// True for "not", "never", "no", "without" and their like.
pub fn is_negation(word: &Word) -> bool {
    static NEGATIONS: OnceLock<Vec<WordId>> = OnceLock::new();
    let negations = NEGATIONS.get_or_init(|| {
        let words = [
            "not", "no", "never", "none", "neither", "nor", "nobody", "nothing", "nowhere", "without",
            "hardly", "barely", "scarcely",
        ];
        let mut ids: Vec<WordId> = words.into_iter().map(word_id).collect();
        ids.sort_unstable();
        ids
    });
    negations.binary_search(&word.form).is_ok()
}
