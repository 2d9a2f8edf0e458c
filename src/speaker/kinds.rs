//! What a description by itself names: one person, several, something written, or a thing.

use std::ops::Range;

use super::lexicon::{self, Trait};
use super::page::Page;
use super::resolution::SpeakerKind;
use crate::syntax::Tag;

/// What a description by itself names: one person, several, something written, or a thing.
pub(super) fn kind_of(page: &Page, tokens: Range<usize>, head: Option<usize>) -> SpeakerKind {
    let Some(head) = head else { return kind_without_noun(page, tokens) };
    let lower = page.lower(head);
    if is_party_by_name(page, tokens.start..head + 1) {
        return SpeakerKind::NamedGroup;
    }
    if is_office(lower) && is_named_owner(page, tokens.start..head) {
        return SpeakerKind::NamedOrganisation;
    }
    let singular = lexicon::singular(lower);
    let traits = singular.as_deref().map_or(lexicon::traits(lower), lexicon::traits);
    let coordinated = (head + 1..tokens.end).take(3).any(|token| page.tag(token) == Tag::CC);
    let plural = singular.is_some() || matches!(page.tag(head), Tag::NNS | Tag::NNPS) || coordinated;
    if page.has_any(head, &[Trait::People, Trait::Collective]) || (lower == "one" && tokens.len() > 1) {
        return SpeakerKind::UnnamedGroup;
    }
    if traits.has_any(&[Trait::Person, Trait::Relative]) || (traits.has(Trait::Witness)) {
        return if plural { SpeakerKind::UnnamedGroup } else { SpeakerKind::UnnamedPerson };
    }
    if traits.has(Trait::Document) && !traits.has(Trait::Body) {
        return SpeakerKind::Document;
    }
    if traits.has(Trait::Body) {
        return SpeakerKind::UnnamedGroup;
    }
    kind_by_ending(lower, plural)
}

/// "Republicans", "House Democrats"; not "many Republicans".
fn is_party_by_name(page: &Page, tokens: Range<usize>) -> bool {
    const PARTIES: [&str; 6] =
        ["republicans", "democrats", "tories", "liberals", "libertarians", "conservatives"];
    let Some(last) = tokens.clone().next_back() else { return false };
    let before = tokens.start.checked_sub(1).filter(|_| tokens.len() == 1);
    let counted = before.is_some_and(|before| {
        page.tag(before) == Tag::JJ && !page.is_capitalised(before) || page.lower(before) == "of"
    });
    PARTIES.contains(&page.lower(last))
        && !counted
        && tokens.into_iter().all(|token| {
            page.is_capitalised(token) && !page.has(token, Trait::Function) || page.lower(token) == "the"
        })
}

/// Bodies that are called by whose they are.
pub(super) fn is_office(lower: &str) -> bool {
    matches!(lower, "campaign" | "office" | "team" | "administration" | "government" | "foundation")
}

/// "Ortega’s", "the special counsel's".
fn is_named_owner(page: &Page, tokens: Range<usize>) -> bool {
    tokens
        .clone()
        .skip(1)
        .any(|token| page.is_possessive_ending(token) || matches!(page.lower(token), "'" | "’"))
}

fn kind_without_noun(page: &Page, tokens: Range<usize>) -> SpeakerKind {
    match page.lower_at(Some(tokens.start)) {
        "one" | "another" | "i" | "me" | "my" => SpeakerKind::UnnamedPerson,
        "this" | "that" => SpeakerKind::Other,
        _ => SpeakerKind::UnnamedGroup,
    }
}

/// "-ers", "-ists" and the like are people.
fn kind_by_ending(lower: &str, plural: bool) -> SpeakerKind {
    const PEOPLE: [&str; 9] = ["ers", "ists", "ians", "ors", "ants", "ees", "ates", "men", "women"];
    const PERSON: [&str; 6] = ["er", "ist", "ian", "or", "man", "woman"];
    if plural {
        let people = PEOPLE.iter().any(|ending| lower.ends_with(ending));
        return if people { SpeakerKind::UnnamedGroup } else { SpeakerKind::Other };
    }
    let person = PERSON.iter().any(|ending| lower.ends_with(ending));
    if person { SpeakerKind::UnnamedPerson } else { SpeakerKind::Other }
}
