//! The carrier: a sentence with each quotation masked as one item.
//!
//! What stands around a quotation ("..., the mayor told reporters.") is short and regular once the
//! quotation itself is one item. The grammar reads carriers, not sentences. A slice of items is an
//! input of nom, so a rule speaks of words.

use std::iter::{Copied, Enumerate};
use std::ops::Range;
use std::slice::Iter;

use nom::{Input, Needed, Offset};

use super::lexicon::{Class, Part, look_up};
use crate::syntax::Syntax;
use crate::text::{Document, Quotation, TokenKind};

/// A word of the carrier, or a whole quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Item<'d> {
    /// What the grammar sees.
    pub form: Form,
    /// First token.
    pub start: usize,
    /// One past the last token.
    pub end: usize,
    /// The lemma; empty for a quotation.
    pub lemma: &'d str,
}

impl Item<'_> {
    /// The tokens it stands for.
    pub fn tokens(self) -> Range<usize> {
        self.start..self.end
    }
}

/// What the grammar sees of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// A masked quotation.
    Quotation,
    /// A finite verb or bare verb.
    Verb,
    /// A form in -ing.
    Gerund,
    /// A past participle.
    Participle,
    /// "be", "have", "do", "get" in any form, where another verb may follow.
    Auxiliary,
    /// "will", "may", "can" and the like.
    Modal,
    /// "not", "never".
    Negation,
    /// An adverb.
    Adverb,
    /// A particle ("pointed out").
    Particle,
    /// A common noun.
    Noun,
    /// A proper noun.
    Name,
    /// "he", "they".
    Pronoun,
    /// "his", "their".
    PossessivePronoun,
    /// "who", "which".
    Relative,
    /// "'s".
    Possessive,
    /// "the", "some".
    Determiner,
    /// An adjective.
    Adjective,
    /// A number.
    Number,
    /// "to".
    To,
    /// "that", "whether", "if".
    Complementizer,
    /// Other prepositions and subordinators.
    Preposition,
    /// "and", "or", "but".
    Conjunction,
    /// ",".
    Comma,
    /// ":".
    Colon,
    /// A dash.
    Dash,
    /// An opening bracket.
    Open,
    /// A closing bracket.
    Close,
    /// ".", "?", "!".
    Stop,
    /// Anything else.
    Other,
}

/// Masks the quotations of the sentence with this index and classes its words.
///
/// `outer` gives for each token the outer quotation that it stands in.
pub fn carrier<'d>(
    document: &Document,
    syntax: &'d Syntax,
    outer: &[Option<u32>],
    sentence: usize,
    items: &mut Vec<Item<'d>>,
) {
    items.clear();
    let tokens = document.sentences[sentence].tokens.clone();
    let mut token = tokens.start;
    while token < tokens.end {
        let quotation = outer[token].map(|index| &document.quotations[index as usize]);
        let masked = quotation.filter(|quotation| reports(document, quotation));
        let end = masked.map_or(token + 1, |quotation| quotation.tokens.end.clamp(token + 1, tokens.end));
        let behind_quotation = items.last().is_some_and(|item| item.form == Form::Quotation);
        let form = match form(document, syntax, token) {
            _ if masked.is_some() => Form::Quotation,
            // “Not a penny,” answered Lee: no participle of the quotation's last word.
            Form::Participle if behind_quotation && is_said(syntax.lemma(token)) => Form::Verb,
            form => form,
        };
        let lemma = if masked.is_some() { "" } else { syntax.lemma(token) };
        items.push(Item { form, start: token, end, lemma });
        token = end;
    }
}

/// True for a quotation that may be reported words as a whole; a name or a scare quote of a few
/// words without punctuation is read as part of its sentence.
fn reports(document: &Document, quotation: &Quotation) -> bool {
    let words = quotation.tokens.len();
    let last = quotation.inside.of(document.body).trim_end().chars().next_back();
    words > 8 || last.is_some_and(|sign| matches!(sign, ',' | '.' | '?' | '!' | '…'))
}

/// True for a verb of saying or asking.
fn is_said(lemma: &str) -> bool {
    look_up(lemma, Part::Verb).is_some_and(|entry| entry.has(Class::Say) || entry.has(Class::Ask))
}

fn form(document: &Document, syntax: &Syntax, token: usize) -> Form {
    if document.tokens[token].kind == TokenKind::Sign {
        match document.word(token) {
            "," => return Form::Comma,
            ":" => return Form::Colon,
            "-" | "--" | "–" | "—" | "―" | "---" => return Form::Dash,
            "(" | "[" => return Form::Open,
            ")" | "]" => return Form::Close,
            "." | "?" | "!" | "..." | "…" => return Form::Stop,
            _ => {}
        }
    }
    let lemma = syntax.lemma(token);
    match syntax.tag(token).name() {
        _ if matches!(lemma, "not" | "n't" | "never") => Form::Negation,
        "MD" => Form::Modal,
        tag if tag.starts_with("VB") && matches!(lemma, "be" | "have" | "do" | "get") => Form::Auxiliary,
        "VBG" => Form::Gerund,
        "VBN" => Form::Participle,
        "VB" | "VBD" | "VBP" | "VBZ" => Form::Verb,
        "NNP" | "NNPS" => Form::Name,
        "NN" | "NNS" => Form::Noun,
        "PRP" | "EX" => Form::Pronoun,
        "PRP$" => Form::PossessivePronoun,
        "WP" | "WDT" | "WP$" if lemma != "that" => Form::Relative,
        "POS" => Form::Possessive,
        "DT" | "PDT" => Form::Determiner,
        "JJ" | "JJR" | "JJS" => Form::Adjective,
        "CD" => Form::Number,
        "TO" => Form::To,
        "RP" => Form::Particle,
        "RB" | "RBR" | "RBS" => Form::Adverb,
        "IN" | "WDT" if matches!(lemma, "that" | "whether" | "if") => Form::Complementizer,
        "IN" => Form::Preposition,
        "CC" => Form::Conjunction,
        _ => Form::Other,
    }
}

/// A run of items, as an input of nom.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Items<'c>(pub &'c [Item<'c>]);

impl<'c> Input for Items<'c> {
    type Item = Item<'c>;
    type Iter = Copied<Iter<'c, Item<'c>>>;
    type IterIndices = Enumerate<Self::Iter>;

    fn input_len(&self) -> usize {
        self.0.len()
    }

    fn take(&self, count: usize) -> Self {
        Items(&self.0[..count])
    }

    fn take_from(&self, count: usize) -> Self {
        Items(&self.0[count..])
    }

    fn take_split(&self, count: usize) -> (Self, Self) {
        let (taken, rest) = self.0.split_at(count);
        (Items(rest), Items(taken))
    }

    fn position<P: Fn(Self::Item) -> bool>(&self, predicate: P) -> Option<usize> {
        self.0.iter().position(|&item| predicate(item))
    }

    fn iter_elements(&self) -> Self::Iter {
        self.0.iter().copied()
    }

    fn iter_indices(&self) -> Self::IterIndices {
        self.iter_elements().enumerate()
    }

    fn slice_index(&self, count: usize) -> Result<usize, Needed> {
        if self.0.len() >= count { Ok(count) } else { Err(Needed::new(count - self.0.len())) }
    }
}

impl Offset for Items<'_> {
    fn offset(&self, second: &Self) -> usize {
        // Both are rests of one carrier, so the shorter one begins later by what it lacks.
        self.0.len() - second.0.len()
    }
}
