//! How many tokens of a kind stand in a stretch, known at once however long the stretch is.

use std::ops::Range;

/// The tokens of one kind in a document.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// For each token, and for the end, how many of the kind stand before it.
    before: Vec<u32>,
}

impl Tally {
    /// Counts the tokens for which `is_one` says yes.
    pub fn new(tokens: usize, is_one: impl Fn(usize) -> bool) -> Self {
        let mut count = 0;
        let mut before = Vec::with_capacity(tokens + 1);
        before.push(0);
        before.extend((0..tokens).map(|token| {
            count += u32::from(is_one(token));
            count
        }));
        Tally { before }
    }

    /// How many stand in a stretch.
    pub fn count(&self, tokens: &Range<usize>) -> usize {
        let before = |token: usize| self.before.get(token).copied().unwrap_or_default();
        if tokens.is_empty() { 0 } else { before(tokens.end).saturating_sub(before(tokens.start)) as usize }
    }

    /// True when there is one in a stretch.
    pub fn any(&self, tokens: &Range<usize>) -> bool {
        self.count(tokens) > 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stretch_has_those_between_its_ends() {
        let odd = Tally::new(6, |token| token % 2 == 1);
        assert_eq!(odd.count(&(0..6)), 3);
        assert_eq!(odd.count(&(2..5)), 1);
        assert!(!odd.any(&(4..5)) && odd.any(&(5..6)) && !odd.any(&(3..3)));
    }
}
