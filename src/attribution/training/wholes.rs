//! What decides between whole attributions: which reading of a sentence is the content, and how far a
//! proposal can be trusted. Both learn from what the models of single decisions make of articles that
//! these were not trained on.

use std::ops::Range;

use crate::model::{Features, Growth, Linear, LinearSettings, LinearTrainer, Row, Trees, grow, grow_order};

use super::super::proposals::{self, Proposal};
use super::super::scene::Scene;
use super::super::trust;
use super::{GoldTokens, Lesson, Weights, outside, small, train_parts};

/// The models of this file.
#[derive(Clone, Debug)]
pub struct Wholes {
    /// Which reading is the content.
    pub rerank: Trees,
    /// How far the whole can be trusted, by its words.
    pub trust: Vec<u8>,
    /// The same, in the end.
    pub trust_trees: Trees,
}

/// How the trees that choose a reading are grown.
const RERANK_GROWTH: Growth =
    Growth { trees: 300, rate: 0.05, least: 4.0, ridge: 4.0, logistic: false, sample: 0.5 };

/// How the trees of trust are grown: with three times as many, or leaves of twice the size, F1 is the
/// same to .002 (a third of the training set, learnt from the rest).
const TRUST_GROWTH: Growth =
    Growth { trees: 200, rate: 0.05, least: 15.0, ridge: 4.0, logistic: true, sample: 0.5 };

/// Trains the models of this file. Each half of the lessons is read by models that learnt from the other.
pub fn train(lessons: &[Lesson]) -> Wholes {
    let parts = [0, 1].map(|half| train_parts(&outside(lessons, half, 2)));
    let readings = [0, 1].map(|half| {
        let wholes = Wholes { rerank: Trees::default(), trust: blank(), trust_trees: Trees::default() };
        readings(lessons, half, &Weights::new(parts[half].clone(), blank(), wholes))
    });
    let judged = [0, 1].map(|half| {
        let rerank = train_rerank(&readings[1 - half]);
        let wholes = Wholes { rerank, trust: blank(), trust_trees: Trees::default() };
        judged(lessons, half, &Weights::new(parts[half].clone(), blank(), wholes))
    });
    Wholes {
        rerank: train_rerank(&readings.concat()),
        trust: train_trust(judged.iter().flatten()),
        trust_trees: train_trust_trees(&judged),
    }
}

fn blank() -> Vec<u8> {
    LinearTrainer::new(LinearSettings { bits: 4, ..LinearSettings::default() }).train()
}

/// The readings of the gold cues' sentences in one half of the lessons, cue by cue.
fn readings(lessons: &[Lesson], half: usize, weights: &Weights) -> Vec<Vec<Row>> {
    let models = weights.models();
    let mut lists = Vec::new();
    for lesson in lessons.iter().skip(half).step_by(2) {
        for gold in &lesson.gold {
            let weighed = proposals::weighed_again(&lesson.scene, &models, gold.head);
            let row = |(values, proposal): (Vec<f32>, Proposal)| {
                let target = worth(&lesson.scene, gold, &proposal);
                Row { values, target, weight: 1.0 }
            };
            lists.push(weighed.into_iter().map(row).collect());
        }
    }
    lists
}

/// How good a content is: 1 for the share of the words of both that both have, 1 for half of
/// them at least, 1 for all.
fn worth(scene: &Scene, gold: &GoldTokens, proposal: &Proposal) -> f32 {
    let share = shared_letters(scene, gold, proposal);
    share + f32::from(u8::from(share >= 0.5)) + f32::from(u8::from(share == 1.0))
}

fn train_rerank(lists: &[Vec<Row>]) -> Trees {
    let rows = lists.concat();
    let mut start = 0;
    let ranges: Vec<Range<usize>> = lists
        .iter()
        .map(|list| {
            start += list.len();
            start - list.len()..start
        })
        .collect();
    grow_order(&rows, &ranges, RERANK_GROWTH)
}

/// A proposal for an article, and whether it is right.
type Judged<'l, 's, 'd> = (&'l Scene<'s, 'd>, Proposal, bool);

/// What is proposed for one half of the lessons by models that learnt from the other.
fn judged<'l, 's, 'd>(
    lessons: &'l [Lesson<'s, 'd>],
    half: usize,
    weights: &Weights,
) -> Vec<Judged<'l, 's, 'd>> {
    let mut judged = Vec::new();
    for lesson in lessons.iter().skip(half).step_by(2) {
        for proposal in proposals::propose(&lesson.scene, &weights.models()) {
            let right = lesson.gold.iter().any(|gold| matches(&lesson.scene, gold, &proposal));
            judged.push((&lesson.scene, proposal, right));
        }
    }
    judged
}

fn train_trust<'j, 'l: 'j, 's: 'l, 'd: 's>(judged: impl Iterator<Item = &'j Judged<'l, 's, 'd>>) -> Vec<u8> {
    let mut trainer = LinearTrainer::new(LinearSettings { l2: 1e-4, ..small(15) });
    let mut features = Features::new();
    for (scene, proposal, right) in judged {
        trust::features(scene, proposal, &mut features);
        trainer.add(features.hashes(), *right, 1.0);
    }
    trainer.train()
}

/// The trees learn from linear scores that were learnt from the other half.
fn train_trust_trees(judged: &[Vec<Judged>; 2]) -> Trees {
    let mut rows = Vec::new();
    for half in 0..2 {
        let first = train_trust(judged[1 - half].iter());
        let first = Linear::new(&first);
        rows.extend(judged[half].iter().map(|(scene, proposal, right)| Row {
            values: trust::values(scene, proposal, &first),
            target: f32::from(u8::from(*right)),
            weight: 1.0,
        }));
    }
    grow(&rows, TRUST_GROWTH)
}

/// True when content and source agree: at least half of the words of both contents together are
/// shared, and the sources share a word.
pub fn matches(scene: &Scene, gold: &GoldTokens, proposal: &Proposal) -> bool {
    let source = match (&proposal.source, gold.source_tokens.is_empty()) {
        (None, missing) => missing,
        (Some((_, words)), _) => words.clone().any(|token| {
            gold.source_tokens.contains(&token)
                && !matches!(scene.syntax.tag(token).name(), "DT" | "IN" | "CC" | "POS")
        }),
    };
    source && shared_letters(scene, gold, proposal) >= 0.5
}

/// The share of the letters of both contents together that both have, signs left out.
pub fn shared_letters(scene: &Scene, gold: &GoldTokens, proposal: &Proposal) -> f32 {
    let letters =
        |token: usize| if scene.is_punctuation(token) { 0 } else { scene.document.tokens[token].span.len() };
    let content = || proposal.content.iter().flat_map(Clone::clone);
    let mine: usize = content().map(letters).sum();
    let theirs: usize = gold.content.iter().map(|&token| letters(token)).sum();
    let shared: usize =
        content().filter(|token| gold.content.binary_search(token).is_ok()).map(letters).sum();
    shared as f32 / (mine + theirs - shared).max(1) as f32
}
