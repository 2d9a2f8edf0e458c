//! Edits of a statement: some keep what it says, some change it in one point.
//!
//! They are general operations on text, used to train the judge of differences: an edit that keeps
//! the meaning is an example of what must stay silent, one that changes it of what must be flagged.
//! The metamorphic tests have edits of their own. An edit gives nothing where the statement has
//! nothing for it to work on.

mod changing;
mod keeping;

use whosaid::compare::FindingKind;

/// A statement that can be edited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The words.
    pub text: String,
    /// Who said them.
    pub speaker: Option<String>,
}

/// One sort of edit.
#[derive(Clone, Copy)]
pub struct Edit {
    /// What it does, in a few words, for who reads the tables of edits.
    #[allow(dead_code, reason = "it describes the edit where it is listed")]
    pub name: &'static str,
    /// Which difference it makes; none when the meaning stays.
    pub kind: Option<FindingKind>,
    /// Makes the edit; the number chooses among the places where it can be made.
    pub apply: fn(&Told, usize) -> Option<Told>,
}

/// All edits that keep the meaning.
pub fn keeping() -> Vec<Edit> {
    keeping::EDITS.to_vec()
}

/// All edits that change the meaning.
pub fn changing() -> Vec<Edit> {
    changing::EDITS.to_vec()
}

/// A word of a text: where it begins and ends.
type Place = (usize, usize);

/// The words of a text: letters, digits and the signs inside them.
fn words(text: &str) -> Vec<Place> {
    let mut places: Vec<Place> = Vec::new();
    let mut start = None;
    for (at, letter) in text.char_indices() {
        let inner = letter.is_alphanumeric() || matches!(letter, '\'' | '’') && start.is_some();
        match (inner, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                places.push((from, at));
                start = None;
            }
            _ => {}
        }
    }
    places.extend(start.map(|from| (from, text.len())));
    places
}

/// The told statement with another text.
fn with_text(told: &Told, text: String) -> Option<Told> {
    (text != told.text).then(|| Told { text, speaker: told.speaker.clone() })
}

/// Puts `new` in the place of a stretch.
fn replaced(told: &Told, (start, end): Place, new: &str) -> Option<Told> {
    with_text(told, format!("{}{new}{}", &told.text[..start], &told.text[end..]))
}

/// Replaces a word that stands in the table by its partner; the number chooses which.
fn by_table(told: &Told, choice: usize, table: &[(&str, &str)]) -> Option<Told> {
    let found: Vec<(Place, &str)> = words(&told.text)
        .into_iter()
        .filter_map(|place| {
            let word = &told.text[place.0..place.1];
            table.iter().find(|(from, _)| from.eq_ignore_ascii_case(word)).map(|(_, to)| (place, *to))
        })
        .collect();
    let (place, new) = *found.get(choice % found.len().max(1))?;
    let capital = told.text[place.0..].starts_with(char::is_uppercase) && new.starts_with(char::is_lowercase);
    let new = if capital { capitalised(new) } else { new.to_owned() };
    replaced(told, place, &new)
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// True where the words before a place leave no doubt that a capital is a name's.
fn inside_sentence(text: &str, start: usize) -> bool {
    let before = text[..start].trim_end();
    let word = before.rsplit(' ').next().unwrap_or("");
    word.starts_with(char::is_lowercase)
        && before.ends_with(|letter: char| letter.is_lowercase() || letter == ',')
}
