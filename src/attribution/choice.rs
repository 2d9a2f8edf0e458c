//! Which proposals stand, and which of them stand inside others.
//!
//! Proposals are taken in order of trust. One whose cue stands in the content of another is
//! nested; a content never swallows the cue of a more trusted attribution.

use std::ops::Range;

use super::proposals::Proposal;
use super::scene::Scene;

/// Attributions less trusted than this are not given. Chosen where F1 over all sources and
/// contents is highest on the development set.
pub const LEAST_TRUST: f32 = 0.36;

/// Adds to the proposals that stand those of the others that agree with them, in order of trust;
/// the result is in order of their cues.
pub fn choose(scene: &Scene, standing: Vec<Proposal>, mut others: Vec<Proposal>) -> Vec<Proposal> {
    others.retain(|proposal| proposal.trust >= LEAST_TRUST);
    // What the layout makes comes first: no weighed content runs over the turns of a transcript.
    others.sort_by(|a, b| {
        b.by_layout.cmp(&a.by_layout).then(b.trust.total_cmp(&a.trust)).then(a.head.cmp(&b.head))
    });
    let mut neighbours = Neighbours::new(&standing);
    let mut kept = standing;
    for mut proposal in others {
        let near: Vec<&Proposal> = neighbours.of(&proposal).into_iter().map(|other| &kept[other]).collect();
        give_way(scene, &mut proposal, &near);
        if !near.iter().any(|other| clashes(&proposal, other)) {
            neighbours.add(&proposal, kept.len());
            kept.push(proposal);
        }
    }
    kept.sort_by_key(|proposal| proposal.head);
    kept
}

/// Takes from a proposal what belongs to a more trusted attribution: the words of its cue, and of
/// the content the sentences beyond the cue's own and those further out, or one side of the cue when
/// the other is left ("...," she wrote, saying that ...).
fn give_way(scene: &Scene, proposal: &mut Proposal, standing: &[&Proposal]) {
    let head = proposal.head;
    trim_cue(scene, proposal, standing);
    let core = [proposal.core.left, proposal.core.right];
    let own = |piece: &Range<usize>| core.iter().flatten().any(|&(start, _)| piece.start == start);
    let beside: Vec<&&Proposal> = standing.iter().filter(|other| !holds(other, head)).collect();
    let taken = |piece: &&Range<usize>| beside.iter().any(|other| 2 * overlap(piece, other) > piece.len());
    let lost = || proposal.content.iter().filter(taken).map(|piece| piece.start);
    let first_after = lost().filter(|&start| start > head).min().unwrap_or(usize::MAX);
    let last_before = lost().filter(|&start| start <= head).max();
    let is_left = |piece: &Range<usize>| {
        piece.start < first_after && last_before.is_none_or(|start| piece.start > start)
    };
    if proposal.content.iter().any(|piece| own(piece) && is_left(piece)) {
        proposal.content.retain(is_left);
    }
}

/// Ends a cue before the head of another one: “wrote, saying” is two.
pub fn trim_cue(scene: &Scene, proposal: &mut Proposal, standing: &[&Proposal]) {
    let head = proposal.head;
    for other in standing {
        if head < other.cue.start && proposal.cue.contains(&other.head) {
            proposal.cue.end = other.cue.start;
        }
    }
    while proposal.cue.end > head + 1 && scene.is_punctuation(proposal.cue.end - 1) {
        proposal.cue.end -= 1;
    }
}

/// For each proposal, the one whose content its cue stands in, by its place: the smallest such.
pub fn parents(kept: &[Proposal]) -> Vec<Option<usize>> {
    let mut neighbours = Neighbours::new(kept);
    kept.iter()
        .enumerate()
        .map(|(place, proposal)| {
            neighbours
                .of(proposal)
                .into_iter()
                .filter(|&other| other != place && holds(&kept[other], proposal.head))
                .min_by_key(|&other| (length(&kept[other]), other))
        })
        .collect()
}

/// Which proposals reach into which part of the text, so that only those near each other are held
/// against each other.
#[derive(Default)]
pub struct Neighbours {
    /// For each run of [`RUN`] tokens, the places of the proposals that reach into it.
    runs: Vec<Vec<usize>>,
    /// For each proposal, by its place, when it was last given as a neighbour.
    given: Vec<usize>,
    /// How often neighbours were asked for.
    asked: usize,
}

/// About the length of two sentences, in tokens.
const RUN: usize = 64;

impl Neighbours {
    /// Of proposals by their places.
    pub fn new(proposals: &[Proposal]) -> Self {
        let mut neighbours = Neighbours::default();
        for (place, proposal) in proposals.iter().enumerate() {
            neighbours.add(proposal, place);
        }
        neighbours
    }

    fn add(&mut self, proposal: &Proposal, place: usize) {
        for run in runs(proposal) {
            if self.runs.len() <= run {
                self.runs.resize_with(run + 1, Vec::new);
            }
            self.runs[run].push(place);
        }
        self.given.resize(self.given.len().max(place + 1), 0);
    }

    /// The places of the proposals that reach into the same runs, each once.
    pub fn of(&mut self, proposal: &Proposal) -> Vec<usize> {
        self.asked += 1;
        let Neighbours { runs: all, given, asked } = self;
        let near = runs(proposal).filter_map(|run| all.get(run)).flatten().copied();
        near.filter(|&place| std::mem::replace(&mut given[place], *asked) != *asked).collect()
    }
}

fn runs(proposal: &Proposal) -> impl Iterator<Item = usize> + '_ {
    let pieces = proposal.content.iter().chain(std::iter::once(&proposal.cue));
    let mut last = None;
    pieces
        .flat_map(|piece| piece.start / RUN..piece.end.div_ceil(RUN))
        .filter(move |run| last.replace(*run) != Some(*run))
}

/// True when the two cannot both be right: they share a cue, or their contents cross.
pub fn clashes(proposal: &Proposal, other: &Proposal) -> bool {
    if proposal.cue.start < other.cue.end && other.cue.start < proposal.cue.end {
        return true;
    }
    let inside = |outer: &Proposal, inner: &Proposal| holds(outer, inner.head);
    // A content that runs over turns of a transcript or over a signature is never one of somebody else.
    if other.by_layout && !proposal.by_layout && inside(proposal, other) {
        return true;
    }
    if inside(proposal, other) || inside(other, proposal) {
        return inside(proposal, other) && inside(other, proposal);
    }
    let shared: usize = proposal.content.iter().map(|piece| overlap(piece, other)).sum();
    let shorter = length(proposal).min(length(other));
    2 * shared > shorter
}

/// How many tokens of a stretch stand in the content of a proposal.
pub fn overlap(piece: &Range<usize>, other: &Proposal) -> usize {
    let shared =
        |theirs: &Range<usize>| theirs.end.min(piece.end).saturating_sub(theirs.start.max(piece.start));
    near(other, piece.clone()).map(shared).sum()
}

/// True when a token stands in the content of a proposal.
pub fn holds(proposal: &Proposal, token: usize) -> bool {
    near(proposal, token..token + 1).any(|piece| piece.contains(&token))
}

/// The stretches of a content that may share tokens with some others. They stand in the order of the text;
/// only those of the cue's own sentence, of which there are two or three, may reach into each other.
fn near(proposal: &Proposal, tokens: Range<usize>) -> std::slice::Iter<'_, Range<usize>> {
    const MOST_TOGETHER: usize = 3;
    let content = &proposal.content;
    if content.len() <= 2 * MOST_TOGETHER {
        return content.iter();
    }
    let first = content.partition_point(|piece| piece.start < tokens.start).saturating_sub(MOST_TOGETHER);
    let behind = content.partition_point(|piece| piece.start < tokens.end) + MOST_TOGETHER;
    content[first..behind.min(content.len())].iter()
}

fn length(proposal: &Proposal) -> usize {
    proposal.content.iter().map(ExactSizeIterator::len).sum()
}
