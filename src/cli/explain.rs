//! `whosaid explain`: why these attributions, this speaker, this claim.

use std::path::{Path, PathBuf};

use super::arguments::{ExplainArguments, ScopeArgument};
use super::config::Config;
use super::failure::{Failure, Outcome, note, shown};
use super::progress::Progress;
use super::selection::Exclusions;
use super::{intake, named_file, output, pager};
use crate::audit::{Audit, Settings, audit, unpack_ahead};
use crate::guard::attempt;
use crate::ingest::{self, Article, Copies, Format, Intake, Options};
use crate::report::explain::{Asked, Evidence};
use crate::report::ids::{self, Named, Unlike};
use crate::report::json::{Cluster, Report};
use crate::report::{assemble, explain};
use crate::{attribution, syntax, text};

/// Runs the command.
pub fn run(arguments: &ExplainArguments) -> Result<Outcome, Failure> {
    let id = &arguments.place;
    match ids::named(id).filter(|_| !Path::new(id).exists()) {
        Some(named) => explain_id(id, named, arguments),
        None => explain_place(arguments),
    }
}

/// Everything that was read and found.
struct Found {
    articles: Vec<Article>,
    audit: Audit,
    report: Report,
}

impl Found {
    /// Reads and compares the articles as a report with the same configuration does, so that ids are the
    /// same.
    fn of(
        mut articles: Vec<Article>,
        arguments: &ExplainArguments,
        scope: ScopeArgument,
        config: &Config,
    ) -> Result<Self, Failure> {
        let keys = Unlike::default().articles(&articles);
        articles.iter_mut().for_each(|article| config.name_outlet(article));
        let register = intake::register(config.speakers.as_deref(), arguments.max_size)?;
        let settings = Settings { scope: scope.into(), register };
        let audit = audit(&articles, &settings);
        let report = assemble::report_under(&articles, &keys, &audit);
        Ok(Found { articles, audit, report })
    }

    /// Explains what is asked for in one article; true behind it when a fault of our own broke it off.
    fn article(&self, index: usize, asked: Asked, progress: &Progress) -> (String, bool) {
        let (article, reading) = (&self.articles[index], &self.audit.readings[index]);
        if intake::tell_fault(article, reading.fault.as_ref(), progress) {
            return (String::new(), true);
        }
        let explanation = attempt(|| {
            let document = text::read(article);
            let syntax = syntax::analyse(&document);
            let weighed = attribution::evidence(&document, &syntax);
            let evidence = Evidence {
                index,
                article,
                reading,
                document: &document,
                syntax: &syntax,
                weighed: &weighed,
                report: &self.report,
            };
            explain::article(evidence, asked, output::terminal(None))
        });
        let broke_off = intake::tell_fault(article, explanation.as_ref().err(), progress);
        (explanation.unwrap_or_default(), broke_off)
    }
}

fn explain_place(arguments: &ExplainArguments) -> Result<Outcome, Failure> {
    let progress = Progress::start();
    let config = Config::of(&arguments.config)?;
    let place = place(&arguments.place)?;
    let options = intake::options(arguments.encoding.as_deref(), arguments.max_size, arguments.map.as_ref())?;
    let mut read = arguments.against.clone();
    read.push(place.path.clone());
    intake::reads(&config, &read, &options).refuse(None)?;
    intake::use_threads(None)?;
    unpack_ahead();
    let mut asked_for = Asked::All;
    let asked = match &place {
        // In a file of records a line is a record, and the whole of it is meant.
        Place { path, line: Some(line) } if Format::of_path(path) == Some(Format::JsonLines) => {
            record(path, *line, &options)?
        }
        Place { path, line } => {
            let asked = ingest::read(std::slice::from_ref(path), options.clone());
            if let Some(line) = *line {
                check_line(path, line, &asked.articles)?;
                asked_for = Asked::Line(line);
            }
            asked
        }
    };
    let mut troubled = intake::tell(&asked.problems, &progress);
    let explained = asked.articles.len();
    let (others, lost) = others(&asked.articles, arguments, options, &progress);
    troubled |= lost;
    let scope = arguments.scope.unwrap_or(ScopeArgument::Full);
    let found = Found::of(asked.articles.into_iter().chain(others).collect(), arguments, scope, &config)?;
    troubled |= intake::tell_losses(&found.audit.losses, &found.articles, &progress);
    let mut written = String::new();
    for index in 0..explained {
        let (explanation, broke_off) = found.article(index, asked_for, &progress);
        troubled |= broke_off;
        written.push_str(&explanation);
    }
    drop(progress);
    pager::show(&written, arguments.no_pager)?;
    Ok(Outcome { troubled, failed_on: false })
}

fn explain_id(id: &str, named: Named, arguments: &ExplainArguments) -> Result<Outcome, Failure> {
    let config = Config::of(&arguments.config)?;
    let exclusions = Exclusions::of(config.exclude.clone())?;
    let options = intake::options(arguments.encoding.as_deref(), arguments.max_size, arguments.map.as_ref())?;
    let paths: Vec<PathBuf> = arguments.paths.iter().chain(&arguments.against).cloned().collect();
    if paths.is_empty() {
        return Err(Failure::Argument(format!(
            "{id} is an id; name the articles that it comes from: whosaid explain {id} articles/"
        )));
    }
    intake::reads(&config, &paths, &options).refuse(None)?;
    intake::use_threads(None)?;
    unpack_ahead();
    let progress = Progress::start();
    let Intake { mut articles, problems } = ingest::read(&paths, options);
    let mut troubled = intake::tell(&problems, &progress);
    articles.retain(|article| !exclusions.has(article));
    Copies::default().leave_out_all(&mut articles);
    let found = Found::of(articles, arguments, arguments.scope.unwrap_or(ScopeArgument::Speech), &config)?;
    troubled |= intake::tell_losses(&found.audit.losses, &found.articles, &progress);
    let terminal = output::terminal(None);
    let written = match named {
        Named::Article => {
            let index = found.report.articles.iter().position(|article| article.key == id);
            index.map(|index| found.article(index, Asked::All, &progress))
        }
        Named::Attribution => {
            let wire = found.report.attributions.iter().find(|one| one.id == id);
            let index = wire
                .and_then(|wire| found.report.articles.iter().position(|article| article.id == wire.article));
            index.map(|index| found.article(index, Asked::Id(id), &progress))
        }
        Named::Claim | Named::Telling | Named::Finding => cluster(&found.report, id, named)
            .map(|cluster| (explain::claim_of(&found.report, cluster, terminal), false)),
    };
    drop(progress);
    let Some((written, broke_off)) = written else {
        return Err(Failure::Argument(format!(
            "nothing in these articles has the id {id}; name all articles of the report that shows it, and its --scope"
        )));
    };
    pager::show(&written, arguments.no_pager)?;
    Ok(Outcome { troubled: troubled || broke_off, failed_on: false })
}

/// The claim that an id means. A claim that has got an earlier telling since is known by the former one.
fn cluster<'a>(report: &'a Report, id: &str, named: Named) -> Option<&'a Cluster> {
    let whole = report.clusters.iter().find(|cluster| cluster.id == id);
    whole.or_else(|| {
        report.clusters.iter().find(|cluster| match named {
            Named::Finding => {
                cluster.findings.iter().chain(&cluster.harmless).any(|finding| finding.id == id)
            }
            _ => cluster.members.iter().any(|member| member.id == id || ids::is_claim_of(&member.id, id)),
        })
    })
}

/// The articles beside those that are asked for, which may lie among them; true when one was lost.
fn others(
    asked: &[Article],
    arguments: &ExplainArguments,
    options: Options,
    progress: &Progress,
) -> (Vec<Article>, bool) {
    let paths: Vec<PathBuf> = arguments.paths.iter().chain(&arguments.against).cloned().collect();
    let others = ingest::read(&paths, options);
    let lost = intake::tell(&others.problems, progress);
    let known = |article: &Article| {
        let path = article.path.as_ref().and_then(|path| path.canonicalize().ok());
        (path, Unlike::default().article(article))
    };
    let asked: Vec<_> = asked.iter().map(known).collect();
    (others.articles.into_iter().filter(|article| !asked.contains(&known(article))).collect(), lost)
}

/// Refuses a line that an article does not have, and says in which text the lines of a page count.
fn check_line(path: &Path, line: usize, articles: &[Article]) -> Result<(), Failure> {
    let [article] = articles else { return Ok(()) };
    let lines = article.body.lines().count();
    if line > lines {
        return Err(no_line(path, line, lines));
    }
    if !matches!(Format::of_path(path), Some(Format::Plain) | None) {
        note(&format!(
            "{}: line {line} counts in the text that was taken; whosaid read {} shows it",
            shown(path),
            shown(path)
        ));
    }
    Ok(())
}

fn no_line(path: &Path, line: usize, lines: usize) -> Failure {
    let plural = if lines == 1 { "" } else { "s" };
    Failure::Argument(format!("{} has {lines} line{plural}, so there is no line {line}", path.display()))
}

/// A file, and a line in it.
struct Place {
    path: PathBuf,
    line: Option<usize>,
}

/// Takes `FILE:LINE` apart. A file whose name ends like that is meant as it stands.
fn place(argument: &str) -> Result<Place, Failure> {
    let whole = Place { path: PathBuf::from(argument), line: None };
    if whole.path.exists() {
        return Ok(whole);
    }
    let Some((path, line)) = argument.rsplit_once(':') else { return Ok(whole) };
    match line.parse::<usize>() {
        Ok(0) => Err(Failure::Argument("there is no line 0; lines count from 1".to_string())),
        Ok(line) => Ok(Place { path: PathBuf::from(path), line: Some(line) }),
        Err(_) => Ok(whole),
    }
}

fn record(path: &Path, line: usize, options: &Options) -> Result<Intake, Failure> {
    let text = named_file::text_of(path, options.max_size)?;
    let Some(record) = text.lines().nth(line - 1) else {
        return Err(no_line(path, line, text.lines().count()));
    };
    Ok(ingest::read_text_with(path, Format::JsonLines, record.to_string(), options))
}
