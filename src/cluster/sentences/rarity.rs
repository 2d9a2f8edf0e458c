//! How rare the words are that two sentences share, in the language and in the two articles.
//!
//! Two articles about one tax return both say "tax" in every other sentence; that tells nothing about
//! which sentences state the same. A word that each of them has only once tells much. So each word
//! weighs what it weighs in the language, times how seldom the sentences of the two articles have it.

use crate::align::{WordId, content_stems};

/// The stems of a sentence and how much each tells in the language, sorted, each once.
#[derive(Clone, Debug, Default)]
pub struct Stems(Vec<(WordId, f32)>);

impl Stems {
    /// The stems of a text.
    pub fn of(text: &str) -> Self {
        Stems(content_stems(text))
    }
}

/// In how many sentences of an article each stem stands.
#[derive(Clone, Debug, Default)]
pub struct StemCounts {
    /// Sorted by stem.
    counts: Vec<(WordId, u32)>,
    sentences: u32,
}

impl StemCounts {
    /// Counts the stems of an article's sentences.
    pub fn of<'a>(sentences: impl Iterator<Item = &'a Stems>) -> Self {
        let mut all: Vec<WordId> = Vec::new();
        let mut number = 0;
        for sentence in sentences {
            number += 1;
            all.extend(sentence.0.iter().map(|(stem, _)| *stem));
        }
        all.sort_unstable();
        let counts = all.chunk_by(|a, b| a == b).map(|same| (same[0], same.len() as u32)).collect();
        StemCounts { counts, sentences: number }
    }

    fn count(&self, stem: WordId) -> u32 {
        self.counts.binary_search_by_key(&stem, |(known, _)| *known).map_or(0, |at| self.counts[at].1)
    }
}

/// What two sentences share, weighed by rarity.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Shared {
    /// Dice's coefficient by rarity in the two articles alone.
    pub local_dice: f32,
    /// The share of the lighter sentence by rarity in the two articles alone.
    pub local_containment: f32,
    /// Dice's coefficient by rarity in the language and in the articles.
    pub dice: f32,
    /// The share of the lighter sentence.
    pub containment: f32,
    /// The share of the heavier sentence.
    pub coverage: f32,
    /// What the common stems weigh.
    pub weight: f32,
    /// Common stems that each article has in this sentence alone.
    pub unique: f32,
    /// What those weigh in the language.
    pub unique_weight: f32,
    /// What the three rarest common stems weigh.
    pub rarest: [f32; 3],
    /// How many stems are common.
    pub count: f32,
}

impl Shared {
    /// One number to rank by: how much of both, and of the lighter, is shared.
    pub fn score(&self) -> f32 {
        self.dice + self.containment
    }
}

/// Weighs what two sentences share.
pub fn shared(a: &Stems, b: &Stems, article_a: &StemCounts, article_b: &StemCounts) -> Shared {
    let sentences = (article_a.sentences + article_b.sentences + 1) as f32;
    let rarity = |stem: WordId| {
        let (first, second) = (article_a.count(stem), article_b.count(stem));
        let rarity = (sentences / ((first + second) as f32 + 0.5)).ln().max(0.05);
        (rarity, first <= 1 && second <= 1)
    };
    let whole = |stems: &Stems| {
        stems.0.iter().fold((0.0_f32, 0.0_f32), |(local, both), &(stem, weight)| {
            let (rarity, _) = rarity(stem);
            (local + rarity, both + rarity * weight)
        })
    };
    let ((local_a, both_a), (local_b, both_b)) = (whole(a), whole(b));
    let mut found = Shared::default();
    let mut local = 0.0;
    for_each_common(a, b, |stem, weight| {
        let (rarity, unique) = rarity(stem);
        local += rarity;
        found.weight += rarity * weight;
        found.count += 1.0;
        if unique {
            found.unique += 1.0;
            found.unique_weight += weight;
        }
        insert(&mut found.rarest, rarity * weight);
    });
    let share = |part: f32, whole: f32| if whole > 0.0 { part / whole } else { 0.0 };
    found.local_dice = share(2.0 * local, local_a + local_b);
    found.local_containment = share(local, local_a.min(local_b));
    found.dice = share(2.0 * found.weight, both_a + both_b);
    found.containment = share(found.weight, both_a.min(both_b));
    found.coverage = share(found.weight, both_a.max(both_b));
    found
}

fn for_each_common(a: &Stems, b: &Stems, mut found: impl FnMut(WordId, f32)) {
    let (mut i, mut j) = (0, 0);
    while let (Some(&(first, weight)), Some(&(second, _))) = (a.0.get(i), b.0.get(j)) {
        if first == second {
            found(first, weight);
        }
        i += usize::from(first <= second);
        j += usize::from(second <= first);
    }
}

/// Puts a weight among the greatest, in falling order.
fn insert(greatest: &mut [f32; 3], weight: f32) {
    let mut carried = weight;
    for known in greatest {
        if carried > *known {
            std::mem::swap(known, &mut carried);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_of_every_sentence_tells_little() {
        let sentences = ["The ferry burned at sea.", "The ferry sank off Kester.", "The ferry was insured."];
        let stems: Vec<Stems> = sentences.iter().map(|text| Stems::of(text)).collect();
        let article = StemCounts::of(stems.iter());
        let other = [Stems::of("The ferry sank in the night."), Stems::of("The ferry was built in Kester.")];
        let second = StemCounts::of(other.iter());
        let common = |first: usize, last: usize| shared(&stems[first], &other[last], &article, &second);
        assert!(common(1, 0).score() > 2.0 * common(0, 0).score(), "sank counts, ferry hardly");
        assert_eq!(common(1, 0).unique, 1.0);
    }

    #[test]
    fn nothing_shares_nothing() {
        let none = Stems::of("");
        assert_eq!(shared(&none, &none, &StemCounts::default(), &StemCounts::default()), Shared::default());
    }
}
