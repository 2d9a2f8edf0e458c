//! Which changes a version's notes admit.
//!
//! A note admits a change when it gives the values or the words that differ, or when one of its clauses
//! speaks of the sort of thing that was changed (a name, an age, a statement) and no other change answers
//! it better. A note that says only that something was changed admits nothing.

use std::collections::HashMap;

use super::change::{Change, Element, Fate, Note, NoteKind};
use super::changed::{Changed, Prose};
use super::noise::is_stamp;
use super::notes::STORY;
use super::sorts::Sort;
use super::told::Told;
use super::version::Version;

/// Later notes of one version admit nothing, so that a page of notes does not take the square of its length.
const MOST_NOTES: usize = 50;

/// Says of each change which note admits it.
pub fn settle(old: &Version, new: &Version, notes: &[Note], changes: &mut [Change]) {
    let mut admitted: Vec<Option<usize>> = vec![None; changes.len()];
    let prose = [Prose::new(old), Prose::new(new)];
    let sides: Vec<Changed> = changes.iter().map(|change| Changed::new(change, &prose)).collect();
    let date = new.article.date.or(old.article.date);
    let told: Vec<Parts> = notes.iter().take(MOST_NOTES).map(|note| Parts::new(note, date)).collect();
    for (side, admitted) in sides.iter().zip(&mut admitted) {
        let best = told.iter().enumerate().filter_map(|(note, parts)| Some((parts.give(side)?, note)));
        *admitted = best
            .max_by(|one, other| one.0.total_cmp(&other.0).then(other.1.cmp(&one.1)))
            .map(|(_, note)| note);
    }
    for (note, parts) in told.iter().enumerate() {
        let mut undecided = 0;
        let mut rivals: Vec<usize> = Vec::new();
        for clause in &parts.clauses {
            match answers(clause, &sides, &admitted) {
                Answer::Changes(found) => found.into_iter().for_each(|change| admitted[change] = Some(note)),
                Answer::OneOf(found) => {
                    undecided += 1;
                    rivals.extend(found);
                }
            }
        }
        rivals.sort_unstable();
        rivals.dedup();
        rivals.retain(|change| admitted[*change].is_none());
        if rivals.len() <= undecided {
            rivals.into_iter().for_each(|change| admitted[change] = Some(note));
        }
        if !admitted.contains(&Some(note))
            && let Some(change) = parts.most_likely(&sides, &admitted)
        {
            admitted[change] = Some(note);
        }
    }
    // What was changed in the same way elsewhere, in the headline say, is admitted with it.
    let keys: Vec<Option<String>> = sides.iter().map(Changed::key).collect();
    let mut by_key: HashMap<&str, usize> = HashMap::new();
    for (key, note) in keys.iter().zip(&admitted) {
        if let (Some(key), Some(note)) = (key, note) {
            by_key.entry(key).or_insert(*note);
        }
    }
    for (key, note) in keys.iter().zip(&mut admitted) {
        *note = note.or_else(|| by_key.get(key.as_deref()?).copied());
    }
    drop(sides);
    for (change, note) in changes.iter_mut().zip(admitted) {
        change.admitted_by = note;
    }
}

/// The changes that a clause tells of by the sort of thing that it names or the paragraph.
fn answers(clause: &Told, sides: &[Changed], admitted: &[Option<usize>]) -> Answer {
    let is_given = |side: &Changed| clause.names_sort_of(side) && matches!(clause.gives(side), Some(Some(_)));
    if clause.sorts.is_empty() && clause.paragraphs.is_empty()
        || !clause.is_plural && sides.iter().any(is_given)
    {
        return Answer::Changes(Vec::new());
    }
    let is_open = |index: &usize| admitted[*index].is_none() && clause.gives(&sides[*index]) != Some(None);
    let mut found: Vec<usize> = (0..sides.len())
        .filter(is_open)
        .filter(|index| clause.sorts.is_empty() || clause.names_sort_of(&sides[*index]))
        .collect();
    if !clause.paragraphs.is_empty() {
        let distance = |index: &usize| {
            let from =
                |paragraph: usize| clause.paragraphs.iter().map(|named| named.abs_diff(paragraph)).min();
            sides[*index].paragraph.and_then(from).unwrap_or(usize::MAX)
        };
        let nearest = found.iter().map(distance).min().unwrap_or(usize::MAX);
        if nearest <= 1 {
            found.retain(|index| distance(index) == nearest);
        } else {
            let is_general = |sort: &Sort| matches!(sort, Sort::Quotation | Sort::Certainty | Sort::Role);
            found = (0..sides.len()).filter(is_open).filter(|index| distance(index) == 0).collect();
            return Answer::Changes(if clause.sorts.iter().all(is_general) { found } else { Vec::new() });
        }
        if clause.sorts.is_empty() {
            found.retain(|index| distance(index) == 0);
            return Answer::Changes(found);
        }
    }
    // What it names most precisely comes before what it names by the way.
    for sort in [
        Sort::Headline,
        Sort::Transposed,
        Sort::Removed,
        Sort::Statement,
        Sort::Speaker,
        Sort::Age,
        Sort::Money,
    ] {
        let fits = |index: &usize| sort.fits(sides[*index].change, &sides[*index].units);
        if clause.sorts.contains(&sort) && found.iter().any(fits) {
            found.retain(fits);
        }
    }
    if clause.sorts.contains(&Sort::Name)
        && found.iter().any(|index| sides[*index].change.element == Element::Name)
    {
        found.retain(|index| sides[*index].change.fate != Fate::Reattributed);
    }
    let about = |index: &usize| clause.topic_in(&sides[*index]).max(clause.share_of_whole(&sides[*index]));
    let best = found.iter().map(about).fold(0.0, f32::max);
    let is_vague = |index: &usize| sides[*index].is_vague() && !clause.sorts.contains(&Sort::Certainty);
    if let [only] = found.as_slice() {
        let least = if is_vague(only) && clause.sorts.contains(&Sort::Role) {
            SHARE_FOR_MORE
        } else if is_vague(only) {
            SHARE_FOR_WORDS
        } else if sides.iter().any(is_given) {
            SHARE_FOR_MORE
        } else {
            0.0
        };
        return Answer::Changes(if best >= least { found } else { Vec::new() });
    }
    let rest = if sides.iter().any(is_given) { SHARE_FOR_MORE } else { 0.0 };
    let least = if clause.is_plural { (0.5 * best).max(rest) } else { best };
    found.retain(|index| about(index) >= least);
    let first = found.first().and_then(|index| sides[*index].key());
    let is_like_first = |index: &usize| first.is_some() && sides[*index].key() == first;
    if clause.is_plural || found.iter().all(is_like_first) {
        Answer::Changes(found)
    } else {
        found.retain(|index| !is_vague(index));
        Answer::OneOf(found)
    }
}

/// What a clause tells of.
enum Answer {
    /// These changes.
    Changes(Vec<usize>),
    /// One of these, and it does not say which.
    OneOf(Vec<usize>),
}

/// The share of a clause's topic that a passage must have of which any words were changed.
const SHARE_FOR_WORDS: f32 = 0.5;

/// The same of what is changed beside something whose values or words the clause gives.
const SHARE_FOR_MORE: f32 = 0.3;

/// A note as a whole and its clauses.
struct Parts {
    kind: NoteKind,
    whole: Told,
    clauses: Vec<Told>,
    sentences: Vec<Told>,
}

impl Parts {
    fn new(note: &Note, date: Option<jiff::civil::Date>) -> Self {
        let text = without_day(&note.text);
        let clauses = if note.kind == NoteKind::Stamp { Vec::new() } else { Told::clauses(text, date) };
        let sentences = Told::sentences(text, date);
        Parts { kind: note.kind, whole: Told::new(text, date), clauses, sentences }
    }

    /// How surely the note gives the values or words of a change.
    fn give(&self, changed: &Changed) -> Option<f32> {
        if self.kind == NoteKind::Stamp {
            return None;
        }
        let all = self.clauses.iter().chain(&self.sentences).chain([&self.whole]);
        all.filter_map(|told| told.gives(changed).flatten()).max_by(f32::total_cmp)
    }

    /// A correction is about something: of what no note admits, the change whose passage has most of its topic.
    fn most_likely(&self, sides: &[Changed], admitted: &[Option<usize>]) -> Option<usize> {
        const SHARE: f32 = 0.4;
        const SHARE_OF_ANY: f32 = 0.7;
        if matches!(self.kind, NoteKind::Stamp | NoteKind::Update) {
            return None;
        }
        let topic = |index: &usize| self.whole.topic_in(&sides[*index]);
        let likely = |index: &usize| {
            let side = &sides[*index];
            let is_open =
                admitted[*index].is_none() && (self.whole.sorts.is_empty() || self.whole.names_sort_of(side));
            let is_one = matches!(
                side.change.element,
                Element::Figure | Element::Date | Element::Name | Element::Quotation
            );
            let is_about =
                is_one && topic(index) >= SHARE || topic(index) >= SHARE_OF_ANY && self.whole.topic.len() > 1;
            is_open && is_about && self.whole.gives(side) != Some(None)
        };
        let mut found: Vec<usize> = (0..sides.len()).filter(likely).collect();
        found.sort_by(|one, other| topic(other).total_cmp(&topic(one)));
        match found.as_slice() {
            [only] => Some(*only),
            [first, second, ..] if topic(first) > topic(second) => Some(*first),
            _ => None,
        }
    }
}

/// A note without the day on which it was made: "was amended on 3 May 2031 to", "Correction (3 May):".
fn without_day(text: &str) -> &str {
    const FARTHEST: usize = 110;
    const NAMED: [&str; 11] = [
        "amended",
        "updated",
        "corrected",
        "clarified",
        "revised",
        "edited",
        "changed",
        "correction",
        "clarification",
        "update",
        "note",
    ];
    #[rustfmt::skip]
    const SMALL: [&str; 24] = [
        "this", "the", "an", "our", "was", "has", "been", "have", "we", "editor's", "editors", "editor’s", "editors’", "for",
        "record", "a", "and", "it", "is", "to", "readers", "of", "originally", "first",
    ];
    let is_of_heading = |word: &&str| {
        SMALL.contains(word)
            || NAMED.contains(word)
            || STORY.contains(word) && *word != "headline"
            || is_stamp(&[word, "1"])
    };
    let head = &text[..text.floor_char_boundary(FARTHEST)];
    let marks = [" to ", " because ", ": ", " after ", " — ", ") "];
    let is_stamped = |part: &str| {
        let part = part.to_lowercase();
        let words: Vec<&str> = part
            .split_whitespace()
            .map(|word| word.trim_matches(|sign: char| !sign.is_alphanumeric()))
            .filter(|word| !word.is_empty())
            .collect();
        let named = words.iter().rposition(|word| NAMED.contains(word));
        named.is_some_and(|at| {
            words[..at].iter().all(is_of_heading) && (words.len() == at + 1 || is_stamp(&words[at + 1..]))
        })
    };
    let ends = marks.iter().flat_map(|mark| head.match_indices(mark));
    let end = ends.filter(|(at, _)| is_stamped(&head[..*at])).map(|(at, mark)| at + mark.len()).max();
    end.map_or(text, |end| &text[end..])
}
