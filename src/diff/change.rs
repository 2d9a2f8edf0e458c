//! What became of the parts of an article from one version to the next.

use std::ops::Range;

use crate::place::Span;

/// One version of an article set against the next.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Revision {
    /// What the later version says of its own changes, in the order of its text.
    pub notes: Vec<Note>,
    /// What was changed: headline first, then in the order of the later text.
    pub changes: Vec<Change>,
}

impl Revision {
    /// The changes that no note admits.
    pub fn silent(&self) -> impl Iterator<Item = &Change> {
        self.changes.iter().filter(|change| change.admitted_by.is_none())
    }
}

/// One thing that was changed.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// What was changed.
    pub element: Element,
    /// What became of it.
    pub fate: Fate,
    /// The passage in the earlier version; none for what was added.
    pub old: Option<Passage>,
    /// The passage in the later version; none for what was removed.
    pub new: Option<Passage>,
    /// The words that differ, in the order of the text; none where the whole passage is what was changed.
    pub edits: Vec<Edit>,
    /// Who is reported to have said it, in the earlier and the later version.
    pub speakers: [Option<String>; 2],
    /// The note that admits it, an index into the revision's notes.
    pub admitted_by: Option<usize>,
    /// One plain sentence.
    pub because: String,
}

/// What was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Element {
    /// The headline.
    Headline,
    /// Words in quotation marks.
    Quotation,
    /// What somebody is reported to have said, without marks; or who said it.
    Attribution,
    /// A number.
    Figure,
    /// A day, month or year.
    Date,
    /// A name.
    Name,
    /// Any other words.
    Text,
}

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fate {
    /// It was not there before.
    Added,
    /// It is no longer there.
    Removed,
    /// Other words, another value.
    Reworded,
    /// The same words in another place.
    Moved,
    /// The same words, given to another speaker.
    Reattributed,
    /// Less sure than before.
    Hedged,
    /// Surer than before.
    Unhedged,
    /// Denied where it was affirmed, or the other way round.
    Reversed,
}

/// A stretch of one version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Its words.
    pub text: String,
    /// Where it stands in the article's body; none for a headline that the body does not have.
    pub place: Option<Span>,
}

/// Words that were replaced; one side is empty where words were added or removed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// In the earlier passage's text, in bytes.
    pub old: Range<usize>,
    /// In the later passage's text, in bytes.
    pub new: Range<usize>,
}

/// What a version says of its own changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// What sort of note it is.
    pub kind: NoteKind,
    /// Where it stands in the article's body.
    pub place: Span,
    /// What of it the earlier version did not have.
    pub text: String,
}

/// What sort of note it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NoteKind {
    /// "Correction:", "An earlier version of this article misstated ..."
    Correction,
    /// "Clarification:"
    Clarification,
    /// "Editor's note:"
    EditorsNote,
    /// "This story has been updated with ..."
    Update,
    /// "Updated 3 May, 14:30", "This story has been updated.": that something was changed, not what.
    Stamp,
}

impl Change {
    /// The words of an edit in both versions.
    pub fn words<'a>(&'a self, edit: &Edit) -> (&'a str, &'a str) {
        let side = |passage: &'a Option<Passage>, range: &Range<usize>| {
            passage.as_ref().and_then(|passage| passage.text.get(range.clone())).unwrap_or_default()
        };
        (side(&self.old, &edit.old), side(&self.new, &edit.new))
    }
}
