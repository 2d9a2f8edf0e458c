//! From an [`Article`](crate::Article) to a [`Document`]: paragraphs, sentences, tokens, quotation
//! marks and their pairing. All places are byte ranges of the article's body.

use std::ops::Range;

use crate::ingest::Article;
use crate::place::Span;

/// An article's text, cut into paragraphs, sentences and tokens, with its quotations.
///
/// Clutter yields no paragraph. Paragraphs, sentences and tokens stand in the order of the text;
/// a paragraph is a run of sentences, a sentence a run of tokens, given by index ranges.
#[derive(Clone, Debug, Default)]
pub struct Document<'a> {
    /// The article's whole body; every span counts in it.
    pub body: &'a str,
    /// Blocks of prose.
    pub paragraphs: Vec<Paragraph>,
    /// Sentences of all paragraphs.
    pub sentences: Vec<Sentence>,
    /// Tokens of all sentences, segmented as in the Penn Treebank ("don't" is "do", "n't").
    pub tokens: Vec<Token>,
    /// Words in quotation marks, outer before inner, in order of their opening mark.
    pub quotations: Vec<Quotation>,
}

/// A block of prose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// Where it stands, without white space at its ends.
    pub span: Span,
    /// Indices into [`Document::sentences`].
    pub sentences: Range<usize>,
    /// True for a headline or a heading.
    pub heading: bool,
}

/// A sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands, from its first token to its last.
    pub span: Span,
    /// Indices into [`Document::tokens`].
    pub tokens: Range<usize>,
    /// Index into [`Document::paragraphs`].
    pub paragraph: usize,
}

/// A word, number, mark or sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it looks like.
    pub kind: TokenKind,
}

/// What a token looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters, or letters with digits and inner signs.
    Word,
    /// A number in digits.
    Number,
    /// A quotation mark that opens.
    Open,
    /// A quotation mark that closes.
    Close,
    /// Any other punctuation or sign.
    Sign,
}

/// Words in quotation marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// Where it stands, its marks included.
    pub span: Span,
    /// The words between the marks.
    pub inside: Span,
    /// Indices into [`Document::tokens`], marks included.
    pub tokens: Range<usize>,
    /// How many quotations it stands in: 0 for an outer one.
    pub depth: usize,
    /// True when its own closing mark was found. A paragraph of a quotation over several
    /// paragraphs has none unless it is the last.
    pub closed: bool,
    /// The quotation of the paragraph before that this one carries on, by index.
    pub continues: Option<usize>,
}

/// Cuts an article's body.
pub fn read(article: &Article) -> Document<'_> {
    Document { body: &article.body, ..Document::default() }
}

impl<'a> Document<'a> {
    /// The text of a token.
    pub fn word(&self, token: usize) -> &'a str {
        self.tokens[token].span.of(self.body)
    }
}
