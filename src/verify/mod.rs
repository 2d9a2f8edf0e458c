//! Quotations against the record: what of a quotation a speaker said, where, and what was changed.
//!
//! Articles that were read and [`Transcript`]s come in; for each quotation a [`Verification`] goes out,
//! with every word that differs. No likeness decides: a passage and its negation are nearly the same.
//! The room does not ask whether a change matters.
//!
//! | file | decides |
//! | --- | --- |
//! | `transcript`, `finding` | nothing: the types |
//! | `reading` | what a file of a transcript says, and who says it |
//! | `words`, `spelling` | which words are the same |
//! | `record`, `alignment` | where in the transcripts a quotation may stand, and which words answer which |
//! | `differences`, `context`, `speakers` | what differs there, what stands around, who speaks |
//! | `quotations` | what is looked up |
//! | `locating`, `choosing` | which places are good enough, and which of them it is |
//! | `because` | the sentence that says so |

mod alignment;
mod because;
mod choosing;
mod context;
mod differences;
mod finding;
mod locating;
mod quotations;
pub mod reading;
mod record;
mod speakers;
mod spelling;
mod transcript;
mod words;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::audit::ArticleReading;
use crate::guard::{Fault, attempt};
use crate::ingest::Article;

pub use finding::{
    Caution, Difference, DifferenceKind, Fidelity, Place, Quotation, SpeakerMatch, Verification,
};
pub use transcript::{Mark, RECOGNISED, Transcript, Turn};

pub(crate) use alignment::lay;
pub(crate) use differences::whole_words;
pub(crate) use spelling::is_same_spelling;
pub(crate) use words::{Role, Word, read as read_words};

use choosing::Support;
use locating::{Found, Grade, Located};
use record::Record;
use words::Words;

/// How quotations are looked up.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Settings {
    /// The share of a quotation's words that may have been misheard, 0 to 1; none for [`RECOGNISED`] in
    /// transcripts made by speech recognition and nothing in others.
    pub tolerance: Option<f32>,
}

/// What came of looking up quotations.
#[derive(Clone, Debug, Default)]
pub struct Verified {
    /// One for each quotation, in the order of articles and text.
    pub found: Vec<Verification>,
    /// Articles whose quotations a fault of the program's own lost, by index.
    pub faults: Vec<(usize, Fault)>,
}

/// Looks up every quotation of the articles; a fault in one of them loses no other.
pub fn verify(
    articles: &[Article],
    readings: &[ArticleReading],
    transcripts: &[Transcript],
    settings: Settings,
) -> Verified {
    let record = Record::new(transcripts);
    let looked_up: Vec<Result<Vec<Verification>, Fault>> = articles
        .par_iter()
        .zip(readings)
        .enumerate()
        .map(|(index, (article, reading))| attempt(|| of_article(index, article, reading, &record, settings)))
        .collect();
    let mut verified = Verified::default();
    for (index, found) in looked_up.into_iter().enumerate() {
        match found {
            Ok(found) => verified.found.extend(found),
            Err(fault) => verified.faults.push((index, fault)),
        }
    }
    verified
}

fn of_article(
    index: usize,
    article: &Article,
    reading: &ArticleReading,
    record: &Record,
    settings: Settings,
) -> Vec<Verification> {
    let quotations = quotations::gather(index, &article.body, reading);
    let found: Vec<Found> = quotations
        .iter()
        .map(|quotation| {
            let words = words_of(&article.body, quotation);
            locating::find(record, &article.body, quotation, &words, settings.tolerance)
        })
        .collect();
    let sure: Vec<Vec<usize>> = found.iter().map(sure_transcripts).collect();
    let mut judged: Vec<Judged> = Vec::with_capacity(found.len());
    for (number, (quotation, found)) in quotations.into_iter().zip(found).enumerate() {
        let support = |transcript: usize| Support {
            others: (0..sure.len()).filter(|at| *at != number && sure[*at].contains(&transcript)).count(),
            days: days_between(record.transcripts[transcript].date, article.date),
            is_only: record.transcripts.len() == 1,
        };
        let chosen = choosing::choose(&found, support);
        judged.push(Judged::new(quotation, chosen, found.reported_by, record.transcripts, article.date));
    }
    join_parts(&mut judged, record.transcripts);
    judged.into_iter().map(|one| one.verification(&article.body, record.transcripts)).collect()
}

/// The words of a quotation, in the article's body.
fn words_of(body: &str, quotation: &Quotation) -> Words {
    let mut all = Words::default();
    for span in &quotation.spans {
        let mut words = words::read(span.of(body), &[], Role::Quotation);
        for word in &mut words.words {
            word.span.start += span.start;
            word.span.end += span.start;
        }
        all.words.append(&mut words.words);
        all.breaks_off = words.breaks_off;
    }
    all
}

/// The transcripts that have a quotation for sure, by its words alone.
fn sure_transcripts(found: &Found) -> Vec<usize> {
    let sure = found.located.iter().filter(|located| located.grade == Grade::Firm);
    let mut transcripts: Vec<usize> = sure.map(|located| located.place.transcript).collect();
    transcripts.dedup();
    transcripts
}

/// The days from one date to the other.
fn days_between(from: Option<Date>, to: Option<Date>) -> Option<i32> {
    from?.until(to?).ok().map(|span| span.get_days())
}

/// Articles tell of speeches on the day and on the next.
const THE_DAY_BEFORE: std::ops::RangeInclusive<i32> = 0..=1;

/// A quotation with its places, before the sentence that says what came of it.
struct Judged {
    quotation: Quotation,
    fidelity: Fidelity,
    places: Vec<Place>,
    reported_by: Option<String>,
}

impl Judged {
    fn new(
        quotation: Quotation,
        chosen: Vec<Located>,
        reported_by: Option<String>,
        transcripts: &[Transcript],
        day: Option<Date>,
    ) -> Self {
        let fidelity = match chosen.as_slice() {
            [] => Fidelity::NotFound,
            [one] => one.place.fidelity,
            _ => Fidelity::Ambiguous,
        };
        let mut places: Vec<Place> = chosen.into_iter().map(|located| located.place).collect();
        for place in &mut places {
            let days = days_between(transcripts[place.transcript].date, day);
            place.cautions.extend(days.filter(|days| !THE_DAY_BEFORE.contains(days)).map(Caution::OtherDay));
        }
        Judged { quotation, fidelity, places, reported_by }
    }

    fn place(&self) -> Option<&Place> {
        self.places.first().filter(|_| self.fidelity != Fidelity::Ambiguous)
    }

    fn verification(self, body: &str, transcripts: &[Transcript]) -> Verification {
        let because = match self.fidelity {
            Fidelity::NotFound => because::not_found(self.reported_by.as_deref()),
            Fidelity::Ambiguous => because::ambiguous(&self.places, transcripts),
            _ => because::found(&self.quotation, &self.places[0], body, transcripts),
        };
        Verification { quotation: self.quotation, fidelity: self.fidelity, places: self.places, because }
    }
}

/// Where one quotation goes on right behind the one before, as in “A,” she said, “b.”, nothing was cut
/// between them.
fn join_parts(judged: &mut [Judged], transcripts: &[Transcript]) {
    for second in 1..judged.len() {
        let (before, behind) = judged.split_at_mut(second);
        let (Some(one), other) = (before.last_mut(), &mut behind[0]) else { continue };
        let (Some(place), Some(next)) = (one.place(), other.place()) else { continue };
        let gap = (place.span.end, next.span.start);
        let is_joined = place.transcript == next.transcript
            && gap.0 <= gap.1
            && !transcripts[place.transcript].text[gap.0..gap.1].contains(char::is_alphanumeric);
        if is_joined {
            let (end, start) = (place.span.end, next.span.start);
            uncut(one, |difference| difference.there.start + 1 < end);
            uncut(other, |difference| difference.there.end > start);
        }
    }
}

/// Leaves out cuts at an end that the neighbouring quotation fills.
fn uncut(judged: &mut Judged, stays: impl Fn(&Difference) -> bool) {
    let Some(place) = judged.places.first_mut() else { return };
    place.differences.retain(|difference| !difference.kind.trims() || stays(difference));
    let is_whole = place.differences.iter().all(|difference| difference.kind == DifferenceKind::Spelling);
    if place.fidelity == Fidelity::Trimmed && is_whole {
        place.fidelity = Fidelity::Typographic;
        judged.fidelity = Fidelity::Typographic;
    }
}

#[cfg(test)]
mod tests;
