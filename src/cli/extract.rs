//! `whosaid extract`: every attribution of every article.
//!
//! Articles are read, analysed and written some at a time, so that a folder of any size fits into
//! memory.

use rayon::prelude::*;

use super::annotations::Annotations;
use super::arguments::{ExtractArguments, ExtractFormat};
use super::failure::{Failure, Outcome};
use super::intake;
use super::output::{self, Output};
use super::progress::Progress;
use super::reads::Reads;
use crate::audit::{self, ArticleReading, Settings};
use crate::guard::{Fault, attempt};
use crate::ingest::{self, Article};
use crate::report::attributions::{Roster, attributions};
use crate::report::csv::Formulas;
use crate::report::json::Attribution;
use crate::report::phrases::counted;
use crate::report::visible::in_json;
use crate::report::{csv, listing};

/// Runs the command.
pub fn run(arguments: &ExtractArguments) -> Result<Outcome, Failure> {
    let settings = intake::settings(&arguments.input)?;
    let options =
        intake::options(arguments.input.source.encoding.as_deref(), arguments.input.source.max_size)?;
    let paths = intake::paths(&arguments.input)?;
    let reads = intake::reads(&arguments.input, &paths, options);
    intake::use_threads(arguments.input.threads)?;
    let mut writer = Writer::open(arguments, &settings, reads)?;
    audit::unpack_ahead();
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
    Table { output: Output, attributes: Vec<String>, formulas: Formulas },
    Annotations(Annotations),
}

impl Writer {
    fn open(arguments: &ExtractArguments, settings: &Settings, reads: Reads) -> Result<Self, Failure> {
        let path = output::destination(arguments.output.as_deref());
        if arguments.format == ExtractFormat::Brat {
            return Ok(Writer::Annotations(Annotations::open(path, arguments.force, reads)?));
        }
        if arguments.raw_csv && arguments.format != ExtractFormat::Csv {
            return Err(Failure::Argument("--raw-csv is for --format csv".to_string()));
        }
        if arguments.force {
            return Err(Failure::Argument("--force is for brat; other formats replace the file".to_string()));
        }
        reads.refuse(path)?;
        let mut output = Output::open(path)?;
        Ok(match arguments.format {
            ExtractFormat::Jsonl => Writer::Lines(output),
            ExtractFormat::Csv => {
                let attributes = intake::attributes(settings);
                let formulas = intake::formulas(arguments.raw_csv);
                output.write(&csv::attribution_head(&attributes, formulas))?;
                Writer::Table { output, attributes, formulas }
            }
            ExtractFormat::Text | ExtractFormat::Brat => {
                Writer::Listing { output, terminal: output::terminal(path), total: 0 }
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
                    output.write(&(in_json(&line) + "\n"))?;
                }
                Ok(())
            }
            Writer::Table { output, attributes, formulas } => {
                output.write(&csv::attributions(&found.attributions, attributes, *formulas))
            }
            Writer::Annotations(annotations) => annotations.write(article, &found.attributions),
        }
    }

    fn finish(self) -> Result<(), Failure> {
        match self {
            Writer::Listing { mut output, terminal, total } => {
                output.write(&listing::total(total, terminal))?;
                output.finish()
            }
            Writer::Lines(output) | Writer::Table { output, .. } => output.finish(),
            Writer::Annotations(_) => Ok(()),
        }
    }
}
