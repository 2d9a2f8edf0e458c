//! What the words in front of a clause do to it: "I deny that ...", "if the bids fail ...".
//!
//! A frame leaves the clause behind it flat, denies it, or makes it less than sure. Two negations cancel
//! each other; what stands before "but", "because" and their like frames another clause.

use std::ops::Range;
use std::sync::OnceLock;

use super::lexicon::stem_id;
use super::polarity::{self, Hedge, list};
use super::prepared::Prepared;
use super::spelling::{WordId, word_id};

/// What a frame leaves of the clause behind it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Force {
    /// It stands as it is.
    #[default]
    Flat,
    /// It is said not to be so.
    Denied,
    /// It holds under a condition, or only may be so.
    Unsure,
}

/// A frame's force and the words that give it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frame {
    /// What it leaves of the clause.
    pub force: Force,
    /// From the first word that counts to the clause; empty where it is flat.
    pub words: Range<usize>,
}

/// So many words before its clause a condition may begin.
const LONGEST_CONDITION: usize = 12;

/// Between the word that denies and a clause without "that" stand no more words than this: "denied the
/// yard is finished", "not true, the yard is finished".
const NEAR: usize = 1;

/// Reads the frame of the clause that begins with the word `clause`: what stands before it in its sentence.
///
/// ```
/// use whosaid::align::frame::{Force, frame};
/// use whosaid::align::{Prepared, Statement};
///
/// let force = |text, clause| frame(&Prepared::new(&Statement { text, ..Statement::default() }), clause).force;
/// assert_eq!(force("I deny that the dam is safe", 3), Force::Denied);
/// assert_eq!(force("I do not doubt that the dam is safe", 5), Force::Flat);
/// assert_eq!(force("If they are right, the dam is safe", 4), Force::Unsure);
/// assert_eq!(force("As I told them, the dam is safe", 4), Force::Flat);
/// ```
pub fn frame(side: &Prepared, clause: usize) -> Frame {
    let tables = tables();
    if tables.breaks.binary_search(&side.words[clause].form).is_ok() {
        return Frame::default();
    }
    let begins = (0..clause).rev().find(|&word| side.words[word + 1].marks.first).map_or(0, |word| word + 1);
    let begins = begins.max(clause.saturating_sub(polarity::REACH_OF_FRAME));
    let mut read = Reading::default();
    for at in begins..clause {
        let word = &side.words[at];
        if tables.breaks.binary_search(&word.form).is_ok() {
            read = Reading::default();
        }
        let denies_next =
            || side.words.get(at + 1).is_some_and(|next| tables.denials.binary_search(&next.stem).is_ok());
        // In "no doubt" the first word turns the second.
        if polarity::is_plain_negation(side, at) || polarity::is_negation(word) && denies_next() {
            read.negations += 1;
            read.first = read.first.or(Some(at));
            read.last_turn = Some(at);
        } else if tables.denials.binary_search(&word.stem).is_ok() {
            // "dismissed as false" denies once.
            read.denies = true;
            read.first = read.first.or(Some(at));
            read.last_turn = Some(at);
        } else if is_month(side, at) {
            // "May" is no "may".
        } else if tables.conditions.binary_search(&word.form).is_ok() {
            read.condition = Some(at);
        } else if polarity::hedge(word) == Some(Hedge::Possible) {
            read.possible = Some(at);
        }
    }
    let governs = |word: usize| is_that(side, clause) || word + 1 + NEAR >= clause;
    let turns = read.negations + usize::from(read.denies);
    let (force, first) = match read {
        Reading { first: Some(first), last_turn: Some(last), .. } if turns % 2 == 1 && governs(last) => {
            (Force::Denied, first)
        }
        Reading { condition: Some(at), .. } if at + LONGEST_CONDITION >= clause => (Force::Unsure, at),
        Reading { possible: Some(at), .. } if turns == 0 && is_that(side, clause) => (Force::Unsure, at),
        _ => return Frame::default(),
    };
    Frame { force, words: first..clause }
}

/// What was met on the way to the clause.
#[derive(Clone, Copy, Debug, Default)]
struct Reading {
    negations: usize,
    denies: bool,
    first: Option<usize>,
    last_turn: Option<usize>,
    condition: Option<usize>,
    possible: Option<usize>,
}

/// True where a sentence begins, or "that" or a word of saying stands before a clause.
pub fn is_opened(side: &Prepared, word: usize) -> bool {
    let tables = tables();
    let marks = side.words[word].marks;
    marks.first && marks.capital
        || word.checked_sub(1).is_none_or(|before| {
            let before = &side.words[before];
            tables.openers.binary_search(&before.form).is_ok()
                || tables.sayings.binary_search(&before.stem).is_ok()
        })
}

/// True where a clause may begin: after a stop or a mark, behind "that", behind a word of saying or of
/// denying, but not in the middle of "considering or discussing firing".
pub fn may_begin(side: &Prepared, word: usize) -> bool {
    let tables = tables();
    let marks = side.words[word].marks;
    let behind = |before: usize| {
        let before = &side.words[before];
        tables.denials.binary_search(&before.stem).is_ok() || before.marks.quoted != marks.quoted
    };
    is_opened(side, word) || marks.after_break || marks.opens || word.checked_sub(1).is_none_or(behind)
}

/// True where a condition opens the clause itself.
pub fn is_condition(side: &Prepared, clause: usize) -> bool {
    let opens = |word: &super::words::Word| tables().conditions.binary_search(&word.form).is_ok();
    side.words[clause..].iter().take(2).any(opens)
}

fn is_month(side: &Prepared, word: usize) -> bool {
    let marks = side.words[word].marks;
    marks.capital && !marks.first && side.text_of(word) == "May"
}

/// True where "that" or "whether" opens the clause, or is its first word.
fn is_that(side: &Prepared, clause: usize) -> bool {
    let opens = |word: usize| tables().openers.binary_search(&side.words[word].form).is_ok();
    clause.checked_sub(1).is_some_and(opens) || side.words.get(clause).is_some() && opens(clause)
}

struct Tables {
    /// Stems of words that say that what follows is not so.
    denials: Vec<WordId>,
    /// Forms that open a condition.
    conditions: Vec<WordId>,
    /// Forms that open a clause which is told.
    openers: Vec<WordId>,
    /// Stems of words of saying.
    sayings: Vec<WordId>,
    /// Forms behind which another clause is framed.
    breaks: Vec<WordId>,
}

fn tables() -> &'static Tables {
    static TABLES: OnceLock<Tables> = OnceLock::new();
    TABLES.get_or_init(|| {
        Tables {
            denials: list(
                "deny denial dismiss reject refute rebut dispute disprove doubt doubtful disbelieve debunk false untrue wrong \
                 lie myth baseless unfounded nonsense wish contradict",
                stem_id,
            ),
            conditions: list("if unless assuming supposing whether", word_id),
            sayings: list(
                "say tell add insist state declare announce claim argue believe think report write warn know",
                stem_id,
            ),
            openers: list("that whether", word_id),
            breaks: list("but because although though while whereas when after before since so and until", word_id),
        }
    })
}
