//! The bytes of a file, a stream or a record become articles, whatever the format.

use std::path::Path;

use super::article::Article;
use super::clutter::Origin;
use super::decode::{Decoded, Doubt, declared_in_page, decode};
use super::docx::read_document;
use super::feed::read_feed;
use super::fields::FieldMap;
use super::finish::finish;
use super::format::Format;
use super::intake::{Intake, Options};
use super::mail::read_mail;
use super::own::is_own;
use super::page::read_page;
use super::plain::read_plain;
use super::problem::Problem;
use super::records::{read_json, read_json_line};
use super::source::{Bytes, SizeLimit, read_far};
use super::table::read_table;
use crate::guard::attempt;

/// What became of a file.
pub(super) enum Outcome {
    Read(Intake),
    /// It is a report that whosaid wrote.
    Own,
}

pub(super) fn read_file(path: &Path, options: &Options) -> Outcome {
    match read_far(path, options.max_size) {
        Ok(bytes) => read_bytes(path, Format::of_path(path), bytes, options),
        Err(problem) => Outcome::Read(failed(problem)),
    }
}

/// Reads a file; a fault of our own in it costs no other. Of one that breaks off, what stands before is read.
pub(super) fn read_bytes(path: &Path, format: Option<Format>, bytes: Bytes, options: &Options) -> Outcome {
    let Bytes { mut bytes, broken_off } = bytes;
    if broken_off.is_some() {
        drop_half_a_character(&mut bytes);
    }
    let is_cut_off = broken_off.is_some();
    let outcome = attempt(|| converted(path, format, bytes, is_cut_off, options)).unwrap_or_else(|fault| {
        Outcome::Read(failed(Problem::error(path, fault.to_string()).remedy(REPORT_IT)))
    });
    match (broken_off, outcome) {
        // What else is wrong with the file comes of the same.
        (Some(problem), Outcome::Read(intake)) => {
            Outcome::Read(Intake { articles: intake.articles, problems: vec![problem] })
        }
        (_, outcome) => outcome,
    }
}

/// Drops the bytes of a character in UTF-8 that is not whole.
fn drop_half_a_character(bytes: &mut Vec<u8>) {
    if let Err(error) = std::str::from_utf8(bytes)
        && error.error_len().is_none()
    {
        bytes.truncate(error.valid_up_to());
    }
}

/// What to do about a fault of our own.
pub(super) const REPORT_IT: &str = "please report this line, with the file if it may be shared";

fn converted(
    path: &Path,
    format: Option<Format>,
    bytes: Vec<u8>,
    is_cut_off: bool,
    options: &Options,
) -> Outcome {
    if bytes.is_empty() {
        return Outcome::Read(failed(Problem::error(path, "it is empty").remedy("leave it out, or fill it")));
    }
    let format = format.or_else(|| Format::sniff_bytes(&bytes));
    match format {
        Some(Format::Document) => {
            let (mut articles, problems) = read_document(path, &bytes, options.max_size);
            articles.iter_mut().for_each(|article| finish(path, article, Origin::Text));
            return Outcome::Read(Intake { articles, problems });
        }
        Some(Format::Mail) => return Outcome::Read(read_mail(path, &bytes, options)),
        _ => {}
    }
    let looks_like_page = matches!(format, Some(Format::Page | Format::Feed) | None);
    let declared = if looks_like_page { declared_in_page(&bytes) } else { None };
    Outcome::Read(match decode(bytes, options.encoding, declared) {
        Ok(Decoded { text, .. }) if text.trim_matches(is_blank).is_empty() => failed(blank(path)),
        Ok(Decoded { text, doubt }) => {
            let format = format.unwrap_or_else(|| Format::sniff(&text));
            if format == Format::Plain && text.trim_start().starts_with("<?xml") {
                let problem = Problem::error(path, "it is XML, but neither a feed nor a page");
                return Outcome::Read(failed(problem.remedy("save the article's text as a .txt file")));
            }
            if is_own(format, &text) {
                return Outcome::Own;
            }
            let mut intake = read_as(path, format, text, &options.map);
            // A record of JSON that is cut off is known by that, anything else is not.
            if is_cut_off && !matches!(format, Format::Json | Format::JsonLines) {
                intake.articles.pop();
            }
            intake.problems.extend(doubt.map(|doubt| warn(path, doubt)));
            intake
        }
        Err(Doubt { what, remedy }) => failed(Problem::error(path, what).remedy(remedy)),
    })
}

pub(super) fn read_as(path: &Path, format: Format, text: String, map: &FieldMap) -> Intake {
    let (mut articles, problems) = match format {
        Format::Json => read_json(path, &text, map),
        Format::JsonLines => {
            let mut intake = Intake::default();
            let text = text.trim_start_matches('\u{feff}');
            for (place, line) in text.lines().enumerate() {
                let (article, problems) = read_json_line(path, place + 1, line, map);
                intake.articles.extend(article);
                intake.problems.extend(problems);
            }
            (intake.articles, intake.problems)
        }
        Format::Csv => read_table(path, &text, b',', map),
        Format::Tsv => read_table(path, &text, b'\t', map),
        Format::Feed => read_feed(path, &text),
        // Archives are read record by record; here comes only what is damaged before the first of them.
        Format::Archive => (Vec::new(), Vec::new()),
        Format::Document => read_document(path, text.as_bytes(), SizeLimit::default()),
        Format::Mail => return read_mail(path, text.as_bytes(), &Options::default()),
        Format::Page => {
            let (article, problems) = read_page(path, &text);
            (Vec::from_iter(article), problems)
        }
        Format::Plain => {
            let (article, problems) = read_plain(path, text);
            (Vec::from_iter(article), problems)
        }
    };
    let origin = if format == Format::Page { Origin::Page } else { Origin::Text };
    for article in &mut articles {
        finish(path, article, origin);
    }
    Intake { articles, problems }
}

/// Reads a record; a fault of our own in it costs no other.
pub(super) fn read_line(path: &Path, number: usize, line: Vec<u8>, map: &FieldMap) -> Intake {
    attempt(|| converted_line(path, number, line, map)).unwrap_or_else(|fault| {
        failed(Problem::error(path, fault.to_string()).at_line(number).remedy(REPORT_IT))
    })
}

fn converted_line(path: &Path, number: usize, line: Vec<u8>, map: &FieldMap) -> Intake {
    let (text, doubt) = match decode(line, None, None) {
        Ok(decoded) => (decoded.text, decoded.doubt.map(|doubt| warn(path, doubt).at_line(number))),
        Err(Doubt { what, remedy }) => {
            return failed(Problem::error(path, what).at_line(number).remedy(remedy));
        }
    };
    let (article, mut problems) = read_json_line(path, number, text.trim_start_matches('\u{feff}'), map);
    problems.extend(doubt);
    let mut articles: Vec<Article> = article.into_iter().collect();
    for article in &mut articles {
        finish(path, article, Origin::Text);
    }
    Intake { articles, problems }
}

fn is_blank(sign: char) -> bool {
    sign.is_whitespace() || sign == '\u{feff}'
}

pub(super) fn blank(path: &Path) -> Problem {
    Problem::error(path, "there is nothing but white space in it").remedy("leave it out, or fill it")
}

pub(super) fn warn(path: &Path, doubt: Doubt) -> Problem {
    Problem::warning(path, doubt.what).remedy(doubt.remedy)
}

pub(super) fn failed(problem: Problem) -> Intake {
    Intake { articles: Vec::new(), problems: vec![problem] }
}
