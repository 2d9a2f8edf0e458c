//! Each command's job as one function, for programs that use the library.
//!
//! Articles go in, the wire types of [`report`](mod@crate::report) come out: what a function here gives is
//! what the command of its name writes. Nothing is printed; what could not be done is handed back.
//! [`spread`] has the job of `report` in steps that many machines share.

pub mod spread;

use std::path::PathBuf;

use rayon::prelude::*;

use crate::audit::{self, ArticleReading, Settings, audit};
use crate::diff::{self as versions, Side, claims};
use crate::guard::{Fault, attempt};
use crate::ingest::{self, Article, Copies, Intake, Options, Problem, Texts};
use crate::report::attributions::{Roster, attributions};
use crate::report::ids::Unlike;
use crate::report::json::{Attribution, Report};
use crate::report::pair::{Comparison, Pair};
use crate::report::record::Verifications;
use crate::report::revision::Differences;
use crate::report::{assemble, comparison, revised, verified};
use crate::verify::{self as record, reading};

/// Articles whose readings are held at once, where only their attributions are asked for.
const AT_ONCE: usize = 1024;

/// What one article yields.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// Its attributions, in the order of the text.
    pub attributions: Vec<Attribution>,
    /// What broke its analysis off; there are no attributions then.
    pub fault: Option<Fault>,
}

/// Reads the articles that paths mean: files, folders, or `-` for standard input, as `whosaid read` does.
///
/// What cannot be read is among the problems, and the rest is read.
pub fn read(paths: &[PathBuf], options: Options) -> Intake {
    ingest::read(paths, options)
}

/// Finds the attributions of each article, as `whosaid extract` does; speakers are told apart article by
/// article. Copies of an article yield nothing after the first.
///
/// # Example
/// ```
/// use whosaid::ingest::{Options, read_records};
/// use whosaid::{Settings, extract};
///
/// let record = "{\"text\": \"“Trains will run again by 12 March,” Elise Ortega told reporters.\"}";
/// let mut articles = read_records(vec![record.into()], &Options::default()).articles;
/// let found = extract(&mut articles, &Settings::default());
/// assert_eq!(found[0].attributions[0].content.text, "“Trains will run again by 12 March,”");
/// ```
pub fn extract(articles: &mut Vec<Article>, settings: &Settings) -> Vec<Found> {
    Copies::default().leave_out(articles);
    let keys = Unlike::default().articles(articles);
    let some_at_a_time = articles.chunks(AT_ONCE).zip(keys.chunks(AT_ONCE));
    some_at_a_time
        .flat_map(|(some, keys)| of_each(some, keys, audit::read_all(some, settings), settings))
        .collect()
}

/// Finds the attributions of articles that are read some at a time, as [`extract`] does; what is known of the
/// articles of one chunk is forgotten before the next is read, but for which they were.
pub fn extract_chunks(
    chunks: impl Iterator<Item = Intake>,
    settings: &Settings,
) -> impl Iterator<Item = (Vec<Found>, Vec<Problem>)> {
    let (mut copies, mut unlike) = (Copies::default(), Unlike::default());
    chunks.map(move |Intake { mut articles, problems }| {
        copies.leave_out(&mut articles);
        let keys = unlike.articles(&articles);
        let readings = audit::read_all(&articles, settings);
        (of_each(&articles, &keys, readings, settings), problems)
    })
}

/// The attributions of articles that were read, each by itself; `keys` are the ids that rest on their
/// contents.
pub fn of_each(
    articles: &[Article],
    keys: &[String],
    readings: Vec<ArticleReading>,
    settings: &Settings,
) -> Vec<Found> {
    let read = articles.par_iter().zip(keys).zip(readings);
    read.map(|((article, key), reading)| found(article, key, reading, settings)).collect()
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

/// Compares articles, as `whosaid report` does. Copies of an article are left out.
///
/// The faults are those of articles and of steps across them; the rest was done.
///
/// # Example
/// ```
/// use whosaid::ingest::{Options, read_records};
/// use whosaid::{Settings, report};
///
/// let record = |outlet: &str, day: &str| {
///     format!(
///         "{{\"outlet\": \"{outlet}\", \"text\": \"“Trains will run again by {day} March,” Elise Ortega told \
///          reporters.\"}}"
///     )
/// };
/// let records = vec![record("Courant", "12").into(), record("Echo", "21").into()];
/// let mut articles = read_records(records, &Options::default()).articles;
/// let (report, faults) = report(&mut articles, &Settings::default());
/// assert_eq!((report.summary.conflicting, faults.len()), (1, 0));
/// ```
pub fn report(articles: &mut Vec<Article>, settings: &Settings) -> (Report, Vec<Fault>) {
    Copies::default().leave_out_all(articles);
    let audit = audit(articles, settings);
    let mut faults: Vec<Fault> = audit.readings.iter().filter_map(|reading| reading.fault.clone()).collect();
    faults.extend(audit.losses.iter().map(|loss| loss.fault.clone()));
    (assemble::report(articles, &audit), faults)
}

/// Compares two statements, as `whosaid compare` does.
pub fn compare(pair: &Pair) -> Comparison {
    comparison::compared(pair)
}

/// Looks up the quotations of articles in transcripts, as `whosaid verify` does.
///
/// The faults are those of articles whose quotations could not be looked up.
pub fn verify(
    articles: &[Article],
    transcripts: Texts,
    settings: &Settings,
    how: record::Settings,
) -> (Verifications, Intake, Vec<Fault>) {
    let Texts { files, problems } = transcripts;
    let read = reading::read_all(files);
    let problems = [problems, read.problems].concat();
    let readings = audit::read_all(articles, settings);
    let verified = record::verify(articles, &readings, &read.transcripts, how);
    let mut faults: Vec<Fault> = readings.iter().filter_map(|reading| reading.fault.clone()).collect();
    faults.extend(verified.faults.into_iter().map(|(_, fault)| fault));
    let found = verified::verifications(articles, &read.transcripts, &verified.found);
    (found, Intake { articles: Vec::new(), problems }, faults)
}

/// Sets versions of articles against each other, as `whosaid diff` does: what came, went and was changed. Where
/// `new` is empty, `old` holds all versions.
///
/// The faults are those of versions that could not be compared.
///
/// # Example
/// ```
/// use whosaid::ingest::{Article, Options, read_records};
/// use whosaid::report::revision::Element;
///
/// let version = |day: &str| {
///     let record = format!(
///         "{{\"id\": \"ferry\", \"text\": \"Trains will run again by {day} March, Elise Ortega told reporters.\"}}"
///     );
///     read_records(vec![record.into()], &Options::default()).articles
/// };
/// let (differences, faults) = whosaid::diff(version("12"), version("21"));
/// let change = &differences.histories[0].revisions[0].changes[0];
/// assert_eq!((change.element, &change.words[0][1][..], faults.len()), (Element::Date, "21 March", 0));
/// ```
pub fn diff(old: Vec<Article>, new: Vec<Article>) -> (Differences, Vec<Fault>) {
    let sides = [vec![Side::Old; old.len()], vec![Side::New; new.len()]].concat();
    let articles: Vec<Article> = old.into_iter().chain(new).collect();
    let readings = audit::read_all(&articles, &Settings::default());
    let compared = versions::compare(&articles, &readings, &sides);
    let mut faults: Vec<Fault> = readings.iter().filter_map(|reading| reading.fault.clone()).collect();
    faults.extend(compared.faults.into_iter().map(|(_, fault)| fault));
    (revised::histories(&articles, &compared.histories), faults)
}

/// Sets two reports against each other, as `whosaid diff` does: which claims and findings are new, gone or
/// judged otherwise.
pub fn diff_reports(old: &claims::Report, new: &claims::Report) -> Differences {
    revised::reports(old, new, &claims::compare(old, new))
}
