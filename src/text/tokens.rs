//! From blocks to tokens, and a list of the tokens that may be quotation marks.
//!
//! One pass over the bytes with a table for ASCII. Whether a mark opens, closes or is none is not
//! decided here, except for apostrophes inside words and before elided words ("'em", "'90s").

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::marks::{Glyph, Mark};
use super::paragraphs::is_blank;
use super::words;
use super::{Token, TokenKind};
use crate::place::Span;

/// A block with its tokens and its marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block {
    /// Where it stands.
    pub span: Span,
    /// Indices into [`Cut::tokens`].
    pub tokens: Range<usize>,
    /// Indices into [`Cut::marks`].
    pub marks: Range<usize>,
}

/// The tokens of all blocks.
#[derive(Clone, Debug, Default)]
pub(super) struct Cut {
    /// In the order of the text.
    pub tokens: Vec<Token>,
    /// The tokens that may be quotation marks, in the order of the text.
    pub marks: Vec<Mark>,
    /// The blocks that hold a token.
    pub blocks: Vec<Block>,
}

/// Cuts blocks into tokens.
pub(super) fn cut(body: &str, blocks: &[Span]) -> Cut {
    // English news has a token in about 5.3 bytes.
    let mut cut = Cut { tokens: Vec::with_capacity(body.len() / 5), ..Cut::default() };
    for &span in blocks {
        let (tokens, marks) = (cut.tokens.len(), cut.marks.len());
        Scanner { text: &body[..span.end], start: span.start, cut: &mut cut }.scan();
        if cut.tokens.len() > tokens {
            cut.blocks.push(Block { span, tokens: tokens..cut.tokens.len(), marks: marks..cut.marks.len() });
        }
    }
    cut
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Blank,
    Letter,
    Digit,
    /// Stands alone.
    Single,
    /// Joins with its like: "...", "--", "?!".
    Run,
    Apostrophe,
    Quote,
    Address,
    Less,
    Wide,
}

const CLASSES: [Class; 256] = {
    let mut classes = [Class::Single; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = match byte as u8 {
            0..=b' ' | 0x7F => Class::Blank,
            b'a'..=b'z' | b'A'..=b'Z' | b'_' => Class::Letter,
            b'0'..=b'9' => Class::Digit,
            b'\'' | b'`' => Class::Apostrophe,
            b'"' => Class::Quote,
            b'@' | b'#' => Class::Address,
            b'<' => Class::Less,
            b'.' | b'-' | b'?' | b'!' | b'=' | b'*' | b'~' | b'+' => Class::Run,
            0x80.. => Class::Wide,
            _ => Class::Single,
        };
        byte += 1;
    }
    classes
};

struct Scanner<'a> {
    /// The body up to the end of the block.
    text: &'a str,
    start: usize,
    cut: &'a mut Cut,
}

impl Scanner<'_> {
    fn scan(&mut self) {
        let bytes = self.text.as_bytes();
        let mut at = self.start;
        while at < bytes.len() {
            at = match CLASSES[bytes[at] as usize] {
                Class::Blank => at + 1,
                Class::Letter | Class::Digit => self.word(at),
                Class::Single => self.push(at, at + 1, TokenKind::Sign),
                Class::Quote => self.mark(at, 1, Glyph::Straight),
                Class::Run => self.run(at),
                Class::Apostrophe => self.apostrophe(at),
                Class::Address => self.address(at),
                Class::Less => self.tag(at),
                Class::Wide => self.wide(at),
            };
        }
    }

    fn push(&mut self, start: usize, end: usize, kind: TokenKind) -> usize {
        self.cut.tokens.push(Token { span: Span::new(start, end), kind });
        end
    }

    fn mark(&mut self, start: usize, length: usize, glyph: Glyph) -> usize {
        let token = self.cut.tokens.len();
        let end = start + length;
        self.cut.marks.push(Mark { token, glyph, ..Mark::default() });
        self.push(start, end, TokenKind::Sign)
    }

    fn word(&mut self, start: usize) -> usize {
        let end = words::end(self.text, start);
        self.push_word(start, end);
        end
    }

    /// Pushes a word with its clitics apart: two of them at most ("would" "n't" "'ve").
    fn push_word(&mut self, start: usize, end: usize) {
        let word = &self.text[start..end];
        if is_number(word) {
            self.push(start, end, TokenKind::Number);
            return;
        }
        let apart = |to: usize| {
            let word = &self.text[start..to];
            let plain = word.bytes().all(|byte| byte.is_ascii() && byte != b'\'' && byte != b'`');
            let split = if plain { words::fused_at(word) } else { words::clitic_start(word) };
            split.map(|at| start + at)
        };
        let last = apart(end);
        let middle = last.and_then(apart);
        let first_end = middle.or(last).unwrap_or(end);
        let named = word.bytes().any(|byte| byte != b'_');
        self.push(start, first_end, if named { TokenKind::Word } else { TokenKind::Sign });
        if let (Some(middle), Some(last)) = (middle, last) {
            self.push(middle, last, TokenKind::Word);
        }
        if let Some(last) = last {
            self.push(last, end, TokenKind::Word);
        }
    }

    fn run(&mut self, start: usize) -> usize {
        let bytes = self.text.as_bytes();
        let first = bytes[start];
        let next = bytes.get(start + 1).copied().unwrap_or(b' ');
        let after_blank = start == self.start || matches!(bytes[start - 1], 0..=b' ' | b'(' | b'$');
        if (first == b'.' || first == b'-') && next.is_ascii_digit() && after_blank {
            let end = words::end(self.text, start + 1);
            self.push_word(start, end);
            return end;
        }
        let asks = |byte: u8| byte == b'?' || byte == b'!';
        let mut end = start + 1;
        while bytes.get(end).is_some_and(|&byte| byte == first || asks(byte) && asks(first)) {
            end += 1;
        }
        if first == b'.' && end == start + 1 && bytes[end..].starts_with(b" . .") {
            end += 4;
        }
        self.push(start, end, TokenKind::Sign)
    }

    /// "'" or "`": doubled, the beginning of an elided word, a clitic after a mark, or a mark.
    ///
    /// Of three in a row the single one stands inside: 'no way,''' he said.
    fn apostrophe(&mut self, start: usize) -> usize {
        let bytes = self.text.as_bytes();
        let doubled = bytes.get(start + 1) == Some(&bytes[start]);
        let tripled = doubled
            && bytes.get(start + 2) == Some(&bytes[start])
            && bytes.get(start + 3) != Some(&bytes[start]);
        let closes = start > self.start && bytes[start - 1] > b' ' && bytes[start - 1] != b'\'';
        match (bytes[start], doubled && !(tripled && closes)) {
            (b'`', true) => self.mark(start, 2, Glyph::TwiceOpen),
            (b'`', false) => self.mark(start, 1, Glyph::Backtick),
            (_, true) => self.mark(start, 2, Glyph::TwiceClose),
            (_, false) => self.single(start, 1, Glyph::Apostrophe),
        }
    }

    fn single(&mut self, start: usize, width: usize, glyph: Glyph) -> usize {
        let rest = &self.text[start + width..];
        let length = elided_length(rest);
        if length > 0 && (start == self.start || !self.text[..start].ends_with(char::is_alphanumeric)) {
            return self.push(start, start + width + length, TokenKind::Word);
        }
        let after_mark =
            start > self.start && !self.text[..start].ends_with(|c: char| is_blank(c) || "([-—–".contains(c));
        let possessive =
            rest.strip_prefix(['s', 'S']).filter(|rest| !rest.starts_with(char::is_alphanumeric));
        if after_mark && possessive.is_some() {
            return self.push(start, start + width + 1, TokenKind::Word);
        }
        self.mark(start, width, glyph)
    }

    /// "@handle" or "#tag"; the sign alone where no word follows.
    fn address(&mut self, start: usize) -> usize {
        let bytes = self.text.as_bytes();
        let mut end = start + 1;
        while bytes.get(end).is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_') {
            end += 1;
        }
        let kind = if end > start + 1 { TokenKind::Word } else { TokenKind::Sign };
        self.push(start, end, kind)
    }

    /// A tag left over from markup is one sign, with all the marks in it.
    fn tag(&mut self, start: usize) -> usize {
        const LONGEST_TAG: usize = 400;
        let bytes = &self.text.as_bytes()[start + 1..];
        let named = bytes.first().is_some_and(|byte| byte.is_ascii_alphabetic() || *byte == b'/');
        let end = bytes.iter().take(LONGEST_TAG).position(|byte| matches!(byte, b'<' | b'>' | b'\n'));
        match end {
            Some(length) if named && bytes[length] == b'>' => {
                self.push(start, start + length + 2, TokenKind::Sign)
            }
            _ => self.push(start, start + 1, TokenKind::Sign),
        }
    }

    fn wide(&mut self, start: usize) -> usize {
        let Some(c) = self.text[start..].chars().next() else { return self.text.len() };
        let width = c.len_utf8();
        let doubled = self.text[start + width..].starts_with(c);
        match (c, Glyph::of(c)) {
            ('‘', _) if doubled => self.mark(start, 2 * width, Glyph::TwiceOpen),
            ('’', _) if doubled => self.mark(start, 2 * width, Glyph::TwiceClose),
            ('’' | '‘', Some(glyph)) => self.single(start, width, glyph),
            (_, Some(glyph)) => self.mark(start, width, glyph),
            _ if is_blank(c) => start + width,
            _ if c.is_alphanumeric() => self.word(start),
            _ => self.symbol(start),
        }
    }

    /// A sign beyond ASCII, with what combines with it (the parts of an emoji).
    fn symbol(&mut self, start: usize) -> usize {
        let segment = self.text[start..].split_word_bounds().next().unwrap_or_default();
        self.push(start, start + segment.len(), TokenKind::Sign)
    }
}

fn is_number(word: &str) -> bool {
    let begins = |byte: &u8| byte.is_ascii_digit() || *byte == b'.' || *byte == b'-';
    word.as_bytes().first().is_some_and(begins)
        && word.bytes().all(|byte| byte.is_ascii_digit() || b".,:/-".contains(&byte))
}

/// The length of an elided word or a decade behind an apostrophe: "em", "90s"; 0 where none is.
fn elided_length(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let length = bytes.iter().take(5).take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let known = match &bytes[..length] {
        [a, b] => a.is_ascii_digit() && b.is_ascii_digit() || (*a | 0x20, *b | 0x20) == (b'e', b'm'),
        [a, b, b's'] => a.is_ascii_digit() && b.is_ascii_digit(),
        word => [&b"til"[..], b"tis", b"twas", b"cause", b"bout", b"n"].contains(&word),
    };
    if !known || rest[length..].starts_with(char::is_alphanumeric) {
        return 0;
    }
    // "rock 'n' roll" has an apostrophe on both sides.
    match (&bytes[..length], rest[length..].chars().next()) {
        (b"n", Some(close @ ('\'' | '’'))) => length + close.len_utf8(),
        (b"n", _) => 0,
        _ => length,
    }
}

#[cfg(test)]
mod tests {
    use crate::{Article, text};

    #[track_caller]
    fn check(input: &str, expected: &str) {
        let article = Article { body: input.to_owned(), ..Article::default() };
        let document = text::read(&article);
        let shown: Vec<&str> = (0..document.tokens.len()).map(|token| document.word(token)).collect();
        assert_eq!(shown.join(" "), expected);
    }

    #[test]
    fn clitics_leave_their_word() {
        check("I don't know", "I do n't know");
        check("CAN'T won’t shouldn't", "CA N'T wo n’t should n't");
        check(
            "Ortega's mayor’s it'll we've they’re I'd I'm",
            "Ortega 's mayor ’s it 'll we 've they ’re I 'd I 'm",
        );
        check("wouldn't've", "would n't 've");
        check("the workers' pay", "the workers ' pay");
        check("“Tarn”’s mayor", "“ Tarn ” ’s mayor");
        check("cannot gonna gotta Wanna lemme gimme", "can not gon na got ta Wan na lem me gim me");
    }

    #[test]
    fn apostrophes_inside_words_stay() {
        check("O'Neill o’clock D’Arc ma'am", "O'Neill o’clock D’Arc ma'am");
        check("the '90s, ’16 and 'em", "the '90s , ’16 and 'em");
        check("rock 'n' roll", "rock 'n' roll");
    }

    #[test]
    fn stops_in_abbreviations_stay() {
        check("Mr. Hill of the U.S. said.", "Mr. Hill of the U.S. said .");
        check("at 3 p.m. (D-N.Y.) U.S.-led", "at 3 p.m. ( D-N.Y. ) U.S.-led");
        check("J. R. Smith, J.R.R. Hill, Ph.D.", "J. R. Smith , J.R.R. Hill , Ph.D.");
        check("No. 5. No. U.S.’s", "No. 5 . No . U.S. ’s");
        check("went home.The rain", "went home . The rain");
        check("J.Smith at 3 a.m.Monday", "J. Smith at 3 a.m. Monday");
    }

    #[test]
    fn numbers_hold_together() {
        check("$1.2bn 1,200 9/11 10:30 50% 3rd", "$ 1.2bn 1,200 9/11 10:30 50 % 3rd");
        check("1,2. 1990s 24-year-old .5 -3", "1,2 . 1990s 24-year-old .5 -3");
        check("£3.50 €5 ½", "£ 3.50 € 5 ½");
    }

    #[test]
    fn hyphens_slashes_and_dashes() {
        check("front-runner and/or AT&T Q&A", "front-runner and/or AT&T Q&A");
        check("so--they--left - now—then–when", "so -- they -- left - now — then – when");
        check("pro- and anti-bridge", "pro - and anti-bridge");
    }

    #[test]
    fn ellipses_and_runs() {
        check("well... yes… so. . . no?! Go!!", "well ... yes … so . . . no ?! Go !!");
        check("___ ===", "___ ===");
    }

    #[test]
    fn addresses_hold_together() {
        check("ann.lee@tarn.example, wrote", "ann.lee@tarn.example , wrote");
        check("see https://tarn.example/a?b=c&d. Now", "see https://tarn.example/a?b=c&d . Now");
        check("www.tarn.example and Tarn.com", "www.tarn.example and Tarn.com");
        check("@ann_lee #BridgeNow @ #", "@ann_lee #BridgeNow @ #");
    }

    #[test]
    fn letters_beyond_ascii() {
        check("Mayor Müller-Größe naïve café’s", "Mayor Müller-Größe naïve café ’s");
        check("Мэр сказал: да.", "Мэр сказал : да .");
        check("e\u{301}te\u{301} news\u{AD}paper", "e\u{301}te\u{301} news\u{AD}paper");
        check("Tarn\u{A0}City\u{200B}now", "Tarn City now");
        check("ok 👩‍🚒👍🏽", "ok 👩‍🚒 👍🏽");
    }

    #[test]
    fn marks_stand_alone() {
        check(
            "“Go,” he said. \"No.\" ``Yes.'' ''So.''",
            "“ Go , ” he said . \" No . \" `` Yes . '' '' So . ''",
        );
        check("''He said, 'no way,''' she said", "'' He said , ' no way , ' '' she said");
        check("'''Tarn Tales,''' he said", "'' ' Tarn Tales , ' '' he said");
    }

    #[test]
    fn tags_are_one_sign() {
        check("<a href=\"x\">so</a> 3 < 5", "<a href=\"x\"> so </a> 3 < 5");
    }
}
