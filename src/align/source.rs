//! Whether two sources, in the words of their articles, can be one speaker.
//!
//! Names decide; a pronoun or a description without a name leaves it open. Who exactly it is, the
//! speaker room finds out; here only the two strings are at hand.

use crate::speaker::first_names_agree;

use super::kin;
use super::lexicon::Lexicon;
use super::words::{self, Word};

/// Whether two sources are one speaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sameness {
    /// They share a name.
    Same,
    /// Nothing tells: a pronoun, a description, or no source at all.
    Open,
    /// One speaks for the other.
    Spokesperson,
    /// They have different names.
    Different,
}

/// Compares two sources as written.
///
/// ```
/// use whosaid::align::{Sameness, same_source};
///
/// assert_eq!(same_source("Mayor Elise Ortega", "Ms. Ortega, who runs the town,"), Sameness::Same);
/// assert_eq!(same_source("Ortega", "Tom Brandt, Ortega's deputy,"), Sameness::Different);
/// assert_eq!(same_source("Elise Ortega", "Rosa Ortega"), Sameness::Different);
/// assert_eq!(same_source("Ortega", "a spokesman for Ortega"), Sameness::Spokesperson);
/// assert_eq!(same_source("she", "Ortega"), Sameness::Open);
/// ```
pub fn same_source(first: &str, second: &str) -> Sameness {
    Source::read(first).compare(&Source::read(second))
}

/// Behind so many words of a source stands no name of its own.
const MOST_WORDS: usize = 64;

/// A source's own name, apart from the other names in its description.
#[derive(Clone, Debug)]
pub(super) struct Source<'a> {
    text: &'a str,
    /// The words of its own name.
    names: Vec<Word>,
    /// Other names that stand with it.
    others: Vec<Word>,
    spokesperson: bool,
}

impl<'a> Source<'a> {
    pub(super) fn read(text: &'a str) -> Source<'a> {
        let lexicon = Lexicon::embedded();
        let mut words = words::read(text, None, lexicon);
        words.truncate(MOST_WORDS);
        let written = |word: &Word| word.span.of(text);
        let spokesperson = words.iter().any(|word| {
            let lower = written(word).to_ascii_lowercase();
            lower.starts_with("spokes")
                || matches!(
                    lower.as_str(),
                    "aide" | "aides" | "adviser" | "advisers" | "campaign" | "team" | "lawyer" | "office"
                )
        });
        let mut source = Source { text, names: Vec::new(), others: Vec::new(), spokesperson };
        for run in runs_of_names(text, &words) {
            let (Some(first), Some(last)) = (run.first(), run.last()) else { continue };
            let after = text.get(last.span.end..).unwrap_or_default();
            let owned = after.strip_prefix("'s").or_else(|| after.strip_prefix("’s"));
            let possessive = owned.is_some_and(|owned| owned.chars().any(char::is_alphabetic));
            let before = text.get(..first.span.start).unwrap_or_default().trim_end();
            let dependent = ["of", "for", "at", "in", "from", "to", "with", "by"]
                .iter()
                .any(|small| before.ends_with(&format!(" {small}")) || before == *small);
            if source.names.is_empty() && !possessive && !dependent {
                source.names = run;
            } else {
                source.others.extend(run);
            }
        }
        source
    }

    /// True when a text has the last word of the source's own name.
    pub(super) fn is_named_in(&self, text: &str) -> bool {
        let Some(last) = self.names.last() else { return false };
        let name = last.span.of(self.text);
        text.match_indices(name).any(|(place, _)| {
            let letter = |sign: Option<char>| sign.is_some_and(char::is_alphanumeric);
            !letter(text[..place].chars().next_back()) && !letter(text[place + name.len()..].chars().next())
        })
    }

    pub(super) fn compare(&self, other: &Source) -> Sameness {
        if self.speaks_for(other) || other.speaks_for(self) {
            return Sameness::Spokesperson;
        }
        if self.names.is_empty() || other.names.is_empty() {
            return Sameness::Open;
        }
        if self.shares_a_name(other) { Sameness::Same } else { Sameness::Different }
    }

    fn speaks_for(&self, other: &Source) -> bool {
        let principal =
            |word: &Word| other.names.iter().any(|name| same_name(self.text, word, other.text, name));
        self.spokesperson && !other.spokesperson && self.others.iter().chain(&self.names).any(principal)
    }

    fn shares_a_name(&self, other: &Source) -> bool {
        // Of a person's name the last word counts; of a body's name any.
        let last = |source: &Source| source.names.last().copied();
        let (Some(one), Some(another)) = (last(self), last(other)) else { return false };
        if same_name(self.text, &one, other.text, &another) && !self.first_names_agree(other) {
            return false;
        }
        same_name(self.text, &one, other.text, &another)
            || other.names.iter().any(|name| same_name(self.text, &one, other.text, name))
            || self.names.iter().any(|name| same_name(self.text, name, other.text, &another))
    }
}

impl Source<'_> {
    /// True unless both have words before the last one of which none agree: "Ann Norum" is not
    /// "Berit Norum".
    fn first_names_agree(&self, other: &Source) -> bool {
        let before_last = |source: &Source| -> Vec<String> {
            let names = &source.names[..source.names.len().saturating_sub(1)];
            names.iter().map(|word| word.span.of(source.text).to_lowercase()).collect()
        };
        let (own, theirs) = (before_last(self), before_last(other));
        own.is_empty()
            || theirs.is_empty()
            || own.iter().any(|one| theirs.iter().any(|other| first_names_agree(one, other)))
    }
}

fn same_name(first_text: &str, first: &Word, second_text: &str, second: &Word) -> bool {
    let (one, other) = (first.span.of(first_text), second.span.of(second_text));
    first.stem == second.stem || kin::same_name(one, other)
}

/// Runs of capitalised words, titles left out.
fn runs_of_names(text: &str, words: &[Word]) -> Vec<Vec<Word>> {
    let mut runs: Vec<Vec<Word>> = Vec::new();
    let mut open = false;
    for word in words {
        let written = word.span.of(text);
        if is_suffix(written) || is_initial(written) {
            continue;
        }
        let name = word.marks.capital && !word.marks.function && !is_title(written);
        let joined = open && !word.marks.after_break;
        if name && joined {
            if let Some(run) = runs.last_mut() {
                run.push(*word);
            }
        } else if name {
            runs.push(vec![*word]);
        }
        open = name && !text[word.span.end..].starts_with(['\'', '’']);
    }
    runs
}

/// "Jr." and the like, which tell apart father and son but seldom stand in every outlet.
fn is_suffix(word: &str) -> bool {
    matches!(word.trim_end_matches('.'), "Jr" | "Sr" | "II" | "III" | "IV")
}

/// A middle name cut to its letter: "Anna J. Brandt" is "Anna Brandt".
fn is_initial(word: &str) -> bool {
    let letters = word.trim_end_matches('.');
    letters.len() == 1 && letters.chars().all(char::is_uppercase)
}

/// Titles and offices that stand before a name and are none.
fn is_title(word: &str) -> bool {
    const TITLES: &str = " sen senator rep representative gov governor president presidents secretary minister mayor chief justice judge \
        dr mr mrs ms miss sir lord lady dame gen general col colonel capt captain lt sgt sheriff officer attorney professor prof pope \
        prince princess king queen former democratic republican democrat house senate speaker leader majority minority director commissioner \
        congressman congresswoman chancellor premier vice prime deputy rival candidate nominee author filmmaker chairman chairwoman gop \
        first lady state reporter editor economist analyst spokesman spokeswoman conservative americans many some most \
        critics officials opponents supporters voters sources people experts advisers aides others police researchers ";
    let lower = word.to_ascii_lowercase();
    TITLES.contains(&format!(" {} ", lower.trim_end_matches('.')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_owner_before_any_letter_is_not_the_source() {
        for (owner, owned) in [
            ("Emmanuel Norum's", "Élysée office"),
            ("Emmanuel Norum’s", "Élysée office"),
            ("Norum's", "École aide"),
            ("Ann Norum's", "école"),
            ("Ann Norum's", "é"),
            ("Norum’s", "東京 office"),
            ("Norum's", "\u{301}office"),
        ] {
            let written = format!("{owner} {owned}");
            let source = Source::read(&written);
            let own: Vec<&str> = source.names.iter().map(|word| word.span.of(&written)).collect();
            assert!(!own.contains(&"Norum"), "{written}: {own:?}");
        }
    }

    #[test]
    fn a_name_with_nothing_owned_is_the_source() {
        for written in ["Norum's", "Norum’s", "Norum’s…", "Norum's é".trim_end_matches(" é")] {
            assert_eq!(same_source(written, "Ann Norum"), Sameness::Same, "{written}");
        }
    }
}
