//! From the tokens of a paragraph to its sentences.
//!
//! A sentence ends with a stop and the marks and brackets that close behind it. It does not end
//! where the stop belongs to an abbreviation, where what follows begins in lower case, or where a
//! quotation ends with "?", "!" or "…" and the sentence around it goes on ("“Why?” Ortega asked.").

use std::ops::Range;

use super::abbreviations::{self, Abbreviation};
use super::{Sentence, Token, TokenKind};
use crate::place::Span;

/// Appends the sentences of one paragraph.
pub(super) fn cut(
    body: &str,
    tokens: &[Token],
    range: Range<usize>,
    paragraph: usize,
    into: &mut Vec<Sentence>,
) {
    let prose = Prose { body, tokens: &tokens[..range.end] };
    let mut start = range.start;
    let mut push = |from: usize, to: usize| {
        let span = Span::new(tokens[from].span.start, tokens[to - 1].span.end);
        into.push(Sentence { span, tokens: from..to, paragraph });
    };
    let mut at = range.start;
    while at < range.end {
        let Some(stop) = prose.stop(at) else {
            at += 1;
            continue;
        };
        let end = prose.with_closers(at + 1);
        if end < range.end && prose.ends(stop, start, at, end) {
            push(start, end);
            start = end;
        }
        at = end.max(at + 1);
    }
    if start < range.end {
        push(start, range.end);
    }
}

/// What may end a sentence.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stop {
    Full,
    /// "?" or "!".
    Asking,
    Ellipsis,
    Abbreviated,
}

struct Prose<'a> {
    body: &'a str,
    /// All tokens up to the end of the paragraph.
    tokens: &'a [Token],
}

impl<'a> Prose<'a> {
    fn word(&self, token: usize) -> &'a str {
        self.tokens.get(token).map_or("", |token| token.span.of(self.body))
    }

    fn kind(&self, token: usize) -> Option<TokenKind> {
        self.tokens.get(token).map(|token| token.kind)
    }

    fn stop(&self, at: usize) -> Option<Stop> {
        let token = self.tokens[at];
        let bytes = &self.body.as_bytes()[token.span.range()];
        match (token.kind, bytes) {
            (TokenKind::Sign, [b'.']) => Some(Stop::Full),
            (TokenKind::Sign, [b'?' | b'!', ..]) => Some(Stop::Asking),
            (TokenKind::Sign, [b'.', ..]) => Some(Stop::Ellipsis),
            (TokenKind::Sign, [0xE2, 0x80, 0xA6]) => Some(Stop::Ellipsis),
            // "。", "！", "？"
            (TokenKind::Sign, [0xE3, 0x80, 0x82] | [0xEF, 0xBC, 0x81 | 0x9F]) => Some(Stop::Full),
            (TokenKind::Word, [.., b'.']) => Some(Stop::Abbreviated),
            _ => None,
        }
    }

    /// The token behind the marks and brackets that close at `at`, and behind further stops.
    fn with_closers(&self, mut at: usize) -> usize {
        while at < self.tokens.len() {
            let closes = match self.kind(at) {
                Some(TokenKind::Close) => true,
                Some(TokenKind::Sign) => {
                    matches!(self.word(at), ")" | "]" | "}" | "." | "?" | "!")
                        || matches!(self.word(at), "'" | "’" | "\"" | "”") && self.touches(at)
                }
                _ => false,
            };
            if !closes {
                break;
            }
            at += 1;
        }
        at
    }

    fn touches(&self, at: usize) -> bool {
        self.tokens[at - 1].span.end == self.tokens[at].span.start
    }

    /// Whether the sentence that began at `start` ends before `end`, behind the stop at `at`.
    fn ends(&self, stop: Stop, start: usize, at: usize, end: usize) -> bool {
        let next = self.first_word(end);
        let quoted = (at + 1..end).any(|token| self.kind(token) == Some(TokenKind::Close));
        let low = self.begins_low(next);
        match stop {
            // A number and a stop at the beginning of a paragraph count it: "1. Roads".
            Stop::Full if at == start + 1 && self.kind(start) == Some(TokenKind::Number) && !quoted => false,
            Stop::Full => !(low || quoted && self.only_attributes(next)),
            Stop::Asking | Stop::Ellipsis if quoted => !(low || self.attributes(next)),
            Stop::Asking => !low,
            Stop::Ellipsis => !low && !self.is_sign(end, &[",", ";", ":"]),
            Stop::Abbreviated => !low && self.abbreviation_ends(at, end, next),
        }
    }

    fn abbreviation_ends(&self, at: usize, end: usize, next: usize) -> bool {
        let word = self.word(at);
        let bare = &word[..word.len() - 1];
        let follower = self.word(next);
        let opens_quotation = self.kind(end) == Some(TokenKind::Open);
        if (at + 1..end).any(|token| self.is_sign(token, &[".", "?", "!"])) {
            return true;
        }
        if !opens_quotation
            && self.kind(end) == Some(TokenKind::Sign)
            && !self.is_sign(end, &["(", "[", "-", "—", "–", "--", "$", "£", "€"])
        {
            return false;
        }
        match abbreviations::find(bare) {
            Some(Abbreviation::Title) => {
                // "Plan B. The mayor": a lone capital may end a sentence, a title may not.
                bare.len() == 1 && abbreviations::begins_sentences(follower) && !self.is_initial(at)
            }
            Some(Abbreviation::Counter) => false,
            _ if matches!(bare, "a.m" | "p.m" | "A.M" | "P.M") => {
                self.kind(next) == Some(TokenKind::Word)
                    && !abbreviations::names_time(follower)
                    && self.kind(end) != Some(TokenKind::Sign)
            }
            _ => abbreviations::begins_sentences(follower) || opens_quotation && bare != "Jr",
        }
    }

    /// True for a capital and a stop that follow a name, another initial or begin one.
    fn is_initial(&self, at: usize) -> bool {
        let before = if at == 0 { "" } else { self.word(at - 1) };
        before.starts_with(char::is_uppercase)
            && !matches!(before, "Plan" | "Section" | "Part" | "Class" | "Title" | "Vitamin")
    }

    /// The first token from `at` on that is a word or a number, behind marks and brackets that open.
    fn first_word(&self, mut at: usize) -> usize {
        while self.kind(at) == Some(TokenKind::Open) || self.is_sign(at, &["(", "[", "'", "‘", "’"]) {
            at += 1;
        }
        at
    }

    fn is_sign(&self, at: usize, signs: &[&str]) -> bool {
        self.kind(at) == Some(TokenKind::Sign) && signs.contains(&self.word(at))
    }

    fn begins_low(&self, at: usize) -> bool {
        self.kind(at) == Some(TokenKind::Word) && self.word(at).starts_with(|c: char| c.is_lowercase())
            || self.is_sign(at, &[",", ";", ":"])
    }

    /// Whether the words at `at` say who asked: "Ortega asked.", "Mayor Elise Ortega wondered aloud".
    fn attributes(&self, at: usize) -> bool {
        match self.cue_behind_name(at) {
            // "Ortega said that" begins a sentence of its own.
            Some(cue) => !matches!(
                self.word(cue + 1),
                "that" | "he" | "she" | "they" | "it" | "the" | "a" | "there" | "his" | "her"
            ),
            None => false,
        }
    }

    /// Whether all that stands from `at` to the next stop is who said it: "Ortega said."
    fn only_attributes(&self, at: usize) -> bool {
        self.cue_behind_name(at).is_some_and(|cue| self.is_sign(cue + 1, &[".", ","]))
    }

    /// The verb of saying right behind a name or pronoun at `at`.
    fn cue_behind_name(&self, at: usize) -> Option<usize> {
        const LONGEST_NAME: usize = 6;
        let mut token = at;
        while token < at + LONGEST_NAME {
            let word = self.word(token);
            if token > at && is_saying(word) {
                return Some(token);
            }
            let named = self.kind(token) == Some(TokenKind::Word)
                && (word.starts_with(char::is_uppercase)
                    || matches!(word, "of" | "de" | "van" | "al" | "the" | "'s" | "’s"));
            if !named {
                return None;
            }
            token += 1;
        }
        None
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
    )
}
