//! Words as the models see them: hashes of the letters, of beginnings and endings, and a shape.
//!
//! Glyphs that mean the same become one: quotation marks of every style, dashes, brackets,
//! apostrophes. Capitals stay in the shape alone, so that a headline is read like any sentence.

use crate::model::hash_word;

/// One word as the models see it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Form {
    /// Hash of the letters without capitals, digits made alike.
    pub word: u32,
    /// The first four bytes, the first one lowest.
    pub head: u32,
    /// The last four bytes, the last one lowest.
    pub tail: u32,
    /// Capitals, digits, hyphens and points, in one small number.
    pub shape: u32,
}

impl Form {
    /// The last bytes, up to four.
    #[inline]
    pub fn suffix(&self, bytes: u32) -> u32 {
        self.tail & mask(bytes)
    }

    /// True when there is a capital or a digit in the word.
    #[inline]
    pub fn has_capital_or_digit(&self) -> bool {
        !matches!(self.shape & 7, SIGN | SMALL)
    }

    /// The first bytes, up to four.
    #[inline]
    pub fn prefix(&self, bytes: u32) -> u32 {
        self.head & mask(bytes)
    }
}

#[inline]
fn mask(bytes: u32) -> u32 {
    u32::MAX >> (32 - 8 * bytes.clamp(1, 4))
}

/// How a sentence uses capitals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Style {
    /// As in prose.
    #[default]
    Prose,
    /// Most words begin with a capital.
    Headline,
    /// Nearly all letters are capitals.
    Capitals,
    /// There is no capital at all.
    Small,
}

/// The words of one sentence, with room before and after it.
#[derive(Clone, Debug, Default)]
pub struct Forms {
    /// The words between [`MARGIN`] empty ones on each side.
    padded: Vec<Form>,
    letters: Vec<u8>,
    style: Style,
}

/// How far before and after the sentence may be looked at.
const MARGIN: usize = 3;

impl Forms {
    /// Takes the words of another sentence.
    pub fn read<'w>(&mut self, words: impl Iterator<Item = &'w str>) {
        self.padded.clear();
        self.padded.resize(MARGIN, BEFORE);
        for word in words {
            let form = form(canonical(word), &mut self.letters);
            self.padded.push(form);
        }
        self.padded.resize(self.padded.len() + MARGIN, AFTER);
        self.style = style(self.words());
    }

    /// The words alone.
    pub fn words(&self) -> &[Form] {
        &self.padded[MARGIN..self.padded.len() - MARGIN]
    }

    /// The word so many places after (or before) a word; beyond the ends there are empty words.
    #[inline]
    pub fn near(&self, word: usize, offset: isize) -> &Form {
        &self.padded[(word + MARGIN).wrapping_add_signed(offset)]
    }

    /// How the sentence uses capitals.
    pub fn style(&self) -> Style {
        self.style
    }
}

const BEFORE: Form = Form { word: 1, head: 1, tail: 1, shape: 0 };
const AFTER: Form = Form { word: 2, head: 2, tail: 2, shape: 0 };

/// One way of writing for all glyphs that mean the same, as in the Penn Treebank.
pub fn canonical(word: &str) -> &str {
    match word {
        "“" | "„" | "«" | "‹" | "‘" | "‚" | "`" => "``",
        "”" | "»" | "›" | "\"" => "''",
        "’" | "′" => "'",
        "(" => "-LRB-",
        ")" => "-RRB-",
        "[" => "-LSB-",
        "]" => "-RSB-",
        "{" => "-LCB-",
        "}" => "-RCB-",
        "—" | "–" | "―" | "‒" | "−" | "---" | "-" => "--",
        "…" | ".." | "...." | ". . ." => "...",
        "£" | "€" | "¥" => "$",
        _ => word,
    }
}

const SIGN: u32 = 0;
const SMALL: u32 = 1;
const CAPITALISED: u32 = 2;
const CAPITALS: u32 = 3;
const LETTER: u32 = 4;
const MIXED: u32 = 5;
const NUMBER: u32 = 6;
const DIGITS_AND_LETTERS: u32 = 7;
const WITH_HYPHEN: u32 = 8;
const WITH_POINT: u32 = 16;

/// Reads one word; `letters` is a buffer.
fn form(word: &str, letters: &mut Vec<u8>) -> Form {
    let shape = shape(word);
    letters.clear();
    if word.is_ascii() {
        letters.extend(
            word.bytes().map(|byte| if byte.is_ascii_digit() { b'0' } else { byte.to_ascii_lowercase() }),
        );
    } else {
        let mut buffer = [0; 4];
        for letter in word.chars().flat_map(char::to_lowercase) {
            let letter = if matches!(letter, '’' | '‘') { '\'' } else { letter };
            letters.extend_from_slice(letter.encode_utf8(&mut buffer).as_bytes());
        }
    }
    let year = word.len() == 4 && (word.starts_with("19") || word.starts_with("20")) && shape == NUMBER;
    Form {
        word: if year { YEAR } else { hash_bytes(letters) },
        head: pack(letters.iter().take(4)),
        tail: pack(letters.iter().rev().take(4)),
        shape,
    }
}

const YEAR: u32 = 3;

fn hash_bytes(letters: &[u8]) -> u32 {
    // The letters come from a string, with ASCII bytes put in place of ASCII bytes.
    std::str::from_utf8(letters).map_or(0, hash_word)
}

fn pack<'b>(bytes: impl Iterator<Item = &'b u8>) -> u32 {
    bytes.zip([0, 8, 16, 24]).fold(0, |packed, (&byte, shift)| packed | u32::from(byte) << shift)
}

fn shape(word: &str) -> u32 {
    let (mut capitals, mut smalls, mut digits, mut hyphens, mut points) = (0, 0, 0, 0, 0);
    for letter in word.chars() {
        match letter {
            'a'..='z' => smalls += 1,
            'A'..='Z' => capitals += 1,
            '0'..='9' => digits += 1,
            '-' => hyphens += 1,
            '.' | '\'' | '’' => points += 1,
            _ if letter.is_uppercase() => capitals += 1,
            _ if letter.is_alphabetic() => smalls += 1,
            _ => {}
        }
    }
    let begins_with_capital = word.chars().next().is_some_and(char::is_uppercase);
    let class = match (capitals, smalls, digits) {
        (0, 0, 0) => return SIGN,
        (0, 0, _) => NUMBER,
        (_, _, 1..) => DIGITS_AND_LETTERS,
        (0, _, _) => SMALL,
        (1, 0, _) => LETTER,
        (_, 0, _) => CAPITALS,
        (1, _, _) if begins_with_capital => CAPITALISED,
        _ => MIXED,
    };
    class | if hyphens > 0 { WITH_HYPHEN } else { 0 } | if points > 0 { WITH_POINT } else { 0 }
}

/// Tells prose from headlines by the words after the first.
fn style(words: &[Form]) -> Style {
    let (mut small, mut capitalised, mut capitals) = (0, 0, 0);
    for word in words.iter().skip(1) {
        match word.shape & 7 {
            SMALL => small += 1,
            CAPITALISED | MIXED => capitalised += 1,
            CAPITALS => capitals += 1,
            _ => {}
        }
    }
    let first_is_small = words.first().is_none_or(|word| word.shape & 7 == SMALL);
    if capitals > 2 && capitals > 4 * (small + capitalised) {
        Style::Capitals
    } else if capitalised >= 2 && capitalised > small {
        Style::Headline
    } else if first_is_small && capitalised + capitals == 0 {
        Style::Small
    } else {
        Style::Prose
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(word: &str) -> Form {
        form(canonical(word), &mut Vec::new())
    }

    #[test]
    fn glyph_style_does_not_matter() {
        for (left, right) in [("“", "«"), ("”", "\""), ("—", "--"), ("n’t", "n't"), ("(", "-LRB-")] {
            assert_eq!(one(left), one(right), "{left} {right}");
        }
    }

    #[test]
    fn capitals_matter_to_the_shape_alone() {
        let (small, capital) = (one("ortega"), one("Ortega"));
        assert_eq!((small.word, small.head, small.tail), (capital.word, capital.head, capital.tail));
        assert_ne!(small.shape, capital.shape);
        assert_eq!(capital.suffix(2), u32::from(b'a') | u32::from(b'g') << 8);
    }

    #[test]
    fn odd_words_have_a_form() {
        for word in ["", "\u{301}", "ΑΒΓ", "naïve", "🙂", "’", "1.2.3", "x\0y"] {
            one(word);
        }
    }

    #[test]
    fn style_is_that_of_most_words() {
        let read = |text: &str| {
            let mut forms = Forms::default();
            forms.read(text.split(' '));
            forms.style()
        };
        assert_eq!(read("The mayor of Tarn spoke on Friday ."), Style::Prose);
        assert_eq!(read("Mayor Ortega Opens the Bridge"), Style::Headline);
        assert_eq!(read("MAYOR OPENS NEW BRIDGE"), Style::Capitals);
        assert_eq!(read("mayor opens new bridge"), Style::Small);
        assert_eq!(read(""), Style::Prose);
    }
}
