//! What each stage makes of each article of corpus/, printed for people to review.
//!
//! Where a stage disagrees with the gold, its snapshot says so at the place, in a line that begins
//! with `FIXME gold`: a wrong answer is never held fast in silence.

#[path = "gold/annotations.rs"]
#[allow(dead_code, reason = "the gold's own test uses the rest")]
mod annotations;
#[path = "gold/disagreements.rs"]
mod disagreements;
#[path = "gold/events.rs"]
#[allow(dead_code, reason = "the gold's own test uses the rest")]
mod events;
mod snapshot;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use whosaid::attribution::Scope;
use whosaid::audit::ArticleReading;
use whosaid::ingest::{self, Article, Options};
use whosaid::report::terminal::Terminal;
use whosaid::report::{assemble, explain, text as text_report};
use whosaid::{Settings, audit, text};

use disagreements::Gold;

/// How often each stage disagrees with the gold. A change that makes it fewer writes the new number
/// here; one that makes it more has to say why.
const DISAGREEMENTS: [(&str, usize); 3] = [("attribution", 195), ("speaker", 93), ("report", 57)];

/// An article of the corpus and what was found in it.
struct Example {
    /// The path below corpus/, with the article's id for its file.
    name: String,
    article: Article,
    reading: ArticleReading,
    /// What it should be, where somebody has said so.
    gold: Option<Gold>,
}

#[test]
fn text() {
    each_article("text", |Example { article, .. }| {
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
    each_article("attribution", |Example { article, reading, gold, .. }| {
        let mut out = String::new();
        for (index, found) in reading.attributions.iter().enumerate() {
            if let Some(gold) = gold {
                out.push_str(&gold.missed_before(found, article, reading));
            }
            let drawn = explain::drawn(article, reading, found, Terminal::PLAIN);
            line(&mut out, &format!("{drawn}  {}: {}", found.pattern, found.reason));
            for point in gold.iter().flat_map(|gold| gold.of_attribution(index, &article.body)) {
                line(&mut out, &format!("  FIXME gold: {point}"));
            }
            out.push('\n');
        }
        if let Some(gold) = gold {
            out.push_str(&gold.missed_at_the_end(article, reading));
        }
        out
    });
}

#[test]
fn speaker() {
    each_article("speaker", |Example { article, reading, gold, .. }| {
        let mut out = String::new();
        for (index, (found, resolution)) in
            reading.attributions.iter().zip(&reading.cast.resolutions).enumerate()
        {
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
            if let Some(who) = gold.as_ref().and_then(|gold| gold.of_speaker(index)) {
                line(&mut out, &format!("    FIXME gold: {who}"));
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
        let report = assemble::report(&articles, &audit);
        let mut written = text_report::report(&report, text_report::Shown::ALL, Terminal::PLAIN);
        let expected = folder.join("expected.toml");
        if expected.exists() {
            let points = events::Verdicts::default().add(&expected, &articles, &report);
            written = disagreements::in_report(&written, &points);
        }
        assert(&name_of(&folder), "report", &written);
    }
}

#[test]
fn what_the_gold_has_stands_below_its_claim() {
    let point = |cluster, gold: &str| events::Disagreement { cluster, gold: gold.to_string() };
    let points =
        [point(Some(1), "second"), point(Some(0), "first"), point(None, "none"), point(Some(7), "hidden")];
    let report = "2 articles.\n\n── Accounts differ (1) ──\n\n  1. Words\n     differ\n\n\n\
                  ── Accounts agree (1) ──\n\n  1. Words agree\n\n── Speakers (1) ──\n\nElise Ortega\n  9. of them\n";
    let expected = "2 articles.\n\n── Accounts differ (1) ──\n\n  1. Words\n     differ\n     FIXME gold: first\n\n\n\
                    ── Accounts agree (1) ──\n\n  1. Words agree\n     FIXME gold: second\n\n     FIXME gold: none\n\
                    \u{20}    FIXME gold: hidden\n\n── Speakers (1) ──\n\nElise Ortega\n  9. of them\n";
    assert_eq!(disagreements::in_report(report, &points), expected);
}

#[test]
fn disagreements_with_the_gold_are_counted() {
    let mut counts = DISAGREEMENTS.map(|(stage, _)| (stage, 0));
    for (stage, name) in snapshots(&root().join("snapshots")) {
        let path = root().join("snapshots").join(&stage).join(format!("{name}.snap"));
        let text = std::fs::read_to_string(path).expect("a snapshot is text");
        let here = text.matches("FIXME gold").count();
        match counts.iter_mut().find(|(counted, _)| *counted == stage) {
            Some((_, count)) => *count += here,
            None => assert_eq!(here, 0, "snapshots/{stage} disagree with the gold and are not counted"),
        }
    }
    assert_eq!(
        counts, DISAGREEMENTS,
        "the snapshots disagree with the gold more or less often (left) than tests/stages.rs has it \
         (right); if it is less, write the new number there"
    );
}

#[test]
fn every_snapshot_is_still_asserted() {
    let top = root().join("snapshots");
    let commands = ["command", "output"].map(|name| {
        std::fs::read_to_string(root().join(format!("tests/{name}.rs"))).expect("the test is text")
    });
    let commands = commands.concat();
    let events: Vec<String> = folders().iter().map(|folder| name_of(folder)).collect();
    let articles: Vec<&str> = examples().iter().map(|example| example.name.as_str()).collect();
    let mut stale = Vec::new();
    for (stage, name) in snapshots(&top) {
        let known = match stage.as_str() {
            "command" => name.starts_with("help-") || commands.contains(&format!("\"{name}\"")),
            "report" => events.contains(&name),
            "text" | "attribution" | "speaker" => articles.contains(&name.as_str()),
            "gold" => name == "scores",
            _ => true,
        };
        if !known {
            stale.push(format!("snapshots/{stage}/{name}.snap"));
        }
    }
    assert!(stale.is_empty(), "no test asserts these any more: {}", stale.join(", "));
}

/// Asserts a snapshot of every article of the corpus.
fn each_article(stage: &str, print: impl Fn(&Example) -> String) {
    for example in examples() {
        assert(&example.name, stage, &print(example));
    }
}

/// The articles of the corpus, read once whichever test asks first.
fn examples() -> &'static [Example] {
    static EXAMPLES: OnceLock<Vec<Example>> = OnceLock::new();
    EXAMPLES.get_or_init(|| folders().iter().flat_map(|folder| examples_of(folder)).collect())
}

fn examples_of(folder: &Path) -> Vec<Example> {
    let settings = Settings { scope: Scope::Full, ..Settings::default() };
    let example = |article: Article| {
        let audit = audit(std::slice::from_ref(&article), &settings);
        let report = assemble::report(std::slice::from_ref(&article), &audit);
        let gold = article
            .path
            .as_ref()
            .map(|path| root().join(path).with_extension("ann"))
            .filter(|path| path.exists());
        let gold = gold.map(|path| Gold::new(&article.body, annotations::read(&path), &report.attributions));
        let reading = audit.readings.into_iter().next().expect("one article has one reading");
        let name = format!("{}__{}", name_of(folder), article.id);
        Example { name, article, reading, gold }
    };
    read(folder).into_iter().map(example).collect()
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
    let mut articles = ingest::read(&[folder.to_owned()], Options::default()).articles;
    // What is printed does not depend on where the repository lies.
    for path in articles.iter_mut().filter_map(|article| article.path.as_mut()) {
        *path = path.strip_prefix(root()).expect("the corpus lies in the repository").to_owned();
    }
    articles
}

fn name_of(path: &Path) -> String {
    path.file_name().expect("a folder of the corpus has a name").to_string_lossy().into_owned()
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
