//! A statement made ready for comparison, once, so that each comparison is cheap.

use super::Statement;
use super::lexicon::{Kinship, Lexicon};
use super::source::{Sameness, Source};
use super::spelling::WordId;
use super::stance::{self, Stance};
use super::stems;
use super::words::{self, Word};

/// So many words of a cue say where it stands.
const MOST_WORDS_OF_CUE: usize = 64;

/// A statement with its words analysed.
#[derive(Clone, Debug)]
pub struct Prepared<'a> {
    /// The statement itself.
    pub statement: Statement<'a>,
    /// Its words in their order.
    pub words: Vec<Word>,
    /// The indices of the words, sorted by stem, for finding a word by its stem.
    by_stem: Vec<u16>,
    /// Three-letter pieces of the text, sorted.
    trigrams: Vec<u32>,
    /// Sum of the weights of the content words.
    pub weight: f32,
    /// Where the cue stands towards the content.
    pub stance: Stance,
    source: Option<Source<'a>>,
    /// Stems of the cue's words of meaning.
    cue: Vec<Word>,
    /// Stems and weights of the words of meaning around the statement, sorted.
    surroundings: Vec<(WordId, f32)>,
}

impl<'a> Prepared<'a> {
    /// Analyses a statement.
    pub fn new(statement: &Statement<'a>) -> Self {
        let lexicon = Lexicon::embedded();
        let mut words = words::read(statement.text, statement.date, lexicon);
        words.truncate(words::MOST_WORDS);
        join_phrases(&mut words, lexicon);
        let mut by_stem: Vec<u16> = (0..words.len() as u16).collect();
        by_stem.sort_unstable_by_key(|&index| (words[usize::from(index)].stem, index));
        let mut cue = statement.cue.map_or_else(Vec::new, |cue| words::read(cue, None, lexicon));
        cue.truncate(MOST_WORDS_OF_CUE);
        let weight = words.iter().filter(|word| word.is_content()).map(|word| word.weight).sum();
        Prepared {
            statement: *statement,
            trigrams: trigrams(statement.text),
            words,
            by_stem,
            weight,
            stance: stance::of_cue(&cue, statement.text),
            cue,
            surroundings: statement.context.map_or_else(Vec::new, stems::surroundings),
            source: statement.speaker.map(Source::read),
        }
    }

    /// The words with this stem, in their order.
    pub fn with_stem(&self, stem: WordId) -> &[u16] {
        let stem_of = |index: &u16| self.words[usize::from(*index)].stem;
        let start = self.by_stem.partition_point(|index| stem_of(index) < stem);
        let count = self.by_stem[start..].iter().take_while(|index| stem_of(index) == stem).count();
        &self.by_stem[start..start + count]
    }

    /// Three-letter pieces of the text, sorted, each as one number.
    pub(super) fn trigrams(&self) -> &[u32] {
        &self.trigrams
    }

    /// The text of a word.
    pub fn text_of(&self, word: usize) -> &'a str {
        self.words[word].span.of(self.statement.text)
    }

    /// Whether the two can be of one speaker.
    pub fn sameness(&self, other: &Prepared) -> Sameness {
        match (&self.source, &other.source) {
            (Some(first), Some(second)) => first.compare(second),
            _ => Sameness::Open,
        }
    }

    /// True when the words around the statement name the other's source.
    pub fn surroundings_name(&self, other: &Prepared) -> bool {
        let around = self.statement.context.unwrap_or_default();
        other.source.as_ref().is_some_and(|source| source.is_named_in(around))
    }

    /// True when the statement itself names the other's source.
    pub fn names_source_of(&self, other: &Prepared) -> bool {
        other.source.as_ref().is_some_and(|source| source.is_named_in(self.statement.text))
    }

    /// How much of the words around both statements is the same, 0..1.
    pub(super) fn common_surroundings(&self, other: &Prepared) -> f32 {
        let (mut common, mut i, mut j) = (0.0, 0, 0);
        let (first, second) = (&self.surroundings, &other.surroundings);
        while i < first.len() && j < second.len() {
            match first[i].0.cmp(&second[j].0) {
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
                std::cmp::Ordering::Equal => {
                    common += first[i].1;
                    i += 1;
                    j += 1;
                }
            }
        }
        let whole: f32 = first.iter().chain(second).map(|(_, weight)| weight).sum();
        if whole > 0.0 { 2.0 * common / whole } else { 0.0 }
    }

    /// How near the cues are in meaning: 1 for one word, less for words of one meaning.
    pub(super) fn cue_likeness(&self, other: &Prepared) -> f32 {
        let lexicon = Lexicon::embedded();
        let mut most = 0.0_f32;
        for one in self.cue.iter().filter(|word| word.weight > 2.0) {
            for another in other.cue.iter().filter(|word| word.weight > 2.0) {
                let likeness = match lexicon.kinship(one.entry, another.entry) {
                    _ if one.stem == another.stem => 1.0,
                    Kinship::Synonym => 0.8,
                    Kinship::Related => 0.4,
                    Kinship::None => 0.0,
                };
                most = most.max(likeness);
            }
        }
        most
    }

    /// True when nothing is known but the text.
    pub fn is_bare(&self) -> bool {
        self.statement.speaker.is_none() && self.statement.outlet.is_none() && self.statement.date.is_none()
    }

    /// True when some of it stands in quotation marks.
    pub fn has_quotation(&self) -> bool {
        self.words.iter().any(|word| word.marks.quoted)
    }
}

/// The three-letter pieces of the first letters of a text, whatever lies between the letters.
fn trigrams(text: &str) -> Vec<u32> {
    const MOST: usize = 1000;
    let mut pieces = Vec::with_capacity(text.len().min(MOST));
    let mut piece = 0_u32;
    for byte in text.bytes().filter(u8::is_ascii_alphanumeric).take(MOST) {
        piece = (piece << 8 | u32::from(byte.to_ascii_lowercase())) & 0x00FF_FFFF;
        if piece > 0xFFFF {
            pieces.push(piece);
        }
    }
    pieces.sort_unstable();
    pieces
}

/// Puts one word in the place of each phrase that the lexicon writes as one.
fn join_phrases(words: &mut Vec<Word>, lexicon: &Lexicon) {
    let mut kept = 0;
    let mut at = 0;
    while at < words.len() {
        let mut word = words[at];
        let mut length = 1;
        let phrase = lexicon.phrases(word.stem).iter().find(|phrase| {
            let rest = &words[at..];
            phrase.stems.len() <= rest.len()
                && phrase.stems.iter().zip(rest).all(|(stem, word)| *stem == word.stem)
        });
        if let Some(phrase) = phrase {
            length = phrase.stems.len();
            word.span = word.span.join(words[at + length - 1].span);
            word.stem = phrase.meaning;
            word.entry = lexicon.entry(phrase.meaning);
            word.weight = words[at..at + length].iter().map(|part| part.weight).fold(0.0, f32::max);
            word.marks.function = false;
            if length > 1 {
                word.form = phrase.meaning;
                word.marks.name = word.marks.capital;
            }
        }
        words[kept] = word;
        kept += 1;
        at += length;
    }
    words.truncate(kept);
}
