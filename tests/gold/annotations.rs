//! Gold attributions in brat's form, and how what was found answers to them.
//!
//! A gold and a found attribution match when their contents share at least half of the letters and
//! digits of their union, one to one, best first. Such a match is right when the two sources share
//! a letter or digit, or neither has a source.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use whosaid::report::json::{Attribution, Place};

/// Places in a text, in code points.
pub type Places = Vec<[usize; 2]>;

/// One attribution, gold or found.
#[derive(Clone, Debug, Default)]
pub struct Annotation {
    /// The mention of who said it; empty where there is none.
    pub source: Places,
    /// The words that report it; empty where there are none.
    pub cue: Places,
    /// What was said.
    pub content: Places,
    /// Who it is by, where that is known.
    pub speaker: Option<Who>,
}

/// Who an attribution is by.
#[derive(Clone, Debug)]
pub struct Who {
    /// The name.
    pub name: String,
    /// The type, as the wire format writes it.
    pub kind: String,
}

/// How much of a content stands in quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Manner {
    /// All of it.
    Direct,
    /// Some of it.
    Mixed,
    /// None of it.
    Indirect,
}

/// Reads an `.ann` file.
pub fn read(path: &Path) -> Vec<Annotation> {
    let text = std::fs::read_to_string(path).expect("gold is text");
    let mut bound: BTreeMap<&str, Places> = BTreeMap::new();
    let mut events: Vec<(&str, Annotation)> = Vec::new();
    for line in text.lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        match fields[0].chars().next() {
            Some('T') => {
                bound.insert(fields[0], places(fields[1]));
            }
            Some('E') => events.push((fields[0], event(fields[1], &bound))),
            Some('#') => {
                let event = fields[1].split(' ').nth(1).expect("a note names its event");
                let (name, kind) = fields[2].split_once(" | ").expect("a note has a name and a type");
                let gold =
                    events.iter_mut().find(|(id, _)| *id == event).expect("notes stand behind their events");
                gold.1.speaker = Some(Who { name: name.to_string(), kind: kind.to_string() });
            }
            _ => {}
        }
    }
    events.into_iter().map(|(_, gold)| gold).collect()
}

/// The places of `Content 10 20;30 40`.
fn places(field: &str) -> Places {
    let (_, places) = field.split_once(' ').expect("a label and its places");
    let number = |text: &str| text.parse::<usize>().expect("places are numbers");
    let places = places.split(';').map(|place| place.split_once(' ').expect("a place has two ends"));
    places.map(|(start, end)| [number(start), number(end)]).collect()
}

fn event(field: &str, bound: &BTreeMap<&str, Places>) -> Annotation {
    let mut gold = Annotation::default();
    for (role, name) in field.split(' ').filter_map(|part| part.split_once(':')) {
        let places = bound.get(name).cloned().unwrap_or_default();
        match role.trim_end_matches(|letter: char| letter.is_ascii_digit()) {
            "Source" => gold.source.extend(places),
            "Cue" => gold.cue.extend(places),
            "Content" => gold.content.extend(places),
            _ => {}
        }
    }
    gold
}

impl Annotation {
    /// What the program found, in the form of the gold.
    pub fn found(found: &Attribution) -> Self {
        let ends = |place: &Place| vec![[place.start, place.end]];
        let who = |name: &str, kind| {
            let kind = serde_json::to_value(kind).expect("a type is a word");
            Who { name: name.to_string(), kind: kind.as_str().unwrap_or_default().to_string() }
        };
        Annotation {
            source: found.source.as_ref().map(ends).unwrap_or_default(),
            cue: found.cue.as_ref().map(ends).unwrap_or_default(),
            content: found.content.spans.clone(),
            speaker: found.speaker.as_ref().map(|speaker| who(&speaker.name, speaker.kind)),
        }
    }

    /// The first place of all.
    pub fn start(&self) -> usize {
        let all = self.source.iter().chain(&self.cue).chain(&self.content);
        all.map(|[start, _]| *start).min().unwrap_or_default()
    }

    /// How much of the content stands in marks, by what is written at its ends and inside: gold
    /// and found are asked alike.
    pub fn manner(&self, letters: &[char]) -> Manner {
        const OPEN: [char; 8] = ['“', '"', '«', '„', '‘', '\'', '`', '»'];
        const CLOSE: [char; 8] = ['”', '"', '»', '“', '’', '\'', '`', '«'];
        let stretch = |[start, end]: &[usize; 2]| letters[*start..*end].iter().collect::<String>();
        let stretches: Vec<String> = self.content.iter().map(stretch).collect();
        let sign = |letter: char| letter.is_whitespace() || ".,;:".contains(letter);
        let quoted = |words: &String| {
            let words = words.trim_matches(sign);
            words.starts_with(OPEN) && words.ends_with(CLOSE)
        };
        let has_marks = |words: &String| {
            let before = [' '].into_iter().chain(words.chars());
            let opened = before
                .zip(words.chars())
                .any(|(before, letter)| "‘'".contains(letter) && !before.is_alphanumeric());
            opened || words.contains(['“', '"', '«', '»', '„']) || words.contains("``")
        };
        if stretches.iter().all(quoted) {
            Manner::Direct
        } else if stretches.iter().any(has_marks) {
            Manner::Mixed
        } else {
            Manner::Indirect
        }
    }

    /// True when words are quoted, or the cue is a verb or noun of saying.
    pub fn is_speech(&self, letters: &[char]) -> bool {
        is_speech(letters, &self.cue, &self.content)
    }
}

/// The letters and digits at these places, by where they stand: what two annotations are compared
/// by, so that marks and spaces at the ends make no difference.
pub fn letters_at(letters: &[char], places: &Places) -> BTreeSet<usize> {
    let all = places.iter().flat_map(|[start, end]| *start..*end);
    all.filter(|place| letters.get(*place).is_some_and(|letter| letter.is_alphanumeric())).collect()
}

/// Which found attribution answers to which gold one: pairs of their indices.
pub fn matches(letters: &[char], gold: &[Annotation], found: &[Annotation]) -> Vec<(usize, usize)> {
    let contents = |all: &[Annotation]| -> Vec<BTreeSet<usize>> {
        all.iter().map(|one| letters_at(letters, &one.content)).collect()
    };
    let (gold, found) = (contents(gold), contents(found));
    let mut candidates: Vec<(f64, usize, usize)> = Vec::new();
    for (one, gold) in gold.iter().enumerate() {
        for (other, found) in found.iter().enumerate() {
            let overlap = share(gold.intersection(found).count(), gold.union(found).count());
            if overlap >= 0.5 {
                candidates.push((overlap, one, other));
            }
        }
    }
    candidates.sort_by(|one, other| other.0.total_cmp(&one.0));
    let (mut taken, mut pairs) = (BTreeSet::new(), Vec::new());
    for (_, one, other) in candidates {
        if !taken.contains(&(true, one)) && !taken.contains(&(false, other)) {
            taken.extend([(true, one), (false, other)]);
            pairs.push((one, other));
        }
    }
    pairs
}

/// True when the sources share a letter or digit, or neither has a source.
pub fn same_source(letters: &[char], one: &Annotation, other: &Annotation) -> bool {
    let both_without = one.source.is_empty() && other.source.is_empty();
    both_without || !letters_at(letters, &one.source).is_disjoint(&letters_at(letters, &other.source))
}

/// True when the two names are one but for case, articles and titles.
pub fn same_name(one: &str, other: &str) -> bool {
    words(one) == words(other)
}

/// A share; none of none is none.
pub fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

fn is_speech(letters: &[char], cue: &Places, content: &Places) -> bool {
    const STEMS: [&str; 60] = [
        "said",
        "say",
        "tell",
        "told",
        "according",
        "writ",
        "wrote",
        "spoke",
        "deny",
        "denie",
        "repl",
        "cite",
        "citing",
        "add",
        "ask",
        "answer",
        "respond",
        "tweet",
        "call",
        "argu",
        "claim",
        "declar",
        "announc",
        "state",
        "insist",
        "warn",
        "promis",
        "pledg",
        "vow",
        "reject",
        "acknowledg",
        "admit",
        "conced",
        "confirm",
        "explain",
        "describ",
        "report",
        "suggest",
        "not",
        "urg",
        "demand",
        "accus",
        "alleg",
        "testif",
        "comment",
        "remark",
        "joke",
        "shout",
        "continu",
        "conclud",
        "recall",
        "assert",
        "contend",
        "maintain",
        "mention",
        "propos",
        "stress",
        "criticis",
        "read",
        "post",
    ];
    let words = |spans: &Places| -> String {
        spans.iter().flat_map(|[start, end]| letters[*start..*end].iter().chain([&' '])).collect()
    };
    let cue = words(cue).to_lowercase();
    words(content).contains(['“', '”', '"', '«', '»', '‘'])
        || cue.contains(':')
        || cue.split_whitespace().any(|word| STEMS.iter().any(|stem| word.starts_with(stem)))
}

/// A name's words, without case, articles and titles.
fn words(name: &str) -> Vec<String> {
    const LEFT_OUT: [&str; 9] = ["the", "a", "an", "mr", "mrs", "ms", "dr", "sir", "professor"];
    let words = name.split(|letter: char| !letter.is_alphanumeric()).map(str::to_lowercase);
    words.filter(|word| !word.is_empty() && !LEFT_OUT.contains(&word.as_str())).collect()
}
