//! The trained models that weigh what the grammar and the syntax propose.

use std::sync::LazyLock;

use crate::model::{Linear, Trees, unpack_embedded};

use super::trust::Trust;

/// One model for each decision.
#[derive(Clone, Copy, Debug)]
pub struct Models<'a> {
    /// Is this word the head of a cue?
    pub cues: Linear<'a>,
    /// Is this word, inside the content of another attribution, the head of an inner cue?
    pub inner: Linear<'a>,
    /// Which words around its head belong to the cue?
    pub extents: Linear<'a>,
    /// Which phrase is the source?
    pub sources: Linear<'a>,
    /// Which words on one side are the content?
    pub contents: Linear<'a>,
    /// Does this word belong to the content?
    pub membership: Linear<'a>,
    /// Which reading of the sentence is the content, all in all?
    pub rerank: &'a Trees,
    /// Does the content go on in the next sentence?
    pub follow: Linear<'a>,
    /// Is the whole attribution right?
    pub trust: Trust<'a>,
}

/// The models that the program is built with, unpacked once.
pub static EMBEDDED: LazyLock<Models> = LazyLock::new(|| Models {
    cues: Linear::new(&CUES),
    inner: Linear::new(&INNER),
    extents: Linear::new(&EXTENTS),
    sources: Linear::new(&SOURCES),
    contents: Linear::new(&CONTENTS),
    membership: Linear::new(&MEMBERSHIP),
    rerank: &READINGS,
    follow: Linear::new(&FOLLOW),
    trust: Trust { linear: Linear::new(&TRUST), trees: &TRUST_TREES },
});

/// Has the threads of the pool unpack the weights, each table by itself.
pub fn unpack_ahead() {
    for weights in [&CUES, &CONTENTS, &MEMBERSHIP, &SOURCES, &INNER, &EXTENTS, &FOLLOW, &TRUST] {
        rayon::spawn(move || {
            LazyLock::force(weights);
        });
    }
}

static CUES: LazyLock<Vec<u8>> = LazyLock::new(|| unpack_embedded(include_bytes!("weights/cues.bin")));
static INNER: LazyLock<Vec<u8>> = LazyLock::new(|| unpack_embedded(include_bytes!("weights/inner.bin")));
static EXTENTS: LazyLock<Vec<u8>> = LazyLock::new(|| unpack_embedded(include_bytes!("weights/extents.bin")));
static SOURCES: LazyLock<Vec<u8>> = LazyLock::new(|| unpack_embedded(include_bytes!("weights/sources.bin")));
static CONTENTS: LazyLock<Vec<u8>> =
    LazyLock::new(|| unpack_embedded(include_bytes!("weights/contents.bin")));
static MEMBERSHIP: LazyLock<Vec<u8>> =
    LazyLock::new(|| unpack_embedded(include_bytes!("weights/membership.bin")));
static FOLLOW: LazyLock<Vec<u8>> = LazyLock::new(|| unpack_embedded(include_bytes!("weights/follow.bin")));
static TRUST: LazyLock<Vec<u8>> = LazyLock::new(|| unpack_embedded(include_bytes!("weights/trust.bin")));
static READINGS: LazyLock<Trees> = LazyLock::new(|| Trees::from_bytes(include_bytes!("weights/rerank.bin")));
static TRUST_TREES: LazyLock<Trees> =
    LazyLock::new(|| Trees::from_bytes(include_bytes!("weights/trust_trees.bin")));
