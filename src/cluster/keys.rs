//! From a statement's words to the hashed keys under which it can be found again.
//!
//! Keys only propose: two statements that share some are looked at, and the alignment decides. So
//! words are folded roughly (case, apostrophes, plural, all but the first letters), and a clash of
//! two hashes costs one needless look.

/// How many letters of a word are kept: enough to tell words apart, few enough that "destroy",
/// "destroyed" and "destroying", or "organise" and "organize", are one.
const STEM_LETTERS: usize = 6;

/// Words too frequent to say what a statement is about, folded as [`fold`] folds.
const COMMON: &[&str] = &[
    "a", "about", "all", "also", "am", "an", "and", "any", "are", "as", "at", "be", "because", "been",
    "being", "but", "by", "can", "cannot", "cant", "could", "did", "didnt", "do", "does", "doesnt", "dont",
    "for", "from", "get", "go", "going", "got", "had", "has", "have", "he", "hed", "her", "hes", "him",
    "his", "how", "i", "id", "if", "ill", "im", "in", "into", "is", "isnt", "it", "its", "ive", "just",
    "know", "like", "lot", "make", "may", "me", "more", "my", "no", "not", "now", "of", "on", "one", "or",
    "our", "out", "people", "really", "said", "say", "she", "so", "some", "than", "that", "thats", "the",
    "their", "them", "then", "there", "theres", "these", "they", "theyre", "theyve", "thing", "think",
    "this", "those", "to", "up", "us", "very", "want", "was", "wasnt", "we", "well", "were", "weve", "what",
    "when", "which", "who", "will", "with", "wont", "would", "you", "your", "youre",
];

/// The folded words of a text, as hashes.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    /// Every word.
    pub(super) all: Vec<u32>,
    /// The stems of words that are not [`COMMON`].
    pub(super) content: Vec<u32>,
}

/// Folds the words of a text.
pub(super) fn words(text: &str) -> Words {
    let mut words = Words::default();
    each_word(text, |word| {
        words.all.push(hash(Sort::Word, &[word.as_bytes()]));
        if COMMON.binary_search(&word).is_err() {
            words.content.push(hash(Sort::Stem, &[stem(word).as_bytes()]));
        }
    });
    words
}

/// The keys of a sentence, sorted and without repeats: its rare-word candidates one by one, and each with
/// its neighbour among them. Sentences that state one claim in other words share no runs of words.
pub(super) fn of_sentence(text: &str) -> Vec<u32> {
    let mut keys = words(text).content;
    keys.extend(pairs(&keys));
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// A key for each two neighbours, whichever comes first.
fn pairs(stems: &[u32]) -> Vec<u32> {
    let key = |pair: &[u32]| {
        let (low, high) = (pair[0].min(pair[1]), pair[0].max(pair[1]));
        hash(Sort::Pair, &[&low.to_le_bytes(), &high.to_le_bytes()])
    };
    stems.windows(2).map(key).collect()
}

/// The keys of a statement, sorted and without repeats: its rare-word candidates one by one, each
/// with its neighbour among them, each with the speaker's last name, and every run of three words.
pub(super) fn keys(text: &str, speaker: Option<&str>) -> Vec<u32> {
    let words = words(text);
    let mut keys = words.content.clone();
    keys.extend(pairs(&words.content));
    keys.extend(words.all.windows(3).map(hash_of_words));
    if let Some(name) = speaker.and_then(last_name) {
        let name = hash(Sort::Word, &[name.as_bytes()]).to_le_bytes();
        keys.extend(words.content.iter().map(|stem| hash(Sort::Spoken, &[&name, &stem.to_le_bytes()])));
    }
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// A number for the words of a text and their order; marks count where the text begins with one, since
/// what is quoted and what is retold are not the same telling.
pub(super) fn fingerprint(text: &str) -> u64 {
    let mut state = Fnv::new(Sort::Run);
    state.write(&[u8::from(text.starts_with(|sign: char| "\"'`“‘«„".contains(sign)))]);
    each_word(text, |word| {
        state.write(word.as_bytes());
        state.write(b" ");
    });
    state.0
}

/// The key of a name as it is written.
pub(super) fn name(written: &str) -> u32 {
    hash(Sort::Word, &[written.as_bytes()])
}

/// One key for a run of words.
pub(super) fn hash_of_words(run: &[u32]) -> u32 {
    let mut state = Fnv::new(Sort::Run);
    run.iter().for_each(|word| state.write(&word.to_le_bytes()));
    state.key()
}

/// Calls back with each word in small letters, without apostrophes, "F.B.I." as "fbi" and "1,200"
/// as "1200".
fn each_word(text: &str, mut found: impl FnMut(&str)) {
    let mut word = String::new();
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let next_joins = characters.peek().is_some_and(|next| next.is_alphanumeric());
        match character {
            letter if letter.is_alphanumeric() => word.extend(letter.to_lowercase()),
            '\'' | '’' if next_joins && !word.is_empty() => {}
            '.' if next_joins && is_initials(&word) => {}
            ',' | '.' if next_joins && word.ends_with(|c: char| c.is_ascii_digit()) => {}
            _ if word.is_empty() => {}
            _ => {
                found(&word);
                word.clear();
            }
        }
    }
    if !word.is_empty() {
        found(&word);
    }
}

/// True for what may be the beginning of an abbreviation with full stops: at most three letters.
/// Prose has a space after the stop that ends a sentence, so nothing else comes here.
fn is_initials(word: &str) -> bool {
    (1..=3).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_lowercase())
}

fn stem(word: &str) -> &str {
    let singular = match word.strip_suffix('s') {
        Some(rest) if rest.len() > 3 && !rest.ends_with('s') => rest,
        _ => word,
    };
    match singular.char_indices().nth(STEM_LETTERS) {
        Some((end, _)) => &singular[..end],
        None => singular,
    }
}

/// The last word of a name, if it is written as one.
fn last_name(speaker: &str) -> Option<&str> {
    let last = speaker.split_whitespace().last()?;
    last.starts_with(char::is_uppercase).then_some(last)
}

/// What a key is made of; keeps a word and a pair with the same bytes apart.
#[derive(Clone, Copy)]
enum Sort {
    Word,
    Stem,
    Pair,
    Run,
    Spoken,
}

fn hash(sort: Sort, parts: &[&[u8]]) -> u32 {
    let mut state = Fnv::new(sort);
    parts.iter().for_each(|part| state.write(part));
    state.key()
}

/// FNV-1a with a final mix: short, and the same on every machine, as the order of candidates must
/// not depend on one.
struct Fnv(u64);

impl Fnv {
    fn new(sort: Sort) -> Self {
        Fnv(0xcbf2_9ce4_8422_2325 ^ sort as u64)
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn key(&self) -> u32 {
        (self.0.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_words_are_sorted() {
        assert!(COMMON.is_sorted());
    }

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let mut found = Vec::new();
        each_word(text, |word| found.push(word.to_owned()));
        assert_eq!(found, expected);
    }

    #[test]
    fn words_are_folded() {
        check("The F.B.I. can’t wait.", &["the", "fbi", "cant", "wait"]);
        check("1,200 boats, 3.5 miles", &["1200", "boats", "35", "miles"]);
        check("‘Stop,’ he said…", &["stop", "he", "said"]);
        check("", &[]);
    }

    #[test]
    fn a_short_quotation_has_keys_of_the_long_one() {
        let long = keys("We will open the old bridge, and soon. It is time.", None);
        let short = keys("open the old bridge", None);
        assert!(short.iter().all(|key| long.contains(key)));
    }

    #[test]
    fn spelling_variants_share_stems() {
        assert_eq!(words("organised").content, words("organizes").content);
    }
}
