//! Trains the embedded weights from data in the given formats.

mod attribution;
mod claims;
mod requantise;
mod senses;
mod similarity;
mod speakers;
mod syntax;
mod treebank;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Trains the weights that are embedded in whosaid and prints how well they do.
#[derive(Debug, Parser)]
#[command(name = "whosaid-train", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Cues, sources, contents and how far they can be trusted, from articles marked by hand.
    Attribution(attribution::Arguments),
    /// Fewer steps for linear weights that were trained with more.
    Requantise(requantise::Arguments),
    /// Whether two sentences of articles on one event state one claim.
    Claims(claims::Arguments),
    /// The table of word senses, from WordNet's database.
    Senses(senses::Arguments),
    /// Tags, entities, heads, relations and lemmas, from folders of analysed sentences.
    Syntax(syntax::Arguments),
    /// How alike two statements are, whether they are one claim, and which differences are conflicts,
    /// from pairs with gold labels.
    Similarity(similarity::Arguments),
    /// Word weights, synonyms and opposites, from WordNet and counted text.
    Lexicon(similarity::LexiconArguments),
    /// Who the sources of articles marked by hand are, to measure the speaker room.
    Speakers(speakers::Arguments),
}

fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Attribution(arguments) => attribution::run(&arguments),
        Command::Claims(arguments) => claims::run(&arguments),
        Command::Requantise(arguments) => requantise::run(&arguments),
        Command::Similarity(arguments) => similarity::run(&arguments),
        Command::Lexicon(arguments) => similarity::run_lexicon(&arguments),
        Command::Senses(arguments) => senses::run(&arguments),
        Command::Syntax(arguments) => syntax::run(&arguments),
        Command::Speakers(arguments) => speakers::run(&arguments),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("whosaid-train: {error}");
            ExitCode::from(2)
        }
    }
}
