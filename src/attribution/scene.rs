//! What the rules ask of a document again and again, prepared once: hashed words, lexicon entries,
//! quotation state and the grammar's readings.

use crate::model::hash_word;
use crate::syntax::{Relation, Syntax, Tag};
use crate::text::{Document, TokenKind};

use super::carrier::carrier;
use super::grammar::{Beside, Reading, Rule, readings};
use super::lexicon::{Class, Entry, Part, look_up};
use super::peaks::Peaks;
use super::senses::{UNKNOWN, sense as sense_of};
use super::tally::Tally;
use super::times::{Time, only_tell_when};

/// The least chance of what the grammar reads with certainty.
pub const CERTAIN: f32 = 0.95;

/// A document with everything that the rules look up, indexed by token.
pub struct Scene<'s, 'd> {
    /// The text.
    pub document: &'s Document<'d>,
    /// Its analysis.
    pub syntax: &'s Syntax,
    /// Hashes of the words in lower case.
    pub words: Vec<u32>,
    /// Hashes of the lemmas in lower case.
    pub lemmas: Vec<u32>,
    /// What the lexicon says of each word as the part of speech it has here.
    pub entries: Vec<Entry>,
    /// What the word is about, by its commonest sense as the part of speech it has here.
    pub senses: Vec<u32>,
    /// The chance of each token to be the head of a cue; none until the cues are weighed.
    pub reported: Peaks,
    /// The cues outside quotations, by how likely they are in fifths, counted from one.
    likely: [Tally; FIFTHS],
    /// The outer quotations, in the order of the text.
    pub outer_quotations: Vec<u32>,
    /// The outer quotation that a token stands in.
    pub outer: Vec<Option<u32>>,
    /// The sentence that a token stands in.
    pub sentence_of: Vec<u32>,
    /// Commas.
    pub commas: Tally,
    /// Verbs.
    pub verbs: Tally,
    /// Nouns.
    pub nouns: Tally,
    /// Tokens in an outer quotation.
    pub quoted: Tally,
    /// Verbs of saying or thinking outside quotations.
    pub speaking: Tally,
    /// The grammar's readings, in order of their cues.
    pub readings: Vec<Reading>,
    /// The reading whose cue has its head at a token.
    reading_at: Vec<u32>,
    /// Which tokens are signs.
    signs: Vec<bool>,
    /// What each token is to a phrase that tells when.
    times: Vec<Time>,
    /// Which of the common dependents each token has.
    frames: Vec<u32>,
}

/// Stands for a place beyond the sentence.
pub const EDGE: u32 = 0xE06E;

impl<'s, 'd> Scene<'s, 'd> {
    /// Prepares a document.
    pub fn new(document: &'s Document<'d>, syntax: &'s Syntax) -> Self {
        let count = document.tokens.len();
        let mut scene = Scene {
            document,
            syntax,
            words: Vec::with_capacity(count),
            lemmas: Vec::with_capacity(count),
            entries: Vec::with_capacity(count),
            senses: Vec::with_capacity(count),
            reported: Peaks::default(),
            likely: Default::default(),
            outer_quotations: Vec::new(),
            outer: vec![None; count],
            sentence_of: vec![0; count],
            commas: Tally::default(),
            verbs: Tally::default(),
            nouns: Tally::default(),
            quoted: Tally::default(),
            speaking: Tally::default(),
            readings: Vec::new(),
            reading_at: vec![u32::MAX; count],
            signs: Vec::with_capacity(count),
            times: Vec::with_capacity(count),
            frames: Vec::with_capacity(count),
        };
        scene.hash_words();
        scene.look_at_each();
        scene.mark_quotations();
        scene.count();
        scene.read_carriers();
        scene
    }

    fn hash_words(&mut self) {
        let mut lower = String::new();
        for token in 0..self.document.tokens.len() {
            fold(self.document.word(token), &mut lower);
            self.words.push(hash_word(&lower));
            fold(self.syntax.lemma(token), &mut lower);
            self.lemmas.push(hash_word(&lower));
            let part = part(self.syntax.tag(token));
            self.entries.push(part.and_then(|part| look_up(&lower, part)).unwrap_or_default());
            let sense = part.filter(|part| matches!(part, Part::Verb | Part::Noun));
            self.senses.push(sense.map_or(UNKNOWN, |part| sense_of(self.lemmas[token], part)));
        }
        for (index, sentence) in self.document.sentences.iter().enumerate() {
            self.sentence_of[sentence.tokens.clone()].fill(index as u32);
        }
    }

    fn look_at_each(&mut self) {
        for token in 0..self.document.tokens.len() {
            let (word, tag) = (self.document.word(token), self.syntax.tag(token));
            let is_sign = self.is_mark(token) || tag.is_punctuation() || word == "―";
            self.signs.push(is_sign);
            self.times.push(Time::of(word, tag, is_sign));
            self.frames.push(frame(self.syntax, token));
        }
    }

    fn count(&mut self) {
        let count = self.document.tokens.len();
        self.commas = Tally::new(count, |token| self.document.word(token) == ",");
        self.verbs = Tally::new(count, |token| self.syntax.tag(token).is_verb());
        self.nouns = Tally::new(count, |token| self.syntax.tag(token).is_noun());
        self.quoted = Tally::new(count, |token| self.outer[token].is_some());
        self.speaking = Tally::new(count, |token| self.outer[token].is_none() && self.speaks(token));
    }

    fn mark_quotations(&mut self) {
        for (index, quotation) in self.document.quotations.iter().enumerate() {
            if quotation.depth == 0 {
                self.outer_quotations.push(index as u32);
                self.outer[quotation.tokens.clone()].fill(Some(index as u32));
            }
        }
    }

    fn read_carriers(&mut self) {
        let (mut items, mut found) = (Vec::new(), Vec::new());
        for sentence in 0..self.document.sentences.len() {
            carrier(self.document, self.syntax, &self.outer, sentence, &mut items);
            readings(&items, &mut found);
            for reading in found.drain(..) {
                self.reading_at[reading.head] = self.readings.len() as u32;
                self.readings.push(reading);
            }
        }
    }

    /// The grammar's reading of a cue.
    pub fn reading(&self, cue: usize) -> Option<&Reading> {
        self.readings.get(self.reading_at[cue] as usize)
    }

    /// Where the source of a cue stands that the grammar reads with certainty: a verb of saying right behind a
    /// quotation, with a name or a pronoun beside it and nothing after them in the clause.
    pub fn certain_source(&self, cue: usize) -> Option<&std::ops::Range<usize>> {
        let reading = self.reading(cue).filter(|reading| reading.head == cue)?;
        let is_closed = matches!(reading.after, Beside::Nothing | Beside::Comma | Beside::Quotation);
        let follows = matches!(reading.rule, Rule::VerbSource | Rule::SourceVerb);
        let source = reading.source.as_ref()?;
        let is_named =
            source.clone().any(|token| matches!(self.syntax.tag(token), Tag::NNP | Tag::NNPS | Tag::PRP));
        (follows && is_closed && is_named && reading.before == Beside::Quotation && self.speaks(cue))
            .then_some(source)
    }

    /// Takes the chance of each token to be the head of a cue.
    pub fn take_chances(&mut self, chances: Vec<f32>) {
        self.likely = std::array::from_fn(|level| {
            Tally::new(chances.len(), |token| {
                self.outer[token].is_none() && fifths(chances[token]) as usize == level + 1
            })
        });
        self.reported = Peaks::new(chances);
    }

    /// How likely the likeliest cue outside quotations among some tokens is, in fifths.
    pub fn likeliest(&self, tokens: std::ops::Range<usize>) -> u32 {
        self.likely.iter().rposition(|cues| cues.any(&tokens)).map_or(0, |level| level as u32 + 1)
    }

    /// The chance of a token to be the head of a cue.
    pub fn chance(&self, token: usize) -> f32 {
        self.reported.at(token)
    }

    /// True for a participle after a comma that is likely to report for the same source: “..., adding
    /// that ...” is an attribution of its own.
    pub fn reports_anew(&self, token: usize) -> bool {
        const SURE: f32 = 0.5;
        self.chance(token) >= SURE
            && self.syntax.tag(token) == Tag::VBG
            && self.near(token, -1).is_some_and(|before| self.document.word(before) == ",")
    }

    /// True for "on Monday", "late last week", "in March" and the like, and nothing else but what it
    /// was before or after.
    pub fn only_tells_when(&self, tokens: std::ops::Range<usize>) -> bool {
        only_tell_when(&self.times[tokens])
    }

    /// True for a verb of saying or thinking.
    pub fn speaks(&self, token: usize) -> bool {
        let entry = self.entries[token];
        self.syntax.tag(token).is_verb() && (entry.has(Class::Say) || entry.has(Class::Think))
    }

    /// First token and one past the last token of the sentence that a token stands in.
    pub fn sentence(&self, token: usize) -> std::ops::Range<usize> {
        self.document.sentences[self.sentence_of[token] as usize].tokens.clone()
    }

    /// The hash of the word at a distance from a token, within its sentence.
    pub fn word_at(&self, token: usize, distance: isize) -> u32 {
        self.near(token, distance).map_or(EDGE, |place| self.words[place])
    }

    /// The tag's code at a distance from a token, within its sentence.
    pub fn tag_at(&self, token: usize, distance: isize) -> u32 {
        self.near(token, distance).map_or(EDGE, |place| u32::from(self.syntax.tag(place).code()))
    }

    /// The token at a distance, when it stands in the same sentence.
    pub fn near(&self, token: usize, distance: isize) -> Option<usize> {
        let place = token.checked_add_signed(distance)?;
        self.sentence(token).contains(&place).then_some(place)
    }

    /// The classes of a word as one number.
    pub fn class(&self, token: usize) -> u32 {
        self.entries[token].class_bits() as u32
    }

    /// The relation's code.
    pub fn relation(&self, token: usize) -> u32 {
        u32::from(self.syntax.relation(token).code())
    }

    /// The tag's code.
    pub fn tag(&self, token: usize) -> u32 {
        u32::from(self.syntax.tag(token).code())
    }

    /// The entity's code.
    pub fn entity(&self, token: usize) -> u32 {
        u32::from(self.syntax.entity(token).code())
    }

    /// True for a quotation mark.
    pub fn is_mark(&self, token: usize) -> bool {
        matches!(self.document.tokens[token].kind, TokenKind::Open | TokenKind::Close)
    }

    /// True for any punctuation, quotation marks included.
    pub fn is_punctuation(&self, token: usize) -> bool {
        self.signs[token]
    }

    /// Which of the common dependents a word has, as bits.
    pub fn frame(&self, token: usize) -> u32 {
        self.frames[token]
    }
}

fn frame(syntax: &Syntax, token: usize) -> u32 {
    const SLOTS: [Relation; 12] = [
        Relation::NSUBJ,
        Relation::NSUBJPASS,
        Relation::DOBJ,
        Relation::CCOMP,
        Relation::XCOMP,
        Relation::NMOD,
        Relation::ADVCL,
        Relation::IOBJ,
        Relation::AUXPASS,
        Relation::PARATAXIS,
        Relation::DEP,
        Relation::NMOD_POSS,
    ];
    let slot = |child| SLOTS.iter().position(|&slot| slot == syntax.relation(child));
    syntax.children(token).filter_map(slot).fold(0, |bits, slot| bits | 1 << slot)
}

const FIFTHS: usize = 5;

/// A chance in fifths.
fn fifths(chance: f32) -> u32 {
    (chance * FIFTHS as f32) as u32
}

/// A number by its size: exact up to four, then in growing steps.
pub fn bucket(number: usize) -> u32 {
    match number {
        0..=4 => number as u32,
        5..=6 => 5,
        7..=9 => 6,
        10..=14 => 7,
        15..=24 => 8,
        25..=49 => 9,
        _ => 10,
    }
}

fn part(tag: Tag) -> Option<Part> {
    match tag {
        tag if tag.is_verb() => Some(Part::Verb),
        tag if tag.is_noun() => Some(Part::Noun),
        tag if tag.is_adjective() => Some(Part::Adjective),
        Tag::IN => Some(Part::Other),
        _ => None,
    }
}

fn fold(word: &str, lower: &mut String) {
    lower.clear();
    if word.is_ascii() {
        lower.extend(word.bytes().map(|byte| byte.to_ascii_lowercase() as char));
    } else {
        lower.extend(word.chars().flat_map(char::to_lowercase));
    }
}
