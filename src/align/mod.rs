//! Two statements, word by word: which words answer which, how similar they are, and whether they
//! are the same claim. Everything that compares rests on this alignment.

use jiff::civil::Date;

/// One side of a comparison: a content with what is known about it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Statement<'a> {
    /// The content, quotation marks included; stretches of a split content joined by a space.
    pub text: &'a str,
    /// Who said it, as far as known.
    pub speaker: Option<&'a str>,
    /// The words that report it.
    pub cue: Option<&'a str>,
    /// Who published it.
    pub outlet: Option<&'a str>,
    /// When it was published.
    pub date: Option<Date>,
    /// The words around it in the article.
    pub context: Option<&'a str>,
}

/// How two statements belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
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
