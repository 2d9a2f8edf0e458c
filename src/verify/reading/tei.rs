//! TEI as parliaments publish it: utterances `<u who="#OrtegaElise">`, with notes in between that nobody
//! spoke.
//!
//! Only what is needed is read: the tags are walked through one by one, so that a file that ends in the
//! middle still yields what it has.

use std::collections::BTreeMap;

use super::doubt::{Doubt, Outcome};
use crate::verify::transcript::{Mark, Transcript, Turn};

/// True for a text that begins like TEI.
pub(super) fn looks_like(text: &str) -> bool {
    let opening = &text[..text.floor_char_boundary(text.len().min(2000))];
    opening.contains("<TEI") || opening.contains("<teiCorpus")
}

/// Elements whose text nobody spoke.
const NOTES: [&str; 8] = ["note", "desc", "incident", "vocal", "kinesic", "head", "gap", "figDesc"];

/// Elements behind which words are apart.
const BLOCKS: [&str; 6] = ["u", "seg", "s", "p", "lb", "pb"];

/// Reads the utterances.
pub(super) fn read(text: &str) -> Outcome {
    let mut reader = Reader { names: names(text), ..Reader::default() };
    let mut line = 1;
    for piece in pieces(text) {
        match piece {
            Piece::Tag(tag) => reader.tag(tag, line),
            Piece::Text(words) => reader.words(words),
        }
        line += piece.written().matches('\n').count();
    }
    reader.part();
    let mut transcript = reader.transcript;
    if transcript.text.trim().is_empty() {
        return Err(Doubt {
            line: None,
            what: "no utterance <u who=\"...\"> has words in it".to_owned(),
            remedy: "name a TEI file with utterances, or save the words as a .txt file",
        });
    }
    transcript.date = date(text);
    Ok((transcript, Vec::new()))
}

#[derive(Default)]
struct Reader {
    names: BTreeMap<String, String>,
    transcript: Transcript,
    /// How many utterances are open, and how many elements that nobody spoke.
    utterances: usize,
    notes: usize,
}

impl Reader {
    fn tag(&mut self, tag: &str, line: usize) {
        let (is_end, tag) = match tag.strip_prefix('/') {
            Some(tag) => (true, tag),
            None => (false, tag),
        };
        let is_empty = tag.ends_with('/');
        let name = tag.split(|sign: char| sign.is_whitespace() || sign == '/').next().unwrap_or_default();
        if BLOCKS.contains(&name) {
            self.part();
        }
        match (name, is_end) {
            ("u", false) if !is_empty => {
                self.utterances += 1;
                let start = self.transcript.text.len();
                let speaker = attribute(tag, "who").map(|who| self.name(&who));
                self.transcript.turns.push(Turn { start, speaker });
                self.transcript.marks.push(Mark { start, line, seconds: None });
            }
            ("u", true) => self.utterances = self.utterances.saturating_sub(1),
            ("seg" | "s" | "p", false) if self.utterances > 0 => {
                let start = self.transcript.text.len();
                self.transcript.marks.push(Mark { start, line, seconds: None });
            }
            (name, false) if NOTES.contains(&name) && !is_empty => self.notes += 1,
            (name, true) if NOTES.contains(&name) => self.notes = self.notes.saturating_sub(1),
            _ => {}
        }
    }

    fn words(&mut self, written: &str) {
        if self.utterances == 0 || self.notes > 0 {
            return;
        }
        let out = &mut self.transcript.text;
        for (number, word) in written.split(char::is_whitespace).enumerate() {
            if number > 0 && !out.is_empty() && !out.ends_with(char::is_whitespace) {
                out.push(' ');
            }
            out.push_str(&unescaped(word));
        }
    }

    /// Begins a new line, where something was said before.
    fn part(&mut self) {
        let out = &mut self.transcript.text;
        while out.ends_with(' ') {
            out.pop();
        }
        if !out.is_empty() && !out.ends_with('\n') {
            out.push('\n');
        }
    }

    fn name(&self, who: &str) -> String {
        let id = who.trim_start_matches('#');
        self.names.get(id).cloned().unwrap_or_else(|| apart(id))
    }
}

/// "OrtegaElise" or "elise_ortega" as words.
fn apart(id: &str) -> String {
    let mut out = String::new();
    let mut was_low = false;
    for letter in id.chars() {
        if matches!(letter, '_' | '-' | '.') {
            out.push(' ');
        } else {
            if letter.is_uppercase() && was_low {
                out.push(' ');
            }
            out.push(letter);
        }
        was_low = letter.is_lowercase();
    }
    out.trim().to_owned()
}

/// The names of the persons that the header lists, by their ids.
fn names(text: &str) -> BTreeMap<String, String> {
    let mut names = BTreeMap::new();
    let mut id = None;
    let mut is_name = false;
    let mut name = String::new();
    for piece in pieces(text) {
        match piece {
            Piece::Tag(tag) if tag.starts_with("person ") => id = attribute(tag, "xml:id"),
            Piece::Tag(tag) if tag.starts_with("persName") => (is_name, name) = (true, String::new()),
            Piece::Tag("/persName") => {
                is_name = false;
                let words: Vec<&str> = name.split_whitespace().collect();
                if let Some(id) = id.take().filter(|_| !words.is_empty()) {
                    names.insert(id, words.join(" "));
                }
            }
            Piece::Text(words) if is_name => {
                name.push(' ');
                name.push_str(&unescaped(words));
            }
            Piece::Tag("body") => break,
            _ => {}
        }
    }
    names
}

/// The day that the header gives.
fn date(text: &str) -> Option<jiff::civil::Date> {
    pieces(text).find_map(|piece| match piece {
        Piece::Tag(tag) if tag.starts_with("date ") => attribute(tag, "when")?.get(..10)?.parse().ok(),
        _ => None,
    })
}

/// The value of an attribute in a tag.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let mut rest = tag;
    loop {
        let at = rest.find(name)?;
        let is_whole = rest[..at].ends_with(char::is_whitespace);
        rest = &rest[at + name.len()..];
        if let Some(value) = rest.trim_start().strip_prefix('=').filter(|_| is_whole) {
            let value = value.trim_start();
            let mark = value.chars().next().filter(|mark| matches!(mark, '"' | '\''))?;
            return value[1..].split(mark).next().map(unescaped);
        }
    }
}

#[derive(Clone, Copy)]
enum Piece<'a> {
    /// What stands between angle brackets.
    Tag(&'a str),
    /// What stands between tags.
    Text(&'a str),
}

impl<'a> Piece<'a> {
    fn written(self) -> &'a str {
        match self {
            Piece::Tag(text) | Piece::Text(text) => text,
        }
    }
}

/// The tags of a text and what stands between them, comments left out.
fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let Some(behind) = rest.strip_prefix('<') else {
            let end = rest.find('<').unwrap_or(rest.len());
            let (piece, after) = rest.split_at(end);
            rest = after;
            return Some(Piece::Text(piece));
        };
        let end =
            if behind.starts_with("!--") { behind.find("-->").map(|end| end + 2) } else { behind.find('>') };
        let end = end.unwrap_or(behind.len());
        let piece = &behind[..end];
        rest = behind.get(end + 1..).unwrap_or_default();
        Some(Piece::Tag(piece))
    })
}

/// A text with its entities as the characters that they stand for.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.bytes().take(10).position(|byte| byte == b';');
        match end.and_then(|end| Some((entity(&rest[1..end])?, end))) {
            Some((letter, end)) => {
                out.push(letter);
                rest = &rest[end + 1..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out + rest
}

fn entity(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix('x') {
                Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?)?
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEI: &str = r##"<?xml version="1.0"?>
<TEI><teiHeader><setting><date when="2031-03-12"/></setting>
<person xml:id="OrtegaElise"><persName><surname>Ortega</surname><forename>Elise</forename></persName></person></teiHeader>
<text><body><note>Opens at 10.</note>
<u who="#OrtegaElise" xml:id="u1"><seg>We will open the bridge.</seg>
<note>Applause &amp; calls</note><seg>I say so.</seg></u>
<!-- <u who="#x">no</u> -->
<u who="#BrandtTom">R&amp;D costs <pb/>more.</u></body></text></TEI>"##;

    #[test]
    fn utterances_and_who_has_them() {
        let (read, _) = read(TEI).unwrap();
        assert_eq!(read.text, "We will open the bridge.\nI say so.\nR&D costs\nmore.\n");
        let speakers: Vec<_> = read.turns.iter().map(|turn| turn.speaker.as_deref().unwrap_or("")).collect();
        assert_eq!(speakers, ["Ortega Elise", "Brandt Tom"]);
        assert_eq!(read.date.map(|date| date.to_string()).as_deref(), Some("2031-03-12"));
        assert_eq!(read.line_at(read.text.find("I say").unwrap()), Some(6));
    }

    #[test]
    fn broken_markup_yields_what_it_has() {
        assert!(read("<TEI><u who='#a'>We will").is_ok());
        assert!(read("<TEI><u who=>We</u <").is_ok());
        assert!(read("<TEI><u/>We</TEI>").is_err());
        for odd in ["<", "<!--", "<u", "&", "<u who", "<u who=\"", "&#x110000;"] {
            let _ = read(odd);
        }
    }
}
