//! What is known of words before any text is read: how rare they are, which mean the same, which
//! mean the opposite, which only hold a sentence together.
//!
//! The tables are embedded. `tables/lexicon.tsv` is derived from WordNet 3.0 and from word counts
//! (see `tables/NOTICE`); the other tables were written for the project.

use std::sync::OnceLock;

use super::spelling::{self, WordId, word_id};

/// A word's place in the lexicon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EntryId(u32);

impl EntryId {
    /// The place of a word that the lexicon does not have.
    pub const NONE: EntryId = EntryId(u32::MAX);
}

/// How two words are related.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kinship {
    /// Nothing known.
    None,
    /// One is a kind of the other, or derived from it.
    Related,
    /// They mean the same in one of their senses.
    Synonym,
}

/// The weight of a word that was never counted.
const UNSEEN: f32 = 9.0;

/// The tables, ready to be asked.
#[derive(Debug)]
pub struct Lexicon {
    /// Open addressing by stem: the stem and its entry.
    slots: Vec<(WordId, u32)>,
    entries: Vec<Entry>,
    groups: Vec<u32>,
    /// Pairs of opposite stems, both ways, sorted.
    opposites: Vec<(WordId, WordId)>,
    /// Forms that hold a sentence together, sorted.
    functions: Vec<WordId>,
    /// First words of numbers and dates, sorted.
    value_words: Vec<WordId>,
    /// Words that may stand before a number or a date and belong to it, sorted.
    leaders: Vec<WordId>,
    /// Phrases that are written as one word, by their first stem.
    phrases: Vec<Phrase>,
    /// The first stems of the phrases, sorted: most words begin none.
    phrase_starts: Vec<WordId>,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    weight: f32,
    /// Where its groups begin; the narrow ones come first.
    groups: u32,
    narrow: u16,
    wide: u16,
    /// One bit for each group modulo 64: no common bit, no kinship.
    signature: u64,
}

/// Several words that stand for one name or term.
#[derive(Clone, Debug)]
pub struct Phrase {
    /// Their stems.
    pub stems: Vec<WordId>,
    /// The stem that they are compared by.
    pub meaning: WordId,
}

impl Lexicon {
    /// The tables in the binary; built at the first call.
    pub fn embedded() -> &'static Lexicon {
        static LEXICON: OnceLock<Lexicon> = OnceLock::new();
        LEXICON.get_or_init(|| {
            Tables {
                words: include_str!("tables/lexicon.tsv"),
                synonyms: include_str!("tables/synonyms.txt"),
                opposites: &[
                    include_str!("tables/opposites.txt"),
                    include_str!("tables/wordnet_opposites.txt"),
                ],
                functions: include_str!("tables/function_words.txt"),
                phrases: include_str!("tables/phrases.txt"),
            }
            .build()
        })
    }

    /// The place of a stem.
    pub fn entry(&self, stem: WordId) -> EntryId {
        let mask = self.slots.len() - 1;
        let mut slot = stem as usize & mask;
        while self.slots[slot].1 != u32::MAX {
            if self.slots[slot].0 == stem {
                return EntryId(self.slots[slot].1);
            }
            slot = (slot + 1) & mask;
        }
        EntryId::NONE
    }

    /// How much a word tells.
    pub fn weight(&self, entry: EntryId) -> f32 {
        self.entries.get(entry.0 as usize).map_or(UNSEEN, |found| found.weight)
    }

    /// True for words that hold a sentence together.
    pub fn is_function(&self, form: WordId) -> bool {
        self.functions.binary_search(&form).is_ok()
    }

    /// True when a number or a date may begin at the start of the text.
    pub fn may_begin_value(&self, text: &str) -> bool {
        let mut words = text
            .split(|letter: char| !letter.is_alphanumeric() && !"$£€¥".contains(letter))
            .filter(|word| !word.is_empty());
        let first = words.next().unwrap_or("");
        if self.begins_value(first) {
            return true;
        }
        self.leads_value(first) && words.take(3).any(|word| self.begins_value(word))
    }

    fn begins_value(&self, word: &str) -> bool {
        word.starts_with(|letter: char| letter.is_ascii_digit() || "$£€¥".contains(letter))
            || small_letters(word, |small| self.value_words.binary_search(&word_id(small)).is_ok())
    }

    fn leads_value(&self, word: &str) -> bool {
        small_letters(word, |small| self.leaders.binary_search(&word_id(small)).is_ok())
    }

    /// How two words are related by meaning.
    pub fn kinship(&self, first: EntryId, second: EntryId) -> Kinship {
        let (Some(first), Some(second)) =
            (self.entries.get(first.0 as usize), self.entries.get(second.0 as usize))
        else {
            return Kinship::None;
        };
        if first.signature & second.signature == 0 {
            return Kinship::None;
        }
        if meet(self.narrow(first), self.narrow(second)) {
            return Kinship::Synonym;
        }
        if meet(self.narrow(first), self.wide(second)) || meet(self.wide(first), self.narrow(second)) {
            return Kinship::Related;
        }
        Kinship::None
    }

    /// True when the two stems mean the opposite.
    pub fn opposite(&self, first: WordId, second: WordId) -> bool {
        self.opposites.binary_search(&(first, second)).is_ok()
    }

    /// The phrases that begin with a stem.
    pub fn phrases(&self, first: WordId) -> &[Phrase] {
        if self.phrase_starts.binary_search(&first).is_err() {
            return &[];
        }
        let start = self.phrases.partition_point(|phrase| phrase.stems[0] < first);
        let count = self.phrases[start..].partition_point(|phrase| phrase.stems[0] == first);
        &self.phrases[start..start + count]
    }

    fn narrow(&self, entry: &Entry) -> &[u32] {
        let start = entry.groups as usize;
        &self.groups[start..start + entry.narrow as usize]
    }

    fn wide(&self, entry: &Entry) -> &[u32] {
        let start = entry.groups as usize + entry.narrow as usize;
        &self.groups[start..start + entry.wide as usize]
    }
}

/// Asks about a short word in small letters, without taking memory for it.
fn small_letters(word: &str, ask: impl Fn(&str) -> bool) -> bool {
    let mut small = [0_u8; 12];
    if word.is_empty() || word.len() > small.len() || !word.is_ascii() {
        return false;
    }
    for (to, from) in small.iter_mut().zip(word.bytes()) {
        *to = from.to_ascii_lowercase();
    }
    std::str::from_utf8(&small[..word.len()]).is_ok_and(ask)
}

/// True when two sorted lists share an element.
fn meet(first: &[u32], second: &[u32]) -> bool {
    let (mut left, mut right) = (first.iter(), second.iter());
    let (mut one, mut other) = (left.next(), right.next());
    while let (Some(a), Some(b)) = (one, other) {
        match a.cmp(b) {
            std::cmp::Ordering::Equal => return true,
            std::cmp::Ordering::Less => one = left.next(),
            std::cmp::Ordering::Greater => other = right.next(),
        }
    }
    false
}

/// The stem of a word as the tables write it.
pub(super) fn stem_id(word: &str) -> WordId {
    let mut form = String::new();
    spelling::fold_into(word, &mut form);
    spelling::stem(&mut form, 0);
    word_id(&form)
}

/// The plain form of a word as the tables write it.
fn form_id(word: &str) -> WordId {
    let mut form = String::new();
    spelling::fold_into(word, &mut form);
    word_id(&form)
}

/// The tables as text.
struct Tables {
    /// A stem, ten times its weight, its narrow groups, its wide groups; separated by tabs.
    words: &'static str,
    /// Words that mean the same, a group a line.
    synonyms: &'static str,
    /// Words that mean the opposite: those before the bar and those behind it.
    opposites: &'static [&'static str],
    functions: &'static str,
    /// Phrases that mean the same, separated by equals signs.
    phrases: &'static str,
}

/// A line of the word table while it is being built.
#[derive(Clone, Debug, Default)]
struct Draft {
    weight: f32,
    narrow: Vec<u32>,
    wide: Vec<u32>,
}

/// Groups of the project's own synonyms are numbered from here, above WordNet's.
const OWN_GROUPS: u32 = 1 << 20;

impl Tables {
    fn build(&self) -> Lexicon {
        let mut drafts = self.drafts();
        self.add_synonyms(&mut drafts);
        let (entries, groups) = pack(&drafts);
        let size = (drafts.len() * 2).next_power_of_two().max(8);
        let mut slots = vec![(0, u32::MAX); size];
        for (index, (stem, _)) in drafts.iter().enumerate() {
            let mut slot = *stem as usize & (size - 1);
            while slots[slot].1 != u32::MAX {
                slot = (slot + 1) & (size - 1);
            }
            slots[slot] = (*stem, index as u32);
        }
        let functions = sorted(lines(self.functions).flat_map(str::split_whitespace).map(form_id));
        let value_words = sorted(VALUE_WORDS.split_whitespace().map(word_id));
        let leaders = sorted(VALUE_LEADERS.split_whitespace().map(word_id));
        let phrases = self.phrase_list();
        let phrase_starts = sorted(phrases.iter().map(|phrase| phrase.stems[0]));
        let opposites = self.opposite_pairs();
        Lexicon { slots, entries, groups, opposites, functions, value_words, leaders, phrases, phrase_starts }
    }

    /// The word table, sorted by stem.
    fn drafts(&self) -> Vec<(WordId, Draft)> {
        let mut drafts: Vec<(WordId, Draft)> = self
            .words
            .lines()
            .map(|line| {
                let mut fields = line.split('\t');
                let stem = word_id(fields.next().unwrap_or(""));
                let weight = fields
                    .next()
                    .and_then(|field| field.parse::<f32>().ok())
                    .map_or(UNSEEN, |tenths| tenths / 10.0);
                let mut groups = || numbers(fields.next().unwrap_or(""));
                let (narrow, wide) = (groups(), groups());
                (stem, Draft { weight, narrow, wide })
            })
            .collect();
        drafts.sort_by_key(|(stem, _)| *stem);
        drafts.dedup_by_key(|(stem, _)| *stem);
        drafts
    }

    fn add_synonyms(&self, drafts: &mut Vec<(WordId, Draft)>) {
        for (number, line) in lines(self.synonyms).enumerate() {
            let (narrow, wide) = line.split_once('|').unwrap_or((line, ""));
            for (words, is_narrow) in [(narrow, true), (wide, false)] {
                for stem in words.split_whitespace().map(stem_id) {
                    let place = match drafts.binary_search_by_key(&stem, |(known, _)| *known) {
                        Ok(place) => place,
                        Err(place) => {
                            drafts.insert(place, (stem, Draft { weight: UNSEEN, ..Draft::default() }));
                            place
                        }
                    };
                    let draft = &mut drafts[place].1;
                    if is_narrow { &mut draft.narrow } else { &mut draft.wide }
                        .push(OWN_GROUPS + number as u32);
                }
            }
        }
    }

    fn opposite_pairs(&self) -> Vec<(WordId, WordId)> {
        let mut pairs = Vec::new();
        for line in self.opposites.iter().flat_map(|table| lines(table)) {
            let (left, right) = line.split_once('|').unwrap_or((line, ""));
            for first in left.split_whitespace().map(stem_id) {
                for second in right.split_whitespace().map(stem_id).filter(|second| *second != first) {
                    pairs.push((first, second));
                    pairs.push((second, first));
                }
            }
        }
        sorted(pairs)
    }

    fn phrase_list(&self) -> Vec<Phrase> {
        let mut phrases = Vec::new();
        for line in lines(self.phrases) {
            let meaning = stem_id(&line.split('=').next().unwrap_or("").replace(' ', ""));
            for words in line.split('=').map(str::trim) {
                let stems: Vec<WordId> = words.split_whitespace().map(stem_id).collect();
                if !stems.is_empty() {
                    phrases.push(Phrase { stems, meaning });
                }
            }
        }
        // Longer phrases are tried first.
        phrases.sort_by(|one, other| {
            one.stems[0]
                .cmp(&other.stems[0])
                .then(other.stems.len().cmp(&one.stems.len()))
                .then(one.stems.cmp(&other.stems))
        });
        phrases
    }
}

fn pack(drafts: &[(WordId, Draft)]) -> (Vec<Entry>, Vec<u32>) {
    let mut groups = Vec::new();
    let entries = drafts
        .iter()
        .map(|(_, draft)| {
            let (narrow, wide) = (sorted(draft.narrow.iter().copied()), sorted(draft.wide.iter().copied()));
            let start = groups.len() as u32;
            groups.extend_from_slice(&narrow);
            groups.extend_from_slice(&wide);
            let signature = narrow
                .iter()
                .chain(&wide)
                .fold(0, |bits, group| bits | 1_u64 << (group.wrapping_mul(0x9E37_79B1) >> 26));
            Entry {
                weight: draft.weight,
                groups: start,
                narrow: narrow.len() as u16,
                wide: wide.len() as u16,
                signature,
            }
        })
        .collect();
    (entries, groups)
}

fn numbers(field: &str) -> Vec<u32> {
    field.split(' ').filter_map(|number| u32::from_str_radix(number, 36).ok()).collect()
}

fn sorted<T: Ord>(items: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut items: Vec<T> = items.into_iter().collect();
    items.sort_unstable();
    items.dedup();
    items
}

/// The lines of a table without comments.
fn lines(table: &str) -> impl Iterator<Item = &str> {
    table.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//"))
}

/// Words that a number or a date begins with.
const VALUE_WORDS: &str = "\
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen \
    eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety half \
    dozen hundred thousand million billion trillion third quarter fifth tenth \
    first second third fourth fifth sixth seventh eighth ninth tenth noon midnight \
    january february march april may june july august september october november december jan feb apr jun jul aug \
    sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday \
    today tonight yesterday tomorrow week weeks month months year years day days";

/// Words before a number or a date that belong to it.
const VALUE_LEADERS: &str = "\
    a an more at upwards over above exceeding greater higher no well fewer less up as under below about around \
    approximately roughly some nearly almost close just between us nz hk c s last past this next coming";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_tables_are_read() {
        let lexicon = Lexicon::embedded();
        assert!(lexicon.opposite(stem_id("rejected"), stem_id("accepts")));
        assert!(!lexicon.opposite(stem_id("rejected"), stem_id("refused")));
        let entry = |word| lexicon.entry(stem_id(word));
        assert_eq!(lexicon.kinship(entry("rejected"), entry("rebuffs")), Kinship::Synonym);
        assert!(lexicon.is_function(form_id("The")));
        assert!(lexicon.weight(entry("the")) < lexicon.weight(entry("parliament")));
    }
}
