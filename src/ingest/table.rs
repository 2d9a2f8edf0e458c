//! Rows of a table become articles.
//!
//! The first line names the columns: id, outlet, date, url, title, byline and text, or what common exports
//! call them, in any order; only text is required. Columns that are not known are passed over.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;
use std::path::Path;

use csv::{ReaderBuilder, StringRecord};
use serde_json::Value;

use super::article::Article;
use super::fields::{Field, FieldMap, Record, field_of};
use super::problem::Problem;
use super::records::{Place, read_record};

/// Makes articles of a table's rows; the separator is a comma, or a tab for `.tsv`.
pub(super) fn read_table(
    path: &Path,
    text: &str,
    separator: u8,
    map: &FieldMap,
) -> (Vec<Article>, Vec<Problem>) {
    let text = text.trim_start_matches('\u{feff}');
    let separator = actual_separator(text, separator);
    let mut reader = reader_of(text, separator);
    let columns = match reader.headers() {
        Ok(columns) => columns.clone(),
        Err(error) => return (Vec::new(), vec![Problem::error(path, error.to_string())]),
    };
    let fields: Vec<Option<(Field, usize)>> = columns.iter().map(|name| field_of(name, map)).collect();
    if !fields.iter().flatten().any(|(field, _)| *field == Field::Text) {
        let mut names: Vec<String> = columns.iter().take(10).map(|name| shorten(name.trim())).collect();
        names.extend((columns.len() > names.len()).then(|| "…".to_owned()));
        let names = names.join(", ");
        let problem = Problem::error(path, format!("there is no column named text (there is {names})"))
            .remedy("name the column of the articles `text` in the first line, or say which it is with --map text=NAME");
        return (Vec::new(), vec![problem]);
    }
    let (mut articles, mut problems) = (Vec::new(), Vec::new());
    let (mut known, mut doubled) = (HashSet::new(), HashSet::new());
    for (name, field) in columns.iter().zip(&fields) {
        let name = name.trim().to_lowercase();
        if field.is_some() && !known.insert(name.clone()) && doubled.insert(name.clone()) {
            let what = format!("more than one column is named {name}; the first of them was read");
            problems.push(Problem::warning(path, what).remedy("name the others otherwise"));
        }
    }
    let text = closed(path, text, separator, columns.len(), &mut problems);
    let mut reader = reader_of(&text, separator);
    for (place, row) in reader.records().enumerate() {
        match row {
            Ok(row) => {
                let line = row.position().map_or(place + 2, |position| position.line() as usize);
                let record = record_of(&columns, &fields, &row);
                let place = Place { path, line: Some(line), number: place + 1, is_alone_on_its_line: true };
                let (article, doubts) = read_record(place, record);
                articles.extend(article);
                problems.extend(doubts);
            }
            Err(error) => problems.push(Problem::error(path, error.to_string())),
        }
    }
    if articles.is_empty() && problems.is_empty() {
        problems.push(Problem::note(path, "it holds no article: below the names of the columns is no row"));
    }
    (articles, problems)
}

fn reader_of(text: &str, separator: u8) -> csv::Reader<&[u8]> {
    ReaderBuilder::new().delimiter(separator).flexible(true).from_reader(text.as_bytes())
}

/// The text with quotation marks closed that never were, at the end of their line: else they swallow all rows
/// below, without an error of the reader's.
fn closed<'t>(
    path: &Path,
    text: &'t str,
    separator: u8,
    columns: usize,
    problems: &mut Vec<Problem>,
) -> Cow<'t, str> {
    const REMEDY: &str = "close it; marks within a field are doubled";
    /// The whole text is read again for each.
    const MOST_CLOSED: usize = 20;
    let mut text = Cow::Borrowed(text);
    let mut count = 0;
    while let Some((line, row)) = unclosed(&text, separator) {
        let lines = text[row.clone()].trim_end().lines().count();
        let end = end_of_field(&text, row, separator, columns).filter(|_| count < MOST_CLOSED);
        let Some(end) = end else {
            let what = match lines {
                0 | 1 => "a quotation mark is never closed".to_owned(),
                _ => format!(
                    "a quotation mark is never closed, and the lines down to {} were read as part of its row",
                    line + lines - 1
                ),
            };
            problems.push(Problem::error(path, what).at_line(line).remedy(REMEDY));
            break;
        };
        let what = "a quotation mark is never closed; it was taken to end with its line";
        problems.push(Problem::warning(path, what).at_line(line).remedy(REMEDY));
        text.to_mut().insert(end, '"');
        count += 1;
    }
    text
}

/// The first row with a quotation mark that is never closed, with its line.
fn unclosed(text: &str, separator: u8) -> Option<(usize, Range<usize>)> {
    if !is_odd(text) {
        return None;
    }
    let mut reader = reader_of(text, separator);
    let mut starts: Vec<(usize, usize)> = reader
        .records()
        .flatten()
        .filter_map(|row| row.position().map(|at| (at.line() as usize, at.byte() as usize)))
        .collect();
    starts.push((0, text.len()));
    let rows = starts.windows(2).map(|two| (two[0].0, two[0].1..two[1].1));
    rows.into_iter().find(|(_, row)| text.get(row.clone()).is_some_and(is_odd))
}

fn is_odd(text: &str) -> bool {
    memchr::memchr_iter(b'"', text.as_bytes()).count() % 2 == 1
}

/// Where the first line of a row ends, if all its lines are rows of their own once that is closed.
fn end_of_field(text: &str, row: Range<usize>, separator: u8, columns: usize) -> Option<usize> {
    let all = &text[row.clone()];
    let first = all.lines().next()?;
    let is_row = |line: &str| {
        let mut reader = ReaderBuilder::new()
            .delimiter(separator)
            .has_headers(false)
            .flexible(true)
            .from_reader(line.as_bytes());
        !is_odd(line) && reader.records().flatten().next().is_some_and(|row| row.len() == columns)
    };
    let others = all.trim_end().lines().skip(1);
    (is_row(&format!("{first}\"")) && others.filter(|line| !line.is_empty()).all(is_row))
        .then(|| row.start + first.len())
}

/// The comma, unless the first line has none and is cut by semicolons, as spreadsheets in many
/// countries do it.
fn actual_separator(text: &str, separator: u8) -> u8 {
    let first_line = text.lines().next().unwrap_or_default();
    let is_other = separator == b',' && !first_line.contains(',') && first_line.contains(';');
    if is_other { b';' } else { separator }
}

fn record_of(columns: &StringRecord, fields: &[Option<(Field, usize)>], row: &StringRecord) -> Record {
    let mut record = Record::default();
    for ((name, field), cell) in columns.iter().zip(fields).zip(row) {
        if let Some((field, rank)) = *field {
            record.give(field, rank, name.trim(), Value::String(cell.to_owned()));
        }
    }
    record
}

/// A column's name, cut where it is the text of an article itself.
fn shorten(name: &str) -> String {
    if name.chars().count() <= 20 {
        return name.to_owned();
    }
    name.chars().take(20).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_become_articles() {
        let text = "\u{feff}ID,Text,outlet,date\na,\"The ferry, she said,\nis back.\",Harbour Post,2031-03-12\nb,Gone.,,\n";
        let (articles, problems) = read_table(Path::new("a.csv"), text, b',', &FieldMap::default());
        assert_eq!(problems, []);
        assert_eq!(articles[0].body, "The ferry, she said,\nis back.");
        assert_eq!(articles[0].outlet.as_deref(), Some("Harbour Post"));
        assert_eq!((articles[1].id.as_str(), &articles[1].outlet), ("b", &None));
    }

    #[test]
    fn columns_under_other_names() {
        let text =
            "Headline,Publisher,PubDate,Author,Body\nBack,Harbour Post,2031-03-12,Ann Lee,It is back.\n";
        let (articles, problems) = read_table(Path::new("a.csv"), text, b',', &FieldMap::default());
        let article = &articles[0];
        let given = [&article.title, &article.outlet, &article.byline];
        assert_eq!(given.map(Option::as_deref), [Some("Back"), Some("Harbour Post"), Some("Ann Lee")]);
        assert_eq!(
            (article.body.as_str(), article.date.unwrap().to_string().as_str()),
            ("It is back.", "2031-03-12")
        );
        let note = "a.csv: read outlet from Publisher, date from PubDate, title from Headline, byline from Author, text from Body";
        assert_eq!(problems[0].to_string(), note);
    }

    #[test]
    fn semicolons_and_tabs() {
        assert_eq!(
            read_table(Path::new("a.csv"), "id;text\n1;Back.\n", b',', &FieldMap::default()).0[0].body,
            "Back."
        );
        assert_eq!(
            read_table(Path::new("a.tsv"), "id\ttext\n1\tBack.\n", b'\t', &FieldMap::default()).0[0].body,
            "Back."
        );
    }

    #[test]
    fn columns_of_one_name_are_told() {
        let (articles, problems) = read_table(
            Path::new("a.csv"),
            "id,text,more,TEXT,more\n1,Back.,x,Gone.,y\n",
            b',',
            &FieldMap::default(),
        );
        assert_eq!(articles[0].body, "Back.");
        let said: Vec<String> = problems.iter().map(ToString::to_string).collect();
        let message = "a.csv: more than one column is named text; the first of them was read; name the others otherwise";
        assert_eq!(said, [message]);
    }

    #[test]
    fn a_mark_that_is_never_closed_is_named() {
        let (articles, problems) = read_table(
            Path::new("a.csv"),
            "id,text\n1,Back.\n2,\"Gone.\n3,There.\n",
            b',',
            &FieldMap::default(),
        );
        let texts: Vec<&str> = articles.iter().map(|article| article.body.as_str()).collect();
        assert_eq!(texts, ["Back.", "Gone.", "There."]);
        let message = problems[0].to_string();
        assert!(message.starts_with("a.csv:3: a quotation mark is never closed; it was taken"), "{message}");
        // Where the lines are no rows, some of the text may be theirs.
        let text = "id,text\n1,\"Gone.\nThere.\n3,\"Back.\"\n";
        let (_, problems) = read_table(Path::new("a.csv"), text, b',', &FieldMap::default());
        let message = problems[0].to_string();
        let expected = "cannot read a.csv:2: a quotation mark is never closed, and the lines down to 4";
        assert!(problems[0].is_error() && message.starts_with(expected), "{message}");
    }

    #[test]
    fn rows_and_tables_without_text() {
        let (articles, problems) =
            read_table(Path::new("a.csv"), "id,text\n1\n2,Back.\n", b',', &FieldMap::default());
        assert_eq!(articles.len(), 1);
        assert_eq!(
            problems[0].to_string(),
            "cannot read a.csv:2: the record has no text; give it a field named text, or name the one that holds the article with --map text=NAME"
        );
        let (_, problems) = read_table(Path::new("a.csv"), "id,story\n1,Back.\n", b',', &FieldMap::default());
        assert_eq!(
            problems[0].to_string(),
            "cannot read a.csv: there is no column named text (there is id, story); \
             name the column of the articles `text` in the first line, or say which it is with --map text=NAME"
        );
    }
}
