//! A sentence with its known answers, and the same sentence in other capitals.

use crate::model::Shuffle;
use crate::syntax::forms::{Forms, canonical};
use crate::syntax::{Entity, Relation, Tag};

/// A sentence with its known answers; all lists are as long as `words`.
#[derive(Clone, Debug, Default)]
pub struct Sample {
    /// The words as they stand.
    pub words: Vec<String>,
    /// Their dictionary forms.
    pub lemmas: Vec<String>,
    /// Their parts of speech.
    pub tags: Vec<Tag>,
    /// Their classes of names and figures.
    pub entities: Vec<Entity>,
    /// Their heads, by place; the root's is the number of words.
    pub heads: Vec<usize>,
    /// Their relations.
    pub relations: Vec<Relation>,
}

impl Sample {
    /// The word as the text room would give it: quotation marks know whether they open or close.
    pub fn word(&self, place: usize) -> &str {
        match self.tags[place] {
            Tag::OPEN_QUOTE => "``",
            Tag::CLOSE_QUOTE => "''",
            _ => canonical(&self.words[place]),
        }
    }

    /// All words as the text room would give them.
    pub fn plain_words(&self) -> impl Iterator<Item = &str> {
        (0..self.words.len()).map(|place| self.word(place))
    }

    /// True when no two arcs cross.
    pub fn is_projective(&self) -> bool {
        self.heads.iter().enumerate().all(|(word, &head)| {
            let (low, high) = (word.min(head), word.max(head));
            (low + 1..high).all(|inner| (low..=high).contains(&self.heads[inner]))
        })
    }

    /// The words as the models see them, in other capitals once in a while, so that headlines and
    /// careless typing are known too.
    pub(super) fn forms(&self, chance: &mut Shuffle, forms: &mut Forms) {
        let change: fn(&str) -> String = match chance.below(24) {
            0 => |word| word.to_lowercase(),
            1 => |word| word.to_uppercase(),
            2 | 3 => capitalised,
            _ => return forms.read(self.plain_words()),
        };
        let words: Vec<String> = self.plain_words().map(change).collect();
        forms.read(words.iter().map(String::as_str));
    }
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    let small =
        matches!(word, "a" | "an" | "the" | "of" | "in" | "on" | "at" | "to" | "for" | "and" | "n't" | "'s");
    match letters.next() {
        Some(first) if !small => first.to_uppercase().chain(letters).collect(),
        _ => word.to_string(),
    }
}
