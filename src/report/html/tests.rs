//! The page holds what the report holds, and lets nothing act that an article holds.

use serde_json::Value as Json;
use sha2::{Digest, Sha256};

use super::*;
use crate::audit::{Settings, audit};
use crate::report::assemble;

fn article(title: &str, body: &str, url: &str) -> Article {
    Article {
        id: "a".into(),
        title: Some(title.into()),
        url: Some(url.into()),
        body: body.into(),
        ..Article::default()
    }
}

fn page_of(title: &str, body: &str, url: &str) -> String {
    let articles = [article(title, body, url)];
    let audit = audit(&articles, &Settings::default());
    super::report(&assemble::report(&articles, &audit), &articles, &audit.readings)
}

fn data_of(page: &str) -> Json {
    const START: &str = "<script type=\"application/json\" id=\"data\">";
    let data = page.split(START).nth(1).and_then(|rest| rest.split("</script>").next());
    serde_json::from_str(data.expect("the page has data")).expect("they are JSON")
}

#[test]
fn what_articles_hold_is_escaped() {
    let page = page_of(
        "</script><script>alert(1)</script>",
        "“A <b>bold</b> <!-- plan,” Ann Lee said.",
        "javascript:alert(1)",
    );
    assert!(!page.contains("<script>alert") && !page.contains("<b>bold") && !page.contains("<!-- plan"));
    assert!(!page.contains("javascript:"));
    let data = data_of(&page);
    assert_eq!(data["articles"][0]["title"], "</script><script>alert(1)</script>");
    assert_eq!(data["articles"][0]["text"], "“A <b>bold</b> <!-- plan,” Ann Lee said.");
}

#[test]
fn the_policy_allows_the_own_script_and_style_alone() {
    let page = page_of("Ferry late", "“It is late,” Ann Lee said.", "https://courant.example/ferry");
    let hash = |text: &str| format!("sha256-{}", data_encoding::BASE64.encode(&Sha256::digest(text)));
    let of_each: Vec<[String; 2]> =
        [(STYLE, STYLE_HASH), (PLAIN_STYLE, PLAIN_STYLE_HASH), (MARK, MARK_HASH), (SCRIPT, SCRIPT_HASH)]
            .map(|(text, known)| [hash(text), known.to_string()])
            .into();
    let expected: Vec<[String; 2]> = of_each.iter().map(|[hash, _]| [hash.clone(), hash.clone()]).collect();
    assert_eq!(of_each, expected, "the hashes of the style sheets and scripts in src/report/html/mod.rs");
    let inside = |element: &str| -> Vec<&str> {
        let (start, end) = (format!("<{element}>"), format!("</{element}>"));
        page.match_indices(&start)
            .filter_map(|(at, _)| page[at + start.len()..].split(end.as_str()).next())
            .collect()
    };
    assert_eq!(inside("script"), [MARK, SCRIPT]);
    assert_eq!(inside("style"), [STYLE]);
    assert!(page.contains(&format!("script-src '{MARK_HASH}' '{SCRIPT_HASH}'; style-src '{STYLE_HASH}';")));
    // The other script element holds data, of which browsers run nothing.
    assert_eq!(page.matches("<script").count(), 3);
    let markup = page.split("<script type").next().expect("there is something before the data");
    let markup = markup.replace(MARK, "").replace(STYLE, "");
    for loophole in ["unsafe", " style=", " on"] {
        let in_tags = markup.split('<').filter_map(|tag| tag.split('>').next());
        let in_tags: Vec<&str> = in_tags.filter(|tag| tag.contains(loophole)).collect();
        assert!(in_tags.is_empty(), "{loophole} in {in_tags:?}");
    }
}

#[test]
fn only_addresses_of_the_web_are_links() {
    let url_of = |url: &str| {
        data_of(&page_of("Ferry", "“It is late,” Ann Lee said.", url))["articles"][0]["url"].clone()
    };
    for url in ["https://courant.example/fähre", "http://courant.example/"] {
        assert_eq!(url_of(url), url);
    }
    for url in [
        "javascript:alert(1)",
        " javascript:alert(1)",
        "JaVaScRiPt:x",
        "data:text/html,x",
        "//a.example",
        "https://a.example/ onmouseover=x",
        "https://a.example/\njavascript:x",
        "file:///etc/passwd",
    ] {
        assert_eq!(url_of(url), Json::Null, "{url} became a link");
    }
}

#[test]
fn nothing_is_fetched_from_outside() {
    let page = page_of("Ferry late", "“It is late,” Ann Lee said.", "https://courant.example/ferry");
    for outside in [" src=", "@import", "url(", "<link", "fetch(", "XMLHttp", "WebSocket", "import("] {
        assert!(!page.contains(outside), "the page holds {outside}");
    }
    assert!(page.contains("default-src 'none'"));
}

/// Two outlets on one ferry, of which one says that it will not sail, and a third with something of its own.
fn ferries() -> [Article; 3] {
    let of = |id: &str, body: &str| Article {
        id: id.into(),
        outlet: Some(id.into()),
        date: Some(jiff::civil::Date::constant(2025, 3, 4)),
        ..article("Ferry", body, &format!("https://{id}.example/ferry"))
    };
    [
        of("courant", "It rains.\n\n“We will sail on Sunday at noon,” Ann Lee said.\n\nStill."),
        of("echo", "“We will not sail on Sunday at noon,” Ann Lee said."),
        of("mill", "Ben Roe 😀 said bread “will cost more in winter”."),
    ]
}

#[test]
fn places_are_those_of_the_report() {
    let articles = ferries();
    let audit = audit(&articles, &Settings::default());
    let report = assemble::report(&articles, &audit);
    let page = super::report(&report, &articles, &audit.readings);
    let data = data_of(&page);
    let text = |article: usize, place: [&Json; 2]| {
        let units: Vec<u16> =
            data["articles"][article]["text"].as_str().expect("a text").encode_utf16().collect();
        let [start, end] = place.map(|end| end.as_u64().expect("a number") as usize);
        String::from_utf16(&units[start..end]).expect("whole characters")
    };
    assert_eq!(report.summary.conflicting, 1, "the ferries differ");
    assert_eq!(data["summary"], serde_json::to_value(&report.summary).expect("numbers"));
    assert_eq!(data["said"].as_array().map(Vec::len), Some(report.attributions.len()));
    for (one, found) in data["said"].as_array().expect("a list").iter().zip(&report.attributions) {
        assert_eq!(one["id"], found.id);
        let article = one["at"].as_u64().expect("an index") as usize;
        assert_eq!(text(article, [&one["c"][0], &one["c"][1]]), found.content.text);
        let source = found.source.as_ref().expect("it has a source");
        assert_eq!(text(article, [&one["s"][0], &one["s"][1]]), source.text);
    }
    for (claim, cluster) in data["claims"].as_array().expect("a list").iter().zip(&report.clusters) {
        assert_eq!(claim["id"], cluster.id);
        let members = claim["members"].as_array().expect("a list");
        for (one, member) in members.iter().zip(&cluster.members) {
            let article = one["at"].as_u64().expect("an index") as usize;
            assert_eq!(text(article, [&one["p"][0], &one["p"][1]]), member.text);
        }
    }
    // What is around nobody's words is left out.
    assert_eq!(data["articles"][0]["text"], "“We will sail on Sunday at noon,” Ann Lee said.");
}

#[test]
fn without_a_script_it_shows_what_differs() {
    let articles = ferries();
    let audit = audit(&articles, &Settings::default());
    let report = assemble::report(&articles, &audit);
    let page = super::report(&report, &articles, &audit.readings);
    let still = page.split("<main id=\"still\">").nth(1).and_then(|rest| rest.split("</main>").next());
    let still = still.expect("the page has a part for no script");
    for shown in [
        &format!("id=\"{}\"", report.clusters[0].id) as &str,
        "We will <span class=\"key\">not sail</span> on Sunday",
        "Accounts differ in negation",
        "https:&#x2f;&#x2f;echo.example&#x2f;ferry",
        "courant",
    ] {
        assert!(still.contains(shown), "{shown} is not in {still}");
    }
}

#[test]
fn a_page_that_would_be_too_large_says_what_it_leaves_out() {
    let articles = ferries();
    let audit = audit(&articles, &Settings::default());
    let report = assemble::report(&articles, &audit);
    let whole = super::page(&report, &articles, &audit.readings, MOST_TEXT);
    assert!(!whole.contains("too large for one page"));
    // Room for the claim that two tell, and for nothing else.
    let page = super::page(&report, &articles, &audit.readings, 120);
    assert!(page.contains("too large for one page: 1 claim and 1 attribution that matter less are left out"));
    let data = data_of(&page);
    assert_eq!(data["held"], serde_json::json!({"claims": 1, "said": 2}));
    assert_eq!(data["summary"], data_of(&whole)["summary"]);
    assert_eq!(data["articles"][2]["text"], "");
}
