//! The state of a parse and the four actions that change it (arc-eager).
//!
//! Words wait in a queue; those whose dependents may still come lie on a stack. The root stands
//! after the last word and takes what is left without a head, so that every word gets one.

use super::forms::Form;
use super::{Relation, Tag};

/// What can be done next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Lay the next word on the stack.
    Shift,
    /// Take the top word, which has its head, off the stack.
    Reduce,
    /// Make the top word a dependent of the next word, and take it off the stack.
    Left,
    /// Make the next word a dependent of the top word, and lay it on the stack.
    Right,
}

impl Action {
    /// How many there are.
    pub const COUNT: usize = 4;

    /// All, by the places of their scores.
    pub const ALL: [Action; Action::COUNT] = [Action::Shift, Action::Reduce, Action::Left, Action::Right];
}

/// A word with its dependents so far.
#[derive(Clone, Copy, Debug)]
pub struct Node {
    /// Hash of its letters.
    pub word: u32,
    /// Its tag's code.
    pub tag: u32,
    /// Its last letters.
    pub suffix: u32,
    /// True (1) between quotation marks.
    pub quoted: u32,
    /// How many commas stand before it in the sentence.
    pub commas: u32,
    /// How many verbs stand before it.
    pub verbs: u32,
    /// How many coordinating conjunctions stand before it.
    pub conjunctions: u32,
    /// The first finite verb after it.
    pub verb_ahead: u32,
    /// How many finite verbs stand after it.
    pub verbs_ahead: u32,
    /// Its head, or [`State::nothing`].
    pub head: u32,
    /// Its relation to the head, if it has one.
    pub relation: u32,
    /// The leftmost dependent before it and the one after that.
    pub left: [u32; 2],
    /// The rightmost dependent after it and the one before that.
    pub right: [u32; 2],
    /// How many dependents stand before it.
    pub lefts: u32,
    /// How many dependents stand after it.
    pub rights: u32,
    /// The relations of the dependents before it, one bit each.
    pub left_relations: u64,
    /// The relations of the dependents after it, one bit each.
    pub right_relations: u64,
}

/// A parse that is under way.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// All words, then the root, then one that stands for nothing.
    nodes: Vec<Node>,
    stack: Vec<u32>,
    next: u32,
}

impl State {
    /// Begins a new sentence.
    pub fn begin(&mut self, forms: &[Form], tags: &[Tag]) {
        let nothing = forms.len() as u32 + 1;
        let node = |word, tag, suffix| Node {
            word,
            tag,
            suffix,
            quoted: 0,
            commas: 0,
            verbs: 0,
            conjunctions: 0,
            verb_ahead: nothing,
            verbs_ahead: 0,
            head: nothing,
            relation: Relation::COUNT as u32,
            left: [nothing; 2],
            right: [nothing; 2],
            lefts: 0,
            rights: 0,
            left_relations: 0,
            right_relations: 0,
        };
        self.nodes.clear();
        let words = forms.iter().zip(tags);
        self.nodes.extend(words.map(|(form, tag)| node(form.word, u32::from(tag.code()), form.suffix(3))));
        self.nodes.push(node(4, Tag::COUNT as u32, 0));
        self.nodes.push(node(5, Tag::COUNT as u32 + 1, 0));
        self.look_around(tags);
        self.stack.clear();
        self.next = 0;
    }

    /// Notes for each word what stands before and after it in the sentence.
    fn look_around(&mut self, tags: &[Tag]) {
        let (mut quoted, mut commas, mut verbs, mut conjunctions) = (0, 0, 0, 0);
        for (node, &tag) in self.nodes.iter_mut().zip(tags) {
            match tag {
                Tag::OPEN_QUOTE => quoted = 1,
                Tag::CLOSE_QUOTE => quoted = 0,
                _ => {}
            }
            (node.quoted, node.commas, node.verbs, node.conjunctions) = (quoted, commas, verbs, conjunctions);
            commas += u32::from(tag == Tag::COMMA);
            verbs += u32::from(tag.is_verb());
            conjunctions += u32::from(tag == Tag::CC);
        }
        let root = tags.len();
        let node = &mut self.nodes[root];
        (node.quoted, node.commas, node.verbs, node.conjunctions) = (quoted, commas, verbs, conjunctions);
        let (mut verb_ahead, mut verbs_ahead) = (self.nothing(), 0);
        for (number, &tag) in tags.iter().enumerate().rev() {
            let node = &mut self.nodes[number];
            (node.verb_ahead, node.verbs_ahead) = (verb_ahead, verbs_ahead);
            if tag.is_finite_verb() {
                verb_ahead = number as u32;
                verbs_ahead += 1;
            }
        }
    }

    /// The number that stands for the root.
    pub fn root(&self) -> u32 {
        self.nodes.len() as u32 - 2
    }

    /// The number that stands for no word.
    pub fn nothing(&self) -> u32 {
        self.nodes.len() as u32 - 1
    }

    /// A word by its number.
    #[inline]
    pub fn node(&self, number: u32) -> &Node {
        &self.nodes[number as usize]
    }

    /// All words, without the root.
    pub fn words(&self) -> &[Node] {
        &self.nodes[..self.root() as usize]
    }

    /// The word so many places under the top of the stack.
    #[inline]
    pub fn on_stack(&self, depth: usize) -> u32 {
        let place = self.stack.len().checked_sub(depth + 1);
        place.map_or(self.nothing(), |place| self.stack[place])
    }

    /// The words on the stack, the top one last.
    #[cfg(feature = "train")]
    pub fn stack(&self) -> &[u32] {
        &self.stack
    }

    /// The word so many places after the next one.
    #[inline]
    pub fn in_queue(&self, offset: u32) -> u32 {
        (self.next + offset).min(self.nothing())
    }

    /// True when the word has a head.
    pub fn has_head(&self, number: u32) -> bool {
        self.node(number).head != self.nothing()
    }

    /// True when every word has its head and nothing is left to do.
    pub fn is_over(&self) -> bool {
        self.next == self.root() && self.stack.is_empty()
    }

    /// True when the action can be taken now. As long as the parse is not over, at least one can.
    pub fn allows(&self, action: Action) -> bool {
        let words_wait = self.next < self.root();
        let Some(&top) = self.stack.last() else {
            return action == Action::Shift && words_wait;
        };
        match action {
            Action::Shift | Action::Right => words_wait,
            Action::Reduce => self.has_head(top),
            Action::Left => !self.has_head(top),
        }
    }

    /// The head and the dependent that the action would join.
    pub fn arc(&self, action: Action) -> Option<(u32, u32)> {
        match action {
            Action::Left => Some((self.next, self.on_stack(0))),
            Action::Right => Some((self.on_stack(0), self.next)),
            Action::Shift | Action::Reduce => None,
        }
    }

    /// Takes an action that is allowed; `relation` matters to [`Action::Left`] and [`Action::Right`].
    pub fn take(&mut self, action: Action, relation: Relation) {
        if let Some((head, dependent)) = self.arc(action) {
            self.attach(head, dependent, relation);
        }
        match action {
            Action::Shift | Action::Right => {
                self.stack.push(self.next);
                self.next += 1;
            }
            Action::Reduce | Action::Left => {
                self.stack.pop();
            }
        }
    }

    /// Gives a word another head and relation once the parse is over.
    pub fn move_to(&mut self, head: u32, dependent: u32, relation: Relation) {
        let node = &mut self.nodes[dependent as usize];
        node.head = head;
        node.relation = u32::from(relation.code());
    }

    fn attach(&mut self, head: u32, dependent: u32, relation: Relation) {
        let bit = 1u64 << relation.code();
        let node = &mut self.nodes[dependent as usize];
        node.head = head;
        node.relation = u32::from(relation.code());
        let node = &mut self.nodes[head as usize];
        if dependent < head {
            node.left = [dependent, node.left[0]];
            node.lefts += 1;
            node.left_relations |= bit;
        } else {
            node.right = [dependent, node.right[0]];
            node.rights += 1;
            node.right_relations |= bit;
        }
    }
}
