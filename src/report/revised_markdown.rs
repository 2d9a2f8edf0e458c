//! Versions set against each other for a document, in GitHub's Markdown.

use std::fmt::Write as _;

use super::markdown::{bold, escaped};
use super::revised_text::{
    ADMITS_NOTHING, CLAIM_GROUPS, is_unchanged, label, marked, name, note_name, results, summary, title,
};
use super::revision::{Change, ClaimChange, Differences, History, NoteKind, Passage, Revision};

/// Everything that was changed.
pub fn text(found: &Differences) -> String {
    let mut out = format!("# What was changed\n\n{} {}\n", summary(found), results(found));
    for history in &found.histories {
        line(&mut out, &format!("\n## {}", escaped(&title(history))));
        history.revisions.iter().for_each(|revision| revised(&mut out, history, revision));
        if history.revisions.is_empty() {
            line(&mut out, "\nOne version only.");
        }
    }
    for (fates, heading) in CLAIM_GROUPS {
        let members: Vec<&ClaimChange> =
            found.claims.iter().filter(|claim| fates.contains(&claim.fate)).collect();
        if !members.is_empty() {
            line(&mut out, &format!("\n## {heading} ({})\n", members.len()));
            members.iter().for_each(|claim| told(&mut out, claim));
        }
    }
    out
}

fn revised(out: &mut String, history: &History, revision: &Revision) {
    let (from, to) = (&history.versions[revision.from], &history.versions[revision.to]);
    line(out, &format!("\n### {} → {}", escaped(&name(from)), escaped(&name(to))));
    if is_unchanged(revision) {
        line(out, "\nNothing was changed.");
    }
    for (index, note) in revision.notes.iter().enumerate() {
        line(out, &format!("\n> **{}**: {}\n", note_name(note.kind), escaped(&note.text)));
        let admitted: Vec<&Change> =
            revision.changes.iter().filter(|change| change.admitted_by == Some(index)).collect();
        match admitted.is_empty() {
            true if note.kind == NoteKind::Stamp => {}
            true => line(out, &format!("It {ADMITS_NOTHING}.")),
            false => table(out, &admitted),
        }
    }
    let silent: Vec<&Change> =
        revision.changes.iter().filter(|change| change.admitted_by.is_none()).collect();
    if !silent.is_empty() {
        line(out, "\n**Without a note**\n");
        table(out, &silent);
    }
}

fn table(out: &mut String, changes: &[&Change]) {
    line(out, "| what | before | after |\n| --- | --- | --- |");
    for change in changes {
        let side = |passage: &Option<Passage>, which: usize| {
            passage.as_ref().map_or_else(String::new, |passage| {
                let (text, marks) = marked(&passage.text, change.places.iter().map(|ends| ends[which]));
                bold(&text, &marks)
            })
        };
        let what = format!("{}: {}", label(change), change.because);
        line(out, &format!("| {} | {} | {} |", escaped(&what), side(&change.old, 0), side(&change.new, 1)));
    }
}

fn told(out: &mut String, claim: &ClaimChange) {
    line(out, &format!("- {}\n  - {}", escaped(&claim.claim), escaped(&claim.because)));
    for (findings, what) in [(&claim.new_findings, "new"), (&claim.gone_findings, "gone")] {
        findings.iter().for_each(|finding| line(out, &format!("  - {what}: {}", escaped(&finding.because))));
    }
}

fn line(out: &mut String, words: &str) {
    // Writing to a string cannot fail.
    let _ = writeln!(out, "{words}");
}
