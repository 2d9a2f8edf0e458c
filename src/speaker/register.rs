//! What the user knows about speakers: aliases, people to keep apart, and attributes of the
//! user's own.
//!
//! Comes in: the text of a TOML or CSV file, already read. Goes out: a [`Register`], or an error
//! that names the line and what to do.

use std::collections::BTreeMap;

/// What the user knows about speakers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Register {
    /// One entry for each speaker, in the order of the file.
    pub entries: Vec<Entry>,
}

/// What the user knows about one speaker.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// The name to show.
    pub name: String,
    /// Other names for the same speaker.
    pub aliases: Vec<String>,
    /// Names that must never be taken for this speaker.
    pub not: Vec<String>,
    /// Columns of the user's own: party, gender, country.
    pub attributes: BTreeMap<String, String>,
}

/// Why a register could not be understood.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {problem}; {advice}")]
pub struct RegisterError {
    /// Counted from 1.
    pub line: usize,
    /// What is wrong.
    pub problem: String,
    /// What to do about it.
    pub advice: String,
}
