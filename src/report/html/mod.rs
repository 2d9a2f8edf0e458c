//! The report as one page for a browser: no outside requests, no server, readable in print and without a
//! script.
//!
//! What is shown is gathered here: the whole report with the paragraphs around each telling as data for the
//! page's own script (`data`), and what differs with the counts as plain HTML for who runs none
//! (`still`). How it looks stands in `page.html` and the style sheets beside it, what it does in `script/`.

mod data;
mod events;
mod still;
mod texts;

use minijinja::value::Serde;
use minijinja::{Environment, Value};
use serde::Serialize;

use self::data::{Data, MOST_TEXT};
use self::still::Still;
use super::json::Report;
use super::visible::{self, in_json};
use crate::audit::ArticleReading;
use crate::ingest::Article;

const TEMPLATE: &str = include_str!("page.html");

/// What all pages of the program look like, then what only reports, and only other pages do.
const STYLE: &str = concat!(include_str!("base.css"), include_str!("page.css"));
const PLAIN_STYLE: &str = concat!(include_str!("base.css"), include_str!("plain.css"));

/// The parts share one scope, and the last one begins.
const SCRIPT: &str = concat!(
    "(() => {\n\"use strict\";\n",
    include_str!("script/data.js"),
    include_str!("script/build.js"),
    include_str!("script/filters.js"),
    include_str!("script/checks.js"),
    include_str!("script/words.js"),
    include_str!("script/claims.js"),
    include_str!("script/pictures.js"),
    include_str!("script/views.js"),
    include_str!("script/start.js"),
    "})();\n"
);

/// Says that scripts run, so that what is for who runs none is not even laid out.
const MARK: &str = "document.documentElement.className = \"scripted\"";

/// The hashes by which a page's policy allows its own style sheet and script, and nothing else. A test says
/// what they are to be.
const STYLE_HASH: &str = "sha256-34dQRpF8LH2DFyHAWkuQyhE7dIub2toOaeBmEgw9Z0g=";
const PLAIN_STYLE_HASH: &str = "sha256-CHX+RrZhyGe83F1ACvPcr5kqakpZutWyy/8YuZf2HRs=";
const MARK_HASH: &str = "sha256-6/zK44G1MJMOjHLl69TtluVceEb04ICBb5VXoptbkDg=";
const SCRIPT_HASH: &str = "sha256-qVfGgxFLvm2iKXafXQecyw4dGUl3FhMjbTYb9wAOafY=";

/// The whole page.
pub fn report(report: &Report, articles: &[Article], readings: &[ArticleReading]) -> String {
    visible_report(&visible::report(report), articles, readings)
}

/// The whole page of a report whose texts [are visible](visible::make_visible) already.
pub fn visible_report(report: &Report, articles: &[Article], readings: &[ArticleReading]) -> String {
    page(report, articles, readings, MOST_TEXT)
}

fn page(report: &Report, articles: &[Article], readings: &[ArticleReading], most: usize) -> String {
    let data = data::data(report, articles, readings, most);
    let page = Page {
        still: still::still(report, data.held),
        style: STYLE,
        style_hash: STYLE_HASH,
        mark: MARK,
        mark_hash: MARK_HASH,
        script: SCRIPT,
        script_hash: SCRIPT_HASH,
        version: env!("CARGO_PKG_VERSION"),
        data: Value::from_safe_string(json(&data)),
    };
    rendered(TEMPLATE, &page)
}

/// The data as JSON in which nothing ends the element that holds it.
fn json(data: &Data) -> String {
    let json = serde_json::to_string(data).expect("the data are lists, numbers and strings");
    in_json(&json).replace('<', "\\u003c")
}

/// A page made from one of the program's templates.
pub(super) fn rendered(template: &str, page: &impl Serialize) -> String {
    // The ending of the name is what switches escaping on.
    const NAME: &str = "page.html";
    let mut environment = Environment::new();
    let template = environment.add_template(NAME, template).and_then(|()| environment.get_template(NAME));
    template
        .and_then(|template| template.render(Serde(page)))
        .expect("the template is part of the program and its tests render it")
}

/// The style sheet of pages without a script, and the hash by which their policy allows it.
pub(super) fn style() -> (&'static str, &'static str) {
    (PLAIN_STYLE, PLAIN_STYLE_HASH)
}

#[derive(Serialize)]
struct Page<'a> {
    still: Still<'a>,
    style: &'static str,
    style_hash: &'static str,
    mark: &'static str,
    mark_hash: &'static str,
    script: &'static str,
    script_hash: &'static str,
    version: &'static str,
    data: Value,
}

#[cfg(test)]
mod tests;
