//! What a page tells about its article: headline, outlet, date, author and address.
//!
//! Asked in this order: JSON-LD (also in a graph or a list), OpenGraph and other `<meta>`
//! elements, then elements of the page. The first that answers is believed.

use dom_smoothie::Readability;
use jiff::civil::Date;

use super::dates::{Reading, read_date};
use super::page_data::{LinkedData, Metas, Told, clean, told};

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

/// Reads the metadata of a page that has not been changed yet.
pub(super) fn read_metadata(page: &Readability) -> PageMetadata {
    let linked = LinkedData::of(page);
    let metas = Metas::of(page);
    let title = linked
        .word(&["headline", "name"])
        .or_else(|| metas.first(&["og:title", "twitter:title", "dc.title", "title"]));
    let title = shown_title(page, title.as_deref()).or(title);
    let (title, outlet) = split_window_title(page, title);
    let outlet = told(linked.name("publisher"), "JSON-LD publisher")
        .or_else(|| metas.told(&["og:site_name", "publisher", "dc.publisher", "application-name"]))
        .or_else(|| told(outlet, "window title"));
    let outlet_name = outlet.as_ref().map(|outlet| outlet.value.as_str());
    let url = attribute(page, "link[rel=canonical]", "href")
        .or_else(|| metas.first(&["og:url"]))
        .or_else(|| linked.word(&["url"]));
    PageMetadata {
        title: title.map(|title| without_outlet(title, outlet_name)),
        date: date(page, &linked, &metas, url.as_deref()),
        byline: byline(page, &linked, &metas, outlet_name),
        outlet,
        url,
        text: linked.text(),
    }
}

/// When the article appeared: the first place that tells a day, or the first that tells something.
fn date(page: &Readability, linked: &LinkedData, metas: &Metas, url: Option<&str>) -> Option<Told> {
    let places: [&dyn Fn() -> Option<Told>; 9] = [
        &|| linked.told(&["datePublished", "dateCreated"]),
        &|| metas.told(DATES),
        &|| told(attribute(page, "[itemprop=datePublished]", "content"), "itemprop datePublished"),
        &|| told(attribute(page, "[itemprop=datePublished]", "datetime"), "itemprop datePublished"),
        &|| told(attribute(page, "time[datetime]", "datetime"), "time element"),
        &|| told(attribute(page, "abbr.published", "title"), "abbr element"),
        &|| told(linked.word_of_any("datePublished"), "JSON-LD datePublished"),
        &|| told(shown_date(page), "date shown on the page"),
        &|| told(url.and_then(day_of_address), "address"),
    ];
    let mut doubtful = None;
    for place in places {
        let Some(told) = place() else { continue };
        if let Reading::Day(day) = read_date(&told.value) {
            return Some(at_home(day, &told.value, url).unwrap_or(told));
        }
        doubtful = doubtful.or(Some(told));
    }
    doubtful
}

/// The day in an address such as `https://post.example/2031/03/12/bridge`.
fn day_of_address(url: &str) -> Option<String> {
    let parts: Vec<&str> = url.split(['/', '?', '#']).skip(3).collect();
    parts.windows(3).find_map(|parts| {
        let day = parts.join("-");
        let is_day = parts[0].len() == 4 && matches!(read_date(&day), Reading::Day(_));
        is_day.then_some(day)
    })
}

/// The day before, where the time is that of Greenwich, past midnight there, and the address tells that it
/// was still the day before where the outlet is.
fn at_home(day: Date, time: &str, url: Option<&str>) -> Option<Told> {
    let is_of_greenwich = ["Z", "+00:00", "+0000"].iter().any(|zone| time.ends_with(zone));
    let address = day_of_address(url?)?;
    match read_date(&address) {
        Reading::Day(home) if is_of_greenwich && home.tomorrow().ok() == Some(day) => {
            told(Some(address), "address, since the time of day is that of Greenwich")
        }
        _ => None,
    }
}

/// Who wrote the article. What only repeats the outlet's name gives way to a name that the page shows.
fn byline(page: &Readability, linked: &LinkedData, metas: &Metas, outlet: Option<&str>) -> Option<String> {
    let told = linked
        .name("author")
        .or_else(|| metas.first(AUTHORS))
        .or_else(|| text_of(page, "[itemprop=author]"))
        .or_else(|| text_of(page, "a[rel=author]"));
    let is_outlet = |name: &String| outlet.is_some_and(|outlet| name.eq_ignore_ascii_case(outlet));
    let byline = match told {
        Some(told) if is_outlet(&told) => shown_byline(page).or(Some(told)),
        told => told.or_else(|| shown_byline(page)),
    };
    let byline = byline.or_else(|| linked.only_person()).or_else(|| linked_author(page));
    byline.map(|byline| byline.trim_start_matches("By ").to_owned())
}

/// The headline that the page shows, where that is not the one that it tells programs: the heading of the
/// first rank that has most of the other's words, or the only one there is.
fn shown_title(page: &Readability, told: Option<&str>) -> Option<String> {
    let headings: Vec<String> = page
        .doc
        .select("h1")
        .iter()
        .take(MOST_ELEMENTS)
        .filter_map(|heading| clean(&heading.text()))
        .collect();
    let Some(told) = told else { return headings.into_iter().next() };
    let words = |text: &str| -> Vec<String> {
        let parts = text.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty());
        parts.map(str::to_lowercase).collect()
    };
    let known = words(told);
    let shared = |heading: &String| words(heading).iter().filter(|word| known.contains(word)).count();
    let is_alone = headings.len() == 1;
    let best = headings.into_iter().rev().max_by_key(|heading| shared(heading))?;
    let count = words(&best).len();
    // A section before the headline, or the outlet behind it, is no part of it.
    let holds_told = best.len() > told.len() && best.ends_with(told);
    let is_like = shared(&best) * 2 > count && shared(&best) * 3 > known.len();
    let is_long = is_alone && count >= FEWEST_WORDS_OF_A_HEADLINE;
    (!holds_told && count <= MOST_WORDS_OF_A_HEADLINE && (is_like || is_long)).then_some(best)
}

/// A heading of fewer words may be the outlet's name.
const FEWEST_WORDS_OF_A_HEADLINE: usize = 5;

/// A heading of more words holds more than the headline.
const MOST_WORDS_OF_A_HEADLINE: usize = 40;

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
    "parsely-pub-date", "sailthru.date", "article:published", "datepublished", "publication_date", "pub_date", "dc.date.issued", "dc.date", "dcterms.created", "dcterms.date",
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
const BYLINE_ELEMENTS: &str = "[class*=byline], [class*=Byline], [data-testid*=byline], [class*=author], [class*=Author], \
                               [class*=wrote], [rel=author]";

/// Elements that hold a line of their own, whatever they are called.
const LINES: &str = "p, span, div, li, address, small, h4, h5, h6";

/// Links to who wrote something.
const AUTHOR_LINKS: &str = "a[href*='/author/'], a[href*='/authors/'], a[href*='/reporters/'], a[href*='/reporter/'], \
                            a[href*='/newsteam/'], a[href*='/staff/'], a[href*='/contributors/'], \
                            a[href*='/contributor/'], a[href*='/journalist/'], a[href*='/profile/']";

/// Longer text holds more than a date or a byline.
const LONGEST_SHOWN: usize = 60;

/// How many elements are looked at.
const MOST_ELEMENTS: usize = 200;

/// Words that stand before a date.
const BEFORE_DATES: [&str; 6] = ["published on", "published", "posted on", "posted", "on", "date:"];

/// The first date that the page shows by itself; in elements of any name only behind a word that says so.
fn shown_date(page: &Readability) -> Option<String> {
    short_texts(page, DATE_ELEMENTS).find_map(|text| day_in(&text)).or_else(|| {
        let says_so = |text: &String| {
            let lower = text.to_ascii_lowercase();
            ["published", "posted", "first published"].iter().any(|word| lower.starts_with(word))
        };
        short_lines(page).filter(says_so).find_map(|text| day_in(&text))
    })
}

/// The day that a short text begins with, perhaps behind "Published on".
fn day_in(text: &str) -> Option<String> {
    let text = BEFORE_DATES
        .iter()
        .find(|word| text.to_ascii_lowercase().starts_with(*word))
        .map_or(text, |word| text[word.len()..].trim_start_matches(':'));
    // The hour may stand behind the day.
    let words: Vec<&str> = text.split_whitespace().collect();
    (1..=words.len().min(4)).rev().find_map(|count| {
        let day = words[..count].join(" ");
        let day = day.trim_end_matches([',', '|', '-']).trim();
        matches!(read_date(day), Reading::Day(_)).then(|| day.to_owned())
    })
}

/// The first "By Jo Quill" that the page shows by itself; a name alone where the element is called a byline.
fn shown_byline(page: &Readability) -> Option<String> {
    let behind_by = |text: String| {
        let lower = text.to_lowercase();
        let opening =
            ["written by ", "by ", "by: ", "author: "].iter().find(|word| lower.starts_with(*word))?;
        as_name(text.get(opening.len()..)?)
    };
    short_texts(page, BYLINE_ELEMENTS)
        .find_map(behind_by)
        .or_else(|| short_lines(page).find_map(behind_by))
        .or_else(|| short_texts(page, BYLINES).find_map(|text| as_name(&text)))
}

/// Elements that are called a byline.
const BYLINES: &str = "[class*=byline], [class*=Byline], [data-testid*=byline], [class*=author-name], \
                       [class*=author__name], [class*=authorName]";

/// The name of whoever a link to authors leads to, where the page has no other byline.
fn linked_author(page: &Readability) -> Option<String> {
    short_texts(page, AUTHOR_LINKS).find_map(|text| as_name(&text))
}

/// A text that is the name of one person or several, without what stands behind it.
fn as_name(text: &str) -> Option<String> {
    let name = text.split(['|', '•', '·', '—']).next()?.trim_end_matches(['-', ',', ' ']).trim();
    let is_name =
        name.starts_with(char::is_uppercase) && !name.contains(|letter: char| letter.is_ascii_digit());
    let words = name.split_whitespace().count();
    (is_name && (2..=8).contains(&words) && !name.ends_with(['.', '!', '?', ':'])).then(|| name.to_owned())
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

/// The texts of short elements that hold a line of their own. Those with much inside them hold more than a
/// line, and their texts are not put together.
fn short_lines(page: &Readability) -> impl Iterator<Item = String> {
    let elements = page.doc.select(LINES);
    let texts: Vec<String> = elements
        .nodes()
        .iter()
        .filter(|element| element.descendants_it().nth(MOST_INSIDE_A_LINE).is_none())
        .take(MOST_ELEMENTS)
        .filter_map(|element| clean(&element.text()))
        .filter(|text| text.chars().count() <= LONGEST_SHOWN)
        .collect();
    texts.into_iter()
}

/// A line has no more elements and stretches of text in it.
const MOST_INSIDE_A_LINE: usize = 12;

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
    fn dates_that_are_none_give_way() {
        let head = r#"<meta property="article:published_time" content="0001-01-01T00:00:00Z">
            <script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "soon"}</script>
            <link rel=canonical href="https://post.example/2031/03/12/bridge">"#;
        let date = metadata(head).date.unwrap();
        assert_eq!((date.value.as_str(), date.because.as_str()), ("2031-03-12", "address"));
    }

    #[test]
    fn a_time_of_greenwich_past_midnight_is_the_day_before_at_home() {
        let day = |time: &str, address: &str| {
            let head = format!(
                "<meta property=article:published_time content={time}>\
                 <link rel=canonical href=https://post.example/{address}/bridge>"
            );
            metadata(&head).date.unwrap().value
        };
        assert_eq!(day("2031-03-13T05:30:00Z", "2031/03/12"), "2031-03-12");
        assert_eq!(day("2031-03-13T05:30:00+01:00", "2031/03/12"), "2031-03-13T05:30:00+01:00");
        assert_eq!(day("2031-03-13T05:30:00Z", "2031/03/10"), "2031-03-13T05:30:00Z");
        assert_eq!(day("2031-03-13T05:30:00Z", "news"), "2031-03-13T05:30:00Z");
    }

    #[track_caller]
    fn check_byline(body: &str, expected: &str) {
        let html = format!(
            "<html><head><title>Bridge opens | Harbour Post</title></head><body>{body}<p>Text.</p></body></html>"
        );
        let found = read_metadata(&Readability::from(html));
        assert_eq!(found.byline.unwrap_or_default(), expected, "{body}");
    }

    #[test]
    fn bylines_that_a_page_only_shows() {
        check_byline(
            "<div data-testid=prism-byline><a href=/about/newsteam/ann>Ann Lee</a></div>",
            "Ann Lee",
        );
        check_byline("<div>By&nbsp;<a href=/reporters/ann-lee>Ann Lee</a></div>", "Ann Lee");
        check_byline("<ul><li><span>Author: </span><span>Jo Quill</span></li></ul>", "Jo Quill");
        check_byline("<div class=meta><a href=/staff/jo>Jo Quill</a> 12 March</div>", "Jo Quill");
        check_byline(
            "<meta name=author content='Harbour Post'><p class=byline>By Tom Hale | City desk</p>",
            "Tom Hale",
        );
        check_byline("<p>By the quay a crowd had waited.</p>", "");
        check_byline(
            "<meta name=dc.creator content='Ann Lee'><li itemscope><meta itemprop=author content='O. Other'></li>",
            "Ann Lee",
        );
    }

    #[track_caller]
    fn check_title(head: &str, headings: &[&str], expected: &str) {
        let headings: String = headings.iter().map(|heading| format!("<h1>{heading}</h1>")).collect();
        let found = read_metadata(&Readability::from(format!(
            "<html><head>{head}</head><body>{headings}<p>Text.</p></body></html>"
        )));
        assert_eq!(found.title.as_deref(), Some(expected));
    }

    #[test]
    fn the_headline_that_is_shown() {
        let head = "<meta property=og:title content='Quillport bridge to open in April'>";
        check_title(head, &["Bridge at Quillport to open in April"], "Bridge at Quillport to open in April");
        check_title(head, &["Harbour Post"], "Quillport bridge to open in April");
        check_title(head, &["What two years of repairs have done"], "What two years of repairs have done");
        check_title(
            head,
            &["Harbour Post", "Quillport bridge opens in April"],
            "Quillport bridge opens in April",
        );
        check_title(
            head,
            &["Local News | Quillport bridge to open in April"],
            "Quillport bridge to open in April",
        );
        check_title(
            "<meta property=og:title content='Ferry &amp;#8216;back&amp;#8217;'>",
            &[],
            "Ferry ‘back’",
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
