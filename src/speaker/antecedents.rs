//! Who a pronoun stands for.
//!
//! Walks an article from left to right, weighs for each pronoun outside quotation marks the names
//! and phrases before it, and remembers the choice, so that a later pronoun can lean on it.
//! Abstains when two different people are nearly as likely.

use std::collections::{HashMap, HashSet};

use super::SpeakerKind;
use super::descriptions::Tie;
use super::figures::{Bearer, Figure, Figures};
use super::first_names::Gender;
use super::lexicon::Trait;
use super::page::Page;
use super::source;
use crate::syntax::{Relation, Tag};

/// What a pronoun can stand for.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Referent {
    /// A figure, by index.
    Figure(usize),
    /// Several figures, "Ann Lee and Tom Hale".
    Figures(Vec<usize>),
    /// A phrase, by its noun.
    Phrase(usize),
}

/// The choice for one pronoun.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Antecedent {
    pub(super) referent: Referent,
    /// The last token of the mention that decided.
    pub(super) mention: usize,
    /// How far it is ahead of the next, in units of the score.
    pub(super) margin: f32,
    /// How many sentences lie between.
    pub(super) distance: usize,
    /// The referent that came second.
    pub(super) rival: Option<Referent>,
}

/// What a pronoun says of its bearer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// "he", "she"; "the senator", whose gender is open.
    Person(Option<Gender>),
    Plural,
    Thing,
}

/// Something that a pronoun can stand for, where it stands.
#[derive(Clone, Debug)]
struct Mention {
    referent: Referent,
    token: usize,
    gender: Option<Gender>,
    person: bool,
    plural: bool,
    place: bool,
    pronoun: bool,
}

/// Choices by pronoun token.
pub(super) type Antecedents = HashMap<usize, Antecedent>;

/// How many sentences back a pronoun reaches.
const REACH: usize = 9;

/// How many mentions are weighed at most, should a sentence never end.
const MOST: usize = 300;

/// Resolves every pronoun of the third person, and the descriptions in `offices` (their nouns),
/// which can stand for somebody just named. `ties` says which descriptions are known to be whose.
pub(super) fn resolve(
    page: &Page,
    figures: &Figures,
    sources: &SourceMap,
    ties: &HashMap<usize, Tie>,
    offices: &HashSet<usize>,
) -> Antecedents {
    let mentions = collect(page, figures, ties);
    let mut pronouns: Vec<Mention> = Vec::new();
    let mut antecedents = Antecedents::new();
    let mut genders: HashMap<usize, Gender> = HashMap::new();
    for token in 0..page.len() {
        let office = offices.contains(&token).then(|| Form::Person(gender_of_noun(page, token)));
        let Some(form) = form_of(page, token).or(office) else { continue };
        if page.is_quoted(token) && !sources.is_source(token) {
            continue;
        }
        let Some(choice) = choose(page, token, form, [&mentions, &pronouns], sources, &genders) else {
            continue;
        };
        if let (Form::Person(Some(gender)), Referent::Figure(figure)) = (form, &choice.referent) {
            genders.entry(*figure).or_insert(gender);
        }
        pronouns.push(mention_by_pronoun(&choice, token, form));
        antecedents.insert(token, choice);
    }
    antecedents
}

/// Which tokens are sources, and in which order.
#[derive(Debug, Default)]
pub(super) struct SourceMap {
    /// For each token, one more than the rank of the source it belongs to.
    ranks: Vec<u32>,
}

impl SourceMap {
    pub(super) fn new(count: usize, sources: impl Iterator<Item = std::ops::Range<usize>>) -> Self {
        let mut ranks = vec![0; count];
        let mut ordered: Vec<_> = sources.collect();
        ordered.sort_by_key(|tokens| tokens.start);
        ordered.dedup();
        for (rank, tokens) in ordered.into_iter().enumerate() {
            ranks[tokens].fill(rank as u32 + 1);
        }
        SourceMap { ranks }
    }

    fn is_source(&self, token: usize) -> bool {
        self.ranks[token] > 0
    }

    fn rank(&self, token: usize) -> Option<u32> {
        Some(self.ranks[token]).filter(|&rank| rank > 0)
    }
}

fn form_of(page: &Page, token: usize) -> Option<Form> {
    let lower = page.lower(token);
    match lower {
        "he" | "him" | "his" | "himself" => Some(Form::Person(Some(Gender::Male))),
        "she" | "her" | "hers" | "herself" => Some(Form::Person(Some(Gender::Female))),
        "they" | "them" | "their" | "themselves" => Some(Form::Plural),
        "it" | "its" | "itself" => Some(Form::Thing),
        _ => None,
    }
}

fn mention_by_pronoun(choice: &Antecedent, token: usize, form: Form) -> Mention {
    Mention {
        referent: choice.referent.clone(),
        token,
        gender: if let Form::Person(gender) = form { gender } else { None },
        person: matches!(form, Form::Person(_)),
        plural: form == Form::Plural,
        place: false,
        pronoun: true,
    }
}

/// All names and noun phrases, in the order of the text.
fn collect(page: &Page, figures: &Figures, ties: &HashMap<usize, Tie>) -> Vec<Mention> {
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
        let bearer = &figures.figures[figure];
        mentions.push(mention_of(bearer, figure, name.tokens.end - 1));
        mentions.extend(pair(page, figures, index, figure));
    }
    mentions.extend((0..page.len()).filter_map(|token| match ties.get(&token) {
        Some(tie) => Some(mention_of(&figures.figures[tie.figure], tie.figure, token)),
        None => phrase(page, figures, token),
    }));
    mentions.sort_by_key(|mention| mention.token);
    mentions
}

fn mention_of(figure: &Figure, index: usize, token: usize) -> Mention {
    Mention {
        referent: Referent::Figure(index),
        token,
        gender: figure.gender,
        person: figure.person,
        plural: false,
        place: figure.place,
        pronoun: false,
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
            pronoun: false,
        },
    )
}

fn phrase(page: &Page, figures: &Figures, token: usize) -> Option<Mention> {
    if !matches!(page.tag(token), Tag::NN | Tag::NNS | Tag::NNPS | Tag::NNP)
        || figures.name_at(token).is_some()
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
    let kind = source::kind_of(page, token..token + 1, Some(token));
    if kind == SpeakerKind::Other {
        return None;
    }
    let body = page.has(token, Trait::Body) && page.tag(token) == Tag::NN;
    Some(Mention {
        referent: Referent::Phrase(token),
        token,
        gender: gender_of_noun(page, token),
        person: kind == SpeakerKind::UnnamedPerson,
        plural: kind == SpeakerKind::UnnamedGroup && !body,
        place: false,
        pronoun: false,
    })
}

/// The gender that a noun tells: "spokeswoman", "father".
fn gender_of_noun(page: &Page, token: usize) -> Option<Gender> {
    match (page.has(token, Trait::Male), page.has(token, Trait::Female)) {
        (true, false) => Some(Gender::Male),
        (false, true) => Some(Gender::Female),
        _ => None,
    }
}

fn agrees(form: Form, mention: &Mention, gender: Option<Gender>) -> bool {
    match form {
        Form::Person(wanted) => {
            let opposite = matches!((gender, wanted), (Some(one), Some(other)) if one != other);
            mention.person && !mention.plural && !opposite
        }
        Form::Plural => mention.plural || (!mention.person && !mention.place),
        Form::Thing => !mention.person && !mention.plural,
    }
}

fn choose(
    page: &Page,
    pronoun: usize,
    form: Form,
    [mentions, pronouns]: [&[Mention]; 2],
    sources: &SourceMap,
    genders: &HashMap<usize, Gender>,
) -> Option<Antecedent> {
    let sentence = page.sentence(pronoun);
    let before = mentions.partition_point(|mention| mention.token < pronoun);
    let mut best: HashMap<&Referent, (f32, usize)> = HashMap::new();
    let in_reach = |mention: &&Mention| sentence - page.sentence(mention.token) <= REACH;
    let named = mentions[..before].iter().rev().take(MOST).take_while(in_reach);
    let near = named.chain(pronouns.iter().rev().take(MOST).take_while(in_reach));
    let later =
        mentions[before..].iter().take(MOST).take_while(|mention| page.sentence(mention.token) == sentence);
    for mention in
        near.chain(later.filter(|mention| !mention.pronoun && comes_later(page, pronoun, mention.token)))
    {
        let known = if let Referent::Figure(figure) = mention.referent {
            genders.get(&figure).copied()
        } else {
            None
        };
        let gender = mention.gender.or(known);
        if !agrees(form, mention, gender) || are_arguments_of_one_verb(page, pronoun, mention.token) {
            continue;
        }
        let score = score(page, pronoun, form, mention, gender, sources);
        let entry = best.entry(&mention.referent).or_insert((score, mention.token));
        if score > entry.0 {
            *entry = (score, mention.token);
        }
    }
    let mut ranked: Vec<_> = best.into_iter().collect();
    ranked.sort_by(|one, other| other.1.0.total_cmp(&one.1.0).then_with(|| one.0.cmp(other.0)));
    let (referent, (score, mention)) = ranked.first()?;
    let second = ranked.get(1);
    Some(Antecedent {
        referent: (*referent).clone(),
        mention: *mention,
        margin: second.map_or(3.0, |(_, (second, _))| score - second),
        distance: page.sentences_between(pronoun, *mention),
        rival: second.map(|(referent, _)| (*referent).clone()),
    })
}

/// "When she took office, Ann Lee said": the name is the subject of the clause that the pronoun's
/// clause depends on.
fn comes_later(page: &Page, pronoun: usize, name: usize) -> bool {
    let Some(verb) = page.syntax.head(name).filter(|_| page.is_subject(name)) else { return false };
    page.syntax.is_within(pronoun, verb)
        && page
            .syntax
            .ancestors(pronoun)
            .take_while(|&above| above != verb)
            .any(|above| matches!(page.relation(above), Relation::ADVCL | Relation::NMOD) && above < name)
}

fn are_arguments_of_one_verb(page: &Page, pronoun: usize, mention: usize) -> bool {
    // "her lawyer" is not her.
    if page.is_noun(pronoun) && page.syntax.is_within(mention, pronoun) {
        return true;
    }
    let possessive = page.tag(pronoun) == Tag::PRP_S;
    let heads = (page.syntax.head(pronoun), page.syntax.head(mention));
    !possessive && matches!(heads, (Some(one), Some(other)) if one == other && page.tag(one).is_verb())
}

fn score(
    page: &Page,
    pronoun: usize,
    form: Form,
    mention: &Mention,
    gender: Option<Gender>,
    sources: &SourceMap,
) -> f32 {
    let token = mention.token;
    let distance = page.sentences_between(pronoun, token) as f32;
    let mut score = -0.9 * distance.min(1.0) - 0.45 * (distance - 1.0).max(0.0);
    score -= 0.004 * token.abs_diff(pronoun) as f32;
    if page.paragraph(token) == page.paragraph(pronoun) {
        score += 0.3;
    }
    if page.is_subject(token) {
        score += 0.9;
    } else if opens_sentence(page, token) {
        score += 0.5;
    } else if is_inside_name_phrase(page, token) {
        score -= 0.6;
    }
    if page.is_quoted(token) && !page.is_quoted(pronoun) {
        score -= 1.6;
    }
    if page.is_heading(page.sentence(token)) {
        score -= 0.4;
    }
    if let Some(rank) = sources.rank(token) {
        score += 0.5;
        if sources.rank(pronoun).is_some_and(|own| own == rank + 1) {
            score += if distance < 2.0 { 0.6 } else { 0.2 };
        }
    }
    if mention.pronoun {
        score += 0.3;
    }
    match form {
        Form::Person(_) => score += if gender.is_some() { 0.6 } else { 0.0 },
        Form::Plural => score += if mention.plural { 0.7 } else { 0.0 },
        Form::Thing => score += if mention.place { -0.8 } else { 0.0 },
    }
    if matches!(mention.referent, Referent::Phrase(_)) {
        score -= if sources.rank(token).is_some() { 0.2 } else { 0.7 };
    }
    score
}

/// True for the name that a sentence opens with, whatever the parser makes of it.
fn opens_sentence(page: &Page, token: usize) -> bool {
    let start = page.sentence_tokens(token).start;
    token - start < 5 && (start..=token).all(|word| page.is_noun(word) && page.is_capitalised(word))
}

/// True for a name that only says whose or which: "Lee" in "Lee's lawyer".
fn is_inside_name_phrase(page: &Page, token: usize) -> bool {
    matches!(page.relation(token), Relation::NMOD_POSS | Relation::COMPOUND)
        || token + 1 < page.len() && page.is_possessive_ending(token + 1)
}
