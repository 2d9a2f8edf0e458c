//! Asking the reader to do something: follow, subscribe, share, write, watch, read more.
//!
//! Each rule wants the verb at the beginning of the line and its object close by, so that a
//! sentence which merely speaks of a newsletter or of following somebody is left alone.

use super::lines::{Line, holds_word};

/// Sees "Follow Ann Brandt on Twitter @annbrandt."
pub(super) fn follow_prompt(line: &Line) -> bool {
    #[rustfmt::skip]
    const OPENINGS: &[&str] = &[
        "follow ", "on twitter follow", "on twitter, follow", "you can follow", "find us on", "find me on",
        "join us on", "connect with", "on twitter:",
    ];
    #[rustfmt::skip]
    const PLACES: &[&str] = &[
        "twitter", "facebook", "instagram", "youtube", "snapchat", "google+", "linkedin", "@", "tiktok",
        "threads", "bluesky", "mastodon",
    ];
    let plain = line.plain.trim_start_matches(['(', '[', '—', '–', '-', '*', '•', ' ']);
    let names_person = ["reach ", "tweet ", "contact "].iter().any(|opening| plain.starts_with(opening));
    line.words <= 30
        && !tells_of_saying(line)
        && ((names_person && plain.contains('@'))
            || (OPENINGS.iter().any(|opening| plain.starts_with(opening))
                && PLACES.iter().any(|place| plain.contains(place))))
}

/// True for a line that quotes or reports somebody: that is prose, whatever it begins with.
fn tells_of_saying(line: &Line) -> bool {
    line.has_quotation_marks()
        || line.holds(&[
            " said",
            " says",
            " told ",
            " asked ",
            " argued",
            " wrote",
            " claimed",
            " according to ",
        ])
}

/// Sees "Sign up for our newsletter", "Get the morning briefing in your inbox".
pub(super) fn newsletter_prompt(line: &Line) -> bool {
    #[rustfmt::skip]
    const OPENINGS: &[&str] = &[
        "sign up", "subscribe", "get ", "join ", "want more", "want ", "for more", "receive ",
        "enter your email", "stay informed", "stay up to date", "never miss", "like what you", "don't miss",
    ];
    #[rustfmt::skip]
    const OBJECTS: &[&str] = &[
        "newsletter", "inbox", "our email", "an email", "email alert", "email address", "e-mail alert",
        "our podcast", "podcast here", "on itunes", "subscribe here", "our app", "morning briefing", "daily briefing", "our channel",
        "sign up here", "news alerts",
    ];
    let plain = line.plain.trim_start_matches(['(', '[', '*', '•', ' ']);
    let whole = ["subscribe here", "sign up here", "sign up now", "subscribe today", "sign up today"];
    line.words <= 45
        && !tells_of_saying(line)
        && (whole.contains(&plain)
            || (OPENINGS.iter().any(|opening| plain.starts_with(opening))
                && OBJECTS.iter().any(|object| plain.contains(object))))
}

/// Sees "Like us on Facebook", "Share this story", "Do you support the bridge? Like the page".
pub(super) fn like_and_share_prompt(line: &Line) -> bool {
    #[rustfmt::skip]
    const OPENINGS: &[&str] = &[
        "like us on", "share on ", "share this", "share via", "share and comment", "tweet this", "pin it",
        "click to share", "follow us", "please share", "like this article", "like this story",
        "click here to share", "send to a friend",
    ];
    const CLOSINGS: &[&str] =
        &["like the page", "like us on facebook", "tell a friend", "try it free", "free trial"];
    line.words <= 16
        && !tells_of_saying(line)
        && (line.begins_with(OPENINGS) || CLOSINGS.iter().any(|closing| line.plain.ends_with(closing)))
}

/// Sees "I agree to this site's Privacy Policy.", "By signing up you accept our terms."
pub(super) fn consent_line(line: &Line) -> bool {
    #[rustfmt::skip]
    const OPENINGS: &[&str] = &[
        "i agree to", "we and our", "by signing up", "by subscribing", "by clicking", "by submitting",
        "by continuing to use", "this site uses cookies", "we use cookies", "this site is protected by",
        "by entering your email", "by registering", "by providing your email",
    ];
    line.words <= 45
        && line.begins_with(OPENINGS)
        && line.holds(&["privacy", "terms", "cookie", "agree", "consent", "recaptcha", "partners"])
}

/// Sees "Send tips to ...", "Feedback? Email us at ...", "Click here for previous articles by ..."
pub(super) fn write_to_us(line: &Line) -> bool {
    #[rustfmt::skip]
    const OPENINGS: &[&str] = &[
        "send tips", "send your tips", "got a tip", "have a tip", "got a news tip", "have a news tip",
        "feedback?", "email us", "e-mail us", "email the author", "email the reporter", "email the writer",
        "write to us", "click here to", "click here for", "questions? comments?", "do you have a story",
        "contact the author",
    ];
    let is_call = line.words <= 16
        && line.plain.ends_with("newsdesk")
        && line.holds(&["ring the", "call the", "write to the", "email the", "contact the"]);
    !tells_of_saying(line) && (is_call || (line.words <= 45 && line.begins_with(OPENINGS)))
}

/// Sees "Watch the video above", "Listen to our podcast below", and the player's own words.
pub(super) fn watch_or_listen(line: &Line) -> bool {
    const OPENINGS: &[&str] =
        &["watch ", "listen ", "see the video", "view the video", "check out the video", "watch:"];
    const PLACES: &[&str] =
        &["above", "below", "here", "podcast", "player", "in full", "full video", "full interview"];
    #[rustfmt::skip]
    const PLAYER: &[&str] = &[
        "we are sorry,this video", "we are sorry, this video", "this video is restricted",
        "your browser does not support", "this video is not available", "video unavailable",
        "please enable javascript", "javascript is disabled",
    ];
    let plain = line.plain.trim_start_matches(['(', '[', '*', ' ']);
    let asks = || OPENINGS.iter().any(|opening| plain.starts_with(opening));
    let points = || PLACES.iter().any(|place| holds_word(plain, place));
    line.begins_with(PLAYER) || (line.words <= 30 && asks() && points() && !tells_of_saying(line))
}

/// Sees "READ MORE: ...", "Related: ...", "Read the rest here."
pub(super) fn read_more_line(line: &Line) -> bool {
    #[rustfmt::skip]
    const HEADS: &[&str] = &[
        "read more:", "read also:", "also read:", "see also:", "related:", "more:", "watch:", "listen:", "listen again:",
        "also in this issue:",
        "read:", "recommended:", "related story:", "related stories:", "related article:", "don't miss:",
        "also see:", "read next:", "more on this:", "related coverage:", "photos:", "in depth:",
        "see more:", "also on ",
    ];
    #[rustfmt::skip]
    const WHOLES: &[&str] = &[
        "read the rest", "read the full", "read the entire", "read the whole", "read more here",
        "read more about", "read more at",
    ];
    let plain = line.plain.trim_start_matches(['(', '[', '*', '•', '-', '>', '»', '"', '“', ' ']);
    let has_head = HEADS.iter().any(|head| plain.starts_with(head)) || line.is_one_of(&["\"related:\""]);
    let is_short_head = plain.starts_with("also on ") && !line.text.trim_end().ends_with(':');
    (has_head && !is_short_head && line.words <= 40)
        || (line.words <= 14
            && WHOLES.iter().any(|whole| plain.starts_with(whole))
            && !tells_of_saying(line)
            && (plain.contains("here")
                || plain.contains("story")
                || plain.contains("article")
                || plain.contains(" at ")))
}
