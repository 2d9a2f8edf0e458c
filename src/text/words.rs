//! Where a word ends, and where it comes apart.
//!
//! Words are cut as in the Penn Treebank: hyphens, slashes and inner stops hold a word together
//! ("front-runner", "U.S.", "1,200", "9/11", "tarn.example"), clitics leave it ("do" "n't",
//! "mayor" "'s"). Letters beyond ASCII are left to the word boundaries of UAX #29.

use unicode_segmentation::UnicodeSegmentation;

use super::abbreviations::{self, Abbreviation};

/// The end of the word, number, address or abbreviation that begins at `start`, which must be a
/// letter, a digit, or an underscore.
pub(super) fn end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = start;
    loop {
        while bytes.get(at).is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_') {
            at += 1;
        }
        let Some(&byte) = bytes.get(at) else { return at };
        let next = bytes.get(at + 1).copied().unwrap_or(b' ');
        let before = if at > start { bytes[at - 1] } else { b' ' };
        match byte {
            b' ' => return at,
            b',' | b':' if before.is_ascii_digit() && next.is_ascii_digit() => at += 1,
            b'.' => match stop(text, start, at) {
                Stop::Inside => at += 1,
                Stop::Last => return at + 1,
                Stop::Outside => return at,
            },
            b'-' | b'/' if begins_word(text, at + 1) => at += 1,
            b'\'' | b'`' if is_letter(before) && begins_letter(text, at + 1) => at += 1,
            b'&' if before.is_ascii_uppercase() && next.is_ascii_uppercase() => at += 1,
            b'@' if next.is_ascii_alphanumeric() => at += 1,
            b':' if is_scheme(&text[start..at]) && text[at..].starts_with("://") => {
                return address_end(text, at + 3);
            }
            0x80.. => match wide(text, start, at) {
                Some(end) => at = end,
                None => return at,
            },
            _ => return at,
        }
    }
}

/// The end of a web address: the next blank, mark or bracket, less the stops at its end.
pub(super) fn address_end(text: &str, from: usize) -> usize {
    let rest = &text[from..];
    let length = rest
        .find(|c: char| c.is_whitespace() || c.is_control() || "“”\"«»<>[](){}".contains(c))
        .unwrap_or(rest.len());
    from + rest[..length].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '’', '—']).len()
}

/// Where a clitic parts from the end of a word: "do|n't", "mayor|'s"; none in "O'Neill".
pub(super) fn clitic_start(word: &str) -> Option<usize> {
    let apostrophe = word.rfind(['\'', '’', '‘', '`'])?;
    let width = word[apostrophe..].chars().next().map_or(1, char::len_utf8);
    let rest = &word[apostrophe + width..];
    if rest.eq_ignore_ascii_case("t") {
        let front = &word.as_bytes()[..apostrophe];
        return (front.len() > 1 && matches!(front.last(), Some(b'n' | b'N'))).then(|| apostrophe - 1);
    }
    let known = ["s", "m", "d", "re", "ve", "ll"].iter().any(|clitic| rest.eq_ignore_ascii_case(clitic));
    (known && apostrophe > 0).then_some(apostrophe)
}

/// Where two words written as one come apart ("can|not", "gon|na").
pub(super) fn fused_at(word: &str) -> Option<usize> {
    if !(5..=6).contains(&word.len()) || !word.starts_with(['c', 'C', 'g', 'G', 'w', 'W', 'l', 'L']) {
        return None;
    }
    ["cannot", "gonna", "gotta", "wanna", "lemme", "gimme"]
        .iter()
        .position(|fused| fused.eq_ignore_ascii_case(word))
        .map(|which| if which <= 3 { 3 } else { 3.min(word.len() - 2) })
}

/// What a full stop is to the word before it.
enum Stop {
    /// Part of it, and the word may go on.
    Inside,
    /// Its last character.
    Last,
    /// The end of a sentence, or something else.
    Outside,
}

fn stop(text: &str, start: usize, at: usize) -> Stop {
    let bytes = text.as_bytes();
    let start = near(text, start, at);
    let next = bytes.get(at + 1).copied().unwrap_or(b' ');
    let piece = text[start..at].rsplit(['-', '/']).next().unwrap_or_default();
    if next.is_ascii_alphanumeric() {
        return match joins(text, start, at) {
            true => Stop::Inside,
            // A blank is missing: "J.Smith", "3 a.m.Monday".
            false if abbreviations::is_acronym(piece) || piece.len() == 1 && next.is_ascii_uppercase() => {
                Stop::Last
            }
            false => Stop::Outside,
        };
    }
    let belongs = abbreviations::is_acronym(piece)
        || match abbreviations::find(piece) {
            Some(Abbreviation::Counter) => {
                text[at + 1..].trim_start_matches([' ', '\u{A0}']).starts_with(|c: char| c.is_ascii_digit())
            }
            Some(_) => true,
            None => false,
        };
    match (belongs, next) {
        (false, _) => Stop::Outside,
        (true, b'-' | b'/') if begins_word(text, at + 2) => Stop::Inside,
        (true, b'\'') if begins_letter(text, at + 2) => Stop::Inside,
        (true, 0xE2) if text[at + 1..].starts_with('’') && begins_letter(text, at + 1 + '’'.len_utf8()) => {
            Stop::Inside
        }
        (true, _) => Stop::Last,
    }
}

/// The start of a word, or a place close enough before `at` to judge a stop by, so that one endless
/// word takes linear time.
fn near(text: &str, start: usize, at: usize) -> usize {
    const FAR: usize = 64;
    let mut from = start.max(at.saturating_sub(FAR));
    while !text.is_char_boundary(from) {
        from += 1;
    }
    from
}

/// True when the stop at `at`, with a letter or digit behind it, stands inside one word: a number,
/// an acronym or an address.
fn joins(text: &str, start: usize, at: usize) -> bool {
    let bytes = text.as_bytes();
    let (before, next) = (bytes[at - 1], bytes[at + 1]);
    if next.is_ascii_digit() {
        return before.is_ascii_digit();
    }
    let word = &text[start..at];
    let alone = at - 1 == start || !is_letter(bytes[at - 2]) && bytes[at - 2] != b'\'';
    if is_letter(before) && alone || word == "Ph" && next == b'D' {
        // "U.S", "a.m": the letter behind must stand alone too.
        return !bytes.get(at + 2).is_some_and(|&byte| is_letter(byte));
    }
    word.contains('@') || word == "www" || word.starts_with("www.") || goes_on_as_address(text, at)
}

/// True when what stands behind the stop at `at` ends like a domain ("tarn|.example",
/// "news|.tarn.example") or goes on to the sign of a mail address ("ann|.lee@tarn.example").
fn goes_on_as_address(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    let label_end = run_end(bytes, at + 1, |byte| byte.is_ascii_alphanumeric());
    if is_domain_ending(&text[at + 1..label_end]) {
        return true;
    }
    if bytes.get(label_end) == Some(&b'.') {
        let next_end = run_end(bytes, label_end + 1, |byte| byte.is_ascii_alphanumeric());
        if is_domain_ending(&text[label_end + 1..next_end]) {
            return true;
        }
    }
    let local_end = run_end(bytes, at + 1, |byte| byte.is_ascii_alphanumeric() || b"._-+".contains(&byte));
    bytes.get(local_end) == Some(&b'@') && bytes.get(local_end + 1).is_some_and(u8::is_ascii_alphanumeric)
}

/// The end of the bytes from `from` on that belong, after 64 at the latest: no part of an address
/// is longer.
fn run_end(bytes: &[u8], from: usize, belongs: impl Fn(u8) -> bool) -> usize {
    const LONGEST: usize = 64;
    from + bytes[from..].iter().take(LONGEST).take_while(|&&byte| belongs(byte)).count()
}

fn is_domain_ending(label: &str) -> bool {
    const ENDINGS: [&str; 27] = [
        "com", "org", "net", "gov", "edu", "mil", "int", "info", "biz", "io", "tv", "uk", "eu", "us", "ca",
        "au", "de", "fr", "ly", "gl", "example", "news", "html", "htm", "pdf", "jpg", "png",
    ];
    ENDINGS.contains(&label)
}

fn is_scheme(word: &str) -> bool {
    ["http", "https", "ftp"].iter().any(|scheme| scheme.eq_ignore_ascii_case(word))
}

fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte >= 0x80
}

fn begins_word(text: &str, at: usize) -> bool {
    match text.as_bytes().get(at) {
        Some(byte) if byte.is_ascii() => byte.is_ascii_alphanumeric(),
        Some(_) => text[at..].chars().next().is_some_and(char::is_alphanumeric),
        None => false,
    }
}

fn begins_letter(text: &str, at: usize) -> bool {
    begins_word(text, at) && !text.as_bytes()[at].is_ascii_digit()
}

/// Carries a word on over what is not ASCII at `at`, where it does go on.
fn wide(text: &str, start: usize, at: usize) -> Option<usize> {
    let c = text[at..].chars().next()?;
    let behind = at + c.len_utf8();
    if c == '’' || c == '‘' {
        let carries = at > start && is_letter(text.as_bytes()[at - 1]) && begins_letter(text, behind);
        return carries.then_some(behind);
    }
    if matches!(c, '\u{AD}' | '\u{200C}' | '\u{200D}' | '⁄' | '‑') {
        return Some(behind);
    }
    if !c.is_alphanumeric() && !is_combining(c) {
        return None;
    }
    // The boundaries are looked for in what is near and could be kept alone: a segment may be far longer
    // than what is kept of it, and would be read again from the next letter on.
    let near = &text[at..text.floor_char_boundary(at + NEAR)];
    let kept = near.find(|c: char| c.is_ascii() && !c.is_ascii_alphanumeric() || c == '’');
    let segment = near[..kept.unwrap_or(near.len())].split_word_bounds().next().unwrap_or_default();
    Some(at + segment.len().max(c.len_utf8()))
}

/// No run of letters beyond ASCII is read further ahead, in bytes; a longer word goes on with the next.
const NEAR: usize = 256;

fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}' | '\u{20D0}'..='\u{20FF}')
}
