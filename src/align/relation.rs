//! How two aligned statements belong together.

use std::sync::OnceLock;

use super::Relation;
use super::alignment::Alignment;
use super::evidence::{self, Evidence};
use super::features::Values;
use super::prepared::Prepared;
use super::source::Sameness;
use super::trees::Trees;

/// From this probability on, two statements are called one claim.
const SAME: f32 = 0.4;

/// From this probability on, they are called related.
const RELATED: f32 = 0.08;

/// Statements of one speaker that lie further apart are two acts of speech, unless the words agree.
const DAYS_OF_ONE_UTTERANCE: i64 = 7;

/// Judges the relation from the alignment, the sources and the dates.
pub(super) fn judge(a: &Prepared, b: &Prepared, alignment: &Alignment, values: &Values) -> Relation {
    let evidence = evidence::collect(a, b, alignment, values);
    let probability = same_claim(&evidence);
    if probability >= SAME {
        if one_utterance(a, b, alignment) { Relation::SameUtterance } else { Relation::SameClaim }
    } else if probability >= RELATED {
        Relation::Related
    } else {
        Relation::Unrelated
    }
}

fn same_claim(evidence: &Evidence) -> f32 {
    static TREES: OnceLock<Trees> = OnceLock::new();
    let trees = TREES.get_or_init(|| Trees::from_bytes(include_bytes!("weights/relation.bin")));
    trees.probability(evidence)
}

/// True when both can be one act of speech: one speaker, and near in time or in wording.
fn one_utterance(a: &Prepared, b: &Prepared, alignment: &Alignment) -> bool {
    if a.sameness(b) == Sameness::Different {
        return false;
    }
    let near = match (a.statement.date, b.statement.date) {
        (Some(first), Some(second)) => {
            first.duration_since(second).as_hours().abs() / 24 <= DAYS_OF_ONE_UTTERANCE
        }
        _ => true,
    };
    let quoted = |pair: &&super::Pair| a.words[pair.a].marks.quoted && b.words[pair.b].marks.quoted;
    near || alignment.pairs.iter().filter(quoted).count() >= 4
}
