//! Versions set against each other as one page for a browser, in the look of the report: both texts side by
//! side.

use serde::Serialize;

use super::html;
use super::passages::Piece;
use super::revised_text::{
    ADMITS_NOTHING, CLAIM_GROUPS, label, marked, name, note_name, results, summary, title,
};
use super::revision::{
    Change, ClaimChange, ClaimFate, Differences, Fate, History, NoteKind, Passage, Revision,
};
use super::visible::on_one_line;

const TEMPLATE: &str = include_str!("revised.html");

/// The whole page.
pub fn page(found: &Differences) -> String {
    let (style, style_hash) = html::style();
    let histories = found.histories.iter().enumerate().map(|(index, history)| HistoryView {
        title: title(history),
        anchor: index + 1,
        revisions: history.revisions.iter().map(|revision| revised(history, revision)).collect(),
    });
    let claims = CLAIM_GROUPS.iter().map(|(fates, title)| ClaimsView {
        title,
        claims: found.claims.iter().filter(|claim| fates.contains(&claim.fate)).map(told).collect(),
    });
    let page = Page {
        summary: summary(found),
        results: results(found),
        silent: found.summary.silent,
        histories: histories.collect(),
        claims: claims.filter(|group| !group.claims.is_empty()).collect(),
        style,
        style_hash,
        version: env!("CARGO_PKG_VERSION"),
    };
    html::rendered(TEMPLATE, &page)
}

#[derive(Serialize)]
struct Page {
    summary: String,
    results: String,
    silent: usize,
    histories: Vec<HistoryView>,
    claims: Vec<ClaimsView>,
    style: &'static str,
    style_hash: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
struct HistoryView {
    title: String,
    anchor: usize,
    revisions: Vec<RevisionView>,
}

#[derive(Serialize)]
struct RevisionView {
    from: String,
    to: String,
    groups: Vec<GroupView>,
}

/// A note with what it admits, or all that no note admits.
#[derive(Serialize)]
struct GroupView {
    class: &'static str,
    kind: &'static str,
    note: String,
    changes: Vec<ChangeView>,
}

#[derive(Serialize)]
struct ChangeView {
    label: &'static str,
    because: String,
    old: Option<Vec<Piece>>,
    new: Option<Vec<Piece>>,
    speakers: [String; 2],
}

#[derive(Serialize)]
struct ClaimsView {
    title: &'static str,
    claims: Vec<ClaimView>,
}

#[derive(Serialize)]
struct ClaimView {
    class: &'static str,
    claim: String,
    because: String,
    findings: Vec<[String; 2]>,
}

fn revised(history: &History, revision: &Revision) -> RevisionView {
    let of_note = |index: Option<usize>| -> Vec<ChangeView> {
        revision.changes.iter().filter(|change| change.admitted_by == index).map(view).collect()
    };
    let mut groups: Vec<GroupView> = revision
        .notes
        .iter()
        .enumerate()
        .map(|(index, note)| GroupView {
            class: "consistent",
            kind: note_name(note.kind),
            note: on_one_line(&note.text),
            changes: of_note(Some(index)),
        })
        .collect();
    for (group, note) in groups.iter_mut().zip(&revision.notes) {
        if group.changes.is_empty() && note.kind != NoteKind::Stamp {
            group.note.push_str(&format!(" ({ADMITS_NOTHING})"));
        }
    }
    groups.push(GroupView {
        class: "conflicting",
        kind: "without a note",
        note: String::new(),
        changes: of_note(None),
    });
    groups.retain(|group| !group.changes.is_empty() || !group.note.is_empty());
    RevisionView {
        from: name(&history.versions[revision.from]),
        to: name(&history.versions[revision.to]),
        groups,
    }
}

fn view(change: &Change) -> ChangeView {
    let side = |passage: &Option<Passage>, which: usize| {
        let passage = passage.as_ref()?;
        let (text, marks) = marked(&passage.text, change.places.iter().map(|ends| ends[which]));
        // Of what came or went as a whole every word differs.
        let is_whole = change.places.is_empty() && matches!(change.fate, Fate::Added | Fate::Removed);
        let marks = if is_whole { vec![0..text.len()] } else { marks };
        let mut pieces = Vec::new();
        let mut at = 0;
        for mark in marks {
            pieces.push(Piece { text: text[at..mark.start].to_string(), marks: String::new() });
            pieces.push(Piece { text: text[mark.clone()].to_string(), marks: "differs".to_string() });
            at = mark.end;
        }
        pieces.push(Piece { text: text[at..].to_string(), marks: String::new() });
        pieces.retain(|piece| !piece.text.is_empty());
        Some(pieces)
    };
    ChangeView {
        label: label(change),
        because: on_one_line(&change.because),
        old: side(&change.old, 0),
        new: side(&change.new, 1),
        speakers: change.speakers.each_ref().map(|name| on_one_line(name.as_deref().unwrap_or_default())),
    }
}

fn told(claim: &ClaimChange) -> ClaimView {
    let findings = [("new", &claim.new_findings), ("gone", &claim.gone_findings)];
    ClaimView {
        class: if claim.fate == ClaimFate::Gone { "consistent" } else { "conflicting" },
        claim: on_one_line(&claim.claim),
        because: on_one_line(&claim.because),
        findings: findings
            .into_iter()
            .flat_map(|(what, all)| all.iter().map(move |one| [what.to_string(), on_one_line(&one.because)]))
            .collect(),
    }
}
