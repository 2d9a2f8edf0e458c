//! Reads analysed sentences: one word a line, nine columns between tabs (number, word, lemma, tag,
//! entity, head, relation, first and last character), a blank line after each sentence.

use std::error::Error;
use std::fs;
use std::path::Path;

use whosaid::syntax::training::Sample;
use whosaid::syntax::{Entity, Relation, Tag};

/// Reads all files of a folder in the order of their names.
pub fn read(folder: &Path) -> Result<Vec<Sample>, Box<dyn Error>> {
    let listing =
        fs::read_dir(folder).map_err(|error| format!("cannot read {}: {error}", folder.display()))?;
    let mut paths = listing.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>()?;
    paths.sort();
    let mut samples = Vec::new();
    for path in paths {
        let text =
            fs::read_to_string(&path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
        for block in text.split("\n\n").filter(|block| !block.trim().is_empty()) {
            let sample = sample(block).map_err(|error| format!("{}: {error}", path.display()))?;
            samples.push(sample);
        }
    }
    Ok(samples)
}

fn sample(block: &str) -> Result<Sample, String> {
    let mut sample = Sample::default();
    let lines: Vec<&str> = block.lines().filter(|line| !line.is_empty()).collect();
    for line in &lines {
        let wrong = || format!("not a word with nine columns: {line}");
        let columns: Vec<&str> = line.split('\t').collect();
        let &[_, word, lemma, tag, entity, head, relation, _, _] = columns.as_slice() else {
            return Err(wrong());
        };
        let head: usize = head.parse().map_err(|_| wrong())?;
        sample.words.push(word.to_string());
        sample.lemmas.push(lemma.to_string());
        sample.tags.push(Tag::named(tag).ok_or_else(wrong)?);
        sample.entities.push(Entity::named(entity).ok_or_else(wrong)?);
        sample.heads.push(head.checked_sub(1).unwrap_or(lines.len()));
        sample.relations.push(Relation::named(relation).ok_or_else(wrong)?);
    }
    if sample.heads.iter().any(|&head| head > lines.len()) {
        return Err(format!("a head outside its sentence: {block}"));
    }
    Ok(sample)
}
