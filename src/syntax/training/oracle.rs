//! Which actions lose nothing: the dynamic oracle of Goldberg and Nivre (2012) for arc-eager
//! parsing. It answers in every state, also after mistakes.

use crate::syntax::transitions::{Action, State};

/// The known heads of a sentence, with each word's dependents.
#[derive(Clone, Debug, Default)]
pub struct Oracle {
    /// By place; the root's is the number of words.
    heads: Vec<usize>,
    dependents: Vec<Vec<usize>>,
}

impl Oracle {
    /// An oracle for a sentence with these heads.
    pub fn new(heads: &[usize]) -> Self {
        let mut dependents = vec![Vec::new(); heads.len() + 1];
        for (word, &head) in heads.iter().enumerate() {
            dependents[head].push(word);
        }
        Oracle { heads: heads.to_vec(), dependents }
    }

    /// True when the arc is right.
    pub fn knows(&self, head: u32, dependent: u32) -> bool {
        self.heads[dependent as usize] == head as usize
    }

    /// How many right arcs become out of reach by an action that is allowed.
    pub fn loss(&self, state: &State, action: Action) -> usize {
        let next = state.in_queue(0) as usize;
        let top = state.on_stack(0) as usize;
        match action {
            Action::Shift => self.left_behind(state, next, None),
            Action::Right => {
                let head = self.heads[next];
                let head_still_to_come = usize::from(head > next);
                self.left_behind(state, next, Some(top)) + head_still_to_come
            }
            Action::Reduce => self.in_queue(top, next),
            Action::Left => {
                let head_still_to_come = usize::from(self.heads[top] > next);
                self.in_queue(top, next) + head_still_to_come
            }
        }
    }

    /// Right arcs between the next word and the stack, but for the one from its `new_head`.
    fn left_behind(&self, state: &State, next: usize, new_head: Option<usize>) -> usize {
        let head = self.heads[next];
        let lost_head = new_head != Some(head) && head < next && state.stack().contains(&(head as u32));
        let lost_dependents = self.dependents[next].iter().filter(|&&word| {
            word < next && !state.has_head(word as u32) && state.stack().contains(&(word as u32))
        });
        usize::from(lost_head) + lost_dependents.count()
    }

    /// Dependents of a word that are still in the queue.
    fn in_queue(&self, word: usize, next: usize) -> usize {
        self.dependents[word].iter().filter(|&&dependent| dependent >= next).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::forms::Forms;
    use crate::syntax::{Relation, Tag};

    #[test]
    fn following_the_oracle_gives_the_known_tree() {
        // "The old bridge , she said , fell ."
        let heads = [2, 2, 7, 7, 5, 7, 7, 9, 7];
        let oracle = Oracle::new(&heads);
        let mut forms = Forms::default();
        forms.read("The old bridge , she said , fell .".split(' '));
        let mut state = State::default();
        state.begin(forms.words(), &[Tag::NN; 9]);
        while !state.is_over() {
            let action = Action::ALL
                .into_iter()
                .find(|&action| state.allows(action) && oracle.loss(&state, action) == 0)
                .unwrap();
            state.take(action, Relation::DEP);
        }
        let found: Vec<usize> = state.words().iter().map(|word| word.head as usize).collect();
        assert_eq!(found, heads);
    }
}
