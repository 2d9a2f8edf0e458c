//! Sentences that both versions have word for word, and which of them changed places.

use std::collections::HashMap;

/// A sentence of both versions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Same {
    /// Its place among the earlier version's sentences.
    pub old: usize,
    /// Its place among the later version's.
    pub new: usize,
    /// True when it stands in another order among the rest.
    pub moved: bool,
}

/// Finds them, in the order of the earlier version. `old` and `new` have for each sentence what stands for
/// its words, and how many these are: what is longer stays in its place.
pub fn find(old: &[(u64, usize)], new: &[(u64, usize)]) -> Vec<Same> {
    let mut places: HashMap<u64, Vec<usize>> = HashMap::new();
    for (place, (key, _)) in new.iter().enumerate().rev() {
        places.entry(*key).or_default().push(place);
    }
    let mut same: Vec<Same> = old
        .iter()
        .enumerate()
        .filter_map(|(place, (key, _))| {
            Some(Same { old: place, new: places.get_mut(key)?.pop()?, moved: true })
        })
        .collect();
    for kept in heaviest_in_order(&same, old, new.len()) {
        same[kept].moved = false;
    }
    same
}

/// The pairs that stand in one order in both and have the most words, by a tree of prefix maxima.
fn heaviest_in_order(same: &[Same], old: &[(u64, usize)], places: usize) -> Vec<usize> {
    // For each node the greatest sum that ends at or before it, and the pair that it ends with.
    let mut tree: Vec<(usize, Option<usize>)> = vec![(0, None); places + 1];
    let mut before = vec![None; same.len()];
    for (index, pair) in same.iter().enumerate() {
        let (mut most, mut from) = (0, None);
        let mut node = pair.new;
        while node > 0 {
            if tree[node].0 > most {
                (most, from) = tree[node];
            }
            node &= node - 1;
        }
        before[index] = from;
        let sum = most + old[pair.old].1.max(1);
        let mut node = pair.new + 1;
        while node <= places {
            if sum > tree[node].0 {
                tree[node] = (sum, Some(index));
            }
            node += node & node.wrapping_neg();
        }
    }
    let mut kept = Vec::new();
    let mut at = tree.iter().max_by_key(|(sum, _)| *sum).and_then(|(_, last)| *last);
    while let Some(index) = at {
        kept.push(index);
        at = before[index];
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(old: &str, new: &str, moved: &str) {
        let keys = |text: &str| text.bytes().map(|byte| (u64::from(byte), 1)).collect::<Vec<_>>();
        let found = find(&keys(old), &keys(new));
        let found: String =
            found.iter().filter(|same| same.moved).map(|same| char::from(old.as_bytes()[same.old])).collect();
        assert_eq!(found, moved);
    }

    #[test]
    fn what_stands_in_another_order_has_moved() {
        check("abcd", "abcd", "");
        check("abcd", "axcd", "");
        check("abcd", "bcda", "a");
        check("abcde", "eabcd", "e");
        check("aab", "baa", "b");
    }

    #[test]
    fn long_sentences_stay() {
        let found = find(&[(1, 30), (2, 3), (3, 3)], &[(2, 3), (3, 3), (1, 30)]);
        assert_eq!(found.iter().map(|same| same.moved).collect::<Vec<_>>(), [false, true, true]);
    }
}
