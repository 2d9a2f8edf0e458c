//! Lines that come and go on every page and are no part of the article: stamps, counters, teasers.

/// Longer paragraphs are prose.
const LONGEST: usize = 22;

/// What such a line begins with.
#[rustfmt::skip]
const OPENINGS: &[&str] = &[
    "read more", "read also", "also read", "read next", "see also", "see more", "more on this", "more:", "most read",
    "most popular", "related:", "related story", "related stories", "related article", "recommended", "don't miss",
    "don’t miss", "watch:", "listen:", "listen to this", "hear this", "read:", "in pictures:", "photo:", "photograph:", "picture:", "image:",
    "video:", "advertisement", "sign up", "subscribe", "follow us", "share this", "trending", "up next",
    "more from", "you may also like", "you might also like", "last updated", "last modified", "first published",
    "published", "posted", "live updates:", "in other news:", "editor's picks", "editors' picks",
];

/// What is counted beside an article.
#[rustfmt::skip]
const COUNTED: &[&str] = &[
    "comment", "comments", "share", "shares", "view", "views", "like", "likes", "reads", "follower", "followers",
    "reaction", "reactions", "reader", "readers", "watching", "retweets", "reposts", "replies", "min", "mins",
    "minute", "minutes",
];

/// True for a paragraph that is a stamp, a counter or a teaser.
pub fn is_noise(text: &str) -> bool {
    let plain = text.trim().trim_start_matches(['(', '[', '*', '•', '»', '>', '▶', '-', ' ']).to_lowercase();
    let words: Vec<&str> = plain
        .split(|letter: char| letter.is_whitespace() || "·|•".contains(letter))
        .map(|word| word.trim_matches(['.', ',', ':', '(', ')', '[', ']']))
        .filter(|word| !word.is_empty())
        .collect();
    if words.len() > LONGEST {
        return false;
    }
    is_counter(&words)
        || is_age(&words)
        || is_stamp(&words)
        || is_share_line(&words)
        || is_teaser(&plain)
        || is_promotion(&words)
        || has_stamp(&plain, &words)
}

/// "Ann Lee · News · Posted: 22 July, 5:00 | Last updated: 23 July": a line with a stamp in it.
fn has_stamp(plain: &str, words: &[&str]) -> bool {
    const NAMED: &[&str] = &["posted", "published", "updated", "issued", "modified", "edited"];
    let figures =
        words.iter().filter(|word| word.starts_with(|letter: char| letter.is_ascii_digit())).count();
    !plain.ends_with(['.', '!', '?', '”', '"'])
        && figures >= 2
        && words.iter().any(|word| NAMED.contains(word))
}

/// "Get our newsletter in your inbox", "Buy it for £9 from our bookshop", "Tell us in the comments (12)", "If you
/// spot an error, please let us know".
fn is_promotion(words: &[&str]) -> bool {
    const ASKED: &[&str] = &[
        "get",
        "catch",
        "download",
        "buy",
        "join",
        "sign",
        "subscribe",
        "tell",
        "order",
        "follow",
        "log",
        "register",
    ];
    const OFFERED: &[&str] = &[
        "newsletter",
        "newsletters",
        "inbox",
        "app",
        "bookshop",
        "comments",
        "podcast",
        "channel",
        "alerts",
        "e-paper",
    ];
    let asks =
        words.iter().position(|word| ASKED.contains(word)).is_some_and(|at| at == 0 || words[at - 1] != "to");
    let is_told = words.iter().any(|word| ["said", "says", "he", "she", "they", "told"].contains(word));
    let wants_errors = words.contains(&"please")
        && words.iter().any(|word| ["error", "errors", "mistake", "mistakes"].contains(word));
    wants_errors || asks && !is_told && words.iter().any(|word| OFFERED.contains(word))
}

/// "Facebook X Bluesky Email": where the article can be sent to, and nothing else.
fn is_share_line(words: &[&str]) -> bool {
    #[rustfmt::skip]
    const PLACES: &[&str] = &[
        "facebook", "twitter", "x", "bluesky", "threads", "mastodon", "instagram", "linkedin", "reddit", "pinterest",
        "whatsapp", "telegram", "messenger", "flipboard", "pocket", "email", "e-mail", "mail", "print", "copy", "link",
        "share", "save", "tweet", "post", "sms", "on", "via", "by", "to", "with",
    ];
    words.len() > 1 && words.iter().all(|word| PLACES.contains(word))
}

/// "124 comments", "Comments (34)", "5 min read", "1.2k shares".
fn is_counter(words: &[&str]) -> bool {
    const MOST: usize = 7;
    let is_number = |word: &&str| word.starts_with(|letter: char| letter.is_ascii_digit());
    let is_counted = |word: &&str| COUNTED.contains(word);
    let is_small = |word: &&str| {
        ["read", "reading", "time", "k", "m", "this", "and", "now", "people", "are", "on"].contains(word)
    };
    words.len() <= MOST
        && words.iter().any(is_number)
        && words.iter().any(is_counted)
        && words.iter().all(|word| is_number(word) || is_counted(word) || is_small(word))
}

/// "2 hours ago", "Updated 5 minutes ago".
fn is_age(words: &[&str]) -> bool {
    words.len() <= 6 && words.last() == Some(&"ago")
}

/// "Updated 3 May 2031 14:30 GMT", "14:30, 3 May 2031".
pub fn is_stamp(words: &[&str]) -> bool {
    #[rustfmt::skip]
    const OF_TIME: &[&str] = &[
        "updated", "update", "last", "first", "published", "posted", "modified", "corrected", "amended", "revised",
        "edited", "on", "at", "as", "of", "am", "pm", "a.m", "p.m", "gmt", "utc", "bst", "cet", "cest", "est", "edt", "et",
        "pst", "pdt", "pt", "ist", "today", "yesterday", "january", "february", "march", "april", "may", "june",
        "july", "august", "september", "october", "november", "december", "jan", "feb", "mar", "apr", "jun", "jul",
        "aug", "sep", "sept", "oct", "nov", "dec", "monday", "tuesday", "wednesday", "thursday", "friday",
        "saturday", "sunday", "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun", "time",
        "date", "the", "this", "page", "story", "article", "was", "by", "local", "noon", "midnight", "—", "–", "-",
    ];
    let is_figure = |word: &str| {
        word.starts_with(|letter: char| letter.is_ascii_digit())
            && word.chars().filter(|letter| letter.is_alphabetic()).count() <= 2
    };
    words.iter().any(|word| is_figure(word))
        && words.iter().all(|word| is_figure(word) || OF_TIME.contains(word))
}

fn is_teaser(plain: &str) -> bool {
    OPENINGS.iter().any(|opening| {
        plain.strip_prefix(opening).is_some_and(|rest| {
            opening.ends_with(':') || !rest.starts_with(char::is_alphanumeric) && !is_sentence(rest)
        })
    })
}

/// True for a rest that goes on as prose: "Published figures show that ... ."
fn is_sentence(rest: &str) -> bool {
    rest.starts_with(' ') && rest.trim_end().ends_with('.') && !rest.contains([':', '|', '·'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_and_goes() {
        for text in [
            "124 comments",
            "Comments (34)",
            "5 min read",
            "Listen to this article (4 minutes)",
            "Facebook X Bluesky Email",
            "2 hours ago",
            "Last updated: 3 May 2031, 14:30 GMT",
            "14:30, Tuesday 3 May 2031",
            "READ MORE: Ferry fire inquiry opens",
            "See also: Why the harbour silts up",
            "1.2k shares",
            "Photo: Jo Quill",
            "Jo Quill · News · Posted: 22 July 2031 5:00 AM | Last Updated: 23 July",
            "Get the Harbour Letter in your inbox.",
            "If you spot an error, please let us know.",
            "Tried it? Tell us in the comments (12)",
        ] {
            assert!(is_noise(text), "{text}");
        }
    }

    #[test]
    fn prose_stays() {
        for text in [
            "The mayor read 12 comments aloud.",
            "Published figures show that 12 boats were lost.",
            "He died on 3 May 2031.",
            "Twelve people were hurt two hours ago, police said.",
            "Share prices fell by 3 percent.",
            "The ferry sank.",
            "Buy a ticket in the app, she told passengers.",
            "Passengers have to get the app before they board.",
        ] {
            assert!(!is_noise(text), "{text}");
        }
    }
}
