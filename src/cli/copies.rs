//! Says which articles were left out, since they were read already.

use super::failure::note;
use super::progress::Progress;
use crate::ingest::Copies;

/// Names the copies, in one line.
pub fn tell(copies: &Copies, progress: &Progress) {
    let [(copy, first), more @ ..] = copies.left_out() else { return };
    let more = match more.len() {
        0 => String::new(),
        1 => "; so is 1 more copy".to_string(),
        count => format!("; so are {count} more copies"),
    };
    let message = format!("{copy} is the same article as {first} and left out{more}");
    progress.aside(|| note(&message));
}
