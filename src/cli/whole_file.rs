//! Files that appear whole or not at all.
//!
//! What is written goes to a hidden file in the target's folder, which takes the target's name at
//! the end. A full disk, an error or a signal on the way leaves what was there before, and removes
//! the hidden file. Where a run is killed outright, only the hidden file is left behind.

use std::collections::BTreeSet;
use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Hidden files that have not taken their target's name yet. Whoever holds the lock keeps all
/// others from making or renaming one, so that a signal meets each file in one state or the other.
static UNFINISHED: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// Numbers the hidden files of this process.
static NEXT: AtomicUsize = AtomicUsize::new(0);

/// A file that is being written, not yet under its name.
#[derive(Debug)]
pub struct WholeFile {
    writer: BufWriter<File>,
    hidden: PathBuf,
    target: PathBuf,
}

impl WholeFile {
    /// Begins a file that will take the name `target`. A link of that name would be replaced, not
    /// followed.
    pub fn create(target: &Path) -> io::Result<Self> {
        let old = fs::symlink_metadata(target).ok();
        if old.as_ref().is_some_and(Metadata::is_dir) || names_a_folder(target) {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        if old.as_ref().is_some_and(Metadata::is_file) {
            // A new file may take the name of one that is protected against writing, so this asks.
            OpenOptions::new().append(true).open(target)?;
        }
        let mut unfinished = unfinished();
        let (hidden, file) = hidden_beside(target)?;
        unfinished.insert(hidden.clone());
        Ok(WholeFile { writer: BufWriter::new(file), hidden, target: target.to_owned() })
    }

    /// How many bytes it has by now.
    pub fn length(&mut self) -> io::Result<u64> {
        self.writer.flush()?;
        Ok(self.writer.get_ref().metadata()?.len())
    }

    /// Gives the file its name, in place of what had it before.
    pub fn put_in_place(mut self, durability: Durability) -> io::Result<()> {
        self.writer.flush()?;
        let file = self.writer.get_ref();
        if let Some(old) = fs::symlink_metadata(&self.target).ok().filter(Metadata::is_file) {
            keep_permissions(file, &old)?;
        }
        if durability == Durability::Synced {
            file.sync_all()?;
        }
        let mut unfinished = unfinished();
        fs::rename(&self.hidden, &self.target)?;
        unfinished.remove(&self.hidden);
        Ok(())
    }
}

/// Whether a file is on the disk for certain when it takes its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Durability {
    /// The system was asked to write it out, so that even an error that comes late is seen.
    Synced,
    /// The system writes it out when it likes: for many small files, where waiting for each would
    /// take longer than the rest of the run.
    Cached,
}

impl Write for WholeFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.writer.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

impl Drop for WholeFile {
    fn drop(&mut self) {
        if unfinished().remove(&self.hidden) {
            // There is nobody left to tell, and the failure that led here has been told.
            let _ = fs::remove_file(&self.hidden);
        }
    }
}

/// Removes every file that has not taken its name, and keeps all others from taking theirs for as
/// long as the process lives. True when there was one.
#[cfg_attr(not(unix), expect(dead_code, reason = "only a signal asks for it"))]
pub fn discard_all() -> bool {
    let unfinished = unfinished();
    for hidden in unfinished.iter() {
        // A file that cannot be removed is hidden at least.
        let _ = fs::remove_file(hidden);
    }
    let any = !unfinished.is_empty();
    std::mem::forget(unfinished);
    any
}

fn unfinished() -> MutexGuard<'static, BTreeSet<PathBuf>> {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// True for a path that means a folder, whether or not there is one: `..`, `reports/`, `reports/.`.
fn names_a_folder(path: &Path) -> bool {
    let written = path.to_string_lossy();
    path.file_name().is_none() || written.ends_with(std::path::is_separator) || written.ends_with("/.")
}

/// A new file in the folder of `target`. Its name does not hold the target's, which may be as long
/// as names can be; what has the name already, a link too, is never opened.
fn hidden_beside(target: &Path) -> io::Result<(PathBuf, File)> {
    let folder = target.parent().unwrap_or(Path::new(""));
    loop {
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let hidden = folder.join(format!(".whosaid-{}-{number}.tmp", std::process::id()));
        match OpenOptions::new().write(true).create_new(true).open(&hidden) {
            Ok(file) => return Ok((hidden, file)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
}

/// Gives a new file the owner, as far as this user may, and the permissions of the old one.
fn keep_permissions(file: &File, old: &Metadata) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, fchown};
        let new = file.metadata()?;
        if (new.uid(), new.gid()) != (old.uid(), old.gid()) {
            // Only an administrator may give files away; anybody else keeps the new file.
            let _ = fchown(file, Some(old.uid()), Some(old.gid()));
        }
    }
    file.set_permissions(old.permissions())
}
