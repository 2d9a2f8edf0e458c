//! Which earlier description "the report" or "the official" takes up: the one that brought it in.
//!
//! Comes in: a definite noun. Goes out: the noun of an earlier description that says more. A person or group is
//! taken up only where the article brought in one of that noun and no other.

use std::ops::Range;

use super::descriptions;
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

/// How many tokens back a description is looked for.
const REACH: usize = 3000;

/// The noun of an earlier, fuller description of what a definite noun stands for.
pub(super) fn earlier(page: &Page, phrase: Range<usize>, head: usize) -> Option<usize> {
    let definite = [phrase.start.saturating_sub(1), phrase.start]
        .iter()
        .any(|&token| matches!(page.lower(token), "the" | "this" | "that" | "these" | "those"));
    if !definite || phrase.end > head + 1 {
        return None;
    }
    let since = head.saturating_sub(REACH)..phrase.start.saturating_sub(1);
    if page.has(head, Trait::Document) {
        let alone = phrase.len() == 1;
        return if alone { document(page, since, head) } else { None };
    }
    only_one(page, since, phrase, head)
}

/// The document that was brought in last, also under another noun: a survey that is "the report" later.
fn document(page: &Page, since: Range<usize>, head: usize) -> Option<usize> {
    let lower = page.lower(head);
    let kind = KINDS.iter().find(|kind| kind.contains(&lower)).copied().unwrap_or_default();
    let same = |noun: usize| {
        let other = page.lower(noun);
        other == lower || kind.contains(&other)
    };
    since.rev().find(|&noun| page.tag(noun) == Tag::NN && same(noun) && is_introduced(page, noun))
}

/// The one person or group of this noun that was brought in.
fn only_one(page: &Page, since: Range<usize>, phrase: Range<usize>, head: usize) -> Option<usize> {
    let lower = page.lower(head);
    let people = matches!(page.tag(head), Tag::NN | Tag::NNS)
        && page.has_any(head, &[Trait::Person, Trait::Body, Trait::Collective, Trait::Relative]);
    if !people {
        return None;
    }
    let content = |tokens: Range<usize>| {
        descriptions::content_words(page, tokens).map(|token| page.lower(token)).collect::<Vec<&str>>()
    };
    let own = content(phrase);
    let mut introduced = since.filter(|&noun| {
        page.lower(noun) == lower && page.tag(noun) == page.tag(head) && is_introduced(page, noun)
    });
    let first = introduced.next()?;
    let words = content(descriptions::phrase_start(page, first)..page.syntax.subtree(first).end);
    (introduced.next().is_none() && own.iter().all(|word| words.contains(word)) && words.len() > own.len())
        .then_some(first)
}

/// "a recent study of ...": brought in with an indefinite article, or in the plural without one, and with more
/// than the bare noun.
fn is_introduced(page: &Page, noun: usize) -> bool {
    let phrase = page.syntax.subtree(noun);
    let article = (noun.saturating_sub(6)..noun)
        .rev()
        .take_while(|&token| !matches!(page.tag(token), Tag::COMMA | Tag::IN | Tag::STOP))
        .find(|&token| page.tag(token) == Tag::DT);
    let indefinite = match article {
        Some(article) => matches!(page.lower(article), "a" | "an" | "another"),
        None => page.tag(noun) == Tag::NNS,
    };
    indefinite
        && !page.is_quoted(noun)
        && (phrase.len() > 2 || article.is_some_and(|article| noun - article > 1))
}
