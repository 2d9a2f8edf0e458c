//! From tagged words to heads and relations, in one pass from left to right.
//!
//! At each step the best of the actions that are allowed is taken; nothing is taken back, so a
//! sentence of any length costs time in proportion to it.

use super::forms::Form;
use super::parser_features::{of_arc, of_state};
use super::transitions::{Action, State};
use super::{Relation, Tag};
use crate::model::{Rows, best};

/// Relations, filled up to a size that is read fast.
pub const CLASSES: usize = 40;

/// The weights of the parser.
#[derive(Clone, Copy, Debug)]
pub struct Model<'a> {
    /// Which action to take.
    pub actions: Rows<'a, { Action::COUNT }>,
    /// What a dependent is to its head.
    pub relations: Rows<'a, CLASSES>,
}

/// Parses a sentence. Afterwards every word of the state has its head and its relation.
pub fn parse(model: &Model, forms: &[Form], tags: &[Tag], state: &mut State) {
    state.begin(forms, tags);
    while !state.is_over() {
        let action = choose(model, state);
        let relation = state
            .arc(action)
            .map_or(Relation::DEP, |(head, dependent)| relation(model, state, head, dependent));
        state.take(action, relation);
    }
    keep_one_root(model, tags, state);
}

/// Where several words were left to the root, keeps the first that can be a predicate, or the last
/// of all, and hangs the others below it.
fn keep_one_root(model: &Model, tags: &[Tag], state: &mut State) {
    let subjects =
        1u64 << Relation::NSUBJ.code() | 1 << Relation::NSUBJPASS.code() | 1 << Relation::COP.code();
    let is_predicate =
        |&word: &u32| tags[word as usize].is_finite_verb() || state.node(word).left_relations & subjects != 0;
    let is_root = |&word: &u32| state.node(word).head == state.root();
    let words = 0..state.root();
    let Some(last) = words.clone().rev().find(is_root) else {
        return;
    };
    let kept = words.clone().filter(is_root).find(is_predicate).unwrap_or(last);
    for word in words {
        if word != kept && state.node(word).head == state.root() {
            let relation = relation(model, state, kept, word);
            state.move_to(kept, word, relation);
        }
    }
}

fn choose(model: &Model, state: &State) -> Action {
    let mut allowed = Action::ALL.into_iter().filter(|&action| state.allows(action));
    if let (Some(only), None) = (allowed.next(), allowed.next()) {
        return only;
    }
    let scores = model.actions.scores(&of_state(state));
    let rated =
        Action::ALL.map(|action| if state.allows(action) { scores[action as usize] } else { i16::MIN });
    Action::ALL[best(&rated)]
}

fn relation(model: &Model, state: &State, head: u32, dependent: u32) -> Relation {
    if head == state.root() {
        return Relation::ROOT;
    }
    let scores = model.relations.scores(&of_arc(state, head, dependent));
    // The first is that of the root, which only the root gives.
    Relation::from_code(1 + best(&scores[1..Relation::COUNT]))
}
