//! The command line: what the arguments mean, and what goes to which stream.
//!
//! Data goes to standard output, talk to standard error. The exit status is 0; 1 when `--fail-on`
//! found what it names; 2 when something went wrong, in which case it was named and the rest done.
//!
//! | file | does |
//! | --- | --- |
//! | `arguments` | the arguments, as typed |
//! | `intake` | reading articles, and naming those that cannot be read |
//! | `output`, `progress`, `failure` | standard output and files, standard error, exit status |
//! | `report`, `extract`, `compare`, `explain`, `generate` | one command each |

mod arguments;
mod compare;
mod explain;
mod extract;
mod failure;
mod generate;
mod intake;
mod output;
mod progress;
mod report;

use std::process::ExitCode;

use clap::Parser;

use arguments::{Arguments, Command};

/// Runs the command with the process's own arguments and streams.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    let outcome = match &arguments.command {
        Command::Report(arguments) => report::run(arguments),
        Command::Extract(arguments) => extract::run(arguments),
        Command::Compare(arguments) => compare::run(arguments),
        Command::Explain(arguments) => explain::run(arguments),
        Command::Generate(arguments) => generate::run(arguments),
    };
    match outcome {
        Ok(outcome) => outcome.exit_code(),
        Err(failure) => failure.report(),
    }
}
