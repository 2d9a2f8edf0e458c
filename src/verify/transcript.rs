//! A transcript as it was read: its text, who speaks where, and where each line and moment begins.

use std::path::PathBuf;

use jiff::civil::Date;

use crate::place::Span;

/// The share of a quotation's words that speech recognition is taken to mishear, unless the user says
/// otherwise. On clear speech such systems have about one word in ten wrong.
pub const RECOGNISED: f32 = 0.1;

/// A primary text that quotations are looked up in.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Transcript {
    /// The file's name without its ending, or the id that the input gave.
    pub id: String,
    /// The file it came from; none for standard input.
    pub path: Option<PathBuf>,
    /// The day of the speech, hearing or article.
    pub date: Option<Date>,
    /// The whole text: of a text file as it is, of other formats the words alone. Every place counts in
    /// it.
    pub text: String,
    /// Where each turn begins, in order; none where one speaker has all of it.
    pub turns: Vec<Turn>,
    /// What of the text was not spoken: labels of speakers, stage directions, front matter; in order,
    /// without overlaps.
    pub unspoken: Vec<Span>,
    /// Where the lines of the file and its moments begin, in order.
    pub marks: Vec<Mark>,
    /// True when a machine wrote it down from a recording, which mishears.
    pub recognised: bool,
}

/// One speaker's words, up to the next turn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// The first byte, of the label if there is one.
    pub start: usize,
    /// The speaker as the transcript has the name.
    pub speaker: Option<String>,
}

/// Where a line of the file begins in the text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mark {
    /// Its first byte in the text.
    pub start: usize,
    /// Its number in the file, from 1; 0 where the format has no lines.
    pub line: usize,
    /// The seconds from the beginning of the recording, where the file tells them.
    pub seconds: Option<f64>,
}

impl Transcript {
    /// The turn that holds a byte, an index into the turns.
    pub fn turn_at(&self, byte: usize) -> Option<usize> {
        self.turns.partition_point(|turn| turn.start <= byte).checked_sub(1)
    }

    /// Who speaks at a byte.
    pub fn speaker_at(&self, byte: usize) -> Option<&str> {
        self.turns[self.turn_at(byte)?].speaker.as_deref()
    }

    /// The line of the file that a byte came from.
    pub fn line_at(&self, byte: usize) -> Option<usize> {
        self.mark_at(byte).map(|mark| mark.line).filter(|line| *line > 0)
    }

    /// The seconds from the beginning at which a byte's words begin.
    pub fn seconds_at(&self, byte: usize) -> Option<f64> {
        self.mark_at(byte)?.seconds
    }

    fn mark_at(&self, byte: usize) -> Option<&Mark> {
        let behind = self.marks.partition_point(|mark| mark.start <= byte);
        self.marks.get(behind.checked_sub(1)?)
    }
}
