//! Where something stands in a text.
//!
//! Inside the program every place is a [`Span`] of bytes on character boundaries; what leaves the
//! program counts Unicode code points, as brat and the Web Annotation standard do. [`CodePoints`]
//! turns one into the other.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// A half-open range of bytes, `start..end`, on character boundaries of the text it belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The span `start..end`, in bytes.
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end, "a span ends before it starts: {start}..{end}");
        Span { start, end }
    }

    /// The same bytes as a standard range, for slicing.
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// True when the span holds nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// True when the byte offset lies inside.
    pub fn holds(self, offset: usize) -> bool {
        self.start <= offset && offset < self.end
    }

    /// True when `inner` lies wholly inside.
    pub fn covers(self, inner: Span) -> bool {
        self.start <= inner.start && inner.end <= self.end
    }

    /// True when the two share at least one byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that covers both.
    pub fn join(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The text at this place.
    ///
    /// # Panics
    /// When the span does not lie on character boundaries of `text`.
    pub fn of(self, text: &str) -> &str {
        &text[self.start..self.end]
    }

    /// The span without white space at its ends.
    pub fn trimmed(self, text: &str) -> Span {
        let inside = self.of(text);
        let start = self.start + (inside.len() - inside.trim_start().len());
        let end = start + inside.trim().len();
        Span { start, end }
    }
}

/// Turns byte offsets of one text into code points and lines. Built in one pass; points are told in constant
/// time, lines in the logarithm of their number.
#[derive(Clone, Debug)]
pub struct CodePoints<'a> {
    /// Code points before each block of [`BLOCK`] bytes; empty when the text is ASCII.
    before: Vec<u32>,
    text: &'a str,
    /// Where the lines end.
    breaks: Vec<u32>,
}

const BLOCK: usize = 256;

impl<'a> CodePoints<'a> {
    /// Prepares the conversion for `text`.
    pub fn new(text: &'a str) -> Self {
        let breaks = memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at as u32).collect();
        if text.is_ascii() {
            return CodePoints { before: Vec::new(), text, breaks };
        }
        let before = text
            .as_bytes()
            .chunks(BLOCK)
            .scan(0u32, |count, block| {
                let now = *count;
                *count += starts(block) as u32;
                Some(now)
            })
            .chain(std::iter::once(text.chars().count() as u32))
            .collect();
        CodePoints { before, text, breaks }
    }

    /// The number of code points before a byte offset.
    pub fn at(&self, byte: usize) -> usize {
        if self.before.is_empty() {
            return byte;
        }
        let block = (byte / BLOCK).min(self.before.len() - 1);
        let from = (block * BLOCK).min(byte);
        self.before[block] as usize + starts(&self.text.as_bytes()[from..byte.min(self.text.len())])
    }

    /// The line in which a byte offset stands, counted from one.
    pub fn line(&self, byte: usize) -> usize {
        1 + self.breaks.partition_point(|&end| (end as usize) < byte)
    }

    /// Both ends of a span in code points.
    pub fn span(&self, span: Span) -> (usize, usize) {
        (self.at(span.start), self.at(span.end))
    }
}

fn starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_count_like_chars() {
        let text = "“Brücken” – ja, sagte sie. ".repeat(40);
        let points = CodePoints::new(&text);
        for (count, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(points.at(byte), count);
        }
        assert_eq!(points.at(text.len()), text.chars().count());
    }

    #[test]
    fn lines_count_from_one() {
        let points = CodePoints::new("one\ntwo\n\nfour");
        assert_eq!([0, 3, 4, 8, 9].map(|byte| points.line(byte)), [1, 1, 2, 3, 4]);
    }

    #[test]
    fn trimming_keeps_the_words() {
        let text = "  so be it \n";
        assert_eq!(Span::new(0, text.len()).trimmed(text).of(text), "so be it");
    }
}
