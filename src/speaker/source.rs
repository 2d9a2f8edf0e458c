//! Reads a source phrase: a pronoun, a name, several names, or a description.
//!
//! Comes in: where a source stands. Goes out: a [`Reading`], which says what the words are and
//! not yet who is meant.

use std::ops::Range;

use super::figures::Figures;
use super::lexicon::{self, Trait};
use super::names::Name;
use super::page::Page;
use super::reading::{MOST_TITLE_WORDS, Reading, ends_core, without_article};
use super::roles::head_noun;
use super::rows::{coordinated, in_title, next_in_row, several, several_behind_description, with_others};
use crate::attribution::Attribution;
use crate::place::Span;
use crate::syntax::Tag;

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
    if let Some(names) = several_behind_description(page, figures, core.clone(), tokens.clone()) {
        return Reading::Names(names);
    }
    if let Some(reading) = coordinated(page, figures, core.clone()) {
        return reading;
    }
    if let Some(reading) = with_others(page, figures, tokens.clone()) {
        return reading;
    }
    if let Some(name) = name_that_ends(page, figures, core.clone()) {
        return Reading::Name(name_behind_place(page, figures, name, tokens.end).unwrap_or(name));
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
        // "Courier co-host Ann Lee": the paper only says whose host she is.
        let titled = figures.names.get(name + 1).filter(|next| next.title.contains(&last));
        if let Some(next) = titled.filter(|next| next.title.end > tokens.end) {
            tokens.end = next.tokens.end;
        }
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
        // "Front-runner Ann Lee's rival"
        && (name.tokens.end == page.len() || !page.is_possessive_ending(name.tokens.end))
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
    if tokens.is_empty() {
        return tokens;
    }
    let leads = |token: usize| {
        !page.word(token).chars().any(char::is_alphanumeric)
            || matches!(page.tag(token), Tag::IN | Tag::TO | Tag::CC) && page.lower(token) != "that"
            || matches!(page.lower(token), "both" | "according")
    };
    tokens.start = behind_dateline(page, tokens.clone());
    while tokens.len() > 1 && leads(tokens.start) {
        tokens.start += 1;
    }
    // "Dunmere, N.H.-based Quillon Energy": where it sits is not its name.
    let based = tokens.clone().take(MOST_TITLE_WORDS).find(|&token| page.lower(token).ends_with("-based"));
    if let Some(name) = based.map(|based| based + 1)
        && name < tokens.end
        && page.is_capitalised(name)
    {
        tokens.start = name;
    }
    let trails = |token: usize| {
        let mark = !page.word(token).chars().any(char::is_alphanumeric);
        mark && !matches!(page.lower(token), ")" | "'" | "%") || page.lower(token).ends_with("self")
    };
    while tokens.len() > 1 && trails(tokens.end - 1) {
        tokens.end -= 1;
    }
    without_time(page, tokens)
}

/// The first token behind a dateline: "DUNMERE, N.H., May 3 (AP) — Ann Lee".
fn behind_dateline(page: &Page, tokens: Range<usize>) -> usize {
    const LONGEST: usize = 16;
    let is_dash = |token: usize| matches!(page.lower(token), "-" | "–" | "—" | "--" | "―");
    let dash = tokens.clone().take(LONGEST).find(|&token| is_dash(token));
    let first = page.word(tokens.start);
    let is_place = first.len() > 1 && first.chars().all(|letter| !letter.is_lowercase());
    let opens = page.sentence_tokens(tokens.start).start == tokens.start;
    let is_line = |dash: &usize| {
        (tokens.start..*dash)
            .all(|token| page.is_capitalised(token) || !page.word(token).chars().any(char::is_alphabetic))
    };
    match dash.filter(is_line) {
        Some(dash) if opens && is_place && dash + 1 < tokens.end => dash + 1,
        _ => tokens.start,
    }
}

/// "The board in January", "a judge on Monday": when it was is not who it is.
fn without_time(page: &Page, mut tokens: Range<usize>) -> Range<usize> {
    let is_time = |token: usize| page.has(token, Trait::Time) && page.is_capitalised(token);
    let last = tokens.end - 1;
    let tells_when = tokens.len() > 2
        && is_time(last)
        && matches!(page.lower(last - 1), "in" | "on" | "since" | "last" | "late" | "early");
    if tells_when {
        tokens.end = last - 1;
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
        // "both candidates", "the two men", "neither woman": a pair that was named.
        let pair = matches!(page.lower(only), "both" | "neither") && only + 1 == last
            || matches!(page.lower(only), "the" | "both")
                && only + 2 == last
                && page.lower(only + 1) == "two";
        let people = page.has(last, Trait::Person)
            || lexicon::singular(page.lower(last))
                .is_some_and(|one| lexicon::traits(&one).has(Trait::Person));
        return (pair && people).then_some(Reading::Pronoun(last));
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

/// True for "both" and "the two", which stand for a pair, and for the noun behind them.
pub(super) fn is_pair(page: &Page, token: usize) -> bool {
    let pair = |token: Option<usize>| matches!(page.lower_at(token), "both" | "two" | "neither");
    pair(Some(token)) || page.is_noun(token) && pair(token.checked_sub(1))
}

fn is_personal(lower: &str) -> bool {
    matches!(
        lower,
        "he" | "she" | "they" | "it" | "his" | "her" | "their" | "its" | "him" | "them" | "i" | "we"
    )
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

/// The name that the phrase ends with.
fn name_that_ends(page: &Page, figures: &Figures, core: Range<usize>) -> Option<usize> {
    let last = core.rev().find(|&token| !page.is_possessive_ending(token) && page.lower(token) != "'")?;
    figures.name_at(last).filter(|&name| figures.names[name].tokens.end == last + 1)
}

/// "in Dunmere, Lee": the person named behind a place and a comma, where the source ends with her.
fn name_behind_place(page: &Page, figures: &Figures, place: usize, end: usize) -> Option<usize> {
    let place = &figures.names[place];
    let comma = place.tokens.end;
    let name = figures.name_at(comma + 1).filter(|_| page.lower_at(Some(comma)) == ",")?;
    let person = &figures.names[name];
    (place.place && person.leaning > 0 && !person.place && person.tokens.end == end).then_some(name)
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
    if let Some(name) = person_after_portfolio(page, figures, &core, &tokens) {
        return Some(name);
    }
    (counted && !named && follows)
        .then(|| name_after_description(page, figures, core.start..core.start + 1, tokens))?
}

/// "Vice President for tides and weather Ann Lee": a full name right behind the last noun of an office; not "a
/// spokesman for Ann Lee".
fn person_after_portfolio(
    page: &Page,
    figures: &Figures,
    core: &Range<usize>,
    tokens: &Range<usize>,
) -> Option<usize> {
    let name = figures.name_at(tokens.end - 1)?;
    let bearer = &figures.names[name];
    let before = bearer.tokens.start.checked_sub(1).filter(|&before| before > core.end)?;
    let full = bearer.leaning > 3 && bearer.tokens.len() > 1 && bearer.tokens.end == tokens.end;
    let office = page.has_any(core.end.checked_sub(1)?, &[Trait::Title, Trait::Person])
        && matches!(page.lower(core.end), "for" | "of");
    // "a lawyer for Mayor Ann Lee": the noun right before her name is her own office.
    let own = page.has_any(before, &[Trait::Title, Trait::Person, Trait::Relative]);
    (full && office && !own && page.is_noun(before)).then_some(name)
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
    // "The second pilot, her uncle Joe Marsh,": whose he is, or an article, comes before the office.
    let start = if matches!(page.tag(start), Tag::PRP_S | Tag::DT) { start + 1 } else { start };
    let begins = name.whole().start == start || name.tokens.start == start;
    let after = name.tokens.end;
    name.leaning > 0
        && begins
        && after <= end
        && (after == end
            || matches!(page.lower(after), "," | "(" | "—" | "–" | "--" | "of")
            || page.is_possessive_ending(after))
}
