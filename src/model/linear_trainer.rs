//! Trains a [`Linear`] model: logistic regression over hashed features, by AdaGrad with L2.

use super::{Linear, Shuffle, mixed, softmax};

/// How a [`Linear`] model is trained.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LinearSettings {
    /// The table has two to the power of `bits` weights, each two bytes before packing.
    pub bits: u32,
    /// How often all examples are seen.
    pub epochs: usize,
    /// The step of a weight that was never changed before.
    pub rate: f32,
    /// How strongly weights are pulled to 0 each time their feature is seen.
    pub l2: f32,
    /// The share of the features that an example hides each time it is seen, so that no feature is
    /// relied on alone.
    pub hidden: f32,
    /// Decides the order of the examples.
    pub seed: u64,
}

impl Default for LinearSettings {
    fn default() -> Self {
        LinearSettings { bits: 18, epochs: 8, rate: 0.1, l2: 1e-6, hidden: 0.0, seed: 1 }
    }
}

/// Collects examples, then trains on them.
///
/// An example is either a question with the answer yes or no ([`LinearTrainer::add`]) or a choice
/// among rival candidates ([`LinearTrainer::add_choice`]). The same examples in the same order
/// and the same settings give the same bytes.
///
/// ```
/// use whosaid::model::{Linear, LinearSettings, LinearTrainer};
/// let mut trainer = LinearTrainer::new(LinearSettings { bits: 4, ..LinearSettings::default() });
/// for _ in 0..100 {
///     trainer.add(&[1, 3], true, 1.0);
///     trainer.add(&[2, 3], false, 1.0);
/// }
/// let bytes = trainer.train();
/// let model = Linear::new(&bytes);
/// assert!(model.probability(&[1, 3]) > 0.9 && model.probability(&[2, 3]) < 0.1);
/// ```
#[derive(Clone, Debug)]
pub struct LinearTrainer {
    settings: LinearSettings,
    /// Places in the table, of all candidates one after the other.
    places: Vec<u32>,
    candidates: Vec<Candidate>,
    examples: Vec<Example>,
}

#[derive(Clone, Copy, Debug)]
struct Candidate {
    /// One past its last feature; its first is where the candidate before it ends.
    end: usize,
    right: bool,
}

#[derive(Clone, Copy, Debug)]
struct Example {
    first: usize,
    end: usize,
    weight: f32,
    choice: bool,
}

impl LinearTrainer {
    /// A trainer without examples.
    pub fn new(settings: LinearSettings) -> Self {
        LinearTrainer { settings, places: Vec::new(), candidates: Vec::new(), examples: Vec::new() }
    }

    /// The number of examples.
    pub fn len(&self) -> usize {
        self.examples.len()
    }

    /// True when there is no example.
    pub fn is_empty(&self) -> bool {
        self.examples.is_empty()
    }

    /// Adds a question with its answer. A `weight` of 2 counts like the example given twice.
    pub fn add(&mut self, features: &[u32], answer: bool, weight: f32) {
        let first = self.candidates.len();
        self.add_candidate(features, answer);
        self.examples.push(Example { first, end: first + 1, weight, choice: false });
    }

    /// Adds a choice among candidates, each with its features and whether it is right. Several may
    /// be right: it is enough that one of them wins. Nothing is learnt when none or all are.
    pub fn add_choice<'f>(&mut self, candidates: impl IntoIterator<Item = (&'f [u32], bool)>, weight: f32) {
        let first = self.candidates.len();
        for (features, right) in candidates {
            self.add_candidate(features, right);
        }
        let end = self.candidates.len();
        self.examples.push(Example { first, end, weight, choice: true });
    }

    fn add_candidate(&mut self, features: &[u32], right: bool) {
        let mask = (1u32 << self.settings.bits) - 1;
        self.places.extend(features.iter().map(|hash| hash & mask));
        self.candidates.push(Candidate { end: self.places.len(), right });
    }

    /// Trains and returns the bytes that [`Linear::new`] takes.
    pub fn train(mut self) -> Vec<u8> {
        let mut table = Table::new(&self.settings);
        let mut order = Shuffle::new(self.settings.seed);
        let mut examples = std::mem::take(&mut self.examples);
        let mut scores = Vec::new();
        let mut seen = Seen::default();
        let mut time = 0u64;
        // The mean over all passes but the first wavers less than the weights after the last.
        let mut sums = vec![0.0f32; table.cells.len()];
        let mut bias = 0.0;
        let passes = self.settings.epochs.saturating_sub(1).max(1) as f32;
        for pass in 0..self.settings.epochs {
            order.shuffle(&mut examples);
            for example in &examples {
                time += 1;
                self.look(example, time, &mut seen);
                if example.choice {
                    self.learn_choice(&mut table, example, &seen, &mut scores);
                } else {
                    self.learn_answer(&mut table, example, &seen);
                }
            }
            if pass > 0 || self.settings.epochs == 1 {
                sums.iter_mut().zip(&table.cells).for_each(|(sum, cell)| *sum += cell.weight);
                bias += table.bias.weight;
            }
        }
        let weights: Vec<f32> = sums.iter().map(|sum| sum * (1.0 - self.settings.hidden) / passes).collect();
        Linear::to_bytes(&weights, bias / passes)
    }

    /// Lists the features of an example that are not hidden this time.
    fn look(&self, example: &Example, time: u64, seen: &mut Seen) {
        seen.places.clear();
        seen.ends.clear();
        let least = (self.settings.hidden * u32::MAX as f32) as u32;
        for candidate in example.first..example.end {
            let shown = |place: &&u32| mixed(u64::from(**place), time) >= least;
            seen.places.extend(self.places_of(candidate).iter().filter(shown));
            seen.ends.push(seen.places.len());
        }
        seen.first = example.first;
    }

    fn learn_answer(&self, table: &mut Table, example: &Example, seen: &Seen) {
        let places = seen.of(example.first);
        let probability = 1.0 / (1.0 + (-(table.score(places) + table.bias.weight)).exp());
        let target = if self.candidates[example.first].right { 1.0 } else { 0.0 };
        let slope = (probability - target) * example.weight;
        table.step(places, slope);
        table.bias.step(slope, table.rate, 0.0);
    }

    fn learn_choice(&self, table: &mut Table, example: &Example, seen: &Seen, scores: &mut Vec<f32>) {
        let rivals = example.first..example.end;
        scores.clear();
        scores.extend(rivals.clone().map(|candidate| table.score(seen.of(candidate))));
        softmax(scores);
        let right: f32 = rivals
            .clone()
            .zip(scores.iter())
            .filter(|(candidate, _)| self.candidates[*candidate].right)
            .map(|(_, score)| score)
            .sum();
        if right <= 0.0 {
            // Either no candidate is right, or all right ones are so far behind that their share
            // has vanished; only the first is without a lesson.
            let Some(first) = rivals.clone().find(|&candidate| self.candidates[candidate].right) else {
                return;
            };
            table.step(seen.of(first), -example.weight);
        }
        for (candidate, &score) in rivals.zip(scores.iter()) {
            let target = if self.candidates[candidate].right && right > 0.0 { score / right } else { 0.0 };
            let slope = (score - target) * example.weight;
            if slope.abs() > 1e-6 {
                table.step(seen.of(candidate), slope);
            }
        }
    }

    fn places_of(&self, candidate: usize) -> &[u32] {
        let start = candidate.checked_sub(1).map_or(0, |before| self.candidates[before].end);
        &self.places[start..self.candidates[candidate].end]
    }
}

/// The features of the candidates of one example that are not hidden.
#[derive(Default)]
struct Seen {
    first: usize,
    places: Vec<u32>,
    ends: Vec<usize>,
}

impl Seen {
    fn of(&self, candidate: usize) -> &[u32] {
        let at = candidate - self.first;
        &self.places[at.checked_sub(1).map_or(0, |before| self.ends[before])..self.ends[at]]
    }
}

struct Table {
    cells: Vec<Cell>,
    bias: Cell,
    rate: f32,
    l2: f32,
}

#[derive(Clone, Copy, Default)]
struct Cell {
    weight: f32,
    /// The sum of the squares of all slopes so far.
    slopes: f32,
}

impl Table {
    fn new(settings: &LinearSettings) -> Self {
        Table {
            cells: vec![Cell::default(); 1 << settings.bits],
            bias: Cell::default(),
            rate: settings.rate,
            l2: settings.l2,
        }
    }

    fn score(&self, places: &[u32]) -> f32 {
        places.iter().map(|&place| self.cells[place as usize].weight).sum()
    }

    fn step(&mut self, places: &[u32], slope: f32) {
        for &place in places {
            self.cells[place as usize].step(slope, self.rate, self.l2);
        }
    }
}

impl Cell {
    fn step(&mut self, slope: f32, rate: f32, l2: f32) {
        let slope = slope + l2 * self.weight;
        self.slopes += slope * slope;
        if self.slopes > 0.0 {
            self.weight -= rate * slope / (self.slopes.sqrt() + 1e-3);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings() -> LinearSettings {
        LinearSettings { bits: 8, epochs: 20, ..LinearSettings::default() }
    }

    #[test]
    fn probabilities_follow_the_shares_in_the_data() {
        let mut trainer = LinearTrainer::new(settings());
        for count in 0..1000 {
            trainer.add(&[1], count % 4 == 0, 1.0);
            trainer.add(&[2], count % 10 != 0, 1.0);
        }
        let bytes = trainer.train();
        let model = Linear::new(&bytes);
        assert!((model.probability(&[1]) - 0.25).abs() < 0.05);
        assert!((model.probability(&[2]) - 0.9).abs() < 0.05);
    }

    #[test]
    fn a_choice_prefers_what_was_right() {
        let mut trainer = LinearTrainer::new(settings());
        for other in 0..60 {
            let wrong = [100 + other, 5];
            trainer.add_choice([(&[9, 5][..], true), (&wrong[..], false), (&[11, 5][..], false)], 1.0);
        }
        trainer.add_choice([(&[1][..], false)], 1.0);
        let bytes = trainer.train();
        let model = Linear::new(&bytes);
        assert!(model.score(&[9, 5]) > model.score(&[11, 5]) + 1.0);
    }

    #[test]
    fn the_same_examples_give_the_same_bytes() {
        let train = || {
            let mut trainer = LinearTrainer::new(settings());
            for number in 0..200u32 {
                trainer.add(&[number % 7, number % 11], number % 3 == 0, 1.0);
            }
            trainer.train()
        };
        assert_eq!(train(), train());
    }
}
