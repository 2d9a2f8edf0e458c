//! Learns which differences are conflicts.
//!
//! Retold statements say of which kind the change is; statements that people called consistent,
//! entailed, paraphrased or the same quote give differences that are harmless. The printed figures
//! are held out: a pair is flagged when one of its differences is.

use std::io;
use std::path::Path;

use whosaid::align::{Alignment, Judges, Prepared, Statement, align_by};
use whosaid::compare::FindingKind;
use whosaid::compare::training::{Signs, candidates};
use whosaid::place::Span;
use whosaid::report::comparison::statement;

use super::edits::{self, Told};
use super::folds::{HeldOut, fold_of};
use super::pairs::{self, GoldPair};
use whosaid::model::{Growth, Row, Trees, grow, mixed};

const GROWTH: Growth = Growth { trees: 300, rate: 0.04, least: 1.5, ridge: 2.0, logistic: true, sample: 0.4 };

const SPEAKERS: [&str; 4] = ["Elise Ortega", "Joan Sayle", "Rowan Ashgrove", "Honoré Lambrecht"];

/// Pairs of which the second statement is edited, and how much such a pair counts.
const RETOLD: [(&str, f32); 4] =
    [("rewrites_dev", 0.3), ("polnear_dev", 0.2), ("rte3_dev", 0.2), ("mrpc_train", 0.05)];

/// Cues of the two statements of such a pair, and what they make of it.
const STANCES: [((&str, &str), Label); 8] = [
    (("supports", "opposes"), Label::Conflict(FindingKind::Negation)),
    (("condemned", "praised"), Label::Conflict(FindingKind::Negation)),
    (("rejected", "backs"), Label::Conflict(FindingKind::Negation)),
    (("welcomed", "criticized"), Label::Conflict(FindingKind::Negation)),
    (("supports", "backs"), Label::Harmless),
    (("criticized", "opposes"), Label::Harmless),
    (("praised", "told of"), Label::Harmless),
    (("mentioned", "attacked"), Label::Harmless),
];

/// Pairs that people judged, and how much a difference in each counts. Real pairs of one event in two
/// outlets give the rate of conflicts that the news has.
const SETS: [(&str, f32); 9] = [
    ("rewrites_dev", 3.0),
    ("polnear_dev", 2.0),
    ("rte3_dev", 2.0),
    ("mrpc_train", 0.1),
    ("wild_dev", REAL),
    ("differs_dev", REAL),
    ("event_pairs", 0.2 * REAL),
    ("findings", REAL),
    ("retold", 0.5),
];
const REAL: f32 = 2.0;

/// One in this many statements is edited.
const EDITED: usize = 2;

/// A difference, what speaks for it, and where it stands in both statements.
struct Difference {
    kind: FindingKind,
    signs: Signs,
    place_a: Span,
    place: Span,
}

/// A pair, its differences, and what people said of it.
struct Example {
    differences: Vec<Difference>,
    label: Label,
    weight: f32,
    fold: usize,
    set: &'static str,
}

/// A difference that people saw: where it stands, and whether it matters.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Seen {
    a: Option<Span>,
    b: Option<Span>,
    matters: bool,
}

impl Seen {
    /// True when a difference stands on these words.
    fn is_at(&self, difference: &Difference) -> bool {
        let touches = |seen: Option<Span>, place: Span| seen.is_some_and(|seen| seen.overlaps(place));
        let speaks_of = difference.kind == FindingKind::Speaker && self.a.is_none() && self.b.is_none();
        touches(self.a, difference.place_a) || touches(self.b, difference.place) || speaks_of
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Label {
    /// Of a real pair people listed the differences; where `all` of them, any other is harmless.
    Listed { seen: Vec<Seen>, all: bool },
    /// All its differences are harmless.
    Harmless,
    /// A difference of this kind is a conflict; of other kinds nothing is known.
    Conflict(FindingKind),
    /// A difference of this kind that touches these bytes of the second statement is a conflict, others
    /// of this kind are not.
    ConflictAt(FindingKind, Span),
    /// Some difference is a conflict.
    SomeConflict,
}

/// Trains. How alike two statements are and whether they are one claim comes from judges that never
/// saw the pair: `judges` are those without each part.
pub fn train(data: &Path, quotes: &Path, judges: &[Judges]) -> io::Result<HeldOut> {
    let reader = Reader { judges };
    let mut examples = Vec::new();
    for (set, weight) in SETS {
        for pair in pairs::read_set(data, set)? {
            if let Some(label) = listed(&pair).or_else(|| label(&pair.gold)) {
                examples.push(reader.example(&pair, label, weight, set));
            }
        }
    }
    examples.extend(reader.quotes(quotes)?);
    examples.extend(reader.edited(data)?);
    examples.extend(reader.edited_retellings(data)?);
    let trees = HeldOut::grow(|left_out| {
        let kept: Vec<&Example> = examples.iter().filter(|example| Some(example.fold) != left_out).collect();
        fit(&kept)
    });
    print_cuts(&examples, &trees);
    Ok(trees)
}

/// For each kind, what a cut would give on real pairs: how many differences it flags, and how many of
/// them matter, held out.
fn print_cuts(examples: &[Example], trees: &HeldOut) {
    for kind in KINDS {
        let mut scores: Vec<(f32, bool)> = Vec::new();
        for example in examples.iter().filter(|example| REAL_SETS.contains(&example.set)) {
            for difference in example.differences.iter().filter(|difference| difference.kind == kind) {
                if let Some(row) = example.row(difference) {
                    scores
                        .push((trees.without[example.fold].probability(&difference.signs), row.target > 0.5));
                }
            }
        }
        let all = scores.iter().filter(|(_, matters)| *matters).count();
        let at = |cut: f32| {
            let flagged = scores.iter().filter(|(score, _)| *score >= cut);
            let right = flagged.clone().filter(|(_, matters)| *matters).count();
            format!("{cut:.2}: {right}/{}", flagged.count())
        };
        let cuts: Vec<String> = [0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7].map(at).into();
        println!("{kind:?}: {all} of {} matter; {}", scores.len(), cuts.join(", "));
    }
}

const KINDS: [FindingKind; 8] = [
    FindingKind::Negation,
    FindingKind::Antonym,
    FindingKind::Number,
    FindingKind::Date,
    FindingKind::Agent,
    FindingKind::Speaker,
    FindingKind::Wording,
    FindingKind::Certainty,
];

/// The sets that hold the news as it is.
const REAL_SETS: [&str; 4] = ["wild_dev", "differs_dev", "event_pairs", "findings"];

/// The differences that people listed of a pair, or the place of the one that was made.
fn listed(pair: &GoldPair) -> Option<Label> {
    let (a, b, gold) = (&pair.pair.a.text, &pair.pair.b.text, &pair.gold);
    let find = |text: &str, words: &str| {
        let start = (!words.is_empty()).then(|| text.find(words)).flatten()?;
        Some(Span::new(start, start + words.len()))
    };
    if let (Some(place), Some(kind)) = (gold["where"].as_str(), gold["kind"].as_str().and_then(kind)) {
        return find(b, place).map(|place| Label::ConflictAt(kind, place));
    }
    let differs = gold["differs"].as_array()?;
    let conflicting = gold["verdict"] == "conflicting";
    if gold["verdict"] == "update" || gold["verdict"] == "none" && differs.is_empty() {
        return None;
    }
    let seen: Vec<Seen> = differs
        .iter()
        .map(|one| {
            let part = |at: usize| one[at].as_str().unwrap_or_default();
            let matters = conflicting && part(3) == "substance" && part(2) != "attribution";
            Seen { a: find(a, part(0)), b: find(b, part(1)), matters }
        })
        .collect();
    if conflicting && !seen.iter().any(|seen| seen.matters) {
        return Some(Label::SomeConflict);
    }
    Some(Label::Listed { seen, all: gold["partial"] != true })
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

impl Example {
    /// What is learned from one of its differences.
    fn row(&self, difference: &Difference) -> Option<Row> {
        let Difference { kind: own, signs, place, .. } = difference;
        let (target, weight) = match self.label {
            // People call paraphrases what differs in a number.
            Label::Harmless
                if self.set == "mrpc_train" && matches!(own, FindingKind::Number | FindingKind::Date) =>
            {
                return None;
            }
            Label::Harmless => (0.0, 1.0),
            Label::Conflict(kind) if kind == *own => (1.0, 1.5),
            Label::ConflictAt(kind, edited) if kind == *own => {
                if near(edited, *place) || kind == FindingKind::Speaker { (1.0, 1.5) } else { (0.0, 1.0) }
            }
            Label::Conflict(_) | Label::ConflictAt(..) => return None,
            Label::Listed { ref seen, all } => {
                let here: Vec<bool> =
                    seen.iter().filter(|seen| seen.is_at(difference)).map(|seen| seen.matters).collect();
                if here.is_empty() && !all {
                    return None;
                }
                (f32::from(u8::from(here.contains(&true))), 1.0)
            }
            Label::SomeConflict => (1.0, 1.0),
        };
        Some(Row { values: signs.to_vec(), target, weight: weight * self.weight })
    }
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

    fn differences(&self, first: &Statement, second: &Statement, fold: usize) -> Vec<Difference> {
        let (a, b) = (Prepared::new(first), Prepared::new(second));
        let place = |side: &Prepared, range: &std::ops::Range<usize>| {
            let words = side.words.get(range.clone()).unwrap_or_default();
            let (first, last) = (words.first()?, words.last()?);
            Some(first.span.join(last.span))
        };
        candidates(&a, &b, &align_by(&self.judges[fold], &a, &b))
            .into_iter()
            .map(|(candidate, signs)| Difference {
                kind: candidate.kind,
                signs,
                place_a: place(&a, &candidate.a).unwrap_or_default(),
                place: place(&b, &candidate.b).unwrap_or_default(),
            })
            .collect()
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
            let pairs = pairs::read_set(data, set)?;
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

    /// Statements beside edits of what others made of them: the change lies in other words.
    fn edited_retellings(&self, data: &Path) -> io::Result<Vec<Example>> {
        let mut examples = Vec::new();
        for (set, weight) in RETOLD {
            let pairs = pairs::read_set(data, set)?;
            for (number, gold) in pairs.iter().enumerate().filter(|(_, gold)| tells_the_same(&gold.gold)) {
                let fold = fold_of(&gold.group);
                let (first, second) = (statement(&gold.pair.a), statement(&gold.pair.b));
                // Outside of the entailments somebody published both.
                let outlet = |outlet| if set == "rte3_dev" { None } else { Some(outlet) };
                let first = Statement { outlet: outlet("one"), ..first };
                let second = Statement { outlet: outlet("other"), ..second };
                let (a, b) = (Prepared::new(&first), Prepared::new(&second));
                let alignment = align_by(&self.judges[fold], &a, &b);
                for (place, (cues, label)) in STANCES.iter().enumerate() {
                    if !mixed(number as u64, 100 + place as u64).is_multiple_of(6) {
                        continue;
                    }
                    let first = Statement { cue: Some(cues.0), ..first };
                    let second = Statement { cue: Some(cues.1), ..second };
                    let differences = self.differences(&first, &second, fold);
                    examples.push(Example {
                        differences,
                        label: label.clone(),
                        weight,
                        fold,
                        set: "stances",
                    });
                }
                let told = Told { text: second.text.to_owned(), speaker: second.speaker.map(str::to_owned) };
                for (place, edit) in edits::keeping().into_iter().chain(edits::changing()).enumerate() {
                    if !mixed(number as u64, place as u64).is_multiple_of(3) {
                        continue;
                    }
                    let Some(other) = (edit.apply)(&told, mixed(number as u64, 77) as usize) else {
                        continue;
                    };
                    let (cut, put) = edited_places(&told.text, &other.text);
                    if !answered(&b, &alignment, cut) {
                        continue;
                    }
                    let after = Statement { text: &other.text, speaker: other.speaker.as_deref(), ..second };
                    let differences = self.differences(&first, &after, fold);
                    let label = edit.kind.map_or(Label::Harmless, |kind| Label::ConflictAt(kind, put));
                    examples.push(Example { differences, label, weight, fold, set: "retold edits" });
                }
            }
        }
        Ok(examples)
    }
}

/// True for pairs of which the second says nothing that the first does not.
fn tells_the_same(gold: &serde_json::Value) -> bool {
    gold["verdict"] == "consistent" || gold.as_i64() == Some(1) || gold == "entailment"
}

/// The stretches in which two texts differ, one of each.
fn edited_places(before: &str, after: &str) -> (Span, Span) {
    let start = before.bytes().zip(after.bytes()).take_while(|(one, other)| one == other).count();
    let rest = before.len().min(after.len()) - start;
    let ends = before.bytes().rev().zip(after.bytes().rev()).take(rest);
    let tail = ends.take_while(|(one, other)| one == other).count();
    (Span::new(start, before.len() - tail), Span::new(start, after.len() - tail))
}

/// True when the other statement tells the words of a place too, or the words on both its sides.
fn answered(side: &Prepared, alignment: &Alignment, place: Span) -> bool {
    let answered = |word: &usize| alignment.answer_of_b(*word).is_some();
    let touched: Vec<usize> = (0..side.words.len())
        .filter(|word| {
            let span = side.words[*word].span;
            span.start < place.end && place.start < span.end
        })
        .collect();
    if !touched.is_empty() {
        return touched.iter().all(answered);
    }
    let next = (0..side.words.len()).find(|word| side.words[*word].span.start >= place.start);
    next.is_some_and(|next| (next..next + 2).all(|word| answered(&word)) && next > 0 && answered(&(next - 1)))
}

/// True when two stretches touch, or only a word lies between them.
fn near(one: Span, other: Span) -> bool {
    const WORD: usize = 12;
    one.start <= other.end + WORD && other.start <= one.end + WORD
}

/// Fits twice: where one of several differences is the conflict, the first trees tell which it may be.
fn fit(examples: &[&Example]) -> Trees {
    let mut rows = Vec::new();
    let mut doubtful: Vec<std::ops::Range<usize>> = Vec::new();
    for example in examples {
        let before = rows.len();
        rows.extend(example.differences.iter().filter_map(|difference| example.row(difference)));
        if matches!(example.label, Label::Conflict(_) | Label::SomeConflict) {
            doubtful.push(before..rows.len());
        }
    }
    let first = grow(&rows, GROWTH);
    for group in doubtful {
        let likely: Vec<f32> = rows[group.clone()].iter().map(|row| first.probability(&row.values)).collect();
        let most = likely.iter().copied().fold(0.0, f32::max);
        for (row, likely) in rows[group].iter_mut().zip(likely) {
            row.weight *= likely / most;
        }
    }
    grow(&rows, GROWTH)
}
