//! Words of the outlet about the text: editor's notes, corrections, credits, copyright.

use super::lines::Line;

/// Sees an editor's note or a correction.
pub(super) fn editors_note(line: &Line) -> bool {
    line.plain.trim_start_matches(['(', '[', '*', ' ']).starts_with("editor's note:")
        || line.plain.trim_start_matches(['(', '[', '*', ' ']).starts_with("editors' note:")
        || line.begins_with(&[
            "correction:",
            "clarification:",
            "corrections:",
            "correction appended",
            "editor's note -",
        ])
}

/// Sees what has become of the story: updated, first published elsewhere, still developing.
pub(super) fn story_of_the_story(line: &Line) -> bool {
    #[rustfmt::skip]
    const STORIES: &[&str] = &[
        "story", "article", "post", "piece", "report", "column", "essay", "headline",
    ];
    #[rustfmt::skip]
    const FATES: &[&str] = &[
        "has been updated", "was updated", "will be updated", "has been corrected", "was corrected",
        "has been amended", "was amended", "has been clarified", "first appeared", "originally appeared",
        "was first published", "was originally published", "originally ran", "is developing",
        "was produced", "appeared in print",
    ];
    let plain = line.plain.trim_start_matches(['(', '[', '*', ' ']);
    let is_about_itself = |start: &str| {
        plain.strip_prefix(start).is_some_and(|rest| STORIES.iter().any(|story| rest.starts_with(story)))
    };
    let is_developing =
        plain.starts_with("this is a developing story") || plain.starts_with("this is a breaking");
    is_developing
        || plain.starts_with("an earlier version of this")
        || plain.starts_with("a previous version of this")
        || ((is_about_itself("this ")
            || is_about_itself("the above ")
            || plain.starts_with("a version of this "))
            && FATES.iter().any(|fate| plain.chars().take(70).collect::<String>().contains(fate)))
}

/// Sees who else worked on the text: "Additional reporting by ...", "... contributed to this report."
pub(super) fn reporting_credit(line: &Line) -> bool {
    #[rustfmt::skip]
    const OPENINGS: &[&str] = &[
        "additional reporting by", "additional reporting from", "reporting by", "contributing:",
        "compiled by", "with reporting by", "with additional reporting", "written by", "story by",
        "edited by", "editing by", "editor on duty", "research by",
    ];
    #[rustfmt::skip]
    const CLOSINGS: &[&str] = &[
        "contributed to this report", "contributed to this story", "contributed to this article",
        "contributed reporting", "contributed to this post", "contributed additional reporting",
        "also contributed", "contributed research",
    ];
    let plain = line.plain.trim_start_matches(['(', '[', '-', '—', '–', ' ']);
    let end = plain.trim_end_matches([')', ']', '.']);
    let is_short = line.words <= 40 && !line.has_quotation_marks();
    is_short
        && (OPENINGS.iter().any(|opening| plain.starts_with(opening))
            || CLOSINGS.iter().any(|closing| end.ends_with(closing))
            || (end.contains(" contributed ") && end.contains("this report")))
}

/// Sees "Copyright 2031 The Harbour Post", "© ...", "All rights reserved".
pub(super) fn copyright_line(line: &Line) -> bool {
    let plain = line.plain.trim_start_matches(['(', ' ']);
    let begins =
        plain.starts_with('©') || plain.starts_with("copyright ©") || plain.starts_with("copyright (c)");
    let has_year = plain
        .strip_prefix("copyright ")
        .is_some_and(|rest| rest.starts_with(|sign: char| sign.is_ascii_digit()) || rest.starts_with("by "));
    line.words <= 60
        && (begins
            || has_year
            || line.holds(&["all rights reserved", "may not be published, broadcast, rewritten"])
            || (line.plain.contains(" copyright © ") && line.words <= 40))
}

/// Sees "h/t The Harbour Post".
pub(super) fn hat_tip(line: &Line) -> bool {
    line.words <= 8 && line.begins_with(&["h/t ", "h/t:", "(h/t ", "hat tip:", "(hat tip", "via: "])
}
