//! The arguments, as typed.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use super::compression::Compression;
use super::config::ConfigArguments;
use super::formats::{DiffFormat, ExtractFormat, ReadFormat, ReportFormat, TableArgument, VerifyFormat};
use super::selection::{SelectionArguments, day};
use crate::ingest::{FieldMap, SizeLimit};

/// The whole command line.
#[derive(Debug, Parser)]
#[command(
    name = "whosaid",
    version,
    about = "Who said what, across news outlets, and where their accounts differ",
    before_help = "Example: whosaid report articles/ --format html --output report.html",
    after_help = "whosaid compares accounts; it never says who is right.\n\
                  Exit status: 0 when all went well, 1 when --fail-on found what it names, 2 when something went wrong.",
    arg_required_else_help = true
)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Compare outlets: which claims they share, and where their accounts agree or differ
    #[command(before_help = "Example: whosaid report articles/ --format html --output report.html")]
    Report(ReportArguments),
    /// List every attribution: who is reported to have said what
    #[command(before_help = "Example: whosaid extract story.txt --format csv --output story.csv")]
    Extract(ExtractArguments),
    /// Compare two versions of a statement word by word
    #[command(
        before_help = "Example: whosaid compare '“We will open by 12 March,”' '“We will open by 14 March,”'"
    )]
    Compare(CompareArguments),
    /// Show what was taken for each article: its outlet, date, headline, byline, text, and what was left out
    #[command(before_help = "Example: whosaid read page.html")]
    Read(ReadArguments),
    /// Look up quotations in transcripts: which words were said, which were changed, by whom
    #[command(before_help = "Example: whosaid verify articles/ --against debate.txt")]
    Verify(VerifyArguments),
    /// Set versions of articles, or two reports, against each other: what was changed, and what of it is admitted
    #[command(before_help = "Example: whosaid diff story.1.html story.2.html")]
    Diff(DiffArguments),
    /// Show why: the pattern, the words and the mention that each attribution rests on
    #[command(before_help = "Example: whosaid explain story.txt:12")]
    Explain(ExplainArguments),
    /// Note findings that were looked at, so that report leaves them out
    #[command(
        before_help = "Example: whosaid accept f1c7x2k9m --note 'the Echo corrected it' --baseline accepted.toml"
    )]
    Accept(AcceptArguments),
    /// Print shell completions, the manual page or the JSON schema
    #[command(before_help = "Example: whosaid generate man > whosaid.1")]
    Generate(GenerateArguments),
}

/// What articles to read.
#[derive(Debug, Args)]
pub struct SourceArguments {
    /// Files and folders of articles (.txt, .html, .jsonl, .json, .csv, .tsv, .docx, .eml, .mhtml, .rss,
    /// .atom, .warc, compressed or not); - is standard input
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// The encoding of all files, where it is not the one that they seem to have [example: windows-1252]
    #[arg(long, value_name = "NAME")]
    pub encoding: Option<String>,
    /// What the fields of an article are called in the input, where that is not known [example:
    /// text=story,date=printed]
    #[arg(long, value_name = "FIELD=NAME,...")]
    pub map: Option<FieldMap>,
    /// The largest file that is read, and the largest record of JSON Lines
    #[arg(long, value_name = "SIZE", default_value = "64MB")]
    pub max_size: SizeLimit,
}

/// What articles to read, and how.
#[derive(Debug, Args)]
pub struct InputArguments {
    #[command(flatten)]
    pub source: SourceArguments,
    /// How much counts: words that are spoken or written, or beliefs, plans and wishes as well
    #[arg(long, value_enum, default_value_t = ScopeArgument::Speech)]
    pub scope: ScopeArgument,
    /// Aliases, distinct people and attributes of speakers, as TOML or CSV
    #[arg(long, value_name = "FILE")]
    pub speakers: Option<PathBuf>,
    /// How many threads to use [default: one for each processor]
    #[arg(long, value_name = "N")]
    pub threads: Option<usize>,
}

/// `whosaid report`.
#[derive(Debug, Args)]
pub struct ReportArguments {
    #[command(flatten)]
    pub input: InputArguments,
    /// How to write it [default: what the ending of --output tells, else text]
    #[arg(long, short, value_enum)]
    pub format: Option<ReportFormat>,
    /// Where to write it; - is standard output; a folder, with / at the end, gets all tables (csv, jsonl)
    /// [default: -]
    #[arg(long, short, value_name = "FILE|DIR/")]
    pub output: Option<PathBuf>,
    /// Which table to write (csv, jsonl) [default: attributions]
    #[arg(long, value_enum, value_name = "NAME")]
    pub table: Option<TableArgument>,
    #[command(flatten)]
    pub csv: CsvArguments,
    /// What the report is arranged by (text and markdown; csv and jsonl write the table of it)
    #[arg(long, value_enum, default_value_t = Arrangement::Claim)]
    pub by: Arrangement,
    /// Print text at once, even where it is longer than the window
    #[arg(long)]
    pub no_pager: bool,
    /// End with exit status 1 when there is a cluster with this verdict that is not accepted
    #[arg(long, value_enum, value_name = "VERDICT")]
    pub fail_on: Option<FailOn>,
    /// Findings that were looked at and accepted, as whosaid accept writes them; they are left out
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Show what is accepted as well, marked as such
    #[arg(long)]
    pub show_accepted: bool,
    #[command(flatten)]
    pub config: ConfigArguments,
    #[command(flatten)]
    pub selection: SelectionArguments,
}

/// `whosaid accept`.
#[derive(Debug, Args)]
pub struct AcceptArguments {
    /// Ids of findings, or of claims for all of their findings
    #[arg(value_name = "ID", required = true)]
    pub ids: Vec<String>,
    /// The file to add them to; made where there is none [default: what whosaid.toml names]
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Why
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
    /// When, as YYYY-MM-DD [default: today]
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub date: Option<String>,
    #[command(flatten)]
    pub config: ConfigArguments,
}

/// How tables are written.
#[derive(Clone, Copy, Debug, Args)]
pub struct CsvArguments {
    /// Leave CSV cells as they are, even those that a spreadsheet takes for a formula
    #[arg(long)]
    pub raw_csv: bool,
    /// Begin CSV with a byte-order mark, by which some spreadsheets know UTF-8
    #[arg(long)]
    pub bom: bool,
}

/// `whosaid extract`.
#[derive(Debug, Args)]
pub struct ExtractArguments {
    #[command(flatten)]
    pub input: InputArguments,
    /// How to write it [default: what the ending of --output tells, else text]
    #[arg(long, short, value_enum)]
    pub format: Option<ExtractFormat>,
    /// The file to write; - is standard output; a folder, with / at the end, gets one file for each input
    /// (jsonl, csv; brat: for each article), and those that are complete are skipped [default: -]
    #[arg(long, short, value_name = "FILE|DIR/")]
    pub output: Option<PathBuf>,
    /// How files are compressed (jsonl, csv) [default: what the ending of --output tells, else none]
    #[arg(long, value_enum, value_name = "HOW")]
    pub compress: Option<Compression>,
    #[command(flatten)]
    pub csv: CsvArguments,
    /// Write files anew that are in the folder already, whoever wrote them
    #[arg(long)]
    pub force: bool,
    #[command(flatten)]
    pub config: ConfigArguments,
    #[command(flatten)]
    pub selection: SelectionArguments,
}

/// `whosaid compare`.
#[derive(Debug, Args)]
pub struct CompareArguments {
    /// The first text; @FILE reads it from a file
    #[arg(value_name = "TEXT_A", required_unless_present = "jsonl", requires = "second")]
    pub first: Option<String>,
    /// The second text; @FILE reads it from a file
    #[arg(value_name = "TEXT_B")]
    pub second: Option<String>,
    /// Compare pairs, one JSON object {"id", "a": {"text", ...}, "b": {...}} a line [default: standard input]
    #[arg(long, value_name = "FILE", num_args = 0..=1, default_missing_value = "-", conflicts_with_all = ["first", "second"])]
    pub jsonl: Option<PathBuf>,
    /// The largest file that is read, and the largest pair of JSON Lines
    #[arg(long, value_name = "SIZE", default_value = "64MB")]
    pub max_size: SizeLimit,
    /// How many threads to use [default: one for each processor]
    #[arg(long, value_name = "N")]
    pub threads: Option<usize>,
}

/// `whosaid read`.
#[derive(Debug, Args)]
pub struct ReadArguments {
    #[command(flatten)]
    pub source: SourceArguments,
    /// How to write it
    #[arg(long, short, value_enum, default_value_t = ReadFormat::Text)]
    pub format: ReadFormat,
    /// Where to write it; - is standard output [default: -]
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// `whosaid verify`.
#[derive(Debug, Args)]
pub struct VerifyArguments {
    #[command(flatten)]
    pub input: InputArguments,
    /// Transcripts, files or folders: text with NAME: turns or one speaker's, .srt, .vtt, Whisper's JSON,
    /// TEI, pages, articles
    #[arg(long, short, value_name = "PATH", required = true)]
    pub against: Vec<PathBuf>,
    /// The share of a quotation's words that may have been misheard, where they sound alike [default: 0.1
    /// in captions and Whisper's JSON, 0 elsewhere]
    #[arg(long, value_name = "SHARE", value_parser = share)]
    pub tolerance: Option<f32>,
    /// How to write it
    #[arg(long, short, value_enum, default_value_t = VerifyFormat::Text)]
    pub format: VerifyFormat,
    /// Where to write it; - is standard output [default: -]
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Leave CSV cells as they are, even those that a spreadsheet takes for a formula
    #[arg(long)]
    pub raw_csv: bool,
    /// End with exit status 1 when there is such a quotation
    #[arg(long, value_enum, value_name = "FIDELITY")]
    pub fail_on: Option<FailOnFidelity>,
}

fn share(text: &str) -> Result<f32, String> {
    let share = text.parse::<f32>().ok().filter(|share| (0.0..=1.0).contains(share));
    share.ok_or_else(|| "it is a share between 0 and 1, such as 0.1".to_string())
}

/// `whosaid diff`.
#[derive(Debug, Args)]
pub struct DiffArguments {
    /// The earlier version: an article, a folder of articles, or a report as JSON
    #[arg(value_name = "OLD")]
    pub old: PathBuf,
    /// The later version [default: the versions in OLD are set against each other]
    #[arg(value_name = "NEW")]
    pub new: Option<PathBuf>,
    /// The encoding of all files, where it is not the one that they seem to have [example: windows-1252]
    #[arg(long, value_name = "NAME")]
    pub encoding: Option<String>,
    /// What the fields of an article are called in the input, where that is not known [example:
    /// text=story,date=printed]
    #[arg(long, value_name = "FIELD=NAME,...")]
    pub map: Option<FieldMap>,
    /// The largest file that is read, and the largest record of JSON Lines
    #[arg(long, value_name = "SIZE", default_value = "64MB")]
    pub max_size: SizeLimit,
    /// How many threads to use [default: one for each processor]
    #[arg(long, value_name = "N")]
    pub threads: Option<usize>,
    /// How to write it
    #[arg(long, short, value_enum, default_value_t = DiffFormat::Text)]
    pub format: DiffFormat,
    /// Where to write it; - is standard output [default: -]
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// End with exit status 1 when there is such a change
    #[arg(long, value_enum, value_name = "CHANGE")]
    pub fail_on: Option<FailOnChange>,
}

/// `whosaid explain`.
#[derive(Debug, Args)]
pub struct ExplainArguments {
    /// The article, and the line in it if only that one is meant; or an id that a report shows, of an
    /// article, attribution, claim, telling or finding
    #[arg(value_name = "FILE[:LINE]|ID")]
    pub place: String,
    /// The articles that an id comes from; for a file, others to show beside it
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// How much counts: words that are spoken or written, or beliefs, plans and wishes as well [default: full
    /// for a file, speech for an id]
    #[arg(long, value_enum)]
    pub scope: Option<ScopeArgument>,
    /// The encoding of the file, where it is not the one that it seems to have
    #[arg(long, value_name = "NAME")]
    pub encoding: Option<String>,
    /// What the fields of an article are called in the input, where that is not known [example:
    /// text=story,date=printed]
    #[arg(long, value_name = "FIELD=NAME,...")]
    pub map: Option<FieldMap>,
    /// The largest file that is read, and the largest record of JSON Lines
    #[arg(long, value_name = "SIZE", default_value = "64MB")]
    pub max_size: SizeLimit,
    /// Other articles, to show what they have of the same claims
    #[arg(long, value_name = "PATH")]
    pub against: Vec<PathBuf>,
    /// Print the text at once, even where it is longer than the window
    #[arg(long)]
    pub no_pager: bool,
    #[command(flatten)]
    pub config: ConfigArguments,
}

/// `whosaid generate`.
#[derive(Debug, Args)]
pub struct GenerateArguments {
    /// What to print
    #[command(subcommand)]
    pub what: Generated,
}

/// What `whosaid generate` prints.
#[derive(Debug, Subcommand)]
pub enum Generated {
    /// Completions for a shell
    #[command(
        before_help = "Example: whosaid generate completions fish > ~/.config/fish/completions/whosaid.fish"
    )]
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// The manual page
    Man,
    /// The columns of the tables that report and extract write, each with what it holds
    Columns,
    /// The JSON Schema of what report, extract, compare, read, verify and diff write
    Schema {
        /// Whose output
        #[arg(value_enum, default_value_t = Schema::Report)]
        of: Schema,
    },
}

/// What `whosaid diff --fail-on` looks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FailOnChange {
    /// Any change
    Any,
    /// A change of an article that no note admits
    Silent,
    /// A claim of a report whose accounts differ now and did not before
    Conflicting,
}

/// What a report is arranged by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Arrangement {
    /// Claims that several outlets carry, conflicting ones first
    Claim,
    /// Everything that each person is reported to have said
    Speaker,
    /// How each outlet attributes: quoted, paraphrased, anonymous
    Outlet,
}

/// What counts as an attribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ScopeArgument {
    /// Words that are quoted, or reported with a verb or noun of saying
    Speech,
    /// Belief, knowledge, intention, support, orders and the like as well
    Full,
}

/// What makes the exit status 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// A claim whose accounts differ
    Conflicting,
}

/// What makes the exit status of `whosaid verify` 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FailOnFidelity {
    /// A quotation whose words were changed
    Altered,
}

/// Whose output a schema describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Schema {
    /// whosaid report --format json
    Report,
    /// A line of whosaid extract --format jsonl, and of whosaid report --format jsonl
    Attribution,
    /// A line of whosaid report --format jsonl --table claims
    Claim,
    /// A line of --table tellings
    Telling,
    /// A line of --table findings
    Finding,
    /// A line of --table speakers
    Speaker,
    /// A line of --table outlets
    Outlet,
    /// A line of --table articles
    Article,
    /// A line of whosaid compare --jsonl
    Comparison,
    /// A line of what whosaid compare --jsonl reads
    Pair,
    /// A line of whosaid read --format jsonl
    Taken,
    /// whosaid verify --format json
    Verifications,
    /// A line of whosaid verify --format jsonl
    Quotation,
    /// whosaid diff --format json
    Differences,
}
