//! Quotations against the record, for the articles and transcripts in `examples/verify`: what each
//! format shows, and what must hold of any text.

mod folder;
mod page;
mod snapshot;

use std::path::{Path, PathBuf};

use folder::Folder;
use proptest::prelude::*;
use whosaid::audit;
use whosaid::ingest::{self, Article, Options, TextFile, texts};
use whosaid::report::csv::Formulas;
use whosaid::report::record::Verifications;
use whosaid::report::terminal::Terminal;
use whosaid::report::{verified, verified_csv, verified_html, verified_text};
use whosaid::verify::{Fidelity, Settings, Transcript, reading, verify};

fn example(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/verify").join(name)
}

fn looked_up() -> Verifications {
    let articles = ingest::read(&[example("articles")], Options::default()).articles;
    let read = reading::read_all(texts(&[example("record")], &Options::default()).files);
    assert!(read.problems.is_empty(), "{:?}", read.problems);
    let readings = audit::read_all(&articles, &audit::Settings::default());
    let found = verify(&articles, &readings, &read.transcripts, Settings::default()).found;
    let mut wire = verified::verifications(&articles, &read.transcripts, &found);
    for transcript in &mut wire.transcripts {
        transcript.path =
            transcript.path.as_deref().and_then(|path| path.rsplit('/').next()).map(str::to_owned);
    }
    wire
}

#[test]
fn every_format_shows_what_was_found() {
    let found = looked_up();
    let json = serde_json::to_string_pretty(&found).expect("the wire types are JSON") + "\n";
    let text = |width| verified_text::text(&found, Terminal { width, colour: false });
    for (name, written) in [
        ("hearing-80", text(80)),
        ("hearing-60", text(60)),
        ("hearing-json", json),
        ("hearing-csv", verified_csv::quotations(&found, Formulas::Guarded)),
    ] {
        snapshot::settings("verify").bind(|| insta::assert_snapshot!(name, written));
    }
    let lines = text(60);
    assert!(lines.lines().all(|line| line.chars().count() <= 60), "{lines}");
}

#[test]
fn the_page_shows_both_sides_and_fetches_nothing() {
    let page = verified_html::page(&looked_up());
    let body = page.split("<body>").nth(1).expect("the page has a body");
    snapshot::settings("verify").bind(|| insta::assert_snapshot!("hearing-html", body));
    page::assert_fetches_nothing(&page);
}

#[test]
fn the_order_of_files_and_other_articles_change_nothing() {
    let articles = ingest::read(&[example("articles")], Options::default()).articles;
    let readings = audit::read_all(&articles, &audit::Settings::default());
    let transcripts = reading::read_all(texts(&[example("record")], &Options::default()).files).transcripts;
    let all = verify(&articles, &readings, &transcripts, Settings::default()).found;
    let because = |found: &[whosaid::verify::Verification]| {
        found.iter().map(|one| one.because.clone()).collect::<Vec<_>>()
    };
    for index in 0..articles.len() {
        let alone = verify(
            std::slice::from_ref(&articles[index]),
            std::slice::from_ref(&readings[index]),
            &transcripts,
            Settings::default(),
        )
        .found;
        let own: Vec<_> = all.iter().filter(|one| one.quotation.article == index).cloned().collect();
        assert_eq!(because(&alone), because(&own));
    }
}

#[test]
fn the_exit_status_tells_of_changed_words() {
    let folder = Folder::new("verify-fail-on", &[]);
    let status = |article: &str, arguments: &[&str]| {
        let mut command = folder.command(&["verify", "--against"]);
        command.arg(example("record")).args(arguments).arg(example("articles").join(article));
        command.output().expect("the command ends").status.code()
    };
    assert_eq!(status("kester-pharos.txt", &[]), Some(0));
    assert_eq!(status("kester-pharos.txt", &["--fail-on", "altered"]), Some(1));
    assert_eq!(status("aldersley-courant.txt", &["--fail-on", "altered"]), Some(0));
}

/// Words that a quotation may have in place of its own.
const WORDS: [&str; 6] = ["harbour", "never", "twelve", "the", "however", "Oakes"];

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn every_place_is_what_stands_there(
        start in 0_usize..200,
        length in 1_usize..60,
        edits in prop::collection::vec((0_usize..60, 0_usize..8), 0..4),
    ) {
        let text = std::fs::read_to_string(example("record/2025-05-06-harbour-hearing.txt")).expect("it is there");
        let words: Vec<&str> = text.split_whitespace().skip(12 + start).take(length).collect();
        let mut quoted: Vec<&str> = words.clone();
        for (at, what) in &edits {
            if *what < WORDS.len() && !quoted.is_empty() {
                let at = at % quoted.len();
                quoted[at] = WORDS[*what];
            } else if quoted.len() > 1 {
                quoted.remove(at % quoted.len());
            }
        }
        let body = format!("Maren Oakes said: “{}”\n", quoted.join(" "));
        let articles = [Article { id: "a".into(), body, ..Article::default() }];
        let readings = audit::read_all(&articles, &audit::Settings::default());
        let transcripts = reading::read_all(vec![TextFile { path: "hearing.txt".into(), text }]).transcripts;
        let found = verify(&articles, &readings, &transcripts, Settings::default()).found;
        let wire = verified::verifications(&articles, &transcripts, &found);
        let points: Vec<char> = transcripts[0].text.chars().collect();
        let body: Vec<char> = articles[0].body.chars().collect();
        for one in &wire.quotations {
            prop_assert_eq!(&one.quotation.text, &body[one.quotation.start..one.quotation.end].iter().collect::<String>());
            for place in &one.places {
                let stands = points[place.at.start..place.at.end].iter().collect::<String>();
                prop_assert_eq!(&place.at.text, &stands);
                for difference in &place.differences {
                    let there = &difference.there;
                    prop_assert_eq!(&there.text, &points[there.start..there.end].iter().collect::<String>());
                    let here = &difference.here;
                    prop_assert_eq!(&here.text, &body[here.start..here.end].iter().collect::<String>());
                }
            }
        }
        for (one, wire) in found.iter().zip(&wire.quotations) {
            let alters = one.place().is_some_and(|place| place.differences.iter().any(|found| found.kind.alters()));
            prop_assert_eq!(alters, one.fidelity == Fidelity::Altered);
            prop_assert!(one.fidelity != Fidelity::Altered || !wire.quotation.words.is_empty());
        }
    }

    #[test]
    fn any_text_is_read(name in "a[.](txt|srt|vtt|json|xml|html|jsonl)", text in any::<String>()) {
        let files = vec![TextFile { path: name.into(), text }];
        let transcripts: Vec<Transcript> = reading::read_all(files).transcripts;
        let articles = [Article { id: "a".into(), body: "Ann Lee said: “We will go.”".into(), ..Article::default() }];
        let readings = audit::read_all(&articles, &audit::Settings::default());
        let verified = verify(&articles, &readings, &transcripts, Settings::default());
        prop_assert!(verified.faults.is_empty(), "{:?}", verified.faults);
    }

    #[test]
    fn anything_like_captions_is_read(
        text in "(WEBVTT\n\n|1\n)?([0-9:.,]{5,12} --> [0-9:.,]{5,12}\n|[A-Z]{2,8}: |<v? ?[a-z]*>|[a-zé \\[\\]()]{0,12}\n|\n){0,20}",
    ) {
        for name in ["a.srt", "a.vtt", "a.txt", "a.xml"] {
            let files = vec![TextFile { path: name.into(), text: text.clone() }];
            for transcript in reading::read_all(files).transcripts {
                for span in &transcript.unspoken {
                    prop_assert!(transcript.text.get(span.range()).is_some());
                }
            }
        }
    }
}
