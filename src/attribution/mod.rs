//! From a [`Document`] and its syntax to [`Attribution`]s: who (source) is reported (cue) to have
//! said, written, thought or wanted what (content).

mod carrier;
mod choice;
mod contents;
mod cores;
mod cues;
mod evidence;
mod extents;
mod follow;
mod grammar;
mod layout;
mod leftovers;
mod lexicon;
mod membership;
mod models;
mod pairs;
mod patterns;
mod peaks;
mod places;
mod proposals;
mod rerank;
mod scene;
mod senses;
mod sources;
mod subtrees;
mod tally;
#[cfg(test)]
mod tests;
mod times;
#[cfg(feature = "train")]
pub mod training;
mod trust;

use serde::{Deserialize, Serialize};

use crate::place::Span;
use crate::syntax::Syntax;
use crate::text::Document;

pub use self::evidence::{ContentReading, Evidence, Rejection, RejectionCause, SourceReading, evidence};
pub use self::models::unpack_ahead;

use self::models::Models;
use self::proposals::Proposal;
use self::scene::Scene;

/// Somebody (source) is reported (cue) to have said something (content).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Attribution {
    /// The mention of who said it; none where the text names nobody.
    pub source: Option<Span>,
    /// The words that report it; none for a floating quotation.
    pub cue: Option<Span>,
    /// What was said, in one or more stretches in the order of the text; never empty.
    pub content: Vec<Span>,
    /// The parts of the content that stand in quotation marks, marks included.
    pub quoted: Vec<Span>,
    /// Whether all, some or none of the content is quoted.
    pub kind: Kind,
    /// Whether it is speech, or belongs to the wider scope of thought and intention.
    pub scope: Scope,
    /// The person spoken to ("told reporters"), where the text says so.
    pub listener: Option<Span>,
    /// For an attribution inside the content of another: that one's index.
    pub nested_in: Option<usize>,
    /// The estimated chance that content and source are right, 0 to 1.
    pub confidence: f32,
    /// The code of the pattern: the order of quotation (q), content (c), cue (v) and source (s).
    pub pattern: String,
    /// One plain sentence that says why.
    pub reason: String,
}

/// How much of a content stands in quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Kind {
    /// All of it.
    Direct,
    /// Some of it.
    Mixed,
    /// None of it.
    Indirect,
}

/// What sort of attribution it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Scope {
    /// Words are quoted, or the cue is a verb or noun of saying.
    Speech,
    /// Belief, knowledge, intention, expectation, support, orders and the like.
    Full,
}

/// A document in which every word is weighed as a cue.
pub struct Weighed<'s, 'd> {
    scene: Scene<'s, 'd>,
}

/// Finds the attributions of a document, in the order of their first word.
pub fn find(document: &Document, syntax: &Syntax) -> Vec<Attribution> {
    find_around(&weigh_cues(document, syntax))
}

/// Weighs every word of a document as a cue. The weights for this and those for what stands around a
/// cue are too many for a processor's cache, so who has many documents weighs some before going on.
pub fn weigh_cues<'s, 'd>(document: &'s Document<'d>, syntax: &'s Syntax) -> Weighed<'s, 'd> {
    Weighed { scene: weighed(document, syntax, &models::EMBEDDED) }
}

/// Finds the attributions around the likely cues, in the order of their first word.
pub fn find_around(weighed: &Weighed) -> Vec<Attribution> {
    found(&weighed.scene, &models::EMBEDDED)
}

fn weighed<'s, 'd>(document: &'s Document<'d>, syntax: &'s Syntax, models: &Models) -> Scene<'s, 'd> {
    let mut scene = Scene::new(document, syntax);
    let chances = proposals::reported(&scene, models);
    scene.take_chances(chances);
    scene
}

fn found(scene: &Scene, models: &Models) -> Vec<Attribution> {
    let kept = kept(scene, models);
    let parents = choice::parents(&kept);
    kept.iter().zip(parents).map(|(proposal, parent)| attribution(scene, proposal, parent)).collect()
}

/// The proposals that stand: first those outside other contents, then those inside them.
fn kept(scene: &Scene, models: &Models) -> Vec<Proposal> {
    let proposals = proposals::propose(scene, models);
    let outer = choice::choose(scene, Vec::new(), proposals.clone());
    let outer = leftovers::add(scene, outer, proposals.clone());
    let inner = proposals::propose_inner(scene, models, &outer, &proposals);
    choice::choose(scene, outer, inner)
}

fn attribution(scene: &Scene, proposal: &Proposal, nested_in: Option<usize>) -> Attribution {
    let pattern = patterns::code(scene, proposal);
    let content = places::content(scene, proposal);
    let quoted = places::quoted(scene, &content, proposal.head);
    let kind = places::kind(scene, &content, &quoted);
    let speech = kind != Kind::Indirect || patterns::is_speech(scene, proposal);
    // "told the council" has a listener, "said the council" has not.
    let addressed = scene.entries[proposal.head].takes('l');
    let listener =
        scene.reading(proposal.head).and_then(|reading| reading.listener.clone()).filter(|_| addressed);
    Attribution {
        source: proposal.source.as_ref().map(|(_, words)| places::span(scene, words)),
        cue: Some(places::span(scene, &proposal.cue)),
        content,
        quoted,
        kind,
        scope: if speech { Scope::Speech } else { Scope::Full },
        listener: listener.map(|words| places::span(scene, &words)),
        nested_in,
        confidence: proposal.trust,
        reason: patterns::reason(scene, proposal, &pattern),
        pattern,
    }
}
