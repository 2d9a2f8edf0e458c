//! From the words of a sentence to tags, one word after the other.

use super::Tag;
use super::forms::Forms;
use super::plain_words::PlainWords;
use crate::model::{Rows, best, feature};

/// Tags, filled up to a size that is read fast.
pub const CLASSES: usize = 48;

/// Tags a sentence; `tags` is emptied first.
pub fn tag(model: &Rows<CLASSES>, plain: &PlainWords, forms: &Forms, tags: &mut Vec<Tag>) {
    tags.clear();
    for (word, form) in forms.words().iter().enumerate() {
        let tag = plain.tag(form.word).unwrap_or_else(|| {
            let scores = model.scores(&features(forms, word, tags));
            Tag::from_code(best(&scores[..Tag::COUNT]))
        });
        tags.push(tag);
    }
}

/// What is asked of a word and its neighbours; `tags` are those of the words before.
pub fn features(forms: &Forms, word: usize, tags: &[Tag]) -> [u32; 33] {
    let form = forms.near(word, 0);
    let (before, second_before) = (forms.near(word, -1), forms.near(word, -2));
    let (after, second_after) = (forms.near(word, 1), forms.near(word, 2));
    let tag_before = code(tags, word, 1);
    let second_tag_before = code(tags, word, 2);
    let shape = form.shape << 2 | forms.style() as u32;
    let first = u32::from(word == 0);
    [
        feature(0, []),
        feature(1, [form.word]),
        feature(2, [form.word, form.shape]),
        feature(3, [form.suffix(1)]),
        feature(4, [form.suffix(2)]),
        feature(5, [form.suffix(3)]),
        feature(6, [form.suffix(4)]),
        feature(7, [form.prefix(1), shape]),
        feature(8, [form.prefix(2)]),
        feature(9, [form.prefix(3)]),
        feature(10, [shape, first]),
        feature(11, [shape, form.suffix(3)]),
        feature(12, [shape, before.shape, after.shape]),
        feature(13, [tag_before]),
        feature(14, [tag_before, second_tag_before]),
        feature(15, [tag_before, form.word]),
        feature(16, [tag_before, second_tag_before, form.word]),
        feature(17, [before.word]),
        feature(18, [before.word, form.word]),
        feature(19, [second_before.word]),
        feature(20, [after.word]),
        feature(21, [after.word, form.word]),
        feature(22, [second_after.word]),
        feature(23, [after.suffix(3)]),
        feature(24, [after.suffix(2), form.suffix(2), tag_before]),
        feature(25, [before.suffix(3)]),
        feature(26, [tag_before, after.word]),
        feature(27, [before.word, after.word]),
        feature(28, [after.shape, after.suffix(3), form.suffix(3)]),
        feature(29, [after.word, second_after.word]),
        feature(30, [before.word, second_before.word]),
        feature(31, [tag_before, form.suffix(2)]),
        feature(32, [form.prefix(4), form.tail]),
    ]
}

/// The code of the tag so many words before; beyond the beginning, one that no tag has.
fn code(tags: &[Tag], word: usize, back: usize) -> u32 {
    word.checked_sub(back).map_or(Tag::COUNT as u32, |before| u32::from(tags[before].code()))
}
