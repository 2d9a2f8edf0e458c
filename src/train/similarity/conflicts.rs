//! Learns which differences are conflicts.
//!
//! Retold statements say of which kind the change is; statements that people called consistent,
//! entailed, paraphrased or the same quote give differences that are harmless. The printed figures
//! are held out: a pair is flagged when one of its differences is.

use std::io;
use std::path::Path;

use whosaid::align::trees::Trees;
use whosaid::align::{Judges, Prepared, Statement, align_by};
use whosaid::compare::FindingKind;
use whosaid::compare::training::{Candidate, Signs, candidates};
use whosaid::report::comparison::statement;

use super::boosting::{Growth, Row, grow, mixed};
use super::edits::{self, Told};
use super::folds::{HeldOut, fold_of};
use super::pairs::{self, GoldPair};

const GROWTH: Growth = Growth { trees: 300, rate: 0.04, least: 1.5, ridge: 2.0, logistic: true, sample: 0.4 };

const SPEAKERS: [&str; 4] = ["Elise Ortega", "Joan Sayle", "Rowan Ashgrove", "Honoré Lambrecht"];

/// One in this many statements is edited.
const EDITED: usize = 2;

/// A pair, its differences, and what people said of it.
struct Example {
    differences: Vec<(Candidate, Signs)>,
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

/// Trains. How alike two statements are and whether they are one claim comes from judges that never
/// saw the pair: `judges` are those without each part.
pub fn train(data: &Path, quotes: &Path, judges: &[Judges]) -> io::Result<HeldOut> {
    let reader = Reader { judges };
    let mut examples = Vec::new();
    for (set, weight) in [("rewrites_dev", 3.0), ("polnear_dev", 2.0), ("rte3_dev", 2.0), ("mrpc_train", 0.1)]
    {
        for pair in pairs::read(&data.join(format!("{set}.jsonl")))? {
            if let Some(label) = label(&pair.gold) {
                examples.push(reader.example(&pair, label, weight, set));
            }
        }
    }
    examples.extend(reader.quotes(quotes)?);
    examples.extend(reader.edited(data)?);
    Ok(HeldOut::grow(|left_out| {
        let kept: Vec<&Example> = examples.iter().filter(|example| Some(example.fold) != left_out).collect();
        fit(&kept)
    }))
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

/// Turns pairs into examples.
struct Reader<'a> {
    judges: &'a [Judges],
}

impl Reader<'_> {
    fn example(&self, pair: &GoldPair, label: Label, weight: f32, set: &'static str) -> Example {
        let (first, second) = (statement(&pair.pair.a), statement(&pair.pair.b));
        let fold = fold_of(&pair.group);
        Example { differences: self.differences(&first, &second, fold), label, weight, fold, set }
    }

    fn differences(&self, first: &Statement, second: &Statement, fold: usize) -> Vec<(Candidate, Signs)> {
        let (a, b) = (Prepared::new(first), Prepared::new(second));
        candidates(&a, &b, &align_by(&self.judges[fold], &a, &b))
    }

    /// Quotes of two outlets, put into marks.
    fn quotes(&self, path: &Path) -> io::Result<Vec<Example>> {
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
            let fold = fold_of(event);
            let differences = self.differences(&statement(&first, "one"), &statement(&second, "other"), fold);
            let label = if label == "M" { Label::SomeConflict } else { Label::Harmless };
            examples.push(Example { differences, label, weight: 1.0, fold, set: "quotes" });
        }
        Ok(examples)
    }

    /// Statements beside their own edits: what is changed and what is kept is known for sure.
    fn edited(&self, data: &Path) -> io::Result<Vec<Example>> {
        let mut examples = Vec::new();
        for set in ["polnear_dev", "rewrites_dev", "mrpc_train"] {
            let pairs = pairs::read(&data.join(format!("{set}.jsonl")))?;
            for (number, pair) in pairs.iter().enumerate().filter(|(number, _)| number % EDITED == 0) {
                let fold = fold_of(&pair.group);
                let statement = statement(&pair.pair.a);
                // Where nobody is named, somebody is invented, so that the edits of speakers have work.
                let named = statement.speaker.filter(|speaker| speaker.split(' ').count() == 2);
                let speaker = named.unwrap_or(SPEAKERS[number % SPEAKERS.len()]);
                let told = Told { text: statement.text.to_owned(), speaker: Some(speaker.to_owned()) };
                for (place, edit) in edits::keeping().into_iter().chain(edits::changing()).enumerate() {
                    // Every statement takes a third of the edits, so that no kind crowds out the others.
                    if !mixed(number as u64, place as u64).is_multiple_of(3) {
                        continue;
                    }
                    let Some(other) = (edit.apply)(&told, mixed(number as u64, 77) as usize) else {
                        continue;
                    };
                    let invented = other.speaker != told.speaker;
                    let of = |told: &'_ Told| {
                        if invented { told.speaker.clone() } else { statement.speaker.map(str::to_owned) }
                    };
                    let (own, others) = (of(&told), of(&other));
                    let before = Statement { speaker: own.as_deref(), ..statement };
                    let after = Statement { text: &other.text, speaker: others.as_deref(), ..statement };
                    let differences = self.differences(&before, &after, fold);
                    let label = edit.kind.map_or(Label::Harmless, Label::Conflict);
                    examples.push(Example { differences, label, weight: 0.08, fold, set: "edits" });
                }
            }
        }
        Ok(examples)
    }
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
