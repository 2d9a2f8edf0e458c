//! What a word is about, by WordNet's lexicographer files: a verb of communication or of motion, a
//! noun for a person or for a feeling.
//!
//! It lets the classifiers carry what they learnt of frequent words over to rare ones. The table
//! is made from WordNet 3.0 (see `MODEL.md` for its licence) by `whosaid-train senses`: for each
//! word the commonest sense as verb and as noun, sorted by the word's hash and read in place.

#[cfg(any(test, feature = "train"))]
use crate::model::hash_word;

use super::lexicon::Part;

static TABLE: &[u8] = include_bytes!("weights/senses.bin");

/// Bytes of one entry: the word's hash, its sense as verb, its sense as noun.
const ENTRY: usize = 6;

/// Stands for a word that WordNet does not have.
pub const UNKNOWN: u32 = 0;

/// The number of the lexicographer file of a word's commonest sense, from the hash of its lemma in
/// lower case; [`UNKNOWN`] when there is none for this part of speech.
pub fn sense(lemma: u32, part: Part) -> u32 {
    let (mut low, mut high) = (0, TABLE.len() / ENTRY);
    while low < high {
        let middle = (low + high) / 2;
        let entry = &TABLE[middle * ENTRY..(middle + 1) * ENTRY];
        let hash = u32::from_le_bytes([entry[0], entry[1], entry[2], entry[3]]);
        match hash.cmp(&lemma) {
            std::cmp::Ordering::Equal => return u32::from(entry[if part == Part::Verb { 4 } else { 5 }]),
            std::cmp::Ordering::Less => low = middle + 1,
            std::cmp::Ordering::Greater => high = middle,
        }
    }
    UNKNOWN
}

/// The bytes of a table of words with their senses as verb and as noun.
#[cfg(feature = "train")]
pub fn table<'w>(words: impl Iterator<Item = (&'w str, u8, u8)>) -> Vec<u8> {
    let mut entries: Vec<(u32, u8, u8)> =
        words.map(|(word, verb, noun)| (hash_word(word), verb, noun)).collect();
    entries.sort_unstable();
    entries.dedup_by_key(|entry| entry.0);
    entries
        .iter()
        .flat_map(|&(hash, verb, noun)| hash.to_le_bytes().into_iter().chain([verb, noun]))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_of_communication_share_a_sense() {
        let sense = |word| sense(hash_word(word), Part::Verb);
        assert_eq!(sense("say"), sense("grumble"));
        assert_ne!(sense("say"), sense("walk"));
        assert_eq!(sense("qwertz"), UNKNOWN);
    }
}
