//! What ends a command, and the exit status it ends with.

use std::io::{self, Write};
use std::path::Path;

use crate::guard::Fault;
use crate::report::visible::in_message;

/// Why a command could not go on.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// Nobody reads our output any more; that is the reader's right and no error.
    #[error("the reader of the output has gone")]
    ClosedPipe,
    /// The output could not be written.
    #[error("cannot write {place}: {reason}; {advice}")]
    Output { place: String, reason: String, advice: &'static str },
    /// A fault of our own, where nothing could be left out.
    #[error("{0} ended the command; please report this line, and what was asked for")]
    Fault(#[from] Fault),
    /// An argument means nothing.
    #[error("{0}")]
    Argument(String),
}

/// How a command that went to its end went.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Something went wrong on the way, and was named.
    pub troubled: bool,
    /// What `--fail-on` names was found.
    pub failed_on: bool,
}

impl Outcome {
    /// 2 when something went wrong, 1 when `--fail-on` found something, else 0.
    pub fn status(self) -> u8 {
        match self {
            Outcome { troubled: true, .. } => 2,
            Outcome { failed_on: true, .. } => 1,
            Outcome { .. } => 0,
        }
    }
}

impl Failure {
    /// The failure of writing to a file, folder or stream.
    pub fn output(place: Option<&Path>, error: &io::Error) -> Self {
        if place.is_none() && error.kind() == io::ErrorKind::BrokenPipe {
            return Failure::ClosedPipe;
        }
        let (reason, advice) = match error.kind() {
            io::ErrorKind::NotFound => {
                ("there is no such folder".into(), "make the folder first, or choose another")
            }
            io::ErrorKind::PermissionDenied => {
                ("permission denied".into(), "choose a place that you may write to")
            }
            io::ErrorKind::IsADirectory => ("it is a folder".into(), "name a file in it"),
            io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => {
                ("it is not a folder".into(), "name a folder, or a path inside one")
            }
            io::ErrorKind::StorageFull => ("the disk is full".into(), "make room, or choose another place"),
            io::ErrorKind::FileTooLarge => (
                "no file may be so large here".into(),
                "raise the limit, choose another place, or compress with --output FILE.gz",
            ),
            _ => (error.to_string(), "choose another place"),
        };
        let place = place.map_or_else(|| "to standard output".to_string(), |path| path.display().to_string());
        Failure::Output { place, reason, advice }
    }

    /// The failure of reading a file that an argument names.
    pub fn input(path: &Path, error: &io::Error) -> Self {
        let reason = match error.kind() {
            io::ErrorKind::NotFound => "there is no such file".to_string(),
            io::ErrorKind::PermissionDenied => "permission denied".to_string(),
            io::ErrorKind::InvalidData => "it is not UTF-8".to_string(),
            _ => error.to_string(),
        };
        Failure::Argument(format!("cannot read {}: {reason}; check the path", shown(path)))
    }

    /// Says what went wrong, where that is anybody's business, and gives the exit status.
    pub fn report(&self) -> u8 {
        match self {
            Failure::ClosedPipe => 0,
            other => {
                complain(&other.to_string());
                2
            }
        }
    }
}

/// A path as messages show it.
pub fn shown(path: &Path) -> String {
    if path.as_os_str() == "-" { "standard input".to_string() } else { path.display().to_string() }
}

/// Prints an error.
pub fn complain(message: &str) {
    say("error", anstyle::AnsiColor::Red, message);
}

/// Prints a warning.
pub fn warn(message: &str) {
    say("warning", anstyle::AnsiColor::Yellow, message);
}

/// Names of files and ids in a message may hold anything, so that none of it acts or pretends to be
/// a message of its own.
fn say(what: &str, colour: anstyle::AnsiColor, message: &str) {
    let style = colour.on_default().bold();
    let message = in_message(message);
    // Where standard error is closed there is nobody to tell, and the exit status still says it.
    let _ = writeln!(anstream::stderr(), "{style}{what}:{style:#} {message}");
}

/// Prints something that is worth knowing and nothing wrong.
pub fn note(message: &str) {
    say("note", anstyle::AnsiColor::Cyan, message);
}
