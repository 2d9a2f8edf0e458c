//! From the tokens of a paragraph to its sentences.
//!
//! A sentence ends with a stop and the marks and brackets that close behind it. It does not end
//! where the stop belongs to an abbreviation, where what follows begins in lower case, or where a
//! quotation ends with "?", "!" or "…" and the sentence around it goes on ("“Why?” Ortega asked.").
//! What runs on without any such end, as no sentence of news does, is cut all the same ([`LONGEST`]).

use std::ops::Range;

use super::abbreviations::{self, Abbreviation};
use super::prose::Prose;
use super::{Sentence, Token, TokenKind};

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
    let mut push = |mut from: usize, to: usize| {
        let mut is_piece = false;
        while let Some(end) = prose.cut_short(from, to) {
            is_piece = true;
            into.push(sentence(tokens, from..end, paragraph, is_piece));
            from = end;
        }
        into.push(sentence(tokens, from..to, paragraph, is_piece));
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

/// A sentence of more tokens is cut into pieces of at most [`PIECE`] tokens, after a comma or another
/// sign where there is one. Parsing and weighing compare the words of a sentence with each other, so
/// what a text without any stop costs would grow with the square of its length or faster. Of 54,615
/// sentences of news the longest had 220 tokens, a list of names, and the longest but for such lists 107.
pub(super) const LONGEST: usize = 256;
const PIECE: usize = 128;

fn sentence(tokens: &[Token], range: Range<usize>, paragraph: usize, is_piece: bool) -> Sentence {
    let span = tokens[range.start].span.join(tokens[range.end - 1].span);
    Sentence { span, tokens: range, paragraph, is_piece }
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

impl Prose<'_> {
    /// Where the first piece of a sentence that is too long ends; none when it is not.
    fn cut_short(self, from: usize, to: usize) -> Option<usize> {
        if to - from <= LONGEST {
            return None;
        }
        let latest = from + PIECE;
        let sign = (from + PIECE / 2..latest)
            .rev()
            .find(|&at| self.is_sign(at, &[",", ";", ":", "—", "–", "--", "…", "..."]));
        Some(sign.map_or(latest, |sign| self.with_closers(sign + 1).min(latest)))
    }

    fn stop(self, at: usize) -> Option<Stop> {
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
    fn with_closers(self, mut at: usize) -> usize {
        while at < self.tokens.len() {
            let closes = match self.kind(at) {
                Some(TokenKind::Close) => true,
                Some(TokenKind::Sign) => {
                    matches!(self.word(at), ")" | "]" | "}" | "." | "?" | "!")
                        || matches!(self.word(at), "..." | "…" | ". . .") && !self.touches(at + 1)
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

    /// Whether the sentence that began at `start` ends before `end`, behind the stop at `at`.
    fn ends(self, stop: Stop, start: usize, at: usize, end: usize) -> bool {
        let next = self.first_word(end);
        let quoted = (at + 1..end).any(|token| self.kind(token) == Some(TokenKind::Close));
        let low = self.begins_low(next);
        match stop {
            // A number and a stop at the beginning of a paragraph count it: "1. Roads".
            Stop::Full if at == start + 1 && self.kind(start) == Some(TokenKind::Number) && !quoted => false,
            Stop::Full => !(low || quoted && self.only_attributes(next)),
            Stop::Asking | Stop::Ellipsis if quoted => !(low || self.attributes(next)),
            // "Yahoo! News"
            Stop::Asking if at > start && self.word(at - 1) == "Yahoo" => {
                abbreviations::begins_sentences(self.word(next))
            }
            Stop::Asking => !low,
            Stop::Ellipsis => !low && !self.is_sign(end, &[",", ";", ":"]),
            Stop::Abbreviated => !low && self.abbreviation_ends(at, end, next),
        }
    }

    /// Whether the stop of the abbreviation at `at` also ends the sentence before `end`; `next` is
    /// the first word behind.
    fn abbreviation_ends(self, at: usize, end: usize, next: usize) -> bool {
        let word = self.word(at);
        let bare = word.strip_suffix('.').unwrap_or(word);
        let follower = self.word(next);
        let opens_quotation = self.kind(end) == Some(TokenKind::Open);
        if (at + 1..end).any(|token| self.is_sign(token, &[".", "?", "!"])) {
            return true;
        }
        let before_sign = self.kind(end) == Some(TokenKind::Sign);
        if before_sign && !self.is_sign(end, &["(", "[", "-", "—", "–", "--", "$", "£", "€"]) {
            return false;
        }
        match abbreviations::find(bare) {
            // "Plan B. The mayor": a lone capital may end a sentence, a title may not.
            Some(Abbreviation::Title) => {
                bare.len() == 1 && abbreviations::begins_sentences(follower) && !self.is_initial(at)
            }
            Some(Abbreviation::Counter) => false,
            _ if matches!(bare, "a.m" | "p.m" | "A.M" | "P.M") => {
                let names_on = abbreviations::names_time(follower) || before_sign;
                self.kind(next) == Some(TokenKind::Word) && !names_on
            }
            _ => abbreviations::begins_sentences(follower) || opens_quotation && bare != "Jr",
        }
    }

    /// True for a capital and a stop that follow a name, another initial or begin one.
    fn is_initial(self, at: usize) -> bool {
        let before = at.checked_sub(1).map_or("", |before| self.word(before));
        before.starts_with(char::is_uppercase)
            && !matches!(before, "Plan" | "Section" | "Part" | "Class" | "Title" | "Vitamin")
    }

    /// The first token from `at` on that is a word or a number, behind marks and brackets that open.
    fn first_word(self, mut at: usize) -> usize {
        while self.kind(at) == Some(TokenKind::Open) || self.is_sign(at, &["(", "[", "'", "‘", "’"]) {
            at += 1;
        }
        at
    }

    fn begins_low(self, at: usize) -> bool {
        self.kind(at) == Some(TokenKind::Word) && self.word(at).starts_with(|c: char| c.is_lowercase())
            || self.is_sign(at, &[",", ";", ":"])
    }

    /// Whether the words at `at` say who asked: "Ortega asked.", "Mayor Elise Ortega wondered aloud".
    /// "Ortega said he", "Ortega asked whether" begin a sentence of their own.
    fn attributes(self, at: usize) -> bool {
        let Some(cue) = self.cue_behind_name(at) else { return false };
        let next = self.word(cue + 1);
        let takes_a_listener =
            matches!(self.word(cue), "asked" | "asks" | "told" | "shouted" | "cried" | "wondered");
        match next {
            "that" | "whether" | "if" | "why" | "how" | "what" => false,
            "he" | "she" | "they" | "it" | "the" | "a" | "there" | "his" | "her" => takes_a_listener,
            _ => true,
        }
    }

    /// Whether all that stands from `at` to the next stop is who said it: "Ortega said."
    fn only_attributes(self, at: usize) -> bool {
        self.cue_behind_name(at).is_some_and(|cue| self.is_sign(cue + 1, &["."]))
    }
}

#[cfg(test)]
mod tests {
    use crate::{Article, text};

    #[track_caller]
    fn check(expected: &str) {
        let article = Article { body: expected.replace(" | ", " "), ..Article::default() };
        let document = text::read(&article);
        let shown: Vec<&str> =
            document.sentences.iter().map(|sentence| sentence.span.of(&article.body)).collect();
        assert_eq!(shown.join(" | "), expected);
    }

    #[test]
    fn stops_end_sentences() {
        check("The bridge opened. | Crowds came! | Did it rain? | It did.");
        check("It rained... | Nobody came.");
        check("It rained… and nobody came.");
        check("(It rained.) | Nobody came.");
        check("Nobody came (it rained). | They left.");
        check("They shouted: Go! | Now!");
        check("What?! | He left.");
        check("She has no stop");
    }

    #[test]
    fn abbreviations_do_not() {
        check("Mr. Hill met Sen. Lee on Jan. 5 at Tarn Corp. offices. | They left.");
        check("Gov. Ann Lee, R-Tarn, spoke. | Dr. Hill did not.");
        check("See No. 5 on p. 12. | No. | He did not.");
        check("Hill v. Lee was heard by Lt. Gen. Ortega.");
        check("He runs Tarn Inc. The company makes bells.".replace(" The", " | The").as_str());
        check("They sell bells, ropes, etc. | The shop is closed.");
        check("E.g. this one, i.e. the last.");
    }

    #[test]
    fn initials_belong_to_names() {
        check("J. R. Smith met Elise M. Ortega. | They talked.");
        check("The author J.R.R. Hill wrote it. | She read it.");
        check("S. ATWOOD wrote it.");
    }

    #[test]
    fn countries_and_hours() {
        check("The U.S. Senate met. | It voted.");
        check("He lives in the U.S. | He likes it.");
        check("The U.S. is large.");
        check("It opens at 3 p.m. Friday. | It closes at 5 p.m. | Ortega will speak.");
        check("It opens at 3 p.m. EST and closes at 5 p.m. on Friday.");
        check("It closes at 5 p.m.");
    }

    #[test]
    fn quotations_hold_the_stop() {
        check("“We will go.” | She left.");
        check("“We will go,” she said. | “Soon.”");
        check("She said, “We will go.” | He nodded.");
        check("He said she told him: “Never.” | “Why?”");
        check("‘We will go.’ | She left.");
        check("\"We will go.\" | She left.");
    }

    #[test]
    fn a_question_in_marks_does_not_end_the_sentence_around_it() {
        check("“Why now?” he asked.");
        check("“Why now?” asked Elise Ortega.");
        check("“Why now?” Ortega asked. | “Why here?”");
        check("“Why now?” Mayor Elise Ortega asked the council.");
        check("\"Go!\" Hill shouted.");
        check("“And then…” she said.");
        check("“And then...” Hill said.");
        check("His question “Why now?” was not heard.");
        check("“Why now?” | Hill left the room.");
        check("“Why now?” | Hill said he was tired.");
        check("“Was it good? | No,” he said. | “But it was cheap.”");
    }

    #[test]
    fn decimals_and_addresses() {
        check("It rose by 1.2 percent to $3.50. | Then it fell.");
        check("Write to ann@tarn.example or see www.tarn.example. | Thank you.");
        check("He used Tarn.com daily. | She did not.");
    }

    #[test]
    fn what_never_stops_is_cut_behind_a_comma() {
        let clause = "the gate stayed shut and nobody came, ";
        let body = clause.repeat(200);
        let article = Article { body, ..Article::default() };
        let document = text::read(&article);
        assert!(document.sentences.len() > 10);
        for sentence in &document.sentences {
            assert!(sentence.tokens.len() <= super::LONGEST);
            assert!(sentence.span.of(&article.body).ends_with("came,"));
        }
    }

    #[test]
    fn no_sentence_is_longer_than_the_longest() {
        for piece in ["said ", "“He said ‘", "Dr. U.S. Mr. ", "? ) ", "\" ", "a", "é'", "—"] {
            let article = Article { body: piece.repeat(3000), ..Article::default() };
            let document = text::read(&article);
            let longest = document.sentences.iter().map(|sentence| sentence.tokens.len()).max();
            assert!(longest.is_some_and(|longest| longest <= super::LONGEST), "{piece}: {longest:?}");
        }
    }

    #[test]
    fn a_long_sentence_of_news_stays_whole() {
        let list = "Ann Lee, ".repeat(super::LONGEST / 3 - 1);
        check(&format!("{list}Elise Ortega."));
        let read = |body: String| {
            let article = Article { body, ..Article::default() };
            let document = text::read(&article);
            document.sentences.iter().map(|sentence| sentence.is_piece).collect::<Vec<_>>()
        };
        assert_eq!(read(format!("{list}Elise Ortega.")), [false]);
        assert_eq!(read(format!("It rains. {list}{list}Elise Ortega.")), [false, true, true, true]);
    }

    #[test]
    fn lists_are_counted() {
        check("1. Roads");
        check("2. Better buses. | More of them.");
    }
}
