//! Which words of the cue's own sentence are the content: a part before the cue, one after it, or
//! both. The ranker of [`contents`](super::contents) weighs each side; here the two sides are weighed
//! together, and [`rerank`](super::rerank) then has the last word. What goes on in other sentences is
//! decided later.

use crate::model::{Linear, softmax};

use super::contents::{Frame, Part, Side, Workspace};
use super::follow::Core;
use super::scene::Scene;

/// A reading of the cue's sentence.
#[derive(Clone, Copy, Debug)]
pub struct Choice {
    /// The content in the sentence.
    pub core: Core,
    /// The chance that this is the part before the cue.
    pub left: f32,
    /// The chance that this is the part after it, the part before it being right.
    pub right: f32,
    /// The chance that the right reading is this one or shares half of its words with it.
    pub alike: f32,
    /// What it got when the likeliest readings were weighed again, all of them together 1.
    pub share: f32,
}

/// At most so many parts before the cue and after it are weighed together, the likeliest first.
const LEFTS: usize = 3;
const RIGHTS: usize = 12;

/// Less likely parts before the cue are not followed up: each costs another look at what comes after.
const LEAST_LEFT: f32 = 0.02;

/// How much being right to the word counts beside being right by half of the words. Half as much
/// gives .002 more F1 by half of the words and takes .014 from F1 by the word (a third of the training
/// set, learnt from the rest).
const EXACTNESS: f32 = 1.0;

/// A reading less likely to be right to the word than this share of the likeliest one is not taken:
/// it only stands between others.
const LEAST_SHARE: f32 = 0.3;

impl Choice {
    /// The chance that this reading is right to the word.
    pub fn exact(&self) -> f32 {
        self.left * self.right
    }

    fn worth(&self) -> f32 {
        EXACTNESS * self.exact() + self.alike
    }
}

/// Every likely reading, best first. The best is the one that agrees with most of the others, each
/// counted by its chance: where boundaries compete, the one in the middle is seldom far off.
pub fn weigh(scene: &Scene, model: &Linear, frame: Frame, space: &mut Workspace) -> Vec<Choice> {
    let mut parts = Vec::new();
    space.find(scene, &frame, Side::Left, model);
    space.weigh(scene, &frame, Side::Left, model, &mut parts);
    let lefts = likeliest(&parts, LEFTS);
    space.find(scene, &frame, Side::Right, model);
    let mut choices = Vec::new();
    for (place, (before, left)) in lefts.into_iter().enumerate() {
        if place > 0 && left < LEAST_LEFT {
            break;
        }
        let known = Frame { left: left_state(scene, before), ..frame };
        space.weigh(scene, &known, Side::Right, model, &mut parts);
        for (after, right) in likeliest(&parts, RIGHTS) {
            if before.is_some() || after.is_some() || opens_below(scene, &frame) {
                let core = Core { left: before, right: after };
                choices.push(Choice { core, left, right, alike: 0.0, share: 0.0 });
            }
        }
    }
    count_agreement(&mut choices, Choice::exact);
    let likeliest = choices.iter().map(Choice::exact).fold(0.0, f32::max);
    let between = |choice: &Choice| choice.exact() < LEAST_SHARE * likeliest;
    let rank =
        |choice: &Choice| u32::from(between(choice)) + 2 * u32::from(holds_cue(scene, &frame, choice.core));
    let mut ranked: Vec<(u32, Choice)> = choices.iter().map(|choice| (rank(choice), *choice)).collect();
    ranked.sort_by(|(one, a), (other, b)| one.cmp(other).then(b.worth().total_cmp(&a.worth())));
    ranked.into_iter().map(|(_, choice)| choice).collect()
}

/// Gives each reading the chance of all those that agree with it.
pub fn count_agreement(choices: &mut [Choice], chance: impl Fn(&Choice) -> f32) {
    for at in 0..choices.len() {
        let agreeing = choices.iter().filter(|other| agree(other.core, choices[at].core));
        choices[at].alike = agreeing.map(&chance).sum();
    }
}

/// The parts with the highest scores, which become chances among all parts.
fn likeliest(parts: &[Part], most: usize) -> Vec<(Option<(usize, usize)>, f32)> {
    let mut scores: Vec<f32> = parts.iter().map(|part| part.score).collect();
    softmax(&mut scores);
    let likelier = |&a: &usize, &b: &usize| scores[b].total_cmp(&scores[a]).then(a.cmp(&b));
    let mut order: Vec<usize> = (0..parts.len()).collect();
    if order.len() > most {
        order.select_nth_unstable_by(most, likelier);
        order.truncate(most);
    }
    order.sort_by(likelier);
    order.iter().map(|&place| (parts[place].tokens, scores[place])).collect()
}

/// True when a content holds a cue that opens an attribution of its own.
fn holds_cue(scene: &Scene, frame: &Frame, core: Core) -> bool {
    let after = core.right.map_or(0..0, |(start, end)| start + 1..end);
    after.into_iter().any(|token| scene.outer[token] == scene.outer[frame.head] && scene.reports_anew(token))
}

/// True when two contents have at least half of their words in common.
fn agree(one: Core, other: Core) -> bool {
    let length = |part: Option<(usize, usize)>| part.map_or(0, |(start, end)| end - start);
    let shared = |one: Option<(usize, usize)>, other: Option<(usize, usize)>| match (one, other) {
        (Some(one), Some(other)) => one.1.min(other.1).saturating_sub(one.0.max(other.0)),
        _ => 0,
    };
    let common = shared(one.left, other.left) + shared(one.right, other.right);
    let all = length(one.left) + length(one.right) + length(other.left) + length(other.right) - common;
    2 * common >= all
}

/// True when the cue ends its sentence with a colon, so that the content may stand in the next.
fn opens_below(scene: &Scene, frame: &Frame) -> bool {
    let end = scene.sentence(frame.head).end;
    scene.document.word(end - 1) == ":" || frame.cue.1 + 1 >= end
}

/// What the right side is told of the left part (see [`Frame::left`]).
pub fn left_state(scene: &Scene, left: Option<(usize, usize)>) -> u32 {
    let Some((_, end)) = left else { return 1 };
    let last = (end - 1..end + 1).take_while(|&token| token < scene.words.len());
    let quoted = scene.outer[end - 1].is_some();
    let comma = last.clone().any(|token| scene.document.word(token) == ",")
        || end >= 2 && scene.document.word(end - 2) == ",";
    match (quoted, comma) {
        (false, _) => 2,
        (true, true) => 3,
        (true, false) => 4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contents_agree_by_half_of_their_words() {
        let right = |start, end| Core { left: None, right: Some((start, end)) };
        assert!(agree(right(0, 10), right(0, 5)));
        assert!(!agree(right(0, 10), right(0, 4)));
        assert!(!agree(right(0, 10), Core { left: Some((0, 10)), right: None }));
        let empty = Core { left: None, right: None };
        assert!(agree(empty, empty) && !agree(empty, right(3, 4)));
    }
}
