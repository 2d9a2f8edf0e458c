//! What an attribution rests on: how sure each decision was, which other readings were weighed,
//! and which cues beside it were turned down.
//!
//! [`find`](super::find) keeps none of this: whoever asks for it has the document weighed again.

use std::ops::Range;

use crate::place::Span;
use crate::syntax::Syntax;
use crate::text::Document;

use super::choice::{self, Neighbours};
use super::contents::{Frame, Workspace};
use super::models::{EMBEDDED, Models};
use super::proposals::{self, Proposal};
use super::scene::Scene;
use super::{cores, places, sources};

/// What one attribution rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// The words of the cue, which no other attribution has.
    pub cue: Span,
    /// The chance that the cue reports anything, 0 to 1.
    pub chance: f32,
    /// Nothing was weighed, because the layout alone makes it an attribution.
    pub by_layout: bool,
    /// Who may be the source, likeliest first: the first was chosen.
    pub sources: Vec<SourceReading>,
    /// What may be the content in the cue's sentence, as weighed again in the end: the first was chosen.
    pub contents: Vec<ContentReading>,
    /// Other cues in the sentence that make no attribution, most trusted first.
    pub turned_down: Vec<Rejection>,
}

/// Who may be the source.
#[derive(Clone, Debug, PartialEq)]
pub struct SourceReading {
    /// The words; none where the text would name nobody.
    pub words: Option<Span>,
    /// The chance that this is the source, 0 to 1.
    pub chance: f32,
}

/// What may be the content.
#[derive(Clone, Debug, PartialEq)]
pub struct ContentReading {
    /// The words, in the order of the text; empty where all content stands in other sentences.
    pub pieces: Vec<Span>,
    /// The chance that the content is this to the word, 0 to 1.
    pub exact: f32,
    /// What it got when the likeliest readings were weighed again, all of them together 1.
    pub share: f32,
    /// The chance that the content shares at least half of its words with this, 0 to 1.
    pub alike: f32,
}

/// A cue that makes no attribution.
#[derive(Clone, Debug, PartialEq)]
pub struct Rejection {
    /// Its words.
    pub cue: Span,
    /// The chance that the attribution that it would make is right, 0 to 1.
    pub trust: f32,
    /// Why it was turned down.
    pub cause: RejectionCause,
}

/// Why a cue makes no attribution.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum RejectionCause {
    /// It is less trusted than an attribution must be: so much, 0 to 1.
    Doubtful(f32),
    /// It claims words of a more trusted attribution, which has this cue.
    Clash(Span),
}

/// What each attribution rests on, in the order in which [`find`](super::find) gives them.
pub fn evidence(document: &Document, syntax: &Syntax) -> Vec<Evidence> {
    let models = &*EMBEDDED;
    let scene = super::weighed(document, syntax, models);
    let kept = super::kept(&scene, models);
    let proposed = proposals::propose(&scene, models);
    let proposed = by_sentence(&scene, &proposed);
    let mut neighbours = Neighbours::new(&kept);
    let mut space = Workspace::default();
    let rest = |proposal: &Proposal| Evidence {
        cue: places::span(&scene, &proposal.cue),
        chance: proposal.chances.cue,
        by_layout: proposal.by_layout,
        sources: source_readings(&scene, models, proposal),
        contents: content_readings(&scene, models, proposal, &mut space),
        turned_down: rejections(&scene, &kept, &mut neighbours, {
            &proposed[scene.sentence_of[proposal.head] as usize]
        }),
    };
    kept.iter().map(rest).collect()
}

fn source_readings(scene: &Scene, models: &Models, proposal: &Proposal) -> Vec<SourceReading> {
    if proposal.by_layout {
        return Vec::new();
    }
    let mut weighed = sources::weigh(scene, &models.sources, proposal.head, &proposal.cue);
    weighed.sort_by(|a, b| b.1.total_cmp(&a.1));
    let reading = |(head, chance): (Option<usize>, f32)| {
        let words = head.map(|head| sources::extent(scene, &proposal.cue, head));
        SourceReading { words: words.map(|words| places::span(scene, &words)), chance }
    };
    weighed.into_iter().map(reading).collect()
}

fn content_readings(
    scene: &Scene,
    models: &Models,
    proposal: &Proposal,
    space: &mut Workspace,
) -> Vec<ContentReading> {
    if proposal.by_layout {
        return Vec::new();
    }
    let source = proposal.source.as_ref().map(|(_, words)| (words.start, words.end));
    let cue = (proposal.cue.start, proposal.cue.end);
    let frame = Frame { head: proposal.head, cue, source, left: 0 };
    let reading = |choice: cores::Choice| {
        let core = proposals::rounded(scene, choice.core);
        let parts = [core.left, core.right].into_iter().flatten();
        let pieces = parts.map(|(start, end)| places::span(scene, &Range { start, end })).collect();
        ContentReading { pieces, exact: choice.exact(), share: choice.share, alike: choice.alike }
    };
    proposals::readings(scene, models, &frame, space).into_iter().map(reading).collect()
}

/// The proposals by the sentence of their cue.
fn by_sentence<'p>(scene: &Scene, proposed: &'p [Proposal]) -> Vec<Vec<&'p Proposal>> {
    let mut sentences = vec![Vec::new(); scene.document.sentences.len()];
    for proposal in proposed {
        sentences[scene.sentence_of[proposal.head] as usize].push(proposal);
    }
    sentences
}

/// Those of the proposals for a sentence that do not stand.
fn rejections(
    scene: &Scene,
    kept: &[Proposal],
    neighbours: &mut Neighbours,
    proposed: &[&Proposal],
) -> Vec<Rejection> {
    let mut found = Vec::new();
    for other in proposed {
        let near: Vec<&Proposal> = neighbours.of(other).into_iter().map(|place| &kept[place]).collect();
        if near.iter().any(|one| one.head == other.head || one.cue.contains(&other.head)) {
            continue;
        }
        let clash = near.iter().filter(|one| choice::clashes(other, one)).min_by_key(|one| one.head);
        // The doubtful are turned down before anything is held against them.
        let clash = clash.filter(|_| other.trust >= choice::LEAST_TRUST);
        let cause = clash.map_or(RejectionCause::Doubtful(choice::LEAST_TRUST), |one| {
            RejectionCause::Clash(places::span(scene, &one.cue))
        });
        found.push(Rejection { cue: places::span(scene, &other.cue), trust: other.trust, cause });
    }
    found.sort_by(|a, b| b.trust.total_cmp(&a.trust));
    found
}
