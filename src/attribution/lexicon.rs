//! The lexicon of cues: which words can report, of which class, and what content they take.
//!
//! The list stands in `lexicon.txt`. It does not decide what is a cue: it gives the classifier a
//! first idea, tells speech from thought, and lets a reason speak of a "verb of saying".

use std::sync::LazyLock;

use crate::model::WordMap;

/// What a cue word reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Class {
    /// Saying and writing.
    Say,
    /// Asking.
    Ask,
    /// Ordering and recommending.
    Order,
    /// Denying and refusing.
    Deny,
    /// Praising, blaming, supporting.
    Judge,
    /// What documents and findings show.
    Show,
    /// Thinking.
    Think,
    /// Knowing and learning.
    Know,
    /// Wanting.
    Want,
    /// Planning.
    Plan,
    /// Feeling.
    Feel,
    /// Ruling and permitting.
    Decide,
    /// Expecting.
    Expect,
}

impl Class {
    const ALL: [(&'static str, Class); 13] = [
        ("say", Class::Say),
        ("ask", Class::Ask),
        ("order", Class::Order),
        ("deny", Class::Deny),
        ("judge", Class::Judge),
        ("show", Class::Show),
        ("think", Class::Think),
        ("know", Class::Know),
        ("want", Class::Want),
        ("plan", Class::Plan),
        ("feel", Class::Feel),
        ("decide", Class::Decide),
        ("expect", Class::Expect),
    ];

    /// How a reason names the class.
    pub fn name(self) -> &'static str {
        match self {
            Class::Say => "saying",
            Class::Ask => "asking",
            Class::Order => "ordering or urging",
            Class::Deny => "denying or refusing",
            Class::Judge => "praising or blaming",
            Class::Show => "showing",
            Class::Think => "thinking",
            Class::Know => "knowing",
            Class::Want => "wanting",
            Class::Plan => "planning",
            Class::Feel => "feeling",
            Class::Decide => "deciding",
            Class::Expect => "expecting",
        }
    }

    /// True for classes that report words rather than thoughts.
    pub fn is_speech(self) -> bool {
        matches!(self, Class::Say | Class::Ask | Class::Order | Class::Deny | Class::Show)
    }
}

/// The part of speech under which a word is listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// Verbs.
    Verb,
    /// Nouns.
    Noun,
    /// Adjectives.
    Adjective,
    /// Prepositions and the like.
    Other,
}

/// What the lexicon says about one word as one part of speech.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    classes: u16,
    frames: u16,
}

impl Entry {
    /// The classes of the word, commonest sense first.
    pub fn classes(self) -> impl Iterator<Item = Class> {
        Class::ALL.iter().map(|&(_, class)| class).filter(move |&class| self.has(class))
    }

    /// True when the word has a sense of this class.
    pub fn has(self, class: Class) -> bool {
        self.classes & (1 << class as u16) != 0
    }

    /// True when the word takes the frame with this letter (see `lexicon.txt`).
    pub fn takes(self, frame: char) -> bool {
        self.frames & frame_bit(frame) != 0
    }

    /// All classes as one number, for a feature.
    pub fn class_bits(self) -> u64 {
        u64::from(self.classes)
    }
}

fn frame_bit(frame: char) -> u16 {
    "qctnlfaoip".find(frame).map_or(0, |place| 1 << place)
}

static ENTRIES: LazyLock<WordMap<(&'static str, Part), Entry>> =
    LazyLock::new(|| parse(include_str!("lexicon.txt")));

/// What the lexicon says about a lemma; none when it is not listed.
pub fn look_up(lemma: &str, part: Part) -> Option<Entry> {
    ENTRIES.get(&(lemma, part)).copied()
}

fn parse(source: &'static str) -> WordMap<(&'static str, Part), Entry> {
    let mut entries: WordMap<_, Entry> = WordMap::default();
    let mut group = None;
    for line in source.lines().filter(|line| !line.starts_with('#')) {
        if let Some(head) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            group = header(head);
        } else if let Some((part, add)) = group {
            for word in line.split_whitespace() {
                let entry = entries.entry((word, part)).or_default();
                entry.classes |= add.classes;
                entry.frames |= add.frames;
            }
        }
    }
    entries
}

fn header(line: &str) -> Option<(Part, Entry)> {
    let mut words = line.split_whitespace();
    let part = match words.next()? {
        "verb" => Part::Verb,
        "noun" => Part::Noun,
        "adjective" => Part::Adjective,
        _ => Part::Other,
    };
    let name = words.next()?;
    let &(_, class) = Class::ALL.iter().find(|&&(known, _)| known == name)?;
    let frames = words.flat_map(str::chars).map(frame_bit).fold(0, |all, bit| all | bit);
    Some((part, Entry { classes: 1 << class as u16, frames }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_may_have_several_classes() {
        let entry = look_up("promise", Part::Verb).unwrap();
        assert!(entry.has(Class::Say) && entry.has(Class::Plan));
        assert!(entry.takes('q') && entry.takes('t'));
        assert_eq!(look_up("promise", Part::Noun).unwrap().classes().next(), Some(Class::Say));
    }

    #[test]
    fn every_group_has_a_known_head() {
        for line in include_str!("lexicon.txt").lines().filter(|line| line.starts_with('[')) {
            assert!(header(line.trim_matches(['[', ']'])).is_some(), "{line}");
        }
    }
}
