//! Trains the attribution models from a folder of articles with brat annotations.
//!
//! The folder holds `text/NAME.txt` and `attributions/NAME.ann` or `NAME_ANNOTATOR.ann`, with the
//! entities Source, Cue and Content and the event Attribution; offsets count code points.

use std::collections::{BTreeMap, HashMap};
use std::error::Error;
use std::path::{Path, PathBuf};

use whosaid::attribution::training::{self, Gold, Lesson, Weights, train};
use whosaid::ingest::{self, Article};
use whosaid::place::CodePoints;
use whosaid::{Span, syntax, text};

/// What the trainer is given.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Folder of articles to learn from, with `text` and `attributions`.
    train: PathBuf,
    /// Folder of articles to measure on.
    #[arg(long)]
    dev: Option<PathBuf>,
    /// Folder for the weights, src/attribution/weights in the source tree.
    #[arg(long)]
    output: Option<PathBuf>,
    /// Folder for what is found in the articles measured on, as brat annotations.
    #[arg(long)]
    predictions: Option<PathBuf>,
}

/// Trains, writes and measures.
pub fn run(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    let pages = read(&arguments.train)?;
    let weights = with_lessons(&pages, train);
    if let Some(output) = &arguments.output {
        for (name, bytes) in weights.stored() {
            std::fs::write(output.join(name), bytes)?;
        }
    }
    if let Some(dev) = &arguments.dev {
        let pages = read(dev)?;
        println!("{}", with_lessons(&pages, |lessons| training::measure(lessons, &weights)));
        if let Some(folder) = &arguments.predictions {
            write_predictions(&pages, &weights, folder)?;
        }
    }
    Ok(())
}

fn with_lessons<T>(pages: &[(Article, Vec<Gold>)], task: impl Fn(&mut [Lesson]) -> T) -> T {
    let documents: Vec<_> = pages.iter().map(|(article, _)| text::read(article)).collect();
    let analyses: Vec<_> = documents.iter().map(syntax::analyse).collect();
    let mut lessons: Vec<Lesson> = documents
        .iter()
        .zip(&analyses)
        .zip(pages)
        .map(|((document, analysis), (_, gold))| Lesson::new(document, analysis, gold))
        .collect();
    task(&mut lessons)
}

/// Writes what is found as brat annotations, for a scorer outside.
fn write_predictions(
    pages: &[(Article, Vec<Gold>)],
    weights: &Weights,
    folder: &Path,
) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    for (article, _) in pages {
        let document = text::read(article);
        let analysis = syntax::analyse(&document);
        let points = CodePoints::new(&article.body);
        let mut lines = String::new();
        let found = training::find(&document, &analysis, weights);
        for (number, found) in found.iter().filter(|found| found.nested_in.is_none()).enumerate() {
            let mut event = format!("E{number}\tAttribution:T{number}4");
            let parts = [
                ("Source", found.source.as_slice()),
                ("Cue", found.cue.as_slice()),
                ("Content", &found.content),
            ];
            for (place, (role, spans)) in
                parts.into_iter().enumerate().filter(|(_, (_, spans))| !spans.is_empty())
            {
                let ends: Vec<String> = spans
                    .iter()
                    .map(|&span| points.span(span))
                    .map(|(start, end)| format!("{start} {end}"))
                    .collect();
                lines.push_str(&format!("T{number}{place}\t{role} {}\t.\n", ends.join(";")));
                event.push_str(&format!(" {role}:T{number}{place}"));
            }
            lines.push_str(&event);
            lines.push('\n');
        }
        std::fs::write(folder.join(format!("{}.ann", article.id)), lines)?;
    }
    Ok(())
}

fn read(folder: &Path) -> std::io::Result<Vec<(Article, Vec<Gold>)>> {
    let mut annotations: BTreeMap<String, String> = BTreeMap::new();
    for entry in std::fs::read_dir(folder.join("attributions"))? {
        let path = entry?.path();
        let Some(stem) = path.file_stem().and_then(|stem| stem.to_str()) else { continue };
        annotations.insert(stem.to_owned(), std::fs::read_to_string(&path)?);
    }
    let mut pages = Vec::new();
    let mut texts: Vec<_> = std::fs::read_dir(folder.join("text"))?
        .collect::<Result<Vec<_>, _>>()?
        .iter()
        .map(|entry| entry.path())
        .collect();
    texts.sort();
    for path in texts {
        let Some(stem) = path.file_stem().and_then(|stem| stem.to_str()) else { continue };
        let prefix = format!("{stem}_");
        let mut marked = annotations.range(stem.to_owned()..).take_while(|(name, _)| name.starts_with(stem));
        let Some((_, marks)) = marked.find(|(name, _)| *name == stem || name.starts_with(&prefix)) else {
            continue;
        };
        let intake = ingest::read(std::slice::from_ref(&path), ingest::Options::default());
        let Some(article) = intake.articles.into_iter().next() else { continue };
        let gold = parse(marks, &article.body);
        pages.push((article, gold));
    }
    Ok(pages)
}

/// The gold attributions of one annotation file.
fn parse(marks: &str, body: &str) -> Vec<Gold> {
    let bytes: Vec<usize> = body.char_indices().map(|(byte, _)| byte).chain([body.len()]).collect();
    let mut entities: HashMap<&str, Vec<Span>> = HashMap::new();
    for line in marks.lines().filter(|line| line.starts_with('T')) {
        let mut fields = line.split('\t');
        let (Some(name), Some(place)) = (fields.next(), fields.next()) else { continue };
        let spans = place.split_once(' ').map_or("", |(_, spans)| spans).split(';').filter_map(|span| {
            let (start, end) = span.split_once(' ')?;
            let at = |offset: &str| bytes.get(offset.trim().parse::<usize>().ok()?).copied();
            Some(Span::new(at(start)?, at(end)?))
        });
        entities.insert(name, spans.collect());
    }
    let events = marks.lines().filter(|line| line.starts_with('E')).filter_map(|line| line.split_once('\t'));
    events
        .filter(|(_, arguments)| arguments.starts_with("Attribution"))
        .map(|(_, arguments)| {
            let mut gold = Gold::default();
            for (role, name) in arguments.split(' ').skip(1).filter_map(|argument| argument.split_once(':')) {
                let spans = entities.get(name).cloned().unwrap_or_default();
                match role.trim_end_matches(|digit: char| digit.is_ascii_digit()) {
                    "Source" => gold.source.extend(spans),
                    "Cue" => gold.cue.extend(spans),
                    "Content" => gold.content.extend(spans),
                    _ => {}
                }
            }
            gold
        })
        .filter(|gold| !gold.cue.is_empty() && !gold.content.is_empty())
        .collect()
}
