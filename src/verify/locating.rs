//! Where in the record a quotation stands.
//!
//! The words that two texts share decide, not how alike they are. A place is *firm* when it has most of
//! the quotation and at least four of its rare words; it is *weak* when it has fewer, or all of a short
//! one: anybody may say "thank you very much". A weak place counts only where something else speaks for it.

use super::context;
use super::differences::{self, Sides};
use super::finding::{Difference, Place, Quotation, SpeakerMatch};
use super::record::{Candidate, Record};
use super::speakers;
use super::transcript::RECOGNISED;
use super::words::{RARE, Word, Words};
use super::{alignment, finding::DifferenceKind};
use crate::place::Span;

/// A place, and how sure it is by itself.
#[derive(Clone, Debug)]
pub struct Located {
    /// The place.
    pub place: Place,
    /// How sure it is by itself.
    pub grade: Grade,
    /// The share of the quotation's weight that it has.
    pub coverage: f32,
    /// The words of the transcript, from the first to behind the last.
    pub first: usize,
    /// One past the last of them.
    pub end: usize,
    /// How many of the quotation's words it has.
    pub matched: usize,
    /// How many of them are rare, each counted once.
    pub rare: usize,
}

/// How sure a place is by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// Little of the quotation, or little that tells.
    Weak,
    /// All of the quotation's words and nothing between them, but few that tell.
    Whole,
    /// Most of the quotation, with rare words.
    Firm,
}

/// What was found for a quotation.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// The places, in the order of transcripts and words.
    pub located: Vec<Located>,
    /// Who reports the words as another's, in a transcript that has no other place of them.
    pub reported_by: Option<String>,
}

/// The share of a quotation's weight that a firm place has, and that any has.
const FIRM_COVERAGE: f32 = 0.62;
const WEAK_COVERAGE: f32 = 0.7;

/// So many different rare words make a place firm; so many are the least of a changed one.
const FIRM_RARE: usize = 4;
const WEAK_RARE: usize = 2;

/// Fewer words are too few to be changed and yet known.
const FEWEST_WORDS: usize = 5;

/// Two common words of meaning weigh so much together.
const TELLING: f32 = 7.5;

/// So many words in a row are nobody else's, whatever they are.
const LONG_RUN: usize = 9;

/// So many parts of transcripts are laid along one quotation.
const MOST_TRIES: usize = 24;

/// Finds the places of a quotation.
pub fn find(
    record: &Record,
    body: &str,
    quotation: &Quotation,
    words: &Words,
    tolerance: Option<f32>,
) -> Found {
    let mut found = Found::default();
    if words.words.is_empty() {
        return found;
    }
    let mut left = record.candidates(&words.words);
    left.reverse();
    let mut tries = MOST_TRIES;
    while let Some(candidate) = left.pop().filter(|_| tries > 0) {
        tries -= 1;
        let transcript = &record.transcripts[candidate.transcript];
        let sides = Sides {
            body,
            here: words,
            transcript,
            there: &record.words[candidate.transcript],
            tolerance: match tolerance {
                Some(share) => share,
                None if transcript.recognised => RECOGNISED,
                None => 0.0,
            },
        };
        let Some(located) = locate(&sides, quotation, &candidate) else { continue };
        if located.grade >= Grade::Whole {
            left.extend(candidate.without(located.first..located.end, words.words.len()));
        }
        let of_another = matches!(located.place.speaker, SpeakerMatch::Another | SpeakerMatch::Question);
        if of_another && speakers::is_reported(transcript, sides.there, located.first) {
            let turn = located.place.turn;
            found.reported_by = turn.and_then(|turn| transcript.turns[turn].speaker.clone());
            continue;
        }
        let is_known = found.located.iter().any(|other| {
            other.place.transcript == located.place.transcript
                && other.first < located.end
                && located.first < other.end
        });
        if !is_known {
            found.located.push(located);
        }
    }
    found.located.sort_by_key(|located| (located.place.transcript, located.first));
    found
}

fn locate(sides: &Sides, quotation: &Quotation, candidate: &Candidate) -> Option<Located> {
    let here = &sides.here.words;
    let mut pairs = alignment::lay(here, sides.there, candidate.window.clone()).pairs;
    drop_stray_ends(&mut pairs, here);
    let (&(_, first), &(_, last)) = (pairs.first()?, pairs.last()?);
    let differences = differences::find(sides, &pairs);
    let measure = Measure::of(here, sides, &pairs, &differences);
    let grade = measure.grade()?;
    let fidelity = differences::fidelity(sides, &pairs, &differences);
    let turn = main_turn(sides, &pairs);
    let place = Place {
        transcript: candidate.transcript,
        span: with_its_stop(
            &sides.transcript.text,
            Span::new(sides.there[first].span.start, sides.there[last].span.end),
        ),
        turn,
        fidelity,
        speaker: speakers::compare(quotation, sides.transcript, turn),
        before: context::before(sides, first),
        after: context::after(sides, last),
        cautions: context::cautions(sides, first, last, &differences),
        differences,
        repeats: 0,
    };
    Some(Located {
        place,
        grade,
        coverage: measure.coverage,
        first,
        end: last + 1,
        matched: pairs.len(),
        rare: measure.rare,
    })
}

/// The words with the stop behind the last one.
fn with_its_stop(text: &str, span: Span) -> Span {
    let stop = text[span.end..].chars().next().filter(|sign| ".!?…,;".contains(*sign));
    Span::new(span.start, span.end + stop.map_or(0, char::len_utf8))
}

/// The turn that has most of the words.
fn main_turn(sides: &Sides, pairs: &[(usize, usize)]) -> Option<usize> {
    let turns = pairs.iter().filter_map(|(_, word)| sides.transcript.turn_at(sides.there[*word].span.start));
    let mut counts: Vec<(usize, usize)> = Vec::new();
    for turn in turns {
        match counts.last_mut() {
            Some((last, count)) if *last == turn => *count += 1,
            _ => counts.push((turn, 1)),
        }
    }
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map(|(turn, _)| turn)
}

/// Takes few words off both ends that stand far from the rest: any text has such words somewhere.
fn drop_stray_ends(pairs: &mut Vec<(usize, usize)>, here: &[Word]) {
    const FEW: usize = 3;
    const FAR: usize = 6;
    let parts = |one: (usize, usize), next: (usize, usize)| {
        let is_marked = (one.0 + 1..=next.0).any(|word| here[word].before.gap);
        let apart = next.1 - one.1;
        apart > FAR && !is_marked || next.0 - one.0 > FAR
    };
    while let Some(end) = (1..pairs.len().min(FEW + 1)).rev().find(|&at| parts(pairs[at - 1], pairs[at])) {
        pairs.drain(..end);
    }
    let stray = |pairs: &[(usize, usize)]| {
        (pairs.len().saturating_sub(FEW).max(1)..pairs.len()).find(|&at| parts(pairs[at - 1], pairs[at]))
    };
    while let Some(start) = stray(pairs) {
        pairs.truncate(start);
    }
    // A small word by itself is no beginning and no end of an answer.
    let is_alone = |one: (usize, usize), next: (usize, usize)| next.0 - one.0 > 1 && next.1 - one.1 > 2;
    while pairs.len() > 2 && here[pairs[0].0].weight < RARE && is_alone(pairs[0], pairs[1]) {
        pairs.remove(0);
    }
    while pairs.len() > 2
        && here[pairs[pairs.len() - 1].0].weight < RARE
        && is_alone(pairs[pairs.len() - 2], pairs[pairs.len() - 1])
    {
        pairs.pop();
    }
}

/// How much of a quotation a place has.
struct Measure {
    words: usize,
    matched: usize,
    coverage: f32,
    rare: usize,
    is_whole: bool,
    is_tight: bool,
    longest_run: usize,
    /// The weight of all words of the quotation.
    weight: f32,
    adds: usize,
}

impl Measure {
    fn of(here: &[Word], sides: &Sides, pairs: &[(usize, usize)], differences: &[Difference]) -> Self {
        let weight = |word: &Word| word.weight + 0.3;
        let all: f32 = here.iter().map(weight).sum();
        let (mut covered, mut forms, mut longest, mut run) = (0.0, Vec::new(), 0, 0);
        for (index, &(place, there)) in pairs.iter().enumerate() {
            let follows = index > 0 && pairs[index - 1] == (place.wrapping_sub(1), there.wrapping_sub(1));
            let leads = pairs.get(index + 1) == Some(&(place + 1, there + 1));
            run = if follows { run + 1 } else { 1 };
            longest = longest.max(run);
            // A small word by itself may stand anywhere.
            if follows || leads || here[place].weight >= RARE {
                covered += weight(&here[place]);
            }
            if here[place].weight >= RARE {
                forms.push(here[place].form);
            }
        }
        // What is spelt in another way, or was misheard, is there all the same.
        let same = |kind| matches!(kind, DifferenceKind::Spelling | DifferenceKind::Misheard);
        for difference in differences.iter().filter(|difference| same(difference.kind)) {
            let inside = here.iter().filter(|word| difference.here.covers(word.span));
            covered += inside.map(weight).sum::<f32>();
        }
        forms.sort_unstable();
        forms.dedup();
        let cut = differences.iter().filter(|difference| difference.kind == DifferenceKind::Cut);
        let inside = |difference: &&Difference| {
            pairs.first().zip(pairs.last()).is_some_and(|(first, last)| {
                sides.there[first.1].span.start < difference.there.start
                    && difference.there.end < sides.there[last.1].span.end
            })
        };
        let cut: usize = cut
            .filter(inside)
            .map(|difference| difference.there.of(&sides.transcript.text).split_whitespace().count())
            .sum();
        Measure {
            words: here.len(),
            matched: pairs.len(),
            coverage: covered.min(all) / all,
            rare: forms.len(),
            is_whole: differences.iter().all(|difference| !difference.kind.alters()),
            is_tight: cut <= here.len(),
            longest_run: longest,
            weight: here.iter().map(|word| word.weight).sum(),
            adds: differences.iter().filter(|difference| difference.kind.alters()).count(),
        }
    }

    fn grade(&self) -> Option<Grade> {
        // Words that answer each other only here and there are not one utterance.
        if !self.is_tight || self.adds > 2 + self.words / 8 {
            return None;
        }
        if self.coverage >= FIRM_COVERAGE && self.rare >= FIRM_RARE && 2 * self.matched >= self.words {
            return Some(Grade::Firm);
        }
        if self.is_whole && self.words >= LONG_RUN && self.longest_run >= LONG_RUN && self.rare >= WEAK_RARE {
            return Some(Grade::Firm);
        }
        let tells = self.rare >= 1 && self.words >= 2 || self.words >= FEWEST_WORDS && self.weight >= TELLING;
        if self.is_whole && tells && self.longest_run * 2 >= self.words {
            return Some(Grade::Whole);
        }
        let is_enough = self.coverage >= WEAK_COVERAGE
            && self.rare >= WEAK_RARE
            && self.words >= FEWEST_WORDS
            && 10 * self.matched >= 7 * self.words;
        is_enough.then_some(Grade::Weak)
    }
}
