//! Tokens as words: the few questions about them that more than one file of this room asks.

use super::{Token, TokenKind};

/// The tokens of a text up to some end; beyond it there are no words and no kinds.
#[derive(Clone, Copy)]
pub(super) struct Prose<'a> {
    /// The article's body.
    pub body: &'a str,
    /// All tokens up to the end.
    pub tokens: &'a [Token],
}

impl<'a> Prose<'a> {
    /// The text of a token; nothing beyond the end.
    pub fn word(self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |token| token.span.of(self.body))
    }

    /// The kind of a token; none beyond the end.
    pub fn kind(self, at: usize) -> Option<TokenKind> {
        self.tokens.get(at).map(|token| token.kind)
    }

    /// True for a sign that is one of these.
    pub fn is_sign(self, at: usize, signs: &[&str]) -> bool {
        self.kind(at) == Some(TokenKind::Sign) && signs.contains(&self.word(at))
    }

    /// True where no white space stands before a token.
    pub fn touches(self, at: usize) -> bool {
        at > 0 && at < self.tokens.len() && self.tokens[at - 1].span.end == self.tokens[at].span.start
    }

    /// The verb of saying right behind a name or a pronoun that begins at `at`: "Mayor Elise
    /// Ortega said", "she asked".
    pub fn cue_behind_name(self, at: usize) -> Option<usize> {
        const LONGEST_NAME: usize = 6;
        if matches!(self.word(at), "he" | "she" | "they" | "it" | "I" | "we") {
            return is_saying(self.word(at + 1)).then_some(at + 1);
        }
        for token in at..at + LONGEST_NAME {
            let word = self.word(token);
            if token > at && is_saying(word) {
                return Some(token);
            }
            let named = self.kind(token) == Some(TokenKind::Word)
                && (word.starts_with(char::is_uppercase)
                    || matches!(word, "of" | "de" | "van" | "von" | "al" | "bin" | "the" | "'s" | "’s"));
            if !named {
                return None;
            }
        }
        None
    }

    /// The verb of saying in a clause that begins at `at` and says who spoke: as behind a name,
    /// "the mayor said", or "said Ortega".
    pub fn cue_of_clause(self, at: usize) -> Option<usize> {
        const LONGEST_DESCRIPTION: usize = 4;
        if is_saying(self.word(at)) {
            let next = self.word(at + 1);
            let named = next.starts_with(char::is_uppercase)
                || matches!(next, "the" | "a" | "an" | "one" | "his" | "her");
            return named.then_some(at);
        }
        if matches!(self.word(at), "the" | "a" | "an" | "one" | "his" | "her") {
            return (at + 2..=at + 1 + LONGEST_DESCRIPTION)
                .find(|&token| is_saying(self.word(token)))
                .filter(|&cue| (at + 1..cue).all(|token| self.kind(token) == Some(TokenKind::Word)));
        }
        self.cue_behind_name(at)
    }
}

fn is_saying(word: &str) -> bool {
    matches!(
        word,
        "said"
            | "says"
            | "asked"
            | "asks"
            | "wondered"
            | "wrote"
            | "writes"
            | "tweeted"
            | "shouted"
            | "cried"
            | "replied"
            | "answered"
            | "added"
            | "told"
            | "exclaimed"
            | "yelled"
            | "quipped"
            | "joked"
            | "continued"
            | "demanded"
            | "chanted"
            | "screamed"
            | "responded"
            | "declared"
            | "insisted"
            | "explained"
            | "recalled"
            | "argued"
            | "noted"
            | "warned"
    )
}
