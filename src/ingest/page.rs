//! An HTML page becomes an article.
//!
//! The body is the text of the article that the page shows, its headline first; offsets count in
//! that text. What the page tells about the article is taken from its own metadata.

use std::path::Path;

use dom_query::NodeRef;
use dom_smoothie::{Config, Readability, TextMode};

use super::article::Article;
use super::fragment::{ASIDES, QUOTED, mark_quoted, part_cells, tidy, without_marks};
use super::markup::{self, Excess};
use super::page_data::Told;
use super::page_metadata::{PageMetadata, read_metadata};
use super::plain::{set_date, stem};
use super::problem::Problem;

/// Text of fewer words is a notice or a form, not an article. The shortest wire items have more.
const FEWEST_WORDS: usize = 25;

/// Teasers and headlines seldom have as many words.
const SHORTEST_SENTENCE: usize = 12;

/// Boxes that many pages set between paragraphs, captions and what is told about the author among them.
const BOXES: &str = "[class*=newsletter], [class*=signup], [class*=sign-up], [id*=Signup], [class*=related], \
                     [class*=promo], [class*=subscribe], [class*=share], [class*=social], [class*=advert], \
                     [class*=cookie], [class*=consent], [class*=comments], [class*=caption], [class*=Caption], \
                     [class*=teaser], [class*=rail__item], [class*=author-bio], \
                     [class*=author-excerpt], [class*=author-flyout], [class*=notification], [class*=recirc], \
                     [class*=read-more], [class*=readmore], [class*=most-read], [class*=trending]";

/// Elements that such boxes are made of; not the page itself, whatever its class says.
const BOX_ELEMENTS: [&str; 6] = ["div", "section", "p", "ul", "form", "span"];

/// Such a box has no more words; what has may hold the article.
const LARGEST_BOX: usize = 60;

/// Why a page gives no article.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum NoArticle {
    /// It is too much to parse.
    Excess(Excess),
    /// There is none in it.
    Absent,
}

/// Makes an article of a page.
pub(super) fn read_page(path: &Path, html: &str) -> (Option<Article>, Vec<Problem>) {
    match page_article(path, html) {
        Ok((article, problems)) => (Some(article), problems),
        Err(reason) => {
            let what = match reason {
                NoArticle::Excess(excess) => excess.what(),
                NoArticle::Absent => "no article found in the page".to_owned(),
            };
            let problem = Problem::error(path, what).remedy("save the article's text as a .txt file");
            (None, vec![problem])
        }
    }
}

/// The article of a page, and what is doubtful about it.
pub(super) fn page_article(path: &Path, html: &str) -> Result<(Article, Vec<Problem>), NoArticle> {
    let config = Config { text_mode: TextMode::Formatted, ..Config::default() };
    let html = html.trim_start_matches('\u{feff}').replace(QUOTED, "");
    let tree = markup::parse(&html).map_err(NoArticle::Excess)?;
    let mut reader = Readability::with_document(tree, None, Some(config)).map_err(|_| NoArticle::Absent)?;
    let metadata = read_metadata(&reader);
    remove_deep_data(&reader);
    reader.doc.select(ASIDES).remove();
    remove_boxes(&reader);
    remove_pointers(&reader, metadata.url.as_deref());
    part_cells(&reader.doc);
    mark_quoted(&reader.doc);
    let text = reader.parse().map(|found| tidy(&found.text_content)).unwrap_or_default();
    let text = if is_article(&text) { text } else { metadata.text.clone().unwrap_or_default() };
    if !is_article(&text) {
        return Err(NoArticle::Absent);
    }
    let mut problems = Vec::new();
    let (body, quoted_blocks) = without_marks(&with_headline(metadata.title.as_deref(), text));
    let mut article = Article { id: stem(path), body, quoted_blocks, ..Article::default() };
    set_metadata(&mut article, metadata, path, &mut problems);
    Ok((article, problems))
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

/// Removes lines that are nothing but a link to another story of the same outlet; what another site says may be
/// what the article is about.
fn remove_pointers(reader: &Readability, url: Option<&str>) {
    let host = url.and_then(host_of);
    for element in reader.doc.select("li, p").nodes() {
        let inside: Vec<NodeRef> =
            element.children().into_iter().filter(|node| !node.text().trim().is_empty()).collect();
        let [only] = inside.as_slice() else { continue };
        let link = if only.node_name().is_some_and(|name| POINTER_WRAPPERS.contains(&name.as_ref())) {
            only.first_element_child()
        } else {
            Some(*only)
        };
        let is_link = |node: &NodeRef| {
            let address = node.attr("href").unwrap_or_default();
            let leads_home = host_of(&address).is_none_or(|other| Some(other) == host);
            node.node_name().as_deref() == Some("a") && leads_home
        };
        if !link.as_ref().is_some_and(is_link) {
            continue;
        }
        let text = element.text();
        let words = text.split_whitespace().count();
        let is_whole = link.is_some_and(|link| link.text().trim() == text.trim());
        let is_sentence = text.trim_end().ends_with(['.', '!', '?', '”', '"', ':', '…']);
        if is_whole && !is_sentence && (4..=LONGEST_POINTER).contains(&words) {
            element.remove_from_parent();
        }
    }
}

/// The host that an address names; none where it is relative.
fn host_of(address: &str) -> Option<&str> {
    let (_, rest) = address.split_once("//")?;
    let host = rest.split(['/', '?', '#', ':']).next()?;
    Some(host.strip_prefix("www.").unwrap_or(host))
}

/// No headline that a line points to has more words.
const LONGEST_POINTER: usize = 25;

/// What may stand around such a link.
const POINTER_WRAPPERS: [&str; 4] = ["strong", "b", "em", "i"];

fn set_metadata(article: &mut Article, metadata: PageMetadata, path: &Path, problems: &mut Vec<Problem>) {
    if let Some(Told { value, because }) = metadata.date {
        set_date(article, &value, Some(because), path, None, problems);
    }
    article.title = metadata.title;
    if let Some(Told { value, because }) = metadata.outlet {
        article.outlet = Some(value);
        article.because.outlet = Some(because);
    }
    article.byline = metadata.byline;
    article.url = metadata.url;
}

/// True for a text with enough words and at least one full sentence: a front page has many words,
/// but they are headlines.
fn is_article(text: &str) -> bool {
    let is_sentence = |line: &str| {
        let end = line.trim_end_matches(['"', '”', '’', '\'', ')', '」', ' ', '\u{a0}']);
        end.ends_with(['.', '!', '?', '…', '。', '！', '？']) && has_words(line, SHORTEST_SENTENCE)
    };
    has_words(text, FEWEST_WORDS) && text.lines().any(is_sentence)
}

/// True for a text of so many words; in scripts without spaces two letters are counted as one.
fn has_words(text: &str, count: usize) -> bool {
    let is_of_such = |letter: char| matches!(letter, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}');
    text.split_whitespace().nth(count - 1).is_some()
        || text.chars().filter(|&letter| is_of_such(letter)).nth(2 * count - 1).is_some()
}

/// The text with its headline as the first paragraph, unless it begins with it already.
fn with_headline(title: Option<&str>, text: String) -> String {
    match title {
        Some(title) if !text.starts_with(title) => format!("{title}\n\n{text}"),
        _ => text,
    }
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
    fn lines_that_only_lead_elsewhere_go() {
        let html = format!(
            "<html><body><article>{PROSE}<p><b><a href=/1>Ferry owners angry after storms</a></b></p>\
             <ul><li><a href=/2>Tides rise again in Quillport</a></li><li>Four <a href=/3>of them came back</a></li></ul>\
             <p><a href=/4>The council has said so.</a></p><p><a href=https://echo.example/5>What the Echo said of the bridge</a></p>\
             </article></body></html>"
        );
        let body = read_page(Path::new("a.html"), &html).0.unwrap().body;
        assert!(!body.contains("Ferry owners") && !body.contains("Tides rise"), "{body}");
        assert!(
            body.contains("Four of them came back") && body.contains("The council has said so."),
            "{body}"
        );
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
