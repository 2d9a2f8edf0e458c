//! Which entry of the user's register a name or description belongs to.

use std::collections::{BTreeSet, HashMap};

use super::spelling;
use super::{Cast, Register, Speaker, SpeakerKind};

/// Only like is compared with like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sort {
    Person,
    Body,
    Group,
}

/// The entries of a register that name somebody in an article, as indices in order.
pub fn entries_met(cast: &Cast, register: &Register) -> BTreeSet<usize> {
    let entries = Entries::new(register);
    cast.speakers.iter().filter_map(|speaker| entries.owner(&speaker.name)).collect()
}

/// Names of the register, for look-up.
pub(super) struct Entries {
    owners: HashMap<String, usize>,
    barred: HashMap<String, Vec<usize>>,
}

impl Entries {
    pub(super) fn new(register: &Register) -> Self {
        let mut owners = HashMap::new();
        let mut barred: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, entry) in register.entries.iter().enumerate() {
            for name in std::iter::once(&entry.name).chain(&entry.aliases) {
                owners.insert(key_of(name), index);
            }
            for name in &entry.not {
                barred.entry(spelling::words(name).join(" ")).or_default().push(index);
            }
        }
        Entries { owners, barred }
    }

    pub(super) fn owner(&self, name: &str) -> Option<usize> {
        self.owners.get(&key_of(name)).copied()
    }

    /// What a speaker is that the article does not name and the register does: "the mayor of Dunmere".
    pub(super) fn sort_of(&self, speaker: &Speaker) -> Option<Sort> {
        self.owner(&speaker.name)?;
        Some(match speaker.kind {
            SpeakerKind::UnnamedPerson => Sort::Person,
            SpeakerKind::UnnamedGroup => Sort::Group,
            _ => Sort::Body,
        })
    }

    pub(super) fn barred(&self, name: &str) -> Vec<usize> {
        self.barred.get(&spelling::words(name).join(" ")).cloned().unwrap_or_default()
    }
}

/// A name or description as the register is looked up by: without a leading article.
fn key_of(name: &str) -> String {
    let words = spelling::words(name);
    let article = words.len() > 1 && matches!(words[0].as_str(), "the" | "a" | "an");
    words[usize::from(article)..].join(" ")
}
