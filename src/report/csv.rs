//! Tables for a spreadsheet: cells as CSV.
//!
//! A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a formula, which may send
//! what it reads to somebody. Such cells get an apostrophe in front, unless the user wants them raw.

/// What is done with cells that a spreadsheet would take for a formula.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Formulas {
    /// They get an apostrophe in front.
    #[default]
    Guarded,
    /// They stay as they are: for programs, which want the text as it is.
    Raw,
}

/// What some spreadsheets know UTF-8 by.
pub const BYTE_ORDER_MARK: &str = "\u{feff}";

/// The word that the wire types use for a value of an enumeration.
pub(super) fn tag<T: serde::Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

/// Rows of cells as CSV.
pub(super) fn table(rows: impl Iterator<Item = Vec<String>>, formulas: Formulas) -> String {
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    for mut row in rows {
        if formulas == Formulas::Guarded {
            row.iter_mut().filter(|cell| is_formula(cell)).for_each(|cell| cell.insert(0, '\''));
        }
        writer.write_record(&row).expect("writing to memory cannot fail");
    }
    let bytes = writer.into_inner().expect("writing to memory cannot fail");
    String::from_utf8(bytes).expect("rows of strings are UTF-8")
}

/// True for a cell that some spreadsheet takes for a formula: by its first sign behind white space
/// and what is not seen, in the width of Latin or of Chinese script.
fn is_formula(cell: &str) -> bool {
    let is_unseen = |letter: char| letter.is_whitespace() || letter.is_control() || letter == '\u{feff}';
    cell.starts_with(['\t', '\r', '\n']) || cell.trim_start_matches(is_unseen).starts_with(FORMULA_SIGNS)
}

const FORMULA_SIGNS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(cell: &str, expected: &str) {
        let row = || std::iter::once(vec![cell.to_string(), "x".to_string()]);
        assert_eq!(table(row(), Formulas::Guarded), format!("{expected},x\n"));
        assert!(!table(row(), Formulas::Raw).contains('\''));
    }

    #[test]
    fn a_formula_is_guarded() {
        check("=1+1", "'=1+1");
        check("+47 22 00 00 00", "'+47 22 00 00 00");
        check("-- she said", "'-- she said");
        check("@courant", "'@courant");
        check("＝1", "'＝1");
        check(" =1", "' =1");
        check("\t=1", "'\t=1");
        check("\r=HYPERLINK(\"x\")", "\"'\r=HYPERLINK(\"\"x\"\")\"");
    }

    #[test]
    fn words_stay() {
        check("“We will open”", "“We will open”");
        check("a = b", "a = b");
        check("– a dash", "– a dash");
        check("", "");
    }
}
