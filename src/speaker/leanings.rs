//! Whether a form is a person's, a body's or a place's name, by all the places where it stands.

use std::collections::HashMap;

use super::lexicon::{self, Trait};
use super::names::Name;
use super::page::Page;

/// The same words are the same sort of name throughout: the whole article votes.
pub(super) fn settle(page: &Page, names: &mut [Name], words: &[Vec<String>]) {
    let mut votes: HashMap<&[String], (i32, i32)> = HashMap::new();
    for (name, words) in names.iter().zip(words) {
        if !page.is_heading(page.sentence(name.tokens.start)) {
            let (leaning, place) = votes.entry(words).or_default();
            *leaning += if is_followed_by_staff(page, name) { -6 } else { name.leaning };
            *place += if is_followed_by_staff(page, name) {
                -3
            } else if name.place {
                1
            } else {
                -1
            };
        }
    }
    // "Ilse Hale" is a person where "Hale" by itself is one, unless something in the name says otherwise.
    let surname_votes: Vec<i32> = names
        .iter()
        .zip(words)
        .map(|(name, words)| {
            let plain = (2..=3).contains(&words.len())
                && name.title.is_empty()
                && words.iter().all(|word| {
                    !lexicon::traits(word).has_any(&[
                        Trait::Body,
                        Trait::Document,
                        Trait::Place,
                        Trait::Nationality,
                        Trait::Title,
                        Trait::Portfolio,
                    ])
                });
            let alone = words.last().filter(|_| plain).and_then(|last| votes.get(std::slice::from_ref(last)));
            alone.map_or(0, |&(all, _)| all.clamp(0, 6))
        })
        .collect();
    for ((name, words), surname) in names.iter_mut().zip(words).zip(surname_votes) {
        let Some(&(all, place)) = votes.get(words.as_slice()) else { continue };
        let all = all + surname;
        let place = if surname > 3 { -1 } else { place };
        name.place = place > 0 || (place == 0 && name.place);
        if all.signum() != name.leaning.signum() && !name.doubtful {
            name.leaning = all.clamp(-4, 4);
        }
    }
}

/// "Quillon board member": towns have mayors, companies have boards.
fn is_followed_by_staff(page: &Page, name: &Name) -> bool {
    let next = page.lower_at(Some(name.tokens.end));
    let staff = [
        "ceo",
        "cfo",
        "board",
        "shares",
        "stock",
        "employees",
        "customers",
        "executives",
        "bankers",
        "engineers",
    ];
    staff.contains(&next)
}
