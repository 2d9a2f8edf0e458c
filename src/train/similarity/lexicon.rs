//! Derives the word table of `align` from WordNet's database files and from counted text.
//!
//! Written are `lexicon.tsv` (a stem, ten times its weight, its groups of synonyms, the groups that
//! it is only near) and `wordnet_opposites.txt`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Write};
use std::path::Path;

use whosaid::align::stem_of;

/// Senses of a lemma that count, by part of speech: rarer ones join words that news never does.
const SENSES: [(&str, usize); 4] = [("noun", 3), ("verb", 4), ("adj", 3), ("adv", 2)];

/// Weights lie between these; the upper one is that of a word seen once.
const LEAST_WEIGHT: f64 = 0.3;
const MOST_WEIGHT: f64 = 9.5;

/// Reads the sources and writes the tables.
pub fn derive(wordnet: &Path, data: &Path, output: &Path) -> io::Result<()> {
    let counts = Counts::read(data)?;
    let mut groups = Groups::default();
    for (part, senses) in SENSES {
        groups.read(wordnet, part, senses, &counts)?;
    }
    groups.write(&counts, output)?;
    println!(
        "{} statements counted, {} stems, {} opposites",
        counts.units,
        groups.words.len(),
        groups.opposites.len()
    );
    Ok(())
}

/// In how many sentences each stem stands.
#[derive(Default)]
struct Counts {
    units: usize,
    stems: BTreeMap<String, usize>,
}

impl Counts {
    fn read(folder: &Path) -> io::Result<Counts> {
        let mut counts = Counts::default();
        counts.read_folder(folder)?;
        Ok(counts)
    }

    fn read_folder(&mut self, folder: &Path) -> io::Result<()> {
        let mut paths: Vec<_> = fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
        paths.sort_by_key(|entry| entry.path());
        for entry in paths {
            let path = entry.path();
            match path.extension().and_then(|ending| ending.to_str()) {
                _ if path.is_dir() => self.read_folder(&path)?,
                Some("txt") => self.add_text(&fs::read_to_string(&path)?),
                Some("jsonl") => self.add_records(&fs::read_to_string(&path)?)?,
                _ => {}
            }
        }
        Ok(())
    }

    /// Counts the texts of records, and of the two sides of pairs.
    fn add_records(&mut self, lines: &str) -> io::Result<()> {
        for line in lines.lines() {
            let record: serde_json::Value = serde_json::from_str(line)?;
            for text in [&record["text"], &record["a"]["text"], &record["b"]["text"]] {
                self.add_text(text.as_str().unwrap_or(""));
            }
        }
        Ok(())
    }

    fn add_text(&mut self, text: &str) {
        for sentence in text.split(['.', '?', '!', '\n']) {
            let stems: BTreeSet<String> =
                words(sentence).map(stem_of).filter(|stem| !stem.is_empty()).collect();
            if stems.len() > 2 {
                self.units += 1;
                for stem in stems {
                    *self.stems.entry(stem).or_default() += 1;
                }
            }
        }
    }

    fn weight(&self, stem: &str) -> f64 {
        let count = self.stems.get(stem).copied().unwrap_or(0) as f64;
        ((self.units as f64 + 1.0) / (count + 0.5)).ln().clamp(LEAST_WEIGHT, MOST_WEIGHT)
    }
}

/// The words of a sentence, without possessive endings.
fn words(sentence: &str) -> impl Iterator<Item = &str> {
    sentence
        .split(|letter: char| !letter.is_alphanumeric() && letter != '\'' && letter != '’')
        .map(|word| word.trim_matches(['\'', '’']))
        .map(|word| word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word))
        .filter(|word| word.contains(char::is_alphabetic))
}

/// The groups of each stem, named by part of speech and offset.
#[derive(Default)]
struct Groups {
    words: BTreeMap<String, (BTreeSet<String>, BTreeSet<String>)>,
    opposites: BTreeSet<(String, String)>,
}

/// A line of a data file.
struct Synset {
    words: Vec<String>,
    pointers: Vec<Pointer>,
}

struct Pointer {
    sign: String,
    target: String,
    source_word: usize,
    target_word: usize,
}

impl Groups {
    fn read(&mut self, wordnet: &Path, part: &str, senses: usize, counts: &Counts) -> io::Result<()> {
        let synsets = read_synsets(&wordnet.join(format!("data.{part}")), part)?;
        for line in fs::read_to_string(wordnet.join(format!("index.{part}")))?
            .lines()
            .filter(|line| !line.starts_with(' '))
        {
            let fields: Vec<&str> = line.split_whitespace().collect();
            let lemma = fields[0];
            let pointers: usize = number(fields[3])?;
            let tagged: usize = number(fields[5 + pointers])?;
            let stem = stem_of(lemma);
            let counted = counts.stems.contains_key(&stem);
            if lemma.contains('_') || lemma.len() < 3 || !(counted || tagged > 0) {
                continue;
            }
            for (rank, offset) in fields[6 + pointers..].iter().take(senses.min(tagged.max(1))).enumerate() {
                let name = format!("{}{offset}", &part[..1]);
                self.add(lemma, &stem, &name, rank, &synsets);
            }
        }
        Ok(())
    }

    fn add(&mut self, lemma: &str, stem: &str, name: &str, rank: usize, synsets: &BTreeMap<String, Synset>) {
        let Some(synset) = synsets.get(name) else { return };
        let own = synset.words.iter().position(|word| word == lemma).map_or(0, |place| place + 1);
        self.words.entry(stem.to_owned()).or_default().0.insert(name.to_owned());
        for pointer in &synset.pointers {
            let about_word = pointer.source_word == 0 || pointer.source_word == own;
            // "@" leads to the kind, "&" to the like, "+" to the derived, "=" and "\" to the noun.
            if about_word
                && (matches!(&*pointer.sign, "&" | "+" | "\\" | "=") || pointer.sign == "@" && rank < 2)
            {
                self.words.entry(stem.to_owned()).or_default().1.insert(pointer.target.clone());
            }
            if pointer.sign == "!" && pointer.source_word == own && own > 0 {
                self.add_opposite(lemma, pointer, synsets);
            }
        }
    }

    fn add_opposite(&mut self, lemma: &str, pointer: &Pointer, synsets: &BTreeMap<String, Synset>) {
        let target = synsets
            .get(&pointer.target)
            .and_then(|synset| synset.words.get(pointer.target_word.wrapping_sub(1)));
        if let Some(target) =
            target.filter(|target| !target.contains('_') && self.words.contains_key(&stem_of(lemma)))
        {
            let pair = if lemma < &**target { (lemma, &**target) } else { (&**target, lemma) };
            self.opposites.insert((pair.0.to_owned(), pair.1.to_owned()));
        }
    }

    fn write(&self, counts: &Counts, output: &Path) -> io::Result<()> {
        let mut members: BTreeMap<&str, usize> = BTreeMap::new();
        for (narrow, wide) in self.words.values() {
            for group in narrow.union(wide) {
                *members.entry(group).or_default() += 1;
            }
        }
        members.retain(|_, count| *count > 1);
        let numbers: BTreeMap<&str, usize> =
            members.keys().enumerate().map(|(number, group)| (*group, number)).collect();
        let list = |groups: &BTreeSet<String>| {
            let known: Vec<String> = groups
                .iter()
                .filter_map(|group| numbers.get(&**group))
                .map(|number| base36(*number))
                .collect();
            known.join(" ")
        };
        let mut opposites = io::BufWriter::new(fs::File::create(output.join("wordnet_opposites.txt"))?);
        writeln!(opposites, "// Opposites from WordNet 3.0; see NOTICE. Written by the trainer.")?;
        for (one, other) in &self.opposites {
            writeln!(opposites, "{one} | {other}")?;
        }
        let mut table = io::BufWriter::new(fs::File::create(output.join("lexicon.tsv"))?);
        let stems: BTreeSet<&String> = self
            .words
            .keys()
            .chain(counts.stems.iter().filter(|(_, count)| **count > 1).map(|(stem, _)| stem))
            .collect();
        let nothing = Default::default();
        for stem in stems {
            let (narrow, wide) = self.words.get(stem).unwrap_or(&nothing);
            let (narrow, wide) = (list(narrow), list(wide));
            let weight = counts.weight(stem) * 10.0;
            // A rare word without kin is what the program takes an unknown word for.
            if !(narrow.is_empty() && wide.is_empty() && weight > 90.0) {
                writeln!(table, "{}", format!("{stem}\t{weight:.0}\t{narrow}\t{wide}").trim_end())?;
            }
        }
        Ok(())
    }
}

fn read_synsets(path: &Path, part: &str) -> io::Result<BTreeMap<String, Synset>> {
    let mut synsets = BTreeMap::new();
    for line in fs::read_to_string(path)?.lines().filter(|line| !line.starts_with(' ')) {
        let fields: Vec<&str> = line.split(" | ").next().unwrap_or("").split_whitespace().collect();
        let count = usize::from_str_radix(fields[3], 16).map_err(io::Error::other)?;
        let words = (0..count)
            .map(|word| fields[4 + 2 * word].split('(').next().unwrap_or("").to_lowercase())
            .collect();
        let mut at = 4 + 2 * count;
        let pointers: usize = number(fields[at])?;
        at += 1;
        let pointers = (0..pointers)
            .map(|pointer| {
                let field = |place: usize| fields[at + 4 * pointer + place];
                let (from, to) = field(3).split_at(2);
                Ok(Pointer {
                    sign: field(0).to_owned(),
                    target: format!("{}{}", field(2), field(1)),
                    source_word: usize::from_str_radix(from, 16).map_err(io::Error::other)?,
                    target_word: usize::from_str_radix(to, 16).map_err(io::Error::other)?,
                })
            })
            .collect::<io::Result<_>>()?;
        synsets.insert(format!("{}{}", &part[..1], fields[0]), Synset { words, pointers });
    }
    Ok(synsets)
}

fn number(field: &str) -> io::Result<usize> {
    field.parse().map_err(io::Error::other)
}

fn base36(mut number: usize) -> String {
    let mut digits = Vec::new();
    loop {
        digits.push(char::from_digit((number % 36) as u32, 36).unwrap_or('0'));
        number /= 36;
        if number == 0 {
            return digits.iter().rev().collect();
        }
    }
}
