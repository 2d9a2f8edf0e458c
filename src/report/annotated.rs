//! A passage with labelled stretches drawn beneath its words.
//!
//! ```text
//! “We will open the bridge by 12 March,” Mayor Elise Ortega told reporters.
//! └────────── content, direct ─────────┘ └──── source ────┘ cue
//! ```

use unicode_width::UnicodeWidthStr;

use super::terminal::{Look, Terminal, wrap};
use super::visible::{on_one_line, place_on_one_line};
use crate::place::Span;

/// A stretch of the passage, and what it is.
#[derive(Clone, Debug)]
pub struct Label {
    /// Where it stands in the body.
    pub span: Span,
    /// What is drawn beneath it.
    pub name: String,
    /// How it looks.
    pub look: Look,
}

/// How many lines of a long passage are drawn around each end of a label.
const LINES_AROUND: usize = 2;

/// Draws the passage with its labels, each line behind `indent` columns.
pub fn draw(body: &str, passage: Span, labels: &[Label], indent: usize, terminal: Terminal) -> String {
    let words = passage.of(body);
    let text = on_one_line(words);
    let labels: Vec<Label> = labels.iter().filter_map(|label| within(label, passage, words)).collect();
    let lines: Vec<Span> = wrap(&text, terminal.width.saturating_sub(indent))
        .into_iter()
        .map(|line| Span::new(line.start, line.end))
        .collect();
    let margin = " ".repeat(indent);
    let mut out = String::new();
    let mut left_out = false;
    for (index, line) in lines.iter().enumerate() {
        if !is_near_an_end(&lines, index, &labels) {
            if !left_out {
                out.push_str(&format!("{margin}⋮\n"));
            }
            left_out = true;
            continue;
        }
        left_out = false;
        out.push_str(&format!("{margin}{}\n", painted(&text, *line, &labels, terminal)));
        let drawn: Vec<Stretch> =
            labels.iter().filter_map(|label| stretch(&text, &lines, index, label)).collect();
        for row in rows(drawn) {
            out.push_str(&format!("{margin}{}\n", terminal.paint(Look::Faint, row.trim_end())));
        }
    }
    out
}

/// The label with its span counted from the passage's start, in its words as they are shown.
fn within(label: &Label, passage: Span, words: &str) -> Option<Label> {
    let start = label.span.start.max(passage.start);
    let end = label.span.end.min(passage.end);
    let shown = |byte| place_on_one_line(words, byte - passage.start);
    (start < end).then(|| Label { span: Span::new(shown(start), shown(end)), ..label.clone() })
}

/// True when a line holds the beginning or end of a label, or stands near one that does.
fn is_near_an_end(lines: &[Span], index: usize, labels: &[Label]) -> bool {
    let from = index.saturating_sub(LINES_AROUND);
    let to = (index + LINES_AROUND + 1).min(lines.len());
    labels.is_empty()
        || lines[from..to].iter().any(|line| {
            labels
                .iter()
                .any(|label| line.holds(label.span.start) || line.holds(label.span.end.saturating_sub(1)))
        })
}

fn painted(text: &str, line: Span, labels: &[Label], terminal: Terminal) -> String {
    if !terminal.colour {
        return line.of(text).to_string();
    }
    let mut ends: Vec<usize> = labels
        .iter()
        .flat_map(|label| [label.span.start, label.span.end])
        .filter(|end| line.holds(*end))
        .chain([line.start, line.end])
        .collect();
    ends.sort_unstable();
    ends.dedup();
    let piece = |start: usize, end: usize| {
        let innermost = labels
            .iter()
            .filter(|label| label.span.covers(Span::new(start, end)))
            .min_by_key(|label| label.span.len());
        match innermost {
            Some(label) => terminal.paint(label.look, &text[start..end]),
            None => text[start..end].to_string(),
        }
    };
    ends.windows(2).map(|pair| piece(pair[0], pair[1])).collect()
}

/// The part of a label that lies on one line, in columns.
struct Stretch<'a> {
    column: usize,
    width: usize,
    /// False where the label began on a line above.
    opens: bool,
    /// False where it goes on on the line below.
    closes: bool,
    /// What is written beneath; nothing unless this is the widest part.
    name: &'a str,
}

fn stretch<'a>(text: &str, lines: &[Span], index: usize, label: &'a Label) -> Option<Stretch<'a>> {
    let part = |line: Span| {
        let start = label.span.start.max(line.start);
        let end = label.span.end.min(line.end);
        (start < end).then(|| (text[line.start..start].width(), text[start..end].width()))
    };
    let line = lines[index];
    let (column, width) = part(line)?;
    let widths = lines.iter().map(|line| part(*line).map_or(0, |(_, width)| width));
    // Of parts that are equally wide, the first one.
    let widest = widths.enumerate().max_by_key(|(at, width)| (*width, std::cmp::Reverse(*at)));
    Some(Stretch {
        column,
        width,
        opens: label.span.start >= line.start,
        closes: label.span.end <= line.end,
        name: if widest.is_some_and(|(at, _)| at == index) { &label.name } else { "" },
    })
}

/// The rows beneath a line: brackets with names, in as many rows as they need not to collide.
fn rows(mut stretches: Vec<Stretch>) -> Vec<String> {
    stretches.sort_by_key(|stretch| (stretch.column, stretch.width));
    let mut rows: Vec<Vec<char>> = Vec::new();
    for stretch in &stretches {
        let (bracket, below) = bracket(stretch);
        let row = place(&mut rows, 0, stretch.column, &bracket);
        if let Some(name) = below {
            place(&mut rows, row + 1, stretch.column, name);
        }
    }
    rows.into_iter().map(|row| row.into_iter().collect()).collect()
}

/// What is drawn beneath a stretch, and what has to go a row lower.
fn bracket<'a>(stretch: &Stretch<'a>) -> (String, Option<&'a str>) {
    let Stretch { width, opens, closes, name, .. } = *stretch;
    let name_width = name.width();
    let (left, right) = (if opens { '└' } else { '─' }, if closes { '┘' } else { '─' });
    if name.is_empty() || width < name_width {
        let bracket = match width {
            0 | 1 => "╵".to_string(),
            wide => format!("{left}{}{right}", "─".repeat(wide - 2)),
        };
        return (bracket, (!name.is_empty()).then_some(name));
    }
    if width < name_width + 4 {
        return (name.to_string(), None);
    }
    let free = width - name_width - 4;
    let before = "─".repeat(free / 2);
    let after = "─".repeat(free - free / 2);
    (format!("{left}{before} {name} {after}{right}"), None)
}

/// Writes into the first row from `from` on that is free there, and returns which.
fn place(rows: &mut Vec<Vec<char>>, from: usize, column: usize, words: &str) -> usize {
    let letters: Vec<char> = words.chars().collect();
    let mut row = from;
    loop {
        if rows.len() <= row {
            rows.resize(row + 1, Vec::new());
        }
        let free_from = column.saturating_sub(1);
        let taken = rows[row].iter().skip(free_from).take(letters.len() + 2);
        if taken.into_iter().all(|letter| *letter == ' ') || rows[row].len() <= column {
            break;
        }
        row += 1;
    }
    if rows[row].len() < column + letters.len() {
        rows[row].resize(column + letters.len(), ' ');
    }
    rows[row][column..column + letters.len()].copy_from_slice(&letters);
    row
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(body: &str, labels: &[(&str, &str)], width: usize, expected: &str) {
        let labels: Vec<Label> = labels
            .iter()
            .map(|(words, name)| {
                let start = body.find(words).expect("the words stand in the body");
                Label {
                    span: Span::new(start, start + words.len()),
                    name: name.to_string(),
                    look: Look::Content,
                }
            })
            .collect();
        let terminal = Terminal { width, colour: false };
        let drawn = draw(body, Span::new(0, body.len()), &labels, 0, terminal);
        assert_eq!(drawn, expected);
    }

    #[test]
    fn names_stand_inside_brackets() {
        check(
            "“We open in May,” Mayor Elise Ortega told us.",
            &[("“We open in May,”", "content"), ("Mayor Elise Ortega", "source"), ("told", "cue")],
            60,
            "“We open in May,” Mayor Elise Ortega told us.\n\
             └─── content ───┘ └──── source ────┘ cue\n",
        );
    }

    #[test]
    fn a_name_wider_than_its_words_goes_a_row_lower() {
        check(
            "He said it was late.",
            &[("He", "source"), ("said", "cue"), ("it was late", "content")],
            60,
            "He said it was late.\n└┘ cue  └ content ┘\nsource\n",
        );
    }

    #[test]
    fn a_stretch_over_two_lines_is_open_at_the_break() {
        check(
            "She said that the bridge would open again in May.",
            &[("that the bridge would open again in May", "content")],
            30,
            "She said that the bridge would\n         └───── content ──────\nopen again in May.\n────────────────┘\n",
        );
    }
}
