//! What the user knows about speakers: aliases, people to keep apart, and attributes of the
//! user's own.
//!
//! Comes in: the text of a TOML or CSV file, already read. Goes out: a [`Register`], or an error
//! that names the line and what to do.

use std::collections::BTreeMap;

use toml::{Spanned, Table, Value};

/// What the user knows about speakers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Register {
    /// One entry for each speaker, in the order of the file.
    pub entries: Vec<Entry>,
}

/// What the user knows about one speaker.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// The name to show.
    pub name: String,
    /// Other names for the same speaker.
    pub aliases: Vec<String>,
    /// Names that must never be taken for this speaker.
    pub not: Vec<String>,
    /// Columns of the user's own: party, gender, country.
    pub attributes: BTreeMap<String, String>,
}

/// Why a register could not be understood.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {problem}; {advice}")]
pub struct RegisterError {
    /// Counted from 1.
    pub line: usize,
    /// What is wrong.
    pub problem: String,
    /// What to do about it.
    pub advice: String,
}

impl Register {
    /// Reads a register in TOML: a `[[speaker]]` table for each speaker, with `name` and, where
    /// wanted, `aliases` and `not` (lists of names); every other key is an attribute.
    ///
    /// # Errors
    /// When the text is no TOML, a table lacks a name, a key has a value that is no text, or a
    /// name stands for two speakers.
    ///
    /// # Example
    /// ```
    /// use whosaid::speaker::Register;
    ///
    /// let register = Register::from_toml(
    ///     "[[speaker]]\nname = \"Elise Ortega\"\naliases = [\"Lisa Ortega\"]\nparty = \"Harbour List\"\n",
    /// )?;
    /// assert_eq!(register.entries[0].attributes["party"], "Harbour List");
    /// # Ok::<(), whosaid::speaker::RegisterError>(())
    /// ```
    pub fn from_toml(text: &str) -> Result<Self, RegisterError> {
        let ends: Vec<usize> = text.match_indices('\n').map(|(end, _)| end).collect();
        let line = |at: usize| ends.partition_point(|&end| end < at) + 1;
        let file: BTreeMap<String, Vec<Spanned<Table>>> =
            toml::from_str(text).map_err(|error| RegisterError {
                line: line(error.span().map_or(0, |span| span.start)),
                problem: error.message().to_owned(),
                advice: "write one [[speaker]] table for each speaker".to_owned(),
            })?;
        let mut entries = Vec::new();
        for (key, tables) in file {
            for table in tables {
                let line = line(table.span().start);
                if key != "speaker" {
                    return Err(unknown_table(line, &key));
                }
                entries.push((line, entry_of_table(line, table.into_inner())?));
            }
        }
        checked(entries)
    }

    /// Reads a register in CSV: a header line, then one line for each speaker. The column `name`
    /// is needed; `aliases` and `not` hold names with semicolons between; every other column is an
    /// attribute.
    ///
    /// # Errors
    /// When the header has no `name`, a line has too many or too few fields or no name, or a name
    /// stands for two speakers.
    pub fn from_csv(text: &str) -> Result<Self, RegisterError> {
        let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(text.as_bytes());
        let header = reader.headers().map_err(|error| broken_row(&error))?.clone();
        if !header.iter().any(|column| column == "name") {
            return Err(RegisterError {
                line: 1,
                problem: "no column is called name".to_owned(),
                advice: "begin the file with a line such as name,aliases,not,party".to_owned(),
            });
        }
        let mut entries = Vec::new();
        for row in reader.records() {
            let row = row.map_err(|error| broken_row(&error))?;
            let line = row.position().map_or(1, |position| position.line() as usize);
            entries.push((line, entry_of_row(line, &header, &row)?));
        }
        checked(entries)
    }
}

fn entry_of_table(line: usize, table: Table) -> Result<Entry, RegisterError> {
    let mut entry = Entry::default();
    for (key, value) in table {
        match (key.as_str(), value) {
            ("name", Value::String(name)) => entry.name = name,
            ("aliases", value) => entry.aliases = names(line, &key, value)?,
            ("not", value) => entry.not = names(line, &key, value)?,
            (_, Value::String(text)) => {
                entry.attributes.insert(key, text);
            }
            (_, Value::Integer(number)) => {
                entry.attributes.insert(key, number.to_string());
            }
            _ => return Err(wrong_value(line, &key, "text in quotation marks")),
        }
    }
    named(line, entry)
}

fn names(line: usize, key: &str, value: Value) -> Result<Vec<String>, RegisterError> {
    let wrong = || wrong_value(line, key, "a list of names, such as [\"Ann Lee\"]");
    let Value::Array(items) = value else { return Err(wrong()) };
    items
        .into_iter()
        .map(|item| if let Value::String(name) = item { Ok(name) } else { Err(wrong()) })
        .collect()
}

fn entry_of_row(
    line: usize,
    header: &csv::StringRecord,
    row: &csv::StringRecord,
) -> Result<Entry, RegisterError> {
    let mut entry = Entry::default();
    let list = |field: &str| {
        field.split(';').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect()
    };
    for (column, field) in header.iter().zip(row) {
        match column {
            "name" => entry.name = field.to_owned(),
            "aliases" => entry.aliases = list(field),
            "not" => entry.not = list(field),
            _ if field.is_empty() => {}
            _ => {
                entry.attributes.insert(column.to_owned(), field.to_owned());
            }
        }
    }
    named(line, entry)
}

fn named(line: usize, entry: Entry) -> Result<Entry, RegisterError> {
    if entry.name.trim().is_empty() {
        return Err(RegisterError {
            line,
            problem: "a speaker without a name".to_owned(),
            advice: "give it a name, the one that reports shall show".to_owned(),
        });
    }
    Ok(entry)
}

/// A name that stands for two speakers would make the result depend on their order.
fn checked(entries: Vec<(usize, Entry)>) -> Result<Register, RegisterError> {
    let mut owners: BTreeMap<String, usize> = BTreeMap::new();
    for (index, (line, entry)) in entries.iter().enumerate() {
        for name in std::iter::once(&entry.name).chain(&entry.aliases) {
            if *owners.entry(name.to_lowercase()).or_insert(index) != index {
                return Err(RegisterError {
                    line: *line,
                    problem: format!("\"{name}\" stands for two speakers"),
                    advice: "leave the name with one of them".to_owned(),
                });
            }
        }
    }
    Ok(Register { entries: entries.into_iter().map(|(_, entry)| entry).collect() })
}

fn unknown_table(line: usize, key: &str) -> RegisterError {
    RegisterError {
        line,
        problem: format!("[[{key}]] is not known here"),
        advice: "call it [[speaker]]".to_owned(),
    }
}

fn wrong_value(line: usize, key: &str, wanted: &str) -> RegisterError {
    RegisterError {
        line,
        problem: format!("{key} of this speaker cannot be read"),
        advice: format!("make it {wanted}"),
    }
}

fn broken_row(error: &csv::Error) -> RegisterError {
    let line = error.position().map_or(1, |position| position.line() as usize);
    let problem = match error.kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            format!("{len} fields where the header has {expected_len}")
        }
        _ => error.to_string(),
    };
    let advice =
        "give every line as many fields as the header; put a field that holds a comma in double quotes";
    RegisterError { line, problem, advice: advice.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_error(result: Result<Register, RegisterError>, expected: &str) {
        assert_eq!(result.unwrap_err().to_string(), expected);
    }

    #[test]
    fn toml_and_csv_say_the_same() {
        let toml = "[[speaker]]\nname = \"Elise Ortega\"\naliases = [\"Lisa Ortega\"]\nnot = [\"Elise Orteg\"]\nparty = \"Harbour List\"\n";
        let csv = "name,aliases,not,party\nElise Ortega,Lisa Ortega,Elise Orteg,Harbour List\n";
        let register = Register::from_toml(toml).unwrap();
        assert_eq!(register, Register::from_csv(csv).unwrap());
        assert_eq!(register.entries[0].aliases, ["Lisa Ortega"]);
    }

    #[test]
    fn errors_name_the_line_and_what_to_do() {
        check_error(
            Register::from_toml("[[speaker]]\nname = \"Ann Lee\"\n\n[[speaker]]\nparty = \"none\"\n"),
            "line 4: a speaker without a name; give it a name, the one that reports shall show",
        );
        check_error(
            Register::from_toml("[[person]]\nname = \"Ann Lee\"\n"),
            "line 1: [[person]] is not known here; call it [[speaker]]",
        );
        check_error(
            Register::from_csv("who,party\nAnn Lee,none\n"),
            "line 1: no column is called name; begin the file with a line such as name,aliases,not,party",
        );
        check_error(
            Register::from_csv("name,aliases\nAnn Lee,\nTom Hale,ann lee\n"),
            "line 3: \"ann lee\" stands for two speakers; leave the name with one of them",
        );
        check_error(
            Register::from_csv("name,party\nAnn Lee\n"),
            "line 2: 1 fields where the header has 2; give every line as many fields as the header; put a field that holds a comma in double quotes",
        );
    }
}
