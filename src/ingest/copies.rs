//! Leaves out articles that were read already: what somebody said there would count twice.
//!
//! A copy is the same text of the same outlet, day and address; marks and breaks may differ. The same text in
//! another outlet is none: two outlets printed it. Where an article says neither its outlet nor its address,
//! the same text is a copy, whoever else has it.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::article::Article;

/// Fewer words without an outlet or an address may be the same by chance: a post, a caption.
const FEWEST_WORDS: usize = 12;

/// The articles met so far.
#[derive(Debug, Default)]
pub struct Copies {
    /// By what copies have in common.
    seen: HashMap<u64, String>,
    /// By their words alone.
    texts: HashMap<u64, String>,
    left_out: Vec<(String, String)>,
}

impl Copies {
    /// Takes the copies out of some more articles that say where they are from; the others all stay.
    pub fn leave_out(&mut self, articles: &mut Vec<Article>) {
        articles.retain(|article| !tells_origin(article) || self.is_new(article));
    }

    /// Takes all copies out of some more articles, for who counts what is said in them. Of the same text with
    /// and without an outlet, the one with it stays.
    pub fn leave_out_all(&mut self, articles: &mut Vec<Article>) {
        let mut is_new = vec![true; articles.len()];
        for origin in [true, false] {
            let some = articles.iter().enumerate().filter(|(_, article)| tells_origin(article) == origin);
            some.for_each(|(index, article)| is_new[index] = self.is_new(article));
        }
        let mut is_new = is_new.into_iter();
        articles.retain(|_| is_new.next().unwrap_or_default());
    }

    fn is_new(&mut self, article: &Article) -> bool {
        let Some(hash) = copy_of(article) else { return true };
        let known = if tells_origin(article) { self.seen.get(&hash) } else { self.texts.get(&hash) };
        if let Some(first) = known {
            self.left_out.push((name(article), first.clone()));
            return false;
        }
        self.seen.insert(hash, name(article));
        self.texts.entry(text_of(article).0).or_insert_with(|| name(article));
        true
    }

    /// Each copy that was left out, and what it is one of: files, or ids where there are none.
    pub fn left_out(&self) -> &[(String, String)] {
        &self.left_out
    }
}

/// A number for what copies have in common; none for an article that nobody can say it of.
pub fn copy_of(article: &Article) -> Option<u64> {
    let (text, words) = text_of(article);
    if !tells_origin(article) {
        return (words >= FEWEST_WORDS).then_some(text);
    }
    let mut hasher = DefaultHasher::new();
    (&article.outlet, article.date.map(|date| date.to_string()), &article.url).hash(&mut hasher);
    (&article.title, text).hash(&mut hasher);
    Some(hasher.finish())
}

fn tells_origin(article: &Article) -> bool {
    article.outlet.is_some() || article.url.is_some()
}

/// A number for the words of an article, and how many they are.
fn text_of(article: &Article) -> (u64, usize) {
    let mut hasher = DefaultHasher::new();
    let mut count = 0;
    let words = article.body.split(|letter: char| !letter.is_alphanumeric());
    for word in words.filter(|word| !word.is_empty()) {
        word.hash(&mut hasher);
        count += 1;
    }
    (hasher.finish(), count)
}

fn name(article: &Article) -> String {
    article.path.as_ref().map_or_else(|| article.id.clone(), |path| path.display().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(articles: &[(&str, Option<&str>, &str)], expected: &[&str], left_out: &[(&str, &str)]) {
        let article = |&(id, outlet, body): &(&str, Option<&str>, &str)| Article {
            id: id.into(),
            outlet: outlet.map(Into::into),
            body: body.into(),
            ..Article::default()
        };
        let mut articles: Vec<Article> = articles.iter().map(article).collect();
        let mut copies = Copies::default();
        copies.leave_out_all(&mut articles);
        let left: Vec<&str> = articles.iter().map(|article| article.id.as_str()).collect();
        assert_eq!(left, expected);
        let named: Vec<(&str, &str)> =
            copies.left_out.iter().map(|(copy, first)| (copy.as_str(), first.as_str())).collect();
        assert_eq!(named, left_out);
    }

    const RAIN: &str = "“It will rain until Friday, and the lower road is closed,” said Elise Ortega.";

    #[test]
    fn the_same_article_of_an_outlet_is_left_out() {
        check(
            &[
                ("a", Some("Courant"), "It rains."),
                ("b", Some("Courant"), "It rains."),
                ("c", Some("Echo"), "It rains."),
                ("d", Some("Courant"), "It pours."),
                ("e", Some("Courant"), "It\nrains"),
            ],
            &["a", "c", "d"],
            &[("b", "a"), ("e", "a")],
        );
    }

    #[test]
    fn the_same_text_without_an_outlet_is_left_out() {
        let straight = RAIN.replace(['“', '”'], "\"");
        let other = RAIN.replace("Friday", "Monday");
        check(&[("a", None, RAIN), ("b", None, &straight), ("c", None, &other)], &["a", "c"], &[("b", "a")]);
        // Whichever comes first.
        check(
            &[("a", None, RAIN), ("b", Some("Courant"), RAIN), ("c", Some("Echo"), RAIN)],
            &["b", "c"],
            &[("a", "b")],
        );
    }

    #[test]
    fn only_who_counts_leaves_out_texts_without_an_outlet() {
        let article = |id: &str| Article { id: id.into(), body: RAIN.into(), ..Article::default() };
        let mut articles = vec![article("a"), article("b")];
        Copies::default().leave_out(&mut articles);
        assert_eq!(articles.len(), 2);
    }

    #[test]
    fn a_few_words_without_an_outlet_are_no_copy() {
        check(&[("a", None, "It rains."), ("b", None, "It rains.")], &["a", "b"], &[]);
    }
}
