//! `whosaid-train similarity` and `whosaid-train lexicon`: the weights and tables of the rooms that
//! align and compare.

mod claims;
mod conflicts;
mod edits;
mod folds;
mod judged;
mod lexicon;
mod pairs;
mod paraphrases;

use std::error::Error;
use std::path::PathBuf;

use whosaid::align::Judges;

/// What the command is asked for.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Folder of pairs with gold labels: mrpc_train, headlines_2013, rte3_dev, polnear_dev and
    /// rewrites_dev, each `.jsonl`.
    pairs: PathBuf,
    /// Table of quotes of two outlets with labels, tab-separated.
    #[arg(long)]
    quotes: PathBuf,
    /// Folder that holds `align/weights` and `compare/weights`: src in the source tree.
    #[arg(long)]
    output: PathBuf,
    /// Folder for what is said of each pair by weights that never saw it, a file for each set, as
    /// `whosaid compare --jsonl` writes it.
    #[arg(long)]
    predictions: Option<PathBuf>,
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

/// Trains all weights, each over what the weights before it say of pairs that they never saw, and
/// prints the held-out figures.
pub fn run(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    let Arguments { pairs, quotes, output, predictions } = arguments;
    let likeness = paraphrases::train(pairs)?;
    let claims = claims::train(pairs, quotes, &likeness)?;
    let judges: Vec<Judges> = likeness
        .without
        .iter()
        .zip(&claims.without)
        .map(|(similarity, relation)| Judges { similarity: similarity.clone(), relation: relation.clone() })
        .collect();
    let conflicts = conflicts::train(pairs, quotes, &judges)?;
    judged::print_figures(pairs, quotes, &judges, &conflicts, predictions.as_deref())?;
    let weights = [
        ("align", "similarity", likeness),
        ("align", "relation", claims),
        ("compare", "conflict", conflicts),
    ];
    for (room, name, trees) in weights {
        std::fs::write(output.join(format!("{room}/weights/{name}.bin")), trees.all.to_bytes())?;
    }
    Ok(())
}

/// Derives the word tables.
pub fn run_lexicon(arguments: &LexiconArguments) -> Result<(), Box<dyn Error>> {
    Ok(lexicon::derive(&arguments.wordnet, &arguments.texts, &arguments.output)?)
}
