//! Sentences that came, went or changed places, those that stand together as one.

use super::because;
use super::change::{Change, Element, Fate, Passage};
use super::pairing::Group;
use super::stretch::speaker_within;
use super::version::Version;
use std::ops::Range;

/// Marks around fewer words are titles or nicknames.
const FEWEST_QUOTED: usize = 4;

/// The changes of the groups that have one side only, or stand in another order. What the other version has
/// outside its prose is not new and not gone.
pub fn changes(old: &Version, new: &Version, groups: &[Group]) -> Vec<(usize, Change)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < groups.len() {
        let group = &groups[at];
        let count = groups[at..].windows(2).take_while(|two| goes_on(old, new, &two[0], &two[1])).count() + 1;
        let last = &groups[at + count - 1];
        if let Some(fate) = fate(old, new, group) {
            let olds = group.old.start..last.old.end;
            let news = group.new.start..last.new.end;
            found.push((at, whole(old, new, fate, (olds, news))));
        }
        at += count;
    }
    found
}

fn fate(old: &Version, new: &Version, group: &Group) -> Option<Fate> {
    let is_known = |version: &Version, other: &Version, sentences: &Range<usize>| {
        other.left_out.contains(&version.sentences[sentences.start].key)
    };
    match (group.old.is_empty(), group.new.is_empty()) {
        (true, true) => None,
        (true, false) => (!is_known(new, old, &group.new)).then_some(Fate::Added),
        (false, true) => (!is_known(old, new, &group.old)).then_some(Fate::Removed),
        (false, false) => (group.moved && group.same).then_some(Fate::Moved),
    }
}

/// True when two groups are parts of one change: the same became of them, and they stand together, in one
/// paragraph where they came or went.
fn goes_on(old: &Version, new: &Version, one: &Group, next: &Group) -> bool {
    let what = fate(old, new, one);
    let follows = |one: &Range<usize>, next: &Range<usize>| one.end == next.start;
    let in_one = |version: &Version, one: &Range<usize>, next: &Range<usize>| {
        follows(one, next)
            && version.sentences[one.start].paragraph == version.sentences[next.start].paragraph
    };
    what.is_some()
        && what == fate(old, new, next)
        && match what {
            Some(Fate::Added) => in_one(new, &one.new, &next.new),
            Some(Fate::Removed) => in_one(old, &one.old, &next.old),
            _ => follows(&one.old, &next.old) && follows(&one.new, &next.new),
        }
}

fn whole(old: &Version, new: &Version, fate: Fate, (olds, news): (Range<usize>, Range<usize>)) -> Change {
    let (version, sentences) = if fate == Fate::Removed { (old, &olds) } else { (new, &news) };
    let passage = |version: &Version, sentences: &Range<usize>| {
        let span = version.span_of(sentences);
        Passage { text: span.of(&version.article.body).to_owned(), place: Some(span) }
    };
    let speaker = speaker_within(version, version.span_of(sentences));
    let speakers = match fate {
        Fate::Added => [None, speaker],
        Fate::Removed => [speaker, None],
        _ => [speaker.clone(), speaker],
    };
    because::explained(Change {
        element: element(version, sentences),
        fate,
        old: (fate != Fate::Added).then(|| passage(old, &olds)),
        new: (fate != Fate::Removed).then(|| passage(new, &news)),
        edits: Vec::new(),
        speakers,
        admitted_by: None,
        because: String::new(),
    })
}

/// What some sentences hold: a quotation, something that somebody is reported to say, or the outlet's words.
fn element(version: &Version, sentences: &Range<usize>) -> Element {
    let reading = version.reading;
    let attributions = version.attributions(sentences);
    let quotations = version.quotations(sentences);
    let is_long = |index: &usize| {
        let inside = reading.quotations[*index].span.of(&version.article.body);
        inside.split_whitespace().nth(FEWEST_QUOTED - 1).is_some()
    };
    let is_quoted = |index: &usize| !reading.attributions[*index].quoted.is_empty();
    if quotations.iter().any(is_long) || attributions.iter().any(is_quoted) {
        Element::Quotation
    } else if !attributions.is_empty() {
        Element::Attribution
    } else {
        Element::Text
    }
}
