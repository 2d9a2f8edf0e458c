//! By what two single words answer each other.

use std::ops::Range;

use super::lexicon::{Kinship, Lexicon};
use super::prepared::Prepared;
use super::quantity::Agreement;
use super::words::{Value, Word};

/// By what two words match.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Match {
    /// The same word, case and regional spelling aside.
    Same,
    /// Another form of the same word.
    Inflected,
    /// The same number or date.
    Value,
    /// A short form and what it stands for.
    Acronym,
    /// Another spelling of a name.
    Spelling,
    /// A word of the same meaning.
    Synonym,
    /// A word of the same family, or a kind of the other.
    Related,
    /// A pronoun that shifts with the speaker: "I" told as "she".
    Person,
    /// The opposite.
    Opposite,
}

impl Match {
    /// How much of a word's weight the match is worth.
    pub fn strength(self) -> f32 {
        match self {
            Match::Same => 1.0,
            Match::Inflected | Match::Value | Match::Acronym => 0.95,
            Match::Spelling => 0.9,
            Match::Synonym => 0.8,
            Match::Related => 0.55,
            Match::Person => 0.5,
            Match::Opposite => 0.4,
        }
    }
}

/// How two words of meaning match, if they do; equal stems are found elsewhere.
pub fn find(a: &Prepared, word_a: usize, b: &Prepared, word_b: usize) -> Option<Match> {
    let (first, second) = (&a.words[word_a], &b.words[word_b]);
    match (&first.value, &second.value) {
        (Some(one), Some(other)) => {
            let agreement = value_agreement(one, other);
            // "yesterday" without a date is still the same word as "yesterday".
            let same_words = || a.text_of(word_a).eq_ignore_ascii_case(b.text_of(word_b));
            let agrees =
                agreement == Agreement::Agrees || agreement == Agreement::Incomparable && same_words();
            return agrees.then_some(Match::Value);
        }
        (None, None) => {}
        _ => return None,
    }
    let lexicon = Lexicon::embedded();
    if first.stem == second.stem {
        return Some(Match::Inflected);
    }
    let (text_a, text_b) = (a.text_of(word_a), b.text_of(word_b));
    if lexicon.opposite(first.stem, second.stem)
        || negative_form(text_a, text_b)
        || negative_form(text_b, text_a)
    {
        return Some(Match::Opposite);
    }
    let kinship = lexicon.kinship(first.entry, second.entry);
    if kinship == Kinship::Synonym {
        return Some(Match::Synonym);
    }
    let family = same_family(text_a, text_b);
    if first.marks.capital && second.marks.capital && same_name(text_a, text_b) {
        return Some(if family { Match::Related } else { Match::Spelling });
    }
    if masked(text_a, text_b) || misspelled(text_a, text_b) {
        return Some(Match::Spelling);
    }
    (family || kinship == Kinship::Related).then_some(Match::Related)
}

/// Compares two values of any sort.
pub fn value_agreement(one: &Value, other: &Value) -> Agreement {
    match (one, other) {
        (Value::Quantity(one), Value::Quantity(other)) => one.agreement(other),
        (Value::Date(one), Value::Date(other)) => one.agreement(other),
        _ => Agreement::Incomparable,
    }
}

/// True when two small words can stand for each other: the same one, or pronouns that shift with
/// the speaker.
pub fn small_words_answer(first: &Word, second: &Word) -> bool {
    first.stem == second.stem
}

/// The words that an acronym stands for in the other statement.
pub fn spelled_out(side: &Prepared, word: usize, other: &Prepared) -> Option<Range<usize>> {
    let letters: Vec<u8> = side.text_of(word).bytes().filter(|byte| *byte != b'.').collect();
    if !(2..=6).contains(&letters.len()) || !letters.iter().all(u8::is_ascii_uppercase) {
        return None;
    }
    (0..other.words.len()).find_map(|start| {
        let mut at = start;
        for (place, letter) in letters.iter().enumerate() {
            // "of" and "the" inside a name have no letter of their own.
            while place > 0 && other.words.get(at)?.marks.function && !other.words[at].marks.capital {
                at += 1;
            }
            let text = other.words.get(at).map(|_| other.text_of(at))?;
            if text.len() < 2 || text.as_bytes()[0] != *letter {
                return None;
            }
            at += 1;
        }
        Some(start..at)
    })
}

/// True for a word and its form with letters starred out.
fn masked(first: &str, second: &str) -> bool {
    (first.contains('*') || second.contains('*'))
        && first.len() > 2
        && second.len() > 2
        && first.bytes().next().map(|byte| byte.to_ascii_lowercase())
            == second.bytes().next().map(|byte| byte.to_ascii_lowercase())
}

/// True for long words that differ by one letter inside.
fn misspelled(first: &str, second: &str) -> bool {
    first.len().min(second.len()) >= 7
        && first.len().abs_diff(second.len()) <= 1
        && first.bytes().take(2).eq(second.bytes().take(2))
        && one_slip_apart(first, second)
}

/// True for words that differ by one letter more, less or other, or by two that changed places. This is a
/// Damerau-Levenshtein distance of 1, found out without the whole distance.
fn one_slip_apart(first: &str, second: &str) -> bool {
    let common = first.chars().zip(second.chars()).take_while(|(one, other)| one == other);
    let beginning: usize = common.map(|(letter, _)| letter.len_utf8()).sum();
    let (one, other) = (&first[beginning..], &second[beginning..]);
    let (mut after_one, mut after_other) = (one.chars(), other.chars());
    let (in_one, in_other) = (after_one.next(), after_other.next());
    if in_one.is_none() && in_other.is_none() {
        return false;
    }
    if after_one.as_str() == after_other.as_str()
        || after_one.as_str() == other
        || one == after_other.as_str()
    {
        return true;
    }
    in_one.is_some()
        && in_one == after_other.next()
        && in_other == after_one.next()
        && after_one.as_str() == after_other.as_str()
}

/// True for "unwise" and "wise", "inaccurate" and "accurate".
fn negative_form(long: &str, short: &str) -> bool {
    let prefix = long.len().wrapping_sub(short.len());
    short.len() >= 4
        && (2..=3).contains(&prefix)
        && long.is_char_boundary(prefix)
        && ["un", "in", "im", "ir", "il", "dis", "non"]
            .iter()
            .any(|known| long[..prefix].eq_ignore_ascii_case(known))
        && long[prefix..].eq_ignore_ascii_case(short)
}

/// True for words with the same beginning: "Norway" and "Norwegian", "announce" and "announcement".
fn same_family(first: &str, second: &str) -> bool {
    let common =
        first.bytes().zip(second.bytes()).take_while(|(one, other)| one.eq_ignore_ascii_case(other)).count();
    let (shorter, longer) = (first.len().min(second.len()), first.len().max(second.len()));
    common >= 5 && common * 5 >= longer * 3 || common >= 4 && common == shorter && longer - shorter <= 4
}

/// True for two spellings of one name, transliterations included.
pub(super) fn same_name(first: &str, second: &str) -> bool {
    let shorter = first.len().min(second.len());
    if shorter < 4 {
        return false;
    }
    if shorter >= 5 && one_slip_apart(first, second) {
        return true;
    }
    let (one, other) = (Skeleton::of(first), Skeleton::of(second));
    one.length >= 3 && one.letters == other.letters && vowel_groups(first) == vowel_groups(second)
}

fn vowel_groups(name: &str) -> usize {
    let vowel = |byte: u8| b"aeiouy".contains(&byte.to_ascii_lowercase());
    let bytes = name.as_bytes();
    (0..bytes.len()).filter(|&at| vowel(bytes[at]) && (at == 0 || !vowel(bytes[at - 1]))).count()
}

/// The consonants of a name as they sound, whatever the transliteration.
#[derive(PartialEq, Eq)]
struct Skeleton {
    letters: [u8; 12],
    length: usize,
}

impl Skeleton {
    fn of(name: &str) -> Skeleton {
        let mut skeleton = Skeleton { letters: [0; 12], length: 0 };
        for byte in name.bytes().map(|byte| byte.to_ascii_lowercase()) {
            let sound = match byte {
                b'g' | b'q' | b'c' | b'k' => b'k',
                b'z' | b's' | b'x' => b's',
                b'f' | b'v' => b'f',
                b'j' | b'y' | b'i' | b'a' | b'e' | b'o' | b'u' | b'h' | b'w' => continue,
                _ if byte.is_ascii_alphabetic() => byte,
                _ => continue,
            };
            let length = skeleton.length;
            if length < 12 && (length == 0 || skeleton.letters[length - 1] != sound) {
                skeleton.letters[length] = sound;
                skeleton.length += 1;
            }
        }
        skeleton
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_survive_transliteration() {
        assert!(same_name("Gadhafi", "Qaddafi"));
        assert!(same_name("Khamenei", "Khamanei"));
        assert!(!same_name("Norman", "Harmon"));
    }

    #[test]
    fn one_slip_is_a_distance_of_one() {
        let mut numbers = crate::model::Shuffle::new(3);
        let mut slips = 0;
        for _ in 0..20_000 {
            let mut word = || -> String {
                let length = numbers.below(6);
                (0..length).map(|_| ['a', 'b', 'é'][numbers.below(3)]).collect()
            };
            let (first, second) = (word(), word());
            let distance = strsim::damerau_levenshtein(&first, &second);
            assert_eq!(one_slip_apart(&first, &second), distance == 1, "{first:?} {second:?}");
            slips += usize::from(distance == 1);
        }
        assert!(slips > 500, "{slips}");
    }

    #[test]
    fn families_share_their_beginning() {
        assert!(same_family("announce", "announcement"));
        assert!(same_family("Iran", "Iranian"));
        assert!(!same_family("state", "station"));
    }
}
