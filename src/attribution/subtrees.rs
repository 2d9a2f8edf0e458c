//! The stretches that the syntax holds together around a cue, found by where they start and end.

use std::ops::Range;

use super::scene::Scene;

/// The subtrees of the dependents of a cue, of theirs, and of those beside it.
#[derive(Clone, Debug, Default)]
pub struct Subtrees {
    all: Vec<Subtree>,
    /// Their places in `all`, by first token.
    by_start: Vec<u32>,
    /// Their places in `all`, by end.
    by_end: Vec<u32>,
}

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subtree {
    /// From its first token to its last.
    pub tokens: Range<usize>,
    /// What it is to the cue.
    pub relation: u32,
}

impl Subtrees {
    /// Looks around a cue.
    pub fn read(&mut self, scene: &Scene, head: usize) {
        self.all.clear();
        let near = |word: usize| scene.syntax.children(word).map(|child| (child, scene.relation(child)));
        let mut add = |word: usize, relation: u32| {
            self.all.push(Subtree { tokens: scene.syntax.subtree(word), relation });
        };
        for (child, relation) in near(head) {
            add(child, relation);
            for (grandchild, below) in near(child) {
                add(grandchild, relation + 64 * (below + 1));
            }
        }
        if let Some(above) = scene.syntax.head(head) {
            for (sibling, relation) in near(above).filter(|(sibling, _)| *sibling != head) {
                add(sibling, 0x10000 + relation);
            }
        }
        let places = 0..self.all.len() as u32;
        self.by_start.clear();
        self.by_start.extend(places.clone());
        self.by_start.sort_by_key(|&place| self.all[place as usize].tokens.start);
        self.by_end.clear();
        self.by_end.extend(places);
        self.by_end.sort_by_key(|&place| self.all[place as usize].tokens.end);
    }

    /// One by its place.
    pub fn get(&self, place: usize) -> &Subtree {
        &self.all[place]
    }

    /// Those that begin with a token, with their places, in order of these.
    pub fn starting_at(&self, start: usize) -> impl Iterator<Item = (usize, &Subtree)> {
        self.run(&self.by_start, start, |subtree| subtree.tokens.start)
    }

    /// Those that end before a token, with their places, in order of these.
    pub fn ending_at(&self, end: usize) -> impl Iterator<Item = (usize, &Subtree)> {
        self.run(&self.by_end, end, |subtree| subtree.tokens.end)
    }

    fn run<'s>(
        &'s self,
        order: &'s [u32],
        wanted: usize,
        of: impl Fn(&Subtree) -> usize + 's,
    ) -> impl Iterator<Item = (usize, &'s Subtree)> {
        let first = order.partition_point(|&place| of(&self.all[place as usize]) < wanted);
        let run = order[first..].iter().map(|&place| (place as usize, &self.all[place as usize]));
        run.take_while(move |(_, subtree)| of(subtree) == wanted)
    }
}
