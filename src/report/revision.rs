//! The wire types of `whosaid diff`: what became of articles and reports from one version to the next.
//!
//! The same promise as in [`json`](super::json). A place counts code points of the text of the version that
//! it stands in.

use schemars::JsonSchema;
use serde::Serialize;

use super::json::{FORMAT, FindingKind, Nature, Verdict};

/// Everything that was changed: what `whosaid diff --format json` writes.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Differences {
    /// The version of this format.
    #[schemars(extend("const" = FORMAT))]
    pub format: u32,
    /// How much was compared, and what came of it.
    pub summary: Counts,
    /// The articles, in the order given; none where two reports were compared.
    pub histories: Vec<History>,
    /// The claims that are not the same in both reports; none where articles were compared.
    pub claims: Vec<ClaimChange>,
}

/// How much was compared, and what came of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Counts {
    /// Different articles, or the articles of the later report.
    pub articles: usize,
    /// Versions of articles.
    pub versions: usize,
    /// Changes from one version to the next.
    pub changes: usize,
    /// Changes that a note admits.
    pub admitted: usize,
    /// Changes that no note admits.
    pub silent: usize,
    /// Notes that are new in a version and say more than that something was changed.
    pub notes: usize,
    /// Claims of both reports that are the same.
    pub unchanged_claims: usize,
    /// Claims that only the later report has.
    pub new_claims: usize,
    /// Claims that only the earlier report has.
    pub gone_claims: usize,
    /// Claims of both reports whose verdict or findings are others.
    pub changed_claims: usize,
}

/// The versions of one article, and what became of each.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct History {
    /// The latest version's headline.
    pub title: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// The versions, the earliest first.
    pub versions: Vec<Version>,
    /// What was changed from each version to the next.
    pub revisions: Vec<Revision>,
}

/// One version, without its text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Version {
    /// The article's id.
    pub id: String,
    /// The file it came from.
    pub path: Option<String>,
    /// When it was published, as `YYYY-MM-DD`.
    pub date: Option<String>,
    /// Its headline.
    pub title: Option<String>,
}

/// One version set against the next.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Revision {
    /// The earlier version, by its place in the history's list, counted from 0.
    pub from: usize,
    /// The later version.
    pub to: usize,
    /// What the later version says of its own changes.
    pub notes: Vec<Note>,
    /// What was changed: headline first, then in the order of the later text.
    pub changes: Vec<Change>,
}

/// What a version says of its own changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Note {
    /// What sort of note it is.
    pub kind: NoteKind,
    /// First code point, in the later version.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// What of it the earlier version did not have.
    pub text: String,
    /// The changes that it admits, by their place in the list, counted from 0.
    pub admits: Vec<usize>,
}

/// What sort of note it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum NoteKind {
    /// A correction.
    Correction,
    /// A clarification.
    Clarification,
    /// An editor's note.
    EditorsNote,
    /// It says what was added or brought up to date.
    Update,
    /// It says that something was changed, not what.
    Stamp,
}

/// One thing that was changed.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Change {
    /// What was changed.
    pub element: Element,
    /// What became of it.
    pub fate: Fate,
    /// The passage in the earlier version; null for what was added.
    pub old: Option<Passage>,
    /// The passage in the later version; null for what was removed.
    pub new: Option<Passage>,
    /// Words that differ, each as `[earlier, later]`; none where the whole passage is what was changed.
    pub words: Vec<[String; 2]>,
    /// Where these words stand in `old.text` and `new.text`, each as `[[start, end], [start, end]]`.
    pub places: Vec<[[usize; 2]; 2]>,
    /// Who is reported to have said it, in the earlier and in the later version.
    pub speakers: [Option<String>; 2],
    /// The note that admits it, by its place in the list, counted from 0; null for a silent change.
    pub admitted_by: Option<usize>,
    /// One plain sentence.
    pub because: String,
}

/// A stretch of one version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Passage {
    /// First code point; null for a headline that the text does not have.
    pub start: Option<usize>,
    /// One past the last code point.
    pub end: Option<usize>,
    /// The words there.
    pub text: String,
}

/// What was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Element {
    /// The headline.
    Headline,
    /// Words in quotation marks.
    Quotation,
    /// What somebody is reported to have said, without marks; or who said it.
    Attribution,
    /// A number.
    Figure,
    /// A day, month or year.
    Date,
    /// A name.
    Name,
    /// Any other words.
    Text,
}

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Fate {
    /// It was not there before.
    Added,
    /// It is no longer there.
    Removed,
    /// Other words, another value.
    Reworded,
    /// The same words in another place.
    Moved,
    /// The same words, given to another speaker.
    Reattributed,
    /// Less sure than before.
    Hedged,
    /// Surer than before.
    Unhedged,
    /// Denied where it was affirmed, or the other way round.
    Reversed,
}

/// A claim that is not the same in two reports.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ClaimChange {
    /// What became of it.
    pub fate: ClaimFate,
    /// The claim, in the words of the report that has it, the later where both do.
    pub claim: String,
    /// Its id in the earlier and in the later report.
    pub ids: [Option<String>; 2],
    /// Its verdict in the earlier and in the later report.
    pub verdicts: [Option<Verdict>; 2],
    /// The articles that tell it in the later report only.
    pub joined: Vec<Account>,
    /// The articles that tell it in the earlier report only.
    pub left: Vec<Account>,
    /// The findings that only the later report has.
    pub new_findings: Vec<Finding>,
    /// The findings that only the earlier report has.
    pub gone_findings: Vec<Finding>,
    /// One plain sentence.
    pub because: String,
}

/// What became of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ClaimFate {
    /// Its verdict is another.
    Verdict,
    /// Its verdict is the same, its findings are others.
    Findings,
    /// Only the later report has it.
    New,
    /// Only the earlier report has it.
    Gone,
}

/// An article that tells a claim.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub struct Account {
    /// The article's id.
    pub article: String,
    /// Who published it.
    pub outlet: Option<String>,
    /// True when the other report does not have the article at all.
    pub only_here: bool,
}

/// A finding of one of the reports.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Finding {
    /// What differs.
    pub kind: FindingKind,
    /// What sort of difference it is.
    pub nature: Nature,
    /// The ids of the two articles.
    pub articles: [String; 2],
    /// The deciding words of both.
    pub words: [String; 2],
    /// One plain sentence.
    pub because: String,
}
