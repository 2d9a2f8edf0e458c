//! For whom the pronouns and descriptions of an article stand.
//!
//! Walks the article from left to right, gathers for each pronoun and description the referents that it
//! may stand for, lets the ranker weigh them, and remembers the choice, so that a later one can lean on
//! it. Where no candidate is likely enough, or two are nearly as likely, none is chosen.

use std::collections::HashMap;
use std::ops::Range;

use super::anaphors::{Anaphor, Candidate, Context, Form};
use super::bodies;
use super::descriptions::{self, Description, Wanted};
use super::discourse::{Discourse, Manner, Seen};
use super::features;
use super::first_names::Gender;
use super::lexicon::Trait;
use super::mentions::{self, Mention, Referent};
use super::page::Page;
use super::ranker;
use super::reading::Reading;
use super::source;
use crate::syntax::{Relation, Tag};

/// The choice for one pronoun or description.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Antecedent {
    pub(super) referent: Referent,
    /// The last token of the mention that decided.
    pub(super) mention: usize,
    /// The chance that this is the one, 0 to 1.
    pub(super) chance: f32,
    /// How far it is ahead of the next.
    pub(super) margin: f32,
    /// How many sentences lie between.
    pub(super) distance: usize,
    /// The referent that came second.
    pub(super) rival: Option<Referent>,
}

/// Choices by the token of the pronoun, or of the description's noun.
pub(super) type Antecedents = HashMap<usize, Antecedent>;

/// Gives each candidate its chance.
pub(super) type Judge<'j> = dyn FnMut(&Anaphor, &[Candidate], &[Vec<f32>]) -> Vec<f32> + 'j;

/// How many named referents, pairs and phrases are weighed for one anaphor at most, the latest first.
const MOST_NAMED: usize = 20;
const MOST_PAIRS: usize = 3;
const MOST_PHRASES: usize = 5;
/// How far back referents are looked for, in mentions, however few of them agree.
const MOST_LOOKED_AT: usize = 200;
/// Phrases further back than this many sentences are not meant.
const PHRASE_REACH: usize = 4;
/// How many named only later are weighed at most.
const MOST_LATER: usize = 3;
/// How many that share a word with a description are weighed beyond the latest.
const MOST_BY_WORD: usize = 12;

/// Resolves every pronoun of the third person and every description that may stand for somebody named.
/// `readings` are the sources' words, with the tokens of each.
pub(super) fn resolve(
    context: Context,
    readings: &[(Range<usize>, &Reading)],
    judge: &mut Judge,
) -> Antecedents {
    Walk::new(context, readings).run(judge)
}

struct Walk<'c, 'a> {
    context: Context<'c, 'a>,
    discourse: Discourse,
    mentions: Vec<Mention>,
    /// The descriptions to resolve, by their noun.
    descriptions: HashMap<usize, Range<usize>>,
    /// The tokens that decide who a source is, with its rank.
    deciding: HashMap<usize, u32>,
    antecedents: Antecedents,
}

impl<'c, 'a> Walk<'c, 'a> {
    fn new(context: Context<'c, 'a>, readings: &[(Range<usize>, &Reading)]) -> Self {
        let Context { page, figures, sources } = context;
        let mut descriptions: HashMap<usize, Range<usize>> = descriptions::definite_ones(page, figures)
            .filter(|found| !figures.beside.contains_key(&found.head))
            .map(|found| (found.head, found.tokens))
            .collect();
        let mut deciding = HashMap::new();
        for (tokens, reading) in readings {
            let Some(rank) = sources.rank(tokens.start) else { continue };
            let token = match reading {
                Reading::Name(name) | Reading::NameAndOthers(name, _) => figures.names[*name].tokens.end - 1,
                Reading::Pronoun(token) => *token,
                Reading::Description(_, Some(head)) if figures.beside.contains_key(head) => {
                    let figure = &figures.figures[figures.beside[head]];
                    let beside = figure.names.iter().map(|&name| figures.names[name].tokens.end - 1);
                    beside.min_by_key(|token| token.abs_diff(*head)).unwrap_or(*head)
                }
                Reading::Description(_, Some(head)) => {
                    descriptions.insert(*head, tokens.start..(*head + 1).max(tokens.start + 1));
                    *head
                }
                Reading::Names(names) => {
                    names.last().map_or(tokens.start, |&name| figures.names[name].tokens.end - 1)
                }
                _ => continue,
            };
            deciding.insert(token, rank);
        }
        let mentions = mentions::collect(page, figures);
        Walk {
            context,
            discourse: Discourse::default(),
            mentions,
            descriptions,
            deciding,
            antecedents: HashMap::new(),
        }
    }

    fn run(mut self, judge: &mut Judge) -> Antecedents {
        let page = self.context.page;
        let mut next = 0;
        for token in 0..page.len() {
            let chosen = self.anaphor(token).and_then(|anaphor| self.choose(&anaphor, judge));
            let mut track = None;
            if let Some((antecedent, manner, gender)) = chosen {
                let known = self.discourse.track_of(&antecedent.referent);
                if let Some(known) = known {
                    self.discourse.see(known, Seen { token, manner });
                    let own = &mut self.discourse.tracks[known];
                    own.gender = own.gender.or(gender);
                    track = Some(known);
                }
                self.antecedents.insert(token, antecedent);
            }
            while let Some(mention) = self.mentions.get(next).filter(|mention| mention.token <= token) {
                next += 1;
                // A description that stands for somebody is no referent of its own.
                if matches!(mention.referent, Referent::Phrase(_)) && track.is_some() {
                    continue;
                }
                let own = self.discourse.mention(mention);
                track = track.or(Some(own));
            }
            if let (Some(track), Some(&rank)) = (track, self.deciding.get(&token)) {
                self.discourse.speaks(track, rank);
            }
        }
        self.antecedents
    }

    fn anaphor(&self, token: usize) -> Option<Anaphor> {
        let page = self.context.page;
        if page.is_quoted(token) && !self.context.sources.is_source(token) {
            return None;
        }
        let lower = page.lower(token);
        let pair =
            (source::is_pair(page, token) && self.deciding.contains_key(&token)).then_some(Form::Plural);
        if let Some(form) = form_of(lower).or(pair) {
            let gender = if let Form::Person(gender) = form { Some(gender) } else { None };
            return Some(Anaphor { token, form, tokens: token..token + 1, gender });
        }
        let tokens = self.descriptions.get(&token)?.clone();
        Some(Anaphor {
            token,
            form: Form::Description,
            tokens,
            gender: mentions::gender_of_noun(page, token),
        })
    }

    fn choose(&self, anaphor: &Anaphor, judge: &mut Judge) -> Option<(Antecedent, Manner, Option<Gender>)> {
        let candidates = self.candidates(anaphor);
        if candidates.is_empty() {
            return None;
        }
        let rows = features::of_all(self.context, &self.discourse, anaphor, &candidates);
        let chances = judge(anaphor, &candidates, &rows);
        let mut order: Vec<usize> = (0..candidates.len()).collect();
        order.sort_by(|&one, &other| {
            chances[other]
                .total_cmp(&chances[one])
                .then_with(|| candidates[one].referent.cmp(&candidates[other].referent))
        });
        let best = order[0];
        let second = order.get(1);
        let ahead = chances[best] - second.map_or(0.0, |&second| chances[second]);
        let is_description = anaphor.form == Form::Description;
        let manner = if is_description { Manner::Description } else { Manner::Pronoun };
        if is_description && !ranker::stands_for_somebody(chances[best], ahead) {
            return None;
        }
        let rival = second.map(|&second| &candidates[second]);
        if is_description && rival.is_some_and(|rival| self.is_undecided(anaphor, &candidates[best], rival)) {
            return None;
        }
        let antecedent = Antecedent {
            referent: candidates[best].referent.clone(),
            mention: candidates[best].mention,
            chance: chances[best],
            margin: ahead,
            distance: self.context.page.sentences_between(anaphor.token, candidates[best].mention),
            rival: second.map(|&second| candidates[second].referent.clone()),
        };
        Some((antecedent, manner, anaphor.gender))
    }

    fn candidates(&self, anaphor: &Anaphor) -> Vec<Candidate<'_>> {
        let page = self.context.page;
        let mut candidates: Vec<Candidate> = Vec::new();
        let (mut named, mut pairs, mut phrases) = (0, 0, 0);
        for index in self.discourse.latest().take(MOST_LOOKED_AT) {
            let track = &self.discourse.tracks[index];
            let Some(last) = track.seen.last() else { continue };
            let (count, most) = match track.referent {
                Referent::Figure(_) => (&mut named, MOST_NAMED),
                Referent::Figures(_) => (&mut pairs, MOST_PAIRS),
                Referent::Phrase(_) => (&mut phrases, MOST_PHRASES),
            };
            if *count >= most
                || !self.fits(
                    anaphor,
                    &track.referent,
                    [track.person, track.plural, track.place],
                    track.gender,
                )
            {
                continue;
            }
            let is_phrase = matches!(track.referent, Referent::Phrase(_));
            if is_phrase && page.sentences_between(last.token, anaphor.token) > PHRASE_REACH
                || are_arguments_of_one_verb(page, anaphor, last.token)
            {
                continue;
            }
            *count += 1;
            candidates.push(Candidate {
                referent: track.referent.clone(),
                track: Some(track),
                mention: last.token,
                gender: track.gender,
                index: if let Referent::Figure(figure) = track.referent { Some(figure) } else { None },
            });
        }
        if anaphor.form == Form::Plural {
            self.add_latest_two(&mut candidates);
        }
        self.add_later(anaphor, &mut candidates);
        if anaphor.form == Form::Description {
            self.add_by_word(anaphor, &mut candidates);
            let owner = self.owner(anaphor);
            candidates.retain(|candidate| Some(&candidate.referent) != owner.as_ref());
            self.keep_fitting(anaphor, &mut candidates);
        }
        candidates
    }

    /// Whose a description is, who is not the one described: "his father", "Lee's lawyer".
    fn owner(&self, anaphor: &Anaphor) -> Option<Referent> {
        let page = self.context.page;
        let owner = anaphor
            .tokens
            .clone()
            .take_while(|&token| token < anaphor.token)
            .find(|&token| page.tag(token) == Tag::PRP_S || page.is_possessive_ending(token + 1))?;
        match self.antecedents.get(&owner) {
            Some(antecedent) => Some(antecedent.referent.clone()),
            None => self.context.figures.figure_at(owner).map(Referent::Figure),
        }
    }

    /// The two people who were spoken of last, though no "and" joins them.
    fn add_latest_two<'w>(&'w self, candidates: &mut Vec<Candidate<'w>>) {
        let people = self.discourse.latest().take(MOST_LOOKED_AT).filter_map(|index| {
            let track = &self.discourse.tracks[index];
            match track.referent {
                Referent::Figure(figure) if track.person => Some((figure, track)),
                _ => None,
            }
        });
        let [(one, last), (other, before)] = people.take(2).collect::<Vec<_>>()[..] else { return };
        let mut figures = vec![one, other];
        figures.sort_by_key(|&figure| self.context.figures.figures[figure].fullest.start);
        let referent = Referent::Figures(figures);
        let (Some(mention), false) =
            (last.seen.last(), candidates.iter().any(|candidate| candidate.referent == referent))
        else {
            return;
        };
        candidates.push(Candidate {
            referent,
            track: Some(before),
            mention: mention.token,
            gender: None,
            index: None,
        });
    }

    /// Those who are named only after the anaphor, in its sentence or the next.
    fn add_later(&self, anaphor: &Anaphor, candidates: &mut Vec<Candidate<'_>>) {
        let page = self.context.page;
        let sentence = page.sentence(anaphor.token);
        let from = self.mentions.partition_point(|mention| mention.token <= anaphor.token);
        let near =
            self.mentions[from..].iter().take_while(|mention| page.sentence(mention.token) <= sentence + 1);
        let mut count = 0;
        for mention in near.take(MOST_LOOKED_AT) {
            let Referent::Figure(figure) = mention.referent else { continue };
            let known = candidates.iter().any(|candidate| candidate.referent == mention.referent);
            if known
                || self.discourse.track_of(&mention.referent).is_some()
                || !self.fits(
                    anaphor,
                    &mention.referent,
                    [mention.person, mention.plural, mention.place],
                    mention.gender,
                )
                || are_arguments_of_one_verb(page, anaphor, mention.token)
            {
                continue;
            }
            candidates.push(Candidate {
                referent: mention.referent.clone(),
                track: None,
                mention: mention.token,
                gender: mention.gender,
                index: Some(figure),
            });
            count += 1;
            if count == MOST_LATER {
                return;
            }
        }
    }

    /// Those of whom the article says a word of the description, wherever it names them.
    fn add_by_word<'w>(&'w self, anaphor: &Anaphor, candidates: &mut Vec<Candidate<'w>>) {
        let Context { page, figures, .. } = self.context;
        let by_word = descriptions::sharing_words(page, figures, anaphor.token);
        for index in by_word.into_iter().take(MOST_BY_WORD) {
            let referent = Referent::Figure(index);
            let figure = &figures.figures[index];
            let own =
                figures.name_at(anaphor.token).is_some_and(|name| figure.names.binary_search(&name).is_ok());
            if own
                || candidates.iter().any(|candidate| candidate.referent == referent)
                || !self.fits(anaphor, &referent, [figure.person, false, figure.place], figure.gender)
            {
                continue;
            }
            let track = self.discourse.track_of(&referent).map(|track| &self.discourse.tracks[track]);
            let mention =
                track.and_then(|track| track.seen.last()).map_or(figure.fullest.end - 1, |seen| seen.token);
            candidates.push(Candidate {
                referent,
                track,
                mention,
                gender: figure.gender,
                index: Some(index),
            });
        }
    }

    /// Where the article gives somebody the very office that the description names, nobody else is meant.
    fn keep_fitting(&self, anaphor: &Anaphor, candidates: &mut Vec<Candidate<'_>>) {
        const SAME_OFFICE: f32 = 1.0;
        if !self.context.page.has(anaphor.token, Trait::Title) {
            return;
        }
        let fits = |one: &Candidate| self.role_fit(anaphor, one).is_some_and(|fit| fit >= SAME_OFFICE);
        if candidates.iter().any(fits) {
            candidates.retain(fits);
        }
    }

    /// How well a role of the candidate fits a description.
    fn role_fit(&self, anaphor: &Anaphor, candidate: &Candidate) -> Option<f32> {
        let Context { page, figures, .. } = self.context;
        let description = Description { tokens: anaphor.tokens.clone(), head: anaphor.token };
        Wanted::read(page, &description).best_role(page, &figures.figures[candidate.index?])
    }

    /// Two of one office, named in one sentence: nothing says which of them is meant.
    fn is_undecided(&self, anaphor: &Anaphor, one: &Candidate, other: &Candidate) -> bool {
        let page = self.context.page;
        page.sentence(one.mention) == page.sentence(other.mention)
            && self.role_fit(anaphor, one).is_some_and(|fit| self.role_fit(anaphor, other) == Some(fit))
    }

    fn fits(
        &self,
        anaphor: &Anaphor,
        referent: &Referent,
        [person, plural, place]: [bool; 3],
        gender: Option<Gender>,
    ) -> bool {
        let opposite = matches!((gender, anaphor.gender), (Some(one), Some(other)) if one != other);
        match anaphor.form {
            Form::Person(_) => person && !plural && !opposite,
            Form::Plural => plural || (!person && !place),
            Form::Thing => !person && !plural,
            Form::Description => {
                let page = self.context.page;
                let noun = anaphor.token;
                // "Lee's family" is none of its members.
                let of_person = page.has_any(noun, &[Trait::Person, Trait::Relative, Trait::Title])
                    && !page.has(noun, Trait::Collective);
                let Referent::Figure(figure) = referent else { return false };
                let figure = &self.context.figures.figures[*figure];
                // "the ministers" are not one of them.
                let several = matches!(page.tag(noun), Tag::NNS | Tag::NNPS);
                // "the gallery" is the Dunmere Gallery, but "the promise" is nobody.
                let of_body = page.has_any(noun, &[Trait::Body, Trait::Document])
                    || bodies::noun_in_name(&figure.words, page.lower(noun));
                !opposite
                    && (if person { of_person && !several } else { of_body })
                    && !descriptions::contradicts(page, figure, anaphor.tokens.clone())
            }
        }
    }
}

fn form_of(lower: &str) -> Option<Form> {
    match lower {
        "he" | "him" | "his" | "himself" => Some(Form::Person(Gender::Male)),
        "she" | "her" | "hers" | "herself" => Some(Form::Person(Gender::Female)),
        "they" | "them" | "their" | "themselves" => Some(Form::Plural),
        "it" | "its" | "itself" => Some(Form::Thing),
        _ => None,
    }
}

fn are_arguments_of_one_verb(page: &Page, anaphor: &Anaphor, mention: usize) -> bool {
    let token = anaphor.token;
    // "her lawyer" is not her.
    if anaphor.form == Form::Description
        && (anaphor.tokens.contains(&mention) || page.syntax.is_within(mention, token))
    {
        return true;
    }
    // "Lee defended herself": a reflexive is just what the subject is.
    let reflexive = page.lower(token).ends_with("self") || page.lower(token).ends_with("selves");
    if page.tag(token) == Tag::PRP_S || reflexive {
        return false;
    }
    let heads = (page.syntax.head(token), page.syntax.head(mention));
    let same_verb = matches!(heads, (Some(one), Some(other)) if one == other && page.tag(one).is_verb());
    // "As for Lee, she ...": only subject and object of one verb are two.
    let object = |token: usize| matches!(page.relation(token), Relation::DOBJ | Relation::IOBJ);
    same_verb && (page.is_subject(token) && object(mention) || object(token) && page.is_subject(mention))
}
