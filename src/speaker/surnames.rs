//! Surnames that the words around them hide: "Dunmere" for Ann Dunmere in a town of that name.

use std::collections::HashSet;

use super::first_names;
use super::names::Name;
use super::page::Page;

/// A capitalised word that no name holds, and that is the surname of somebody named in full: "Dunmere" where
/// the article has Ann Dunmere, "Holder" at the head of a sentence.
pub(super) fn add(page: &Page, names: &mut Vec<Name>) {
    let surnames: HashSet<&str> = names
        .iter()
        .filter(|name| {
            let first = page.lower(name.tokens.start);
            name.tokens.len() > 1
                && (name.leaning > 3 || name.leaning > 0 && first_names::is_first_name(first))
        })
        .map(|name| page.word(name.tokens.end - 1))
        .filter(|surname| surname.chars().count() > 2)
        .collect();
    let mut held = vec![false; page.len()];
    for name in names.iter() {
        held[name.whole()].fill(true);
    }
    let free = (0..page.len()).filter(|&token| {
        let lone = |other: Option<usize>| {
            other.is_none_or(|other| other >= page.len() || !page.is_capitalised(other))
        };
        !held[token]
            && surnames.contains(page.word(token))
            && lone(token.checked_sub(1).filter(|_| page.sentence_tokens(token).start < token))
            && lone(Some(token + 1))
    });
    names.extend(free.map(|token| Name {
        tokens: token..token + 1,
        title: token..token,
        leaning: 0,
        place: false,
        doubtful: true,
    }));
    names.sort_by_key(|name| name.tokens.start);
}
