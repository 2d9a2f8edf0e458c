//! What was changed in sentences that both versions have, in other words.

use super::because;
use super::change::{Change, Edit, Element, Fate, Passage};
use super::edits::{Differing, Laid};
use super::pairing::Group;
use super::speakers::{self, OtherSpeaker};
use super::values::{self, Told};
use super::version::Version;
use super::wording;
use crate::align::{Prepared, Statement};
use crate::place::Span;

/// Marks around fewer words are titles, nicknames or scare quotes, unless somebody is reported to say them.
const FEWEST_QUOTED: usize = 3;

/// The share of a quotation's words that the other version has as well.
const SHARE: f32 = 0.5;

/// Everything that was changed in a group, in the order of its words.
pub fn changes(old: &Version, new: &Version, group: &Group, is_kept: &[bool]) -> Vec<Change> {
    let laid = Laid::of_group(old, new, group);
    let sides = (old.span_of(&group.old), new.span_of(&group.new));
    let mut stretch =
        Stretch { old, new, group, sides, differing: laid.differing(), laid, found: Vec::new() };
    stretch.speakers(is_kept);
    if group.same && stretch.differing.is_empty() {
        return stretch.found;
    }
    let (told_old, told_new) = (told(old, sides.0), told(new, sides.1));
    let mut others = values::settle(&stretch.laid, &told_old, &told_new, &mut stretch.differing);
    stretch.quotations();
    others.retain(|other| stretch.differing.iter().any(|one| touches(one, &other.place)));
    for other in others {
        stretch.value(&other);
    }
    stretch.words(&told_old, &told_new);
    let place =
        |change: &Change| change.edits.first().map_or((0, 0), |edit| (edit.new.start, edit.old.start));
    stretch.found.sort_by_key(place);
    stretch.found
}

/// The changes of the headline: one, with all its words.
pub fn headline(old: &Version, new: &Version) -> Option<Change> {
    let (before, after) = match (old.headline, new.headline) {
        (Some(before), Some(after)) => (before, after),
        _ => return None,
    };
    let words = |text: &str| crate::verify::read_words(text, &[], crate::verify::Role::Record).words;
    let (olds, news) = (words(before.0), words(after.0));
    let laid = Laid::new((before.0, after.0), &olds, &news);
    let mut differing = laid.differing();
    let statement = |version: &Version, text| Told { prepared: prepared(version, text), base: 0 };
    let (told_old, told_new) = (statement(old, before.0), statement(new, after.0));
    values::settle(&laid, &told_old, &told_new, &mut differing);
    if differing.is_empty() {
        return None;
    }
    let passage = |(text, place): (&str, Option<Span>)| Some(Passage { text: text.to_owned(), place });
    let edits = differing.iter().map(|one| Edit { old: one.old.range(), new: one.new.range() }).collect();
    Some(because::explained(Change {
        element: Element::Headline,
        fate: Fate::Reworded,
        old: passage(before),
        new: passage(after),
        edits,
        speakers: [None, None],
        admitted_by: None,
        because: String::new(),
    }))
}

fn told<'a>(version: &Version<'a>, span: Span) -> Told<'a> {
    Told { prepared: prepared(version, span.of(&version.article.body)), base: span.start }
}

fn prepared<'a>(version: &Version, text: &'a str) -> Prepared<'a> {
    Prepared::new(&Statement { text, date: version.article.date, ..Statement::default() })
}

fn touches(one: &Differing, other: &Differing) -> bool {
    one.old.overlaps(other.old) || one.new.overlaps(other.new)
}

/// A group and what of its differences is not told yet.
struct Stretch<'a> {
    old: &'a Version<'a>,
    new: &'a Version<'a>,
    group: &'a Group,
    /// Where the group stands in both bodies.
    sides: (Span, Span),
    laid: Laid<'a>,
    differing: Vec<Differing>,
    found: Vec<Change>,
}

impl Stretch<'_> {
    fn push(&mut self, element: Element, fate: Fate, edits: &[Differing], speakers: [Option<String>; 2]) {
        let passage = |version: &Version, span: Span| {
            Some(Passage { text: span.of(&version.article.body).to_owned(), place: Some(span) })
        };
        let within = |span: Span, side: Span| {
            let start = span.start.clamp(side.start, side.end) - side.start;
            start..span.end.clamp(side.start, side.end) - side.start
        };
        let edit =
            |one: &Differing| Edit { old: within(one.old, self.sides.0), new: within(one.new, self.sides.1) };
        self.found.push(because::explained(Change {
            element,
            fate,
            old: passage(self.old, self.sides.0),
            new: passage(self.new, self.sides.1),
            edits: edits.iter().map(edit).collect(),
            speakers,
            admitted_by: None,
            because: String::new(),
        }));
    }

    /// Takes the differences that a test picks.
    fn take(&mut self, is_taken: impl Fn(&Differing) -> bool) -> Vec<Differing> {
        let (taken, left) = self.differing.iter().partition(|one| is_taken(one));
        self.differing = left;
        taken
    }

    fn speakers(&mut self, is_kept: &[bool]) {
        let others =
            speakers::compare((self.old, self.new), self.group, &self.laid, &self.differing, is_kept);
        for OtherSpeaker { fate, speakers, places: [old, new], quoted } in others {
            let lies_in = |span: Span, place: Option<Span>| place.is_some_and(|place| place.overlaps(span));
            let edits = self.take(|one| {
                (one.old.is_empty() || lies_in(one.old, old))
                    && (one.new.is_empty() || lies_in(one.new, new))
                    && (lies_in(one.old, old) || lies_in(one.new, new))
            });
            let element = if quoted { Element::Quotation } else { Element::Attribution };
            self.push(element, fate, &edits, speakers);
        }
    }

    /// Words changed inside quotation marks, and marks that came or went around the same words.
    fn quotations(&mut self) {
        let olds = quoted(self.old, self.old.quotations(&self.group.old));
        let news = quoted(self.new, self.new.quotations(&self.group.new));
        let mut answered = vec![false; news.len()];
        for (index, span) in &olds {
            let shared = |other: &usize| self.laid.common(*span, news[*other].1).0;
            let best = (0..news.len()).max_by_key(|other| (shared(other), usize::MAX - other));
            let (_, all) = self.laid.common(*span, *span);
            let best = best.filter(|other| {
                let words = self.laid.new.iter().filter(|word| news[*other].1.covers(word.span)).count();
                shared(other) > 0 && shared(other) as f32 >= SHARE * all.min(words) as f32
            });
            let speaker = self.speaker_of(self.old, *index);
            if let Some(other) = best {
                answered[other] = true;
                let place = news[other].1;
                let edits = self.take(|one| {
                    (one.old.is_empty() || span.covers(one.old))
                        && (one.new.is_empty() || place.covers(one.new))
                });
                if !edits.is_empty() {
                    let speakers = [speaker, self.speaker_of(self.new, news[other].0)];
                    self.push(Element::Quotation, Fate::Reworded, &edits, speakers);
                }
            } else {
                let answers =
                    self.laid.pairs.iter().filter(|(one, _)| span.covers(self.laid.old[*one].span)).count();
                if all >= FEWEST_QUOTED && 10 * answers >= 6 * all {
                    self.unmarked(*span, true, [speaker, None]);
                } else if all >= FEWEST_QUOTED {
                    let edits = self.take(|one| one.old.overlaps(*span));
                    self.push(Element::Quotation, Fate::Removed, &edits, [speaker, None]);
                }
            }
        }
        for ((index, span), _) in news.iter().zip(&answered).filter(|(_, answered)| !**answered) {
            let words = self.laid.new.iter().filter(|word| span.covers(word.span)).count();
            let answers =
                self.laid.pairs.iter().filter(|(_, other)| span.covers(self.laid.new[*other].span)).count();
            let speaker = self.speaker_of(self.new, *index);
            if words >= FEWEST_QUOTED && 10 * answers >= 6 * words {
                self.unmarked(*span, false, [None, speaker]);
            } else if words >= FEWEST_QUOTED {
                let edits = self.take(|one| one.new.overlaps(*span));
                self.push(Element::Quotation, Fate::Added, &edits, [None, speaker]);
            }
        }
    }

    /// The same words with marks around them in one version only.
    fn unmarked(&mut self, span: Span, in_old: bool, speakers: [Option<String>; 2]) {
        let edits = self.take(|one| if in_old { one.old.overlaps(span) } else { one.new.overlaps(span) });
        let fate = if in_old { Fate::Removed } else { Fate::Added };
        self.push(Element::Quotation, fate, &edits, speakers);
        if let Some(change) = self.found.last_mut() {
            change.because = because::marks(in_old, !edits.is_empty());
        }
    }

    /// Who is reported to have said a quotation.
    fn speaker_of(&self, version: &Version, quotation: usize) -> Option<String> {
        let span = version.reading.quotations[quotation].span;
        speaker_within(version, span)
    }

    fn value(&mut self, other: &values::OtherValue) {
        let place = other.place;
        let covered = |one: &Differing| {
            (one.old.is_empty() || place.old.covers(one.old))
                && (one.new.is_empty() || place.new.covers(one.new))
        };
        // “in March”, “in May”: a value of which only one side was read as one.
        let is_instead = |one: &Differing| {
            let is_one_sided = place.old.is_empty() != place.new.is_empty();
            is_one_sided
                && (one.old == place.old && !one.new.is_empty()
                    || one.new == place.new && !one.old.is_empty())
        };
        let taken = self.take(|one| covered(one) || is_instead(one));
        let fate = match (place.old.is_empty(), place.new.is_empty()) {
            (true, _) => Fate::Added,
            (_, true) => Fate::Removed,
            _ => Fate::Reworded,
        };
        // Where other words stand in its place, it was not merely added or removed.
        let in_place = taken.iter().find(|one| !one.old.is_empty() && !one.new.is_empty()).copied();
        let (place, fate) = match in_place.filter(|_| fate != Fate::Reworded) {
            Some(one) => (one, Fate::Reworded),
            None => (place, fate),
        };
        // A value that is a small part of other words goes with them.
        if taken.is_empty() && fate != Fate::Reworded {
            return;
        }
        let cut =
            std::mem::take(&mut self.differing).into_iter().filter_map(|one| match touches(&one, &place) {
                true => self.without(one, &place),
                false => Some(one),
            });
        self.differing = cut.collect();
        self.push(other.element, fate, &[place], [None, None]);
    }

    /// What is left of a difference that begins or ends with a value, which is told by itself.
    fn without(&self, one: Differing, value: &Differing) -> Option<Differing> {
        let rest = if one.old.start == value.old.start && one.new.start == value.new.start {
            Differing {
                old: Span::new(value.old.end.min(one.old.end), one.old.end),
                new: Span::new(value.new.end.min(one.new.end), one.new.end),
            }
        } else if one.old.end == value.old.end && one.new.end == value.new.end {
            Differing {
                old: Span::new(one.old.start, value.old.start.max(one.old.start)),
                new: Span::new(one.new.start, value.new.start.max(one.new.start)),
            }
        } else {
            return Some(one);
        };
        let rest = Differing {
            old: rest.old.trimmed(self.laid.old_body),
            new: rest.new.trimmed(self.laid.new_body),
        };
        let says = |span: Span, body: &str| span.of(body).contains(char::is_alphanumeric);
        (says(rest.old, self.laid.old_body) || says(rest.new, self.laid.new_body)).then_some(rest)
    }

    /// Everything else: names, hedges, denials each by itself, other words together.
    fn words(&mut self, told_old: &Told, told_new: &Told) {
        let mut plain: Vec<Differing> = Vec::new();
        for one in std::mem::take(&mut self.differing) {
            match wording::classify(&one, told_old, told_new) {
                (None, Fate::Reworded) => plain.push(one),
                (Some(element), fate) => self.push(element, fate, &[one], [None, None]),
                (None, fate) => self.push(self.where_it_stands(&[one]), fate, &[one], [None, None]),
            }
        }
        if !plain.is_empty() {
            self.push(self.where_it_stands(&plain), Fate::Reworded, &plain, [None, None]);
        }
    }

    /// In whose voice words stand: within what somebody is reported to say, or in the outlet's own.
    fn where_it_stands(&self, edits: &[Differing]) -> Element {
        let is_said = |version: &Version, sentences, spans: Vec<Span>| {
            version.attributions(sentences).iter().any(|index| {
                let content = &version.reading.attributions[*index].content;
                content.iter().any(|part| spans.iter().any(|span| part.overlaps(*span)))
            })
        };
        let olds = edits.iter().map(|one| one.old).collect();
        let news = edits.iter().map(|one| one.new).collect();
        match is_said(self.old, &self.group.old, olds) || is_said(self.new, &self.group.new, news) {
            true => Element::Attribution,
            false => Element::Text,
        }
    }
}

/// The quotations among some that are words of somebody, not titles or nicknames.
fn quoted(version: &Version, quotations: Vec<usize>) -> Vec<(usize, Span)> {
    let reading = version.reading;
    let body = &version.article.body;
    let is_speech = |span: Span| {
        span.of(body).split_whitespace().nth(FEWEST_QUOTED - 1).is_some()
            || reading.attributions.iter().any(|found| found.quoted.iter().any(|part| part.overlaps(span)))
    };
    let spans = quotations.into_iter().map(|index| (index, reading.quotations[index].span));
    spans.filter(|(_, span)| is_speech(*span)).collect()
}

/// Who is reported to have said most of a stretch.
pub fn speaker_within(version: &Version, span: Span) -> Option<String> {
    let reading = version.reading;
    let first = version.sentence_at(span.start)?;
    let sentences = first..version.sentence_at(span.end.saturating_sub(1)).unwrap_or(first).max(first) + 1;
    let shared = |index: &usize| -> usize {
        let content = reading.attributions[*index].content.iter();
        content.map(|part| part.end.min(span.end).saturating_sub(part.start.max(span.start))).sum()
    };
    let most =
        version.attributions(&sentences).into_iter().max_by_key(|index| (shared(index), usize::MAX - index));
    let most = most.filter(|index| shared(index) > 0)?;
    let resolution = reading.cast.resolutions.get(most)?.as_ref()?;
    Some(reading.cast.speakers[resolution.speaker].name.clone())
}
