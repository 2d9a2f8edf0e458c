//! JSON objects become articles: one a line, one alone, or an array of them.
//!
//! The fields are id, outlet, date, url, title, byline and text; only text is required. Fields
//! that are not known are passed over.

use std::path::Path;

use serde::Deserialize;
use serde_json::Value;

use super::article::Article;
use super::plain::{set_date, stem};
use super::problem::Problem;

/// An article as a record gives it.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Record {
    #[serde(default)]
    pub id: Value,
    #[serde(default)]
    pub outlet: Value,
    #[serde(default)]
    pub date: Value,
    #[serde(default)]
    pub url: Value,
    #[serde(default)]
    pub title: Value,
    #[serde(default)]
    pub byline: Value,
    #[serde(default)]
    pub text: Value,
}

/// Makes an article of one line of JSON Lines. A blank line yields nothing.
pub(super) fn read_json_line(path: &Path, number: usize, line: &str) -> (Option<Article>, Vec<Problem>) {
    if line.trim().is_empty() {
        return (None, Vec::new());
    }
    match serde_json::from_str::<Record>(line.trim()) {
        Ok(record) => read_record(path, Some(number), number, record),
        Err(error) => {
            let what = format!("not a JSON object: {}", plainly(&error, "line"));
            let problem =
                Problem::error(path, what).at_line(number).remedy("each line needs one whole object");
            (None, vec![problem])
        }
    }
}

/// Makes articles of a JSON text that is one object or an array of objects.
pub(super) fn read_json(path: &Path, text: &str) -> (Vec<Article>, Vec<Problem>) {
    let text = text.trim_start_matches('\u{feff}');
    let records = match serde_json::from_str::<Value>(text) {
        Ok(Value::Array(records)) => records,
        Ok(record) => vec![record],
        Err(error) => {
            let problem = Problem::error(path, format!("not JSON: {}", plainly(&error, "file")))
                .remedy("name it .jsonl if it has one object a line");
            return (Vec::new(), vec![problem]);
        }
    };
    let mut articles = Vec::new();
    let mut problems = Vec::new();
    for (place, value) in records.into_iter().enumerate() {
        match serde_json::from_value::<Record>(value) {
            Ok(record) => {
                let (article, doubts) = read_record(path, None, place + 1, record);
                articles.extend(article);
                problems.extend(doubts);
            }
            Err(_) => {
                let what = format!("record {} is not an object", place + 1);
                problems.push(Problem::error(path, what).remedy("give it the fields title and text"));
            }
        }
    }
    (articles, problems)
}

/// Makes an article of a record: the one at `line`, where records stand on lines, and the
/// `place`th of its file.
pub(super) fn read_record(
    path: &Path,
    line: Option<usize>,
    place: usize,
    record: Record,
) -> (Option<Article>, Vec<Problem>) {
    let mut problems = Vec::new();
    let record_name = match line {
        Some(_) => "the record".to_owned(),
        None => format!("record {place}"),
    };
    let at_line = |problem: Problem| match line {
        Some(line) => problem.at_line(line),
        None => problem,
    };
    let text = match record.text {
        Value::String(text) if !text.trim().is_empty() => text,
        Value::String(_) => {
            let what = format!("the text of {record_name} is empty");
            return (None, vec![at_line(Problem::error(path, what).remedy("leave the record out"))]);
        }
        _ => {
            let what = format!("{record_name} has no text");
            let remedy = "give it a field named text that holds the article";
            return (None, vec![at_line(Problem::error(path, what).remedy(remedy))]);
        }
    };
    let mut article = Article {
        id: word(record.id).unwrap_or_else(|| format!("{}-{place}", stem(path))),
        outlet: word(record.outlet),
        url: word(record.url),
        title: word(record.title),
        byline: word(record.byline),
        body: text,
        ..Article::default()
    };
    if let Some(date) = word(record.date) {
        set_date(&mut article, &date, path, line, &mut problems);
    }
    (Some(article), problems)
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

/// The error in plain words. Within a line of JSON Lines its line number is always 1 and is left out.
fn plainly(error: &serde_json::Error, whole: &str) -> String {
    let text = error.to_string().replace("EOF while parsing", &format!("the {whole} ends within"));
    if whole == "line" { text.replace(" at line 1 column ", " at column ") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, message: &str) {
        let (article, problems) = read_json_line(Path::new("a.jsonl"), 7, line);
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
            "cannot read a.jsonl:7: the record has no text; give it a field named text that holds the article",
        );
        check(
            "{\"text\": \" \"}",
            "cannot read a.jsonl:7: the text of the record is empty; leave the record out",
        );
    }

    #[test]
    fn fields_become_the_article() {
        let line =
            r#"{"id": 12, "outlet": "Harbour Post", "date": "2031-03-12", "text": "Back.", "more": []}"#;
        let (article, problems) = read_json_line(Path::new("a.jsonl"), 1, line);
        let article = article.unwrap();
        assert_eq!((article.id.as_str(), article.body.as_str()), ("12", "Back."));
        assert_eq!(article.date.unwrap().to_string(), "2031-03-12");
        assert_eq!(problems, []);
    }

    #[test]
    fn one_object_or_an_array() {
        let path = Path::new("a.json");
        assert_eq!(read_json(path, r#"{"text": "Back."}"#).0[0].id, "a-1");
        let (articles, problems) = read_json(path, r#"[{"text": "Back."}, 3, {"text": "Gone.", "id": "x"}]"#);
        assert_eq!(articles.len(), 2);
        assert_eq!(
            problems[0].to_string(),
            "cannot read a.json: record 2 is not an object; give it the fields title and text"
        );
    }
}
