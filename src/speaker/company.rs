//! What besides the name tells who a speaker is: the words of the role, and who else is named in the
//! same article.
//!
//! Words are kept as numbers, and of an article that names very many only those named close by count:
//! a list of a thousand councillors says of none of them who it is.

use std::collections::HashMap;

use super::spelling;

/// How many others before and after a speaker, in the order of first mention, are its company.
const NEIGHBOURS: usize = 32;

/// Numbers for the words and names of all articles.
#[derive(Debug, Default)]
pub(super) struct Words(HashMap<String, u32>);

impl Words {
    /// The company of each of the named speakers of an article, in no order; of each comes its name and
    /// its role.
    pub(super) fn companies(&mut self, named: &[(&str, Option<&str>)]) -> Vec<Vec<u32>> {
        let names: Vec<u32> =
            named.iter().map(|(name, _)| self.number(spelling::words(name).join(" "))).collect();
        let company = |(place, (_, role)): (usize, &(&str, Option<&str>))| {
            let role = role.iter().flat_map(|role| spelling::words(role));
            let mut company: Vec<u32> =
                role.filter(|word| word.len() > 3).map(|word| self.number(word)).collect();
            company.extend_from_slice(&names[place.saturating_sub(NEIGHBOURS)..place]);
            company.extend(names.iter().skip(place + 1).take(NEIGHBOURS));
            company
        };
        named.iter().enumerate().map(company).collect()
    }

    fn number(&mut self, word: String) -> u32 {
        let next = self.0.len() as u32;
        *self.0.entry(word).or_insert(next)
    }
}

/// True when two sorted companies share somebody or something.
pub(super) fn meet(first: &[u32], second: &[u32]) -> bool {
    let (fewer, more) = if first.len() <= second.len() { (first, second) } else { (second, first) };
    fewer.iter().any(|one| more.binary_search(one).is_ok())
}
