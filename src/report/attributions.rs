//! The attributions of one article as wire types.

use super::ids::{self, Named, Unlike};
use super::json::{self, Place};
use crate::attribution::Attribution;
use crate::audit::{self, ArticleReading, words};
use crate::ingest::{Article, Format};
use crate::place::{CodePoints, Span};
use crate::speaker::Identity;

/// Who is who across the articles of a run, by article and speaker.
#[derive(Debug, Default)]
pub struct Roster<'a> {
    of_article: Vec<Vec<Option<&'a Identity>>>,
}

impl<'a> Roster<'a> {
    /// Prepares the look-up.
    pub fn new(readings: &[ArticleReading], identities: &'a [Identity]) -> Self {
        let mut of_article: Vec<Vec<Option<&Identity>>> =
            readings.iter().map(|reading| vec![None; reading.cast.speakers.len()]).collect();
        for identity in identities {
            for (article, speaker) in &identity.members {
                of_article[*article][*speaker] = Some(identity);
            }
        }
        Roster { of_article }
    }

    /// Who a speaker of an article is.
    fn identity(&self, article: usize, speaker: usize) -> Option<&'a Identity> {
        self.of_article.get(article)?.get(speaker).copied().flatten()
    }
}

/// The attributions of the article that stands at `index` in the roster's run and has the id `key`.
pub fn attributions(
    index: usize,
    article: &Article,
    key: &str,
    reading: &ArticleReading,
    roster: &Roster,
) -> Vec<json::Attribution> {
    let points = CodePoints::new(&article.body);
    let ids = ids_of(article, key, reading);
    let sheet = Sheet { index, article, reading, roster, points: &points, ids: &ids };
    reading.attributions.iter().enumerate().map(|(number, found)| sheet.attribution(number, found)).collect()
}

/// An id for each attribution, from the words of what it consists of.
fn ids_of(article: &Article, key: &str, reading: &ArticleReading) -> Vec<String> {
    let body = article.body.as_str();
    let mut unlike = Unlike::default();
    let id = |found: &Attribution| {
        let part = |span: Option<Span>| span.map_or("", |span| span.of(body));
        let content = words(body, &found.content);
        let first = found.content.first().copied().unwrap_or_default();
        let times = ids::times_before(body, first);
        unlike.id(Named::Attribution, &[key, &content, part(found.source), part(found.cue), &times])
    };
    reading.attributions.iter().map(id).collect()
}

/// The line of a file on which a place begins, where the article's text is the file's own.
pub(super) fn line_of(article: &Article, points: &CodePoints, byte: usize) -> Option<usize> {
    let path = article.path.as_ref()?;
    let is_own = matches!(Format::of_path(path), Some(Format::Plain) | None);
    is_own.then(|| points.line(byte))
}

/// A stretch of a body as a wire type.
pub(super) fn place(body: &str, points: &CodePoints, span: Span) -> Place {
    let [start, end] = ends(points, span);
    Place { start, end, text: span.of(body).to_string() }
}

/// One article with what is known about it.
struct Sheet<'a> {
    index: usize,
    article: &'a Article,
    reading: &'a ArticleReading,
    roster: &'a Roster<'a>,
    points: &'a CodePoints<'a>,
    /// The id of each attribution.
    ids: &'a [String],
}

impl Sheet<'_> {
    fn attribution(&self, number: usize, found: &Attribution) -> json::Attribution {
        let telling = self.reading.cast.tellings.get(number).copied().unwrap_or_default();
        let via = telling.via.and_then(|speaker| self.reading.cast.speakers.get(speaker));
        json::Attribution {
            article: self.article.id.clone(),
            outlet: self.article.outlet.clone(),
            date: self.article.date.map(|date| date.to_string()),
            id: self.ids[number].clone(),
            kind: found.kind.into(),
            scope: found.scope.into(),
            voice: audit::voice(found).into(),
            source: found.source.map(|span| self.place(span)),
            cue: found.cue.map(|span| self.place(span)),
            content: self.content(found),
            line: found.content.first().and_then(|span| line_of(self.article, self.points, span.start)),
            quoted: found.quoted.iter().map(|span| ends(self.points, *span)).collect(),
            speaker: self.speaker(number),
            listener: found.listener.map(|span| self.place(span)),
            channel: telling.channel.into(),
            via: via.map(|speaker| speaker.name.clone()),
            anonymity: telling.anonymity.map(|span| self.place(span)),
            nested_in: found.nested_in.map(|outer| self.ids[outer].clone()),
            confidence: rounded(found.confidence),
            pattern: found.pattern.to_string(),
            reason: found.reason.to_string(),
            claims: Vec::new(),
            verdict: None,
        }
    }

    fn place(&self, span: Span) -> Place {
        place(&self.article.body, self.points, span)
    }

    fn content(&self, found: &Attribution) -> json::Content {
        let spans: Vec<[usize; 2]> = found.content.iter().map(|span| ends(self.points, *span)).collect();
        json::Content {
            start: spans.first().map_or(0, |ends| ends[0]),
            end: spans.last().map_or(0, |ends| ends[1]),
            text: words(&self.article.body, &found.content),
            spans,
        }
    }

    fn speaker(&self, number: usize) -> Option<json::SpeakerOf> {
        let resolution = self.reading.cast.resolutions.get(number)?.as_ref()?;
        let speaker = &self.reading.cast.speakers[resolution.speaker];
        let identity = self.roster.identity(self.index, resolution.speaker);
        // Whom the article only describes and the register names has the name of the register.
        let registered = identity.filter(|identity| speaker.class.is_some() && !identity.kind.is_unnamed());
        let (name, kind) =
            registered.map_or((&speaker.name, speaker.kind), |identity| (&identity.name, identity.kind));
        Some(json::SpeakerOf {
            id: identity.map_or_else(|| id_of(&speaker.name), |identity| identity.id.clone()),
            name: name.clone(),
            kind: kind.into(),
            role: speaker.role.clone(),
            class: speaker.class.filter(|_| registered.is_none()).map(Into::into),
            attributes: identity.map(|identity| identity.attributes.clone()).unwrap_or_default(),
            mention: resolution.mention.map(|span| self.place(span)),
            confidence: rounded(resolution.confidence),
            reason: resolution.reason.to_string(),
        })
    }
}

fn ends(points: &CodePoints, span: Span) -> [usize; 2] {
    let (start, end) = points.span(span);
    [start, end]
}

/// Three digits are more than the estimate holds, and keep the output free of binary noise.
pub(super) fn rounded(share: f32) -> f64 {
    (f64::from(share) * 1000.0).round() / 1000.0
}

/// Lower-case letters and digits of the name, joined by hyphens.
fn id_of(name: &str) -> String {
    let words = name.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join("-")
}
