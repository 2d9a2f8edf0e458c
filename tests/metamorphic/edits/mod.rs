//! Edits of a statement: some keep what it says, some change it in one point.
//!
//! They are this test's own, with word lists of their own: those that a model is trained with test
//! nothing. An edit gives nothing where the statement has nothing for it to work on.

mod changing;
mod keeping;
mod numbers;

use whosaid::compare::FindingKind;

/// A statement that can be edited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The words.
    pub text: String,
    /// Who said them.
    pub speaker: Option<String>,
    /// The words that report them.
    pub cue: Option<String>,
}

/// One sort of edit.
#[derive(Clone, Copy)]
pub struct Edit {
    /// What it does, in a few words, for tables of scores.
    pub name: &'static str,
    /// What it does to the meaning.
    pub effect: Effect,
    /// Of how many statements it is taken as it should be: a little below what was measured when
    /// this was written. It is raised with what improves.
    pub floor: f64,
    /// Makes the edit; the number chooses among the places where it can be made.
    pub apply: fn(&Told, usize) -> Option<Told>,
}

/// What an edit does to the meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Effect {
    /// Nothing.
    Keeps,
    /// A difference of that kind.
    Changes(FindingKind),
    /// All become some, or some all: a difference, which may be called one of several kinds.
    ChangesExtent,
}

/// All edits that keep the meaning.
pub fn keeping() -> &'static [Edit] {
    keeping::EDITS
}

/// All edits that change the meaning.
pub fn changing() -> &'static [Edit] {
    changing::EDITS
}

/// Where a word begins and ends, in bytes.
type Place = (usize, usize);

/// The words of a text: letters and digits, with apostrophes and hyphens inside them.
fn words(text: &str) -> Vec<Place> {
    let inside = |letter: char| letter.is_alphanumeric();
    let mut found: Vec<Place> = Vec::new();
    for (at, letter) in text.char_indices() {
        let end = at + letter.len_utf8();
        let goes_on = text[end..].starts_with(inside);
        match found.last_mut() {
            Some(last) if last.1 == at && (inside(letter) || "'’-".contains(letter) && goes_on) => {
                last.1 = end;
            }
            _ if inside(letter) => found.push((at, end)),
            _ => {}
        }
    }
    found
}

/// The sentences of a text, by the signs at their ends; marks behind a sign belong to it.
fn sentences(text: &str) -> Vec<Place> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, letter) in text.char_indices().filter(|(_, letter)| ".?!".contains(*letter)) {
        let end = at + letter.len_utf8();
        let end = end
            + text[end..]
                .chars()
                .take_while(|next| "”\"’'»".contains(*next))
                .map(char::len_utf8)
                .sum::<usize>();
        let next = text[end..].trim_start_matches([' ', '“', '"', '‘', '«']);
        let ends = end == text.len() || text[end..].starts_with(' ') && next.starts_with(char::is_uppercase);
        if ends && at - start > 3 {
            found.push((start, end));
            start = end + text[end..].len() - text[end..].trim_start().len();
        }
    }
    if start < text.len() {
        found.push((start, text.len()));
    }
    found
}

/// The statement with other words; none if they are the same.
fn with_text(told: &Told, text: String) -> Option<Told> {
    (text != told.text).then(|| Told { text, ..told.clone() })
}

/// Puts other words in the place of some.
fn replaced(told: &Told, (start, end): Place, new: &str) -> Option<Told> {
    with_text(told, format!("{}{new}{}", &told.text[..start], &told.text[end..]))
}

/// The place, among those that fit, that the number chooses.
fn one_of(told: &Told, choice: usize, fits: impl Fn(&str, Place) -> bool) -> Option<Place> {
    let fitting: Vec<Place> =
        words(&told.text).into_iter().filter(|place| fits(&told.text[place.0..place.1], *place)).collect();
    fitting.get(choice % fitting.len().max(1)).copied()
}

/// Replaces a word of the list by its partner, with its capital.
fn swapped(told: &Told, choice: usize, list: &[(&str, &str)]) -> Option<Told> {
    let partner = |word: &str| {
        let found = list.iter().find(|(from, _)| *from == word.to_lowercase());
        found.map(|(_, to)| *to)
    };
    let place = one_of(told, choice, |word, _| partner(word).is_some())?;
    let word = &told.text[place.0..place.1];
    let new = partner(word)?;
    let new = if word.starts_with(char::is_uppercase) { capitalised(new) } else { new.to_owned() };
    replaced(told, place, &new)
}

/// The same list the other way round.
fn turned<const COUNT: usize>(
    list: [(&'static str, &'static str); COUNT],
) -> [(&'static str, &'static str); COUNT] {
    list.map(|(one, other)| (other, one))
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn in_small(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// The word after a place, if nothing but a space lies between.
fn word_after(text: &str, place: Place) -> Option<&str> {
    let rest = text[place.1..].strip_prefix(' ')?;
    let end = rest.find(|letter: char| !letter.is_alphanumeric() && letter != '\'' && letter != '’');
    let word = &rest[..end.unwrap_or(rest.len())];
    (!word.is_empty()).then_some(word)
}

/// The word before a place, if nothing but a space lies between.
fn word_before(text: &str, place: Place) -> Option<&str> {
    let before = text[..place.0].strip_suffix(' ')?;
    let start = before.rfind(|letter: char| !letter.is_alphanumeric() && letter != '\'' && letter != '’');
    let start = start.map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
    (start < before.len()).then(|| &before[start..])
}

const MARKS: [char; 5] = ['“', '”', '"', '«', '»'];

fn has_marks(told: &Told) -> bool {
    told.text.contains(MARKS) || told.text.contains("``") || told.text.starts_with(['\'', '‘'])
}

/// A frame put before the words: inside the mark where they begin with one.
fn framed(told: &Told, frame: &str) -> Option<Told> {
    let text = told.text.strip_prefix("that ").unwrap_or(&told.text);
    let opened = text.len() - text.trim_start_matches([' ', '“', '"', '«', '‘', '\'', '`']).len();
    let (marks, rest) = text.split_at(opened);
    // A clause only: a frame before a bare noun or verb leaves no sentence.
    let subjects =
        "the a an we they i it he she there nobody everybody this that these our their his her its no";
    let first = rest.split(' ').next()?;
    if !subjects.split(' ').any(|word| word == first.to_lowercase()) || rest.split(' ').count() < 6 {
        return None;
    }
    let name = first == "I";
    let rest = if name { rest.to_owned() } else { in_small(rest) };
    with_text(told, format!("{marks}{frame} {rest}"))
}
