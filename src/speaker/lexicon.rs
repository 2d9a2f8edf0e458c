//! What a word by itself tells about who is meant: that it is a title, a word for a person or a
//! body, a place, a month.
//!
//! The lists stand in `lexicon.txt`. They hold words of the language and lasting names of places,
//! never who holds an office.

use std::sync::LazyLock;

use crate::model::WordMap;

/// Everything the lexicon says of one word, as a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Traits(u32);

/// One thing that the lexicon says of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trait {
    /// Stands before a name: "Mayor", "Sen.".
    Title,
    /// Stands before a title: "former", "vice".
    Rank,
    /// Says that the person is a man.
    Male,
    /// Says that the person is a woman.
    Female,
    /// A common noun for one person.
    Person,
    /// A word for several people that has no plural ending.
    Collective,
    /// A common noun for a body, also as a part of its name.
    Body,
    /// A common noun for something written, filmed or counted.
    Document,
    /// A word of kinship.
    Relative,
    /// Somebody in office.
    Official,
    /// Somebody who runs or owns a company.
    Executive,
    /// Somebody who speaks from knowledge.
    Expert,
    /// Somebody who was there.
    Witness,
    /// Somebody close to the matter.
    Close,
    /// Somebody for or against.
    Critic,
    /// A country, state or large city.
    Place,
    /// An adjective of nation, party or faith.
    Nationality,
    /// A people or party in the plural.
    People,
    /// A day or month.
    Time,
    /// A small word inside a family name.
    Particle,
    /// A word that is no name although it stands first in a sentence.
    Function,
    /// What a minister or secretary is in charge of.
    Portfolio,
    /// A family name of languages that put it first.
    SurnameFirst,
    /// A newspaper, station or agency, or a word in the name of one.
    Outlet,
    /// A network where people publish for themselves, and what they do there.
    Social,
}

const SECTIONS: [(&str, Trait); 25] = [
    ("title", Trait::Title),
    ("rank", Trait::Rank),
    ("male", Trait::Male),
    ("female", Trait::Female),
    ("person", Trait::Person),
    ("collective", Trait::Collective),
    ("body", Trait::Body),
    ("document", Trait::Document),
    ("relative", Trait::Relative),
    ("official", Trait::Official),
    ("executive", Trait::Executive),
    ("expert", Trait::Expert),
    ("witness", Trait::Witness),
    ("close", Trait::Close),
    ("critic", Trait::Critic),
    ("place", Trait::Place),
    ("nationality", Trait::Nationality),
    ("people", Trait::People),
    ("time", Trait::Time),
    ("particle", Trait::Particle),
    ("function", Trait::Function),
    ("portfolio", Trait::Portfolio),
    ("surname-first", Trait::SurnameFirst),
    ("outlet", Trait::Outlet),
    ("social", Trait::Social),
];

static WORDS: LazyLock<WordMap<&'static str, Traits>> = LazyLock::new(read);

impl Traits {
    /// True when the word has this trait.
    pub(super) fn has(self, one: Trait) -> bool {
        self.0 & (1 << one as u32) != 0
    }

    /// True when the word has one of these traits.
    pub(super) fn has_any(self, some: &[Trait]) -> bool {
        some.iter().any(|&one| self.has(one))
    }

    fn with(self, one: Trait) -> Self {
        Traits(self.0 | 1 << one as u32)
    }
}

/// Looks up a word in lower case; a final full stop does not matter.
pub(super) fn traits(lower: &str) -> Traits {
    let bare = lower.strip_suffix('.').unwrap_or(lower);
    WORDS.get(bare).copied().unwrap_or_default()
}

/// The singular of a common noun in lower case, where the lexicon knows it.
pub(super) fn singular(lower: &str) -> Option<String> {
    if let Some(stem) = lower.strip_suffix("men") {
        return known(format!("{stem}man"));
    }
    if let Some(stem) = lower.strip_suffix("ies") {
        return known(format!("{stem}y"));
    }
    if lower == "wives" {
        return Some("wife".to_owned());
    }
    let stem = lower.strip_suffix('s').filter(|stem| !stem.ends_with('s'))?;
    known(stem.to_owned()).or_else(|| stem.strip_suffix('e').and_then(|stem| known(stem.to_owned())))
}

fn known(word: String) -> Option<String> {
    const NOUNS: [Trait; 3] = [Trait::Person, Trait::Body, Trait::Document];
    (traits(&word).has_any(&NOUNS)
        || traits(&word).has_any(&[Trait::Relative, Trait::Witness, Trait::Critic]))
    .then_some(word)
}

fn read() -> WordMap<&'static str, Traits> {
    let mut words: WordMap<&'static str, Traits> = WordMap::default();
    let mut section = None;
    for line in include_str!("lexicon.txt").lines().filter(|line| !line.starts_with('#')) {
        if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            section = SECTIONS.iter().find(|(known, _)| *known == name).map(|&(_, one)| one);
            continue;
        }
        let Some(one) = section else { continue };
        for word in line.split_whitespace() {
            let entry = words.entry(word).or_default();
            *entry = entry.with(one);
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_section_of_the_file_is_known_and_filled() {
        for (name, one) in SECTIONS {
            assert!(include_str!("lexicon.txt").contains(&format!("[{name}]")), "{name}");
            assert!(WORDS.values().any(|traits| traits.has(one)), "{name} is empty");
        }
    }

    #[test]
    fn plurals_find_their_singular() {
        for (plural, one) in [("officials", "official"), ("spokesmen", "spokesman"), ("agencies", "agency")] {
            assert_eq!(singular(plural).as_deref(), Some(one));
        }
        assert_eq!(singular("press"), None);
    }
}
