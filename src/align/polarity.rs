//! Words that turn a statement round, and words that take certainty from it.

use std::sync::OnceLock;

use super::lexicon::stem_id;
use super::prepared::Prepared;
use super::spelling::{WordId, word_id};
use super::words::Word;

/// How far a negation reaches, in words.
const REACH: usize = 5;

/// How far before a clause the words stand that frame it.
pub(super) const REACH_OF_FRAME: usize = 16;

/// How sure a statement sounds at a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Hedge {
    /// "may", "possibly": it can be otherwise.
    Possible,
    /// "likely", "expected": it is not sure.
    Probable,
    /// "allegedly", "reportedly": somebody else's word.
    Hearsay,
    /// "if", "unless": only under a condition.
    Condition,
    /// "plans", "hopes", "tries", "on course": not done yet.
    Intent,
    /// "certainly", "definitely", "must": sure.
    Sure,
    /// "will", "shall": flat, of the future.
    Future,
}

struct Tables {
    negations: Vec<WordId>,
    /// Verbs and adjectives that negate what follows: "failed to", "unable to".
    negating: Vec<WordId>,
    /// Those of them that turn only what "to" begins.
    needing_to: Vec<WordId>,
    /// Verbs that turn only an "-ing" behind them: "stopped selling".
    stopping: Vec<WordId>,
    /// Words that take the force from a negation before them: "not only".
    lifting: Vec<WordId>,
    /// Two words that negate what follows.
    instead: [(WordId, WordId); 5],
    to: WordId,
    /// Words that begin a clause of their own, which a negation before them does not reach.
    clauses: Vec<WordId>,
    hedges: Vec<(WordId, Hedge)>,
}

/// True for "not", "never", "no", "without" and their like.
pub fn is_negation(word: &Word) -> bool {
    tables().negations.binary_search(&word.form).is_ok()
}

/// True for "fail", "refuse", "unable" and their like.
pub fn is_negating(word: &Word) -> bool {
    tables().negating.binary_search(&word.stem).is_ok()
}

/// How sure a word makes a statement sound.
pub fn hedge(word: &Word) -> Option<Hedge> {
    // "in May"
    if word.value.is_some() {
        return None;
    }
    let hedges = &tables().hedges;
    hedges.binary_search_by_key(&word.stem, |(stem, _)| *stem).ok().map(|found| hedges[found].1)
}

/// What negates a word: how many negations reach it, and the nearest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Negated {
    /// Negations that reach the word; an even number cancels out.
    pub count: usize,
    /// The nearest of them.
    pub by: Option<usize>,
}

/// Looks for the negations before a word, within its clause.
pub fn negated(side: &Prepared, word: usize) -> Negated {
    let mut found = Negated::default();
    let mut meaning_between = 0;
    for at in (word.saturating_sub(REACH)..word).rev() {
        if side.words[at + 1].marks.after_break {
            break;
        }
        let here = &side.words[at];
        if tables().clauses.binary_search(&here.form).is_ok() {
            break;
        }
        if is_plain_negation(side, at) || meaning_between == 0 && turns(side, at) {
            found.count += 1;
            found.by = found.by.or(Some(at));
        } else if here.is_content() {
            meaning_between += 1;
            if meaning_between > 2 {
                break;
            }
        }
    }
    found
}

/// True where "not" and its like stand for themselves, unlike in "not only", and for "rather than", "far
/// from" and "yet to".
pub fn is_plain_negation(side: &Prepared, at: usize) -> bool {
    let next = side.words.get(at + 1).map_or(0, |word| word.form);
    let before = at.checked_sub(1).map_or(0, |word| side.words[word].form);
    let tables = tables();
    is_negation(&side.words[at]) && tables.lifting.binary_search(&next).is_err()
        || tables.instead.contains(&(before, side.words[at].form))
}

/// True where "fail", "unable" and their like turn what follows: "failed to", but not "a failure closed".
pub fn turns(side: &Prepared, at: usize) -> bool {
    let word = &side.words[at];
    let Some(next) = side.words.get(at + 1) else { return false };
    let tables = tables();
    let to = || next.form == tables.to;
    if tables.stopping.binary_search(&word.stem).is_ok() {
        return side.text_of(at + 1).ends_with("ing");
    }
    if tables.needing_to.binary_search(&word.stem).is_ok() {
        return to();
    }
    is_negating(word)
}

/// The numbers of some words, sorted.
pub(super) fn list(words: &str, id: fn(&str) -> WordId) -> Vec<WordId> {
    let mut ids: Vec<WordId> = words.split_whitespace().map(id).collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

fn tables() -> &'static Tables {
    static TABLES: OnceLock<Tables> = OnceLock::new();
    TABLES.get_or_init(|| {
        let mut hedges: Vec<(WordId, Hedge)> = HEDGES
            .iter()
            .flat_map(|(hedge, words)| words.split_whitespace().map(|word| (stem_id(word), *hedge)))
            .collect();
        hedges.sort_by_key(|(stem, _)| *stem);
        hedges.dedup_by_key(|(stem, _)| *stem);
        Tables {
            negations: list(
                "not no never none neither nor nobody nothing nowhere without hardly barely scarcely",
                word_id,
            ),
            negating: list(
                "fail failure refuse refusal decline deny denial unable avoid prevent lack cease neglect",
                stem_id,
            ),
            needing_to: list("fail failure refuse refusal neglect", stem_id),
            stopping: list("stop quit halt cease avoid end", stem_id),
            lifting: list("only just merely simply necessarily doubt", word_id),
            instead: [
                (word_id("rather"), word_id("than")),
                (word_id("instead"), word_id("of")),
                (word_id("yet"), word_id("to")),
                (word_id("far"), word_id("from")),
                (word_id("anything"), word_id("but")),
            ],
            to: word_id("to"),
            clauses: list("until unless because if when while although though whereas", word_id),
            hedges,
        }
    })
}

const HEDGES: [(Hedge, &str); 7] = [
    (
        Hedge::Possible,
        "may might could possibly possible perhaps maybe potential conceivably option optional whether",
    ),
    (
        Hedge::Probable,
        "likely probably probable expected expect seem appear apparently presumably suggest indicate think believe unlikely suspect \
         suspected doubt doubtful tentative",
    ),
    (
        Hedge::Hearsay,
        "alleged allegedly allegation reportedly reported purportedly supposedly rumored rumor claimed unconfirmed",
    ),
    (Hedge::Condition, "if unless provided depending contingent conditional hypothetical"),
    (
        Hedge::Intent,
        "plan intend hope aim try attempt seek consider mull weigh contemplate course track close nearly almost toward prepare should \
         ought want wish want",
    ),
    (
        Hedge::Sure,
        "certain certainly definitely definite surely must undoubtedly clearly guarantee always inevitably",
    ),
    (Hedge::Future, "will shall would"),
];
