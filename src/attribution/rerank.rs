//! The last word on which reading of the cue's sentence is the content.
//!
//! The ranker of [`contents`](super::contents) weighs each side by its words. Here trees weigh the
//! likeliest readings again, by how sure that ranker was and by plain numbers that bear on each other: what
//! a part begins and ends with, how long it is, what hangs on it. They are grown on pairs of readings
//! of one sentence, of which one is better (LambdaMART: Burges, "From RankNet to LambdaRank to
//! LambdaMART", 2010).

use std::ops::Range;

use crate::model::softmax;

use super::contents::Frame;
use super::cores::{self, Choice};
use super::lexicon::Class;
use super::membership::{self, Membership};
use super::models::Models;
use super::scene::Scene;

/// At most so many readings are weighed again, the likeliest first: the right one is among eight
/// in 96 of 100 attributions of speech that the cue is found of, among twelve in 97.
pub const MOST: usize = 8;

/// How far differences of scores count as differences of chances. Chances to agree are a little too high
/// still: .86 came true in .80, .98 in .94 (a third of the training set, learnt from the rest; at 1 it
/// was .73 and .93).
const SHARPNESS: f32 = 0.6;

/// Readings that are less than this share as likely to agree with the right one as the likeliest to do so
/// stand apart. By scores alone F1 in mixed quotations is .005 lower and F1 by the word .01 higher; by
/// agreement and scores added up, speech is .002 higher and F1 by the word .007 lower (development part and a
/// third of the training part together).
const NEAR: f32 = 0.8;

/// Keeps the first [`MOST`] readings. The trees' scores say how likely each is to agree with the right one;
/// of those that do not stand apart the one with the highest score comes first.
pub fn order(scene: &Scene, frame: &Frame, models: &Models, choices: &mut Vec<Choice>) {
    choices.truncate(MOST);
    if models.rerank.trees.is_empty() {
        return;
    }
    if let [only] = choices.as_mut_slice() {
        only.share = 1.0;
        return;
    }
    let words = Membership::weigh(scene, frame, &models.membership);
    let rows: Vec<Vec<f32>> =
        (0..choices.len()).map(|at| values(scene, frame, &words, choices, at)).collect();
    let scores = models.rerank.scores(&rows);
    let mut shares: Vec<f32> = scores.into_iter().map(|score| SHARPNESS * score).collect();
    softmax(&mut shares);
    for (choice, share) in choices.iter_mut().zip(shares) {
        choice.share = share;
    }
    cores::count_agreement(choices, |choice| choice.share);
    let highest = choices.iter().map(|choice| choice.alike).fold(0.0, f32::max);
    let apart = |choice: &Choice| choice.alike < NEAR * highest;
    choices.sort_by(|a, b| apart(a).cmp(&apart(b)).then(b.share.total_cmp(&a.share)));
}

/// The numbers that the trees ask about for one of several readings, the first being the likeliest.
pub fn values(scene: &Scene, frame: &Frame, words: &Membership, choices: &[Choice], at: usize) -> Vec<f32> {
    let mut values = Vec::with_capacity(80);
    let choice = &choices[at];
    let best = &choices[0];
    let likeliest = choices.iter().map(Choice::exact).fold(0.0, f32::max);
    values.extend([
        choice.left,
        choice.right,
        choice.exact(),
        choice.alike,
        choice.exact() / likeliest,
        choice.alike - best.alike,
        number(at),
        best.exact(),
        best.alike,
    ]);
    membership(scene, frame, words, choice, &mut values);
    cue(scene, frame, &mut values);
    part(scene, frame, choice.core.left, &mut values);
    part(scene, frame, choice.core.right, &mut values);
    values
}

/// What the chances of the single words say of a reading.
fn membership(scene: &Scene, frame: &Frame, words: &Membership, choice: &Choice, values: &mut Vec<f32>) {
    let parts = [choice.core.left, choice.core.right];
    let inside = |token: usize| parts.iter().flatten().any(|&(start, end)| start <= token && token < end);
    let weighed = scene.sentence(frame.head).filter(|&token| membership::may_belong(scene, frame, token));
    let chance = |token: usize| words.chance(token).clamp(0.001, 0.999);
    let (held, left_out): (Vec<usize>, Vec<usize>) = weighed.partition(|&token| inside(token));
    let sum =
        |tokens: &[usize], of: &dyn Fn(f32) -> f32| tokens.iter().map(|&it| of(chance(it))).sum::<f32>();
    let for_held = sum(&held, &f32::ln);
    let for_left_out = sum(&left_out, &|chance| (1.0 - chance).ln());
    let expected = sum(&held, &|chance| chance);
    let beyond = sum(&left_out, &|chance| chance);
    values.extend([
        for_held,
        for_left_out,
        for_held + for_left_out,
        expected / number(held.len()).max(1.0),
        // The share of the words of both that this reading and the right one have, as far as is known.
        expected / (number(held.len()) + beyond).max(0.01),
        held.iter().map(|&token| chance(token)).fold(1.0, f32::min),
        left_out.iter().map(|&token| chance(token)).fold(0.0, f32::max),
    ]);
    for part in parts {
        let edge = |token: Option<usize>| token.map_or(-1.0, |token| words.chance(token));
        let Some((start, end)) = part else {
            values.extend([-2.0; 4]);
            continue;
        };
        values.extend([
            edge(Some(start)),
            edge(Some(end - 1)),
            edge(scene.near(start, -1)),
            edge(scene.near(end - 1, 1)),
        ]);
    }
}

/// What the cue is and where it stands.
fn cue(scene: &Scene, frame: &Frame, values: &mut Vec<f32>) {
    let head = frame.head;
    let sentence = scene.sentence(head);
    let class = scene.entries[head].classes().next();
    values.extend([
        scene.chance(head),
        f32::from(scene.syntax.tag(head).code()),
        truth(scene.syntax.tag(head).is_verb()),
        class.map_or(-1.0, |class| f32::from(class as u8)),
        truth(class.is_some_and(Class::is_speech)),
        scene.relation(head) as f32,
        frame.source.map_or(0.0, |source| if source.0 < frame.cue.0 { -1.0 } else { 1.0 }),
        number(head - sentence.start),
        number(sentence.end - head),
        truth(scene.outer[head].is_some()),
        scene.senses[head] as f32,
    ]);
}

/// What a part begins and ends with, what is in it, and what it leaves out.
fn part(scene: &Scene, frame: &Frame, part: Option<(usize, usize)>, values: &mut Vec<f32>) {
    const COUNT: usize = 28;
    let Some((start, end)) = part else {
        values.extend([-2.0; COUNT]);
        return;
    };
    let before = values.len();
    let tag = |token: Option<usize>| token.map_or(-1.0, |token| f32::from(scene.syntax.tag(token).code()));
    let relation = |token: Option<usize>| token.map_or(-1.0, |token| scene.relation(token) as f32);
    let count = |wanted: &dyn Fn(usize) -> bool| number((start..end).filter(|&it| wanted(it)).count());
    let sentence = scene.sentence(frame.head);
    let next = scene.near(end - 1, 1);
    let second = scene.near(end - 1, 2);
    let previous = scene.near(start, -1);
    let quoted = |token: usize| scene.outer[token].is_some();
    let opening = (start..end).find(|&it| quoted(it));
    values.extend([
        number(end - start),
        number(start.abs_diff(frame.cue.1)),
        number(start - sentence.start),
        number(sentence.end - end),
        tag(Some(start)),
        tag(Some(end - 1)),
        tag(next),
        tag(second),
        tag(previous),
        relation(Some(start)),
        relation(next),
        word_class(scene, next),
        word_class(scene, second),
        word_class(scene, Some(start)),
        edge(scene, start, previous),
        edge(scene, end - 1, next),
        count(&quoted) / number(end - start),
        count(&|it| scene.syntax.tag(it).is_verb()),
        count(&|it| scene.document.word(it) == ","),
        (start..end).filter(|&it| it != frame.head).map(|it| scene.chance(it)).fold(0.0, f32::max),
        hanging_in(scene, frame, start..end),
        hanging_out(scene, frame, start..end),
        truth(frame.source.is_some_and(|source| source.1 == start || source.0 == end)),
        truth(frame.cue.1 == start || frame.cue.0 == end),
        count(&|it| scene.document.word(it) == ":" && !quoted(it)),
        opening.map_or(-1.0, |opening| number(opening - start)),
        opening.map_or(0.0, |opening| (start..opening).map(|it| scene.chance(it)).fold(0.0, f32::max)),
        opening.filter(|&it| it > start).map_or(-1.0, |it| word_class(scene, Some(it - 1))),
    ]);
    debug_assert_eq!(values.len(), before + COUNT);
}

/// How many words of a part hang on something that is neither in it nor the cue.
fn hanging_in(scene: &Scene, frame: &Frame, part: Range<usize>) -> f32 {
    let loose = |token: &usize| {
        !scene.is_punctuation(*token)
            && scene.syntax.head(*token).is_none_or(|head| !part.contains(&head) && head != frame.head)
    };
    number(part.clone().filter(loose).count())
}

/// How many words beyond a part, in its sentence, hang on something in it.
fn hanging_out(scene: &Scene, frame: &Frame, part: Range<usize>) -> f32 {
    let out = |token: &usize| {
        !part.contains(token)
            && !scene.is_punctuation(*token)
            && *token != frame.head
            && scene.syntax.head(*token).is_some_and(|head| part.contains(&head))
    };
    number(scene.sentence(frame.head).filter(out).count())
}

/// Small classes of the words that contents end before.
fn word_class(scene: &Scene, token: Option<usize>) -> f32 {
    let Some(token) = token else { return -1.0 };
    match scene.document.word(token) {
        "," => 1.0,
        "and" | "or" => 2.0,
        "but" | "yet" => 3.0,
        "as" => 4.0,
        "after" | "before" | "since" | "until" => 5.0,
        "while" | "though" | "although" | "whereas" => 6.0,
        "because" | "if" | "unless" => 7.0,
        "who" | "which" | "whose" | "where" | "when" => 8.0,
        "that" => 9.0,
        "to" => 10.0,
        "on" | "in" | "at" | "during" => 11.0,
        "for" | "with" | "of" | "about" | "against" => 12.0,
        "." | "?" | "!" => 13.0,
        "-" | "--" | "–" | "—" => 14.0,
        "(" | "[" => 15.0,
        ":" | ";" => 16.0,
        _ if scene.is_mark(token) => 17.0,
        _ if scene.syntax.tag(token).is_verb() => 18.0,
        _ if scene.syntax.tag(token).is_noun() => 19.0,
        _ => 20.0,
    }
}

/// Whether a quotation begins or ends at an edge: 0 no quotation, 1 outside is quoted too, 2 it is an edge
/// of a quotation, 3 outside alone is quoted.
fn edge(scene: &Scene, inside: usize, outside: Option<usize>) -> f32 {
    let own = scene.outer[inside];
    let other = outside.and_then(|outside| scene.outer[outside]);
    match (own, other) {
        (None, None) => 0.0,
        (Some(own), Some(other)) if own == other => 1.0,
        (Some(_), _) => 2.0,
        (None, Some(_)) => 3.0,
    }
}

fn number(count: usize) -> f32 {
    count as f32
}

fn truth(flag: bool) -> f32 {
    f32::from(u8::from(flag))
}
