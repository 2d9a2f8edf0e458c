//! `whosaid explain`: why these attributions, this speaker, this claim.

use std::path::{Path, PathBuf};

use super::arguments::ExplainArguments;
use super::failure::{Failure, Outcome};
use super::progress::Progress;
use super::{intake, output};
use crate::audit::{Settings, audit, unpack_ahead};
use crate::guard::attempt;
use crate::ingest::{self, Article, Format, Intake, SizeLimit};
use crate::report::explain::Evidence;
use crate::report::{assemble, explain};
use crate::speaker::Register;
use crate::{attribution, syntax, text};

/// Runs the command.
pub fn run(arguments: &ExplainArguments) -> Result<Outcome, Failure> {
    let progress = Progress::start();
    let place = place(&arguments.place)?;
    let options = intake::options(arguments.encoding.as_deref(), arguments.max_size)?;
    intake::use_threads(None)?;
    unpack_ahead();
    let (asked, line) = match place {
        // In a file of records a line is a record, and the whole of it is meant.
        Place { path, line: Some(line) } if Format::of_path(&path) == Some(Format::JsonLines) => {
            (record(&path, line, arguments.max_size)?, None)
        }
        Place { path, line } => (ingest::read(&[path], options), line),
    };
    let mut troubled = intake::tell(&asked.problems, &progress);
    let others = ingest::read(&arguments.against, options);
    troubled |= intake::tell(&others.problems, &progress);
    let explained = asked.articles.len();
    let articles: Vec<Article> = asked.articles.into_iter().chain(others.articles).collect();
    let settings = Settings { scope: arguments.scope.into(), register: Register::default() };
    let audit = audit(&articles, &settings);
    troubled |= intake::tell_losses(&audit.losses, &articles, &progress);
    let report = assemble::report(&articles, &audit);
    let terminal = output::terminal(None);
    let mut written = String::new();
    for (index, (article, reading)) in articles.iter().zip(&audit.readings).enumerate() {
        if intake::tell_fault(article, reading.fault.as_ref(), &progress) {
            troubled = true;
            continue;
        }
        if index >= explained {
            continue;
        }
        let explanation = attempt(|| {
            let document = text::read(article);
            let syntax = syntax::analyse(&document);
            let weighed = attribution::evidence(&document, &syntax);
            let evidence = Evidence {
                article,
                reading,
                document: &document,
                syntax: &syntax,
                weighed: &weighed,
                report: &report,
            };
            explain::article(evidence, line, terminal)
        });
        troubled |= intake::tell_fault(article, explanation.as_ref().err(), &progress);
        written.push_str(&explanation.unwrap_or_default());
    }
    drop(progress);
    output::write_all(None, &written)?;
    Ok(Outcome { troubled, failed_on: false })
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

fn record(path: &Path, line: usize, max_size: SizeLimit) -> Result<Intake, Failure> {
    let text = intake::text_of(path, max_size)?;
    let Some(record) = text.lines().nth(line - 1) else {
        let lines = text.lines().count();
        return Err(Failure::Argument(format!(
            "{} has {lines} lines, so there is no line {line}",
            path.display()
        )));
    };
    Ok(ingest::read_text(path, Format::JsonLines, record.to_string()))
}
