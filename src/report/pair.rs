//! The wire types of `whosaid compare --jsonl`: two statements in, how they compare out.
//!
//! The same promise as in [`json`](super::json).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::json::Finding;

/// One line of the input of `whosaid compare --jsonl`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub struct Pair {
    /// Given back with the answer.
    #[serde(default)]
    pub id: serde_json::Value,
    /// The first statement.
    pub a: Side,
    /// The second statement.
    pub b: Side,
}

/// One statement of a [`Pair`].
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
pub struct Side {
    /// What was said.
    pub text: String,
    /// Who said it.
    pub speaker: Option<String>,
    /// The words that report it.
    pub cue: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// When it was published, as `YYYY-MM-DD`.
    pub date: Option<String>,
    /// The words around it.
    pub context: Option<String>,
}

/// One line of the output of `whosaid compare --jsonl`.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Comparison {
    /// As the input gave it.
    pub id: serde_json::Value,
    /// 0 to 1.
    #[schemars(range(min = 0, max = 1))]
    pub similarity: f64,
    /// How the two belong together.
    pub relation: Relation,
    /// How the wording of quotations compares.
    pub wording: Wording,
    /// Whether the two agree.
    pub verdict: PairVerdict,
    /// The kind of the first difference that counts.
    pub kind: PairKind,
    /// One plain sentence.
    pub because: String,
    /// Every difference, with its places in the two texts.
    pub findings: Vec<Finding>,
}

/// How two statements belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// One act of speech, told twice.
    SameUtterance,
    /// The same proposition, perhaps by another speaker or on another day.
    SameClaim,
    /// About the same matter.
    Related,
    /// Nothing in common that counts.
    Unrelated,
}

/// How the wording of two quotations compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Wording {
    /// The same words; case, punctuation and marks aside.
    Identical,
    /// The same words, some left out.
    Cut,
    /// Other words.
    Altered,
    /// Not two tellings of one utterance.
    Na,
}

/// Whether two statements agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PairVerdict {
    /// The same claim, without a difference that counts.
    Consistent,
    /// The same claim, with one.
    Conflicting,
    /// Not the same claim.
    None,
}

/// What differs between two statements.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PairKind {
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
    /// Something else.
    Other,
    /// Nothing.
    None,
}
