//! Which articles copy one text: those that share long runs of words beyond the quotations.

use super::membership::Group;
use super::units::Unit;
use super::{Account, Member, Origin, Part};

/// Which articles copy one text.
pub(super) struct Copies {
    /// For each article, the first article in canonical order of those that share its text.
    first: Vec<usize>,
}

/// Finds the articles that copy one text.
pub(super) fn find(accounts: &[Account], _members: &[Member], _units: &[Unit], _groups: &[Group]) -> Copies {
    Copies { first: (0..accounts.len()).collect() }
}

impl Copies {
    /// The origins of a cluster's parts; writes into each part which is its.
    pub(super) fn origins(&self, members: &[Member], parts: &mut [Part]) -> Vec<Origin> {
        let mut origins: Vec<Origin> = Vec::new();
        for part in parts {
            let article = members[part.member].account;
            let same = |origin: &Origin| self.first[origin.articles[0]] == self.first[article];
            part.origin = origins.iter().position(same).unwrap_or_else(|| {
                origins.push(Origin { articles: Vec::new(), credit: None });
                origins.len() - 1
            });
            if !origins[part.origin].articles.contains(&article) {
                origins[part.origin].articles.push(article);
            }
        }
        origins
    }
}
