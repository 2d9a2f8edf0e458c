//! Finds the common words that have one tag only.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::Sample;
use crate::syntax::Tag;

/// A word must occur this often.
const LEAST: usize = 100;
/// At most one occurrence in so many may have another tag.
const SELDOM: usize = 500;

/// Writes the words down, one a line. Nouns and adjectives are left to the model: in other articles they
/// may be verbs and names.
pub fn find_plain_words(samples: &[Sample]) -> String {
    let mut counts: BTreeMap<String, BTreeMap<Tag, usize>> = BTreeMap::new();
    for sample in samples {
        for (word, &tag) in sample.plain_words().zip(&sample.tags) {
            *counts.entry(word.to_lowercase()).or_default().entry(tag).or_default() += 1;
        }
    }
    let mut text = String::new();
    for (word, tags) in counts {
        let all: usize = tags.values().sum();
        if let Some((tag, &most)) = tags.iter().max_by_key(|(_, count)| **count)
            && all >= LEAST
            && (all - most) * SELDOM <= all
            && !tag.is_noun()
            && !tag.is_adjective()
            && !word.contains(|letter: char| letter.is_ascii_digit())
        {
            let _ = writeln!(text, "{word}\t{tag}");
        }
    }
    text
}
