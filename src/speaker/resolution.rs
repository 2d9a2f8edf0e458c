//! What the room hands on: speakers, and for each attribution who it is by and why.

use serde::{Deserialize, Serialize};

use crate::place::Span;

/// A person or body that something is attributed to in one article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Speaker {
    /// The fullest form that the article gives; for a source that it never names, its own words.
    pub name: String,
    /// Person, body or document; named or not.
    pub kind: SpeakerKind,
    /// Office or description in the article's own words.
    pub role: Option<String>,
    /// For a source without a name, what an audit counts it as.
    pub class: Option<UnnamedClass>,
}

/// What a speaker is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum SpeakerKind {
    /// "Elise Ortega".
    NamedPerson,
    /// "a senior official".
    UnnamedPerson,
    /// "the Harbour Board".
    NamedOrganisation,
    /// "officials", "two people close to the talks".
    UnnamedGroup,
    /// "Elise Ortega and Tom Hale".
    NamedGroup,
    /// "the report", "a poll".
    Document,
    /// Anything else.
    Other,
}

impl SpeakerKind {
    /// True for people of whom the article gives no name.
    pub fn is_unnamed(self) -> bool {
        matches!(self, SpeakerKind::UnnamedPerson | SpeakerKind::UnnamedGroup)
    }

    /// The name in formats that machines read: "named_person".
    pub fn name(self) -> &'static str {
        match self {
            SpeakerKind::NamedPerson => "named_person",
            SpeakerKind::UnnamedPerson => "unnamed_person",
            SpeakerKind::NamedOrganisation => "named_organisation",
            SpeakerKind::UnnamedGroup => "unnamed_group",
            SpeakerKind::NamedGroup => "named_group",
            SpeakerKind::Document => "document",
            SpeakerKind::Other => "other",
        }
    }
}

/// What an unnamed source is counted as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum UnnamedClass {
    /// "a senior administration official", "police".
    Official,
    /// "a company executive".
    Executive,
    /// "analysts", "a law professor".
    Expert,
    /// "a witness", "neighbours".
    Witness,
    /// "his mother".
    Relative,
    /// "a person familiar with the matter".
    SourceClose,
    /// "critics", "supporters of the ban".
    CriticOrSupporter,
    /// "residents", "people".
    Other,
}

/// How the words came out, as far as the sentence says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Channel {
    /// The sentence does not say.
    #[default]
    Unstated,
    /// "told the Courier" in the Courier, "told our reporter".
    ThisOutlet,
    /// "said in a statement".
    Statement,
    /// "told reporters", "at a briefing".
    PressConference,
    /// "told a rally".
    Speech,
    /// "told CNN", "in an interview with the Herald".
    OtherInterview,
    /// "tweeted", "wrote on Facebook".
    SocialMedia,
    /// "testified", "the ruling says", "in a report".
    Document,
    /// "according to Reuters", where another outlet reports what somebody said.
    OtherReport,
}

/// How an attribution's words came out, and through whom.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Telling {
    /// How the words came out.
    pub channel: Channel,
    /// The speaker who passes the words on, an index into [`Cast::speakers`]: Reuters in "she
    /// said, according to Reuters".
    pub via: Option<usize>,
    /// The reason that is given for leaving the source unnamed: "because he was not authorised to
    /// speak".
    pub anonymity: Option<Span>,
}

/// Who each attribution of an article is by.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Cast {
    /// The id of the article.
    pub article: String,
    /// The article's speakers, in order of first mention.
    pub speakers: Vec<Speaker>,
    /// For each attribution, in the same order, who it is by; none where that is not known.
    pub resolutions: Vec<Option<Resolution>>,
    /// For each attribution, in the same order, how the words came out.
    pub tellings: Vec<Telling>,
    /// For each attribution, in the same order, why its speaker is not known although it has a
    /// source.
    pub doubts: Vec<Option<String>>,
}

/// Why a source is taken to be a speaker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Resolution {
    /// Index into [`Cast::speakers`].
    pub speaker: usize,
    /// The mention that the name rests on.
    pub mention: Option<Span>,
    /// 0 to 1; falls with distance and rivals.
    pub confidence: f32,
    /// The rule that decided, in one plain phrase.
    pub reason: String,
    /// Who came second where several were weighed.
    pub runner_up: Option<RunnerUp>,
}

/// Who a pronoun or description was least unlikely to stand for besides the one that was taken.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RunnerUp {
    /// The name, or the words of a description.
    pub name: String,
    /// By how much its chance is lower, 0 to 1.
    pub margin: f32,
}
