//! A file that an argument names: its text, where it is in UTF-8 and no larger than an input may be.

use std::path::Path;

use super::failure::{Failure, shown};
use crate::ingest::{self, SizeLimit};

/// The text of a file that an argument names, which is in UTF-8.
pub fn text_of(path: &Path, max_size: SizeLimit) -> Result<String, Failure> {
    let bytes =
        ingest::read_whole(path, max_size).map_err(|problem| Failure::Argument(problem.to_string()))?;
    String::from_utf8(bytes).map_err(|_| {
        Failure::Argument(format!("cannot read {}: it is not UTF-8; save it as UTF-8", shown(path)))
    })
}
