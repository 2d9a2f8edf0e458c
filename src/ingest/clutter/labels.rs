//! Labels of the page: menus, buttons, headings of boxes, tags.

use super::lines::{Line, Page};

/// Lines that are a label of the page wherever they stand alone.
#[rustfmt::skip]
const LABELS: &[&str] = &[
    "abstract", "ad", "add comment", "add your comment", "advert", "advertisement", "advertising",
    "advertisement - continue reading below", "all rights reserved", "already a subscriber",
    "article continues below", "back to top", "breaking news alerts", "click to expand", "close", "comment",
    "comments", "continue reading", "continue reading below", "continue reading the main story",
    "copy link", "copied", "cookie policy", "contact us", "about us", "advertise with us", "editors' picks",
    "editor's picks", "email", "email this article", "embed", "facebook", "facebook twitter", "featured",
    "full text", "gallery", "get the app", "go to homepage", "home", "hide caption", "instagram", "latest",
    "latest news", "latest stories", "leave a comment", "linkedin", "listen", "live updates", "load more",
    "loading", "log in", "login", "more", "more news", "more stories", "more videos", "more top stories",
    "most popular", "most popular stories", "most read", "most shared", "most viewed", "menu", "my account",
    "newsletter", "newsletters", "next", "next article", "next story", "now playing", "photos",
    "play video", "popular", "popular stories", "previous", "previous article", "print",
    "print this article", "privacy policy", "read full article", "read more", "read next",
    "read the full story", "recommended", "recommended for you", "recommended stories", "reddit",
    "register", "related", "related articles", "related content", "related coverage", "related links",
    "related news", "related stories", "related topics", "replay", "report a typo", "save", "save article",
    "search", "see all", "see all videos", "see also", "see more", "send", "share", "share full article",
    "share on facebook", "share on twitter", "share this", "share this article", "share this page",
    "share this story", "show caption", "show comments", "show more", "sign in", "sign up", "site map",
    "sitemap", "skip advertisement", "skip to content", "skip to main content", "slideshow", "sponsored",
    "sponsored content", "sponsored links", "stay connected", "story continues below", "submit",
    "subscribe", "subscribe now", "terms and conditions", "terms of service", "terms of use", "text size",
    "toggle caption", "toggle navigation", "top stories", "topics", "trending", "trending now", "tweet",
    "twitter", "up next", "view all", "view comments", "view counter", "view gallery", "view more", "video",
    "videos", "watch live", "watch now", "what's next", "whatsapp", "you may also like",
    "you might also like", "your email address", "story highlights",
    "post a comment", "download pdf", "reprints", "larger text", "smaller text", "a a a", "font size",
    "close ad", "close this video", "enlarge this image", "in pictures", "on this page", "follow us",
    "connect with us", "join the discussion", "join the conversation", "correction appended",
];

/// Sees a line that is nothing but a known label.
pub(super) fn known_label(line: &Line) -> bool {
    const OPENINGS: &[&str] = &["see all ", "view all ", "more from ", "more in ", "more on ", "load more "];
    let opens = || line.words <= 5 && !line.ends_a_sentence() && line.begins_with(OPENINGS);
    line.words <= 6 && (line.is_one_of(LABELS) || opens())
}

/// Sees "12 comments", "1.4k shares", "3 min read".
pub(super) fn label_with_a_number(line: &Line) -> bool {
    #[rustfmt::skip]
    const COUNTED: &[&str] = &[
        "comment", "comments", "share", "shares", "views", "likes", "min read", "mins read", "minute read",
        "minutes read", "min", "photos", "tweets", "retweets",
    ];
    let Some((number, counted)) = line.plain.split_once([' ', '-']) else { return false };
    line.words <= 3
        && number.starts_with(|sign: char| sign.is_ascii_digit())
        && number.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b',' | b'k' | b'm'))
        && COUNTED.contains(&counted)
}

/// Sees a line without a letter or figure: `* * *`, `____`, `|`.
pub(super) fn rule_across_the_page(line: &Line) -> bool {
    line.words <= 20 && !line.plain.contains(char::is_alphanumeric) && !line.has_quotation_marks()
}

/// Sees "Home > News > Harbour", "News | Sport | Weather", "Home  World  Money  Sport".
pub(super) fn trail_of_menu_entries(line: &Line) -> bool {
    const SEPARATORS: [&str; 8] = [" | ", " > ", " › ", " » ", " · ", "   ", "  ", "\t"];
    line.words <= 25
        && !line.ends_a_sentence()
        && SEPARATORS.iter().any(|separator| are_menu_entries(line.text.split(separator), separator))
}

/// True for three short entries without figures; four where they are set apart by space alone.
fn are_menu_entries<'a>(entries: impl Iterator<Item = &'a str>, separator: &str) -> bool {
    let is_space = separator.trim().is_empty();
    let mut count = 0;
    for entry in entries.map(str::trim).filter(|entry| !entry.is_empty()) {
        let has_figure = entry.contains(|sign: char| sign.is_ascii_digit());
        if entry.split_whitespace().count() > 3 || has_figure {
            return false;
        }
        count += 1;
    }
    count >= if is_space { 4 } else { 3 }
}

/// Sees the outlet's name and motto above its menu, at the very top of a page.
pub(super) fn masthead(page: &Page, place: usize) -> usize {
    if place > 0 {
        return 0;
    }
    let is_head = |line: &&Line| line.words <= 6 && !line.ends_a_sentence() && !line.has_quotation_marks();
    let heads = page.lines.iter().take(4).take_while(|line| is_head(line) && !trail_of_menu_entries(line));
    let above = heads.count();
    let has_menu = page.lines.get(above).is_some_and(trail_of_menu_entries);
    if has_menu { above } else { 0 }
}

/// The outlet's name as it stands first in the masthead.
pub(super) fn outlet<'a>(page: &Page<'a>) -> Option<&'a str> {
    let first = page.lines.first()?;
    (masthead(page, 0) > 0 && first.is_all_capitalised()).then_some(first.text)
}

/// Sees "Make The Post your homepage".
pub(super) fn homepage_prompt(line: &Line) -> bool {
    line.words <= 8
        && line.begins_with(&["make ", "set "])
        && (line.plain.ends_with("your homepage") || line.plain.ends_with("your home page"))
}

/// Sees "Tags Harbour Bridges Ann Brandt", "Filed under: Harbour, Bridges".
pub(super) fn tag_line(line: &Line) -> bool {
    #[rustfmt::skip]
    const HEADS: &[&str] = &[
        "tags", "tags:", "tag:", "topics:", "filed under", "filed under:", "keywords:", "categories:",
        "category:", "related topics:",
    ];
    let is_list = line.plain.contains(':') || line.text.contains(',') || line.text.starts_with("Tags ");
    let with_space = |head: &str| {
        line.plain.strip_prefix(head).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    };
    line.words <= 60
        && is_list
        && !line.has_quotation_marks()
        && (!line.ends_a_sentence() || (line.words <= 12 && line.plain.contains(':')))
        && HEADS.iter().any(|head| with_space(head))
        && !line.begins_with(&["tags are", "tags were", "tags will", "tags that", "tags and"])
}

/// Below this line no headline begins.
const HIGHEST_HEADLINE: usize = 8;

/// Sees a label of a word or two above the headline: a section's or the outlet's name.
pub(super) fn label_above_the_headline(page: &Page, place: usize) -> bool {
    let line = &page.lines[place];
    if place >= HIGHEST_HEADLINE {
        return false;
    }
    let is_headline = |line: &Line| line.words >= 4;
    // Three words may well be the headline, above a longer line that sums it up.
    let is_short = line.words <= 2 || (line.words == 3 && line.text.starts_with("The "));
    let is_label = is_short && !line.ends_a_sentence() && !line.has_quotation_marks();
    let is_title = page.title.is_some_and(|title| title.trim() == line.text);
    let first_prose = page.first_prose();
    is_label
        && !is_title
        && line.is_all_capitalised()
        && !page.lines[..place]
            .iter()
            .enumerate()
            .any(|(above, line)| is_headline(line) && !page.is_taken(above))
        && page.lines[place + 1..first_prose].iter().any(is_headline)
}

/// Sees "• Puzzles: turn to page 34" and the like below the article: a bullet and no full stop.
pub(super) fn bulleted_pointer(page: &Page, place: usize) -> bool {
    let line = &page.lines[place];
    line.text.starts_with(['•', '»', '›', '▶', '►', '→'])
        && line.words <= 16
        && !line.ends_a_sentence()
        && !line.text.contains(['"', '“', '”'])
        && place > 0
        && page.stands_below_the_article(place)
}

/// Sees a label of a few capitalised words as the very last lines of a page that has prose.
pub(super) fn label_below_the_article(page: &Page, place: usize) -> bool {
    let line = &page.lines[place];
    line.words <= 4
        && page.next_left(place).is_none()
        && !line.ends_a_sentence()
        && !line.has_quotation_marks()
        && line.is_all_capitalised()
        && !line.text.starts_with(['—', '–', '-'])
}
