//! Reads everything that the paths mean, in parallel and in bounded memory.
//!
//! Files are read some hundreds at a time, files of JSON Lines some thousands of lines at a time;
//! whatever the number of threads, articles come out in the order of their paths and lines.

use std::collections::{BTreeMap, VecDeque};
use std::io::{BufRead, BufReader, Cursor, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::article::Article;
use super::clutter;
use super::decode::{Decoded, Doubt, Encoding, declared_in_page, decode};
use super::format::Format;
use super::ids::Ids;
use super::own::{is_line, is_own};
use super::page::read_page;
use super::plain::read_plain;
use super::problem::{Problem, listed};
use super::records::{read_json, read_json_line};
use super::source::{
    SizeLimit, StreamLine, next_line, open_stream, read_whole, record_too_large, rest_of, too_large,
    unreadable,
};
use super::table::read_table;
use super::walk::{FoundFile, Input, Wanted, walk};
use crate::guard::attempt;

/// Articles, and what went wrong on the way to them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Intake {
    /// What was read, in the order of paths and lines.
    pub articles: Vec<Article>,
    /// What was not, or only in part.
    pub problems: Vec<Problem>,
}

/// How to read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The encoding of all inputs; none to tell it from each of them.
    pub encoding: Option<Encoding>,
    /// The largest file, and the largest record of a stream of them.
    pub max_size: SizeLimit,
}

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
    let mut intake = read_as(path, format, text);
    Ids::default().settle(&mut intake);
    intake
}

/// Articles some at a time; made by [`chunks`].
pub struct Chunks {
    inputs: VecDeque<Input>,
    problems: Vec<Problem>,
    lines: Option<Lines>,
    options: Options,
    ids: Ids,
    /// Files of our own writing, by the named folder that they were found in.
    own: BTreeMap<Arc<Path>, Vec<PathBuf>>,
    /// True when there was an article, or something wrong.
    has_read: bool,
}

/// An open file of JSON Lines.
struct Lines {
    file: FoundFile,
    reader: Box<dyn BufRead>,
    number: usize,
    /// True when every line so far is blank.
    is_blank: bool,
}

/// What became of a file.
enum Outcome {
    Read(Intake),
    /// It is a report that whosaid wrote.
    Own,
}

impl Iterator for Chunks {
    type Item = Intake;

    fn next(&mut self) -> Option<Intake> {
        let mut intake = Intake { articles: Vec::new(), problems: std::mem::take(&mut self.problems) };
        if !self.read_next(&mut intake) && intake.problems.is_empty() {
            return None;
        }
        self.has_read |= !intake.articles.is_empty() || intake.problems.iter().any(Problem::is_error);
        if self.inputs.is_empty() && self.lines.is_none() {
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
            lines: None,
            options,
            ids,
            own: BTreeMap::new(),
            has_read: false,
        }
    }

    /// Reads the next files or lines; false when there are none.
    fn read_next(&mut self, intake: &mut Intake) -> bool {
        if let Some(lines) = self.lines.take() {
            self.read_lines(lines, intake);
            return true;
        }
        match self.inputs.pop_front() {
            None => return false,
            Some(Input::Standard) => self.open_standard_input(intake),
            Some(Input::File(file)) if Format::of_path(&file.path) == Some(Format::JsonLines) => {
                self.open_lines(file, intake);
            }
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
            && Format::of_path(&file.path) != Some(Format::JsonLines)
            && files.len() < FILES_AT_ONCE
            && bytes < BYTES_AT_ONCE
        {
            bytes += size(file);
            files.push(file.clone());
            self.inputs.pop_front();
        }
        let read: Vec<Outcome> = files.par_iter().map(|file| read_file(&file.path, self.options)).collect();
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

    fn open_lines(&mut self, file: FoundFile, intake: &mut Intake) {
        match open_stream(&file.path) {
            Ok(opened) => self.open_stream(file, BufReader::new(opened), Some(Format::JsonLines), intake),
            Err(problem) => intake.problems.push(problem),
        }
    }

    fn open_standard_input(&mut self, intake: &mut Intake) {
        let file = FoundFile { path: PathBuf::from("-"), folder: None };
        self.open_stream(file, BufReader::new(std::io::stdin()), None, intake);
    }

    /// Reads JSON Lines in UTF-8 line by line, anything else whole.
    fn open_stream(
        &mut self,
        file: FoundFile,
        mut reader: BufReader<impl Read + 'static>,
        format: Option<Format>,
        intake: &mut Intake,
    ) {
        let limit = self.options.max_size;
        let mut first = Vec::new();
        let outcome = limit.of(&mut reader).read_until(b'\n', &mut first).and_then(|_| {
            let is_wide =
                first.contains(&0) || first.starts_with(b"\xFF\xFE") || first.starts_with(b"\xFE\xFF");
            let is_lines = format == Some(Format::JsonLines) || is_whole_object(&first);
            if is_lines && !is_wide && self.options.encoding.is_none() && !first.is_empty() {
                return Ok(None);
            }
            rest_of(Cursor::new(std::mem::take(&mut first)).chain(&mut reader), limit).map(Some)
        });
        match outcome {
            Ok(None) => {
                let reader = Box::new(Cursor::new(first).chain(reader));
                self.read_lines(Lines { file, reader, number: 0, is_blank: true }, intake);
            }
            Ok(Some(Some(bytes))) => {
                let outcome = read_bytes(&file.path, format, bytes, self.options);
                self.settle(file, outcome, intake);
            }
            Ok(Some(None)) => intake.problems.push(too_large(&file.path, limit)),
            Err(error) => intake.problems.push(unreadable(&file.path, &error)),
        }
    }

    fn read_lines(&mut self, mut lines: Lines, intake: &mut Intake) {
        let limit = self.options.max_size;
        let path = lines.file.path.as_path();
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
                StreamLine::Whole(line) => read_line(path, number, line),
                StreamLine::TooLarge => failed(record_too_large(path, number, limit)),
            })
            .collect();
        for one in read {
            intake.extend(one);
        }
        if !is_at_end {
            self.lines = Some(lines);
        } else if lines.is_blank {
            intake.problems.push(blank(path));
        }
    }
}

impl Intake {
    fn extend(&mut self, other: Intake) {
        self.articles.extend(other.articles);
        self.problems.extend(other.problems);
    }
}

fn read_file(path: &Path, options: Options) -> Outcome {
    match read_whole(path, options.max_size) {
        Ok(bytes) => read_bytes(path, Format::of_path(path), bytes, options),
        Err(problem) => Outcome::Read(failed(problem)),
    }
}

/// Reads a file; a fault of our own in it costs no other.
fn read_bytes(path: &Path, format: Option<Format>, bytes: Vec<u8>, options: Options) -> Outcome {
    attempt(|| converted(path, format, bytes, options)).unwrap_or_else(|fault| {
        Outcome::Read(failed(Problem::error(path, fault.to_string()).remedy(REPORT_IT)))
    })
}

/// What to do about a fault of our own.
const REPORT_IT: &str = "please report this line, with the file if it may be shared";

fn converted(path: &Path, format: Option<Format>, bytes: Vec<u8>, options: Options) -> Outcome {
    if bytes.is_empty() {
        return Outcome::Read(failed(Problem::error(path, "it is empty").remedy("leave it out, or fill it")));
    }
    let looks_like_page = matches!(format, Some(Format::Page) | None);
    let declared = if looks_like_page { declared_in_page(&bytes) } else { None };
    Outcome::Read(match decode(bytes, options.encoding, declared) {
        Ok(Decoded { text, .. }) if text.trim_matches(is_blank).is_empty() => failed(blank(path)),
        Ok(Decoded { text, doubt }) => {
            let format = format.unwrap_or_else(|| Format::sniff(&text));
            if is_own(format, &text) {
                return Outcome::Own;
            }
            let mut intake = read_as(path, format, text);
            intake.problems.extend(doubt.map(|doubt| warn(path, doubt)));
            intake
        }
        Err(Doubt { what, remedy }) => failed(Problem::error(path, what).remedy(remedy)),
    })
}

fn read_as(path: &Path, format: Format, text: String) -> Intake {
    let (mut articles, problems) = match format {
        Format::Json => read_json(path, &text),
        Format::JsonLines => {
            let mut intake = Intake::default();
            let text = text.trim_start_matches('\u{feff}');
            for (place, line) in text.lines().enumerate() {
                let (article, problems) = read_json_line(path, place + 1, line);
                intake.articles.extend(article);
                intake.problems.extend(problems);
            }
            (intake.articles, intake.problems)
        }
        Format::Csv => read_table(path, &text, b','),
        Format::Tsv => read_table(path, &text, b'\t'),
        Format::Page => {
            let (article, problems) = read_page(path, &text);
            (Vec::from_iter(article), problems)
        }
        Format::Plain => {
            let (article, problems) = read_plain(path, text);
            (Vec::from_iter(article), problems)
        }
    };
    for article in &mut articles {
        finish(path, article);
    }
    Intake { articles, problems }
}

/// Reads a record; a fault of our own in it costs no other.
fn read_line(path: &Path, number: usize, line: Vec<u8>) -> Intake {
    attempt(|| converted_line(path, number, line)).unwrap_or_else(|fault| {
        failed(Problem::error(path, fault.to_string()).at_line(number).remedy(REPORT_IT))
    })
}

fn converted_line(path: &Path, number: usize, line: Vec<u8>) -> Intake {
    let (text, doubt) = match decode(line, None, None) {
        Ok(decoded) => (decoded.text, decoded.doubt.map(|doubt| warn(path, doubt).at_line(number))),
        Err(Doubt { what, remedy }) => {
            return failed(Problem::error(path, what).at_line(number).remedy(remedy));
        }
    };
    let (article, mut problems) = read_json_line(path, number, text.trim_start_matches('\u{feff}'));
    problems.extend(doubt);
    let mut articles: Vec<Article> = article.into_iter().collect();
    for article in &mut articles {
        finish(path, article);
    }
    Intake { articles, problems }
}

/// What is done to every article, whatever it was read from.
fn finish(path: &Path, article: &mut Article) {
    article.path = (path.as_os_str() != "-").then(|| path.to_owned());
    if article.outlet.is_none() {
        article.outlet = article.url.as_deref().and_then(host);
    }
    clutter::mark(article);
}

/// The host of an address without its `www.`, as a name for the outlet.
fn host(url: &str) -> Option<String> {
    let (_, rest) = url.split_once("://")?;
    let host = rest.split(['/', '?', '#', ':']).next()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    (!host.is_empty()).then(|| host.to_ascii_lowercase())
}

fn is_whole_object(line: &[u8]) -> bool {
    let line = line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line);
    line.trim_ascii_start().starts_with(b"{") && serde_json::from_slice::<serde::de::IgnoredAny>(line).is_ok()
}

fn is_blank(sign: char) -> bool {
    sign.is_whitespace() || sign == '\u{feff}'
}

fn blank(path: &Path) -> Problem {
    Problem::error(path, "there is nothing but white space in it").remedy("leave it out, or fill it")
}

fn warn(path: &Path, doubt: Doubt) -> Problem {
    Problem::warning(path, doubt.what).remedy(doubt.remedy)
}

fn failed(problem: Problem) -> Intake {
    Intake { articles: Vec::new(), problems: vec![problem] }
}
