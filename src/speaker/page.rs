//! One article as this room sees it: tokens with what syntax and the lexicon say of them.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;

use super::lexicon::{self, Trait, Traits};
use crate::place::Span;
use crate::syntax::{Entity, Relation, Syntax, Tag};
use crate::text::{Document, TokenKind};

/// One article: its tokens and what is known of each.
pub(super) struct Page<'a> {
    pub(super) document: &'a Document<'a>,
    pub(super) syntax: &'a Syntax,
    lower: Vec<Cow<'a, str>>,
    traits: Vec<Traits>,
    quoted: Vec<bool>,
    headings: Vec<bool>,
    /// Words that are names in the midst of a sentence.
    known_names: HashSet<&'a str>,
    /// For each sentence, how many before it are not wholly quoted.
    narrated: Vec<u32>,
}

impl<'a> Page<'a> {
    /// Looks up every token of a document once.
    pub(super) fn new(document: &'a Document<'a>, syntax: &'a Syntax) -> Self {
        let count = document.tokens.len();
        let lower: Vec<Cow<'a, str>> = (0..count).map(|token| lowered(document.word(token))).collect();
        let traits = lower.iter().map(|word| lexicon::traits(word)).collect();
        let mut quoted = vec![false; count];
        for quotation in &document.quotations {
            quoted[quotation.tokens.clone()].fill(true);
        }
        let mut page = Page {
            document,
            syntax,
            lower,
            traits,
            quoted,
            headings: Vec::new(),
            narrated: Vec::new(),
            known_names: HashSet::new(),
        };
        page.count_narrated();
        page.known_names = page.inner_names();
        page.headings = (0..document.sentences.len()).map(|index| page.reads_as_heading(index)).collect();
        page
    }

    /// How many tokens there are.
    pub(super) fn len(&self) -> usize {
        self.lower.len()
    }

    /// The token as it stands.
    pub(super) fn word(&self, token: usize) -> &'a str {
        self.document.word(token)
    }

    /// The token in lower case, with straight apostrophes.
    pub(super) fn lower(&self, token: usize) -> &str {
        &self.lower[token]
    }

    /// The token in lower case; nothing outside of the article.
    pub(super) fn lower_at(&self, token: Option<usize>) -> &str {
        token.and_then(|token| self.lower.get(token)).map_or("", |word| word)
    }

    /// The text of a run of tokens, as it stands.
    pub(super) fn text(&self, tokens: Range<usize>) -> &'a str {
        self.span(tokens).map_or("", |span| span.of(self.document.body))
    }

    /// Where a run of tokens stands; none for an empty run.
    pub(super) fn span(&self, tokens: Range<usize>) -> Option<Span> {
        self.document.span_of(tokens)
    }

    pub(super) fn tag(&self, token: usize) -> Tag {
        self.syntax.tag(token)
    }

    pub(super) fn entity(&self, token: usize) -> Entity {
        self.syntax.entity(token)
    }

    pub(super) fn relation(&self, token: usize) -> Relation {
        self.syntax.relation(token)
    }

    /// True when the lexicon gives the token this trait; false outside of the article.
    pub(super) fn has(&self, token: usize, one: Trait) -> bool {
        self.traits.get(token).is_some_and(|traits| traits.has(one))
    }

    /// True when the lexicon gives the token one of these traits; false outside of the article.
    pub(super) fn has_any(&self, token: usize, some: &[Trait]) -> bool {
        self.traits.get(token).is_some_and(|traits| traits.has_any(some))
    }

    /// The sentence a token stands in.
    pub(super) fn sentence(&self, token: usize) -> usize {
        self.document.sentence_of(token)
    }

    /// The tokens of the sentence that a token stands in.
    pub(super) fn sentence_tokens(&self, token: usize) -> Range<usize> {
        self.document.sentences[self.sentence(token)].tokens.clone()
    }

    /// The paragraph a token stands in.
    pub(super) fn paragraph(&self, token: usize) -> usize {
        self.document.paragraph_of(token)
    }

    /// True inside quotation marks.
    pub(super) fn is_quoted(&self, token: usize) -> bool {
        self.quoted[token]
    }

    /// How many sentences lie between two tokens; those that only go on with a quotation count for
    /// nothing.
    pub(super) fn sentences_between(&self, one: usize, other: usize) -> usize {
        let count = |token: usize| self.narrated[self.sentence(token)];
        count(one).abs_diff(count(other)) as usize
    }

    /// True for the sentences of headlines, where capitals say nothing.
    pub(super) fn is_heading(&self, sentence: usize) -> bool {
        self.headings[sentence]
    }

    /// True when the word begins with a capital letter.
    pub(super) fn is_capitalised(&self, token: usize) -> bool {
        self.word(token).chars().next().is_some_and(char::is_uppercase)
    }

    /// True when the same word stands as a name in the midst of another sentence.
    pub(super) fn is_known_name(&self, token: usize) -> bool {
        self.known_names.contains(self.word(token))
    }

    /// True for nouns of any kind, names included.
    pub(super) fn is_noun(&self, token: usize) -> bool {
        matches!(self.tag(token), Tag::NN | Tag::NNS | Tag::NNP | Tag::NNPS)
    }

    /// True for "'s" and the bare apostrophe after a plural.
    pub(super) fn is_possessive_ending(&self, token: usize) -> bool {
        self.tag(token) == Tag::POS || self.lower(token) == "'s"
    }

    /// True when the noun at `token` does what its clause says: the subject of a verb.
    pub(super) fn is_subject(&self, token: usize) -> bool {
        self.relation(token).is_subject()
    }

    fn inner_names(&self) -> HashSet<&'a str> {
        let inner = self.document.sentences.iter().flat_map(|sentence| sentence.tokens.clone().skip(1));
        let is_name = |token: &usize| {
            self.tag(*token) == Tag::NNP && self.is_capitalised(*token) && !self.has(*token, Trait::Function)
        };
        inner.filter(is_name).map(|token| self.word(token)).collect()
    }

    fn count_narrated(&mut self) {
        let mut count = 0;
        for sentence in &self.document.sentences {
            self.narrated.push(count);
            let spoken = sentence.tokens.clone().all(|token| self.quoted[token]);
            count += u32::from(!spoken);
        }
    }

    fn reads_as_heading(&self, index: usize) -> bool {
        let sentence = &self.document.sentences[index];
        if self.document.paragraphs.get(sentence.paragraph).is_some_and(|paragraph| paragraph.heading) {
            return true;
        }
        let words =
            || sentence.tokens.clone().filter(|&token| self.document.tokens[token].kind == TokenKind::Word);
        let long = || words().filter(|&token| self.word(token).len() > 3);
        let capitals = long().filter(|&token| self.is_capitalised(token)).count();
        // A sentence full of names is no headline; one with "To" or "Says" in its midst is.
        let odd = |token: usize| {
            self.is_capitalised(token) && (self.has(token, Trait::Function) || self.tag(token).is_verb())
        };
        capitals >= 4 && capitals * 10 >= long().count() * 8 && words().skip(1).any(odd)
    }
}

/// Lower case with straight apostrophes, without a copy where nothing changes.
pub(super) fn lowered(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        return Cow::Borrowed(word);
    }
    Cow::Owned(word.to_lowercase().replace(['’', 'ʼ', '‘'], "'"))
}
