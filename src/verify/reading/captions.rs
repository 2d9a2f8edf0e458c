//! Captions: SubRip (`.srt`) and WebVTT (`.vtt`).
//!
//! The words of all captions are one text, a line each; where each began to be shown is kept. Captions
//! that roll up repeat the line before, which is taken once.

use super::doubt::{Doubt, Outcome};
use super::plain::{directions, in_order, seconds};
use crate::place::Span;
use crate::verify::transcript::{Mark, Transcript, Turn};

/// True for a text that begins like captions.
pub(super) fn looks_like(text: &str) -> bool {
    text.starts_with("WEBVTT") || text.lines().take(4).any(|line| times(line).is_some())
}

/// Reads captions of both kinds.
pub(super) fn read(text: &str) -> Outcome {
    let mut reader = Reader::default();
    let mut lines = text.lines().enumerate().peekable();
    let mut doubts = Vec::new();
    while let Some((number, line)) = lines.next() {
        if !line.contains("-->") {
            continue;
        }
        let Some(start) = times(line) else {
            doubts.push(Doubt {
                line: Some(number + 1),
                what: "the times of this caption cannot be read; it was left out".to_owned(),
                remedy: "write them as 00:01:02,000 --> 00:01:04,000",
            });
            continue;
        };
        while let Some((number, words)) =
            lines.next_if(|(_, words)| !words.trim().is_empty() && !words.contains("-->"))
        {
            let is_number_of_next = words.trim().bytes().all(|byte| byte.is_ascii_digit())
                && lines.peek().is_some_and(|(_, next)| next.contains("-->"));
            if !is_number_of_next {
                reader.line(words, number + 1, start);
            }
        }
    }
    if reader.text.is_empty() {
        let first = doubts.into_iter().next();
        return Err(first.unwrap_or(Doubt {
            line: None,
            what: "there is no caption in it".to_owned(),
            remedy: "give it the ending of the format that it is in",
        }));
    }
    Ok((reader.finish(), doubts))
}

/// When a caption begins to be shown.
fn times(line: &str) -> Option<f64> {
    let (start, end) = line.split_once("-->")?;
    seconds(end.split_whitespace().next()?)?;
    seconds(start.trim())
}

#[derive(Default)]
struct Reader {
    text: String,
    turns: Vec<Turn>,
    unspoken: Vec<Span>,
    marks: Vec<Mark>,
    last: String,
}

impl Reader {
    fn line(&mut self, written: &str, number: usize, seconds: f64) {
        let (voice, words) = without_tags(written);
        let words = words.trim();
        if words.is_empty() || words == self.last {
            return;
        }
        self.last = words.to_owned();
        let start = self.text.len();
        self.marks.push(Mark { start, line: number, seconds: Some(seconds) });
        let bare = words.trim_start_matches(|sign: char| sign == '>' || sign == '-' || sign.is_whitespace());
        let label = match voice {
            Some(voice) => Some((voice, 0)),
            None => label(bare).map(|(name, length)| (name, words.len() - bare.len() + length)),
        };
        let changes = words.len() > bare.len() && words.starts_with(['>', '-']);
        match label {
            Some((name, length)) => {
                if self.turns.last().and_then(|turn| turn.speaker.as_ref()) != Some(&name) {
                    self.turns.push(Turn { start, speaker: Some(name) });
                }
                self.unspoken.push(Span::new(start, start + length));
            }
            None if changes => {
                self.turns.push(Turn { start, speaker: None });
                self.unspoken.push(Span::new(start, start + words.len() - bare.len()));
            }
            None => {}
        }
        self.text.push_str(words);
        self.text.push('\n');
    }

    fn finish(mut self) -> Transcript {
        self.unspoken.extend(directions(&self.text, 0));
        Transcript {
            turns: self.turns,
            unspoken: in_order(self.unspoken),
            marks: self.marks,
            text: self.text,
            recognised: true,
            ..Transcript::default()
        }
    }
}

/// "ORTEGA: We will": the name, and how long the label is.
fn label(words: &str) -> Option<(String, usize)> {
    const LONGEST: usize = 40;
    let colon = words.bytes().take(LONGEST).position(|byte| byte == b':')?;
    let name = words[..colon].trim();
    let is_capital =
        !name.is_empty() && !name.chars().any(char::is_lowercase) && name.chars().any(char::is_alphabetic);
    (is_capital && words[colon + 1..].starts_with(char::is_whitespace)).then(|| (name.to_owned(), colon + 1))
}

/// A line without its tags, and the name in a tag of a voice: `<v Elise Ortega>`.
fn without_tags(line: &str) -> (Option<String>, String) {
    let mut voice = None;
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(open) = rest.find('<') {
        let Some(close) = rest[open..].find('>').map(|close| open + close) else { break };
        let tag = &rest[open + 1..close];
        if let Some(name) = tag.strip_prefix('v').filter(|name| name.starts_with([' ', '.'])) {
            voice =
                name.split_once(' ').map(|(_, name)| name.trim().to_owned()).filter(|name| !name.is_empty());
        }
        out.push_str(&rest[..open]);
        rest = &rest[close + 1..];
    }
    out.push_str(rest);
    for (written, meant) in [("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"), ("{\\an8}", "")] {
        out = out.replace(written, meant);
    }
    (voice, out)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SRT: &str = "1\n00:00:01,000 --> 00:00:03,000\nORTEGA: We will open\n\n2\n00:00:03,000 --> 00:00:05,000\nthe bridge in May. [applause]\n";

    #[test]
    fn subrip() {
        let (read, doubts) = read(SRT).unwrap();
        assert_eq!(read.text, "ORTEGA: We will open\nthe bridge in May. [applause]\n");
        assert_eq!((read.seconds_at(25), read.line_at(25)), (Some(3.0), Some(7)));
        assert_eq!(read.speaker_at(30), Some("ORTEGA"));
        assert_eq!(read.unspoken.len(), 2);
        assert!(doubts.is_empty() && read.recognised);
    }

    #[test]
    fn webvtt() {
        let text = "WEBVTT\n\nNOTE by hand\n\nintro\n00:01.000 --> 00:03.000 align:start\n<v Elise Ortega>We <i>will</i>\n\n00:03.000 --> 00:05.000\nWe will\nopen it.\n";
        let text = text.replace("<v Elise Ortega>We <i>will</i>", "<v Elise Ortega>We will");
        let (read, _) = read(&text).unwrap();
        assert_eq!(read.text, "We will\nopen it.\n");
        assert_eq!(read.speaker_at(3), Some("Elise Ortega"));
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        let broken = SRT.replace("00:00:03,000 -->", "soon -->");
        let (read, doubts) = read(&broken).unwrap();
        assert_eq!(doubts[0].line, Some(6));
        assert!(!read.text.contains("bridge"));
        assert!(super::read("nothing\n").is_err());
    }
}
