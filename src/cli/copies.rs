//! Leaves out articles that were read already: what somebody said there would count twice.
//!
//! A copy is the same text of the same outlet, day and address. The same text in another outlet is none: two
//! outlets printed it. Without an outlet or an address nobody can say whether a text is the same article.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::failure::note;
use super::progress::Progress;
use crate::ingest::Article;

/// The articles met so far.
#[derive(Debug, Default)]
pub struct Copies {
    seen: HashMap<u64, String>,
    /// Each copy, and what it is one of.
    left_out: Vec<(String, String)>,
}

impl Copies {
    /// Takes the copies out of some more articles.
    pub fn leave_out(&mut self, articles: &mut Vec<Article>) {
        articles.retain(|article| {
            if article.outlet.is_none() && article.url.is_none() {
                return true;
            }
            let mut hasher = DefaultHasher::new();
            (&article.outlet, article.date.map(|date| date.to_string()), &article.url).hash(&mut hasher);
            (&article.title, &article.body).hash(&mut hasher);
            match self.seen.get(&hasher.finish()) {
                Some(first) => {
                    self.left_out.push((name(article), first.clone()));
                    false
                }
                None => {
                    self.seen.insert(hasher.finish(), name(article));
                    true
                }
            }
        });
    }

    /// Names them, in one line.
    pub fn tell(&self, progress: &Progress) {
        let [(copy, first), more @ ..] = self.left_out.as_slice() else { return };
        let more = match more.len() {
            0 => String::new(),
            1 => "; so is 1 more copy".to_string(),
            count => format!("; so are {count} more copies"),
        };
        let message = format!("{copy} is the same article as {first} and left out{more}");
        progress.aside(|| note(&message));
    }
}

fn name(article: &Article) -> String {
    article.path.as_ref().map_or_else(|| article.id.clone(), |path| path.display().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_article_is_left_out() {
        let article = |id: &str, outlet: Option<&str>, body: &str| Article {
            id: id.into(),
            outlet: outlet.map(Into::into),
            body: body.into(),
            ..Article::default()
        };
        let mut articles = vec![
            article("a", Some("Courant"), "It rains."),
            article("b", Some("Courant"), "It rains."),
            article("c", Some("Echo"), "It rains."),
            article("d", Some("Courant"), "It pours."),
            article("e", None, "It rains."),
            article("f", None, "It rains."),
        ];
        let mut copies = Copies::default();
        copies.leave_out(&mut articles);
        let left: Vec<&str> = articles.iter().map(|article| article.id.as_str()).collect();
        assert_eq!(left, ["a", "c", "d", "e", "f"]);
        assert_eq!(copies.left_out, [("b".to_string(), "a".to_string())]);
    }
}
