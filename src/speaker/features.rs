//! What speaks for and against a referent as the one that a pronoun or a description stands for.
//!
//! Comes in: an anaphor, a candidate, and the discourse up to there. Goes out: one number for each of the
//! feature names; what they weigh together, the ranker has learned.

use std::ops::Range;

use super::anaphors::{Anaphor, Candidate, Context, Form};
use super::bodies;
use super::descriptions::{self, Description, Wanted};
use super::discourse::{Discourse, Manner, Seen};
use super::feature_names::COUNT;
use super::figures::Figure;
use super::lexicon::Trait;
use super::mentions::Referent;
use super::page::Page;
use super::seats;
use crate::syntax::{Relation, Tag};

/// Beyond this a distance says no more.
const FAR: f32 = 40.0;

/// The features of each candidate, in their order.
pub(super) fn of_all(
    context: Context,
    discourse: &Discourse,
    anaphor: &Anaphor,
    candidates: &[Candidate],
) -> Vec<Vec<f32>> {
    let shared = Shared::new(context, anaphor, candidates);
    candidates
        .iter()
        .enumerate()
        .map(|(place, candidate)| shared.values(discourse, place, candidate))
        .collect()
}

/// What is the same for all candidates of one anaphor.
struct Shared<'s, 'c, 'a> {
    context: Context<'c, 'a>,
    anaphor: &'s Anaphor,
    candidates: &'s [Candidate<'s>],
    sentence: usize,
    paragraph: usize,
    /// The rank that the next source has.
    rank: u32,
    is_source: bool,
    /// For each candidate its last mention outside quotation marks.
    narrated: Vec<Option<usize>>,
    names: u32,
    wanted: Option<Wanted>,
    definite: f32,
    possessor: Option<usize>,
}

impl<'s, 'c, 'a> Shared<'s, 'c, 'a> {
    fn new(context: Context<'c, 'a>, anaphor: &'s Anaphor, candidates: &'s [Candidate<'s>]) -> Self {
        let page = context.page;
        let own_rank = context.sources.rank(anaphor.token);
        let narrated = candidates
            .iter()
            .map(|candidate| {
                let seen = candidate.track?.seen.iter().rev().take(MOST_SEEN);
                seen.map(|seen| seen.token).find(|&token| !page.is_quoted(token))
            })
            .collect();
        let description = Description { tokens: anaphor.tokens.clone(), head: anaphor.token };
        let is_description = anaphor.form == Form::Description;
        Shared {
            context,
            anaphor,
            candidates,
            sentence: page.sentence(anaphor.token),
            paragraph: page.paragraph(anaphor.token),
            rank: own_rank.unwrap_or_else(|| context.sources.rank_before(anaphor.token)),
            is_source: own_rank.is_some(),
            narrated,
            names: candidates.iter().filter_map(|candidate| candidate.track).map(|track| track.names).sum(),
            wanted: is_description.then(|| Wanted::read(page, &description)),
            definite: if is_description { descriptions::definiteness(page, &description) } else { 0.0 },
            possessor: possessor(context, anaphor),
        }
    }

    fn values(&self, discourse: &Discourse, place: usize, candidate: &Candidate) -> Vec<f32> {
        let mut values = Vec::with_capacity(COUNT);
        self.anaphor_values(&mut values);
        self.distance_values(&mut values, place, candidate);
        self.salience_values(&mut values, place, candidate);
        self.last_values(&mut values, place, candidate);
        self.source_values(&mut values, discourse, candidate);
        self.agreement_values(&mut values, candidate);
        self.rival_values(&mut values, place, candidate);
        self.description_values(&mut values, candidate);
        values.push(self.newcomer_paragraph(candidate));
        let says = self.says_it(discourse, candidate);
        let quoted = self.context.page.is_quoted(self.anaphor.token);
        values.extend([flag(says && quoted), flag(says && !quoted)]);
        values
    }

    /// True when the anaphor is part of what the candidate says: "he" in Lee's own quotation is hardly Lee, in
    /// "Lee said he would go" it is.
    fn says_it(&self, discourse: &Discourse, candidate: &Candidate) -> bool {
        let Some((rank, named)) = self.context.sources.speaker_around(self.anaphor.token) else {
            return false;
        };
        match named {
            Some(figure) => candidate.index == Some(figure),
            None => {
                let speaker = discourse.speaker(rank);
                speaker.is_some() && speaker == discourse.track_of(&candidate.referent)
            }
        }
    }

    fn anaphor_values(&self, values: &mut Vec<f32>) {
        let page = self.context.page;
        let token = self.anaphor.token;
        let form = self.anaphor.form;
        let first = page.document.paragraphs[self.paragraph].sentences.start;
        values.extend([
            flag(matches!(form, Form::Person(_))),
            flag(form == Form::Plural),
            flag(form == Form::Thing),
            flag(form == Form::Description),
            flag(page.tag(token) == Tag::PRP_S),
            flag(page.is_subject(token)),
            flag(page.is_quoted(token)),
            flag(self.is_source),
            ((self.sentence - first) as f32).min(6.0),
            (self.sentence as f32).min(30.0),
        ]);
    }

    fn sentences_to(&self, token: Option<usize>) -> f32 {
        token.map_or(FAR, |token| {
            (self.context.page.sentences_between(token, self.anaphor.token) as f32).min(FAR)
        })
    }

    fn paragraphs_to(&self, token: Option<usize>) -> f32 {
        token.map_or(FAR, |token| {
            (self.paragraph.abs_diff(self.context.page.paragraph(token)) as f32).min(FAR)
        })
    }

    fn distance_values(&self, values: &mut Vec<f32>, place: usize, candidate: &Candidate) {
        let page = self.context.page;
        let last = last_of(candidate);
        let narrated = self.narrated[place];
        let seen = || candidate.track.into_iter().flat_map(|track| track.seen.iter().rev().take(MOST_SEEN));
        let name = seen()
            .find(|seen| seen.manner == Manner::Named && !page.is_quoted(seen.token))
            .map(|seen| seen.token);
        let pronoun = seen().find(|seen| seen.manner == Manner::Pronoun).map(|seen| seen.token);
        let tokens = last.map_or(400.0, |token| (self.anaphor.token.saturating_sub(token) as f32).min(400.0));
        let rank = |of: &dyn Fn(usize) -> Option<usize>| {
            let own = of(place);
            (0..self.candidates.len()).filter(|&other| other != place && of(other) > own).count() as f32
        };
        values.extend([
            self.sentences_to(last),
            self.paragraphs_to(last),
            tokens,
            self.sentences_to(narrated),
            self.paragraphs_to(narrated),
            self.sentences_to(name),
            self.paragraphs_to(name),
            self.sentences_to(pronoun),
            rank(&|other| last_of(&self.candidates[other])),
            rank(&|other| self.narrated[other]),
            rank(&|other| first_of(&self.candidates[other])),
        ]);
    }

    fn salience_values(&self, values: &mut Vec<f32>, place: usize, candidate: &Candidate) {
        let page = self.context.page;
        let names = candidate.track.map_or(0, |track| track.names);
        let near: Vec<&Seen> = candidate
            .track
            .into_iter()
            .flat_map(|track| track.seen.iter().rev().take(MOST_SEEN))
            .filter(|seen| !page.is_quoted(seen.token))
            .collect();
        let in_sentence =
            |back: usize| near.iter().filter(move |seen| page.sentence(seen.token) + back == self.sentence);
        let in_paragraphs = |back: Range<usize>| {
            near.iter().filter(move |seen| {
                back.contains(&(self.paragraph - page.paragraph(seen.token).min(self.paragraph)))
            })
        };
        let first = first_of(candidate);
        let fresh = first.is_some_and(|first| {
            page.paragraph(first) + 2 >= self.paragraph
                && page.sentences_between(first, self.anaphor.token) <= 3
                && first < self.anaphor.token
        });
        let all = candidate.index.map_or(0, |index| self.context.figures.figures[index].names.len());
        values.extend([
            (names as f32).min(FAR),
            names as f32 / self.names.max(1) as f32,
            in_sentence(0).count() as f32,
            in_sentence(1).filter(|seen| is_subject(page, seen.token)).count() as f32,
            in_paragraphs(1..3).count() as f32,
            in_paragraphs(0..1).count() as f32,
            flag(first.is_some_and(|first| page.sentence(first) == 0)),
            flag(fresh),
            self.paragraphs_to(first),
            (all as f32).min(FAR),
        ]);
        debug_assert!(place < self.candidates.len());
    }

    fn last_values(&self, values: &mut Vec<f32>, place: usize, candidate: &Candidate) {
        let page = self.context.page;
        let last = candidate.track.and_then(|track| track.seen.last());
        let narrated = self.narrated[place];
        let is = |token: Option<usize>, test: &dyn Fn(usize) -> bool| flag(token.is_some_and(test));
        let token = last.map(|seen| seen.token);
        let manner = last.map_or(3.0, |seen| match seen.manner {
            Manner::Named => 0.0,
            Manner::Description => 1.0,
            Manner::Pronoun => 2.0,
        });
        let relation = narrated.map_or(9.0, |token| relation_class(page, token));
        values.extend([
            is(token, &|token| is_subject(page, token)),
            is(narrated, &|token| is_subject(page, token)),
            is(narrated, &|token| is_inside_name_phrase(page, token)),
            is(token, &|token| page.is_quoted(token)),
            manner,
            is(narrated, &|token| opens_sentence(page, token)),
            is(narrated, &|token| opens_paragraph(page, token)),
            relation,
        ]);
        let opener =
            candidate.track.into_iter().flat_map(|track| track.seen.iter().rev().take(MOST_SEEN)).find(
                |seen| {
                    seen.manner == Manner::Named
                        && !page.is_quoted(seen.token)
                        && opens_paragraph(page, seen.token)
                },
            );
        values.push(self.paragraphs_to(opener.map(|seen| seen.token)));
    }

    fn source_values(&self, values: &mut Vec<f32>, discourse: &Discourse, candidate: &Candidate) {
        let page = self.context.page;
        let track = candidate.track;
        let last = track.and_then(|track| track.last_spoke);
        let own = track.and_then(|track| discourse.track_of(&track.referent));
        let spoke_before = |back: u32| {
            self.rank
                .checked_sub(back)
                .and_then(|rank| discourse.speaker(rank))
                .is_some_and(|track| Some(track) == own)
        };
        let spoke_at = last.and_then(|rank| {
            track?
                .seen
                .iter()
                .rev()
                .take(MOST_SEEN)
                .find(|seen| self.context.sources.rank(seen.token) == Some(rank))
        });
        let spoke_at = spoke_at.map(|seen| seen.token);
        let named = match candidate.index {
            Some(index) if self.is_source => self.context.sources.names_in_content(self.rank, index),
            _ => false,
        };
        values.extend([
            flag(spoke_before(1)),
            last.map_or(20.0, |rank| (self.rank.saturating_sub(rank) as f32).min(20.0)),
            flag(spoke_at.is_some_and(|token| page.paragraph(token) == self.paragraph)),
            self.paragraphs_to(spoke_at),
            flag(spoke_before(2)),
            flag(named),
            track.map_or(0.0, |track| (track.spoke as f32).min(20.0)),
            flag(last_of(candidate).is_some_and(|token| self.context.sources.is_reported(token))),
        ]);
    }

    fn agreement_values(&self, values: &mut Vec<f32>, candidate: &Candidate) {
        let figure = candidate.index.map(|index| &self.context.figures.figures[index]);
        let track = candidate.track;
        let person = figure.map_or(track.is_some_and(|track| track.person), |figure| figure.person);
        let agrees =
            matches!((candidate.gender, self.anaphor.gender), (Some(one), Some(other)) if one == other);
        let phrase = matches!(candidate.referent, Referent::Phrase(_));
        let body = match candidate.referent {
            Referent::Phrase(noun) => self.context.page.has(noun, Trait::Body),
            _ => figure.is_some_and(|figure| !figure.person && !figure.place),
        };
        values.extend([
            flag(agrees),
            flag(candidate.gender.is_none()),
            flag(person),
            flag(figure.map_or(track.is_some_and(|track| track.place), |figure| figure.place)),
            flag(phrase),
            flag(matches!(candidate.referent, Referent::Figures(_))),
            flag(figure.is_some_and(|figure| figure.words.len() > 1)),
            flag(track.is_some_and(|track| track.plural)),
            flag(body),
        ]);
    }

    fn rival_values(&self, values: &mut Vec<f32>, place: usize, candidate: &Candidate) {
        let page = self.context.page;
        let last = last_of(candidate);
        let narrated = self.narrated[place];
        let others = || self.candidates.iter().enumerate().filter(move |(other, _)| *other != place);
        let newcomers = others()
            .filter(|(_, other)| !matches!(other.referent, Referent::Phrase(_)))
            .filter(|(_, other)| {
                first_of(other)
                    .is_some_and(|first| last.is_none_or(|last| first > last) && !page.is_quoted(first))
            })
            .count();
        let since = others().filter(|(other, _)| self.narrated[*other] > narrated).count();
        let before = self.sentence.checked_sub(1);
        let leads = narrated.is_some_and(|token| {
            Some(page.sentence(token)) == before
                && others().all(|(other, _)| {
                    self.narrated[other]
                        .is_none_or(|other| Some(page.sentence(other)) != before || other > token)
                })
        });
        values.extend([
            newcomers as f32,
            since as f32,
            self.candidates.len() as f32,
            flag(candidate.track.is_none()),
            flag(leads),
        ]);
    }

    fn description_values(&self, values: &mut Vec<f32>, candidate: &Candidate) {
        let Some(wanted) = &self.wanted else {
            values.resize(values.len() + 21, 0.0);
            return;
        };
        let page = self.context.page;
        let head = self.anaphor.token;
        let figure = candidate.index.map(|index| &self.context.figures.figures[index]);
        let lower = page.lower(head);
        let fit = figure.and_then(|figure| wanted.best_role(page, figure)).unwrap_or(0.0);
        let words = figure.map_or(&[][..], |figure| figure.words.as_slice());
        let in_name = bodies::noun_in_name(words, lower);
        let shared = wanted.modifiers.iter().filter(|word| bodies::has_word_like(words, word)).count();
        let in_roles = figure.map_or(0, |figure| wanted.modifiers_in_roles(page, figure));
        let phrase_noun = if let Referent::Phrase(noun) = candidate.referent { Some(noun) } else { None };
        let contradicted =
            figure.is_some_and(|figure| descriptions::contradicts(page, figure, self.anaphor.tokens.clone()));
        values.extend([
            fit,
            flag(words.last().is_some_and(|word| word == lower)),
            flag(in_name),
            flag(bodies::is_of_kind(words, lower)),
            in_roles as f32,
            (wanted.modifiers.len() - in_roles.min(wanted.modifiers.len())) as f32,
            flag(contradicted),
            self.definite,
            flag(page.has_any(head, &[Trait::Person, Trait::Relative])),
            flag(page.has(head, Trait::Body)),
            flag(page.has(head, Trait::Document)),
            flag(figure.is_some_and(|figure| descriptions::holds_another_office(page, figure, head))),
            flag(self.possessor.is_some() && self.possessor == candidate.index),
            flag(phrase_noun.is_some_and(|noun| page.lower(noun) == lower)),
            shared as f32,
            flag(descriptions::speaks_for_others(lower)),
            flag(page.has(head, Trait::Title)),
            flag(page.tag(head) == Tag::NNS),
            figure.map_or(0.0, |figure: &Figure| (figure.roles.len() as f32).min(8.0)),
            flag(candidate.index.is_some() && candidate.index == self.context.figures.company),
            flag(figure.is_some_and(|figure| figure.place && seats::is_state(&figure.words.concat()))),
        ]);
    }

    /// Paragraphs since the candidate was brought in, where it opened that paragraph and nobody spoke since.
    fn newcomer_paragraph(&self, candidate: &Candidate) -> f32 {
        let page = self.context.page;
        let Some(track) = candidate.track else { return FAR };
        let Some(first) = track.seen.first() else { return FAR };
        if page.is_quoted(first.token) || !opens_paragraph(page, first.token) {
            return FAR;
        }
        self.paragraphs_to(Some(first.token))
    }
}

/// Of so many mentions of one referent the last are looked at.
const MOST_SEEN: usize = 12;

fn last_of(candidate: &Candidate) -> Option<usize> {
    candidate.track.and_then(|track| track.seen.last()).map(|seen| seen.token)
}

fn first_of(candidate: &Candidate) -> Option<usize> {
    candidate.track.and_then(|track| track.seen.first()).map(|seen| seen.token)
}

fn flag(set: bool) -> f32 {
    f32::from(u8::from(set))
}

/// Whose the description is: Lee in "Lee's lawyer".
fn possessor(context: Context, anaphor: &Anaphor) -> Option<usize> {
    let page = context.page;
    let own = anaphor.tokens.start..anaphor.token;
    own.into_iter()
        .find(|&token| page.is_possessive_ending(token) && token > 0)
        .and_then(|token| context.figures.figure_at(token - 1))
}

/// True for subjects, and for a name beside one: "the harbour master, Colm Hale, agreed".
fn is_subject(page: &Page, token: usize) -> bool {
    let apposed = page.relation(token) == Relation::APPOS;
    page.is_subject(token) || apposed && page.syntax.head(token).is_some_and(|head| page.is_subject(head))
}

/// True for the name that a sentence opens with, whatever the parser makes of it.
fn opens_sentence(page: &Page, token: usize) -> bool {
    let start = page.sentence_tokens(token).start;
    token - start < 6 && (start..=token).all(|word| page.is_noun(word) && page.is_capitalised(word))
}

/// True for a name among the first words of its paragraph.
fn opens_paragraph(page: &Page, token: usize) -> bool {
    let paragraph = &page.document.paragraphs[page.paragraph(token)];
    let first = page.document.sentences[paragraph.sentences.start].tokens.start;
    token - first < 8
}

/// True for a name that only says whose or which: "Lee" in "Lee's lawyer".
pub(super) fn is_inside_name_phrase(page: &Page, token: usize) -> bool {
    matches!(page.relation(token), Relation::NMOD_POSS | Relation::COMPOUND)
        || token + 1 < page.len() && page.is_possessive_ending(token + 1)
}

fn relation_class(page: &Page, token: usize) -> f32 {
    let relation = page.relation(token);
    if relation.is_subject() {
        0.0
    } else if matches!(relation, Relation::DOBJ | Relation::IOBJ) {
        1.0
    } else if relation == Relation::NMOD {
        2.0
    } else if relation == Relation::APPOS {
        3.0
    } else if relation == Relation::CONJ {
        4.0
    } else if is_inside_name_phrase(page, token) {
        5.0
    } else {
        6.0
    }
}
