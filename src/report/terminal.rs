//! Words on a terminal: how wide it is, what is coloured, how lines break, and how stretches of
//! words are marked. Without colour, marked words are underlined on the line below.

use std::ops::Range;

use anstyle::{AnsiColor, Style};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// What is written to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terminal {
    /// How many columns a line may have.
    pub width: usize,
    /// Whether colours are understood.
    pub colour: bool,
}

/// What words are to look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// A heading, a name.
    Strong,
    /// What is there for completeness.
    Faint,
    /// What differs.
    Differs,
    /// What agrees.
    Agrees,
    /// A source.
    Source,
    /// A cue.
    Cue,
    /// A content.
    Content,
}

impl Look {
    fn style(self) -> Style {
        match self {
            Look::Strong => Style::new().bold(),
            Look::Faint => Style::new().dimmed(),
            Look::Differs => AnsiColor::Red.on_default().bold().underline(),
            Look::Agrees => AnsiColor::Green.on_default(),
            Look::Source => AnsiColor::Magenta.on_default().bold(),
            Look::Cue => AnsiColor::Yellow.on_default(),
            Look::Content => AnsiColor::Cyan.on_default(),
        }
    }
}

/// One line of a wrapped text, with what is marked in it.
struct Line {
    text: String,
    marks: Vec<Range<usize>>,
}

impl Terminal {
    /// A terminal as wide as a page, without colour: what a file or a pipe gets.
    pub const PLAIN: Terminal = Terminal { width: 80, colour: false };

    /// A heading over several entries, with their number, ruled to the edge.
    pub fn heading(self, title: &str, count: usize) -> String {
        let title = format!("{title} ({count})");
        let rule = "─".repeat(self.width.saturating_sub(title.chars().count() + 4));
        format!(
            "\n{} {} {}\n\n",
            self.paint(Look::Faint, "──"),
            self.paint(Look::Strong, &title),
            self.paint(Look::Faint, &rule)
        )
    }

    /// The words in that look, or as they are where there is no colour.
    pub fn paint(self, look: Look, words: &str) -> String {
        if !self.colour || words.is_empty() {
            return words.to_string();
        }
        let style = look.style();
        format!("{style}{words}{style:#}")
    }

    /// A text over several lines, each behind `indent`.
    pub fn wrapped(self, text: &str, indent: usize) -> String {
        self.marked(text, &[], indent)
    }

    /// A text over several lines, each behind `indent`, with stretches of it (in bytes) marked.
    pub fn marked(self, text: &str, marks: &[Range<usize>], indent: usize) -> String {
        let rows = self.rows(text, marks, self.width.saturating_sub(indent));
        let margin = " ".repeat(indent);
        rows.iter().map(|row| format!("{margin}{row}").trim_end().to_string() + "\n").collect()
    }

    /// Two texts side by side behind `indent`, each with its marked stretches.
    pub fn beside(self, left: &[Cell], right: &[Cell], indent: usize) -> String {
        let gutter = " │ ";
        let column = self.width.saturating_sub(indent + gutter.width()) / 2;
        let margin = " ".repeat(indent);
        let mut out = String::new();
        for index in 0..left.len().max(right.len()) {
            let left = left.get(index).map_or(Vec::new(), |cell| self.cell(cell, column));
            let right = right.get(index).map_or(Vec::new(), |cell| self.cell(cell, column));
            for row in 0..left.len().max(right.len()) {
                let one = left.get(row).map_or("", String::as_str);
                let other = right.get(row).map_or("", String::as_str);
                let padding = " ".repeat(column.saturating_sub(visible_width(one)));
                let line = format!("{margin}{one}{padding}{gutter}{other}");
                out.push_str(line.trim_end());
                out.push('\n');
            }
        }
        out
    }

    fn cell(self, cell: &Cell, width: usize) -> Vec<String> {
        match cell.look {
            None => self.rows(&cell.text, &cell.marks, width),
            Some(look) => {
                wrap(&cell.text, width).into_iter().map(|range| self.paint(look, &cell.text[range])).collect()
            }
        }
    }

    /// The lines of a text, painted; where there is no colour, with a line of signs below each
    /// line that has marked words.
    fn rows(self, text: &str, marks: &[Range<usize>], width: usize) -> Vec<String> {
        let mut rows = Vec::new();
        for line in lines(text, marks, width) {
            if self.colour {
                rows.push(self.painted(&line));
            } else {
                rows.push(line.text.clone());
                if !line.marks.is_empty() {
                    rows.push(underline(&line));
                }
            }
        }
        rows
    }

    fn painted(self, line: &Line) -> String {
        let mut out = String::new();
        let mut at = 0;
        for mark in &line.marks {
            out.push_str(&line.text[at..mark.start]);
            out.push_str(&self.paint(Look::Differs, &line.text[mark.clone()]));
            at = mark.end;
        }
        out + &line.text[at..]
    }
}

/// A text in a column.
#[derive(Clone, Debug, Default)]
pub struct Cell {
    /// The words.
    pub text: String,
    /// The stretches that are marked, in bytes.
    pub marks: Vec<Range<usize>>,
    /// How the whole looks, where nothing is marked.
    pub look: Option<Look>,
}

/// Cells of one width side by side, a wide one over several lines, and behind the first line `end`.
pub fn row(terminal: Terminal, cells: &[Cell], width: usize, end: &str) -> String {
    let columns: Vec<Vec<String>> = cells.iter().map(|cell| terminal.cell(cell, width)).collect();
    let height = columns.iter().map(Vec::len).max().unwrap_or_default().max(1);
    let mut out = String::new();
    for line in 0..height {
        let words = columns.iter().enumerate().map(|(index, column)| {
            let words = column.get(line).map_or("", String::as_str);
            let gap = if index == 0 { "" } else { "  " };
            format!("{gap}{words}{}", " ".repeat(width.saturating_sub(visible_width(words))))
        });
        let words: String = words.collect();
        let end = if line == 0 { end } else { "" };
        out.push_str(format!("{words}{end}").trim_end());
        out.push('\n');
    }
    out
}

/// The stretches in order, those that touch as one.
pub fn merged(mut marks: Vec<Range<usize>>) -> Vec<Range<usize>> {
    marks.sort_by_key(|mark| (mark.start, mark.end));
    let mut out: Vec<Range<usize>> = Vec::new();
    for mark in marks {
        match out.last_mut() {
            Some(last) if mark.start <= last.end => last.end = last.end.max(mark.end),
            _ => out.push(mark),
        }
    }
    out
}

/// A text cut to a width, with an ellipsis where something is left out.
pub fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_string();
    }
    let mut out = String::new();
    let mut used = 1;
    for letter in text.chars() {
        used += letter.width().unwrap_or(0);
        if used > width {
            break;
        }
        out.push(letter);
    }
    out.trim_end().to_string() + "…"
}

/// Where a text breaks into lines of at most `width` columns, as ranges of bytes without the
/// white space at the breaks. A word longer than a line is broken.
pub fn wrap(text: &str, width: usize) -> Vec<Range<usize>> {
    let width = width.max(8);
    let mut lines = Vec::new();
    let mut start = None;
    let mut end = 0;
    let mut used = 0;
    for word in words(text, width) {
        let columns = text[word.clone()].width();
        let gap = text[end..word.start].width();
        match start {
            Some(_) if used + gap + columns <= width => used += gap + columns,
            Some(begin) => {
                lines.push(begin..end);
                start = Some(word.start);
                used = columns;
            }
            None => {
                start = Some(word.start);
                used = columns;
            }
        }
        end = word.end;
    }
    lines.extend(start.map(|begin| begin..end));
    lines
}

/// The words between white space; those wider than a line in pieces.
fn words(text: &str, width: usize) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut start: Option<usize> = None;
    let mut columns = 0;
    for (at, letter) in text.char_indices() {
        let wide = letter.width().unwrap_or(0);
        match start {
            Some(begin) if letter.is_whitespace() || columns + wide > width => {
                words.push(begin..at);
                start = (!letter.is_whitespace()).then_some(at);
                columns = wide;
            }
            Some(_) => columns += wide,
            None if letter.is_whitespace() => {}
            None => {
                start = Some(at);
                columns = wide;
            }
        }
    }
    words.extend(start.map(|begin| begin..text.len()));
    words
}

fn lines(text: &str, marks: &[Range<usize>], width: usize) -> Vec<Line> {
    wrap(text, width)
        .into_iter()
        .map(|range| Line {
            text: text[range.clone()].to_string(),
            marks: marks
                .iter()
                .map(|mark| mark.start.max(range.start)..mark.end.min(range.end))
                .filter(|mark| mark.start < mark.end)
                .map(|mark| mark.start - range.start..mark.end - range.start)
                .collect(),
        })
        .collect()
}

fn underline(line: &Line) -> String {
    let mut out = String::new();
    let mut at = 0;
    for mark in &line.marks {
        out.push_str(&" ".repeat(line.text[at..mark.start].width()));
        out.push_str(&"▔".repeat(line.text[mark.clone()].width()));
        at = mark.end;
    }
    out
}

/// How many columns a painted text takes.
fn visible_width(text: &str) -> usize {
    anstream::adapter::strip_str(text).to_string().width()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_between_words() {
        let text = "one two  three four";
        let lines: Vec<&str> = wrap(text, 9).into_iter().map(|range| &text[range]).collect();
        assert_eq!(lines, ["one two", "three", "four"]);
    }

    #[test]
    fn a_word_longer_than_a_line_is_broken() {
        let text = "a übergrößengeschäft";
        let lines: Vec<&str> = wrap(text, 8).into_iter().map(|range| &text[range]).collect();
        assert_eq!(lines, ["a", "übergröß", "engeschä", "ft"]);
    }

    #[test]
    fn without_colour_marks_stand_on_the_next_line() {
        let terminal = Terminal { width: 20, colour: false };
        let shown = terminal.marked("open by 12 March, she said", &[8..16], 2);
        assert_eq!(shown, "  open by 12 March,\n          ▔▔▔▔▔▔▔▔\n  she said\n");
    }

    #[test]
    fn a_wide_name_goes_on_below() {
        let terminal = Terminal { width: 30, colour: false };
        let cells =
            ["The Aldersley Courant", "daily"].map(|text| Cell { text: text.into(), ..Cell::default() });
        assert_eq!(row(terminal, &cells, 10, "  12"), "The         daily       12\nAldersley\nCourant\n");
    }

    #[test]
    fn columns_stand_side_by_side() {
        let terminal = Terminal { width: 25, colour: false };
        let left = [Cell { text: "one two three".into(), ..Cell::default() }];
        let right = [Cell { text: "four".into(), marks: vec![0..4], ..Cell::default() }];
        assert_eq!(terminal.beside(&left, &right, 0), "one two     │ four\nthree       │ ▔▔▔▔\n");
    }
}
