//! Transcripts as text: which files they are, and their bytes decoded. What the text says is read
//! elsewhere.

use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::decode::{Decoded, Doubt, declared_in_page, decode};
use super::format::Format;
use super::intake::Options;
use super::own::{is_own, is_report};
use super::packed::{unpacked, without_packing};
use super::problem::{Problem, listed};
use super::source::{Bytes, read_whole, rest_of, unreadable};
use super::walk::{FoundFile, Input, Wanted, walk};

/// A file as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextFile {
    /// Where it lies, without the ending of what is compressed; `-` for standard input.
    pub path: PathBuf,
    /// What it holds.
    pub text: String,
}

/// Texts, and what went wrong on the way to them.
#[derive(Clone, Debug, Default)]
pub struct Texts {
    /// What was read, in the order of the paths.
    pub files: Vec<TextFile>,
    /// What was not, or only in part.
    pub problems: Vec<Problem>,
}

/// What became of a file.
enum Outcome {
    Read(TextFile, Option<Problem>),
    Failed(Problem),
    /// whosaid wrote it.
    Own,
}

/// Reads all transcripts that the paths mean: files, folders, or `-` for standard input.
pub fn texts(paths: &[PathBuf], options: &Options) -> Texts {
    let (inputs, problems) = walk(paths, Wanted::Transcripts);
    let mut texts = Texts { files: Vec::new(), problems };
    let read: Vec<(Option<FoundFile>, Outcome)> = inputs
        .into_par_iter()
        .map(|input| match input {
            Input::Standard => (None, read_standard_input(options)),
            Input::File(file) => {
                let outcome = match read_whole(&file.path, options.max_size) {
                    Ok(bytes) => decoded(&file.path, bytes, options),
                    Err(problem) => Outcome::Failed(problem),
                };
                (Some(file), outcome)
            }
        })
        .collect();
    for (file, outcome) in read {
        match outcome {
            Outcome::Read(text, doubt) => {
                texts.files.push(text);
                texts.problems.extend(doubt);
            }
            Outcome::Failed(problem) => texts.problems.push(problem),
            Outcome::Own => texts.problems.push(own(file)),
        }
    }
    texts
}

/// The text of a file that is a report of claims which whosaid wrote as JSON.
pub fn own_report(path: &Path, options: &Options) -> Option<String> {
    if Format::of_path(path) != Some(Format::Json) || !path.is_file() {
        return None;
    }
    let bytes = read_whole(path, options.max_size).ok()?;
    let Decoded { text, .. } = decode(bytes, options.encoding, None).ok()?;
    let text = text.trim_start_matches('\u{feff}').to_owned();
    is_report(&text).then_some(text)
}

fn read_standard_input(options: &Options) -> Outcome {
    let path = Path::new("-");
    let bytes = unpacked(std::io::stdin())
        .map_err(|error| unreadable(path, &error))
        .and_then(|stream| rest_of(path, stream, options.max_size))
        .and_then(Bytes::whole);
    match bytes {
        Ok(bytes) => decoded(path, bytes, options),
        Err(problem) => Outcome::Failed(problem),
    }
}

fn decoded(path: &Path, bytes: Vec<u8>, options: &Options) -> Outcome {
    let declared = declared_in_page(&bytes);
    match decode(bytes, options.encoding, declared) {
        Ok(Decoded { text, .. }) if text.trim().trim_matches('\u{feff}').is_empty() => {
            let problem = Problem::error(path, "there is nothing in it");
            Outcome::Failed(problem.remedy("leave it out, or fill it"))
        }
        Ok(Decoded { text, doubt }) => {
            let format = Format::of_path(path).unwrap_or_else(|| Format::sniff(&text));
            if is_own(format, &text) {
                return Outcome::Own;
            }
            let doubt = doubt.map(|doubt| Problem::warning(path, doubt.what).remedy(doubt.remedy));
            Outcome::Read(TextFile { path: without_packing(path).into_owned(), text }, doubt)
        }
        Err(Doubt { what, remedy }) => Outcome::Failed(Problem::error(path, what).remedy(remedy)),
    }
}

fn own(file: Option<FoundFile>) -> Problem {
    match file {
        Some(FoundFile { path, folder: Some(folder) }) => {
            let own = listed(vec![path], &folder, "report that whosaid wrote", "reports that whosaid wrote");
            Problem::note(folder, format!("left out {own}"))
        }
        file => {
            let path = file.map_or_else(|| PathBuf::from("-"), |file| file.path);
            Problem::error(path, "it is a report that whosaid wrote, not a transcript")
                .remedy("name the transcripts that it was made from")
        }
    }
}
