//! How far a cue reaches from its head: "has not said publicly", "called for", "said in a
//! statement". Word by word outwards, a linear classifier says whether the next one belongs.

use std::ops::Range;

use crate::model::{Features, Linear};
use crate::text::TokenKind;

use super::scene::{EDGE, Scene};

/// At most so many words on each side of the head.
const MOST: usize = 7;

/// The features of the next word outwards. `side` is 0 before the head and 1 after it.
pub fn features(scene: &Scene, head: usize, token: usize, side: u32, features: &mut Features) {
    features.clear();
    let distance = token.abs_diff(head) as u32;
    let above = scene.syntax.head(token);
    let link = if above == Some(head) {
        1
    } else if scene.syntax.head(head) == Some(token) {
        2
    } else if above.is_some_and(|above| above.abs_diff(head) < token.abs_diff(head)) {
        3
    } else {
        4
    };
    let relation = scene.relation(token);
    let (word, tag, lemma) = (scene.words[token], scene.tag(token), scene.lemmas[head]);
    let quoted = u32::from(scene.outer[token] != scene.outer[head]);
    let outwards: isize = if side == 0 { -1 } else { 1 };
    features.add(0, [side, distance]);
    features.add(1, [side, word, distance]);
    features.add(2, [side, word, lemma]);
    features.add(3, [side, tag, relation, link]);
    features.add(4, [side, relation, link, lemma]);
    features.add(5, [side, word, link]);
    features.add(6, [side, tag, distance, scene.tag(head)]);
    features.add(7, [side, quoted]);
    features.add(8, [side, word, scene.word_at(token, outwards)]);
    features.add(9, [side, tag, scene.tag_at(token, outwards), link]);
    features.add(10, [side, above.map_or(EDGE, |above| scene.words[above]), tag]);
    features.add(11, [side, scene.word_at(token, -outwards), word]);
    features.add(12, [side, scene.word_at(token, -outwards), tag, lemma]);
    features.add(13, [side, word, scene.class(head)]);
}

/// The cue's words around its head.
pub fn extent(scene: &Scene, head: usize, model: &Linear) -> Range<usize> {
    let sentence = scene.sentence(head);
    let mut buffer = Features::new();
    let mut belongs = |token: usize, side: u32| {
        features(scene, head, token, side, &mut buffer);
        model.score(buffer.hashes()) > 0.0 && !scene.reports_anew(token)
    };
    let start =
        (sentence.start..head).rev().take(MOST).take_while(|&token| belongs(token, 0)).last().unwrap_or(head);
    let end =
        (head + 1..sentence.end).take(MOST).take_while(|&token| belongs(token, 1)).last().unwrap_or(head);
    start..without_figure(scene, head, end) + 1
}

/// The last word of a cue, but for a figure that counts what stands behind it: in "said 417 jobs would go" it
/// belongs to the content.
fn without_figure(scene: &Scene, head: usize, end: usize) -> usize {
    let counts = |token: &usize| {
        scene.document.tokens[*token].kind == TokenKind::Number
            && scene.syntax.head(*token).is_some_and(|counted| counted > end)
    };
    (head + 1..=end).find(counts).map_or(end, |figure| figure - 1)
}
