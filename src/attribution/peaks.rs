//! The highest number in a stretch, without a look at each of them.

use std::ops::Range;

/// The numbers of all tokens, and the highest of each [`RUN`] of them.
#[derive(Clone, Debug, Default)]
pub struct Peaks {
    numbers: Vec<f32>,
    runs: Vec<f32>,
}

const RUN: usize = 32;

impl Peaks {
    /// Takes one number, not below zero, for each token.
    pub fn new(numbers: Vec<f32>) -> Self {
        let runs = numbers.chunks(RUN).map(highest).collect();
        Peaks { numbers, runs }
    }

    /// The number of a token; zero where there is none.
    pub fn at(&self, token: usize) -> f32 {
        self.numbers.get(token).copied().unwrap_or(0.0)
    }

    /// The highest number in a stretch; zero where there is none.
    pub fn highest(&self, tokens: Range<usize>) -> f32 {
        let end = tokens.end.min(self.numbers.len());
        let (first, behind) = (tokens.start.div_ceil(RUN), end / RUN);
        if first >= behind {
            return self.numbers.get(tokens.start..end).map_or(0.0, highest);
        }
        let before = highest(&self.numbers[tokens.start..first * RUN]);
        let after = highest(&self.numbers[behind * RUN..end]);
        before.max(after).max(highest(&self.runs[first..behind]))
    }
}

fn highest(numbers: &[f32]) -> f32 {
    numbers.iter().copied().fold(0.0, f32::max)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_highest_is_that_of_all_numbers() {
        let numbers: Vec<f32> = (0..200u32).map(|at| (at * 7919 % 211) as f32).collect();
        let peaks = Peaks::new(numbers.clone());
        for start in 0..200 {
            for end in start..=200 {
                assert_eq!(peaks.highest(start..end), highest(&numbers[start..end]), "{start}..{end}");
            }
        }
        assert_eq!(peaks.highest(150..900), highest(&numbers[150..]));
        assert_eq!((peaks.highest(300..400), peaks.at(300)), (0.0, 0.0));
    }
}
