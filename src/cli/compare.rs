//! `whosaid compare`: what differs between two versions of a statement.

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;

use rayon::prelude::*;

use super::arguments::CompareArguments;
use super::failure::{Failure, Outcome, complain, shown};
use super::intake;
use super::output::{self, Output};
use crate::report::comparison;
use crate::report::pair::{Pair, Side};

/// Pairs that are compared at once: enough to keep every core busy, few enough that the first
/// answers come early.
const LINES_AT_ONCE: usize = 2048;

/// Runs the command.
pub fn run(arguments: &CompareArguments) -> Result<Outcome, Failure> {
    intake::use_threads(arguments.threads)?;
    match (&arguments.jsonl, &arguments.first, &arguments.second) {
        (Some(path), _, _) => many(path),
        (None, Some(first), Some(second)) => two(first, second),
        _ => Err(Failure::Argument("two texts are needed; give both, or pairs with --jsonl".to_string())),
    }
}

fn two(first: &str, second: &str) -> Result<Outcome, Failure> {
    let side = |text: &str| Ok(Side { text: text_of(text)?, ..Side::default() });
    let pair = Pair { id: serde_json::Value::Null, a: side(first)?, b: side(second)? };
    output::write_all(None, &comparison::shown(&pair, output::terminal(None)))?;
    Ok(Outcome::default())
}

/// The text of an argument; `@FILE` stands for the file's content.
fn text_of(argument: &str) -> Result<String, Failure> {
    match argument.strip_prefix('@') {
        None => Ok(argument.to_string()),
        Some(path) => {
            let path = Path::new(path);
            let text = std::fs::read_to_string(path).map_err(|error| Failure::input(path, &error))?;
            Ok(text.trim().to_string())
        }
    }
}

fn many(path: &Path) -> Result<Outcome, Failure> {
    let mut reader: Box<dyn BufRead> = if path.as_os_str() == "-" {
        Box::new(BufReader::new(io::stdin()))
    } else {
        Box::new(BufReader::new(File::open(path).map_err(|error| Failure::input(path, &error))?))
    };
    let mut output = Output::open(None)?;
    let mut outcome = Outcome::default();
    let mut number = 0;
    loop {
        let lines = next_lines(&mut *reader).map_err(|error| Failure::input(path, &error))?;
        if lines.is_empty() {
            break;
        }
        let answers: Vec<Option<Result<String, serde_json::Error>>> =
            lines.par_iter().map(|line| answer(line)).collect();
        for answer in answers {
            number += 1;
            match answer {
                None => {}
                Some(Ok(line)) => output.write(&line)?,
                Some(Err(error)) => {
                    outcome.troubled = true;
                    let advice = "a line is an object {\"id\", \"a\": {\"text\"}, \"b\": {\"text\"}}";
                    complain(&format!("cannot read {}:{number}: {}; {advice}", shown(path), named(&error)));
                }
            }
        }
    }
    output.finish()?;
    Ok(outcome)
}

fn next_lines(reader: &mut dyn BufRead) -> io::Result<Vec<Vec<u8>>> {
    let mut lines = Vec::new();
    while lines.len() < LINES_AT_ONCE {
        let mut line = Vec::new();
        if reader.read_until(b'\n', &mut line)? == 0 {
            break;
        }
        lines.push(line);
    }
    Ok(lines)
}

/// The answer to a line; none for an empty one.
fn answer(line: &[u8]) -> Option<Result<String, serde_json::Error>> {
    let line = line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line);
    if line.trim_ascii().is_empty() {
        return None;
    }
    let answer = serde_json::from_slice::<Pair>(line)
        .and_then(|pair| serde_json::to_string(&comparison::compared(&pair)))
        .map(|answer| answer + "\n");
    Some(answer)
}

/// What is wrong with a line, without the place in it that counts from its own beginning.
fn named(error: &serde_json::Error) -> String {
    let whole = error.to_string();
    whole.split(" at line ").next().unwrap_or(&whole).to_string()
}
