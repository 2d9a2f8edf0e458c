//! Attributions as rows, one for each: JSON Lines or CSV.

use super::arguments::ExtractArguments;
use super::failure::Failure;
use super::formats::ExtractFormat;
use super::intake;
use crate::audit::Settings;
use crate::ingest::Article;
use crate::report::columns::Table;
use crate::report::csv::{self, Formulas};
use crate::report::json::Attribution;
use crate::report::{assemble, lines, tables};

/// How a row is written.
pub enum Rows {
    /// As an object on a line of its own.
    Lines,
    /// As cells.
    Table {
        /// The user's own columns.
        attributes: Vec<String>,
        /// What becomes of cells that look like formulas.
        formulas: Formulas,
        /// Whether the table begins with a byte-order mark.
        bom: bool,
    },
}

/// The rows of a format that has rows.
///
/// # Errors
/// When the arguments ask for what only CSV has.
pub fn rows_of(
    arguments: &ExtractArguments,
    format: ExtractFormat,
    settings: &Settings,
) -> Result<Option<Rows>, Failure> {
    if format != ExtractFormat::Csv && (arguments.csv.raw_csv || arguments.csv.bom) {
        let asked = if arguments.csv.raw_csv { "--raw-csv" } else { "--bom" };
        return Err(Failure::Argument(format!("{asked} is for --format csv")));
    }
    Ok(match format {
        ExtractFormat::Jsonl => Some(Rows::Lines),
        ExtractFormat::Csv => Some(Rows::Table {
            attributes: intake::attributes(settings),
            formulas: intake::formulas(arguments.csv.raw_csv),
            bom: arguments.csv.bom,
        }),
        ExtractFormat::Text | ExtractFormat::Brat => None,
    })
}

impl Rows {
    /// The ending of a file of them.
    pub fn ending(&self) -> &'static str {
        match self {
            Rows::Lines => "jsonl",
            Rows::Table { .. } => "csv",
        }
    }

    /// What stands before the rows.
    pub fn head(&self) -> String {
        match self {
            Rows::Lines => String::new(),
            Rows::Table { attributes, formulas, bom } => {
                let mark = if *bom { csv::BYTE_ORDER_MARK } else { "" };
                mark.to_string() + &tables::head(Table::Attributions, attributes, *formulas)
            }
        }
    }

    /// The rows of one article, whose id is `key`.
    pub fn of(&self, article: &Article, key: &str, found: &[Attribution]) -> String {
        match self {
            Rows::Lines => found.iter().map(lines::line).collect(),
            Rows::Table { attributes, formulas, .. } => {
                let article = assemble::head(article, key.to_string(), found.len());
                tables::attributions(found, &article, attributes, *formulas)
            }
        }
    }
}
