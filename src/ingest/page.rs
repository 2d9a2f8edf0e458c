//! An HTML page becomes an article.
//!
//! The body is the text of the article that the page shows, its headline first; offsets count in
//! that text. What the page tells about the article is taken from its own metadata.

use std::path::Path;

use dom_smoothie::{Config, Readability, TextMode};

use crate::place::Span;

use super::article::Article;
use super::markup;
use super::page_metadata::{PageMetadata, read_metadata};
use super::plain::{set_date, stem};
use super::problem::Problem;

/// Text of fewer words is a notice or a form, not an article. The shortest wire items have more.
const FEWEST_WORDS: usize = 25;

/// Teasers and headlines seldom have as many words.
const SHORTEST_SENTENCE: usize = 12;

/// Parts of a page that are never the article's prose, though they stand within it.
const ASIDES: &str = "figure, figcaption, aside, nav, footer, button, select, template, iframe, \
                      [role=navigation], [role=complementary], [aria-hidden=true], [hidden]";

/// Boxes that many pages set between paragraphs.
const BOXES: &str = "[class*=newsletter], [class*=signup], [class*=sign-up], [class*=related], [class*=promo], \
                     [class*=subscribe], [class*=share], [class*=social], [class*=advert], [class*=cookie], \
                     [class*=consent], [class*=comments]";

/// Stands before each quoted paragraph while the page is read; it means nothing in any text.
const QUOTED: char = '\u{E000}';

/// Elements that such boxes are made of; not the page itself, whatever its class says.
const BOX_ELEMENTS: [&str; 6] = ["div", "section", "p", "ul", "form", "span"];

/// Such a box has no more words; what has may hold the article.
const LARGEST_BOX: usize = 60;

/// Makes an article of a page.
pub(super) fn read_page(path: &Path, html: &str) -> (Option<Article>, Vec<Problem>) {
    let config = Config { text_mode: TextMode::Formatted, ..Config::default() };
    let html = html.trim_start_matches('\u{feff}').replace(QUOTED, "");
    let tree = match markup::parse(&html) {
        Ok(tree) => tree,
        Err(excess) => {
            let problem =
                Problem::error(path, excess.what()).remedy("save the article's text as a .txt file");
            return (None, vec![problem]);
        }
    };
    let Ok(mut reader) = Readability::with_document(tree, None, Some(config)) else {
        return no_article(path);
    };
    let metadata = read_metadata(&reader);
    remove_deep_data(&reader);
    reader.doc.select(ASIDES).remove();
    remove_boxes(&reader);
    part_cells(&reader);
    mark_quoted(&reader);
    let text = reader.parse().map(|found| tidy(&found.text_content)).unwrap_or_default();
    let text = if is_article(&text) { text } else { metadata.text.clone().unwrap_or_default() };
    if !is_article(&text) {
        return no_article(path);
    }
    let mut problems = Vec::new();
    let (body, quoted_blocks) = without_marks(&with_headline(metadata.title.as_deref(), text));
    let mut article = Article { id: stem(path), body, quoted_blocks, ..Article::default() };
    set_metadata(&mut article, metadata, path, &mut problems);
    (Some(article), problems)
}

/// Removes data whose lists lie deeper in each other than any page has them: what reads them next
/// goes down by recursion, without end.
fn remove_deep_data(reader: &Readability) {
    for script in reader.doc.select("script[type='application/ld+json']").iter() {
        let data = serde_json::from_str::<serde_json::Value>(&script.text());
        if data.is_err_and(|error| error.to_string().starts_with("recursion limit")) {
            script.remove();
        }
    }
}

/// Removes small elements whose class says that they ask for something or point elsewhere.
fn remove_boxes(reader: &Readability) {
    for element in reader.doc.select(BOXES).nodes() {
        let is_box = element.node_name().is_some_and(|name| BOX_ELEMENTS.contains(&name.as_ref()));
        if is_box && element.text().split_whitespace().nth(LARGEST_BOX).is_none() {
            element.remove_from_parent();
        }
    }
}

/// Sets the cells of tables apart, which would be glued to each other otherwise.
fn part_cells(reader: &Readability) {
    reader.doc.select("caption, tr, dt, dd").append_html("<br>");
    reader.doc.select("td, th").append_html(" ");
}

/// Marks the paragraphs of block quotations.
fn mark_quoted(reader: &Readability) {
    let mark = QUOTED.to_string();
    for quotation in reader.doc.select("blockquote").iter() {
        let paragraphs = quotation.select("p");
        if paragraphs.is_empty() {
            quotation.prepend_html(mark.as_str());
        }
    }
    reader.doc.select("blockquote p").prepend_html(mark.as_str());
}

/// The text without the marks of its quoted paragraphs, and where these stand.
fn without_marks(text: &str) -> (String, Vec<Span>) {
    let mut body = String::with_capacity(text.len());
    let mut quoted = Vec::new();
    for line in text.split_inclusive('\n') {
        let start = body.len();
        body.extend(line.chars().filter(|&letter| letter != QUOTED));
        if line.contains(QUOTED) {
            quoted.push(Span::new(start, start + body[start..].trim_end().len()));
        }
    }
    (body, quoted)
}

fn set_metadata(article: &mut Article, metadata: PageMetadata, path: &Path, problems: &mut Vec<Problem>) {
    if let Some(date) = &metadata.date {
        set_date(article, date, path, None, problems);
    }
    article.title = metadata.title;
    article.outlet = metadata.outlet;
    article.byline = metadata.byline;
    article.url = metadata.url;
}

/// True for a text with enough words and at least one full sentence: a front page has many words,
/// but they are headlines.
fn is_article(text: &str) -> bool {
    let is_sentence = |line: &str| {
        let end = line.trim_end_matches(['"', '”', '’', '\'', ')', ' ', '\u{a0}']);
        end.ends_with(['.', '!', '?', '…']) && line.split_whitespace().nth(SHORTEST_SENTENCE - 1).is_some()
    };
    text.split_whitespace().nth(FEWEST_WORDS - 1).is_some() && text.lines().any(is_sentence)
}

/// The text with one blank line at most between its paragraphs, and none at its ends.
fn tidy(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    let mut is_after_blank = false;
    for line in text.lines().map(str::trim) {
        if line.is_empty() {
            is_after_blank = !tidy.is_empty();
            continue;
        }
        if !tidy.is_empty() {
            tidy.push_str(if is_after_blank { "\n\n" } else { "\n" });
        }
        tidy.push_str(line);
        is_after_blank = false;
    }
    tidy
}

/// The text with its headline as the first paragraph, unless it begins with it already.
fn with_headline(title: Option<&str>, text: String) -> String {
    match title {
        Some(title) if !text.starts_with(title) => format!("{title}\n\n{text}"),
        _ => text,
    }
}

fn no_article(path: &Path) -> (Option<Article>, Vec<Problem>) {
    let problem =
        Problem::error(path, "no article found in the page").remedy("save the article's text as a .txt file");
    (None, vec![problem])
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROSE: &str = "<p>The harbour bridge will reopen in April after two years of repairs, the council \
        of Quillport said on Monday.</p><p>“We have kept our promise,” Mayor <b>Elise Ortega</b> told reporters \
        at the quay, where a crowd had waited since the morning.</p>";

    #[test]
    fn a_page_becomes_its_headline_and_paragraphs() {
        let html = format!(
            "<html><head><title>Bridge to reopen | Harbour Post</title></head><body><nav><a href=/>Home</a></nav>\
             <article><h1>Bridge to reopen</h1>{PROSE}<figure><img src=a.jpg><figcaption>The bridge. Photo: Jo Quill\
             </figcaption></figure></article><footer>© 2031</footer></body></html>"
        );
        let (article, problems) = read_page(Path::new("a.html"), &html);
        let article = article.unwrap();
        assert_eq!(problems, []);
        assert_eq!(
            article.body,
            "Bridge to reopen\n\nThe harbour bridge will reopen in April after two years of repairs, the council of \
             Quillport said on Monday.\n\n“We have kept our promise,” Mayor Elise Ortega told reporters at the quay, \
             where a crowd had waited since the morning."
        );
        assert_eq!(article.outlet.as_deref(), Some("Harbour Post"));
    }

    #[test]
    fn boxes_go_and_cells_are_parted() {
        let html = format!(
            "<html><body class=has-newsletter><article>{PROSE}<div class=inline-signup><p>Notes by mail.</p></div>\
             <table><caption>The vote</caption><tr><th>Yes</th><td>Quill</td></tr></table></article></body></html>"
        );
        let body = read_page(Path::new("a.html"), &html).0.unwrap().body;
        assert!(!body.contains("Notes"), "{body}");
        assert!(!body.contains("voteYes") && !body.contains("YesQuill"), "{body}");
    }

    #[test]
    fn block_quotations_are_known() {
        let html = format!(
            "<html><body><article>{PROSE}<p>Ortega wrote:</p><blockquote><p>We open in May.</p><p>I am glad.</p>\
             </blockquote><p>The quay was empty.</p><blockquote>It is over.</blockquote></article></body></html>"
        );
        let article = read_page(Path::new("a.html"), &html).0.unwrap();
        let quoted: Vec<&str> = article.quoted_blocks.iter().map(|block| block.of(&article.body)).collect();
        assert_eq!(quoted, ["We open in May.", "I am glad.", "It is over."]);
        assert!(!article.body.contains(QUOTED));
    }

    #[test]
    fn a_page_without_an_article() {
        let front = "<div><h2><a href=1>Bridge to reopen in April</a></h2><p>The council is glad.</p></div>"
            .repeat(20);
        let form = "<html><body><form>Sign in <input></form></body></html>";
        for html in ["", form, "<p>Moved.</p>", "<<<>><p", &front] {
            let (article, problems) = read_page(Path::new("a.html"), html);
            assert_eq!(article, None);
            assert_eq!(
                problems[0].to_string(),
                "cannot read a.html: no article found in the page; save the article's text as a .txt file"
            );
        }
    }
}
