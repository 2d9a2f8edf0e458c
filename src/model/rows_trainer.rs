//! Trains a [`Rows`] model: averaged perceptron with a margin.

use super::Rows;

/// How a [`Rows`] model is stored and trained.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RowsSettings {
    /// The table has two to the power of `bits` weights, each one byte before packing.
    pub bits: u32,
    /// Rows begin at multiples of two to the power of `shift`.
    pub shift: u32,
    /// An example is also learnt from when it was right by less than this.
    pub margin: f32,
    /// A feature's first wishes for a change, as many as this, are counted but not granted: rare
    /// features would only spoil the places that they share with others.
    pub least_wishes: u8,
}

/// Weights in training.
///
/// The caller brings the features of an example, looks at the [scores](RowsTrainer::scores) and
/// says which class was to win over which. Training is over with [`RowsTrainer::finish`], which
/// averages the weights over all examples and makes each a byte.
#[derive(Clone, Debug)]
pub struct RowsTrainer<const CLASSES: usize> {
    settings: RowsSettings,
    mask: u32,
    weights: Vec<f32>,
    /// The sum of all changes of a weight, each times the number of examples seen before it.
    past: Vec<f64>,
    wishes: Vec<u8>,
    examples: f64,
}

/// Wishes for changes are counted in a table of two to this power of counters.
const WISH_BITS: u32 = 26;

impl<const CLASSES: usize> RowsTrainer<CLASSES> {
    /// Weights that are all 0.
    pub fn new(settings: RowsSettings) -> Self {
        let length = (1 << settings.bits) + CLASSES;
        RowsTrainer {
            settings,
            mask: (1 << (settings.bits - settings.shift)) - 1,
            weights: vec![0.0; length],
            past: vec![0.0; length],
            wishes: vec![0; 1 << WISH_BITS],
            examples: 0.0,
        }
    }

    /// The scores of all classes at this moment of training.
    pub fn scores(&self, features: &[u32]) -> [f32; CLASSES] {
        let mut scores = [0.0; CLASSES];
        for &hash in features {
            let place = self.place(hash);
            for (score, weight) in scores.iter_mut().zip(&self.weights[place..place + CLASSES]) {
                *score += weight;
            }
        }
        scores
    }

    /// Learns that `right` was to win. Returns true when it did not win by itself.
    pub fn learn(&mut self, features: &[u32], scores: &[f32; CLASSES], right: usize) -> bool {
        self.learn_one_of(features, scores, |class| class == right, |_| true)
    }

    /// Learns that one of the right classes was to win over every wrong one among those allowed.
    /// Returns true when none did by itself.
    pub fn learn_one_of(
        &mut self,
        features: &[u32],
        scores: &[f32; CLASSES],
        is_right: impl Fn(usize) -> bool,
        is_allowed: impl Fn(usize) -> bool,
    ) -> bool {
        self.examples += 1.0;
        let highest = |wanted: bool| {
            (0..CLASSES)
                .filter(|&class| is_allowed(class) && is_right(class) == wanted)
                .reduce(|best, class| if scores[class] > scores[best] { class } else { best })
        };
        let (Some(right), Some(wrong)) = (highest(true), highest(false)) else {
            return false;
        };
        if scores[right] - scores[wrong] <= self.settings.margin {
            self.change(features, right, 1.0);
            self.change(features, wrong, -1.0);
        }
        scores[right] <= scores[wrong]
    }

    fn change(&mut self, features: &[u32], class: usize, by: f32) {
        for &hash in features {
            let wishes = &mut self.wishes[(hash >> (32 - WISH_BITS)) as usize];
            if *wishes < self.settings.least_wishes {
                *wishes += 1;
                continue;
            }
            let place = self.place(hash) + class;
            self.weights[place] += by;
            self.past[place] += self.examples * f64::from(by);
        }
    }

    fn place(&self, hash: u32) -> usize {
        ((hash & self.mask) << self.settings.shift) as usize
    }

    /// Averages, makes each weight a byte, and returns what [`Rows::new`] takes.
    pub fn finish(&self) -> Vec<u8> {
        let averages = self.averages();
        let step = step(&averages);
        let mut bytes = Vec::with_capacity(Rows::<CLASSES>::HEADER + averages.len());
        bytes.extend(b"WSR1");
        for number in [self.settings.bits, CLASSES as u32, self.settings.shift] {
            bytes.extend(number.to_le_bytes());
        }
        bytes.extend(averages.iter().map(|weight| (weight / step).round().clamp(-127.0, 127.0) as i8 as u8));
        bytes
    }

    fn averages(&self) -> Vec<f32> {
        let examples = self.examples.max(1.0);
        self.weights
            .iter()
            .zip(&self.past)
            .map(|(weight, past)| (f64::from(*weight) - past / examples) as f32)
            .collect()
    }
}

/// The value of one step of a byte: one weight in 50,000 may lie beyond the last step and is cut.
fn step(averages: &[f32]) -> f32 {
    let mut sizes: Vec<f32> = averages.iter().map(|weight| weight.abs()).filter(|&size| size > 0.0).collect();
    sizes.sort_unstable_by(f32::total_cmp);
    let largest = sizes.len().checked_sub(1 + sizes.len() / 50_000).map_or(1.0, |place| sizes[place]);
    largest / 127.0
}

#[cfg(test)]
mod tests {
    use super::super::{Shuffle, best};
    use super::*;

    #[test]
    fn three_classes_are_learnt_and_survive_as_bytes() {
        let settings = RowsSettings { bits: 10, shift: 0, margin: 0.5, least_wishes: 0 };
        let mut trainer = RowsTrainer::<8>::new(settings);
        let mut numbers = Shuffle::new(3);
        for _ in 0..600 {
            let class = numbers.below(3);
            let features = [class as u32 * 77 + 5, 900 + numbers.below(20) as u32];
            let scores = trainer.scores(&features);
            trainer.learn(&features, &scores, class);
        }
        let bytes = trainer.finish();
        let rows = Rows::<8>::new(&bytes);
        for class in 0..3 {
            assert_eq!(best(&rows.scores(&[class as u32 * 77 + 5])), class);
        }
    }

    #[test]
    #[should_panic(expected = "another number of classes")]
    fn a_model_of_other_classes_is_refused() {
        let settings = RowsSettings { bits: 4, shift: 0, margin: 0.0, least_wishes: 0 };
        Rows::<16>::new(&RowsTrainer::<8>::new(settings).finish());
    }
}
