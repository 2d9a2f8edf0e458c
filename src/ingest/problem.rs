//! What could not be read, or only in part: what happened, where, and what to do next.

use std::fmt;
use std::path::{Path, PathBuf};

/// One thing that went wrong while reading.
///
/// ```
/// use whosaid::ingest::Problem;
///
/// let problem = Problem::error("corpus/a.html", "no article found in the page")
///     .remedy("save the article's text as a .txt file");
/// assert_eq!(
///     problem.to_string(),
///     "cannot read corpus/a.html: no article found in the page; save the article's text as a .txt file"
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    severity: Severity,
    path: PathBuf,
    line: Option<usize>,
    what: String,
    remedy: String,
}

/// Whether a problem cost an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Something that is no article was left out of a folder.
    Note,
    /// The article was read; something about it is doubtful or missing.
    Warning,
    /// The article, or the whole file, was left out.
    Error,
}

impl Problem {
    /// A file or record that was left out.
    pub fn error(path: impl AsRef<Path>, what: impl Into<String>) -> Self {
        Problem::new(Severity::Error, path.as_ref(), what.into())
    }

    /// A doubt about something that was read all the same.
    pub fn warning(path: impl AsRef<Path>, what: impl Into<String>) -> Self {
        Problem::new(Severity::Warning, path.as_ref(), what.into())
    }

    /// What was left out of a folder, and rightly.
    pub fn note(folder: impl AsRef<Path>, what: impl Into<String>) -> Self {
        Problem::new(Severity::Note, folder.as_ref(), what.into())
    }

    fn new(severity: Severity, path: &Path, what: String) -> Self {
        Problem { severity, path: path.to_owned(), line: None, what, remedy: String::new() }
    }

    /// The same problem at a line, counted from 1.
    #[must_use]
    pub fn at_line(mut self, line: usize) -> Self {
        self.line = Some(line);
        self
    }

    /// The same problem with what to do about it.
    #[must_use]
    pub fn remedy(mut self, remedy: impl Into<String>) -> Self {
        self.remedy = remedy.into();
        self
    }

    /// Whether an article was lost.
    pub fn severity(&self) -> Severity {
        self.severity
    }

    /// True when an article was lost.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// The file it is about; `-` for standard input.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The line it is about, counted from 1, in files of records.
    pub fn line(&self) -> Option<usize> {
        self.line
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_error() {
            out.write_str("cannot read ")?;
        }
        match self.path.to_str() {
            Some("-") => out.write_str("standard input")?,
            _ => write!(out, "{}", self.path.display())?,
        }
        if let Some(line) = self.line {
            write!(out, ":{line}")?;
        }
        write!(out, ": {}", self.what)?;
        if !self.remedy.is_empty() {
            write!(out, "; {}", self.remedy)?;
        }
        Ok(())
    }
}

impl std::error::Error for Problem {}

/// How many there are of something in a folder, and the first of them by name.
pub(super) fn listed(mut paths: Vec<PathBuf>, folder: &Path, one: &str, many: &str) -> String {
    const SHOWN: usize = 3;
    paths.sort();
    let name = |path: &PathBuf| path.strip_prefix(folder).unwrap_or(path).display().to_string();
    let mut names: Vec<String> = paths.iter().take(SHOWN).map(name).collect();
    if paths.len() > SHOWN {
        names.push(format!("{} more", paths.len() - SHOWN));
    }
    let last = names.pop().unwrap_or_default();
    let names = if names.is_empty() { last } else { format!("{} and {last}", names.join(", ")) };
    let kind = if paths.len() == 1 { one } else { many };
    format!("{} {kind} ({names})", paths.len())
}
