//! All transcripts, ready to be searched: their words, and where each run of three words stands.
//!
//! A run of three words names a place wherever the quotation has other words around it; rare words name
//! one alone. What such hits come to is weighed by the words that they cover, so that a stock phrase,
//! whose words tell little, finds no place.

use std::ops::Range;

use rayon::prelude::*;

use super::transcript::Transcript;
use super::words::{self, Role, Word};
use crate::align::WordId;

/// The transcripts of a run and their words.
#[derive(Debug)]
pub struct Record<'a> {
    /// The transcripts.
    pub transcripts: &'a [Transcript],
    /// The words of each.
    pub words: Vec<Vec<Word>>,
    /// The number of the first word of each transcript, counted over all of them.
    starts: Vec<usize>,
    /// The runs of three words: their hash and the number of their first word, sorted.
    runs: Vec<(u32, u32)>,
    /// Rare words: their form and their number, sorted.
    rare: Vec<(WordId, u32)>,
}

/// A part of a transcript that has words of a quotation.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// Index of the transcript.
    pub transcript: usize,
    /// The words that may answer the quotation.
    pub window: Range<usize>,
    /// The weight of the quotation's words that it has in runs.
    weight: f32,
}

/// Runs that stand in more places name none.
const MOST_PLACES: usize = 400;

/// Rare words that stand in more places name none.
const MOST_PLACES_OF_A_WORD: usize = 24;

/// Words that weigh less are not looked up alone.
const RARE_ALONE: f32 = 5.5;

/// So many parts of transcripts are weighed for one quotation.
const MOST_CANDIDATES: usize = 12;

/// A part that has a smaller share of the quotation's weight in runs and rare words cannot have enough of
/// it.
const LEAST_SHARE: f32 = 0.3;

/// So many words behind and before what the runs name may belong to the quotation.
const SLACK: usize = 12;

/// So many words may be left out at each ellipsis.
const LONGEST_GAP: usize = 700;

impl<'a> Record<'a> {
    /// Prepares transcripts for being searched.
    pub fn new(transcripts: &'a [Transcript]) -> Self {
        let words: Vec<Vec<Word>> = transcripts
            .par_iter()
            .map(|transcript| words::read(&transcript.text, &transcript.unspoken, Role::Record).words)
            .collect();
        let mut starts = Vec::with_capacity(words.len());
        let mut count = 0;
        for list in &words {
            starts.push(count);
            count += list.len();
        }
        let mut record =
            Record { transcripts, words, starts, runs: Vec::with_capacity(count), rare: Vec::new() };
        for (list, start) in record.words.iter().zip(&record.starts) {
            let number = |place: usize| u32::try_from(start + place).unwrap_or(u32::MAX);
            record.runs.extend(list.windows(3).enumerate().map(|(place, run)| (hash(run), number(place))));
            let rare = list.iter().enumerate().filter(|(_, word)| word.weight >= RARE_ALONE);
            record.rare.extend(rare.map(|(place, word)| (word.form, number(place))));
        }
        record.runs.par_sort_unstable();
        record.rare.par_sort_unstable();
        record
    }

    /// The parts of transcripts that may have a quotation, the likeliest first.
    pub fn candidates(&self, quotation: &[Word]) -> Vec<Candidate> {
        let gaps = quotation.iter().skip(1).filter(|word| word.before.gap).count();
        let reach = quotation.len() + quotation.len() / 2 + SLACK + gaps * LONGEST_GAP;
        let mut hits: Vec<(usize, usize, usize)> = Vec::new();
        for (place, run) in quotation.windows(3).enumerate() {
            let found = equal(&self.runs, hash(run));
            if found.len() <= MOST_PLACES {
                hits.extend(found.iter().map(|(_, number)| (*number as usize, place, 3)));
            }
        }
        for (place, word) in quotation.iter().enumerate().filter(|(_, word)| word.weight >= RARE_ALONE) {
            let found = equal(&self.rare, word.form);
            if found.len() <= MOST_PLACES_OF_A_WORD {
                hits.extend(found.iter().map(|(_, number)| (*number as usize, place, 1)));
            }
        }
        hits.sort_unstable();
        self.gathered(quotation, &hits, reach)
    }

    /// Hits that lie near each other are one candidate.
    fn gathered(&self, quotation: &[Word], hits: &[(usize, usize, usize)], reach: usize) -> Vec<Candidate> {
        let mut candidates: Vec<Candidate> = Vec::new();
        let mut covered = vec![usize::MAX; quotation.len()];
        let mut first = 0;
        while first < hits.len() {
            let transcript = self.starts.partition_point(|start| *start <= hits[first].0) - 1;
            let end = self.starts[transcript] + self.words[transcript].len();
            let limit = end.min(hits[first].0 + reach);
            let count = hits[first..].iter().take_while(|(number, ..)| *number < limit).count();
            let near = &hits[first..first + count.max(1)];
            let mut weight = 0.0;
            for (_, place, length) in near {
                for at in *place..*place + *length {
                    if covered[at] != first {
                        covered[at] = first;
                        weight += quotation[at].weight + 0.3;
                    }
                }
            }
            let (from, to) = (near[0].0, near[near.len() - 1].0);
            let margin = quotation.len() + SLACK + if reach > 3 * quotation.len() { LONGEST_GAP } else { 0 };
            let window = from.saturating_sub(margin).max(self.starts[transcript])..end.min(to + margin);
            let window = window.start - self.starts[transcript]..window.end - self.starts[transcript];
            candidates.push(Candidate { transcript, window, weight });
            // The next one begins in the middle of this one, so that none is cut in two.
            let half = hits[first].0 + reach / 2;
            first += near.iter().take_while(|(number, ..)| *number <= half).count().max(1);
        }
        let all: f32 = quotation.iter().map(|word| word.weight + 0.3).sum();
        candidates.retain(|candidate| candidate.weight >= LEAST_SHARE * all);
        candidates.sort_by(|one, other| {
            let order = other.weight.total_cmp(&one.weight);
            order.then((one.transcript, one.window.start).cmp(&(other.transcript, other.window.start)))
        });
        candidates.truncate(MOST_CANDIDATES);
        candidates
    }
}

impl Candidate {
    /// What is left of it before and behind some words, where a quotation of that many words may stand
    /// once more.
    pub fn without(&self, taken: Range<usize>, words: usize) -> impl Iterator<Item = Candidate> {
        let parts = [self.window.start..taken.start, taken.end..self.window.end];
        let (transcript, weight) = (self.transcript, self.weight);
        let large = parts.into_iter().filter(move |part| part.len() >= words);
        large.map(move |window| Candidate { transcript, window, weight })
    }
}

fn hash(run: &[Word]) -> u32 {
    run.iter().fold(0x811c_9dc5, |hash, word| (hash ^ word.form).wrapping_mul(0x0100_0193).rotate_left(7))
}

/// The entries of a sorted list that begin with a key.
fn equal(list: &[(u32, u32)], key: u32) -> &[(u32, u32)] {
    let start = list.partition_point(|(other, _)| *other < key);
    let count = list[start..].partition_point(|(other, _)| *other == key);
    &list[start..start + count]
}
