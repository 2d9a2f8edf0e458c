//! From a text to the words that are compared: every word as it is said, with what stands before it.
//!
//! Tokens come from the text room. Contractions come apart into the words that they stand for, words
//! with hyphens into their parts, so that "don't" meets "do not" and "front-runner" meets "front runner".
//! What is in brackets is the reporter's own and is no word of the speaker.

use std::sync::OnceLock;

use crate::align::{WordId, fold_into, rarity, word_id};
use crate::ingest::{Article, Clutter, ClutterKind};
use crate::place::Span;
use crate::text::{self, Document};

/// A word as it is said.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Word {
    /// Where it stands; a contraction's words share its letters out.
    pub span: Span,
    /// What it is compared by.
    pub form: WordId,
    /// How much it tells; nothing for words that only hold a sentence together.
    pub weight: f32,
    /// What stands before it.
    pub before: Before,
}

/// What stands before a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Before {
    /// A sentence begins with it.
    pub sentence: bool,
    /// A colon, semicolon, dash or opening mark stands before it.
    pub clause: bool,
    /// An ellipsis stands before it.
    pub gap: bool,
    /// The end of a bracket stands before it, in which the reporter may have put other words.
    pub bracket: bool,
}

/// The words of a text.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// In their order.
    pub words: Vec<Word>,
    /// True when an ellipsis or a dash stands behind the last one.
    pub breaks_off: bool,
}

/// Words that weigh less are too common to tell one place from another.
pub const RARE: f32 = 4.2;

/// What a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A quotation: brackets are the reporter's.
    Quotation,
    /// A transcript.
    Record,
}

/// The words of a text but for some stretches of it.
pub fn read(text: &str, without: &[Span], role: Role) -> Words {
    let body = mended(text);
    let clutter = without.iter().map(|span| Clutter { span: *span, kind: ClutterKind::Placeholder });
    let article = Article { body, clutter: clutter.collect(), ..Article::default() };
    let document = text::read(&article);
    let mut reader = Reader {
        document: &document,
        role,
        before: Before { sentence: true, ..Before::default() },
        depth: 0,
        form: String::with_capacity(32),
        words: Words { words: Vec::with_capacity(document.tokens.len()), breaks_off: false },
    };
    for token in 0..document.tokens.len() {
        reader.token(token);
    }
    reader.words
}

/// True when two words are the same as they are said: "'s" may be "is", "has" or "us".
pub fn same(one: &Word, other: &Word) -> bool {
    one.form == other.form || stands_for(one.form, other.form) || stands_for(other.form, one.form)
}

fn stands_for(clitic: WordId, word: WordId) -> bool {
    let forms = forms();
    clitic == forms.clitic_s && forms.after_s.contains(&word)
        || clitic == forms.clitic_d && forms.after_d.contains(&word)
}

/// The text with the character that stands for a lost one put right: between a word and its clitic an
/// apostrophe was lost, elsewhere a dash. All three take as many bytes.
fn mended(text: &str) -> String {
    const LOST: char = '\u{fffd}';
    if !text.contains(LOST) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for (at, letter) in text.char_indices() {
        if letter != LOST {
            out.push(letter);
            continue;
        }
        let rest = &text[at + LOST.len_utf8()..];
        let word = &rest[..rest.find(|next: char| !next.is_alphabetic()).unwrap_or(rest.len())];
        let is_clitic = ["s", "t", "re", "ve", "ll", "m", "d"].contains(&word);
        out.push(if is_clitic && out.ends_with(char::is_alphabetic) { '’' } else { '—' });
    }
    out
}

struct Reader<'a> {
    document: &'a Document<'a>,
    role: Role,
    /// What the next word will carry.
    before: Before,
    /// How many brackets are open.
    depth: usize,
    form: String,
    words: Words,
}

impl Before {
    /// True where the article shows that words were left out or put in.
    pub fn is_marked(self) -> bool {
        self.gap || self.bracket
    }
}

impl Reader<'_> {
    fn token(&mut self, token: usize) {
        let sentence = self.document.sentence_of(token);
        if self.document.sentences[sentence].tokens.start == token {
            self.before.sentence = true;
        }
        let word = self.document.word(token);
        let span = self.document.tokens[token].span;
        if word.starts_with(char::is_alphanumeric) || word.starts_with(['\'', '’']) && word.len() > 3 {
            if self.depth == 0 {
                self.word(word, span);
            }
        } else if is_clitic(word) {
            if self.depth == 0 {
                self.push(span, word);
            }
        } else {
            self.sign(word, span);
        }
    }

    fn sign(&mut self, sign: &str, span: Span) {
        match sign {
            "[" | "(" if self.role == Role::Quotation => self.depth += 1,
            "]" | ")" if self.role == Role::Quotation => {
                self.depth = self.depth.saturating_sub(1);
                self.before.bracket = true;
                self.words.breaks_off = true;
            }
            "%" if self.depth == 0 => self.push_as(span, "percent"),
            "&" if self.depth == 0 => self.push_as(span, "and"),
            _ if sign.starts_with('…') || sign.starts_with("..") => {
                self.before.gap = true;
                self.words.breaks_off = true;
            }
            ":" | ";" | "—" | "–" | "-" | "“" | "\"" | "‘" => self.before.clause = true,
            _ if sign.starts_with("--") => self.before.clause = true,
            _ => {}
        }
        if matches!(sign, "—" | "–") || sign.starts_with("--") {
            self.words.breaks_off = true;
        }
    }

    fn word(&mut self, word: &str, span: Span) {
        if matches!(word.trim_end_matches('.'), "US" | "U.S") {
            self.push_as(span, "united");
            self.push_as(span, "states");
            return;
        }
        let mut start = 0;
        for (at, hyphen) in word.match_indices(['-', '‐', '‑', '–', '/']) {
            self.push(Span::new(span.start + start, span.start + at), &word[start..at]);
            start = at + hyphen.len();
        }
        self.push(Span::new(span.start + start, span.end), &word[start..]);
    }

    /// Adds a word, in full where it is short for another.
    fn push(&mut self, span: Span, word: &str) {
        let plain = word.trim_start_matches(['\'', '’', '‘', '`']);
        let full = match plain.to_ascii_lowercase().as_str() {
            "n't" | "n’t" | "n‘t" => "not",
            "ca" if self.is_before_not(span) => "can",
            "wo" if self.is_before_not(span) => "will",
            "sha" if self.is_before_not(span) => "shall",
            "s" if plain.len() < word.len() => CLITIC_S,
            "d" if plain.len() < word.len() => CLITIC_D,
            "re" if plain.len() < word.len() => "are",
            "ve" if plain.len() < word.len() => "have",
            "ll" if plain.len() < word.len() => "will",
            "m" if plain.len() < word.len() => "am",
            "em" if plain.len() < word.len() => "them",
            "gon" => "going",
            "wan" => "want",
            "na" | "ta" => "to",
            "lem" => "let",
            "gim" => "give",
            "uh" | "um" | "uhm" | "er" | "erm" | "hmm" => return,
            _ => return self.push_as(span, plain),
        };
        self.push_as(span, full);
    }

    fn is_before_not(&self, span: Span) -> bool {
        let rest = self.document.body[span.end..].to_ascii_lowercase();
        rest.starts_with("n't") || rest.starts_with("n’t")
    }

    fn push_as(&mut self, span: Span, word: &str) {
        self.form.clear();
        if word.starts_with('\'') {
            self.form.push_str(word);
        } else {
            fold_into(word, &mut self.form);
        }
        if self.form.is_empty() {
            return;
        }
        let form = word_id(&self.form);
        let weight = weight_of(word, &self.form);
        self.words.words.push(Word { span, form, weight, before: self.before });
        self.words.breaks_off = false;
        self.before = Before::default();
    }
}

/// "'s" and "'d" stand for several words, so they are compared as themselves.
const CLITIC_S: &str = "'s";
const CLITIC_D: &str = "'d";

struct Forms {
    clitic_s: WordId,
    clitic_d: WordId,
    after_s: [WordId; 3],
    after_d: [WordId; 2],
}

fn forms() -> &'static Forms {
    static FORMS: OnceLock<Forms> = OnceLock::new();
    FORMS.get_or_init(|| Forms {
        clitic_s: word_id(CLITIC_S),
        clitic_d: word_id(CLITIC_D),
        after_s: ["is", "has", "us"].map(word_id),
        after_d: ["would", "had"].map(word_id),
    })
}

/// How much a word tells. Any figure may stand in any sentence, whatever its digits are, and courtesies
/// begin and end every speech.
fn weight_of(word: &str, form: &str) -> f32 {
    const COURTESIES: [&str; 12] = [
        "thank",
        "thanks",
        "please",
        "welcome",
        "hello",
        "sorry",
        "ladies",
        "gentlemen",
        "evening",
        "morning",
        "bless",
        "congratulations",
    ];
    const FIGURES: &str = " two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen \
                           seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred \
                           thousand million billion trillion dozen ";
    if word.starts_with('\'') || COURTESIES.contains(&form) {
        0.0
    } else if form.bytes().any(|byte| byte.is_ascii_digit()) {
        RARE
    } else {
        let weight = rarity(form);
        let is_figure = weight > RARE && FIGURES.split(' ').any(|figure| figure == form);
        if is_figure { RARE } else { weight }
    }
}

fn is_clitic(word: &str) -> bool {
    word.starts_with(['\'', '’', '‘', '`']) && word.ends_with(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_same(one: &str, other: &str) {
        let (one, other) = (read(one, &[], Role::Quotation), read(other, &[], Role::Record));
        let equal = one.words.len() == other.words.len()
            && one.words.iter().zip(&other.words).all(|(one, other)| same(one, other));
        assert!(equal, "{one:?}\n{other:?}");
    }

    #[test]
    fn what_is_said_alike_is_the_same() {
        check_same("I don't know; we’re late", "i do not know -- We are late.");
        check_same("It's the mayor's front-runner", "It is the mayor’s front runner");
        check_same("They won't, they can't, they cannot", "they will not they can not they can not");
        check_same("We’re gonna win 5% of it, uh, here", "We are going to win 5 percent of it here");
        check_same("He\u{fffd}s here", "He's here");
        check_same("The U.S. centre", "the US center");
    }

    #[test]
    fn a_possessive_is_a_word_of_its_own() {
        let count = |text| read(text, &[], Role::Record).words.len();
        assert_eq!(count("the town's harbour"), count("the town harbour") + 1);
    }

    #[test]
    fn brackets_and_ellipses_leave_a_gap() {
        let words = read("We [the council] must ... go on …", &[], Role::Quotation);
        let gaps: Vec<bool> = words.words.iter().map(|word| word.before.gap).collect();
        assert_eq!(gaps, [false, false, true, false]);
        assert!(words.words[1].before.bracket);
        assert!(words.breaks_off);
    }

    #[test]
    fn sentences_and_clauses_are_known() {
        let words = read("We go. They stay: you wait.", &[], Role::Record).words;
        let starts: Vec<bool> = words.iter().map(|word| word.before.sentence).collect();
        assert_eq!(starts, [true, false, true, false, false, false]);
        assert!(words[4].before.clause);
    }
}
