//! `whosaid-train speakers`: says who the sources of articles marked by hand are, so that the
//! speaker room can be measured apart from the rooms to its left.

use std::collections::HashMap;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use whosaid::attribution::{Attribution, Kind, Scope};
use whosaid::place::CodePoints;
use whosaid::speaker::{self, Cast};
use whosaid::{Article, Span, syntax, text};

/// What the command is asked for.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Folder with `text` (NAME.txt) and `attributions` (NAME*.ann, brat).
    data: PathBuf,
    /// JSON list of who the sources are; its field `doc` names the articles to read.
    #[arg(long)]
    gold: PathBuf,
}

/// Prints one line of JSON for each source.
pub fn run(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    let gold: Vec<Value> = serde_json::from_str(&fs::read_to_string(&arguments.gold)?)?;
    let mut names: Vec<&str> = gold.iter().filter_map(|source| source["doc"].as_str()).collect();
    names.dedup();
    let (mut spent, mut words) = (Duration::ZERO, 0);
    for name in names {
        let body = fs::read_to_string(arguments.data.join("text").join(format!("{name}.txt")))?;
        let article = Article { id: name.to_owned(), body, ..Article::default() };
        let attributions = marked(&article, &annotations(&arguments.data, name)?);
        let document = text::read(&article);
        let syntax = syntax::analyse(&document);
        let begin = Instant::now();
        let cast = speaker::resolve(&article, &document, &syntax, &attributions);
        spent += begin.elapsed();
        words += document.tokens.len();
        print(&article, &attributions, &cast);
    }
    eprintln!("{:.0} words a second", words as f64 / spent.as_secs_f64());
    Ok(())
}

/// The file of marks whose name begins with the article's.
fn annotations(data: &Path, name: &str) -> Result<String, Box<dyn Error>> {
    let mut paths: Vec<PathBuf> = fs::read_dir(data.join("attributions"))?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    paths.sort();
    let found = paths
        .into_iter()
        .find(|path| path.file_name().is_some_and(|file| file.to_string_lossy().starts_with(name)));
    Ok(fs::read_to_string(found.ok_or_else(|| format!("no marks for {name}"))?)?)
}

/// The attributions of brat's `T` and `E` lines.
fn marked(article: &Article, marks: &str) -> Vec<Attribution> {
    let bytes: Vec<usize> =
        article.body.char_indices().map(|(byte, _)| byte).chain([article.body.len()]).collect();
    let mut stretches: HashMap<&str, Vec<Span>> = HashMap::new();
    for line in marks.lines().filter(|line| line.starts_with('T')) {
        let mut fields = line.split('\t');
        let (Some(id), Some(place)) = (fields.next(), fields.next().and_then(|field| field.split_once(' ')))
        else {
            continue;
        };
        let spans =
            place.1.split(';').filter_map(|stretch| stretch.split_once(' ')).filter_map(|(start, end)| {
                let at =
                    |count: &str| count.parse::<usize>().ok().and_then(|count| bytes.get(count).copied());
                Some(Span::new(at(start)?, at(end)?))
            });
        stretches.insert(id, spans.collect());
    }
    marks
        .lines()
        .filter(|line| line.starts_with('E'))
        .map(|line| {
            let role = |role: &str| {
                let id =
                    line.split_whitespace().find_map(|field| field.strip_prefix(role)?.strip_prefix(':'))?;
                stretches.get(id).cloned()
            };
            let whole = |spans: Vec<Span>| spans.into_iter().reduce(Span::join);
            attribution(
                role("Source").and_then(whole),
                role("Cue").and_then(whole),
                role("Content").unwrap_or_default(),
            )
        })
        .collect()
}

fn attribution(source: Option<Span>, cue: Option<Span>, content: Vec<Span>) -> Attribution {
    Attribution {
        source,
        cue,
        content,
        quoted: Vec::new(),
        kind: Kind::Indirect,
        scope: Scope::Full,
        listener: None,
        nested_in: None,
        confidence: 1.0,
        pattern: String::new(),
        reason: String::new(),
    }
}

fn print(article: &Article, attributions: &[Attribution], cast: &Cast) {
    let points = CodePoints::new(&article.body);
    for (attribution, resolution) in attributions.iter().zip(&cast.resolutions) {
        let Some(source) = attribution.source else { continue };
        let (start, end) = points.span(source);
        let speaker = resolution.as_ref().map(|resolution| {
            let speaker = &cast.speakers[resolution.speaker];
            json!({"name": speaker.name, "type": speaker.kind.name(), "role": speaker.role,
                   "confidence": resolution.confidence, "reason": resolution.reason})
        });
        let text = source.of(&article.body);
        println!(
            "{}",
            json!({"article": article.id, "source": {"start": start, "end": end, "text": text}, "speaker": speaker})
        );
    }
}
