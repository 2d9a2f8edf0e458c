//! The analysis of one document, and what can be asked of it.

use std::ops::Range;

use super::models::Reading;
use super::transitions::State;
use super::{Entity, Relation, Tag};

/// Tags, lemmas, entities and heads of one document; everything is indexed by token.
#[derive(Clone, Debug, Default)]
pub struct Syntax {
    pub(super) tags: Vec<Tag>,
    pub(super) entities: Vec<Entity>,
    pub(super) relations: Vec<Relation>,
    /// Head of each token, [`NONE`] for the root of a sentence.
    pub(super) heads: Vec<u32>,
    /// All lemmas in one piece.
    pub(super) lemmas: String,
    /// Where each lemma ends in `lemmas`.
    pub(super) lemma_ends: Vec<u32>,
    /// All dependents in one piece, by head.
    dependents: Vec<u32>,
    /// Where the dependents of each token begin in `dependents`, and one more for the end.
    dependent_starts: Vec<u32>,
    /// First token and one past the last token of each subtree.
    extents: Vec<(u32, u32)>,
}

/// Stands for "no head".
pub(super) const NONE: u32 = u32::MAX;

impl Syntax {
    /// The part of speech of a token.
    pub fn tag(&self, token: usize) -> Tag {
        self.tags[token]
    }

    /// The class of name or figure that a token belongs to.
    pub fn entity(&self, token: usize) -> Entity {
        self.entities[token]
    }

    /// The token that this one depends on; none for the root of a sentence.
    pub fn head(&self, token: usize) -> Option<usize> {
        let head = self.heads[token];
        (head != NONE).then_some(head as usize)
    }

    /// What the token is to its head.
    pub fn relation(&self, token: usize) -> Relation {
        self.relations[token]
    }

    /// The dictionary form of a token: "say" for "said". Names keep their capitals.
    pub fn lemma(&self, token: usize) -> &str {
        let start = token.checked_sub(1).map_or(0, |before| self.lemma_ends[before]);
        &self.lemmas[start as usize..self.lemma_ends[token] as usize]
    }

    /// The tokens that depend on this one, in the order of the text.
    pub fn children(&self, token: usize) -> impl DoubleEndedIterator<Item = usize> + ExactSizeIterator + '_ {
        let range = self.dependent_starts[token] as usize..self.dependent_starts[token + 1] as usize;
        self.dependents[range].iter().map(|&child| child as usize)
    }

    /// The first dependent in the given relation.
    pub fn child(&self, token: usize, relation: Relation) -> Option<usize> {
        self.children(token).find(|&child| self.relations[child] == relation)
    }

    /// The first subject of any kind.
    pub fn subject(&self, token: usize) -> Option<usize> {
        self.children(token).find(|&child| self.relations[child].is_subject())
    }

    /// The tokens from the first to the last that depend, directly or not, on this one; itself
    /// included.
    pub fn subtree(&self, token: usize) -> Range<usize> {
        let (start, end) = self.extents[token];
        start as usize..end as usize
    }

    /// True when `token` is `ancestor` or depends on it, directly or not.
    pub fn is_within(&self, token: usize, ancestor: usize) -> bool {
        if !self.subtree(ancestor).contains(&token) {
            return false;
        }
        self.ancestors(token).any(|above| above == ancestor)
    }

    /// The token itself, its head, the head's head, and so on to the root.
    pub fn ancestors(&self, token: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(Some(token), |&below| self.head(below))
    }

    /// An analysis of so many tokens in which nothing is known yet.
    pub(super) fn for_tokens(count: usize) -> Self {
        Syntax {
            tags: vec![Tag::NN; count],
            entities: vec![Entity::O; count],
            relations: vec![Relation::ROOT; count],
            heads: vec![NONE; count],
            lemma_ends: vec![0; count],
            ..Syntax::default()
        }
    }

    /// Takes over the tags and classes of a sentence whose first token is given.
    pub(super) fn take_words(&mut self, first: usize, reading: &Reading) {
        let sentence = first..first + reading.tags.len();
        self.tags[sentence.clone()].copy_from_slice(&reading.tags);
        self.entities[sentence].copy_from_slice(&reading.entities);
    }

    /// Takes over the heads and relations of a sentence whose first token is given.
    pub(super) fn take_heads(&mut self, first: usize, parse: &State) {
        for (token, node) in (first..).zip(parse.words()) {
            let is_root = node.head == parse.root();
            self.heads[token] = if is_root { NONE } else { first as u32 + node.head };
            self.relations[token] = Relation::from_code(node.relation as usize);
        }
    }

    /// Takes over the tags and classes of so many words from a sentence that begins at `earlier`.
    pub(super) fn repeat_words(&mut self, earlier: usize, first: usize, count: usize) {
        self.tags.copy_within(earlier..earlier + count, first);
        self.entities.copy_within(earlier..earlier + count, first);
    }

    /// Takes over the heads and relations of so many words from a sentence that begins at `earlier`.
    pub(super) fn repeat_heads(&mut self, earlier: usize, first: usize, count: usize) {
        let moved = (first - earlier) as u32;
        for token in earlier..earlier + count {
            let head = self.heads[token];
            self.heads[token + first - earlier] = if head == NONE { NONE } else { head + moved };
        }
        self.relations.copy_within(earlier..earlier + count, first);
    }

    /// Lists dependents and extents once all heads are known.
    pub(super) fn link(&mut self) {
        self.list_dependents();
        self.measure_extents();
    }

    fn list_dependents(&mut self) {
        let count = self.heads.len();
        self.dependent_starts = vec![0; count + 1];
        for &head in self.heads.iter().filter(|&&head| head != NONE) {
            self.dependent_starts[head as usize + 1] += 1;
        }
        for token in 0..count {
            self.dependent_starts[token + 1] += self.dependent_starts[token];
        }
        let mut next = self.dependent_starts.clone();
        self.dependents = vec![0; self.dependent_starts[count] as usize];
        for (token, &head) in self.heads.iter().enumerate().filter(|(_, head)| **head != NONE) {
            let place = &mut next[head as usize];
            self.dependents[*place as usize] = token as u32;
            *place += 1;
        }
    }

    /// Widens each head's extent by that of its dependents, from the leaves up.
    fn measure_extents(&mut self) {
        self.extents = (0..self.heads.len() as u32).map(|token| (token, token + 1)).collect();
        let mut missing: Vec<u32> = self.dependent_starts.windows(2).map(|pair| pair[1] - pair[0]).collect();
        for leaf in 0..self.heads.len() {
            let mut token = leaf;
            while missing[token] == 0 {
                // Each token is done once: after it, its own count can no longer reach 0.
                missing[token] = u32::MAX;
                let head = self.heads[token];
                if head == NONE {
                    break;
                }
                let (start, end) = self.extents[token];
                token = head as usize;
                let extent = &mut self.extents[token];
                *extent = (extent.0.min(start), extent.1.max(end));
                missing[token] -= 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn linked(heads: &[u32]) -> Syntax {
        let mut syntax = Syntax::for_tokens(heads.len());
        syntax.heads = heads.to_vec();
        syntax.link();
        syntax
    }

    #[test]
    fn children_and_subtrees_follow_the_heads() {
        // "The old bridge , she said , fell": fell is the root.
        let syntax = linked(&[2, 2, 7, 7, 5, 7, 7, NONE]);
        assert_eq!(syntax.children(7).collect::<Vec<_>>(), [2, 3, 5, 6]);
        assert_eq!(syntax.subtree(2), 0..3);
        assert_eq!(syntax.subtree(5), 4..6);
        assert_eq!(syntax.subtree(7), 0..8);
        assert_eq!(syntax.subtree(0), 0..1);
        assert!(syntax.is_within(1, 7) && syntax.is_within(4, 5));
        assert!(!syntax.is_within(3, 5) && !syntax.is_within(7, 2));
        assert_eq!(syntax.head(7), None);
    }

    #[test]
    fn a_document_without_tokens_has_an_analysis() {
        assert_eq!(linked(&[]).heads.len(), 0);
    }
}
