//! Finds the names of an article: where each stands, the title before it, and whether it looks
//! like a person's or a body's.
//!
//! Comes in: a [`Page`]. Goes out: [`Name`]s in the order of the text. Whose name it is, this
//! file does not decide.

use std::ops::Range;

use super::first_names;
use super::lexicon::{self, Trait};
use super::looks::{self, is_initial};
use super::page::Page;
use super::seats::is_party;
use super::titles::{MOST_WORDS, is_honorific, is_title, office_of_chamber, title_before};
use crate::syntax::{Entity, Tag};

/// A name where it stands.
#[derive(Clone, Debug)]
pub(super) struct Name {
    /// The name proper, without its title.
    pub(super) tokens: Range<usize>,
    /// Title, office or description directly before it; may be empty.
    pub(super) title: Range<usize>,
    /// Above 0 for a person's name, below for a body's or place's.
    pub(super) leaning: i32,
    /// True when it is the name of a country, state or town.
    pub(super) place: bool,
    /// True for a word that is a name only if the article has a longer one with it.
    pub(super) doubtful: bool,
}

impl Name {
    /// Title and name.
    pub(super) fn whole(&self) -> Range<usize> {
        if self.title.is_empty() { self.tokens.clone() } else { self.title.start..self.tokens.end }
    }
}

/// Lower-case nouns that make a name of a body together with the name before them.
const BODY_NOUNS: [&str; 14] = [
    "administration",
    "government",
    "campaign",
    "police",
    "committee",
    "subcommittee",
    "department",
    "parliament",
    "ministry",
    "embassy",
    "council",
    "military",
    "army",
    "legislature",
];

/// Finds all names, headlines aside.
pub(super) fn find(page: &Page) -> Vec<Name> {
    let mut names = Vec::new();
    for (index, sentence) in page.document.sentences.iter().enumerate() {
        let mut runs = runs(page, sentence.tokens.clone());
        if !page.is_heading(index) {
            runs = join_bodies(page, runs);
        }
        for run in runs.into_iter().filter(|run| run.tokens.len() <= MOST_WORDS) {
            split_run(page, run, &mut names);
        }
    }
    names
}

/// A stretch of words with capitals, and whether it was joined into a body's name.
#[derive(Clone, Debug)]
struct Run {
    tokens: Range<usize>,
    body: bool,
}

fn runs(page: &Page, sentence: Range<usize>) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut token = sentence.start;
    while token < sentence.end {
        let start = token;
        while token < sentence.end {
            if continues(page, token, start, &sentence) {
                token += 1;
            } else if let Some(surname) = looks::after_nickname(page, token, start, &sentence) {
                token = surname;
            } else {
                break;
            }
        }
        if token > start {
            runs.push(Run { tokens: start..token, body: false });
        } else {
            token += 1;
        }
    }
    runs
}

fn continues(page: &Page, token: usize, start: usize, sentence: &Range<usize>) -> bool {
    if is_namelike(page, token, sentence) {
        return true;
    }
    // "van", "de" belong to the name when a capital follows.
    let particle = page.has(token, Trait::Particle) && !page.is_capitalised(token);
    let mut next = token + 1;
    while particle && next < sentence.end && page.has(next, Trait::Particle) && !page.is_capitalised(next) {
        next += 1;
    }
    let leads = token > start || !matches!(page.lower(token), "la" | "le" | "di" | "da");
    particle && leads && next < sentence.end && is_namelike(page, next, sentence)
}

pub(super) fn is_namelike(page: &Page, token: usize, sentence: &Range<usize>) -> bool {
    let tag = page.tag(token);
    if is_party(page.lower(token)) {
        return false;
    }
    if !page.is_capitalised(token) {
        let odd = page.word(token).chars().any(char::is_uppercase) && page.word(token).len() > 3;
        return odd && matches!(tag, Tag::NNP | Tag::NNPS) && !page.word(token).starts_with('@');
    }
    if page.has(token, Trait::Time)
        && (page.entity(token) != Entity::PERSON || follows_in(page, token))
        && !is_first_name_of_month(page, token, sentence)
    {
        return false;
    }
    // "Gregory A. Hale", "I. Gil Hale": an initial, though "a" and "I" are words.
    if page.word(token).ends_with('.') && is_initial(page.word(token)) {
        let inside = token > sentence.start && page.is_capitalised(token - 1);
        let leads = token + 2 < sentence.end && (token + 1..token + 3).all(|next| page.is_capitalised(next));
        if leads || token > sentence.start {
            return inside || leads;
        }
    }
    // "Mr. English", "David French": a surname, whatever else the word means.
    let before = token.checked_sub(1).filter(|&before| before >= sentence.start);
    let surname = before.is_some_and(|before| {
        is_honorific(page, before)
            || first_names::is_first_name(page.lower(before))
                && page.is_capitalised(before)
                && !page.has(before, Trait::Nationality)
                && !page.lower(token).ends_with('s')
    });
    if page.has(token, Trait::People) && !surname || matches!(tag, Tag::PRP | Tag::PRP_S) {
        return false;
    }
    let capitals = page.word(token).len() > 1 && page.word(token).chars().all(char::is_uppercase);
    let proper = matches!(tag, Tag::NNP | Tag::NNPS) || page.entity(token).is_name() || capitals;
    if page.has(token, Trait::Function) {
        return proper && token > sentence.start && first_names::is_first_name(page.lower(token));
    }
    if proper {
        // "Bank executives said": a common noun that only its place makes a capital.
        return !(opens_sentence(page, token, sentence) && is_common_noun(page, token, sentence));
    }
    if page.is_heading(page.sentence(token)) {
        return false;
    }
    let opens = opens_sentence(page, token, sentence);
    let followed = token + 1 < sentence.end && page.is_capitalised(token + 1);
    !opens
        || page.is_known_name(token)
        || (followed && page.has_any(token, &[Trait::Title, Trait::Nationality, Trait::Place]))
        || (followed && first_names::is_first_name(page.lower(token)))
}

/// "April Hale", who is no month: a surname follows that is no other name or common noun.
fn is_first_name_of_month(page: &Page, token: usize, sentence: &Range<usize>) -> bool {
    let surname = token + 1;
    first_names::is_first_name(page.lower(token))
        && !follows_in(page, token)
        && surname < sentence.end
        && page.is_capitalised(surname)
        && matches!(page.tag(surname), Tag::NNP)
        && !page
            .has_any(surname, &[Trait::Body, Trait::Time, Trait::Title, Trait::Document, Trait::Nationality])
        && page.entity(surname) != Entity::LOCATION
}

/// "In May", "since April": a month, whatever else it could be.
fn follows_in(page: &Page, token: usize) -> bool {
    let before = page.lower_at(token.checked_sub(1));
    matches!(before, "in" | "since" | "last" | "until" | "by" | "early" | "late" | "this" | "next" | "of")
}

/// "Authorities said", "Bank executives said": nothing but its place asks for the capital.
fn is_common_noun(page: &Page, token: usize, sentence: &Range<usize>) -> bool {
    let lower = page.lower(token);
    let common = page.has_any(token, &[Trait::Body, Trait::Document, Trait::Collective])
        && !page.has(token, Trait::Title);
    let next_is_common = token + 1 < sentence.end && matches!(page.tag(token + 1), Tag::NN | Tag::NNS);
    let plural = page.entity(token) == Entity::O && lexicon::singular(lower).is_some();
    let next_is_name = token + 1 < sentence.end && page.is_capitalised(token + 1);
    let staff = page.has(token, Trait::Collective);
    let alone = common && (page.entity(token) == Entity::O || staff) && !next_is_name;
    (common && next_is_common) || (plural && !next_is_name) || alone
}

fn opens_sentence(page: &Page, token: usize, sentence: &Range<usize>) -> bool {
    token == sentence.start || matches!(page.tag(token - 1), Tag::OPEN_QUOTE | Tag::COLON)
}

/// Joins "Department", "of", "Health", "and", "Human Services"; and "Ortega", "campaign".
fn join_bodies(page: &Page, runs: Vec<Run>) -> Vec<Run> {
    let mut joined = Vec::with_capacity(runs.len());
    let mut runs = runs.into_iter().peekable();
    while let Some(mut run) = runs.next() {
        while let Some(next) = runs.next_if(|next| joins(page, &run, next)) {
            run = Run { tokens: run.tokens.start..next.tokens.end, body: true };
        }
        extend_to_noun(page, &mut run);
        joined.push(run);
    }
    joined
}

fn joins(page: &Page, left: &Run, right: &Run) -> bool {
    let last = left.tokens.end - 1;
    let between = left.tokens.end..right.tokens.start;
    if left.tokens.len() > MOST_WORDS || between.len() > MOST_WORDS {
        return false;
    }
    // "Ann Lee, Democrat of Dunmere": what she is, no body.
    if matches!(page.lower(last), "democrat" | "republican") {
        return false;
    }
    let words: Vec<&str> = between.clone().map(|token| page.lower(token)).collect();
    // "Pastor Joe Marsh of Harbour Street Church" is the pastor.
    if words.first() == Some(&"of") && ends_as_person(page, left.tokens.clone()) {
        return false;
    }
    let is_body_word = |token: usize| page.has(token, Trait::Body) && !page.has(token, Trait::Document);
    let body_word = is_body_word(last) || (left.body && left.tokens.clone().any(is_body_word));
    if !words.is_empty()
        && !matches!(words[0], "and" | "the")
        && between.into_iter().all(|token| page.entity(token) == Entity::ORGANIZATION)
    {
        return true;
    }
    match words[..] {
        ["of" | "for"] if page.tag(last) == Tag::NNPS => true,
        ["of"] if page.has(last, Trait::Title) && page.has(right.tokens.start, Trait::Portfolio) => true,
        ["of" | "for" | "on"] | ["of" | "for" | "on", "the"] => {
            body_word && !(left.body && page.has(last, Trait::Place))
                || left.tokens.clone().any(|token| page.lower(token) == "workers")
        }
        ["and" | "&"] => joins_by_and(page, left, right, words[0] == "&"),
        _ => false,
    }
}

/// "Pastor Joe Marsh", "Ann Lee": a run that ends with a first name and a surname.
fn ends_as_person(page: &Page, run: Range<usize>) -> bool {
    let [.., first, last] = run.collect::<Vec<_>>()[..] else { return false };
    first_names::is_first_name(page.lower(first))
        && !page.has_any(first, &[Trait::Place, Trait::Nationality, Trait::Body, Trait::Document])
        && !page.has_any(last, &[Trait::Body, Trait::Document, Trait::Place, Trait::Title, Trait::Portfolio])
}

fn joins_by_and(page: &Page, left: &Run, right: &Run, ampersand: bool) -> bool {
    let person = |run: &Run| {
        page.entity(run.tokens.end - 1) == Entity::PERSON
            || first_names::is_first_name(page.lower(run.tokens.start))
    };
    if ampersand {
        return true;
    }
    if left.body {
        return !person(right) && right.tokens.len() <= 2 && !page.has(right.tokens.start, Trait::Place);
    }
    let ends_as_body = page.has(right.tokens.end - 1, Trait::Body) && right.tokens.len() >= 2;
    ends_as_body
        && !person(left)
        && left.tokens.len() <= 3
        && !page.has(left.tokens.end - 1, Trait::Body)
        && !page.has_any(left.tokens.start, &[Trait::Place, Trait::Nationality, Trait::Title])
}

fn extend_to_noun(page: &Page, run: &mut Run) {
    let sentence = page.sentence_tokens(run.tokens.start);
    let is_body_noun = |token: usize| {
        token < sentence.end && page.tag(token) != Tag::NNS && BODY_NOUNS.contains(&page.lower(token))
    };
    let end = run.tokens.end;
    let noun = if is_body_noun(end) {
        end
    } else if end < sentence.end
        && matches!(page.tag(end), Tag::NN | Tag::JJ)
        && is_body_noun(end + 1)
        && matches!(page.lower(end + 1), "committee" | "subcommittee" | "panel" | "department")
    {
        end + 1
    } else {
        return;
    };
    let goes_on = noun + 1 < sentence.end && (page.is_noun(noun + 1) && page.tag(noun + 1) != Tag::POS);
    if !goes_on || page.lower(noun) == "police" {
        *run = Run { tokens: run.tokens.start..noun + 1, body: true };
    }
}

/// Cuts a run into affiliation, title and name.
fn split_run(page: &Page, run: Run, names: &mut Vec<Name>) {
    if run.body {
        return split_joined(page, run.tokens, names);
    }
    let Range { mut start, end } = run.tokens;
    // "South Quillish-born Ann Lee": where she is from is not her name.
    let origin = |&token: &usize| {
        ["-born", "-based", "-raised", "-educated"].iter().any(|end| page.lower(token).ends_with(end))
    };
    if let Some(origin) = (start..end - 1).rev().find(origin) {
        start = origin + 1;
    }
    // "the super PAC Harbour Forward": what it is, and its name.
    let super_pac = page.word(start) == "PAC" && page.lower_at(start.checked_sub(1)) == "super";
    if super_pac && end - start > 1 {
        start += 1;
    }
    if let Some(office) = office_of_chamber(page, start).filter(|_| end - start > 2) {
        let name = Name {
            tokens: start + 1..end,
            title: office..start + 1,
            leaning: 0,
            place: false,
            doubtful: false,
        };
        return push(page, name, names);
    }
    let title_end =
        (start..end).rev().find(|&token| is_title(page, token, start, end)).map_or(start, |last| last + 1);
    if title_end == end {
        // "the Quillon CEO": an office without a name.
        let office = (start..end).find(|&token| is_title(page, token, start, end)).unwrap_or(start);
        if end - start == 1 {
            // "Dean said": an office, unless it is a surname that the article gives in full.
            names.push(Name {
                tokens: start..end,
                title: start..start,
                leaning: 0,
                place: false,
                doubtful: true,
            });
        }
        return push_affiliation(page, start..office, names);
    }
    let mut office = title_end;
    while office > start && (page.has(office - 1, Trait::Rank) || is_title(page, office - 1, start, end)) {
        office -= 1;
    }
    if title_end > start {
        push_affiliation(page, start..office, names);
    }
    let title = title_before(page, title_end);
    push(page, Name { tokens: title_end..end, title, leaning: 0, place: false, doubtful: false }, names);
}

/// "Secretary of State Ann Lee" is a title and a name; "Department of State" is a body.
fn split_joined(page: &Page, tokens: Range<usize>, names: &mut Vec<Name>) {
    let of = tokens.clone().find(|&token| page.lower(token) == "of").filter(|&of| of > tokens.start);
    let titled = of.is_some_and(|of| {
        page.has(of - 1, Trait::Title) && !page.has(of - 1, Trait::Body) && page.has(of + 1, Trait::Portfolio)
    });
    if !titled {
        if let Some(office) = office_in_body(page, tokens.clone()) {
            let title = tokens.start..tokens.start;
            names.push(Name {
                tokens: tokens.start..office,
                title,
                leaning: -6,
                place: false,
                doubtful: false,
            });
            let (title, tokens) = (office..office + 1, office + 1..tokens.end);
            return push(page, Name { tokens, title, leaning: 0, place: false, doubtful: false }, names);
        }
        let title = tokens.start..tokens.start;
        return names.push(Name { tokens, title, leaning: -6, place: false, doubtful: false });
    }
    let office = tokens.clone().rev().find(|&token| {
        page.has_any(token, &[Trait::Portfolio, Trait::Title, Trait::Body]) || !page.is_capitalised(token)
    });
    let name = office.map_or(tokens.start, |office| office + 1);
    if name < tokens.end {
        let of = of.unwrap_or(name);
        let title = title_before(page, of).start..name;
        push(
            page,
            Name { tokens: name..tokens.end, title, leaning: 0, place: false, doubtful: false },
            names,
        );
    }
}

/// "Department of Harbours Undersecretary Ann Lee": the title between a body and a name.
fn office_in_body(page: &Page, tokens: Range<usize>) -> Option<usize> {
    let office =
        tokens.clone().rev().find(|&token| page.has(token, Trait::Title) && !page.has(token, Trait::Body))?;
    let name = office + 1..tokens.end;
    let plain =
        |token: usize| page.is_capitalised(token) && !page.has_any(token, &[Trait::Body, Trait::Portfolio]);
    let after_body = tokens.start + 2 < office;
    (after_body && (2..=4).contains(&name.len()) && name.clone().all(plain)).then_some(office)
}

fn push_affiliation(page: &Page, mut tokens: Range<usize>, names: &mut Vec<Name>) {
    // "White House Press Secretary", "White House Communications Director".
    if tokens.len() > 1
        && matches!(page.lower(tokens.end - 1), "press" | "communications")
        && matches!(page.lower_at(Some(tokens.end)), "secretary" | "director" | "chief")
    {
        tokens.end -= 1;
    }
    if tokens.clone().all(|token| page.has(token, Trait::Nationality)) {
        return;
    }
    let title = tokens.start..tokens.start;
    push(page, Name { tokens, title, leaning: -2, place: false, doubtful: false }, names);
}

fn push(page: &Page, mut name: Name, names: &mut Vec<Name>) {
    while name.tokens.len() > 1
        && page.has(name.tokens.start, Trait::Nationality)
        && name.title.is_empty()
        && first_names::is_first_name(page.lower(name.tokens.start + 1))
    {
        name.tokens.start += 1;
    }
    let one = name.tokens.len() == 1;
    // "many Southerners" names nobody.
    let counted = one
        && page.tag(name.tokens.start) == Tag::NNPS
        && name.tokens.start.checked_sub(1).is_some_and(|before| {
            matches!(
                page.lower(before),
                "many" | "some" | "most" | "few" | "several" | "other" | "these" | "those" | "all" | "more"
            )
        });
    // "Ann Lee, Democrat of Dunmere": what she is, not another.
    let member =
        matches!(page.lower(name.tokens.end - 1), "democrat" | "republican") && name.title.is_empty();
    if counted
        || member
        || one
            && (page.has(name.tokens.start, Trait::Nationality) && name.title.is_empty()
                || is_initial(page.word(name.tokens.start)))
    {
        return;
    }
    name.leaning += looks::leaning(page, &name);
    name.place = looks::is_place(page, &name.tokens) || looks::is_dateline(page, &name.tokens);
    names.push(name);
}
