//! Which proposals stand, and which of them stand inside others.
//!
//! Proposals are taken in order of trust. One whose cue stands in the content of another is
//! nested; a content never swallows the cue of a more trusted attribution.

use super::proposals::Proposal;

/// Attributions less trusted than this are not given. Chosen where F1 over all sources and
/// contents is highest on the development set.
const LEAST_TRUST: f32 = 0.36;

/// Adds to the proposals that stand those of the others that agree with them, in order of trust;
/// the result is in order of their cues.
pub fn choose(mut standing: Vec<Proposal>, mut others: Vec<Proposal>) -> Vec<Proposal> {
    others.retain(|proposal| proposal.trust >= LEAST_TRUST);
    others.sort_by(|a, b| b.trust.total_cmp(&a.trust).then(a.head.cmp(&b.head)));
    for proposal in others {
        if standing.iter().all(|other| !clashes(&proposal, other)) {
            standing.push(proposal);
        }
    }
    standing.sort_by_key(|proposal| proposal.head);
    standing
}

/// For each proposal, the one whose content its cue stands in, by its place: the smallest such.
pub fn parents(kept: &[Proposal]) -> Vec<Option<usize>> {
    (0..kept.len()).map(|place| parent(kept, place)).collect()
}

/// True when the two cannot both be right: they share a cue, or their contents cross.
fn clashes(proposal: &Proposal, other: &Proposal) -> bool {
    if proposal.cue.start < other.cue.end && other.cue.start < proposal.cue.end {
        return true;
    }
    let inside =
        |outer: &Proposal, inner: &Proposal| outer.content.iter().any(|piece| piece.contains(&inner.head));
    if inside(proposal, other) || inside(other, proposal) {
        return inside(proposal, other) && inside(other, proposal);
    }
    let shared: usize = proposal.content.iter().map(|piece| overlap(piece, other)).sum();
    let shorter = length(proposal).min(length(other));
    2 * shared > shorter
}

fn overlap(piece: &std::ops::Range<usize>, other: &Proposal) -> usize {
    let shared = |theirs: &std::ops::Range<usize>| {
        theirs.end.min(piece.end).saturating_sub(theirs.start.max(piece.start))
    };
    other.content.iter().map(shared).sum()
}

fn length(proposal: &Proposal) -> usize {
    proposal.content.iter().map(ExactSizeIterator::len).sum()
}

fn parent(kept: &[Proposal], place: usize) -> Option<usize> {
    let head = kept[place].head;
    (0..kept.len())
        .filter(|&other| other != place && kept[other].content.iter().any(|piece| piece.contains(&head)))
        .min_by_key(|&other| (length(&kept[other]), other))
}
