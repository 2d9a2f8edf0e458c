//! What descriptions such as "the mayor", "her lawyer" or "the newspaper" say, and whom of those named it fits.
//!
//! What a description has in common with a figure are words of the article: the figure's titles, offices
//! and appositions, or the words of a body's name. How much that weighs, the ranker decides.

use std::ops::Range;

use super::figures::{Figure, Figures};
use super::lexicon::Trait;
use super::page::Page;
use super::roles::Role;
use super::{bodies, seats};
use crate::syntax::{Entity, Tag};

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

/// Every definite description of an article that may stand for somebody named.
pub(super) fn definite_ones(page: &Page, figures: &Figures) -> impl Iterator<Item = Description> {
    let describes = |head: &usize| {
        page.tag(*head) == Tag::NN
            && page.has_any(*head, &[Trait::Person, Trait::Relative, Trait::Body])
            && figures.name_at(*head).is_none()
            // "shook her head"
            && (page.lower(*head) != "head" || page.lower_at(Some(*head + 1)) == "of")
            && !(*head + 1 < page.len() && page.is_noun(*head + 1))
    };
    (0..page.len())
        .filter(describes)
        .map(|head| Description { tokens: phrase_start(page, head)..head + 1, head })
        .filter(|description| definiteness(page, description) > 0.0)
        .collect::<Vec<_>>()
        .into_iter()
}

/// How definite a description is: 3 for "the mayor", 2 for "Lee's lawyer", 1 for a bare noun at the head of
/// the article or with "of", 0 for any other bare noun, -1 for "a lawyer".
pub(super) fn definiteness(page: &Page, description: &Description) -> f32 {
    let start = description.tokens.start;
    let before = start.checked_sub(1);
    if is_indefinite(page, description) {
        return -1.0;
    }
    let mut core = start..description.head;
    let first = page.lower(start);
    if matches!(first, "the" | "this" | "that") || page.lower_at(before) == "the" {
        3.0
    } else if core.any(|token| page.tag(token) == Tag::PRP_S || page.is_possessive_ending(token)) {
        2.0
    } else if page.sentence(start) < 3 || page.lower_at(Some(description.head + 1)) == "of" {
        1.0
    } else {
        0.0
    }
}

/// The figures that have the noun of a description, or a word of its kind, in their name or roles.
pub(super) fn sharing_words(page: &Page, figures: &Figures, head: usize) -> Vec<usize> {
    let lower = page.lower(head);
    let plural = format!("{lower}s");
    figures.with_words(bodies::words_of_kind(lower).chain([canonical(lower), lower, plural.as_str()]))
}

/// True for words for people who are often brought in without a name.
pub(super) fn speaks_for_others(lower: &str) -> bool {
    listed(SPEAK_FOR_OTHERS, lower)
}

/// Words for people who are often brought in without a name.
const SPEAK_FOR_OTHERS: &str = "spokesman spokeswoman spokesperson judge officer agent deputy";

/// Words besides titles that papers use for somebody just named.
const STAND_FOR_THE_NAMED: &str = "strategist businessman businesswoman billionaire actor singer author candidate lawmaker \
     congressman activist economist executive republican democrat";

fn listed(words: &str, word: &str) -> bool {
    words.split(' ').any(|one| one == word)
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

fn is_indefinite(page: &Page, description: &Description) -> bool {
    let start = description.tokens.start;
    matches!(page.lower(start), "a" | "an" | "one" | "another" | "some" | "no")
        || matches!(page.lower_at(start.checked_sub(1)), "a" | "an")
}

/// What a description asks of a person.
pub(super) struct Wanted {
    head: String,
    pub(super) modifiers: Vec<String>,
    former: bool,
}

impl Wanted {
    pub(super) fn read(page: &Page, description: &Description) -> Self {
        let head = page.lower(description.head);
        Wanted {
            head: canonical(head).to_owned(),
            modifiers: content_words(page, description.tokens.clone())
                .filter(|&token| token != description.head)
                .map(|token| canonical(page.lower(token)).to_owned())
                .collect(),
            former: description.tokens.clone().any(|token| is_former(page.lower(token))),
        }
    }

    /// How well the best of a figure's roles fits.
    pub(super) fn best_role(&self, page: &Page, figure: &Figure) -> Option<f32> {
        figure.roles.iter().filter_map(|role| self.fit_role(page, role)).max_by(f32::total_cmp)
    }

    /// How many of the modifiers stand in a figure's roles.
    pub(super) fn modifiers_in_roles(&self, page: &Page, figure: &Figure) -> usize {
        let said = |word: &String| {
            figure.words.contains(word)
                || figure
                    .roles
                    .iter()
                    .any(|role| role.tokens.clone().any(|token| canonical(page.lower(token)) == word))
        };
        self.modifiers.iter().filter(|word| said(word)).count()
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
