//! A change, and what a note could know it by: its values, its words, its place.

use std::collections::HashSet;

use super::change::{Change, Element, Fate};
use super::sorts::is_unit;
use super::version::Version;
use crate::align::quantity::{Bound, Unit};
use crate::align::{Prepared, Statement, Value, WordId, content_stems};

/// A change, and what it is known by.
pub struct Changed<'a> {
    pub change: &'a Change,
    pub values: [Vec<Value>; 2],
    /// The telling words that only one side has.
    pub words: [Vec<(WordId, f32)>; 2],
    /// All words that only one side has.
    pub small: [HashSet<WordId>; 2],
    /// The telling words of both passages, and of the speakers' names.
    pub passage: HashSet<WordId>,
    /// What the figures that differ are measured in.
    pub units: Vec<Unit>,
    /// The paragraph of prose that it stands in, counted from one.
    pub paragraph: Option<usize>,
}

impl<'a> Changed<'a> {
    pub fn new(change: &'a Change, prose: &[Prose; 2]) -> Self {
        let dates = prose.each_ref().map(|prose| prose.version.article.date);
        let texts =
            [&change.old, &change.new].map(|side| side.as_ref().map_or("", |passage| passage.text.as_str()));
        let mut differing = [String::new(), String::new()];
        for edit in &change.edits {
            let (before, after) = change.words(edit);
            for (side, words) in differing.iter_mut().zip([before, after]) {
                side.push_str(words);
                side.push_str(" … ");
            }
        }
        if change.fate == Fate::Reattributed {
            for (side, name) in differing.iter_mut().zip(&change.speakers) {
                side.push_str(name.as_deref().unwrap_or_default());
            }
        }
        let is_whole = change.edits.is_empty() && change.fate != Fate::Reattributed;
        let around: String = texts
            .iter()
            .copied()
            .chain(change.speakers.iter().flatten().map(String::as_str))
            .collect::<Vec<_>>()
            .join(" ");
        let stems = differing.each_ref().map(|text| content_stems(text));
        let only = |own: &[(WordId, f32)], other: &[(WordId, f32)]| -> Vec<(WordId, f32)> {
            own.iter().filter(|(stem, _)| !other.iter().any(|(known, _)| known == stem)).copied().collect()
        };
        let forms = |text: &str| -> HashSet<WordId> {
            Prepared::new(&statement(text)).words.iter().map(|word| word.form).collect()
        };
        let values = [values(&differing[0], dates[0]), values(&differing[1], dates[1])];
        let units = values.iter().flatten().filter_map(|value| match value {
            Value::Quantity(quantity) => Some(quantity.unit),
            Value::Date(_) => None,
        });
        Changed {
            change,
            units: units.collect(),
            values,
            words: if is_whole {
                [Vec::new(), Vec::new()]
            } else {
                [only(&stems[0], &stems[1]), only(&stems[1], &stems[0])]
            },
            small: differing.each_ref().map(|text| forms(text)),
            passage: content_stems(&around).into_iter().map(|(stem, _)| stem).collect(),
            paragraph: paragraph(change, prose),
        }
    }

    /// Stands for the values that were replaced, or for the telling words; none where there are none.
    pub fn key(&self) -> Option<String> {
        if self.values.iter().all(|side| !side.is_empty()) {
            let plain = |value: &Value| match value {
                Value::Quantity(quantity) => format!("{} {}", quantity.low, quantity.high),
                Value::Date(date) => format!("{date:?}"),
            };
            return Some(format!(
                "{:?}",
                self.values.each_ref().map(|side| side.iter().map(plain).collect::<Vec<_>>())
            ));
        }
        let stems = self.words.each_ref().map(|side| side.iter().map(|(stem, _)| *stem).collect::<Vec<_>>());
        stems.iter().any(|side| !side.is_empty()).then(|| format!("{stems:?}"))
    }

    /// True for words of any kind, which most notes speak of somehow.
    pub fn is_vague(&self) -> bool {
        self.change.element == Element::Text && !is_unit(self.change)
    }
}

/// A version, and which paragraph of its prose each sentence stands in, counted from one.
pub struct Prose<'a> {
    version: &'a Version<'a>,
    paragraphs: Vec<usize>,
}

impl<'a> Prose<'a> {
    pub fn new(version: &'a Version<'a>) -> Self {
        let (mut last, mut count) = (None, 0);
        let number = |paragraph: usize| {
            count += usize::from(last.replace(paragraph) != Some(paragraph));
            count
        };
        let paragraphs = version.sentences.iter().map(|sentence| sentence.paragraph).map(number).collect();
        Prose { version, paragraphs }
    }
}

/// The paragraph of prose in which a change stands, in the version that has it; 0 above all prose.
fn paragraph(change: &Change, [old, new]: &[Prose; 2]) -> Option<usize> {
    let (prose, passage) = match (&change.new, &change.old) {
        (Some(passage), _) => (new, passage),
        (None, Some(passage)) => (old, passage),
        (None, None) => return None,
    };
    let start = passage.place?.start;
    let before = prose.version.sentences.partition_point(|sentence| sentence.span.start <= start);
    Some(before.checked_sub(1).map_or(0, |last| prose.paragraphs[last]))
}

pub fn statement(text: &str) -> Statement<'_> {
    Statement { text, ..Statement::default() }
}

pub fn values(text: &str, date: Option<jiff::civil::Date>) -> Vec<Value> {
    let prepared = Prepared::new(&Statement { date, ..statement(text) });
    prepared.words.iter().filter_map(|word| word.value).collect()
}

/// True for one figure, whatever the text says of its exactness and unit, and for one day.
pub fn is_same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Quantity(one), Value::Quantity(other)) => {
            let plain = |quantity: &crate::align::quantity::Quantity| crate::align::quantity::Quantity {
                bound: Bound::Exact,
                ..*quantity
            };
            let (one, other) = (plain(one), plain(other));
            one.same_figure(&other)
                || one.unit != other.unit && one.low == other.low && one.high == other.high
        }
        (Value::Date(one), Value::Date(other)) => {
            one == other || one.first_day().is_some() && one.first_day() == other.first_day()
        }
        _ => false,
    }
}

/// True for two figures of one unit, and for two days.
pub fn is_alike(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Quantity(one), Value::Quantity(other)) => one.unit == other.unit && one.unit != Unit::Rank,
        _ => std::mem::discriminant(one) == std::mem::discriminant(other),
    }
}
