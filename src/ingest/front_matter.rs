//! The block of `key: value` lines between two `---` lines that may begin a text file.
//!
//! ```text
//! ---
//! title: "Bridge will reopen in spring"
//! outlet: The Harbour Post
//! date: 2031-03-12
//! ---
//! ```
//!
//! Only a block that is closed counts, so that an article which merely begins with a line of
//! dashes loses nothing. Keys that are not known are passed over, and so are lists and whatever is
//! set in below a key.

use nom::branch::alt;
use nom::bytes::complete::{tag, take_till, take_while1};
use nom::character::complete::{char, line_ending, not_line_ending, space0};
use nom::combinator::{eof, opt, recognize};
use nom::multi::many_till;
use nom::sequence::{delimited, preceded, terminated};
use nom::{IResult, Parser};

/// A line of front matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Field<'a> {
    pub key: &'a str,
    pub value: &'a str,
}

/// The fields of the front matter that begins a text, and how many bytes it takes, a byte-order
/// mark before it and the end of its last line included.
pub(super) fn read_front_matter(text: &str) -> Option<(Vec<Field<'_>>, usize)> {
    let (rest, (lines, _)) = block(text).ok()?;
    let fields = lines.into_iter().flatten().collect::<Vec<_>>();
    (!fields.is_empty()).then_some((fields, text.len() - rest.len()))
}

type Lines<'a> = (Vec<Option<Field<'a>>>, &'a str);

fn block(text: &str) -> IResult<&str, Lines<'_>> {
    let opening = (opt(char('\u{feff}')), fence);
    let other = alt((blank_or_comment, below_a_key)).map(|_| None);
    preceded(opening, many_till(alt((other, field.map(Some))), fence)).parse(text)
}

/// True for a text that begins as front matter does and is not read as such: it is never closed, or of
/// another kind. A line of dashes alone begins none.
pub(super) fn is_unread(text: &str) -> bool {
    let mut lines = text.trim_start_matches('\u{feff}').lines();
    let separator = match lines.next().map(str::trim_end) {
        Some("---") => ':',
        Some("+++") => '=',
        _ => return false,
    };
    let is_known = |line: &str| {
        let key = line.split_once(separator).map_or("", |(key, _)| key.trim());
        KNOWN.iter().any(|known| key.eq_ignore_ascii_case(known))
    };
    lines.next().is_some_and(is_known) && read_front_matter(text).is_none()
}

/// Keys with which front matter begins and a transcript does not.
const KNOWN: [&str; 12] = [
    "title",
    "headline",
    "outlet",
    "publisher",
    "url",
    "byline",
    "author",
    "id",
    "date",
    "layout",
    "source",
    "tags",
];

fn fence(text: &str) -> IResult<&str, &str> {
    recognize((tag("---"), space0, alt((line_ending, eof)))).parse(text)
}

fn field(text: &str) -> IResult<&str, Field<'_>> {
    let key = take_while1(|sign: char| sign.is_alphanumeric() || matches!(sign, '_' | '-' | ' '));
    let (text, key) = terminated(key, char(':')).parse(text)?;
    let (text, value) = delimited(space0, alt((quoted, not_line_ending)), rest_of_line).parse(text)?;
    Ok((text, Field { key: key.trim(), value: value.trim() }))
}

/// A value in quotation marks of one kind, with nothing behind it on its line.
fn quoted(text: &str) -> IResult<&str, &str> {
    let double = delimited(char('"'), take_till(|sign| matches!(sign, '"' | '\n')), char('"'));
    let single = delimited(char('\''), take_till(|sign| matches!(sign, '\'' | '\n')), char('\''));
    let (rest, value) = alt((double, single)).parse(text)?;
    nom::combinator::peek(rest_of_line).parse(rest)?;
    Ok((rest, value))
}

fn blank_or_comment(text: &str) -> IResult<&str, &str> {
    let comment = recognize((char('#'), not_line_ending));
    terminated(alt((comment, space0)), line_ending).parse(text)
}

/// An item of a list or a line that is set in.
fn below_a_key(text: &str) -> IResult<&str, &str> {
    let start = alt((tag("- "), tag(" "), tag("\t")));
    terminated(recognize((start, not_line_ending)), line_ending).parse(text)
}

fn rest_of_line(text: &str) -> IResult<&str, &str> {
    preceded(space0, line_ending).parse(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_of_a_block() {
        let text = "\u{feff}---\r\ntitle: \"Ferry: back\"\r\n# filed late\r\noutlet: The Harbour Post\r\n---\r\nBody";
        let (fields, length) = read_front_matter(text).unwrap();
        assert_eq!(fields[0], Field { key: "title", value: "Ferry: back" });
        assert_eq!(fields[1], Field { key: "outlet", value: "The Harbour Post" });
        assert_eq!(&text[length..], "Body");
    }

    #[test]
    fn lists_and_lines_set_in_are_passed_over() {
        let text =
            "---\ntags:\n  - ferries\n- tides\nnote: >\n  Filed late: twice\ndate: 2031-03-12\n---\nBody";
        let (fields, length) = read_front_matter(text).unwrap();
        let keys: Vec<&str> = fields.iter().map(|field| field.key).collect();
        assert_eq!(keys, ["tags", "note", "date"]);
        assert_eq!(&text[length..], "Body");
    }

    #[test]
    fn front_matter_that_is_not_read() {
        for text in [
            "---\ntitle: never closed\n\nBody",
            "\u{feff}---\r\nTitle: x\r\n...\r\nBody",
            "+++\ntitle = 'x'\n+++\nBody",
            "---\nid: x\nno field\n---\nBody",
        ] {
            assert!(is_unread(text), "{text:?}");
        }
        for text in [
            "---\ntitle: x\n---\nBody",
            "---\nORTEGA: It rains.\n",
            "---\n---\nBody",
            "title: x\n",
            "",
            "---",
        ] {
            assert!(!is_unread(text), "{text:?}");
        }
    }

    #[test]
    fn what_is_no_front_matter() {
        for text in [
            "---\ntitle: never closed\nBody",
            "---\n---\nBody",
            "--- title: x\n---\n",
            "title: x\n---\n",
            "---",
        ] {
            assert_eq!(read_front_matter(text), None, "{text:?}");
        }
    }
}
