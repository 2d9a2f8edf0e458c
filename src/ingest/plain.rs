//! A text file becomes an article.
//!
//! The body is the whole text. What its front matter does not tell is taken from the file's name
//! where that has the form `outlet_2031-03-12_title`.

use std::path::Path;

use crate::place::Span;

use super::article::{Article, Clutter, ClutterKind};
use super::dates::{Reading, read_date};
use super::front_matter::{Field, is_unread, read_front_matter};
use super::packed::without_packing;
use super::problem::Problem;

/// Makes an article of a text, named after the file it came from.
pub(super) fn read_plain(path: &Path, text: String) -> (Option<Article>, Vec<Problem>) {
    let mut article = Article { id: stem(path), ..Article::default() };
    let mut problems = Vec::new();
    let mut opening = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    if let Some((fields, length)) = read_front_matter(&text) {
        opening = length;
        if text[length..].trim().is_empty() {
            let what = "there is nothing below its front matter";
            return (
                None,
                vec![
                    Problem::error(path, what).remedy("put the article's text there, or leave the file out"),
                ],
            );
        }
        for field in fields {
            set_field(&mut article, field, path, &mut problems);
        }
    } else if is_unread(&text) {
        let what = "it seems to begin with front matter, which was read as text";
        let remedy = "write it as lines of `key: value` between two lines of ---";
        problems.push(Problem::warning(path, what).remedy(remedy));
    }
    if opening > 0 {
        article.clutter.push(Clutter { span: Span::new(0, opening), kind: ClutterKind::FrontMatter });
    }
    read_file_name(&mut article);
    article.body = text;
    (Some(article), problems)
}

/// The file's name without its endings, or what stands for it on standard input.
pub(super) fn stem(path: &Path) -> String {
    match without_packing(path).file_stem() {
        Some(name) if name != "-" => name.to_string_lossy().into_owned(),
        _ => "stdin".to_owned(),
    }
}

fn set_field(article: &mut Article, field: Field<'_>, path: &Path, problems: &mut Vec<Problem>) {
    let value = (!field.value.is_empty()).then(|| field.value.to_owned());
    match field.key.to_ascii_lowercase().as_str() {
        "title" | "headline" => article.title = value,
        "outlet" | "publisher" => {
            article.because.outlet = value.as_ref().map(|_| "front matter".to_owned());
            article.outlet = value;
        }
        "url" => article.url = value,
        "byline" | "author" => article.byline = value,
        "id" => article.id = value.unwrap_or_else(|| stem(path)),
        "date" => set_date(article, field.value, Some("front matter".to_owned()), path, None, problems),
        _ => {}
    }
}

/// No date has more characters; of what is none, a message shows as many.
const LONGEST_SHOWN: usize = 60;

/// Sets an article's date from a field that should hold one, and warns when it does not.
pub(super) fn set_date(
    article: &mut Article,
    value: &str,
    because: Option<String>,
    path: &Path,
    line: Option<usize>,
    problems: &mut Vec<Problem>,
) {
    let value = value.trim();
    let what = match read_date(value) {
        Reading::Day(date) => {
            article.date = Some(date);
            article.because.date = because;
            return;
        }
        Reading::None if value.is_empty() => return,
        Reading::Ambiguous => format!("the date `{value}` could be two days; read without a date"),
        Reading::None => {
            let shown: String = value.chars().take(LONGEST_SHOWN).collect();
            let shown = if shown.len() < value.len() { shown + "…" } else { shown };
            format!("`{shown}` is not a date; read without a date")
        }
    };
    let problem = Problem::warning(path, what).remedy("write it as YYYY-MM-DD");
    problems.push(match line {
        Some(line) => problem.at_line(line),
        None => problem,
    });
}

/// Takes outlet and date from a name such as `outlet_2031-03-12_title`, where nothing else tells them.
pub(super) fn read_file_name(article: &mut Article) {
    let name = article.id.clone();
    let mut parts = name.splitn(3, '_');
    let (Some(outlet), Some(date), Some(_)) = (parts.next(), parts.next(), parts.next()) else { return };
    let Reading::Day(date) = read_date(date) else { return };
    if outlet.is_empty() {
        return;
    }
    if article.outlet.is_none() {
        article.outlet = Some(outlet.to_owned());
        article.because.outlet = Some("file name".to_owned());
    }
    if article.date.is_none() {
        article.date = Some(date);
        article.because.date = Some("file name".to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_is_clutter_and_the_body_is_whole() {
        let text = "---\ntitle: Ferry returns\noutlet: The Harbour Post\ndate: 12 March 2031\n---\nThe ferry is back.\n";
        let (article, problems) = read_plain(Path::new("a/ferry.txt"), text.to_owned());
        let article = article.unwrap();
        assert_eq!((article.id.as_str(), article.body.as_str()), ("ferry", text));
        assert_eq!(article.title.as_deref(), Some("Ferry returns"));
        assert_eq!(article.outlet.as_deref(), Some("The Harbour Post"));
        assert_eq!(article.date.unwrap().to_string(), "2031-03-12");
        assert!(article.clutter[0].span.of(text).ends_with("---\n"));
        assert_eq!(problems, []);
    }

    #[test]
    fn a_file_name_tells_outlet_and_date() {
        let (article, _) = read_plain(Path::new("harbour-post_2031-03-12_ferry.txt"), "Back.".to_owned());
        let article = article.unwrap();
        assert_eq!(article.outlet.as_deref(), Some("harbour-post"));
        assert_eq!(article.date.unwrap().to_string(), "2031-03-12");
        let (article, _) = read_plain(Path::new("minutes_of_march.txt"), "Back.".to_owned());
        let article = article.unwrap();
        assert_eq!((article.outlet, article.date), (None, None));
    }

    #[test]
    fn a_date_that_is_none_is_a_warning() {
        let (article, problems) =
            read_plain(Path::new("a.txt"), "---\ndate: last week\n---\nBack.".to_owned());
        assert_eq!(article.unwrap().date, None);
        let message = "a.txt: `last week` is not a date; read without a date; write it as YYYY-MM-DD";
        assert_eq!(problems[0].to_string(), message);
    }

    #[test]
    fn front_matter_that_is_never_closed_is_told() {
        let text = "---\ntitle: Ferry\n\nThe ferry is back.\n";
        let (article, problems) = read_plain(Path::new("a.txt"), text.to_owned());
        assert_eq!(article.unwrap().body, text);
        let message = "a.txt: it seems to begin with front matter, which was read as text; \
                       write it as lines of `key: value` between two lines of ---";
        assert_eq!(problems[0].to_string(), message);
    }

    #[test]
    fn front_matter_alone_is_no_article() {
        for body in ["", "\n \t\n"] {
            let text = format!("---\ntitle: Ferry\n---\n{body}");
            let (article, problems) = read_plain(Path::new("a.txt"), text);
            assert_eq!(article, None);
            let message = "cannot read a.txt: there is nothing below its front matter; \
                           put the article's text there, or leave the file out";
            assert_eq!(problems[0].to_string(), message);
        }
    }
}
