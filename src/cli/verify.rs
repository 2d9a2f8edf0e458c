//! `whosaid verify`: quotations against transcripts.

use super::arguments::{FailOnFidelity, VerifyArguments};
use super::config::Config;
use super::failure::{Failure, Outcome};
use super::formats::VerifyFormat;
use super::intake;
use super::output::{self, Output};
use super::progress::Progress;
use crate::audit;
use crate::ingest::{self, Intake, Texts};
use crate::report::phrases::counted;
use crate::report::record::Verifications;
use crate::report::visible::in_json;
use crate::report::{verified, verified_csv, verified_html, verified_text};
use crate::verify::{self, Fidelity, Verified, reading};

/// Runs the command.
pub fn run(arguments: &VerifyArguments) -> Result<Outcome, Failure> {
    if arguments.raw_csv && arguments.format != VerifyFormat::Csv {
        return Err(Failure::Argument("--raw-csv is for --format csv".to_string()));
    }
    let settings = intake::settings(&arguments.input, &Config::default())?;
    let options = intake::source_options(&arguments.input.source)?;
    let paths = intake::paths(&arguments.input)?;
    let destination = output::destination(arguments.output.as_deref());
    let mut reads = intake::reads(&Config::default(), &paths, &options);
    arguments.input.speakers.iter().for_each(|file| reads.add(file));
    reads.add_transcripts(&arguments.against);
    reads.refuse(destination)?;
    let mut output = Output::open(destination)?;
    intake::use_threads(arguments.input.threads)?;
    let progress = Progress::start();
    progress.say("reading transcripts".to_string());
    let Texts { files, problems } = ingest::texts(&arguments.against, &options);
    let mut troubled = intake::tell(&problems, &progress);
    let reading::Read { transcripts, problems } = reading::read_all(files);
    troubled |= intake::tell(&problems, &progress);
    let Intake { articles, problems } = ingest::read(&paths, options);
    troubled |= intake::tell(&problems, &progress);
    progress.say(format!("reading {}", counted(articles.len(), "article")));
    let readings = audit::read_all(&articles, &settings);
    for (article, reading) in articles.iter().zip(&readings) {
        troubled |= intake::tell_fault(article, reading.fault.as_ref(), &progress);
    }
    progress.say("looking up quotations".to_string());
    let settings = verify::Settings { tolerance: arguments.tolerance };
    let Verified { found, faults } = verify::verify(&articles, &readings, &transcripts, settings);
    for (index, fault) in &faults {
        troubled |= intake::tell_fault(&articles[*index], Some(fault), &progress);
    }
    let verifications = verified::verifications(&articles, &transcripts, &found);
    let written = written(arguments, &verifications);
    drop(progress);
    output.write(&written)?;
    output.finish()?;
    let failed_on = arguments.fail_on == Some(FailOnFidelity::Altered)
        && found.iter().any(|one| one.fidelity == Fidelity::Altered);
    Ok(Outcome { troubled, failed_on })
}

fn written(arguments: &VerifyArguments, found: &Verifications) -> String {
    const PLAIN: &str = "the wire types hold no map but of strings";
    match arguments.format {
        VerifyFormat::Text => {
            let terminal = output::terminal(output::destination(arguments.output.as_deref()));
            verified_text::text(found, terminal)
        }
        VerifyFormat::Html => verified_html::page(found),
        VerifyFormat::Json => in_json(&serde_json::to_string_pretty(found).expect(PLAIN)) + "\n",
        VerifyFormat::Jsonl => {
            let line = |one| in_json(&serde_json::to_string(one).expect(PLAIN)) + "\n";
            found.quotations.iter().map(|one| line(&one.quotation)).collect()
        }
        VerifyFormat::Csv => verified_csv::quotations(found, intake::formulas(arguments.raw_csv)),
    }
}
