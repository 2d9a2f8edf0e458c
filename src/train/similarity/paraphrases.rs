//! Learns how alike two statements are, from paraphrases and from graded headlines together.
//!
//! `mrpc_train.jsonl` has gold 0 or 1, `headlines_2013.jsonl` gold 0 to 5. The printed figures are
//! held out: each tenth of the data is scored by trees that never saw it, and the cut for
//! paraphrases is the one that is best on the other nine tenths.

use std::io;
use std::path::Path;

use whosaid::align::features::{self, Values};
use whosaid::align::{Prepared, align};
use whosaid::report::comparison::statement;

use super::folds::{HeldOut, fold_of};
use super::pairs::{self, GoldPair};
use whosaid::model::{Growth, Row, Trees, grow};

const GROWTH: Growth =
    Growth { trees: 250, rate: 0.05, least: 30.0, ridge: 5.0, logistic: false, sample: 0.5 };

/// What paraphrases and pairs that are none are worth beside graded likeness: chosen by
/// cross-validation, both figures near their best alone.
const PARAPHRASE: f32 = 0.95;
const NO_PARAPHRASE: f32 = 0.45;

/// A pair ready for training.
struct Example {
    values: Values,
    gold: f32,
    graded: bool,
    fold: usize,
}

/// Prints the held-out figures and trains.
pub fn train(data: &Path) -> io::Result<HeldOut> {
    let mut examples = read(&data.join("mrpc_train.jsonl"), false)?;
    examples.extend(read(&data.join("headlines_2013.jsonl"), true)?);
    let trees = HeldOut::grow(|left_out| {
        let kept: Vec<&Example> = examples.iter().filter(|example| Some(example.fold) != left_out).collect();
        fit(&kept)
    });
    print_figures(&examples, &trees);
    Ok(trees)
}

fn read(path: &Path, graded: bool) -> io::Result<Vec<Example>> {
    let pairs = pairs::read(path)?;
    let example = |pair: &GoldPair| Example {
        values: values(pair),
        gold: pair.gold.as_f64().unwrap_or(0.0) as f32,
        graded,
        fold: fold_of(&pair.group),
    };
    Ok(pairs.iter().map(example).collect())
}

fn values(pair: &GoldPair) -> Values {
    let (first, second) = (statement(&pair.pair.a), statement(&pair.pair.b));
    let (a, b) = (Prepared::new(&first), Prepared::new(&second));
    features::values(&a, &b, &align(&a, &b))
}

fn fit(examples: &[&Example]) -> Trees {
    let rows: Vec<Row> = examples.iter().map(|example| row(example)).collect();
    grow(&rows, GROWTH)
}

fn row(example: &Example) -> Row {
    let target = if example.graded {
        example.gold / 5.0
    } else if example.gold > 0.5 {
        PARAPHRASE
    } else {
        NO_PARAPHRASE
    };
    Row { values: example.values.to_vec(), target, weight: if example.graded { 3.0 } else { 1.0 } }
}

fn print_figures(examples: &[Example], trees: &HeldOut) {
    let mut graded: Vec<(f32, f32)> = Vec::new();
    let (mut right, mut hits, mut found, mut real, mut total) = (0, 0, 0, 0, 0);
    for (fold, trees) in trees.without.iter().enumerate() {
        let (held, kept): (Vec<&Example>, Vec<&Example>) =
            examples.iter().partition(|example| example.fold == fold);
        let score = |example: &&Example| (trees.score(&example.values), example.gold);
        graded.extend(held.iter().filter(|example| example.graded).map(score));
        let cut = best_cut(kept.iter().filter(|example| !example.graded).map(score).collect());
        for (likeness, gold) in held.iter().filter(|example| !example.graded).map(score) {
            let (yes, gold) = (likeness >= cut, gold > 0.5);
            total += 1;
            right += usize::from(yes == gold);
            hits += usize::from(yes && gold);
            found += usize::from(yes);
            real += usize::from(gold);
        }
    }
    println!(
        "paraphrases: accuracy {:.4}, F1 {:.4} ({total} pairs)",
        right as f64 / total as f64,
        2.0 * hits as f64 / (found + real) as f64
    );
    println!("headlines: Pearson {:.4} ({} pairs)", pearson(&graded), graded.len());
}

/// The score from which calling a pair a paraphrase is right most often.
fn best_cut(mut scores: Vec<(f32, f32)>) -> f32 {
    scores.sort_by(|one, other| one.0.total_cmp(&other.0));
    let mut right: i64 = scores.iter().filter(|(_, gold)| *gold > 0.5).count() as i64;
    let mut best = (right, f32::MIN);
    for pair in scores.windows(2) {
        right += if pair[0].1 > 0.5 { -1 } else { 1 };
        if right > best.0 {
            best = (right, pair[1].0);
        }
    }
    best.1
}

fn pearson(scores: &[(f32, f32)]) -> f64 {
    let count = scores.len() as f64;
    let mean =
        |pick: fn(&(f32, f32)) -> f32| scores.iter().map(|score| f64::from(pick(score))).sum::<f64>() / count;
    let (mean_score, mean_gold) = (mean(|score| score.0), mean(|score| score.1));
    let (mut both, mut own, mut gold) = (0.0, 0.0, 0.0);
    for (score, label) in scores {
        let (x, y) = (f64::from(*score) - mean_score, f64::from(*label) - mean_gold);
        both += x * y;
        own += x * x;
        gold += y * y;
    }
    both / (own * gold).sqrt()
}
