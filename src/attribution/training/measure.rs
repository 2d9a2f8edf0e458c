//! How well trained models do on articles that they were not trained on.

use std::fmt;

use super::super::contents::{self, Frame, Side};
use super::super::cores;
use super::super::models::Models;
use super::super::proposals;
use super::super::sources;
use super::wholes::{matches, shared_letters};
use super::{Lesson, Weights, golds, source_head, words_inside};

/// How well each decision does where the decisions before it are gold, and how far the trust in the
/// whole and the chances of contents can be relied on, as tables for people.
pub fn measure(lessons: &mut [Lesson], weights: &Weights) -> String {
    let models = weights.models();
    let (mut trusted, mut alike) = (Reliability::default(), Reliability::default());
    let (mut gold, mut heads, mut proposed, mut whole) = (0, 0, 0, 0);
    for lesson in lessons.iter_mut() {
        let chances = proposals::reported(&lesson.scene, &models);
        lesson.scene.take_chances(chances);
        let scene = &lesson.scene;
        let proposals = proposals::propose(scene, &models);
        gold += lesson.gold.len();
        heads += lesson.gold.iter().filter(|gold| scene.chance(gold.head) >= 0.5).count();
        proposed += lesson.gold.iter().filter(|gold| proposals.iter().any(|it| it.head == gold.head)).count();
        whole +=
            lesson.gold.iter().filter(|gold| proposals.iter().any(|it| matches(scene, gold, it))).count();
        for proposal in proposals {
            trusted.add(proposal.trust, lesson.gold.iter().any(|gold| matches(scene, gold, &proposal)));
            if let Some(gold) = lesson.gold.iter().find(|gold| gold.head == proposal.head) {
                alike.add(proposal.chances.alike, shared_letters(scene, gold, &proposal) >= 0.5);
            }
        }
    }
    let share = |part: usize| part as f32 / gold.max(1) as f32;
    format!(
        "gold {gold}: cue found {:.3}, proposed {:.3}, proposed with source and content right {:.3}\n{}\ntrust  number  right\n{trusted}\nalike  number  right\n{alike}",
        share(heads),
        share(proposed),
        share(whole),
        decisions(lessons, &models)
    )
}

/// How far chances can be relied on: for each tenth of them how many there were, how many of these came
/// true, and their sum.
#[derive(Default)]
struct Reliability([(usize, usize, f32); 10]);

impl Reliability {
    fn add(&mut self, chance: f32, came_true: bool) {
        let tenth = &mut self.0[((chance * 10.0) as usize).min(9)];
        *tenth = (tenth.0 + 1, tenth.1 + usize::from(came_true), tenth.2 + chance);
    }
}

impl fmt::Display for Reliability {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        for &(number, right, sum) in self.0.iter().filter(|tenth| tenth.0 > 0) {
            let count = number as f32;
            writeln!(out, "{:.2}   {number:5}   {:.2}", sum / count, right as f32 / count)?;
        }
        Ok(())
    }
}

/// The share of right sources and content sides, each with everything before it as in the gold.
fn decisions(lessons: &[Lesson], models: &Models) -> String {
    let all: Vec<&Lesson> = lessons.iter().collect();
    let mut space = contents::Workspace::default();
    let (mut parts, mut rivals) = (Vec::new(), Vec::new());
    let mut count = [[0usize; 3]; 3];
    for (scene, gold) in golds(&all) {
        sources::candidates(scene, gold.head, &mut rivals);
        let reachable = gold.source.is_none() || source_head(scene, gold, &rivals).is_some();
        let (source, _) = proposals::choose_source(scene, &models.sources, gold.head, &gold.cue);
        let right = match source {
            None => gold.source.is_none(),
            Some((head, _)) => gold.source_tokens.contains(&head),
        };
        tally(&mut count[0], reachable, right);
        let source = gold.source.as_ref().map(|source| (source.start, source.end));
        let mut frame = Frame { head: gold.head, cue: (gold.cue.start, gold.cue.end), source, left: 0 };
        for (row, side, wanted) in [(1, Side::Left, gold.left), (2, Side::Right, gold.right)] {
            space.find(scene, &frame, side, &models.contents);
            space.weigh(scene, &frame, side, &models.contents, &mut parts);
            let words = |part: &contents::Part| part.tokens.and_then(|tokens| words_inside(scene, tokens));
            let best = parts.iter().max_by(|a, b| a.score.total_cmp(&b.score)).and_then(words);
            tally(&mut count[row], parts.iter().any(|part| words(part) == wanted), best == wanted);
            frame.left = cores::left_state(scene, wanted);
        }
    }
    let row = |name: &str, [all, reachable, right]: [usize; 3]| {
        let share = |part: usize| part as f32 / all.max(1) as f32;
        format!("{name}: among the candidates {:.3}, chosen {:.3}", share(reachable), share(right))
    };
    [row("source", count[0]), row("content before", count[1]), row("content after", count[2])].join("\n")
}

fn tally(count: &mut [usize; 3], reachable: bool, right: bool) {
    count[0] += 1;
    count[1] += usize::from(reachable);
    count[2] += usize::from(right);
}
