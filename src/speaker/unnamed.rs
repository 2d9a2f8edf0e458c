//! What a source without a name is counted as, so that an audit can say how often officials,
//! experts or witnesses speak unnamed.

use std::ops::Range;

use super::lexicon::{self, Trait, Traits};
use super::page::Page;
use super::resolution::{SpeakerKind, UnnamedClass};

/// The class of an unnamed source; none for what is neither person nor group.
pub(super) fn class_of(
    page: &Page,
    phrase: Range<usize>,
    head: Option<usize>,
    kind: SpeakerKind,
) -> Option<UnnamedClass> {
    if !matches!(kind, SpeakerKind::UnnamedPerson | SpeakerKind::UnnamedGroup) {
        return None;
    }
    if is_close_to_the_matter(page, phrase.clone()) {
        return Some(UnnamedClass::SourceClose);
    }
    let Some(head) = head else { return Some(UnnamedClass::Other) };
    let noun = class_of_noun(traits_of(page, head));
    if noun != UnnamedClass::Other {
        return Some(noun);
    }
    // "government sources": what stands before the noun tells more than the noun.
    let described = phrase.start..head;
    let official = described.into_iter().any(|token| page.has(token, Trait::Official));
    Some(if official { UnnamedClass::Official } else { noun })
}

/// "people familiar with the talks", "a source close to the board".
fn is_close_to_the_matter(page: &Page, phrase: Range<usize>) -> bool {
    phrase.into_iter().any(|token| {
        let next = page.lower_at(Some(token + 1));
        match page.lower(token) {
            "familiar" | "acquainted" => next == "with",
            "close" => next == "to",
            "briefed" => true,
            "knowledge" => next == "of",
            "source" | "sources" | "insider" | "insiders" => true,
            _ => false,
        }
    })
}

fn traits_of(page: &Page, noun: usize) -> Traits {
    let lower = page.lower(noun);
    lexicon::singular(lower).map_or_else(|| lexicon::traits(lower), |singular| lexicon::traits(&singular))
}

fn class_of_noun(traits: Traits) -> UnnamedClass {
    const ORDER: [(Trait, UnnamedClass); 6] = [
        (Trait::Relative, UnnamedClass::Relative),
        (Trait::Witness, UnnamedClass::Witness),
        (Trait::Critic, UnnamedClass::CriticOrSupporter),
        (Trait::Expert, UnnamedClass::Expert),
        (Trait::Official, UnnamedClass::Official),
        (Trait::Executive, UnnamedClass::Executive),
    ];
    let found = ORDER.iter().find(|(one, _)| traits.has(*one));
    found.map_or(UnnamedClass::Other, |&(_, class)| class)
}
