//! Which groups of names a name may belong to, without a look at all others.
//!
//! Two forms that can be one name share the sound of their last word. Where very many share it, they
//! also share another word, its sound, its long form or its initial: so a surname that thousands bear
//! costs no more than one that a few bear.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::{matching, spelling};

/// How many groups of one surname are all looked at.
const MOST_NAMESAKES: usize = 64;

/// Groups by what their names are filed under.
#[derive(Debug, Default)]
pub(super) struct NameIndex {
    by_key: HashMap<String, Vec<usize>>,
    /// Groups of persons by the sound of the last word together with something of another word.
    by_part: HashMap<u64, Vec<usize>>,
}

impl NameIndex {
    /// The groups that a name may belong to, in order.
    pub(super) fn near(&self, words: &[String], body: bool) -> Vec<usize> {
        let mut near = self.filed_under(&asked(words, body));
        if !body && words.len() > 1 && near.len() > MOST_NAMESAKES {
            near.clear();
            for part in parts(words, Side::Asks) {
                let known = self.by_part.get(&part.hash).map_or(&[][..], Vec::as_slice);
                // An initial that very many could have written tells nobody from another.
                if !part.vague || known.len() <= MOST_NAMESAKES {
                    near.extend(known);
                }
            }
            near.sort_unstable();
            near.dedup();
        }
        near
    }

    /// Files a group under one of its names.
    pub(super) fn file(&mut self, words: &[String], body: bool, group: usize) {
        for key in filed(words, body) {
            push(self.by_key.entry(key).or_default(), group);
        }
        if !body && words.len() > 1 {
            for part in parts(words, Side::Files) {
                push(self.by_part.entry(part.hash).or_default(), group);
            }
        }
    }

    fn filed_under(&self, keys: &[String]) -> Vec<usize> {
        let mut groups: Vec<usize> =
            keys.iter().filter_map(|key| self.by_key.get(key)).flatten().copied().collect();
        groups.sort_unstable();
        groups.dedup();
        groups
    }
}

fn push(known: &mut Vec<usize>, group: usize) {
    if known.last() != Some(&group) {
        known.push(group);
    }
}

/// What a name is looked for under.
fn asked(words: &[String], body: bool) -> Vec<String> {
    match words {
        // Short letters are looked for among full names, full names among short letters.
        [_] if body => of_body(words, 'f'),
        _ if body => of_body(words, 's'),
        // A bare surname belongs to those who bear it letter by letter.
        [surname] => vec![surname.clone()],
        _ => spelling::keys(words, false),
    }
}

/// What a name is filed under.
fn filed(words: &[String], body: bool) -> Vec<String> {
    match words {
        [_] if body => of_body(words, 's'),
        _ if body => of_body(words, 'f'),
        _ => spelling::keys(words, false),
    }
}

fn of_body(words: &[String], sort: char) -> Vec<String> {
    let mut keys = spelling::keys(words, true);
    if let Some(letters) = keys.last_mut() {
        letters.push(sort);
    }
    keys
}

/// Whether a name asks or is filed: an initial finds names in full, a name in full finds initials.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Side {
    Asks,
    Files,
}

/// Something of a word that is not the last, with the sound of the last.
struct Part {
    hash: u64,
    vague: bool,
}

fn parts(words: &[String], side: Side) -> Vec<Part> {
    let key = spelling::keys(words, false).swap_remove(0);
    let part = |sort: u8, text: &str| {
        let mut hasher = DefaultHasher::new();
        (&key, sort, text).hash(&mut hasher);
        hasher.finish()
    };
    let mut parts = Vec::new();
    for word in matching::without_suffix(words).iter().rev().skip(1) {
        parts.push(Part { hash: part(0, word), vague: false });
        parts.push(Part { hash: part(1, &spelling::skeleton(word)), vague: false });
        let long = matching::long_forms(word);
        parts.extend(long.map(|long| Part { hash: part(2, long), vague: false }));
        let Some((end, _)) = word.char_indices().nth(1).or(Some((word.len(), ' '))) else { continue };
        let is_initial = end == word.len();
        // Of one sort are the initials that are filed and the names that are looked for by theirs.
        let sort = if is_initial == (side == Side::Files) { 3 } else { 4 };
        parts.push(Part { hash: part(sort, word.get(..end).unwrap_or_default()), vague: true });
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(name: &str) -> Vec<String> {
        name.split(' ').map(str::to_owned).collect()
    }

    /// Files two hundred other bearers of the surname and then the name; says whether it is found.
    #[track_caller]
    fn check(filed: &str, asked: &str, expected: bool) {
        let mut index = NameIndex::default();
        for other in 0..200 {
            index.file(&words(&format!("x{other}q hale")), false, other);
        }
        index.file(&words(filed), false, 200);
        let near = index.near(&words(asked), false);
        assert_eq!(near.contains(&200), expected, "{filed} / {asked}");
        assert!(near.len() < 10 || words(asked).len() == 1, "{asked}: {} are looked at", near.len());
    }

    #[test]
    fn a_name_is_found_among_many_of_its_surname() {
        check("thomas hale", "thomas hale", true);
        check("thomas hale", "tom hale", true);
        check("tom hale", "thomas hale", true);
        check("bill hale", "billy hale", true);
        check("thomas hale", "t hale", true);
        check("t hale", "thomas hale", true);
        check("j robert hale", "robert hale", true);
        check("thomas b hale", "thomas hale jr", true);
        check("mohammed hale", "muhammad hale", true);
        check("thomas hale", "hale", true);
        check("thomas hale", "ann hale", false);
    }
}
