//! `whosaid report`: which claims several outlets carry, and where their accounts differ.

use std::borrow::Cow;
use std::collections::HashMap;

use super::arguments::{Arrangement, FailOn, ReportArguments};
use super::baseline;
use super::config::Config;
use super::copies;
use super::failure::{Failure, Outcome, note};
use super::formats::ReportFormat;
use super::intake;
use super::language::Foreign;
use super::output::{self, Output};
use super::pager;
use super::progress::Progress;
use super::register::Met;
use super::selection::VerdictArgument;
use super::tables::Plan;
use crate::audit::{ArticleReading, audit, unpack_ahead};
use crate::ingest::{self, Article, Copies, Intake};
use crate::report::accept::is_open;
use crate::report::columns::Table;
use crate::report::ids::Unlike;
use crate::report::json::Report;
use crate::report::phrases::counted;
use crate::report::text::Shown;
use crate::report::visible::{self, InJson};
use crate::report::{
    assemble, by_outlet, by_speaker, csv, github, html, lines, markdown, sarif, tables, text,
};

/// Runs the command.
pub fn run(arguments: &ReportArguments) -> Result<Outcome, Failure> {
    let plan = Plan::of(arguments)?;
    let config = Config::of(&arguments.config)?;
    let exclusions = arguments.selection.exclusions(&config.exclude)?;
    let settings = intake::settings(&arguments.input, &config)?;
    let options = intake::source_options(&arguments.input.source)?;
    let paths = intake::paths(&arguments.input)?;
    let accepted = arguments.baseline.as_ref().or(config.baseline.as_ref());
    let mut reads = intake::reads(&config, &paths, &options);
    arguments.input.speakers.iter().for_each(|file| reads.add(file));
    if let Some(path) = accepted {
        // What cannot be read is said before the work begins.
        baseline::read(path)?;
        reads.add(path);
    }
    let outputs = plan.open(&reads)?;
    intake::use_threads(arguments.input.threads)?;
    unpack_ahead();
    let progress = Progress::start();
    progress.say("reading articles".to_string());
    let Intake { mut articles, problems } = ingest::read(&paths, options);
    let mut troubled = intake::tell(&problems, &progress);
    articles.retain(|article| !exclusions.has(article));
    let mut read_already = Copies::default();
    read_already.leave_out_all(&mut articles);
    copies::tell(&read_already, &progress);
    let keys = Unlike::default().articles(&articles);
    articles.iter_mut().for_each(|article| config.name_outlet(article));
    let mut foreign = Foreign::default();
    foreign.look_at(&articles);
    foreign.tell(&progress);
    progress.say(format!("comparing {}", counted(articles.len(), "article")));
    let audit = audit(&articles, &settings);
    let mut met = Met::default();
    met.look_at(&audit.readings, &settings);
    met.tell(&settings, &progress);
    for (article, reading) in articles.iter().zip(&audit.readings) {
        troubled |= intake::tell_fault(article, reading.fault.as_ref(), &progress);
    }
    troubled |= intake::tell_losses(&audit.losses, &articles, &progress);
    progress.say("writing the report".to_string());
    let (mut report, readings) = assemble::report_instead_of(&articles, &keys, audit);
    if let Some(path) = accepted {
        baseline::apply(path, arguments.show_accepted, &mut report)?;
    }
    let is_nothing_left = select(arguments, &mut report, &progress);
    let failed_on = arguments.fail_on == Some(FailOn::Conflicting) && report.clusters.iter().any(is_open);
    let written = Written {
        arguments,
        format: plan.format,
        articles: &articles,
        readings: &readings,
        attributes: intake::attributes(&settings),
        most: arguments.selection.limit.unwrap_or(usize::MAX),
        is_nothing_left,
    };
    written.prepare(&mut report);
    drop(progress);
    for (output, table) in outputs.into_iter().zip(&plan.tables) {
        if plan.format == ReportFormat::Json {
            json(output, &report)?;
        } else {
            let piece = written.piece(&report, *table);
            write(output, &piece, arguments.no_pager || plan.format != ReportFormat::Text)?;
        }
    }
    Ok(Outcome { troubled, failed_on })
}

/// Writes the report as JSON, piece by piece, since the whole would take more memory than the report itself.
fn json(mut output: Output, report: &Report) -> Result<(), Failure> {
    output.write_with(|sink| {
        serde_json::to_writer_pretty(InJson(&mut *sink), report)?;
        sink.write_all(b"\n")
    })?;
    output.finish()
}

fn write(mut output: Output, text: &str, wants_no_pager: bool) -> Result<(), Failure> {
    if output.is_standard() {
        return pager::show(text, wants_no_pager);
    }
    output.write(text)?;
    output.finish()
}

/// Leaves out what is not asked for, and says where nothing is left; true then.
fn select(arguments: &ReportArguments, report: &mut Report, progress: &Progress) -> bool {
    let selection = arguments.selection.selection();
    selection.apply(report);
    let is_nothing_left = !selection.is_all() && report.attributions.is_empty() && report.clusters.is_empty();
    if is_nothing_left {
        progress.aside(|| note("nothing fits what is asked for; ask for less"));
    }
    is_nothing_left
}

/// What a report is written with.
struct Written<'a> {
    arguments: &'a ReportArguments,
    format: ReportFormat,
    articles: &'a [Article],
    readings: &'a [ArticleReading],
    /// The user's own columns.
    attributes: Vec<String>,
    /// At most so many claims or rows.
    most: usize,
    /// Whether nothing fits what is asked for.
    is_nothing_left: bool,
}

impl Written<'_> {
    /// Makes of a report what its format writes. It is not copied for that, which for many articles would
    /// take as much memory once more.
    fn prepare(&self, report: &mut Report) {
        match self.format {
            ReportFormat::Json => {
                report.clusters.truncate(self.most);
                give_given_ids(report, self.articles);
            }
            ReportFormat::Html => {
                report.clusters.truncate(self.most);
                visible::make_visible(report);
            }
            _ => {}
        }
    }

    /// The report in its format; of tables this one.
    fn piece(&self, report: &Report, table: Table) -> String {
        let most = self.most;
        let first = || first(report, most);
        let terminal = output::terminal(output::destination(self.arguments.output.as_deref()));
        match (self.format, self.arguments.by) {
            // JSON is written piece by piece.
            (ReportFormat::Json, _) => String::new(),
            (ReportFormat::Jsonl, _) => lines::of_report(table, report, most),
            (ReportFormat::Csv, _) => {
                let formulas = intake::formulas(self.arguments.csv.raw_csv);
                let mut rows = tables::of_report(table, report, &self.attributes, formulas, most);
                if self.arguments.csv.bom {
                    rows.insert_str(0, csv::BYTE_ORDER_MARK);
                }
                rows
            }
            (ReportFormat::Github, _) => github::annotations(&first()),
            (ReportFormat::Sarif, _) => sarif::log(&first()),
            (ReportFormat::Html, _) => html::visible_report(report, self.articles, self.readings),
            // "There was nothing to read" would be wrong.
            (ReportFormat::Text, _) if self.is_nothing_left => {
                format!(
                    "0 articles.\nNothing in {} fits what is asked for.\n",
                    counted(self.articles.len(), "article")
                )
            }
            (ReportFormat::Text, Arrangement::Claim) => {
                let shown = Shown {
                    most: self.arguments.selection.limit.unwrap_or(text::CLAIMS_SHOWN),
                    single: self.arguments.selection.verdict.contains(&VerdictArgument::Single),
                };
                text::report(report, shown, terminal)
            }
            (ReportFormat::Text, Arrangement::Speaker) => by_speaker::text(report, terminal),
            (ReportFormat::Text, Arrangement::Outlet) => by_outlet::text(report, terminal),
            (ReportFormat::Markdown, Arrangement::Claim) => markdown::report(&first()),
            (ReportFormat::Markdown, Arrangement::Speaker) => markdown::by_speaker(report),
            (ReportFormat::Markdown, Arrangement::Outlet) => markdown::by_outlet(report),
        }
    }
}

/// The report with its first claims only. Without a limit it is not copied, which for many articles would
/// take as much memory once more.
fn first(report: &Report, most: usize) -> Cow<'_, Report> {
    if most >= report.clusters.len() {
        return Cow::Borrowed(report);
    }
    let mut shorter = report.clone();
    shorter.clusters.truncate(most);
    Cow::Owned(shorter)
}

/// Calls each article what the input calls it, so that whoever wrote the input finds it again; the
/// ids of attributions stay unlike each other.
fn give_given_ids(report: &mut Report, articles: &[Article]) {
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
}
