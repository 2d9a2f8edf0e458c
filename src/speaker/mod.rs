//! From the attributions of one article to [`Speaker`]s: which mentions are one person or body.
//! Abstains rather than guess.

use crate::attribution::Attribution;
use crate::ingest::Article;
use crate::place::Span;
use crate::syntax::Syntax;
use crate::text::Document;

/// A person or body that something is attributed to in one article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speaker {
    /// The fullest form that the article gives; for a source that it never names, its own words.
    pub name: String,
    /// Person, body or document; named or not.
    pub kind: SpeakerKind,
    /// Office or description in the article's own words.
    pub role: Option<String>,
}

/// What a speaker is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SpeakerKind {
    /// "Elise Ortega".
    NamedPerson,
    /// "a senior official".
    UnnamedPerson,
    /// "the Harbour Board".
    NamedOrganisation,
    /// "officials", "two people close to the talks".
    UnnamedGroup,
    /// "Republicans".
    NamedGroup,
    /// "the report", "a poll".
    Document,
    /// Anything else.
    Other,
}

/// Who each attribution of an article is by.
#[derive(Clone, Debug, Default)]
pub struct Cast {
    /// The article's speakers, in order of first mention.
    pub speakers: Vec<Speaker>,
    /// For each attribution, in the same order, who it is by; none where that is not known.
    pub resolutions: Vec<Option<Resolution>>,
}

/// Why a source is taken to be a speaker.
#[derive(Clone, Debug, PartialEq)]
pub struct Resolution {
    /// Index into [`Cast::speakers`].
    pub speaker: usize,
    /// The mention that the name rests on.
    pub mention: Option<Span>,
    /// 0 to 1; falls with distance and rivals.
    pub confidence: f32,
    /// The rule that decided, in one plain phrase.
    pub reason: String,
}

/// Says who the source of each attribution is.
pub fn resolve(
    _article: &Article,
    _document: &Document,
    _syntax: &Syntax,
    attributions: &[Attribution],
) -> Cast {
    Cast { speakers: Vec::new(), resolutions: vec![None; attributions.len()] }
}
