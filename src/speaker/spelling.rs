//! Names as different outlets spell them: accents, transliterations, short forms.

use strsim::normalized_damerau_levenshtein;

use super::lexicon::{self, Trait};
use super::matching;

/// How alike two names are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Likeness {
    /// Two spellings of one name.
    Same,
    /// One may be short for the other; something else has to speak for it.
    Possible,
    /// Two names.
    Different,
}

/// The words of a name in plain lower-case letters: "al-Qāsim" is "al", "qasim".
pub(super) fn words(name: &str) -> Vec<String> {
    let plain: String = name.chars().flat_map(char::to_lowercase).map(plain).collect();
    plain
        .split(|letter: char| !letter.is_alphanumeric() && letter != '\'' && letter != '.')
        .map(|word| word.replace(['\'', '.'], ""))
        .filter(|word| !word.is_empty())
        .collect()
}

/// Compares two names of people.
pub(super) fn persons(one: &[String], other: &[String]) -> Likeness {
    if one == other {
        return Likeness::Same;
    }
    let (one_junior, other_junior) = (matching::is_junior(one), matching::is_junior(other));
    let (one, other) = (matching::without_suffix(one), matching::without_suffix(other));
    if one_junior != other_junior {
        // Father and son, unless the one is a paper's formal style, with every letter of the name.
        let (junior, plain) = if one_junior { (one, other) } else { (other, one) };
        let formal = junior.len() > plain.len() && plain.len() > 1;
        let agree = formal && matching::full_names_agree(one, other);
        return if agree { Likeness::Possible } else { Likeness::Different };
    }
    if one == other {
        return Likeness::Same;
    }
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let one_word = short.len() == 1 || lexicon::traits(&short[0]).has(Trait::Particle);
    if one_word {
        return if long.ends_with(short) { Likeness::Possible } else { Likeness::Different };
    }
    if matching::full_names_agree(one, other) {
        let initial = short[0].len() == 1 || long[0].len() == 1;
        return if initial { Likeness::Possible } else { Likeness::Same };
    }
    if transliterations(one, other) { Likeness::Possible } else { Likeness::Different }
}

/// The same first name and the same surname, each give or take its spelling.
fn transliterations(one: &[String], other: &[String]) -> bool {
    let (Some(first), Some(second)) = (one.first(), other.first()) else { return false };
    let (Some(last), Some(other_last)) = (one.last(), other.last()) else { return false };
    let sounds = skeleton(last) == skeleton(other_last) && skeleton(last).len() > 1;
    // English names one letter apart ("Hale", "Hall") are two names: both parts must sound alike,
    // and the surname must be long enough to tell.
    let alike = |one: &str, other: &str| {
        one == other
            || (skeleton(one) == skeleton(other) && normalized_damerau_levenshtein(one, other) >= 0.6)
    };
    sounds && last.len().min(other_last.len()) > 4 && alike(last, other_last) && alike(first, second)
}

/// Compares two names of bodies.
pub(super) fn bodies(one: &[String], other: &[String]) -> Likeness {
    if body_key(one) == body_key(other) {
        return Likeness::Same;
    }
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    if let [letters] = short
        && is_acronym(letters, long)
    {
        return Likeness::Possible;
    }
    Likeness::Different
}

fn is_acronym(letters: &str, words: &[String]) -> bool {
    let firsts = |skip: bool| -> String {
        words.iter().filter(|word| !skip || !is_joint(word)).filter_map(|word| word.chars().next()).collect()
    };
    words.len() > 1 && letters.len() > 1 && (firsts(true) == letters || firsts(false) == letters)
}

fn is_joint(word: &str) -> bool {
    matches!(word, "of" | "the" | "for" | "and" | "on" | "in")
}

/// The words of a body in any order, so that "Department of Justice" is "Justice Department".
pub(super) fn body_key(words: &[String]) -> String {
    let mut content: Vec<&str> = words.iter().map(String::as_str).filter(|word| !is_joint(word)).collect();
    if content.len() > 2 && matches!(content[0], "us" | "u") {
        content.remove(0);
    }
    content.sort_unstable();
    content.join(" ")
}

/// What a name is filed under: names that can be one share a key.
pub(super) fn keys(words: &[String], body: bool) -> Vec<String> {
    if body {
        let firsts: String =
            words.iter().filter(|word| !is_joint(word)).filter_map(|word| word.chars().next()).collect();
        let letters = if words.len() == 1 { words[0].clone() } else { firsts };
        return vec![body_key(words), format!("={letters}")];
    }
    let last = words
        .iter()
        .rfind(|word| !matches!(word.as_str(), "jr" | "sr" | "ii" | "iii"))
        .cloned()
        .unwrap_or_default();
    vec![format!("~{}", skeleton(&last)), last]
}

/// The consonants of a word as they sound, so that transliterations share it.
pub(super) fn skeleton(word: &str) -> String {
    let mut bones = String::new();
    let mut before = ' ';
    let mut letters = word.chars().peekable();
    while let Some(letter) = letters.next() {
        let doubled = letter == before;
        before = letter;
        let sound = match letter {
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'h' | 'w' | '\'' => continue,
            'q' | 'g' | 'c' | 'k' => {
                // "kh", "gh" and "ch" count as one sound.
                letters.next_if_eq(&'h');
                'k'
            }
            'j' | 'z' => 'z',
            'v' => 'f',
            other => other,
        };
        if !doubled {
            bones.push(sound);
        }
    }
    bones
}

fn plain(letter: char) -> char {
    match letter {
        'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' | 'ā' | 'ă' | 'ą' => 'a',
        'é' | 'è' | 'ê' | 'ë' | 'ē' | 'ė' | 'ę' | 'ě' => 'e',
        'í' | 'ì' | 'î' | 'ï' | 'ī' | 'ı' | 'į' => 'i',
        'ó' | 'ò' | 'ô' | 'ö' | 'õ' | 'ø' | 'ō' | 'ő' => 'o',
        'ú' | 'ù' | 'û' | 'ü' | 'ū' | 'ů' | 'ű' => 'u',
        'ç' | 'ć' | 'č' => 'c',
        'ñ' | 'ń' | 'ň' => 'n',
        'š' | 'ś' | 'ş' | 'ș' => 's',
        'ž' | 'ź' | 'ż' => 'z',
        'ł' => 'l',
        'ř' => 'r',
        'ý' | 'ÿ' => 'y',
        'ğ' => 'g',
        'đ' | 'ď' => 'd',
        'ť' | 'ț' => 't',
        '’' | 'ʼ' | '‘' | 'ʿ' => '\'',
        other => other,
    }
}

/// A few letters that stay the same for the same words, in every run and on every machine.
pub(super) fn short_hash(parts: &[&str]) -> String {
    // FNV-1a over 64 bits: the hashes of the standard library may change between its versions.
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in parts.iter().flat_map(|part| part.bytes().chain([0])) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    let digit = |step: u32| char::from_digit(((hash >> (8 * step)) % 36) as u32, 36).unwrap_or('0');
    (0..5).map(digit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_persons(one: &str, other: &str, expected: Likeness) {
        assert_eq!(persons(&words(one), &words(other)), expected, "{one} / {other}");
        assert_eq!(persons(&words(other), &words(one)), expected, "{other} / {one}");
    }

    #[test]
    fn people() {
        check_persons("Elise Ortega", "Élise Ortega", Likeness::Same);
        check_persons("Bill Hale", "William Hale", Likeness::Same);
        check_persons("Yusuf al-Qadari", "Yousef Gadari", Likeness::Possible);
        check_persons("E. Ortega", "Elise Ortega", Likeness::Possible);
        check_persons("Ortega", "Elise Ortega", Likeness::Possible);
        check_persons("Tom Hale Jr.", "Tom Hale", Likeness::Different);
        check_persons("Thomas B. Hale Jr.", "Tom Hale", Likeness::Possible);
        check_persons("Thomas B. Hale III", "Tom Hale", Likeness::Same);
        check_persons("Tom Hale", "Tom Hall", Likeness::Different);
        check_persons("Tom Hale", "Tim Hale", Likeness::Different);
    }

    #[track_caller]
    fn check_bodies(one: &str, other: &str, expected: Likeness) {
        assert_eq!(bodies(&words(one), &words(other)), expected, "{one} / {other}");
    }

    #[test]
    fn bodies_in_other_words() {
        check_bodies("Department of Fisheries", "Fisheries Department", Likeness::Same);
        check_bodies("DHS", "Department of Harbour Safety", Likeness::Possible);
        check_bodies("Harbour Board", "Harbour Trust", Likeness::Different);
    }
}
