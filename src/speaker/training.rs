//! What the ranker learns from: each pronoun and description of an article with its candidates.

use std::ops::Range;

use super::anaphors::{Context, Form};
use super::feature_names::NAMES;
use super::naming;
use super::page::Page;
use super::reading::Reading;
use super::source;
use super::source_map::SourceMap;
use super::{antecedents, figures_of, ranker};
use crate::attribution::Attribution;
use crate::place::Span;
use crate::syntax::Syntax;
use crate::text::Document;

/// A pronoun or description with the referents that it may stand for.
#[derive(Clone, Debug)]
pub struct Case {
    /// Where its pronoun or noun stands.
    pub place: Span,
    /// True for a description, false for a pronoun.
    pub description: bool,
    /// The names of the candidates.
    pub names: Vec<String>,
    /// True for candidates that the article names.
    pub named: Vec<bool>,
    /// The features of the candidates.
    pub rows: Vec<Vec<f32>>,
}

/// The names of the features.
pub const FEATURES: &[&str] = &NAMES;

/// The bytes that stand before the trees in the file of weights.
pub fn fingerprint() -> Vec<u8> {
    ranker::fingerprint().to_vec()
}

/// Walks an article as at run time and shows each case to `judge`, whose chances decide how the walk
/// goes on.
pub fn walk(
    document: &Document,
    syntax: &Syntax,
    attributions: &[Attribution],
    judge: &mut dyn FnMut(&Case) -> Vec<f32>,
) {
    let page = Page::new(document, syntax);
    let figures = figures_of(&page);
    let sources = SourceMap::new(&page, &figures, attributions);
    let readings = source::read_all(&page, &figures, attributions);
    let known: Vec<(Range<usize>, &Reading)> =
        readings.iter().flatten().map(|(tokens, reading)| (tokens.clone(), reading)).collect();
    let phrases = naming::phrases(known.iter().map(|(_, reading)| *reading));
    let context = Context { page: &page, figures: &figures, sources: &sources };
    antecedents::resolve(context, &known, &mut |anaphor, candidates, rows| {
        let place = page.span(anaphor.token..anaphor.token + 1).unwrap_or(Span::new(0, 0));
        let names = candidates.iter().map(|one| naming::name_of(&page, &figures, &phrases, &one.referent));
        judge(&Case {
            place,
            description: anaphor.form == Form::Description,
            names: names.collect(),
            named: candidates.iter().map(|one| one.index.is_some()).collect(),
            rows: rows.to_vec(),
        })
    });
}
