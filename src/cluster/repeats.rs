//! Which units repeat, word for word, what many others tell.
//!
//! What thousands of articles print has keys so common that they propose nothing. So of the units that
//! tell the very same words only the first ones of each speaker carry keys; all others are paired with
//! such a carrier, and the alignment decides of them as of any pair. Few repetitions change nothing.

use std::collections::HashMap;

use jiff::civil::Date;
use rayon::prelude::*;

use super::candidates::Pair;

/// How many units of one text and one speaker carry keys.
const MOST_OF_A_SPEAKER: usize = 16;

/// How many units of one text carry keys, whoever speaks.
const MOST_OF_A_TEXT: usize = 64;

/// After so many days the same words are told anew: later units get carriers near their own day, as
/// groups do not reach over more than some months.
const DAYS: i32 = 30;

/// A unit as far as it matters here.
#[derive(Clone, Copy, Debug)]
pub(super) struct Telling<'a> {
    /// Stands for its words and their order; none for a unit that neither carries nor repeats.
    pub(super) words: Option<u64>,
    /// Who speaks: a person or body that is known over all articles, or else the words for them.
    pub(super) voice: (Option<usize>, Option<&'a str>),
    /// The article that it stands in.
    pub(super) account: usize,
    /// When it was published.
    pub(super) date: Option<Date>,
}

/// Units that carry no keys, and with whom they are compared.
pub(super) struct Repeats {
    /// For each unit, whether it only repeats others.
    pub(super) repeating: Vec<bool>,
    /// A carrier and a unit that repeats it, the carrier first.
    pub(super) pairs: Vec<Pair>,
}

/// Finds the units that repeat others; all units come in canonical order.
pub(super) fn find(units: &[Telling]) -> Repeats {
    let mut texts: Vec<(u64, u32)> =
        (0_u32..).zip(units).filter_map(|(unit, telling)| Some((telling.words?, unit))).collect();
    texts.par_sort_unstable();
    let mut repeats = Repeats { repeating: vec![false; units.len()], pairs: Vec::new() };
    for same in texts.chunk_by(|a, b| a.0 == b.0).filter(|same| same.len() > MOST_OF_A_SPEAKER) {
        let mut carriers = Carriers::default();
        for &(_, unit) in same {
            let of_one = |carrier: &u32| units[*carrier as usize].account == units[unit as usize].account;
            let mut partners = carriers.partners(unit, &units[unit as usize]);
            // Whatever an article itself repeats so often is compared once.
            if partners.iter().all(of_one) {
                partners.truncate(1);
            }
            repeats.repeating[unit as usize] = !partners.is_empty();
            repeats.pairs.extend(partners.into_iter().map(|carrier| (carrier, unit)));
        }
    }
    repeats
}

/// The units of one text that carry keys, those of some weeks.
#[derive(Default)]
struct Carriers<'a> {
    begun: Option<Date>,
    /// The first carrier of all.
    first: Option<u32>,
    count: usize,
    by_voice: HashMap<(Option<usize>, Option<&'a str>), Vec<u32>>,
}

impl<'a> Carriers<'a> {
    /// The carriers that a unit is compared with; none when it carries keys itself. Units come in
    /// canonical order, which is that of their days.
    fn partners(&mut self, unit: u32, telling: &Telling<'a>) -> Vec<u32> {
        if self.is_past(telling.date) {
            *self = Carriers { begun: telling.date, ..Carriers::default() };
        }
        self.begun = self.begun.or(telling.date);
        let known = self.by_voice.get(&telling.voice).map_or(&[][..], Vec::as_slice);
        if self.count < MOST_OF_A_TEXT && known.len() < MOST_OF_A_SPEAKER {
            self.count += 1;
            self.first = self.first.or(Some(unit));
            self.by_voice.entry(telling.voice).or_default().push(unit);
            return Vec::new();
        }
        match known {
            [first, .., last] => vec![*first, *last],
            [only] => vec![*only],
            [] => self.first.into_iter().collect(),
        }
    }

    fn is_past(&self, date: Option<Date>) -> bool {
        match (self.begun, date) {
            (Some(begun), Some(date)) => date.since(begun).map_or(0, |span| span.get_days()) > DAYS,
            _ => false,
        }
    }
}
