//! From an [`Article`] to a [`Document`]: paragraphs, sentences, tokens, quotation marks and their
//! pairing. All places are byte ranges of the article's body.
//!
//! What comes in is the body and what ingest took for clutter; what goes out is never an error.
//! Odd text (marks that do not pair, one line of megabytes, no letters at all) is cut as well as it
//! goes, in time linear in its length. What the words mean is left to the rooms on the right.

mod abbreviations;
mod marks;
mod pairing;
mod paragraphs;
mod prose;
mod quotations;
mod sentences;
mod tokens;
mod words;

use std::ops::Range;

use crate::ingest::Article;
use crate::place::Span;

/// An article's text, cut into paragraphs, sentences and tokens, with its quotations.
///
/// Clutter yields no paragraph. Paragraphs, sentences and tokens stand in the order of the text;
/// a paragraph is a run of sentences, a sentence a run of tokens, given by index ranges. Every
/// token belongs to one sentence, every sentence to one paragraph.
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
    /// For each token its sentence.
    sentence_of: Vec<u32>,
    /// For each token the innermost quotation that holds it, or [`NO_QUOTATION`].
    innermost: Vec<u32>,
}

const NO_QUOTATION: u32 = u32::MAX;

/// A block of prose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// Where it stands, without white space at its ends.
    pub span: Span,
    /// Indices into [`Document::sentences`].
    pub sentences: Range<usize>,
    /// True for a headline or a heading.
    pub heading: bool,
    /// True for one that the layout sets apart as quoted: by a sign, a box or its indentation.
    pub quoted: bool,
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
    /// True for a piece of a sentence that is far longer than any of news.
    pub is_piece: bool,
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
///
/// Marks can be missing: a quotation never closed ends with its paragraph or before the words that
/// say who spoke; one never opened begins with its paragraph.
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
    /// The quotation it stands in, by index; none for an outer one.
    pub within: Option<usize>,
    /// True when its own closing mark was found. A paragraph of a quotation over several
    /// paragraphs has none unless it is the last.
    pub closed: bool,
    /// The quotation of the paragraph before that this one carries on, by index.
    pub continues: Option<usize>,
}

/// Cuts an article's body.
pub fn read(article: &Article) -> Document<'_> {
    let body = article.body.as_str();
    let tokens::Cut { tokens, mut marks, blocks } =
        tokens::cut(body, &paragraphs::blocks(body, &article.clutter));
    let mut document = Document { body, tokens, ..Document::default() };
    document.quotations = quotations::find(&mut document.tokens, body, &blocks, &mut marks);
    let quoted = quoted_blocks(article, &blocks);
    for (number, block) in blocks.iter().enumerate() {
        let first = document.sentences.len();
        sentences::cut(body, &document.tokens, block.tokens.clone(), number, &mut document.sentences);
        document.paragraphs.push(Paragraph {
            span: block.span,
            sentences: first..document.sentences.len(),
            heading: !quoted[number]
                && is_heading(article, &blocks, number, document.sentences.len() - first),
            quoted: quoted[number],
        });
    }
    document.index();
    document
}

impl<'a> Document<'a> {
    /// The text of a token.
    pub fn word(&self, token: usize) -> &'a str {
        self.tokens[token].span.of(self.body)
    }

    /// The sentence that a token belongs to. Constant time.
    pub fn sentence_of(&self, token: usize) -> usize {
        self.sentence_of[token] as usize
    }

    /// The paragraph that a token belongs to. Constant time.
    pub fn paragraph_of(&self, token: usize) -> usize {
        self.sentences[self.sentence_of(token)].paragraph
    }

    /// The innermost quotation that holds a token, marks included. Constant time.
    pub fn quotation_at(&self, token: usize) -> Option<usize> {
        Some(self.innermost[token])
            .filter(|&quotation| quotation != NO_QUOTATION)
            .map(|quotation| quotation as usize)
    }

    /// The outermost quotation that holds a token, marks included. Constant time, since quotations
    /// nest at most three deep.
    pub fn outer_quotation_at(&self, token: usize) -> Option<usize> {
        let mut quotation = self.quotation_at(token)?;
        while let Some(around) = self.quotations[quotation].within {
            quotation = around;
        }
        Some(quotation)
    }

    /// The token that holds a byte, or else the first one after it; none after the last token.
    /// Logarithmic time.
    pub fn token_at(&self, byte: usize) -> Option<usize> {
        let token = self.tokens.partition_point(|token| token.span.end <= byte);
        (token < self.tokens.len()).then_some(token)
    }

    /// The tokens that share at least one byte with a span. Logarithmic time.
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        let first = self.tokens.partition_point(|token| token.span.end <= span.start);
        let behind = self.tokens[first..].partition_point(|token| token.span.start < span.end);
        first..first + behind
    }

    /// The span from the first of some tokens to the last; none when there are none.
    pub fn span_of(&self, tokens: Range<usize>) -> Option<Span> {
        let tokens = self.tokens.get(tokens)?;
        Some(tokens.first()?.span.join(tokens.last()?.span))
    }

    fn index(&mut self) {
        self.sentence_of = Vec::with_capacity(self.tokens.len());
        for (number, sentence) in self.sentences.iter().enumerate() {
            self.sentence_of.resize(sentence.tokens.end, number as u32);
        }
        self.innermost = vec![NO_QUOTATION; self.tokens.len()];
        for (number, quotation) in self.quotations.iter().enumerate() {
            self.innermost[quotation.tokens.clone()].fill(number as u32);
        }
    }
}

/// Which blocks the layout sets apart as quoted. Where much is indented, indentation begins paragraphs.
fn quoted_blocks(article: &Article, blocks: &[tokens::Block]) -> Vec<bool> {
    const MOST_INDENTED: usize = 4;
    let body = article.body.as_str();
    let indented: Vec<bool> = blocks.iter().map(|block| paragraphs::is_indented(body, block.span)).collect();
    let few = MOST_INDENTED * indented.iter().filter(|&&indented| indented).count() <= blocks.len();
    let mut known = article.quoted_blocks.iter().peekable();
    let blocks = blocks.iter().zip(indented).map(|(block, indented)| {
        while known.peek().is_some_and(|quoted| quoted.end <= block.span.start) {
            known.next();
        }
        let of_page = known.peek().is_some_and(|quoted| quoted.overlaps(block.span));
        of_page || indented && few || paragraphs::is_marked(body, block.span)
    });
    blocks.collect()
}

fn is_heading(article: &Article, blocks: &[tokens::Block], number: usize, sentences: usize) -> bool {
    let text = blocks[number].span.of(&article.body);
    // Where the title is known apart from the body, the body may begin with the first paragraph.
    let titled = article.title.as_deref().is_some_and(|title| title.trim() != text);
    if number > 0 || titled {
        return paragraphs::is_heading(text);
    }
    paragraphs::is_headline(text, sentences, blocks.get(1).map(|block| block.span.of(&article.body)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn article(body: &str) -> Article {
        Article { body: body.to_owned(), ..Article::default() }
    }

    #[test]
    fn what_holds_a_token_is_known() {
        let article = article("Mayor steps down\n\nShe left. “He said ‘never’ to me,” she said.");
        let document = read(&article);
        let find =
            |word: &str| (0..document.tokens.len()).find(|&token| document.word(token) == word).unwrap();
        assert_eq!(
            document.paragraphs.iter().map(|paragraph| paragraph.heading).collect::<Vec<_>>(),
            [true, false]
        );
        assert_eq!(document.paragraph_of(find("steps")), 0);
        assert_eq!((document.paragraph_of(find("left")), document.sentence_of(find("left"))), (1, 1));
        assert_eq!(document.sentence_of(find("never")), 2);
        assert_eq!(document.quotation_at(find("left")), None);
        assert_eq!(document.quotation_at(find("me")), Some(0));
        assert_eq!(document.quotation_at(find("never")), Some(1));
        assert_eq!(document.outer_quotation_at(find("never")), Some(0));
        assert_eq!(document.outer_quotation_at(find("left")), None);
    }

    #[test]
    fn tokens_are_found_by_place() {
        let article = article("She left. He stayed.");
        let document = read(&article);
        assert_eq!(document.token_at(0), Some(0));
        assert_eq!(document.token_at(3), Some(1));
        assert_eq!(document.token_at(4), Some(1));
        assert_eq!(document.token_at(20), None);
        assert_eq!(document.tokens_in(Span::new(2, 9)), 0..3);
        assert_eq!(document.tokens_in(Span::new(3, 4)), 1..1);
        assert_eq!(document.span_of(1..3), Some(Span::new(4, 9)));
        assert_eq!(document.span_of(1..1), None);
    }

    #[test]
    fn nothing_yields_nothing() {
        for empty in ["", " ", "\n\n", "\u{FEFF}", "\u{0}\u{7}", "\r\n"] {
            let article = article(empty);
            let document = read(&article);
            assert!(document.tokens.is_empty() && document.paragraphs.is_empty());
        }
    }

    #[test]
    fn long_lines_are_cut_in_linear_time() {
        const LENGTH: usize = 300_000;
        for piece in [
            "\"",
            "“",
            "'",
            "a",
            ".",
            "-",
            "<",
            "«a ",
            "a.",
            "\u{301}",
            "…",
            "\r",
            "@a.",
            "“a. ",
            "a's",
            "a-",
            "a'",
            "é'",
            "é.",
            "é·",
            "桥",
            "か\u{301}",
            "http://",
            "“He said ‘",
        ] {
            let article = article(&piece.repeat(LENGTH / piece.len()));
            inspect(&read(&article));
        }
    }

    /// Holds for every document whatever its text.
    fn inspect(document: &Document) {
        let in_order = |spans: Vec<Span>| {
            spans.iter().all(|span| !span.is_empty() && document.body.get(span.range()).is_some())
                && spans.windows(2).all(|pair| pair[0].end <= pair[1].start)
        };
        assert!(in_order(document.paragraphs.iter().map(|paragraph| paragraph.span).collect()));
        assert!(in_order(document.sentences.iter().map(|sentence| sentence.span).collect()));
        assert!(in_order(document.tokens.iter().map(|token| token.span).collect()));
        let mut next = 0;
        for (number, sentence) in document.sentences.iter().enumerate() {
            assert_eq!(sentence.tokens.start, next);
            assert!(!sentence.tokens.is_empty());
            assert!(document.paragraphs[sentence.paragraph].sentences.contains(&number));
            next = sentence.tokens.end;
        }
        assert_eq!(next, document.tokens.len());
        let mut start = 0;
        for quotation in &document.quotations {
            assert!(start <= quotation.span.start && !quotation.tokens.is_empty());
            start = quotation.span.start;
            assert_eq!(document.span_of(quotation.tokens.clone()), Some(quotation.span));
            assert!(quotation.span.covers(quotation.inside));
            assert!(document.body.get(quotation.inside.range()).is_some());
            if let Some(around) = quotation.within {
                assert_eq!(document.quotations[around].depth + 1, quotation.depth);
                assert!(document.quotations[around].span.covers(quotation.span));
            }
        }
        let blank = |text: &str| text.chars().all(paragraphs::is_blank);
        for paragraph in &document.paragraphs {
            let tokens = &document.tokens[document.tokens_in(paragraph.span)];
            let mut from = paragraph.span.start;
            for token in tokens {
                assert!(blank(&document.body[from..token.span.start]));
                from = token.span.end;
            }
            assert!(blank(&document.body[from..paragraph.span.end]));
        }
    }

    proptest! {
        #[test]
        fn any_text_is_cut(body in any::<String>()) {
            let article = article(&body);
            inspect(&read(&article));
        }

        #[test]
        fn any_marks_are_cut(body in "[a-zA-Z .,?!“”\"'‘’«»„`<>:0-9\n-]{0,120}") {
            let article = article(&body);
            inspect(&read(&article));
        }
    }
}
