//! Common words that have one tag only. They are tagged without asking the model, which saves half
//! of its work.

use std::sync::LazyLock;

use super::Tag;
use super::forms::Forms;
use crate::model::WordMap;

/// One word a line: its letters without capitals, its tag.
pub const WORDS: &str = include_str!("weights/plain_words.tsv");

static EMBEDDED: LazyLock<PlainWords> = LazyLock::new(|| PlainWords::new(WORDS));

/// The words in the binary.
pub fn embedded() -> &'static PlainWords {
    &EMBEDDED
}

/// Tags by the hash of the word.
#[derive(Clone, Debug, Default)]
pub struct PlainWords {
    tags: WordMap<u32, Tag>,
}

impl PlainWords {
    /// Takes words from text; lines that are none are passed over.
    pub fn new(text: &str) -> Self {
        let mut forms = Forms::default();
        let tags = text.lines().filter_map(|line| {
            let (word, tag) = line.split_once('\t')?;
            forms.read(std::iter::once(word));
            Some((forms.near(0, 0).word, Tag::named(tag)?))
        });
        PlainWords { tags: tags.collect() }
    }

    /// The tag of a word that has one only.
    #[inline]
    pub fn tag(&self, word: u32) -> Option<Tag> {
        self.tags.get(&word).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_whatever_their_capitals() {
        let words = PlainWords::new("the\tDT\nno line\n``\t``\n");
        let mut forms = Forms::default();
        forms.read(["The", "“", "bridge"].into_iter());
        let tags: Vec<Option<Tag>> = forms.words().iter().map(|form| words.tag(form.word)).collect();
        assert_eq!(tags, [Some(Tag::DT), Some(Tag::OPEN_QUOTE), None]);
    }
}
