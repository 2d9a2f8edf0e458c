//! The stems of the words of meaning in a text and how much each tells.
//!
//! The words around a statement are those around its neighbours too, so what a word comes to is
//! remembered. That follows from the word alone: what is remembered changes no result.

use std::cell::RefCell;

use super::lexicon::Lexicon;
use super::spelling::{self, WordId};

/// Shorter words around a statement tell nothing.
const SHORTEST_AROUND: usize = 4;

/// Words that are remembered on each thread; those of some paragraphs.
const SLOTS: usize = 2048;

/// Longer words are read anew each time.
const LONGEST: usize = 23;

/// The words of meaning around a statement, each once.
pub(super) fn surroundings(context: &str) -> Vec<(WordId, f32)> {
    stems_of(context.split(|letter: char| !letter.is_alphabetic()), SHORTEST_AROUND, context.len())
}

/// The stems of the words of meaning in a text and how much each tells, sorted, each once. Figures
/// count as words.
pub fn content_stems(text: &str) -> Vec<(WordId, f32)> {
    stems_of(text.split(|letter: char| !letter.is_alphanumeric()), 1, text.len())
}

fn stems_of<'t>(words: impl Iterator<Item = &'t str>, shortest: usize, bytes: usize) -> Vec<(WordId, f32)> {
    let lexicon = Lexicon::embedded();
    let mut stems: Vec<(WordId, f32)> = Vec::with_capacity(bytes / 10);
    MEMORY.with_borrow_mut(|memory| {
        let words = words.filter(|word| word.len() >= shortest.max(1));
        stems.extend(words.filter_map(|word| memory.stem(word, lexicon)));
    });
    stems.sort_unstable_by_key(|(stem, _)| *stem);
    stems.dedup_by_key(|(stem, _)| *stem);
    stems
}

/// A stem and its weight; none for a word without meaning of its own.
type Stem = Option<(WordId, f32)>;

thread_local! {
    static MEMORY: RefCell<Memory> = RefCell::default();
}

/// The words that were read last, each in the slot that its letters choose.
struct Memory {
    slots: Vec<Slot>,
    form: String,
}

/// A word of up to [`LONGEST`] bytes, and what it comes to. No word has no byte.
#[derive(Clone, Copy, Default)]
struct Slot {
    word: [u8; LONGEST],
    length: u8,
    stem: Stem,
}

impl Default for Memory {
    fn default() -> Self {
        Memory { slots: vec![Slot::default(); SLOTS], form: String::with_capacity(32) }
    }
}

impl Memory {
    fn stem(&mut self, word: &str, lexicon: &Lexicon) -> Stem {
        if word.len() > LONGEST {
            return read(word, &mut self.form, lexicon);
        }
        let slot = &mut self.slots[spelling::word_id(word) as usize % SLOTS];
        if slot.word[..usize::from(slot.length)] != *word.as_bytes() {
            slot.word[..word.len()].copy_from_slice(word.as_bytes());
            slot.length = word.len() as u8;
            slot.stem = read(word, &mut self.form, lexicon);
        }
        slot.stem
    }
}

fn read(word: &str, form: &mut String, lexicon: &Lexicon) -> Stem {
    form.clear();
    spelling::fold_into(word, form);
    if lexicon.is_function(spelling::word_id(form)) {
        return None;
    }
    spelling::stem(form, 0);
    let stem = spelling::word_id(form);
    Some((stem, lexicon.weight(lexicon.entry(stem))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_remembered_is_what_is_read() {
        let lexicon = Lexicon::embedded();
        let mut memory = Memory::default();
        // More words than slots, each seen again at once and after all others.
        let mut words: Vec<String> = (0..3 * SLOTS).map(|number| format!("tide{number}s")).collect();
        words.extend(
            ["Bridges", "bridges", "the", "Élysée", "harbourmasters-of-the-upper-quay", "s", "1,200"]
                .map(str::to_owned),
        );
        for word in words.iter().flat_map(|word| [word, word]).chain(&words) {
            assert_eq!(memory.stem(word, lexicon), read(word, &mut String::new(), lexicon), "{word}");
        }
        assert_eq!(memory.stem("the", lexicon), None);
    }

    #[test]
    fn words_of_meaning_once_and_sorted() {
        let stems = content_stems("The bridges and the bridge: 12 tides.");
        assert_eq!(stems.len(), 3);
        assert!(stems.is_sorted_by_key(|(stem, _)| *stem));
        assert_eq!(stems, content_stems("12 bridge tide"));
        assert_eq!(surroundings("The bridge 12 tides at sea"), content_stems("bridge tide"));
    }
}
