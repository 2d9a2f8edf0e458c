//! Which files are read, and in which order.
//!
//! Paths come in, inputs go out: sorted and without doubles, so that the order in which a shell
//! or a file system lists them changes nothing. Hidden files and those that an ignore file names
//! are left out of folders, as are files of unknown endings; a path named outright is never left
//! out without a word.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use super::format::{Format, KNOWN_ENDINGS};
use super::problem::Problem;

/// Something to read articles from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Input {
    /// Standard input, asked for as `-`.
    Standard,
    /// A file.
    File(PathBuf),
}

/// All inputs that the paths mean, and what is wrong with the others.
pub(super) fn walk(paths: &[PathBuf]) -> (Vec<Input>, Vec<Problem>) {
    let mut inputs = Vec::new();
    let mut problems = Vec::new();
    for path in paths {
        if path.as_os_str() == "-" {
            inputs.push(Input::Standard);
        } else {
            match std::fs::metadata(path) {
                Ok(metadata) if metadata.is_dir() => walk_folder(path, &mut inputs, &mut problems),
                Ok(_) => add_file(path, &mut inputs, &mut problems),
                Err(error) => problems.push(unreadable(path, &error)),
            }
        }
    }
    inputs.sort();
    inputs.dedup();
    (inputs, problems)
}

fn add_file(path: &Path, inputs: &mut Vec<Input>, problems: &mut Vec<Problem>) {
    match path.extension() {
        Some(ending) if Format::of_path(path).is_none() => {
            let what = format!("the ending .{} is not a known one", ending.display());
            let remedy = format!("give it the ending {KNOWN_ENDINGS}, or pass it on standard input");
            problems.push(Problem::error(path, what).remedy(remedy));
        }
        _ => inputs.push(Input::File(path.to_owned())),
    }
}

fn walk_folder(folder: &Path, inputs: &mut Vec<Input>, problems: &mut Vec<Problem>) {
    let found_before = inputs.len();
    let troubles_before = problems.len();
    for entry in WalkBuilder::new(folder).require_git(false).build() {
        match entry {
            Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_dir()) => {}
            Ok(entry) => {
                if Format::of_path_in_folder(entry.path()).is_some() {
                    inputs.push(Input::File(entry.into_path()));
                }
            }
            Err(error) => problems
                .push(Problem::error(folder, error.to_string()).remedy("the rest of the folder was read")),
        }
    }
    if inputs.len() == found_before && problems.len() == troubles_before {
        let what = format!("the folder holds no file that ends in {KNOWN_ENDINGS}");
        let remedy = "hidden and ignored files are left out: name them outright if they are meant";
        problems.push(Problem::error(folder, what).remedy(remedy));
    }
}

/// The problem of a path that the system does not let us read.
pub(super) fn unreadable(path: &Path, error: &std::io::Error) -> Problem {
    match error.kind() {
        ErrorKind::NotFound => {
            Problem::error(path, "there is no such file or folder").remedy("check the path")
        }
        ErrorKind::PermissionDenied => {
            Problem::error(path, "permission denied").remedy("make it readable for this user")
        }
        _ => Problem::error(path, error.to_string()),
    }
}
