//! From the text of a file to the transcripts in it, whatever the format.
//!
//! Plain text and HTML pages with `NAME:` turns or one speaker's words, captions (`.srt`, `.vtt`), what
//! speech recognition writes as JSON, TEI with `<u who>`, and any article. A file that says nothing
//! that can be looked up is a [`Problem`], and the others are read all the same.

mod captions;
mod doubt;
mod plain;
mod recognised;
mod tei;

use std::collections::BTreeMap;
use std::path::Path;

use jiff::civil::Date;

use self::doubt::{Doubt, Outcome};
use super::transcript::Transcript;
use crate::guard::attempt;
use crate::ingest::{self, Article, Format, Intake, Problem, TextFile};

/// Transcripts, and what could not be read.
#[derive(Clone, Debug, Default)]
pub struct Read {
    /// What was read, in the order of the files; their ids are unlike each other.
    pub transcripts: Vec<Transcript>,
    /// What was not, or only in part.
    pub problems: Vec<Problem>,
}

/// Reads the transcripts in all files; a fault of our own in one costs no other.
pub fn read_all(files: Vec<TextFile>) -> Read {
    let mut all = Read::default();
    for file in files {
        let path = file.path.clone();
        let read = attempt(|| read(&file.path, file.text)).unwrap_or_else(|fault| Read {
            problems: vec![
                Problem::error(&path, fault.to_string())
                    .remedy("please report this line, with the file if it may be shared"),
            ],
            ..Read::default()
        });
        all.transcripts.extend(read.transcripts);
        all.problems.extend(read.problems);
    }
    number_ids(&mut all.transcripts);
    all
}

/// Reads the transcripts in a file.
pub fn read(path: &Path, text: String) -> Read {
    let text = match text.strip_prefix('\u{feff}') {
        Some(rest) if !is_plain(path, &text) => rest.to_owned(),
        _ => text,
    };
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_ascii_lowercase();
    let read = match ending.as_str() {
        "srt" => captions::read(&text),
        "vtt" => captions::read(&text),
        "xml" | "tei" => tei::read(&text),
        "json" => match recognised::read(&text) {
            Some(read) => read,
            None => return from_articles(path, Format::Json, text),
        },
        _ => match Format::of_path(path) {
            Some(format) => return from_articles(path, format, text),
            None if captions::looks_like(&text) => captions::read(&text),
            None if tei::looks_like(&text) => tei::read(&text),
            None => match recognised::read(&text) {
                Some(read) => read,
                None => {
                    let format = Format::sniff(&text);
                    return from_articles(path, format, text);
                }
            },
        },
    };
    finished(path, read)
}

fn is_plain(path: &Path, text: &str) -> bool {
    Format::of_path(path).unwrap_or_else(|| Format::sniff(text)) == Format::Plain
}

fn finished(path: &Path, read: Outcome) -> Read {
    let problem = |problem: Problem, doubt: &Doubt| match doubt.line {
        Some(line) => problem.remedy(doubt.remedy).at_line(line),
        None => problem.remedy(doubt.remedy),
    };
    match read {
        Ok((mut transcript, doubts)) => {
            transcript.id = stem(path);
            transcript.path = named(path);
            transcript.date = transcript.date.or_else(|| date_in(&transcript.id));
            let problems =
                doubts.iter().map(|doubt| problem(Problem::warning(path, doubt.what.clone()), doubt));
            Read { problems: problems.collect(), transcripts: vec![transcript] }
        }
        Err(doubt) => {
            let problem = problem(Problem::error(path, doubt.what.clone()), &doubt);
            Read { problems: vec![problem], ..Read::default() }
        }
    }
}

/// Every article of a file as a transcript.
fn from_articles(path: &Path, format: Format, text: String) -> Read {
    let Intake { articles, problems } = ingest::read_text(path, format, text);
    let has_lines = format == Format::Plain;
    Read {
        transcripts: articles.into_iter().map(|article| of_article(article, has_lines)).collect(),
        problems,
    }
}

/// An article as a transcript: its turns, if it has some, else one text.
fn of_article(article: Article, has_lines: bool) -> Transcript {
    let date = article.date.or_else(|| date_in(&article.id));
    let mut transcript = plain::read(&article.body, &article.clutter, has_lines);
    transcript.id = article.given_id.unwrap_or(article.id);
    transcript.path = article.path;
    transcript.date = date;
    transcript.text = article.body;
    transcript
}

fn stem(path: &Path) -> String {
    match path.file_stem() {
        Some(name) if name != "-" => name.to_string_lossy().into_owned(),
        _ => "stdin".to_owned(),
    }
}

fn named(path: &Path) -> Option<std::path::PathBuf> {
    (path.as_os_str() != "-").then(|| path.to_owned())
}

/// The day in a name such as `2031-03-12-council`.
pub fn date_in(name: &str) -> Option<Date> {
    let is_digit = |at: usize| name.as_bytes().get(at).is_some_and(u8::is_ascii_digit);
    let starts = (0..name.len()).filter(|&at| is_digit(at) && (at == 0 || !is_digit(at - 1)));
    starts.filter_map(|at| name.get(at..at + 10)).find_map(|text| text.parse().ok())
}

/// Gives transcripts of one name numbers.
fn number_ids(transcripts: &mut [Transcript]) {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for transcript in transcripts {
        let count = counts.entry(transcript.id.clone()).or_default();
        *count += 1;
        if *count > 1 {
            transcript.id = format!("{}-{count}", transcript.id);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_stand_in_names() {
        let day = |name| date_in(name).map(|date| date.to_string());
        assert_eq!(day("2031-03-12-ortega").as_deref(), Some("2031-03-12"));
        assert_eq!(day("council_2031-03-12").as_deref(), Some("2031-03-12"));
        assert_eq!(day("é2031-03-1"), None);
        assert_eq!(day("2031-13-12"), None);
    }

    #[test]
    fn formats_are_told_apart() {
        let ids = |name: &str, text: &str| {
            let read = read(Path::new(name), text.to_owned());
            (read.transcripts.len(), read.problems.iter().map(ToString::to_string).collect::<Vec<_>>())
        };
        assert_eq!(ids("a.txt", "ORTEGA: We will open.\n"), (1, vec![]));
        assert_eq!(
            ids("a.json", "{\"segments\": [{\"start\": 0, \"end\": 1, \"text\": \"We will.\"}]}"),
            (1, vec![])
        );
        assert_eq!(ids("a.jsonl", "{\"text\": \"“We will open,” she said.\"}\n"), (1, vec![]));
        let (none, problems) = ids("a.srt", "no captions here\n");
        assert_eq!((none, problems.len()), (0, 1));
        let (none, problems) = ids("a.xml", "<TEI><text/></TEI>");
        assert_eq!((none, problems.len()), (0, 1));
    }
}
