//! From the text of a statement to its words: where each stands, by what it is compared, and what
//! kind of word it is. Numbers and dates of several words become one word with a value.

use jiff::civil::Date;

use crate::place::Span;

use super::calendar::{self, DateMention};
use super::lexicon::{EntryId, Lexicon};
use super::quantity::{self, Quantity};
use super::spelling::{self, WordId, word_id};

/// A word of a statement, or a number or date of several words.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    /// Where it stands in the statement's text.
    pub span: Span,
    /// Its plain form: case, accents and regional spelling taken away.
    pub form: WordId,
    /// Its stem, the same for all forms of the word.
    pub stem: WordId,
    /// Its place in the lexicon.
    pub entry: EntryId,
    /// How much it tells: rare words weigh more.
    pub weight: f32,
    /// What it is worth, for a number or a date.
    pub value: Option<Value>,
    /// What kind of word it is.
    pub marks: Marks,
}

/// What a number or date is worth.
#[derive(Clone, Copy, Debug)]
pub enum Value {
    /// A number with its unit.
    Quantity(Quantity),
    /// A day, month or year.
    Date(DateMention),
}

/// What kind of word it is.
#[derive(Clone, Copy, Debug, Default)]
pub struct Marks {
    /// Inside quotation marks.
    pub quoted: bool,
    /// Begins with a capital.
    pub capital: bool,
    /// Begins a sentence, so that its capital tells nothing.
    pub first: bool,
    /// A name, as far as capitals tell.
    pub name: bool,
    /// An article, preposition, pronoun or auxiliary.
    pub function: bool,
    /// A quotation opens before it.
    pub opens: bool,
    /// Inside square brackets: the reporter's own words.
    pub bracketed: bool,
    /// An ellipsis stands before it.
    pub after_gap: bool,
    /// The end of a clause stands before it: a full stop, a comma, a dash.
    pub after_break: bool,
}

impl Word {
    /// True for a word that carries meaning of its own.
    pub fn is_content(&self) -> bool {
        !self.marks.function
    }

    /// True for a capitalised word that is not merely the first of its sentence.
    pub fn is_name(&self) -> bool {
        self.marks.name
    }
}

/// Words behind this one are not compared: no statement in the news is longer.
pub const MOST_WORDS: usize = 2000;

/// Cuts a text into words, as far as they are compared: a word more than [`MOST_WORDS`] at most.
pub fn read(text: &str, published: Option<Date>, lexicon: &Lexicon) -> Vec<Word> {
    let reader = Reader {
        text,
        published,
        lexicon,
        marks: Marks { first: true, ..Marks::default() },
        open: None,
        has_quoted: false,
        words: Vec::with_capacity((text.len() / 6 + 2).min(MOST_WORDS)),
        form: String::with_capacity(32),
    };
    reader.run()
}

struct Reader<'a> {
    text: &'a str,
    published: Option<Date>,
    lexicon: &'a Lexicon,
    /// What the next word will carry.
    marks: Marks,
    /// The mark that would close the quotation that is open.
    open: Option<char>,
    /// True once a word stands in quotation marks.
    has_quoted: bool,
    words: Vec<Word>,
    form: String,
}

impl Reader<'_> {
    fn run(mut self) -> Vec<Word> {
        let mut at = 0;
        while let Some(letter) = self.text[at..].chars().next().filter(|_| self.words.len() <= MOST_WORDS) {
            at = if letter.is_alphanumeric() || self.begins_value(letter, at) {
                self.word(at)
            } else {
                self.sign(letter, at)
            };
        }
        mark_names(&mut self.words);
        self.words
    }

    fn begins_value(&self, letter: char, at: usize) -> bool {
        "$£€¥".contains(letter)
            && self.text[at + letter.len_utf8()..]
                .starts_with(|next: char| next.is_ascii_digit() || next == ' ')
    }

    /// Reads a sign and tells what it means for the words behind it.
    fn sign(&mut self, letter: char, at: usize) -> usize {
        let next = at + letter.len_utf8();
        let after_word = self.text[..at].ends_with(|before: char| {
            !before.is_whitespace() && !"(-–—[".contains(before) && !is_mark(before)
        });
        match letter {
            '“' | '«' | '„' => self.quote(Some(letter)),
            '”' | '»' => self.quote(None),
            '"' => self.quote(if self.open.is_some() { None } else { Some('"') }),
            '\'' | '`' if self.text[next..].starts_with(letter) => {
                self.quote(if self.open.is_some() && letter == '\'' { None } else { Some('"') });
                return next + 1;
            }
            '‘' | '\'' | '’' | '`' if self.open.is_none() && !after_word && letter != '’' => {
                self.quote(Some('\''));
            }
            '’' | '\'' if self.open == Some('\'') => self.quote(None),
            '[' => self.marks.bracketed = true,
            ']' => self.marks.bracketed = false,
            '…' => self.marks.after_gap = true,
            '.' if self.text[next..].starts_with("..") || self.text[next..].starts_with(" . .") => {
                self.marks.after_gap = true;
            }
            '.' | '?' | '!' => {
                self.marks.first = true;
                self.marks.after_break = true;
            }
            ':' | ';' | ',' | '—' | '–' => {
                self.marks.after_break = true;
                self.marks.first |= letter == ':';
            }
            _ => {}
        }
        next
    }

    fn quote(&mut self, open: Option<char>) {
        // A mark that only closes: the text begins inside the quotation.
        if open.is_none() && self.open.is_none() && !self.has_quoted {
            self.words.iter_mut().for_each(|word| word.marks.quoted = true);
            self.has_quoted = !self.words.is_empty();
        }
        self.open = open;
        self.marks.quoted = open.is_some();
        self.marks.opens = open.is_some();
        self.marks.first |= open.is_some();
    }

    /// Reads a number, a date or a word.
    fn word(&mut self, at: usize) -> usize {
        let rest = &self.text[at..];
        let glued = self.text[..at].ends_with(|before: char| before.is_alphanumeric());
        if !glued && self.lexicon.may_begin_value(rest) {
            if let Some((date, length)) = calendar::read(rest, self.published) {
                return self.value(at, length, Value::Date(date));
            }
            if let Some((quantity, length)) =
                quantity::read(rest).filter(|(_, length)| self.counts(at, *length))
            {
                return self.value(at, length, Value::Quantity(quantity));
            }
        }
        let length = word_length(rest);
        self.plain(at, length);
        at + length
    }

    /// False for the pronoun "one": "no one", "one of them".
    fn counts(&self, at: usize, length: usize) -> bool {
        if !self.text[at..at + length].eq_ignore_ascii_case("one") {
            return true;
        }
        let next = first_word(self.text[at + length..].trim_start());
        let before = self.words.last().map_or("", |word| word.span.of(self.text));
        let pronoun_after = ["no", "any", "every", "some", "this", "that", "the", "which", "another", "each"];
        !next.is_empty()
            && !self.lexicon.is_function(form_of(next))
            && !pronoun_after.iter().any(|word| word.eq_ignore_ascii_case(before))
    }

    fn value(&mut self, at: usize, length: usize, value: Value) -> usize {
        let id = match &value {
            Value::Quantity(_) => word_id("#quantity"),
            Value::Date(_) => word_id("#date"),
        };
        let weight = match &value {
            Value::Quantity(_) => 6.0,
            Value::Date(_) => 4.0,
        };
        let span = Span::new(at, at + length).trimmed(self.text);
        let marks = Marks { capital: false, function: false, ..self.marks };
        self.words.push(Word {
            span,
            form: id,
            stem: id,
            entry: EntryId::NONE,
            weight,
            value: Some(value),
            marks,
        });
        self.moved_on();
        at + length
    }

    /// A plain word, cut at its hyphens and contractions.
    fn plain(&mut self, at: usize, length: usize) {
        let whole = &self.text[at..at + length];
        let mut start = at;
        let mut joined: Option<usize> = None;
        for part in whole.split(['-', '‐', '‑']) {
            let end = start + part.len();
            let last = end == at + length;
            if !last && is_prefix(part) {
                joined = joined.or(Some(start));
            } else if !part.is_empty() {
                self.contraction(joined.take().unwrap_or(start), end);
            }
            start = end + self.text[end..].chars().next().map_or(0, char::len_utf8);
        }
    }

    /// "don't" is two words, "it's" is one.
    fn contraction(&mut self, start: usize, end: usize) {
        let word = &self.text[start..end];
        let Some(mark) = word.find(['\'', '’']) else { return self.push(start, end) };
        let tail = word[mark..].trim_start_matches(['\'', '’']);
        let head_end = start + mark;
        match tail.to_ascii_lowercase().as_str() {
            "t" if word[..mark].ends_with(['n', 'N']) => {
                let head = &word[..mark - 1];
                match head.to_ascii_lowercase().as_str() {
                    "ca" | "wo" | "sha" => self.push_as(
                        start,
                        head_end - 1,
                        if head.starts_with(['c', 'C']) { "can" } else { "will" },
                    ),
                    "" => {}
                    _ => self.push(start, head_end - 1),
                }
                self.push_as(head_end - 1, end, "not");
            }
            "ll" => self.pair(start, head_end, end, "will"),
            "re" => self.pair(start, head_end, end, "are"),
            "ve" => self.pair(start, head_end, end, "have"),
            "m" => self.pair(start, head_end, end, "am"),
            "d" => self.pair(start, head_end, end, "would"),
            "s" | "" => self.push(start, head_end),
            _ => self.push(start, end),
        }
    }

    fn pair(&mut self, start: usize, middle: usize, end: usize, second: &str) {
        self.push(start, middle);
        self.push_as(middle, end, second);
    }

    fn push(&mut self, start: usize, end: usize) {
        let text = self.text;
        let word = &text[start..end];
        match word {
            "US" | "U.S" | "U.S." => self.push_as(start, end, "unitedstates"),
            "UK" | "U.K" | "U.K." => self.push_as(start, end, "unitedkingdom"),
            _ if word.eq_ignore_ascii_case("cannot") => {
                self.push_as(start, start + 3, "can");
                self.push_as(start + 3, end, "not");
            }
            _ => match SPOKEN.iter().find(|(spoken, ..)| spoken.eq_ignore_ascii_case(word)) {
                Some((_, first, second)) => {
                    self.push_as(start, end - 2, first);
                    self.push_as(end - 2, end, second);
                }
                None => self.push_as(start, end, word),
            },
        }
    }

    /// Adds the word that stands at `start..end` as if it were written `word`.
    fn push_as(&mut self, start: usize, end: usize, word: &str) {
        if start >= end {
            return;
        }
        self.form.clear();
        spelling::fold_into(word, &mut self.form);
        if self.form.is_empty() {
            return;
        }
        let form = word_id(&self.form);
        let capital = self.text[start..].starts_with(char::is_uppercase);
        spelling::stem(&mut self.form, 0);
        let stem = word_id(&self.form);
        let entry = self.lexicon.entry(stem);
        let function = self.lexicon.is_function(form);
        let weight = self.lexicon.weight(entry);
        let marks = Marks { capital, function, ..self.marks };
        self.words.push(Word { span: Span::new(start, end), form, stem, entry, weight, value: None, marks });
        self.moved_on();
    }

    /// What is true of one word only ends with it.
    fn moved_on(&mut self) {
        self.has_quoted |= self.marks.quoted;
        self.marks.first = false;
        self.marks.opens = false;
        self.marks.after_gap = false;
        self.marks.after_break = false;
    }
}

fn form_of(word: &str) -> WordId {
    let mut form = String::with_capacity(word.len());
    spelling::fold_into(word, &mut form);
    word_id(&form)
}

/// Marks the names: capitals that are not merely the first of a sentence.
pub(super) fn mark_names(words: &mut [Word]) {
    for at in 0..words.len() {
        let next_capital = words
            .get(at + 1)
            .is_some_and(|next| next.marks.capital && !next.marks.first && !next.marks.function);
        let word = &mut words[at];
        let fresh = word.marks.first && !next_capital && word.entry != EntryId::NONE;
        word.marks.name = word.marks.capital && !word.marks.function && word.value.is_none() && !fresh;
    }
}

/// Words as they are spoken, and the two words that they are short for.
const SPOKEN: [(&str, &str, &str); 3] =
    [("gonna", "going", "to"), ("wanna", "want", "to"), ("gotta", "got", "to")];

fn is_mark(letter: char) -> bool {
    "“”«»„\"'‘’`".contains(letter)
}

/// Parts that are written with and without a hyphen: "e-mail", "co-operate".
fn is_prefix(part: &str) -> bool {
    ["e", "co", "re", "non", "anti", "pre", "post", "un", "multi", "mid", "counter", "bi", "sub", "inter"]
        .iter()
        .any(|prefix| prefix.eq_ignore_ascii_case(part))
}

fn first_word(text: &str) -> &str {
    &text[..text.find(|letter: char| !letter.is_ascii_alphabetic()).unwrap_or(text.len())]
}

/// The bytes of the word that begins the text: letters and digits with the signs inside it.
fn word_length(text: &str) -> usize {
    let mut end = 0;
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let next_is_word = letters.peek().is_some_and(|(_, next)| next.is_alphanumeric());
        let inner = match letter {
            _ if letter.is_alphanumeric() => true,
            '*' => true,
            _ if spelling::is_invisible(letter) => at > 0,
            '\'' | '’' | '-' | '‐' | '‑' | '&' | '_' => next_is_word,
            // "U.S." but not "end.Start".
            '.' => {
                end == at
                    && at > 0
                    && single_letter_before(text, at)
                    && (next_is_word || text[..at].contains('.'))
            }
            _ => false,
        };
        if !inner {
            break;
        }
        end = at + letter.len_utf8();
    }
    end.max(text.chars().next().map_or(0, char::len_utf8))
}

fn single_letter_before(text: &str, at: usize) -> bool {
    let mut before = text[..at].chars().rev();
    before.next().is_some_and(char::is_alphabetic) && before.next().is_none_or(|letter| letter == '.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let words = read(text, None, Lexicon::embedded());
        let found: Vec<&str> = words.iter().map(|word| word.span.of(text)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn words_are_cut() {
        check("“We don’t know,” he said.", &["We", "do", "n’t", "know", "he", "said"]);
        check("The U.S. e-mail, 12 a.m.", &["The", "U.S.", "e-mail", "12 a.m."]);
        check("a two-week strike cost $1.2bn", &["a", "two-week", "strike", "cost", "$1.2bn"]);
        check("On Tuesday, May 3, rock 'n' roll", &["On", "Tuesday, May 3", "rock", "n", "roll"]);
        check("", &[]);
        check("— … ''", &[]);
    }

    #[test]
    fn words_in_marks_are_told_apart() {
        let text = "He called it “a farce” and ''a sham'' and 'a joke', workers' leaders say";
        let words = read(text, None, Lexicon::embedded());
        let quoted: Vec<&str> =
            words.iter().filter(|word| word.marks.quoted).map(|word| word.span.of(text)).collect();
        assert_eq!(quoted, ["a", "farce", "a", "sham", "a", "joke"]);
    }
}
