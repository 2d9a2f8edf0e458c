//! What was taken for an article, for programs and for a person who wants to check it.

use schemars::JsonSchema;
use serde::Serialize;

use super::terminal::{Look, Terminal};
use super::visible::on_one_line;
use crate::ingest::{Article, ClutterKind};
use crate::place::{CodePoints, Span};

/// What was taken for an article: one line of `whosaid read --format jsonl`.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Taken {
    /// The article's id, as all outputs have it.
    pub id: String,
    /// The file it came from; none for standard input.
    pub path: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// When it was published, as YYYY-MM-DD.
    pub date: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// Who wrote it.
    pub byline: Option<String>,
    /// What told outlet and date.
    pub because: Because,
    /// The text in which all offsets count.
    pub text: String,
    /// The stretches of the text that are left out, as start and end in code points, in order.
    pub clutter: Vec<(usize, usize)>,
    /// What each of them was taken for.
    pub clutter_kinds: Vec<&'static str>,
    /// The stretches that the page sets apart as quoted.
    pub quoted_blocks: Vec<(usize, usize)>,
}

/// What told an article's outlet and date: `field date_publish`, `meta article:published_time`, `front
/// matter`, `file name`.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Because {
    /// What told the outlet; null where nothing did.
    pub outlet: Option<String>,
    /// What told the date; null where nothing did.
    pub date: Option<String>,
}

/// What was taken for an article, for programs.
pub fn taken(article: &Article) -> Taken {
    let points = CodePoints::new(&article.body);
    let left_out = left_out(article);
    Taken {
        id: article.id.clone(),
        path: article.path.as_ref().map(|path| path.display().to_string()),
        outlet: article.outlet.clone(),
        date: article.date.map(|date| date.to_string()),
        url: article.url.clone(),
        title: article.title.clone(),
        byline: article.byline.clone(),
        because: Because { outlet: article.because.outlet.clone(), date: article.because.date.clone() },
        text: article.body.clone(),
        clutter: left_out.iter().map(|(span, _)| points.span(*span)).collect(),
        clutter_kinds: left_out.iter().map(|(_, kind)| *kind).collect(),
        quoted_blocks: article.quoted_blocks.iter().map(|block| points.span(*block)).collect(),
    }
}

/// An article for a person: what is known of it, then its text; what is left out stands in brackets with
/// what it was taken for.
pub fn article(article: &Article, terminal: Terminal) -> String {
    let mut out = paint(terminal, Look::Strong, &on_one_line(&article.id), 0);
    let date = article.date.map(|date| date.to_string());
    let path = article.path.as_ref().map(|path| path.display().to_string());
    let because = &article.because;
    for (name, value, because) in [
        ("file", path.as_deref().or(Some("standard input")), None),
        ("outlet", article.outlet.as_deref(), because.outlet.as_deref()),
        ("date", date.as_deref(), because.date.as_deref()),
        ("url", article.url.as_deref(), None),
        ("title", article.title.as_deref(), None),
        ("byline", article.byline.as_deref(), None),
    ] {
        let because = because.map(|because| format!(" ({because})")).unwrap_or_default();
        let value = format!("{}{because}", value.unwrap_or("not given"));
        out.push_str(&terminal.wrapped(&format!("{name:<7} {}", on_one_line(&value)), INDENT));
    }
    out.push('\n');
    let mut from = 0;
    for (span, kind) in left_out(article) {
        out.push_str(&prose(Span::new(from, span.start), article, terminal));
        let words = on_one_line(span.of(&article.body).trim());
        if !words.is_empty() {
            out.push_str(&paint(terminal, Look::Faint, &format!("[{kind}: {words}]"), INDENT));
        }
        from = span.end;
    }
    out.push_str(&prose(Span::new(from, article.body.len()), article, terminal));
    out.push('\n');
    out
}

/// What is left out or set apart, and as what, in the order of the text: clutter, and a headline that reports
/// nobody.
fn left_out(article: &Article) -> Vec<(Span, &'static str)> {
    let clutter = article.clutter.iter().map(|stretch| (stretch.span, kind(stretch.kind)));
    let is_free = |headline: &Span| !article.clutter.iter().any(|stretch| stretch.span.overlaps(*headline));
    let headline = article.headline.filter(is_free).map(|headline| (headline, "headline"));
    let mut left_out: Vec<(Span, &'static str)> = clutter.chain(headline).collect();
    left_out.sort_by_key(|(span, _)| (span.start, span.end));
    left_out
}

/// How far in everything below an article's name stands.
const INDENT: usize = 2;

/// A stretch of the text, its lines wrapped.
fn prose(stretch: Span, article: &Article, terminal: Terminal) -> String {
    let lines = stretch.of(&article.body).lines().filter(|line| !line.trim().is_empty());
    lines.map(|line| terminal.wrapped(&on_one_line(line.trim()), INDENT)).collect()
}

fn paint(terminal: Terminal, look: Look, text: &str, indent: usize) -> String {
    let wrapped = terminal.wrapped(text, indent);
    wrapped.lines().map(|line| terminal.paint(look, line).to_string() + "\n").collect()
}

fn kind(kind: ClutterKind) -> &'static str {
    match kind {
        ClutterKind::FrontMatter => "front matter",
        ClutterKind::Navigation => "navigation",
        ClutterKind::Byline => "byline",
        ClutterKind::Dateline => "dateline",
        ClutterKind::Caption => "caption",
        ClutterKind::Placeholder => "placeholder",
        ClutterKind::Tags => "tags",
        ClutterKind::Teaser => "teaser",
        ClutterKind::Appeal => "appeal",
        ClutterKind::Notice => "notice",
        ClutterKind::Repeat => "repeat",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::Clutter;

    #[test]
    fn what_is_left_out_is_shown_with_its_kind() {
        let body = "Bridge reopens\n\nPhoto: Jo Quill\n\n“We open,” said Ortega.";
        let start = body.find("Photo").unwrap();
        let clutter = vec![Clutter { span: Span::new(start, start + 15), kind: ClutterKind::Caption }];
        let story = Article {
            id: "bridge".into(),
            body: body.into(),
            clutter,
            outlet: Some("Echo".into()),
            because: crate::ingest::Because { outlet: Some("front matter".into()), date: None },
            ..Article::default()
        };
        assert_eq!(
            article(&story, Terminal::PLAIN),
            "bridge\n  file    standard input\n  outlet  Echo (front matter)\n  date    not given\n  url     not given\n  \
             title   not given\n  byline  not given\n\n  Bridge reopens\n  [caption: Photo: Jo Quill]\n  “We open,” said \
             Ortega.\n\n"
        );
        let taken = taken(&story);
        assert_eq!(taken.because.outlet.as_deref(), Some("front matter"));
        assert_eq!((taken.clutter, taken.clutter_kinds), (vec![(16, 31)], vec!["caption"]));
    }
}
