//! The paragraphs that the page holds: each once, however many tellings stand in it.
//!
//! Places in code points of an article's body come in; places in UTF-16 units of the words that the
//! page has of the article go out, since that is what a browser's script counts in.

use std::collections::HashMap;

use crate::audit::ArticleReading;
use crate::ingest::Article;
use crate::report::visible::on_one_line;

/// All articles of a report, of which some paragraphs are kept.
pub(super) struct Texts<'a> {
    articles: Vec<Text<'a>>,
    index: HashMap<&'a str, usize>,
}

struct Text<'a> {
    body: &'a str,
    /// In the order of the text, not overlapping.
    paragraphs: Vec<Paragraph>,
}

/// A paragraph, in bytes and in code points of the body.
#[derive(Clone, Debug, Default)]
struct Paragraph {
    bytes: [usize; 2],
    points: [usize; 2],
    is_kept: bool,
    /// Where it begins in what is kept, in UTF-16 units.
    offset: usize,
}

impl<'a> Texts<'a> {
    /// Prepares the articles of a report; nothing is kept yet.
    pub(super) fn new(articles: &'a [Article], readings: &'a [ArticleReading]) -> Self {
        let index =
            articles.iter().enumerate().map(|(index, article)| (article.id.as_str(), index)).collect();
        let texts = articles.iter().zip(readings);
        Texts { articles: texts.map(|(article, reading)| Text::new(&article.body, reading)).collect(), index }
    }

    /// How many bytes it would take to keep the paragraphs of these places as well; each place is an article's
    /// id and two code points.
    pub(super) fn cost(&self, places: &[(&str, [usize; 2])]) -> usize {
        let mut wanted: Vec<(usize, usize)> = places
            .iter()
            .filter_map(|(article, place)| Some((*self.index.get(article)?, place)))
            .flat_map(|(article, place)| {
                self.articles[article].around(place).map(move |paragraph| (article, paragraph))
            })
            .collect();
        wanted.sort_unstable();
        wanted.dedup();
        let paragraph = |(article, paragraph): (usize, usize)| &self.articles[article].paragraphs[paragraph];
        let missing = wanted.into_iter().map(paragraph).filter(|paragraph| !paragraph.is_kept);
        missing.map(|paragraph| paragraph.bytes[1] - paragraph.bytes[0]).sum()
    }

    /// Keeps the paragraphs of these places.
    pub(super) fn keep(&mut self, places: &[(&str, [usize; 2])]) {
        for (article, place) in places {
            let Some(&article) = self.index.get(article) else { continue };
            let text = &mut self.articles[article];
            let mut some = false;
            for paragraph in text.around(place) {
                text.paragraphs[paragraph].is_kept = true;
                some = true;
            }
            if !some {
                text.add(*place);
            }
        }
    }

    /// The words that are kept of an article: its paragraphs, a line break between them, two where some are
    /// left out. From now on places are known.
    pub(super) fn kept(&mut self, article: &str) -> String {
        let Some(&article) = self.index.get(article) else { return String::new() };
        let text = &mut self.articles[article];
        let (mut out, mut offset, mut last) = (String::new(), 0, None);
        for (index, paragraph) in text.paragraphs.iter_mut().enumerate().filter(|(_, one)| one.is_kept) {
            let gap = match last {
                None => "",
                Some(last) if last + 1 == index => "\n",
                Some(_) => "\n\n",
            };
            last = Some(index);
            let words = on_one_line(&text.body[paragraph.bytes[0]..paragraph.bytes[1]]);
            paragraph.offset = offset + gap.len();
            offset = paragraph.offset + units(&words);
            out.push_str(gap);
            out.push_str(&words);
        }
        out
    }

    /// Where a place stands in what is kept of its article.
    pub(super) fn place(&self, article: &str, place: [usize; 2]) -> Option<[usize; 2]> {
        let text = &self.articles[*self.index.get(article)?];
        let [start, end] = place;
        let last = end.max(start + 1) - 1;
        let start = text.unit(start, start)?;
        Some([start, text.unit(last, end)?.max(start)])
    }
}

impl<'a> Text<'a> {
    fn new(body: &'a str, reading: &ArticleReading) -> Self {
        let (mut byte, mut point) = (0, 0);
        let mut to = |end: usize| {
            point += body[byte..end].chars().count();
            byte = end;
            point
        };
        let mut paragraphs: Vec<Paragraph> = Vec::with_capacity(reading.paragraphs.len());
        for span in &reading.paragraphs {
            let points = [to(span.start), to(span.end)];
            paragraphs.push(Paragraph { bytes: [span.start, span.end], points, ..Paragraph::default() });
        }
        Text { body, paragraphs }
    }

    /// Which paragraphs a place touches.
    fn around(&self, place: &[usize; 2]) -> std::ops::Range<usize> {
        let [start, end] = *place;
        let first = self.paragraphs.partition_point(|one| one.points[1] <= start);
        let behind = self.paragraphs.partition_point(|one| one.points[0] < end.max(start + 1));
        first..behind.max(first)
    }

    /// Makes a paragraph of words outside every paragraph.
    fn add(&mut self, points: [usize; 2]) {
        let byte =
            |point: usize| self.body.char_indices().nth(point).map_or(self.body.len(), |(byte, _)| byte);
        let bytes = points.map(byte);
        let at = self.paragraphs.partition_point(|one| one.points[0] < points[0]);
        self.paragraphs.insert(at, Paragraph { bytes, points, is_kept: true, offset: 0 });
    }

    /// Where a code point stands in what is kept, in the paragraph that holds another one.
    fn unit(&self, holds: usize, point: usize) -> Option<usize> {
        let paragraph = &self.paragraphs[self.around(&[holds, holds + 1]).next()?];
        let inside = point.checked_sub(paragraph.points[0])?;
        let [start, end] = paragraph.bytes;
        let words = &self.body[start..end];
        let units = match words.len() == paragraph.points[1] - paragraph.points[0] {
            // Of ASCII, one is the other.
            true => inside,
            false => words.chars().take(inside).map(char::len_utf16).sum(),
        };
        paragraph.is_kept.then_some(paragraph.offset + units)
    }
}

fn units(words: &str) -> usize {
    if words.is_ascii() { words.len() } else { words.encode_utf16().count() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::Span;

    #[test]
    fn places_count_in_what_a_script_sees() {
        let body = "Vorab: nichts.\n\n😀 “Größe zählt,” said Ute Brandt.\n\nEnd.\n\nMore.";
        let span = |words: &str| {
            let start = body.find(words).expect("the words stand there");
            Span::new(start, start + words.len())
        };
        let paragraphs =
            ["Vorab: nichts.", "😀 “Größe zählt,” said Ute Brandt.", "End.", "More."].map(span).to_vec();
        let article = Article { id: "a".into(), body: body.into(), ..Article::default() };
        let (articles, readings) = ([article], [ArticleReading { paragraphs, ..ArticleReading::default() }]);
        let mut texts = Texts::new(&articles, &readings);
        let point = |words: &str| {
            let byte = body.find(words).expect("the words stand there");
            let start = body[..byte].chars().count();
            ("a", [start, start + words.chars().count()])
        };
        let places = [point("Größe"), point("More")];
        assert_eq!(texts.cost(&places), "😀 “Größe zählt,” said Ute Brandt.".len() + "More.".len());
        texts.keep(&places);
        assert_eq!(texts.cost(&places), 0);
        let kept: Vec<u16> = texts.kept("a").encode_utf16().collect();
        assert_eq!(String::from_utf16_lossy(&kept), "😀 “Größe zählt,” said Ute Brandt.\n\nMore.");
        for words in ["Größe", "Brandt", "More", "😀 “Größe zählt,” said Ute Brandt."] {
            let (article, place) = point(words);
            let [start, end] = texts.place(article, place).expect("it is kept");
            assert_eq!(String::from_utf16_lossy(&kept[start..end]), words);
        }
        assert_eq!(texts.place("a", point("Vorab").1), None);
        assert_eq!(texts.place("b", [0, 1]), None);
    }

    #[test]
    fn words_outside_every_paragraph_are_kept() {
        let article = Article { id: "a".into(), body: "Größe zählt.".into(), ..Article::default() };
        let (articles, readings) = ([article], [ArticleReading::default()]);
        let mut texts = Texts::new(&articles, &readings);
        texts.keep(&[("a", [6, 11])]);
        assert_eq!(texts.kept("a"), "zählt");
        assert_eq!(texts.place("a", [6, 11]), Some([0, 5]));
    }
}
