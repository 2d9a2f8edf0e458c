//! Trust: how likely it is that content and source of a proposal are right.
//!
//! A linear model first weighs the whole by its words and by how sure each decision was; trees then
//! weigh its score together with the plain numbers, which bear on each other.

use std::ops::Range;

use crate::model::{Features, Linear, Trees};
use crate::syntax::Tag;

use super::lexicon::Class;
use super::proposals::Proposal;
use super::scene::{EDGE, Scene, bucket};
use super::tally::Tally;

/// The models that say how far a proposal can be trusted.
#[derive(Clone, Copy, Debug)]
pub struct Trust<'a> {
    /// What comes first.
    pub linear: Linear<'a>,
    /// What has the last word.
    pub trees: &'a Trees,
}

impl Trust<'_> {
    /// The chance that content and source of a proposal are right.
    pub fn probability(&self, scene: &Scene, proposal: &Proposal) -> f32 {
        self.trees.probability(&values(scene, proposal, &self.linear))
    }
}

/// The numbers that the trees ask about, the linear model's score first.
pub fn values(scene: &Scene, proposal: &Proposal, linear: &Linear) -> Vec<f32> {
    let mut buffer = Features::new();
    features(scene, proposal, &mut buffer);
    let mut values = vec![linear.score(buffer.hashes())];
    chances(proposal, &mut values);
    cue_and_source(scene, proposal, &mut values);
    content(scene, proposal, &mut values);
    surroundings(scene, proposal, &mut values);
    values
}

fn chances(proposal: &Proposal, values: &mut Vec<f32>) {
    let chances = proposal.chances;
    let rest = chances.source * chances.alike * chances.follow;
    let each = [chances.cue, chances.source, chances.left, chances.right, chances.alike, chances.follow];
    values.extend(each);
    values.extend([chances.cue * rest, rest]);
}

fn cue_and_source(scene: &Scene, proposal: &Proposal, values: &mut Vec<f32>) {
    let head = proposal.head;
    let tag = scene.syntax.tag(head);
    let class = scene.entries[head].classes().next();
    let above = scene.syntax.head(head);
    values.extend([
        truth(scene.outer[head].is_some()),
        number(proposal.cue.len()),
        f32::from(tag.code()),
        truth(tag.is_verb()),
        truth(tag.is_noun()),
        truth(tag.is_adjective()),
        truth(scene.is_punctuation(head)),
        class.map_or(-1.0, |class| f32::from(class as u8)),
        truth(class.is_some_and(Class::is_speech)),
        scene.relation(head) as f32,
        above.map_or(-1.0, |above| scene.chance(above)),
    ]);
    let source = proposal.source.as_ref();
    let tag = source.map(|(source, _)| scene.syntax.tag(*source));
    let starts = |letters: &str| tag.is_some_and(|tag| tag.name().starts_with(letters));
    values.extend([
        source.map_or(-100.0, |(source, _)| *source as f32 - head as f32),
        source.map_or(0.0, |(_, words)| number(words.len())),
        truth(starts("PRP")),
        truth(starts("W")),
        truth(tag.is_some_and(Tag::is_proper_noun)),
    ]);
}

fn content(scene: &Scene, proposal: &Proposal, values: &mut Vec<f32>) {
    let pieces = &proposal.content;
    let count = |tally: &Tally| number(pieces.iter().map(|piece| tally.count(piece)).sum());
    let length = number(pieces.iter().map(ExactSizeIterator::len).sum());
    let first = pieces.first().map_or(proposal.head, |piece| piece.start);
    let last = pieces.last().map_or(proposal.head, |piece| piece.end.saturating_sub(1));
    let long = |part: Option<(usize, usize)>| part.map_or(0.0, |(start, end)| number(end - start));
    let quoted = count(&scene.quoted);
    let next = scene.near(last, 1);
    let right = proposal.core.right;
    values.extend([
        length,
        number(pieces.len()),
        long(proposal.core.left),
        long(right),
        right.map_or(-1.0, |(start, _)| start as f32 - proposal.cue.end as f32),
        quoted,
        quoted / length,
        count(&scene.verbs),
        count(&scene.commas),
        highest(scene, proposal, pieces),
        f32::from(scene.syntax.tag(first).code()),
        next.map_or(99.0, |next| f32::from(scene.syntax.tag(next).code())),
        truth(last + 2 >= scene.sentence(proposal.head).end),
    ]);
}

fn surroundings(scene: &Scene, proposal: &Proposal, values: &mut Vec<f32>) {
    let head = proposal.head;
    let sentence = scene.sentence(head);
    let index = scene.sentence_of[head] as usize;
    let paragraph = &scene.document.paragraphs[scene.document.sentences[index].paragraph];
    let likelier = sentence.clone().filter(|&other| scene.chance(other) > proposal.chances.cue);
    values.extend([
        scene.reported.highest(sentence.start..head),
        scene.reported.highest(head + 1..sentence.end),
        number(likelier.count()),
        truth(paragraph.heading),
        number(sentence.len()),
        number(head - sentence.start),
        head as f32 / scene.words.len() as f32,
    ]);
}

/// The chance of the likeliest other cue in a content.
fn highest(scene: &Scene, proposal: &Proposal, pieces: &[Range<usize>]) -> f32 {
    let head = proposal.head;
    let others = pieces.iter().flat_map(|piece| match piece.contains(&head) {
        true => [piece.start..head, head + 1..piece.end],
        false => [piece.clone(), 0..0],
    });
    others.map(|tokens| scene.reported.highest(tokens)).fold(0.0, f32::max)
}

fn number(count: usize) -> f32 {
    count as f32
}

fn truth(flag: bool) -> f32 {
    f32::from(u8::from(flag))
}

/// The features that the linear model knows the whole by.
pub fn features(scene: &Scene, proposal: &Proposal, features: &mut Features) {
    features.clear();
    let head = proposal.head;
    let class = scene.class(head);
    let chances = proposal.chances;
    let cue = twentieth(chances.cue);
    let source = twentieth(chances.source);
    let sides = twentieth(chances.left * chances.right);
    let follow = twentieth(chances.follow);
    let alike = twentieth(chances.alike);
    let shape = shape(scene, proposal);
    features.add(0, [cue]);
    features.add(1, [source]);
    features.add(2, [sides]);
    features.add(3, [follow]);
    features.add(4, [cue, sides / 2]);
    features.add(5, [cue, source / 2]);
    features.add(6, [sides, source / 2]);
    features.add(7, [shape]);
    features.add(8, [shape, cue]);
    features.add(9, [shape, sides]);
    features.add(10, [class, cue / 2]);
    features.add(11, [scene.lemmas[head]]);
    features.add(12, [class, shape]);
    features.add(13, [scene.relation(head), scene.tag(head)]);
    features
        .add(14, [twentieth(chances.cue * chances.source * chances.left * chances.right * chances.follow)]);
    let length: usize = proposal.content.iter().map(ExactSizeIterator::len).sum();
    features.add(15, [bucket(length), shape]);
    features.add(16, [bucket(proposal.content.len()), follow]);
    let rule = scene.reading(head).map_or(EDGE, |reading| reading.rule as u32);
    features.add(17, [rule, shape]);
    features.add(18, [scene.frame(head), scene.tag(head)]);
    let inner =
        proposal.content.iter().map(|piece| scene.reported.highest(piece.clone())).fold(0.0, f32::max);
    features.add(19, [twentieth(inner), class]);
    let outer = scene.sentence(head).filter(|&token| token != head).map(|token| (scene.chance(token), token));
    let rival = outer
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map_or((0, 0), |(chance, token)| (twentieth(chance), u32::from(token < head)));
    features.add(20, [rival.0, rival.1, cue / 2]);
    features.add(21, [u32::from(scene.outer[head].is_some()), cue / 2]);
    let source_tag = proposal.source.as_ref().map_or(EDGE, |(source, _)| scene.tag(*source));
    features.add(22, [source_tag, class]);
    features.add(23, [source_tag, source]);
    features.add(24, [alike]);
    features.add(25, [alike, cue / 2]);
    features.add(26, [alike, source / 2]);
    features.add(27, [alike, shape]);
    features.add(28, [twentieth(chances.cue * chances.source * chances.alike * chances.follow)]);
}

fn twentieth(chance: f32) -> u32 {
    (chance.clamp(0.0, 1.0) * 20.0) as u32
}

/// The order of source, cue and parts, and which of them are quoted.
fn shape(scene: &Scene, proposal: &Proposal) -> u32 {
    let part = |part: Option<(usize, usize)>| match part {
        None => 0,
        Some((start, end)) => {
            1 + u32::from(scene.outer[start].is_some()) + u32::from(scene.outer[end - 1].is_some())
        }
    };
    let order = match &proposal.source {
        None => 0,
        Some((source, _)) if *source < proposal.head => 1,
        Some(_) => 2,
    };
    (part(proposal.core.left) * 4 + part(proposal.core.right)) * 4 + order
}
