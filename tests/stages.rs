//! What each stage makes of each article of corpus/, printed for people to review.

mod snapshot;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use whosaid::attribution::Scope;
use whosaid::audit::ArticleReading;
use whosaid::ingest::{self, Article, Options};
use whosaid::report::terminal::Terminal;
use whosaid::report::{assemble, explain, text as text_report};
use whosaid::{Settings, audit, text};

#[test]
fn text() {
    each_article("text", |article, _| {
        let document = text::read(article);
        let mut out = String::new();
        for paragraph in &document.paragraphs {
            line(&mut out, if paragraph.heading { "¶ heading" } else { "¶" });
            for sentence in &document.sentences[paragraph.sentences.clone()] {
                line(&mut out, &format!("  | {}", on_one_line(sentence.span.of(&article.body))));
            }
        }
        for quotation in &document.quotations {
            let open = if quotation.closed { "" } else { " (not closed)" };
            let depth = "  ".repeat(quotation.depth);
            line(
                &mut out,
                &format!("quotation {depth}{}{open}", on_one_line(quotation.span.of(&article.body))),
            );
        }
        for clutter in &article.clutter {
            let words = on_one_line(clutter.span.of(&article.body));
            line(&mut out, &format!("left out as {:?}: {words}", clutter.kind));
        }
        out
    });
}

#[test]
fn attribution() {
    each_article("attribution", |article, reading| {
        reading
            .attributions
            .iter()
            .map(|found| {
                let drawn = explain::drawn(article, reading, found, Terminal::PLAIN);
                format!("{drawn}  {}: {}\n\n", found.pattern, found.reason)
            })
            .collect()
    });
}

#[test]
fn speaker() {
    each_article("speaker", |article, reading| {
        let mut out = String::new();
        for (found, resolution) in reading.attributions.iter().zip(&reading.cast.resolutions) {
            let source = found.source.map_or("(nobody named)", |span| span.of(&article.body));
            match resolution {
                None => line(&mut out, &format!("{}: not known", on_one_line(source))),
                Some(resolution) => {
                    let speaker = &reading.cast.speakers[resolution.speaker];
                    let role = speaker.role.as_ref().map_or(String::new(), |role| format!(" ({role})"));
                    let who = format!("{}{role}, {:?}", speaker.name, speaker.kind);
                    line(&mut out, &format!("{}: {}", on_one_line(source), on_one_line(&who)));
                    line(&mut out, &format!("    {}", resolution.reason));
                }
            }
        }
        out
    });
}

#[test]
fn report() {
    for folder in folders() {
        let articles = read(&folder);
        let audit = audit(&articles, &Settings::default());
        let written = text_report::report(&assemble::report(&articles, &audit), Terminal::PLAIN);
        assert(&name_of(&folder), "report", &written);
    }
}

#[test]
fn every_snapshot_is_still_asserted() {
    let top = root().join("snapshots");
    let commands = std::fs::read_to_string(root().join("tests/command.rs")).expect("the test is text");
    let events: Vec<String> = folders().iter().map(|folder| name_of(folder)).collect();
    let articles: Vec<String> = folders()
        .iter()
        .flat_map(|folder| {
            read(folder).iter().map(|article| article_name(folder, article)).collect::<Vec<_>>()
        })
        .collect();
    let mut stale = Vec::new();
    for (stage, name) in snapshots(&top) {
        let known = match stage.as_str() {
            "command" => name.starts_with("help-") || commands.contains(&format!("\"{name}\"")),
            "report" => events.contains(&name),
            "text" | "attribution" | "speaker" => articles.contains(&name),
            _ => true,
        };
        if !known {
            stale.push(format!("snapshots/{stage}/{name}.snap"));
        }
    }
    assert!(stale.is_empty(), "no test asserts these any more: {}", stale.join(", "));
}

/// Asserts a snapshot of every article of the corpus.
fn each_article(stage: &str, print: impl Fn(&Article, &ArticleReading) -> String) {
    let settings = Settings { scope: Scope::Full, ..Settings::default() };
    for folder in folders() {
        for article in read(&folder) {
            let reading = whosaid::audit::read(&article, &settings);
            assert(&article_name(&folder, &article), stage, &print(&article, &reading));
        }
    }
}

fn assert(name: &str, stage: &str, printed: &str) {
    snapshot::settings(stage).bind(|| insta::assert_snapshot!(name, printed));
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn folders() -> Vec<PathBuf> {
    let entries = std::fs::read_dir(root().join("corpus")).expect("the corpus can be listed");
    let mut folders: Vec<PathBuf> = entries
        .map(|entry| entry.expect("the corpus can be listed").path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    folders
}

fn read(folder: &Path) -> Vec<Article> {
    ingest::read(&[folder.to_owned()], Options::default()).articles
}

fn name_of(path: &Path) -> String {
    path.file_name().expect("a folder of the corpus has a name").to_string_lossy().into_owned()
}

/// The path below corpus/, with the article's id for its file.
fn article_name(folder: &Path, article: &Article) -> String {
    format!("{}__{}", name_of(folder), article.id)
}

/// The stage and name of every snapshot.
fn snapshots(top: &Path) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for stage in std::fs::read_dir(top).expect("there are snapshots").flatten() {
        for file in std::fs::read_dir(stage.path()).into_iter().flatten().flatten() {
            if let Some(name) = file.file_name().to_string_lossy().strip_suffix(".snap") {
                all.push((stage.file_name().to_string_lossy().into_owned(), name.to_string()));
            }
        }
    }
    all
}

fn on_one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn line(out: &mut String, words: &str) {
    writeln!(out, "{words}").expect("a string can be written to");
}
