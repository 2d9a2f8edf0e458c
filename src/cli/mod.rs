//! The command line: what the arguments mean, and what goes to which stream.

use std::process::ExitCode;

/// Runs the command with the process's own arguments and streams.
pub fn run() -> ExitCode {
    ExitCode::SUCCESS
}
