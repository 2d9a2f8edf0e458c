//! From marks to quotations with their extent, depth and continuation.
//!
//! Which mark opens and which closes is decided in `pairing`; here the decisions are walked through
//! once more and written down as [`Quotation`]s. What a quotation is for (speech, a title, a scare
//! quote) is not decided.

use std::ops::Range;

use super::marks::{self, Mark};
use super::pairing::{self, Event, Step};
use super::prose::Prose;
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
    let mut writer = Writer { body, tokens, quotations: Vec::new(), open: Vec::new(), pending: None };
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
    body: &'t str,
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
                self.give_up(token);
                self.push(token, true, None);
            }
            Step::Pass if self.closes_unopened(token, block) => {
                self.push(block.tokens.start, false, None);
                self.tokens[token].kind = TokenKind::Close;
                self.pop(token, true);
            }
            Step::Reopen | Step::Pass | Step::End | Step::Carry => {}
        }
    }

    fn paragraph_end(&mut self, step: Step, block: &Block) {
        if let Some(pending) = self.pending.take().filter(|_| step == Step::Carry) {
            self.push(block.tokens.start, false, Some(pending));
        }
        let outermost = self.open.first().copied();
        while self.open.len() > usize::from(step == Step::Carry) {
            self.give_up(block.tokens.end);
        }
        if step == Step::Carry {
            self.pop(block.tokens.end, false);
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

    /// Whether a mark ends a quotation that begins with the paragraph and lacks its opening mark:
    /// `We will go,” she said.`
    fn closes_unopened(&self, token: usize, block: &Block) -> bool {
        let prose = Prose { body: self.body, tokens: &self.tokens[..block.tokens.end] };
        let first_here = self.quotations.last().is_none_or(|last| last.tokens.end <= block.tokens.start);
        token > block.tokens.start
            && first_here
            && matches!(prose.word(token), "”" | "\"" | "''" | "’’" | "»")
            && prose.touches(token)
            && prose.is_sign(token - 1, &[",", ".", "?", "!", "…", "..."])
            && prose.cue_of_clause(token + 1).is_some()
    }

    /// Ends the innermost open quotation, whose closing mark is missing, before a token at the
    /// latest: at the comma before the words that say who spoke, where there are some.
    fn give_up(&mut self, token: usize) {
        let Some(&innermost) = self.open.last() else { return };
        let quotation = &self.quotations[innermost];
        let holds_another = innermost + 1 < self.quotations.len();
        let prose = Prose { body: self.body, tokens: &self.tokens[..token] };
        let said = (quotation.tokens.start + 2..token).find(|&at| {
            !holds_another && prose.is_sign(at - 1, &[",", "?", "!"]) && prose.cue_of_clause(at).is_some()
        });
        self.pop(said.unwrap_or(token), false);
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

#[cfg(test)]
mod tests {
    use crate::{Article, text};

    /// Shows quotations as ⟦so⟧; a missing close as ⟦so~⟧, one that carries on another as ⟦~so⟧.
    fn show(input: &str) -> String {
        let article = Article { body: input.to_owned(), ..Article::default() };
        let document = text::read(&article);
        let mut signs: Vec<(usize, usize, &str)> = Vec::new();
        for (number, quotation) in document.quotations.iter().enumerate() {
            let open = if quotation.continues.is_some() { "⟦~" } else { "⟦" };
            let close = if quotation.closed { "⟧" } else { "~⟧" };
            signs.push((quotation.span.start, number, open));
            signs.push((quotation.span.end, document.quotations.len() - number, close));
        }
        signs.sort_by_key(|&(at, order, sign)| (at, sign.ends_with('⟦') || sign == "⟦~", order));
        let mut shown = String::new();
        let mut from = 0;
        for (at, _, sign) in signs {
            shown.push_str(&input[from..at]);
            shown.push_str(sign);
            from = at;
        }
        shown.push_str(&input[from..]);
        shown
    }

    #[track_caller]
    fn check(expected: &str) {
        let input: String = expected.replace("~⟧", "").replace("⟦~", "").replace(['⟦', '⟧'], "");
        assert_eq!(show(&input), expected);
    }

    #[test]
    fn straight_marks() {
        check("⟦\"We will go,\"⟧ she said. ⟦\"Soon.\"⟧");
        check("He called it ⟦\"a start\"⟧ and left.");
        check("⟦\"Go!\"⟧ ⟦\"Stay!\"⟧ they cried.");
        check("The sign (⟦\"No entry\"⟧) stood there.");
        check("⟦\"We win\"⟧—that was his promise.");
        check("It was a—⟦\"disaster,\"⟧ he said.");
        check("⟦\"...and then we left,\"⟧ she said.");
        check("⟦\"We won in 2016\"⟧ was all he said.");
    }

    #[test]
    fn curly_marks() {
        check("⟦“We will go,”⟧ she said. ⟦“Soon.”⟧");
        check("⟦“Why?”⟧ he asked. ⟦“Why now?”⟧");
        check("⟦“Go!”⟧⟦“Stay!”⟧ they cried.");
    }

    #[test]
    fn guillemets_in_both_directions() {
        check("⟦« Nous irons »⟧, dit-elle. ⟦«Bientôt.»⟧");
        check("⟦»Wir gehen«⟧, sagte sie. ⟦»Bald.«⟧");
        check("⟦‹Wir gehen›⟧, sagte sie.");
        check("⟦»Vi går»⟧, sade hon.");
    }

    #[test]
    fn low_and_high_marks() {
        check("⟦„Wir gehen“⟧, sagte sie. ⟦„Bald.“⟧");
        check("⟦„Idziemy”⟧, powiedziała.");
        check("⟦‚Wir gehen‘⟧, sagte sie.");
        check("⟦„Er sagte ⟦‚nie‘⟧ zu mir“⟧, sagte sie.");
    }

    #[test]
    fn closing_marks_that_open() {
        check("⟦”Vi går”⟧, sade hon. ⟦”Snart.”⟧");
        check("⟦”He is lost.”⟧ — Ann Lee");
        check("⟦”We will go,“⟧ she said. ⟦”Soon.“⟧");
    }

    #[test]
    fn corner_marks() {
        check("⟦「行く」⟧と彼女は言った。");
    }

    #[test]
    fn doubled_apostrophes() {
        check("⟦``We will go,''⟧ she said. ⟦``Soon.''⟧");
        check("⟦''We will go,''⟧ she said. ⟦''Soon.''⟧");
        check("⟦‘‘We will go,’’⟧ she said.");
        check("⟦''He said, ⟦'No way,'⟧''⟧ she told me. ⟦''It hurt.''⟧");
        check("⟦''⟦'Tarn Tales,'⟧''⟧ he replied.");
    }

    #[test]
    fn single_marks_as_the_main_ones() {
        check("⟦'We will go,'⟧ she said. ⟦'Soon.'⟧");
        check("⟦‘We will go,’⟧ she said. ⟦‘He said ⟦“never”⟧ to me.’⟧");
        check("⟦'It's the workers' right,'⟧ he said. ⟦'They don't forget.'⟧");
        check("Ortega: ⟦'We will win'⟧ the bridge back");
        check("Mayor denies ⟦'secret plan'⟧");
    }

    #[test]
    fn apostrophes_are_no_marks() {
        check("I don't know the workers' pay in the '90s, tell 'em.");
        check("I don’t know the workers’ pay in the ’90s, tell ’em.");
        check("⟦“The workers’ pay isn’t much,”⟧ he said.");
        check("⟦\"The workers' pay isn't much,\"⟧ he said.");
        check("Rock 'n' roll, O'Neill and the Joneses' dog.");
        check("The boss' plan and the nurses' plan.");
        check("He was goin' home ‘til dawn.");
    }

    #[test]
    fn opened_curly_and_closed_straight() {
        check("⟦“We will go,\"⟧ she said. ⟦“Soon.\"⟧");
        check("⟦\"We will go,”⟧ she said. ⟦\"Soon.”⟧");
        check("⟦“We will go,“⟧ she said.");
    }

    #[test]
    fn spaces_inside_the_marks() {
        check("⟦\" We will go , \"⟧ she said . ⟦\" Soon . \"⟧");
        check("⟦“ We will go , ”⟧ she said .");
    }

    #[test]
    fn marks_glued_to_words() {
        check("She said⟦\"We will go\"⟧and left.");
        check("She said:⟦\"We will go.\"⟧He left.");
        check("⟦“We will go,”⟧she said.⟦“Soon.”⟧");
        check("⟦\"We will go,\"⟧she said.");
    }

    #[test]
    fn bullets_and_breadcrumbs_are_no_marks() {
        check("» More news from Tarn");
        check("» More news\n» Still more news\n» The last");
        check("Home » News » Tarn");
        check("Home › News › Tarn");
    }

    #[test]
    fn inches_feet_and_arcs_are_no_marks() {
        check("He is 6'2\" tall.");
        check("⟦\"He is 6'2\" tall,\"⟧ she said.");
        check("⟦“He is 6’2”,”⟧ she said. ⟦“Tall.”⟧");
        check("A 40\" screen and a 32\" one.");
        check("At 48°51'24\" north.");
    }

    #[test]
    fn quotations_in_quotations() {
        check("⟦“He said ⟦‘never’⟧ to me,”⟧ she said.");
        check("⟦“He said, ⟦‘Never.’⟧”⟧ She left.");
        check("⟦“⟦‘Never’⟧ is what he said,”⟧ she said.");
        check("⟦\"He said ⟦'never'⟧ to me,\"⟧ she said.");
        check("⟦“He said ⟦“never”⟧ to me,”⟧ she said.");
        check("⟦\"He said ⟦\"never\"⟧ to me,\"⟧ she said.");
        check("⟦“She read ⟦‘the ⟦“big”⟧ book’⟧ to us,”⟧ he said.");
        check("⟦« Il a dit ⟦“jamais”⟧ »⟧, dit-elle.");
    }

    #[test]
    fn an_odd_mark_ends_with_its_paragraph() {
        check("⟦“We will go~⟧\n\nThe rain went on. ⟦“Yes,”⟧ she said.");
        check("⟦\"We will go.~⟧\n\nThe rain went on. ⟦\"Yes,\"⟧ she said.");
        check("He left.” Then ⟦“yes,”⟧ she said.");
        check("⟦“It rains.~⟧ ⟦“Yes,”⟧ she said.");
    }

    #[test]
    fn a_missing_close_ends_before_the_speaker() {
        check("⟦“We will go,~⟧ she said. The rain went on.");
        check("⟦\"We will go,~⟧ the mayor said. The rain went on. ⟦\"Soon.\"⟧");
        check("⟦“We will go,~⟧ said Elise Ortega. ⟦“Soon.”⟧");
    }

    #[test]
    fn a_missing_open_is_the_beginning_of_the_paragraph() {
        check("It rained.\n\n⟦We will go,”⟧ she said. ⟦“Soon.”⟧");
        check("⟦Why now?\"⟧ Ann Lee asked.");
        check("He left.” She stayed.");
    }

    #[test]
    fn quotations_over_paragraphs() {
        check("⟦“We will go.~⟧\n\n⟦~“We will stay.~⟧\n\n⟦~“We will see,”⟧ she said.");
        check("⟦\"We will go.~⟧\n\n⟦~\"We will see,\"⟧ she said. ⟦\"Soon.\"⟧");
        check("⟦''We will go.~⟧\n\n⟦~''We will see,''⟧ she said.");
        check("⟦“We will go.~⟧\n\n⟦~And we will see,”⟧ she said.");
        check("⟦“We will go.~⟧\n\n⟦~It rained.~⟧\n\n⟦~It rained.~⟧\n\n⟦~And we will see,”⟧ she said.");
        check("⟦“We will go.~⟧\n\nIt rained.\n\n⟦“And we will see,”⟧ she said.");
    }

    #[test]
    fn only_marks() {
        check("⟦\"\"⟧");
        check("⟦“”⟧");
        check("”");
        show("\"\"\"\"\"\"\"");
        show("“‘„«»'``''\"");
    }

    #[test]
    fn tags_left_over_from_markup_hold_no_marks() {
        check("He wrote <a href=\"tarn.html\" class=\"x\">⟦\"so be it\"⟧</a> twice.");
    }
}
