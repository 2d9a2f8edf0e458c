//! Where output goes: standard output, or a file that appears whole or not at all.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, IsTerminal, Stdout, Write};
use std::path::{Path, PathBuf};

use super::compression::{CompressedFile, Compression};
use super::failure::Failure;
use super::whole_file::Durability;
use crate::report::terminal::Terminal;

/// The widest that text is laid out, however wide the window: longer lines are hard to read.
const WIDEST: usize = 110;

/// Names by which standard output goes where the system has them. Opening them would begin a
/// redirected file anew.
const STANDARD_OUTPUT: [&str; 4] = ["-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"];

/// Folders whose files stand for open streams.
const STREAMS: [&str; 2] = ["/dev/fd", "/proc/self/fd"];

/// How many links to links are followed; Linux follows as many.
const MOST_LINKS: usize = 40;

/// Somewhere to write to, with its name for messages.
pub struct Output {
    sink: Sink,
    path: Option<PathBuf>,
}

enum Sink {
    Standard(BufWriter<Stdout>),
    /// A regular file, new or old.
    Whole(CompressedFile),
    /// A device, a named pipe, a stream that is open already: nothing there can be replaced.
    Stream(BufWriter<File>),
}

impl Output {
    /// Opens a file, or standard output where no path is given.
    pub fn open(path: Option<&Path>) -> Result<Self, Failure> {
        Self::open_compressed(path, Compression::None)
    }

    /// Opens a file that is compressed while it is written, or standard output where no path is given.
    pub fn open_compressed(path: Option<&Path>, compression: Compression) -> Result<Self, Failure> {
        let sink = match path {
            None => Sink::Standard(BufWriter::new(io::stdout())),
            Some(path) => {
                Sink::open(path, compression).map_err(|error| Failure::output(Some(path), &error))?
            }
        };
        Ok(Output { sink, path: path.map(Path::to_owned) })
    }

    /// True for standard output.
    pub fn is_standard(&self) -> bool {
        matches!(self.sink, Sink::Standard(_))
    }

    /// Writes a piece of the output.
    pub fn write(&mut self, piece: &str) -> Result<(), Failure> {
        self.write_with(|sink| sink.write_all(piece.as_bytes()))
    }

    /// Writes what `write` writes.
    pub fn write_with(
        &mut self,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), Failure> {
        let sink: &mut dyn Write = match &mut self.sink {
            Sink::Standard(stream) => stream,
            Sink::Whole(file) => file,
            Sink::Stream(stream) => stream,
        };
        write(sink).map_err(|error| Failure::output(self.path.as_deref(), &error))
    }

    /// Hands everything to the system, and gives a file its name; what fails here would be lost
    /// without a word otherwise.
    pub fn finish(self) -> Result<(), Failure> {
        let finished = match self.sink {
            Sink::Standard(mut stream) => stream.flush(),
            Sink::Whole(file) => file.put_in_place(Durability::Synced),
            Sink::Stream(mut stream) => stream.flush(),
        };
        finished.map_err(|error| Failure::output(self.path.as_deref(), &error))
    }
}

impl Sink {
    fn open(path: &Path, compression: Compression) -> io::Result<Self> {
        let is_stream = STREAMS.iter().any(|folder| path.starts_with(folder))
            || fs::metadata(path).is_ok_and(|there| !there.is_file() && !there.is_dir());
        if is_stream {
            return Ok(Sink::Stream(BufWriter::new(OpenOptions::new().append(true).open(path)?)));
        }
        Ok(Sink::Whole(CompressedFile::create(&behind_links(path)?, compression)?))
    }
}

/// Where the argument `--output` leads; none for standard output.
pub fn destination(argument: Option<&Path>) -> Option<&Path> {
    argument.filter(|path| !STANDARD_OUTPUT.iter().any(|name| path.as_os_str() == *name))
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

/// The file that a path means in the end: a link goes on standing, and what it names is written.
fn behind_links(path: &Path) -> io::Result<PathBuf> {
    let mut path = path.to_owned();
    for _ in 0..MOST_LINKS {
        match fs::read_link(&path) {
            Ok(next) => path = path.parent().unwrap_or(Path::new("")).join(next),
            Err(_) => return Ok(path),
        }
    }
    Err(io::Error::other("it is a link that leads nowhere"))
}
