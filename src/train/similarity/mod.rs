//! `whosaid-train similarity` and `whosaid-train lexicon`: the weights and tables of the rooms that
//! align and compare.

mod boosting;
mod claims;
mod conflicts;
mod edits;
mod lexicon;
mod pairs;
mod paraphrases;

use std::error::Error;
use std::path::PathBuf;

/// What the command is asked for.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Folder of pairs with gold labels: mrpc_train, headlines_2013, rte3_dev, polnear_dev and
    /// rewrites_dev, each `.jsonl`.
    pairs: PathBuf,
    /// Table of quotes of two outlets with labels, tab-separated.
    #[arg(long)]
    quotes: PathBuf,
    /// Folder for the weights: src/align/weights, or src/compare/weights for conflicts.
    #[arg(long)]
    output: PathBuf,
}

/// What `whosaid-train lexicon` is asked for.
#[derive(Debug, clap::Args)]
pub struct LexiconArguments {
    /// Folder with WordNet 3.0's `data.*` and `index.*` (on Debian, of the package wordnet-base).
    wordnet: PathBuf,
    /// Folder whose `.txt` and `.jsonl` files are counted.
    texts: PathBuf,
    /// Folder for the tables, src/align/tables in the source tree.
    #[arg(long)]
    output: PathBuf,
}

/// Trains all weights and prints the held-out figures.
pub fn run(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    let likeness = paraphrases::train(&arguments.pairs)?;
    std::fs::write(arguments.output.join("similarity.bin"), likeness.to_bytes())?;
    let claims = claims::train(&arguments.pairs, &arguments.quotes, &likeness)?;
    std::fs::write(arguments.output.join("relation.bin"), claims.to_bytes())?;
    Ok(())
}

/// Trains the weights that judge differences, over the alignment and relation as built, and prints
/// the held-out figures.
pub fn run_conflicts(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    let conflicts = conflicts::train(&arguments.pairs, &arguments.quotes)?;
    std::fs::write(arguments.output.join("conflict.bin"), conflicts.to_bytes())?;
    Ok(())
}

/// Derives the word tables.
pub fn run_lexicon(arguments: &LexiconArguments) -> Result<(), Box<dyn Error>> {
    Ok(lexicon::derive(&arguments.wordnet, &arguments.texts, &arguments.output)?)
}
