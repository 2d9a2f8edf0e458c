//! Pronouns and descriptions, and the referents that each may stand for.

use std::ops::Range;

use super::discourse::Track;
use super::figures::Figures;
use super::first_names::Gender;
use super::mentions::Referent;
use super::page::Page;
use super::source_map::SourceMap;

/// What a pronoun or description says of its referent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// "he", "she".
    Person(Gender),
    /// "they".
    Plural,
    /// "it".
    Thing,
    /// "the mayor", "the company".
    Description,
}

/// A pronoun or description whose referent is sought.
#[derive(Clone, Debug)]
pub(super) struct Anaphor {
    /// The pronoun; of a description, its noun.
    pub(super) token: usize,
    pub(super) form: Form,
    /// All its words.
    pub(super) tokens: Range<usize>,
    /// The gender that it tells.
    pub(super) gender: Option<Gender>,
}

/// A referent that an anaphor may stand for.
#[derive(Clone, Debug)]
pub(super) struct Candidate<'d> {
    pub(super) referent: Referent,
    /// What was said of it so far; none for one that is named only later.
    pub(super) track: Option<&'d Track>,
    /// The mention that speaks most for it: the last before the anaphor, or the first after it.
    pub(super) mention: usize,
    /// The gender, where known.
    pub(super) gender: Option<Gender>,
    pub(super) index: Option<usize>,
}

/// What the features are drawn from.
#[derive(Clone, Copy)]
pub(super) struct Context<'c, 'a> {
    pub(super) page: &'c Page<'a>,
    pub(super) figures: &'c Figures,
    pub(super) sources: &'c SourceMap,
}
