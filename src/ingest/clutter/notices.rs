//! Words of the outlet about the text: dates, editor's notes, corrections, credits, copyright.

use super::super::dates::{Reading, read_date};
use super::lines::Line;

/// Sees a line that is a date, perhaps after "Published" or "Updated".
pub(super) fn date_line(line: &Line) -> bool {
    #[rustfmt::skip]
    const MARKS: &[&str] = &[
        "first published", "published on", "published", "last updated on", "last updated", "last modified",
        "updated on", "updated at", "updated", "posted on", "posted at", "posted", "modified", "date",
        "created", "issued",
    ];
    if line.words > 14 || line.text.len() > 100 || !line.plain.contains(|sign: char| sign.is_ascii_digit()) {
        return false;
    }
    let mark = MARKS.iter().find(|mark| line.plain.starts_with(*mark));
    let rest = mark.map_or(line.plain.as_str(), |mark| &line.plain[mark.len()..]);
    let rest = rest.trim_start_matches([':', ' ', '|', '-', '–', '—']);
    let is_date = |text: &str| read_date(&text.to_uppercase()) != Reading::None;
    is_date(rest) || (mark.is_some() && (is_clock(rest) || rest.split(" | ").all(is_date)))
}

/// Sees a line that is a time of day, as live reports have them.
pub(super) fn time_line(line: &Line) -> bool {
    line.words <= 3 && line.text.len() <= 16 && is_clock(&line.plain)
}

/// `9:30 a.m.`, `21:30 GMT`, after any punctuation; figures with a colon, and nothing but a zone.
fn is_clock(text: &str) -> bool {
    #[rustfmt::skip]
    const REST: &[&str] =
        &[
        "am", "pm", "a.m", "p.m", "gmt", "bst", "cet", "et", "est", "edt", "ct", "pt", "pst", "utc", "ist",
    ];
    let mut words = text.split_whitespace().map(|word| word.trim_matches(['.', ',', '(', ')']));
    let is_figures = |word: &str| {
        word.split_once(':').is_some_and(|(hours, minutes)| {
            let is_number = |part: &str| !part.is_empty() && part.len() <= 5;
            let begins = |part: &str| part.starts_with(|sign: char| sign.is_ascii_digit());
            is_number(hours) && is_number(minutes) && begins(hours) && begins(minutes) && hours.len() <= 2
        })
    };
    words.next().is_some_and(is_figures) && words.all(|word| REST.contains(&word))
}

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
        "edited by", "editing by", "research by",
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
