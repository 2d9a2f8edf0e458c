//! The name under which somebody is shown: of a figure the fullest form, of a phrase its own words.

use std::collections::HashMap;
use std::ops::Range;

use super::figures::{Figure, Figures};
use super::mentions::Referent;
use super::page::Page;
use super::reading::Reading;
use super::{descriptions, matching};
use crate::syntax::Tag;

/// The words of descriptions that are sources themselves, by their noun.
pub(super) type Phrases = HashMap<usize, Range<usize>>;

/// The descriptions among the sources.
pub(super) fn phrases<'r>(readings: impl Iterator<Item = &'r Reading>) -> Phrases {
    readings
        .filter_map(|reading| match reading {
            Reading::Description(phrase, Some(head)) if phrase.len() > 1 => Some((*head, phrase.clone())),
            _ => None,
        })
        .collect()
}

/// The name of a referent.
pub(super) fn name_of(page: &Page, figures: &Figures, phrases: &Phrases, referent: &Referent) -> String {
    match referent {
        Referent::Figure(figure) => figure_name(page, &figures.figures[*figure]),
        Referent::Figures(several) => {
            let names: Vec<String> =
                several.iter().map(|&figure| figure_name(page, &figures.figures[figure])).collect();
            joined(&names)
        }
        Referent::Phrase(noun) => page.text(phrase_around(page, phrases, *noun)).to_owned(),
    }
}

/// "Ann Lee, Tom Hale and Joe Marsh".
pub(super) fn joined(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// The fullest form of a figure's name.
pub(super) fn figure_name(page: &Page, figure: &Figure) -> String {
    let text = page.text(figure.fullest.clone());
    let text = text.strip_prefix("The ").unwrap_or(text);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The name of the owner of a body that is called by whose it is: the fullest form before "’s campaign" in the
/// article; where none stands there, the surname for what papers call by it, or else the full name.
pub(super) fn owner_name(page: &Page, figures: &Figures, owner: &Figure, noun: &str) -> String {
    let before_noun = |name: &&Range<usize>| {
        let behind = (name.end..name.end + 2).find(|&token| page.lower_at(Some(token)) == noun);
        behind.is_some_and(|behind| behind > name.end)
    };
    if !matches!(noun, "campaign" | "team" | "administration") {
        return figure_name(page, owner);
    }
    let forms = owner.names.iter().map(|&name| &figures.names[name].tokens);
    let fullest = forms.filter(before_noun).rev().max_by_key(|form| form.len()).cloned();
    let surname = || {
        let suffixes = owner.words.len() - matching::without_suffix(&owner.words).len();
        let first = matching::puts_surname_first(&owner.words);
        let surname = if first { owner.fullest.start } else { owner.fullest.end - 1 - suffixes };
        surname..surname + 1
    };
    page.text(fullest.unwrap_or_else(surname)).to_owned()
}

/// The noun with what belongs to it, without its article and without a relative clause.
pub(super) fn phrase_around(page: &Page, phrases: &Phrases, noun: usize) -> Range<usize> {
    if let Some(phrase) = phrases.get(&noun) {
        return phrase.clone();
    }
    let subtree = page.syntax.subtree(noun);
    let end = (noun + 1..subtree.end)
        .find(|&token| {
            matches!(
                page.tag(token),
                Tag::COMMA
                    | Tag::WP
                    | Tag::WDT
                    | Tag::WP_S
                    | Tag::COLON
                    | Tag::STOP
                    | Tag::VBD
                    | Tag::VBZ
                    | Tag::VBP
                    | Tag::MD
            )
        })
        .unwrap_or(subtree.end.max(noun + 1));
    let first = descriptions::phrase_start(page, noun);
    let article = matches!(page.lower(first), "a" | "an" | "the") && first < noun;
    let start = if article { first + 1 } else { first };
    start..end
}

/// A description without what only adds to it: a relative clause, an apposition, the reason for leaving a source
/// unnamed. "people who live there" keep their clause, since without it they are anybody.
pub(super) fn without_clauses(page: &Page, phrase: Range<usize>, head: Option<usize>) -> Range<usize> {
    let Some(head) = head else { return phrase };
    let anybody = matches!(
        page.lower(head),
        "people"
            | "person"
            | "man"
            | "men"
            | "woman"
            | "women"
            | "someone"
            | "somebody"
            | "one"
            | "ones"
            | "others"
    );
    let cut = (head + 1..phrase.end).find(|&token| match page.tag(token) {
        Tag::WP | Tag::WDT | Tag::WP_S => !anybody,
        Tag::COMMA => adds_to(page, token + 1, phrase.end),
        Tag::COLON => true,
        _ => false,
    });
    phrase.start..cut.unwrap_or(phrase.end)
}

/// True for what follows a comma unless it is the next of a row: "doctors, nurses and teachers".
fn adds_to(page: &Page, start: usize, end: usize) -> bool {
    let row = (start..end).take_while(|&token| {
        page.is_noun(token)
            || page.is_possessive_ending(token)
            || matches!(page.tag(token), Tag::DT | Tag::JJ | Tag::PRP_S | Tag::COMMA | Tag::CD)
    });
    let after = row.last().map_or(start, |last| last + 1);
    after >= end || page.tag(after) != Tag::CC
}
