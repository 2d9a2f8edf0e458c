//! The held-out figures: every pair is compared by weights that never saw it or a pair that shares a
//! statement with it.

use std::fmt::Write as _;
use std::io;
use std::path::Path;

use serde_json::Value;
use whosaid::align::{Judges, Prepared, Relation, align_by};
use whosaid::compare::training::compare_by;
use whosaid::compare::{Comparison, Verdict};
use whosaid::report::comparison::{answer, statement};
use whosaid::report::pair::{Pair, PairKind};

use super::folds::{HeldOut, fold_of};
use super::pairs;

/// The sets with gold verdicts or relations.
const SETS: [&str; 7] =
    ["polnear_dev", "rewrites_dev", "rte3_dev", "mrpc_train", "wild_dev", "differs_dev", "retold"];

/// Weights that never saw a part of the pairs.
struct Held<'a> {
    judges: &'a [Judges],
    conflicts: &'a HeldOut,
}

impl Held<'_> {
    fn compare(&self, pair: &Pair, fold: usize) -> Comparison {
        let (first, second) = (statement(&pair.a), statement(&pair.b));
        let (a, b) = (Prepared::new(&first), Prepared::new(&second));
        let alignment = align_by(&self.judges[fold], &a, &b);
        compare_by(&self.conflicts.without[fold], &a, &b, alignment)
    }
}

/// Compares all pairs, prints how often that was right, and writes the answers where asked to.
pub fn print_figures(
    data: &Path,
    quotes: &Path,
    judges: &[Judges],
    conflicts: &HeldOut,
    predictions: Option<&Path>,
) -> io::Result<()> {
    let held = Held { judges, conflicts };
    println!(
        "\nverdicts, held out    matched p/r      conflicting p/r     right kind  false flags per 1,000"
    );
    for set in SETS {
        let mut tally = Tally::default();
        let mut answers = String::new();
        for gold in pairs::read_set(data, set)? {
            let found = held.compare(&gold.pair, fold_of(&gold.group));
            let said = answer(&gold.pair, &found);
            tally.add(&gold.gold, found.relation, found.verdict, said.kind);
            let line = serde_json::to_string(&said).map_err(io::Error::other)?;
            let _ = writeln!(answers, "{line}");
        }
        println!("{set:20}  {}", tally.row());
        if let Some(folder) = predictions {
            std::fs::write(folder.join(format!("{set}.jsonl")), answers)?;
        }
    }
    println!("{:20}  {}", "quotes", of_quotes(quotes, &held)?.row());
    Ok(())
}

/// Quotes of two outlets, put into marks.
fn of_quotes(path: &Path, held: &Held) -> io::Result<Tally> {
    let mut tally = Tally::default();
    let table = std::fs::read_to_string(path)?;
    for line in table.lines().skip(1) {
        let fields: Vec<&str> = line.split('\t').collect();
        let &[event, .., label, first, second] = &fields[..] else { continue };
        if matches!(label, "U" | "UNLABELLED") {
            continue;
        }
        let side = |text: &str, outlet: &str| whosaid::report::pair::Side {
            text: format!("“{text}”"),
            outlet: Some(outlet.to_owned()),
            ..Default::default()
        };
        let pair = Pair { id: Value::Null, a: side(first, "one"), b: side(second, "other") };
        let found = held.compare(&pair, fold_of(event));
        let gold = match label {
            "D" => serde_json::json!({"relation": "unrelated", "verdict": "none"}),
            "M" => serde_json::json!({"relation": "same_claim", "verdict": "conflicting"}),
            _ => serde_json::json!({"relation": "same_claim", "verdict": "consistent"}),
        };
        tally.add(&gold, found.relation, found.verdict, answer(&pair, &found).kind);
    }
    Ok(tally)
}

/// How often the answers were right.
#[derive(Default)]
struct Tally {
    pairs: usize,
    same: [usize; 3],
    conflicting: [usize; 3],
    right_kind: usize,
}

impl Tally {
    fn add(&mut self, gold: &Value, relation: Relation, verdict: Verdict, kind: PairKind) {
        let gold_relation = gold["relation"].as_str();
        let same = gold_relation.map_or(
            gold.as_i64() == Some(1) || gold.as_str().is_some_and(|word| word != "neutral"),
            |relation| relation.starts_with("same"),
        );
        let conflict =
            gold["verdict"].as_str() == Some("conflicting") || gold.as_str() == Some("contradiction");
        let flagged = verdict == Verdict::Conflicting;
        self.pairs += 1;
        count(&mut self.same, same, relation.is_same());
        count(&mut self.conflicting, conflict, flagged);
        let said = serde_json::to_value(kind).unwrap_or_default();
        self.right_kind += usize::from(conflict && flagged && gold["kind"] == said);
    }

    fn row(&self) -> String {
        let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
        let [hits, found, real] = self.same;
        let [caught, flagged, conflicts] = self.conflicting;
        format!(
            "{:.3}/{:.3}      {:.3}/{:.3} of {conflicts:3}      {:.3}      {:.1}",
            share(hits, found),
            share(hits, real),
            share(caught, flagged),
            share(caught, conflicts),
            share(self.right_kind, caught),
            1000.0 * share(flagged - caught, self.pairs - conflicts)
        )
    }
}

/// Counts what is both real and found, what is found, and what is real.
fn count(counts: &mut [usize; 3], real: bool, found: bool) {
    counts[0] += usize::from(real && found);
    counts[1] += usize::from(found);
    counts[2] += usize::from(real);
}
