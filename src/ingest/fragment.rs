//! A piece of markup becomes text: paragraphs, and which of them are quoted.
//!
//! Pages, entries of feeds and letters end up as such pieces. Offsets count in the text that comes out.

use dom_query::Document;

use crate::place::Span;

use super::markup;

/// Parts of a page that are never the article's prose, though they stand within it.
pub(super) const ASIDES: &str = "figure, figcaption, aside, nav, footer, button, select, template, iframe, \
                                 [role=navigation], [role=complementary], [aria-hidden=true], [hidden]";

/// Parts of a piece that have no text to read.
const UNREAD: &str = "script, style, head, noscript, svg, form";

/// Stands before each quoted paragraph while a page is read; it means nothing in any text.
pub(super) const QUOTED: char = '\u{E000}';

/// The text of a piece of markup, and where its quoted paragraphs stand; none where it is too much to parse.
pub(super) fn fragment_text(html: &str) -> Option<(String, Vec<Span>)> {
    let tree = markup::parse(&html.replace(QUOTED, "")).ok()?;
    tree.select(ASIDES).remove();
    tree.select(UNREAD).remove();
    part_cells(&tree);
    mark_quoted(&tree);
    Some(without_marks(&tidy(&tree.formatted_text())))
}

/// A line of text whose characters may be written as references, or stand within tags.
pub(super) fn fragment_line(html: &str) -> Option<String> {
    let text = markup::parse(html).ok()?.text();
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!line.is_empty()).then_some(line)
}

/// Sets the cells of tables apart, which would be glued to each other otherwise.
pub(super) fn part_cells(tree: &Document) {
    tree.select("caption, tr, dt, dd").append_html("<br>");
    tree.select("td, th").append_html(" ");
}

/// Marks the paragraphs of block quotations.
pub(super) fn mark_quoted(tree: &Document) {
    let mark = QUOTED.to_string();
    for quotation in tree.select("blockquote").iter() {
        let paragraphs = quotation.select("p");
        if paragraphs.is_empty() {
            quotation.prepend_html(mark.as_str());
        }
    }
    tree.select("blockquote p").prepend_html(mark.as_str());
}

/// The text without the marks of its quoted paragraphs, and where these stand.
pub(super) fn without_marks(text: &str) -> (String, Vec<Span>) {
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

/// The text with one blank line at most between its paragraphs, and none at its ends.
pub(super) fn tidy(text: &str) -> String {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(html: &str, text: &str) {
        assert_eq!(fragment_text(html).unwrap().0, text);
    }

    #[test]
    fn pieces_of_markup() {
        check("<p>One &amp; two.</p><p>Three<br>four.</p>", "One & two.\n\nThree\nfour.");
        check("No tags at all, she said.", "No tags at all, she said.");
        check("<figure>A photo</figure><p>One.</p><script>x()</script>", "One.");
        check("", "");
        let (text, quoted) = fragment_text("<p>He wrote:</p><blockquote>It rains.</blockquote>").unwrap();
        assert_eq!(quoted[0].of(&text), "It rains.");
    }

    #[test]
    fn lines() {
        assert_eq!(
            fragment_line("Bridge &#8217;open&#8217; <b>again</b>").as_deref(),
            Some("Bridge ’open’ again")
        );
        assert_eq!(fragment_line("Fewer than < 5"), Some("Fewer than < 5".to_owned()));
        assert_eq!(fragment_line("  "), None);
    }
}
