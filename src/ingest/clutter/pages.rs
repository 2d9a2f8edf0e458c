//! What only pages have about an article: its headline, stamps, galleries, and pointers to other stories.
//!
//! These rules are shown the text of HTML pages alone, where what stands between the paragraphs was put there
//! by the page. In a text that somebody saved as such, the same lines may be meant.

use crate::place::Span;

use super::lines::{Line, Page};

/// The page's headline, unless it tells what somebody said: that is read like the article.
pub(super) fn headline(page: &Page) -> Option<Span> {
    let line = page.lines.first()?;
    (page.title == Some(line.text) && !tells_of_saying(line)).then_some(line.span)
}

/// True for a line with quotation marks, or with a verb that frames somebody's words.
fn tells_of_saying(line: &Line) -> bool {
    #[rustfmt::skip]
    const FRAMES: &[&str] = &[
        "say", "says", "said", "tell", "tells", "told", "warn", "warns", "warned", "claim", "claims", "claimed",
        "insists", "insisted", "admits", "admitted", "denies", "denied", "vows", "vowed", "according",
    ];
    let has_single_marks =
        line.text.contains(['‘', '“']) || line.plain.contains(" '") || line.plain.starts_with('\'');
    let words = || line.plain.split(|sign: char| !sign.is_alphanumeric());
    line.has_quotation_marks() || has_single_marks || words().any(|word| FRAMES.contains(&word))
}

/// Sees a line of days, hours and what was done then: "Updated Nov 19, 9:41 AM; Posted Nov 18, 8:19 PM".
pub(super) fn stamp(line: &Line) -> bool {
    #[rustfmt::skip]
    const WORDS: &[&str] = &[
        "updated", "published", "posted", "modified", "first", "last", "on", "at", "today", "yesterday", "edited",
        "am", "pm", "a", "p", "m", "noon", "midnight",
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
        "january", "february", "march", "april", "june", "july", "august", "september", "october", "november",
        "december",
        "mon", "tue", "wed", "thu", "fri", "sat", "sun", "tues", "thur", "thurs", "monday", "tuesday", "wednesday",
        "thursday", "friday", "saturday", "sunday",
        "est", "edt", "cst", "cdt", "mst", "mdt", "pst", "pdt", "et", "ct", "pt", "hst", "gmt", "bst", "utc", "ist",
    ];
    if line.words > 20 || line.text.len() > 120 || line.has_quotation_marks() {
        return false;
    }
    let (mut figures, mut known, mut others) = (0, 0, 0);
    for word in line.plain.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let is_figure = word.starts_with(|sign: char| sign.is_ascii_digit())
            && word.trim_start_matches(|sign: char| sign.is_ascii_digit()).len() <= 2;
        figures += usize::from(is_figure);
        known += usize::from(WORDS.contains(&word));
        others += usize::from(!is_figure && !WORDS.contains(&word));
    }
    // The outlet's name, or the author's, may stand beside it.
    figures >= 2
        && known >= 1
        && (others == 0 || others <= 3 && figures + known >= 6)
        && !line.text.ends_with('.')
}

/// Sees what a gallery says about itself: "Image 1 of 23", "Caption", "Enlarge Image".
pub(super) fn gallery_label(line: &Line) -> bool {
    const LABELS: &[&str] = &[
        "caption",
        "enlarge image",
        "view gallery",
        "view slideshow",
        "this slideshow requires javascript",
        "gallery",
        "hide caption",
        "toggle caption",
        "close",
        "expand",
        "open image in new window",
        "view full caption",
    ];
    let counts = ["image ", "photo ", "slide ", "picture "].iter().any(|word| {
        let rest = line.plain.strip_prefix(word).unwrap_or_default();
        !rest.is_empty()
            && rest.contains("of")
            && rest.chars().all(|sign| sign.is_ascii_digit() || matches!(sign, 'o' | 'f' | '/' | ' '))
    });
    line.is_one_of(LABELS) || counts
}

/// What a pointer to another story says that it leads to.
#[rustfmt::skip]
const MARKS: &[&str] = &[
    "video", "videos", "watch", "insight", "pictures", "pics", "photos", "gallery", "report", "reaction", "poll",
    "comment", "analysis", "exclusive", "opinion", "warning", "news", "latest", "live", "podcast", "interview",
    "review", "revealed", "update", "map", "graphic", "read", "listen",
];

/// Sees a pointer to another story: a headline in capitals, one that ends in "[VIDEO]", or one that is cut.
pub(super) fn pointer(page: &Page, place: usize) -> usize {
    let line = &page.lines[place];
    let letters = || line.text.chars().filter(|sign| sign.is_alphabetic());
    let is_shouted = line.words >= 6
        && letters().all(char::is_uppercase)
        && !line.text.ends_with(['.', '?', ':', '”', '"'])
        && page.has_prose_above(place);
    let mark = line.text.trim_end_matches('|').strip_suffix(']').and_then(|text| text.rsplit_once('['));
    let is_marked = mark.is_some_and(|(_, mark)| MARKS.iter().any(|known| mark.eq_ignore_ascii_case(known)));
    // The page cuts headlines that do not fit; an article trails off without a space.
    let is_cut = [" …", " ..."].iter().any(|end| line.text.ends_with(end))
        && (4..=16).contains(&line.words)
        && !line.has_quotation_marks();
    usize::from(is_shouted || is_marked || is_cut)
}

/// Sees the heading of a list of other stories that names an outlet or a section, and the list.
pub(super) fn other_stories(page: &Page, place: usize) -> usize {
    const HEADS: &[&str] = &[
        "don't miss",
        "most read stories",
        "recent articles",
        "recent posts",
        "more stories like this",
        "what to read next",
        "up next",
        "you may have missed",
        "latest posts",
    ];
    let head = &page.lines[place];
    let is_named = |opening: &str, end: &str| head.plain.starts_with(opening) && head.plain.ends_with(end);
    let is_head = head.words <= 7
        && (HEADS.contains(&head.plain.as_str())
            || is_named("more ", " stories")
            || is_named("more great ", "")
            || is_named("top stories in ", "")
            || is_named("more articles ", "")
            || is_named("more on this ", ""));
    if !is_head || !page.has_prose_above(place) {
        return 0;
    }
    let rest = &page.lines[place + 1..];
    let is_short = |line: &Line| line.words <= 30 && !line.has_quotation_marks();
    let sentences = rest.iter().filter(|line| line.ends_a_sentence()).count();
    let is_list = rest.len() <= 40 && rest.iter().all(is_short) && sentences * 4 <= rest.len();
    if page.stands_below_the_article(place) && is_list {
        return 1 + rest.len();
    }
    1 + rest.iter().take_while(|line| line.words <= 20 && !line.ends_a_sentence()).count()
}

/// Sees other stories at the end of the page, each a label in capitals, a headline and a sentence or two.
pub(super) fn labelled_stories(page: &Page, place: usize) -> usize {
    const FEWEST: usize = 3;
    let is_label = |line: &Line| {
        let mut letters = line.text.chars().filter(|sign| sign.is_alphabetic()).peekable();
        letters.peek().is_some() && letters.all(char::is_uppercase)
    };
    let is_headline = |line: &Line| line.words <= 20 && !line.ends_a_sentence() && !is_label(line);
    if !is_label(&page.lines[place]) || !page.has_prose_above(place) {
        return 0;
    }
    let rest = &page.lines[place..];
    // The labels of an article's own sections are followed by its paragraphs.
    let stories: Vec<usize> = (0..rest.len())
        .filter(|&at| is_label(&rest[at]) && rest.get(at + 1).is_some_and(is_headline))
        .collect();
    let labels = rest.iter().filter(|line| is_label(line)).count();
    let are_short = stories.windows(2).all(|pair| pair[1] - pair[0] <= 4)
        && stories.last().is_some_and(|&last| rest.len() - last <= 4);
    if stories.len() >= FEWEST && stories.len() == labels && are_short { rest.len() } else { 0 }
}

/// Sees the author's name again, a handle, or a paragraph that tells of the author by first name.
pub(super) fn about_the_author(page: &Page, place: usize) -> bool {
    let line = &page.lines[place];
    if place == 0 || line.words > 90 {
        return false;
    }
    let is_handle = line.words == 1 && line.text.starts_with('@');
    let Some(byline) = page.byline else { return is_handle };
    let is_name = byline.split([',', '|']).any(|name| name.trim() == line.text);
    let first = byline.split_whitespace().next().unwrap_or_default();
    let rest = line.text.strip_prefix(first).unwrap_or_default();
    let tells =
        [" is a", " is the", " has been", " joined ", " covers ", " writes ", " reports ", " was born"];
    let is_biography = first.len() >= 3
        && page.stands_below_the_article(place)
        && tells.iter().any(|verb| rest.starts_with(verb))
        && !line.has_quotation_marks();
    is_handle || is_name || is_biography
}

/// Sees what the page asks of its readers, or says of itself, in words that no article uses.
pub(super) fn said_by_the_page(line: &Line) -> bool {
    #[rustfmt::skip]
    const PHRASES: &[&str] = &[
        "meet your inbox", "want more stories like this", "delivered through your letterbox", "tell us what you think",
        "contain affiliate", "affiliate links", "successfully subscribed", "there was a problem subscribing",
        "youtube channel for", "join our space forums", "comments submitted", "view author archive",
        "every day we send", "comments will be moderated", "subscribe to our", "sign up for our", "free newsletter",
        "this story was originally published", "read our privacy policy", "click here for more information",
        "on youtube for more", "download the app", "download our app",
    ];
    line.words <= 60 && line.holds(PHRASES) && !line.has_quotation_marks()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Page<'_> {
        Page::cut(text, 0, None)
    }

    #[track_caller]
    fn check(rule: fn(&Line) -> bool, taken: &[&str], left: &[&str]) {
        for text in taken {
            assert!(rule(&lines(text).lines[0]), "{text}");
        }
        for text in left {
            assert!(!rule(&lines(text).lines[0]), "{text}");
        }
    }

    #[test]
    fn stamps() {
        check(
            stamp,
            &[
                "Updated Nov 19, 9:41 AM;Posted Nov 18, 8:19 PM",
                "By Post Staff | November 18, 2031 at 2:26 PM HST - Updated November 18 at 4:46 PM",
                "| UPDATED: 11:05, Tue, Nov 19, 2031",
                "Published 10:02 AM EST Nov 19, 2031",
                "Updated on: November 19, 2031 / 10:07 AM / Post News",
            ],
            &[
                "Quillport 3, Aldersley 2",
                "On 12 May 2031, 41 people were hurt.",
                "Ortega, 58, was first elected in 2019 and again in 2023",
                "May 12",
            ],
        );
    }

    #[test]
    fn galleries_and_the_page_s_own_words() {
        check(
            gallery_label,
            &["Image 1 of / 23", "Image 1 of 23", "Caption"],
            &["Image of a bridge", "Captions"],
        );
        check(
            said_by_the_page,
            &[
                "Let our news meet your inbox. The stories that matter, every morning.",
                "Want more stories like this?",
            ],
            &["The council will tell us what it thinks.", "“Subscribe to our paper,” she said."],
        );
    }

    #[test]
    fn headlines_without_a_frame() {
        let taken = |title: &str| {
            let text =
                format!("{title}\n\nThe bridge of Quillport reopens in April after two years of repairs.");
            headline(&Page::cut(&text, 0, Some(title))).is_some()
        };
        assert!(taken("Bridge to reopen in April"));
        assert!(!taken("Bridge to reopen in April, mayor says"));
        assert!(!taken("‘We kept our promise’: bridge to reopen"));
        assert!(!taken("Repairs 'unfair', say owners"));
        assert!(!taken("Ortega: \"We kept our promise\""));
    }

    #[test]
    fn stories_with_labels() {
        let prose = "The bridge of Quillport reopens in April after two years of repairs, it said.";
        let story = |label: &str, headline: &str| format!("\n\n{label}\n\n{headline}\n\n{prose}");
        let taken = |text: &str| {
            let page = lines(text);
            (0..page.lines.len()).map(|place| labelled_stories(&page, place)).max().unwrap_or_default()
        };
        let three = [
            story("OUT OF REACH", "The Islands Nobody Visits, Mapped"),
            story("ALL ABOARD", "A Night On The Last Ferry"),
            story("'IT NEVER STOPS'", "My Year With A Foghorn"),
        ];
        assert_eq!(taken(&format!("{prose}{}", three.concat())), 9);
        assert_eq!(taken(&format!("{prose}{}{}", three[0], three[1])), 0);
        // Sections of the article's own, under labels.
        let sections = ["THE COST", "THE DELAY", "THE VOTE"].map(|label| format!("\n\n{label}\n\n{prose}"));
        assert_eq!(taken(&format!("{prose}{}", sections.concat())), 0);
    }

    #[test]
    fn pointers_and_lists() {
        let prose = "The bridge of Quillport reopens in April after two years of repairs, it said.";
        let text = format!(
            "{prose}\n\nFERRY OWNERS ANGRY AFTER SECOND WEEK OF STORMS\n\n{prose} Again.\n\nMore great Post Stories\n\nFerry stays\n\nTides rise"
        );
        let page = lines(&text);
        let taken: Vec<usize> = (0..page.lines.len()).map(|place| pointer(&page, place)).collect();
        assert_eq!(taken, [0, 1, 0, 0, 0, 0]);
        assert_eq!(other_stories(&page, 3), 3);
        assert_eq!(pointer(&lines("Ferry owners angry [VIDEO]"), 0), 1);
        assert_eq!(pointer(&lines("The minutes say it “rained [sic]"), 0), 0);
        assert_eq!(pointer(&lines("Harbour office to add clerks as tides …"), 0), 1);
        assert_eq!(pointer(&lines("She waited, and waited…"), 0), 0);
    }
}
