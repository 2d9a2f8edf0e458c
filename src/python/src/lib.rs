//! whosaid as a module for Python.
//!
//! Records come in as JSON, one article each, and go through the same reader as files of them; results go
//! out as Arrow tables, through Arrow's C interface and without a copy, or as JSON. The interpreter is free
//! for other threads while the work is done. What Python sees of it is in `whosaid/__init__.py`.

mod parallel;
mod source;
mod spread;
mod tables;
mod versions;

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3_arrow::PyTable;
use serde::Serialize;
use whosaid::attribution::Scope;
use whosaid::ingest::{self, Intake, Options, Problem, Severity};
use whosaid::jobs;
use whosaid::report::json::{Article as ArticleHead, Attribution, Cluster, Report};
use whosaid::report::lines;
use whosaid::report::pair::Pair;
use whosaid::report::taken;
use whosaid::speaker::Register;
use whosaid::{Settings, guard};

use source::Source;
use tables::{Table, table};

/// What could not be read or done, and what is doubtful: severity ("error", "warning", "note") and words.
type Notices = Vec<(&'static str, String)>;

fn settings(scope: &str, speakers: Option<&Path>) -> Result<Settings, String> {
    let scope = match scope {
        "speech" => Scope::Speech,
        "full" => Scope::Full,
        other => return Err(format!("{other} is no scope; give \"speech\" or \"full\"")),
    };
    let register = match speakers {
        None => Register::default(),
        Some(path) => register(path).map_err(|what| format!("cannot read {}: {what}", path.display()))?,
    };
    Ok(Settings { scope, register })
}

fn register(path: &Path) -> Result<Register, String> {
    let text = std::fs::read_to_string(path).map_err(|error| error.to_string())?;
    let is_table = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv"));
    let register = if is_table { Register::from_csv(&text) } else { Register::from_toml(&text) };
    register.map_err(|error| error.to_string())
}

fn notices(problems: &[Problem]) -> Notices {
    let severity = |problem: &Problem| match problem.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    problems.iter().map(|problem| (severity(problem), problem.to_string())).collect()
}

fn faults<'a>(faults: impl Iterator<Item = &'a guard::Fault>) -> Notices {
    faults.map(|fault| ("error", fault.to_string())).collect()
}

fn wrong(what: String) -> PyErr {
    PyValueError::new_err(what)
}

/// The command, with the arguments that it was called with; gives the exit status.
#[pyfunction]
fn main(py: Python<'_>, arguments: Vec<OsString>) -> u8 {
    py.detach(|| whosaid::cli::run_with(arguments))
}

/// What was taken for each article.
#[pyfunction]
fn read(py: Python<'_>, source: Source) -> PyResult<(PyTable, Notices)> {
    py.detach(|| {
        let (mut table, mut notes) = (Table::new::<taken::Taken>(), Notices::new());
        source.each_chunk(|chunks| {
            for Intake { articles, problems } in chunks {
                notes.extend(notices(&problems));
                table.add(&articles.iter().map(taken::taken).collect::<Vec<_>>())?;
            }
            Ok(())
        })?;
        Ok((table.finish().map_err(wrong)?, notes))
    })
}

/// The attributions of all articles.
#[pyfunction]
#[pyo3(signature = (source, scope, speakers))]
fn extract(
    py: Python<'_>,
    source: Source,
    scope: &str,
    speakers: Option<PathBuf>,
) -> PyResult<(PyTable, Notices)> {
    py.detach(|| {
        let settings = settings(scope, speakers.as_deref()).map_err(wrong)?;
        let (mut table, mut notes) = (Table::new::<Attribution>(), Notices::new());
        source.each_chunk(|chunks| {
            for (found, problems) in jobs::extract_chunks(chunks, &settings) {
                notes.extend(notices(&problems));
                notes.extend(faults(found.iter().filter_map(|found| found.fault.as_ref())));
                table.add(&found.into_iter().flat_map(|found| found.attributions).collect::<Vec<_>>())?;
            }
            Ok(())
        })?;
        Ok((table.finish().map_err(wrong)?, notes))
    })
}

/// The attributions of records, each read by itself, as if there were no other.
#[pyfunction]
#[pyo3(signature = (records, scope, speakers))]
fn extract_each(
    py: Python<'_>,
    records: Vec<Vec<u8>>,
    scope: &str,
    speakers: Option<PathBuf>,
) -> PyResult<(PyTable, Notices)> {
    py.detach(|| {
        let settings = settings(scope, speakers.as_deref())?;
        let found = parallel::each(&records, |record| {
            let mut intake = ingest::read_records(vec![record.clone()], &Options::default());
            (jobs::extract(&mut intake.articles, &settings), intake.problems)
        });
        let (mut rows, mut notes) = (Vec::new(), Notices::new());
        for (found, problems) in found {
            notes.extend(notices(&problems));
            notes.extend(faults(found.iter().filter_map(|found| found.fault.as_ref())));
            rows.extend(found.into_iter().flat_map(|found| found.attributions));
        }
        Ok((table(&rows)?, notes))
    })
    .map_err(wrong)
}

/// A table of attributions without rows.
#[pyfunction]
fn attribution_columns() -> PyResult<PyTable> {
    table::<Attribution>(&[]).map_err(wrong)
}

/// A table of a report without rows.
#[pyfunction]
fn report_columns(name: &str) -> PyResult<PyTable> {
    match name {
        "attributions" => table::<Attribution>(&[]),
        "claims" => table::<Cluster>(&[]),
        "tellings" => table::<lines::TellingLine>(&[]),
        "findings" => table::<lines::FindingLine>(&[]),
        "articles" => table::<ArticleHead>(&[]),
        other => Err(format!("{other} is no table of a report")),
    }
    .map_err(wrong)
}

/// A report, from which its tables are made when they are asked for.
#[pyclass(frozen)]
struct NativeReport(Report);

#[pymethods]
impl NativeReport {
    /// The whole report as JSON.
    fn json(&self, py: Python<'_>) -> PyResult<String> {
        py.detach(|| serde_json::to_string(&self.0).map_err(|error| wrong(error.to_string())))
    }

    /// A table by its name.
    fn table(&self, py: Python<'_>, name: &str) -> PyResult<PyTable> {
        let report = &self.0;
        py.detach(|| match name {
            "attributions" => table(&report.attributions),
            "claims" => table(&report.clusters),
            "tellings" => table(&lines::tellings_of(report)),
            "findings" => table(&lines::findings_of(report)),
            "speakers" => table(&report.speakers),
            "outlets" => table(&report.outlets),
            "articles" => table(&report.articles),
            other => Err(format!("{other} is no table of a report")),
        })
        .map_err(wrong)
    }
}

/// Articles compared.
#[pyfunction]
#[pyo3(signature = (source, scope, speakers))]
fn report(
    py: Python<'_>,
    source: Source,
    scope: &str,
    speakers: Option<PathBuf>,
) -> PyResult<(NativeReport, Notices)> {
    py.detach(|| {
        let settings = settings(scope, speakers.as_deref()).map_err(wrong)?;
        let Intake { mut articles, problems } = source.read()?;
        let (report, lost) = jobs::report(&mut articles, &settings);
        let mut notices = notices(&problems);
        notices.extend(faults(lost.iter()));
        Ok((NativeReport(report), notices))
    })
}

/// How the two statements of a pair compare, both as JSON.
#[pyfunction]
fn compare(py: Python<'_>, pair: Vec<u8>) -> PyResult<String> {
    py.detach(|| {
        let pair: Pair = serde_json::from_slice(&pair).map_err(|error| error.to_string())?;
        let compared = guard::attempt(|| jobs::compare(&pair)).map_err(|fault| fault.to_string())?;
        json(&compared)
    })
    .map_err(wrong)
}

/// The quotations of articles looked up in transcripts.
#[pyfunction]
#[pyo3(signature = (source, against, tolerance))]
fn verify(
    py: Python<'_>,
    source: Source,
    against: Vec<PathBuf>,
    tolerance: Option<f32>,
) -> PyResult<(PyTable, Notices)> {
    py.detach(|| {
        let Intake { articles, problems } = source.read()?;
        let transcripts = ingest::texts(&against, &Options::default());
        let how = whosaid::verify::Settings { tolerance };
        let (found, read, lost) = jobs::verify(&articles, transcripts, &Settings::default(), how);
        let mut notices = [notices(&problems), notices(&read.problems)].concat();
        notices.extend(faults(lost.iter()));
        let rows: Vec<_> = found.quotations.into_iter().map(|one| one.quotation).collect();
        Ok((table(&rows).map_err(wrong)?, notices))
    })
}

fn json(value: &impl Serialize) -> Result<String, String> {
    serde_json::to_string(value).map_err(|error| error.to_string())
}

/// The module.
#[pymodule]
fn _whosaid(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("VERSION", env!("CARGO_PKG_VERSION"))?;
    module.add_class::<NativeReport>()?;
    for function in [
        wrap_pyfunction!(main, module)?,
        wrap_pyfunction!(read, module)?,
        wrap_pyfunction!(extract, module)?,
        wrap_pyfunction!(report, module)?,
        wrap_pyfunction!(compare, module)?,
        wrap_pyfunction!(verify, module)?,
        wrap_pyfunction!(versions::diff, module)?,
        wrap_pyfunction!(extract_each, module)?,
        wrap_pyfunction!(attribution_columns, module)?,
        wrap_pyfunction!(report_columns, module)?,
        wrap_pyfunction!(spread::spread_read, module)?,
        wrap_pyfunction!(spread::spread_link, module)?,
        wrap_pyfunction!(spread::spread_keys, module)?,
        wrap_pyfunction!(spread::spread_repeats, module)?,
        wrap_pyfunction!(spread::spread_shared, module)?,
        wrap_pyfunction!(spread::spread_totals, module)?,
        wrap_pyfunction!(spread::spread_chosen, module)?,
        wrap_pyfunction!(spread::spread_linked, module)?,
        wrap_pyfunction!(spread::spread_components, module)?,
        wrap_pyfunction!(spread::spread_report, module)?,
    ] {
        module.add_function(function)?;
    }
    Ok(())
}
