//! Whether a transcript gives words to the speaker that the article names.

use super::finding::{Quotation, SpeakerMatch};
use super::transcript::Transcript;
use super::words::Word;
use crate::align::{Sameness, same_source};

/// Labels of those who only ask.
const ASKING: [&str; 12] = [
    "q",
    "question",
    "moderator",
    "interviewer",
    "reporter",
    "host",
    "chair",
    "anchor",
    "journalist",
    "audience",
    "audience member",
    "unidentified reporter",
];

/// Compares the article's speaker with the one who has a turn of the transcript.
pub fn compare(quotation: &Quotation, transcript: &Transcript, turn: Option<usize>) -> SpeakerMatch {
    let Some(named) = &quotation.speaker else { return SpeakerMatch::Unknown };
    let label = turn.and_then(|turn| transcript.turns[turn].speaker.as_deref());
    let Some(label) = label else {
        return if is_in_name(named, &transcript.id) { SpeakerMatch::Same } else { SpeakerMatch::Unknown };
    };
    if same_name(named, label) {
        return SpeakerMatch::Same;
    }
    if !quotation.is_named {
        return SpeakerMatch::Unknown;
    }
    if ASKING.contains(&label.to_lowercase().trim_end_matches('.')) {
        return SpeakerMatch::Question;
    }
    match same_source(named, &titled(label)) {
        Sameness::Same => SpeakerMatch::Same,
        Sameness::Different if asks(transcript, turn) => SpeakerMatch::Question,
        Sameness::Different => SpeakerMatch::Another,
        Sameness::Open | Sameness::Spokesperson => SpeakerMatch::Unknown,
    }
}

/// True when the words are told there as somebody else's: "you said we have to do more".
pub fn is_reported(transcript: &Transcript, words: &[Word], first: usize) -> bool {
    const NEAR: usize = 6;
    const SAYING: [&str; 8] = ["said", "say", "says", "saying", "quote", "wrote", "told", "tweeted"];
    const OTHERS: [&str; 6] = ["you", "he", "she", "they", "who", "and"];
    let text = |word: usize| words[word].span.of(&transcript.text).to_lowercase();
    let near = first.saturating_sub(NEAR)..first;
    near.clone().any(|word| {
        SAYING.contains(&text(word).as_str())
            && (near.clone().any(|other| OTHERS.contains(&text(other).as_str()))
                || words[first].before.clause)
    })
}

/// True when a name in capitals or in part is the other's last name.
fn same_name(named: &str, label: &str) -> bool {
    same_source(named, &titled(label)) == Sameness::Same
}

/// True when the last word of a name is one of a file's name: "2031-03-12-ortega".
fn is_in_name(named: &str, id: &str) -> bool {
    let Some(last) = named.split_whitespace().next_back() else { return false };
    let last = last.to_lowercase();
    last.len() > 2 && id.split(|sign: char| !sign.is_alphanumeric()).any(|word| word.to_lowercase() == last)
}

/// A label in capitals as names are written.
fn titled(label: &str) -> String {
    let words = label.split_whitespace().map(|word| {
        if word.chars().any(char::is_lowercase) {
            return word.to_owned();
        }
        let mut letters = word.chars();
        let first = letters.next().map(String::from).unwrap_or_default();
        first + &letters.as_str().to_lowercase()
    });
    words.collect::<Vec<_>>().join(" ")
}

/// True when a turn is a question and little more.
fn asks(transcript: &Transcript, turn: Option<usize>) -> bool {
    const LONGEST: usize = 600;
    let Some(turn) = turn else { return false };
    let start = transcript.turns[turn].start;
    let end = transcript.turns.get(turn + 1).map_or(transcript.text.len(), |next| next.start);
    end - start <= LONGEST && transcript.text[start..end].trim_end().ends_with('?')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verify::transcript::Turn;

    #[track_caller]
    fn check(named: &str, label: Option<&str>, text: &str, expected: SpeakerMatch) {
        let turns =
            label.map(|label| Turn { start: 0, speaker: Some(label.to_owned()) }).into_iter().collect();
        let transcript =
            Transcript { id: "2031-03-12-ortega".into(), text: text.into(), turns, ..Transcript::default() };
        let quotation = Quotation {
            article: 0,
            spans: Vec::new(),
            speaker: Some(named.to_owned()),
            is_named: true,
            attribution: None,
        };
        let turn = label.map(|_| 0);
        assert_eq!(compare(&quotation, &transcript, turn), expected, "{named} / {label:?}");
    }

    #[test]
    fn names_and_labels() {
        check("Elise Ortega", Some("ORTEGA"), "We will.", SpeakerMatch::Same);
        check("Elise Ortega", Some("MAYOR ELISE ORTEGA"), "We will.", SpeakerMatch::Same);
        check("Elise Ortega", Some("Tom Brandt"), "We will.", SpeakerMatch::Another);
        check("Elise Ortega", Some("Tom Brandt"), "Will you?", SpeakerMatch::Question);
        check("Elise Ortega", Some("Q"), "We will.", SpeakerMatch::Question);
        check("Elise Ortega", None, "We will.", SpeakerMatch::Same);
        check("Tom Brandt", None, "We will.", SpeakerMatch::Unknown);
    }
}
