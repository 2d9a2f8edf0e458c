//! How two aligned statements belong together.

use super::Relation;
use super::alignment::Alignment;
use super::prepared::Prepared;
use super::source::{Sameness, same_source};

/// Judges the relation from the alignment, the sources and the dates.
pub(super) fn judge(a: &Prepared, b: &Prepared, alignment: &Alignment) -> Relation {
    let contained = alignment.containment_a.max(alignment.containment_b);
    let shared: f32 = alignment.pairs.iter().map(|pair| a.words[pair.a].weight * pair.how.strength()).sum();
    if contained >= 0.65 && shared >= 12.0 || alignment.similarity >= 0.6 {
        let speaker = same_source(a.statement.speaker.unwrap_or(""), b.statement.speaker.unwrap_or(""));
        return if speaker == Sameness::Different { Relation::SameClaim } else { Relation::SameUtterance };
    }
    if shared >= 10.0 { Relation::Related } else { Relation::Unrelated }
}
