//! Training of the attribution models from articles whose attributions were marked by hand.
//!
//! Every decision is learnt from the gold ones before it; the trust in the whole is learnt from
//! what the other models propose for articles that they were not trained on.

mod measure;
mod wholes;

pub use measure::measure;

use wholes::Wholes;

use std::ops::Range;

use crate::model::{Features, Linear, LinearSettings, LinearTrainer, pack};
use crate::place::Span;
use crate::syntax::Syntax;
use crate::text::Document;

use super::contents::{self, Boundaries, Frame, Side};
use super::follow::{self, Core, Way};
use super::models::Models;
use super::proposals;
use super::scene::Scene;
use super::subtrees::Subtrees;
use super::trust::Trust;
use super::{cores, cues, extents, membership, sources};

/// An attribution marked by hand, in bytes of the article's body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gold {
    /// Who said it.
    pub source: Vec<Span>,
    /// What reports it.
    pub cue: Vec<Span>,
    /// What was said.
    pub content: Vec<Span>,
}

/// An article that was read, with its gold.
pub struct Lesson<'s, 'd> {
    scene: Scene<'s, 'd>,
    gold: Vec<GoldTokens>,
}

/// A gold attribution in tokens.
#[derive(Clone, Debug)]
struct GoldTokens {
    head: usize,
    cue: Range<usize>,
    source: Option<Range<usize>>,
    left: Option<(usize, usize)>,
    right: Option<(usize, usize)>,
    /// Whether each token of the article is content, as sorted tokens.
    content: Vec<usize>,
    source_tokens: Vec<usize>,
}

impl<'s, 'd> Lesson<'s, 'd> {
    /// Prepares an article with its gold. Gold without a cue or content is left out.
    pub fn new(document: &'s Document<'d>, syntax: &'s Syntax, gold: &[Gold]) -> Self {
        let scene = Scene::new(document, syntax);
        let gold = gold.iter().filter_map(|gold| gold_tokens(&scene, gold)).collect();
        Lesson { scene, gold }
    }
}

fn tokens_of(scene: &Scene, spans: &[Span]) -> Vec<usize> {
    let mut found: Vec<usize> = spans
        .iter()
        .flat_map(|span| {
            let tokens = &scene.document.tokens;
            let first = tokens.partition_point(|token| token.span.end <= span.start);
            (first..tokens.len()).take_while(|&token| tokens[token].span.start < span.end)
        })
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

fn hull(tokens: &[usize]) -> Option<Range<usize>> {
    Some(*tokens.first()?..tokens.last()? + 1)
}

fn gold_tokens(scene: &Scene, gold: &Gold) -> Option<GoldTokens> {
    let cue = hull(&tokens_of(scene, &gold.cue))?;
    let content = tokens_of(scene, &gold.content);
    let head = head_of(scene, cue.clone())?;
    let sentence = scene.sentence(head);
    let part = |side: Range<usize>| {
        let inside: Vec<usize> = content
            .iter()
            .copied()
            .filter(|token| side.contains(token) && sentence.contains(token) && !scene.is_punctuation(*token))
            .collect();
        hull(&inside).map(|hull| (hull.start, hull.end))
    };
    let source_tokens = tokens_of(scene, &gold.source);
    let (left, right) = (part(0..cue.start), part(cue.end..scene.words.len()));
    if content.is_empty() {
        return None;
    }
    Some(GoldTokens { head, cue, source: hull(&source_tokens), left, right, content, source_tokens })
}

/// The word of a cue that the others hang on: the highest in the tree that can be a cue.
fn head_of(scene: &Scene, cue: Range<usize>) -> Option<usize> {
    let depth = |token: usize| scene.syntax.ancestors(token).take_while(|above| cue.contains(above)).count();
    cue.clone()
        .filter(|&token| cues::is_candidate(scene, token))
        .min_by_key(|&token| (depth(token), !scene.syntax.tag(token).is_verb(), token))
}

/// Weights of all models, as bytes.
#[derive(Clone, Debug)]
pub struct Weights {
    /// File names, without folder, and contents before packing.
    files: Vec<(&'static str, Vec<u8>)>,
    wholes: Wholes,
}

impl Weights {
    fn new(parts: Vec<(&'static str, Vec<u8>)>, cues: Vec<u8>, wholes: Wholes) -> Self {
        let others = [
            ("cues.bin", cues),
            ("rerank.bin", wholes.rerank.to_bytes()),
            ("trust.bin", wholes.trust.clone()),
            ("trust_trees.bin", wholes.trust_trees.to_bytes()),
        ];
        Weights { files: parts.into_iter().chain(others).collect(), wholes }
    }

    /// The files that belong into `src/attribution/weights`: linear weights are packed, trees are stored as
    /// they are.
    pub fn stored(&self) -> impl Iterator<Item = (&'static str, Vec<u8>)> {
        self.files.iter().map(|(name, bytes)| match *name {
            "rerank.bin" | "trust_trees.bin" => (*name, bytes.clone()),
            _ => (*name, pack(bytes)),
        })
    }

    /// The models that these weights make.
    pub fn models(&self) -> Models<'_> {
        let file = |name: &str| {
            let found = self.files.iter().find(|(known, _)| *known == name);
            Linear::new(&found.expect("every model is trained").1)
        };
        Models {
            cues: file("cues.bin"),
            inner: file("inner.bin"),
            extents: file("extents.bin"),
            sources: file("sources.bin"),
            contents: file("contents.bin"),
            follow: file("follow.bin"),
            membership: file("membership.bin"),
            rerank: &self.wholes.rerank,
            trust: Trust { linear: file("trust.bin"), trees: &self.wholes.trust_trees },
        }
    }
}

/// In how many parts the articles are laid out so that no model is asked about an article that it
/// was trained on while later models learn from its answers.
const FOLDS: usize = 4;

/// Trains all models.
pub fn train(lessons: &mut [Lesson]) -> Weights {
    for fold in 0..FOLDS {
        let weights = train_cues(&outside(lessons, fold, FOLDS));
        let models = Models { cues: Linear::new(&weights), ..*super::models::EMBEDDED };
        for lesson in lessons.iter_mut().skip(fold).step_by(FOLDS) {
            let chances = proposals::reported(&lesson.scene, &models);
            lesson.scene.take_chances(chances);
        }
    }
    let wholes = wholes::train(lessons);
    let all: Vec<&Lesson> = lessons.iter().collect();
    Weights::new(train_parts(&all), train_cues(&all), wholes)
}

/// All lessons but every `step`th from `first` on.
fn outside<'l, 's, 'd>(lessons: &'l [Lesson<'s, 'd>], first: usize, step: usize) -> Vec<&'l Lesson<'s, 'd>> {
    lessons.iter().enumerate().filter(|(place, _)| place % step != first).map(|(_, lesson)| lesson).collect()
}

/// Passes over the examples.
const EPOCHS: usize = 10;

/// For models with few features.
fn small(bits: u32) -> LinearSettings {
    LinearSettings { bits, epochs: EPOCHS, l2: 1e-5, ..LinearSettings::default() }
}

/// For models with many features, of which half are hidden each time: F1 is .01 higher so than with
/// all seen, and .003 higher than with a third hidden (a third of the training set, learnt from the
/// rest).
fn large(bits: u32) -> LinearSettings {
    LinearSettings { bits, epochs: EPOCHS, l2: 3e-6, hidden: 0.5, ..LinearSettings::default() }
}

/// The models of single decisions but that of the cues.
fn train_parts(lessons: &[&Lesson]) -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("inner.bin", train_inner(lessons)),
        ("extents.bin", train_extents(lessons)),
        ("sources.bin", train_sources(lessons)),
        ("contents.bin", train_contents(lessons)),
        ("follow.bin", train_follow(lessons)),
        ("membership.bin", train_membership(lessons)),
    ]
}

fn train_cues(lessons: &[&Lesson]) -> Vec<u8> {
    let mut trainer = LinearTrainer::new(large(20));
    let mut features = Features::new();
    for lesson in lessons {
        for token in (0..lesson.scene.words.len()).filter(|&token| cues::is_candidate(&lesson.scene, token)) {
            cues::features(&lesson.scene, token, &mut features);
            let is_head = lesson.gold.iter().any(|gold| gold.head == token);
            trainer.add(features.hashes(), is_head, 1.0);
        }
    }
    trainer.train()
}

/// Inner attributions are not marked in the gold, so what a cue looks like is learnt outside
/// contents alone.
fn train_inner(lessons: &[&Lesson]) -> Vec<u8> {
    let mut trainer = LinearTrainer::new(LinearSettings { l2: 3e-6, ..small(18) });
    let mut features = Features::new();
    for lesson in lessons {
        let inside = |token: usize| lesson.gold.iter().any(|gold| gold.content.binary_search(&token).is_ok());
        for token in (0..lesson.scene.words.len()).filter(|&token| cues::may_be_inner(&lesson.scene, token)) {
            if !inside(token) {
                cues::inner_features(&lesson.scene, token, &mut features);
                let is_head = lesson.gold.iter().any(|gold| gold.head == token);
                trainer.add(features.hashes(), is_head, 1.0);
            }
        }
    }
    trainer.train()
}

fn train_extents(lessons: &[&Lesson]) -> Vec<u8> {
    let mut trainer = LinearTrainer::new(small(16));
    let mut features = Features::new();
    for (scene, gold) in golds(lessons) {
        let sentence = scene.sentence(gold.head);
        for token in (sentence.start..gold.head).rev() {
            extents::features(scene, gold.head, token, 0, &mut features);
            trainer.add(features.hashes(), token >= gold.cue.start, 1.0);
            if token < gold.cue.start {
                break;
            }
        }
        for token in gold.head + 1..sentence.end {
            extents::features(scene, gold.head, token, 1, &mut features);
            trainer.add(features.hashes(), token < gold.cue.end, 1.0);
            if token >= gold.cue.end {
                break;
            }
        }
    }
    trainer.train()
}

fn golds<'l, 's, 'd>(
    lessons: &'l [&'l Lesson<'s, 'd>],
) -> impl Iterator<Item = (&'l Scene<'s, 'd>, &'l GoldTokens)> {
    lessons.iter().flat_map(|lesson| lesson.gold.iter().map(|gold| (&lesson.scene, gold)))
}

fn train_sources(lessons: &[&Lesson]) -> Vec<u8> {
    let mut trainer = LinearTrainer::new(large(19));
    let (mut rivals, mut features) = (Vec::new(), Features::new());
    for (scene, gold) in golds(lessons) {
        sources::candidates(scene, gold.head, &mut rivals);
        rivals.retain(|rival| !gold.cue.contains(rival));
        let right = source_head(scene, gold, &rivals);
        if gold.source.is_some() && right.is_none() {
            continue;
        }
        let mut lists = Vec::new();
        sources::features_of_none(scene, gold.head, &rivals, &mut features);
        lists.push((features.hashes().to_vec(), gold.source.is_none()));
        for &rival in &rivals {
            sources::features(scene, gold.head, rival, &rivals, &mut features);
            lists.push((features.hashes().to_vec(), right == Some(rival)));
        }
        trainer.add_choice(lists.iter().map(|(list, right)| (list.as_slice(), *right)), 1.0);
    }
    trainer.train()
}

/// The candidate inside the gold source that the others hang on.
fn source_head(scene: &Scene, gold: &GoldTokens, rivals: &[usize]) -> Option<usize> {
    let inside = |token: &usize| gold.source_tokens.contains(token);
    let depth = |token: usize| scene.syntax.ancestors(token).take_while(inside).count();
    rivals.iter().copied().filter(inside).min_by_key(|&token| (depth(token), token))
}

fn train_contents(lessons: &[&Lesson]) -> Vec<u8> {
    let mut trainer = LinearTrainer::new(large(20));
    for (scene, gold) in golds(lessons) {
        let source = gold.source.as_ref().map(|source| (source.start, source.end));
        let frame = Frame { head: gold.head, cue: (gold.cue.start, gold.cue.end), source, left: 0 };
        teach_side(scene, &frame, Side::Left, gold.left, &mut trainer);
        let known = Frame { left: cores::left_state(scene, gold.left), ..frame };
        teach_side(scene, &known, Side::Right, gold.right, &mut trainer);
    }
    trainer.train()
}

fn teach_side(
    scene: &Scene,
    frame: &Frame,
    side: Side,
    gold: Option<(usize, usize)>,
    trainer: &mut LinearTrainer,
) {
    let mut boundaries = Boundaries::default();
    let mut subtrees = Subtrees::default();
    subtrees.read(scene, frame.head);
    boundaries.propose(scene, frame, side, &subtrees);
    let pairs: Vec<(usize, usize)> = boundaries.pairs(frame).collect();
    let words = |pair: (usize, usize)| words_inside(scene, pair);
    let right: Vec<bool> = pairs.iter().map(|&pair| gold.is_some() && words(pair) == gold).collect();
    if gold.is_some() && !right.contains(&true) {
        return;
    }
    let mut lists = Vec::with_capacity(pairs.len() + 1);
    let mut all = Vec::new();
    contents::features_of(scene, frame, side, None, &mut all);
    lists.push((all.clone(), gold.is_none()));
    for (pair, right) in pairs.into_iter().zip(right) {
        contents::features_of(scene, frame, side, Some(pair), &mut all);
        lists.push((all.clone(), right));
    }
    trainer.add_choice(lists.iter().map(|(list, right)| (list.as_slice(), *right)), 1.0);
}

/// The stretch from its first word to its last, signs at its ends left out.
fn words_inside(scene: &Scene, (start, end): (usize, usize)) -> Option<(usize, usize)> {
    let word = |token: &usize| !scene.is_punctuation(*token);
    Some(((start..end).find(word)?, (start..end).rev().find(word)? + 1))
}

fn train_membership(lessons: &[&Lesson]) -> Vec<u8> {
    let mut trainer = LinearTrainer::new(large(19));
    let mut features = Features::new();
    for (scene, gold) in golds(lessons) {
        let source = gold.source.as_ref().map(|source| (source.start, source.end));
        let frame = Frame { head: gold.head, cue: (gold.cue.start, gold.cue.end), source, left: 0 };
        for token in scene.sentence(gold.head).filter(|&token| membership::may_belong(scene, &frame, token)) {
            membership::features(scene, &frame, token, &mut features);
            trainer.add(features.hashes(), gold.content.binary_search(&token).is_ok(), 1.0);
        }
    }
    trainer.train()
}

fn train_follow(lessons: &[&Lesson]) -> Vec<u8> {
    let mut trainer = LinearTrainer::new(small(16));
    let mut features = Features::new();
    for lesson in lessons {
        let scene = &lesson.scene;
        for gold in &lesson.gold {
            let source = gold.source.as_ref().map(|source| (source.start, source.end));
            let frame = Frame { head: gold.head, cue: (gold.cue.start, gold.cue.end), source, left: 0 };
            let core = Core { left: gold.left, right: gold.right };
            for way in [Way::Back, Way::On] {
                let mut sentence = scene.sentence_of[gold.head] as usize;
                let mut count = 0;
                while let Some(step) = follow::step(scene, sentence, way) {
                    follow::features(scene, &frame, core, &step, way, count, &mut features);
                    let held =
                        step.tokens.clone().filter(|token| gold.content.binary_search(token).is_ok()).count();
                    let belongs = 2 * held > step.tokens.len();
                    trainer.add(features.hashes(), belongs, 1.0);
                    if !belongs {
                        break;
                    }
                    sentence = step.sentence;
                    count += 1;
                }
            }
        }
    }
    trainer.train()
}

/// The bytes of the table of word senses: words in lower case with the numbers of their
/// lexicographer files as verb and as noun.
pub fn sense_table<'w>(words: impl Iterator<Item = (&'w str, u8, u8)>) -> Vec<u8> {
    super::senses::table(words)
}

/// Finds attributions with weights that are not the embedded ones.
pub fn find(document: &Document, syntax: &Syntax, weights: &Weights) -> Vec<super::Attribution> {
    let models = weights.models();
    super::found(&super::weighed(document, syntax, &models), &models)
}
