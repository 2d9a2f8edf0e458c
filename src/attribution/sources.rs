//! Sources: whose words a cue reports. Candidates are the noun phrases and pronouns of the cue's
//! sentence; a linear ranker weighs them against each other and against "no source".

use std::ops::Range;

use crate::model::{Features, Linear, softmax};
use crate::syntax::{Relation, Tag};

use super::scene::{CERTAIN, EDGE, Scene, bucket};

/// How far from the cue a source is looked for, in tokens.
const REACH: usize = 60;

/// Heads of the phrases that may be the source of a cue, in the order of the text.
pub fn candidates(scene: &Scene, cue: usize, found: &mut Vec<usize>) {
    found.clear();
    let sentence = scene.sentence(cue);
    let near = sentence.start.max(cue.saturating_sub(REACH))..sentence.end.min(cue + REACH);
    found.extend(near.filter(|&token| token != cue && is_candidate(scene, cue, token)));
}

fn is_candidate(scene: &Scene, cue: usize, token: usize) -> bool {
    if scene.outer[token] != scene.outer[cue] {
        return false;
    }
    let tag = scene.syntax.tag(token);
    let relation = scene.syntax.relation(token);
    if relation == Relation::COMPOUND && scene.syntax.head(token).is_some_and(|head| head > token) {
        return false;
    }
    match tag {
        Tag::NN | Tag::NNS | Tag::NNP | Tag::NNPS | Tag::PRP | Tag::PRP_S | Tag::WP | Tag::WP_S => true,
        Tag::WDT | Tag::DT | Tag::CD | Tag::JJ | Tag::JJS | Tag::JJR | Tag::FW | Tag::VBG | Tag::IN => {
            relation.is_subject()
        }
        _ => false,
    }
}

/// Every candidate by its head, "no source" first, with the chance that it is the right one.
pub fn weigh(scene: &Scene, model: &Linear, cue: usize, words: &Range<usize>) -> Vec<(Option<usize>, f32)> {
    let mut rivals = Vec::new();
    candidates(scene, cue, &mut rivals);
    rivals.retain(|rival| !words.contains(rival));
    let mut buffer = Features::new();
    features_of_none(scene, cue, &rivals, &mut buffer);
    let mut scores = vec![model.score(buffer.hashes())];
    for &rival in &rivals {
        features(scene, cue, rival, &rivals, &mut buffer);
        scores.push(model.score(buffer.hashes()));
    }
    softmax(&mut scores);
    if let Some(certain) = scene.certain_source(cue) {
        let is_inside = |at: usize| at > 0 && certain.contains(&rivals[at - 1]);
        let inside: f32 = (0..scores.len()).filter(|&at| is_inside(at)).map(|at| scores[at]).sum();
        if inside > 0.0 && inside < CERTAIN {
            for (at, score) in scores.iter_mut().enumerate() {
                *score *= if is_inside(at) { CERTAIN / inside } else { (1.0 - CERTAIN) / (1.0 - inside) };
            }
        }
    }
    std::iter::once(None).chain(rivals.into_iter().map(Some)).zip(scores).collect()
}

/// The features of a phrase as the source of a cue.
pub fn features(scene: &Scene, cue: usize, head: usize, rivals: &[usize], features: &mut Features) {
    features.clear();
    let class = scene.class(cue);
    let lemma = scene.lemmas[cue];
    let (tag, entity) = (scene.tag(head), scene.entity(head));
    let path = path(scene, cue, head);
    let side = u32::from(head > cue);
    features.add(0, [path]);
    features.add(1, [path, class]);
    features.add(2, [path, lemma]);
    features.add(3, [path, tag]);
    features.add(4, [path, scene.tag(cue), scene.frame(cue)]);
    features.add(5, [side, bucket(head.abs_diff(cue))]);
    features.add(6, [side, bucket(head.abs_diff(cue)), tag]);
    features.add(7, [tag, class]);
    features.add(8, [entity, class]);
    features.add(9, [scene.lemmas[head]]);
    features.add(10, [scene.lemmas[head], class]);
    features.add(11, [scene.relation(head), tag, scene.tag(cue)]);
    features.add(12, [scene.relation(head), entity, class]);
    features.add(13, [scene.senses[head], path]);
    features.add(14, [scene.senses[head], entity, class]);
    features.add(15, [scene.senses[head], scene.senses[cue], scene.relation(head)]);
    features.add(16, [path, scene.senses[cue]]);
    features.add(17, [entity, scene.senses[cue], path]);
    relation(scene, cue, head, path, features);
    between(scene, cue, head, features);
    rank(scene, cue, head, rivals, features);
    reading(scene, cue, head, features);
}

/// The features of "the text names no source".
pub fn features_of_none(scene: &Scene, cue: usize, rivals: &[usize], features: &mut Features) {
    features.clear();
    let class = scene.class(cue);
    features.add(60, [0]);
    features.add(61, [class, scene.tag(cue)]);
    features.add(62, [scene.lemmas[cue]]);
    features.add(63, [scene.frame(cue), scene.tag(cue)]);
    features.add(64, [scene.frame(cue), class]);
    features.add(65, [scene.relation(cue), scene.tag(cue)]);
    features.add(66, [scene.lemmas[cue], scene.frame(cue)]);
    features.add(67, [bucket(rivals.len())]);
    features.add(68, [scene.word_at(cue, -1), scene.tag(cue)]);
    features.add(69, [scene.lemmas[cue], scene.word_at(cue, 1)]);
    features.add(72, [scene.senses[cue], scene.tag(cue), scene.relation(cue)]);
    features.add(73, [scene.senses[cue], scene.frame(cue)]);
    features.add(70, [rule(scene, cue), scene.tag(cue)]);
    features.add(71, [u32::from(scene.syntax.subject(cue).is_some()), scene.relation(cue), scene.tag(cue)]);
}

fn rule(scene: &Scene, cue: usize) -> u32 {
    scene.reading(cue).map_or(EDGE, |reading| reading.rule as u32)
}

fn relation(scene: &Scene, cue: usize, head: usize, path: u32, features: &mut Features) {
    let case = scene.syntax.child(head, Relation::CASE).map_or(EDGE, |case| scene.words[case]);
    features.add(20, [case, path]);
    features.add(21, [case, scene.lemmas[cue]]);
    let above = scene.syntax.head(head);
    features.add(
        22,
        [
            scene.relation(head),
            above.map_or(EDGE, |above| scene.tag(above)),
            above.map_or(EDGE, |above| scene.class(above)),
        ],
    );
    let is_subject = u32::from(scene.syntax.relation(head).is_subject());
    features.add(23, [is_subject, scene.relation(cue), scene.tag(cue), u32::from(head > cue)]);
    let passive = scene.syntax.child(cue, Relation::AUXPASS).is_some();
    features.add(24, [u32::from(passive), path]);
    features.add(25, [u32::from(passive), scene.lemmas[cue], path]);
}

fn between(scene: &Scene, cue: usize, head: usize, features: &mut Features) {
    let side = u32::from(head > cue);
    let gap = head.min(cue) + 1..head.max(cue);
    let commas = scene.commas.count(&gap);
    let verbs = scene.verbs.count(&gap);
    let nouns = scene.nouns.count(&gap);
    let quoted = scene.outer[cue].is_none() && scene.quoted.any(&gap);
    features.add(30, [side, bucket(commas), bucket(verbs)]);
    features.add(31, [side, bucket(nouns), scene.tag(head)]);
    features.add(32, [side, u32::from(quoted), scene.class(cue)]);
    features.add(33, [side, bucket(verbs), scene.class(cue), scene.tag(head)]);
    let rival = scene.likeliest(gap.clone());
    features.add(36, [side, rival, scene.relation(head)]);
    let above = scene.syntax.head(head).filter(|&above| above != cue);
    let belongs = above.map_or(9, |above| (scene.chance(above) * 5.0) as u32);
    features.add(37, [side, belongs, scene.relation(head)]);
    features.add(38, [side, belongs, rival, scene.relation(cue)]);
    if gap.len() <= 2 {
        let words = gap.fold(0, |all: u32, token| all.wrapping_mul(31).wrapping_add(scene.words[token]));
        features.add(34, [side, words, scene.tag(head)]);
        features.add(35, [side, words, scene.lemmas[cue]]);
    }
}

fn rank(scene: &Scene, cue: usize, head: usize, rivals: &[usize], features: &mut Features) {
    let subject = |token: usize| scene.syntax.relation(token).is_subject();
    let nearer = |other: &&usize| (**other > cue) == (head > cue) && other.abs_diff(cue) < head.abs_diff(cue);
    let nearer_all = rivals.iter().filter(nearer).count();
    let nearer_subjects = rivals.iter().filter(nearer).filter(|other| subject(**other)).count();
    let side = u32::from(head > cue);
    features.add(40, [side, bucket(nearer_all), scene.tag(cue)]);
    features.add(41, [side, bucket(nearer_subjects), u32::from(subject(head)), scene.tag(cue)]);
    let own = scene.syntax.subject(cue).map_or(2, |own| u32::from(own == head));
    features.add(42, [own, scene.tag(head)]);
    features.add(43, [own, scene.lemmas[cue]]);
    let ends = scene.sentence(cue);
    features.add(44, [u32::from(head == ends.start), u32::from(subject(head)), scene.tag(cue)]);
}

fn reading(scene: &Scene, cue: usize, head: usize, features: &mut Features) {
    let state = match scene.reading(cue) {
        Some(reading) => {
            let inside = reading.source.as_ref().is_some_and(|source| source.contains(&head));
            let first =
                reading.source.as_ref().is_some_and(|source| source.start == head || source.end == head + 1);
            let listener = reading.listener.as_ref().is_some_and(|listener| listener.contains(&head));
            ((reading.rule as u32) << 8)
                | u32::from(inside) << 2
                | u32::from(first) << 1
                | u32::from(listener)
        }
        None => EDGE,
    };
    features.add(50, [state]);
    features.add(51, [state, scene.tag(head)]);
    features.add(52, [state, scene.class(cue)]);
}

/// The way from the cue to the phrase in the tree: relations up to the lowest common word, then
/// down; ways of more than four steps on a side are all alike.
fn path(scene: &Scene, cue: usize, head: usize) -> u32 {
    const LIMIT: usize = 5;
    let mut code = 7u32;
    let common = scene
        .syntax
        .ancestors(head)
        .take(LIMIT + 1)
        .find(|&above| scene.syntax.ancestors(cue).take(LIMIT + 1).any(|other| other == above));
    let Some(common) = common else { return 1 };
    for step in scene.syntax.ancestors(cue).take_while(|&step| step != common) {
        code = code.wrapping_mul(131).wrapping_add(scene.relation(step) + 1);
    }
    code = code.wrapping_mul(131);
    for step in scene.syntax.ancestors(head).take_while(|&step| step != common) {
        code = code.wrapping_mul(137).wrapping_add(scene.relation(step) + 100);
    }
    code
}

/// The words of a source from its head: what depends on the head, cut where the cue or a quotation
/// begins, without prepositions, conjunctions and signs at its ends.
pub fn extent(scene: &Scene, cue: &Range<usize>, head: usize) -> Range<usize> {
    if matches!(scene.syntax.tag(head).name(), "PRP" | "PRP$" | "WP" | "WDT" | "WP$") {
        return head..head + 1;
    }
    let mut extent = scene.syntax.subtree(head);
    for child in scene.syntax.children(head) {
        let outside = matches!(
            scene.syntax.relation(child),
            Relation::CASE
                | Relation::CC
                | Relation::ADVCL
                | Relation::PARATAXIS
                | Relation::CCOMP
                | Relation::DEP
        );
        if outside && child < head {
            extent.start = extent.start.max(scene.syntax.subtree(child).end.min(head));
        } else if outside && child > head && !matches!(scene.syntax.relation(child), Relation::CC) {
            extent.end = extent.end.min(scene.syntax.subtree(child).start.max(head + 1));
        }
    }
    if cue.end <= head {
        extent.start = extent.start.max(cue.end);
    } else {
        extent.end = extent.end.min(cue.start.max(head + 1));
    }
    let state = scene.outer[head];
    let start = (extent.start..head)
        .rev()
        .find(|&token| scene.outer[token] != state)
        .map_or(extent.start, |mark| mark + 1);
    let end = (head + 1..extent.end)
        .find(|&token| scene.outer[token] != state && state.is_some())
        .unwrap_or(extent.end);
    trim(scene, start..end, head)
}

fn trim(scene: &Scene, extent: Range<usize>, head: usize) -> Range<usize> {
    let loose = |token: usize| {
        let word = scene.document.word(token);
        scene.is_punctuation(token) && !matches!(word, ")" | "(" | "$" | "#")
            || matches!(scene.syntax.tag(token).name(), "CC" | "POS")
    };
    let end = (head + 1..extent.end).rev().find(|&token| !loose(token)).map_or(head + 1, |last| last + 1);
    let start = (extent.start..head).find(|&token| !loose(token)).unwrap_or(head);
    start..end
}
