//! Articles through the rooms, each under a guard.
//!
//! Articles go in; what the last room makes of each comes out, or the fault that broke its analysis
//! off in some room. The rooms behind do nothing for an article that a room before has lost.

use rayon::prelude::*;

use crate::attribution::{self, Attribution, Weighed};
use crate::guard::{Fault, attempt};
use crate::ingest::Article;
use crate::syntax::{self, Syntax, Tagged};
use crate::text::{self, Document};

/// What a room found in an article, or what broke off in it or before it.
pub(super) type Found<T> = Result<T, Fault>;

/// Takes articles through the rooms, all of them through one before the next: the weights of one room
/// stay in the processor's cache, those of all rooms do not fit.
pub(super) fn read_together<T: Send>(
    articles: &[Article],
    last: impl Fn(&Article, &Document, &Syntax, Vec<Attribution>) -> T + Sync,
) -> Vec<Found<T>> {
    let documents: Vec<Found<Document>> =
        articles.par_iter().map(|article| attempt(|| text::read(article))).collect();
    let tagged: Vec<Found<Tagged>> =
        documents.par_iter().map(|document| attempt_on(lent(document), syntax::tag)).collect();
    let analyses: Vec<Found<Syntax>> = (documents.par_iter().zip(tagged))
        .map(|(document, tagged)| {
            attempt_on(both(document, tagged), |(document, tagged)| syntax::parse(document, tagged))
        })
        .collect();
    let weighed: Vec<Found<Weighed>> = (documents.par_iter().zip(&analyses))
        .map(|(document, syntax)| {
            attempt_on(both(document, lent(syntax)), |(document, syntax)| {
                attribution::weigh_cues(document, syntax)
            })
        })
        .collect();
    let attributions: Vec<Found<Vec<Attribution>>> =
        weighed.par_iter().map(|weighed| attempt_on(lent(weighed), attribution::find_around)).collect();
    (articles.par_iter().zip(&documents).zip(&analyses).zip(attributions))
        .map(|(((article, document), syntax), found)| {
            let analysed = both(document, both(syntax, found));
            attempt_on(analysed, |(document, (syntax, found))| last(article, document, syntax, found))
        })
        .collect()
}

/// Takes one article through the rooms.
pub(super) fn read_alone<T>(
    article: &Article,
    last: impl Fn(&Article, &Document, &Syntax, Vec<Attribution>) -> T,
) -> Found<T> {
    attempt(|| {
        let document = text::read(article);
        let syntax = syntax::analyse(&document);
        let found = attribution::find(&document, &syntax);
        last(article, &document, &syntax, found)
    })
}

/// Goes through a room, unless one before broke off.
fn attempt_on<In, Out>(before: Found<In>, room: impl FnOnce(In) -> Out) -> Found<Out> {
    before.and_then(|found| attempt(|| room(found)))
}

fn lent<T>(found: &Found<T>) -> Found<&T> {
    found.as_ref().map_err(Fault::clone)
}

/// Two things that a room needs at once.
fn both<First, Second>(first: &Found<First>, second: Found<Second>) -> Found<(&First, Second)> {
    Ok((lent(first)?, second?))
}
