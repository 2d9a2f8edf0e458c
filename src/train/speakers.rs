//! `whosaid-train speakers`: whom the pronouns and descriptions of an article stand for.
//!
//! The gold lists source mentions with the full name of their speaker. Articles are analysed as at run
//! time; where the gold names the one meant, the walk goes on from that. The printed figures are out of
//! fold, by article.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::PathBuf;

use serde::Deserialize;
use whosaid::attribution::{self, Attribution};
use whosaid::model::{Growth, Row, Trees, choice, grow_choice};
use whosaid::speaker::training::{self, Case};
use whosaid::{Article, Document, Span, ingest, syntax, text};

const GROWTH: Growth =
    Growth { trees: 150, rate: 0.12, least: 1.0, ridge: 2.0, logistic: false, sample: 0.6 };

/// In how many parts the articles are held out in turn.
const FOLDS: usize = 6;

/// What the command is asked for.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Who the sources are, as a JSON list: `doc`, `start`, `end` (code points), `speaker`, `type`, `mention`,
    /// `sure`; or references as in src/train/labels, as JSON Lines.
    #[arg(long, required_unless_present = "list")]
    gold: Vec<PathBuf>,
    /// Files and folders with the articles.
    #[arg(required = true)]
    articles: Vec<PathBuf>,
    /// The file of weights: src/speaker/weights/ranker.bin in the source tree.
    #[arg(long)]
    output: Option<PathBuf>,
    /// Trains nothing, but writes every pronoun and description of the articles into this file, for somebody
    /// to label: JSON Lines with `doc`, `start`, `end` (code points), `description`.
    #[arg(long, conflicts_with = "gold")]
    list: Option<PathBuf>,
    /// A file for all examples, as JSON Lines.
    #[arg(long)]
    examples: Option<PathBuf>,
}

/// Who a source is.
#[derive(Clone, Debug, Deserialize)]
struct Source {
    doc: String,
    start: usize,
    end: usize,
    #[serde(default)]
    speaker: Option<String>,
    #[serde(default)]
    r#type: String,
    mention: String,
    sure: u8,
    /// Where the article gives the names of those meant, in place of `speaker`.
    #[serde(default)]
    names: Vec<(usize, usize)>,
    /// False where the places in `names` are those of a description.
    #[serde(default = "yes")]
    named: bool,
}

fn yes() -> bool {
    true
}

/// A case with the candidates that are right.
struct Example {
    article: usize,
    case: Case,
    right: Vec<bool>,
    mention: String,
}

/// An article as at run time.
struct Lesson<'a> {
    document: &'a Document<'a>,
    syntax: &'a syntax::Syntax,
    attributions: Vec<Attribution>,
    /// Sources in bytes.
    gold: Vec<(Span, Source)>,
}

/// Trains and prints the figures.
pub fn run(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    let mut articles = ingest::read(&arguments.articles, ingest::Options::default()).articles;
    articles.sort_by_key(name);
    if let Some(path) = &arguments.list {
        return Ok(std::fs::write(path, to_label(&articles))?);
    }
    let mut gold: BTreeMap<String, Vec<Source>> = BTreeMap::new();
    for path in &arguments.gold {
        let text = std::fs::read_to_string(path)?;
        let sources: Vec<Source> = if path.extension().is_some_and(|extension| extension == "jsonl") {
            text.lines().map(serde_json::from_str).collect::<Result<_, _>>()?
        } else {
            serde_json::from_str(&text)?
        };
        for source in sources.into_iter().filter(|source| source.sure >= 2) {
            gold.entry(source.doc.clone()).or_default().push(source);
        }
    }
    articles.retain(|article| gold.contains_key(&name(article)));
    let documents: Vec<Document> = articles.iter().map(text::read).collect();
    let analyses: Vec<syntax::Syntax> = documents.iter().map(syntax::analyse).collect();
    let lessons: Vec<Lesson> = articles
        .iter()
        .zip(documents.iter().zip(&analyses))
        .map(|(article, (document, syntax))| Lesson {
            document,
            syntax,
            attributions: attribution::find(document, syntax),
            gold: in_bytes(article, &gold[&name(article)]),
        })
        .collect();
    let mut judges: Vec<Trees> = Vec::new();
    let mut examples = Vec::new();
    for round in 0..2 {
        examples = gather(&lessons, &judges);
        judges = (0..FOLDS)
            .map(|fold| fit(examples.iter().filter(|example| example.article % FOLDS != fold)))
            .collect();
        println!(
            "round {round}: {} articles, {} cases, {} features",
            lessons.len(),
            examples.len(),
            training::FEATURES.len()
        );
        print_figures(&examples, &judges);
    }
    if let Some(path) = &arguments.examples {
        let names: Vec<String> = articles.iter().map(name).collect();
        std::fs::write(path, lines(&examples, &names, &judges))?;
    }
    if let Some(path) = &arguments.output {
        let mut bytes = training::fingerprint();
        bytes.extend(fit(examples.iter()).to_bytes());
        std::fs::write(path, bytes)?;
    }
    Ok(())
}

fn name(article: &Article) -> String {
    article.given_id.clone().unwrap_or_else(|| article.id.clone())
}

/// Every pronoun and description that the walk over the articles meets.
fn to_label(articles: &[Article]) -> String {
    let mut lines = String::new();
    for article in articles {
        let document = text::read(article);
        let syntax = syntax::analyse(&document);
        let attributions = attribution::find(&document, &syntax);
        training::walk(&document, &syntax, &attributions, &mut |case| {
            let points = |byte: usize| article.body[..byte].chars().count();
            let line = serde_json::json!({"doc": name(article), "start": points(case.place.start),
                "end": points(case.place.end), "description": case.description});
            lines.push_str(&format!("{line}\n"));
            (0..case.rows.len()).map(|place| 0.5 / (place + 1) as f32).collect()
        });
    }
    lines
}

fn in_bytes(article: &Article, gold: &[Source]) -> Vec<(Span, Source)> {
    let bytes: Vec<usize> =
        article.body.char_indices().map(|(byte, _)| byte).chain([article.body.len()]).collect();
    gold.iter()
        .filter_map(|source| {
            let span = |start: usize, end: usize| Some(Span::new(*bytes.get(start)?, *bytes.get(end)?));
            let mut source = source.clone();
            if !source.names.is_empty() {
                let names = source.names.iter();
                let names: Option<Vec<&str>> =
                    names.map(|&(start, end)| Some(span(start, end)?.of(&article.body))).collect();
                source.speaker = Some(names?.join(" and "));
                source.r#type = if source.named { "named_person" } else { "other" }.to_owned();
            }
            Some((span(source.start, source.end)?, source))
        })
        .collect()
}

/// Walks all articles; each is judged by the trees that have not seen it.
fn gather(lessons: &[Lesson], judges: &[Trees]) -> Vec<Example> {
    let mut examples = Vec::new();
    for (article, lesson) in lessons.iter().enumerate() {
        let mut used: Vec<usize> = Vec::new();
        training::walk(lesson.document, lesson.syntax, &lesson.attributions, &mut |case| {
            let mut chances: Vec<f32> = match judges.get(article % FOLDS) {
                Some(judge) => choice(&judge.scores(&case.rows)),
                // Before anything is learned, the one named last is meant.
                None => (0..case.rows.len()).map(|place| 0.5 / (place + 1) as f32).collect(),
            };
            let known = lesson.gold.iter().position(|(span, source)| {
                span.start <= case.place.start
                    && case.place.end <= span.end
                    && case.description == is_description(source)
                    && (case.description || matches!(source.mention.as_str(), "pronoun" | "possessive"))
            });
            if let Some(known) = known.filter(|known| !used.contains(known)) {
                used.push(known);
                let source = &lesson.gold[known].1;
                let right = right(case, source);
                if judges.is_empty() {
                    chances = right.iter().map(|&right| if right { 0.9 } else { 0.01 }).collect();
                }
                examples.push(Example {
                    article,
                    case: case.clone(),
                    right,
                    mention: source.mention.clone(),
                });
            }
            chances
        });
    }
    examples
}

fn is_description(source: &Source) -> bool {
    matches!(source.mention.as_str(), "role" | "description" | "organisation")
}

/// Which candidates are the speaker: those of the same name, or else of a form of it.
fn right(case: &Case, source: &Source) -> Vec<bool> {
    let speaker = source.speaker.as_deref().unwrap_or_default();
    if source.mention == "description" {
        return vec![false; case.names.len()];
    }
    let wanted = words(speaker);
    let is_named = matches!(source.r#type.as_str(), "named_person" | "named_organisation" | "named_group");
    let same = |name: &String| {
        let words = words(name);
        let common = words.iter().filter(|word| wanted.contains(word)).count();
        words == wanted
            || is_named && sorted(&words) == sorted(&wanted)
            || (!is_named && common > 0 && common * 2 >= words.len() + wanted.len() - common)
    };
    let exact: Vec<bool> = case.names.iter().map(same).collect();
    if exact.contains(&true) {
        return exact;
    }
    let form = |name: &String| {
        let words = words(name);
        let (short, long) = if words.len() <= wanted.len() { (&words, &wanted) } else { (&wanted, &words) };
        !short.is_empty()
            && short.iter().all(|word| long.contains(word))
            && (is_named || short.len() * 2 >= long.len())
    };
    case.names.iter().map(form).collect()
}

/// "Tom Hale and Ann Lee" are "Ann Lee and Tom Hale".
fn sorted(words: &[String]) -> Vec<&String> {
    let mut sorted: Vec<&String> = words.iter().collect();
    sorted.sort_unstable();
    sorted
}

fn words(name: &str) -> Vec<String> {
    const TITLES: &[&str] = &[
        "the",
        "a",
        "an",
        "mr",
        "mrs",
        "ms",
        "miss",
        "dr",
        "sir",
        "sen",
        "rep",
        "gov",
        "president",
        "senator",
        "representative",
        "governor",
        "secretary",
        "former",
        "gen",
        "judge",
    ];
    name.to_lowercase()
        .replace('’', "'")
        .replace("'s", "")
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty() && !TITLES.contains(word))
        .map(str::to_owned)
        .collect()
}

fn fit<'e>(examples: impl Iterator<Item = &'e Example>) -> Trees {
    let (mut rows, mut lists) = (Vec::new(), Vec::new());
    for example in examples {
        let start = rows.len();
        rows.extend(example.case.rows.iter().zip(&example.right).map(|(values, &right)| Row {
            values: values.clone(),
            target: f32::from(u8::from(right)),
            weight: 1.0,
        }));
        lists.push(start..rows.len());
    }
    grow_choice(&rows, &lists, GROWTH)
}

/// How often the first candidate is right, by kind of mention.
fn print_figures(examples: &[Example], judges: &[Trees]) {
    let mut kinds: BTreeMap<String, [usize; 4]> = BTreeMap::new();
    for example in examples {
        let judge = &judges[example.article % FOLDS];
        let chances = choice(&judge.scores(&example.case.rows));
        let best =
            (0..chances.len()).max_by(|&one, &other| chances[one].total_cmp(&chances[other])).unwrap_or(0);
        let form = if example.case.description {
            ""
        } else {
            ["he or she", "they", "it"][(0..3).find(|&at| example.case.rows[0][at] > 0.0).unwrap_or(0)]
        };
        let row = kinds.entry(format!("{} {form}", example.mention)).or_default();
        let has = example.right.contains(&true);
        let named = !example.case.description || chances[best] >= 0.4;
        row[0] += 1;
        row[1] += usize::from(has);
        row[2] += usize::from(if named { example.right[best] } else { !has });
        row[3] += usize::from(named && !example.right[best]);
    }
    for (kind, [all, has, right, wrong]) in kinds {
        println!(
            "  {kind:24} {all:4} cases, {has:4} with the right one among the candidates, {right:4} right ({:.3}), {wrong:4} wrongly named",
            right as f64 / all as f64
        );
    }
}

fn lines(examples: &[Example], names: &[String], judges: &[Trees]) -> String {
    let line = |example: &Example| {
        serde_json::json!({"doc": names[example.article], "article": example.article, "at": example.case.place.start,
            "mention": example.mention, "description": example.case.description, "names": example.case.names,
            "right": example.right, "rows": example.case.rows,
            "chances": choice(&judges[example.article % FOLDS].scores(&example.case.rows))})
        .to_string()
    };
    let mut lines = serde_json::json!({"features": training::FEATURES}).to_string();
    for example in examples {
        lines.push('\n');
        lines.push_str(&line(example));
    }
    lines
}
