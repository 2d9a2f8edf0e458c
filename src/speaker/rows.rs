//! Sources of several names: "Ann Lee (D), Tom Hale and Joe Marsh", "Lee and her colleagues".

use std::ops::Range;

use super::figures::Figures;
use super::page::Page;
use super::reading::{MOST_TITLE_WORDS, Reading, ends_core, without_article};
use super::seats::is_party;
use crate::syntax::Tag;

/// "Ann Lee (D), Tom Hale and Joe Marsh".
pub(super) fn several(page: &Page, figures: &Figures, tokens: Range<usize>) -> Option<Reading> {
    let mut first = tokens.clone().find_map(|token| figures.name_at(token))?;
    // "Dunmere Senators Ann Lee and Tom Hale": the town only says where they sit.
    let holder = figures.names.get(first + 1).filter(|next| next.title.end > figures.names[first].tokens.end);
    if holder.is_some_and(|next| next.title.start <= figures.names[first].tokens.end) {
        first += 1;
    }
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

/// "The governor's rivals, Senators Ann Lee of Dunmere and Tom Hale,", "the networks — A, B and C —": a plural
/// noun, and the names of all whom it means behind a mark.
pub(super) fn several_behind_description(
    page: &Page,
    figures: &Figures,
    core: Range<usize>,
    tokens: Range<usize>,
) -> Option<Vec<usize>> {
    let plural = page.tag(core.end.checked_sub(1)?) == Tag::NNS && figures.name_at(core.end - 1).is_none();
    let mark = core.end;
    let marked = mark < tokens.end && matches!(page.lower(mark), "," | "—" | "–" | "--" | ":" | "-");
    if !plural || !marked {
        return None;
    }
    let first = figures.name_at(mark + 1).or_else(|| {
        let titled = (mark + 2..tokens.end.min(mark + 2 + MOST_TITLE_WORDS))
            .find_map(|token| figures.name_at(token))?;
        figures.names[titled].title.contains(&(mark + 1)).then_some(titled)
    })?;
    let (names, end) = row_of_names(page, figures, first, tokens.end)?;
    let closes = end >= tokens.end || matches!(page.lower(end), "," | "—" | "–" | "--" | "-");
    closes.then_some(names)
}

/// The names of a row that "and" closes, from its first, and where the last ends; "of Dunmere" behind a name is
/// passed over.
fn row_of_names(page: &Page, figures: &Figures, first: usize, end: usize) -> Option<(Vec<usize>, usize)> {
    let mut names = vec![first];
    let mut joined = false;
    let mut at = figures.names[first].tokens.end;
    loop {
        if page.lower_at(Some(at)) == "of"
            && let Some(place) = figures.name_at(at + 1).filter(|_| at + 1 < end)
        {
            at = figures.names[place].tokens.end;
        }
        let Some((next, and)) = next_in_row(page, figures, at, end) else { break };
        names.push(next);
        joined |= and;
        at = figures.names[next].tokens.end;
        if and && page.lower_at(Some(at)) != "and" {
            break;
        }
    }
    if page.lower_at(Some(at)) == "of"
        && let Some(place) = figures.name_at(at + 1).filter(|_| at + 1 < end)
    {
        at = figures.names[place].tokens.end;
    }
    (joined && names.len() > 1).then_some((names, at))
}

/// "Lee and her colleagues", "she and Tom Hale", "the senator and his allies": none of them is one
/// name alone.
pub(super) fn coordinated(page: &Page, figures: &Figures, core: Range<usize>) -> Option<Reading> {
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
pub(super) fn with_others(page: &Page, figures: &Figures, tokens: Range<usize>) -> Option<Reading> {
    let and = tokens.clone().rev().take(MOST_TITLE_WORDS).find(|&token| page.lower(token) == "and")?;
    let others = and + 1..tokens.end;
    let last = others.clone().next_back()?;
    let plural = page.tag(last) == Tag::NNS && matches!(page.lower(others.start), "other" | "others");
    let name = figures.name_at(tokens.start)?;
    let apart = page.lower_at(Some(figures.names[name].tokens.end)) == ",";
    (plural && apart && figures.names[name].leaning > 0).then_some(Reading::NameAndOthers(name, others))
}

/// The name that follows after a comma or "and", its party in brackets skipped.
pub(super) fn next_in_row(
    page: &Page,
    figures: &Figures,
    mut token: usize,
    end: usize,
) -> Option<(usize, bool)> {
    let mut joined = false;
    let mut separated = false;
    while token < end {
        if let Some(name) = figures.name_at(token) {
            // "Harbour Committee Chairman Tom Hale": the body only says of what he is the chairman.
            let behind = figures.names[name].tokens.end;
            let office = figures.name_at(behind).is_none() && behind < end && in_title(figures, behind, end);
            // "the Courier's Ann Lee"
            let owner = behind + 1 < end
                && (page.is_possessive_ending(behind) || matches!(page.lower(behind), "'" | "’"))
                && figures.name_at(behind + 1).is_some_and(|owned| figures.names[owned].leaning > 0);
            if !office && !owner {
                return separated.then_some((name, joined));
            }
            token = if owner { behind + 1 } else { behind };
            if owner {
                continue;
            }
        }
        let lower = page.lower(token);
        if lower == "(" {
            token = (token..end).find(|&closing| page.lower(closing) == ")")?;
        } else if lower == "and" || lower == "&" {
            (joined, separated) = (true, true);
        } else if lower == "as" && page.lower_at(Some(token + 1)) == "well" {
            // "as well as"
            (joined, separated) = (true, true);
            token += 2;
        } else if lower == "," {
            separated = true;
        } else if !(is_party(lower) || page.tag(token) == Tag::DT || in_title(figures, token, end)) {
            return None;
        }
        token += 1;
    }
    None
}

pub(super) fn in_title(figures: &Figures, token: usize, end: usize) -> bool {
    let later = (token..end).find_map(|later| figures.name_at(later));
    // The next name may itself be a part of the title, "former Dunmere Mayor Ann Lee".
    let titled = |name: usize| figures.names.get(name).is_some_and(|name| name.title.contains(&token));
    later.is_some_and(|name| titled(name) || titled(name + 1))
}
