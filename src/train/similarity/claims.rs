//! Learns whether two statements are one claim.
//!
//! `polnear_dev` and `rewrites_dev` have gold relations; entailments, headlines of one event and
//! quotes of two outlets stand in for more. The printed figures are held out.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use whosaid::align::evidence::{self, Evidence};
use whosaid::align::{Prepared, Statement, align, features};
use whosaid::report::comparison::statement;

use super::folds::{HeldOut, fold_of};
use super::pairs::{self, GoldPair};
use whosaid::model::{Growth, Row, Trees, grow};

const GROWTH: Growth = Growth { trees: 250, rate: 0.03, least: 8.0, ridge: 4.0, logistic: true, sample: 0.5 };

struct Example {
    evidence: Evidence,
    same: bool,
    weight: f32,
    fold: usize,
    set: &'static str,
}

/// The sets of pairs, and how much a pair of each counts.
const SETS: [(&str, f32); 8] = [
    ("polnear_dev", 4.0),
    ("rewrites_dev", 0.2),
    ("rte3_dev", 0.2),
    ("headlines_2013", 0.05),
    ("wild_dev", 2.0),
    ("differs_dev", 1.0),
    ("retold", 0.3),
    ("findings", 0.5),
];

/// Prints the held-out figures and trains. What each pair is said to be like comes from weights that
/// never saw the pair.
pub fn train(data: &Path, quotes: &Path, likeness: &HeldOut) -> io::Result<HeldOut> {
    let reader = Reader { likeness };
    let mut examples = Vec::new();
    for (set, weight) in SETS {
        for pair in pairs::read_set(data, set)? {
            if let Some(same) = same_claim(&pair.gold) {
                examples.push(reader.example(&pair, same, weight, set));
                if same && set == "polnear_dev" && pair.gold["verdict"] == "consistent" {
                    let mut opposed = pair.clone();
                    opposed.pair.a.cue = Some("supports".to_owned());
                    opposed.pair.b.cue = Some("opposes".to_owned());
                    examples.push(reader.example(&opposed, same, 0.1 * weight, "opposed"));
                }
            }
        }
    }
    examples.extend(reader.quotes(quotes)?);
    let trees = HeldOut::grow(|left_out| {
        let kept: Vec<&Example> = examples.iter().filter(|example| Some(example.fold) != left_out).collect();
        fit(&kept)
    });
    print_figures(&examples, &trees);
    Ok(trees)
}

/// Turns pairs into examples, with the similarity that was trained just before.
struct Reader<'a> {
    likeness: &'a HeldOut,
}

impl Reader<'_> {
    fn example(&self, pair: &GoldPair, same: bool, weight: f32, set: &'static str) -> Example {
        let (first, second) = (statement(&pair.pair.a), statement(&pair.pair.b));
        let fold = fold_of(&pair.group);
        Example { evidence: self.evidence(&first, &second, fold), same, weight, fold, set }
    }

    fn evidence(&self, first: &Statement, second: &Statement, fold: usize) -> Evidence {
        let (a, b) = (Prepared::new(first), Prepared::new(second));
        let mut alignment = align(&a, &b);
        let values = features::values(&a, &b, &alignment);
        alignment.similarity = self.likeness.without[fold].score(&values).clamp(0.0, 1.0);
        evidence::collect(&a, &b, &alignment, &values)
    }

    /// Quotes that people marked as the same; and, as different, quotes of one event from two articles
    /// that no chain of marks joins.
    fn quotes(&self, path: &Path) -> io::Result<Vec<Example>> {
        let table = std::fs::read_to_string(path)?;
        let mut events: BTreeMap<&str, Vec<Quote>> = BTreeMap::new();
        let mut examples = Vec::new();
        for line in table.lines().skip(1) {
            let fields: Vec<&str> = line.split('\t').collect();
            let &[event, article_a, _, _, article_b, _, _, label, text_a, text_b] = &fields[..] else {
                continue;
            };
            let quotes = events.entry(event).or_default();
            let (first, second) = (place_of(quotes, article_a, text_a), place_of(quotes, article_b, text_b));
            if label != "D" {
                let (from, to) = (quotes[first].group, quotes[second].group);
                quotes.iter_mut().filter(|quote| quote.group == from).for_each(|quote| quote.group = to);
            }
            if !matches!(label, "U" | "UNLABELLED") {
                examples.push(self.quotes_example(event, text_a, text_b, label != "D"));
            }
        }
        for (event, quotes) in &events {
            for (number, quote) in quotes.iter().enumerate() {
                let different = quotes[..number]
                    .iter()
                    .filter(|other| other.article != quote.article && other.group != quote.group);
                examples
                    .extend(different.map(|other| self.quotes_example(event, quote.text, other.text, false)));
            }
        }
        Ok(examples)
    }

    fn quotes_example(&self, event: &str, first: &str, second: &str, same: bool) -> Example {
        let statement = |text| Statement { text, ..Statement::default() };
        let fold = fold_of(event);
        Example {
            evidence: self.evidence(&statement(first), &statement(second), fold),
            same,
            weight: 0.5,
            fold,
            set: "quotes",
        }
    }
}

/// What the gold labels of the different sets say about one claim; nothing where they are between.
fn same_claim(gold: &serde_json::Value) -> Option<bool> {
    if let Some(relation) = gold["relation"].as_str() {
        return Some(relation.starts_with("same"));
    }
    match (gold.as_f64(), gold.as_str()) {
        (Some(score), _) if gold.is_f64() || score > 1.0 => {
            (score >= 3.6 || score <= 2.4).then_some(score >= 3.6)
        }
        (Some(score), _) => (score > 0.5).then_some(true),
        (None, Some(word)) => Some(word != "neutral"),
        _ => None,
    }
}

/// A quote of an article, and the group of quotes that tell the same.
struct Quote<'a> {
    article: &'a str,
    text: &'a str,
    group: usize,
}

fn place_of<'a>(quotes: &mut Vec<Quote<'a>>, article: &'a str, text: &'a str) -> usize {
    let found = quotes.iter().position(|quote| quote.article == article && quote.text == text);
    found.unwrap_or_else(|| {
        quotes.push(Quote { article, text, group: quotes.len() });
        quotes.len() - 1
    })
}

fn fit(examples: &[&Example]) -> Trees {
    let rows: Vec<Row> = examples
        .iter()
        .map(|example| Row {
            values: example.evidence.to_vec(),
            target: f32::from(u8::from(example.same)),
            weight: example.weight,
        })
        .collect();
    grow(&rows, GROWTH)
}

fn print_figures(examples: &[Example], trees: &HeldOut) {
    let scores: Vec<(f32, &Example)> = examples
        .iter()
        .map(|example| (trees.without[example.fold].probability(&example.evidence), example))
        .collect();
    for set in [
        "polnear_dev",
        "rewrites_dev",
        "rte3_dev",
        "headlines_2013",
        "wild_dev",
        "differs_dev",
        "retold",
        "quotes",
    ] {
        for cut in [0.3, 0.4, 0.5, 0.6] {
            let of_set = scores.iter().filter(|(_, example)| example.set == set);
            let (mut hits, mut found, mut real) = (0, 0, 0);
            for (score, example) in of_set {
                hits += usize::from(*score >= cut && example.same);
                found += usize::from(*score >= cut);
                real += usize::from(example.same);
            }
            println!(
                "{set} at {cut}: F1 {:.3}, precision {:.3}, recall {:.3} of {real}",
                2.0 * hits as f64 / (found + real) as f64,
                hits as f64 / found as f64,
                hits as f64 / real as f64
            );
        }
    }
}
