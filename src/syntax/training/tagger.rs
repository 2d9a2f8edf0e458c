//! Trains the tagger and the classes of names and figures.

use super::Sample;
use crate::model::{Rows, RowsSettings, RowsTrainer, Shuffle, best};
use crate::syntax::forms::Forms;
use crate::syntax::plain_words::PlainWords;
use crate::syntax::{Entity, Tag, namer, tagger};

const TAGS: RowsSettings = RowsSettings { bits: 21, shift: 0, margin: 1.0, least_wishes: 0 };
const ENTITIES: RowsSettings = RowsSettings { bits: 20, shift: 0, margin: 1.0, least_wishes: 0 };
const EPOCHS: usize = 8;
const FOLDS: usize = 4;

/// Trains the tagger.
pub fn train_tags(samples: &[Sample]) -> Vec<u8> {
    let all: Vec<usize> = (0..samples.len()).collect();
    train_tags_on(samples, all, EPOCHS)
}

/// Tags the samples by taggers that have not seen them, so that what is trained on the tags gets
/// as used to mistakes as it will have to be.
pub fn tag_by_others(samples: &[Sample]) -> Vec<Vec<Tag>> {
    let fold = |place: usize| place * FOLDS / samples.len().max(1);
    let mut all = vec![Vec::new(); samples.len()];
    for left_out in 0..FOLDS {
        let others = (0..samples.len()).filter(|&place| fold(place) != left_out).collect();
        let bytes = train_tags_on(samples, others, EPOCHS / 2);
        let model = Rows::new(&bytes);
        let mut forms = Forms::default();
        let none = PlainWords::default();
        for place in (0..samples.len()).filter(|&place| fold(place) == left_out) {
            forms.read(samples[place].plain_words());
            tagger::tag(&model, &none, &forms, &mut all[place]);
        }
    }
    all
}

fn train_tags_on(samples: &[Sample], mut order: Vec<usize>, epochs: usize) -> Vec<u8> {
    let mut trainer = RowsTrainer::<{ tagger::CLASSES }>::new(TAGS);
    let mut chance = Shuffle::new(1);
    let mut forms = Forms::default();
    let mut tags = Vec::new();
    for _ in 0..epochs {
        chance.shuffle(&mut order);
        for &place in &order {
            samples[place].forms(&mut chance, &mut forms);
            tags.clear();
            for (word, right) in samples[place].tags.iter().enumerate() {
                let features = tagger::features(&forms, word, &tags);
                let scores = trainer.scores(&features);
                tags.push(Tag::from_code(best(&scores[..Tag::COUNT])));
                trainer.learn(&features, &scores, usize::from(right.code()));
            }
        }
    }
    trainer.finish()
}

/// Trains the classes of names and figures on tags as the tagger gives them.
pub fn train_entities(samples: &[Sample], tags: &[Vec<Tag>]) -> Vec<u8> {
    let mut order: Vec<usize> = (0..samples.len()).collect();
    let mut trainer = RowsTrainer::<{ namer::CLASSES }>::new(ENTITIES);
    let mut chance = Shuffle::new(2);
    let mut forms = Forms::default();
    let mut entities = Vec::new();
    for _ in 0..EPOCHS {
        chance.shuffle(&mut order);
        for &place in &order {
            samples[place].forms(&mut chance, &mut forms);
            entities.clear();
            for (word, right) in samples[place].entities.iter().enumerate() {
                let features = namer::features(&forms, word, &tags[place], &entities);
                let scores = trainer.scores(&features);
                entities.push(Entity::from_code(best(&scores[..Entity::COUNT])));
                trainer.learn(&features, &scores, usize::from(right.code()));
            }
        }
    }
    trainer.finish()
}
