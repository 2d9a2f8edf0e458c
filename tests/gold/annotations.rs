//! Gold attributions in brat's form, and how far what was found agrees with them.
//!
//! A gold and a found attribution match when their contents share at least half of the letters and
//! digits of their union, one to one, best first. Such a match is right when the two sources share
//! a letter or digit, or neither has a source.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::Path;

use whosaid::report::json::Attribution;

/// One gold attribution; places count code points.
#[derive(Clone, Debug, Default)]
pub struct Gold {
    source: Vec<[usize; 2]>,
    cue: Vec<[usize; 2]>,
    content: Vec<[usize; 2]>,
    /// Who it is by, where a note says so.
    speaker: Option<String>,
}

/// Reads an `.ann` file.
pub fn read(path: &Path) -> Vec<Gold> {
    let text = std::fs::read_to_string(path).expect("gold is text");
    let mut bound: BTreeMap<&str, Vec<[usize; 2]>> = BTreeMap::new();
    let mut events: Vec<(&str, Gold)> = Vec::new();
    for line in text.lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        match fields[0].chars().next() {
            Some('T') => {
                bound.insert(fields[0], spans(fields[1]));
            }
            Some('E') => events.push((fields[0], event(fields[1], &bound))),
            Some('#') => {
                let event = fields[1].split(' ').nth(1).expect("a note names its event");
                let name = fields[2].split(" | ").next().expect("a note begins with the name");
                let gold =
                    events.iter_mut().find(|(id, _)| *id == event).expect("notes stand behind their events");
                gold.1.speaker = Some(name.to_string());
            }
            _ => {}
        }
    }
    events.into_iter().map(|(_, gold)| gold).collect()
}

/// The spans of `Content 10 20;30 40`.
fn spans(field: &str) -> Vec<[usize; 2]> {
    let (_, places) = field.split_once(' ').expect("a label and its places");
    let number = |text: &str| text.parse::<usize>().expect("places are numbers");
    let spans = places.split(';').map(|place| place.split_once(' ').expect("a place has two ends"));
    spans.map(|(start, end)| [number(start), number(end)]).collect()
}

fn event(field: &str, bound: &BTreeMap<&str, Vec<[usize; 2]>>) -> Gold {
    let mut gold = Gold::default();
    for (role, name) in field.split(' ').filter_map(|part| part.split_once(':')) {
        let spans = bound.get(name).cloned().unwrap_or_default();
        match role.trim_end_matches(|letter: char| letter.is_ascii_digit()) {
            "Source" => gold.source.extend(spans),
            "Cue" => gold.cue.extend(spans),
            "Content" => gold.content.extend(spans),
            _ => {}
        }
    }
    gold
}

/// What was counted over all articles.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tally {
    gold: usize,
    found: usize,
    contents: usize,
    right: usize,
    named: usize,
    named_right: usize,
}

/// An attribution, gold or found, as sets of places.
struct Sides {
    content: BTreeSet<usize>,
    source: BTreeSet<usize>,
    speaker: Option<String>,
}

impl Tally {
    /// Adds an article. With `speech_only`, what neither quotes nor has a cue of saying is left
    /// out, on both sides alike.
    pub fn add(&mut self, text: &str, gold: &[Gold], found: &[Attribution], speech_only: bool) {
        let letters: Vec<char> = text.chars().collect();
        let gold: Vec<Sides> = gold
            .iter()
            .filter(|gold| !speech_only || is_speech(&letters, &gold.cue, &gold.content))
            .map(|gold| sides(&letters, &gold.source, &gold.content, gold.speaker.clone()))
            .collect();
        let found: Vec<Sides> = found
            .iter()
            .filter(|found| found.nested_in.is_none())
            .filter_map(|found| {
                let ends = |place: &whosaid::report::json::Place| vec![[place.start, place.end]];
                let source = found.source.as_ref().map(ends).unwrap_or_default();
                let cue = found.cue.as_ref().map(ends).unwrap_or_default();
                let name = found.speaker.as_ref().map(|speaker| speaker.name.clone());
                let kept = !speech_only || is_speech(&letters, &cue, &found.content.spans);
                kept.then(|| sides(&letters, &source, &found.content.spans, name))
            })
            .collect();
        self.gold += gold.len();
        self.found += found.len();
        for (one, other) in matches(&gold, &found) {
            let (gold, found) = (&gold[one], &found[other]);
            self.contents += 1;
            let both_without = gold.source.is_empty() && found.source.is_empty();
            if both_without || !gold.source.is_disjoint(&found.source) {
                self.right += 1;
                if let Some(name) = &gold.speaker {
                    self.named += 1;
                    let answer = found.speaker.as_deref().unwrap_or_default();
                    self.named_right += usize::from(words(name) == words(answer));
                }
            }
        }
    }

    /// The harmonic mean of precision and recall.
    pub fn f1(&self) -> f64 {
        2.0 * share(self.right, self.gold + self.found)
    }

    /// Of the attributions found with the right source, how many have the right name.
    pub fn speakers(&self) -> f64 {
        share(self.named_right, self.named)
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            out,
            "{} gold, {} found, content right {}, with source {}: precision {:.3}, recall {:.3}, F1 {:.3}",
            self.gold,
            self.found,
            self.contents,
            self.right,
            share(self.right, self.found),
            share(self.right, self.gold),
            self.f1()
        )
    }
}

/// A share; none of none is none.
pub fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

fn sides(letters: &[char], source: &[[usize; 2]], content: &[[usize; 2]], speaker: Option<String>) -> Sides {
    Sides { content: places(letters, content), source: places(letters, source), speaker }
}

/// The places of letters and digits in the spans.
fn places(letters: &[char], spans: &[[usize; 2]]) -> BTreeSet<usize> {
    let all = spans.iter().flat_map(|[start, end]| *start..*end);
    all.filter(|place| letters.get(*place).is_some_and(|letter| letter.is_alphanumeric())).collect()
}

fn matches(gold: &[Sides], found: &[Sides]) -> Vec<(usize, usize)> {
    let mut candidates: Vec<(f64, usize, usize)> = Vec::new();
    for (one, gold) in gold.iter().enumerate() {
        for (other, found) in found.iter().enumerate() {
            let common = gold.content.intersection(&found.content).count();
            let overlap = share(common, gold.content.union(&found.content).count());
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

/// True when words are quoted, or the cue is a verb or noun of saying.
fn is_speech(letters: &[char], cue: &[[usize; 2]], content: &[[usize; 2]]) -> bool {
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
    let words = |spans: &[[usize; 2]]| -> String {
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
