//! How words came out, and through whom: the channel, the chain of report, and the reason given
//! for leaving a source unnamed.
//!
//! Looks at the words of the sentence around what was said, never inside quotation marks.

use std::ops::Range;

use super::figures::Figures;
use super::lexicon::Trait;
use super::page::Page;
use super::resolution::{Channel, Speaker, SpeakerKind};
use crate::attribution::Attribution;
use crate::ingest::Article;
use crate::place::Span;
use crate::syntax::Tag;

/// How one attribution came out.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Told {
    pub(super) channel: Channel,
    /// The figure that passes the words on.
    pub(super) via: Option<usize>,
    /// True when the attribution around this one is an outlet's report of it.
    pub(super) outer_passes_on: bool,
    pub(super) anonymity: Option<Span>,
}

/// What is needed to say how words came out.
pub(super) struct Teller<'p, 'a> {
    pub(super) page: &'p Page<'a>,
    pub(super) figures: &'p Figures,
    pub(super) article: &'p Article,
}

impl Teller<'_, '_> {
    /// Says how an attribution came out; `outer` is the one that it stands in, with its speaker.
    pub(super) fn tell(
        &self,
        attribution: &Attribution,
        speaker: Option<&Speaker>,
        outer: Option<(&Attribution, &Speaker)>,
    ) -> Told {
        let Some(anchor) = attribution.cue.or(attribution.source) else { return Told::default() };
        let carrier = self.carrier(attribution, anchor);
        let unnamed = speaker.is_some_and(|speaker| {
            matches!(speaker.kind, SpeakerKind::UnnamedPerson | SpeakerKind::UnnamedGroup)
        });
        let via = self.passed_on(&carrier, speaker);
        let own = speaker.map(|speaker| speaker.name.as_str());
        let outer_passes_on = outer.is_some_and(|(words, outer)| {
            Some(outer.name.as_str()) != own && self.passes_on(words, outer, anchor)
        });
        let document = speaker.is_some_and(|speaker| speaker.kind == SpeakerKind::Document);
        let channel = match self.channel(&carrier, attribution) {
            Channel::Unstated if document => Channel::Document,
            Channel::Unstated if via.is_some() || outer_passes_on => Channel::OtherReport,
            channel => channel,
        };
        let anonymity = if unnamed { self.anonymity(anchor) } else { None };
        Told { channel, via, outer_passes_on, anonymity }
    }

    /// True when the outer attribution only says whence the words of the inner one are known: "...," he
    /// said, according to the Courier, to two people in the room, to excerpts of the speech. What it
    /// quotes is its own telling.
    fn passes_on(&self, outer: &Attribution, speaker: &Speaker, inner: Span) -> bool {
        let quoted = outer.quoted.iter().any(|quoted| quoted.covers(inner));
        let outlet = speaker.kind == SpeakerKind::NamedOrganisation && self.is_outlet_name(&speaker.name);
        let according = outer.cue.is_some_and(|cue| {
            self.page.document.tokens_in(cue).any(|token| self.page.lower(token) == "according")
        });
        !quoted && (outlet || according)
    }

    /// The words of the cue's sentence that are not what was said.
    fn carrier(&self, attribution: &Attribution, anchor: Span) -> Vec<usize> {
        let tokens = self.page.document.tokens_in(anchor);
        let Some(first) = tokens.clone().next() else { return Vec::new() };
        let said = |token: usize| {
            let span = self.page.document.tokens[token].span;
            attribution.content.iter().any(|content| content.covers(span))
        };
        self.near(first, self.page.sentence_tokens(first))
            .filter(|&token| !self.page.is_quoted(token) && !said(token) || tokens.contains(&token))
            .collect()
    }

    /// The part of a sentence that a cue in it can still belong to.
    fn near(&self, token: usize, sentence: Range<usize>) -> Range<usize> {
        const FARTHEST: usize = 250;
        sentence.start.max(token.saturating_sub(FARTHEST))..sentence.end.min(token + FARTHEST)
    }

    fn channel(&self, carrier: &[usize], attribution: &Attribution) -> Channel {
        let word = |at: usize| carrier.get(at).map_or("", |&token| self.page.lower(token));
        let has = |words: &[&str]| carrier.iter().any(|&token| words.contains(&self.page.lower(token)));
        let pair = |first: &[&str], second: &str| {
            (0..carrier.len()).any(|at| first.contains(&word(at)) && word(at + 1) == second)
        };
        if carrier.iter().any(|&token| self.page.has(token, Trait::Social)) {
            return Channel::SocialMedia;
        }
        if has(&["statement", "statements"])
            || pair(&["press", "news"], "release")
            || has(&["emailed", "communique"])
        {
            return Channel::Statement;
        }
        if pair(&["press", "news"], "conference")
            || has(&["briefing", "gaggle"])
            || pair(&["told"], "reporters")
            || pair(&["told"], "journalists")
        {
            return Channel::PressConference;
        }
        if let Some(interview) = self.interview(carrier, attribution) {
            return interview;
        }
        if has(&["speech", "rally", "keynote", "sermon", "remarks", "address"])
            || pair(&["a", "the"], "crowd")
            || pair(&["told"], "supporters")
        {
            return Channel::Speech;
        }
        if has(&[
            "testified",
            "testify",
            "testimony",
            "ruled",
            "affidavit",
            "filing",
            "lawsuit",
            "indictment",
            "memo",
            "letter",
        ]) {
            return Channel::Document;
        }
        Channel::Unstated
    }

    /// "told the Courier", "in an interview with CNN", "told me".
    fn interview(&self, carrier: &[usize], attribution: &Attribution) -> Option<Channel> {
        let page = self.page;
        let heard = attribution.listener.map(|listener| page.document.tokens_in(listener));
        let told =
            carrier.iter().position(|&token| matches!(page.lower(token), "told" | "tells" | "telling"));
        let after_told =
            told.and_then(|at| carrier.get(at + 1)).map(|&token| token..(token + 4).min(page.len()));
        let listener = heard.or(after_told);
        if let Some(tokens) = &listener
            && matches!(page.lower_at(Some(tokens.start)), "me" | "us" | "our")
        {
            return Some(Channel::ThisOutlet);
        }
        if let Some(channel) = listener.and_then(|tokens| self.outlet_in(tokens)) {
            return Some(channel);
        }
        let at =
            carrier.iter().position(|&token| matches!(page.lower(token), "interview" | "interviewed"))?;
        let around = carrier[at].saturating_sub(4)..(carrier[at] + 6).min(page.len());
        Some(self.outlet_in(around).unwrap_or(Channel::ThisOutlet))
    }

    /// The channel that an outlet's name among these tokens means.
    fn outlet_in(&self, mut tokens: Range<usize>) -> Option<Channel> {
        let name = tokens.find_map(|token| {
            let figure = &self.figures.figures[self.figures.figure_at(token)?];
            let outlet = !figure.person
                && figure.words.iter().any(|word| super::lexicon::traits(word).has(Trait::Outlet));
            outlet.then(|| figure.words.join(" "))
        })?;
        let own = self.article.outlet.as_deref().map(|outlet| super::spelling::words(outlet).join(" "));
        let same = own.is_some_and(|own| {
            own == name || own.ends_with(&format!(" {name}")) || name.ends_with(&format!(" {own}"))
        });
        Some(if same { Channel::ThisOutlet } else { Channel::OtherInterview })
    }

    fn is_outlet_name(&self, name: &str) -> bool {
        super::spelling::words(name).iter().any(|word| super::lexicon::traits(word).has(Trait::Outlet))
    }

    /// "according to Reuters", where Reuters is not the source itself.
    fn passed_on(&self, carrier: &[usize], speaker: Option<&Speaker>) -> Option<usize> {
        let at = carrier
            .windows(2)
            .position(|pair| self.page.lower(pair[0]) == "according" && self.page.lower(pair[1]) == "to")?;
        let figure = carrier.iter().skip(at + 2).take(8).find_map(|&token| self.figures.figure_at(token))?;
        let named = &self.figures.figures[figure];
        let outlet =
            !named.person && named.words.iter().any(|word| super::lexicon::traits(word).has(Trait::Outlet));
        let own_words = speaker.is_some_and(|speaker| super::spelling::words(&speaker.name) == named.words);
        (outlet && !own_words && speaker.is_some()).then_some(figure)
    }

    /// The words that say why a source is not named, in the sentence of the cue or the next.
    fn anonymity(&self, anchor: Span) -> Option<Span> {
        let page = self.page;
        let first = page.document.tokens_in(anchor).next()?;
        let sentence = page.sentence(first);
        let last = (sentence + 1).min(page.document.sentences.len() - 1);
        let tokens = page.document.sentences[sentence].tokens.start..page.document.sentences[last].tokens.end;
        let at = self.near(first, tokens).find(|&token| self.withholds_name(token))?;
        let end = self.near(at, page.sentence_tokens(at)).end;
        let reason = (at..end).find(|&token| {
            matches!(page.lower(token), "because" | "citing")
                || (page.lower(token) == "for" && page.lower_at(Some(token + 1)) == "fear")
        });
        let start = reason.unwrap_or(at);
        let stop = (start + 1..end)
            .find(|&token| matches!(page.tag(token), Tag::STOP | Tag::OPEN_QUOTE | Tag::COMMA))
            .unwrap_or(end);
        page.span(start..stop)
    }

    fn withholds_name(&self, token: usize) -> bool {
        let page = self.page;
        let near = |words: &[&str]| {
            (token + 1..(token + 6).min(page.len())).any(|later| words.contains(&page.lower(later)))
        };
        match page.lower(token) {
            "condition" | "requested" | "granted" | "request" => near(&["anonymity"]),
            "spoke" | "speaking" => near(&["anonymously"]),
            "asked" | "declined" | "refused" | "wished" => {
                near(&["named", "identified"]) && !near(&["comment"])
            }
            "not" => near(&["authorized", "authorised"]),
            _ => false,
        }
    }
}
