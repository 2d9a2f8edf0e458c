//! `whosaid extract`: every attribution of every article.
//!
//! Articles are read, analysed and written some at a time, so that a folder of any size fits into
//! memory. Into a folder of tables, each input goes by itself: see `shards`.

use super::annotations::Annotations;
use super::arguments::ExtractArguments;
use super::extraction::Extraction;
use super::failure::{Failure, Outcome};
use super::formats::ExtractFormat;
use super::intake;
use super::output::{self, Output};
use super::progress::Progress;
use super::reads::Reads;
use super::rows::{Rows, rows_of};
use super::shards;
use super::tables::{extract_format, is_folder};
use crate::audit;
use crate::ingest::{self, Article};
use crate::jobs::Found;
use crate::report::listing;
use crate::report::phrases::counted;

/// Runs the command.
pub fn run(arguments: &ExtractArguments) -> Result<Outcome, Failure> {
    let extraction = Extraction::of(arguments)?;
    let options = intake::source_options(&arguments.input.source)?;
    let paths = intake::paths(&arguments.input)?;
    let mut reads = intake::reads(&extraction.config, &paths, &options);
    arguments.input.speakers.iter().for_each(|file| reads.add(file));
    intake::use_threads(arguments.input.threads)?;
    let folder = output::destination(arguments.output.as_deref()).filter(|path| is_folder(path));
    if let Some(folder) = folder.filter(|_| arguments.format != Some(ExtractFormat::Brat)) {
        return shards::run(arguments, &extraction, folder, &paths, &options);
    }
    let mut writer = Writer::open(arguments, &extraction, reads)?;
    audit::unpack_ahead();
    let progress = Progress::start();
    let tally = extraction.run(
        ingest::chunks(&paths, options),
        &progress,
        |article, key, found| writer.write(article, key, found),
        |tally| progress.say(counted(tally.articles, "article")),
    )?;
    drop(progress);
    let mut outcome = tally.outcome();
    outcome.troubled |= writer.finish()?;
    Ok(outcome)
}

/// Writes what was found, article by article, in one of the formats.
enum Writer {
    Listing { output: Output, terminal: crate::report::terminal::Terminal, total: usize },
    Rows(Output, Rows),
    Annotations(Annotations),
}

impl Writer {
    fn open(arguments: &ExtractArguments, extraction: &Extraction, reads: Reads) -> Result<Self, Failure> {
        let path = output::destination(arguments.output.as_deref());
        let (format, compression) = extract_format(arguments, path)?;
        if format == ExtractFormat::Brat {
            return Ok(Writer::Annotations(Annotations::open(path, arguments.force, reads)?));
        }
        if arguments.force {
            let message = "--force is for folders; a file is replaced without it";
            return Err(Failure::Argument(message.to_string()));
        }
        let rows = rows_of(arguments, format, &extraction.settings)?;
        reads.refuse(path)?;
        let mut output = Output::open_compressed(path, compression)?;
        Ok(match rows {
            Some(rows) => {
                output.write(&rows.head())?;
                Writer::Rows(output, rows)
            }
            None => Writer::Listing { output, terminal: output::terminal(path), total: 0 },
        })
    }

    fn write(&mut self, article: &Article, key: &str, found: &Found) -> Result<(), Failure> {
        match self {
            Writer::Listing { output, terminal, total } => {
                *total += found.attributions.len();
                output.write(&listing::article(article, &found.attributions, *terminal))
            }
            Writer::Rows(output, rows) => output.write(&rows.of(article, key, &found.attributions)),
            Writer::Annotations(annotations) => annotations.write(article, &found.attributions),
        }
    }

    /// Ends what was written; true when something was left out.
    fn finish(self) -> Result<bool, Failure> {
        match self {
            Writer::Listing { mut output, terminal, total } => {
                output.write(&listing::total(total, terminal))?;
                output.finish()?;
            }
            Writer::Rows(output, _) => output.finish()?,
            Writer::Annotations(annotations) => return Ok(annotations.has_left_out()),
        }
        Ok(false)
    }
}
