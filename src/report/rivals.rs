//! How sure each decision about an attribution was, and which readings lost and why, in words.

use super::visible::on_one_line;
use crate::attribution::{ContentReading, Evidence, RejectionCause};
use crate::place::Span;

/// Readings less likely than this are not told.
const LEAST: f32 = 0.01;

/// At most so many rivals of one kind are told.
const MOST: usize = 3;

/// Longer words are told by their beginning and end, each of about half as many letters.
const LONGEST: usize = 52;

/// A chance as people read it.
pub fn percent(chance: f32) -> String {
    format!("{:.0}%", chance * 100.0)
}

/// How sure the source is, and who else it may be.
pub fn sources(weighed: &Evidence, body: &str) -> (Option<String>, Vec<String>) {
    let [chosen, rivals @ ..] = weighed.sources.as_slice() else { return (None, Vec::new()) };
    let likely = rivals.iter().filter(|rival| rival.chance >= LEAST);
    let told = likely.filter(|rival| letters(rival.words, body) != letters(chosen.words, body));
    let told = told.take(MOST).map(|rival| match rival.words {
        Some(words) => format!("not {}, {}", quoted(words, body), percent(rival.chance)),
        None => format!("not nobody, {}", percent(rival.chance)),
    });
    (Some(percent(chosen.chance)), told.collect())
}

/// How sure the content in the cue's sentence is, and what else it may be.
pub fn contents(weighed: &Evidence, body: &str) -> (Option<String>, Vec<String>) {
    let [chosen, rivals @ ..] = weighed.contents.as_slice() else { return (None, Vec::new()) };
    let sure = format!(
        "{} right by half of its words, {} to the word",
        percent(chosen.alike),
        percent(chosen.exact)
    );
    let likely = rivals.iter().filter(|rival| rival.share >= LEAST);
    let told = likely.filter(|rival| {
        letters(rival.pieces.iter().copied(), body) != letters(chosen.pieces.iter().copied(), body)
    });
    let told = told.take(MOST).map(|rival| {
        let why = if rival.share > chosen.share {
            "likelier alone, but further from the others"
        } else {
            "less likely"
        };
        format!("not {}, {}: {why}", pieces(rival, body), percent(rival.share))
    });
    (Some(sure), told.collect())
}

/// The other cues in the sentence that make no attribution.
pub fn turned_down(weighed: &Evidence, body: &str) -> Vec<String> {
    let told = weighed.turned_down.iter().take(MOST).map(|other| {
        let why = match other.cause {
            RejectionCause::Doubtful(least) => format!("an attribution needs {}", percent(least)),
            RejectionCause::Clash(cue) => format!("its words are those of {}", quoted(cue, body)),
        };
        format!("{}, {}: {why}", quoted(other.cue, body), percent(other.trust))
    });
    told.collect()
}

/// What a reader sees of some words: two readings that differ in a comma only are one.
fn letters(words: impl IntoIterator<Item = Span>, body: &str) -> String {
    let letters = words.into_iter().flat_map(|piece| piece.of(body).chars());
    letters.filter(|letter| letter.is_alphanumeric()).collect()
}

fn pieces(reading: &ContentReading, body: &str) -> String {
    let pieces: Vec<String> = reading.pieces.iter().map(|piece| quoted(*piece, body)).collect();
    if pieces.is_empty() { "the next sentences alone".to_string() } else { pieces.join(" with ") }
}

/// Words in marks, long ones by their beginning and end; marks of their own are left away.
fn quoted(words: Span, body: &str) -> String {
    let text = on_one_line(words.of(body));
    let text = text.trim_matches(['“', '”', '"', '«', '»']);
    format!("“{}”", elided(text))
}

fn elided(text: &str) -> String {
    let letters = text.chars().count();
    if letters <= LONGEST {
        return text.to_string();
    }
    let half = LONGEST / 2;
    let at = |count: usize| text.char_indices().nth(count).map_or(text.len(), |(byte, _)| byte);
    let (first, last) = (&text[..at(half)], &text[at(letters - half)..]);
    // Words are not cut in two, unless one is as long as the half.
    let first = first.rsplit_once(' ').map_or(first, |(first, _)| first);
    let last = last.split_once(' ').map_or(last, |(_, last)| last);
    format!("{first} … {last}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chosen_words_are_no_alternative_to_themselves() {
        let body = "the bridge, he said, would open";
        let span = |words: &str| {
            let start = body.find(words).expect("the words stand in the body");
            Span::new(start, start + words.len())
        };
        let reading =
            |words: &str, share| ContentReading { pieces: vec![span(words)], exact: 0.9, share, alike: 0.9 };
        let evidence = Evidence {
            contents: vec![
                reading("the bridge", 0.6),
                reading("the bridge,", 0.3),
                reading("would open", 0.1),
            ],
            cue: span("said"),
            chance: 0.9,
            by_layout: false,
            sources: Vec::new(),
            turned_down: Vec::new(),
        };
        let (_, rivals) = contents(&evidence, body);
        assert_eq!(rivals, ["not “would open”, 10%: less likely"]);
    }

    #[test]
    fn long_words_are_told_by_their_ends() {
        assert_eq!(elided("the bridge"), "the bridge");
        let long = "that the old bridge over the Alder would be closed to all but cyclists from May";
        assert_eq!(elided(long), "that the old bridge over … all but cyclists from May");
        assert_eq!(elided(&"é".repeat(80)), format!("{} … {}", "é".repeat(26), "é".repeat(26)));
    }
}
