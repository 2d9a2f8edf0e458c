//! From what was read in an article to its passages: the sentences that are matched with those of
//! other articles, and in whose voice each stands.
//!
//! A passage is a whole sentence. What somebody is reported to have said in it stands in that
//! person's voice; whatever is not reported, the outlet states itself. Which passages tell one claim
//! is not decided here.

use crate::attribution::Attribution;
use crate::place::Span;

/// In whose voice a passage is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Voice {
    /// In quotation marks, for the most part.
    Quotation,
    /// Reported in the outlet's words: "she said that", "according to".
    Reported,
    /// Stated by the outlet itself.
    #[default]
    Own,
}

/// A sentence that may tell a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Where it stands in the article's body.
    pub place: Span,
    /// In whose voice.
    pub voice: Voice,
    /// The attribution that reports most of it: an index into the article's attributions.
    pub attribution: Option<usize>,
    /// What anybody is reported to have said in it, in the article's body: the outlet states only the rest.
    pub reported: Vec<Span>,
}

/// Fewer words are no statement that two outlets can share.
const FEWEST_WORDS: usize = 4;

/// The share of a sentence that an attribution's source, cue and content take where the sentence is
/// theirs and not the outlet's own.
const SHARE_REPORTED: f32 = 0.5;

/// The passages of an article, in the order of the text.
pub fn passages(body: &str, sentences: &[Span], attributions: &[Attribution]) -> Vec<Passage> {
    let mut parts: Vec<(Span, usize)> = Vec::new();
    for (index, found) in attributions.iter().enumerate().filter(|(_, found)| found.nested_in.is_none()) {
        parts.extend(found.content.iter().map(|&stretch| (stretch, index)));
    }
    parts.sort_unstable();
    let mut next = 0;
    sentences
        .iter()
        .filter(|sentence| words(sentence.of(body)) >= FEWEST_WORDS)
        .map(|&sentence| {
            while parts.get(next).is_some_and(|(span, _)| span.end <= sentence.start) {
                next += 1;
            }
            let within = parts[next..].iter().take_while(|(span, _)| span.start < sentence.end);
            passage(body, sentence, within, attributions)
        })
        .collect()
}

/// One sentence; `within` has the contents that reach into it, with their attributions.
fn passage<'a>(
    body: &str,
    sentence: Span,
    within: impl Iterator<Item = &'a (Span, usize)>,
    attributions: &[Attribution],
) -> Passage {
    let place = sentence.trimmed(body);
    let common = |span: Span| span.end.min(place.end).saturating_sub(span.start.max(place.start));
    let mut most: Option<(usize, usize)> = None;
    let mut told: Vec<Span> = Vec::new();
    for &(stretch, index) in within {
        told.push(stretch);
        let found = &attributions[index];
        let parts = found.content.iter().chain(&found.source).chain(&found.cue);
        let taken: usize = parts.map(|&part| common(part)).sum();
        if most.is_none_or(|(known, _)| taken > known) {
            most = Some((taken, index));
        }
    }
    let reported = most.filter(|&(taken, _)| taken as f32 >= SHARE_REPORTED * place.len() as f32);
    let Some((_, index)) = reported else {
        let voice = if is_in_marks(place.of(body)) { Voice::Quotation } else { Voice::Own };
        return Passage { place, voice, attribution: None, reported: told };
    };
    let found = &attributions[index];
    let said: usize = found.content.iter().map(|&stretch| common(stretch)).sum();
    let quoted: usize = found.quoted.iter().map(|&stretch| common(stretch)).sum();
    let voice = if 2 * quoted >= said { Voice::Quotation } else { Voice::Reported };
    Passage { place, voice, attribution: Some(index), reported: told }
}

/// True when much of a sentence stands in quotation marks: then it is not the outlet's own, though
/// nobody may be known to have said it.
fn is_in_marks(text: &str) -> bool {
    const MUCH: f32 = 0.3;
    let mut inside = false;
    let (mut quoted, mut all) = (0, 0);
    for letter in text.chars() {
        match letter {
            '“' | '«' | '„' => inside = true,
            '”' | '»' => {
                // A mark that only closes was opened in a sentence before.
                quoted = if inside { quoted } else { all };
                inside = false;
            }
            '"' => inside = !inside,
            _ => {
                all += 1;
                quoted += usize::from(inside);
            }
        }
    }
    quoted as f32 >= MUCH * all as f32
}

fn words(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attribution;
    use crate::ingest::Article;
    use crate::{syntax, text};

    #[track_caller]
    fn check(body: &str, expected: &[Voice]) {
        let article = Article { body: body.to_string(), ..Article::default() };
        let document = text::read(&article);
        let found = attribution::find(&document, &syntax::analyse(&document));
        let sentences: Vec<Span> = document.sentences.iter().map(|sentence| sentence.span).collect();
        let voices: Vec<Voice> =
            passages(body, &sentences, &found).iter().map(|passage| passage.voice).collect();
        assert_eq!(voices, expected);
    }

    #[test]
    fn each_sentence_has_a_voice() {
        check(
            "The old bridge closed on Monday. “We will open it again by May,” Mayor Elise Ortega said. \
             Ortega said the repair would cost two million crowns.",
            &[Voice::Own, Voice::Quotation, Voice::Reported],
        );
    }

    #[test]
    fn marks_are_no_outlet_s_own_words() {
        assert!(is_in_marks("« The bridge will open, » noted the mayor."));
        assert!(is_in_marks("We said so often.” The mayor left."));
        assert!(!is_in_marks(
            "The so-called \"bridge of sighs\" closed for repairs early on Monday morning."
        ));
    }

    #[test]
    fn too_short_a_sentence_tells_nothing() {
        check("Nobody came. The old bridge closed on Monday.", &[Voice::Own]);
    }
}
