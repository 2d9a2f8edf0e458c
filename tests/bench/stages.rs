//! How long each stage takes over corpus/, beside bare word segmentation of the same text.
//!
//!     cargo bench --bench stages
//!
//! prints how many times the segmentation each stage takes, on one thread, then divan's table of
//! all timings. Each stage is timed alone: what it needs from the stages before is at hand.

use std::hint::black_box;
use std::path::PathBuf;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use divan::Bencher;
use divan::counter::BytesCount;
use unicode_segmentation::UnicodeSegmentation;
use whosaid::attribution::{self, Attribution};
use whosaid::ingest::{self, Article, Options};
use whosaid::speaker::{self, Cast};
use whosaid::syntax::{self, Syntax};
use whosaid::{Document, Settings, audit, text};

/// How often the corpus is taken: enough that a stage takes longer than a clock's tick.
const COPIES: usize = 4;

/// How often each stage is timed for the table of ratios; the fastest run counts.
const RUNS: usize = 5;

static ARTICLES: LazyLock<Vec<Article>> = LazyLock::new(|| {
    let corpus = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let read = ingest::read(&[corpus], Options::default()).articles;
    let copies = (0..COPIES).flat_map(|copy| {
        read.iter().map(move |article| Article { id: format!("{}-{copy}", article.id), ..article.clone() })
    });
    copies.collect()
});
static DOCUMENTS: LazyLock<Vec<Document>> = LazyLock::new(|| ARTICLES.iter().map(text::read).collect());
static SYNTAXES: LazyLock<Vec<Syntax>> = LazyLock::new(|| DOCUMENTS.iter().map(syntax::analyse).collect());
static ATTRIBUTIONS: LazyLock<Vec<Vec<Attribution>>> = LazyLock::new(|| {
    DOCUMENTS.iter().zip(&*SYNTAXES).map(|(document, syntax)| attribution::find(document, syntax)).collect()
});

fn main() {
    println!("{} articles, {} bytes; times segmentation:", ARTICLES.len(), bytes());
    let floor = fastest(|| _ = segmentation());
    for (name, run) in STAGES {
        let took = fastest(*run);
        println!("  {name:<24} {took:>10.1?}  {:>7.1}", took.as_secs_f64() / floor.as_secs_f64());
    }
    divan::main();
}

/// The stages by name.
const STAGES: &[(&str, fn())] = &[
    ("segmentation (the floor)", || _ = segmentation()),
    ("text", || drop(documents())),
    ("syntax", || drop(syntaxes())),
    ("attribution", || drop(attributions())),
    ("speaker", || drop(casts())),
    ("everything, all threads", || drop(everything())),
];

fn fastest(run: fn()) -> Duration {
    // The first run makes what the stages before yield, and is not counted.
    run();
    let timed = (0..RUNS).map(|_| {
        let start = Instant::now();
        run();
        start.elapsed()
    });
    timed.min().unwrap_or_default()
}

fn bytes() -> usize {
    ARTICLES.iter().map(|article| article.body.len()).sum()
}

fn segmentation() -> usize {
    black_box(ARTICLES.iter().map(|article| article.body.unicode_words().count()).sum())
}

fn documents() -> Vec<Document<'static>> {
    ARTICLES.iter().map(text::read).collect()
}

fn syntaxes() -> Vec<Syntax> {
    DOCUMENTS.iter().map(syntax::analyse).collect()
}

fn attributions() -> Vec<Vec<Attribution>> {
    DOCUMENTS.iter().zip(&*SYNTAXES).map(|(document, syntax)| attribution::find(document, syntax)).collect()
}

fn casts() -> Vec<Cast> {
    let read = ARTICLES.iter().zip(&*DOCUMENTS).zip(SYNTAXES.iter().zip(&*ATTRIBUTIONS));
    read.map(|((article, document), (syntax, found))| speaker::resolve(article, document, syntax, found))
        .collect()
}

fn everything() -> audit::Audit {
    audit::audit(&ARTICLES, &Settings::default())
}

#[divan::bench(name = "1 segmentation")]
fn time_segmentation(bencher: Bencher) {
    bencher.counter(BytesCount::new(bytes())).bench(segmentation);
}

#[divan::bench(name = "2 text")]
fn time_text(bencher: Bencher) {
    bencher.counter(BytesCount::new(bytes())).bench(documents);
}

#[divan::bench(name = "3 syntax")]
fn time_syntax(bencher: Bencher) {
    bencher.counter(BytesCount::new(bytes())).bench(syntaxes);
}

#[divan::bench(name = "4 attribution")]
fn time_attribution(bencher: Bencher) {
    bencher.counter(BytesCount::new(bytes())).bench(attributions);
}

#[divan::bench(name = "5 speaker")]
fn time_speaker(bencher: Bencher) {
    bencher.counter(BytesCount::new(bytes())).bench(casts);
}

#[divan::bench(name = "6 everything", sample_count = 20)]
fn time_everything(bencher: Bencher) {
    bencher.counter(BytesCount::new(bytes())).bench(everything);
}
