//! A folder of brat annotations: for each article a file of them, and its text beside it where the
//! folder of the articles does not have it under the same name.
//!
//! Nothing is written outside the folder, no link in it is followed, and what stands there already
//! is overwritten only where the user asks for it.

use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::failure::{Failure, complain, shown};
use super::file_names::FileNames;
use super::reads::Reads;
use super::whole_file::{Durability, WholeFile};
use crate::ingest::Article;
use crate::report::brat;
use crate::report::json::Attribution;

/// The folder, and which names in it are used.
pub struct Annotations {
    folder: PathBuf,
    names: FileNames,
    overwrites: bool,
    reads: Reads,
    has_left_out: bool,
}

impl Annotations {
    /// Makes the folder where there is none.
    pub fn open(folder: Option<&Path>, overwrites: bool, reads: Reads) -> Result<Self, Failure> {
        let folder = folder.ok_or_else(|| {
            Failure::Argument(
                "brat annotations are one file for each article; name a folder with --output".to_string(),
            )
        })?;
        fs::create_dir_all(folder).map_err(|error| Failure::output(Some(folder), &error))?;
        Ok(Annotations {
            folder: folder.to_owned(),
            names: FileNames::default(),
            overwrites,
            reads,
            has_left_out: false,
        })
    }

    /// Writes the annotations of an article. brat shows them beside the text of the same name, in
    /// which the offsets count.
    pub fn write(&mut self, article: &Article, attributions: &[Attribution]) -> Result<(), Failure> {
        let name = self.names.of(&article.id);
        let has_text = article.path.as_ref().is_some_and(|path| {
            path.extension() == Some(OsStr::new("txt")) && path.file_stem() == Some(OsStr::new(&name))
        });
        let mut files = vec![(format!("{name}.ann"), brat::annotations(attributions))];
        if !has_text {
            files.insert(0, (format!("{name}.txt"), article.body.clone()));
        }
        if let Some(taken) =
            files.iter().map(|(name, _)| self.folder.join(name)).find(|path| self.is_taken(path))
        {
            self.has_left_out = true;
            complain(&format!(
                "cannot write {}: there is such a file already; choose another folder, or overwrite with --force",
                shown(&taken)
            ));
            return Ok(());
        }
        files.iter().try_for_each(|(name, text)| self.write_file(name, text))
    }

    /// True when an article was not written, since something stands where its files would.
    pub fn has_left_out(&self) -> bool {
        self.has_left_out
    }

    fn is_taken(&self, path: &Path) -> bool {
        !self.overwrites && fs::symlink_metadata(path).is_ok()
    }

    fn write_file(&self, name: &str, text: &str) -> Result<(), Failure> {
        let path = self.folder.join(name);
        self.reads.refuse(Some(&path))?;
        let written = WholeFile::create(&path).and_then(|mut file| {
            file.write_all(text.as_bytes())?;
            file.put_in_place(Durability::Cached)
        });
        written.map_err(|error| Failure::output(Some(&path), &error))
    }
}
