//! Where output goes: standard output, or a file.

use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

use super::failure::Failure;
use crate::report::terminal::Terminal;

/// The widest that text is laid out, however wide the window: longer lines are hard to read.
const WIDEST: usize = 110;

/// Somewhere to write to, with its name for messages.
pub struct Output {
    writer: Box<dyn Write>,
    path: Option<PathBuf>,
}

impl Output {
    /// Opens a file, or standard output where no path is given.
    pub fn open(path: Option<&Path>) -> Result<Self, Failure> {
        let writer: Box<dyn Write> = match path {
            None => Box::new(BufWriter::new(io::stdout())),
            Some(path) => {
                let file = File::create(path).map_err(|error| Failure::output(Some(path), &error))?;
                Box::new(BufWriter::new(file))
            }
        };
        Ok(Output { writer, path: path.map(Path::to_owned) })
    }

    /// Writes a piece of the output.
    pub fn write(&mut self, piece: &str) -> Result<(), Failure> {
        self.writer.write_all(piece.as_bytes()).map_err(|error| Failure::output(self.path.as_deref(), &error))
    }

    /// Hands everything to the system; what fails here would be lost without a word otherwise.
    pub fn finish(mut self) -> Result<(), Failure> {
        self.writer.flush().map_err(|error| Failure::output(self.path.as_deref(), &error))
    }
}

/// Writes everything to a file or to standard output.
pub fn write_all(path: Option<&Path>, text: &str) -> Result<(), Failure> {
    let mut output = Output::open(path)?;
    output.write(text)?;
    output.finish()
}

/// What text is laid out for: the window where a person is watching, a plain page elsewhere.
pub fn terminal(path: Option<&Path>) -> Terminal {
    if path.is_some() {
        return Terminal::PLAIN;
    }
    let choice = anstream::AutoStream::choice(&io::stdout());
    let colour = choice != anstream::ColorChoice::Never;
    if !io::stdout().is_terminal() {
        return Terminal { colour, ..Terminal::PLAIN };
    }
    let window =
        terminal_size::terminal_size().map_or(Terminal::PLAIN.width, |(width, _)| usize::from(width.0));
    Terminal { width: window.clamp(40, WIDEST), colour }
}
