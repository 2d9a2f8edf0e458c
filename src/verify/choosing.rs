//! Which of the places that fit is the quotation's, if any.
//!
//! A short or changed quotation is taken to stand in a transcript only when something besides its words
//! says so: other quotations of the article that stand there for sure, or the speaker and the day. Where
//! several places fit equally, none is chosen.

use super::finding::{Fidelity, SpeakerMatch};
use super::locating::{Found, Grade, Located};

/// What is known of a transcript besides the words of one quotation.
#[derive(Clone, Copy, Debug, Default)]
pub struct Support {
    /// How many other quotations of the article stand there for sure.
    pub others: usize,
    /// The days from the transcript to the article, where both have a date.
    pub days: Option<i32>,
    /// True when there is no other transcript.
    pub is_only: bool,
}

/// A transcript of so many days before the article is of the occasion that the article tells of.
const SAME_OCCASION: std::ops::RangeInclusive<i32> = -1..=2;

impl Support {
    fn is_of_the_day(&self) -> bool {
        self.days.is_some_and(|days| SAME_OCCASION.contains(&days))
    }
}

/// The places that are the quotation's: one, or several among which nothing decides.
pub fn choose(found: &Found, support: impl Fn(usize) -> Support) -> Vec<Located> {
    let mut left: Vec<(Rank, &Located)> = found
        .located
        .iter()
        .filter_map(|located| {
            let support = support(located.place.transcript);
            let is_elsewhere = |other: &&Located| {
                other.grade >= Grade::Whole && other.place.transcript != located.place.transcript
            };
            let is_unique = !found.located.iter().any(|other| is_elsewhere(&other));
            counts(located, support, is_unique).then(|| (Rank::of(located, support), located))
        })
        .collect();
    left.sort_by(|(one, first), (other, second)| {
        one.cmp(other)
            .then((first.place.transcript, first.first).cmp(&(second.place.transcript, second.first)))
    });
    let Some((best, _)) = left.first() else { return Vec::new() };
    let best = *best;
    let mut chosen: Vec<Located> = Vec::new();
    for (_, located) in left.iter().filter(|(rank, _)| *rank == best) {
        match chosen.iter_mut().find(|other| other.is_by_the_same(located)) {
            Some(other) => other.place.repeats += 1,
            None => chosen.push((*located).clone()),
        }
    }
    chosen
}

impl Located {
    /// True for two places of one speaker in one transcript: which of them is meant makes no difference.
    fn is_by_the_same(&self, other: &Located) -> bool {
        self.place.transcript == other.place.transcript && self.place.speaker == other.place.speaker
    }
}

/// Shorter quotations need the speaker and the transcript: "right direction" is anybody's.
const SHORT: usize = 4;

/// So long after a speech its speaker is still quoted from it.
const STILL_QUOTED: std::ops::RangeInclusive<i32> = -1..=30;

/// True when a place is sure enough with what speaks for it.
fn counts(located: &Located, support: Support, is_unique: bool) -> bool {
    let place = &located.place;
    let of_another = matches!(place.speaker, SpeakerMatch::Another | SpeakerMatch::Question);
    let by_the_speaker = place.speaker == SpeakerMatch::Same;
    // What was printed before it was said there was said elsewhere as well.
    let is_too_late = support.days.is_some_and(|days| days < 0);
    match located.grade {
        Grade::Firm => !(is_too_late && place.fidelity == Fidelity::Altered && !by_the_speaker),
        _ if of_another => false,
        Grade::Whole if located.matched < SHORT => {
            by_the_speaker && support.others > 0 || support.others > 1 && located.rare > 1
        }
        Grade::Whole => {
            let is_recent = support.days.is_none_or(|days| STILL_QUOTED.contains(&days));
            support.others > 0
                || by_the_speaker && support.is_of_the_day()
                || by_the_speaker && is_unique && is_recent && located.matched > SHORT && located.rare > 0
                || support.is_only
        }
        Grade::Weak => {
            support.others > 1
                || support.others > 0 && support.is_of_the_day()
                || by_the_speaker && (support.is_of_the_day() || support.is_only)
        }
    }
}

/// What makes one place likelier than another, the likeliest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    /// Words that were not said like that count against a place before all else.
    is_altered: bool,
    of_another: bool,
    is_unsupported: bool,
    /// In twentieths of the quotation.
    uncovered: u32,
    fidelity: Fidelity,
}

impl Rank {
    fn of(located: &Located, support: Support) -> Self {
        let fidelity = match located.place.fidelity {
            Fidelity::Typographic => Fidelity::Verbatim,
            fidelity => fidelity,
        };
        Rank {
            is_altered: fidelity == Fidelity::Altered,
            of_another: matches!(located.place.speaker, SpeakerMatch::Another | SpeakerMatch::Question),
            is_unsupported: support.others == 0 && !support.is_of_the_day(),
            uncovered: ((1.0 - located.coverage) * 20.0).round() as u32,
            fidelity,
        }
    }
}
