//! Under which names records and tables give the fields of an article.
//!
//! Each field has its own name, and those that common exports use: news-please, fundus, Media Cloud, Factiva
//! snapshots, Event Registry, NewsAPI, the quotation graph of GDELT, newspaper4k, trafilatura, FineWeb and
//! CC-News. What a user names a field goes before all of these. Case, spaces and marks in a name do not matter.

use std::collections::HashSet;
use std::fmt;
use std::str::FromStr;

use serde::Deserializer;
use serde::de::{Error, IgnoredAny, MapAccess, Visitor};
use serde_json::{Map, Value};

/// A field of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Id,
    Outlet,
    Date,
    Url,
    Title,
    Byline,
    Text,
}

/// Names of one's own for the fields of articles: `text=story,date=printed`.
///
/// ```
/// use whosaid::ingest::FieldMap;
///
/// assert!("text=story,date=printed".parse::<FieldMap>().is_ok());
/// assert!("words=story".parse::<FieldMap>().is_err());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FieldMap(Vec<(Field, String)>);

impl FromStr for FieldMap {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let mut map = Vec::new();
        for pair in text.split(',') {
            let Some((field, name)) = pair.split_once('=').filter(|(_, name)| !bare(name).is_empty()) else {
                return Err(format!(
                    "`{pair}` names no field; write FIELD=NAME, as in text=story,date=printed"
                ));
            };
            let field = field.trim();
            let known = NAMES.iter().find(|(_, names)| names.split(' ').next() == Some(field));
            let Some(&(known, _)) = known else {
                return Err(format!(
                    "`{field}` is no field of an article; there are id, outlet, date, url, title, byline and text"
                ));
            };
            if map.iter().any(|(other, _)| *other == known) {
                return Err(format!("{field} is given twice; name one field of the input"));
            }
            map.push((known, bare(name)));
        }
        Ok(FieldMap(map))
    }
}

/// How many fields there are.
const COUNT: usize = 7;

/// The names of each field, its own first, in small letters and without marks.
const NAMES: [(Field, &str); COUNT] = [
    (Field::Id, "id articleid guid an docid storiesid uri"),
    (
        Field::Outlet,
        "outlet sourcename medianame sitename publisher publishername publication newspaper sourcedomain hostname \
         source domain site",
    ),
    (
        Field::Date,
        "date datepublish publishingdate publishdate publishedat publicationdate publicationdatetime datepublished \
         publisheddate pubdate published datetimepub datetime timestamp when",
    ),
    (Field::Url, "url link canonicalurl requestedurl weburl permalink"),
    (Field::Title, "title headline"),
    (Field::Byline, "byline authors author creator"),
    (Field::Text, "text maintext fulltext plaintext articletext articlebody body content article quotes"),
];

/// The field that a name means, and how far down among the names of the field it stands: one of the user's
/// own stands first, the field's own next.
pub(super) fn field_of(name: &str, map: &FieldMap) -> Option<(Field, usize)> {
    let bare = bare(name);
    if let Some((field, _)) = map.0.iter().find(|(_, own)| *own == bare) {
        return Some((*field, 0));
    }
    NAMES
        .iter()
        .find_map(|&(field, names)| Some((field, 1 + names.split_whitespace().position(|one| one == bare)?)))
}

/// A name in small letters and without marks.
fn bare(name: &str) -> String {
    name.chars().filter(|sign| sign.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// What a record gives for a field.
#[derive(Clone, Debug, Default)]
struct Given {
    /// How far down among the names of the field its name stands.
    rank: usize,
    /// The name as it stands in the record.
    name: String,
    value: Value,
}

/// An article as a record gives it.
#[derive(Clone, Debug, Default)]
pub(super) struct Record([Option<Given>; COUNT]);

impl Record {
    /// Adds a value; of several names for one field the first in the list counts, unless it is blank.
    pub(super) fn give(&mut self, field: Field, rank: usize, name: &str, value: Value) {
        let slot = &mut self.0[field as usize];
        let better = match slot {
            None => true,
            Some(known) => !is_blank(&value) && (is_blank(&known.value) || rank < known.rank),
        };
        if better {
            *slot = Some(Given { rank, name: name.to_owned(), value });
        }
    }

    /// "field date_publish": the name under which the record gives a field.
    pub(super) fn named(&self, field: Field) -> Option<String> {
        Some(format!("field {}", self.0[field as usize].as_ref()?.name))
    }

    /// The value of a field, taken out; null where the record does not give it.
    pub(super) fn take(&mut self, field: Field) -> Value {
        let given = self.0[field as usize].take();
        given.map_or(Value::Null, |given| match field {
            Field::Text => text(given.value, &given.name),
            Field::Outlet => outlet(given.value),
            Field::Byline => byline(given.value),
            _ => given.value,
        })
    }

    /// "date from date_publish, text from maintext": the fields that have another name than their own.
    pub(super) fn other_names(&self) -> Option<String> {
        let names = NAMES.iter().zip(&self.0).filter_map(|((_, names), given)| {
            let given = given.as_ref().filter(|given| given.rank > 1 && !is_blank(&given.value))?;
            Some(format!("{} from {}", names.split(' ').next()?, given.name))
        });
        let names: Vec<String> = names.collect();
        (!names.is_empty()).then(|| names.join(", "))
    }
}

fn is_blank(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(list) => list.is_empty(),
        _ => false,
    }
}

/// The text of an article that is given in parts: sections with paragraphs (fundus), or quotations with the words
/// before and after them (GDELT). Anything else stays what it is.
fn text(value: Value, name: &str) -> Value {
    let parts = match &value {
        Value::Object(body) => sections(body),
        Value::Array(quotes) if name.eq_ignore_ascii_case("quotes") => {
            quotes.iter().filter_map(quotation).collect()
        }
        _ => return value,
    };
    if parts.is_empty() { value } else { Value::String(parts.join("\n\n")) }
}

fn sections(body: &Map<String, Value>) -> Vec<String> {
    let mut parts = Vec::new();
    paragraphs(body.get("summary"), &mut parts);
    for section in body.get("sections").and_then(Value::as_array).into_iter().flatten() {
        paragraphs(section.get("headline"), &mut parts);
        paragraphs(section.get("paragraphs"), &mut parts);
    }
    parts
}

fn paragraphs(value: Option<&Value>, parts: &mut Vec<String>) {
    match value {
        Some(Value::String(text)) if !text.trim().is_empty() => parts.push(text.trim().to_owned()),
        Some(Value::Array(list)) => list.iter().for_each(|one| paragraphs(Some(one), parts)),
        _ => {}
    }
}

/// The words before a quotation, the quotation in marks, and those after it.
fn quotation(value: &Value) -> Option<String> {
    let part = |name: &str| value.get(name).and_then(Value::as_str).map_or("", str::trim);
    let quote = part("quote");
    (!quote.is_empty()).then(|| format!("{} “{quote}” {}", part("pre"), part("post")).trim().to_owned())
}

/// The name of an outlet: of an object its title or name, of an address its host.
fn outlet(value: Value) -> Value {
    match value {
        Value::Object(source) => {
            let name = ["title", "name", "uri"]
                .iter()
                .find_map(|&name| source.get(name).filter(|name| name.is_string()));
            name.cloned().unwrap_or_default()
        }
        Value::String(name) => {
            let host = name.strip_prefix("https://").or_else(|| name.strip_prefix("http://"));
            let host = host.map(|rest| rest.split('/').next().unwrap_or_default());
            Value::String(
                host.map_or(name.clone(), |host| host.strip_prefix("www.").unwrap_or(host).to_owned()),
            )
        }
        other => other,
    }
}

/// Authors in a list, of whatever form, as one line.
fn byline(value: Value) -> Value {
    let Value::Array(authors) = value else { return value };
    let names = authors.iter().filter_map(|author| {
        let name = author.get("name").unwrap_or(author);
        name.as_str().map(str::trim).filter(|name| !name.is_empty())
    });
    Value::String(names.collect::<Vec<&str>>().join(", "))
}

/// The record that a JSON object holds.
pub(super) fn record(json: &str, map: &FieldMap) -> Result<Record, serde_json::Error> {
    let mut deserializer = serde_json::Deserializer::from_str(json);
    let record = deserializer.deserialize_map(Fields(map))?;
    deserializer.end()?;
    Ok(record)
}

/// Gathers the fields of an object as they come.
struct Fields<'a>(&'a FieldMap);

impl<'de> Visitor<'de> for Fields<'_> {
    type Value = Record;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("struct Record")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Record, A::Error> {
        let mut record = Record::default();
        let mut seen: HashSet<String> = HashSet::new();
        while let Some(name) = map.next_key::<String>()? {
            let Some((field, rank)) = field_of(&name, self.0) else {
                map.next_value::<IgnoredAny>()?;
                continue;
            };
            if !seen.insert(name.clone()) {
                return Err(A::Error::custom(format!("duplicate field `{name}`")));
            }
            record.give(field, rank, &name, map.next_value()?);
        }
        Ok(record)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a record in the form of an export gives: outlet, date, title, byline and text.
    #[track_caller]
    fn check(json: &str, expected: [&str; 5]) {
        let mut record = record(json, &FieldMap::default()).unwrap();
        let fields = [Field::Outlet, Field::Date, Field::Title, Field::Byline, Field::Text];
        let given = fields.map(|field| match record.take(field) {
            Value::String(text) => text,
            Value::Null => String::new(),
            other => other.to_string(),
        });
        assert_eq!(given, expected);
    }

    #[test]
    fn news_please() {
        check(
            r#"{"authors": ["Ann Lee", "Tom Hale"], "date_publish": "2031-03-12 08:00:00", "source_domain": "post.example",
                "title": "Back", "description": "x", "maintext": "The ferry is back.", "url": "https://post.example/1"}"#,
            ["post.example", "2031-03-12 08:00:00", "Back", "Ann Lee, Tom Hale", "The ferry is back."],
        );
    }

    #[test]
    fn fundus() {
        check(
            r#"{"publisher": "Harbour Post", "publishing_date": "2031-03-12T08:00:00+00:00", "title": "Back", "authors": ["Ann Lee"],
                "body": {"summary": ["It is back."], "sections": [{"headline": ["Monday"], "paragraphs": ["One.", "Two."]}, {"headline": [], "paragraphs": ["Three."]}]}}"#,
            [
                "Harbour Post",
                "2031-03-12T08:00:00+00:00",
                "Back",
                "Ann Lee",
                "It is back.\n\nMonday\n\nOne.\n\nTwo.\n\nThree.",
            ],
        );
    }

    #[test]
    fn media_cloud_and_factiva() {
        check(
            r#"{"stories_id": 7, "media_name": "Harbour Post", "publish_date": "2031-03-12", "title": "Back", "text": "Back."}"#,
            ["Harbour Post", "2031-03-12", "Back", "", "Back."],
        );
        check(
            r#"{"an": "HP0001", "source_name": "Harbour Post", "publisher_name": "Post Group", "publication_datetime": 1930723200000, "title": "Back", "body": "Back."}"#,
            ["Harbour Post", "1930723200000", "Back", "", "Back."],
        );
    }

    #[test]
    fn sources_that_are_objects() {
        check(
            r#"{"uri": "9", "source": {"uri": "post.example", "title": "Harbour Post"}, "dateTime": "2031-03-12T08:00:00Z", "title": "Back", "body": "Back.", "authors": [{"name": "Ann Lee"}]}"#,
            ["Harbour Post", "2031-03-12T08:00:00Z", "Back", "Ann Lee", "Back."],
        );
        check(
            r#"{"source": {"id": null, "name": "Harbour Post"}, "author": "Ann Lee", "publishedAt": "2031-03-12T08:00:00Z", "title": "Back", "content": "Back."}"#,
            ["Harbour Post", "2031-03-12T08:00:00Z", "Back", "Ann Lee", "Back."],
        );
    }

    #[test]
    fn quotations_of_gdelt() {
        check(
            r#"{"date": "2031-03-12T08:00:00Z", "url": "https://post.example/1", "title": "Back", "quotes": [{"pre": "Ann Lee said", "quote": "it is back", "post": "on Monday."}]}"#,
            ["", "2031-03-12T08:00:00Z", "Back", "", "Ann Lee said “it is back” on Monday."],
        );
    }

    #[test]
    fn extractors() {
        check(
            r#"{"hostname": "post.example", "source": "https://www.post.example/1", "sitename": "Harbour Post", "author": "Ann Lee", "date": "2031-03-12", "title": "Back", "text": "Back."}"#,
            ["Harbour Post", "2031-03-12", "Back", "Ann Lee", "Back."],
        );
        check(
            r#"{"source_url": "https://post.example", "authors": ["Ann Lee"], "publish_date": "2031-03-12", "title": "Back", "text": "Back."}"#,
            ["", "2031-03-12", "Back", "Ann Lee", "Back."],
        );
        check(
            r#"{"requested_url": "https://post.example/1", "publisher": "Harbour Post", "published_date": "2031-03-12", "title": "Back", "plain_text": "Back."}"#,
            ["Harbour Post", "2031-03-12", "Back", "", "Back."],
        );
    }

    #[test]
    fn a_blank_value_gives_way_to_another_name() {
        check(
            r#"{"text": null, "body": "Back.", "source": "https://www.post.example/1"}"#,
            ["post.example", "", "", "", "Back."],
        );
    }

    #[test]
    fn what_was_taken_from_where() {
        let record = record(
            r#"{"title": "Back", "maintext": "Back.", "Pub Date": "2031-03-12"}"#,
            &FieldMap::default(),
        )
        .unwrap();
        assert_eq!(record.other_names().as_deref(), Some("date from Pub Date, text from maintext"));
    }

    #[test]
    fn names_of_one_s_own_go_first() {
        let map: FieldMap = "text=Story_Body,date=printed".parse().unwrap();
        let json = r#"{"text": "Short.", "story body": "It is back.", "date": "2030-01-01", "printed": "2031-03-12"}"#;
        let mut record = record(json, &map).unwrap();
        assert_eq!(record.named(Field::Date).as_deref(), Some("field printed"));
        assert_eq!(record.take(Field::Text), Value::String("It is back.".to_owned()));
        assert_eq!(record.take(Field::Date), Value::String("2031-03-12".to_owned()));
    }

    #[test]
    fn maps_that_mean_nothing() {
        for (text, what) in [
            ("", "`` names no field; write FIELD=NAME, as in text=story,date=printed"),
            ("text", "`text` names no field; write FIELD=NAME, as in text=story,date=printed"),
            ("text=", "`text=` names no field; write FIELD=NAME, as in text=story,date=printed"),
            (
                "words=a",
                "`words` is no field of an article; there are id, outlet, date, url, title, byline and text",
            ),
            ("text=a,text=b", "text is given twice; name one field of the input"),
        ] {
            assert_eq!(text.parse::<FieldMap>().unwrap_err(), what);
        }
    }
}
