//! Quotations that no attribution took, though a word beside them may report them.
//!
//! A whole sentence in quotation marks that nobody is said to have said is rare: nearly all of those
//! that are left over have a cue that was not trusted (“posted”, “the letter states”) or whose content
//! went too far. So a cue that would not do elsewhere does for them, and the content is these
//! quotations alone. Scare quotes and titles are no sentences and are left over.

use std::ops::Range;

use super::choice;
use super::follow::Core;
use super::proposals::Proposal;
use super::scene::Scene;

/// A quotation of fewer tokens, marks included, may be a title or a nickname.
const FEWEST_TOKENS: usize = 7;

/// A cue less likely than this does not do even here.
const LEAST_CUE: f32 = 0.1;

/// The trust in what is found here: of it, so much was right on the development set.
const TRUST: f32 = 0.7;

/// Adds what the leftover quotations call for to the attributions that stand; the result is in order
/// of their cues.
pub fn add(scene: &Scene, mut standing: Vec<Proposal>, proposals: Vec<Proposal>) -> Vec<Proposal> {
    let mut left = leftovers(scene, &standing);
    if left.is_empty() {
        return standing;
    }
    let mut weaker: Vec<Proposal> = proposals
        .into_iter()
        .filter(|proposal| proposal.chances.cue >= LEAST_CUE && scene.outer[proposal.head].is_none())
        .collect();
    weaker.sort_by(|a, b| b.chances.cue.total_cmp(&a.chances.cue).then(a.head.cmp(&b.head)));
    for mut proposal in weaker {
        let taken: Vec<Range<usize>> =
            left.iter().filter(|quotation| holds(&proposal, quotation)).cloned().collect();
        let known = standing.iter().any(|other| {
            other.cue.contains(&proposal.head)
                || other.content.iter().any(|piece| piece.contains(&proposal.head))
        });
        if taken.is_empty() || known {
            continue;
        }
        left.retain(|quotation| !taken.contains(quotation));
        choice::trim_cue(scene, &mut proposal, &standing.iter().collect::<Vec<_>>());
        proposal.core = core(&proposal, &taken);
        proposal.content = taken;
        proposal.trust = TRUST.min(proposal.chances.source);
        standing.push(proposal);
    }
    standing.sort_by_key(|proposal| proposal.head);
    standing
}

/// The quotations of whole sentences, most of whose words are in no content.
fn leftovers(scene: &Scene, standing: &[Proposal]) -> Vec<Range<usize>> {
    let mut told = vec![false; scene.document.tokens.len()];
    for piece in standing.iter().flat_map(|proposal| &proposal.content) {
        told[piece.clone()].fill(true);
    }
    let quotations = scene.document.quotations.iter().filter(|quotation| quotation.depth == 0);
    quotations
        .map(|quotation| quotation.tokens.clone())
        .filter(|tokens| is_sentence(scene, tokens.clone()))
        .filter(|tokens| 2 * tokens.clone().filter(|&token| told[token]).count() < tokens.len())
        .collect()
}

/// True when what stands in the marks begins and ends like a sentence and has a verb.
fn is_sentence(scene: &Scene, tokens: Range<usize>) -> bool {
    let words = || tokens.clone().filter(|&token| !scene.is_mark(token));
    let begins = words().next().is_some_and(|first| {
        scene.document.word(first).chars().next().is_some_and(|sign| sign.is_uppercase() || sign.is_numeric())
    });
    let ends = words().next_back().is_some_and(|last| {
        matches!(scene.document.word(last), "." | "," | "!" | "?" | "…" | "..." | "—" | "–")
    });
    let verb = words().any(|token| scene.syntax.tag(token).is_verb());
    tokens.len() >= FEWEST_TOKENS && begins && ends && verb
}

/// True when the content of a proposal has most of a quotation.
fn holds(proposal: &Proposal, quotation: &Range<usize>) -> bool {
    let shared =
        |piece: &Range<usize>| piece.end.min(quotation.end).saturating_sub(piece.start.max(quotation.start));
    2 * proposal.content.iter().map(shared).sum::<usize>() > quotation.len()
}

/// The quotations nearest to the cue on either side.
fn core(proposal: &Proposal, quotations: &[Range<usize>]) -> Core {
    let ends = |quotation: &Range<usize>| (quotation.start, quotation.end);
    let left = quotations.iter().rfind(|quotation| quotation.end <= proposal.head).map(ends);
    let right = quotations.iter().find(|quotation| quotation.start > proposal.head).map(ends);
    Core { left, right }
}
