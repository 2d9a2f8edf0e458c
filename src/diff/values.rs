//! Numbers and dates that differ between two stretches, by value: "twelve" is "12", and 10,000 is not
//! 10,042, however little that may be.

use super::change::Element;
use super::edits::{Differing, Laid};
use crate::align::quantity::{Agreement, Quantity, Unit};
use crate::align::{Prepared, Value, value_agreement};
use crate::place::Span;

/// A number or date that differs, or that only one side has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OtherValue {
    /// Figure or date.
    pub element: Element,
    /// Where both stand; one is empty where only the other side has a value.
    pub place: Differing,
}

/// A statement's text and where it begins in its body.
#[derive(Debug)]
pub struct Told<'a> {
    /// The words.
    pub prepared: Prepared<'a>,
    /// Where the text begins in the body.
    pub base: usize,
}

/// In a stretch of more words a value that only one side has is one part of what is new there.
const MOST_WORDS: usize = 8;

/// How two values stand to each other.
enum Standing {
    Same,
    /// Both can be true; which words were chosen is another matter.
    Open,
    Other,
}

impl Told<'_> {
    /// The values with their places in the body.
    fn values(&self) -> Vec<(Span, Value)> {
        let words = self.prepared.words.iter();
        words.filter_map(|word| Some((shifted(word.span, self.base), word.value?))).collect()
    }
}

fn shifted(span: Span, by: usize) -> Span {
    Span::new(span.start + by, span.end + by)
}

/// Finds the values that differ. What differs only as spelling of one value is taken from `differing`; what
/// differs though its words are the same (1.5 and 15) is added to it.
pub fn settle(laid: &Laid, old: &Told, new: &Told, differing: &mut Vec<Differing>) -> Vec<OtherValue> {
    let (olds, news) = (old.values(), new.values());
    let mut answered = vec![false; news.len()];
    let mut found = Vec::new();
    let mut left = Vec::new();
    for (span, value) in &olds {
        let answer = laid.answer_of(*span);
        let other = answer.and_then(|answer| {
            (0..news.len()).find(|index| {
                !answered[*index]
                    && news[*index].0.overlaps(answer)
                    && element(&news[*index].1) == element(value)
            })
        });
        let Some(other) = other else {
            left.push((*span, *value));
            continue;
        };
        answered[other] = true;
        compare(laid, (*span, *value), news[other], differing, &mut found);
    }
    for (span, value) in left {
        let stretch = differing.iter().find(|one| one.old.overlaps(span)).copied();
        let other = stretch.and_then(|stretch| {
            let fits = |index: &usize| {
                !answered[*index]
                    && news[*index].0.overlaps(stretch.new)
                    && element(&news[*index].1) == element(&value)
            };
            (0..news.len()).filter(fits).min_by_key(|index| usize::from(!comparable(&value, &news[*index].1)))
        });
        match (other, stretch) {
            (Some(other), _) => {
                answered[other] = true;
                compare(laid, (span, value), news[other], differing, &mut found);
            }
            (None, Some(stretch)) if is_short(laid, &stretch) => {
                let place = Differing { old: span, new: Span::new(stretch.new.start, stretch.new.start) };
                found.push(OtherValue { element: element(&value), place });
            }
            _ => {}
        }
    }
    for (span, value) in
        news.iter().zip(&answered).filter(|(_, answered)| !**answered).map(|(value, _)| value)
    {
        let stretch = differing.iter().find(|one| one.new.overlaps(*span));
        if let Some(stretch) = stretch.filter(|stretch| is_short(laid, stretch)) {
            let place = Differing { old: Span::new(stretch.old.start, stretch.old.start), new: *span };
            found.push(OtherValue { element: element(value), place });
        }
    }
    found.sort_by_key(|other| (other.place.new, other.place.old));
    joined(laid, found)
}

/// Figures with one sign between them are one: both of "5-2", all of "4.1.2".
fn joined(laid: &Laid, found: Vec<OtherValue>) -> Vec<OtherValue> {
    let is_joint = |body: &str, one: Span, other: Span| {
        !one.is_empty()
            && body.get(one.end..other.start).is_some_and(|sign| ["-", "–", ".", ":"].contains(&sign))
    };
    let mut all: Vec<OtherValue> = Vec::with_capacity(found.len());
    for other in found {
        match all.last_mut() {
            Some(last)
                if last.element == other.element
                    && is_joint(laid.old_body, last.place.old, other.place.old)
                    && is_joint(laid.new_body, last.place.new, other.place.new) =>
            {
                let place = Differing {
                    old: last.place.old.join(other.place.old),
                    new: last.place.new.join(other.place.new),
                };
                last.place = place;
            }
            _ => all.push(other),
        }
    }
    all
}

/// Compares two values that answer each other.
fn compare(
    laid: &Laid,
    (old, value): (Span, Value),
    (new, other): (Span, Value),
    differing: &mut Vec<Differing>,
    found: &mut Vec<OtherValue>,
) {
    let (before, after) = (old.of(laid.old_body), new.of(laid.new_body));
    let standing = if plain(before) == plain(after) { Standing::Same } else { standing(&value, &other) };
    match standing {
        Standing::Same => differing.retain(|one| !(old.covers(one.old) && new.covers(one.new))),
        Standing::Open => {}
        Standing::Other => {
            let place = Differing { old, new };
            if !differing.iter().any(|one| one.old.overlaps(old) || one.new.overlaps(new)) {
                let at = differing.partition_point(|one| one.new.start < new.start);
                differing.insert(at, place);
            }
            found.push(OtherValue { element: element(&value), place });
        }
    }
}

fn standing(one: &Value, other: &Value) -> Standing {
    match (one, other) {
        (Value::Quantity(one), Value::Quantity(other)) => of_quantities(one, other),
        (Value::Date(first), Value::Date(second)) if first == second => Standing::Same,
        (Value::Date(first), Value::Date(second)) => match value_agreement(one, other) {
            Agreement::Agrees if first.first_day().is_some() && first.first_day() == second.first_day() => {
                Standing::Same
            }
            Agreement::Agrees => Standing::Open,
            Agreement::Differs | Agreement::Incomparable => Standing::Other,
        },
        _ => Standing::Other,
    }
}

/// Two quantities are the same where figure, unit and bound are.
fn of_quantities(one: &Quantity, other: &Quantity) -> Standing {
    match one.same_figure(other) && one.bound == other.bound {
        true if one.unit == other.unit => Standing::Same,
        true => Standing::Open,
        false => Standing::Other,
    }
}

fn comparable(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Quantity(one), Value::Quantity(other)) => one.unit.comparable(other.unit),
        (Value::Date(_), Value::Date(_)) => true,
        _ => false,
    }
}

fn element(value: &Value) -> Element {
    match value {
        // "between 2024 and 2027"
        Value::Quantity(quantity)
            if quantity.unit == Unit::Count
                && quantity.low < quantity.high
                && is_year(quantity.low)
                && is_year(quantity.high) =>
        {
            Element::Date
        }
        Value::Quantity(_) => Element::Figure,
        Value::Date(_) => Element::Date,
    }
}

fn is_year(figure: f64) -> bool {
    (1500.0..=2100.0).contains(&figure) && figure.fract() == 0.0
}

fn is_short(laid: &Laid, stretch: &Differing) -> bool {
    let words = |text: &str| text.split_whitespace().count();
    words(stretch.old.of(laid.old_body)).max(words(stretch.new.of(laid.new_body))) <= MOST_WORDS
}

/// A value's letters and signs without what typography changes.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for letter in
        text.chars().filter(|letter| !letter.is_whitespace() && !matches!(letter, ',' | '-' | '‑' | '–'))
    {
        plain.extend(letter.to_lowercase());
    }
    plain
}
