//! Which articles are versions of one, and in which order.

use std::collections::HashMap;
use std::path::Path;

use crate::cluster::copies_of;
use crate::ingest::Article;

/// Which argument an article came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// The first: earlier versions.
    Old,
    /// The second: later versions.
    New,
}

/// The versions of each article as indices, the earliest first; articles in the order in which they came.
/// Versions have one address, one id in both arguments, one name but for a number or a day, or nearly the
/// same text in one outlet. Where each argument is one article, these two are.
pub fn find(articles: &[Article], sides: &[Side]) -> Vec<Vec<usize>> {
    let names: Vec<FileName> = articles.iter().map(FileName::of).collect();
    let mut first: Vec<usize> = (0..articles.len()).collect();
    if let [Side::Old, Side::New] = sides {
        first[1] = 0;
    }
    let mut known: HashMap<String, usize> = HashMap::new();
    let copies = copies_of(articles);
    let is_copy = |one: usize, other: usize| copies[one] == copies[other];
    for (index, article) in articles.iter().enumerate() {
        for key in keys(article, &names[index]) {
            let other = *known.entry(key.text).or_insert(index);
            let is_sure = key.is_sure || sides[other] != sides[index] || is_copy(other, index);
            if is_sure {
                join(&mut first, other, index);
            }
        }
    }
    let mut of_text: HashMap<(usize, Option<&str>), usize> = HashMap::new();
    for (index, article) in articles.iter().enumerate() {
        let other = *of_text.entry((copies[index], article.outlet.as_deref())).or_insert(index);
        join(&mut first, other, index);
    }
    let mut series: Vec<Vec<usize>> = Vec::new();
    let mut place: HashMap<usize, usize> = HashMap::new();
    for index in 0..articles.len() {
        let root = root(&mut first, index);
        let at = *place.entry(root).or_insert_with(|| {
            series.push(Vec::new());
            series.len() - 1
        });
        series[at].push(index);
    }
    for versions in &mut series {
        versions.sort_by_key(|index| (sides[*index], names[*index].order, articles[*index].date, *index));
    }
    series
}

/// What an article is known by.
struct Key {
    text: String,
    /// True when no two articles of one argument have it unless they are versions.
    is_sure: bool,
}

fn keys(article: &Article, name: &FileName) -> Vec<Key> {
    let mut keys = Vec::new();
    if let Some(url) = article.url.as_deref().map(plain_address).filter(|url| !url.is_empty()) {
        keys.push(Key { text: format!("url {url}"), is_sure: true });
    }
    let id = article.given_id.as_deref().unwrap_or(&article.id);
    let of_file =
        article.path.as_deref().and_then(Path::file_stem).is_some_and(|stem| stem.to_string_lossy() == id);
    if !of_file {
        keys.push(Key { text: format!("id {id}"), is_sure: article.given_id.is_some() });
    } else if !name.stem.is_empty() {
        keys.push(Key { text: format!("name {}", name.stem), is_sure: name.is_numbered });
    }
    keys
}

/// An address without what differs between two calls of one page.
pub(super) fn plain_address(url: &str) -> String {
    let url = url.split(['?', '#']).next().unwrap_or_default();
    let url = url.split_once("://").map_or(url, |(_, rest)| rest).to_lowercase();
    url.trim_start_matches("www.").trim_end_matches('/').to_owned()
}

/// A file's name, without what tells versions apart.
#[derive(Debug, Default, PartialEq, Eq)]
struct FileName {
    stem: String,
    /// The number or day that was cut off, as a number that grows.
    order: Option<u64>,
    /// True for a number behind a full stop or a "v": a version, and not one of several pages.
    is_numbered: bool,
}

impl FileName {
    fn of(article: &Article) -> Self {
        let stem = article.path.as_deref().and_then(Path::file_stem);
        stem.map_or_else(FileName::default, |stem| FileName::cut(&stem.to_string_lossy()))
    }

    fn cut(name: &str) -> Self {
        let name = name.to_lowercase();
        let name = name.strip_suffix(')').map_or(name.clone(), |open| open.replacen(" (", ".", 1));
        let digits = name.len() - name.trim_end_matches(|letter: char| letter.is_ascii_digit()).len();
        let (head, number) = name.split_at(name.len() - digits);
        if (1..=3).contains(&digits) {
            let marks = [
                ".version-",
                ".version",
                "-version-",
                "_version_",
                "-version",
                "_version",
                "-v",
                "_v",
                ".v",
                " v",
                ".rev",
                "-rev",
                ".",
            ];
            if let Some(stem) = marks.iter().find_map(|mark| head.strip_suffix(mark)) {
                return FileName { stem: stem.to_owned(), order: number.parse().ok(), is_numbered: true };
            }
        }
        match without_day(&name) {
            Some((stem, day)) => FileName { stem, order: Some(day), is_numbered: false },
            None => FileName { stem: name, order: None, is_numbered: false },
        }
    }
}

/// A name without the day and time at one of its ends, and these as a number: 20310503143000.
fn without_day(name: &str) -> Option<(String, u64)> {
    let is_part = |letter: char| letter.is_ascii_digit() || "-_.t:z ".contains(letter);
    let digits = |part: &str| part.chars().filter(char::is_ascii_digit).collect::<String>();
    let leading = name.find(|letter| !is_part(letter)).unwrap_or(name.len());
    let trailing = name
        .rfind(|letter| !is_part(letter))
        .map_or(0, |at| at + name[at..].chars().next().map_or(1, char::len_utf8));
    for (day, rest) in [(&name[..leading], &name[leading..]), (&name[trailing..], &name[..trailing])] {
        let mut number = digits(day);
        let is_day = matches!(number.len(), 8 | 10 | 12 | 14)
            && (number.starts_with("19") || number.starts_with("20"));
        if is_day && !rest.is_empty() {
            while number.len() < 14 {
                number.push('0');
            }
            let rest = rest.trim_matches(|letter| "-_. ".contains(letter));
            return number.parse().ok().map(|number| (rest.to_owned(), number));
        }
    }
    None
}

fn join(first: &mut [usize], one: usize, other: usize) {
    let (one, other) = (root(first, one), root(first, other));
    first[one.max(other)] = one.min(other);
}

fn root(first: &mut [usize], mut index: usize) -> usize {
    while first[index] != index {
        first[index] = first[first[index]];
        index = first[index];
    }
    index
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, stem: &str, order: Option<u64>) {
        let found = FileName::cut(name);
        assert_eq!((found.stem.as_str(), found.order), (stem, order), "{name}");
    }

    #[test]
    fn numbers_and_days_are_no_part_of_a_name() {
        check("story.1", "story", Some(1));
        check("story.12", "story", Some(12));
        check("story-v2", "story", Some(2));
        check("story (3)", "story", Some(3));
        check("2031-05-03-story", "story", Some(20_310_503_000_000));
        check("story_2031-05-03T1430", "story", Some(20_310_503_143_000));
        check("20310503143000-story", "story", Some(20_310_503_143_000));
        check("page-2", "page-2", None);
        check("room101", "room101", None);
        check("2031", "2031", None);
    }

    fn article(id: &str, path: &str, url: Option<&str>) -> Article {
        Article {
            id: id.into(),
            path: Some(path.into()),
            url: url.map(str::to_owned),
            body: format!("{id}."),
            ..Article::default()
        }
    }

    #[test]
    fn versions_have_one_name_or_address() {
        use Side::{New, Old};
        let two = [article("a", "a.txt", None), article("b", "b.txt", None)];
        assert_eq!(find(&two, &[Old, New]), [vec![0, 1]]);
        assert_eq!(find(&two, &[Old, Old]), [vec![0], vec![1]]);
        let many = [
            article("story.2", "x/story.2.html", None),
            article("story.10", "x/story.10.html", None),
            article("story.1", "x/story.1.html", None),
            article("other", "x/other.html", Some("https://www.post.example/a/?from=home")),
            article("same", "y/same.html", Some("http://post.example/a")),
        ];
        assert_eq!(find(&many, &[Old; 5]), [vec![2, 0, 1], vec![3, 4]]);
        assert_eq!(find(&many[3..], &[Old, New]), [vec![0, 1]]);
        let folders = [
            article("a", "x/a.txt", None),
            article("b", "x/b.txt", None),
            article("b", "y/b.txt", None),
            article("c", "y/c.txt", None),
        ];
        assert_eq!(find(&folders, &[Old, Old, New, New]), [vec![0], vec![1, 2], vec![3]]);
    }
}
