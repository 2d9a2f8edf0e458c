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
use super::{bodies, seats};
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

/// No phrase has more words than this before its noun.
const MOST_WORDS: usize = 64;

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

/// Words for people who are often brought in without a name.
const SPEAK_FOR_OTHERS: &str = "spokesman spokeswoman spokesperson judge officer agent deputy";

/// Words besides titles that papers use for somebody just named.
const STAND_FOR_THE_NAMED: &str = "strategist businessman businesswoman billionaire actor singer author candidate lawmaker \
     congressman activist economist executive republican democrat";

fn listed(words: &str, word: &str) -> bool {
    words.split(' ').any(|one| one == word)
}

/// True for a description that can stand for somebody just named, as a pronoun can: "the Harbour
/// Party nominee".
pub(super) fn is_anaphoric(page: &Page, figures: &Figures, description: &Description) -> bool {
    let head = description.head;
    let lower = page.lower(head);
    let spokesman = listed(SPEAK_FOR_OTHERS, lower);
    let office = page.has(head, Trait::Title) || listed(STAND_FOR_THE_NAMED, lower);
    let named = (head.saturating_sub(2000)..head).any(|token| {
        page.lower(token) == lower
            && page.tag(token) == Tag::NN
            && matches!(page.lower(phrase_start(page, token)), "a" | "an")
    });
    page.tag(head) != Tag::NNS
        && office
        && !spokesman
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
    let any_may_be = listed(STAND_FOR_THE_NAMED, wanted);
    !any_may_be
        && figure
            .roles
            .iter()
            .any(|role| page.has(role.head, Trait::Title) && canonical(page.lower(role.head)) != wanted)
}

/// The first word of the phrase that ends with a noun.
pub(super) fn phrase_start(page: &Page, head: usize) -> usize {
    let sentence = page.sentence_tokens(head);
    let earliest = sentence.start.max(head.saturating_sub(MOST_WORDS));
    let mut start = head;
    while start > earliest
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
    if page.has(head, Trait::Body) || bodies::is_kind(lower) {
        return bodies::tie(page, figures, description, definite);
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
    let mut core = start..description.head;
    let possessive = core.any(|token| page.tag(token) == Tag::PRP_S || page.is_possessive_ending(token));
    let of_somebody = page.lower_at(Some(description.head + 1)) == "of";
    article || possessive || (!indefinite && (page.sentence(start) < 3 || of_somebody))
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
pub(super) fn nearness(page: &Page, figures: &Figures, figure: &Figure, token: usize) -> f32 {
    let until = figure.names.partition_point(|&name| figures.names[name].tokens.end <= token + 1);
    let last = until.checked_sub(1).map(|last| figures.names[figure.names[last]].tokens.end - 1);
    match last {
        Some(last) => 0.5 - 0.05 * (page.sentence(token) - page.sentence(last)).min(10) as f32,
        None => {
            let first = figure.names.first().map_or(token, |&name| figures.names[name].tokens.start);
            -0.2 - 0.03 * (page.sentence(first).saturating_sub(page.sentence(token))).min(10) as f32
        }
    }
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

pub(super) fn content_words<'p>(page: &'p Page, tokens: Range<usize>) -> impl Iterator<Item = usize> + 'p {
    tokens.filter(move |&token| {
        (page.is_noun(token) || matches!(page.tag(token), Tag::JJ | Tag::VBG))
            && page.word(token).chars().any(char::is_alphanumeric)
            && !is_former(page.lower(token))
    })
}
