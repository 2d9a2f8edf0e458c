//! Reading articles for a command, and saying what could not be read.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use super::arguments::{InputArguments, ScopeArgument};
use super::failure::{Failure, complain, shown, warn};
use super::progress::Progress;
use crate::attribution::Scope;
use crate::audit::Settings;
use crate::ingest::{self, Encoding, Problem};
use crate::speaker::Register;

/// How to read the articles, from the arguments.
pub fn options(encoding: Option<&str>) -> Result<ingest::Options, Failure> {
    let encoding = match encoding {
        None => None,
        Some(name) => Some(name.parse::<Encoding>().map_err(Failure::Argument)?),
    };
    Ok(ingest::Options { encoding })
}

/// What the run is asked for, from the arguments.
pub fn settings(arguments: &InputArguments) -> Result<Settings, Failure> {
    let register = match &arguments.speakers {
        None => Register::default(),
        Some(path) => register(path)?,
    };
    Ok(Settings { scope: arguments.scope.into(), register })
}

/// The user's own columns, in the order of their names.
pub fn attributes(settings: &Settings) -> Vec<String> {
    let names = settings.register.entries.iter().flat_map(|entry| entry.attributes.keys());
    names.collect::<BTreeSet<_>>().into_iter().cloned().collect()
}

/// The paths to read. Without any, what is piped in is read; but a person at a terminal who gave
/// none should not be left waiting.
pub fn paths(arguments: &InputArguments) -> Result<Vec<PathBuf>, Failure> {
    if !arguments.paths.is_empty() {
        return Ok(arguments.paths.clone());
    }
    if io::stdin().is_terminal() {
        return Err(Failure::Argument(
            "no articles given; name files or folders, or pipe an article in".to_string(),
        ));
    }
    Ok(vec![PathBuf::from("-")])
}

/// Sets how many threads work.
pub fn use_threads(count: Option<usize>) -> Result<(), Failure> {
    match count {
        None => Ok(()),
        Some(0) => Err(Failure::Argument("--threads 0 leaves nobody to work; give 1 or more".to_string())),
        Some(count) => rayon::ThreadPoolBuilder::new()
            .num_threads(count)
            .build_global()
            .map_err(|error| Failure::Argument(format!("cannot use {count} threads: {error}"))),
    }
}

/// Names what went wrong; true when an article was lost.
pub fn tell(problems: &[Problem], progress: &Progress) -> bool {
    for problem in problems {
        progress.aside(|| {
            if problem.is_error() { complain(&problem.to_string()) } else { warn(&problem.to_string()) }
        });
    }
    problems.iter().any(Problem::is_error)
}

fn register(path: &Path) -> Result<Register, Failure> {
    let text = fs::read_to_string(path).map_err(|error| Failure::input(path, &error))?;
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
