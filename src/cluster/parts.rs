//! What comes into the room and what goes out of it.

use std::ops::Range;

use jiff::civil::Date;

use crate::align::Statement;
use crate::place::Span;
use crate::statement::Voice;

/// An article's telling, as far as it matters here.
#[derive(Clone, Copy, Debug, Default)]
pub struct Account<'a> {
    /// The article's id.
    pub id: &'a str,
    /// Who published it.
    pub outlet: Option<&'a str>,
    /// When it was published.
    pub date: Option<Date>,
    /// Who wrote it, as the article says.
    pub byline: Option<&'a str>,
    /// The article's body, in which the places of its members count.
    pub body: &'a str,
}

/// One attribution, as far as it matters here.
#[derive(Clone, Copy, Debug, Default)]
pub struct Member<'a> {
    /// The article it stands in: an index into the accounts.
    pub account: usize,
    /// Where its content stands in the article's body, stretch by stretch.
    pub stretches: &'a [Span],
    /// The parts of it that stand in quotation marks, in the article's body.
    pub quoted: &'a [Span],
    /// The text of the stretches, joined by one space, with what is known about it.
    pub statement: Statement<'a>,
    /// Who said it, over all articles, as a number that stands for the person or body.
    pub identity: Option<usize>,
    /// The outlet or agency from which the article has it ("she told the Courier", "according to
    /// the Courier"), where it says so.
    pub via: Option<&'a str>,
    /// In whose voice it is told.
    pub voice: Voice,
    /// What of it anybody is reported to have said, in the article's body.
    pub reported: &'a [Span],
    /// True for a whole sentence, which is matched by what it states; false for the content of an
    /// attribution, which is matched as an utterance.
    pub is_sentence: bool,
}

/// Attributions of one claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cluster {
    /// What tells the claim, by date, outlet, article and place. Never empty; several may stand in
    /// one article.
    pub members: Vec<Part>,
    /// Which member's words stand for the claim: an index into `members`.
    pub claim: usize,
    /// The independent accounts of the claim, articles that copy one text being one.
    pub origins: Vec<Origin>,
    /// The pairs of members that tell the same claim by themselves, as indices into `members`, the
    /// first smaller, sorted. Two members that are in no pair give different parts of one longer
    /// telling; there is nothing to compare in them.
    pub matches: Vec<(usize, usize)>,
}

/// A member of the input, or those of its sentences that tell this cluster's claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Index into the members that were given.
    pub member: usize,
    /// Which of its stretches tell the claim.
    pub stretches: Range<usize>,
    /// Whose account it is: an index into [`Cluster::origins`].
    pub origin: usize,
}

/// One independent account of a claim: an article, or several that copy one text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The articles, by date, outlet and id, as indices into the accounts. The text is the first
    /// one's unless `credit` says otherwise.
    pub articles: Vec<usize>,
    /// The agency or outlet that the articles credit with it.
    pub credit: Option<String>,
}
