//! Whether a source, by the words that report it, stands for or against what it speaks of.
//!
//! "supports the ban" and "condemned the ban" have the same content; the cue holds the claim.

use std::sync::OnceLock;

use super::lexicon::stem_id;
use super::spelling::WordId;
use super::words::Word;

/// Where a cue stands towards its content.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Stance {
    /// It only reports.
    #[default]
    Neutral,
    /// It is for it.
    For,
    /// It is against it.
    Against,
    /// It says that it is not so.
    Denies,
    /// It asks or wonders.
    Asks,
}

/// Reads the stance from a cue's words.
pub(super) fn of_cue(words: &[Word], text: &str) -> Stance {
    let stance = carried_on(Stance::Neutral, words);
    // "called to close the port", not "called it a port".
    let asks_for = || words.iter().any(|word| word.stem == stem_id("call"));
    if stance == Stance::Neutral && text.starts_with("to ") && asks_for() { Stance::For } else { stance }
}

/// Reads the stance towards a window of a statement: the cue's, and that of the last words before the
/// window, as in "they support a plan" to close the port.
pub(super) fn towards(cue: Stance, before_window: &[Word]) -> Stance {
    const LAST: usize = 6;
    carried_on(cue, &before_window[before_window.len().saturating_sub(LAST)..])
}

/// The stance after some more words.
fn carried_on(begun: Stance, words: &[Word]) -> Stance {
    let table = table();
    let mut stance = begun;
    let mut negated = false;
    for word in words {
        negated |= super::polarity::is_negation(word);
        if let Ok(found) = table.binary_search_by_key(&word.stem, |(stem, _)| *stem) {
            let found = table[found].1;
            // "refuses to support": the first word turns the second round.
            stance = match (stance, found) {
                (Stance::Against | Stance::Denies, Stance::For) => Stance::Against,
                (Stance::Neutral | Stance::Asks, found) => found,
                // "approved a resolution condemning"
                (Stance::For, Stance::Against | Stance::Denies) => found,
                (stance, _) => stance,
            };
        }
    }
    match stance {
        Stance::For if negated => Stance::Against,
        Stance::Denies if negated => Stance::Neutral,
        stance => stance,
    }
}

impl Stance {
    /// True when two sources with these stances, of one content, are at odds.
    pub fn opposes(self, other: Stance) -> bool {
        let against = |stance| matches!(stance, Stance::Against | Stance::Denies);
        let pro = |stance| matches!(stance, Stance::For);
        pro(self) && against(other) || against(self) && pro(other)
    }
}

fn table() -> &'static [(WordId, Stance)] {
    static TABLE: OnceLock<Vec<(WordId, Stance)>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let lists = [
            (
                Stance::For,
                "support back endorse favor champion embrace advocate defend praise laud hail applaud salute commend welcome approve \
                 promote urge demand want push propose seek vow pledge promise call-for callfor vouch tout cheer encourage pass praised \
                 supporter support proponent advocate backer pro",
            ),
            (
                Stance::Against,
                "oppose resist condemn denounce decry slam blast criticize attack deplore assail bash rebuke excoriate lambaste rip rail \
                 hammer lash censure mock ridicule reject refuse decline spurn disavow repudiate protest object opponent critic \
                 criticism rebuff dismiss knock veto block fight chide scold",
            ),
            (Stance::Denies, "deny dispute refute rebut contradict disbelieve doubt denial"),
            (Stance::Asks, "ask question wonder query inquire"),
        ];
        let mut table: Vec<(WordId, Stance)> = Vec::new();
        for (stance, words) in lists {
            table.extend(words.split_whitespace().map(|word| (stem_id(word), stance)));
        }
        table.sort_by_key(|(stem, _)| *stem);
        table.dedup_by_key(|(stem, _)| *stem);
        table
    })
}
