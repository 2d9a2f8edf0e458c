//! Reading articles for a command, and saying what could not be read.

use std::collections::BTreeSet;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use super::arguments::{InputArguments, ScopeArgument, SourceArguments};
use super::config::Config;
use super::failure::{Failure, complain, note, shown, warn};
use super::named_file;
use super::progress::Progress;
use super::reads::Reads;
use crate::attribution::Scope;
use crate::audit::{Loss, Settings, Step};
use crate::guard::Fault;
use crate::ingest::{self, Article, Encoding, FieldMap, Format, Problem, Severity, SizeLimit};
use crate::report::csv::Formulas;
use crate::speaker::Register;

/// How to read the articles, from the arguments that say which.
pub fn source_options(source: &SourceArguments) -> Result<ingest::Options, Failure> {
    options(source.encoding.as_deref(), source.max_size, source.map.as_ref())
}

/// How to read the articles, from the arguments.
pub fn options(
    encoding: Option<&str>,
    max_size: SizeLimit,
    map: Option<&FieldMap>,
) -> Result<ingest::Options, Failure> {
    let encoding = match encoding {
        None => None,
        Some(name) => Some(name.parse::<Encoding>().map_err(Failure::Argument)?),
    };
    Ok(ingest::Options { encoding, max_size, map: map.cloned().unwrap_or_default() })
}

/// What the run is asked for, from the arguments.
pub fn settings(arguments: &InputArguments, config: &Config) -> Result<Settings, Failure> {
    let speakers = arguments.speakers.as_ref().or(config.speakers.as_ref());
    let register = register(speakers.map(PathBuf::as_path), arguments.source.max_size)?;
    Ok(Settings { scope: arguments.scope.into(), register })
}

/// The user's own columns, in the order of their names.
pub fn attributes(settings: &Settings) -> Vec<String> {
    let names = settings.register.entries.iter().flat_map(|entry| entry.attributes.keys());
    names.collect::<BTreeSet<_>>().into_iter().cloned().collect()
}

/// What becomes of cells that a spreadsheet would take for a formula.
pub fn formulas(raw: bool) -> Formulas {
    if raw { Formulas::Raw } else { Formulas::Guarded }
}

/// The paths to read. Without any, what is piped in is read; but a person at a terminal who gave
/// none should not be left waiting.
pub fn paths(arguments: &InputArguments) -> Result<Vec<PathBuf>, Failure> {
    given_or_piped(&arguments.source.paths)
}

/// The given paths, or standard input where there are none.
pub fn given_or_piped(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    if !paths.is_empty() {
        return Ok(paths.to_vec());
    }
    if io::stdin().is_terminal() {
        return Err(Failure::Argument(
            "no articles given; name files or folders, or pipe an article in".to_string(),
        ));
    }
    Ok(vec![PathBuf::from("-")])
}

/// More threads than any machine has processors; each takes memory before it works.
const MOST_THREADS: usize = 1024;

/// The stack of a thread. Nothing goes deeper than a few hundred steps, and memory that is not used is
/// not taken.
const STACK: usize = 16 * 1024 * 1024;

/// Everything that is read: the articles of the paths, the configuration and what it names.
pub fn reads(config: &Config, paths: &[PathBuf], options: &ingest::Options) -> Reads {
    let mut reads = Reads::of(paths, options);
    let files = [&config.speakers, &config.baseline, &config.path];
    files.into_iter().flatten().for_each(|file| reads.add(file));
    reads
}

/// Sets how many threads work.
pub fn use_threads(count: Option<usize>) -> Result<(), Failure> {
    let pool = rayon::ThreadPoolBuilder::new().stack_size(STACK);
    let count = match count {
        None => {
            // Where threads are at work already, they go on.
            let _ = pool.build_global();
            return Ok(());
        }
        Some(0) => {
            return Err(Failure::Argument("--threads 0 leaves nobody to work; give 1 or more".to_string()));
        }
        Some(count) if count > MOST_THREADS => {
            return Err(Failure::Argument(format!(
                "--threads {count} is more than can work at once; give at most {MOST_THREADS}, or leave it out"
            )));
        }
        Some(count) => count,
    };
    pool.num_threads(count).build_global().map_err(|error| {
        Failure::Argument(format!("cannot start the threads: {error}; give fewer with --threads"))
    })
}

/// Names what went wrong; true when an article was lost.
pub fn tell(problems: &[Problem], progress: &Progress) -> bool {
    for problem in problems.iter().filter(|problem| progress.names_problem(problem.path())) {
        progress.aside(|| {
            let message = problem.to_string();
            match problem.severity() {
                Severity::Error => complain(&message),
                Severity::Warning => warn(&message),
                Severity::Note => note(&message),
            }
        });
    }
    problems.iter().any(Problem::is_error)
}

/// What to do about a fault of our own.
const REPORT_IT: &str = "the rest was done; please report this line, with the article if it may be shared";

/// Names an article whose analysis a fault of our own broke off; true when there is one.
pub fn tell_fault(article: &Article, fault: Option<&Fault>, progress: &Progress) -> bool {
    let Some(fault) = fault else { return false };
    let message = format!("cannot analyse {}: {fault}; {REPORT_IT}", name(article));
    progress.aside(|| complain(&message));
    true
}

/// Names what could not be done across articles; true when there is something.
pub fn tell_losses(losses: &[Loss], articles: &[Article], progress: &Progress) -> bool {
    for Loss { step, articles: about, fault } in losses {
        let what = match step {
            Step::Linking => "tell who is who",
            Step::Clustering => "bring claims together",
            Step::Comparing => "compare accounts",
        };
        let names: Vec<String> = about.iter().map(|index| name(&articles[*index])).collect();
        let place = if names.is_empty() { "all articles".to_string() } else { names.join(" and ") };
        progress.aside(|| complain(&format!("cannot {what} in {place}: {fault}; {REPORT_IT}")));
    }
    !losses.is_empty()
}

/// An article by its file, and by its id where the file may have others.
fn name(article: &Article) -> String {
    match &article.path {
        None => format!("the article {}", article.id),
        Some(path) if matches!(Format::of_path(path), Some(Format::Plain | Format::Page) | None) => {
            shown(path)
        }
        Some(path) => format!("{}, the article {}", shown(path), article.id),
    }
}

/// What the file of speakers says, where there is one.
pub fn register(path: Option<&Path>, max_size: SizeLimit) -> Result<Register, Failure> {
    let Some(path) = path else { return Ok(Register::default()) };
    let text = named_file::text_of(path, max_size)?;
    let is_table = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv"));
    let register = if is_table { Register::from_csv(&text) } else { Register::from_toml(&text) };
    register.map_err(|error| Failure::Argument(format!("cannot read {}: {error}", shown(path))))
}

impl From<ScopeArgument> for Scope {
    fn from(scope: ScopeArgument) -> Self {
        match scope {
            ScopeArgument::Speech => Scope::Speech,
            ScopeArgument::Full => Scope::Full,
        }
    }
}
