//! What a first name tells of the bearer's gender. The table says what is usual, never who
//! somebody is: pronouns and titles in the article outweigh it.

use std::sync::LazyLock;

use crate::model::WordMap;

/// The gender that an article's words suggest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gender {
    /// "he".
    Male,
    /// "she".
    Female,
}

static NAMES: LazyLock<WordMap<&'static str, Option<Gender>>> = LazyLock::new(read);

/// True when the word, in lower case, is borne as a first name.
pub(super) fn is_first_name(lower: &str) -> bool {
    NAMES.contains_key(first_part(lower))
}

/// The gender that a first name in lower case usually goes with; none for unknown names and for
/// those that both bear.
pub(super) fn gender(lower: &str) -> Option<Gender> {
    NAMES.get(first_part(lower)).copied().flatten()
}

/// "jean-claude" goes by "jean" only when the whole is unknown.
fn first_part(lower: &str) -> &str {
    if NAMES.contains_key(lower) {
        return lower;
    }
    lower.split('-').next().unwrap_or(lower)
}

fn read() -> WordMap<&'static str, Option<Gender>> {
    let mut names = WordMap::with_capacity_and_hasher(6000, Default::default());
    let mut gender = None;
    for line in include_str!("first_names.txt").lines().filter(|line| !line.starts_with('#')) {
        match line {
            "female:" => gender = Some(Gender::Female),
            "male:" => gender = Some(Gender::Male),
            "either:" => gender = None,
            _ => names.extend(line.split_whitespace().map(|name| (name, gender))),
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_a_gender_or_leave_it_open() {
        assert_eq!(gender("elise"), Some(Gender::Female));
        assert_eq!(gender("thomas"), Some(Gender::Male));
        assert_eq!(gender("robin"), None);
        assert!(is_first_name("robin"));
        assert!(!is_first_name("table"));
    }
}
