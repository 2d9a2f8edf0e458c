//! From marks to quotations with their extent, depth and continuation.
//!
//! Which mark opens and which closes is decided in `pairing`; here the decisions are walked through
//! once more and written down as [`Quotation`]s. What a quotation is for (speech, a title, a scare
//! quote) is not decided.

use std::ops::Range;

use super::marks::{self, Mark};
use super::pairing::{self, Event, Step};
use super::tokens::Block;
use super::{Quotation, Token, TokenKind};
use crate::place::Span;

/// Finds the quotations, and sets the kind of the tokens that open and close them.
pub(super) fn find(tokens: &mut [Token], body: &str, blocks: &[Block], marks: &mut [Mark]) -> Vec<Quotation> {
    for block in blocks {
        marks::look_around(body, tokens, block, &mut marks[block.marks.clone()]);
    }
    let style = marks::style(marks);
    let marks = &*marks;
    let events = blocks
        .iter()
        .flat_map(|block| marks[block.marks.clone()].iter().map(Event::Mark).chain([Event::ParagraphEnd]));
    let mut steps = pairing::pair(events, style).into_iter();
    let mut writer = Writer { tokens, quotations: Vec::new(), open: Vec::new(), pending: None };
    for block in blocks {
        for (mark, step) in marks[block.marks.clone()].iter().zip(&mut steps) {
            writer.mark(mark.token, step, block);
        }
        if let Some(step) = steps.next() {
            writer.paragraph_end(step, block);
        }
    }
    writer.quotations
}

struct Writer<'t> {
    tokens: &'t mut [Token],
    quotations: Vec<Quotation>,
    /// Those that are open, outermost first.
    open: Vec<usize>,
    /// The one that the paragraph before left open, until the first mark of this paragraph.
    pending: Option<usize>,
}

impl Writer<'_> {
    fn mark(&mut self, token: usize, step: Step, block: &Block) {
        let pending = self.pending.take();
        match (pending, step) {
            (Some(_), Step::Reopen) => self.push(token, true, pending),
            // No mark says so, but the quotation runs on from the paragraph before.
            (Some(_), _) => self.push(block.tokens.start, false, pending),
            _ => {}
        }
        match step {
            Step::Open => self.push(token, true, None),
            Step::Close => {
                self.tokens[token].kind = TokenKind::Close;
                self.pop(token, true);
            }
            Step::Restart => {
                self.pop(token, false);
                self.push(token, true, None);
            }
            Step::Reopen | Step::Pass | Step::End | Step::Carry => {}
        }
    }

    fn paragraph_end(&mut self, step: Step, block: &Block) {
        if let Some(pending) = self.pending.take().filter(|_| step == Step::Carry) {
            self.push(block.tokens.start, false, Some(pending));
        }
        let outermost = self.open.first().copied();
        while !self.open.is_empty() {
            self.pop(block.tokens.end, false);
        }
        if step == Step::Carry {
            self.pending = outermost;
        }
    }

    /// Opens a quotation at a token, which is its mark or already the first of its words.
    fn push(&mut self, token: usize, marked: bool, continues: Option<usize>) {
        let span = self.tokens[token].span;
        let start = span.start;
        let mut inside = start;
        if marked {
            self.tokens[token].kind = TokenKind::Open;
            inside = span.end;
        }
        self.open.push(self.quotations.len());
        self.quotations.push(Quotation {
            span: Span::new(start, inside),
            inside: Span::new(inside, inside),
            tokens: token..token + 1,
            depth: self.open.len() - 1,
            within: self.open.len().checked_sub(2).map(|around| self.open[around]),
            closed: false,
            continues,
        });
    }

    /// Ends the innermost open quotation before a token, or with it where that is its mark.
    fn pop(&mut self, token: usize, closed: bool) {
        let Some(innermost) = self.open.pop() else { return };
        let quotation = &mut self.quotations[innermost];
        let tokens: Range<usize> = quotation.tokens.start..if closed { token + 1 } else { token };
        let last = self.tokens[tokens.end - 1].span;
        quotation.span.end = last.end.max(quotation.span.end);
        quotation.inside.end = if closed { last.start } else { last.end };
        quotation.inside =
            Span::new(quotation.inside.start, quotation.inside.end.max(quotation.inside.start));
        quotation.closed = closed;
        quotation.tokens = tokens;
    }
}
