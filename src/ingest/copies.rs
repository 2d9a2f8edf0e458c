//! Leaves out articles that were read already: what somebody said there would count twice.
//!
//! A copy is the same text of the same outlet, day and address. The same text in another outlet is none: two
//! outlets printed it. Without an outlet or an address nobody can say whether a text is the same article.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::article::Article;

/// The articles met so far.
#[derive(Debug, Default)]
pub struct Copies {
    seen: HashMap<u64, String>,
    left_out: Vec<(String, String)>,
}

impl Copies {
    /// Takes the copies out of some more articles.
    pub fn leave_out(&mut self, articles: &mut Vec<Article>) {
        articles.retain(|article| {
            let Some(hash) = copy_of(article) else { return true };
            match self.seen.get(&hash) {
                Some(first) => {
                    self.left_out.push((name(article), first.clone()));
                    false
                }
                None => {
                    self.seen.insert(hash, name(article));
                    true
                }
            }
        });
    }

    /// Each copy that was left out, and what it is one of: files, or ids where there are none.
    pub fn left_out(&self) -> &[(String, String)] {
        &self.left_out
    }
}

/// A number for what copies have in common; none for an article that nobody can say it of.
pub fn copy_of(article: &Article) -> Option<u64> {
    if article.outlet.is_none() && article.url.is_none() {
        return None;
    }
    let mut hasher = DefaultHasher::new();
    (&article.outlet, article.date.map(|date| date.to_string()), &article.url).hash(&mut hasher);
    (&article.title, &article.body).hash(&mut hasher);
    Some(hasher.finish())
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
