//! What a report is written as: in which format, to one place or to a folder of tables.

use std::fs;
use std::path::{Path, PathBuf};

use super::arguments::{Arrangement, ExtractArguments, ReportArguments};
use super::compression::Compression;
use super::failure::Failure;
use super::formats::{ExtractFormat, ReportFormat, TableArgument};
use super::output::{self, Output};
use super::reads::Reads;
use crate::report::columns::Table;

/// How a report is written, and where.
#[derive(Debug)]
pub struct Plan {
    /// The format.
    pub format: ReportFormat,
    /// The tables, where the format has tables.
    pub tables: Vec<Table>,
    /// Where each goes: one file or standard output, or a folder.
    place: Place,
}

#[derive(Debug)]
enum Place {
    One(Option<PathBuf>),
    Folder(PathBuf),
}

impl Plan {
    /// What the arguments ask for.
    pub fn of(arguments: &ReportArguments) -> Result<Self, Failure> {
        let path = output::destination(arguments.output.as_deref());
        let folder = path.filter(|path| is_folder(path));
        let told = path.and_then(report_format);
        let format = match (arguments.format, folder) {
            (Some(format), _) => format,
            (None, Some(_)) => ReportFormat::Csv,
            (None, None) => told.unwrap_or(ReportFormat::Text),
        };
        let has_tables = matches!(format, ReportFormat::Csv | ReportFormat::Jsonl);
        check(arguments, format, has_tables, folder)?;
        let table = arguments.table.map_or_else(|| arranged_by(arguments.by), Table::from);
        Ok(Plan {
            format,
            tables: match folder {
                Some(_) => Table::ALL.to_vec(),
                None => vec![table],
            },
            place: match folder {
                Some(folder) => Place::Folder(folder.to_owned()),
                None => Place::One(path.map(Path::to_owned)),
            },
        })
    }

    /// Opens every place that is written to. Nothing that is read is one of them.
    pub fn open(&self, reads: &Reads) -> Result<Vec<Output>, Failure> {
        match &self.place {
            Place::One(path) => {
                reads.refuse(path.as_deref())?;
                Ok(vec![Output::open(path.as_deref())?])
            }
            Place::Folder(folder) => {
                fs::create_dir_all(folder).map_err(|error| Failure::output(Some(folder), &error))?;
                let ending = if self.format == ReportFormat::Jsonl { "jsonl" } else { "csv" };
                let open = |table: &Table| {
                    let path = folder.join(format!("{}.{ending}", table.name()));
                    reads.refuse(Some(&path))?;
                    Output::open(Some(&path))
                };
                self.tables.iter().map(open).collect()
            }
        }
    }
}

/// The format that the ending of a file tells.
fn report_format(path: &Path) -> Option<ReportFormat> {
    Some(match ending(path)?.as_str() {
        "html" | "htm" => ReportFormat::Html,
        "md" | "markdown" => ReportFormat::Markdown,
        "json" => ReportFormat::Json,
        "jsonl" | "ndjson" => ReportFormat::Jsonl,
        "csv" => ReportFormat::Csv,
        "sarif" => ReportFormat::Sarif,
        _ => return None,
    })
}

/// The format and the compression of attributions that are asked for, or that the ending of the output
/// tells.
pub fn extract_format(
    arguments: &ExtractArguments,
    path: Option<&Path>,
) -> Result<(ExtractFormat, Compression), Failure> {
    let packed = path.map(Compression::of_path).unwrap_or_default();
    let bare = path.map(|path| match packed {
        Compression::None => path.to_owned(),
        Compression::Gzip | Compression::Zstd => path.with_extension(""),
    });
    let told = bare.as_deref().and_then(ending).and_then(|ending| match ending.as_str() {
        "jsonl" | "ndjson" => Some(ExtractFormat::Jsonl),
        "csv" => Some(ExtractFormat::Csv),
        _ => None,
    });
    let format = arguments.format.or(told).unwrap_or(ExtractFormat::Text);
    let has_rows = matches!(format, ExtractFormat::Jsonl | ExtractFormat::Csv);
    if arguments.compress.is_some_and(|asked| asked != Compression::None) {
        if path.is_none() {
            let message =
                "--compress is for files; name one with --output, or pipe into a program that compresses";
            return Err(Failure::Argument(message.to_string()));
        }
        if !has_rows {
            return Err(Failure::Argument("--compress is for --format jsonl and csv".to_string()));
        }
    }
    Ok((format, arguments.compress.unwrap_or(if has_rows { packed } else { Compression::None })))
}

fn ending(path: &Path) -> Option<String> {
    Some(path.extension()?.to_str()?.to_ascii_lowercase())
}

/// True for a path that means a folder, with `/` at the end.
pub fn is_folder(path: &Path) -> bool {
    path.as_os_str().to_string_lossy().ends_with(['/', std::path::MAIN_SEPARATOR])
}

fn check(
    arguments: &ReportArguments,
    format: ReportFormat,
    has_tables: bool,
    folder: Option<&Path>,
) -> Result<(), Failure> {
    let refuse = |message: &str| Err(Failure::Argument(message.to_string()));
    if arguments.csv.raw_csv && format != ReportFormat::Csv {
        return refuse("--raw-csv is for --format csv");
    }
    if arguments.csv.bom && format != ReportFormat::Csv {
        return refuse("--bom is for --format csv");
    }
    if arguments.table.is_some() && !has_tables {
        return refuse("--table is for --format csv and jsonl; the other formats hold everything");
    }
    if let Some(folder) = folder {
        if !has_tables {
            return Err(Failure::Argument(format!(
                "{} is a folder, which gets tables; use --format csv or jsonl, or name a file",
                folder.display()
            )));
        }
        if arguments.table.is_some() {
            return refuse("a folder gets every table; leave --table out, or name a file");
        }
    }
    let arranges = matches!(format, ReportFormat::Text | ReportFormat::Markdown);
    if !arranges && !has_tables && arguments.by != Arrangement::Claim {
        return refuse("--by arranges text, markdown and tables; the other formats hold everything");
    }
    if arguments.table.is_some() && arguments.by != Arrangement::Claim {
        return refuse("--by and --table both choose a table; give one of them");
    }
    Ok(())
}

/// The table of an arrangement. Without any, attributions are what people count.
fn arranged_by(arrangement: Arrangement) -> Table {
    match arrangement {
        Arrangement::Claim => Table::Attributions,
        Arrangement::Speaker => Table::Speakers,
        Arrangement::Outlet => Table::Outlets,
    }
}

impl From<TableArgument> for Table {
    fn from(table: TableArgument) -> Self {
        match table {
            TableArgument::Attributions => Table::Attributions,
            TableArgument::Claims => Table::Claims,
            TableArgument::Tellings => Table::Tellings,
            TableArgument::Findings => Table::Findings,
            TableArgument::Speakers => Table::Speakers,
            TableArgument::Outlets => Table::Outlets,
            TableArgument::Articles => Table::Articles,
        }
    }
}
