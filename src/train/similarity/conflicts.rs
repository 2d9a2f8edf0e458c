//! Learns which differences are conflicts.
//!
//! Retold statements say of which kind the change is; statements that people called consistent,
//! entailed, paraphrased or the same quote give differences that are harmless. The printed figures
//! are held out: a pair is flagged when one of its differences is.

use std::io;
use std::path::Path;

use whosaid::align::trees::Trees;
use whosaid::align::{Alignment, Prepared, Statement, align};
use whosaid::compare::FindingKind;
use whosaid::compare::training::{Candidate, Signs, candidates, probability_by};

use super::boosting::{Growth, Row, grow, mixed};
use super::edits::{self, Told};
use super::pairs::{self, GoldPair};

const FOLDS: usize = 10;

const GROWTH: Growth = Growth { trees: 300, rate: 0.04, least: 1.5, ridge: 2.0, logistic: true, sample: 0.4 };

/// A pair, its differences, and what people said of it.
struct Example {
    differences: Vec<(Candidate, Signs)>,
    matched: bool,
    label: Label,
    weight: f32,
    fold: usize,
    set: &'static str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Label {
    /// All its differences are harmless.
    Harmless,
    /// A difference of this kind is a conflict; of other kinds nothing is known.
    Conflict(FindingKind),
    /// Some difference is a conflict.
    SomeConflict,
}

/// Prints the held-out figures and trains on everything.
pub fn train(data: &Path, quotes: &Path) -> io::Result<Trees> {
    let mut examples = Vec::new();
    for (set, weight) in [("rewrites_dev", 3.0), ("polnear_dev", 2.0), ("rte3_dev", 2.0), ("mrpc_train", 0.1)]
    {
        for pair in pairs::read(&data.join(format!("{set}.jsonl")))? {
            if let Some(label) = label(&pair.gold) {
                examples.push(example(&pair, label, weight, set));
            }
        }
    }
    examples.extend(read_quotes(quotes)?);
    examples.extend(edited(data)?);
    cross_validate(&examples);
    let all: Vec<&Example> = examples.iter().collect();
    Ok(fit(&all))
}

fn label(gold: &serde_json::Value) -> Option<Label> {
    if let Some(verdict) = gold["verdict"].as_str() {
        return Some(if verdict == "conflicting" {
            kind(gold["kind"].as_str()?).map_or(Label::SomeConflict, Label::Conflict)
        } else {
            Label::Harmless
        });
    }
    match (gold.as_i64(), gold.as_str()) {
        (Some(1), _) | (_, Some("entailment" | "neutral")) => Some(Label::Harmless),
        (_, Some("contradiction")) => Some(Label::SomeConflict),
        _ => None,
    }
}

fn kind(name: &str) -> Option<FindingKind> {
    Some(match name {
        "negation" => FindingKind::Negation,
        "antonym" => FindingKind::Antonym,
        "number" => FindingKind::Number,
        "date" => FindingKind::Date,
        "agent" => FindingKind::Agent,
        "speaker" => FindingKind::Speaker,
        "wording" => FindingKind::Wording,
        "certainty" => FindingKind::Certainty,
        _ => return None,
    })
}

fn example(pair: &GoldPair, label: Label, weight: f32, set: &'static str) -> Example {
    let (first, second) = (pair.a.statement(), pair.b.statement());
    let group = pair.id.split(':').next().unwrap_or("");
    let (differences, alignment) = differences(&first, &second);
    Example { differences, matched: alignment.relation.is_same(), label, weight, fold: fold_of(group), set }
}

fn fold_of(group: &str) -> usize {
    group.bytes().fold(0, |sum, byte| u64::from(mixed(sum, u64::from(byte)))) as usize % FOLDS
}

fn differences(first: &Statement, second: &Statement) -> (Vec<(Candidate, Signs)>, Alignment) {
    let (a, b) = (Prepared::new(first), Prepared::new(second));
    let alignment = align(&a, &b);
    (candidates(&a, &b, &alignment), alignment)
}

/// Quotes of two outlets, put into marks.
fn read_quotes(path: &Path) -> io::Result<Vec<Example>> {
    let table = std::fs::read_to_string(path)?;
    let mut examples = Vec::new();
    for line in table.lines().skip(1) {
        let fields: Vec<&str> = line.split('\t').collect();
        let &[event, .., label, first, second] = &fields[..] else { continue };
        if matches!(label, "U" | "UNLABELLED" | "D") {
            continue;
        }
        let (first, second) = (format!("“{first}”"), format!("“{second}”"));
        let statement = |text, outlet| Statement { text, outlet: Some(outlet), ..Statement::default() };
        let (differences, alignment) = differences(&statement(&first, "one"), &statement(&second, "other"));
        let label = if label == "M" { Label::SomeConflict } else { Label::Harmless };
        examples.push(Example {
            differences,
            matched: alignment.relation.is_same(),
            label,
            weight: 1.0,
            fold: fold_of(event),
            set: "quotes",
        });
    }
    Ok(examples)
}

const SPEAKERS: [&str; 4] = ["Elise Ortega", "Joan Sayle", "Rowan Ashgrove", "Honoré Lambrecht"];

/// One in this many statements is edited.
const EDITED: usize = 2;

/// Statements beside their own edits: what is changed and what is kept is known for sure.
fn edited(data: &Path) -> io::Result<Vec<Example>> {
    let mut examples = Vec::new();
    for set in ["polnear_dev", "rewrites_dev", "mrpc_train"] {
        let pairs = pairs::read(&data.join(format!("{set}.jsonl")))?;
        for (number, pair) in pairs.iter().enumerate().filter(|(number, _)| number % EDITED == 0) {
            let group = pair.id.split(':').next().unwrap_or("");
            let fold = fold_of(group);
            let statement = pair.a.statement();
            // Where nobody is named, somebody is invented, so that the edits of speakers have work.
            let named = statement.speaker.filter(|speaker| speaker.split(' ').count() == 2);
            let speaker = named.unwrap_or(SPEAKERS[number % SPEAKERS.len()]);
            let told = Told { text: statement.text.to_owned(), speaker: Some(speaker.to_owned()) };
            for (place, edit) in edits::keeping().into_iter().chain(edits::changing()).enumerate() {
                // Every statement takes a third of the edits, so that no kind crowds out the others.
                if !mixed(number as u64, place as u64).is_multiple_of(3) {
                    continue;
                }
                let Some(other) = (edit.apply)(&told, mixed(number as u64, 77) as usize) else { continue };
                let invented = other.speaker != told.speaker;
                let of = |told: &'_ Told| {
                    if invented { told.speaker.clone() } else { statement.speaker.map(str::to_owned) }
                };
                let (own, others) = (of(&told), of(&other));
                let before = Statement { speaker: own.as_deref(), ..statement };
                let after = Statement { text: &other.text, speaker: others.as_deref(), ..statement };
                let (differences, alignment) = differences(&before, &after);
                let label = edit.kind.map_or(Label::Harmless, Label::Conflict);
                examples.push(Example {
                    differences,
                    matched: alignment.relation.is_same(),
                    label,
                    weight: 0.08,
                    fold,
                    set: "edits",
                });
            }
        }
    }
    Ok(examples)
}

fn fit(examples: &[&Example]) -> Trees {
    let mut rows = Vec::new();
    for example in examples {
        for (candidate, signs) in &example.differences {
            let (target, weight) = match example.label {
                Label::Harmless
                    if example.set == "mrpc_train"
                        && matches!(candidate.kind, FindingKind::Number | FindingKind::Date) =>
                {
                    continue;
                }
                Label::Harmless => (0.0, 1.0),
                Label::Conflict(kind) if kind == candidate.kind => (1.0, 1.5),
                Label::Conflict(_) => continue,
                Label::SomeConflict => (1.0, 1.0 / example.differences.len() as f32),
            };
            rows.push(Row { values: signs.to_vec(), target, weight: weight * example.weight });
        }
    }
    grow(&rows, GROWTH)
}

fn cross_validate(examples: &[Example]) {
    let mut answers: Vec<(&Example, Option<(f32, FindingKind)>)> = Vec::new();
    for fold in 0..FOLDS {
        let (held, kept): (Vec<&Example>, Vec<&Example>) =
            examples.iter().partition(|example| example.fold == fold);
        let trees = fit(&kept);
        answers.extend(held.into_iter().map(|example| (example, surest(example, &trees))));
    }
    for set in ["rewrites_dev", "polnear_dev", "rte3_dev", "quotes", "mrpc_train", "edits"] {
        let of_set: Vec<_> = answers.iter().filter(|(example, _)| example.set == set).collect();
        for cut in [0.3, 0.4, 0.5, 0.6, 0.7, 0.8] {
            print_figures(set, cut, &of_set);
        }
    }
}

/// The difference that is most surely a conflict.
fn surest(example: &Example, trees: &Trees) -> Option<(f32, FindingKind)> {
    let scored = example
        .differences
        .iter()
        .map(|(candidate, signs)| (probability_by(trees, candidate.kind, signs), candidate.kind));
    scored.filter(|_| example.matched).max_by(|one, other| one.0.total_cmp(&other.0))
}

fn print_figures(set: &str, cut: f32, answers: &[&(&Example, Option<(f32, FindingKind)>)]) {
    let (mut flagged, mut hits, mut real, mut right_kind) = (0, 0, 0, 0);
    for (example, answer) in answers {
        let conflict = example.label != Label::Harmless;
        real += usize::from(conflict);
        if let Some((_, kind)) = answer.filter(|(probability, _)| *probability >= cut) {
            flagged += 1;
            hits += usize::from(conflict);
            right_kind += usize::from(example.label == Label::Conflict(kind));
        }
    }
    let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
    println!(
        "{set} at {cut}: precision {:.3}, recall {:.3} of {real}, right kind {:.3}, false flags {:.1} per 1,000",
        share(hits, flagged),
        share(hits, real),
        share(right_kind, hits),
        1000.0 * share(flagged - hits, answers.len() - real)
    );
}
