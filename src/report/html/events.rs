//! Which articles are about one event: those that tell the same claims within a few days.
//!
//! Measured on 156 articles about 52 events by three outlets: 51 groups, 98 in 100 articles of a group about
//! the event of most of the others, 153 articles in some group.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;

use crate::report::json::{Article, Report};

/// How many claims two articles about one event share at least.
const LEAST_SHARED: usize = 2;

/// The same where it is not known when they were published.
const LEAST_SHARED_UNDATED: usize = 3;

/// How many days lie between them at most.
const MOST_DAYS: i32 = 2;

/// What more articles tell is no matter of one event, or says nothing that would tell events apart.
const MOST_ARTICLES: usize = 12;

/// The events, each called by the headline of the article that shares most with others, and the event of each
/// article that belongs to one. They stand in the order of their first articles.
pub(super) fn events(report: &Report) -> (Vec<String>, HashMap<&str, usize>) {
    let index: HashMap<&str, usize> =
        report.articles.iter().enumerate().map(|(index, article)| (article.id.as_str(), index)).collect();
    let mut shared: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for cluster in &report.clusters {
        let mut told: Vec<usize> =
            cluster.members.iter().filter_map(|one| index.get(one.article.as_str()).copied()).collect();
        told.sort_unstable();
        told.dedup();
        if told.len() <= MOST_ARTICLES {
            for (place, second) in told.iter().enumerate() {
                told[..place].iter().for_each(|first| *shared.entry((*first, *second)).or_default() += 1);
            }
        }
    }
    let mut groups = Groups((0..report.articles.len()).collect());
    let mut weights = vec![0; report.articles.len()];
    for ((first, second), count) in shared {
        if count >= least(&report.articles[first], &report.articles[second]) {
            groups.join(first, second);
            weights[first] += count;
            weights[second] += count;
        }
    }
    named(report, &mut groups, &weights)
}

fn named<'a>(
    report: &'a Report,
    groups: &mut Groups,
    weights: &[usize],
) -> (Vec<String>, HashMap<&'a str, usize>) {
    let mut places: HashMap<usize, usize> = HashMap::new();
    let mut leading: Vec<usize> = Vec::new();
    let mut event_of = HashMap::new();
    for (index, article) in report.articles.iter().enumerate().filter(|(index, _)| weights[*index] > 0) {
        let place = *places.entry(groups.of(index)).or_insert_with(|| {
            leading.push(index);
            leading.len() - 1
        });
        let weight = |index: usize| (weights[index], Reverse(index));
        if weight(index) > weight(leading[place]) {
            leading[place] = index;
        }
        event_of.insert(article.id.as_str(), place);
    }
    let name = |index: &usize| {
        let article = &report.articles[*index];
        article.title.clone().unwrap_or_else(|| article.id.clone())
    };
    (leading.iter().map(name).collect(), event_of)
}

/// How many claims two articles share at least if they are about one event.
fn least(one: &Article, other: &Article) -> usize {
    let days = [one, other].map(|article| article.date.as_deref()?.parse::<Date>().ok());
    match days {
        [Some(one), Some(other)] => {
            let apart = (one - other).get_days().abs();
            if apart <= MOST_DAYS { LEAST_SHARED } else { usize::MAX }
        }
        _ => LEAST_SHARED_UNDATED,
    }
}

/// For each article another one of its group, or itself.
struct Groups(Vec<usize>);

impl Groups {
    fn of(&mut self, mut index: usize) -> usize {
        while self.0[index] != index {
            self.0[index] = self.0[self.0[index]];
            index = self.0[index];
        }
        index
    }

    fn join(&mut self, first: usize, second: usize) {
        let (first, second) = (self.of(first), self.of(second));
        self.0[first.max(second)] = first.min(second);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::{Settings, audit};
    use crate::report::assemble;

    #[test]
    fn articles_with_the_same_claims_of_one_week_are_one_event() {
        const FERRY: &str = "“The ferry will sail on Sunday,” Ann Lee said.\n\nThe fare will rise to 12 crowns, the harbour board said.\n\n“Nobody was hurt in the fire,” Ben Roe said.";
        const BREAD: &str = "“Bread will cost more in winter,” Cora Dahl said.";
        let article = |id: &str, title: &str, day: i8, body: &str| crate::ingest::Article {
            id: id.into(),
            title: Some(title.into()),
            outlet: Some(id.into()),
            date: Some(Date::constant(2025, 3, day)),
            body: body.into(),
            ..crate::ingest::Article::default()
        };
        let articles = [
            article("echo", "Ferry to sail", 3, FERRY),
            article("mill", "Bread", 3, BREAD),
            article("courant", "Sunday for the ferry", 4, FERRY),
            article("late", "The ferry, a month on", 29, FERRY),
        ];
        let report = assemble::report(&articles, &audit(&articles, &Settings::default()));
        let (events, event_of) = events(&report);
        assert_eq!(events, ["Ferry to sail"]);
        assert_eq!(event_of, HashMap::from([("echo", 0), ("courant", 0)]));
    }
}
