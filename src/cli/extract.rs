//! `whosaid extract`: every attribution of every article.
//!
//! Articles are read, analysed and written some at a time, so that a folder of any size fits into
//! memory.

use rayon::prelude::*;

use super::annotations::Annotations;
use super::arguments::ExtractArguments;
use super::config::Config;
use super::copies::Copies;
use super::failure::{Failure, Outcome};
use super::formats::ExtractFormat;
use super::intake;
use super::language::Foreign;
use super::output::{self, Output};
use super::progress::Progress;
use super::reads::Reads;
use super::register::Met;
use super::tables::extract_format;
use crate::audit::{self, ArticleReading, Settings};
use crate::guard::{Fault, attempt};
use crate::ingest::{self, Article};
use crate::report::attributions::{Roster, attributions};
use crate::report::columns::Table;
use crate::report::csv::Formulas;
use crate::report::ids::Unlike;
use crate::report::json::Attribution;
use crate::report::phrases::counted;
use crate::report::{assemble, csv, lines, listing, tables};

/// Runs the command.
pub fn run(arguments: &ExtractArguments) -> Result<Outcome, Failure> {
    arguments.selection.check_without_claims()?;
    let config = Config::of(&arguments.config)?;
    let exclusions = arguments.selection.exclusions(&config.exclude)?;
    let selection = arguments.selection.selection();
    let settings = intake::settings(&arguments.input, &config)?;
    let options = intake::source_options(&arguments.input.source)?;
    let paths = intake::paths(&arguments.input)?;
    let reads = intake::reads(&arguments.input, &config, &paths, &options);
    intake::use_threads(arguments.input.threads)?;
    let mut writer = Writer::open(arguments, &settings, reads)?;
    audit::unpack_ahead();
    let progress = Progress::start();
    let mut outcome = Outcome::default();
    let mut done = 0;
    let mut unlike = Unlike::default();
    let mut foreign = Foreign::default();
    let mut copies = Copies::default();
    let mut met = Met::default();
    let mut room = arguments.selection.limit.unwrap_or(usize::MAX);
    for mut chunk in ingest::chunks(&paths, options) {
        if room == 0 {
            break;
        }
        chunk.articles.retain(|article| !exclusions.has(article));
        copies.leave_out(&mut chunk.articles);
        foreign.look_at(&chunk.articles);
        let keys = unlike.articles(&chunk.articles);
        chunk.articles.iter_mut().for_each(|article| config.name_outlet(article));
        outcome.troubled |= intake::tell(&chunk.problems, &progress);
        let readings = audit::read_all(&chunk.articles, &settings);
        met.look_at(&readings, &settings);
        let read = chunk.articles.par_iter().zip(&keys).zip(readings);
        let pieces: Vec<Found> =
            read.map(|((article, key), reading)| found(article, key, reading, &settings)).collect();
        for ((article, key), mut found) in chunk.articles.iter().zip(&keys).zip(pieces) {
            outcome.troubled |= intake::tell_fault(article, found.fault.as_ref(), &progress);
            found.attributions.retain(|found| selection.attribution(found, None));
            found.attributions.truncate(room);
            room -= found.attributions.len();
            writer.write(article, key, &found)?;
        }
        done += chunk.articles.len();
        progress.say(counted(done, "article"));
    }
    copies.tell(&progress);
    foreign.tell(&progress);
    met.tell(&settings, &progress);
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

fn found(article: &Article, key: &str, reading: ArticleReading, settings: &Settings) -> Found {
    if reading.fault.is_some() {
        return Found { attributions: Vec::new(), fault: reading.fault };
    }
    let found = attempt(|| {
        let readings = [reading];
        let identities = audit::identities(&readings, &settings.register);
        let roster = Roster::new(&readings, &identities);
        attributions(0, article, key, &readings[0], &roster)
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
        let format = extract_format(arguments.format, path);
        if format == ExtractFormat::Brat {
            return Ok(Writer::Annotations(Annotations::open(path, arguments.force, reads)?));
        }
        if format != ExtractFormat::Csv && (arguments.csv.raw_csv || arguments.csv.bom) {
            let asked = if arguments.csv.raw_csv { "--raw-csv" } else { "--bom" };
            return Err(Failure::Argument(format!("{asked} is for --format csv")));
        }
        if arguments.force {
            return Err(Failure::Argument("--force is for brat; other formats replace the file".to_string()));
        }
        reads.refuse(path)?;
        let mut output = Output::open(path)?;
        Ok(match format {
            ExtractFormat::Jsonl => Writer::Lines(output),
            ExtractFormat::Csv => {
                let attributes = intake::attributes(settings);
                let formulas = intake::formulas(arguments.csv.raw_csv);
                if arguments.csv.bom {
                    output.write(csv::BYTE_ORDER_MARK)?;
                }
                output.write(&tables::head(Table::Attributions, &attributes, formulas))?;
                Writer::Table { output, attributes, formulas }
            }
            ExtractFormat::Text | ExtractFormat::Brat => {
                Writer::Listing { output, terminal: output::terminal(path), total: 0 }
            }
        })
    }

    fn write(&mut self, article: &Article, key: &str, found: &Found) -> Result<(), Failure> {
        match self {
            Writer::Listing { output, terminal, total } => {
                *total += found.attributions.len();
                output.write(&listing::article(article, &found.attributions, *terminal))
            }
            Writer::Lines(output) => {
                for attribution in &found.attributions {
                    output.write(&lines::line(attribution))?;
                }
                Ok(())
            }
            Writer::Table { output, attributes, formulas } => {
                let article = assemble::head(article, key.to_string(), found.attributions.len());
                output.write(&tables::attributions(&found.attributions, &article, attributes, *formulas))
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
