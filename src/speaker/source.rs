//! Reads a source phrase: a pronoun, a name, several names, or a description.
//!
//! Comes in: where a source stands. Goes out: a [`Reading`], which says what the words are and
//! not yet who is meant.

use std::ops::Range;

use super::figures::Figures;
use super::lexicon::Trait;
use super::names::Name;
use super::page::Page;
use super::roles::head_noun;
use super::seats::is_party;
use crate::attribution::Attribution;
use crate::place::Span;
use crate::syntax::{Relation, Tag};

/// What the words of a source are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// "she", "their".
    Pronoun(usize),
    /// "who", "which".
    Relative(usize),
    /// A name, by its index.
    Name(usize),
    /// Several names, by their indices.
    Names(Vec<usize>),
    /// "Lee and her colleagues": a name, and the words for the others.
    NameAndOthers(usize, Range<usize>),
    /// "a senior official": the phrase without its article, and its noun.
    Description(Range<usize>, Option<usize>),
    /// No words.
    Nothing,
}

/// What follows in a longer source says no more of who it is.
const MOST_TOKENS: usize = 250;

/// Reads the words of every attribution's source; with each come its tokens.
pub(super) fn read_all(
    page: &Page,
    figures: &Figures,
    attributions: &[Attribution],
) -> Vec<Option<(Range<usize>, Reading)>> {
    let read = |source: Span| (page.document.tokens_in(source), read(page, figures, source));
    attributions.iter().map(|attribution| attribution.source.map(read)).collect()
}

/// Reads the words of a source.
pub(super) fn read(page: &Page, figures: &Figures, source: Span) -> Reading {
    let mut tokens = page.document.tokens_in(source);
    tokens.end = tokens.end.min(tokens.start + MOST_TOKENS);
    let tokens = with_whole_names(page, figures, trimmed(page, tokens));
    // "half" by itself is an amount and nobody.
    let amount = tokens.len() == 1 && matches!(page.lower(tokens.start), "half" | "percent");
    if tokens.is_empty() || amount {
        return Reading::Nothing;
    }
    if let Some(reading) = pronoun(page, tokens.clone()) {
        return reading;
    }
    if let Some(reading) = several(page, figures, tokens.clone()) {
        return reading;
    }
    let core = core(page, figures, tokens.clone());
    if let Some(name) = person_after_office(page, figures, core.clone(), tokens.clone()) {
        return Reading::Name(name);
    }
    if let Some(reading) = coordinated(page, figures, core.clone()) {
        return reading;
    }
    if let Some(reading) = with_others(page, figures, tokens.clone()) {
        return reading;
    }
    if let Some(name) = name_that_ends(page, figures, core.clone()) {
        return Reading::Name(name);
    }
    if let Some(name) = name_that_opens(page, figures, tokens.clone()) {
        return Reading::Name(name);
    }
    if let Some(name) = name_after_description(page, figures, core.clone(), tokens.clone()) {
        return Reading::Name(name);
    }
    let head = head_noun(page, core).map(|head| counted(page, head, tokens.end));
    Reading::Description(without_article(page, tokens), head)
}

/// A source that ends within a name, or with the office before one, ends with that name; behind several offices
/// with all the names.
fn with_whole_names(page: &Page, figures: &Figures, mut tokens: Range<usize>) -> Range<usize> {
    let Some(last) = tokens.clone().next_back() else { return tokens };
    if let Some(name) = figures.name_at(last) {
        tokens.end = tokens.end.max(figures.names[name].tokens.end);
    } else if let Some(name) = figures.name_at(last + 1)
        && (figures.names[name].title.contains(&last) || is_bare_title(page, figures, &tokens, name))
    {
        tokens.end = figures.names[name].tokens.end;
        while matches!(page.tag(last), Tag::NNS | Tag::NNPS)
            && let sentence = page.sentence_tokens(last).end
            && let Some((next, _)) = next_in_row(page, figures, tokens.end, sentence)
        {
            tokens.end = figures.names[next].tokens.end;
        }
    }
    tokens
}

/// "Retired neurosurgeon" before "Ben Hale": a noun without an article that leans on the name behind it.
fn is_bare_title(page: &Page, figures: &Figures, tokens: &Range<usize>, name: usize) -> bool {
    let name = &figures.names[name];
    name.leaning > 0
        && name.tokens.len() > 1
        && !matches!(page.tag(tokens.start), Tag::DT | Tag::PRP_S | Tag::PRP)
        && page.is_noun(tokens.end - 1)
        && tokens.clone().all(|token| figures.name_at(token).is_none())
}

/// In "a number of experts" the experts speak.
fn counted(page: &Page, head: usize, end: usize) -> usize {
    const AMOUNTS: [&str; 14] = [
        "number",
        "dozens",
        "hundreds",
        "thousands",
        "tens",
        "scores",
        "lot",
        "lots",
        "handful",
        "couple",
        "majority",
        "variety",
        "pair",
        "percent",
    ];
    let of = head + 1;
    let counts = AMOUNTS.contains(&page.lower(head)) && of < end && page.lower(of) == "of";
    if counts { head_noun(page, of + 1..end).map_or(head, |noun| counted(page, noun, end)) } else { head }
}

/// Without prepositions, conjunctions and marks at its ends, and without "himself".
fn trimmed(page: &Page, mut tokens: Range<usize>) -> Range<usize> {
    let leads = |token: usize| {
        !page.word(token).chars().any(char::is_alphanumeric)
            || matches!(page.tag(token), Tag::IN | Tag::TO | Tag::CC) && page.lower(token) != "that"
            || matches!(page.lower(token), "both" | "according")
    };
    while tokens.len() > 1 && leads(tokens.start) {
        tokens.start += 1;
    }
    let trails = |token: usize| {
        let mark = !page.word(token).chars().any(char::is_alphanumeric);
        mark && !matches!(page.lower(token), ")" | "'") || page.lower(token).ends_with("self")
    };
    while tokens.len() > 1 && trails(tokens.end - 1) {
        tokens.end -= 1;
    }
    tokens
}

fn pronoun(page: &Page, tokens: Range<usize>) -> Option<Reading> {
    let mut words = tokens.clone().filter(|&token| {
        page.word(token).chars().any(char::is_alphanumeric) && !page.is_possessive_ending(token)
    });
    let only = words.next()?;
    let last = words.next_back().unwrap_or(only);
    let has_noun = tokens.clone().any(|token| page.is_noun(token));
    if has_noun {
        return None;
    }
    if matches!(page.tag(last), Tag::WP | Tag::WDT | Tag::WP_S)
        || (only == last && page.lower(only) == "that")
    {
        return Some(Reading::Relative(last));
    }
    let personal =
        |token: usize| matches!(page.tag(token), Tag::PRP | Tag::PRP_S) || is_personal(page.lower(token));
    // "some of them" are some of them; "those around him" are not him.
    let part = tokens.len() == 3 && page.lower_at(last.checked_sub(1)) == "of" && page.lower(last) == "them";
    let two = only == last && page.lower(only) == "both" || is_the_two(page, only, last);
    if personal(only) {
        Some(Reading::Pronoun(only))
    } else {
        (part || two).then_some(Reading::Pronoun(last))
    }
}

fn is_the_two(page: &Page, first: usize, last: usize) -> bool {
    first + 1 == last && page.lower(first) == "the" && page.lower(last) == "two"
}

/// True for "both" and "the two", which stand for a pair where they have no noun.
pub(super) fn is_pair_word(lower: &str) -> bool {
    matches!(lower, "both" | "two")
}

fn is_personal(lower: &str) -> bool {
    matches!(
        lower,
        "he" | "she" | "they" | "it" | "his" | "her" | "their" | "its" | "him" | "them" | "i" | "we"
    )
}

/// "Ann Lee (D), Tom Hale and Joe Marsh".
fn several(page: &Page, figures: &Figures, tokens: Range<usize>) -> Option<Reading> {
    let first = tokens.clone().find_map(|token| figures.name_at(token))?;
    let lead = tokens.start..figures.names[first].whole().start.max(tokens.start);
    if lead.into_iter().any(|token| ends_core(page, token)) {
        return None;
    }
    let mut names = vec![first];
    let mut joined = false;
    let mut end = figures.names[first].tokens.end;
    while let Some((next, and)) = next_in_row(page, figures, end, tokens.end) {
        names.push(next);
        joined |= and;
        end = figures.names[next].tokens.end;
    }
    let owns = (end..tokens.end).any(|token| page.is_possessive_ending(token) && token + 1 < tokens.end);
    let describes = end < tokens.end && page.is_noun(end);
    (joined && names.len() > 1 && !owns && !describes).then_some(Reading::Names(names))
}

/// "Lee and her colleagues", "she and Tom Hale", "the senator and his allies": none of them is one
/// name alone.
fn coordinated(page: &Page, figures: &Figures, core: Range<usize>) -> Option<Reading> {
    let and = core.clone().find(|&token| page.tag(token) == Tag::CC && figures.name_at(token).is_none())?;
    if and == core.start || and + 1 >= core.end {
        return None;
    }
    let others = and + 1..core.end;
    let last = core.end - 1;
    if matches!(page.tag(last), Tag::NNS) && !matches!(page.tag(others.start), Tag::DT | Tag::PRP_S) {
        // "House and Senate leaders", "U.S. and Iranian officials".
        let of_body = figures.name_at(and - 1).is_some_and(|name| figures.names[name].leaning < 0);
        let described = page.is_capitalised(others.start) && others.len() > 1;
        if of_body && described {
            return Some(Reading::Description(without_article(page, core), Some(last)));
        }
    }
    if let Some(name) = figures.name_at(and - 1).filter(|&name| figures.names[name].tokens.end == and) {
        let other = figures.name_at(others.start);
        let shared = other
            .filter(|&other| page.is_possessive_ending(figures.names[other].tokens.end.min(page.len() - 1)));
        return Some(
            shared.map_or(Reading::NameAndOthers(name, others), |other| Reading::Names(vec![name, other])),
        );
    }
    let opens_phrase = |token: usize| matches!(page.tag(token), Tag::DT | Tag::PRP_S);
    let pronoun = page.tag(and - 1) == Tag::PRP;
    let two_phrases = opens_phrase(core.start) && opens_phrase(others.start);
    (pronoun || two_phrases).then(|| Reading::Description(without_article(page, core), None))
}

/// "Ann Lee, head of the board, and other members".
fn with_others(page: &Page, figures: &Figures, tokens: Range<usize>) -> Option<Reading> {
    let and = tokens.clone().rev().take(MOST_TITLE_WORDS).find(|&token| page.lower(token) == "and")?;
    let others = and + 1..tokens.end;
    let last = others.clone().next_back()?;
    let plural = page.tag(last) == Tag::NNS && matches!(page.lower(others.start), "other" | "others");
    let name = figures.name_at(tokens.start)?;
    let apart = page.lower_at(Some(figures.names[name].tokens.end)) == ",";
    (plural && apart && figures.names[name].leaning > 0).then_some(Reading::NameAndOthers(name, others))
}

/// The name that follows after a comma or "and", its party in brackets skipped.
fn next_in_row(page: &Page, figures: &Figures, mut token: usize, end: usize) -> Option<(usize, bool)> {
    let mut joined = false;
    let mut separated = false;
    while token < end {
        if let Some(name) = figures.name_at(token) {
            // "Harbour Committee Chairman Tom Hale": the body only says of what he is the chairman.
            let behind = figures.names[name].tokens.end;
            let office = figures.name_at(behind).is_none() && behind < end && in_title(figures, behind, end);
            if !office {
                return separated.then_some((name, joined));
            }
            token = behind;
        }
        let lower = page.lower(token);
        if lower == "(" {
            token = (token..end).find(|&closing| page.lower(closing) == ")")?;
        } else if lower == "and" || lower == "&" {
            (joined, separated) = (true, true);
        } else if lower == "," {
            separated = true;
        } else if !(is_party(lower) || page.tag(token) == Tag::DT || in_title(figures, token, end)) {
            return None;
        }
        token += 1;
    }
    None
}

fn in_title(figures: &Figures, token: usize, end: usize) -> bool {
    (token..end)
        .find_map(|later| figures.name_at(later))
        .is_some_and(|name| figures.names[name].title.contains(&token))
}

/// The phrase up to its first comma, bracket, preposition, relative clause or verb.
fn core(page: &Page, figures: &Figures, tokens: Range<usize>) -> Range<usize> {
    let cut = tokens.clone().find(|&token| {
        token > tokens.start
            && figures.name_at(token).is_none()
            && ends_core(page, token)
            && !in_title(figures, token, tokens.end)
    });
    tokens.start..cut.unwrap_or(tokens.end)
}

fn ends_core(page: &Page, token: usize) -> bool {
    matches!(
        page.tag(token),
        Tag::COMMA
            | Tag::COLON
            | Tag::LRB
            | Tag::IN
            | Tag::TO
            | Tag::WP
            | Tag::WDT
            | Tag::WP_S
            | Tag::WRB
            | Tag::VBD
            | Tag::VBZ
            | Tag::VBP
            | Tag::MD
            | Tag::OPEN_QUOTE
    ) || matches!(page.lower(token), "(" | ",")
        || matches!(page.tag(token), Tag::VBG | Tag::VBN)
            && (page.relation(token) == Relation::ACL || !page.is_noun((token + 1).min(page.len() - 1)))
}

/// The name that the phrase ends with.
fn name_that_ends(page: &Page, figures: &Figures, core: Range<usize>) -> Option<usize> {
    let last = core.rev().find(|&token| !page.is_possessive_ending(token) && page.lower(token) != "'")?;
    figures.name_at(last).filter(|&name| figures.names[name].tokens.end == last + 1)
}

/// A person's name that the phrase opens with, whatever stands behind it: "Lee later on Monday", the words of a
/// headline; not "Lee officials" or "Lee's lawyer".
fn name_that_opens(page: &Page, figures: &Figures, tokens: Range<usize>) -> Option<usize> {
    let first = (tokens.start..tokens.end.min(tokens.start + MOST_TITLE_WORDS))
        .find(|&token| figures.name_at(token).is_some())?;
    let name = figures.name_at(first)?;
    let opens = figures.names[name].whole().start <= tokens.start;
    let end = figures.names[name].tokens.end;
    let heading = page.is_heading(page.sentence(tokens.start));
    let follows = end >= tokens.end
        || heading && !page.is_possessive_ending(end)
        || matches!(page.tag(end), Tag::RB | Tag::IN | Tag::COMMA | Tag::LRB | Tag::WP | Tag::VBG | Tag::VBN);
    (opens && follows && figures.figure_at(first).is_some_and(|figure| figures.figures[figure].person))
        .then_some(name)
}

/// No title before a name has more words than this.
const MOST_TITLE_WORDS: usize = 12;

/// "One Democrat, Representative Ann Lee of Dunmere": a person named behind a bare noun, even one with a capital.
fn person_after_office(
    page: &Page,
    figures: &Figures,
    core: Range<usize>,
    tokens: Range<usize>,
) -> Option<usize> {
    let counted = matches!(page.lower(core.start), "one" | "another");
    let named = core
        .clone()
        .any(|token| figures.figure_at(token).is_some_and(|figure| figures.figures[figure].person));
    let comma = core.end;
    let follows = comma < tokens.end && page.lower(comma) == ",";
    if let Some(name) = person_after_brackets(page, figures, core.end, tokens.end) {
        return Some(name);
    }
    (counted && !named && follows)
        .then(|| name_after_description(page, figures, core.start..core.start + 1, tokens))?
}

/// "Dunmere County (Ariz.) Sheriff Ann Lee".
fn person_after_brackets(page: &Page, figures: &Figures, open: usize, end: usize) -> Option<usize> {
    if open >= end || page.lower(open) != "(" {
        return None;
    }
    let behind = (open..end).find(|&token| page.lower(token) == ")")? + 1;
    let name = (behind..end.min(behind + MOST_TITLE_WORDS)).find_map(|token| figures.name_at(token))?;
    let name_there = &figures.names[name];
    (name_there.leaning > 0 && !name_there.title.is_empty() && name_there.title.start <= behind)
        .then_some(name)
}

/// "one of the lawyers, Ann Lee,".
fn name_after_description(
    page: &Page,
    figures: &Figures,
    core: Range<usize>,
    tokens: Range<usize>,
) -> Option<usize> {
    let head = head_noun(page, core.clone());
    // "a study by the sociologist, Ann Lee," is the study.
    let another = |head: usize| {
        page.tag(head) == Tag::NNS
            || page.has(head, Trait::Document)
                && !page.has_any(head, &[Trait::Person, Trait::Title, Trait::Relative])
    };
    if head.is_some_and(another) {
        return None;
    }
    let mut commas =
        (core.end..tokens.end).filter(|&token| matches!(page.lower(token), "," | "—" | "–" | "--"));
    commas.find_map(|comma| {
        (comma + 1..tokens.end)
            .filter_map(|token| figures.name_at(token))
            .find(|&name| stands_alone(page, &figures.names[name], comma + 1, tokens.end))
    })
}

fn stands_alone(page: &Page, name: &Name, start: usize, end: usize) -> bool {
    let begins = name.whole().start == start || name.tokens.start == start;
    let after = name.tokens.end;
    name.leaning > 0
        && begins
        && after <= end
        && (after == end
            || matches!(page.lower(after), "," | "(" | "—" | "–" | "--" | "of")
            || page.is_possessive_ending(after))
}

fn without_article(page: &Page, tokens: Range<usize>) -> Range<usize> {
    let article = matches!(page.lower(tokens.start), "a" | "an" | "the") && tokens.len() > 1;
    if article { tokens.start + 1..tokens.end } else { tokens }
}
