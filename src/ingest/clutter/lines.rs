//! A body cut into lines, as the rules of clutter see it.

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::HashSet;

use crate::place::Span;

/// A body's lines, without blank ones.
pub(super) struct Page<'a> {
    pub body: &'a str,
    opening: usize,
    pub title: Option<&'a str>,
    pub byline: Option<&'a str>,
    pub lines: Vec<Line<'a>>,
    taken: Vec<bool>,
    copies: Vec<bool>,
    prose_above: Vec<usize>,
    /// No headline stands above this line. Lines are only ever taken, so it only ever moves down.
    headline_from: Cell<usize>,
}

/// A line that is not blank.
pub(super) struct Line<'a> {
    /// Where it stands, without white space at its ends.
    pub span: Span,
    /// Its text.
    pub text: &'a str,
    /// How its text begins, made plain: lower case, straight apostrophes, single spaces, no full
    /// stop or colon at the end. Cut after [`PLAIN`] bytes.
    pub plain: String,
    /// How many words it has; counted no further than [`MANY`].
    pub words: usize,
    is_quoting: bool,
}

/// No rule looks for a phrase that is longer, or deeper in its line.
const PLAIN: usize = 240;

/// No rule asks how many words a line has beyond this.
pub(super) const MANY: usize = 120;

impl<'a> Page<'a> {
    /// Cuts a body behind its first `opening` bytes. Where the text is wrapped at a fixed width,
    /// what stands without a blank line between is one line.
    pub(super) fn cut(body: &'a str, opening: usize, title: Option<&'a str>) -> Self {
        let lines: Vec<Line> =
            spans(body, opening).into_iter().map(|span| Line::new(span, span.of(body))).collect();
        let taken = vec![false; lines.len()];
        let copies = copies(&lines);
        let prose_above = prose_above(&lines);
        Page {
            body,
            opening,
            title,
            byline: None,
            lines,
            taken,
            copies,
            prose_above,
            headline_from: Cell::new(0),
        }
    }

    /// The article's text above a line, without front matter.
    pub(super) fn text_above(&self, line: usize) -> &'a str {
        &self.body[self.opening..self.lines[line].span.start]
    }

    /// The third line from the end among those that no rule has taken.
    pub(super) fn near_the_end(&self) -> usize {
        (0..self.lines.len())
            .rev()
            .filter(|&line| !self.taken[line])
            .take(3)
            .last()
            .unwrap_or(self.lines.len())
    }

    /// True when the same line stands above, word for word. Short lines may be said twice on
    /// purpose and count as copies only at the top of the page, where headlines stand.
    pub(super) fn is_a_copy(&self, line: usize) -> bool {
        self.copies[line]
    }

    /// True when a paragraph of prose stands above the line.
    pub(super) fn has_prose_above(&self, line: usize) -> bool {
        self.prose_above[line] > 0
    }

    /// True when at least half of the page's prose stands above the line.
    pub(super) fn stands_below_the_article(&self, line: usize) -> bool {
        let above = self.prose_above[line];
        let all = self.prose_above.last().copied().unwrap_or(0);
        above > 0 && above * 2 >= all
    }

    /// True when a rule has taken the line already.
    pub(super) fn is_taken(&self, line: usize) -> bool {
        self.taken[line]
    }

    /// Marks lines as taken.
    pub(super) fn take(&mut self, first: usize, count: usize) {
        self.taken[first..first + count].fill(true);
    }

    /// The article's first paragraph of prose among the lines that are left; the number of lines
    /// when it has none.
    pub(super) fn first_prose(&self) -> usize {
        let is_prose = |&line: &usize| !self.taken[line] && self.lines[line].is_prose();
        (0..self.lines.len()).find(is_prose).unwrap_or(self.lines.len())
    }

    /// The last paragraph of prose among the lines that are left; the number of lines
    /// when it has none.
    pub(super) fn last_prose(&self) -> usize {
        let is_prose = |&line: &usize| !self.taken[line] && self.lines[line].is_prose();
        (0..self.lines.len()).rev().find(is_prose).unwrap_or(self.lines.len())
    }

    /// The first line of four words or more that no rule has taken: the headline, in most pages.
    pub(super) fn headline(&self) -> Option<usize> {
        let is_headline = |&line: &usize| !self.taken[line] && self.lines[line].words >= 4;
        let found = (self.headline_from.get()..self.lines.len()).find(is_headline);
        self.headline_from.set(found.unwrap_or(self.lines.len()));
        found
    }

    /// True when the headline stands above.
    pub(super) fn has_headline_above(&self, line: usize) -> bool {
        self.headline().is_some_and(|headline| headline < line)
    }

    /// The next line below that no rule has taken.
    pub(super) fn next_left(&self, line: usize) -> Option<&Line<'a>> {
        (line + 1..self.lines.len()).find(|&below| !self.taken[below]).map(|below| &self.lines[below])
    }
}

impl<'a> Line<'a> {
    fn new(span: Span, text: &'a str) -> Self {
        let words = text.split_whitespace().take(MANY).count();
        Line {
            span, text, plain: plain(text), words, is_quoting: text.contains(['"', '“', '”', '«', '»'])
        }
    }

    /// True for a paragraph of at least one long sentence.
    pub(super) fn is_prose(&self) -> bool {
        self.words >= 12 && self.ends_a_sentence()
    }

    /// True when the line ends as a sentence does.
    pub(super) fn ends_a_sentence(&self) -> bool {
        let end = self.text.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»', ' ', '\u{a0}']);
        end.ends_with(['.', '!', '?', '…', ':', ';', ','])
    }

    /// True when the line has words that somebody may be saying.
    pub(super) fn has_quotation_marks(&self) -> bool {
        self.is_quoting
    }

    /// True when the plain text begins with one of the phrases.
    pub(super) fn begins_with(&self, phrases: &[&str]) -> bool {
        phrases.iter().any(|phrase| self.plain.starts_with(phrase))
    }

    /// True when the plain text holds one of the phrases.
    pub(super) fn holds(&self, phrases: &[&str]) -> bool {
        phrases.iter().any(|phrase| self.plain.contains(phrase))
    }

    /// True when all of the line is one of the phrases.
    pub(super) fn is_one_of(&self, phrases: &[&str]) -> bool {
        self.text.len() <= PLAIN && phrases.contains(&self.plain.as_str())
    }

    /// True when every word begins with a capital or figure, small joining words aside.
    pub(super) fn is_all_capitalised(&self) -> bool {
        is_all_capitalised(self.text)
    }
}

/// True when every word begins with a capital or figure, small joining words aside.
pub(super) fn is_all_capitalised(text: &str) -> bool {
    #[rustfmt::skip]
    const JOINING: &[&str] = &[
        "and", "of", "the", "for", "in", "on", "de", "van", "von", "la", "&", "/",
    ];
    text.split_whitespace().all(|word| {
        let first = word.trim_start_matches(['(', '"', '“']).chars().next().unwrap_or(' ');
        first.is_uppercase() || first.is_numeric() || JOINING.contains(&word)
    })
}

/// True when the word stands in the text, not inside another word.
pub(super) fn holds_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(place, _)| {
        let before = text[..place].chars().next_back();
        let after = text[place + word.len()..].chars().next();
        let is_letter = |sign: Option<char>| sign.is_some_and(char::is_alphanumeric);
        !is_letter(before) && !is_letter(after)
    })
}

fn plain(text: &str) -> String {
    let mut end = text.len().min(PLAIN);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let mut plain = String::with_capacity(end);
    for word in text[..end].split_whitespace() {
        if !plain.is_empty() {
            plain.push(' ');
        }
        push_plain(&mut plain, word);
    }
    if end == text.len() {
        plain.truncate(plain.trim_end_matches(['.', ':', ' ']).len());
    }
    plain
}

fn push_plain(plain: &mut String, word: &str) {
    for sign in word.chars() {
        match sign {
            '’' | '‘' => plain.push('\''),
            sign if sign.is_ascii() => plain.push(sign.to_ascii_lowercase()),
            sign => plain.extend(sign.to_lowercase()),
        }
    }
}

/// The lines of a body that are not blank, those of a wrapped text joined.
fn spans(body: &str, opening: usize) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    let mut start = opening;
    while start < body.len() {
        let rest = &body.as_bytes()[start..];
        let end = memchr::memchr2(b'\n', b'\r', rest).map_or(body.len(), |length| start + length);
        let span = Span::new(start, end).trimmed(body);
        if !span.is_empty() {
            spans.push(span);
        }
        start = end + 1;
    }
    if !is_wrapped(body, &spans) {
        return spans;
    }
    let mut joined: Vec<Span> = Vec::new();
    for span in spans {
        match joined.last_mut() {
            Some(last) if follows_directly(body, *last, span) => last.end = span.end,
            _ => joined.push(span),
        }
    }
    joined
}

/// True when most lines that have another directly below break off within a sentence.
fn is_wrapped(body: &str, spans: &[Span]) -> bool {
    let (mut pairs, mut broken) = (0, 0);
    for pair in spans.windows(2).filter(|pair| follows_directly(body, pair[0], pair[1])) {
        let ends = pair[0].of(body).ends_with(['.', '!', '?', '”', '"', ':', ';']);
        let begins_low = pair[1].of(body).starts_with(char::is_lowercase);
        pairs += 1;
        broken += usize::from(!ends && begins_low);
    }
    broken >= 3 && broken * 3 >= pairs
}

fn follows_directly(body: &str, above: Span, below: Span) -> bool {
    let between = &body.as_bytes()[above.end..below.start];
    let ends = between.iter().filter(|&&byte| byte == b'\n').count();
    let returns = between.iter().filter(|&&byte| byte == b'\r').count();
    ends.max(returns) == 1
}

/// For each line, whether the same one stands above.
fn copies(lines: &[Line]) -> Vec<bool> {
    let mut seen = HashSet::new();
    let may_count = |place: usize, line: &Line| line.words >= 8 || (place < 6 && line.words >= 3);
    let places = lines.iter().enumerate();
    places
        .map(|(place, line)| may_count(place, line) && !seen.insert(without_extra_space(line.text)))
        .collect()
}

fn without_extra_space(text: &str) -> Cow<'_, str> {
    if text.contains(['\u{a0}', '\t']) || text.contains("  ") {
        Cow::Owned(text.split_whitespace().collect::<Vec<_>>().join(" "))
    } else {
        Cow::Borrowed(text)
    }
}

/// The words of prose above each line, and those of the whole page last.
fn prose_above(lines: &[Line]) -> Vec<usize> {
    let mut above = vec![0];
    let mut words = 0;
    for line in lines {
        words += if line.is_prose() { line.words } else { 0 };
        above.push(words);
    }
    above
}
