//! Trains the parser: it explores what its own choices lead to, and the oracle says what would
//! have been right there.

use super::Sample;
use super::oracle::Oracle;
use crate::model::{RowsSettings, RowsTrainer, Shuffle, best};
use crate::syntax::forms::Forms;
use crate::syntax::parser::CLASSES;
use crate::syntax::parser_features::{of_arc, of_state};
use crate::syntax::transitions::{Action, State};
use crate::syntax::{Relation, Tag};

const ACTIONS: RowsSettings = RowsSettings { bits: 22, shift: 2, margin: 0.0, least_wishes: 10 };
const RELATIONS: RowsSettings = RowsSettings { bits: 20, shift: 0, margin: 0.0, least_wishes: 6 };
/// After five rounds the figures on unseen sentences no longer rise.
const EPOCHS: usize = 5;

/// The parser's weights as bytes.
pub struct ParserWeights {
    /// Which action to take.
    pub actions: Vec<u8>,
    /// What a dependent is to its head.
    pub relations: Vec<u8>,
}

struct Trainer {
    actions: RowsTrainer<{ Action::COUNT }>,
    relations: RowsTrainer<CLASSES>,
    chance: Shuffle,
}

/// Trains the parser on tags as the tagger gives them.
pub fn train_parser(samples: &[Sample], tags: &[Vec<Tag>]) -> ParserWeights {
    let mut order: Vec<usize> = (0..samples.len()).filter(|&place| samples[place].is_projective()).collect();
    let mut trainer = Trainer {
        actions: RowsTrainer::new(ACTIONS),
        relations: RowsTrainer::new(RELATIONS),
        chance: Shuffle::new(3),
    };
    let mut state = State::default();
    let mut forms = Forms::default();
    for epoch in 0..EPOCHS {
        trainer.chance.shuffle(&mut order);
        for &place in &order {
            forms.read(samples[place].plain_words());
            state.begin(forms.words(), &tags[place]);
            trainer.learn(&samples[place], &mut state, epoch > 0);
        }
    }
    ParserWeights { actions: trainer.actions.finish(), relations: trainer.relations.finish() }
}

impl Trainer {
    fn learn(&mut self, sample: &Sample, state: &mut State, explores: bool) {
        let oracle = Oracle::new(&sample.heads);
        while !state.is_over() {
            let action = self.learn_action(&oracle, state, explores);
            let relation = state.arc(action).map_or(Relation::DEP, |(head, dependent)| {
                self.learn_relation(sample, &oracle, state, head, dependent)
            });
            state.take(action, relation);
        }
    }

    /// Learns from the state and says how to go on.
    fn learn_action(&mut self, oracle: &Oracle, state: &State, explores: bool) -> Action {
        let allowed = Action::ALL.map(|action| state.allows(action));
        let mut only = Action::ALL.into_iter().filter(|&action| allowed[action as usize]);
        if let (Some(only), None) = (only.next(), only.next()) {
            return only;
        }
        let losses = Action::ALL
            .map(|action| if allowed[action as usize] { oracle.loss(state, action) } else { usize::MAX });
        let least = losses.iter().copied().min().unwrap_or(0);
        let features = of_state(state);
        let scores = self.actions.scores(&features);
        self.actions.learn_one_of(&features, &scores, |class| losses[class] == least, |class| allowed[class]);
        let follows_itself = explores && self.chance.below(10) > 0;
        let rated: [f32; Action::COUNT] = std::array::from_fn(|class| {
            if allowed[class] && (follows_itself || losses[class] == least) {
                scores[class]
            } else {
                f32::MIN
            }
        });
        Action::ALL[best(&rated)]
    }

    /// Learns from an arc, if it is right, and says what relation to go on with.
    fn learn_relation(
        &mut self,
        sample: &Sample,
        oracle: &Oracle,
        state: &State,
        head: u32,
        dependent: u32,
    ) -> Relation {
        if head == state.root() {
            return Relation::ROOT;
        }
        let features = of_arc(state, head, dependent);
        let scores = self.relations.scores(&features);
        if oracle.knows(head, dependent) {
            let right = sample.relations[dependent as usize];
            self.relations.learn(&features, &scores, usize::from(right.code()));
        }
        Relation::from_code(1 + best(&scores[1..Relation::COUNT]))
    }
}
