//! Versions of written articles, and what a careful reader calls each change: how many are found, how many are
//! called what they are, and whether admitted and silent changes are told apart; what each format shows; and
//! how the command ends.

mod command;
#[path = "../folder/mod.rs"]
mod folder;
#[path = "../page/mod.rs"]
mod page;
mod shown;
#[path = "../snapshot/mod.rs"]
mod snapshot;
mod written;

use written::Score;

#[test]
fn admitted_and_silent_changes_are_told_apart() {
    let score = Score::of(include_str!("first.toml"));
    assert!(score.told_apart() >= 0.98, "{score}");
    assert!(score.named_rightly() >= 0.95, "{score}");
    assert!(score.changes >= 40, "{score}");
}

/// Written before the first run and apart from the first suite: at that run .60 were right, since notes that
/// begin otherwise, short sentences and corrections without values were not known.
#[test]
fn so_they_are_in_other_styles() {
    let score = Score::of(include_str!("second.toml"));
    assert!(score.told_apart() >= 0.9, "{score}");
    assert!(score.named_rightly() >= 0.85, "{score}");
    assert!(score.changes >= 30, "{score}");
}

/// Notes that name what was changed. On two sets of pairs that were written by others and not looked at before,
/// .64 and .69 of the changes were told rightly without it, .82 with it.
#[test]
fn notes_admit_what_they_name() {
    let score = Score::of(include_str!("third.toml"));
    assert!(score.told_apart() >= 0.98, "{score}");
    assert!(score.changes >= 25, "{score}");
}
