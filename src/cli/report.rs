//! `whosaid report`: which claims several outlets carry, and where their accounts differ.

use super::arguments::{Arrangement, FailOn, ReportArguments, ReportFormat};
use super::failure::{Failure, Outcome};
use super::progress::Progress;
use super::{intake, output};
use crate::audit::{Audit, audit};
use crate::ingest::{self, Article, Intake};
use crate::report::json::{Report, Verdict};
use crate::report::phrases::counted;
use crate::report::{assemble, by_outlet, by_speaker, csv, html, markdown, text};

/// Runs the command.
pub fn run(arguments: &ReportArguments) -> Result<Outcome, Failure> {
    check(arguments)?;
    let settings = intake::settings(&arguments.input)?;
    let options = intake::options(arguments.input.encoding.as_deref())?;
    let paths = intake::paths(&arguments.input)?;
    intake::use_threads(arguments.input.threads)?;
    let progress = Progress::start();
    progress.say("reading articles".to_string());
    let Intake { articles, problems } = ingest::read(&paths, options);
    let troubled = intake::tell(&problems, &progress);
    progress.say(format!("comparing {}", counted(articles.len(), "article")));
    let audit = audit(&articles, &settings);
    progress.say("writing the report".to_string());
    let report = assemble::report(&articles, &audit);
    let attributes = intake::attributes(&settings);
    let written = written(arguments, &articles, &audit, &report, &attributes);
    drop(progress);
    output::write_all(arguments.output.as_deref(), &written)?;
    let failed_on = arguments.fail_on == Some(FailOn::Conflicting)
        && report.clusters.iter().any(|cluster| cluster.verdict == Verdict::Conflicting);
    Ok(Outcome { troubled, failed_on })
}

fn written(
    arguments: &ReportArguments,
    articles: &[Article],
    audit: &Audit,
    report: &Report,
    attributes: &[String],
) -> String {
    let terminal = output::terminal(arguments.output.as_deref());
    match (arguments.format, arguments.by) {
        (ReportFormat::Json, _) => json(report),
        (ReportFormat::Csv, _) => csv::claims(report, attributes),
        (ReportFormat::Html, _) => html::report(report, articles, &audit.readings),
        (ReportFormat::Text, Arrangement::Claim) => text::report(report, terminal),
        (ReportFormat::Text, Arrangement::Speaker) => by_speaker::text(report, terminal),
        (ReportFormat::Text, Arrangement::Outlet) => by_outlet::text(report, terminal),
        (ReportFormat::Markdown, Arrangement::Claim) => markdown::report(report),
        (ReportFormat::Markdown, Arrangement::Speaker) => markdown::by_speaker(report),
        (ReportFormat::Markdown, Arrangement::Outlet) => markdown::by_outlet(report),
    }
}

fn json(report: &Report) -> String {
    let mut json = serde_json::to_string_pretty(report).expect("the wire types hold no map but of strings");
    json.push('\n');
    json
}

/// The other formats hold every arrangement at once, or have columns to sort by.
fn check(arguments: &ReportArguments) -> Result<(), Failure> {
    let arranges = matches!(arguments.format, ReportFormat::Text | ReportFormat::Markdown);
    if arranges || arguments.by == Arrangement::Claim {
        return Ok(());
    }
    Err(Failure::Argument(
        "--by arranges text and markdown only; the other formats hold everything".to_string(),
    ))
}
