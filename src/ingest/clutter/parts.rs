//! Clutter inside a line: template slots, left-over markup, words glued to a headline or an end.

use crate::place::Span;

use super::lines::{Line, Page, holds_word};

/// A template slot or tag is no longer than this.
const SLOT: usize = 300;

/// Sees `{advert}`, `{{video:12}}`, `[embed]`, also glued to the front of a paragraph; only the
/// slot itself is cut.
pub(super) fn placeholders(_: &Page, line: &Line, found: &mut Vec<Span>) {
    for start in memchr::memchr2_iter(b'{', b'[', line.text.as_bytes()) {
        let is_behind_the_last = found.last().is_none_or(|last| last.end <= line.span.start + start);
        if let Some(length) = slot(&line.text[start..])
            && is_behind_the_last
        {
            found.push(Span::new(line.span.start + start, line.span.start + start + length));
        }
    }
}

/// The length of the template slot that begins a text.
fn slot(text: &str) -> Option<usize> {
    #[rustfmt::skip]
    const SQUARE: &[&str] =
        &[
        "embed", "caption", "/caption", "gallery", "video", "/video", "audio", "youtube", "shortcode",
    ];
    if let Some(inside) = text.strip_prefix('[') {
        let name = SQUARE.iter().find(|name| inside.starts_with(*name))?;
        let is_whole_name = inside[name.len()..].starts_with([' ', ']', ':']);
        let end = inside.bytes().take(SLOT).position(|byte| byte == b']')?;
        return is_whole_name.then_some(end + 2);
    }
    let braces = if text.starts_with("{{") || text.starts_with("{%") { 2 } else { 1 };
    let inside = text.get(braces..)?;
    let end = inside.bytes().take(80).position(|byte| byte == b'}')?;
    let name = &inside.as_bytes()[..end];
    let is_name = name.first().is_some_and(u8::is_ascii_alphanumeric) || braces == 2;
    let is_plain = name.iter().all(|&byte| {
        byte.is_ascii_alphanumeric()
            || matches!(byte, b'_' | b'-' | b':' | b'.' | b'=' | b'/' | b'%' | b'|')
            || (byte == b' ' && braces == 2)
    });
    let closes = inside[end..].starts_with("}}") && braces == 2;
    (is_name && is_plain && end > 0).then_some(braces + end + if closes { 2 } else { 1 })
}

/// Sees tags of markup that were left at the ends of a line: `<tweet id="1">`, `</a>`, `<br/>`.
///
/// Those within a line stay: cutting them out would cut their sentence in two.
pub(super) fn markup(_: &Page, line: &Line, found: &mut Vec<Span>) {
    let mut start = 0;
    while let Some(length) = tag(&line.text[start..]) {
        found.push(Span::new(line.span.start + start, line.span.start + start + length));
        let rest = &line.text[start + length..];
        start += length + rest.len() - rest.trim_start().len();
    }
    let last = line.text[start..].trim_end_matches(['.', ' ', '\u{a0}']);
    if last.ends_with('>')
        && let Some(open) = last.rfind('<')
        && tag(&last[open..]).is_some_and(|length| open + length == last.len())
    {
        found.push(Span::new(line.span.start + start + open, line.span.end));
    }
}

/// The length of the tag that begins a text.
fn tag(text: &str) -> Option<usize> {
    let inside = text.as_bytes().strip_prefix(b"<")?;
    let begins = match inside.first()? {
        b'/' | b'!' => inside.get(1)?,
        first => first,
    };
    if !begins.is_ascii_alphabetic() && *begins != b'-' {
        return None;
    }
    let end = inside.iter().take(SLOT).position(|byte| matches!(byte, b'>' | b'<'))?;
    (inside[end] == b'>').then_some(end + 2)
}

/// Sees a section's name glued to the headline: "HarbourMayor reopens the bridge".
///
/// The name must be one that many outlets use, or both halves must recur in the text as words of
/// their own; or what follows must be the title that the input gives.
pub(super) fn category_glued_to_the_headline(page: &Page, line: &Line, found: &mut Vec<Span>) {
    #[rustfmt::skip]
    const SECTIONS: &[&str] = &[
        "Politics", "World", "Business", "Opinion", "Sports", "Sport", "News", "Technology", "Tech", "Health",
        "Science", "Education", "Entertainment", "Economy", "Culture", "National", "International", "Local",
        "Environment", "Security", "Lifestyle", "Money", "Crime", "Arts", "LIVE", "EXCLUSIVE", "BREAKING",
        "OPINION", "ANALYSIS", "VIDEO", "UPDATE", "WATCH",
    ];
    let is_headline = line.words >= 3 && line.words <= 25 && !line.is_prose();
    let stands_above = page.lines.iter().take(8).any(|above| above.span == line.span);
    if !is_headline || !stands_above {
        return;
    }
    let Some(length) = glued_at(line.text) else { return };
    let (section, headline) = line.text.split_at(length);
    let section = section.split_whitespace().last().unwrap_or(section);
    let is_title = page.title.is_some_and(|title| title.trim() == headline);
    if is_title || SECTIONS.contains(&section) || both_recur(page, line, section, headline) {
        found.push(Span::new(line.span.start, line.span.start + length));
    }
}

/// True when the section's name and the headline's first word stand elsewhere in the text.
fn both_recur(page: &Page, line: &Line, section: &str, headline: &str) -> bool {
    let rest = [&page.body[..line.span.start], &page.body[line.span.end..]].join(" ").to_lowercase();
    let first = headline.split_whitespace().next().unwrap_or(headline).trim_end_matches([':', ',']);
    let glued = format!("{section}{first}").to_lowercase();
    section.chars().count() >= 4
        && !rest.contains(&glued)
        && holds_word(&rest, &section.to_lowercase())
        && holds_word(&rest, &first.to_lowercase())
}

/// Where a section's name ends within the first three words: a small letter before a capital, or a
/// word in capitals before one that only begins with a capital. Only a name such as "Arts & Crime"
/// goes beyond the first word.
fn glued_at(text: &str) -> Option<usize> {
    let mut start = 0;
    for (count, word) in text.split_whitespace().take(3).enumerate() {
        start += text[start..].find(word)?;
        let is_joined = count == 0 || text[..start].trim_end().ends_with(['&', '/']);
        if let Some(place) = glued_within(word).filter(|_| is_joined) {
            return Some(start + place);
        }
        start += word.len();
    }
    None
}

fn glued_within(word: &str) -> Option<usize> {
    let signs: Vec<(usize, char)> = word.char_indices().collect();
    let mut is_in_capitals = true;
    for window in signs.windows(3) {
        let [(at, first), (next, second), (_, third)] = *window else { continue };
        is_in_capitals &= first.is_uppercase();
        let ends_capitals = is_in_capitals && at >= 3 && second.is_uppercase() && third.is_lowercase();
        if ends_capitals || (first.is_lowercase() && second.is_uppercase()) {
            return Some(next);
        }
    }
    None
}

/// Sees a label glued behind the full stop of the last line: "... on Monday.Advertisement".
pub(super) fn label_glued_to_the_end(page: &Page, line: &Line, found: &mut Vec<Span>) {
    #[rustfmt::skip]
    const LABELS: &[&str] = &[
        "Advertisement", "Advertisements", "view counter", "Load more", "Read more", "Read More",
        "Getty Images", "Getty", "Share", "Comments", "Tweet", "Print", 
       
    ];
    if page.lines.last().is_none_or(|last| last.span != line.span) || line.words < 5 {
        return;
    }
    let glued = LABELS.iter().find_map(|label| {
        let prose = line.text.strip_suffix(label)?;
        prose.ends_with(['.', '!', '?', '”', '"']).then_some(prose.len())
    });
    if let Some(length) = glued {
        found.push(Span::new(line.span.start + length, line.span.end));
    }
}
