//! Deliveries of press archives, as Nexis has them: many articles in one document.
//!
//! Each article begins with its headline, its outlet and its day on lines of their own, goes on with labelled
//! lines ("Copyright", "Section:", "Length: 412 words", "Byline:"), has its text below "Body", and ends with
//! "End of Document". The list of contents before the first is left out.

use std::path::Path;

use super::article::{Article, Because};
use super::dates::{Reading, read_date};
use super::plain::stem;

/// A paragraph of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Paragraph {
    pub text: String,
    /// True for a title and a heading of the first rank.
    pub is_heading: bool,
}

/// Lines that stand between the text and the end of an article.
const BELOW: [&str; 6] =
    ["classification", "load-date:", "graphic", "notes", "correction-date:", "end of document"];

/// The articles of a delivery; none where the document is no delivery.
pub(super) fn delivered(path: &Path, paragraphs: &[Paragraph]) -> Option<Vec<Article>> {
    let lines: Vec<&str> =
        paragraphs.iter().flat_map(|paragraph| paragraph.text.lines()).map(str::trim).collect();
    let is_end = |line: &&str| line.eq_ignore_ascii_case("end of document");
    if !lines.iter().any(is_end) {
        return None;
    }
    let parts = lines.split(|line| is_end(line)).zip(1..);
    let articles: Vec<Article> = parts.filter_map(|(part, number)| article(path, number, part)).collect();
    (!articles.is_empty()).then_some(articles)
}

fn article(path: &Path, number: usize, lines: &[&str]) -> Option<Article> {
    let start = lines.iter().rposition(|line| line.eq_ignore_ascii_case("body"))?;
    let text = &lines[start + 1..];
    let end = text.iter().position(|line| {
        let line = line.to_ascii_lowercase();
        BELOW.iter().any(|label| line == *label || label.ends_with(':') && line.starts_with(label))
    });
    let body = text[..end.unwrap_or(text.len())].join("\n\n");
    if body.trim().is_empty() {
        return None;
    }
    let head = &lines[..start];
    // Days of a list of contents stand farther above.
    let (place, date) = head.iter().enumerate().rev().find_map(|(place, line)| Some((place, day(line)?)))?;
    let labelled = |label: &str| {
        let value = head.iter().find_map(|line| line.strip_prefix(label))?.trim();
        (!value.is_empty()).then(|| value.trim_start_matches("By ").to_owned())
    };
    let above = |distance: usize| place.checked_sub(distance).map(|at| head[at].to_owned());
    Some(Article {
        id: format!("{}-{number}", stem(path)),
        outlet: above(1),
        date: Some(date),
        because: Because {
            outlet: above(1).map(|_| "line above the date, as press archives have it".to_owned()),
            date: Some("line above the article, as press archives have it".to_owned()),
        },
        title: above(2),
        byline: labelled("Byline:"),
        body,
        ..Article::default()
    })
}

/// The day of a line such as "March 12, 2031 Wednesday 10:15 AM GMT".
fn day(line: &str) -> Option<jiff::civil::Date> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let is_short =
        words.len() <= 10 && line.starts_with(|sign: char| sign.is_ascii_digit() || sign.is_uppercase());
    (3..=words.len().min(4)).filter(|_| is_short).find_map(|count| {
        match read_date(&words[..count].join(" ")) {
            Reading::Day(date) => Some(date),
            _ => None,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraphs(text: &str) -> Vec<Paragraph> {
        let lines = text.lines().filter(|line| !line.trim().is_empty());
        lines.map(|line| Paragraph { text: line.to_owned(), is_heading: false }).collect()
    }

    const DELIVERY: &str = "\
User Name: A. Reader
Date and Time: 1 April 2031
Documents (2)
1. Bridge reopens
2. Ferry stays

Bridge reopens
Harbour Post
March 12, 2031 Wednesday  Late Edition - Final
Copyright 2031 Harbour Post All Rights Reserved
Section: NEWS; Pg. 3
Length: 14 words
Byline: By ANN LEE
Body
“We have kept our promise,” she said.
The quay was full.
Classification
Language: ENGLISH
Load-Date: March 13, 2031
End of Document

Ferry stays
The Echo (Quillport)
14 March 2031
Length: 5 words
Body
The ferry stays, he said.
Load-Date: March 14, 2031
End of Document
";

    #[test]
    fn a_delivery_is_split_into_its_articles() {
        let articles = delivered(Path::new("press.docx"), &paragraphs(DELIVERY)).unwrap();
        let shown: Vec<[String; 6]> = articles
            .into_iter()
            .map(|one| {
                let date = one.date.map(|date| date.to_string());
                let [outlet, date, title, byline] =
                    [one.outlet, date, one.title, one.byline].map(Option::unwrap_or_default);
                [one.id, outlet, date, title, byline, one.body]
            })
            .collect();
        assert_eq!(
            shown,
            [
                [
                    "press-1",
                    "Harbour Post",
                    "2031-03-12",
                    "Bridge reopens",
                    "ANN LEE",
                    "“We have kept our promise,” she said.\n\nThe quay was full."
                ],
                [
                    "press-2",
                    "The Echo (Quillport)",
                    "2031-03-14",
                    "Ferry stays",
                    "",
                    "The ferry stays, he said."
                ],
            ]
        );
    }

    #[test]
    fn what_is_no_delivery() {
        assert_eq!(delivered(Path::new("a.docx"), &paragraphs("Bridge reopens\nBody\nIt rains.\n")), None);
        assert_eq!(delivered(Path::new("a.docx"), &paragraphs("It rains.\nEnd of Document\n")), None);
    }
}
