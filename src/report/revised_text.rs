//! Versions set against each other for a terminal: what a note admits under the note, what none admits by
//! itself, both texts side by side.

use super::phrases::{counted, thousands};
use super::revision::{
    Change, ClaimChange, ClaimFate, Counts, Differences, Element, Fate, History, NoteKind, Passage, Revision,
    Version,
};
use super::terminal::{Cell, Look, Terminal, cut, merged};
use super::visible::{on_one_line, place_on_one_line};

/// How much of a passage is shown, in columns.
const SHOWN: usize = 600;

/// Everything that was changed.
pub fn text(found: &Differences, terminal: Terminal) -> String {
    let mut out = terminal.wrapped(&summary(found), 0);
    out.push_str(&terminal.wrapped(&results(found), 0));
    for history in &found.histories {
        for revision in &history.revisions {
            out.push_str(&revised(history, revision, terminal));
        }
        if history.revisions.is_empty() {
            out.push_str(&terminal.heading(&cut(&title(history), terminal.width.saturating_sub(14)), 0));
            out.push_str(&terminal.wrapped("one version only", 2));
        }
    }
    for (fates, heading) in CLAIM_GROUPS {
        let members: Vec<&ClaimChange> =
            found.claims.iter().filter(|claim| fates.contains(&claim.fate)).collect();
        if !members.is_empty() {
            out.push_str(&terminal.heading(heading, members.len()));
            members.iter().enumerate().for_each(|(index, claim)| out.push_str(&told(index, claim, terminal)));
        }
    }
    out
}

/// What the claims are shown under.
pub(super) const CLAIM_GROUPS: [(&[ClaimFate], &str); 3] = [
    (&[ClaimFate::Verdict, ClaimFate::Findings], "Claims judged otherwise"),
    (&[ClaimFate::New], "New claims"),
    (&[ClaimFate::Gone], "Claims that are gone"),
];

/// "4 versions of 1 article: 9 changes."
pub(super) fn summary(found: &Differences) -> String {
    let counts = &found.summary;
    if found.histories.is_empty() && counts.versions == 0 {
        let same = counts.unchanged_claims;
        let all = same + counts.new_claims + counts.gone_claims + counts.changed_claims;
        return format!("2 reports: {}, {} the same in both.", counted(all, "claim"), thousands(same));
    }
    format!(
        "{} of {}: {}.",
        counted(counts.versions, "version"),
        counted(counts.articles, "article"),
        counted(counts.changes, "change")
    )
}

/// What the changes come to.
pub(super) fn results(found: &Differences) -> String {
    let counts = &found.summary;
    if found.histories.is_empty() && counts.versions == 0 {
        return of_claims(counts);
    }
    if counts.changes == 0 {
        return match found.histories.iter().all(|history| history.revisions.is_empty()) {
            true => "No article has two versions.".to_string(),
            false => "Nothing was changed.".to_string(),
        };
    }
    let are = |count: usize| if count == 1 { "is" } else { "are" };
    let admitted = match counts.admitted {
        0 => String::new(),
        count => {
            format!("{} {} admitted in {}, ", thousands(count), are(count), counted(counts.notes, "note"))
        }
    };
    format!("{admitted}{} {} silent.", thousands(counts.silent), are(counts.silent))
}

fn of_claims(counts: &Counts) -> String {
    let parts: Vec<String> = [
        (counts.changed_claims, "judged otherwise"),
        (counts.new_claims, "new"),
        (counts.gone_claims, "gone"),
    ]
    .into_iter()
    .filter(|(count, _)| *count > 0)
    .map(|(count, what)| format!("{} {what}", thousands(count)))
    .collect();
    if parts.is_empty() { "Nothing was changed.".to_string() } else { format!("{}.", parts.join(", ")) }
}

/// What an article is called.
pub(super) fn title(history: &History) -> String {
    let latest = history.versions.last().map_or("", |version| version.id.as_str());
    let title = on_one_line(history.title.as_deref().unwrap_or(latest));
    match &history.outlet {
        Some(outlet) => format!("{}, {title}", on_one_line(outlet)),
        None => title,
    }
}

/// What a version is called.
pub(super) fn name(version: &Version) -> String {
    match &version.date {
        Some(date) => on_one_line(&format!("{}, {date}", version.id)),
        None => on_one_line(&version.id),
    }
}

/// What was changed, in a word or two.
pub(super) fn label(change: &Change) -> &'static str {
    match (change.fate, change.element) {
        (Fate::Reattributed, _) => "another speaker",
        (Fate::Hedged, _) => "less sure",
        (Fate::Unhedged, _) => "surer",
        (Fate::Reversed, _) => "sense reversed",
        (Fate::Added, Element::Headline) | (_, Element::Headline) => "headline",
        (Fate::Added, Element::Quotation) => "quotation added",
        (Fate::Removed, Element::Quotation) => "quotation removed",
        (Fate::Moved, Element::Quotation) => "quotation moved",
        (Fate::Reworded, Element::Quotation) => "quotation changed",
        (Fate::Added, Element::Attribution) => "attribution added",
        (Fate::Removed, Element::Attribution) => "attribution removed",
        (Fate::Moved, Element::Attribution) => "attribution moved",
        (Fate::Reworded, Element::Attribution) => "attribution changed",
        (Fate::Added, Element::Figure) => "figure added",
        (Fate::Removed, Element::Figure) => "figure removed",
        (_, Element::Figure) => "figure changed",
        (Fate::Added, Element::Date) => "date added",
        (Fate::Removed, Element::Date) => "date removed",
        (_, Element::Date) => "date changed",
        (Fate::Added, Element::Name) => "name added",
        (Fate::Removed, Element::Name) => "name removed",
        (_, Element::Name) => "name changed",
        (Fate::Added, Element::Text) => "passage added",
        (Fate::Removed, Element::Text) => "passage removed",
        (Fate::Moved, Element::Text) => "passage moved",
        (Fate::Reworded, Element::Text) => "words changed",
    }
}

/// What a note is called.
pub(super) fn note_name(kind: NoteKind) -> &'static str {
    match kind {
        NoteKind::Correction => "correction",
        NoteKind::Clarification => "clarification",
        NoteKind::EditorsNote => "editor's note",
        NoteKind::Update => "update",
        NoteKind::Stamp => "stamp",
    }
}

/// What a note leaves open.
pub(super) const ADMITS_NOTHING: &str = "admits none of the changes found";

fn revised(history: &History, revision: &Revision, terminal: Terminal) -> String {
    let (from, to) = (&history.versions[revision.from], &history.versions[revision.to]);
    let mut out =
        terminal.heading(&cut(&title(history), terminal.width.saturating_sub(14)), revision.changes.len());
    out.push_str(&terminal.wrapped(&format!("{} → {}", name(from), name(to)), 0));
    if is_unchanged(revision) {
        out.push_str(&terminal.wrapped("nothing was changed", 2));
    }
    for (index, note) in revision.notes.iter().enumerate() {
        let admitted: Vec<&Change> =
            revision.changes.iter().filter(|change| change.admitted_by == Some(index)).collect();
        let said = format!("{}: “{}”", note_name(note.kind), on_one_line(&note.text));
        let lines = terminal.wrapped(&said, 2);
        out.push('\n');
        out.extend(lines.lines().map(|line| terminal.paint(Look::Strong, line) + "\n"));
        if admitted.is_empty() && note.kind != NoteKind::Stamp {
            out.push_str(&terminal.wrapped(ADMITS_NOTHING, 2));
        }
        if !admitted.is_empty() {
            out.push('\n');
        }
        admitted
            .iter()
            .enumerate()
            .for_each(|(number, change)| out.push_str(&shown(number, change, terminal)));
    }
    let silent: Vec<&Change> =
        revision.changes.iter().filter(|change| change.admitted_by.is_none()).collect();
    if !silent.is_empty() {
        out.push('\n');
        out.push_str(&(terminal.paint(Look::Differs, "  without a note") + "\n\n"));
        silent.iter().enumerate().for_each(|(number, change)| out.push_str(&shown(number, change, terminal)));
    }
    out
}

/// True where nothing but a stamp is new.
pub(super) fn is_unchanged(revision: &Revision) -> bool {
    revision.changes.is_empty() && revision.notes.iter().all(|note| note.kind == NoteKind::Stamp)
}

/// A change with both texts side by side.
fn shown(index: usize, change: &Change, terminal: Terminal) -> String {
    let number = format!("{:>3}. ", index + 1);
    let indent = number.len();
    let said = terminal.wrapped(&format!("{}: {}", label(change), on_one_line(&change.because)), indent);
    let mut out = format!("{number}{}", said.get(indent..).unwrap_or_default());
    let absent = || Cell { text: "(not there)".to_string(), look: Some(Look::Faint), ..Cell::default() };
    let [left, right] = sides(change).map(|side| side.unwrap_or_else(absent));
    out.push_str(&match change.fate {
        Fate::Moved => terminal.marked(&right.text, &right.marks, indent),
        _ => terminal.beside(&[left], &[right], indent),
    });
    out.push('\n');
    out
}

/// Both passages on one line each, with the words marked that differ.
fn sides(change: &Change) -> [Option<Cell>; 2] {
    let side = |passage: &Option<Passage>, which: usize| {
        let passage = passage.as_ref()?;
        let (text, marks) = marked(&passage.text, change.places.iter().map(|ends| ends[which]));
        let shown = cut(&text, SHOWN);
        let end = shown.trim_end_matches('…').len();
        let marks = marks.into_iter().filter(|mark| mark.end <= end).collect();
        Some(Cell { text: shown, marks, look: None })
    };
    [side(&change.old, 0), side(&change.new, 1)]
}

/// A text on one line, and stretches of it, given in code points, in its bytes.
pub(super) fn marked(
    text: &str,
    places: impl Iterator<Item = [usize; 2]>,
) -> (String, Vec<std::ops::Range<usize>>) {
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let byte = |point: usize| place_on_one_line(text, starts[point.min(starts.len() - 1)]);
    let marks =
        places.map(|[start, end]| byte(start)..byte(end)).filter(|mark| mark.start < mark.end).collect();
    (on_one_line(text), merged(marks))
}

fn told(index: usize, claim: &ClaimChange, terminal: Terminal) -> String {
    let number = format!("{:>3}. ", index + 1);
    let indent = number.len();
    let words = terminal.wrapped(&cut(&on_one_line(&claim.claim), SHOWN), indent);
    let mut out = format!("{number}{}", words.get(indent..).unwrap_or_default());
    let because = terminal.wrapped(&on_one_line(&claim.because), indent);
    out.extend(because.lines().map(|line| terminal.paint(Look::Faint, line) + "\n"));
    for (findings, what) in [(&claim.new_findings, "new"), (&claim.gone_findings, "gone")] {
        for finding in findings {
            out.push_str(&terminal.wrapped(&format!("{what}: {}", on_one_line(&finding.because)), indent));
        }
    }
    out
}
