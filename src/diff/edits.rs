//! The words that differ between two stretches that answer each other.

use std::ops::Range;

use super::pairing::Group;
use super::version::Version;
use crate::place::Span;
use crate::verify::{Word, is_same_spelling, lay, whole_words};

/// Two stretches and what of their words is the same.
#[derive(Debug)]
pub struct Laid<'a> {
    /// The earlier version's body.
    pub old_body: &'a str,
    /// The later version's body.
    pub new_body: &'a str,
    /// The words of the earlier stretch.
    pub old: &'a [Word],
    /// The words of the later stretch.
    pub new: &'a [Word],
    /// Places of equal words in both, in order.
    pub pairs: Vec<(usize, usize)>,
}

/// Words that differ, as spans of the two bodies; an empty one is the place where words came or went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Differing {
    /// In the earlier body.
    pub old: Span,
    /// In the later body.
    pub new: Span,
}

impl<'a> Laid<'a> {
    /// Lays the stretches of a group along each other.
    pub fn of_group(old: &'a Version, new: &'a Version, group: &Group) -> Self {
        let bodies = (old.article.body.as_str(), new.article.body.as_str());
        Laid::new(bodies, old.words_of(&group.old), new.words_of(&group.new))
    }

    /// Lays words along others.
    pub fn new((old_body, new_body): (&'a str, &'a str), old: &'a [Word], new: &'a [Word]) -> Self {
        let pairs = lay(old, new, 0..new.len()).pairs;
        Laid { old_body, new_body, old, new, pairs }
    }

    /// Every stretch of words that is not the same in both, spelling aside.
    pub fn differing(&self) -> Vec<Differing> {
        let ends = [(self.old.len(), self.new.len())];
        let mut found = Vec::new();
        let (mut old, mut new) = (0, 0);
        for &(next_old, next_new) in self.pairs.iter().chain(&ends) {
            self.add(old..next_old, new..next_new, &mut found);
            (old, new) = (next_old + 1, next_new + 1);
        }
        found
    }

    fn add(&self, old: Range<usize>, new: Range<usize>, found: &mut Vec<Differing>) {
        if old.is_empty() && new.is_empty() {
            return;
        }
        let differing = Differing {
            old: whole_words(self.old_body, span_of(self.old, &old)),
            new: whole_words(self.new_body, span_of(self.new, &new)),
        };
        let (before, after) = (differing.old.of(self.old_body), differing.new.of(self.new_body));
        if before != after && !is_same_spelling(before, after) {
            found.push(differing);
        }
    }

    /// The words of the later stretch that answer those of a span of the earlier one.
    pub fn answer_of(&self, span: Span) -> Option<Span> {
        let answers = self.pairs.iter().filter(|(old, _)| span.overlaps(self.old[*old].span));
        answers.map(|(_, new)| self.new[*new].span).reduce(Span::join)
    }

    /// How many words of a span of the earlier stretch are answered inside a span of the later one, and how
    /// many words it has.
    pub fn common(&self, old: Span, new: Span) -> (usize, usize) {
        let inside = self
            .pairs
            .iter()
            .filter(|(one, other)| old.covers(self.old[*one].span) && new.covers(self.new[*other].span));
        (inside.count(), self.old.iter().filter(|word| old.covers(word.span)).count())
    }
}

/// Where some words stand; where there are none, the place before the next or behind the last.
fn span_of(words: &[Word], range: &Range<usize>) -> Span {
    if range.is_empty() {
        let at = match (words.get(range.start), words.last()) {
            (Some(next), _) => next.span.start,
            (None, Some(last)) => last.span.end,
            (None, None) => 0,
        };
        return Span::new(at, at);
    }
    Span::new(words[range.start].span.start, words[range.end - 1].span.end)
}
