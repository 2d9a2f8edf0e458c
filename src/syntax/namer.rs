//! From tagged words to classes of names and figures, one word after the other.

use super::forms::Forms;
use super::{Entity, Tag};
use crate::model::{Rows, best, feature};

/// Classes, filled up to a size that is read fast.
pub const CLASSES: usize = 16;

/// Classes the words of a sentence; `entities` is emptied first.
pub fn name(model: &Rows<CLASSES>, forms: &Forms, tags: &[Tag], entities: &mut Vec<Entity>) {
    entities.clear();
    for (word, &tag) in tags.iter().enumerate() {
        let follows_none = entities.last().is_none_or(|&before| before == Entity::O);
        if follows_none && is_never_named(tag) && !forms.near(word, 0).has_capital_or_digit() {
            entities.push(Entity::O);
            continue;
        }
        let scores = model.scores(&features(forms, word, tags, entities));
        entities.push(Entity::from_code(best(&scores[..Entity::COUNT])));
    }
}

/// True for tags whose words begin no name or figure unless they have a capital or a digit. This
/// holds but for two words in ten thousand of the training data, and spares half of the work.
fn is_never_named(tag: Tag) -> bool {
    tag.is_verb()
        || tag.is_pronoun()
        || tag.is_wh_word()
        || matches!(tag, Tag::IN | Tag::TO | Tag::CC | Tag::MD | Tag::RP | Tag::POS | Tag::EX)
        || matches!(tag, Tag::STOP | Tag::COMMA | Tag::COLON | Tag::OPEN_QUOTE | Tag::CLOSE_QUOTE)
}

/// What is asked of a word and its neighbours; `entities` are those of the words before.
pub fn features(forms: &Forms, word: usize, tags: &[Tag], entities: &[Entity]) -> [u32; 36] {
    let form = forms.near(word, 0);
    let (before, second_before) = (forms.near(word, -1), forms.near(word, -2));
    let (after, second_after) = (forms.near(word, 1), forms.near(word, 2));
    let tag = |offset: isize| {
        let place = word.wrapping_add_signed(offset);
        tags.get(place).map_or(Tag::COUNT as u32, |tag| u32::from(tag.code()))
    };
    let entity = |back: usize| {
        let before = word.checked_sub(back).map(|before| u32::from(entities[before].code()));
        before.unwrap_or(Entity::COUNT as u32)
    };
    let shape = form.shape << 2 | forms.style() as u32;
    let around = before.shape << 10 | form.shape << 5 | after.shape;
    [
        feature(0, [entity(1)]),
        feature(1, [form.word, form.shape]),
        feature(2, [form.word, entity(1)]),
        feature(3, [form.word]),
        feature(4, [before.word]),
        feature(5, [after.word]),
        feature(6, [second_before.word]),
        feature(7, [second_after.word]),
        feature(8, [before.word, form.word]),
        feature(9, [form.word, after.word]),
        feature(10, [form.suffix(2)]),
        feature(11, [form.suffix(3)]),
        feature(12, [form.tail]),
        feature(13, [form.prefix(3)]),
        feature(14, [form.head]),
        feature(15, [shape]),
        feature(16, [around]),
        feature(17, [around, entity(1)]),
        feature(18, [tag(0), shape]),
        feature(19, [tag(-1), tag(0)]),
        feature(20, [tag(0), tag(1)]),
        feature(21, [tag(-1), tag(0), tag(1), entity(1)]),
        feature(22, [entity(1), entity(2)]),
        feature(23, [entity(1), entity(2), tag(0)]),
        feature(24, [before.word, entity(1), tag(0)]),
        feature(25, [after.word, entity(1), tag(0)]),
        feature(26, [before.word, after.word]),
        feature(27, [second_before.word, before.word]),
        feature(28, [after.word, second_after.word]),
        feature(29, [after.shape, after.suffix(3), tag(0)]),
        feature(30, [tag(1), tag(2), tag(0)]),
        feature(31, [tag(-2), tag(-1), tag(0)]),
        feature(32, [second_before.word, before.word, form.word]),
        feature(33, [form.word, after.word, second_after.word]),
        feature(34, [before.suffix(3), entity(1)]),
        feature(35, [shape, entity(1), form.suffix(3)]),
    ]
}
