//! Which attributions a run keeps.

use crate::attribution::{Attribution, Scope};
use crate::place::Span;

/// Keeps what lies in the scope, and outside of a headline that reports nobody. What was nested in an
/// attribution that is not kept is nested in that one's own surroundings then, or stands alone.
pub(super) fn within(scope: Scope, headline: Option<Span>, found: Vec<Attribution>) -> Vec<Attribution> {
    let is_in_headline = |attribution: &Attribution| {
        headline.is_some_and(|headline| attribution.content.iter().any(|span| span.overlaps(headline)))
    };
    let is_kept = |attribution: &Attribution| attribution.scope <= scope && !is_in_headline(attribution);
    let mut kept_as = vec![None; found.len()];
    let mut kept = 0;
    for (index, attribution) in found.iter().enumerate() {
        if is_kept(attribution) {
            kept_as[index] = Some(kept);
            kept += 1;
        }
    }
    let outer: Vec<Option<usize>> = found.iter().map(|attribution| attribution.nested_in).collect();
    found
        .into_iter()
        .filter(is_kept)
        .map(|attribution| {
            let nested_in = nearest_kept(attribution.nested_in, &outer, &kept_as);
            Attribution { nested_in, ..attribution }
        })
        .collect()
}

/// The new index of the nearest surrounding attribution that was kept.
fn nearest_kept(
    mut index: Option<usize>,
    outer: &[Option<usize>],
    kept_as: &[Option<usize>],
) -> Option<usize> {
    // Each step goes outwards, so there are at most as many as there are attributions.
    for _ in 0..outer.len() {
        let here = index?;
        if kept_as[here].is_some() {
            return kept_as[here];
        }
        index = outer[here];
    }
    None
}
