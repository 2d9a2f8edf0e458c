//! How far the program agrees with the gold beside the articles in corpus/.
//!
//! `cargo test --test gold -- --nocapture` prints the figures. The floors stand a little below what
//! was reached when they were set: they catch what breaks, and are raised with what improves.

mod annotations;
mod events;

use std::path::{Path, PathBuf};

use whosaid::attribution::Scope;
use whosaid::report::assemble;
use whosaid::report::json::Report;
use whosaid::{Settings, audit, ingest};

use annotations::Tally;
use events::Verdicts;

#[test]
fn attributions_agree_with_the_gold() {
    let mut speech = Tally::default();
    let mut full = Tally::default();
    for folder in folders() {
        let report = report(&folder, Scope::Full);
        for article in &report.articles {
            let path = PathBuf::from(article.path.as_ref().expect("articles of the corpus are files"));
            let gold = path.with_extension("ann");
            if gold.exists() {
                let text = std::fs::read_to_string(&path).expect("articles with gold are text");
                let found = report.attributions.iter().filter(|found| found.article == article.id);
                let found = found.cloned().collect::<Vec<_>>();
                let gold = annotations::read(&gold);
                speech.add(&text, &gold, &found, true);
                full.add(&text, &gold, &found, false);
            }
        }
    }
    println!("attributions, speech scope: {speech}");
    println!("attributions, full scope:   {full}");
    println!("speakers named right, of the attributions found: {:.3}", full.speakers());
    assert!(speech.f1() >= 0.87, "speech scope fell to {:.3}", speech.f1());
    assert!(full.f1() >= 0.83, "full scope fell to {:.3}", full.f1());
    assert!(full.speakers() >= 0.72, "speakers fell to {:.3}", full.speakers());
}

#[test]
fn clusters_and_verdicts_agree_with_the_gold() {
    let mut all = Verdicts::default();
    for folder in folders() {
        let expected = folder.join("expected.toml");
        if expected.exists() {
            let articles = ingest::read(std::slice::from_ref(&folder), ingest::Options::default()).articles;
            all.add(&expected, &articles, &report(&folder, Scope::Full));
        }
    }
    println!("{all}");
    assert!(all.together() >= 0.62, "pairs of accounts brought together fell to {:.3}", all.together());
    assert!(all.apart() >= 1.0, "pairs kept apart fell to {:.3}", all.apart());
    assert!(all.verdicts() >= 0.68, "verdicts fell to {:.3}", all.verdicts());
    assert!(all.findings() >= 0.4, "findings fell to {:.3}", all.findings());
}

/// The events and the single articles.
fn folders() -> Vec<PathBuf> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let entries = std::fs::read_dir(corpus).expect("the corpus can be listed");
    let mut folders: Vec<PathBuf> = entries
        .map(|entry| entry.expect("the corpus can be listed").path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    folders
}

fn report(folder: &Path, scope: Scope) -> Report {
    let intake = ingest::read(&[folder.to_owned()], ingest::Options::default());
    let settings = Settings { scope, ..Settings::default() };
    assemble::report(&intake.articles, &audit(&intake.articles, &settings))
}
