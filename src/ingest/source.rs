//! Files and streams as bytes, unpacked where they are compressed, no more of them than a limit allows.
//!
//! What is no file is refused before it is opened: a device never ends, and a pipe that nobody
//! writes to never begins. A pipe that was named outright is meant, and read.

use std::fmt;
use std::fs::{File, Metadata};
use std::io::{self, BufRead, ErrorKind, Read};
use std::path::Path;
use std::str::FromStr;

use super::packed::{damage, unpacked};
use super::problem::Problem;

/// The largest file that is read whole, and the largest record of a stream of them.
///
/// ```
/// use whosaid::ingest::SizeLimit;
///
/// assert_eq!(SizeLimit::default().to_string(), "64 MB");
/// assert_eq!("2GB".parse::<SizeLimit>().unwrap().to_string(), "2 GB");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SizeLimit(u64);

/// The longest books have some five megabytes, a year of a small outlet as a table some fifty.
impl Default for SizeLimit {
    fn default() -> Self {
        SizeLimit(64_000_000)
    }
}

const UNITS: [(&str, u64); 4] = [("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1_000), ("bytes", 1)];

impl FromStr for SizeLimit {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let (number, unit) = text.split_at(digits);
        let unit = match unit.trim().to_ascii_lowercase().trim_end_matches('b').trim_end_matches('i') {
            "" | "byte" | "bytes" => Some(1),
            "k" => Some(1_000),
            "m" => Some(1_000_000),
            "g" => Some(1_000_000_000),
            _ => None,
        };
        let bytes = number.parse::<u64>().ok().zip(unit).and_then(|(number, unit)| number.checked_mul(unit));
        bytes
            .filter(|&bytes| bytes > 0)
            .map(SizeLimit)
            .ok_or_else(|| format!("{text} is no size of a file; write it as 200MB or 2GB"))
    }
}

impl fmt::Display for SizeLimit {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = UNITS.iter().find(|(_, bytes)| self.0.is_multiple_of(*bytes));
        let (name, bytes) = unit.copied().unwrap_or(("bytes", 1));
        write!(out, "{} {name}", self.0 / bytes)
    }
}

impl SizeLimit {
    pub(super) fn allows(self, bytes: u64) -> bool {
        bytes <= self.0
    }

    pub(super) fn bytes(self) -> u64 {
        self.0
    }

    /// As much of a stream as is within the limit.
    pub(super) fn of<T: Read>(self, stream: T) -> io::Take<T> {
        stream.take(self.0)
    }
}

/// What something on a disk is, when it is neither a file nor a folder.
pub(super) fn special_kind(metadata: &Metadata) -> Option<&'static str> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt;
        let kind = metadata.file_type();
        if kind.is_fifo() {
            return Some("pipe");
        }
        if kind.is_socket() {
            return Some("socket");
        }
        if kind.is_char_device() || kind.is_block_device() {
            return Some("device");
        }
    }
    let is_known = metadata.is_file() || metadata.is_dir();
    if is_known { None } else { Some("special file") }
}

/// A named path that is not to be opened.
pub(super) fn refusal(path: &Path, metadata: &Metadata) -> Option<Problem> {
    let kind = special_kind(metadata).filter(|kind| *kind != "pipe")?;
    Some(Problem::error(path, format!("it is a {kind}, not a file")).remedy("name a file, or pipe it in"))
}

/// Opens a file or a pipe.
pub(super) fn open(path: &Path, limit: SizeLimit) -> Result<File, Problem> {
    let metadata = std::fs::metadata(path).map_err(|error| unreadable(path, &error))?;
    if let Some(problem) = refusal(path, &metadata) {
        return Err(problem);
    }
    if metadata.is_file() && !limit.allows(metadata.len()) {
        return Err(too_large(path, limit));
    }
    File::open(path).map_err(|error| unreadable(path, &error))
}

/// Opens a file of which only a record at a time is read; what is compressed comes unpacked.
///
/// # Errors
/// When it cannot be opened, or is no file.
pub fn open_stream(path: &Path) -> Result<Box<dyn BufRead>, Problem> {
    unpacked(open(path, SizeLimit(u64::MAX))?).map_err(|error| unreadable(path, &error))
}

/// Reads a file whole; what is compressed comes unpacked.
///
/// # Errors
/// When it cannot be read, is no file, or is larger than the limit.
pub fn read_whole(path: &Path, limit: SizeLimit) -> Result<Vec<u8>, Problem> {
    read_far(path, limit).and_then(Bytes::whole)
}

/// Reads a file as far as it goes; what is compressed comes unpacked.
pub(super) fn read_far(path: &Path, limit: SizeLimit) -> Result<Bytes, Problem> {
    let stream = unpacked(open(path, limit)?).map_err(|error| unreadable(path, &error))?;
    rest_of(path, stream, limit)
}

/// The bytes of a file or stream.
pub(super) struct Bytes {
    pub bytes: Vec<u8>,
    /// Why there are no more, where compressed data end too early or are damaged.
    pub broken_off: Option<Problem>,
}

impl Bytes {
    /// All of them, or why they are not all there.
    pub fn whole(self) -> Result<Vec<u8>, Problem> {
        self.broken_off.map_or(Ok(self.bytes), Err)
    }
}

/// All that a stream has, as far as it goes.
pub(super) fn rest_of(path: &Path, stream: impl Read, limit: SizeLimit) -> Result<Bytes, Problem> {
    let mut bytes = Vec::new();
    let outcome = stream.take(limit.0.saturating_add(1)).read_to_end(&mut bytes);
    if !limit.allows(bytes.len() as u64) {
        return Err(too_large(path, limit));
    }
    match outcome {
        Ok(_) => Ok(Bytes { bytes, broken_off: None }),
        Err(error) if damage(&error).is_some() => {
            Ok(Bytes { bytes, broken_off: Some(unreadable(path, &error)) })
        }
        Err(error) => Err(unreadable(path, &error)),
    }
}

/// A line of a stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StreamLine {
    /// With its end.
    Whole(Vec<u8>),
    /// It was passed over, since it is larger than the limit.
    TooLarge,
}

/// The next line of a stream; none at its end.
///
/// # Errors
/// When the stream cannot be read.
pub fn next_line(stream: &mut dyn BufRead, limit: SizeLimit) -> io::Result<Option<StreamLine>> {
    let mut line = Vec::new();
    stream.take(limit.0).read_until(b'\n', &mut line)?;
    if line.is_empty() {
        return Ok(None);
    }
    if line.ends_with(b"\n") || stream.fill_buf()?.is_empty() {
        return Ok(Some(StreamLine::Whole(line)));
    }
    drop(line);
    loop {
        let bytes = stream.fill_buf()?;
        let end = memchr::memchr(b'\n', bytes);
        let length = end.map_or(bytes.len(), |end| end + 1);
        if end.is_some() || bytes.is_empty() {
            stream.consume(length);
            return Ok(Some(StreamLine::TooLarge));
        }
        stream.consume(length);
    }
}

/// The problem of a file or stream that is larger than the limit.
pub(super) fn too_large(path: &Path, limit: SizeLimit) -> Problem {
    Problem::error(path, format!("it is larger than {limit}"))
        .remedy("allow more with --max-size if it is meant")
}

/// The problem of a record that is larger than the limit.
pub(super) fn record_too_large(path: &Path, line: usize, limit: SizeLimit) -> Problem {
    let what = format!("the record is larger than {limit}");
    Problem::error(path, what).at_line(line).remedy("allow more with --max-size if it is meant")
}

/// The problem of a path that the system does not let us read.
pub(super) fn unreadable(path: &Path, error: &io::Error) -> Problem {
    if let Some(damage) = damage(error) {
        return Problem::error(path, damage.to_string())
            .remedy("copy or download it again; what stands before is read");
    }
    match error.kind() {
        ErrorKind::NotFound => {
            Problem::error(path, "there is no such file or folder").remedy("check the path")
        }
        ErrorKind::PermissionDenied => {
            Problem::error(path, "permission denied").remedy("make it readable for this user")
        }
        ErrorKind::IsADirectory => Problem::error(path, "it is a folder").remedy("name a file in it"),
        _ if path.is_symlink() => {
            Problem::error(path, format!("it is a link that cannot be followed: {error}"))
                .remedy("name the file that is meant")
        }
        _ => Problem::error(path, error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_as_people_write_them() {
        let size = |text: &str| text.parse::<SizeLimit>().map(|limit| limit.to_string());
        for (text, shown) in [
            ("64MB", "64 MB"),
            ("2 gb", "2 GB"),
            ("1500", "1500 bytes"),
            ("3k", "3 kB"),
            ("10M", "10 MB"),
            ("1GiB", "1 GB"),
        ] {
            assert_eq!(size(text).as_deref(), Ok(shown));
        }
        for text in ["", "0", "much", "-1", "5TB", "99999999999GB"] {
            assert_eq!(size(text), Err(format!("{text} is no size of a file; write it as 200MB or 2GB")));
        }
    }

    #[test]
    fn lines_within_the_limit_and_beyond() {
        let mut stream: &[u8] = b"four\nand seven\n\nlast";
        let mut next = || next_line(&mut stream, SizeLimit(5)).unwrap();
        assert_eq!(next(), Some(StreamLine::Whole(b"four\n".to_vec())));
        assert_eq!(next(), Some(StreamLine::TooLarge));
        assert_eq!(next(), Some(StreamLine::Whole(b"\n".to_vec())));
        assert_eq!(next(), Some(StreamLine::Whole(b"last".to_vec())));
        assert_eq!(next(), None);
        let mut stream: &[u8] = b"without an end";
        assert_eq!(next_line(&mut stream, SizeLimit(5)).unwrap(), Some(StreamLine::TooLarge));
        assert_eq!(next_line(&mut stream, SizeLimit(5)).unwrap(), None);
    }
}
