//! Reads the written cases in Markdown beside this file and sets what the program finds against them.
//!
//! A case is a heading, a text fenced as `news`, and a table of what is found in it. `SPEC=show cargo test
//! --test spec -- --nocapture` prints the table that the program would write for each case that differs.

use std::path::Path;

use whosaid::ingest::{Format, read_text};
use whosaid::report::json::{Attribution, Scope};
use whosaid::report::{assemble, json};
use whosaid::{Settings, audit};

/// A heading that ends in this is right in the specification and wrong in the program.
const NOT_YET: &str = "*(not yet)*";

struct Case<'a> {
    heading: &'a str,
    news: String,
    rows: Vec<Vec<String>>,
}

#[test]
fn quotations() {
    check(include_str!("quotations.md"), 20);
}

#[test]
fn speakers() {
    check(include_str!("speakers.md"), 15);
}

/// Every case holds, or is marked as one that does not yet.
fn check(specification: &str, fewest: usize) {
    let cases = cases(specification);
    assert!(cases.len() >= fewest, "only {} cases were read", cases.len());
    let mut wrong = String::new();
    for case in &cases {
        let found = found(&case.news);
        let is_marked = case.heading.ends_with(NOT_YET);
        match (found == case.rows, is_marked) {
            (true, false) | (false, true) => {}
            (true, true) => wrong += &format!("\n## {}\nis right now: take the mark away\n", case.heading),
            (false, false) => {
                let [expected, found] = [&case.rows, &found].map(|rows| table(rows));
                wrong += &format!("\n## {}\nexpected\n{expected}found\n{found}", case.heading);
            }
        }
        if std::env::var_os("SPEC").is_some() && found != case.rows {
            println!("## {}\n{}", case.heading, table(&found));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

fn cases(specification: &str) -> Vec<Case<'_>> {
    specification
        .split("\n## ")
        .skip(1)
        .map(|part| {
            let (heading, rest) = part.split_once('\n').expect("a case has more than a heading");
            let (_, fenced) = rest.split_once("```news\n").expect("a case has a text fenced as news");
            let (news, behind) = fenced.split_once("```").expect("the fence is closed");
            let lines = behind.lines().filter(|line| line.starts_with('|')).skip(2);
            let rows = lines.map(|line| cells(line).map(str::to_owned).collect()).collect();
            Case { heading, news: news.to_owned(), rows }
        })
        .collect()
}

fn cells(line: &str) -> impl Iterator<Item = &str> {
    line.trim().trim_matches('|').split(" | ").map(str::trim)
}

/// A row for each attribution of speech: speaker, cue, kind, content.
fn found(news: &str) -> Vec<Vec<String>> {
    let articles = read_text(Path::new("case.txt"), Format::Plain, news.to_owned()).articles;
    let report = assemble::report(&articles, &audit::audit(&articles, &Settings::default()));
    let speech = report.attributions.iter().filter(|found| found.scope == Scope::Speech);
    speech.map(|found| row(found, &articles[0].body)).collect()
}

fn row(found: &Attribution, body: &str) -> Vec<String> {
    let letters: Vec<char> = body.chars().collect();
    let stretches = found.content.spans.iter().map(|[start, end]| {
        let text: String = letters[*start..*end].iter().collect();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    });
    let content = stretches.collect::<Vec<_>>().join(" … ");
    let words =
        |place: &Option<json::Place>| place.as_ref().map_or("-".to_owned(), |place| place.text.clone());
    let speaker = found.speaker.as_ref().map_or("-".to_owned(), |speaker| speaker.name.clone());
    let kind = serde_json::to_value(found.kind).expect("a kind is a word");
    vec![speaker, words(&found.cue), kind.as_str().unwrap_or_default().to_owned(), content]
}

fn table(rows: &[Vec<String>]) -> String {
    rows.iter().fold(String::new(), |out, row| out + &format!("| {} |\n", row.join(" | ")))
}
