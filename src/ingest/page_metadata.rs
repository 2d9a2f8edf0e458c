//! What a page tells about its article: headline, outlet, date, author and address.
//!
//! Asked in this order: JSON-LD (also in a graph or a list), OpenGraph and other `<meta>`
//! elements, then elements of the page. The first that answers is believed.

use std::collections::HashMap;

use dom_smoothie::Readability;
use serde_json::Value;

use super::dates::{Reading, read_date};

/// What a page tells about its article.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct PageMetadata {
    pub title: Option<String>,
    pub outlet: Option<Told>,
    pub date: Option<Told>,
    pub byline: Option<String>,
    pub url: Option<String>,
    /// The article's text, where the metadata carry it whole.
    pub text: Option<String>,
}

/// A value, and what told it: "JSON-LD datePublished", "meta og:site_name".
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Told {
    pub value: String,
    pub because: String,
}

/// A value that may be there, with what told it.
fn told(value: Option<String>, because: &str) -> Option<Told> {
    value.map(|value| Told { value, because: because.to_owned() })
}

/// Reads the metadata of a page that has not been changed yet.
pub(super) fn read_metadata(page: &Readability) -> PageMetadata {
    let linked = LinkedData::of(page);
    let metas = Metas::of(page);
    let title = linked
        .word(&["headline", "name"])
        .or_else(|| metas.first(&["og:title", "twitter:title", "dc.title", "title"]))
        .or_else(|| text_of(page, "h1"));
    let (title, outlet) = split_window_title(page, title);
    let outlet = told(linked.name("publisher"), "JSON-LD publisher")
        .or_else(|| metas.told(&["og:site_name", "publisher", "dc.publisher", "application-name"]))
        .or_else(|| told(outlet, "window title"));
    let outlet_name = outlet.as_ref().map(|outlet| outlet.value.as_str());
    PageMetadata {
        title: title.map(|title| without_outlet(title, outlet_name)),
        date: linked
            .told(&["datePublished", "dateCreated"])
            .or_else(|| metas.told(DATES))
            .or_else(|| {
                told(attribute(page, "[itemprop=datePublished]", "content"), "itemprop datePublished")
            })
            .or_else(|| {
                told(attribute(page, "[itemprop=datePublished]", "datetime"), "itemprop datePublished")
            })
            .or_else(|| told(attribute(page, "time[datetime]", "datetime"), "time element"))
            .or_else(|| told(attribute(page, "abbr.published", "title"), "abbr element"))
            .or_else(|| told(linked.word_of_any("datePublished"), "JSON-LD datePublished"))
            .or_else(|| told(shown_date(page), "date shown on the page")),
        outlet,
        byline: linked
            .name("author")
            .or_else(|| metas.first(AUTHORS))
            .or_else(|| text_of(page, "[itemprop=author]"))
            .or_else(|| text_of(page, "a[rel=author]"))
            .or_else(|| shown_byline(page))
            .or_else(|| linked.only_person())
            .map(|byline| byline.trim_start_matches("By ").to_owned()),
        url: attribute(page, "link[rel=canonical]", "href")
            .or_else(|| metas.first(&["og:url"]))
            .or_else(|| linked.word(&["url"])),
        text: linked.text(),
    }
}

/// The title without the outlet's name behind it.
fn without_outlet(title: String, outlet: Option<&str>) -> String {
    let cut = outlet
        .and_then(|outlet| title.strip_suffix(outlet))
        .and_then(|rest| SEPARATORS.iter().find_map(|separator| rest.strip_suffix(separator)));
    cut.map(str::to_owned).unwrap_or(title)
}

#[rustfmt::skip]
const DATES: &[&str] = &[
    "article:published_time", "og:published_time", "date", "pubdate", "publishdate", "publish-date",
    "parsely-pub-date", "sailthru.date", "dc.date.issued", "dc.date", "dcterms.created", "dcterms.date",
];

const AUTHORS: &[&str] = &[
    "author",
    "byl",
    "parsely-author",
    "dc.creator",
    "article:author",
    "og:article:author",
    "citation_author",
];

/// Elements that many pages show the date in, and the byline.
const DATE_ELEMENTS: &str = "time, [class*=publish], [class*=date], [class*=Date]";
const BYLINE_ELEMENTS: &str =
    "[class*=byline], [class*=author], [class*=Author], [class*=wrote], [rel=author]";

/// Longer text holds more than a date or a byline.
const LONGEST_SHOWN: usize = 60;

/// How many elements are looked at.
const MOST_ELEMENTS: usize = 200;

/// Words that stand before a date.
const BEFORE_DATES: [&str; 6] = ["published on", "published", "posted on", "posted", "on", "date:"];

/// The first date that the page shows by itself.
fn shown_date(page: &Readability) -> Option<String> {
    short_texts(page, DATE_ELEMENTS).find_map(|text| {
        let text = BEFORE_DATES
            .iter()
            .find(|word| text.to_ascii_lowercase().starts_with(*word))
            .map_or(text.as_str(), |word| &text[word.len()..]);
        // The hour may stand behind the day.
        let words: Vec<&str> = text.split_whitespace().collect();
        (1..=words.len().min(4)).rev().find_map(|count| {
            let day = words[..count].join(" ");
            let day = day.trim_end_matches([',', '|', '-']).trim();
            matches!(read_date(day), Reading::Day(_)).then(|| day.to_owned())
        })
    })
}

/// The first "By Jo Quill" that the page shows by itself.
fn shown_byline(page: &Readability) -> Option<String> {
    short_texts(page, BYLINE_ELEMENTS).find_map(|text| {
        let name = text.strip_prefix("By ").or_else(|| text.strip_prefix("by "))?;
        let name = name.trim_end_matches(['-', '|', ',', ' ']);
        let is_name =
            name.starts_with(char::is_uppercase) && !name.contains(|letter: char| letter.is_ascii_digit());
        (is_name && name.split_whitespace().count() > 1).then(|| name.to_owned())
    })
}

/// The texts of short elements, in the order of the page.
fn short_texts(page: &Readability, selector: &str) -> impl Iterator<Item = String> {
    let elements = page.doc.select(selector);
    let texts: Vec<String> = elements
        .iter()
        .take(MOST_ELEMENTS)
        .filter_map(|element| clean(&element.text()))
        .filter(|text| text.chars().count() <= LONGEST_SHOWN)
        .collect();
    texts.into_iter()
}

/// The objects of a page's JSON-LD.
struct LinkedData {
    nodes: Vec<Value>,
    article: Option<usize>,
}

impl LinkedData {
    fn of(page: &Readability) -> Self {
        let mut nodes = Vec::new();
        for script in page.doc.select("script[type='application/ld+json']").iter() {
            let text = script.text();
            let text = text.trim().trim_start_matches("<![CDATA[").trim_end_matches("]]>");
            if let Ok(value) = serde_json::from_str(text) {
                collect_nodes(value, &mut nodes, 0);
            }
        }
        let article = nodes.iter().position(is_article);
        LinkedData { nodes, article }
    }

    /// The first of the article's fields that holds a word.
    fn word(&self, fields: &[&str]) -> Option<String> {
        let article = &self.nodes[self.article?];
        fields.iter().find_map(|field| clean(article.get(field)?.as_str()?))
    }

    /// The first of the article's fields that holds a word, with its name.
    fn told(&self, fields: &[&str]) -> Option<Told> {
        fields.iter().find_map(|field| told(self.word(&[field]), &format!("JSON-LD {field}")))
    }

    /// The field of the first object that has it, where no article is described.
    fn word_of_any(&self, field: &str) -> Option<String> {
        self.nodes.iter().find_map(|node| clean(node.get(field)?.as_str()?))
    }

    /// The one person described, where there is one only.
    fn only_person(&self) -> Option<String> {
        let is_person = |node: &&Value| match node.get("@type") {
            Some(Value::String(name)) => name == "Person",
            Some(Value::Array(names)) => names.len() == 1 && names[0] == "Person",
            _ => false,
        };
        let mut people = self.nodes.iter().filter(is_person);
        let name = clean(people.next()?.get("name")?.as_str()?)?;
        people.next().is_none().then_some(name)
    }

    /// The article's text, its paragraphs kept.
    fn text(&self) -> Option<String> {
        let text = self.nodes[self.article?].get("articleBody")?.as_str()?.trim();
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// The name of the person or body in a field, or of all of them.
    fn name(&self, field: &str) -> Option<String> {
        let value = self.nodes[self.article?].get(field)?;
        let values = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
        // Each may be looked for among all objects, so a list without end is cut.
        let values = values.iter().take(MOST_NAMES);
        let names: Vec<String> = values.filter_map(|value| self.name_of(value)).collect();
        (!names.is_empty()).then(|| names.join(", "))
    }

    fn name_of(&self, value: &Value) -> Option<String> {
        if let Some(name) = value.as_str() {
            return clean(name).filter(|name| !name.starts_with("http"));
        }
        if let Some(name) = value.get("name") {
            return clean(name.as_str()?);
        }
        let id = value.get("@id")?;
        let other =
            self.nodes.iter().find(|node| node.get("@id") == Some(id) && node.get("name").is_some())?;
        clean(other.get("name")?.as_str()?)
    }
}

/// No article has more authors.
const MOST_NAMES: usize = 100;

/// How deep lists and graphs may lie in each other.
const DEEPEST: usize = 8;

fn collect_nodes(value: Value, nodes: &mut Vec<Value>, depth: usize) {
    match value {
        Value::Array(values) if depth < DEEPEST => {
            values.into_iter().for_each(|value| collect_nodes(value, nodes, depth + 1));
        }
        Value::Object(mut object) => {
            let graph = object.remove("@graph");
            nodes.push(Value::Object(object));
            if let Some(graph) = graph
                && depth < DEEPEST
            {
                collect_nodes(graph, nodes, depth + 1);
            }
        }
        _ => {}
    }
}

fn is_article(node: &Value) -> bool {
    let is_article_type =
        |name: &str| name.ends_with("Article") || name.ends_with("Posting") || name == "Report";
    match node.get("@type") {
        Some(Value::String(name)) => is_article_type(name),
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).any(is_article_type),
        _ => false,
    }
}

/// The contents of a page's `<meta>` elements, by their names in small letters; the first of each.
struct Metas(HashMap<String, String>);

impl Metas {
    fn of(page: &Readability) -> Self {
        let mut metas = HashMap::new();
        for element in page.doc.select("meta[content]").iter() {
            let Some(content) = element.attr("content").and_then(|content| clean(&content)) else { continue };
            let is_address = content.starts_with("http");
            for kind in ["property", "name", "itemprop"] {
                let Some(name) = element.attr(kind).map(|name| name.to_ascii_lowercase()) else { continue };
                // An author given as an address has no name to show.
                if !is_address || name == "og:url" {
                    metas.entry(name).or_insert_with(|| content.clone());
                }
            }
        }
        Metas(metas)
    }

    /// The content of the first of these names that the page has, with the name.
    fn told(&self, names: &[&str]) -> Option<Told> {
        names.iter().find_map(|name| told(self.0.get(*name).cloned(), &format!("meta {name}")))
    }

    /// The content of the first of these names that the page has.
    fn first(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| self.0.get(*name)).cloned()
    }
}

fn attribute(page: &Readability, selector: &str, name: &str) -> Option<String> {
    clean(&page.doc.select(selector).iter().next()?.attr(name)?)
}

fn text_of(page: &Readability, selector: &str) -> Option<String> {
    clean(&page.doc.select(selector).iter().next()?.text())
}

/// What stands between a headline and the outlet's name.
const SEPARATORS: [&str; 6] = [" | ", " – ", " — ", " - ", " :: ", " • "];

/// Cuts the outlet from a title such as "Bridge to reopen | Harbour Post".
///
/// With a headline at hand only what follows it is the outlet; without one, what follows the last
/// bar or dash is, where it is short.
fn split_window_title(page: &Readability, headline: Option<String>) -> (Option<String>, Option<String>) {
    let whole = text_of(page, "title");
    let title = headline.or_else(|| whole.clone());
    let Some(whole) = whole else { return (title, None) };
    let cut = SEPARATORS
        .iter()
        .filter_map(|separator| whole.rsplit_once(separator))
        .min_by_key(|(_, outlet)| outlet.len())
        .filter(|(headline, outlet)| {
            outlet.split_whitespace().count() <= 5 && headline.split_whitespace().count() >= 2
        });
    let Some((cut_title, outlet)) = cut else { return (title, None) };
    let title = match title {
        Some(title) if title == whole => Some(cut_title.trim().to_owned()),
        title => title,
    };
    (title, clean(outlet))
}

/// A word or line without extra space and character references; none where it is blank.
fn clean(text: &str) -> Option<String> {
    let mut cleaned = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for (reference, sign) in REFERENCES {
        if cleaned.contains(reference) {
            cleaned = cleaned.replace(reference, sign);
        }
    }
    (!cleaned.is_empty()).then_some(cleaned)
}

/// Character references that content systems leave in JSON-LD, the ampersand last.
const REFERENCES: [(&str, &str); 9] = [
    ("&quot;", "\""),
    ("&#34;", "\""),
    ("&#39;", "'"),
    ("&#039;", "'"),
    ("&apos;", "'"),
    ("&#8217;", "’"),
    ("&rsquo;", "’"),
    ("&nbsp;", " "),
    ("&amp;", "&"),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn metadata(head: &str) -> PageMetadata {
        read_metadata(&Readability::from(format!(
            "<html><head>{head}</head><body><p>Text.</p></body></html>"
        )))
    }

    #[track_caller]
    fn check(head: &str, title: &str, outlet: &str, date: &str, byline: &str, url: &str) {
        let found = metadata(head);
        let show = |field: Option<String>| field.unwrap_or_default();
        let value = |field: Option<Told>| field.map(|told| told.value).unwrap_or_default();
        assert_eq!(
            [show(found.title), value(found.outlet), value(found.date), show(found.byline), show(found.url)],
            [title, outlet, date, byline, url]
        );
    }

    #[test]
    fn linked_data_in_a_graph() {
        let head = r##"<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
            {"@type": "Organization", "@id": "#us", "name": "The Harbour Post"},
            {"@type": ["NewsArticle"], "headline": "Bridge &amp; ferry", "datePublished": "2031-03-12T09:00:00Z",
             "author": [{"name": "Jo Quill"}, {"name": "Ann Brandt"}], "publisher": {"@id": "#us"},
             "url": "https://post.example/bridge"}]}</script>"##;
        check(
            head,
            "Bridge & ferry",
            "The Harbour Post",
            "2031-03-12T09:00:00Z",
            "Jo Quill, Ann Brandt",
            "https://post.example/bridge",
        );
    }

    #[test]
    fn linked_data_in_a_list() {
        let head = r#"<script type="application/ld+json">[{"@type": "BreadcrumbList"}, {"@type": "NewsArticle",
            "headline": "Bridge", "author": "Jo Quill", "publisher": {"name": "Post"}}]</script>
            <script type="application/ld+json">{broken</script>"#;
        check(head, "Bridge", "Post", "", "Jo Quill", "");
    }

    #[test]
    fn meta_elements() {
        let head = r#"<meta property="og:title" content="Bridge to reopen | Post"><meta property="og:site_name" content="Post">
            <meta name="Author" content="Jo Quill"><meta property="article:author" content="https://post.example/jo">
            <meta name="DC.date.issued" content="2031-03-12"><link rel="canonical" href="https://post.example/b">"#;
        check(head, "Bridge to reopen", "Post", "2031-03-12", "Jo Quill", "https://post.example/b");
    }

    #[test]
    fn what_a_page_only_shows() {
        let found = read_metadata(&Readability::from(
            "<html><body><article><h1>Bridge</h1><span class=byline> By <a href=/jo>Jo Quill</a> </span>\
             <span class=story-date>Published on 12 March 2031, 3:51 pm</span><p>Text.</p></article></body></html>",
        ));
        assert_eq!(found.byline.as_deref(), Some("Jo Quill"));
        let date = found.date.unwrap();
        assert_eq!(
            (date.value.as_str(), date.because.as_str()),
            ("12 March 2031, 3:51", "date shown on the page")
        );
    }

    #[test]
    fn a_window_title_is_cut() {
        check(
            "<title>Bridge to reopen - live | Harbour Post</title>",
            "Bridge to reopen - live",
            "Harbour Post",
            "",
            "",
            "",
        );
        check("<title>Bridge to reopen</title>", "Bridge to reopen", "", "", "", "");
    }
}
