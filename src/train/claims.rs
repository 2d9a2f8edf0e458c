//! `whosaid-train claims`: whether two sentences of articles on one event state one claim.
//!
//! The gold lists every claim that two articles of an event share, with the stretches that tell it; a
//! pair of sentences is right when both lie on stretches of one claim. Pairs of sentences from two
//! events are wrong without a label. The printed figures are out of fold, by event.

use std::collections::{BTreeMap, HashMap};
use std::error::Error;
use std::path::PathBuf;

use serde::Deserialize;

use whosaid::audit::{self, Settings, account, identities, read_all};
use whosaid::cluster::sentences::training::{COUNT, Signs, examples};
use whosaid::cluster::{Account, Member};
use whosaid::ingest;
use whosaid::model::{Growth, Row, Trees, grow};
use whosaid::place::CodePoints;

const GROWTH: Growth = Growth { trees: 350, rate: 0.05, least: 6.0, ridge: 3.0, logistic: true, sample: 0.5 };

/// In how many parts the events are held out in turn.
const FOLDS: usize = 7;

/// How much a pair of two events counts, and one in how many of them is taken.
const STRANGERS: f32 = 0.5;

/// What the command is asked for.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Articles as JSON Lines, with `event`.
    #[arg(long, required = true)]
    articles: Vec<PathBuf>,
    /// Claims as JSON Lines: `event`, `sure`, `members` with `article`, `start`, `end` in code points. The
    /// figures are printed for the events of the first file.
    #[arg(required = true)]
    claims: Vec<PathBuf>,
    /// The file of weights: src/cluster/weights/sentences.bin in the source tree.
    #[arg(long)]
    output: PathBuf,
}

/// A claim that several articles tell.
#[derive(Debug, Deserialize)]
struct Claim {
    event: String,
    #[serde(default = "sure")]
    sure: u8,
    members: Vec<Place>,
}

/// Where an article tells a claim.
#[derive(Clone, Debug, Deserialize)]
struct Place {
    article: String,
    start: usize,
    end: usize,
    #[serde(default)]
    voice: String,
}

fn sure() -> u8 {
    3
}

/// A pair of sentences.
struct Example {
    signs: Signs,
    same: bool,
    strangers: bool,
    /// The event of the first; pairs of two events are in the fold of the first.
    event: usize,
    pair: (u32, u32),
}

/// A sentence's place and the claims that it tells.
struct Sentence {
    article: usize,
    start: usize,
    end: usize,
    claims: Vec<usize>,
}

/// Trains and prints the figures.
pub fn run(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    let mut claims: Vec<Claim> = Vec::new();
    let mut measured = 0;
    for (number, path) in arguments.claims.iter().enumerate() {
        if number == 1 {
            measured = claims.len();
        }
        for line in std::fs::read_to_string(path)?.lines().filter(|line| !line.trim().is_empty()) {
            claims.push(serde_json::from_str(line)?);
        }
    }
    let measured: Vec<String> = match arguments.claims.len() {
        1 => claims.iter().map(|claim| claim.event.clone()).collect(),
        _ => claims[..measured].iter().map(|claim| claim.event.clone()).collect(),
    };
    claims.retain(|claim| claim.sure >= 2);
    let mut event_names: Vec<&str> = claims.iter().map(|claim| claim.event.as_str()).collect();
    event_names.sort_unstable();
    event_names.dedup();
    let mut event_of: HashMap<&str, usize> = HashMap::new();
    for claim in &claims {
        let event = event_names.binary_search(&claim.event.as_str()).unwrap_or_default();
        event_of.extend(claim.members.iter().map(|member| (member.article.as_str(), event)));
    }
    let mut articles = ingest::read(&arguments.articles, ingest::Options::default()).articles;
    let name = |article: &ingest::Article| article.given_id.clone().unwrap_or_else(|| article.id.clone());
    articles.retain(|article| event_of.contains_key(name(article).as_str()));
    articles.sort_by(|a, b| (a.date, &a.outlet, &a.id).cmp(&(b.date, &b.outlet, &b.id)));
    let readings = read_all(&articles, &Settings::default());
    let known = identities(&readings, &Settings::default().register);
    let tellings = audit::tellings(&articles, &readings);
    let texts = audit::texts(&articles, &tellings);
    let mut members = audit::members(&articles, &readings, &known, &tellings, &texts);
    members.retain(|member| member.is_sentence);
    let accounts: Vec<Account> = articles.iter().map(account).collect();
    let sentences: Vec<Sentence> = sentences(&articles, &members, &claims, &name);
    let of_article: Vec<usize> = articles.iter().map(|article| event_of[name(article).as_str()]).collect();
    let examples: Vec<Example> = examples(&accounts, &members)
        .into_iter()
        .map(|(pair, signs)| {
            let (a, b) = (&sentences[pair.0 as usize], &sentences[pair.1 as usize]);
            let event = of_article[a.article];
            Example {
                signs,
                same: a.claims.iter().any(|claim| b.claims.contains(claim)),
                strangers: event != of_article[b.article],
                event,
                pair,
            }
        })
        .collect();
    let count = |keep: fn(&Example) -> bool| examples.iter().filter(|example| keep(example)).count();
    println!(
        "{} events, {} articles, {} sentences, {} pairs, {} the same, {} of two events, {COUNT} signs",
        event_names.len(),
        articles.len(),
        sentences.len(),
        examples.len(),
        count(|example| example.same),
        count(|example| example.strangers)
    );
    let mut scores = vec![0.0; examples.len()];
    for fold in 0..FOLDS {
        let kept: Vec<&Example> = examples.iter().filter(|example| example.event % FOLDS != fold).collect();
        let trees = fit(&kept);
        for (score, example) in
            scores.iter_mut().zip(&examples).filter(|(_, example)| example.event % FOLDS == fold)
        {
            *score = trees.probability(&example.signs);
        }
    }
    let is_measured: Vec<bool> =
        event_names.iter().map(|event| measured.iter().any(|known| known == event)).collect();
    let all: Vec<&Example> = examples.iter().collect();
    let (shown, scores): (Vec<&Example>, Vec<f32>) =
        examples.iter().zip(scores).filter(|(example, _)| is_measured[example.event]).unzip();
    let of_measured: Vec<&Claim> = claims.iter().filter(|claim| measured.contains(&claim.event)).collect();
    print_figures(&shown, &scores, &sentences, &of_measured, &name, &articles);
    print_reliability(&shown, &scores);
    std::fs::write(&arguments.output, fit(&all).to_bytes())?;
    Ok(())
}

fn sentences(
    articles: &[ingest::Article],
    members: &[Member],
    claims: &[Claim],
    name: &impl Fn(&ingest::Article) -> String,
) -> Vec<Sentence> {
    let mut told: BTreeMap<&str, Vec<(usize, &Place)>> = BTreeMap::new();
    for (index, claim) in claims.iter().enumerate() {
        for member in &claim.members {
            told.entry(&member.article).or_default().push((index, member));
        }
    }
    let points: Vec<CodePoints> = articles.iter().map(|article| CodePoints::new(&article.body)).collect();
    members
        .iter()
        .map(|member| {
            let (start, end) = points[member.account].span(member.stretches[0]);
            let places = told.get(name(&articles[member.account]).as_str());
            let mut claims: Vec<usize> = places
                .into_iter()
                .flatten()
                .filter(|(_, place)| overlap(place, start, end) >= 0.5)
                .map(|(claim, _)| *claim)
                .collect();
            claims.dedup();
            Sentence { article: member.account, start, end, claims }
        })
        .collect()
}

/// The share of the shorter that two places have in common; none below a seventh of the longer.
fn overlap(place: &Place, start: usize, end: usize) -> f64 {
    let common = place.end.min(end).saturating_sub(place.start.max(start)) as f64;
    let (one, other) = ((place.end - place.start) as f64, (end - start) as f64);
    if common >= 0.15 * one.max(other) { common / one.min(other).max(1.0) } else { 0.0 }
}

fn fit(examples: &[&Example]) -> Trees {
    let rows: Vec<Row> = examples
        .iter()
        .map(|example| Row {
            values: example.signs.to_vec(),
            target: f32::from(u8::from(example.same)),
            weight: if example.strangers { STRANGERS } else { 1.0 },
        })
        .collect();
    grow(&rows, GROWTH)
}

/// Precision over pairs, recall over the pairs of stretches that the gold has, by voice.
fn print_figures(
    examples: &[&Example],
    scores: &[f32],
    sentences: &[Sentence],
    claims: &[&Claim],
    name: &impl Fn(&ingest::Article) -> String,
    articles: &[ingest::Article],
) {
    let article: HashMap<String, usize> =
        articles.iter().enumerate().map(|(index, article)| (name(article), index)).collect();
    let mut of_article: Vec<Vec<usize>> = vec![Vec::new(); articles.len()];
    for (index, sentence) in sentences.iter().enumerate() {
        of_article[sentence.article].push(index);
    }
    for cut in [0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5] {
        let linked: std::collections::HashSet<(u32, u32)> = examples
            .iter()
            .zip(scores)
            .filter(|(_, score)| **score >= cut)
            .map(|(example, _)| example.pair)
            .collect();
        let said = examples.iter().zip(scores).filter(|(_, score)| **score >= cut);
        let (mut right, mut wrong, mut strangers) = (0, 0, 0);
        for (example, _) in said {
            right += usize::from(example.same);
            wrong += usize::from(!example.same && !example.strangers);
            strangers += usize::from(example.strangers);
        }
        let mut voices: BTreeMap<&str, [usize; 2]> = BTreeMap::new();
        for claim in claims {
            for (number, one) in claim.members.iter().enumerate() {
                for other in claim.members[..number].iter().filter(|other| other.article != one.article) {
                    let (Some(&first), Some(&second)) =
                        (article.get(&one.article), article.get(&other.article))
                    else {
                        continue;
                    };
                    let at = |place: &Place, article: usize| -> Vec<usize> {
                        let on = |index: &&usize| {
                            overlap(place, sentences[**index].start, sentences[**index].end) >= 0.5
                        };
                        of_article[article].iter().filter(on).copied().collect()
                    };
                    let (these, those) = (at(one, first), at(other, second));
                    let found = these.iter().any(|&a| {
                        those.iter().any(|&b| linked.contains(&(a.min(b) as u32, a.max(b) as u32)))
                    });
                    let rank = |voice: &str| {
                        ["own", "reported", "quotation"].iter().position(|known| *known == voice)
                    };
                    let voice =
                        if rank(&one.voice) <= rank(&other.voice) { &one.voice } else { &other.voice };
                    voices.entry(voice).or_default()[usize::from(found)] += 1;
                }
            }
        }
        let all = voices.values().fold([0, 0], |sum, count| [sum[0] + count[0], sum[1] + count[1]]);
        let recall = |[missed, found]: [usize; 2]| found as f64 / (missed + found).max(1) as f64;
        let precision = f64::from(right as u32) / f64::from((right + wrong).max(1) as u32);
        let by_voice: Vec<String> =
            voices.iter().map(|(voice, counts)| format!("{voice} {:.2}", recall(*counts))).collect();
        println!(
            "at {cut}: F1 {:.3}, precision {precision:.3}, recall {:.3} ({}); {strangers} of two events",
            2.0 * precision * recall(all) / (precision + recall(all)).max(1e-9),
            recall(all),
            by_voice.join(", ")
        );
    }
}

/// How often what is given a probability comes true.
fn print_reliability(examples: &[&Example], scores: &[f32]) {
    for tenth in 0..10 {
        let within = |score: f32| ((score * 10.0) as usize).min(9) == tenth;
        let of_tenth: Vec<(f32, bool)> = examples
            .iter()
            .zip(scores)
            .filter(|(_, score)| within(**score))
            .map(|(example, score)| (*score, example.same))
            .collect();
        let mean = of_tenth.iter().map(|(score, _)| score).sum::<f32>() / of_tenth.len().max(1) as f32;
        let true_ones = of_tenth.iter().filter(|(_, same)| *same).count() as f32;
        println!("said {mean:.2}, true {:.2} ({})", true_ones / of_tenth.len().max(1) as f32, of_tenth.len());
    }
}
