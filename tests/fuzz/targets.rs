//! What is fuzzed, and what must hold of it whatever the input.

use std::fmt::Display;
use std::path::Path;

use whosaid::attribution::Scope;
use whosaid::ingest::{self, Article, Format, Intake, Options, TextFile, read_text};
use whosaid::model::Shuffle;
use whosaid::report::columns::Table;
use whosaid::report::csv::Formulas;
use whosaid::report::json::{Attribution, Place};
use whosaid::report::pair::Pair;
use whosaid::report::terminal::Terminal;
use whosaid::report::{
    assemble, brat, by_outlet, by_speaker, comparison, github, html, lines, listing, markdown, sarif, tables,
    text, verified, verified_html, verified_text,
};
use whosaid::verify::{self, reading, verify};
use whosaid::{Settings, Span, audit};

use super::{archives, articles, inputs};

/// Something that takes input, with a maker of inputs and what must hold.
pub struct Target {
    /// Its name, with which the names of its stored inputs begin.
    pub name: &'static str,
    /// Makes an input.
    pub make: fn(&mut Shuffle) -> Vec<u8>,
    /// Runs it on an input; says what does not hold.
    pub check: fn(&[u8]) -> Result<(), String>,
}

/// Every target.
pub const TARGETS: [Target; 15] = [
    Target { name: "plain", make: inputs::plain, check: |input| take(input, Format::Plain) },
    Target { name: "page", make: inputs::page, check: |input| take(input, Format::Page) },
    Target { name: "lines", make: inputs::json_lines, check: |input| take(input, Format::JsonLines) },
    Target { name: "json", make: inputs::json_text, check: |input| take(input, Format::Json) },
    Target {
        name: "csv",
        make: |numbers| inputs::table(numbers, false),
        check: |input| take(input, Format::Csv),
    },
    Target {
        name: "tsv",
        make: |numbers| inputs::table(numbers, true),
        check: |input| take(input, Format::Tsv),
    },
    Target { name: "feed", make: archives::feed, check: |input| check_bytes(input, "rss") },
    Target { name: "warc", make: archives::warc, check: |input| check_bytes(input, "warc") },
    Target { name: "docx", make: archives::document, check: |input| check_bytes(input, "docx") },
    Target { name: "mail", make: archives::mail, check: |input| check_bytes(input, "eml") },
    Target { name: "bytes", make: inputs::bytes, check: check_file },
    Target { name: "article", make: |numbers| articles::article(numbers).into_bytes(), check: check_article },
    Target { name: "compare", make: inputs::pair, check: check_pair },
    Target { name: "transcript", make: inputs::transcript, check: check_transcript },
    Target { name: "writers", make: inputs::event, check: check_writers },
];

fn take(input: &[u8], format: Format) -> Result<(), String> {
    check_intake(&read_text(Path::new("fuzzed"), format, String::from_utf8_lossy(input).into_owned()))
}

fn check_file(input: &[u8]) -> Result<(), String> {
    const ENDINGS: [&str; 12] =
        ["txt", "html", "jsonl", "json", "csv", "tsv", "rss", "warc", "docx", "eml", "gz", "xyz"];
    check_bytes(input, ENDINGS[input.iter().map(|byte| usize::from(*byte)).sum::<usize>() % ENDINGS.len()])
}

/// Reads a file of this ending, as it is and compressed.
fn check_bytes(input: &[u8], ending: &str) -> Result<(), String> {
    let path = std::env::temp_dir().join(format!("whosaid-fuzz-{}.{ending}", std::process::id()));
    for bytes in [input, &archives::gzip(input)] {
        std::fs::write(&path, bytes).map_err(|error| error.to_string())?;
        let intake = ingest::read(std::slice::from_ref(&path), Options::default());
        std::fs::remove_file(&path).map_err(|error| error.to_string())?;
        check_intake(&intake)?;
    }
    Ok(())
}

fn check_intake(intake: &Intake) -> Result<(), String> {
    for article in &intake.articles {
        let mut end = 0;
        for clutter in &article.clutter {
            sound(&article.body, clutter.span, "clutter")?;
            ensure(clutter.span.start >= end, "clutter overlaps")?;
            end = clutter.span.end;
        }
    }
    let ids: std::collections::HashSet<&str> =
        intake.articles.iter().map(|article| article.id.as_str()).collect();
    ensure(ids.len() == intake.articles.len(), "two articles have one id")?;
    ensure(intake.problems.iter().all(|problem| !problem.to_string().is_empty()), "a problem says nothing")
}

fn check_article(input: &[u8]) -> Result<(), String> {
    let body = String::from_utf8_lossy(input).into_owned();
    let article = Article { id: "fuzzed".to_owned(), body, ..Article::default() };
    let settings = Settings { scope: Scope::Full, ..Settings::default() };
    let reading = audit::read(&article, &settings);
    let body = article.body.as_str();
    for (index, found) in reading.attributions.iter().enumerate() {
        ensure(!found.content.is_empty(), "an attribution has no content")?;
        let parts = found.source.iter().chain(&found.cue).chain(&found.listener);
        for span in parts.chain(&found.content).chain(&found.quoted) {
            sound(body, *span, "a part of an attribution")?;
        }
        let in_order = found.content.windows(2).all(|pair| pair[0].end <= pair[1].start);
        ensure(in_order, "stretches of a content overlap")?;
        ensure((0.0..=1.0).contains(&found.confidence), "a confidence is no probability")?;
        let nested = found.nested_in.is_none_or(|outer| outer < reading.attributions.len() && outer != index);
        ensure(nested, "an attribution is nested in none")?;
    }
    let places = reading.paragraphs.iter().chain(&reading.sentences);
    places.into_iter().try_for_each(|span| sound(body, *span, "a paragraph or sentence"))
}

fn check_pair(input: &[u8]) -> Result<(), String> {
    let Ok(pair) = serde_json::from_slice::<Pair>(input) else { return Ok(()) };
    let answer = comparison::compared(&pair);
    ensure((0.0..=1.0).contains(&answer.similarity), "a similarity is out of bounds")?;
    for finding in &answer.findings {
        wire(&pair.a.text, &finding.a)?;
        wire(&pair.b.text, &finding.b)?;
    }
    let json = serde_json::to_string(&answer).map_err(|error| error.to_string())?;
    parses(&json)?;
    printable(&comparison::shown(&pair, Terminal::PLAIN), "compare")
}

fn check_transcript(input: &[u8]) -> Result<(), String> {
    const ENDINGS: [&str; 6] = ["txt", "srt", "vtt", "json", "xml", "html"];
    let ending = ENDINGS[input.iter().map(|byte| usize::from(*byte)).sum::<usize>() % ENDINGS.len()];
    let text = String::from_utf8_lossy(input).into_owned();
    // What is said in it is quoted, with a word less and a word more, and looked up.
    let words: Vec<&str> = text.split_whitespace().skip(3).take(40).collect();
    let fewer: Vec<&str> =
        words.iter().enumerate().filter(|(at, _)| *at != 7).map(|(_, word)| *word).collect();
    let body = format!("Ann Lee said: “{}” She added: “not {}”", words.join(" "), fewer.join(" "));
    let articles = [Article { id: "fuzzed".to_owned(), body, ..Article::default() }];
    let path = std::path::PathBuf::from(format!("fuzzed.{ending}"));
    let read = reading::read_all(vec![TextFile { path, text }]);
    for transcript in &read.transcripts {
        for span in &transcript.unspoken {
            sound(&transcript.text, *span, "what is not spoken")?;
        }
    }
    let readings = audit::read_all(&articles, &Settings::default());
    let verified = verify(&articles, &readings, &read.transcripts, verify::Settings::default());
    ensure(verified.faults.is_empty(), "an article is lost")?;
    let found = verified.found;
    let written = verified::verifications(&articles, &read.transcripts, &found);
    for one in written.quotations.iter().flat_map(|one| &one.places) {
        let place = Place { start: one.at.start, end: one.at.end, text: one.at.text.clone() };
        let transcript = read.transcripts.iter().find(|transcript| transcript.id == one.transcript);
        wire(transcript.map_or("", |transcript| &transcript.text), &place)?;
    }
    parses(&serde_json::to_string(&written).map_err(|error| error.to_string())?)?;
    printable(&verified_text::text(&written, Terminal::PLAIN), "verify as text")?;
    printable(&verified_html::page(&written), "verify as a page")
}

fn check_writers(input: &[u8]) -> Result<(), String> {
    let text = String::from_utf8_lossy(input).into_owned();
    let articles = read_text(Path::new("fuzzed"), Format::JsonLines, text).articles;
    let settings = Settings { scope: Scope::Full, ..Settings::default() };
    let audit = audit(&articles, &settings);
    let report = assemble::report(&articles, &audit);
    for found in &report.attributions {
        let article = articles.iter().find(|article| article.id == found.article);
        check_wire(&article.ok_or("an attribution is of no article")?.body, found)?;
    }
    parses(&serde_json::to_string(&report).map_err(|error| error.to_string())?)?;
    for found in &report.attributions {
        parses(&serde_json::to_string(found).map_err(|error| error.to_string())?)?;
    }
    for table in Table::ALL {
        rows(&tables::of_report(table, &report, &[], Formulas::Guarded, usize::MAX))?;
        lines::of_report(table, &report, usize::MAX).lines().try_for_each(parses)?;
    }
    parses(&sarif::log(&report))?;
    printable(&github::annotations(&report), "annotations")?;
    let page = html::report(&report, &articles, &audit.readings);
    ensure(!page.contains("<fuzzed"), "the page has markup of an article")?;
    for written in
        [text::report(&report, text::Shown::ALL, Terminal::PLAIN), by_speaker::text(&report, Terminal::PLAIN)]
    {
        printable(&written, "text")?;
    }
    printable(&by_outlet::text(&report, Terminal::PLAIN), "text")?;
    for written in [markdown::report(&report), markdown::by_speaker(&report), markdown::by_outlet(&report)] {
        printable(&written, "Markdown")?;
    }
    for article in &articles {
        let own: Vec<Attribution> =
            report.attributions.iter().filter(|found| found.article == article.id).cloned().collect();
        printable(&listing::article(article, &own, Terminal::PLAIN), "text")?;
        let lines = brat::annotations(&own);
        let sound = lines.lines().all(|line| line.starts_with(['T', 'E']) && line.contains('\t'));
        ensure(sound, "a line of annotations is no annotation")?;
    }
    Ok(())
}

fn check_wire(body: &str, found: &Attribution) -> Result<(), String> {
    for place in found.source.iter().chain(&found.cue) {
        wire(body, place)?;
    }
    let length = body.chars().count();
    let ends = found.content.spans.iter().chain(&found.quoted);
    let within = ends.into_iter().all(|[start, end]| start <= end && *end <= length);
    ensure(within, "a span of code points is beyond the body")
}

/// The words of a place are those that stand there.
fn wire(body: &str, place: &Place) -> Result<(), String> {
    let there: String = body.chars().skip(place.start).take(place.end.saturating_sub(place.start)).collect();
    ensure(there == place.text, format_args!("{:?} is said to stand where {there:?} does", place.text))
}

fn sound(body: &str, span: Span, what: &str) -> Result<(), String> {
    let is_sound = span.start <= span.end && body.get(span.range()).is_some();
    ensure(is_sound, format_args!("{what} at {span:?} is no part of the body"))
}

fn rows(table: &str) -> Result<(), String> {
    let mut reader = ::csv::Reader::from_reader(table.as_bytes());
    let mut records = reader.records();
    records.try_for_each(|record| record.map(|_| ()).map_err(|error| error.to_string()))
}

fn parses(json: &str) -> Result<(), String> {
    serde_json::from_str::<serde_json::Value>(json).map(|_| ()).map_err(|error| error.to_string())
}

/// No letter that moves a terminal's cursor or turns the order of letters round.
fn printable(written: &str, what: &str) -> Result<(), String> {
    let harmful = |letter: &char| {
        let turns = matches!(*letter, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
        turns || (letter.is_control() && *letter != '\n')
    };
    match written.chars().find(harmful) {
        Some(letter) => Err(format!("{what} holds {letter:?}")),
        None => Ok(()),
    }
}

fn ensure(holds: bool, what: impl Display) -> Result<(), String> {
    if holds { Ok(()) } else { Err(what.to_string()) }
}
