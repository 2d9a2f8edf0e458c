//! The wire types: what the program writes as JSON and JSON Lines.
//!
//! They are a promise, so they live here alone and carry a version, [`FORMAT`]. Fields may be
//! added within a version, so the schemas allow fields that they do not name; none is renamed,
//! removed or given another meaning. Every place counts
//! Unicode code points of the article's text as the user has it, `start` inclusive, `end` exclusive.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

/// The version of the wire types.
pub const FORMAT: u32 = 2;

/// A whole report: what `whosaid report --format json` writes.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Report {
    /// The version of this format.
    #[schemars(extend("const" = FORMAT))]
    pub format: u32,
    /// How much was found.
    pub summary: Summary,
    /// The articles, in the order given.
    pub articles: Vec<Article>,
    /// The attributions of all articles, article by article, in the order of the text.
    pub attributions: Vec<Attribution>,
    /// Everyone that something is attributed to, across articles.
    pub speakers: Vec<Speaker>,
    /// The claims: conflicting ones first, then consistent ones, then those with one account.
    pub clusters: Vec<Cluster>,
    /// How each outlet attributes.
    pub outlets: Vec<Outlet>,
}

/// How much was found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Summary {
    /// Articles read.
    pub articles: usize,
    /// Different outlets named by the articles.
    pub outlets: usize,
    /// Attributions found, nested ones included.
    pub attributions: usize,
    /// Different speakers.
    pub speakers: usize,
    /// Clusters whose accounts differ.
    pub conflicting: usize,
    /// Clusters of several accounts that agree.
    pub consistent: usize,
    /// Clusters with one account.
    pub single: usize,
}

/// One article, without its text.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Article {
    /// The id that the input gave, or the file's name without its ending.
    pub id: String,
    /// `a` and a hash of its outlet, its date and its address, or its words where it has none.
    pub key: String,
    /// Who published it.
    pub outlet: Option<String>,
    /// When it was published, as `YYYY-MM-DD`.
    pub date: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// Who wrote it.
    pub byline: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// The file it came from.
    pub path: Option<String>,
    /// How many attributions were found in it.
    pub attributions: usize,
}

/// A stretch of text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Place {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The words there.
    pub text: String,
}

/// What was said.
#[derive(Default, Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Content {
    /// First code point of the first stretch.
    pub start: usize,
    /// One past the last code point of the last stretch.
    pub end: usize,
    /// The words of all stretches, joined by a space.
    pub text: String,
    /// Every stretch as `[start, end]`.
    pub spans: Vec<[usize; 2]>,
}

/// Somebody is reported to have said something.
#[derive(Default, Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Attribution {
    /// The article's id.
    pub article: String,
    /// Who published it.
    pub outlet: Option<String>,
    /// When it was published, as `YYYY-MM-DD`.
    pub date: Option<String>,
    /// `s` and a hash of the article's key and the words; the same wherever the article lies and
    /// whatever other articles are read.
    pub id: String,
    /// `direct` (all of the content in quotation marks), `mixed` (some), `indirect` (none).
    pub kind: Kind,
    /// `speech`, or `full` for belief, knowledge, intention and the like.
    pub scope: Scope,
    /// `quotation` where at least half of the content stands in quotation marks, else `reported`.
    pub voice: Voice,
    /// The mention of who said it.
    pub source: Option<Place>,
    /// The words that report it.
    pub cue: Option<Place>,
    /// What was said.
    pub content: Content,
    /// The line of the file on which the content begins, from 1; null where the text is not the
    /// file's own, as in pages and tables.
    pub line: Option<usize>,
    /// The parts of the content in quotation marks, as `[start, end]`.
    pub quoted: Vec<[usize; 2]>,
    /// Who that is.
    pub speaker: Option<SpeakerOf>,
    /// Who was spoken to, where the text says so.
    pub listener: Option<Place>,
    /// How the words came out, as far as the sentence says.
    pub channel: Channel,
    /// The name of who passed the words on: an agency, another outlet.
    pub via: Option<String>,
    /// The reason given for leaving the source unnamed.
    pub anonymity: Option<Place>,
    /// The id of the attribution in whose content this one stands.
    pub nested_in: Option<String>,
    /// The estimated chance that content and source are right, 0 to 1.
    #[schemars(range(min = 0, max = 1))]
    pub confidence: f64,
    /// The pattern it was found by: the order of quotation (q), content (c), cue (v), source (s).
    pub pattern: String,
    /// One plain sentence that says why.
    pub reason: String,
    /// Ids of the claims that it tells; only in a report.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub claims: Vec<String>,
    /// The gravest verdict of these claims.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verdict: Option<Verdict>,
}

/// Who an attribution is by.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct SpeakerOf {
    /// The speaker's id in the report's list of speakers.
    pub id: String,
    /// The fullest form that the article gives; for a source never named, its own words.
    pub name: String,
    /// Person, body or document; named or not.
    #[serde(rename = "type")]
    pub kind: SpeakerKind,
    /// Office or description in the article's own words.
    pub role: Option<String>,
    /// For a source without a name, what an audit counts it as.
    pub class: Option<UnnamedClass>,
    /// What the user's file of speakers says of them: party, gender, country.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub attributes: BTreeMap<String, String>,
    /// The mention that the name rests on.
    pub mention: Option<Place>,
    /// How sure the program is of the name, 0 to 1.
    #[schemars(range(min = 0, max = 1))]
    pub confidence: f64,
    /// The rule that decided, in one plain phrase.
    pub reason: String,
}

/// How much of a content stands in quotation marks.
#[derive(Default, Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// All of it.
    #[default]
    Direct,
    /// Some of it.
    Mixed,
    /// None of it.
    Indirect,
}

/// What sort of attribution it is.
#[derive(Default, Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Words are quoted, or the cue is a verb or noun of saying.
    #[default]
    Speech,
    /// Belief, knowledge, intention, expectation, support, orders and the like.
    Full,
}

/// What a speaker is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SpeakerKind {
    /// A person who is named.
    NamedPerson,
    /// A person who is not.
    UnnamedPerson,
    /// A body that is named.
    NamedOrganisation,
    /// Several who are not named.
    UnnamedGroup,
    /// Several known by a name.
    NamedGroup,
    /// A report, a poll, a letter.
    Document,
    /// Anything else.
    Other,
}

/// What an unnamed source is counted as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum UnnamedClass {
    /// An official, the police.
    Official,
    /// A company's executive.
    Executive,
    /// An analyst, a professor.
    Expert,
    /// A witness, a neighbour.
    Witness,
    /// A relative.
    Relative,
    /// Somebody familiar with the matter.
    SourceClose,
    /// Critics, supporters.
    CriticOrSupporter,
    /// Anybody else.
    Other,
}

/// How the words came out.
#[derive(Default, Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// The sentence does not say.
    #[default]
    Unstated,
    /// Said to this outlet.
    ThisOutlet,
    /// In a statement.
    Statement,
    /// To reporters.
    PressConference,
    /// In a speech.
    Speech,
    /// To another outlet.
    OtherInterview,
    /// On social media.
    SocialMedia,
    /// In court or in an official document.
    Document,
    /// In another outlet's report.
    OtherReport,
}

/// A person or body across all articles.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Speaker {
    /// Does not depend on the order of the articles.
    pub id: String,
    /// The fullest form that any article gives.
    pub name: String,
    /// Person, body or document; named or not.
    #[serde(rename = "type")]
    pub kind: SpeakerKind,
    /// Offices and descriptions in the articles' own words.
    pub roles: Vec<String>,
    /// What the user's file of speakers says of them: party, gender, country.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub attributes: BTreeMap<String, String>,
    /// Outlets that report something of theirs.
    pub outlets: Vec<String>,
    /// Ids of the attributions that are theirs.
    pub attributions: Vec<String>,
    /// In how many conflicting clusters they are.
    pub conflicting: usize,
}

/// Attributions of one claim.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Cluster {
    /// `c` and the hash of its earliest telling, the member whose id is `t` and the same.
    pub id: String,
    /// The claim, in the words of one member.
    pub claim: String,
    /// What it comes to.
    pub verdict: Verdict,
    /// How sure the surest difference that counts is to matter, 0 to 1; null where none counts.
    pub confidence: Option<f64>,
    /// Independent accounts; members that copy one text count as one.
    pub accounts: usize,
    /// The members, in the order of the articles.
    pub members: Vec<Member>,
    /// What differs between them: discrepancies, disputes and updates.
    pub findings: Vec<Finding>,
    /// Quoted words that differ without changing what is said.
    pub harmless: Vec<Finding>,
}

/// One telling of a claim.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Member {
    /// `t` and a hash of the article's key and the words.
    pub id: String,
    /// The id of the attribution that reports it; null for what the outlet states itself.
    pub attribution: Option<String>,
    /// In whose voice it is told.
    pub voice: Voice,
    /// The article's id.
    pub article: String,
    /// First code point of its content.
    pub start: usize,
    /// One past the last code point of its content.
    pub end: usize,
    /// Its words.
    pub text: String,
    /// The line of the file on which it begins, from 1; null where the text is not the file's own.
    pub line: Option<usize>,
    /// Who is reported to have said it.
    pub speaker: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// When it was published, as `YYYY-MM-DD`.
    pub date: Option<String>,
    /// The number of its account; members with one number copy one text.
    pub account: usize,
}

/// In whose voice a claim is told.
#[derive(Default, Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Voice {
    /// In quotation marks, for the most part.
    Quotation,
    /// Reported in the outlet's words.
    #[default]
    Reported,
    /// Stated by the outlet itself.
    Own,
}

/// What a cluster comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// At least one discrepancy or dispute.
    Conflicting,
    /// Several accounts that agree.
    Consistent,
    /// Only one account.
    Single,
}

/// One difference between two members of a cluster.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Finding {
    /// `f` and a hash of the two tellings and the words that differ; only in a report.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub id: String,
    /// What differs.
    pub kind: FindingKind,
    /// What sort of difference it is.
    pub nature: Nature,
    /// The two members, by their place in the cluster's list, counted from 0.
    pub members: [usize; 2],
    /// The deciding words of the first member, in its article.
    pub a: Place,
    /// The deciding words of the second member, in its article.
    pub b: Place,
    /// One plain sentence.
    pub because: String,
    /// How sure it is that the difference matters, 0 to 1.
    pub confidence: f64,
    /// That somebody has looked at it and accepted it; only where `--baseline` says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accepted: Option<Accepted>,
}

/// What the baseline says of a finding.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Accepted {
    /// Why.
    pub note: Option<String>,
    /// When, as `YYYY-MM-DD`.
    pub date: Option<String>,
}

impl Finding {
    /// True where the baseline has it.
    pub fn is_accepted(&self) -> bool {
        self.accepted.is_some()
    }

    /// True for a difference that makes the accounts conflict.
    pub fn counts(&self) -> bool {
        matches!(self.nature, Nature::Discrepancy | Nature::Dispute)
    }
}

/// What differs between two accounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FindingKind {
    /// Affirmed here, denied there.
    Negation,
    /// Opposite words.
    Antonym,
    /// Another quantity.
    Number,
    /// Another day.
    Date,
    /// Another actor or thing acted on.
    Agent,
    /// The same words in another mouth.
    Speaker,
    /// Words inside the marks changed.
    Wording,
    /// Hedged here, flat there.
    Certainty,
    /// Stated as fact here, attributed to somebody there.
    Attribution,
}

/// What sort of difference it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Nature {
    /// Outlets report one utterance differently.
    Discrepancy,
    /// Speakers hold opposite positions.
    Dispute,
    /// One speaker's position or a moving figure has changed over time.
    Update,
    /// A difference that does not matter.
    Harmless,
}

/// How one outlet attributes: the counts that an audit asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Outlet {
    /// The outlet; none for articles that name none.
    pub outlet: Option<String>,
    /// Its articles.
    pub articles: usize,
    /// Their attributions.
    pub attributions: usize,
    /// Of these, all in quotation marks.
    pub direct: usize,
    /// Partly in quotation marks.
    pub mixed: usize,
    /// Not in quotation marks.
    pub indirect: usize,
    /// By a person or group that is not named.
    pub anonymous: usize,
    /// Of these, how many are counted as what.
    pub unnamed: BTreeMap<UnnamedClass, usize>,
    /// By nobody that the article tells.
    pub unattributed: usize,
    /// The named speakers that it quotes most.
    pub most_quoted: Vec<Quoted>,
}

/// How often an outlet quotes a speaker.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Quoted {
    /// The speaker's id.
    pub id: String,
    /// The speaker's name over all articles.
    pub name: String,
    /// Attributions with words in quotation marks.
    pub quoted: usize,
    /// All attributions.
    pub attributions: usize,
}
