//! One plain sentence for a change, with the words of both versions.

use super::change::{Change, Element, Fate};

/// Longer stretches of words are shown by their ends.
const LONGEST: usize = 80;

/// The change with the sentence that says what it is.
pub fn explained(change: Change) -> Change {
    let because = sentence(&change);
    Change { because, ..change }
}

/// What marks that came or went around the same words come to.
pub fn marks(are_gone: bool, is_reworded: bool) -> String {
    let words = if is_reworded { "much the same words" } else { "the same words" };
    match are_gone {
        true => format!("{words}, no longer in quotation marks"),
        false => format!("{words}, now in quotation marks"),
    }
}

fn sentence(change: &Change) -> String {
    let what = noun(change.element);
    match change.fate {
        Fate::Reattributed => {
            let [before, after] = change.speakers.each_ref().map(|name| name.as_deref().unwrap_or("nobody"));
            format!("said by {before} before, by {after} now")
        }
        Fate::Moved => format!("the {what} stands in another place"),
        Fate::Added if change.element == Element::Attribution && change.old.is_some() => {
            format!("now given to {}", change.speakers[1].as_deref().unwrap_or("a source"))
        }
        Fate::Removed if change.element == Element::Attribution && change.new.is_some() => {
            format!("no longer given to {}", change.speakers[0].as_deref().unwrap_or("a source"))
        }
        Fate::Added if change.edits.is_empty() => format!("the {what} was not there before"),
        Fate::Removed if change.edits.is_empty() => format!("the {what} is no longer there"),
        fate => {
            let words = words(change);
            match fate {
                Fate::Hedged => format!("{words}: less sure than before"),
                Fate::Unhedged => format!("{words}: surer than before"),
                Fate::Reversed => format!("{words}: the sense is turned round"),
                _ => words,
            }
        }
    }
}

fn noun(element: Element) -> &'static str {
    match element {
        Element::Headline => "headline",
        Element::Quotation => "quotation",
        Element::Attribution => "attribution",
        Element::Figure => "figure",
        Element::Date => "date",
        Element::Name => "name",
        Element::Text => "passage",
    }
}

/// “12” became “14”; “at least” was added; “alleged” was removed.
fn words(change: &Change) -> String {
    const MOST: usize = 4;
    let mut told: Vec<String> = change
        .edits
        .iter()
        .take(MOST)
        .map(|edit| {
            let (before, after) = change.words(edit);
            let (before, after) = (short(before), short(after));
            match (before.is_empty(), after.is_empty()) {
                (true, _) => format!("“{after}” was added"),
                (_, true) => format!("“{before}” was removed"),
                _ => format!("“{before}” became “{after}”"),
            }
        })
        .collect();
    match change.edits.len().saturating_sub(MOST) {
        0 => {}
        1 => told.push("and one more".to_owned()),
        more => told.push(format!("and {more} more")),
    }
    told.join("; ")
}

/// Words on one line, the middle of many left out.
fn short(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let plain = words.join(" ");
    let letters: Vec<char> = plain.chars().collect();
    if letters.len() <= LONGEST {
        return plain;
    }
    let half = LONGEST / 2 - 2;
    let start: String = letters[..half].iter().collect();
    let end: String = letters[letters.len() - half..].iter().collect();
    format!("{} … {}", start.trim_end(), end.trim_start())
}
