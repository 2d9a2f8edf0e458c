//! `whosaid read`: what was taken for each article.

use super::arguments::ReadArguments;
use super::failure::{Failure, Outcome};
use super::formats::ReadFormat;
use super::intake;
use super::output::{self, Output};
use super::progress::Progress;
use super::reads::Reads;
use crate::ingest;
use crate::report::phrases::counted;
use crate::report::taken;
use crate::report::visible::in_json;

/// Runs the command. Articles are read and written some at a time, so that a folder of any size fits into
/// memory.
pub fn run(arguments: &ReadArguments) -> Result<Outcome, Failure> {
    let options = intake::source_options(&arguments.source)?;
    let paths = intake::given_or_piped(&arguments.source.paths)?;
    let destination = output::destination(arguments.output.as_deref());
    Reads::of(&paths, &options).refuse(destination)?;
    let mut output = Output::open(destination)?;
    let terminal = output::terminal(destination);
    let progress = Progress::start();
    let mut outcome = Outcome::default();
    let mut done = 0;
    for chunk in ingest::chunks(&paths, options) {
        outcome.troubled |= intake::tell(&chunk.problems, &progress);
        for article in &chunk.articles {
            output.write(&match arguments.format {
                ReadFormat::Text => taken::article(article, terminal),
                ReadFormat::Jsonl => {
                    let line = serde_json::to_string(&taken::taken(article));
                    in_json(&line.expect("the wire types hold no map but of strings")) + "\n"
                }
            })?;
        }
        done += chunk.articles.len();
        progress.say(counted(done, "article"));
    }
    drop(progress);
    output.finish()?;
    Ok(outcome)
}
