//! Maps by words: tables of known words that are asked about every word of a text.
//!
//! The hash is quick and the same in every run. Nobody from outside chooses the keys, so it need not
//! withstand keys that are made to collide.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::features::mix;

/// A map from words, or from words together with small codes.
pub type WordMap<Word, Value> = HashMap<Word, Value, BuildHasherDefault<WordHasher>>;

/// Mixes eight letters at a time.
#[derive(Clone, Copy, Debug, Default)]
pub struct WordHasher {
    state: u64,
}

impl Hasher for WordHasher {
    fn write(&mut self, bytes: &[u8]) {
        let (blocks, rest) = bytes.as_chunks::<8>();
        for &block in blocks {
            self.write_u64(u64::from_le_bytes(block));
        }
        let mut last = [0; 8];
        last[..rest.len()].copy_from_slice(rest);
        self.write_u64(u64::from_le_bytes(last));
    }

    fn write_u8(&mut self, code: u8) {
        self.write_u64(u64::from(code));
    }

    fn write_u32(&mut self, code: u32) {
        self.write_u64(u64::from(code));
    }

    fn write_u64(&mut self, block: u64) {
        self.state = mix(self.state, block);
    }

    fn write_usize(&mut self, code: usize) {
        self.write_u64(code as u64);
    }

    fn finish(&self) -> u64 {
        mix(self.state, self.state >> 29)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_again_and_others_are_not() {
        let words = ["", "a", "say", "spokeswoman", "spokeswomen", "12345678", "123456789"];
        let map: WordMap<&str, usize> = words.iter().enumerate().map(|(at, word)| (*word, at)).collect();
        for (at, word) in words.iter().enumerate() {
            assert_eq!(map.get(word), Some(&at));
        }
        assert_eq!(map.get("spokesman"), None);
    }
}
