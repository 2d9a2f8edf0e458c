//! Words that tell when: "on Monday", "late last week", "in March".

use crate::syntax::Tag;

/// What a word is to a phrase that tells when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Time {
    /// A day, a month, or a word in the place of one.
    Named,
    /// "after" and the like: what follows says what it was before or after.
    Turn,
    /// A preposition, a determiner, an adjective, a number or a sign.
    Small,
    /// Any other word.
    Other,
}

impl Time {
    /// What a word is, from its letters, its tag and whether it is a sign.
    pub fn of(word: &str, tag: Tag, is_sign: bool) -> Time {
        if matches!(word, "after" | "before" | "since" | "until") {
            Time::Turn
        } else if is_named(word) {
            Time::Named
        } else if is_sign || matches!(tag, Tag::IN | Tag::DT | Tag::JJ | Tag::CD) {
            Time::Small
        } else {
            Time::Other
        }
    }
}

/// True for words that tell when, up to a turn, and nothing else.
pub fn only_tell_when(words: &[Time]) -> bool {
    const MOST: usize = 5;
    let mut named = false;
    for (place, word) in words.iter().enumerate() {
        match word {
            Time::Turn => break,
            Time::Other => return false,
            _ if place == MOST => return false,
            Time::Named => named = true,
            Time::Small => {}
        }
    }
    named
}

/// True for days, months and the words that stand in their place.
fn is_named(word: &str) -> bool {
    const NAMES: [&str; 29] = [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "april",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "today",
        "yesterday",
        "tomorrow",
        "tonight",
        "morning",
        "afternoon",
        "evening",
        "night",
        "week",
        "month",
        "year",
        "weekend",
    ];
    let letters = word.trim_end_matches('.');
    // "may" and "march" are words of their own unless they have a capital.
    matches!(word, "March" | "May")
        || (4..=9).contains(&letters.len()) && NAMES.iter().any(|name| name.eq_ignore_ascii_case(letters))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(words: &str, expected: bool) {
        let tag = |word| if matches!(word, "in" | "on" | "last" | "the") { Tag::IN } else { Tag::NN };
        let times: Vec<Time> = words.split(' ').map(|word| Time::of(word, tag(word), word == ",")).collect();
        assert_eq!(only_tell_when(&times), expected, "{words}");
    }

    #[test]
    fn a_time_stands_alone_or_before_a_turn() {
        check("on Monday", true);
        check("last week", true);
        check("in March", true);
        check("on Sept. 3", false);
        check("on Sunday , after the flood", true);
        check("Monday the bridge", false);
        check("on the last on the Monday", false);
        check("after Monday", false);
        check("the march", false);
    }
}
