//! Ids that depend on content alone.
//!
//! An id is a letter for what it names and eight letters and digits of a hash. An article's is made
//! from its outlet, date and address, or its words where it has no address of its own; an attribution's and a
//! telling's from the article's and the words there; a finding's from the two tellings and the words
//! that differ; a claim's is that of its first telling. So an id stays when articles are added,
//! removed, put into another order or moved to another folder, and when other passages of the
//! article are edited.
//!
//! What has the same content in two places (a copy of an article, say) has a number behind the
//! second one, `~2`.

use std::collections::HashMap;

use crate::ingest::Article;
use crate::place::Span;

/// What an id names, by its first letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    /// An article, `a`.
    Article,
    /// An attribution, `s` for what is said.
    Attribution,
    /// One telling of a claim, `t`.
    Telling,
    /// A claim, `c`.
    Claim,
    /// A finding, `f`.
    Finding,
}

const KINDS: [(Named, char); 5] = [
    (Named::Article, 'a'),
    (Named::Attribution, 's'),
    (Named::Telling, 't'),
    (Named::Claim, 'c'),
    (Named::Finding, 'f'),
];

/// How many letters and digits stand behind the first letter: 40 bits, so that of 100,000 articles
/// two share an id once in two hundred times, and then the second is numbered.
const LENGTH: usize = 8;

/// Digits and letters without those that are taken for others: i, l, o and u.
const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

impl Named {
    fn letter(self) -> char {
        KINDS.iter().find(|(named, _)| *named == self).map_or('x', |(_, letter)| *letter)
    }
}

/// What a word names, where it has the form of an id.
///
/// ```
/// use whosaid::report::ids::{Named, named};
///
/// assert_eq!(named("c0a1b2c3d~2"), Some(Named::Claim));
/// assert_eq!(named("courant.txt"), None);
/// ```
pub fn named(word: &str) -> Option<Named> {
    let (id, number) = word.split_once('~').unwrap_or((word, "2"));
    let mut letters = id.chars();
    let first = letters.next()?;
    let is_hash =
        letters.as_str().len() == LENGTH && letters.as_str().bytes().all(|one| DIGITS.contains(&one));
    let is_number = !number.is_empty() && number.bytes().all(|digit| digit.is_ascii_digit());
    let kind = KINDS.iter().find(|(_, letter)| *letter == first)?;
    (is_hash && is_number).then_some(kind.0)
}

/// An id with another first letter: that of the claim whose first telling it is.
pub(super) fn renamed(id: &str, named: Named) -> String {
    let rest = id.chars().next().map_or("", |first| &id[first.len_utf8()..]);
    format!("{}{rest}", named.letter())
}

/// True where a claim with this id has, or had, the telling for its earliest.
pub fn is_claim_of(telling: &str, claim: &str) -> bool {
    renamed(telling, Named::Claim) == claim
}

/// Numbers what would have an id that is given already.
#[derive(Debug, Default)]
pub struct Unlike {
    counts: HashMap<String, usize>,
}

impl Unlike {
    /// The id of an article; articles are to be asked for once each, in the order of reading.
    pub fn article(&mut self, article: &Article) -> String {
        let date = article.date.map(|date| date.to_string()).unwrap_or_default();
        let words = match article.url.as_deref().filter(|url| is_of_one_page(url)) {
            Some(url) => url.trim().to_string(),
            None => article.body.split_whitespace().collect::<Vec<_>>().join(" "),
        };
        let outlet = article.outlet.as_deref().unwrap_or_default();
        self.id(Named::Article, &[outlet, &date, &words])
    }

    /// The ids of some articles, in the order of reading.
    pub fn articles(&mut self, articles: &[Article]) -> Vec<String> {
        articles.iter().map(|article| self.article(article)).collect()
    }

    /// An id made from `parts`, unlike all that were given.
    pub(super) fn id(&mut self, named: Named, parts: &[&str]) -> String {
        self.numbered(hashed(named, parts))
    }

    /// The id itself the first time, with a number behind it later.
    pub(super) fn numbered(&mut self, id: String) -> String {
        let count = self.counts.entry(id.clone()).or_default();
        *count += 1;
        if *count == 1 { id } else { format!("{id}~{count}") }
    }
}

/// False for the address of an outlet's front page, which exports give to many articles.
fn is_of_one_page(url: &str) -> bool {
    let behind = url.trim().split_once("://").map_or(url, |(_, behind)| behind);
    behind.split_once(['/', '?', '#']).is_some_and(|(_, path)| path.chars().any(char::is_alphanumeric))
}

/// An id made from `parts`, which something else may have as well.
pub(super) fn hashed(named: Named, parts: &[&str]) -> String {
    let mut hash = Fnv::default();
    for part in parts {
        // Line breaks and indents are no words.
        for word in part.split_whitespace() {
            hash.add(word.as_bytes());
            hash.add(b" ");
        }
        hash.add(&[0]);
    }
    let mut bits = hash.mixed();
    let mut id = String::from(named.letter());
    for _ in 0..LENGTH {
        id.push(char::from(DIGITS[(bits & 31) as usize]));
        bits >>= 5;
    }
    id
}

/// How far back repeated words are counted, so that a long text does not take the square of its length.
/// Words that are repeated farther apart are numbered.
const FARTHEST: usize = 4 * 1024;

/// How often the words of a place stand in the text shortly before it, which tells repeated words apart and
/// does not change when others are edited.
pub(super) fn times_before(body: &str, place: Span) -> String {
    let words = place.of(body);
    if words.is_empty() {
        return place.start.to_string();
    }
    let from = body.floor_char_boundary(place.start.saturating_sub(FARTHEST));
    memchr::memmem::find_iter(&body.as_bytes()[from..place.start], words).count().to_string()
}

/// The hash FNV-1a: the same on every machine and in every version.
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Fnv(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv {
    fn add(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    /// Every bit of the input moves every bit of this.
    fn mixed(&self) -> u64 {
        let mixed = (self.0 ^ (self.0 >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
        let mixed = (mixed ^ (mixed >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
        mixed ^ (mixed >> 33)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(outlet: &str, url: Option<&str>, body: &str) -> Article {
        Article {
            outlet: Some(outlet.into()),
            url: url.map(Into::into),
            body: body.into(),
            ..Article::default()
        }
    }

    #[track_caller]
    fn check(one: &Article, other: &Article, same: bool) {
        let [one, other] = [one, other].map(|article| Unlike::default().article(article));
        assert_eq!(one == other, same, "{one} {other}");
        assert_eq!(named(&one), Some(Named::Article));
    }

    #[test]
    fn an_article_is_known_by_its_content() {
        let courant = article("Courant", None, "It rains.\n\nStill.");
        check(
            &courant,
            &Article { id: "other".into(), path: Some("b/c.txt".into()), ..courant.clone() },
            true,
        );
        check(&courant, &article("Courant", None, "It rains.\nStill.\n"), true);
        check(&courant, &article("Courant", None, "It rains. Now."), false);
        check(&courant, &article("Echo", None, "It rains.\n\nStill."), false);
        let online = article("Courant", Some("https://courant.example/1"), "It rains.");
        check(&online, &article("Courant", Some("https://courant.example/1"), "It pours."), true);
        check(&online, &article("Courant", Some("https://courant.example/2"), "It rains."), false);
        // Many articles have the address of the front page.
        let front = |body: &str| article("Courant", Some("https://courant.example/"), body);
        check(&front("It rains."), &front("It pours."), false);
        check(&front("It rains."), &article("Courant", None, "It rains."), true);
    }

    #[test]
    fn a_copy_is_numbered() {
        let mut unlike = Unlike::default();
        let courant = article("Courant", None, "It rains.");
        let first = unlike.article(&courant);
        assert_eq!(unlike.article(&courant), format!("{first}~2"));
        assert_eq!(named(&format!("{first}~2")), Some(Named::Article));
    }

    #[test]
    fn the_hash_stays_the_same() {
        // These stand in the notes of people, who would lose them.
        assert_eq!(hashed(Named::Claim, &["a", "b c"]), hashed(Named::Claim, &[" a", "b\n c "]));
        assert_ne!(hashed(Named::Claim, &["a", "b c"]), hashed(Named::Claim, &["a b", "c"]));
        assert_eq!(hashed(Named::Finding, &["Courant", "2025-03-11"]), "f5mqvhk2w");
    }

    #[test]
    fn what_is_no_id() {
        for word in [
            "",
            "c",
            "c:story#1",
            "courant",
            "c0a1b2c3",
            "c0a1b2c3dd",
            "c0a1b2c3d~",
            "z0a1b2c3d",
            "c0a1b2c3u",
        ] {
            assert_eq!(named(word), None, "{word}");
        }
    }
}
