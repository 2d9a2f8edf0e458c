//! What stands in brackets after a lawmaker's name: "(R-Tenn.)".

use super::page::Page;

/// A party and, where given, a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Seat {
    /// First letter of the party, in lower case.
    pub(super) party: char,
    /// The state in full, in lower case.
    pub(super) state: Option<&'static str>,
}

/// Reads the seat that follows a name which ends before token `end`.
pub(super) fn after(page: &Page, end: usize) -> Option<Seat> {
    if !matches!(page.lower_at(Some(end)), "(" | ",") {
        return None;
    }
    let lower = page.lower_at(Some(end + 1));
    let bare = matches!(lower, "r" | "d" | "i") && page.lower_at(Some(end + 2)) == ")";
    if !bare && !is_party(lower) {
        return None;
    }
    let party = lower.chars().next()?;
    let place: String = lower.chars().skip(2).filter(|letter| letter.is_alphabetic()).collect();
    let state = STATES
        .iter()
        .find(|forms| forms.split(' ').any(|form| form == place))
        .and_then(|forms| forms.split(' ').next());
    Some(Seat { party, state })
}

/// States of the United States: in full (spaces left out), as news agencies shorten them, by post.
const STATES: [&str; 50] = [
    "alabama ala al",
    "alaska ak",
    "arizona ariz az",
    "arkansas ark ar",
    "california calif ca",
    "colorado colo co",
    "connecticut conn ct",
    "delaware del de",
    "florida fla fl",
    "georgia ga",
    "hawaii hi",
    "idaho id",
    "illinois ill il",
    "indiana ind in",
    "iowa ia",
    "kansas kan ks",
    "kentucky ky",
    "louisiana la",
    "maine me",
    "maryland md",
    "massachusetts mass ma",
    "michigan mich mi",
    "minnesota minn mn",
    "mississippi miss ms",
    "missouri mo",
    "montana mont mt",
    "nebraska neb ne",
    "nevada nev nv",
    "newhampshire nh",
    "newjersey nj",
    "newmexico nm",
    "newyork ny",
    "northcarolina nc",
    "northdakota nd",
    "ohio oh",
    "oklahoma okla ok",
    "oregon ore or",
    "pennsylvania pa",
    "rhodeisland ri",
    "southcarolina sc",
    "southdakota sd",
    "tennessee tenn tn",
    "texas tex tx",
    "utah ut",
    "vermont vt",
    "virginia va",
    "washington wash wa",
    "westvirginia wva wv",
    "wisconsin wis wi",
    "wyoming wyo wy",
];

/// True for a state in full, in lower case and without spaces.
pub(super) fn is_state(name: &str) -> bool {
    STATES.iter().any(|forms| forms.split(' ').next() == Some(name))
}

/// "R-Tenn.", the party and state of a lawmaker.
pub(super) fn is_party(lower: &str) -> bool {
    let mut letters = lower.chars();
    matches!(letters.next(), Some('r' | 'd' | 'i')) && letters.next() == Some('-')
}

/// True for a state as it stands behind a town: "N.H.", "Ariz.".
pub(super) fn is_abbreviated_state(word: &str) -> bool {
    let abbreviated = word.ends_with('.') && word.starts_with(char::is_uppercase);
    let letters: String =
        word.chars().filter(|letter| letter.is_alphabetic()).collect::<String>().to_lowercase();
    abbreviated
        && letters.len() > 1
        && STATES.iter().any(|forms| forms.split(' ').skip(1).any(|form| form == letters))
}

/// The party that a word of a description means.
pub(super) fn party_of(lower: &str) -> Option<char> {
    match lower {
        "republican" | "gop" => Some('r'),
        "democratic" | "democrat" => Some('d'),
        "independent" => Some('i'),
        _ => None,
    }
}
