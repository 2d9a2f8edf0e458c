//! From the readings of all articles to their tellings: what is matched across articles, with all that
//! clustering and comparing ask about each.

use std::borrow::Cow;

use rayon::prelude::*;

use super::reading::ArticleReading;
use crate::align::Statement;
use crate::attribution::Attribution;
use crate::cluster::Member;
use crate::ingest::Article;
use crate::place::Span;
use crate::speaker::{Cast, Identity, Resolution, SpeakerKind};
use crate::statement::{self, Voice};

/// One telling of something: the content of an attribution, or a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Telling {
    /// Index of the article.
    pub article: usize,
    /// The attribution that reports it, an index into the article's reading; none in the outlet's own
    /// voice.
    pub attribution: Option<usize>,
    /// In whose voice.
    pub voice: Voice,
    /// Where it stands in the article's body, stretch by stretch; never empty.
    pub stretches: Vec<Span>,
    /// True for a whole sentence.
    pub is_sentence: bool,
    /// What of a sentence anybody is reported to have said, in the article's body.
    reported: Vec<Span>,
}

impl Telling {
    /// What of it anybody is reported to have said, in the article's body.
    fn reported(&self) -> &[Span] {
        if self.is_sentence { &self.reported } else { &self.stretches }
    }
}

/// What stands wholly in another's words is told with them already; by itself it would be a second
/// account of the same words by somebody else. But where the other one only passes the words on, they
/// are those of the inner speaker.
fn contents(readings: &[ArticleReading]) -> Vec<Telling> {
    let mut contents = Vec::new();
    for (article, reading) in readings.iter().enumerate() {
        let found = &reading.attributions;
        let passed_on: Vec<bool> = (0..found.len()).map(|inner| is_passed_on(reading, inner)).collect();
        let mut only_passes_on = vec![false; found.len()];
        for inner in (0..found.len()).filter(|&inner| passed_on[inner]) {
            if let Some(outer) =
                found[inner].nested_in.filter(|&outer| is_mostly(&found[outer], &found[inner]))
            {
                only_passes_on[outer] = true;
            }
        }
        for attribution in 0..found.len() {
            let outer = found[attribution].nested_in.map(|outer| &found[outer]);
            let told = outer.is_some_and(|outer| is_told_by(outer, &found[attribution]));
            if (!told || passed_on[attribution]) && !only_passes_on[attribution] {
                contents.push(Telling {
                    article,
                    attribution: Some(attribution),
                    voice: voice(&found[attribution]),
                    stretches: found[attribution].content.clone(),
                    is_sentence: false,
                    reported: Vec::new(),
                });
            }
        }
    }
    contents
}

/// In whose voice the content of an attribution is told.
pub fn voice(found: &Attribution) -> Voice {
    let length = |spans: &[Span]| spans.iter().map(|span| span.len()).sum::<usize>();
    if 2 * length(&found.quoted) >= length(&found.content) { Voice::Quotation } else { Voice::Reported }
}

/// What is matched across articles: contents of attributions, then sentences.
pub fn tellings(articles: &[Article], readings: &[ArticleReading]) -> Vec<Telling> {
    let mut tellings = contents(readings);
    for (index, (article, reading)) in articles.iter().zip(readings).enumerate() {
        let passages = statement::passages(&article.body, &reading.sentences, &reading.attributions);
        tellings.extend(passages.into_iter().map(|passage| Telling {
            article: index,
            attribution: passage.attribution,
            voice: passage.voice,
            stretches: vec![passage.place],
            is_sentence: true,
            reported: passage.reported,
        }));
    }
    tellings
}

/// True when the attribution around this one only says whence its words are known.
fn is_passed_on(reading: &ArticleReading, inner: usize) -> bool {
    let ArticleReading { attributions, cast, .. } = reading;
    let outer = attributions[inner].nested_in.and_then(|outer| cast.resolutions.get(outer)?.as_ref());
    let via = cast.tellings.get(inner).and_then(|telling| telling.via);
    outer.is_some_and(|outer| via == Some(outer.speaker))
}

/// True when the content of one attribution is little more than the whole of another.
fn is_mostly(outer: &Attribution, inner: &Attribution) -> bool {
    let parts = inner.content.iter().chain(&inner.cue).chain(&inner.source);
    let inside = |part: &Span| outer.content.iter().any(|stretch| stretch.covers(*part));
    let told: usize = parts.filter(|part| inside(part)).map(|part| part.len()).sum();
    2 * told > outer.content.iter().map(|stretch| stretch.len()).sum()
}

/// True when the content of one attribution has all of another's.
fn is_told_by(outer: &Attribution, inner: &Attribution) -> bool {
    inner.content.iter().all(|stretch| outer.content.iter().any(|whole| whole.covers(*stretch)))
}

/// The words of every telling; those that stand in one piece are lent by the article.
pub fn texts<'a>(articles: &'a [Article], tellings: &[Telling]) -> Vec<Cow<'a, str>> {
    let text = |telling: &Telling| {
        let body = articles[telling.article].body.as_str();
        match telling.stretches.as_slice() {
            [stretch] => Cow::Borrowed(stretch.of(body)),
            stretches => Cow::Owned(words(body, stretches)),
        }
    };
    tellings.par_iter().map(text).collect()
}

/// Every telling with all that clustering and comparing ask about it; `texts` are their words.
pub fn members<'a>(
    articles: &'a [Article],
    readings: &'a [ArticleReading],
    identities: &'a [Identity],
    tellings: &'a [Telling],
    texts: &'a [Cow<str>],
) -> Vec<Member<'a>> {
    let roll = Roll::new(readings, identities);
    let told = tellings.par_iter().zip(texts);
    told.map(|(telling, text)| member(telling, text, articles, readings, &roll)).collect()
}

/// The identity of each speaker of each article.
struct Roll<'a> {
    identities: &'a [Identity],
    of_article: Vec<Vec<Option<usize>>>,
}

impl<'a> Roll<'a> {
    /// Finds the identity of each speaker.
    fn new(readings: &[ArticleReading], identities: &'a [Identity]) -> Self {
        let mut of_article: Vec<Vec<Option<usize>>> =
            readings.iter().map(|reading| vec![None; reading.cast.speakers.len()]).collect();
        for (index, identity) in identities.iter().enumerate() {
            for (article, speaker) in &identity.members {
                of_article[*article][*speaker] = Some(index);
            }
        }
        Roll { identities, of_article }
    }
}

/// One telling with all that clustering and comparing ask about it.
fn member<'a>(
    telling: &'a Telling,
    text: &'a str,
    articles: &'a [Article],
    readings: &'a [ArticleReading],
    roll: &Roll<'a>,
) -> Member<'a> {
    let article = &articles[telling.article];
    let reading = &readings[telling.article];
    let cast = &reading.cast;
    let found = telling.attribution.map(|attribution| &reading.attributions[attribution]);
    let resolution = telling.attribution.and_then(|attribution| cast.resolutions.get(attribution)?.as_ref());
    let speaker = resolution.map(|resolution| resolution.speaker);
    let identity = speaker.and_then(|speaker| roll.of_article[telling.article][speaker]);
    let name = match (identity, speaker) {
        (Some(identity), _) => Some(roll.identities[identity].name.as_str()),
        (None, Some(speaker)) => Some(cast.speakers[speaker].name.as_str()),
        (None, None) => None,
    };
    let via = telling.attribution.and_then(|attribution| cast.tellings.get(attribution)?.via);
    let statement = Statement {
        text,
        speaker: name,
        speaker_is_guess: !resolution.is_some_and(|resolution| is_named(cast, resolution)),
        cue: found.and_then(|found| found.cue).map(|cue| cue.of(&article.body)),
        outlet: article.outlet.as_deref(),
        date: article.date,
        context: paragraph_of(reading, &telling.stretches)
            .map(|paragraph| near(&telling.stretches, paragraph, &article.body)),
    };
    Member {
        account: telling.article,
        stretches: &telling.stretches,
        quoted: found.filter(|_| !telling.is_sentence).map_or(&[], |found| &found.quoted),
        statement,
        identity,
        via: via.map(|speaker| cast.speakers[speaker].name.as_str()),
        voice: telling.voice,
        reported: telling.reported(),
        is_sentence: telling.is_sentence,
    }
}

/// True when the article names the speaker: pronouns are at most .89 sure, descriptions .92.
fn is_named(cast: &Cast, resolution: &Resolution) -> bool {
    const SURE: f32 = 0.93;
    let kind = cast.speakers[resolution.speaker].kind;
    resolution.confidence >= SURE && matches!(kind, SpeakerKind::NamedPerson | SpeakerKind::NamedOrganisation)
}

/// The paragraph in which a telling begins.
fn paragraph_of(reading: &ArticleReading, stretches: &[Span]) -> Option<Span> {
    let start = stretches.first()?.start;
    let after = reading.paragraphs.partition_point(|paragraph| paragraph.start <= start);
    reading.paragraphs.get(after.checked_sub(1)?).copied()
}

/// What of a paragraph stands around a telling: of a paragraph that never ends, its surroundings.
fn near<'a>(stretches: &[Span], paragraph: Span, body: &'a str) -> &'a str {
    const FARTHEST: usize = 1500;
    let start = stretches.first().map_or(paragraph.start, |stretch| stretch.start);
    let from = body.floor_char_boundary(start.saturating_sub(FARTHEST).max(paragraph.start));
    let to = body.ceil_char_boundary(start.saturating_add(FARTHEST).min(paragraph.end));
    body.get(from..to).unwrap_or_default()
}

/// The words of a content, its stretches joined by a space: the text that is compared.
pub fn words(body: &str, stretches: &[Span]) -> String {
    stretches.iter().map(|span| span.of(body)).collect::<Vec<_>>().join(" ")
}
