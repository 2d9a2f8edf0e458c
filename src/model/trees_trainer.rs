//! Gradient boosting of small trees: the same rows give the same trees.

use std::ops::Range;

use super::shuffle::mixed;
use super::trees::{LEAVES, QUESTIONS, Tree, Trees, choice};

/// What is learned from one example.
#[derive(Clone, Debug)]
pub struct Row {
    /// The values of the features.
    pub values: Vec<f32>,
    /// What the trees should say.
    pub target: f32,
    /// How much the example counts.
    pub weight: f32,
}

/// How the trees are grown.
#[derive(Clone, Copy, Debug)]
pub struct Growth {
    /// How many trees.
    pub trees: usize,
    /// How much of each tree is taken.
    pub rate: f32,
    /// The weight of examples that a leaf needs.
    pub least: f32,
    /// What draws the leaves to zero.
    pub ridge: f32,
    /// True for a probability, false for a number.
    pub logistic: bool,
    /// The share of the examples and of the features that a tree sees.
    pub sample: f32,
}

/// Values are told apart by this many steps.
const BINS: usize = 64;

/// Grows trees that say the rows' targets.
pub fn grow(rows: &[Row], growth: Growth) -> Trees {
    let total: f32 = rows.iter().map(|row| row.weight).sum();
    let mean = rows.iter().map(|row| row.weight * row.target).sum::<f32>() / total;
    let base = if growth.logistic { (mean / (1.0 - mean)).ln() } else { mean };
    boost(rows, base, growth, |scores| {
        rows.iter().zip(scores).map(|(row, score)| slope(row, *score, growth.logistic)).unzip()
    })
}

/// Grows trees that put the rows of each list in the order of their targets, the highest first. Pairs of
/// rows count by the difference of their targets and by how much nearer to the head of the list the better
/// one would come (LambdaMART); whether the growth is logistic does not matter.
pub fn grow_order(rows: &[Row], lists: &[Range<usize>], growth: Growth) -> Trees {
    boost(rows, 0.0, growth, |scores| {
        let (mut slopes, mut bends) = (vec![0.0; rows.len()], vec![0.0; rows.len()]);
        for list in lists {
            pull(rows, scores, list.clone(), &mut slopes, &mut bends);
        }
        (slopes, bends)
    })
}

/// Grows trees that choose one row of each list, or none of them: the chance of a row is its share of
/// the exponentials, where none has the score 0 (conditional logit). Where several rows have a target
/// above 0, any of them is right. Whether the growth is logistic does not matter.
pub fn grow_choice(rows: &[Row], lists: &[Range<usize>], growth: Growth) -> Trees {
    boost(rows, 0.0, growth, |scores| {
        let (mut slopes, mut bends) = (vec![0.0; rows.len()], vec![0.0; rows.len()]);
        for list in lists {
            let chances = choice(&scores[list.clone()]);
            let right = |place: usize| rows[list.start + place].target > 0.0;
            let sum: f32 = (0..list.len()).filter(|&place| right(place)).map(|place| chances[place]).sum();
            for (place, &chance) in chances.iter().enumerate() {
                let wanted = if right(place) { chance / sum.max(f32::MIN_POSITIVE) } else { 0.0 };
                let row = list.start + place;
                slopes[row] = rows[row].weight * (wanted - chance);
                bends[row] = rows[row].weight * (chance * (1.0 - chance)).max(LEAST_BEND);
            }
        }
        (slopes, bends)
    })
}

/// A row that is sure still has some say, so that its leaf cannot run away.
const LEAST_BEND: f32 = 1e-3;

/// Adds what each pair of rows of one list asks of the scores.
fn pull(rows: &[Row], scores: &[f32], list: Range<usize>, slopes: &mut [f32], bends: &mut [f32]) {
    let mut order: Vec<usize> = list.clone().collect();
    order.sort_by(|&a, &b| scores[b].total_cmp(&scores[a]));
    let mut discounts = vec![0.0; list.len()];
    for (place, &row) in order.iter().enumerate() {
        discounts[row - list.start] = 1.0 / (place as f32 + 2.0).log2();
    }
    for better in list.clone() {
        for worse in list.clone().filter(|&worse| rows[worse].target < rows[better].target) {
            let gain = (discounts[better - list.start] - discounts[worse - list.start]).abs();
            let weight = rows[better].weight * (rows[better].target - rows[worse].target) * gain;
            let doubt = 1.0 / (1.0 + (scores[better] - scores[worse]).exp());
            for (row, way) in [(better, 1.0), (worse, -1.0)] {
                slopes[row] += way * weight * doubt;
                bends[row] += weight * doubt * (1.0 - doubt);
            }
        }
    }
}

/// Grows tree after tree; `pull` gives for the scores so far the first and second derivative of the gain.
fn boost(rows: &[Row], base: f32, growth: Growth, pull: impl Fn(&[f32]) -> (Vec<f32>, Vec<f32>)) -> Trees {
    let table = Table::new(rows);
    let mut trees = Trees { base, trees: Vec::new() };
    let mut scores = vec![base; rows.len()];
    for round in 0..growth.trees {
        let (slopes, bends) = pull(&scores);
        let tree = Grower { table: &table, slopes, bends, growth, round }.tree();
        for (score, row) in scores.iter_mut().zip(rows) {
            *score += tree.score(&row.values);
        }
        trees.trees.push(tree);
    }
    trees
}

/// First and second derivative of the loss.
fn slope(row: &Row, score: f32, logistic: bool) -> (f32, f32) {
    if logistic {
        let probability = 1.0 / (1.0 + (-score).exp());
        (row.weight * (row.target - probability), row.weight * probability * (1.0 - probability))
    } else {
        (row.weight * (row.target - score), row.weight)
    }
}

/// The rows with each value replaced by its step.
struct Table {
    /// For each feature the upper ends of its steps.
    ends: Vec<Vec<f32>>,
    /// For each feature the steps of all rows.
    steps: Vec<Vec<u8>>,
}

impl Table {
    fn new(rows: &[Row]) -> Table {
        let width = rows.first().map_or(0, |row| row.values.len());
        let ends: Vec<Vec<f32>> = (0..width).map(|feature| step_ends(rows, feature)).collect();
        let steps = (0..width)
            .map(|feature| {
                rows.iter()
                    .map(|row| ends[feature].partition_point(|end| *end < row.values[feature]) as u8)
                    .collect()
            })
            .collect();
        Table { ends, steps }
    }
}

fn step_ends(rows: &[Row], feature: usize) -> Vec<f32> {
    let mut values: Vec<f32> = rows.iter().map(|row| row.values[feature]).collect();
    values.sort_by(f32::total_cmp);
    let mut ends: Vec<f32> = (1..BINS).map(|bin| values[bin * (values.len() - 1) / BINS]).collect();
    ends.dedup();
    ends
}

struct Grower<'a> {
    table: &'a Table,
    slopes: Vec<f32>,
    bends: Vec<f32>,
    growth: Growth,
    round: usize,
}

/// A question that parts the rows of a node.
#[derive(Clone, Copy)]
struct Split {
    gain: f32,
    feature: usize,
    step: u8,
}

impl Grower<'_> {
    fn tree(&self) -> Tree {
        let mut tree =
            Tree { features: [0; QUESTIONS], thresholds: [f32::INFINITY; QUESTIONS], leaves: [0.0; LEAVES] };
        let all: Vec<u32> =
            (0..self.slopes.len() as u32).filter(|row| self.chosen(u64::from(*row), 1)).collect();
        self.node(&mut tree, 0, &all);
        tree
    }

    fn node(&self, tree: &mut Tree, node: usize, rows: &[u32]) {
        if node >= QUESTIONS {
            tree.leaves[node - QUESTIONS] = self.leaf(rows);
            return;
        }
        let Some(split) = self.best_split(rows) else {
            return self.fill(tree, node, self.leaf(rows));
        };
        tree.features[node] = split.feature as u8;
        tree.thresholds[node] = self.table.ends[split.feature][usize::from(split.step)];
        let steps = &self.table.steps[split.feature];
        let (left, right): (Vec<u32>, Vec<u32>) =
            rows.iter().partition(|row| steps[**row as usize] <= split.step);
        self.node(tree, 2 * node + 1, &left);
        self.node(tree, 2 * node + 2, &right);
    }

    /// All leaves below a node without a question say the same.
    fn fill(&self, tree: &mut Tree, node: usize, leaf: f32) {
        if node >= QUESTIONS {
            tree.leaves[node - QUESTIONS] = leaf;
        } else {
            self.fill(tree, 2 * node + 1, leaf);
            self.fill(tree, 2 * node + 2, leaf);
        }
    }

    fn leaf(&self, rows: &[u32]) -> f32 {
        let slope: f32 = rows.iter().map(|row| self.slopes[*row as usize]).sum();
        let bend: f32 = rows.iter().map(|row| self.bends[*row as usize]).sum();
        self.growth.rate * slope / (bend + self.growth.ridge)
    }

    fn best_split(&self, rows: &[u32]) -> Option<Split> {
        let mut best: Option<Split> = None;
        for feature in (0..self.table.ends.len()).filter(|feature| self.chosen(*feature as u64, 2)) {
            let mut sums = [(0.0_f32, 0.0_f32); BINS];
            for &row in rows {
                let sum = &mut sums[usize::from(self.table.steps[feature][row as usize])];
                sum.0 += self.slopes[row as usize];
                sum.1 += self.bends[row as usize];
            }
            let all = sums.iter().fold((0.0, 0.0), |all, sum| (all.0 + sum.0, all.1 + sum.1));
            let mut left = (0.0, 0.0);
            for (step, sum) in sums.iter().enumerate().take(self.table.ends[feature].len()) {
                left = (left.0 + sum.0, left.1 + sum.1);
                let right = (all.0 - left.0, all.1 - left.1);
                if left.1 < self.growth.least || right.1 < self.growth.least {
                    continue;
                }
                let gain = self.worth(left) + self.worth(right) - self.worth(all);
                if gain > best.map_or(1e-6, |best| best.gain) {
                    best = Some(Split { gain, feature, step: step as u8 });
                }
            }
        }
        best
    }

    fn worth(&self, (slope, bend): (f32, f32)) -> f32 {
        slope * slope / (bend + self.growth.ridge)
    }

    /// A choice that looks like chance and is the same in every run.
    fn chosen(&self, item: u64, salt: u64) -> bool {
        mixed(item, (self.round as u64) << 8 | salt) as f32 / u32::MAX as f32 <= self.growth.sample
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_better_row_of_each_list_comes_first() {
        let row = |value: f32, base: f32, target: f32| Row { values: vec![value, base], target, weight: 1.0 };
        let rows: Vec<Row> = (0..60)
            .flat_map(|list| {
                let base = list as f32;
                [row(0.2, base, 0.0), row(0.9, base, 2.0), row(0.5, base, 1.0)]
            })
            .collect();
        let lists: Vec<Range<usize>> = (0..60).map(|list| 3 * list..3 * list + 3).collect();
        let growth = Growth { trees: 20, rate: 0.2, least: 0.1, ridge: 1.0, logistic: false, sample: 1.0 };
        let trees = grow_order(&rows, &lists, growth);
        let score = |value: f32| trees.score(&[value, 7.0]);
        assert!(score(0.9) > score(0.5) && score(0.5) > score(0.2));
        assert_eq!(trees, grow_order(&rows, &lists, growth));
    }

    #[test]
    fn a_list_without_a_right_row_is_given_to_none() {
        // In every third list the row of .9 is missing, and then no row is right.
        let row = |value: f32, target: f32| Row { values: vec![value], target, weight: 1.0 };
        let mut rows = Vec::new();
        let mut lists = Vec::new();
        for list in 0..60 {
            let start = rows.len();
            rows.extend([row(0.2, 0.0), row(0.5, 0.0)]);
            if list % 3 > 0 {
                rows.push(row(0.9, 1.0));
            }
            lists.push(start..rows.len());
        }
        let growth = Growth { trees: 30, rate: 0.2, least: 0.1, ridge: 1.0, logistic: false, sample: 1.0 };
        let trees = grow_choice(&rows, &lists, growth);
        let chances =
            |values: &[f32]| choice(&values.iter().map(|&value| trees.score(&[value])).collect::<Vec<f32>>());
        assert!(chances(&[0.2, 0.5, 0.9])[2] > 0.8);
        assert!(chances(&[0.2, 0.5]).iter().sum::<f32>() < 0.2);
        assert_eq!(trees, grow_choice(&rows, &lists, growth));
    }
}
