//! The wire types of `whosaid verify`: quotations and what the record has of them.
//!
//! The same promise as in [`json`](super::json). A place in a transcript counts code points of the
//! transcript's text: of a text file as it is, of other formats the words alone.

use schemars::JsonSchema;
use serde::Serialize;

use super::json::{FORMAT, Place};

/// Everything that was looked up: what `whosaid verify --format json` writes.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Verifications {
    /// The version of this format.
    #[schemars(extend("const" = FORMAT))]
    pub format: u32,
    /// How much was looked up, and what came of it.
    pub summary: Counts,
    /// The transcripts, in the order given.
    pub transcripts: Vec<Transcript>,
    /// The quotations, article by article, in the order of the text.
    pub quotations: Vec<Checked>,
}

/// How much was looked up, and what came of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Counts {
    /// Articles read.
    pub articles: usize,
    /// Transcripts read.
    pub transcripts: usize,
    /// Quotations looked up.
    pub quotations: usize,
    /// The same words, letter for letter.
    pub verbatim: usize,
    /// The same words, written in another way.
    pub typographic: usize,
    /// Words were left out.
    pub trimmed: usize,
    /// Words were changed.
    pub altered: usize,
    /// In no transcript.
    pub not_found: usize,
    /// In several places that fit equally.
    pub ambiguous: usize,
    /// Found, but said by somebody else than the article says.
    pub another_speaker: usize,
}

/// One transcript, without its text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Transcript {
    /// The file's name without its ending, or the id that the input gave.
    pub id: String,
    /// The file that it came from.
    pub path: Option<String>,
    /// Its day, as `YYYY-MM-DD`.
    pub date: Option<String>,
    /// True when speech recognition made it.
    pub recognised: bool,
    /// How many turns of speakers it has; none where one speaker has all of it.
    pub turns: usize,
}

/// A quotation and what the record has of it: a line of `whosaid verify --format jsonl`.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Quotation {
    /// The article's id.
    pub article: String,
    /// First code point, the opening mark included.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The words, marks included; those of several paragraphs joined by a space.
    pub text: String,
    /// Who is reported to have said it.
    pub speaker: Option<String>,
    /// How it stands to the record.
    pub fidelity: Fidelity,
    /// Words that differ, each as `[here, there]`: in the article, in the transcript.
    pub words: Vec<[String; 2]>,
    /// The id of the transcript that has it; null where none or several do.
    pub transcript: Option<String>,
    /// Where it stands there.
    pub at: Option<At>,
    /// Whether the transcript gives it to the same speaker; null where one of the two does not tell.
    pub speaker_ok: Option<bool>,
    /// One plain sentence.
    pub because: String,
}

/// A quotation with all that was found of it.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Checked {
    /// The quotation.
    #[serde(flatten)]
    pub quotation: Quotation,
    /// Who published the article.
    pub outlet: Option<String>,
    /// When it was published, as `YYYY-MM-DD`.
    pub date: Option<String>,
    /// Every stretch of the quotation as `[start, end]`.
    pub spans: Vec<[usize; 2]>,
    /// The place that it has in the record, or all that fit equally.
    pub places: Vec<Found>,
}

/// How a quotation stands to the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Fidelity {
    /// The same words, letter for letter.
    Verbatim,
    /// The same words; case, punctuation, contractions or the spelling of numbers differ.
    Typographic,
    /// Words were left out, at an end or inside, and nothing else was changed.
    Trimmed,
    /// Words inside the marks that were not said like that.
    Altered,
    /// No transcript has it.
    NotFound,
    /// Several places fit, and nothing tells which is meant.
    Ambiguous,
}

/// Where a quotation stands in a transcript.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct At {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The words there.
    pub text: String,
    /// Who has the turn, as the transcript has the name.
    pub speaker: Option<String>,
    /// The line of the file, from 1.
    pub line: Option<usize>,
    /// The time in the recording, as `HH:MM:SS`.
    pub time: Option<String>,
}

/// A place in the record, with what stands around it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Found {
    /// The transcript's id.
    pub transcript: String,
    /// The place.
    pub at: At,
    /// How the quotation would stand to this place alone.
    pub fidelity: Fidelity,
    /// Every difference, with both sides.
    pub differences: Vec<Difference>,
    /// The sentence before, up to the quoted words.
    pub before: String,
    /// From the quoted words to the end of the next sentence.
    pub after: String,
    /// What a reader of the quotation alone would miss.
    pub cautions: Vec<Caution>,
    /// In how many more places of the transcript the words stand.
    pub repeats: usize,
}

/// Words that are not the same on both sides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Difference {
    /// Of which kind it is.
    pub kind: DifferenceKind,
    /// The words in the article.
    pub here: Place,
    /// The words in the transcript.
    pub there: Place,
}

/// Of which kind a difference is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DifferenceKind {
    /// Other words.
    Changed,
    /// Words that the transcript does not have.
    Added,
    /// Words that the article left out, and shows that it did.
    MarkedCut,
    /// Words that the article left out without showing it.
    Cut,
    /// What sounds alike, in a transcript made by speech recognition.
    Misheard,
    /// The same in another spelling.
    Spelling,
}

/// What a reader of the quotation alone would miss.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Caution {
    /// Of which kind it is.
    pub kind: CautionKind,
    /// The words of the transcript; null for another day.
    pub words: Option<Place>,
    /// For another day, how many days the transcript is before the article.
    pub days: Option<i32>,
}

/// Of which kind a caution is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CautionKind {
    /// The sentence goes on with "but" or the like.
    GoesOn,
    /// A negation was cut off.
    Negation,
    /// A condition was cut off.
    Condition,
    /// The transcript is of another day than the article.
    OtherDay,
}
