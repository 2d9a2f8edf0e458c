//! JSON objects become articles: one a line, one alone, or an array of them.
//!
//! The fields are id, outlet, date, url, title, byline and text, or what common exports call them; only
//! text is required. Fields that are not known are passed over. A record that is broken costs no other, in an array as well
//! as on lines: an array is cut into its records before any of them is read.

use std::path::Path;

use serde::de::IgnoredAny;
use serde_json::Value;

use super::article::{Article, Because};
use super::fields::{Field, FieldMap, Record, record};
use super::plain::{set_date, stem};
use super::problem::Problem;

/// Makes an article of one line of JSON Lines. A blank line yields nothing.
pub(super) fn read_json_line(
    path: &Path,
    number: usize,
    line: &str,
    map: &FieldMap,
) -> (Option<Article>, Vec<Problem>) {
    let line = line.trim();
    if line.is_empty() {
        return (None, Vec::new());
    }
    let place = Place { path, line: Some(number), number, is_alone_on_its_line: true };
    match record_of(line, map) {
        Ok(record) => read_record(place, record),
        Err(error) => {
            let what = format!("not a JSON object: {}", plainly(&error, Whole::Line));
            let problem =
                Problem::error(path, what).at_line(number).remedy("each line needs one whole object");
            (None, vec![problem])
        }
    }
}

/// Makes articles of a JSON text that is one object or an array of objects.
pub(super) fn read_json(path: &Path, text: &str, map: &FieldMap) -> (Vec<Article>, Vec<Problem>) {
    let text = text.trim_start_matches('\u{feff}');
    let mut articles = Vec::new();
    let mut problems = Vec::new();
    let is_array = text.trim_start().starts_with('[');
    let is_whole = serde_json::from_str::<IgnoredAny>(text);
    let records = if is_array { elements(text) } else { vec![(0, text)] };
    let (mut counted, mut line) = (0, 1);
    for (number, (start, record)) in (1..).zip(records) {
        line += memchr::memchr_iter(b'\n', &text.as_bytes()[counted..start]).count();
        counted = start;
        let place = Place { path, line: is_array.then_some(line), number, is_alone_on_its_line: false };
        match record_of(record, map) {
            Ok(record) => {
                let (article, doubts) = read_record(place, record);
                articles.extend(article);
                problems.extend(doubts);
            }
            // What is cut off or glued together is told once, for the whole file.
            Err(_) if is_whole.is_err() && (!is_array || is_cut_off(record)) => {}
            Err(error) => problems.push(broken_record(place, record, &error)),
        }
    }
    // A list whose records could all be told apart is whole but for what was named in them.
    if let Err(error) = is_whole
        && (problems.is_empty() || error.is_eof())
    {
        let problem = Problem::error(path, format!("not JSON: {}", plainly(&error, Whole::File)))
            .remedy("name it .jsonl if it has one object a line");
        problems.push(problem);
    }
    if articles.is_empty() && problems.is_empty() {
        problems.push(Problem::note(path, "it holds no article: the list is empty"));
    }
    (articles, problems)
}

fn broken_record(place: Place<'_>, record: &str, error: &serde_json::Error) -> Problem {
    let number = place.number;
    if !record.trim_start().starts_with('{') {
        let what = format!("record {number} is not an object");
        return place.error(what).remedy("give it the fields title and text");
    }
    let what = format!("record {number} is broken: {}", plainly(error, Whole::Record));
    let is_alone = place.line.is_none();
    place.error(what).remedy(if is_alone {
        "mend it"
    } else {
        "mend it or leave it out; the other records were read"
    })
}

/// The record that an object holds; a list of values is none, whatever their order.
fn record_of(json: &str, map: &FieldMap) -> Result<Record, serde_json::Error> {
    match json.trim_start().strip_prefix('[') {
        Some(_) => Err(serde::de::Error::custom("it is a list")),
        None => record(json, map),
    }
}

/// The elements of an array, with where each begins; whatever they are, and whether or not the
/// array is closed.
fn elements(array: &str) -> Vec<(usize, &str)> {
    let bytes = array.as_bytes();
    let Some(opening) = memchr::memchr(b'[', bytes) else { return Vec::new() };
    let mut elements = Vec::new();
    let (mut depth, mut is_in_string, mut start) = (0_usize, false, opening + 1);
    let mut place = start;
    while place < bytes.len() {
        match bytes[place] {
            b'\\' if is_in_string => place += 1,
            b'"' => is_in_string = !is_in_string,
            _ if is_in_string => {}
            b'[' | b'{' => depth += 1,
            b',' | b']' if depth == 0 => {
                elements.push((start, &array[start..place]));
                start = place + 1;
                if bytes[place] == b']' {
                    break;
                }
            }
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        place += 1;
    }
    if place >= bytes.len() {
        elements.push((start, array.get(start..).unwrap_or_default()));
    }
    elements.retain(|(_, element)| !element.trim().is_empty());
    let begins = |element: &str| element.len() - element.trim_start().len();
    elements.into_iter().map(|(start, element)| (start + begins(element), element.trim())).collect()
}

fn is_cut_off(record: &str) -> bool {
    serde_json::from_str::<IgnoredAny>(record).is_err_and(|error| error.is_eof())
}

/// Where a record stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place<'a> {
    pub path: &'a Path,
    /// Its line, counted from 1.
    pub line: Option<usize>,
    /// Its number among the records of the file, counted from 1.
    pub number: usize,
    /// True where the line tells which record is meant.
    pub is_alone_on_its_line: bool,
}

impl Place<'_> {
    fn error(self, what: String) -> Problem {
        self.at(Problem::error(self.path, what))
    }

    fn at(self, problem: Problem) -> Problem {
        match self.line {
            Some(line) => problem.at_line(line),
            None => problem,
        }
    }

    fn name(self) -> String {
        if self.is_alone_on_its_line { "the record".to_owned() } else { format!("record {}", self.number) }
    }
}

/// No id that a person gives is longer; what is, is cut for every place where it is shown.
const LONGEST_ID: usize = 200;

/// Makes an article of a record.
pub(super) fn read_record(place: Place<'_>, mut record: Record) -> (Option<Article>, Vec<Problem>) {
    let mut problems = Vec::new();
    let name = place.name();
    if place.number == 1
        && let Some(names) = record.other_names()
    {
        problems.push(Problem::note(place.path, format!("read {names}")));
    }
    let text = match record.take(Field::Text) {
        Value::String(text) if is_masked(&text) => {
            let what = format!("words of {name} are masked (@ @ @), so what was said cannot be told");
            return (None, vec![place.error(what).remedy("take the texts before they are masked")]);
        }
        Value::String(text) if !text.trim().is_empty() => text,
        Value::String(_) => {
            let what = format!("the text of {name} is empty");
            return (None, vec![place.error(what).remedy("leave the record out")]);
        }
        Value::Null => {
            let what = format!("{name} has no text");
            let remedy =
                "give it a field named text, or name the one that holds the article with --map text=NAME";
            return (None, vec![place.error(what).remedy(remedy)]);
        }
        other => {
            let what = format!("the text of {name} is {}, not a string", kind_of(&other));
            return (None, vec![place.error(what).remedy("put the article there, in quotation marks")]);
        }
    };
    let because = Because { outlet: record.named(Field::Outlet), date: None };
    let told_by = record.named(Field::Date);
    let mut article = Article {
        id: word(record.take(Field::Id)).unwrap_or_else(|| format!("{}-{}", stem(place.path), place.number)),
        outlet: word(record.take(Field::Outlet)),
        url: word(record.take(Field::Url)),
        title: word(record.take(Field::Title)),
        byline: word(record.take(Field::Byline)),
        body: text,
        because,
        ..Article::default()
    };
    let length = article.id.chars().count();
    if length > LONGEST_ID {
        let short: String = article.id.chars().take(LONGEST_ID / 4).chain(['…']).collect();
        let what = format!("the id of {name} has {length} characters; it is shown as {short}");
        problems.push(place.at(Problem::warning(place.path, what)).remedy("give the article a shorter id"));
        article.given_id = Some(std::mem::replace(&mut article.id, short));
    }
    if let Some(date) = word(record.take(Field::Date)) {
        set_date(&mut article, &date, told_by, place.path, place.line, &mut problems);
    }
    article.because.outlet.take_if(|_| article.outlet.is_none());
    (Some(article), problems)
}

/// True for a text of a corpus that hides every so many words: "@ @ @ @ @ @ @ @ @ @".
fn is_masked(text: &str) -> bool {
    text.contains("@ @ @ @ @")
}

fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

/// A value that is a word or number, as words; none for what is missing or blank.
fn word(value: Value) -> Option<String> {
    match value {
        Value::String(word) if word.trim().is_empty() => None,
        Value::String(word) => Some(word.trim().to_owned()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// What a JSON text is the whole of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Whole {
    File,
    Line,
    Record,
}

/// What the parser says of texts that are well formed and mean nothing, and plain words for it.
#[rustfmt::skip]
const PLAIN: [(&str, &str); 9] = [
    ("duplicate field", "it has twice the field"),
    ("lone leading surrogate in hex escape", "an escape such as \\ud83d is only half of a character"),
    ("unexpected end of hex escape", "an escape such as \\ud83d is only half of a character"),
    ("number out of range", "a number is too large"),
    ("recursion limit exceeded", "its lists lie too deep in each other"),
    ("expected ident", "there are words outside of quotation marks"),
    ("invalid type: null, expected struct Record", "it is null"),
    ("invalid type: ", "it is the "),
    (", expected struct Record", ""),
];

/// The error in plain words. Within a line of JSON Lines its line number is always 1 and is left out, and
/// within a record of an array it would count from the record's own beginning.
fn plainly(error: &serde_json::Error, whole: Whole) -> String {
    let name = match whole {
        Whole::File => "file",
        Whole::Line => "line",
        Whole::Record => "record",
    };
    let mut text = error.to_string().replace("EOF while parsing", &format!("the {name} ends within"));
    for (said, plain) in PLAIN {
        text = text.replace(said, plain);
    }
    match whole {
        Whole::File => text,
        Whole::Line => text.replace(" at line 1 column ", " at column "),
        Whole::Record => text.split(" at line ").next().unwrap_or(&text).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, message: &str) {
        let (article, problems) = read_json_line(Path::new("a.jsonl"), 7, line, &FieldMap::default());
        assert_eq!(article, None);
        assert_eq!(problems[0].to_string(), message);
    }

    #[test]
    fn lines_that_are_no_article() {
        check(
            "{\"text\": \"The ferry",
            "cannot read a.jsonl:7: not a JSON object: the line ends within a string at column 19; \
             each line needs one whole object",
        );
        check(
            "{\"title\": \"Ferry returns\"}",
            "cannot read a.jsonl:7: the record has no text; give it a field named text, or name the one that holds the article with --map text=NAME",
        );
        check(
            "{\"text\": \" \"}",
            "cannot read a.jsonl:7: the text of the record is empty; leave the record out",
        );
    }

    #[test]
    fn texts_that_are_no_string() {
        for (text, kind) in
            [("5", "a number"), ("[\"a\"]", "a list"), ("{}", "an object"), ("true", "true or false")]
        {
            check(
                &format!("{{\"text\": {text}}}"),
                &format!(
                    "cannot read a.jsonl:7: the text of the record is {kind}, not a string; \
                     put the article there, in quotation marks"
                ),
            );
        }
        check(
            r#"{"text": null}"#,
            "cannot read a.jsonl:7: the record has no text; give it a field named text, or name the one that holds the article with --map text=NAME",
        );
        let (_, problems) =
            read_json(Path::new("a.json"), r#"{"text": "One.", "text": "Two."}"#, &FieldMap::default());
        let message = "cannot read a.json: record 1 is broken: it has twice the field `text`; mend it";
        assert_eq!(problems[0].to_string(), message);
    }

    #[test]
    fn a_masked_text_is_refused() {
        check(
            r#"{"text": "“We shall @ @ @ @ @ @ @ @ @ @ by Monday,” she said."}"#,
            "cannot read a.jsonl:7: words of the record are masked (@ @ @), so what was said cannot be told; \
             take the texts before they are masked",
        );
    }

    #[test]
    fn an_export_tells_once_what_it_calls_its_fields() {
        let line = r#"{"maintext": "Back.", "date_publish": "2031-03-12 08:00:00", "source_domain": "post.example"}"#;
        let (article, problems) = read_json_line(Path::new("a.jsonl"), 1, line, &FieldMap::default());
        let article = article.unwrap();
        assert_eq!(article.date.unwrap().to_string(), "2031-03-12");
        let said: Vec<String> = problems.iter().map(ToString::to_string).collect();
        let note = "a.jsonl: read outlet from source_domain, date from date_publish, text from maintext";
        assert_eq!(said, [note]);
        assert_eq!(read_json_line(Path::new("a.jsonl"), 2, line, &FieldMap::default()).1, []);
    }

    #[test]
    fn seconds_and_milliseconds_are_days() {
        for date in ["1930723200", "1930723200000", "\"1930723200\""] {
            let line = format!(r#"{{"text": "Back.", "publication_datetime": {date}}}"#);
            let (article, _) = read_json_line(Path::new("a.jsonl"), 2, &line, &FieldMap::default());
            assert_eq!(article.unwrap().date.unwrap().to_string(), "2031-03-08");
        }
    }

    #[test]
    fn fields_become_the_article() {
        let line =
            r#"{"id": 12, "outlet": "Harbour Post", "date": "2031-03-12", "text": "Back.", "more": []}"#;
        let (article, problems) = read_json_line(Path::new("a.jsonl"), 1, line, &FieldMap::default());
        let article = article.unwrap();
        assert_eq!((article.id.as_str(), article.body.as_str()), ("12", "Back."));
        assert_eq!(article.date.unwrap().to_string(), "2031-03-12");
        assert_eq!(problems, []);
    }

    #[test]
    fn one_object_or_an_array() {
        let path = Path::new("a.json");
        assert_eq!(read_json(path, r#"{"text": "Back."}"#, &FieldMap::default()).0[0].id, "a-1");
        let (articles, problems) =
            read_json(path, r#"[{"text": "Back."}, 3, {"text": "Gone.", "id": "x"}]"#, &FieldMap::default());
        assert_eq!(articles.len(), 2);
        assert_eq!(
            problems[0].to_string(),
            "cannot read a.json:1: record 2 is not an object; give it the fields title and text"
        );
    }

    #[test]
    fn a_broken_record_costs_no_other() {
        let text = "[{\"text\": \"One.\"},\n {\"text\": \"Two, \\ud83d [\"},\n {\"text\": \"Three.\", \"id\": 1e400},\n \
                    {\"text\": \"Four.\", \"text\": \"Five.\"},\n {\"text\": \"a \\\"]\\\\\"},\n {\"text\": tru},\n {\"text\": \"Last.\"}]";
        let (articles, problems) = read_json(Path::new("a.json"), text, &FieldMap::default());
        let bodies: Vec<&str> = articles.iter().map(|article| article.body.as_str()).collect();
        assert_eq!(bodies, ["One.", "a \"]\\", "Last."]);
        let said: Vec<String> = problems.iter().map(ToString::to_string).collect();
        let remedy = "mend it or leave it out; the other records were read";
        assert_eq!(
            said,
            [
                format!(
                    "cannot read a.json:2: record 2 is broken: an escape such as \\ud83d is only half of a character; {remedy}"
                ),
                format!("cannot read a.json:3: record 3 is broken: a number is too large; {remedy}"),
                format!("cannot read a.json:4: record 4 is broken: it has twice the field `text`; {remedy}"),
                format!(
                    "cannot read a.json:6: record 6 is broken: there are words outside of quotation marks; {remedy}"
                ),
            ]
        );
    }

    #[test]
    fn the_whole_records_of_an_array_that_is_cut_off_are_read() {
        let (articles, problems) =
            read_json(Path::new("a.json"), "[{\"text\": \"One.\"}, {\"text\": \"Tw", &FieldMap::default());
        assert_eq!(articles.len(), 1);
        assert_eq!(problems.len(), 1);
        let message = problems[0].to_string();
        assert!(
            message.starts_with("cannot read a.json: not JSON: the file ends within a string"),
            "{message}"
        );
    }

    #[test]
    fn lines_that_mean_nothing() {
        let each = "each line needs one whole object";
        check(
            r#"{"text": "Half \ud83d"}"#,
            &format!(
                "cannot read a.jsonl:7: not a JSON object: an escape such as \\ud83d is only half of a character at column 22; {each}"
            ),
        );
        check(
            r#"{"text": "Back.", "date": 1e400}"#,
            &format!("cannot read a.jsonl:7: not a JSON object: a number is too large at column 31; {each}"),
        );
        check(
            r#"{"text": "Back.", "text": "Gone."}"#,
            &format!(
                "cannot read a.jsonl:7: not a JSON object: it has twice the field `text` at column 24; {each}"
            ),
        );
        for (line, what) in [
            (r#"["a", "b"]"#, "it is a list"),
            ("null", "it is null at column 4"),
            (r#""The ferry""#, r#"it is the string "The ferry" at column 11"#),
            ("true", "it is the boolean `true` at column 4"),
            ("12", "it is the integer `12` at column 2"),
            ("nothing", "there are words outside of quotation marks at column 2"),
        ] {
            check(line, &format!("cannot read a.jsonl:7: not a JSON object: {what}; {each}"));
        }
    }

    #[test]
    fn an_id_without_end_is_cut() {
        let line = format!(r#"{{"id": "{}", "text": "Back."}}"#, "x".repeat(5000));
        let (article, problems) = read_json_line(Path::new("a.jsonl"), 1, &line, &FieldMap::default());
        let article = article.unwrap();
        assert_eq!(article.id, format!("{}…", "x".repeat(50)));
        assert_eq!(article.given_id.map(|id| id.len()), Some(5000));
        let message = problems[0].to_string();
        assert!(
            message.starts_with("a.jsonl:1: the id of the record has 5000 characters; it is shown as x"),
            "{message}"
        );
    }
}
