//! `whosaid report`: which claims several outlets carry, and where their accounts differ.

use std::collections::HashMap;

use super::arguments::{Arrangement, FailOn, ReportArguments, ReportFormat};
use super::failure::{Failure, Outcome};
use super::intake;
use super::output::{self, Output};
use super::progress::Progress;
use crate::audit::{Audit, audit, unpack_ahead};
use crate::ingest::{self, Article, Intake};
use crate::report::json::{Report, Verdict};
use crate::report::phrases::counted;
use crate::report::visible::in_json;
use crate::report::{assemble, by_outlet, by_speaker, csv, html, markdown, text};

/// Runs the command.
pub fn run(arguments: &ReportArguments) -> Result<Outcome, Failure> {
    check(arguments)?;
    let settings = intake::settings(&arguments.input)?;
    let options =
        intake::options(arguments.input.source.encoding.as_deref(), arguments.input.source.max_size)?;
    let paths = intake::paths(&arguments.input)?;
    let destination = output::destination(arguments.output.as_deref());
    intake::reads(&arguments.input, &paths, options).refuse(destination)?;
    let mut output = Output::open(destination)?;
    intake::use_threads(arguments.input.threads)?;
    unpack_ahead();
    let progress = Progress::start();
    progress.say("reading articles".to_string());
    let Intake { articles, problems } = ingest::read(&paths, options);
    let mut troubled = intake::tell(&problems, &progress);
    progress.say(format!("comparing {}", counted(articles.len(), "article")));
    let audit = audit(&articles, &settings);
    for (article, reading) in articles.iter().zip(&audit.readings) {
        troubled |= intake::tell_fault(article, reading.fault.as_ref(), &progress);
    }
    troubled |= intake::tell_losses(&audit.losses, &articles, &progress);
    progress.say("writing the report".to_string());
    let report = assemble::report(&articles, &audit);
    let attributes = intake::attributes(&settings);
    let written = written(arguments, &articles, &audit, &report, &attributes);
    drop(progress);
    output.write(&written)?;
    output.finish()?;
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
    let terminal = output::terminal(output::destination(arguments.output.as_deref()));
    match (arguments.format, arguments.by) {
        (ReportFormat::Json, _) => json(&under_given_ids(report.clone(), articles)),
        (ReportFormat::Csv, _) => csv::claims(report, attributes, intake::formulas(arguments.raw_csv)),
        (ReportFormat::Html, _) => html::report(report, articles, &audit.readings),
        (ReportFormat::Text, Arrangement::Claim) => text::report(report, terminal),
        (ReportFormat::Text, Arrangement::Speaker) => by_speaker::text(report, terminal),
        (ReportFormat::Text, Arrangement::Outlet) => by_outlet::text(report, terminal),
        (ReportFormat::Markdown, Arrangement::Claim) => markdown::report(report),
        (ReportFormat::Markdown, Arrangement::Speaker) => markdown::by_speaker(report),
        (ReportFormat::Markdown, Arrangement::Outlet) => markdown::by_outlet(report),
    }
}

/// Calls each article what the input calls it, so that whoever wrote the input finds it again; the
/// ids of attributions stay unlike each other.
fn under_given_ids(mut report: Report, articles: &[Article]) -> Report {
    let given: HashMap<&str, &str> = articles
        .iter()
        .filter_map(|article| Some((article.id.as_str(), article.given_id.as_deref()?)))
        .collect();
    let restore = |id: &mut String| {
        if let Some(given) = given.get(id.as_str()) {
            *id = (*given).to_string();
        }
    };
    report.articles.iter_mut().for_each(|article| restore(&mut article.id));
    report.attributions.iter_mut().for_each(|found| restore(&mut found.article));
    let members = report.clusters.iter_mut().flat_map(|cluster| &mut cluster.members);
    members.for_each(|member| restore(&mut member.article));
    report
}

fn json(report: &Report) -> String {
    let json = serde_json::to_string_pretty(report).expect("the wire types hold no map but of strings");
    in_json(&json) + "\n"
}

/// The other formats hold every arrangement at once, or have columns to sort by.
fn check(arguments: &ReportArguments) -> Result<(), Failure> {
    if arguments.raw_csv && arguments.format != ReportFormat::Csv {
        return Err(Failure::Argument("--raw-csv is for --format csv".to_string()));
    }
    let arranges = matches!(arguments.format, ReportFormat::Text | ReportFormat::Markdown);
    if arranges || arguments.by == Arrangement::Claim {
        return Ok(());
    }
    Err(Failure::Argument(
        "--by arranges text and markdown only; the other formats hold everything".to_string(),
    ))
}
