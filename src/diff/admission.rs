//! Which changes a version's notes admit.
//!
//! A note admits a change when it gives the values or the words that differ, or when it speaks of the sort of
//! thing that was changed (a name, a date, a quotation) and of the passage that it stands in. A note that
//! says only that something was changed admits nothing.

use std::collections::HashSet;

use super::change::{Change, Element, Fate, Note, NoteKind};
use crate::align::quantity::Bound;
use crate::align::{Prepared, Statement, Value, WordId, content_stems, word_id};
use crate::ingest::Article;

/// The share of the words that differ which a note must have to admit them.
const SHARE_OF_WORDS: f32 = 0.6;

/// The share of a note's topic that a passage must have where the note names the sort of thing.
const SHARE_OF_TOPIC: f32 = 0.5;

/// The same where it names none.
const SHARE_OF_WHOLE_TOPIC: f32 = 0.7;

/// Says of each change which note admits it.
pub fn settle(old: &Article, new: &Article, notes: &[Note], changes: &mut [Change]) {
    let told: Vec<Told> = notes.iter().map(|note| Told::new(note, old, new)).collect();
    for change in changes.iter_mut() {
        let side = Changed::new(change, old, new);
        let best = (0..told.len())
            .filter_map(|note| Some((told[note].admits(&side)?, note)))
            .max_by(|one, other| one.0.total_cmp(&other.0).then(other.1.cmp(&one.1)));
        change.admitted_by = best.map(|(_, note)| note);
    }
    for (note, told) in told.iter().enumerate() {
        if told.topic.is_empty() {
            admit_the_only_one(note, told, changes);
        } else if changes.iter().all(|change| change.admitted_by != Some(note)) {
            let sides: Vec<Changed> = changes.iter().map(|change| Changed::new(change, old, new)).collect();
            let found = told.most_likely(&sides);
            if let Some(change) = found {
                changes[change].admitted_by = Some(note);
            }
        }
    }
}

/// "The headline has been corrected": where one thing of the sort was changed, it is that.
fn admit_the_only_one(note: usize, told: &Told, changes: &mut [Change]) {
    if told.note.kind == NoteKind::Stamp || !told.values.is_empty() {
        return;
    }
    let fits: Vec<usize> = (0..changes.len())
        .filter(|index| changes[*index].admitted_by.is_none() && told.names_sort_of(&changes[*index]))
        .collect();
    if let [only] = fits.as_slice() {
        changes[*only].admitted_by = Some(note);
    }
}

/// A note, and what it speaks of.
struct Told<'a> {
    note: &'a Note,
    values: Vec<Value>,
    stems: HashSet<WordId>,
    forms: HashSet<WordId>,
    /// The words that say what it is about.
    topic: Vec<(WordId, f32)>,
    elements: Vec<Element>,
    fates: Vec<Fate>,
}

impl<'a> Told<'a> {
    fn new(note: &'a Note, old: &Article, new: &Article) -> Self {
        let text = without_day(&note.text);
        let plain = text.to_lowercase();
        let words: Vec<&str> = plain
            .split(|letter: char| !letter.is_alphanumeric() && letter != '\'' && letter != '’')
            .collect();
        let has = |stems: &[&str]| words.iter().any(|word| stems.iter().any(|stem| word.starts_with(stem)));
        let elements = SORTS.iter().filter(|(_, stems)| has(stems)).map(|(element, _)| *element).collect();
        let fates = FATES.iter().filter(|(_, stems)| has(stems)).map(|(fate, _)| *fate).collect();
        let all = content_stems(text);
        let general: HashSet<WordId> = GENERAL
            .split_whitespace()
            .flat_map(|word| content_stems(word).into_iter().map(|(stem, _)| stem).chain([word_id(word)]))
            .collect();
        let topic =
            all.iter().filter(|(stem, weight)| !general.contains(stem) && *weight > 0.0).copied().collect();
        Told {
            note,
            values: values(text, new.date.or(old.date)),
            stems: all.iter().map(|(stem, _)| *stem).collect(),
            forms: Prepared::new(&statement(text)).words.iter().map(|word| word.form).collect(),
            topic,
            elements,
            fates,
        }
    }

    /// How surely the note admits a change; none where it does not.
    fn admits(&self, changed: &Changed) -> Option<f32> {
        if self.note.kind == NoteKind::Stamp {
            return None;
        }
        let topic = self.topic_in(changed);
        if let Some(sure) = self.by_value(changed, topic) {
            return sure;
        }
        let words = self.words_of(changed);
        if words >= SHARE_OF_WORDS {
            return Some(1.0 + words + topic);
        }
        let is_sort = self.names_sort_of(changed.change);
        let names_sorts = !self.elements.is_empty() || !self.fates.is_empty();
        let named_another = names_sorts && !is_sort;
        let is_about = match changed.change.fate {
            _ if is_sort => topic.max(self.share_of_whole(changed)) >= SHARE_OF_TOPIC,
            Fate::Reworded
                if matches!(changed.change.element, Element::Figure | Element::Date | Element::Name) =>
            {
                false
            }
            Fate::Moved => false,
            Fate::Reworded => !named_another && topic >= SHARE_OF_WHOLE_TOPIC,
            _ => !named_another && topic >= SHARE_OF_WHOLE_TOPIC && self.topic.len() > 1,
        };
        is_about.then_some(topic)
    }

    /// A correction is about something: of what no note admits, the change whose passage has most of its topic.
    fn most_likely(&self, sides: &[Changed]) -> Option<usize> {
        const SHARE: f32 = 0.4;
        if matches!(self.note.kind, NoteKind::Stamp | NoteKind::Update) {
            return None;
        }
        let names_no_sort = self.elements.is_empty() && self.fates.is_empty();
        let likely = |index: &usize| {
            let side = &sides[*index];
            let topic = self.topic_in(side);
            let is_open =
                side.change.admitted_by.is_none() && (names_no_sort || self.names_sort_of(side.change));
            let is_one = matches!(
                side.change.element,
                Element::Figure | Element::Date | Element::Name | Element::Quotation
            );
            is_open && is_one && topic >= SHARE && self.by_value(side, topic) != Some(None)
        };
        let topics = |index: &usize| self.topic_in(&sides[*index]);
        let mut found: Vec<usize> = (0..sides.len()).filter(likely).collect();
        found.sort_by(|one, other| topics(other).total_cmp(&topics(one)));
        match found.as_slice() {
            [only] => Some(*only),
            [first, second, ..] if topics(first) > topics(second) => Some(*first),
            _ => None,
        }
    }

    /// By the values that differ: both of them, or one and the passage. Where the note gives values and none
    /// of them is the change's, it speaks of something else.
    fn by_value(&self, changed: &Changed, topic: f32) -> Option<Option<f32>> {
        if changed.values.iter().all(Vec::is_empty) {
            return None;
        }
        let has = |side: &[Value]| side.iter().any(|value| self.values.iter().any(|own| is_same(own, value)));
        let [before, after] = changed.values.each_ref().map(|side| has(side));
        match (before, after) {
            (true, true) => Some(Some(3.0 + topic)),
            (true, false) | (false, true) if topic >= 0.25 || self.topic.is_empty() => {
                Some(Some(2.0 + topic))
            }
            _ if matches!(changed.change.element, Element::Figure | Element::Date) => {
                let is_of_another = self.values.iter().any(|own| {
                    changed
                        .values
                        .iter()
                        .flatten()
                        .any(|value| std::mem::discriminant(own) == std::mem::discriminant(value))
                });
                is_of_another.then_some(None)
            }
            _ => None,
        }
    }

    /// The share of the words that differ, of one side, that the note has.
    fn words_of(&self, changed: &Changed) -> f32 {
        let share = |words: &[(WordId, f32)]| {
            let all: f32 = words.iter().map(|(_, weight)| weight).sum();
            let told: f32 =
                words.iter().filter(|(stem, _)| self.stems.contains(stem)).map(|(_, weight)| weight).sum();
            if all > 0.0 { told / all } else { 0.0 }
        };
        let [before, after] = &changed.words;
        let most = share(before).max(share(after));
        if most > 0.0 || !before.is_empty() || !after.is_empty() {
            return most;
        }
        // Small words alone: "will" for "may".
        let small =
            |side: &HashSet<WordId>| !side.is_empty() && side.iter().all(|form| self.forms.contains(form));
        let either = changed.small.iter().any(small);
        if either && self.topic_in(changed) >= SHARE_OF_TOPIC { 1.0 } else { 0.0 }
    }

    /// The share of the note's topic that the passage has.
    fn topic_in(&self, changed: &Changed) -> f32 {
        let all: f32 = self.topic.iter().map(|(_, weight)| weight).sum();
        let there: f32 = self
            .topic
            .iter()
            .filter(|(stem, _)| changed.passage.contains(stem))
            .map(|(_, weight)| weight)
            .sum();
        if all > 0.0 { there / all } else { 0.0 }
    }

    /// The share of a passage that came or went which the note tells.
    fn share_of_whole(&self, changed: &Changed) -> f32 {
        if !changed.change.edits.is_empty() || changed.passage.is_empty() {
            return 0.0;
        }
        let told = changed.passage.iter().filter(|stem| self.stems.contains(stem)).count();
        told as f32 / changed.passage.len() as f32
    }

    /// True when the note says that something of this sort was changed, or changed like this.
    fn names_sort_of(&self, change: &Change) -> bool {
        let is_of = |element| self.elements.contains(&element);
        let of_element = match change.fate {
            Fate::Reattributed => {
                is_of(Element::Attribution) || is_of(Element::Quotation) || is_of(Element::Name)
            }
            Fate::Added | Fate::Removed if change.edits.is_empty() => false,
            _ => is_of(change.element),
        };
        of_element || self.fates.contains(&change.fate)
    }
}

/// A change, and what it is known by.
struct Changed<'a> {
    change: &'a Change,
    values: [Vec<Value>; 2],
    /// The telling words that only one side has.
    words: [Vec<(WordId, f32)>; 2],
    /// All words that only one side has.
    small: [HashSet<WordId>; 2],
    /// The telling words of both passages, and of the speakers' names.
    passage: HashSet<WordId>,
}

impl<'a> Changed<'a> {
    fn new(change: &'a Change, old: &Article, new: &Article) -> Self {
        let texts =
            [&change.old, &change.new].map(|side| side.as_ref().map_or("", |passage| passage.text.as_str()));
        let mut differing = [String::new(), String::new()];
        for edit in &change.edits {
            let (before, after) = change.words(edit);
            for (side, words) in differing.iter_mut().zip([before, after]) {
                side.push_str(words);
                side.push_str(" … ");
            }
        }
        if change.fate == Fate::Reattributed {
            for (side, name) in differing.iter_mut().zip(&change.speakers) {
                side.push_str(name.as_deref().unwrap_or_default());
            }
        }
        let is_whole = change.edits.is_empty() && change.fate != Fate::Reattributed;
        let around: String = texts
            .iter()
            .copied()
            .chain(change.speakers.iter().flatten().map(String::as_str))
            .collect::<Vec<_>>()
            .join(" ");
        let stems = differing.each_ref().map(|text| content_stems(text));
        let only = |own: &[(WordId, f32)], other: &[(WordId, f32)]| -> Vec<(WordId, f32)> {
            own.iter().filter(|(stem, _)| !other.iter().any(|(known, _)| known == stem)).copied().collect()
        };
        let forms = |text: &str| -> HashSet<WordId> {
            Prepared::new(&statement(text)).words.iter().map(|word| word.form).collect()
        };
        Changed {
            change,
            values: [values(&differing[0], old.date), values(&differing[1], new.date)],
            words: if is_whole {
                [Vec::new(), Vec::new()]
            } else {
                [only(&stems[0], &stems[1]), only(&stems[1], &stems[0])]
            },
            small: differing.each_ref().map(|text| forms(text)),
            passage: content_stems(&around).into_iter().map(|(stem, _)| stem).collect(),
        }
    }
}

fn statement(text: &str) -> Statement<'_> {
    Statement { text, ..Statement::default() }
}

fn values(text: &str, date: Option<jiff::civil::Date>) -> Vec<Value> {
    let prepared = Prepared::new(&Statement { date, ..statement(text) });
    prepared.words.iter().filter_map(|word| word.value).collect()
}

/// True for one figure, whatever the text says of its exactness and unit, and for one day.
fn is_same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Quantity(one), Value::Quantity(other)) => {
            let plain = |quantity: &crate::align::quantity::Quantity| crate::align::quantity::Quantity {
                bound: Bound::Exact,
                ..*quantity
            };
            let (one, other) = (plain(one), plain(other));
            one.same_figure(&other)
                || one.unit != other.unit && one.low == other.low && one.high == other.high
        }
        (Value::Date(one), Value::Date(other)) => {
            one == other || one.first_day().is_some() && one.first_day() == other.first_day()
        }
        _ => false,
    }
}

/// A note without the day on which it was made: "was amended on 3 May 2031 to", "Correction (3 May):".
fn without_day(text: &str) -> &str {
    const FARTHEST: usize = 110;
    let head = &text[..text.floor_char_boundary(FARTHEST)];
    let marks = [" to ", " because ", ": ", " after ", " — ", ") "];
    let is_stamped = |part: &str| {
        let part = part.to_lowercase();
        let named = [
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
        named.iter().any(|word| part.contains(word))
    };
    let ends = marks.iter().filter_map(|mark| head.find(mark).map(|at| at + mark.len()));
    let end = ends.filter(|end| is_stamped(&head[..*end])).min();
    end.map_or(text, |end| &text[end..])
}

/// What a note calls the things that were changed.
const SORTS: &[(Element, &[&str])] = &[
    (Element::Headline, &["headline", "title"]),
    (Element::Quotation, &["quot", "remark", "misquot"]),
    (Element::Attribution, &["attribut", "misattribut", "speaker"]),
    (
        Element::Figure,
        &[
            "number",
            "figure",
            "amount",
            "percentage",
            "total",
            "toll",
            "sum",
            "price",
            "cost",
            "size",
            "score",
            "age",
            "how",
            "budget",
            "share",
            "rate",
            "distance",
            "length",
            "height",
            "population",
        ],
    ),
    (Element::Date, &["date", "day", "year", "month", "when", "week", "time"]),
    (
        Element::Name,
        &["name", "misspel", "spel", "surname", "misidentif", "identif", "title", "misnamed", "who", "which"],
    ),
];

/// What a note says became of them.
const FATES: &[(Fate, &[&str])] = &[
    (Fate::Added, &["add", "includ", "insert"]),
    (Fate::Removed, &["remov", "delet", "withdr", "cut", "retract", "omit", "taken"]),
    (Fate::Reattributed, &["attribut", "misattribut", "speaker"]),
];

/// Words of notes that do not say what they are about.
const GENERAL: &str = "earlier previous original prior initial first version article story report post piece page headline title text \
    paragraph sentence misstated misspelled misspelt misidentified misattributed misquoted misnamed incorrect incorrectly wrong wrongly mistaken \
    mistakenly erroneous erroneously inaccurate inaccurately said say state stated reported gave give correct corrected \
    correction corrections clarify clarified clarification amend amended update updated change changed edit edited editing \
    editor editors note revise revised error mistake number figure amount name spelling spelled date day year month week time \
    quote quotation quoted attributed attribute attribution comment statement response remark regret regrets apologise \
    apologize published publish publication reflect include included including add added addition remove removed deleted \
    detail details information new originally previously initially reader readers due caption actual actually fact in was is \
    that this it the of to not he she they his her their its surname identified misleading clear make total claim claimed given \
    suggested implied should have been read rather than instead an a and from for by on with has were are who which when how what";
