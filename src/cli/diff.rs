//! `whosaid diff`: versions of articles, or two reports, set against each other.

use std::path::{Path, PathBuf};

use super::arguments::{DiffArguments, FailOnChange};
use super::failure::{Failure, Outcome, shown};
use super::formats::DiffFormat;
use super::intake;
use super::output::{self, Output};
use super::progress::Progress;
use super::reads::Reads;
use crate::audit::{self, Settings};
use crate::diff::claims::Report;
use crate::diff::{self, Side};
use crate::ingest::{self, Article, Intake, Options};
use crate::jobs;
use crate::report::json::Verdict;
use crate::report::phrases::counted;
use crate::report::revision::Differences;
use crate::report::visible::in_json;
use crate::report::{revised, revised_html, revised_markdown, revised_text};

/// Runs the command.
pub fn run(arguments: &DiffArguments) -> Result<Outcome, Failure> {
    let options = intake::options(arguments.encoding.as_deref(), arguments.max_size, arguments.map.as_ref())?;
    let paths: Vec<PathBuf> =
        [Some(&arguments.old), arguments.new.as_ref()].into_iter().flatten().cloned().collect();
    let reports = paths.iter().map(|path| report(path, &options)).collect::<Result<Vec<_>, Failure>>()?;
    let destination = output::destination(arguments.output.as_deref());
    let mut reads = Reads::of(&paths, &options);
    paths.iter().filter(|path| path.is_file()).for_each(|path| reads.add(path));
    reads.refuse(destination)?;
    let mut output = Output::open(destination)?;
    intake::use_threads(arguments.threads)?;
    let progress = Progress::start();
    let (found, troubled) = match reports.as_slice() {
        [Some(old), Some(new)] => (jobs::diff_reports(old, new), false),
        all if all.iter().all(Option::is_none) => of_articles(&paths, &options, &progress),
        _ => {
            drop(progress);
            return Err(of_one_kind(&paths, &reports));
        }
    };
    let written = written(arguments, &found);
    drop(progress);
    output.write(&written)?;
    output.finish()?;
    Ok(Outcome { troubled, failed_on: arguments.fail_on.is_some_and(|what| is_found(what, &found)) })
}

/// The articles of both arguments, set against each other; true when one was lost.
fn of_articles(paths: &[PathBuf], options: &Options, progress: &Progress) -> (Differences, bool) {
    progress.say("reading articles".to_string());
    let mut troubled = false;
    let (mut articles, mut sides): (Vec<Article>, Vec<Side>) = (Vec::new(), Vec::new());
    for (path, side) in paths.iter().zip([Side::Old, Side::New]) {
        let Intake { articles: read, problems } = ingest::read(std::slice::from_ref(path), options.clone());
        troubled |= intake::tell(&problems, progress);
        sides.extend(read.iter().map(|_| side));
        articles.extend(read);
    }
    progress.say(format!("comparing {}", counted(articles.len(), "version")));
    let readings = audit::read_all(&articles, &Settings::default());
    for (article, reading) in articles.iter().zip(&readings) {
        troubled |= intake::tell_fault(article, reading.fault.as_ref(), progress);
    }
    let compared = diff::compare(&articles, &readings, &sides);
    for (index, fault) in &compared.faults {
        troubled |= intake::tell_fault(&articles[*index], Some(fault), progress);
    }
    (revised::histories(&articles, &compared.histories), troubled)
}

/// The report that a file holds, where it is one.
fn report(path: &Path, options: &Options) -> Result<Option<Report>, Failure> {
    let Some(text) = ingest::own_report(path, options) else { return Ok(None) };
    let read = serde_json::from_str::<Report>(&text);
    read.map(Some).map_err(|error| {
        Failure::Argument(format!("cannot read {}: {error}; write the report once more", shown(path)))
    })
}

fn of_one_kind(paths: &[PathBuf], reports: &[Option<Report>]) -> Failure {
    let report = reports.iter().position(Option::is_some).map_or_else(String::new, |at| shown(&paths[at]));
    Failure::Argument(match paths.len() {
        1 => format!("{report} is a report; name a second one to compare it with"),
        _ => format!(
            "{report} is a report and the other is not; give two reports, or two versions of articles"
        ),
    })
}

fn is_found(what: FailOnChange, found: &Differences) -> bool {
    match what {
        FailOnChange::Any => found.summary.changes > 0 || !found.claims.is_empty(),
        FailOnChange::Silent => found.summary.silent > 0,
        FailOnChange::Conflicting => found.claims.iter().any(|claim| {
            let [before, after] = claim.verdicts;
            after == Some(Verdict::Conflicting) && before != after
        }),
    }
}

fn written(arguments: &DiffArguments, found: &Differences) -> String {
    match arguments.format {
        DiffFormat::Text => {
            let terminal = output::terminal(output::destination(arguments.output.as_deref()));
            revised_text::text(found, terminal)
        }
        DiffFormat::Html => revised_html::page(found),
        DiffFormat::Markdown => revised_markdown::text(found),
        DiffFormat::Json => {
            let json =
                serde_json::to_string_pretty(found).expect("the wire types hold no map but of strings");
            in_json(&json) + "\n"
        }
    }
}
