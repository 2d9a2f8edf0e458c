//! From a word and its tag to its dictionary form.
//!
//! Names keep their letters; other words lose their capitals, then the rule for the longest known
//! ending of the word is applied. The rules are learnt; a rule for one whole word is an exception.

use std::sync::LazyLock;

use super::Tag;
use crate::model::WordMap;

/// One rule a line: tag, ending (with `^` before a whole word), how many bytes to cut, what to add.
pub const RULES: &str = include_str!("weights/lemmas.tsv");

static EMBEDDED: LazyLock<Lemmas<'static>> = LazyLock::new(|| Lemmas::new(RULES));

/// The rules in the binary.
pub fn embedded() -> &'static Lemmas<'static> {
    &EMBEDDED
}

/// Rules by tag and ending.
#[derive(Clone, Debug)]
pub struct Lemmas<'r> {
    rules: WordMap<(Tag, &'r str), Rewrite<'r>>,
    /// True, by the code of the tag, when there is a rule for it.
    changes: [bool; Tag::COUNT],
}

/// What a rule does with the end of a word.
#[derive(Clone, Copy, Debug)]
struct Rewrite<'r> {
    cut: usize,
    add: &'r str,
}

/// The longest ending that has rules, in bytes.
pub const LONGEST_ENDING: usize = 6;

impl<'r> Lemmas<'r> {
    /// Takes rules from text; lines that are none are passed over.
    pub fn new(text: &'r str) -> Self {
        let mut lemmas = Lemmas { rules: WordMap::default(), changes: [false; Tag::COUNT] };
        for line in text.lines() {
            let mut columns = line.split('\t');
            if let (Some(tag), Some(ending), Some(cut), Some(add)) =
                (columns.next(), columns.next(), columns.next(), columns.next())
                && let (Some(tag), Ok(cut)) = (Tag::named(tag), cut.parse())
            {
                lemmas.changes[usize::from(tag.code())] = true;
                lemmas.rules.insert((tag, ending), Rewrite { cut, add });
            }
        }
        lemmas
    }

    /// Adds the dictionary form of a word to `lemmas`.
    pub fn push(&self, word: &str, tag: Tag, lemmas: &mut String) {
        let start = lemmas.len();
        if tag.is_proper_noun() {
            lemmas.push_str(word);
            return;
        }
        // A whole word is written with a mark before it, so the mark is put there for the search.
        lemmas.push('^');
        push_small(word, lemmas);
        let rewrite =
            if self.changes[usize::from(tag.code())] { self.find(&lemmas[start..], tag) } else { None };
        lemmas.remove(start);
        if let Some(Rewrite { cut, add }) = rewrite {
            lemmas.truncate(lemmas.len() - cut);
            lemmas.push_str(add);
        }
    }

    /// The rule for the longest ending of a word that begins with `^`.
    fn find(&self, word: &str, tag: Tag) -> Option<Rewrite<'r>> {
        if let Some(&exception) = self.rules.get(&(tag, word)) {
            return Some(exception);
        }
        let longest = (word.len() - 1).min(LONGEST_ENDING);
        let endings = (1..=longest).rev().filter_map(|length| word.get(word.len() - length..));
        endings
            .filter_map(|ending| self.rules.get(&(tag, ending)).copied())
            .next()
            .filter(|rewrite| rewrite.cut + 1 < word.len() && word.is_char_boundary(word.len() - rewrite.cut))
    }
}

/// Adds a word without capitals; curly apostrophes become straight.
fn push_small(word: &str, small: &mut String) {
    if word.is_ascii() {
        small.extend(word.bytes().map(|byte| char::from(byte.to_ascii_lowercase())));
    } else {
        small.extend(
            word.chars().flat_map(char::to_lowercase).map(|letter| if letter == '’' { '\'' } else { letter }),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(word: &str, tag: Tag, lemma: &str) {
        let mut lemmas = String::from("before ");
        embedded().push(word, tag, &mut lemmas);
        assert_eq!(lemmas, format!("before {lemma}"));
    }

    #[test]
    fn verbs_lose_their_endings() {
        check("said", Tag::VBD, "say");
        check("Says", Tag::VBZ, "say");
        check("telling", Tag::VBG, "tell");
        check("making", Tag::VBG, "make");
        check("planned", Tag::VBN, "plan");
        check("denies", Tag::VBZ, "deny");
        check("was", Tag::VBD, "be");
        check("wo", Tag::MD, "will");
    }

    #[test]
    fn words_never_seen_follow_their_ending() {
        check("blorking", Tag::VBG, "blork");
        check("quorvers", Tag::NNS, "quorver");
        check("zibbled", Tag::VBD, "zibble");
    }

    #[test]
    fn nouns_and_pronouns() {
        check("officials", Tag::NNS, "official");
        check("women", Tag::NNS, "woman");
        check("Ortega", Tag::NNP, "Ortega");
        check("her", Tag::PRP_S, "she");
        check("n’t", Tag::RB, "not");
    }

    #[test]
    fn odd_words_do_no_harm() {
        for word in ["", "s", "ing", "é", "🙂s", "ÉS", "^"] {
            for code in 0..Tag::COUNT {
                embedded().push(word, Tag::from_code(code), &mut String::new());
            }
        }
    }
}
