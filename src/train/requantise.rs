//! `whosaid-train requantise`: linear weights that were trained before, with as many steps as are stored now.
//!
//! A trainer stores this many by itself; this spares the training when only their number changes.

use std::error::Error;
use std::path::PathBuf;

use whosaid::model::{Linear, pack, unpack};

/// What the command is asked for.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Packed files of linear weights, which are replaced.
    #[arg(required = true)]
    files: Vec<PathBuf>,
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    for file in &arguments.files {
        let packed = std::fs::read(file)?;
        let requantised = pack(&Linear::new(&unpack(&packed)?).requantised());
        println!("{}: {} bytes, {} before", file.display(), requantised.len(), packed.len());
        std::fs::write(file, requantised)?;
    }
    Ok(())
}
