//! Which report "the report" is: the one that the article describes before.

use super::lexicon::Trait;
use super::page::Page;
use crate::syntax::Tag;

/// Nouns that one document can go by.
const KINDS: [&[&str]; 4] = [
    &["study", "report", "analysis", "survey", "poll", "paper", "research", "review", "findings"],
    &["article", "story", "piece", "column", "editorial", "op-ed", "essay"],
    &["video", "footage", "recording", "tape", "clip"],
    &["film", "documentary", "movie"],
];

/// How many tokens back a document is looked for.
const REACH: usize = 3000;

/// The noun of an earlier, fuller description of the document that a definite noun stands for.
pub(super) fn earlier(page: &Page, head: usize) -> Option<usize> {
    let lower = page.lower(head);
    let definite = head > 0 && matches!(page.lower(head - 1), "the" | "this" | "that");
    if !definite || !page.has(head, Trait::Document) {
        return None;
    }
    let kind = KINDS.iter().find(|kind| kind.contains(&lower)).copied().unwrap_or_default();
    let same = |noun: usize| {
        let other = page.lower(noun);
        other == lower || kind.contains(&other)
    };
    (head.saturating_sub(REACH)..head - 1)
        .rev()
        .find(|&noun| page.tag(noun) == Tag::NN && same(noun) && is_introduced(page, noun))
}

/// "a recent study of ...": brought in with an indefinite article and more than the bare noun.
fn is_introduced(page: &Page, noun: usize) -> bool {
    let phrase = page.syntax.subtree(noun);
    let article = (noun.saturating_sub(6)..noun)
        .rev()
        .take_while(|&token| !matches!(page.tag(token), Tag::COMMA | Tag::IN | Tag::STOP))
        .find(|&token| page.tag(token) == Tag::DT);
    let indefinite = article.is_some_and(|article| matches!(page.lower(article), "a" | "an" | "another"));
    indefinite
        && !page.is_quoted(noun)
        && (phrase.len() > 2 || article.is_some_and(|article| noun - article > 1))
}
