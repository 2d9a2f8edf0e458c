//! Pairs of statements with gold labels, one JSON object a line.

use std::io;
use std::path::Path;

use jiff::civil::Date;
use serde::Deserialize;
use whosaid::align::Statement;

/// A pair of statements and what people say of it.
#[derive(Clone, Debug, Deserialize)]
pub struct GoldPair {
    /// Its name; pairs made of one statement share the part before the colon.
    pub id: String,
    /// The first statement.
    pub a: Told,
    /// The second statement.
    pub b: Told,
    /// 0 or 1 for paraphrases, 0..5 for likeness, a word for entailment, an object for relations.
    pub gold: serde_json::Value,
}

/// One statement.
#[derive(Clone, Debug, Deserialize)]
pub struct Told {
    text: String,
    speaker: Option<String>,
    cue: Option<String>,
    outlet: Option<String>,
    date: Option<String>,
    context: Option<String>,
}

impl Told {
    /// The statement as the program sees it.
    pub fn statement(&self) -> Statement<'_> {
        Statement {
            text: &self.text,
            speaker: self.speaker.as_deref(),
            cue: self.cue.as_deref(),
            outlet: self.outlet.as_deref(),
            date: self.date.as_deref().and_then(|date| date.parse::<Date>().ok()),
            context: self.context.as_deref(),
            ..Statement::default()
        }
    }
}

/// Reads a file of pairs.
pub fn read(path: &Path) -> io::Result<Vec<GoldPair>> {
    let text = std::fs::read_to_string(path)?;
    text.lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| serde_json::from_str(line).map_err(io::Error::other))
        .collect()
}
