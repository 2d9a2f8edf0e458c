//! Words cut into pieces of which each is marked in one way.

use std::ops::Range;

use serde::Serialize;

use super::visible::on_one_line;

/// A run of words that are all marked alike.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Piece {
    /// The words.
    pub text: String,
    /// What they are, as a list of words for a style sheet; empty for the words around.
    pub marks: String,
}

/// A stretch of a text, cut where marks begin and end; all in bytes.
pub fn pieces(text: &str, stretch: Range<usize>, marks: &[(Range<usize>, &str)]) -> Vec<Piece> {
    let mut ends: Vec<usize> = marks
        .iter()
        .flat_map(|(place, _)| [place.start, place.end])
        .filter(|end| stretch.contains(end))
        .chain([stretch.start, stretch.end])
        .collect();
    ends.sort_unstable();
    ends.dedup();
    ends.windows(2)
        .map(|pair| {
            let mut names: Vec<&str> = marks
                .iter()
                .filter(|(place, _)| place.start <= pair[0] && pair[1] <= place.end)
                .map(|(_, name)| *name)
                .collect();
            names.sort_unstable();
            names.dedup();
            Piece { text: on_one_line(&text[pair[0]..pair[1]]), marks: names.join(" ") }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_where_marks_begin_and_end() {
        let body = "Vorab: “Größe zählt,” said Ute Brandt.";
        let from = body.find('“').expect("the quotation stands there");
        let until = body.find(" said").expect("the words stand behind it");
        let marks = [(from..until, "content"), (from + 3..from + 10, "differs")];
        let shown: Vec<(String, String)> = pieces(body, from..body.len(), &marks)
            .into_iter()
            .map(|piece| (piece.text, piece.marks))
            .collect();
        let expected = [
            ("“", "content"),
            ("Größe", "content differs"),
            (" zählt,”", "content"),
            (" said Ute Brandt.", ""),
        ];
        assert_eq!(shown, expected.map(|(text, marks)| (text.to_string(), marks.to_string())));
    }
}
