//! From an article's body and its clutter to blocks of prose.
//!
//! A blank line always ends a block. A single line end does so too, unless the text is wrapped at
//! a fixed width, which is measured over the whole article. Clutter always ends a block. Whether a
//! block is a heading is judged by its look alone; what is clutter was decided before.

use memchr::memchr3_iter;

use crate::ingest::Clutter;
use crate::place::Span;

/// Blocks of prose in the order of the text, none of them blank, without blanks at their ends.
pub(super) fn blocks(body: &str, clutter: &[Clutter]) -> Vec<Span> {
    let lines = prose_lines(body, clutter);
    let wrapped = is_wrapped(body, &lines);
    let longest = lines.iter().map(|line| line.span.len()).max().unwrap_or(0);
    let mut blocks: Vec<Span> = Vec::new();
    let mut last: Option<Line> = None;
    for line in lines {
        match (last, blocks.last_mut()) {
            (Some(before), Some(block))
                if !is_marked(body, line.span)
                    && line.follows_directly
                    && continues(body, before, line, wrapped, longest) =>
            {
                block.end = line.span.end;
            }
            _ => blocks.push(line.span),
        }
        last = Some(line);
    }
    blocks
}

/// Whether a block that is not the first looks like a heading: short, begun with a capital, without
/// a final stop; a question or a call only when it is set in capitals like a title.
pub(super) fn is_heading(text: &str) -> bool {
    const LONGEST: usize = 90;
    if text.len() > LONGEST || !text.contains(char::is_alphabetic) {
        return false;
    }
    let begins_low = text.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_lowercase);
    match last_sign(text) {
        '.' | '…' | ',' | ';' | ':' | '—' => false,
        '?' | '!' => has_title_case(text),
        _ => !begins_low,
    }
}

/// Whether the first block is the headline: short, and either set in capitals like a title, or
/// without a final stop above other blocks, or one sentence above a longer block.
pub(super) fn is_headline(text: &str, sentences: usize, below: Option<&str>) -> bool {
    const LONGEST: usize = 160;
    const LONGEST_WITH_STOP: usize = 110;
    if text.len() > LONGEST || text.contains('\n') || !text.contains(char::is_alphabetic) {
        return false;
    }
    let stops = matches!(last_sign(text), '.' | '…' | ',' | ':' | '—');
    let above_longer = below.is_some_and(|below| below.len() > text.len() * 5 / 4);
    !stops && below.is_some()
        || has_title_case(text)
        || text.len() <= LONGEST_WITH_STOP && above_longer && sentences == 1
}

/// White space, and what has no look of its own: controls, joiners, direction and order marks.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}')
}

/// A line that is not blank.
#[derive(Clone, Copy)]
struct Line {
    span: Span,
    /// No blank line and no clutter stands between the line before and this one.
    follows_directly: bool,
}

fn prose_lines(body: &str, clutter: &[Clutter]) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut from = 0;
    let stops = clutter.iter().map(|stretch| stretch.span).chain([Span::new(body.len(), body.len())]);
    for stretch in stops {
        if stretch.start > from {
            push_lines(body, Span::new(from, stretch.start), &mut lines);
        }
        from = from.max(stretch.end);
    }
    lines
}

/// Cuts one stretch at its line ends. "\r\n" yields an empty line between, which is not a blank
/// line, so it is skipped without a trace.
fn push_lines(body: &str, stretch: Span, lines: &mut Vec<Line>) {
    let bytes = &body.as_bytes()[stretch.range()];
    let mut from = stretch.start;
    let mut follows_directly = false;
    let mut push = |span: Span| {
        let trimmed = behind_mark(body, trimmed(body, span));
        if !trimmed.is_empty() {
            lines.push(Line { span: trimmed, follows_directly });
        }
        follows_directly = !trimmed.is_empty();
    };
    for at in memchr3_iter(b'\n', b'\r', 0xE2, bytes) {
        let width = match &bytes[at..] {
            [b'\r', b'\n', ..] => 2,
            [b'\n' | b'\r', ..] => 1,
            [0xE2, 0x80, 0xA8 | 0xA9, ..] => 3,
            _ => continue,
        };
        let end = stretch.start + at;
        if end < from {
            continue;
        }
        push(Span::new(from, end));
        from = end + width;
    }
    push(Span::new(from.min(stretch.end), stretch.end));
}

/// A line without the sign that sets it apart as quoted.
fn behind_mark(body: &str, line: Span) -> Span {
    match line.of(body).strip_prefix("> ") {
        Some(rest) => trimmed(body, Span::new(line.end - rest.len(), line.end)),
        None => line,
    }
}

/// True for a block that a sign sets apart as quoted: "> We open in May."
pub(super) fn is_marked(body: &str, block: Span) -> bool {
    let before = body[..block.start].trim_end_matches([' ', '\t']);
    before.ends_with('>') && before[..before.len() - 1].trim_end_matches([' ', '\t']).ends_with(['\n', '\r'])
        || before == ">"
}

/// True for a block whose first line stands further in than the margin.
pub(super) fn is_indented(body: &str, block: Span) -> bool {
    const LEAST: usize = 2;
    let line = body[..block.start].rfind(['\n', '\r']).map_or(0, |end| end + 1);
    let before = &body[line..block.start];
    before.chars().all(|letter| letter == ' ' || letter == '\t')
        && (before.len() >= LEAST || before.contains('\t'))
}

fn trimmed(body: &str, span: Span) -> Span {
    let text = span.of(body);
    let start = span.start + (text.len() - text.trim_start_matches(is_blank).len());
    let end = start + text.trim_matches(is_blank).len();
    Span::new(start, end)
}

/// Lines are cut at a width, not at the ends of paragraphs, when most of those with another line
/// directly below break off in the middle of a sentence, and none is long.
fn is_wrapped(body: &str, lines: &[Line]) -> bool {
    const WIDEST: usize = 130;
    let mut followed = 0;
    let mut broken_off = 0;
    for pair in lines.windows(2).filter(|pair| pair[1].follows_directly) {
        if pair[0].span.len() > WIDEST {
            return false;
        }
        followed += 1;
        broken_off += usize::from(!ends_sentence(pair[0].span.of(body)) && begins_low(pair[1].span.of(body)));
    }
    followed >= 3 && broken_off * 2 >= followed
}

fn continues(body: &str, before: Line, line: Line, wrapped: bool, longest: usize) -> bool {
    let (above, below) = (before.span.of(body), line.span.of(body));
    if is_bullet(below) {
        return false;
    }
    if wrapped {
        // A line that ends a sentence well before the margin ends a paragraph.
        return !(ends_sentence(above) && above.len() * 10 < longest * 7);
    }
    !ends_sentence(above) && begins_low(below)
}

fn ends_sentence(line: &str) -> bool {
    line.trim_end_matches(|c: char| "”\"’'»)]".contains(c)).ends_with(['.', '?', '!', '…', ':'])
}

fn begins_low(line: &str) -> bool {
    line.chars().next().is_some_and(|c| c.is_lowercase() || c == ',')
}

/// The last character but for the marks and brackets that close.
fn last_sign(text: &str) -> char {
    text.trim_end_matches(|c: char| "”\"’'»)]".contains(c)).chars().next_back().unwrap_or(' ')
}

fn is_bullet(line: &str) -> bool {
    ["•", "*", "-", "–", "—", "·", "▪", "»", "›"]
        .iter()
        .any(|bullet| line.strip_prefix(bullet).is_some_and(|rest| rest.starts_with([' ', '\t', '\u{A0}'])))
}

fn has_title_case(text: &str) -> bool {
    let mut long = 0;
    let mut capital = 0;
    for word in text.split_whitespace() {
        let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
        if word.chars().count() >= 4 {
            long += 1;
            capital += usize::from(!word.starts_with(char::is_lowercase));
        }
    }
    long >= 2 && capital * 10 >= long * 8
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::ClutterKind;

    #[track_caller]
    fn check(input: &str, expected: &str) {
        let shown: Vec<&str> = blocks(input, &[]).iter().map(|block| block.of(input)).collect();
        assert_eq!(shown.join(" | "), expected);
    }

    #[test]
    fn blank_lines_end_blocks() {
        check("One.\n\nTwo.", "One. | Two.");
        check("One.\r\n\r\nTwo.\r\n", "One. | Two.");
        check("One.\n \u{A0}\t\n\n\nTwo.", "One. | Two.");
        check("One.\u{2028}Two.\u{2029}Three.", "One. | Two. | Three.");
        check("\u{FEFF}One.\u{A0}\n", "One.");
        check("", "");
        check(" \r\n\u{200B}\n", "");
    }

    #[test]
    fn line_ends_end_blocks_where_paragraphs_are_lines() {
        check(
            "The bridge opened.\nCrowds came.\r\nIt rained.",
            "The bridge opened. | Crowds came. | It rained.",
        );
        check("Harbour Times\nThe bridge opened.", "Harbour Times | The bridge opened.");
        check("The mayor said he\nwould resign.", "The mayor said he\nwould resign.");
    }

    #[test]
    fn wrapped_lines_are_joined() {
        let wrapped = "The bridge over the river Tarn will\nopen to all traffic on the first of\nMay, the mayor said on Monday after\na long meeting.\nShe added that buses would cross it\nfirst of all.";
        check(
            wrapped,
            "The bridge over the river Tarn will\nopen to all traffic on the first of\nMay, the mayor said on Monday after\na long meeting. | She added that buses would cross it\nfirst of all.",
        );
    }

    #[test]
    fn bullets_begin_blocks() {
        check("We want\n• better roads\n• more buses", "We want | • better roads | • more buses");
    }

    #[test]
    fn signs_set_blocks_apart() {
        let body = "Ortega wrote:\n\n> We open in May.\n> I am glad.\n\n2 > 1.";
        check(body, "Ortega wrote: | We open in May. | I am glad. | 2 > 1.");
        let marked: Vec<bool> = blocks(body, &[]).iter().map(|block| is_marked(body, *block)).collect();
        assert_eq!(marked, [false, true, true, false]);
    }

    #[test]
    fn clutter_is_left_out() {
        let body = "{ad}The bridge opened.\nMENU\nCrowds came.";
        let cut = |text: &str| {
            let start = body.find(text).unwrap();
            Clutter { span: Span::new(start, start + text.len()), kind: ClutterKind::Navigation }
        };
        let shown: Vec<&str> =
            blocks(body, &[cut("{ad}"), cut("MENU")]).iter().map(|block| block.of(body)).collect();
        assert_eq!(shown, ["The bridge opened.", "Crowds came."]);
    }

    #[test]
    fn headings_have_no_stop() {
        assert!(is_heading("What comes next"));
        assert!(is_heading("Who Pays the Bill?"));
        assert!(!is_heading("Who pays the bill?"));
        assert!(!is_heading("She left."));
        assert!(!is_heading("“Who pays?”"));
        assert!(!is_heading("and then it rained"));
        assert!(!is_heading("***"));
    }

    #[test]
    fn headlines_stand_above_longer_text() {
        let below = Some("The mayor of Tarn has resigned after a long night of talks, her office said.");
        assert!(is_headline("Mayor of Tarn resigns", 1, below));
        assert!(is_headline("Poll: Rich Voters Leave Party of Mayor Ortega.", 1, None));
        assert!(is_headline("Mayor of Tarn resigns.", 1, below));
        assert!(!is_headline("The mayor resigned on Monday.", 1, None));
        assert!(!is_headline("The mayor resigned. Nobody cried.", 2, below));
    }
}
