//! The formats that are written, as typed.

use clap::ValueEnum;

/// How `whosaid report` writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    /// For a terminal
    Text,
    /// One self-contained page for a browser
    Html,
    /// For a document
    Markdown,
    /// For programs
    Json,
    /// For programs, one row of a table a line
    Jsonl,
    /// For a spreadsheet, the table that --table names
    Csv,
    /// Warnings for a workflow on GitHub, at the lines that differ
    Github,
    /// For services that show results beside the files: SARIF 2.1.0
    Sarif,
}

/// A table of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum TableArgument {
    /// One row for each attribution
    Attributions,
    /// One row for each claim
    Claims,
    /// One row for each telling of a claim
    Tellings,
    /// One row for each difference
    Findings,
    /// One row for each speaker
    Speakers,
    /// One row for each outlet
    Outlets,
    /// One row for each article
    Articles,
}

/// How `whosaid extract` writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ExtractFormat {
    /// For a terminal
    Text,
    /// For programs, one attribution a line
    Jsonl,
    /// For a spreadsheet
    Csv,
    /// For annotation tools, one .ann file for each article
    Brat,
}

/// How `whosaid read` writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ReadFormat {
    /// For a person to check
    Text,
    /// For programs, one article a line
    Jsonl,
}

/// How `whosaid verify` writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum VerifyFormat {
    /// For a terminal
    Text,
    /// One self-contained page for a browser
    Html,
    /// For programs
    Json,
    /// For programs, one quotation a line
    Jsonl,
    /// For a spreadsheet
    Csv,
}

/// How `whosaid diff` writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DiffFormat {
    /// For a terminal
    Text,
    /// One self-contained page for a browser
    Html,
    /// For a document
    Markdown,
    /// For programs
    Json,
}
