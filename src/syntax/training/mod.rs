//! Trains the weights of this room from sentences with known answers.
//!
//! The same sentences in the same order give the same bytes.

mod lemma_rules;
mod oracle;
mod parser;
mod sample;
mod score;
mod tagger;
mod words_with_one_tag;

pub use sample::Sample;
pub use score::{Scores, score};

use std::borrow::Cow;

use super::lemmas::{self, Lemmas};
use super::models::{self, Models};
use super::plain_words::{self, PlainWords};
use crate::model::pack;
use lemma_rules::train_lemmas;
use parser::train_parser;
use tagger::{tag_by_others, train_entities, train_tags};
use words_with_one_tag::find_plain_words;

/// All weights of this room, as bytes.
#[derive(Clone, Debug)]
pub struct Weights {
    tags: Cow<'static, [u8]>,
    entities: Cow<'static, [u8]>,
    actions: Cow<'static, [u8]>,
    relations: Cow<'static, [u8]>,
    lemmas: Cow<'static, str>,
    plain_words: Cow<'static, str>,
}

impl Weights {
    /// The weights in the binary.
    pub fn embedded() -> Self {
        Weights {
            tags: models::TAGS.as_slice().into(),
            entities: models::ENTITIES.as_slice().into(),
            actions: models::ACTIONS.as_slice().into(),
            relations: models::RELATIONS.as_slice().into(),
            lemmas: lemmas::RULES.into(),
            plain_words: plain_words::WORDS.into(),
        }
    }

    /// The files that belong into `src/syntax/weights`.
    pub fn files(&self) -> [(&'static str, Vec<u8>); 6] {
        [
            ("tags.bin", pack(&self.tags)),
            ("entities.bin", pack(&self.entities)),
            ("actions.bin", pack(&self.actions)),
            ("relations.bin", pack(&self.relations)),
            ("lemmas.tsv", self.lemmas.as_bytes().to_vec()),
            ("plain_words.tsv", self.plain_words.as_bytes().to_vec()),
        ]
    }

    /// The rules for lemmas.
    fn lemma_rules(&self) -> Lemmas<'_> {
        Lemmas::new(&self.lemmas)
    }

    /// The words with one tag only.
    fn plain_words(&self) -> PlainWords {
        PlainWords::new(&self.plain_words)
    }

    /// The models that these weights make.
    fn models(&self) -> Models<'_> {
        Models::new(&self.tags, &self.entities, &self.actions, &self.relations)
    }
}

/// Trains everything; `say` is told what is going on.
pub fn train(samples: &[Sample], say: &mut dyn FnMut(&str)) -> Weights {
    say("lemmas");
    let lemmas = train_lemmas(samples);
    say("tags");
    let tags = train_tags(samples);
    say("tags, each fold by the others");
    let guessed = tag_by_others(samples);
    say("entities");
    let entities = train_entities(samples, &guessed);
    say("heads and relations");
    let parser = train_parser(samples, &guessed);
    say("done");
    Weights {
        tags: tags.into(),
        entities: entities.into(),
        actions: parser.actions.into(),
        relations: parser.relations.into(),
        lemmas: lemmas.into(),
        plain_words: find_plain_words(samples).into(),
    }
}
