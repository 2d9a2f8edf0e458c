//! The stretch of each statement that the other tells as well.

use std::ops::Range;

use super::alignment::Pair;
use super::prepared::Prepared;

/// What an unanswered word costs, as a share of its weight.
const COST: f32 = 0.5;

/// Finds the stretches, as word indices: the best local alignment, so that what only one side
/// tells before or behind stays outside.
pub(super) fn find(a: &Prepared, b: &Prepared, pairs: &[Pair]) -> (Range<usize>, Range<usize>) {
    let mut gains_b = vec![0.0_f32; b.words.len()];
    for pair in pairs {
        gains_b[pair.b] = gain(b, pair.b, pair);
    }
    let window_b = best_stretch(b, &gains_b);
    let mut gains_a = vec![0.0_f32; a.words.len()];
    for pair in pairs.iter().filter(|pair| window_b.contains(&pair.b)) {
        gains_a[pair.a] = gain(a, pair.a, pair);
    }
    let window_a = best_stretch(a, &gains_a);
    // The second side again, with what the first side's window leaves.
    gains_b.fill(0.0);
    for pair in pairs.iter().filter(|pair| window_a.contains(&pair.a)) {
        gains_b[pair.b] = gain(b, pair.b, pair);
    }
    let window_b = best_stretch(b, &gains_b);
    (window_a, window_b)
}

fn gain(side: &Prepared, word: usize, pair: &Pair) -> f32 {
    side.words[word].weight.max(0.3) * pair.how.strength()
}

/// The stretch with the greatest sum of gains less the cost of the words in between.
fn best_stretch(side: &Prepared, gains: &[f32]) -> Range<usize> {
    let (mut best, mut best_range) = (0.0, 0..0);
    let (mut sum, mut start) = (0.0_f32, 0);
    for (word, gain) in gains.iter().enumerate() {
        let value = if *gain > 0.0 { *gain } else { -COST * side.words[word].weight };
        if sum <= 0.0 {
            sum = 0.0;
            start = word;
        }
        sum += value;
        if sum > best {
            best = sum;
            best_range = start..word + 1;
        }
    }
    best_range
}
