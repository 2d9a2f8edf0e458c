//! Who "the mayor", "her lawyer" or "the newspaper" is, when the article names somebody of that
//! office or a body of that kind.
//!
//! A description is tied to a figure only by words of the article: the figure's titles, offices
//! and appositions, or the words of a body's name. What fits two figures equally well stays a
//! description.

use std::collections::HashMap;
use std::ops::Range;

use super::figures::{Figure, Figures};
use super::first_names::Gender;
use super::lexicon::{self, Trait};
use super::page::Page;
use super::roles::Role;
use super::seats;
use crate::syntax::{Entity, Tag};

/// A description that was tied to a figure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Tie {
    pub(super) figure: usize,
    /// Where the office or the name stands that it rests on.
    pub(super) mention: usize,
    /// 0 to 1.
    pub(super) confidence: f32,
}

/// A description in the text.
#[derive(Clone, Debug)]
pub(super) struct Description {
    /// Its tokens, the article included.
    pub(super) tokens: Range<usize>,
    /// Its noun.
    pub(super) head: usize,
}

/// Ties every definite description of an article that says whose it is, by its noun.
pub(super) fn tie_all(page: &Page, figures: &Figures) -> HashMap<usize, Tie> {
    let describes = |head: &usize| {
        page.tag(*head) == Tag::NN
            && page.has_any(*head, &[Trait::Person, Trait::Relative, Trait::Body])
            && figures.name_at(*head).is_none()
            && !(*head + 1 < page.len() && page.is_noun(*head + 1))
    };
    (0..page.len())
        .filter(describes)
        .filter_map(|head| {
            let description = Description { tokens: phrase_start(page, head)..head + 1, head };
            let tie = tie(page, figures, &description).filter(|_| !is_indefinite(page, &description))?;
            Some((head, tie))
        })
        .collect()
}

/// True for a description that can stand for somebody just named, as a pronoun can: "the Harbour
/// Party nominee".
pub(super) fn is_anaphoric(page: &Page, figures: &Figures, description: &Description) -> bool {
    let head = description.head;
    let lower = page.lower(head);
    let stands_for_others = matches!(
        lower,
        "spokesman" | "spokeswoman" | "spokesperson" | "judge" | "officer" | "agent" | "deputy"
    );
    let office = page.has(head, Trait::Title)
        || matches!(
            lower,
            "strategist"
                | "businessman"
                | "businesswoman"
                | "billionaire"
                | "actor"
                | "singer"
                | "author"
                | "candidate"
                | "lawmaker"
                | "congressman"
                | "activist"
                | "economist"
                | "executive"
        );
    let named = (head.saturating_sub(2000)..head).any(|token| {
        page.lower(token) == lower
            && page.tag(token) == Tag::NN
            && matches!(page.lower(phrase_start(page, token)), "a" | "an")
    });
    page.tag(head) != Tag::NNS
        && office
        && !stands_for_others
        && !named
        && is_definite(page, description)
        && fitting_persons(page, figures, description).is_empty()
}

/// True when a description names another party or state than the article gives to the figure.
pub(super) fn contradicts(page: &Page, figure: &Figure, words: Range<usize>) -> bool {
    let parties = |tokens: Range<usize>| {
        tokens.filter_map(|token| seats::party_of(page.lower(token))).collect::<Vec<char>>()
    };
    let places = |tokens: Range<usize>| {
        let is_place =
            |token: &usize| page.has(*token, Trait::Place) || page.entity(*token) == Entity::LOCATION;
        tokens.filter(is_place).map(|token| page.lower(token)).collect::<Vec<&str>>()
    };
    let differ = |wanted: &[char], given: &[char]| {
        !wanted.is_empty() && !given.is_empty() && !wanted.iter().any(|party| given.contains(party))
    };
    let mut own_parties: Vec<char> = figure.seat.iter().map(|seat| seat.party).collect();
    let mut own_places: Vec<&str> = Vec::new();
    for role in &figure.roles {
        own_parties.extend(parties(role.tokens.clone()));
        own_places.extend(places(role.tokens.clone()));
    }
    if differ(&parties(words.clone()), &own_parties) {
        return true;
    }
    let wanted = places(words);
    if wanted.is_empty() {
        return false;
    }
    let in_state =
        figure.seat.and_then(|seat| seat.state).map(|state| wanted.iter().all(|place| state.contains(place)));
    let shared = own_places.iter().any(|place| wanted.contains(place));
    !shared && (in_state == Some(false) || (in_state.is_none() && !own_places.is_empty()))
}

/// True when a person holds another office than the one described: a senator is hardly "the
/// former secretary", though any of them may be "the nominee".
pub(super) fn holds_another_office(page: &Page, figure: &Figure, head: usize) -> bool {
    let wanted = canonical(page.lower(head));
    let any_may_be =
        matches!(wanted, "candidate" | "strategist" | "businessman" | "billionaire" | "activist" | "author");
    !any_may_be
        && figure
            .roles
            .iter()
            .any(|role| page.has(role.head, Trait::Title) && canonical(page.lower(role.head)) != wanted)
}

/// The first word of the phrase that ends with a noun.
fn phrase_start(page: &Page, head: usize) -> usize {
    let sentence = page.sentence_tokens(head);
    let mut start = head;
    while start > sentence.start
        && page.paragraph(start) == page.paragraph(start - 1)
        && belongs_to_phrase(page, start - 1)
    {
        start -= 1;
        if matches!(page.tag(start), Tag::DT | Tag::PRP_S) {
            break;
        }
    }
    start
}

fn belongs_to_phrase(page: &Page, token: usize) -> bool {
    page.is_noun(token)
        || page.is_possessive_ending(token)
        || matches!(
            page.tag(token),
            Tag::JJ | Tag::JJS | Tag::VBG | Tag::VBN | Tag::CD | Tag::DT | Tag::PRP_S
        )
}

/// Ties a description to a figure, or abstains.
pub(super) fn tie(page: &Page, figures: &Figures, description: &Description) -> Option<Tie> {
    let head = description.head;
    if page.tag(head) == Tag::NNS && page.lower(head) != "police" {
        return None;
    }
    let person = page.has_any(head, &[Trait::Person, Trait::Relative, Trait::Title]);
    let definite = is_definite(page, description);
    if person && definite {
        return tie_person(page, figures, description);
    }
    let lower = page.lower(head);
    if page.has(head, Trait::Body) || body_words(lower).is_some() {
        return tie_body(page, figures, description, definite);
    }
    None
}

fn is_indefinite(page: &Page, description: &Description) -> bool {
    let start = description.tokens.start;
    matches!(page.lower(start), "a" | "an" | "one" | "another" | "some" | "no")
        || matches!(page.lower_at(start.checked_sub(1)), "a" | "an")
}

/// "the mayor", "Lee's lawyer", "his lawyer"; in a headline also a bare noun.
fn is_definite(page: &Page, description: &Description) -> bool {
    let start = description.tokens.start;
    let before = start.checked_sub(1);
    let first = page.lower(start);
    let article = matches!(first, "the" | "this" | "that") || page.lower_at(before) == "the";
    let indefinite = is_indefinite(page, description);
    let core = start..description.head;
    let possessive =
        core.clone().any(|token| page.tag(token) == Tag::PRP_S || page.is_possessive_ending(token));
    let of_somebody = page.lower_at(Some(description.head + 1)) == "of";
    article || possessive || (!indefinite && (page.is_heading(page.sentence(start)) || of_somebody))
}

fn tie_person(page: &Page, figures: &Figures, description: &Description) -> Option<Tie> {
    let scored = fitting_persons(page, figures, description);
    let &(score, figure, mention) = scored.first()?;
    let margin = scored.get(1).map_or(1.0, |second| score - second.0);
    (margin >= 0.25).then_some(Tie { figure, mention, confidence: (0.6 + 0.2 * margin).min(0.92) })
}

/// Score, figure and the token that it rests on, the best first.
fn fitting_persons(page: &Page, figures: &Figures, description: &Description) -> Vec<(f32, usize, usize)> {
    let wanted = Wanted::read(page, description);
    let mut scored: Vec<(f32, usize, usize)> = Vec::new();
    for index in figures.with_words(std::iter::once(wanted.head.as_str())) {
        let figure = &figures.figures[index];
        if !figure.person {
            continue;
        }
        if let Some((score, mention)) = wanted.fit(page, figures, figure, description) {
            scored.push((score, index, mention));
        }
    }
    scored.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
    scored
}

/// What a description asks of a person.
struct Wanted {
    head: String,
    modifiers: Vec<String>,
    former: bool,
    gender: Option<Gender>,
}

impl Wanted {
    fn read(page: &Page, description: &Description) -> Self {
        let head = page.lower(description.head);
        let traits = lexicon::traits(head);
        Wanted {
            head: canonical(head).to_owned(),
            modifiers: content_words(page, description.tokens.clone())
                .filter(|&token| token != description.head)
                .map(|token| canonical(page.lower(token)).to_owned())
                .collect(),
            former: description.tokens.clone().any(|token| is_former(page.lower(token))),
            gender: match (traits.has(Trait::Male), traits.has(Trait::Female)) {
                (true, false) => Some(Gender::Male),
                (false, true) => Some(Gender::Female),
                _ => None,
            },
        }
    }

    /// How well a figure fits, and the token of the role that it rests on.
    fn fit(
        &self,
        page: &Page,
        figures: &Figures,
        figure: &Figure,
        description: &Description,
    ) -> Option<(f32, usize)> {
        if matches!((self.gender, figure.gender), (Some(one), Some(other)) if one != other) {
            return None;
        }
        if contradicts(page, figure, description.tokens.start..description.head + 1) {
            return None;
        }
        let by_role = figure.roles.iter().filter_map(|role| Some((self.fit_role(page, role)?, role.head)));
        let (mut score, mention) =
            by_role.max_by(|one, other| one.0.total_cmp(&other.0).then(other.1.cmp(&one.1)))?;
        score += nearness(page, figures, figure, description.tokens.start);
        Some((score, mention))
    }

    fn fit_role(&self, page: &Page, role: &Role) -> Option<f32> {
        let words: Vec<&str> =
            content_words(page, role.tokens.clone()).map(|token| canonical(page.lower(token))).collect();
        let head = canonical(page.lower(role.head));
        let mut score = if head == self.head {
            1.0
        } else if words.contains(&self.head.as_str()) {
            0.6
        } else {
            return None;
        };
        let shared = self.modifiers.iter().filter(|word| words.contains(&word.as_str())).count();
        score += 0.4 * shared as f32 - 0.25 * (self.modifiers.len() - shared) as f32;
        let former = role.tokens.clone().any(|token| is_former(page.lower(token)));
        if former != self.former {
            score -= 0.35;
        }
        (score > 0.2).then_some(score)
    }
}

/// A figure named just before is likelier to be meant; one that is named only later, less.
fn nearness(page: &Page, figures: &Figures, figure: &Figure, token: usize) -> f32 {
    let last = figure.names.iter().map(|&name| figures.names[name].tokens.end - 1).rfind(|&end| end <= token);
    match last {
        Some(last) => 0.5 - 0.05 * (page.sentence(token) - page.sentence(last)).min(10) as f32,
        None => {
            let first = figure.names.first().map_or(token, |&name| figures.names[name].tokens.start);
            -0.2 - 0.03 * (page.sentence(first).saturating_sub(page.sentence(token))).min(10) as f32
        }
    }
}

fn tie_body(page: &Page, figures: &Figures, description: &Description, definite: bool) -> Option<Tie> {
    let head = page.lower(description.head);
    let early = page.sentence(description.tokens.start) < 4;
    if !definite && !early && head != "police" {
        return None;
    }
    let modifiers: Vec<&str> = content_words(page, description.tokens.clone())
        .filter(|&token| token != description.head)
        .map(|token| page.lower(token))
        .collect();
    let mut scored: Vec<(f32, usize, usize)> = Vec::new();
    let kinds = body_words(head).unwrap_or_default();
    let plural = format!("{head}s");
    for index in figures.with_words(kinds.iter().copied().chain([head, plural.as_str()])) {
        let figure = &figures.figures[index];
        if figure.person || figure.place {
            continue;
        }
        let Some(fit) = fit_body(page, figure, head, &modifiers, definite || head == "police") else {
            continue;
        };
        if figures.name_at(description.head).is_some_and(|name| figure.names.contains(&name)) {
            continue;
        }
        scored.push((
            fit + nearness(page, figures, figure, description.tokens.start),
            index,
            figure.fullest.end - 1,
        ));
    }
    scored.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
    let Some(&(score, figure, mention)) = scored.first() else {
        return if definite && modifiers.is_empty() {
            leading_company(page, figures, description)
        } else {
            None
        };
    };
    let margin = scored.get(1).map_or(1.0, |second| score - second.0);
    let least = if scored.len() == 1 { 0.15 } else { 0.45 };
    (margin >= 0.2 && score > least).then_some(Tie {
        figure,
        mention,
        confidence: (0.55 + 0.2 * margin).min(0.88),
    })
}

/// A body fits "the agency" when its name says so, or when the article calls it one.
fn fit_body(page: &Page, figure: &Figure, head: &str, modifiers: &[&str], definite: bool) -> Option<f32> {
    let words = &figure.words;
    let last = words.last().map_or("", |word| word);
    let role = figure.roles.iter().any(|role| page.lower(role.head) == head);
    let same = words.iter().any(|word| word == head || lexicon::singular(word).as_deref() == Some(head));
    let kind = body_words(head).is_some_and(|kinds| words.iter().any(|word| kinds.contains(&word.as_str())));
    let mut score = if role {
        1.1
    } else if last == head {
        1.0
    } else if same {
        0.8
    } else if kind {
        0.7
    } else {
        return None;
    };
    let shared = modifiers.iter().filter(|word| words.iter().any(|known| stem(known) == stem(word))).count();
    score += 0.4 * shared as f32;
    if !definite && shared == 0 {
        return None;
    }
    let missing = modifiers.len() - shared;
    score -= 0.25 * missing as f32;
    Some(score)
}

/// "the bank", where the article is about one company whose name does not say what it is.
fn leading_company(page: &Page, figures: &Figures, description: &Description) -> Option<Tie> {
    const COMPANIES: [&str; 14] = [
        "company",
        "firm",
        "bank",
        "lender",
        "corporation",
        "retailer",
        "manufacturer",
        "maker",
        "carrier",
        "chain",
        "automaker",
        "startup",
        "utility",
        "insurer",
    ];
    let figure = figures.company.filter(|_| COMPANIES.contains(&page.lower(description.head)))?;
    let mention = figures.figures[figure].fullest.end - 1;
    (mention < description.head).then_some(Tie { figure, mention, confidence: 0.6 })
}

/// The body that is named at least three times and twice as often as any other, bodies of state
/// and the press aside.
pub(super) fn main_company(figures: &Figures) -> Option<usize> {
    let candidates = figures
        .figures
        .iter()
        .enumerate()
        .filter(|(_, figure)| !figure.person && !figure.place && !is_public(figure));
    let mut counts: Vec<(usize, usize)> =
        candidates.map(|(index, figure)| (figure.names.len(), index)).collect();
    counts.sort_by(|one, other| other.0.cmp(&one.0).then(one.1.cmp(&other.1)));
    let &(count, figure) = counts.first()?;
    let second = counts.get(1).map_or(0, |other| other.0);
    (count >= 3 && count >= 2 * second).then_some(figure)
}

/// True for bodies of state, press and learning, which nobody calls a company.
fn is_public(figure: &Figure) -> bool {
    figure.words.iter().any(|word| {
        let traits = lexicon::traits(word);
        let company =
            matches!(word.as_str(), "company" | "corporation" | "bank" | "group" | "energy" | "motors");
        traits.has_any(&[Trait::Place, Trait::Nationality, Trait::Portfolio])
            || (traits.has_any(&[Trait::Body, Trait::Official]) && !company)
    }) || figure.words.len() == 1 && figure.words[0].len() <= 4
}

fn stem(word: &str) -> &str {
    let end = word.char_indices().nth(5).map_or(word.len(), |(at, _)| at);
    &word[..end]
}

/// Words in names of bodies that a noun can stand for.
fn body_words(noun: &str) -> Option<&'static [&'static str]> {
    Some(match noun {
        "agency" | "bureau" | "department" => &[
            "agency",
            "department",
            "bureau",
            "administration",
            "office",
            "service",
            "commission",
            "fbi",
            "cia",
            "epa",
            "irs",
            "nsa",
            "dea",
        ],
        "newspaper" | "paper" | "publication" | "outlet" => &[
            "times",
            "post",
            "journal",
            "herald",
            "tribune",
            "gazette",
            "courier",
            "chronicle",
            "observer",
            "guardian",
            "telegraph",
            "examiner",
            "inquirer",
            "sentinel",
            "dispatch",
            "globe",
            "news",
            "register",
            "mail",
            "standard",
        ],
        "magazine" | "website" | "site" => &["magazine", "review", "weekly", "buzzfeed", "politico"],
        "network" | "channel" | "broadcaster" => &[
            "news",
            "television",
            "tv",
            "network",
            "cnn",
            "bbc",
            "nbc",
            "cbs",
            "abc",
            "msnbc",
            "fox",
            "radio",
        ],
        "company" | "firm" | "corporation" | "manufacturer" | "maker" => &[
            "company",
            "corporation",
            "corp",
            "inc",
            "ltd",
            "llc",
            "plc",
            "co",
            "group",
            "holdings",
            "motors",
            "industries",
            "systems",
            "technologies",
            "energy",
            "airlines",
            "electric",
            "partners",
            "laboratories",
            "pharmaceuticals",
        ],
        "airline" | "carrier" => &["airlines", "airways", "air"],
        "bank" | "lender" => &["bank", "bancorp"],
        "union" => &["union", "workers", "brotherhood", "federation", "teamsters", "association"],
        "committee" | "panel" | "subcommittee" => {
            &["committee", "subcommittee", "panel", "commission", "board"]
        }
        "university" | "school" | "college" => &["university", "college", "school", "institute", "academy"],
        "group" | "organization" | "organisation" | "coalition" | "nonprofit" | "charity" => &[
            "association",
            "coalition",
            "alliance",
            "network",
            "fund",
            "foundation",
            "society",
            "league",
            "union",
            "council",
            "center",
        ],
        "center" | "centre" | "institute" => &["center", "centre", "institute", "foundation"],
        "alliance" => &["nato", "alliance", "treaty"],
        "bloc" => &["eu", "union"],
        "court" => &["court", "tribunal"],
        "legislature" => &["legislature", "assembly", "parliament", "congress", "senate"],
        "team" | "club" => &["club", "united", "fc"],
        "hospital" | "clinic" => &["hospital", "clinic"],
        "police" | "force" => &["police"],
        _ => return None,
    })
}

/// One word for the forms of an office.
pub(super) fn canonical(lower: &str) -> &str {
    match lower.trim_end_matches('.') {
        "sen" | "sens" => "senator",
        "gov" => "governor",
        "rep" | "reps" | "congressman" | "congresswoman" => "representative",
        "attorney" | "counsel" => "lawyer",
        "spokesman" | "spokeswoman" => "spokesperson",
        "chairman" | "chairwoman" | "chairperson" => "chair",
        "nominee" => "candidate",
        "adviser" => "advisor",
        "gen" => "general",
        "businesswoman" => "businessman",
        "mom" | "mum" => "mother",
        "dad" => "father",
        "widow" => "wife",
        "pm" | "premier" => "minister",
        "prof" => "professor",
        bare => bare,
    }
}

fn is_former(lower: &str) -> bool {
    matches!(lower, "former" | "ex" | "onetime" | "then" | "retired")
}

fn content_words<'p>(page: &'p Page, tokens: Range<usize>) -> impl Iterator<Item = usize> + 'p {
    tokens.filter(move |&token| {
        (page.is_noun(token) || matches!(page.tag(token), Tag::JJ | Tag::VBG))
            && page.word(token).chars().any(char::is_alphanumeric)
            && !is_former(page.lower(token))
    })
}
