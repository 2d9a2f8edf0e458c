//! The command line: what the arguments mean, and what goes to which stream.
//!
//! Data goes to standard output, talk to standard error. The exit status is 0; 1 when `--fail-on`
//! found what it names; 2 when something went wrong, in which case it was named and the rest done.
//! Nothing that is read is overwritten, and a file that is written appears whole or not at all.
//!
//! | file | does |
//! | --- | --- |
//! | `arguments`, `formats` | the arguments, as typed |
//! | `intake` | reading articles, and naming those that cannot be read |
//! | `output`, `whole_file`, `compression` | standard output and files |
//! | `selection` | what is shown of it |
//! | `tables` | tables as one file or a folder of them |
//! | `config`, `baseline` | what holds for every run, and what was accepted |
//! | `pager`, `language`, `copies` | long text on a terminal; articles that are not English, or read already |
//! | `annotations`, `file_names` | a folder of brat annotations |
//! | `extraction`, `rows` | attributions article by article, and as lines or cells |
//! | `shards`, `manifest` | one output for each input, and which of them are complete |
//! | `reads` | what is read, and so never written |
//! | `progress`, `failure`, `interrupt` | standard error, exit status, signals |
//! | `report`, `extract`, `compare`, `read`, `verify`, `diff`, `explain`, `generate` | one command each |

mod annotations;
mod arguments;
mod baseline;
mod compare;
mod compression;
mod config;
mod copies;
mod diff;
mod explain;
mod extract;
mod extraction;
mod failure;
mod file_names;
mod formats;
mod generate;
mod intake;
mod interrupt;
mod language;
mod manifest;
mod named_file;
mod output;
mod pager;
mod progress;
mod read;
mod reads;
mod register;
mod report;
mod rows;
mod selection;
mod shards;
mod tables;
mod verify;
mod whole_file;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;

use arguments::{Arguments, Command};
use failure::{Failure, Outcome, complain};

use crate::guard::{attempt, quieten_panics};
use crate::report::visible::is_unsafe;

/// Runs the command with the process's own arguments and streams.
pub fn run() -> ExitCode {
    ExitCode::from(run_with(std::env::args_os()))
}

/// Runs the command with these arguments, the first of which is its name, and gives the exit status.
pub fn run_with(arguments: impl IntoIterator<Item = OsString>) -> u8 {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => return misunderstood(&error),
    };
    interrupt::watch();
    quieten_panics();
    match attempt(|| run_command(&arguments.command)) {
        Ok(Ok(outcome)) => outcome.status(),
        Ok(Err(failure)) => failure.report(),
        Err(fault) => Failure::from(fault).report(),
    }
}

fn run_command(command: &Command) -> Result<Outcome, Failure> {
    match command {
        Command::Report(arguments) => report::run(arguments),
        Command::Extract(arguments) => extract::run(arguments),
        Command::Compare(arguments) => compare::run(arguments),
        Command::Read(arguments) => read::run(arguments),
        Command::Verify(arguments) => verify::run(arguments),
        Command::Diff(arguments) => diff::run(arguments),
        Command::Explain(arguments) => explain::run(arguments),
        Command::Accept(arguments) => baseline::run(arguments),
        Command::Generate(arguments) => generate::run(arguments),
    }
}

/// Says which argument means nothing, or prints the help that was asked for. An argument may be the
/// name of a file, which may hold anything.
fn misunderstood(error: &clap::Error) -> u8 {
    let message = error.render().to_string();
    if message.chars().all(|letter| letter == '\n' || !is_unsafe(letter)) {
        error.exit();
    }
    let first = message.lines().next().unwrap_or_default();
    complain(first.strip_prefix("error: ").unwrap_or(first));
    2
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The last room breaks off at the title, and only in unit tests.
    #[test]
    fn an_article_that_breaks_off_is_named_and_the_rest_is_written() {
        let folder = std::env::temp_dir().join(format!("whosaid-cli-{}", std::process::id()));
        std::fs::create_dir_all(folder.join("in")).unwrap();
        let prose = "“The bridge will reopen by 12 March,” the mayor, Elise Ortega, told reporters.\n";
        let broken = format!("---\ntitle: breaks off\n---\n{prose}");
        for (name, text) in [("a.txt", prose), ("b.txt", &broken), ("c.txt", prose)] {
            std::fs::write(folder.join("in").join(name), text).unwrap();
        }
        for (command, format) in [("extract", "jsonl"), ("report", "json"), ("report", "html")] {
            let output = folder.join("out");
            let arguments =
                ["whosaid", command, "--format", format, "--output"].map(std::ffi::OsString::from);
            let paths = [output.clone().into_os_string(), folder.join("in").into_os_string()];
            let arguments = Arguments::try_parse_from(arguments.into_iter().chain(paths)).unwrap();
            let outcome = run_command(&arguments.command).unwrap();
            assert!(outcome.troubled);
            let written = std::fs::read_to_string(&output).unwrap();
            assert!(written.matches("Elise Ortega").count() >= 2, "{written}");
        }
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
