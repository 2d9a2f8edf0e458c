//! RSS and Atom: each entry of a feed becomes an article.
//!
//! The text is the entry's whole content where the feed gives it, else its description; both are markup.
//! The outlet is the feed's title, or that of the feed which an entry says it was taken from. Entries of a
//! feed that ends too early or is broken are kept as far as they go; those without text are counted.

use std::path::Path;

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::article::Article;
use super::fragment::{fragment_line, fragment_text};
use super::plain::{set_date, stem};
use super::problem::Problem;

/// True for a text that begins as a feed does.
pub(super) fn looks_like_a_feed(text: &str) -> bool {
    let opening: String = text.trim_start_matches('\u{feff}').chars().take(2000).collect();
    let is_tree = opening.trim_start().starts_with('<');
    is_tree && ["<rss", "<feed", "<rdf:RDF", "<atom:feed"].iter().any(|tag| opening.contains(tag))
}

/// Makes articles of the entries of a feed.
pub(super) fn read_feed(path: &Path, text: &str) -> (Vec<Article>, Vec<Problem>) {
    let mut problems = Vec::new();
    if !looks_like_a_feed(text) {
        let problem = Problem::error(path, "it is no feed: it has neither an rss nor a feed element");
        return (Vec::new(), vec![problem.remedy("name a feed, or save the article's text as a .txt file")]);
    }
    let mut feed = Feed::default();
    if let Some(what) = feed.read(text.trim_start_matches('\u{feff}')) {
        if feed.entry.is_some() {
            feed.entries.pop();
        }
        problems.push(Problem::error(path, what).remedy("fetch it again; the entries before were read"));
    }
    let mut articles = Vec::new();
    let mut without_text = 0;
    for (entry, number) in feed.entries.into_iter().zip(1..) {
        match article(path, number, entry, &feed.about, &mut problems) {
            Some(article) => articles.push(article),
            None => without_text += 1,
        }
    }
    if without_text > 0 {
        let what = match without_text {
            1 => "left out 1 entry, which has no text".to_owned(),
            count => format!("left out {count} entries, which have no text"),
        };
        problems.push(Problem::note(path, what));
    }
    if articles.is_empty() && problems.is_empty() {
        problems.push(Problem::note(path, "it holds no article: the feed has no entry"));
    }
    (articles, problems)
}

/// What a feed or an entry gives, as markup.
#[derive(Debug, Default)]
struct Given {
    title: String,
    content: String,
    description: String,
    published: String,
    updated: String,
    author: String,
    link: String,
    id: String,
    source: String,
}

#[derive(Debug, Default)]
struct Feed {
    about: Given,
    entries: Vec<Given>,
    /// The elements that are open, by their names without prefix.
    open: Vec<String>,
    /// How deep the entry lies that is open.
    entry: Option<usize>,
    /// What is being gathered, and how deep its element lies.
    field: Option<(Slot, usize)>,
    gathered: String,
    /// True where what is gathered is text, not markup.
    is_plain: bool,
}

/// A field of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Slot {
    Title,
    Content,
    Description,
    Published,
    Updated,
    Author,
    Link,
    Id,
    Source,
}

impl Given {
    fn slot(&mut self, slot: Slot) -> &mut String {
        match slot {
            Slot::Title => &mut self.title,
            Slot::Content => &mut self.content,
            Slot::Description => &mut self.description,
            Slot::Published => &mut self.published,
            Slot::Updated => &mut self.updated,
            Slot::Author => &mut self.author,
            Slot::Link => &mut self.link,
            Slot::Id => &mut self.id,
            Slot::Source => &mut self.source,
        }
    }
}

impl Feed {
    /// Reads the whole feed; says what is wrong where it breaks off.
    fn read(&mut self, text: &str) -> Option<String> {
        let mut reader = Reader::from_str(text);
        reader.config_mut().allow_unmatched_ends = true;
        reader.config_mut().check_end_names = false;
        reader.config_mut().allow_dangling_amp = true;
        loop {
            match reader.read_event() {
                Ok(Event::Start(tag)) => self.begin(&tag),
                Ok(Event::Empty(tag)) => {
                    self.begin(&tag);
                    self.end();
                }
                Ok(Event::End(_)) => self.end(),
                Ok(Event::Text(text)) => self.take(&text.xml10_content()),
                Ok(Event::CData(text)) => self.take(&text.xml10_content()),
                Ok(Event::GeneralRef(reference)) => self.take_reference(&reference),
                Ok(Event::Eof) if self.entry.is_some() => {
                    return Some("the feed ends within an entry".to_owned());
                }
                Ok(Event::Eof) => return None,
                Ok(_) => {}
                Err(error) => {
                    let place =
                        usize::try_from(reader.error_position()).unwrap_or(usize::MAX).min(text.len());
                    let line = text.as_bytes()[..place].iter().filter(|byte| **byte == b'\n').count() + 1;
                    return Some(format!("the feed is broken at line {line}: {error}"));
                }
            }
        }
    }

    fn begin(&mut self, tag: &BytesStart) {
        let name = tag.name().as_ref().to_owned();
        let local = name.rsplit(':').next().unwrap_or_default().to_owned();
        let depth = self.open.len();
        match (self.entry, self.field) {
            // Elements within markup that is not escaped are part of it.
            (_, Some((Slot::Content | Slot::Description | Slot::Title, _))) => {
                self.gathered.push_str(&format!("<{local}>"));
            }
            (None, None) if matches!(local.as_str(), "item" | "entry") => {
                self.entry = Some(depth);
                self.entries.push(Given::default());
            }
            (_, None) if self.is_direct(depth) => {
                if let Some(slot) = slot(&name) {
                    self.field = Some((slot, depth));
                    self.gathered.clear();
                    let is_text = matches!(slot, Slot::Title | Slot::Content | Slot::Description);
                    let kind = attribute(tag, "type");
                    self.is_plain = is_text && self.is_atom() && kind.is_none_or(|kind| kind == "text");
                }
                if local == "link" {
                    self.take_link(tag);
                }
            }
            _ => {}
        }
        self.open.push(local);
    }

    /// True for an element right below the entry that is open, or the feed.
    fn is_direct(&self, depth: usize) -> bool {
        match self.entry {
            Some(entry) => depth == entry + 1,
            None => matches!(self.open.last().map(String::as_str), Some("channel" | "feed")),
        }
    }

    fn is_atom(&self) -> bool {
        self.open.first().is_some_and(|root| root == "feed")
    }

    /// The address in an attribute, as Atom has it; not that of comments, pictures or the feed itself.
    fn take_link(&mut self, tag: &BytesStart) {
        let is_article = attribute(tag, "rel").is_none_or(|rel| rel == "alternate");
        if let Some(address) = attribute(tag, "href").filter(|_| is_article) {
            let given = self.given();
            if given.link.is_empty() {
                given.link = address;
            }
        }
    }

    fn given(&mut self) -> &mut Given {
        match (self.entry, self.entries.last_mut()) {
            (Some(_), Some(entry)) => entry,
            _ => &mut self.about,
        }
    }

    fn end(&mut self) {
        let Some(local) = self.open.pop() else { return };
        let depth = self.open.len();
        match self.field {
            Some((slot, start)) if depth <= start => {
                self.field = None;
                let gathered = std::mem::take(&mut self.gathered);
                let field = self.given().slot(slot);
                if slot == Slot::Author && !field.is_empty() && !gathered.trim().is_empty() {
                    field.push_str(", ");
                    field.push_str(gathered.trim());
                } else if field.trim().is_empty() {
                    *field = gathered;
                }
            }
            Some((Slot::Content | Slot::Description | Slot::Title, _)) => {
                self.gathered.push_str(&format!("</{local}>"));
            }
            _ => {}
        }
        if self.entry.is_some_and(|entry| depth <= entry) {
            self.entry = None;
        }
    }

    fn take(&mut self, text: &str) {
        let Some((slot, start)) = self.field else { return };
        let inner = self.open.last().map_or("", String::as_str);
        match slot {
            // Of an author or a source with parts, the name is wanted.
            Slot::Author | Slot::Source if self.open.len() > start + 1 => {
                if matches!(inner, "name" | "title") && !text.trim().is_empty() {
                    self.gathered.push_str(text);
                }
            }
            // Text among elements, or text that is said to be none but text, has no markup in it.
            _ if self.is_plain || self.open.len() > start + 1 => {
                self.gathered.push_str(&text.replace('&', "&amp;").replace('<', "&lt;"));
            }
            _ => self.gathered.push_str(text),
        }
    }

    fn take_reference(&mut self, reference: &BytesRef) {
        let name = reference.xml10_content().into_owned();
        match reference.resolve_char_ref() {
            Ok(Some(sign)) => self.take(&sign.to_string()),
            _ => match name.as_str() {
                "lt" => self.take("<"),
                "gt" => self.take(">"),
                "amp" => self.take("&"),
                "quot" => self.take("\""),
                "apos" => self.take("'"),
                // What markup knows and XML does not is read with the markup.
                other if self.field.is_some() => self.gathered.push_str(&format!("&{other};")),
                _ => {}
            },
        }
    }
}

/// The field that an element gives, by its name with the prefix that is usual for it.
fn slot(name: &str) -> Option<Slot> {
    Some(match name.strip_prefix("atom:").unwrap_or(name) {
        "title" | "dc:title" => Slot::Title,
        "content:encoded" | "content" => Slot::Content,
        "description" | "summary" => Slot::Description,
        "pubDate" | "published" | "dc:date" | "issued" => Slot::Published,
        "updated" | "modified" => Slot::Updated,
        "dc:creator" | "author" => Slot::Author,
        "link" => Slot::Link,
        "guid" | "id" => Slot::Id,
        "source" => Slot::Source,
        _ => return None,
    })
}

fn attribute(tag: &BytesStart, name: &str) -> Option<String> {
    let value = tag.html_attributes().flatten().find(|one| one.key.as_ref() == name)?;
    fragment_line(&value.value)
}

fn article(
    path: &Path,
    number: usize,
    entry: Given,
    about: &Given,
    problems: &mut Vec<Problem>,
) -> Option<Article> {
    let texts = [&entry.content, &entry.description];
    let (body, quoted_blocks) = texts
        .into_iter()
        .filter_map(|markup| fragment_text(markup))
        .find(|(text, _)| !text.trim().is_empty())?;
    let link = [entry.link, entry.id].into_iter().map(|link| link.trim().to_owned());
    let author = if entry.author.trim().is_empty() { &about.author } else { &entry.author };
    let source = fragment_line(&entry.source);
    let because = if source.is_some() { "feed: source of the entry" } else { "feed: title" };
    let mut article = Article {
        id: format!("{}-{number}", stem(path)),
        outlet: source.or_else(|| fragment_line(&about.title)),
        url: link.into_iter().find(|link| link.starts_with("http")),
        title: fragment_line(&entry.title),
        byline: fragment_line(author).map(without_address),
        body,
        quoted_blocks,
        ..Article::default()
    };
    article.because.outlet = article.outlet.as_ref().map(|_| because.to_owned());
    let dates = [(entry.published, "feed: published"), (entry.updated, "feed: updated")];
    if let Some((date, because)) = dates.iter().find(|(date, _)| !date.trim().is_empty()) {
        set_date(&mut article, date, Some((*because).to_owned()), path, None, problems);
    }
    Some(article)
}

/// "Ann Lee" of "desk@post.example (Ann Lee)", as RSS has authors.
fn without_address(author: String) -> String {
    match author.split_once(" (") {
        Some((address, name)) if address.contains('@') => name.trim_end_matches(')').to_owned(),
        _ => author,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Outlet, date, title, byline, address and text of each entry, and what is said.
    #[track_caller]
    fn check(feed: &str, expected: &[[&str; 6]], said: &[&str]) {
        let (articles, problems) = read_feed(Path::new("a.xml"), feed);
        let found: Vec<[String; 6]> = articles
            .into_iter()
            .map(|article| {
                let date = article.date.map(|date| date.to_string());
                let fields = [article.outlet, date, article.title, article.byline, article.url];
                let [outlet, date, title, byline, url] = fields.map(Option::unwrap_or_default);
                [outlet, date, title, byline, url, article.body]
            })
            .collect();
        assert_eq!(found, expected);
        let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert_eq!(problems, said);
    }

    const RSS: &str = r#"<?xml version="1.0"?><rss version="2.0" xmlns:content="x" xmlns:dc="y" xmlns:media="z"><channel>
        <title>Harbour Post</title><link>https://post.example</link><image><title>Logo</title></image>
        <item><title>Bridge &amp;#8217;opens&amp;#8217;</title><link>https://post.example/1</link>
          <pubDate>Wed, 12 Mar 2031 09:00:00 GMT</pubDate><dc:creator>Ann Lee</dc:creator><dc:creator>Jo Quill</dc:creator>
          <media:title>A picture</media:title><description>Short.</description>
          <content:encoded><![CDATA[<p>The bridge opens &amp; stays.</p><p>“At last,” she said.</p>]]></content:encoded></item>
        <item><title>Ferry</title><guid isPermaLink="true">https://post.example/2</guid><author>desk@post.example (Tom Hale)</author>
          <description>&lt;p&gt;The ferry&amp;nbsp;is back.&lt;/p&gt;</description><source url="u">The Echo</source></item>
        <item><title>Nothing</title></item></channel></rss>"#;

    const ATOM: &str = r#"<feed xmlns="http://www.w3.org/2005/Atom"><title>Kester Pharos</title><author><name>Desk</name></author>
        <entry><title type="text">Five &lt; six</title><id>tag:1</id><link rel="self" href="https://k.example/f"/><link href="https://k.example/1"/>
          <updated>2031-03-13T08:00:00Z</updated><published>2031-03-12T08:00:00Z</published><author><name>Ann Lee</name><uri>x</uri></author>
          <content type="xhtml"><div xmlns="h"><p>One &amp; <b>two</b>.</p><p>Three.</p></div></content></entry>
        <entry><title>Late</title><updated>2031-03-14T08:00:00Z</updated><summary>It rains, he said.</summary></entry></feed>"#;

    #[test]
    fn rss() {
        check(
            RSS,
            &[
                [
                    "Harbour Post",
                    "2031-03-12",
                    "Bridge ’opens’",
                    "Ann Lee, Jo Quill",
                    "https://post.example/1",
                    "The bridge opens & stays.\n\n“At last,” she said.",
                ],
                ["The Echo", "", "Ferry", "Tom Hale", "https://post.example/2", "The ferry is back."],
            ],
            &["a.xml: left out 1 entry, which has no text"],
        );
    }

    #[test]
    fn atom() {
        check(
            ATOM,
            &[
                [
                    "Kester Pharos",
                    "2031-03-12",
                    "Five < six",
                    "Ann Lee",
                    "https://k.example/1",
                    "One & two.\n\nThree.",
                ],
                ["Kester Pharos", "2031-03-14", "Late", "Desk", "", "It rains, he said."],
            ],
            &[],
        );
    }

    #[test]
    fn rss_as_rdf() {
        check(
            r#"<rdf:RDF xmlns:rdf="r"><channel><title>Echo</title><items/></channel><item><title>One</title><link>http://e.example/1</link>
               <description>It rains.</description><dc:date>2031-03-12T08:00:00+01:00</dc:date></item></rdf:RDF>"#,
            &[["Echo", "2031-03-12", "One", "", "http://e.example/1", "It rains."]],
            &[],
        );
    }

    #[test]
    fn feeds_that_are_broken_or_empty() {
        let again = "fetch it again; the entries before were read";
        let whole = RSS.find("<item><title>Ferry").unwrap();
        let (articles, problems) = read_feed(Path::new("a.xml"), &RSS[..whole + 26]);
        assert_eq!(articles.len(), 1);
        assert_eq!(
            problems[0].to_string(),
            format!("cannot read a.xml: the feed ends within an entry; {again}")
        );
        let broken = RSS.replace("<item><title>Ferry", "<item><ti <!x");
        let (articles, problems) = read_feed(Path::new("a.xml"), &broken);
        assert!(!articles.is_empty() || !problems.is_empty());
        check(
            "<rss><channel><title>Echo</title></channel></rss>",
            &[],
            &["a.xml: it holds no article: the feed has no entry"],
        );
        check(
            "<TEI><text/></TEI>",
            &[],
            &[
                "cannot read a.xml: it is no feed: it has neither an rss nor a feed element; name a feed, or save the article's text as a .txt file",
            ],
        );
    }
}
