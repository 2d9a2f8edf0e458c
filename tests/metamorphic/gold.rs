//! The gold statements of corpus/: what stands in the brat files beside the articles.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use whosaid::align::Statement;

use crate::edits::Told;

/// The fewest words of a statement that is edited.
const FEWEST_WORDS: usize = 6;

/// A statement of the corpus.
pub struct Stated {
    /// The event that it is about: the folder of its article.
    pub event: PathBuf,
    /// Its words, its speaker and its cue.
    pub told: Told,
}

impl Stated {
    /// The statement, with the text and speaker of an edit of it.
    pub fn statement<'a>(&self, told: &'a Told) -> Statement<'a> {
        Statement {
            text: &told.text,
            speaker: told.speaker.as_deref(),
            cue: told.cue.as_deref(),
            ..Statement::default()
        }
    }
}

/// All statements, in the order of their files and of the text.
pub fn statements() -> Vec<Stated> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let mut files = Vec::new();
    for event in sorted(&corpus).into_iter().filter(|path| path.is_dir()) {
        files.extend(
            sorted(&event).into_iter().filter(|path| path.extension().is_some_and(|ending| ending == "ann")),
        );
    }
    let statements: Vec<Stated> = files.iter().flat_map(|file| read(file)).collect();
    assert!(statements.len() >= 50, "only {} gold statements in corpus/", statements.len());
    statements
}

fn sorted(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .expect("corpus/ is there")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.sort();
    paths
}

fn read(file: &Path) -> Vec<Stated> {
    let lines = fs::read_to_string(file).expect("a brat file");
    let mut texts: BTreeMap<&str, &str> = BTreeMap::new();
    let mut found = Vec::new();
    for line in lines.lines() {
        let mut fields = line.split('\t');
        let (Some(id), Some(what)) = (fields.next(), fields.next()) else { continue };
        if id.starts_with('T') {
            texts.insert(id, fields.next().unwrap_or(""));
        } else if id.starts_with('E') {
            let part = |name: &str| {
                let place = what.split(' ').find_map(|part| part.strip_prefix(name))?;
                texts.get(place).copied()
            };
            let Some(text) = part("Content:") else { continue };
            if text.split_whitespace().count() >= FEWEST_WORDS {
                let speaker =
                    part("Source:").map(|source| name_of(source).unwrap_or_else(|| source.to_owned()));
                found.push(Stated {
                    event: file.parent().unwrap_or(file).to_owned(),
                    told: Told { text: text.to_owned(), speaker, cue: part("Cue:").map(str::to_owned) },
                });
            }
        }
    }
    found
}

/// The name with which a source begins, so that the edits of speakers have something to work on.
fn name_of(source: &str) -> Option<String> {
    let first = source.split(',').next().unwrap_or(source);
    let capital = |word: &&str| word.starts_with(char::is_uppercase);
    let words: Vec<&str> = first.split(' ').take_while(capital).collect();
    let name =
        words.len() == 2 && words.iter().all(|word| word.len() > 3 && word.chars().all(char::is_alphabetic));
    name.then(|| words.join(" "))
}
