//! Whether two units, once aligned, are one utterance.
//!
//! The alignment judges how two statements belong together by their meaning; that is enough where both
//! quote something. Quotations show it by words in a row as well: outlets cut the same words at different places, so a row may be a small
//! part of both. Words that anybody might say prove nothing by themselves; they count when one
//! speaker says them within days and both articles are about one occasion.

use jiff::civil::{self, Date};

use crate::align::{self, Alignment, Prepared, Relation, Sameness, Statement};
use crate::place::Span;

use super::occasions::Occasions;
use super::parts::Member;
use super::units::Unit;

/// What an alignment says about two statements, weakest first; the number says how firm it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Bond {
    /// Nothing shows one utterance.
    None,
    /// One utterance, told twice.
    Utterance(u16),
}

/// A unit made ready to be aligned.
pub(super) struct Ready<'a> {
    prepared: Prepared<'a>,
    account: usize,
    place: Span,
    identity: Option<usize>,
    /// How many of its words stand in quotation marks.
    quoted: usize,
    day: Option<i32>,
}

impl<'a> Ready<'a> {
    pub(super) fn new(unit: &Unit<'a>, member: &Member<'a>) -> Self {
        let prepared = Prepared::new(&Statement { text: unit.text, ..member.statement });
        let quoted = prepared.words.iter().filter(|word| word.marks.quoted).count();
        let day = member.statement.date.map(day_number);
        let stretches = &member.stretches[unit.stretches.clone()];
        let place = stretches.iter().copied().reduce(Span::join).unwrap_or_default();
        Ready { prepared, account: member.account, place, identity: member.identity, quoted, day }
    }

    /// True when it is a quotation, perhaps with a few words of the article's own.
    fn is_quotation(&self) -> bool {
        self.quoted as f32 >= QUOTED_SHARE * self.length() as f32
    }

    /// When it was published, in days since the beginning of 1970.
    pub(super) fn day(&self) -> Option<i32> {
        self.day
    }

    /// How many words it has.
    pub(super) fn length(&self) -> usize {
        self.prepared.words.len()
    }
}

fn day_number(date: Date) -> i32 {
    date.since(civil::date(1970, 1, 1)).map_or(0, |span| span.get_days())
}

/// What words must weigh together to show a claim by themselves: two or three rare ones. "I think
/// that is right" weighs 5, "should not move forward" 12.
const ENOUGH_WEIGHT: f32 = 10.0;

/// What words in a row must weigh to show an utterance, however much else is said on both sides.
const AMPLE_WEIGHT: f32 = 20.0;

/// What words must weigh where speaker, days and occasion are one.
const LITTLE_WEIGHT: f32 = 4.0;

/// Words in a row that show an utterance, and the share of the shorter quotation that they are.
const WORDS_IN_A_ROW: usize = 4;
const SHARE_IN_A_ROW: f32 = 0.6;

/// So many words of such weight, the same from mark to mark, are not said by two by chance.
const WORDS_OF_A_SENTENCE: usize = 5;
const TELLING_WEIGHT: f32 = 8.0;

/// The same where the meaning agrees as well.
const FEWER_WORDS: usize = 3;
const FEWER_SHARE: f32 = 0.5;

/// The similarity from which two quotations need no words in a row.
const NEAR: f32 = 0.7;

/// The share of a statement's words that stand in quotation marks, if it is a quotation.
const QUOTED_SHARE: f32 = 0.8;

/// The share of both statements that the other answers, where reported words need no quotation to show
/// one utterance.
const NEARLY_ALL: f32 = 0.8;

/// How many days lie between two tellings that little may show to be one.
const DAYS_OF_ONE_OCCASION: i32 = 7;

/// What the alignment of two units says.
pub(super) fn bond(a: &Ready, b: &Ready, occasions: &Occasions) -> Bond {
    // What one article tells inside something else that it tells is not told twice.
    if a.account == b.account && a.place.overlaps(b.place) {
        return Bond::None;
    }
    let alignment = align::align(&a.prepared, &b.prepared);
    let row = longest_row(&alignment, a, b);
    let row_share = row.words as f32 / a.quoted.min(b.quoted).max(1) as f32;
    let contained = alignment.containment_a.max(alignment.containment_b);
    let firmness = (1000.0 * (alignment.similarity + contained + row_share.min(1.0))) as u16;
    let in_a_row = row.words >= WORDS_IN_A_ROW && (row_share >= SHARE_IN_A_ROW || row.weight >= AMPLE_WEIGHT);
    let nearly = alignment.similarity >= NEAR || row.words >= FEWER_WORDS && row_share >= FEWER_SHARE;
    let both_quotations = a.is_quotation() && b.is_quotation();
    let shares_quotation = a.quoted.min(b.quoted) >= FEWER_WORDS;
    let same_text = alignment.containment_a.min(alignment.containment_b) >= NEARLY_ALL;
    let is_utterance =
        in_a_row || alignment.relation == Relation::SameUtterance && (shares_quotation || same_text);
    let is_same = is_utterance && (in_a_row || nearly || !both_quotations);
    let enough = weighs_enough(&alignment, a, b, occasions) || is_verbatim(row, a, b);
    if is_same && enough { Bond::Utterance(firmness) } else { Bond::None }
}

/// True when two quotations of several words, given within days, are the same from mark to mark, whoever is
/// said to have spoken.
fn is_verbatim(row: Row, a: &Ready, b: &Ready) -> bool {
    row.words >= WORDS_OF_A_SENTENCE
        && row.words == a.length()
        && row.words == b.length()
        && row.weight >= TELLING_WEIGHT
        && days_between(a, b).is_none_or(|days| days <= DAYS_OF_ONE_OCCASION)
}

/// True when the words that answer each other weigh enough to show anything: much if the speakers
/// differ, little if speaker, days and occasion are one.
fn weighs_enough(alignment: &Alignment, a: &Ready, b: &Ready, occasions: &Occasions) -> bool {
    let weight: f32 = alignment
        .pairs
        .iter()
        .filter(|pair| a.prepared.words[pair.a].is_content())
        .map(|pair| a.prepared.words[pair.a].weight * pair.how.strength())
        .sum();
    let (enough, little) = match sameness(a, b) {
        Sameness::Different => (AMPLE_WEIGHT, ENOUGH_WEIGHT),
        _ => (ENOUGH_WEIGHT, LITTLE_WEIGHT),
    };
    weight >= enough || weight >= little && are_one_occasion(a, b, occasions)
}

fn are_one_occasion(a: &Ready, b: &Ready, occasions: &Occasions) -> bool {
    days_between(a, b).is_none_or(|days| days <= DAYS_OF_ONE_OCCASION)
        && occasions.are_one(a.account, b.account)
}

/// Whether the two have one speaker. Whom the articles keep apart may be two of one name.
fn sameness(a: &Ready, b: &Ready) -> Sameness {
    let by_name = a.prepared.sameness(&b.prepared);
    match (a.identity, b.identity) {
        (Some(first), Some(second)) if first == second => Sameness::Same,
        (Some(_), Some(_)) if by_name == Sameness::Same => Sameness::Open,
        _ => by_name,
    }
}

fn days_between(a: &Ready, b: &Ready) -> Option<i32> {
    Some((a.day()? - b.day()?).abs())
}

/// Quoted words that answer each other in a row.
#[derive(Clone, Copy, Default)]
struct Row {
    words: usize,
    weight: f32,
}

/// The longest row inside the quotation marks of both.
fn longest_row(alignment: &Alignment, a: &Ready, b: &Ready) -> Row {
    let mut best = Row::default();
    let mut row = Row::default();
    let mut last = None;
    for pair in &alignment.pairs {
        let (word, other) = (&a.prepared.words[pair.a], &b.prepared.words[pair.b]);
        if !word.marks.quoted || !other.marks.quoted {
            continue;
        }
        let follows = last.is_some_and(|(a, b)| (pair.a, pair.b) == (a + 1, b + 1));
        row = if follows { row } else { Row::default() };
        row.words += 1;
        if word.is_content() && other.is_content() {
            row.weight += word.weight * pair.how.strength();
        }
        if (row.words, row.weight) > (best.words, best.weight) {
            best = row;
        }
        last = Some((pair.a, pair.b));
    }
    best
}
