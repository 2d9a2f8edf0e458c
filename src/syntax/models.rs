//! All weights of this room together, and the reading of a sentence's words by them.

use std::sync::LazyLock;

use super::forms::Forms;
use super::plain_words::PlainWords;
use super::{Entity, Tag, namer, parser, tagger};
use crate::model::{Rows, unpack_embedded};

/// All weights of this room.
#[derive(Clone, Copy, Debug)]
pub struct Models<'a> {
    /// The tagger's.
    pub tags: Rows<'a, { tagger::CLASSES }>,
    /// Those for names and figures.
    pub entities: Rows<'a, { namer::CLASSES }>,
    /// The parser's.
    pub parser: parser::Model<'a>,
}

/// The tagger's weights in the binary.
pub static TAGS: LazyLock<Vec<u8>> = LazyLock::new(|| unpack_embedded(include_bytes!("weights/tags.bin")));
/// The weights in the binary for names and figures.
pub static ENTITIES: LazyLock<Vec<u8>> =
    LazyLock::new(|| unpack_embedded(include_bytes!("weights/entities.bin")));
/// The weights in the binary for the parser's actions.
pub static ACTIONS: LazyLock<Vec<u8>> =
    LazyLock::new(|| unpack_embedded(include_bytes!("weights/actions.bin")));
/// The weights in the binary for the relations.
pub static RELATIONS: LazyLock<Vec<u8>> =
    LazyLock::new(|| unpack_embedded(include_bytes!("weights/relations.bin")));

/// The models in the binary, unpacked once.
pub static EMBEDDED: LazyLock<Models<'static>> =
    LazyLock::new(|| Models::new(&TAGS, &ENTITIES, &ACTIONS, &RELATIONS));

/// Has the threads of the pool unpack the weights, each table by itself.
pub fn unpack_ahead() {
    for weights in [&TAGS, &ACTIONS, &ENTITIES, &RELATIONS] {
        rayon::spawn(move || {
            LazyLock::force(weights);
        });
    }
}

impl<'a> Models<'a> {
    /// Takes the models from their bytes.
    ///
    /// # Panics
    /// When the bytes are not those of such models.
    pub const fn new(tags: &'a [u8], entities: &'a [u8], actions: &'a [u8], relations: &'a [u8]) -> Self {
        let parser = parser::Model { actions: Rows::new(actions), relations: Rows::new(relations) };
        Models { tags: Rows::new(tags), entities: Rows::new(entities), parser }
    }
}

/// What is found in one sentence before it is parsed; reused from one to the next.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// The words as the models see them.
    pub forms: Forms,
    /// One tag for each word.
    pub tags: Vec<Tag>,
    /// One class for each word.
    pub entities: Vec<Entity>,
}

impl Reading {
    /// Tags and classes the words that were read last.
    pub fn weigh(&mut self, models: &Models, plain: &PlainWords) {
        tagger::tag(&models.tags, plain, &self.forms, &mut self.tags);
        namer::name(&models.entities, &self.forms, &self.tags, &mut self.entities);
    }
}
