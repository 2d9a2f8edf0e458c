//! Which sentences of the later version stand for which of the earlier.
//!
//! Those that are the same word for word come first. Of the rest, those that share telling words are
//! aligned as statements are everywhere else, and the best pairs stay; a sentence that was cut in two, or
//! made of two, is a pair of stretches.

use std::collections::HashMap;
use std::ops::Range;

use rayon::prelude::*;

use super::exact;
use super::version::Version;
use crate::align::{Alignment, Prepared, Statement, WordId, align, content_stems, nearest, place_in_other};
use crate::verify::{Word, lay};

/// Sentences in a row of both versions that answer each other; one side is empty for what was added or
/// removed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The earlier version's sentences.
    pub old: Range<usize>,
    /// The later version's sentences.
    pub new: Range<usize>,
    /// True when both are the same word for word.
    pub same: bool,
    /// True when they stand in another order among the rest.
    pub moved: bool,
}

/// The share of the shorter sentence's words, in order, that two sentences need, and the one that is enough
/// where they stand in one place.
const SOME_OF_THE_WORDS: f32 = 0.3;
const MOST_OF_THE_WORDS: f32 = 0.6;

/// In so many sentences a word is looked for.
const MOST_PLACES: usize = 32;

/// So many sentences are aligned for each.
const MOST_PARTNERS: usize = 5;

/// All sentences of both versions, in the order of the later one, removed ones behind what stood before
/// them.
pub fn pair(old: &Version, new: &Version) -> Vec<Group> {
    let keys = |version: &Version| -> Vec<(u64, usize)> {
        version.sentences.iter().map(|sentence| (sentence.key, sentence.words.len())).collect()
    };
    let same = exact::find(&keys(old), &keys(new));
    let mut answers = Answers::new(old.sentences.len(), new.sentences.len());
    for pair in &same {
        answers.take(pair.old, pair.new);
    }
    let anchors: Vec<(usize, usize)> =
        same.iter().filter(|pair| !pair.moved).map(|pair| (pair.old, pair.new)).collect();
    let mut groups: Vec<Group> = same
        .iter()
        .map(|pair| Group {
            old: pair.old..pair.old + 1,
            new: pair.new..pair.new + 1,
            same: true,
            moved: pair.moved,
        })
        .collect();
    let changed = Rest::new(old, new, &answers, &anchors).pairs(&mut answers);
    groups.extend(changed);
    for place in 0..old.sentences.len() {
        if answers.of_old[place].is_none() {
            groups.push(Group { old: place..place + 1, new: 0..0, same: false, moved: false });
        }
    }
    for place in 0..new.sentences.len() {
        if answers.of_new[place].is_none() {
            groups.push(Group { old: 0..0, new: place..place + 1, same: false, moved: false });
        }
    }
    in_order(groups, &answers)
}

/// Which sentence answers which.
struct Answers {
    of_old: Vec<Option<usize>>,
    of_new: Vec<Option<usize>>,
}

impl Answers {
    fn new(old: usize, new: usize) -> Self {
        Answers { of_old: vec![None; old], of_new: vec![None; new] }
    }

    fn take(&mut self, old: usize, new: usize) {
        self.of_old[old] = self.of_old[old].or(Some(new));
        self.of_new[new] = self.of_new[new].or(Some(old));
    }
}

/// The groups as they are read: by the later version, what was removed where it stood.
fn in_order(mut groups: Vec<Group>, answers: &Answers) -> Vec<Group> {
    let mut last = 0;
    let before: Vec<usize> = answers
        .of_old
        .iter()
        .map(|answer| {
            last = answer.unwrap_or(last);
            last
        })
        .collect();
    groups.sort_by_key(|group| match group.new.is_empty() {
        false => (group.new.start, 0, group.old.start),
        true => (before[group.old.start], 1, group.old.start),
    });
    groups
}

/// The sentences that no equal one answers.
struct Rest<'a> {
    old: Side<'a>,
    new: Side<'a>,
}

struct Side<'a> {
    version: &'a Version<'a>,
    places: Vec<usize>,
    prepared: Vec<Prepared<'a>>,
    stems: Vec<Vec<(WordId, f32)>>,
    /// How many sentences before it stand in both versions: the same for those between the same two.
    gaps: Vec<usize>,
}

impl<'a> Side<'a> {
    fn new(version: &'a Version<'a>, answers: &[Option<usize>], anchors: &[usize]) -> Self {
        let places: Vec<usize> = (0..answers.len()).filter(|place| answers[*place].is_none()).collect();
        let text = |place: &usize| version.sentences[*place].span.of(&version.article.body);
        let statement = |place: &usize| Statement {
            text: text(place),
            outlet: version.article.outlet.as_deref().or(Some("")),
            date: version.article.date,
            ..Statement::default()
        };
        Side {
            version,
            prepared: places.par_iter().map(|place| Prepared::new(&statement(place))).collect(),
            stems: places.par_iter().map(|place| content_stems(text(place))).collect(),
            gaps: places.iter().map(|place| anchors.partition_point(|anchor| anchor < place)).collect(),
            places,
        }
    }

    fn words(&self, index: usize) -> &[Word] {
        self.version.words_of(&(self.places[index]..self.places[index] + 1))
    }
}

/// Two sentences that may answer each other.
struct Candidate {
    old: usize,
    new: usize,
    score: f32,
}

impl<'a> Rest<'a> {
    fn new(
        old: &'a Version<'a>,
        new: &'a Version<'a>,
        answers: &Answers,
        anchors: &[(usize, usize)],
    ) -> Self {
        let olds: Vec<usize> = anchors.iter().map(|(old, _)| *old).collect();
        let news: Vec<usize> = anchors.iter().map(|(_, new)| *new).collect();
        Rest { old: Side::new(old, &answers.of_old, &olds), new: Side::new(new, &answers.of_new, &news) }
    }

    fn pairs(&self, answers: &mut Answers) -> Vec<Group> {
        let mut candidates: Vec<Candidate> = self
            .proposed()
            .into_par_iter()
            .filter_map(|(old, new)| {
                let alignment = align(&self.old.prepared[old], &self.new.prepared[new]);
                let near = self.old.gaps[old] == self.new.gaps[new];
                let common = self.common_words(old, new);
                let score = alignment.containment_a
                    + alignment.containment_b
                    + alignment.same_claim
                    + if near { 0.5 } else { 0.0 };
                let is_likely = answer_each_other(&alignment, near) || near && common >= MOST_OF_THE_WORDS;
                (is_likely && common >= SOME_OF_THE_WORDS).then_some(Candidate { old, new, score })
            })
            .collect();
        candidates.sort_by(|one, other| {
            other.score.total_cmp(&one.score).then((one.old, one.new).cmp(&(other.old, other.new)))
        });
        let mut groups = Groups::default();
        for candidate in &candidates {
            let (old, new) = (self.old.places[candidate.old], self.new.places[candidate.new]);
            if answers.of_old[old].is_none() && answers.of_new[new].is_none() {
                answers.take(old, new);
                groups.push(old, new);
            }
        }
        for candidate in &candidates {
            let (old, new) = (self.old.places[candidate.old], self.new.places[candidate.new]);
            if groups.join(old, new) {
                answers.take(old, new);
            }
        }
        groups.all
    }

    /// Pairs that share telling words, those that share most.
    fn proposed(&self) -> Vec<(usize, usize)> {
        let mut index: Vec<(WordId, usize, f32)> = Vec::new();
        for (place, stems) in self.new.stems.iter().enumerate() {
            index.extend(stems.iter().map(|(stem, weight)| (*stem, place, *weight)));
        }
        index.sort_unstable_by_key(|(stem, place, _)| (*stem, *place));
        let of_one = |old: usize| -> Vec<(usize, usize)> {
            let here = place_in_other(old, self.old.places.len(), self.new.places.len());
            let mut shared: Vec<(usize, f32)> = Vec::new();
            for (stem, _) in &self.old.stems[old] {
                let start = index.partition_point(|(other, ..)| other < stem);
                let count = index[start..].iter().take_while(|(other, ..)| other == stem).count();
                let near = nearest(&index[start..start + count], here, MOST_PLACES, |(_, place, _)| *place);
                shared.extend(near.iter().map(|(_, place, weight)| (*place, weight.max(0.5))));
            }
            shared.sort_by_key(|(place, _)| *place);
            let mut sums: Vec<(usize, f32)> = Vec::new();
            for (place, weight) in shared {
                match sums.last_mut() {
                    Some((last, sum)) if *last == place => *sum += weight,
                    _ => sums.push((place, weight)),
                }
            }
            for (place, sum) in &mut sums {
                *sum *= if self.old.gaps[old] == self.new.gaps[*place] { 1.5 } else { 1.0 };
            }
            sums.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
            sums.truncate(MOST_PARTNERS);
            // Short sentences may share no telling word: “She was 91.”
            let gap = self.old.gaps[old];
            let place = old - self.old.gaps.partition_point(|other| *other < gap);
            let counterpart = self.new.gaps.partition_point(|other| *other < gap) + place;
            let is_there = self.new.gaps.get(counterpart) == Some(&gap);
            if is_there && sums.iter().all(|(new, _)| *new != counterpart) {
                sums.push((counterpart, 0.0));
            }
            sums.into_iter().map(|(new, _)| (old, new)).collect()
        };
        (0..self.old.places.len()).into_par_iter().flat_map_iter(of_one).collect()
    }

    /// The share of the shorter sentence's words that stands in the other, in order.
    fn common_words(&self, old: usize, new: usize) -> f32 {
        let (old, new) = (self.old.words(old), self.new.words(new));
        let common = lay(old, new, 0..new.len()).pairs.len();
        common as f32 / old.len().min(new.len()).max(1) as f32
    }
}

/// Stretches that answer each other, found by the sentences in them.
#[derive(Default)]
struct Groups {
    all: Vec<Group>,
    of_old: HashMap<usize, usize>,
    of_new: HashMap<usize, usize>,
}

impl Groups {
    fn push(&mut self, old: usize, new: usize) {
        self.of_old.insert(old, self.all.len());
        self.of_new.insert(new, self.all.len());
        self.all.push(Group { old: old..old + 1, new: new..new + 1, same: false, moved: false });
    }

    /// Adds a sentence that nothing answers to the stretch beside it, where that has its words.
    fn join(&mut self, old: usize, new: usize) -> bool {
        let beside = |range: &Range<usize>, place: usize| range.end == place || place + 1 == range.start;
        let widened = |range: &Range<usize>, place: usize| range.start.min(place)..range.end.max(place + 1);
        match (self.of_old.get(&old).copied(), self.of_new.get(&new).copied()) {
            (None, Some(index)) if beside(&self.all[index].old, old) => {
                self.all[index].old = widened(&self.all[index].old, old);
                self.of_old.insert(old, index);
            }
            (Some(index), None) if beside(&self.all[index].new, new) => {
                self.all[index].new = widened(&self.all[index].new, new);
                self.of_new.insert(new, index);
            }
            _ => return false,
        }
        true
    }
}

/// True for two sentences of which one may have become the other.
fn answer_each_other(alignment: &Alignment, near: bool) -> bool {
    let (one, other) = (alignment.containment_a, alignment.containment_b);
    let (least, most) = (one.min(other), one.max(other));
    least >= 0.5
        || most >= 0.8 && alignment.pairs.len() >= 4
        || alignment.relation.is_same() && most >= 0.4
        || near && most >= 0.5 && least >= 0.3
}
