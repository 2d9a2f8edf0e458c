//! Reads everything that the paths mean, in parallel and in bounded memory.
//!
//! Files are read some hundreds at a time, files of JSON Lines some thousands of lines at a time;
//! whatever the number of threads, articles come out in the order of their paths and lines.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{BufRead, BufReader, Cursor, Read};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::article::Article;
use super::clutter;
use super::decode::{Decoded, Doubt, Encoding, declared_in_page, decode};
use super::format::Format;
use super::ids::Ids;
use super::page::read_page;
use super::plain::read_plain;
use super::problem::Problem;
use super::records::{read_json, read_json_line};
use super::table::read_table;
use super::walk::{Input, unreadable, walk};

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
}

/// Files that are read at once, and lines that make a chunk. Enough to keep every core busy, few
/// enough that a chunk of news articles takes some ten megabytes.
const FILES_AT_ONCE: usize = 512;
const LINES_AT_ONCE: usize = 4096;

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
    let (inputs, problems) = walk(paths);
    let ids = Ids::of(&inputs);
    Chunks { inputs: inputs.into(), problems, lines: None, options, ids }
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
}

/// An open file of JSON Lines.
struct Lines {
    path: PathBuf,
    reader: Box<dyn BufRead>,
    number: usize,
}

impl Iterator for Chunks {
    type Item = Intake;

    fn next(&mut self) -> Option<Intake> {
        let mut intake = Intake { articles: Vec::new(), problems: std::mem::take(&mut self.problems) };
        if let Some(lines) = self.lines.take() {
            self.read_lines(lines, &mut intake);
        } else if let Some(input) = self.inputs.pop_front() {
            match input {
                Input::Standard => self.open_standard_input(&mut intake),
                Input::File(path) if Format::of_path(&path) == Some(Format::JsonLines) => {
                    self.open_lines(path, &mut intake);
                }
                Input::File(path) => self.read_files(path, &mut intake),
            }
        } else if intake.problems.is_empty() {
            return None;
        }
        self.ids.settle(&mut intake);
        Some(intake)
    }
}

impl Chunks {
    /// Reads a file and those behind it that are read whole as well.
    fn read_files(&mut self, first: PathBuf, intake: &mut Intake) {
        let mut paths = vec![first];
        while let Some(Input::File(path)) = self.inputs.front()
            && Format::of_path(path) != Some(Format::JsonLines)
            && paths.len() < FILES_AT_ONCE
        {
            paths.push(path.clone());
            self.inputs.pop_front();
        }
        let read: Vec<Intake> = paths.par_iter().map(|path| read_file(path, self.options)).collect();
        for one in read {
            intake.extend(one);
        }
    }

    fn open_lines(&mut self, path: PathBuf, intake: &mut Intake) {
        match File::open(&path) {
            Ok(file) => self.open_stream(path, BufReader::new(file), Some(Format::JsonLines), intake),
            Err(error) => intake.problems.push(unreadable(&path, &error)),
        }
    }

    fn open_standard_input(&mut self, intake: &mut Intake) {
        self.open_stream(PathBuf::from("-"), BufReader::new(std::io::stdin()), None, intake);
    }

    /// Reads JSON Lines in UTF-8 line by line, anything else whole.
    fn open_stream(
        &mut self,
        path: PathBuf,
        mut reader: BufReader<impl Read + 'static>,
        format: Option<Format>,
        intake: &mut Intake,
    ) {
        let mut first = Vec::new();
        let mut rest = Vec::new();
        let outcome = reader.read_until(b'\n', &mut first).and_then(|_| {
            let is_utf16 = first.starts_with(b"\xFF\xFE") || first.starts_with(b"\xFE\xFF");
            let is_lines = format == Some(Format::JsonLines) || is_whole_object(&first);
            if is_lines && !is_utf16 && self.options.encoding.is_none() && !first.is_empty() {
                return Ok(true);
            }
            reader.read_to_end(&mut rest).map(|_| false)
        });
        match outcome {
            Ok(true) => {
                let reader = Box::new(Cursor::new(first).chain(reader));
                self.read_lines(Lines { path, reader, number: 0 }, intake);
            }
            Ok(false) => {
                first.append(&mut rest);
                intake.extend(read_bytes(&path, format, first, self.options));
            }
            Err(error) => intake.problems.push(unreadable(&path, &error)),
        }
    }

    fn read_lines(&mut self, mut lines: Lines, intake: &mut Intake) {
        let mut chunk = Vec::new();
        while chunk.len() < LINES_AT_ONCE {
            let mut line = Vec::new();
            match lines.reader.read_until(b'\n', &mut line) {
                Ok(0) => break,
                Ok(_) => {
                    lines.number += 1;
                    chunk.push((lines.number, line));
                }
                Err(error) => {
                    intake.problems.push(unreadable(&lines.path, &error).at_line(lines.number + 1));
                    break;
                }
            }
        }
        let path = lines.path.as_path();
        let read: Vec<Intake> =
            chunk.into_par_iter().map(|(number, line)| read_line(path, number, line)).collect();
        let is_at_end = read.len() < LINES_AT_ONCE;
        for one in read {
            intake.extend(one);
        }
        if !is_at_end {
            self.lines = Some(lines);
        }
    }
}

impl Intake {
    fn extend(&mut self, other: Intake) {
        self.articles.extend(other.articles);
        self.problems.extend(other.problems);
    }
}

fn read_file(path: &Path, options: Options) -> Intake {
    match std::fs::read(path) {
        Ok(bytes) => read_bytes(path, Format::of_path(path), bytes, options),
        Err(error) => failed(unreadable(path, &error)),
    }
}

fn read_bytes(path: &Path, format: Option<Format>, bytes: Vec<u8>, options: Options) -> Intake {
    if bytes.is_empty() {
        return failed(Problem::error(path, "it is empty").remedy("leave it out, or fill it"));
    }
    let looks_like_page = matches!(format, Some(Format::Page) | None);
    let declared = if looks_like_page { declared_in_page(&bytes) } else { None };
    match decode(bytes, options.encoding, declared) {
        Ok(Decoded { text, .. }) if text.trim_matches(is_blank).is_empty() => failed(
            Problem::error(path, "there is nothing but white space in it").remedy("leave it out, or fill it"),
        ),
        Ok(Decoded { text, doubt }) => {
            let format = format.unwrap_or_else(|| Format::sniff(&text));
            let mut intake = read_as(path, format, text);
            intake.problems.extend(doubt.map(|doubt| warn(path, doubt)));
            intake
        }
        Err(Doubt { what, remedy }) => failed(Problem::error(path, what).remedy(remedy)),
    }
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
            (vec![article], problems)
        }
    };
    for article in &mut articles {
        finish(path, article);
    }
    Intake { articles, problems }
}

fn read_line(path: &Path, number: usize, line: Vec<u8>) -> Intake {
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

fn warn(path: &Path, doubt: Doubt) -> Problem {
    Problem::warning(path, doubt.what).remedy(doubt.remedy)
}

fn failed(problem: Problem) -> Intake {
    Intake { articles: Vec::new(), problems: vec![problem] }
}
