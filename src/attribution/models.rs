//! The trained models that weigh what the grammar and the syntax propose.

use std::sync::LazyLock;

use crate::model::{Linear, Trees};

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

/// The models that the program is built with.
pub static EMBEDDED: LazyLock<Models> = LazyLock::new(|| Models {
    cues: Linear::new(include_bytes!("weights/cues.bin")),
    inner: Linear::new(include_bytes!("weights/inner.bin")),
    extents: Linear::new(include_bytes!("weights/extents.bin")),
    sources: Linear::new(include_bytes!("weights/sources.bin")),
    contents: Linear::new(include_bytes!("weights/contents.bin")),
    membership: Linear::new(include_bytes!("weights/membership.bin")),
    rerank: &READINGS,
    follow: Linear::new(include_bytes!("weights/follow.bin")),
    trust: Trust { linear: Linear::new(include_bytes!("weights/trust.bin")), trees: &TRUST },
});

static READINGS: LazyLock<Trees> = LazyLock::new(|| Trees::from_bytes(include_bytes!("weights/rerank.bin")));
static TRUST: LazyLock<Trees> =
    LazyLock::new(|| Trees::from_bytes(include_bytes!("weights/trust_trees.bin")));
