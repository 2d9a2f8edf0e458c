//! From templates and values to feature hashes.
//!
//! A feature is a template (which question is asked) with the values that answer it. Both are
//! mixed into 32 bits; a model keeps as many of the low bits as its table has places. Nothing is
//! stored beside the hash, so two features may share a place: the tables are large enough that
//! this costs little.

/// A buffer of hashed features, reused from one call to the next.
#[derive(Clone, Debug, Default)]
pub struct Features {
    hashes: Vec<u32>,
}

impl Features {
    /// An empty buffer, with room for as many features as a candidate mostly has.
    pub fn new() -> Self {
        Features { hashes: Vec::with_capacity(128) }
    }

    /// Forgets all features and keeps the memory.
    pub fn clear(&mut self) {
        self.hashes.clear();
    }

    /// Adds the feature of a template and its values.
    ///
    /// Templates of one model must have different numbers; values are small codes or the results
    /// of [`hash_word`].
    ///
    /// ```
    /// use whosaid::model::{Features, hash_word};
    /// let mut features = Features::new();
    /// features.add(0, [hash_word("said")]);
    /// features.add(1, [hash_word("said"), 7]);
    /// assert_eq!(features.hashes().len(), 2);
    /// ```
    #[inline]
    pub fn add<const COUNT: usize>(&mut self, template: u32, values: [u32; COUNT]) {
        self.hashes.push(feature(template, values));
    }

    /// The features in the order in which they were added.
    pub fn hashes(&self) -> &[u32] {
        &self.hashes
    }
}

const SEED: u64 = 0x9E37_79B9_7F4A_7C15;
const FACTOR: u64 = 0xF135_7AEA_2E62_A9C5;

/// Mixes a template's number and its values into one hash whose bits are all usable.
#[inline]
pub fn feature<const COUNT: usize>(template: u32, values: [u32; COUNT]) -> u32 {
    let mut state = (u64::from(template) ^ SEED).wrapping_mul(FACTOR);
    for value in values {
        state = mix(state, u64::from(value));
    }
    (state ^ (state >> 29)).wrapping_mul(FACTOR).rotate_left(32) as u32
}

/// Mixes one more value into a hash.
#[inline]
pub(super) fn mix(state: u64, value: u64) -> u64 {
    (state.rotate_left(29) ^ value).wrapping_mul(FACTOR)
}

/// Hashes the letters of a word as they stand.
#[inline]
pub fn hash_word(word: &str) -> u32 {
    let mut state = SEED;
    let mut chunks = word.as_bytes().chunks_exact(8);
    for chunk in &mut chunks {
        let mut block = [0; 8];
        block.copy_from_slice(chunk);
        state = mix(state, u64::from_le_bytes(block));
    }
    let mut block = [0; 8];
    let rest = chunks.remainder();
    block[..rest.len()].copy_from_slice(rest);
    let last = u64::from_le_bytes(block) ^ ((word.len() as u64) << 56);
    state = mix(state, last);
    (state >> 32) as u32
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn template_value_and_order_all_count() {
        let mut features = Features::new();
        features.add(1, [2, 3]);
        features.add(1, [3, 2]);
        features.add(2, [1, 3]);
        features.add(1, [2]);
        features.add(1, [2, 0]);
        let distinct: HashSet<u32> = features.hashes().iter().copied().collect();
        assert_eq!(distinct.len(), 5);
    }

    #[test]
    fn low_bits_spread_evenly() {
        let mut features = Features::new();
        for value in 0..4096 {
            features.add(7, [value]);
        }
        let places: HashSet<u32> = features.hashes().iter().map(|hash| hash & 4095).collect();
        // Random hashing fills 63 percent of as many places.
        assert!((2450..2720).contains(&places.len()), "{} places", places.len());
    }

    #[test]
    fn words_of_every_length_differ() {
        let words = ["", "a", "aa", "a\0", "12345678", "123456789", "12345678\0", "naïve", "naive"];
        let hashes: HashSet<u32> = words.iter().map(|word| hash_word(word)).collect();
        assert_eq!(hashes.len(), words.len());
    }
}
