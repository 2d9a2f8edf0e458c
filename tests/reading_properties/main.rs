//! What holds for attributions and speakers whatever the articles: places are places, what is
//! reported is what stands there, and no article changes what is found in another.

mod news;

use proptest::prelude::*;
use proptest::test_runner::{RngSeed, TestCaseError};
use whosaid::attribution::{Attribution, Scope};
use whosaid::audit::{self as reading, ArticleReading};
use whosaid::report::assemble;
use whosaid::report::json::{self, Place};
use whosaid::{Article, Audit, Settings, Span, audit};

fn settings() -> Settings {
    Settings { scope: Scope::Full, ..Settings::default() }
}

/// Reads an article; a fault that was caught fails the test.
fn read(article: &Article) -> ArticleReading {
    let reading = reading::read(article, &settings());
    assert!(reading.fault.is_none(), "{:?}", reading.fault);
    reading
}

/// The whole job, in which nothing may be broken off.
fn audited(articles: &[Article]) -> Audit {
    let audit = audit(articles, &settings());
    assert!(audit.losses.is_empty(), "{:?}", audit.losses);
    for reading in &audit.readings {
        assert!(reading.fault.is_none(), "{:?}", reading.fault);
    }
    audit
}

/// The attributions of an article among others, with their speakers, as they are written.
fn written(articles: &[Article]) -> Vec<(String, Vec<String>)> {
    let report = assemble::report(articles, &audited(articles));
    let of = |article: &Article| {
        let own = report.attributions.iter().filter(|found| found.article == article.id);
        own.map(|found| serde_json::to_string(found).expect("an attribution can be written")).collect()
    };
    let mut all: Vec<(String, Vec<String>)> =
        articles.iter().map(|article| (article.id.clone(), of(article))).collect();
    all.sort();
    all
}

/// Fails unless the span lies in the body, on character boundaries, and holds something.
fn is_place(body: &str, span: Span, what: &str) -> Result<(), TestCaseError> {
    prop_assert!(span.start < span.end, "an empty {what}: {span:?}");
    prop_assert!(body.get(span.range()).is_some(), "a {what} that is no place: {span:?}");
    Ok(())
}

fn are_in_order(body: &str, spans: &[Span], what: &str) -> Result<(), TestCaseError> {
    for span in spans {
        is_place(body, *span, what)?;
    }
    prop_assert!(spans.windows(2).all(|pair| pair[0].end <= pair[1].start), "{what} out of order: {spans:?}");
    Ok(())
}

fn whole(found: &Attribution) -> Span {
    let parts = found.content.iter().copied().chain(found.source).chain(found.cue);
    parts.reduce(Span::join).unwrap_or_default()
}

fn check_attributions(body: &str, reading: &ArticleReading) -> Result<(), TestCaseError> {
    let all = &reading.attributions;
    for (index, found) in all.iter().enumerate() {
        prop_assert!(!found.content.is_empty(), "no content: {found:?}");
        are_in_order(body, &found.content, "content")?;
        are_in_order(body, &found.quoted, "quoted words")?;
        for (part, what) in [(found.source, "source"), (found.cue, "cue"), (found.listener, "listener")] {
            part.map_or(Ok(()), |span| is_place(body, span, what))?;
        }
        for quoted in &found.quoted {
            let inside = found.content.iter().any(|content| content.overlaps(*quoted));
            prop_assert!(inside, "quoted words outside the content: {found:?}");
        }
        prop_assert!((0.0..=1.0).contains(&found.confidence), "{found:?}");
        prop_assert!(!found.pattern.is_empty() && !found.reason.is_empty(), "{found:?}");
        if let Some(outer) = found.nested_in {
            prop_assert!(outer < all.len() && outer != index, "nested in nothing: {found:?}");
            let outer = all[outer].content.iter().copied().reduce(Span::join).unwrap_or_default();
            prop_assert!(outer.overlaps(whole(found)), "nested in what does not hold it: {found:?}");
        }
    }
    Ok(())
}

fn check_speakers(body: &str, reading: &ArticleReading) -> Result<(), TestCaseError> {
    let (cast, count) = (&reading.cast, reading.attributions.len());
    prop_assert_eq!(cast.resolutions.len(), count);
    prop_assert_eq!(cast.tellings.len(), count);
    prop_assert_eq!(cast.doubts.len(), count);
    for speaker in &cast.speakers {
        prop_assert!(!speaker.name.trim().is_empty(), "a speaker without a name: {speaker:?}");
    }
    for (found, resolution) in reading.attributions.iter().zip(&cast.resolutions) {
        let Some(resolution) = resolution else { continue };
        prop_assert!(resolution.speaker < cast.speakers.len(), "{resolution:?}");
        prop_assert!((0.0..=1.0).contains(&resolution.confidence), "{resolution:?}");
        prop_assert!(!resolution.reason.is_empty(), "{resolution:?} of {found:?}");
        resolution.mention.map_or(Ok(()), |span| is_place(body, span, "mention"))?;
    }
    for telling in &cast.tellings {
        telling.anonymity.map_or(Ok(()), |span| is_place(body, span, "reason to stay unnamed"))?;
        prop_assert!(telling.via.is_none_or(|via| via < cast.speakers.len()), "{telling:?}");
    }
    Ok(())
}

/// Fails unless what is written stands where it is said to stand.
fn check_words(article: &Article) -> Result<(), TestCaseError> {
    let articles = std::slice::from_ref(article);
    let report = assemble::report(articles, &audited(articles));
    let letters: Vec<char> = article.body.chars().collect();
    let words = |start: usize, end: usize| letters[start..end].iter().collect::<String>();
    let stands = |place: &Place| words(place.start, place.end) == place.text;
    for found in &report.attributions {
        let json::Content { start, end, text, spans } = &found.content;
        let joined: Vec<String> = spans.iter().map(|[start, end]| words(*start, *end)).collect();
        prop_assert_eq!(&joined.join(" "), text);
        prop_assert_eq!(Some(*start), spans.first().map(|span| span[0]));
        prop_assert_eq!(Some(*end), spans.last().map(|span| span[1]));
        let mention = found.speaker.as_ref().and_then(|speaker| speaker.mention.as_ref());
        let places = [&found.source, &found.cue, &found.listener, &found.anonymity];
        let all = places.into_iter().filter_map(Option::as_ref).chain(mention).all(stands);
        prop_assert!(all, "words that do not stand there: {found:?}");
    }
    for cluster in &report.clusters {
        for finding in cluster.findings.iter().chain(&cluster.harmless) {
            prop_assert!(stands(&finding.a) && stands(&finding.b), "{finding:?}");
        }
    }
    Ok(())
}

/// So many cases, or as many as the variable `PROPTEST_CASES` asks for.
fn config(cases: u32, seed: u64) -> ProptestConfig {
    let asked = std::env::var_os("PROPTEST_CASES").is_some();
    ProptestConfig {
        cases: if asked { ProptestConfig::default().cases } else { cases },
        rng_seed: RngSeed::Fixed(seed),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config(384, 17))]

    #[test]
    fn attributions_and_speakers_of_news_are_places_in_it(body in news::body()) {
        let reading = read(&news::alone(body.clone()));
        check_attributions(&body, &reading)?;
        check_speakers(&body, &reading)?;
    }

    #[test]
    fn attributions_and_speakers_of_anything_are_places_in_it(body in news::any_body()) {
        let reading = read(&news::alone(body.clone()));
        check_attributions(&body, &reading)?;
        check_speakers(&body, &reading)?;
    }
}

proptest! {
    #![proptest_config(config(128, 29))]

    #[test]
    fn what_is_written_stands_where_it_says(body in news::body()) {
        check_words(&news::alone(body))?;
    }

    #[test]
    fn the_same_articles_give_the_same(articles in news::articles()) {
        prop_assert_eq!(written(&articles), written(&articles));
        // Read alone, each has the same attributions by the same speakers.
        let together = audited(&articles);
        for (article, among) in articles.iter().zip(&together.readings) {
            let alone = read(article);
            prop_assert_eq!(&alone.attributions, &among.attributions);
            prop_assert_eq!(format!("{:?}", alone.cast), format!("{:?}", among.cast));
        }
    }

    #[test]
    fn the_order_of_articles_does_not_matter(articles in news::articles(), turn in 0..5_usize) {
        let mut turned = articles.clone();
        turned.rotate_left(turn % articles.len());
        turned.reverse();
        prop_assert_eq!(written(&articles), written(&turned));
    }

    #[test]
    fn an_unrelated_article_changes_nothing(articles in news::articles(), place in 0..5_usize) {
        let mut more = articles.clone();
        more.insert(place % (articles.len() + 1), news::stranger());
        let others: Vec<_> = written(&more).into_iter().filter(|(id, _)| id != "stranger").collect();
        prop_assert_eq!(written(&articles), others);
    }
}

proptest! {
    #![proptest_config(config(24, 53))]

    #[test]
    fn threads_do_not_matter(articles in news::articles()) {
        let on = |threads: usize| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
            pool.expect("threads can be had").install(|| written(&articles))
        };
        prop_assert_eq!(on(1), on(4));
    }
}
