//! What an article speaks of, where it stands: its names, pairs of names, and noun phrases for people,
//! bodies and documents.
//!
//! Comes in: the names of an article. Goes out: [`Mention`]s in the order of the text. Pronouns and
//! descriptions that stand for one of them are no business of this file.

use super::figures::{Bearer, Figure, Figures};
use super::first_names::Gender;
use super::kinds;
use super::lexicon::Trait;
use super::page::Page;
use super::resolution::SpeakerKind;
use crate::syntax::{Relation, Tag};

/// Whom or what a mention stands for.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Referent {
    /// A named person or body, by index.
    Figure(usize),
    /// Several, "Ann Lee and Tom Hale".
    Figures(Vec<usize>),
    /// A phrase, by its noun.
    Phrase(usize),
}

/// A mention where it stands.
#[derive(Clone, Debug)]
pub(super) struct Mention {
    pub(super) referent: Referent,
    /// Its last token; of a phrase, its noun.
    pub(super) token: usize,
    pub(super) gender: Option<Gender>,
    pub(super) person: bool,
    pub(super) plural: bool,
    pub(super) place: bool,
}

/// All names and noun phrases, in the order of the text.
pub(super) fn collect(page: &Page, figures: &Figures) -> Vec<Mention> {
    let mut mentions: Vec<Mention> = Vec::new();
    for (index, name) in figures.names.iter().enumerate() {
        let Bearer::One(figure) = figures.bearers[index] else { continue };
        if name.place
            && page.text(name.tokens.clone()).chars().all(|letter| !letter.is_lowercase())
            && name.tokens.start > 0
        {
            // A dateline is where the reporter sat.
            continue;
        }
        mentions.push(named(&figures.figures[figure], figure, name.tokens.end - 1));
        mentions.extend(pair(page, figures, index, figure));
    }
    mentions.extend((0..page.len()).filter_map(|token| phrase(page, figures, token)));
    mentions.sort_by_key(|mention| mention.token);
    mentions
}

fn named(figure: &Figure, index: usize, token: usize) -> Mention {
    Mention {
        referent: Referent::Figure(index),
        token,
        gender: figure.gender,
        person: figure.person,
        plural: false,
        place: figure.place,
    }
}

/// "Ann Lee and Tom Hale", from the first of the two.
fn pair(page: &Page, figures: &Figures, index: usize, figure: usize) -> Option<Mention> {
    let name = &figures.names[index];
    let next = figures.names.get(index + 1)?;
    let joined = page.lower_at(Some(name.tokens.end)) == "and" && next.whole().start == name.tokens.end + 1;
    let Bearer::One(other) = figures.bearers[index + 1] else { return None };
    (joined && figure != other && figures.figures[figure].person == figures.figures[other].person).then(
        || Mention {
            referent: Referent::Figures(vec![figure, other]),
            token: next.tokens.end - 1,
            gender: None,
            person: true,
            plural: true,
            place: false,
        },
    )
}

fn phrase(page: &Page, figures: &Figures, token: usize) -> Option<Mention> {
    if !matches!(page.tag(token), Tag::NN | Tag::NNS | Tag::NNPS | Tag::NNP)
        || figures.name_at(token).is_some()
        || figures.beside.contains_key(&token)
    {
        return None;
    }
    let next = (token + 1).min(page.len() - 1);
    let inner = page.is_noun(next) && next > token || page.relation(token) == Relation::COMPOUND;
    let title = (token + 1..(token + 3).min(page.len()))
        .any(|later| figures.name_at(later).is_some_and(|name| figures.names[name].title.contains(&token)));
    if inner || title {
        return None;
    }
    let kind = kinds::kind_of(page, token..token + 1, Some(token));
    if kind == SpeakerKind::Other {
        return None;
    }
    let body = page.has(token, Trait::Body) && page.tag(token) == Tag::NN;
    Some(Mention {
        referent: Referent::Phrase(token),
        token,
        gender: gender_of_noun(page, token),
        person: kind == SpeakerKind::UnnamedPerson,
        plural: matches!(kind, SpeakerKind::UnnamedGroup | SpeakerKind::NamedGroup) && !body,
        place: false,
    })
}

/// The gender that a noun tells: "spokeswoman", "father".
pub(super) fn gender_of_noun(page: &Page, token: usize) -> Option<Gender> {
    match (page.has(token, Trait::Male), page.has(token, Trait::Female)) {
        (true, false) => Some(Gender::Male),
        (false, true) => Some(Gender::Female),
        _ => None,
    }
}
