//! Makes the table of word senses from WordNet's database files.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::{Path, PathBuf};

use whosaid::attribution::training::sense_table;

/// What is needed to make the table.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// WordNet's folder, with `index.verb`, `data.verb`, `index.noun` and `data.noun`.
    wordnet: PathBuf,
    /// Where the table goes, src/attribution/weights/senses.bin in the source tree.
    #[arg(long)]
    output: PathBuf,
}

/// Nouns of these lexicographer files tell sources and cues from other words: act, attribute,
/// cognition, communication, event, feeling, group, motive, person, possession, state.
const NOUNS: [u8; 11] = [4, 7, 9, 10, 11, 12, 14, 16, 18, 21, 26];

/// Reads WordNet and writes the table.
pub fn run(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    let mut words: BTreeMap<String, (u8, u8)> = BTreeMap::new();
    for (word, file) in senses(&arguments.wordnet, "verb")? {
        words.entry(word).or_default().0 = file;
    }
    for (word, file) in
        senses(&arguments.wordnet, "noun")?.into_iter().filter(|(_, file)| NOUNS.contains(file))
    {
        words.entry(word).or_default().1 = file;
    }
    let table = sense_table(words.iter().map(|(word, senses)| (word.as_str(), senses.0, senses.1)));
    std::fs::write(&arguments.output, table)?;
    println!("{} words", words.len());
    Ok(())
}

/// Each single word with the lexicographer file of its commonest sense.
fn senses(folder: &Path, part: &str) -> Result<Vec<(String, u8)>, Box<dyn Error>> {
    let data = std::fs::read_to_string(folder.join(format!("data.{part}")))?;
    let file_of: BTreeMap<&str, u8> = data
        .lines()
        .filter(|line| !line.starts_with(' '))
        .filter_map(|line| {
            let mut fields = line.split(' ');
            Some((fields.next()?, fields.next()?.parse().ok()?))
        })
        .collect();
    let index = std::fs::read_to_string(folder.join(format!("index.{part}")))?;
    let found = index.lines().filter(|line| !line.starts_with(' ')).filter_map(|line| {
        let fields: Vec<&str> = line.split_whitespace().collect();
        let word = fields.first().filter(|word| word.bytes().all(|byte| byte.is_ascii_lowercase()))?;
        let senses: usize = fields.get(2)?.parse().ok()?;
        let first = fields.get(fields.len().checked_sub(senses)?)?;
        Some(((*word).to_owned(), *file_of.get(first)?))
    });
    Ok(found.collect())
}
