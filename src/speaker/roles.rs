//! Offices and descriptions of figures, in the article's own words: before the name, after it
//! between commas, or in a sentence that says what somebody is.

use std::collections::HashSet;
use std::ops::Range;

use super::descriptions;
use super::figures::{Bearer, Figures};
use super::lexicon::Trait;
use super::page::Page;
use crate::syntax::Tag;

/// An office or description of a figure.
#[derive(Clone, Debug)]
pub(super) struct Role {
    /// The words, without a leading article.
    pub(super) tokens: Range<usize>,
    /// The noun that says what the figure is.
    pub(super) head: usize,
}

/// How many different roles one figure has at most.
const MOST_ROLES: usize = 64;

/// Gives every figure the roles that the article gives it.
pub(super) fn assign(page: &Page, figures: &mut Figures) {
    let mut known: HashSet<(usize, String)> = HashSet::new();
    for index in 0..figures.names.len() {
        let Bearer::One(figure) = figures.bearers[index] else { continue };
        let name = &figures.names[index];
        let found = [
            before(page, name.title.clone()),
            after(page, name.tokens.end),
            in_front(page, figures, name.whole().start, name.tokens.end),
            predicate(page, name.tokens.end),
        ];
        for role in found.into_iter().flatten() {
            figures.beside.insert(role.head, figure);
            // What is said again of a figure tells nothing new of it.
            let words = role.tokens.clone().map(|token| page.lower(token)).collect::<Vec<_>>().join(" ");
            if figures.figures[figure].roles.len() >= MOST_ROLES || !known.insert((figure, words)) {
                continue;
            }
            for token in role.tokens.clone() {
                figures.file(descriptions::canonical(page.lower(token)), figure);
            }
            figures.figures[figure].roles.push(role);
        }
    }
}

/// The office before a name; a bare "Mr." or "Dr." is none.
fn before(page: &Page, title: Range<usize>) -> Option<Role> {
    let head = title.clone().next_back()?;
    let honorific =
        matches!(page.lower(head).trim_end_matches('.'), "mr" | "mrs" | "ms" | "miss" | "mx" | "sir" | "dr");
    (!honorific).then_some(Role { tokens: title, head })
}

/// "Ann Lee, a former mayor of Dunmere,".
fn after(page: &Page, end: usize) -> Option<Role> {
    let mut start = end;
    if page.lower_at(Some(start)) == "(" {
        start = (start..(start + 8).min(page.len())).find(|&token| page.lower(token) == ")")? + 1;
    }
    if page.lower_at(Some(start)) != "," {
        return None;
    }
    let role = description(page, start + 1)?;
    let end = role.tokens.end;
    let closed = end >= page.sentence_tokens(start).end
        || matches!(
            page.tag(end),
            Tag::COMMA | Tag::STOP | Tag::COLON | Tag::LRB | Tag::CLOSE_QUOTE | Tag::OPEN_QUOTE
        );
    closed.then_some(role)
}

/// "Ann Lee is the mayor of Dunmere".
fn predicate(page: &Page, end: usize) -> Option<Role> {
    let verb = page.lower_at(Some(end));
    (matches!(verb, "is" | "was" | "became" | "remains")).then(|| description(page, end + 1)).flatten()
}

/// "The minister of fisheries, Ann Lee, said".
fn in_front(page: &Page, figures: &Figures, start: usize, end: usize) -> Option<Role> {
    let is_mark = |token: usize| matches!(page.lower(token), "," | "—" | "–" | "--");
    let comma = start.checked_sub(1).filter(|&comma| is_mark(comma))?;
    let closed = matches!(page.lower_at(Some(end)), "," | "." | "" | "and" | "—" | "–" | "--")
        || page.is_possessive_ending(end.min(page.len() - 1));
    if !closed {
        return None;
    }
    let sentence = page.sentence_tokens(comma);
    let begins_before = |token: usize| {
        matches!(page.tag(token), Tag::COMMA | Tag::STOP | Tag::COLON | Tag::OPEN_QUOTE | Tag::CLOSE_QUOTE)
            || page.tag(token).is_verb()
    };
    let from = (sentence.start..comma).rev().take_while(|&token| !begins_before(token)).last()?;
    let head = head_noun(page, from..comma)?;
    let is_person = page.has_any(head, &[Trait::Person, Trait::Relative]);
    let names_itself = figures.name_at(head + 1).is_some() || figures.name_at(head).is_some();
    (is_person && !names_itself).then(|| Role { tokens: without_article(page, from)..comma, head })
}

/// A noun phrase that says what somebody is, from its first word.
fn description(page: &Page, start: usize) -> Option<Role> {
    if start >= page.len() {
        return None;
    }
    let sentence = page.sentence_tokens(start);
    let end = (start..sentence.end).find(|&token| ends_description(page, token)).unwrap_or(sentence.end);
    let head = head_noun(page, start..end)?;
    let fits = page.has_any(head, &[Trait::Person, Trait::Relative, Trait::Title, Trait::Body]);
    let opens = matches!(
        page.tag(start),
        Tag::DT | Tag::PRP_S | Tag::JJ | Tag::NN | Tag::NNP | Tag::CD | Tag::RB | Tag::VBN
    );
    (fits && opens).then(|| Role { tokens: without_article(page, start)..end, head })
}

fn ends_description(page: &Page, token: usize) -> bool {
    matches!(
        page.tag(token),
        Tag::COMMA
            | Tag::STOP
            | Tag::COLON
            | Tag::LRB
            | Tag::RRB
            | Tag::MD
            | Tag::OPEN_QUOTE
            | Tag::CLOSE_QUOTE
    ) || matches!(page.tag(token), Tag::VBD | Tag::VBZ | Tag::VBP) && !follows_relative(page, token)
}

fn follows_relative(page: &Page, verb: usize) -> bool {
    (verb.saturating_sub(8)..verb).any(|token| matches!(page.tag(token), Tag::WP | Tag::WDT))
}

/// The noun of a phrase: the last before its first preposition or relative pronoun.
pub(super) fn head_noun(page: &Page, tokens: Range<usize>) -> Option<usize> {
    let mut head = None;
    for token in tokens {
        let tag = page.tag(token);
        if page.is_noun(token) || (tag == Tag::JJ && page.has(token, Trait::Person)) {
            head = Some(token);
        } else if head.is_some() && ends_noun(page, token) {
            break;
        }
    }
    head
}

fn ends_noun(page: &Page, token: usize) -> bool {
    matches!(
        page.tag(token),
        Tag::IN
            | Tag::TO
            | Tag::WP
            | Tag::WDT
            | Tag::COMMA
            | Tag::VBG
            | Tag::VBN
            | Tag::VBD
            | Tag::VBZ
            | Tag::VBP
            | Tag::MD
            | Tag::COLON
            | Tag::CC
            | Tag::LRB
            | Tag::WRB
            | Tag::WP_S
    )
}

fn without_article(page: &Page, start: usize) -> usize {
    if matches!(page.lower(start), "a" | "an" | "the") { start + 1 } else { start }
}
