//! What each format shows of the history in `examples/diff`, and what must hold of any two texts.

use std::path::{Path, PathBuf};

use proptest::prelude::*;
use whosaid::audit::{self, Settings};
use whosaid::diff::{self, Side};
use whosaid::ingest::{self, Options};
use whosaid::report::revision::Differences;
use whosaid::report::terminal::Terminal;
use whosaid::report::{revised, revised_html, revised_markdown, revised_text};

use crate::written::revision;
use crate::{page, snapshot};

fn history() -> Differences {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/diff/ferry");
    let mut articles = ingest::read(&[folder], Options::default()).articles;
    let readings = audit::read_all(&articles, &Settings::default());
    let compared = diff::compare(&articles, &readings, &vec![Side::Old; articles.len()]);
    for article in &mut articles {
        article.path = article.path.as_deref().and_then(Path::file_name).map(PathBuf::from);
    }
    revised::histories(&articles, &compared.histories)
}

#[test]
fn every_format_shows_the_history() {
    let found = history();
    let json = serde_json::to_string_pretty(&found).expect("the wire types are JSON") + "\n";
    let text = |width| revised_text::text(&found, Terminal { width, colour: false });
    for (name, written) in [
        ("ferry-80", text(80)),
        ("ferry-60", text(60)),
        ("ferry-json", json),
        ("ferry-markdown", revised_markdown::text(&found)),
    ] {
        snapshot::settings("diff").bind(|| insta::assert_snapshot!(name, written));
    }
    let lines = text(60);
    assert!(lines.lines().all(|line| line.chars().count() <= 60), "{lines}");
}

#[test]
fn the_page_shows_both_sides_and_fetches_nothing() {
    let page = revised_html::page(&history());
    let body = page.split("<body>").nth(1).expect("the page has a body");
    snapshot::settings("diff").bind(|| insta::assert_snapshot!("ferry-html", body));
    page::assert_fetches_nothing(&page);
}

#[test]
fn one_correction_is_admitted_and_two_changes_are_silent() {
    let found = history();
    let silent: Vec<usize> = found.histories[0]
        .revisions
        .iter()
        .map(|revision| revision.changes.iter().filter(|change| change.admitted_by.is_none()).count())
        .collect();
    assert_eq!(silent, [0, 2, 0]);
    assert_eq!(found.summary.admitted, 2);
    assert_eq!(found.summary.notes, 1, "the stamps are no notes");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn a_text_does_not_differ_from_itself(text in "([A-Z][a-z]{1,8}( [a-z]{1,8}){1,9}[.?]|“[A-Z][a-z ]{4,40},” said [A-Z][a-z]{2,6}[.]|[0-9]{1,4} boats sank[.])( |\n\n)?{1,12}") {
        let text = format!("Harbour news\n\nThe boats sank at noon.\n\n{text}\n");
        let found = revision(&text, &text);
        prop_assert!(found.changes.is_empty() && found.notes.is_empty(), "{:?}", found.changes);
    }

    #[test]
    fn every_edit_is_what_stands_there(old in any::<String>(), new in any::<String>()) {
        let (old, new) = (format!("The boats sank.\n\n{old} a"), format!("The boats sank.\n\n{new} a"));
        for change in revision(&old, &new).changes {
            for edit in &change.edits {
                let (before, after) = change.words(edit);
                prop_assert!(before != after);
            }
            for (passage, text) in [(&change.old, &old), (&change.new, &new)] {
                if let Some((passage, place)) = passage.as_ref().and_then(|passage| Some((passage, passage.place?))) {
                    prop_assert_eq!(passage.text.as_str(), place.of(text));
                }
            }
        }
    }
}
