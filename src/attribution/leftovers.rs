//! Quotations that no attribution took, though a word beside them may report them.
//!
//! A whole sentence in quotation marks that nobody is said to have said is rare: most of those that
//! are left over have a cue that was not trusted (“posted”, “the letter states”) or whose content went
//! too far. So a word of saying that would not do elsewhere does for them, and the content is these
//! quotations alone. Scare quotes and titles are no sentences and are left over.

use std::ops::Range;

use super::choice;
use super::follow::Core;
use super::lexicon::Class;
use super::proposals::Proposal;
use super::scene::Scene;

/// A quotation of fewer tokens, marks included, may be a title or a nickname.
const FEWEST_TOKENS: usize = 7;

/// A cue less likely than this does not do even here.
const LEAST_CUE: f32 = 0.1;

/// Between a cue and the quotation taken up after it stand at most so many tokens: whom it was said
/// to, and a comma.
const MOST_OF_A_CARRIER: usize = 6;

/// The trust in what is found here: with a source, so much was right on the training and development
/// sets; without one, the content mostly is, yet somebody said it whom the text names elsewhere.
const TRUST: f32 = 0.67;
const TRUST_WITHOUT_SOURCE: f32 = 0.2;

/// Adds what the leftover quotations call for to the attributions that stand; the result is in order
/// of their cues.
pub fn add(scene: &Scene, mut standing: Vec<Proposal>, proposals: Vec<Proposal>) -> Vec<Proposal> {
    resume(scene, &mut standing);
    let left: Vec<Range<usize>> =
        leftovers(scene, &standing).filter(|tokens| is_sentence(scene, tokens.clone())).collect();
    if left.is_empty() {
        return standing;
    }
    let mut weaker: Vec<Proposal> =
        proposals.into_iter().filter(|proposal| is_word_of_saying(scene, proposal)).collect();
    weaker.sort_by(|a, b| b.chances.cue.total_cmp(&a.chances.cue).then(a.head.cmp(&b.head)));
    // No two that stand have the same head, and no head stands in what another has.
    let mut had = told(scene, &standing);
    let mut at_head: Vec<Option<usize>> = vec![None; scene.document.tokens.len()];
    for (place, proposal) in standing.iter().enumerate() {
        had[proposal.cue.clone()].fill(true);
        at_head[proposal.head] = Some(place);
    }
    let mut free = vec![true; left.len()];
    for mut proposal in weaker {
        let mut taken = held(&proposal, &left);
        taken.retain(|&place| free[place]);
        if taken.is_empty() || had[proposal.head] {
            continue;
        }
        for &place in &taken {
            free[place] = false;
        }
        let beside = at_head[proposal.cue.clone()].iter().flatten();
        let beside: Vec<&Proposal> = beside.map(|&place| &standing[place]).collect();
        choice::trim_cue(scene, &mut proposal, &beside);
        let taken: Vec<Range<usize>> = taken.into_iter().map(|place| left[place].clone()).collect();
        proposal.core = core(&proposal, &taken);
        proposal.content = taken;
        proposal.trust = match proposal.source {
            Some(_) => TRUST.min(proposal.chances.source),
            None => TRUST_WITHOUT_SOURCE,
        };
        for part in proposal.content.iter().chain([&proposal.cue]) {
            had[part.clone()].fill(true);
        }
        at_head[proposal.head] = Some(standing.len());
        standing.push(proposal);
    }
    standing.sort_by_key(|proposal| proposal.head);
    standing
}

/// True when a cue outside of quotations is likely enough for what is left over, and says something.
fn is_word_of_saying(scene: &Scene, proposal: &Proposal) -> bool {
    let head = proposal.head;
    proposal.chances.cue >= LEAST_CUE
        && scene.outer[head].is_none()
        && scene.entries[head].classes().any(Class::is_speech)
}

/// Gives a quotation that is broken off for its cue and taken up again after it (“...,” he asked the
/// lawyer, “that ...”) its second part.
fn resume(scene: &Scene, standing: &mut [Proposal]) {
    let left: Vec<Range<usize>> = leftovers(scene, standing).collect();
    for quotation in left {
        // They stand in order of their cues.
        let sentence = scene.sentence(quotation.start);
        let first = standing.partition_point(|proposal| proposal.head < sentence.start);
        let near = standing[first..].iter_mut().take_while(|proposal| proposal.head < quotation.start);
        if let Some(proposal) = near.into_iter().find(|proposal| is_resumed(scene, proposal, &quotation)) {
            proposal.core.right = Some((quotation.start, quotation.end));
            let place = proposal.content.partition_point(|piece| piece.start < quotation.start);
            proposal.content.insert(place, quotation);
        }
    }
}

/// True when a quotation stands behind the cue and a comma, and what stands before the cue is one too
/// that ends in a comma.
fn is_resumed(scene: &Scene, proposal: &Proposal, quotation: &Range<usize>) -> bool {
    let (Some((start, end)), None) = (proposal.core.left, proposal.core.right) else { return false };
    let said = proposal.source.iter().map(|(_, words)| words.end).chain([proposal.cue.end]).max();
    let carrier = said.unwrap_or(proposal.cue.end)..quotation.start;
    let comma = |token: usize| scene.document.word(token) == ",";
    let broken_off = scene.outer[start].is_some()
        && scene.outer[end - 1].is_some()
        && (start..end).rev().find(|&token| !scene.is_mark(token)).is_some_and(comma);
    broken_off
        && end <= proposal.head
        && scene.sentence(proposal.head).contains(&quotation.start)
        && (1..=MOST_OF_A_CARRIER).contains(&carrier.len())
        && comma(carrier.end - 1)
        && carrier.clone().all(|token| !scene.syntax.tag(token).is_verb() && scene.outer[token].is_none())
}

/// The outer quotations most of whose words are in no content.
fn leftovers<'s>(scene: &'s Scene, standing: &[Proposal]) -> impl Iterator<Item = Range<usize>> + 's {
    let told = told(scene, standing);
    let quotations = scene.document.quotations.iter().filter(|quotation| quotation.depth == 0);
    quotations
        .map(|quotation| quotation.tokens.clone())
        .filter(move |tokens| 2 * tokens.clone().filter(|&token| told[token]).count() < tokens.len())
}

/// Which tokens stand in a content.
fn told(scene: &Scene, standing: &[Proposal]) -> Vec<bool> {
    let mut told = vec![false; scene.document.tokens.len()];
    for piece in standing.iter().flat_map(|proposal| &proposal.content) {
        told[piece.clone()].fill(true);
    }
    told
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

/// The places of those leftover quotations of which the content of a proposal has most.
fn held(proposal: &Proposal, left: &[Range<usize>]) -> Vec<usize> {
    let most = |&place: &usize| 2 * choice::overlap(&left[place], proposal) > left[place].len();
    let start = proposal.content.first().map_or(0, |piece| piece.start);
    let end = proposal.content.last().map_or(0, |piece| piece.end);
    let first = left.partition_point(|quotation| quotation.end <= start);
    let behind = left.partition_point(|quotation| quotation.start < end).max(first);
    (first..behind).filter(most).collect()
}

/// The quotations nearest to the cue on either side.
fn core(proposal: &Proposal, quotations: &[Range<usize>]) -> Core {
    let ends = |quotation: &Range<usize>| (quotation.start, quotation.end);
    let left = quotations.iter().rfind(|quotation| quotation.end <= proposal.head).map(ends);
    let right = quotations.iter().find(|quotation| quotation.start > proposal.head).map(ends);
    Core { left, right }
}
