//! The paragraphs that words stand in, cut into pieces of which each is marked in one way.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Serialize;

use super::json::Attribution;
use super::visible::on_one_line;
use crate::audit::ArticleReading;
use crate::ingest::Article;

/// A run of words that are all marked alike.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Piece {
    /// The words.
    pub text: String,
    /// What they are, as a list of words for a style sheet; empty for the words around.
    pub marks: String,
}

/// A stretch of an article in code points, and what it is.
#[derive(Clone, Debug)]
pub struct Mark {
    /// Where it stands.
    pub place: Range<usize>,
    /// What it is, as one word.
    pub name: &'static str,
}

/// All articles of a report, ready to show paragraphs of.
pub struct Passages<'a> {
    articles: BTreeMap<&'a str, Text<'a>>,
}

struct Text<'a> {
    body: &'a str,
    /// The byte at which each code point begins, and the length; empty where both are the same.
    bytes: Vec<usize>,
    reading: &'a ArticleReading,
}

impl<'a> Passages<'a> {
    /// Prepares the articles of a report.
    pub fn new(articles: &'a [Article], readings: &'a [ArticleReading]) -> Self {
        let texts = articles.iter().zip(readings).map(|(article, reading)| {
            let body = article.body.as_str();
            let bytes = if body.is_ascii() {
                Vec::new()
            } else {
                body.char_indices().map(|(byte, _)| byte).chain([body.len()]).collect()
            };
            (article.id.as_str(), Text { body, bytes, reading })
        });
        Passages { articles: texts.collect() }
    }

    /// The paragraphs that hold the marked stretches, each as its pieces.
    pub fn paragraphs(&self, article: &str, marks: &[Mark]) -> Vec<Vec<Piece>> {
        let Some(text) = self.articles.get(article) else { return Vec::new() };
        let marks: Vec<(Range<usize>, &str)> = marks
            .iter()
            .map(|mark| (text.byte(mark.place.start)..text.byte(mark.place.end), mark.name))
            .collect();
        let Some(start) = marks.iter().map(|(place, _)| place.start).min() else { return Vec::new() };
        let end = marks.iter().map(|(place, _)| place.end).max().unwrap_or(start);
        let shown: Vec<Range<usize>> = text
            .reading
            .paragraphs
            .iter()
            .map(|paragraph| paragraph.range())
            .filter(|paragraph| paragraph.start < end.max(start + 1) && start < paragraph.end)
            .collect();
        // Words outside every paragraph are shown by themselves.
        let shown = if shown.is_empty() { vec![start..end] } else { shown };
        shown.into_iter().map(|paragraph| pieces(text.body, paragraph, &marks)).collect()
    }
}

impl Text<'_> {
    fn byte(&self, point: usize) -> usize {
        if self.bytes.is_empty() {
            point.min(self.body.len())
        } else {
            self.bytes[point.min(self.bytes.len() - 1)]
        }
    }
}

/// The marks of an attribution: its content, source and cue.
pub fn marks_of(found: &Attribution) -> Vec<Mark> {
    let content =
        found.content.spans.iter().map(|[start, end]| Mark { place: *start..*end, name: "content" });
    let source = found.source.iter().map(|place| Mark { place: place.start..place.end, name: "source" });
    let cue = found.cue.iter().map(|place| Mark { place: place.start..place.end, name: "cue" });
    content.chain(source).chain(cue).collect()
}

fn pieces(body: &str, paragraph: Range<usize>, marks: &[(Range<usize>, &str)]) -> Vec<Piece> {
    let mut ends: Vec<usize> = marks
        .iter()
        .flat_map(|(place, _)| [place.start, place.end])
        .filter(|end| paragraph.contains(end))
        .chain([paragraph.start, paragraph.end])
        .collect();
    ends.sort_unstable();
    ends.dedup();
    ends.windows(2)
        .map(|pair| {
            let mut names: Vec<&str> = marks
                .iter()
                .filter(|(place, _)| place.start <= pair[0] && pair[1] <= place.end)
                .map(|(_, name)| *name)
                .collect();
            names.sort_unstable();
            names.dedup();
            Piece { text: on_one_line(&body[pair[0]..pair[1]]), marks: names.join(" ") }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::Span;

    #[test]
    fn a_paragraph_is_cut_where_marks_begin_and_end() {
        let body = "Vorab: nichts.\n\n“Größe zählt,” said Ute Brandt.\n\nEnd.";
        let second = body.find('“').expect("the quotation stands there");
        let third = body.find("\n\nEnd").expect("the end stands there");
        let reading = ArticleReading {
            paragraphs: vec![Span::new(0, 14), Span::new(second, third)],
            ..ArticleReading::default()
        };
        let article = Article { id: "a".into(), body: body.into(), ..Article::default() };
        let (articles, readings) = ([article], [reading]);
        let passages = Passages::new(&articles, &readings);
        let marks = [Mark { place: 16..30, name: "content" }, Mark { place: 17..22, name: "differs" }];
        let shown: Vec<(String, String)> = passages
            .paragraphs("a", &marks)
            .concat()
            .into_iter()
            .map(|piece| (piece.text, piece.marks))
            .collect();
        let expected = [
            ("“", "content"),
            ("Größe", "content differs"),
            (" zählt,”", "content"),
            (" said Ute Brandt.", ""),
        ];
        assert_eq!(shown, expected.map(|(text, marks)| (text.to_string(), marks.to_string())));
    }
}
