//! Whether a difference is a conflict or harmless, as trees learned it from pairs that people judged.

use std::ops::Range;
use std::sync::OnceLock;

use crate::align::polarity::{self, Hedge};
use crate::align::{Match, Pair, Prepared, Relation, Sameness, Stance};
use crate::model::Trees;

use super::candidate::{Candidate, Comparing, SIGNALS};
use super::finding::FindingKind;

/// How many values there are.
pub const COUNT: usize = 47;

/// The place of the detector's first signal, behind a value for each kind.
const FIRST_SIGNAL: usize = 8;

/// The place of the value that says that all else is the same.
const PLAIN: usize = COUNT - 1;

/// The place of the value that says that nothing is known but the two texts.
const BARE: usize = COUNT - 2;

/// How sure a difference is where all else is the same.
const SURE: f32 = 0.95;

/// The values, for [`Trees`].
pub type Signs = [f32; COUNT];

/// From this probability on, a difference is called a conflict.
pub(super) const CONFLICT: f32 = 0.5;

/// What the trees must say of each kind before it counts as much as a half: chosen on the held-out
/// tenths of retold statements and cross-outlet pairs so that nine of ten flags are right. Numbers and
/// dates mislead least, hedges and opposites most; words altered inside the marks mostly say the same.
fn cut(kind: FindingKind) -> f32 {
    match kind {
        FindingKind::Number | FindingKind::Date => 0.25,
        FindingKind::Agent => 0.45,
        FindingKind::Antonym => 0.5,
        FindingKind::Negation | FindingKind::Speaker => 0.65,
        FindingKind::Wording => 0.95,
        FindingKind::Certainty => 0.8,
        // No detector proposes it to the trees.
        FindingKind::Attribution => 1.0,
    }
}

/// The same for two bare texts, of which one may tell far more: who sets them side by side has a
/// reason. Chosen on the held-out tenths of entailment pairs.
fn cut_of_bare(kind: FindingKind) -> f32 {
    match kind {
        FindingKind::Negation => 0.1,
        FindingKind::Number => 0.15,
        FindingKind::Antonym => 0.2,
        FindingKind::Date | FindingKind::Agent | FindingKind::Wording => 0.45,
        FindingKind::Speaker | FindingKind::Certainty => 0.6,
        FindingKind::Attribution => 1.0,
    }
}

/// How sure the judge must be of a conflict between accounts, beyond the cut. In real news, names,
/// days and figures that differ mostly belong to different things: of those that the judge gave less on real pairs,
/// held out, hardly one in five mattered.
pub(super) fn sure_enough(kind: FindingKind) -> f32 {
    match kind {
        FindingKind::Agent => 0.65,
        FindingKind::Date | FindingKind::Antonym | FindingKind::Certainty => 0.5,
        FindingKind::Number => 0.45,
        FindingKind::Negation | FindingKind::Speaker | FindingKind::Wording | FindingKind::Attribution => 0.0,
    }
}

/// So many common words make the rest of two statements the same.
const FEWEST_COMMON: usize = 3;

/// So many words make it worth asking who said them.
const FEWEST_SPOKEN: usize = 5;

/// The trees that are built in.
pub(super) fn embedded() -> &'static Trees {
    static TREES: OnceLock<Trees> = OnceLock::new();
    TREES.get_or_init(|| Trees::from_bytes(include_bytes!("weights/conflict.bin")))
}

/// How sure it is that a difference matters, as the trees say it or as a rule that is certain does. Of
/// names no rule is: "Merland" and "Northfold", "Harbour Board" and "Port Board" stand in headlines that say
/// the same.
pub(super) fn confidence(trees: &Trees, kind: FindingKind, signs: &Signs) -> f32 {
    if signs[PLAIN] > 0.0 && kind != FindingKind::Agent { SURE } else { trees.probability(signs) }
}

/// The probability that a difference is a conflict, by the given trees.
pub(super) fn probability(trees: &Trees, kind: FindingKind, signs: &Signs) -> f32 {
    let cut = if signs[BARE] > 0.0 { cut_of_bare(kind) } else { cut(kind) };
    let learned = 1.0 / (1.0 + (-trees.score(signs)).exp() * cut / (1.0 - cut));
    if signs[PLAIN] > 0.0 { learned.max(SURE) } else { learned }
}

/// True where all else is the same, word for word: then a difference of these kinds needs no judge.
fn is_plain(comparing: &Comparing, candidate: &Candidate) -> bool {
    // The detector looked at the words before the clause, and the clause is the same.
    if candidate.is_of_frames() {
        return true;
    }
    let Comparing { a, b, alignment, .. } = comparing;
    let sure = match candidate.kind {
        // Cues on opposite sides of one content.
        FindingKind::Negation if candidate.is_of_stances() => true,
        // A negation that nothing answers, before a word that both sides have.
        FindingKind::Negation => candidate.signals[0] == 0.0 && candidate.signals[2] == 1.0,
        FindingKind::Number => true,
        FindingKind::Date => candidate.signals[1] == 0.0,
        FindingKind::Antonym => candidate.signals[1] > 0.0 && candidate.signals[3] >= 0.0,
        FindingKind::Agent => {
            let named =
                |side: &Prepared, words: &Range<usize>| words.clone().all(|word| side.words[word].is_name());
            let swapped = candidate.signals[0] == -2.0 && candidate.signals[5] == 1.0;
            swapped || named(a, &candidate.a) && named(b, &candidate.b)
        }
        // Hardly more than "a request for comment" is said by anybody.
        FindingKind::Speaker => {
            a.words.len() >= FEWEST_SPOKEN && a.stance == Stance::Neutral && b.stance == Stance::Neutral
        }
        FindingKind::Certainty => {
            [Hedge::Possible, Hedge::Hearsay].iter().any(|hedge| candidate.signals[0] == *hedge as u8 as f32)
        }
        FindingKind::Attribution => false,
        // A single word for another; more may be a slip of the pen.
        // One word of meaning for another that has nothing to do with it. Other alterations are shown, but
        // may say the same.
        FindingKind::Wording => candidate.signals[7] == 1.0,
    };
    let own = |side: &Prepared, words: &Range<usize>, word: usize| match candidate.kind {
        FindingKind::Speaker => false,
        FindingKind::Negation if candidate.is_of_stances() => false,
        FindingKind::Certainty => words.contains(&word) || polarity::hedge(&side.words[word]).is_some(),
        _ => words.contains(&word),
    };
    // Of a quotation one account may give more; the words around the alteration are what counts, and the
    // detector looked at them.
    let (mut all_a, mut all_b) = match candidate.kind {
        FindingKind::Wording => (0..0, 0..0),
        _ => (0..a.words.len(), 0..b.words.len()),
    };
    let answered_a = all_a.all(|word| alignment.answer_of_a(word).is_some() || own(a, &candidate.a, word));
    let answered_b = all_b.all(|word| alignment.answer_of_b(word).is_some() || own(b, &candidate.b, word));
    sure && answered_a
        && answered_b
        && alignment.pairs.len() >= FEWEST_COMMON
        && (candidate.kind == FindingKind::Wording
            || alignment.pairs.iter().all(|pair| same(pair, candidate)))
}

fn same(pair: &Pair, candidate: &Candidate) -> bool {
    matches!(pair.how, Match::Same | Match::Inflected | Match::Value | Match::Spelling)
        || candidate.a.contains(&pair.a)
}

/// What speaks for and against a conflict.
pub(super) fn signs(comparing: &Comparing, candidate: &Candidate, candidates: usize) -> Signs {
    let (a, b, alignment) = (comparing.a, comparing.b, comparing.alignment);
    let mut signs = [0.0; COUNT];
    signs[candidate.kind as usize] = 1.0;
    signs[FIRST_SIGNAL..FIRST_SIGNAL + SIGNALS].copy_from_slice(&candidate.signals);
    let yes = |holds: bool| f32::from(u8::from(holds));
    let speaker = a.sameness(b);
    let alone = |words: &mut dyn Iterator<Item = f32>| {
        words.fold((0.0_f32, 0.0_f32), |(sum, most), weight| (sum + weight, most.max(weight)))
    };
    let alone_a = alone(&mut comparing.alone_in_a().map(|word| content_weight(a, word)));
    let alone_b = alone(&mut comparing.alone_in_b().map(|word| content_weight(b, word)));
    let quoted = |side: &Prepared, words: &Range<usize>| {
        side.words
            .get(words.clone())
            .is_some_and(|words| !words.is_empty() && words.iter().all(|word| word.marks.quoted))
    };
    let besides_a =
        besides(a, &comparing.reach_a, &candidate.a, &|word| alignment.answer_of_a(word).is_some());
    let besides_b =
        besides(b, &comparing.reach_b, &candidate.b, &|word| alignment.answer_of_b(word).is_some());
    let near_a = unanswered_near(a, &candidate.a, &|word| alignment.answer_of_a(word).is_some());
    let near_b = unanswered_near(b, &candidate.b, &|word| alignment.answer_of_b(word).is_some());
    let ends = (
        comparing.affinity(candidate.a.start, candidate.b.start),
        comparing.affinity(candidate.a.end.saturating_sub(1), candidate.b.end.saturating_sub(1)),
    );
    let rest = [
        alignment.similarity,
        alignment.containment_a.min(alignment.containment_b),
        alignment.containment_a.max(alignment.containment_b),
        comparing.reach_a.len().min(comparing.reach_b.len()) as f32,
        comparing.reach_a.len().max(comparing.reach_b.len()) as f32,
        yes(speaker == Sameness::Same),
        yes(speaker == Sameness::Different),
        yes(alignment.relation == Relation::SameUtterance),
        alone_a.0.min(alone_b.0),
        alone_a.0.max(alone_b.0),
        alone_a.1.min(alone_b.1),
        alone_a.1.max(alone_b.1),
        comparing.gaps.len() as f32,
        candidates as f32,
        yes(quoted(a, &candidate.a)) + yes(quoted(b, &candidate.b)),
        a.words.len().min(b.words.len()) as f32,
        a.words.len().max(b.words.len()) as f32,
        yes(alignment.stance_a.opposes(alignment.stance_b)),
        yes(a.statement.speaker.is_some()),
        local_answers(comparing, candidate),
        alignment.same_claim,
        besides_a.0.min(besides_b.0),
        besides_a.0.max(besides_b.0),
        besides_a.1.min(besides_b.1),
        besides_a.1.max(besides_b.1),
        near_a.min(near_b),
        near_a.max(near_b),
        ends.0.min(ends.1),
        ends.0.max(ends.1),
        yes(a.is_bare() && b.is_bare()),
        yes(is_plain(comparing, candidate)),
    ];
    signs[FIRST_SIGNAL + SIGNALS..].copy_from_slice(&rest);
    signs
}

/// What one side tells besides the difference that the other does not: the share of the weight in
/// reach, and of all its weight.
fn besides(
    side: &Prepared,
    reach: &Range<usize>,
    own: &Range<usize>,
    answered: &dyn Fn(usize) -> bool,
) -> (f32, f32) {
    let share = |words: &mut dyn Iterator<Item = usize>| {
        let (mut all, mut alone) = (0.0, 0.0);
        for word in words.filter(|word| !own.contains(word)) {
            let weight = content_weight(side, word);
            all += weight;
            alone += if answered(word) { 0.0 } else { weight };
        }
        if all > 0.0 { alone / all } else { 1.0 }
    };
    (share(&mut reach.clone()), share(&mut (0..side.words.len())))
}

/// The weight of the words close to the difference that have no answer.
fn unanswered_near(side: &Prepared, own: &Range<usize>, answered: &dyn Fn(usize) -> bool) -> f32 {
    const NEAR: usize = 4;
    let around =
        (own.start.saturating_sub(NEAR)..own.start).chain(own.end..(own.end + NEAR).min(side.words.len()));
    around.filter(|word| !answered(*word)).map(|word| content_weight(side, word)).sum()
}

fn content_weight(side: &Prepared, word: usize) -> f32 {
    if side.words[word].is_content() { side.words[word].weight } else { 0.0 }
}

/// The share of the six words around the difference that have an answer.
fn local_answers(comparing: &Comparing, candidate: &Candidate) -> f32 {
    let around = |words: &Range<usize>, length: usize, answered: &dyn Fn(usize) -> bool| {
        let near = (words.start.saturating_sub(3)..words.start).chain(words.end..(words.end + 3).min(length));
        let (mut all, mut with) = (0.0_f32, 0.0);
        for word in near {
            all += 1.0;
            with += f32::from(u8::from(answered(word)));
        }
        if all > 0.0 { with / all } else { 0.5 }
    };
    let alignment = comparing.alignment;
    let in_a = around(&candidate.a, comparing.a.words.len(), &|word| alignment.answer_of_a(word).is_some());
    let in_b = around(&candidate.b, comparing.b.words.len(), &|word| alignment.answer_of_b(word).is_some());
    in_a.min(in_b)
}
