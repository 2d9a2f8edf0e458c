//! What a run reads, so that nothing of it is written.
//!
//! A file is known by what it is, not by what it is called: another path, a link or a redirected
//! stream to it is the same file. A report of our own that lies in a folder of articles is left out
//! there, not read, and the next report may take its place.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::failure::{Failure, shown};
use crate::ingest::{self, FoundFile, Options};

/// The files that a run reads, each under every name that it is read by.
#[derive(Debug, Default)]
pub struct Reads {
    files: HashMap<Identity, Vec<FoundFile>>,
    options: Options,
}

impl Reads {
    /// What is read for the paths of an argument: files, what folders hold, `-`.
    pub fn of(paths: &[PathBuf], options: &Options) -> Self {
        let mut reads = Reads { files: HashMap::new(), options: options.clone() };
        for file in ingest::files(paths) {
            reads.insert(file);
        }
        reads
    }

    /// Adds the transcripts that are read for the paths of an argument.
    pub fn add_transcripts(&mut self, paths: &[PathBuf]) {
        for file in ingest::transcript_files(paths) {
            self.insert(file);
        }
    }

    /// Adds a file that is read; `-` is what stands behind standard input.
    pub fn add(&mut self, path: &Path) {
        self.insert(FoundFile { path: path.to_owned(), folder: None });
    }

    fn insert(&mut self, file: FoundFile) {
        let is_standard = file.path.as_os_str() == "-";
        let identity =
            if is_standard { Identity::of_standard_input() } else { Identity::of_file(&file.path) };
        if let Some(identity) = identity {
            self.files.entry(identity).or_default().push(file);
        }
    }

    /// Refuses to write to a file that is read; no path stands for standard output.
    pub fn refuse(&self, output: Option<&Path>) -> Result<(), Failure> {
        let identity = match output {
            None => Identity::of_standard_output(),
            Some(path) => Identity::of_file(path),
        };
        let mut names = identity.and_then(|identity| self.files.get(&identity)).into_iter().flatten();
        let Some(read) = names.find(|file| !ingest::is_left_out(file, self.options.clone())) else {
            return Ok(());
        };
        let read = shown(&read.path);
        Err(Failure::Argument(match output {
            None => format!(
                "cannot write to standard output: it goes to {read}, which is read; send it to another file"
            ),
            Some(path) if shown(path) == read => format!(
                "cannot write {read}: it is read, and nothing that is read is overwritten; choose another place"
            ),
            Some(path) => format!(
                "cannot write {}: it is the same file as {read}, and nothing that is read is overwritten; choose \
                 another place",
                shown(path)
            ),
        }))
    }
}

/// What a regular file is known by under every name; streams and devices have none, since writing
/// to them destroys nothing.
#[cfg(unix)]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Identity {
    device: u64,
    number: u64,
}

#[cfg(unix)]
impl Identity {
    fn of_file(path: &Path) -> Option<Self> {
        Self::of(&fs::metadata(path).ok()?)
    }

    fn of_standard_input() -> Option<Self> {
        Self::of_stream(&std::io::stdin())
    }

    fn of_standard_output() -> Option<Self> {
        Self::of_stream(&std::io::stdout())
    }

    fn of_stream(stream: &impl std::os::fd::AsFd) -> Option<Self> {
        let file = fs::File::from(stream.as_fd().try_clone_to_owned().ok()?);
        Self::of(&file.metadata().ok()?)
    }

    fn of(metadata: &fs::Metadata) -> Option<Self> {
        use std::os::unix::fs::MetadataExt;
        metadata.is_file().then(|| Identity { device: metadata.dev(), number: metadata.ino() })
    }
}

/// What a file is known by where the system gives no number: its path without links. That does
/// not see hard links, but a file that is written takes the name of one link only.
#[cfg(not(unix))]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Identity(PathBuf);

#[cfg(not(unix))]
impl Identity {
    fn of_file(path: &Path) -> Option<Self> {
        let path = fs::canonicalize(path).ok()?;
        path.is_file().then_some(Identity(path))
    }

    fn of_standard_input() -> Option<Self> {
        None
    }

    fn of_standard_output() -> Option<Self> {
        None
    }
}
