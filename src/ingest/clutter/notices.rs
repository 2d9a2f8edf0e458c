//! Words of the outlet about the text: editor's notes, corrections, credits, copyright.

use super::lines::Line;

/// Sees an editor's note or a correction.
pub(super) fn editors_note(line: &Line) -> bool {
    #[rustfmt::skip]
    const OPENINGS: &[&str] = &[
        "editor's note:", "editors' note:", "editor's note -", "correction:", "corrections:", "clarification:",
        "correction appended",
    ];
    let plain = line.plain.trim_start_matches(['(', '[', '*', ' ']);
    OPENINGS.iter().any(|opening| plain.starts_with(opening))
}

/// Sees what has become of the story: updated, first published elsewhere, still developing.
pub(super) fn story_of_the_story(line: &Line) -> bool {
    const STORIES: &[&str] = &["story", "article", "post", "piece", "column", "essay", "headline"];
    #[rustfmt::skip]
    const FATES: &[&str] = &[
        "has been updated", "was updated", "will be updated", "has been corrected", "was corrected",
        "has been amended", "was amended", "has been clarified", "first appeared", "originally appeared",
        "was first published", "was originally published", "originally ran", "is developing",
        "was produced in partnership", "appeared in print",
    ];
    let plain = line.plain.trim_start_matches(['(', '[', '*', ' ']);
    let is_about_itself = |start: &str| {
        plain.strip_prefix(start).is_some_and(|rest| STORIES.iter().any(|story| rest.starts_with(story)))
    };
    let has_fate = || {
        let opening: String = plain.chars().take(70).collect();
        FATES.iter().any(|fate| opening.contains(fate))
    };
    let is_breaking =
        ["this is a developing story", "this is a breaking news story", "this is a breaking story"]
            .iter()
            .any(|opening| plain.starts_with(opening));
    is_breaking
        || is_about_itself("an earlier version of this ")
        || is_about_itself("a previous version of this ")
        || (["this ", "the above ", "a version of this "].iter().any(|start| is_about_itself(start))
            && has_fate())
}

/// Sees who else worked on the text: "Additional reporting by Jo Quill", "Jo Quill contributed to
/// this report." Whoever is named must be named as people and outlets are, in capitals.
pub(super) fn reporting_credit(line: &Line) -> bool {
    #[rustfmt::skip]
    const OPENINGS: &[&str] = &[
        "additional reporting by", "additional reporting from", "reporting by", "contributing:",
        "compiled by", "with reporting by", "with additional reporting by", "written by", "story by",
        "edited by", "editing by", "editor on duty:", "research by",
    ];
    #[rustfmt::skip]
    const CLOSINGS: &[&str] = &[
        "to this report", "to this story", "to this article", "to this post", "reporting", "research", "contributed",
    ];
    if line.words > 40 || line.has_quotation_marks() {
        return false;
    }
    let text = line.text.trim_matches(['(', ')', '[', ']', '-', '—', '–', '.', ' ', '\u{a0}']);
    let plain = line.plain.trim_start_matches(['(', '[', '-', '—', '–', ' ']);
    let end = plain.trim_end_matches([')', ']', '.']);
    if let Some(opening) = OPENINGS.iter().find(|opening| plain.starts_with(**opening)) {
        return text.get(opening.len()..).is_some_and(are_names);
    }
    let Some((names, _)) = text.split_once(" contributed") else { return false };
    CLOSINGS.iter().any(|closing| end.ends_with(closing)) && are_names(names)
}

/// True for names with what such credits say of people: their trade, their place, their part.
fn are_names(text: &str) -> bool {
    #[rustfmt::skip]
    const SMALL: &[&str] = &[
        "and", "in", "from", "of", "the", "at", "by", "with", "also", "for", "de", "van", "von", "la", "editing",
        "writing", "additional", "reporting", "staff", "writer", "writers", "reporter", "reporters", "editor",
        "editors", "correspondent", "correspondents", "researcher", "researchers", "producer",
    ];
    text.split([' ', '\u{a0}', ';', ',', ':', '’', '\'']).filter(|word| !word.is_empty()).all(|word| {
        let is_capital = word.starts_with(|sign: char| sign.is_uppercase() || sign.is_numeric());
        is_capital || word == "s" || SMALL.contains(&word.to_lowercase().trim_end_matches('.'))
    })
}

/// Sees "Copyright 2031 The Harbour Post", "© ...", "All rights reserved".
pub(super) fn copyright_line(line: &Line) -> bool {
    let plain = line.plain.trim_start_matches(['(', ' ']);
    let begins =
        plain.starts_with('©') || plain.starts_with("copyright ©") || plain.starts_with("copyright (c)");
    let has_year = plain
        .strip_prefix("copyright ")
        .is_some_and(|rest| rest.starts_with(|sign: char| sign.is_ascii_digit()));
    line.words <= 60
        && (begins
            || has_year
            || line.holds(&["all rights reserved", "may not be published, broadcast, rewritten"])
            || (line.plain.contains(" copyright © ") && line.words <= 40))
}

/// Sees "The post Bridge reopens appeared first on Harbour Post.", which blogs add to their feeds.
pub(super) fn syndication_line(line: &Line) -> bool {
    line.begins_with(&["the post "]) && line.holds(&[" appeared first on "]) && !line.has_quotation_marks()
}

/// Sees "h/t The Harbour Post".
pub(super) fn hat_tip(line: &Line) -> bool {
    line.words <= 8 && line.begins_with(&["h/t ", "h/t:", "(h/t ", "hat tip:", "(hat tip", "via: "])
}
