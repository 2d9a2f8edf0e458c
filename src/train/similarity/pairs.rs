//! Pairs of statements with gold labels, one JSON object a line.

use std::collections::HashMap;
use std::io;
use std::path::Path;

use serde::Deserialize;
use whosaid::report::pair::Pair;

/// A pair of statements and what people say of it.
#[derive(Clone, Debug, Deserialize)]
pub struct GoldPair {
    /// The pair, as `whosaid compare` reads it.
    #[serde(flatten)]
    pub pair: Pair,
    /// The event that both statements are about, where the set names it.
    #[serde(default)]
    pub event: Option<String>,
    /// 0 or 1 for paraphrases, 0..5 for likeness, a word for entailment, an object for relations.
    pub gold: serde_json::Value,
    /// Pairs with a statement in common are of one group, named by the first of them.
    #[serde(skip)]
    pub group: String,
}

impl GoldPair {
    /// Its name; pairs made of one statement share the part before the colon.
    fn name(&self) -> &str {
        let name = self.pair.id.as_str().unwrap_or_default();
        name.split(':').next().unwrap_or_default()
    }
}

/// Reads a set of pairs; a set that is not there has none.
pub fn read_set(folder: &Path, set: &str) -> io::Result<Vec<GoldPair>> {
    let path = folder.join(format!("{set}.jsonl"));
    if path.exists() { read(&path) } else { Ok(Vec::new()) }
}

/// Reads a file of pairs.
pub fn read(path: &Path) -> io::Result<Vec<GoldPair>> {
    let text = std::fs::read_to_string(path)?;
    let mut pairs: Vec<GoldPair> = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| serde_json::from_str(line).map_err(io::Error::other))
        .collect::<io::Result<_>>()?;
    let groups = groups(&pairs);
    let names: Vec<String> = groups.into_iter().map(|first| pairs[first].name().to_owned()).collect();
    for (pair, name) in pairs.iter_mut().zip(names) {
        pair.group = pair.event.clone().unwrap_or(name);
    }
    Ok(pairs)
}

/// For each pair the first pair that a chain of common statements or events joins it to.
fn groups(pairs: &[GoldPair]) -> Vec<usize> {
    let mut groups: Vec<usize> = (0..pairs.len()).collect();
    let mut seen: HashMap<&str, usize> = HashMap::new();
    for (place, pair) in pairs.iter().enumerate() {
        let event = pair.event.as_deref().unwrap_or_else(|| pair.name());
        for told in [event, pair.name(), &pair.pair.a.text, &pair.pair.b.text] {
            let known = groups[*seen.entry(told).or_insert(place)];
            let own = groups[place];
            let (first, last) = (known.min(own), known.max(own));
            groups.iter_mut().filter(|group| **group == last).for_each(|group| *group = first);
        }
    }
    groups
}
