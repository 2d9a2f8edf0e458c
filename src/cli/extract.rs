//! `whosaid extract`: every attribution of every article.
//!
//! Articles are read, analysed and written some at a time, so that a folder of any size fits into
//! memory.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::arguments::{ExtractArguments, ExtractFormat};
use super::failure::{Failure, Outcome};
use super::intake;
use super::output::{self, Output};
use super::progress::Progress;
use crate::audit::{self, ArticleReading, Settings};
use crate::guard::{Fault, attempt};
use crate::ingest::{self, Article};
use crate::report::attributions::{Roster, attributions};
use crate::report::json::Attribution;
use crate::report::phrases::counted;
use crate::report::{brat, csv, listing};

/// Runs the command.
pub fn run(arguments: &ExtractArguments) -> Result<Outcome, Failure> {
    let settings = intake::settings(&arguments.input)?;
    let options = intake::options(arguments.input.encoding.as_deref(), arguments.input.max_size)?;
    let paths = intake::paths(&arguments.input)?;
    intake::use_threads(arguments.input.threads)?;
    let mut writer = Writer::open(arguments, &settings)?;
    let progress = Progress::start();
    let mut outcome = Outcome::default();
    let mut done = 0;
    for chunk in ingest::chunks(&paths, options) {
        outcome.troubled |= intake::tell(&chunk.problems, &progress);
        let readings = audit::read_all(&chunk.articles, &settings);
        let read = chunk.articles.par_iter().zip(readings);
        let pieces: Vec<Found> = read.map(|(article, reading)| found(article, reading, &settings)).collect();
        for (article, found) in chunk.articles.iter().zip(&pieces) {
            outcome.troubled |= intake::tell_fault(article, found.fault.as_ref(), &progress);
            writer.write(article, found)?;
        }
        done += chunk.articles.len();
        progress.say(counted(done, "article"));
    }
    drop(progress);
    writer.finish()?;
    Ok(outcome)
}

/// What one article yields.
struct Found {
    attributions: Vec<Attribution>,
    /// What broke its analysis off.
    fault: Option<Fault>,
}

fn found(article: &Article, reading: ArticleReading, settings: &Settings) -> Found {
    if reading.fault.is_some() {
        return Found { attributions: Vec::new(), fault: reading.fault };
    }
    let found = attempt(|| {
        let readings = [reading];
        let identities = audit::identities(&readings, &settings.register);
        let roster = Roster::new(&readings, &identities);
        attributions(0, article, &readings[0], &roster)
    });
    match found {
        Ok(attributions) => Found { attributions, fault: None },
        Err(fault) => Found { attributions: Vec::new(), fault: Some(fault) },
    }
}

/// Writes what was found, article by article, in one of the formats.
enum Writer {
    Listing { output: Output, terminal: crate::report::terminal::Terminal, total: usize },
    Lines(Output),
    Table { output: Output, attributes: Vec<String> },
    Annotations { folder: PathBuf, names: BTreeSet<String> },
}

impl Writer {
    fn open(arguments: &ExtractArguments, settings: &Settings) -> Result<Self, Failure> {
        let path = arguments.output.as_deref();
        Ok(match arguments.format {
            ExtractFormat::Text => {
                Writer::Listing { output: Output::open(path)?, terminal: output::terminal(path), total: 0 }
            }
            ExtractFormat::Jsonl => Writer::Lines(Output::open(path)?),
            ExtractFormat::Csv => {
                let mut output = Output::open(path)?;
                let attributes = intake::attributes(settings);
                output.write(&csv::attribution_head(&attributes))?;
                Writer::Table { output, attributes }
            }
            ExtractFormat::Brat => {
                let folder = path.ok_or_else(|| {
                    Failure::Argument(
                        "brat annotations are one file for each article; name a folder with --output".into(),
                    )
                })?;
                fs::create_dir_all(folder).map_err(|error| Failure::output(Some(folder), &error))?;
                Writer::Annotations { folder: folder.to_owned(), names: BTreeSet::new() }
            }
        })
    }

    fn write(&mut self, article: &Article, found: &Found) -> Result<(), Failure> {
        match self {
            Writer::Listing { output, terminal, total } => {
                *total += found.attributions.len();
                output.write(&listing::article(article, &found.attributions, *terminal))
            }
            Writer::Lines(output) => {
                for attribution in &found.attributions {
                    let line = serde_json::to_string(attribution)
                        .expect("the wire types hold no map but of strings");
                    output.write(&line)?;
                    output.write("\n")?;
                }
                Ok(())
            }
            Writer::Table { output, attributes } => {
                output.write(&csv::attributions(&found.attributions, attributes))
            }
            Writer::Annotations { folder, names } => annotate(folder, names, article, &found.attributions),
        }
    }

    fn finish(self) -> Result<(), Failure> {
        match self {
            Writer::Listing { mut output, terminal, total } => {
                output.write(&listing::total(total, terminal))?;
                output.finish()
            }
            Writer::Lines(output) | Writer::Table { output, .. } => output.finish(),
            Writer::Annotations { .. } => Ok(()),
        }
    }
}

/// Writes the annotations of an article, and beside them its text where that is not a text file
/// already: brat shows the two together, and the offsets count in that text.
fn annotate(
    folder: &Path,
    names: &mut BTreeSet<String>,
    article: &Article,
    attributions: &[Attribution],
) -> Result<(), Failure> {
    let name = free_name(&article.id, names);
    let write = |ending: &str, text: &str| {
        let path = folder.join(format!("{name}.{ending}"));
        fs::write(&path, text).map_err(|error| Failure::output(Some(&path), &error))
    };
    let is_text =
        article.path.as_ref().is_some_and(|path| path.extension().is_some_and(|ending| ending == "txt"));
    if !is_text {
        write("txt", &article.body)?;
    }
    write("ann", &brat::annotations(attributions))
}

/// A file name for an article: its id, without what file systems do not allow, used only once.
fn free_name(id: &str, names: &mut BTreeSet<String>) -> String {
    let safe: String = id
        .chars()
        .map(|letter| if "/\\:*?\"<>|\0".contains(letter) || letter.is_control() { '_' } else { letter })
        .collect();
    let safe = if safe.trim_matches('.').is_empty() { "article".to_string() } else { safe };
    let mut name = safe.clone();
    let mut number = 2;
    while !names.insert(name.clone()) {
        name = format!("{safe}-{number}");
        number += 1;
    }
    name
}
