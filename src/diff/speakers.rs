//! Whose words they are: the same content given to another speaker, with a source where there was none, or
//! without the source that it had.

use super::change::Fate;
use super::edits::{Differing, Laid};
use super::pairing::Group;
use super::version::Version;
use crate::align::{Sameness, same_source};
use crate::attribution::Attribution;
use crate::place::Span;
use crate::speaker::{Resolution, Speaker, SpeakerKind};

/// A content whose speaker is another.
#[derive(Clone, Debug, PartialEq)]
pub struct OtherSpeaker {
    /// Re-attributed, or the attribution was added or removed.
    pub fate: Fate,
    /// Who is reported to have said it, in the earlier and the later version.
    pub speakers: [Option<String>; 2],
    /// Where the words stand that name the source or report it, in both versions.
    pub places: [Option<Span>; 2],
    /// True when the content stands in quotation marks.
    pub quoted: bool,
}

/// The share of a content's words that the other version has as well.
const SHARE: f32 = 0.6;

/// An attribution that is less sure is no news when it comes or goes.
const SURE: f32 = 0.5;

/// A pronoun that stands for somebody less surely may stand for anybody.
const SURE_OF_SPEAKER: f32 = 0.7;

/// Compares who says what in two stretches that answer each other. `is_kept` tells which sentences of the
/// earlier version stand unchanged in the later.
pub fn compare(
    (old, new): (&Version, &Version),
    group: &Group,
    laid: &Laid,
    differing: &[Differing],
    is_kept: &[bool],
) -> Vec<OtherSpeaker> {
    let olds = Said::all(old, &old.attributions(&group.old));
    let news = Said::all(new, &new.attributions(&group.new));
    let mut answered = vec![false; news.len()];
    let mut found = Vec::new();
    for one in &olds {
        let shared = |other: &Said| common(laid, &one.found.content, &other.found.content);
        let best = (0..news.len()).max_by_key(|index| (shared(&news[*index]).0, usize::MAX - index));
        let best = best.filter(|index| {
            let (same, all) = shared(&news[*index]);
            same > 0 && same as f32 >= SHARE * all as f32 || is_most_of(laid, same, &news[*index])
        });
        match best {
            Some(index) => {
                answered[index] = true;
                found.extend(another(one, &news[index], differing, is_kept));
            }
            None => found.extend(unsourced(one, laid, differing)),
        }
    }
    for (other, _) in news.iter().zip(&answered).filter(|(_, answered)| !**answered) {
        found.extend(sourced(other, laid, &olds, differing));
    }
    found
}

/// An attribution with who it is by.
struct Said<'a> {
    version: &'a Version<'a>,
    found: &'a Attribution,
    resolution: Option<&'a Resolution>,
    speaker: Option<&'a Speaker>,
}

impl<'a> Said<'a> {
    fn all(version: &'a Version<'a>, attributions: &[usize]) -> Vec<Self> {
        let reading = version.reading;
        let said = |index: &usize| {
            let resolution = reading.cast.resolutions.get(*index).and_then(Option::as_ref);
            let speaker = resolution.and_then(|resolution| reading.cast.speakers.get(resolution.speaker));
            Said { version, found: &reading.attributions[*index], resolution, speaker }
        };
        attributions.iter().map(said).collect()
    }

    /// The words that name the source.
    fn source(&self) -> Option<&'a str> {
        self.found.source.map(|source| source.of(&self.version.article.body))
    }

    fn name(&self) -> Option<String> {
        let name = self.speaker.map(|speaker| speaker.name.as_str()).or(self.source())?;
        Some(name.trim().to_owned())
    }

    /// True when the words are what the article calls this speaker.
    fn is_called(&self, words: &str) -> bool {
        let role =
            self.speaker.and_then(|speaker| speaker.role.as_deref()).unwrap_or_default().to_lowercase();
        let words = words.to_lowercase();
        let words = words.trim_start_matches("the ").trim_start_matches("a ").trim_start_matches("an ");
        !words.is_empty() && role.contains(words)
    }

    /// The source and cue.
    fn frame(&self) -> Option<Span> {
        match (self.found.source, self.found.cue) {
            (Some(source), Some(cue)) => Some(source.join(cue)),
            (one, other) => one.or(other),
        }
    }
}

/// The speaker of two tellings of one content, where it is another.
fn another(one: &Said, other: &Said, differing: &[Differing], is_kept: &[bool]) -> Option<OtherSpeaker> {
    let (before, after) = (one.name()?, other.name()?);
    if before.eq_ignore_ascii_case(&after) || one.is_called(&after) || other.is_called(&before) {
        return None;
    }
    let (first, second) = (one.source().unwrap_or_default(), other.source().unwrap_or_default());
    let is_changed = first.to_lowercase() != second.to_lowercase()
        && differing.iter().any(|differing| {
            one.found.source.is_some_and(|source| source.overlaps(differing.old))
                || other.found.source.is_some_and(|source| source.overlaps(differing.new))
        });
    let sameness = same_source(&before, &after);
    // Another spelling of a name is no other person.
    if are_spelt_alike(one, other) {
        return None;
    }
    let is_another = if is_changed {
        match sameness {
            Sameness::Same => false,
            Sameness::Different | Sameness::Spokesperson => true,
            Sameness::Open => !shares_a_word(&before, &after),
        }
    } else {
        // The words are the same, so it is who they stand for that was changed elsewhere.
        let is_sure = |said: &Said| {
            said.resolution.is_some_and(|resolution| resolution.confidence >= SURE_OF_SPEAKER)
                && said.speaker.is_some_and(|speaker| speaker.kind == SpeakerKind::NamedPerson)
        };
        let mention = one.resolution.and_then(|resolution| resolution.mention);
        let sentence = mention.and_then(|mention| one.version.sentence_at(mention.start));
        let is_elsewhere = sentence.is_some_and(|sentence| !is_kept[sentence]);
        sameness == Sameness::Different && is_sure(one) && is_sure(other) && is_elsewhere
    };
    is_another.then_some(OtherSpeaker {
        fate: Fate::Reattributed,
        speakers: [Some(before), Some(after)],
        places: if is_changed { [one.found.source, other.found.source] } else { [None, None] },
        quoted: !one.found.quoted.is_empty() && !other.found.quoted.is_empty(),
    })
}

/// True for two people whose names have the first or the last word in common.
fn are_spelt_alike(one: &Said, other: &Said) -> bool {
    let named = |said: &Said| {
        said.speaker
            .filter(|speaker| speaker.kind == SpeakerKind::NamedPerson)
            .map(|speaker| speaker.name.to_lowercase())
    };
    let (Some(one), Some(other)) = (named(one), named(other)) else { return false };
    let ends = |name: &str| -> Option<(String, String)> {
        let mut words = name.split_whitespace();
        let first = words.next()?.to_owned();
        Some((first.clone(), words.next_back().map_or(first, str::to_owned)))
    };
    let (Some(one), Some(other)) = (ends(&one), ends(&other)) else { return false };
    one.0 == other.0 || one.1 == other.1
}

fn shares_a_word(one: &str, other: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        text.split(|letter: char| !letter.is_alphanumeric())
            .filter(|word| word.len() > 3)
            .map(str::to_lowercase)
            .collect()
    };
    let other = words(other);
    words(one).iter().any(|word| other.contains(word))
}

/// An attribution whose content the later version states itself.
fn unsourced(one: &Said, laid: &Laid, differing: &[Differing]) -> Option<OtherSpeaker> {
    let source = one.found.source.filter(|_| one.found.confidence >= SURE && one.found.quoted.is_empty())?;
    let kept = one.found.content.iter().map(|span| kept(laid, *span)).fold((0, 0), add);
    let is_gone = differing.iter().any(|differing| differing.old.overlaps(source));
    (is_gone && kept.0 as f32 >= SHARE * kept.1 as f32 && kept.0 > 2).then(|| OtherSpeaker {
        fate: Fate::Removed,
        speakers: [one.name(), None],
        places: [one.frame(), None],
        quoted: false,
    })
}

/// An attribution whose content the earlier version stated itself.
fn sourced(other: &Said, laid: &Laid, olds: &[Said], differing: &[Differing]) -> Option<OtherSpeaker> {
    let source =
        other.found.source.filter(|_| other.found.confidence >= SURE && other.found.quoted.is_empty())?;
    let answered: Vec<Span> = laid
        .pairs
        .iter()
        .filter(|(_, new)| other.found.content.iter().any(|part| part.covers(laid.new[*new].span)))
        .map(|(old, _)| laid.old[*old].span)
        .collect();
    let words =
        laid.new.iter().filter(|word| other.found.content.iter().any(|part| part.covers(word.span))).count();
    let was_said =
        |span: &Span| olds.iter().any(|one| one.found.content.iter().any(|part| part.covers(*span)));
    let own = answered.iter().filter(|span| !was_said(span)).count();
    let is_new = differing.iter().any(|differing| differing.new.overlaps(source));
    (is_new && own > 2 && own as f32 >= SHARE * words as f32).then(|| OtherSpeaker {
        fate: Fate::Added,
        speakers: [None, other.name()],
        places: [None, other.frame()],
        quoted: false,
    })
}

/// How many words of a span the later stretch has, and how many it has itself.
fn kept(laid: &Laid, span: Span) -> (usize, usize) {
    let answered = laid.pairs.iter().filter(|(old, _)| span.covers(laid.old[*old].span)).count();
    (answered, laid.old.iter().filter(|word| span.covers(word.span)).count())
}

fn add(one: (usize, usize), other: (usize, usize)) -> (usize, usize) {
    (one.0 + other.0, one.1 + other.1)
}

fn common(laid: &Laid, old: &[Span], new: &[Span]) -> (usize, usize) {
    let mut sum = (0, 0);
    for one in old {
        let words = laid.old.iter().filter(|word| one.covers(word.span)).count();
        let same: usize = new.iter().map(|other| laid.common(*one, *other).0).sum();
        sum = add(sum, (same, words));
    }
    sum
}

fn is_most_of(laid: &Laid, same: usize, other: &Said) -> bool {
    let inside = |word: &&crate::verify::Word| other.found.content.iter().any(|part| part.covers(word.span));
    let words = laid.new.iter().filter(inside).count();
    same > 2 && same as f32 >= SHARE * words as f32
}
