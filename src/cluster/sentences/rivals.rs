//! Where a pair of sentences stands among its rivals: the other sentences of either article that might
//! answer the same sentence.
//!
//! The sentence that answers another best, and is answered best by it, is likelier to state the same
//! than one that comes third. Only the two articles count, so a further article changes nothing.

use rayon::prelude::*;

use crate::cluster::candidates::Pair;

/// How a pair stands among its rivals.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Standing {
    /// How many sentences of the other article answer the first one better.
    pub rank_a: f32,
    /// The same for the second.
    pub rank_b: f32,
    /// How much better this pair is than the first sentence's best other one.
    pub lead_a: f32,
    /// The same for the second.
    pub lead_b: f32,
    /// How many sentences of the other article are proposed for the first one.
    pub rivals_a: f32,
    /// The same for the second.
    pub rivals_b: f32,
}

/// One side of a pair, as it is sorted.
struct Side {
    sentence: u32,
    other_article: u32,
    score: f32,
    pair: u32,
    first: bool,
}

/// The standings of all pairs; `scores` says how well the two of each pair answer each other, and
/// `article_of` which article a sentence is of.
pub fn standings(pairs: &[Pair], scores: &[f32], article_of: impl Fn(u32) -> u32 + Sync) -> Vec<Standing> {
    let mut sides: Vec<Side> = pairs
        .par_iter()
        .zip(scores)
        .enumerate()
        .flat_map_iter(|(index, (&(a, b), &score))| {
            let side = |sentence, other, first| Side {
                sentence,
                other_article: article_of(other),
                score,
                pair: index as u32,
                first,
            };
            [side(a, b, true), side(b, a, false)]
        })
        .collect();
    sides.par_sort_unstable_by(|one, other| {
        (one.sentence, one.other_article)
            .cmp(&(other.sentence, other.other_article))
            .then(other.score.total_cmp(&one.score))
            .then(one.pair.cmp(&other.pair))
    });
    let mut standings = vec![Standing::default(); pairs.len()];
    let of_one =
        |one: &Side, other: &Side| (one.sentence, one.other_article) == (other.sentence, other.other_article);
    for rivals in sides.chunk_by(of_one) {
        let best_other = |rank: usize| rivals.get(usize::from(rank == 0)).map_or(0.0, |side| side.score);
        for (rank, side) in rivals.iter().enumerate() {
            let standing = &mut standings[side.pair as usize];
            let lead = side.score - best_other(rank);
            if side.first {
                (standing.rank_a, standing.lead_a, standing.rivals_a) =
                    (rank as f32, lead, rivals.len() as f32);
            } else {
                (standing.rank_b, standing.lead_b, standing.rivals_b) =
                    (rank as f32, lead, rivals.len() as f32);
            }
        }
    }
    standings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_answer_leads_and_the_next_follows() {
        // Sentence 0 of one article; 1 and 2 of another.
        let found = standings(&[(0, 1), (0, 2)], &[0.75, 0.25], |sentence| u32::from(sentence > 0));
        assert_eq!((found[0].rank_a, found[0].lead_a, found[0].rivals_a), (0.0, 0.5, 2.0));
        assert_eq!((found[1].rank_a, found[1].lead_a, found[1].rank_b), (1.0, -0.5, 0.0));
        assert_eq!(found[1].lead_b, 0.25, "nobody else answers sentence 2");
    }
}
