//! Versions of articles, or two reports, set against each other.

use std::path::PathBuf;

use pyo3::prelude::*;
use whosaid::diff::claims::Report;
use whosaid::ingest::{self, Intake, Options};
use whosaid::jobs;

use crate::source::Source;
use crate::{Notices, faults, json, notices, wrong};

/// What is compared: a report as JSON, or articles, or the path of either.
#[derive(FromPyObject)]
pub enum Given {
    Report(String),
    Articles(Source),
}

enum Read {
    Report(Report, String),
    Articles(Intake),
}

impl Given {
    /// `name` is the argument's.
    fn read(self, name: &str) -> PyResult<Read> {
        match self {
            Given::Report(text) => report(&text, name.to_string()).map_err(wrong),
            Given::Articles(Source::Paths(paths)) => match of_path(&paths) {
                Some((text, path)) => report(&text, path).map_err(wrong),
                None => Ok(Read::Articles(Source::Paths(paths).read()?)),
            },
            Given::Articles(source) => Ok(Read::Articles(source.read()?)),
        }
    }
}

/// The text and the path of a file that is a report.
fn of_path(paths: &[PathBuf]) -> Option<(String, String)> {
    let [path] = paths else { return None };
    let text = ingest::own_report(path, &Options::default())?;
    Some((text, path.display().to_string()))
}

fn report(text: &str, name: String) -> Result<Read, String> {
    match serde_json::from_str(text) {
        Ok(report) => Ok(Read::Report(report, name)),
        Err(error) => Err(format!("cannot read {name}: {error}; write the report once more")),
    }
}

/// What became of articles or reports, as JSON. Without `new`, `old` has all versions.
#[pyfunction]
#[pyo3(signature = (old, new))]
pub fn diff(py: Python<'_>, old: Given, new: Option<Given>) -> PyResult<(String, Notices)> {
    py.detach(|| {
        let (old, new) = (old.read("old")?, new.map(|new| new.read("new")).transpose()?);
        compared(old, new).map_err(wrong)
    })
}

fn compared(old: Read, new: Option<Read>) -> Result<(String, Notices), String> {
    let (old, new) = match (old, new) {
        (Read::Report(old, _), Some(Read::Report(new, _))) => {
            return Ok((json(&jobs::diff_reports(&old, &new))?, Notices::new()));
        }
        (Read::Report(_, name), None) => {
            return Err(format!("{name} is a report; name a second one to compare it with"));
        }
        (Read::Report(_, name), Some(Read::Articles(_)))
        | (Read::Articles(_), Some(Read::Report(_, name))) => {
            return Err(format!(
                "{name} is a report and the other is not; give two reports, or two versions of articles"
            ));
        }
        (Read::Articles(old), Some(Read::Articles(new))) => (old, new),
        (Read::Articles(old), None) => (old, Intake::default()),
    };
    let mut notes = [notices(&old.problems), notices(&new.problems)].concat();
    let (differences, lost) = jobs::diff(old.articles, new.articles);
    notes.extend(faults(lost.iter()));
    Ok((json(&differences)?, notes))
}
