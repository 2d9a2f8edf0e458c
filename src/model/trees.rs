//! A sum of small decision trees, read in place from the bytes that the trainer wrote.
//!
//! All trees have one depth, so that a score is a fixed number of steps.

/// Levels of a tree; a tree has `2^DEPTH` leaves.
pub const DEPTH: usize = 4;
/// Questions in a tree.
pub const QUESTIONS: usize = (1 << DEPTH) - 1;
/// Leaves of a tree.
pub const LEAVES: usize = 1 << DEPTH;

/// One tree: at each question, values above the threshold go right.
#[derive(Clone, Debug, PartialEq)]
pub struct Tree {
    /// Which value is asked, by level from left to right.
    pub features: [u8; QUESTIONS],
    /// Against what it is held.
    pub thresholds: [f32; QUESTIONS],
    /// What the tree adds.
    pub leaves: [f32; LEAVES],
}

/// A sum of trees.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trees {
    /// What no tree adds.
    pub base: f32,
    /// The trees.
    pub trees: Vec<Tree>,
}

impl Tree {
    /// What the tree adds for these values.
    pub fn score(&self, values: &[f32]) -> f32 {
        let mut node = 0;
        for _ in 0..DEPTH {
            let above = values[usize::from(self.features[node])] > self.thresholds[node];
            node = 2 * node + 1 + usize::from(above);
        }
        self.leaves[node - QUESTIONS]
    }
}

/// The chance of each row of a list from its score, where none of them has the score 0.
pub fn choice(scores: &[f32]) -> Vec<f32> {
    let highest = scores.iter().copied().fold(0.0, f32::max);
    let weights: Vec<f32> = scores.iter().map(|score| (score - highest).exp()).collect();
    let sum = weights.iter().sum::<f32>() + (-highest).exp();
    weights.into_iter().map(|weight| weight / sum).collect()
}

impl Trees {
    /// The sum of all trees.
    pub fn score(&self, values: &[f32]) -> f32 {
        self.base + self.trees.iter().map(|tree| tree.score(values)).sum::<f32>()
    }

    /// The sums for several rows of values: the same as [`score`](Trees::score) for each, and quicker, because
    /// a tree is read once for all of them and none waits for another.
    pub fn scores(&self, rows: &[Vec<f32>]) -> Vec<f32> {
        let mut sums = vec![0.0; rows.len()];
        for tree in &self.trees {
            for (sum, row) in sums.iter_mut().zip(rows) {
                *sum += tree.score(row);
            }
        }
        sums.into_iter().map(|sum| self.base + sum).collect()
    }

    /// The sum as a probability.
    pub fn probability(&self, values: &[f32]) -> f32 {
        1.0 / (1.0 + (-self.score(values)).exp())
    }

    /// Reads what [`to_bytes`](Trees::to_bytes) wrote; a tree that is cut short is left out.
    pub fn from_bytes(bytes: &[u8]) -> Trees {
        let number = |bytes: &[u8]| f32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]);
        let Some((base, rest)) = bytes.split_at_checked(4) else { return Trees::default() };
        let trees = rest
            .chunks_exact(QUESTIONS * 5 + LEAVES * 4)
            .map(|part| {
                let (features, part) = part.split_at(QUESTIONS);
                let (thresholds, leaves) = part.split_at(QUESTIONS * 4);
                Tree {
                    features: std::array::from_fn(|at| features[at]),
                    thresholds: std::array::from_fn(|at| number(&thresholds[4 * at..])),
                    leaves: std::array::from_fn(|at| number(&leaves[4 * at..])),
                }
            })
            .collect();
        Trees { base: number(base), trees }
    }

    /// The bytes that are embedded in the binary.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = self.base.to_le_bytes().to_vec();
        for tree in &self.trees {
            bytes.extend(tree.features);
            bytes.extend(tree.thresholds.iter().flat_map(|number| number.to_le_bytes()));
            bytes.extend(tree.leaves.iter().flat_map(|number| number.to_le_bytes()));
        }
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_come_back() {
        let mut tree = Tree { features: [0; QUESTIONS], thresholds: [0.5; QUESTIONS], leaves: [0.0; LEAVES] };
        tree.leaves[LEAVES - 1] = 2.0;
        let trees = Trees { base: 1.0, trees: vec![tree] };
        assert_eq!(trees.score(&[0.7]), 3.0);
        assert_eq!(trees.score(&[0.2]), 1.0);
        assert_eq!(trees.scores(&[vec![0.7], vec![0.2]]), [3.0, 1.0]);
        assert_eq!(Trees::from_bytes(&trees.to_bytes()), trees);
        assert_eq!(Trees::from_bytes(&[]), Trees::default());
    }
}
