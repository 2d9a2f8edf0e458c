//! `whosaid-train syntax`: trains the weights of the syntax room and measures them.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::time::Instant;
use std::{fs, io};

use whosaid::syntax::training::{self, Weights};

use crate::treebank;

/// What the command is asked for.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Folder of analysed sentences to learn from; without it the embedded weights are measured.
    train: Option<PathBuf>,
    /// Folder of analysed sentences to measure on.
    #[arg(long)]
    dev: PathBuf,
    /// Folder for the weights, src/syntax/weights in the source tree.
    #[arg(long)]
    output: Option<PathBuf>,
}

/// Trains, writes and measures.
pub fn run(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    let dev = treebank::read(&arguments.dev)?;
    let begin = Instant::now();
    let weights = match &arguments.train {
        Some(folder) => {
            let samples = treebank::read(folder)?;
            training::train(&samples, &mut |what| {
                eprintln!("{:6.1} s  {what}", begin.elapsed().as_secs_f32());
            })
        }
        None => Weights::embedded(),
    };
    if let Some(output) = &arguments.output {
        write(&weights, output)?;
    }
    let begin = Instant::now();
    let scores = training::score(&dev, &weights);
    let seconds = begin.elapsed().as_secs_f64();
    print!("{scores}");
    eprintln!("{:.0} words a second", scores.words() as f64 / seconds);
    Ok(())
}

fn write(weights: &Weights, folder: &Path) -> io::Result<()> {
    for (name, bytes) in weights.files() {
        fs::write(folder.join(name), bytes)?;
    }
    Ok(())
}
