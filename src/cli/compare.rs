//! `whosaid compare`: what differs between two versions of a statement.

use std::io::{self, BufRead, BufReader};
use std::path::Path;

use rayon::prelude::*;

use super::arguments::CompareArguments;
use super::failure::{Failure, Outcome, complain, shown};
use super::intake;
use super::named_file;
use super::output::{self, Output};
use super::reads::Reads;
use crate::guard::attempt;
use crate::ingest::{self, SizeLimit, StreamLine, next_line};
use crate::report::comparison;
use crate::report::pair::{Pair, Side};
use crate::report::visible::in_json;

/// Pairs that are compared at once: enough to keep every core busy, few enough that the first
/// answers come early.
const LINES_AT_ONCE: usize = 2048;

/// Runs the command.
pub fn run(arguments: &CompareArguments) -> Result<Outcome, Failure> {
    intake::use_threads(arguments.threads)?;
    match (&arguments.jsonl, &arguments.first, &arguments.second) {
        (Some(path), _, _) => many(path, arguments.max_size),
        (None, Some(first), Some(second)) => two(first, second, arguments.max_size),
        _ => Err(Failure::Argument("two texts are needed; give both, or pairs with --jsonl".to_string())),
    }
}

fn two(first: &str, second: &str, max_size: SizeLimit) -> Result<Outcome, Failure> {
    let mut reads = Reads::default();
    [first, second]
        .iter()
        .filter_map(|text| text.strip_prefix('@'))
        .for_each(|path| reads.add(Path::new(path)));
    reads.refuse(None)?;
    let side = |text: &str| text_of(text, max_size).map(|text| Side { text, ..Side::default() });
    let pair = Pair { id: serde_json::Value::Null, a: side(first)?, b: side(second)? };
    output::write_all(None, &comparison::shown(&pair, output::terminal(None)))?;
    Ok(Outcome::default())
}

/// The text of an argument; `@FILE` stands for the file's content.
fn text_of(argument: &str, max_size: SizeLimit) -> Result<String, Failure> {
    match argument.strip_prefix('@') {
        None => Ok(argument.to_string()),
        Some(path) => Ok(named_file::text_of(Path::new(path), max_size)?.trim().to_string()),
    }
}

fn many(path: &Path, max_size: SizeLimit) -> Result<Outcome, Failure> {
    let mut reader: Box<dyn BufRead> = if path.as_os_str() == "-" {
        Box::new(BufReader::new(io::stdin()))
    } else {
        ingest::open_stream(path).map_err(|problem| Failure::Argument(problem.to_string()))?
    };
    let mut reads = Reads::default();
    reads.add(path);
    reads.refuse(None)?;
    let mut output = Output::open(None)?;
    let mut outcome = Outcome::default();
    let mut number = 0;
    loop {
        let lines = next_lines(&mut *reader, max_size).map_err(|error| Failure::input(path, &error))?;
        if lines.is_empty() {
            break;
        }
        let answers: Vec<Option<Result<String, String>>> =
            lines.par_iter().map(|line| answer(line, max_size)).collect();
        for answer in answers {
            number += 1;
            match answer {
                None => {}
                Some(Ok(line)) => output.write(&line)?,
                Some(Err(what)) => {
                    outcome.troubled = true;
                    complain(&format!("cannot read {}:{number}: {what}", shown(path)));
                }
            }
        }
    }
    output.finish()?;
    Ok(outcome)
}

fn next_lines(reader: &mut dyn BufRead, max_size: SizeLimit) -> io::Result<Vec<StreamLine>> {
    let mut lines = Vec::new();
    while lines.len() < LINES_AT_ONCE
        && let Some(line) = next_line(reader, max_size)?
    {
        lines.push(line);
    }
    Ok(lines)
}

/// The answer to a line, or what is wrong with it and what to do; none for an empty one. A fault of our
/// own in a pair costs no other.
fn answer(line: &StreamLine, max_size: SizeLimit) -> Option<Result<String, String>> {
    let StreamLine::Whole(line) = line else {
        let advice = "allow more with --max-size if it is meant";
        return Some(Err(format!("the pair is larger than {max_size}; {advice}")));
    };
    let line = line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line);
    if line.trim_ascii().is_empty() {
        return None;
    }
    let advice = "a line is an object {\"id\", \"a\": {\"text\"}, \"b\": {\"text\"}}";
    // A list of values could be taken for the fields in their order.
    if !line.trim_ascii_start().starts_with(b"{") {
        return Some(Err(format!("the line is no JSON object; {advice}")));
    }
    let pair = match serde_json::from_slice::<Pair>(line) {
        Ok(pair) => pair,
        Err(error) => return Some(Err(format!("{}; {advice}", named(&error)))),
    };
    Some(match attempt(|| serde_json::to_string(&comparison::compared(&pair))) {
        Ok(Ok(answer)) => Ok(in_json(&answer) + "\n"),
        Ok(Err(error)) => Err(error.to_string()),
        Err(fault) => Err(format!("{fault}; please report this line, with the pair if it may be shared")),
    })
}

/// What is wrong with a line, without the place in it that counts from its own beginning.
fn named(error: &serde_json::Error) -> String {
    let whole = error.to_string();
    whole.split(" at line ").next().unwrap_or(&whole).to_string()
}
