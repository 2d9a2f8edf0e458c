//! Where articles come from.

use std::path::PathBuf;

use pyo3::prelude::*;
use pyo3::types::PyIterator;
use whosaid::ingest::{self, Intake, Options};

use crate::wrong;

/// Paths, or an iterator over records as JSON.
#[derive(FromPyObject)]
pub enum Source {
    Paths(Vec<PathBuf>),
    Records(Py<PyIterator>),
}

impl Source {
    /// Reads everything.
    pub fn read(self) -> PyResult<Intake> {
        let mut all = Intake::default();
        self.each_chunk(|chunks| {
            for Intake { articles, problems } in chunks {
                all.articles.extend(articles);
                all.problems.extend(problems);
            }
            Ok(())
        })?;
        Ok(all)
    }

    /// Reads some at a time, for work that says what went wrong. An error may be the user's own as well: of
    /// an iterator that broke off, or a signal.
    pub fn each_chunk(
        self,
        work: impl FnOnce(&mut dyn Iterator<Item = Intake>) -> Result<(), String>,
    ) -> PyResult<()> {
        let done = match self {
            Source::Paths(paths) => work(&mut ingest::chunks(&paths, Options::default())),
            Source::Records(iterator) => {
                let mut records = Records { iterator, failed: None };
                let done = work(&mut ingest::record_chunks(&mut records, Options::default()));
                records.failed.map_or(Ok(()), Err)?;
                done
            }
        };
        done.map_err(wrong)
    }
}

/// The records of an iterator, for each of which the interpreter is held.
struct Records {
    iterator: Py<PyIterator>,
    failed: Option<PyErr>,
}

impl Records {
    fn ask(&self) -> PyResult<Option<Vec<u8>>> {
        Python::attach(|py| {
            // A user who breaks off is not kept waiting for the rest.
            py.check_signals()?;
            let mut iterator = self.iterator.bind(py).clone();
            iterator.next().map(|record| record?.extract()).transpose()
        })
    }
}

impl Iterator for Records {
    type Item = Vec<u8>;

    fn next(&mut self) -> Option<Vec<u8>> {
        if self.failed.is_some() {
            return None;
        }
        self.ask().unwrap_or_else(|error| {
            self.failed = Some(error);
            None
        })
    }
}
