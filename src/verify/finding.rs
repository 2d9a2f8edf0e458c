//! What became of a quotation on its way from the record into the article.

use crate::place::Span;

/// Words in quotation marks that are to be looked up.
#[derive(Clone, Debug, PartialEq)]
pub struct Quotation {
    /// Index of the article.
    pub article: usize,
    /// Its stretches in the article's body, marks included; several where it goes on over paragraphs.
    pub spans: Vec<Span>,
    /// Who is reported to have said it, as far as the article tells.
    pub speaker: Option<String>,
    /// True when the article names the speaker there or near, so that another name is a difference.
    pub is_named: bool,
    /// The attribution that it belongs to, an index into the article's reading.
    pub attribution: Option<usize>,
}

/// How a quotation stands to the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
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

/// What was looked up, and what came of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Verification {
    /// The quotation.
    pub quotation: Quotation,
    /// How it stands to the record.
    pub fidelity: Fidelity,
    /// Where it stands there: one place, or all that fit where it is ambiguous; none where it is not
    /// found.
    pub places: Vec<Place>,
    /// One plain sentence.
    pub because: String,
}

impl Verification {
    /// The place in the record, where there is one and no other.
    pub fn place(&self) -> Option<&Place> {
        self.places.first().filter(|_| self.fidelity != Fidelity::Ambiguous)
    }
}

/// Where a quotation stands in a transcript.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Index of the transcript.
    pub transcript: usize,
    /// The words there, in the transcript's text.
    pub span: Span,
    /// The turn that has most of them, an index into the transcript's turns.
    pub turn: Option<usize>,
    /// How the quotation would stand to this place alone.
    pub fidelity: Fidelity,
    /// What differs, in the order of the quotation.
    pub differences: Vec<Difference>,
    /// Whether the transcript gives the words to the article's speaker.
    pub speaker: SpeakerMatch,
    /// The sentence before, and the part of the first sentence that was not quoted.
    pub before: Span,
    /// The part of the last sentence that was not quoted, and the sentence behind.
    pub after: Span,
    /// What a reader of the quotation alone would miss.
    pub cautions: Vec<Caution>,
    /// In how many more places of the same transcript the words stand.
    pub repeats: usize,
}

/// A stretch of words that is not the same on both sides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Of which kind it is.
    pub kind: DifferenceKind,
    /// The words in the article; empty where they were left out.
    pub here: Span,
    /// The words in the transcript; empty where the article added some.
    pub there: Span,
}

/// Of which kind a difference is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DifferenceKind {
    /// Other words.
    Changed,
    /// Words that the transcript does not have.
    Added,
    /// Words that the article left out, and shows with an ellipsis or a bracket that it did.
    MarkedCut,
    /// Words that the article left out without showing it.
    Cut,
    /// What sounds alike, in a transcript made by speech recognition.
    Misheard,
    /// The same in another spelling.
    Spelling,
}

impl DifferenceKind {
    /// True for words that were not said like that.
    pub fn alters(self) -> bool {
        matches!(self, DifferenceKind::Changed | DifferenceKind::Added)
    }

    /// True for words that were left out.
    pub fn trims(self) -> bool {
        matches!(self, DifferenceKind::Cut | DifferenceKind::MarkedCut)
    }
}

/// Whether the transcript gives the words to the speaker that the article names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SpeakerMatch {
    /// It does.
    Same,
    /// It gives them to somebody else.
    Another,
    /// It gives them to whoever asks the questions.
    Question,
    /// One of the two does not tell.
    Unknown,
}

/// What a reader of the quotation alone would miss.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Caution {
    /// The sentence goes on with "but" or the like.
    GoesOn(Span),
    /// A negation before the quoted words was cut off.
    Negation(Span),
    /// A condition before or behind the quoted words was cut off.
    Condition(Span),
    /// The transcript is of another day than the article, so many days before it.
    OtherDay(i32),
}
