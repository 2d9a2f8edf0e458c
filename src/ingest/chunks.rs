//! Reads everything that the paths mean, in parallel and in bounded memory.
//!
//! Files are read some hundreds at a time, files of JSON Lines some thousands of lines at a time;
//! whatever the number of threads, articles come out in the order of their paths and lines.

use std::collections::{BTreeMap, VecDeque};
use std::io::{self, BufRead, Cursor, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::archive::Archive;
use super::convert::{Outcome, blank, failed, read_as, read_bytes, read_file, read_line};
use super::format::Format;
use super::ids::Ids;
use super::intake::{Intake, Options};
use super::own::is_line;
use super::packed::unpacked;
use super::problem::{Problem, listed};
use super::source::{StreamLine, next_line, open_stream, record_too_large, rest_of, unreadable};
use super::walk::{FoundFile, Input, Wanted, walk};
use super::warc::looks_like_an_archive;

/// Files that are read at once, and lines that make a chunk. Enough to keep every core busy, few
/// enough that a chunk of news articles takes some ten megabytes.
const FILES_AT_ONCE: usize = 512;
const LINES_AT_ONCE: usize = 4096;

/// Where files or lines are as large as they may be, fewer of them make a chunk.
const BYTES_AT_ONCE: u64 = 64_000_000;

/// Reads all articles that the paths mean: files, folders, or `-` for standard input.
pub fn read(paths: &[PathBuf], options: Options) -> Intake {
    let mut all = Intake::default();
    for chunk in chunks(paths, options) {
        all.extend(chunk);
    }
    all
}

/// Reads all articles that the paths mean, some at a time.
pub fn chunks(paths: &[PathBuf], options: Options) -> Chunks {
    let (inputs, problems) = walk(paths, Wanted::Articles);
    Chunks::of(inputs, problems, options)
}

/// True for a file that is left out of its folder, since whosaid wrote it.
pub fn is_left_out(file: &FoundFile, options: Options) -> bool {
    let Some(folder) = &file.folder else { return false };
    let mut chunks = Chunks::of(vec![Input::File(file.clone())], Vec::new(), options);
    chunks.read_next(&mut Intake::default());
    chunks.own.contains_key(folder)
}

/// Reads articles from a text that is already at hand, named as if it came from `path`.
///
/// ```
/// use std::path::Path;
/// use whosaid::ingest::{Format, read_text};
///
/// let text = "---\noutlet: The Harbour Post\n---\n“We reopen in May,” Ann Brandt said.";
/// let intake = read_text(Path::new("bridge.txt"), Format::Plain, text.to_owned());
/// assert_eq!(intake.articles[0].outlet.as_deref(), Some("The Harbour Post"));
/// ```
pub fn read_text(path: &Path, format: Format, text: String) -> Intake {
    read_text_with(path, format, text, &Options::default())
}

/// Reads articles from a text as [`read_text`] does, with the names that the options give for fields.
pub fn read_text_with(path: &Path, format: Format, text: String, options: &Options) -> Intake {
    let mut intake = Intake::default();
    if format == Format::Archive {
        let mut archive = Archive::new(Box::new(Cursor::new(text.into_bytes())));
        while archive.read_some(path, options, &mut intake) {}
    } else {
        intake = read_as(path, format, text, &options.map);
    }
    Ids::default().settle(&mut intake);
    intake
}

/// Articles some at a time; made by [`chunks`].
pub struct Chunks {
    inputs: VecDeque<Input>,
    problems: Vec<Problem>,
    stream: Option<Stream>,
    options: Options,
    ids: Ids,
    /// Files of our own writing, by the named folder that they were found in.
    own: BTreeMap<Arc<Path>, Vec<PathBuf>>,
    /// True when there was an article, or something wrong.
    has_read: bool,
}

/// True for a file that is read a record at a time, or of which only its beginning tells whether it is.
fn is_stream(path: &Path) -> bool {
    matches!(Format::of_path(path), Some(Format::JsonLines | Format::Archive) | None)
}

/// A stream that has nothing but an error, if that.
struct Failing(Option<io::Error>);

impl Read for Failing {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

/// A file of which some records are read, and more are left.
enum Stream {
    Lines(Lines),
    Archive(FoundFile, Archive),
}

/// An open file of JSON Lines.
struct Lines {
    file: FoundFile,
    reader: Box<dyn BufRead>,
    number: usize,
    /// True when every line so far is blank.
    is_blank: bool,
}

impl Iterator for Chunks {
    type Item = Intake;

    fn next(&mut self) -> Option<Intake> {
        let mut intake = Intake { articles: Vec::new(), problems: std::mem::take(&mut self.problems) };
        if !self.read_next(&mut intake) && intake.problems.is_empty() {
            return None;
        }
        self.has_read |= !intake.articles.is_empty() || intake.problems.iter().any(Problem::is_error);
        if self.inputs.is_empty() && self.stream.is_none() {
            self.tell_own(&mut intake);
        }
        self.ids.settle(&mut intake);
        Some(intake)
    }
}

impl Chunks {
    fn of(inputs: Vec<Input>, problems: Vec<Problem>, options: Options) -> Self {
        let ids = Ids::of(&inputs);
        Chunks {
            inputs: inputs.into(),
            problems,
            stream: None,
            options,
            ids,
            own: BTreeMap::new(),
            has_read: false,
        }
    }

    /// Reads the next files or lines; false when there are none.
    fn read_next(&mut self, intake: &mut Intake) -> bool {
        match self.stream.take() {
            Some(Stream::Lines(lines)) => {
                self.read_lines(lines, intake);
                return true;
            }
            Some(Stream::Archive(file, archive)) => {
                self.read_archive(file, archive, intake);
                return true;
            }
            None => {}
        }
        match self.inputs.pop_front() {
            None => return false,
            Some(Input::Standard) => self.open_standard_input(intake),
            Some(Input::File(file)) if is_stream(&file.path) => self.open_file(file, intake),
            Some(Input::File(file)) => self.read_files(file, intake),
        }
        true
    }

    /// Reads a file and those behind it that are read whole as well.
    fn read_files(&mut self, first: FoundFile, intake: &mut Intake) {
        let size = |file: &FoundFile| std::fs::metadata(&file.path).map_or(0, |metadata| metadata.len());
        let mut bytes = size(&first);
        let mut files = vec![first];
        while let Some(Input::File(file)) = self.inputs.front()
            && !is_stream(&file.path)
            && files.len() < FILES_AT_ONCE
            && bytes < BYTES_AT_ONCE
        {
            bytes += size(file);
            files.push(file.clone());
            self.inputs.pop_front();
        }
        let read: Vec<Outcome> = files.par_iter().map(|file| read_file(&file.path, &self.options)).collect();
        for (file, outcome) in files.into_iter().zip(read) {
            self.settle(file, outcome, intake);
        }
    }

    /// Takes what was read, and leaves out what we wrote ourselves; where that was named outright,
    /// it is an error.
    fn settle(&mut self, file: FoundFile, outcome: Outcome, intake: &mut Intake) {
        match outcome {
            Outcome::Read(one) => intake.extend(one),
            Outcome::Own => match file.folder {
                Some(folder) => self.own.entry(folder).or_default().push(file.path),
                None => {
                    let problem =
                        Problem::error(file.path, "it is a report that whosaid wrote, not an article");
                    intake.problems.push(problem.remedy("name the articles that it was made from"));
                }
            },
        }
    }

    fn tell_own(&mut self, intake: &mut Intake) {
        for (folder, paths) in std::mem::take(&mut self.own) {
            let own = listed(paths, &folder, "report that whosaid wrote", "reports that whosaid wrote");
            intake.problems.push(if self.has_read {
                Problem::note(folder, format!("left out {own}"))
            } else {
                Problem::error(folder, format!("the folder holds no article, only {own}"))
                    .remedy("name the articles that they were made from")
            });
        }
    }

    fn open_file(&mut self, file: FoundFile, intake: &mut Intake) {
        let format = Format::of_path(&file.path);
        match open_stream(&file.path) {
            Ok(stream) => self.open_stream(file, stream, format, intake),
            Err(problem) => intake.problems.push(problem),
        }
    }

    fn open_standard_input(&mut self, intake: &mut Intake) {
        let file = FoundFile { path: PathBuf::from("-"), folder: None };
        match unpacked(std::io::stdin()) {
            Ok(stream) => self.open_stream(file, stream, None, intake),
            Err(error) => intake.problems.push(unreadable(&file.path, &error)),
        }
    }

    /// Reads JSON Lines in UTF-8 line by line and archives record by record, anything else whole.
    fn open_stream(
        &mut self,
        file: FoundFile,
        mut stream: Box<dyn BufRead>,
        format: Option<Format>,
        intake: &mut Intake,
    ) {
        let limit = self.options.max_size;
        let mut first = Vec::new();
        // Data that are damaged at once tell so again below.
        let begun = limit.of(&mut stream).read_until(b'\n', &mut first);
        let is_archive = format == Some(Format::Archive) || format.is_none() && looks_like_an_archive(&first);
        if begun.is_ok() && is_archive && !first.is_empty() {
            let reader = Box::new(Cursor::new(first).chain(stream));
            self.read_archive(file, Archive::new(reader), intake);
            return;
        }
        let is_wide = first.contains(&0) || first.starts_with(b"\xFF\xFE") || first.starts_with(b"\xFE\xFF");
        let is_lines = format == Some(Format::JsonLines) || is_whole_object(&first);
        if begun.is_ok() && is_lines && !is_wide && self.options.encoding.is_none() && !first.is_empty() {
            let reader = Box::new(Cursor::new(first).chain(stream));
            self.read_lines(Lines { file, reader, number: 0, is_blank: true }, intake);
            return;
        }
        let rest = Cursor::new(first).chain(Failing(begun.err())).chain(stream);
        match rest_of(&file.path, rest, limit) {
            Ok(bytes) => {
                let outcome = read_bytes(&file.path, format, bytes, &self.options);
                self.settle(file, outcome, intake);
            }
            Err(problem) => intake.problems.push(problem),
        }
    }

    fn read_lines(&mut self, mut lines: Lines, intake: &mut Intake) {
        let limit = self.options.max_size;
        let (path, map) = (lines.file.path.as_path(), &self.options.map);
        let (mut chunk, mut bytes, mut is_at_end) = (Vec::new(), 0, false);
        while chunk.len() < LINES_AT_ONCE && bytes < BYTES_AT_ONCE {
            match next_line(&mut *lines.reader, limit) {
                Ok(None) => {
                    is_at_end = true;
                    break;
                }
                Ok(Some(line)) => {
                    lines.number += 1;
                    if let StreamLine::Whole(line) = &line {
                        bytes += line.len() as u64;
                    }
                    lines.is_blank &=
                        matches!(&line, StreamLine::Whole(line) if line.trim_ascii().is_empty());
                    chunk.push((lines.number, line));
                }
                Err(error) => {
                    intake.problems.push(unreadable(path, &error).at_line(lines.number + 1));
                    (is_at_end, lines.is_blank) = (true, false);
                    break;
                }
            }
        }
        if let Some((1, StreamLine::Whole(first))) = chunk.first()
            && is_line(&String::from_utf8_lossy(first))
        {
            self.settle(lines.file, Outcome::Own, intake);
            return;
        }
        let read: Vec<Intake> = chunk
            .into_par_iter()
            .map(|(number, line)| match line {
                StreamLine::Whole(line) => read_line(path, number, line, map),
                StreamLine::TooLarge => failed(record_too_large(path, number, limit)),
            })
            .collect();
        for one in read {
            intake.extend(one);
        }
        if !is_at_end {
            self.stream = Some(Stream::Lines(lines));
        } else if lines.is_blank {
            intake.problems.push(blank(path));
        }
    }

    fn read_archive(&mut self, file: FoundFile, mut archive: Archive, intake: &mut Intake) {
        if archive.read_some(&file.path, &self.options, intake) {
            self.stream = Some(Stream::Archive(file, archive));
        }
    }
}

fn is_whole_object(line: &[u8]) -> bool {
    let line = line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line);
    line.trim_ascii_start().starts_with(b"{") && serde_json::from_slice::<serde::de::IgnoredAny>(line).is_ok()
}
