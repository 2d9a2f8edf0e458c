//! A note taken apart: what each of its clauses speaks of.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::change::Element;
use super::changed::{Changed, is_alike, is_same, statement, values};
use super::sorts::{self, Sort};
use crate::align::{Prepared, Value, WordId, content_stems, word_id};

/// The share of the words that differ which a note must have to admit them.
const SHARE_OF_WORDS: f32 = 0.6;

/// The share of a note's topic that a passage must have beside one of two values, or beside small words.
const SHARE_OF_TOPIC: f32 = 0.5;

/// What a long note says later admits nothing, so that time does not grow with the square of its length.
const MOST_PARTS: usize = 60;

/// The words of [`GENERAL`] and their stems.
static GENERAL_WORDS: LazyLock<HashSet<WordId>> = LazyLock::new(|| {
    let words = GENERAL.split_whitespace();
    words
        .flat_map(|word| content_stems(word).into_iter().map(|(stem, _)| stem).chain([word_id(word)]))
        .collect()
});

/// A note or one of its clauses, and what it speaks of.
pub struct Told {
    values: Vec<Value>,
    stems: HashSet<WordId>,
    forms: HashSet<WordId>,
    /// The words that say what it is about.
    pub topic: Vec<(WordId, f32)>,
    /// What it calls the things that were changed.
    pub sorts: Vec<Sort>,
    /// The paragraphs that it names, counted from one.
    pub paragraphs: Vec<usize>,
    /// True when it speaks of several things of a sort.
    pub is_plural: bool,
}

impl Told {
    pub fn new(text: &str, date: Option<jiff::civil::Date>) -> Self {
        let plain = text.to_lowercase();
        let words = words(&plain);
        let named = paragraphs(&words);
        let sorts = sorts::of_words(&words);
        let text = &without_counts(text);
        let all = content_stems(text);
        let topic = all
            .iter()
            .filter(|(stem, weight)| !GENERAL_WORDS.contains(stem) && *weight > 0.0)
            .copied()
            .collect();
        Told {
            values: values(text, date),
            stems: all.iter().map(|(stem, _)| *stem).collect(),
            forms: Prepared::new(&statement(text)).words.iter().map(|word| word.form).collect(),
            topic,
            sorts,
            paragraphs: named,
            is_plural: words.iter().any(|word| PLURALS.contains(word)),
        }
    }

    /// The clauses of a note, each of which speaks of one thing: "the age of the defendant", "and to add a
    /// statement from the board".
    pub fn clauses(text: &str, date: Option<jiff::civil::Date>) -> Vec<Told> {
        const SEPARATORS: [&str; 7] = [". ", "; ", ", ", " and ", " as well as ", ": ", " — "];
        let mut parts: Vec<&str> = vec![text];
        for separator in SEPARATORS {
            parts = parts.into_iter().flat_map(|part| part.split_inclusive(separator)).collect();
        }
        let mut clauses: Vec<String> = Vec::new();
        let mut has_sort = false;
        for part in parts {
            let plain = part.to_lowercase();
            let words = words(&plain);
            let names = !sorts::of_words(&words).is_empty() || !paragraphs(&words).is_empty();
            match clauses.last_mut() {
                Some(last) if !(names && has_sort && words.len() > 1) => {
                    last.push_str(part);
                    has_sort |= names;
                }
                _ => {
                    clauses.push(part.to_owned());
                    has_sort = names;
                }
            }
        }
        clauses.iter().take(MOST_PARTS).map(|clause| Told::new(clause, date)).collect()
    }

    /// The sentences of a note.
    pub fn sentences(text: &str, date: Option<jiff::civil::Date>) -> Vec<Told> {
        let sentences = text.split_inclusive([';', '.']).filter(|sentence| sentence.contains(' '));
        sentences.take(MOST_PARTS).map(|sentence| Told::new(sentence, date)).collect()
    }

    /// How surely it tells of a change by giving its values or its words; none where it does not, and within
    /// it none where it gives other values.
    pub fn gives(&self, changed: &Changed) -> Option<Option<f32>> {
        let topic = self.topic_in(changed);
        if let Some(sure) = self.by_value(changed, topic) {
            return Some(sure);
        }
        let words = self.words_of(changed);
        let is_one_word = changed.words.iter().map(Vec::len).sum::<usize>() <= 1;
        if is_one_word && topic == 0.0 && !self.topic.is_empty() {
            return None;
        }
        (words >= SHARE_OF_WORDS).then_some(Some(1.0 + words + topic))
    }

    /// True when it says that something of the sort was changed.
    pub fn names_sort_of(&self, changed: &Changed) -> bool {
        self.sorts.iter().any(|sort| sort.fits(changed.change, &changed.units))
    }
    /// By the values that differ: both of them, or one and the passage. Where the note gives values and none
    /// of them is the change's, it speaks of something else.
    fn by_value(&self, changed: &Changed, topic: f32) -> Option<Option<f32>> {
        if changed.values.iter().all(Vec::is_empty) {
            return None;
        }
        let has = |side: &[Value]| side.iter().any(|value| self.values.iter().any(|own| is_same(own, value)));
        let [before, after] = changed.values.each_ref().map(|side| has(side));
        match (before, after) {
            (true, true) => Some(Some(3.0 + topic)),
            (true, false) | (false, true) if topic >= 0.25 || self.topic.is_empty() => {
                Some(Some(2.0 + topic))
            }
            _ if matches!(changed.change.element, Element::Figure | Element::Date) => {
                let is_of_another = self
                    .values
                    .iter()
                    .any(|own| changed.values.iter().flatten().any(|value| is_alike(own, value)));
                is_of_another.then_some(None)
            }
            _ => None,
        }
    }

    /// The share of the words that differ, of one side, that the note has.
    fn words_of(&self, changed: &Changed) -> f32 {
        let share = |words: &[(WordId, f32)]| {
            let all: f32 = words.iter().map(|(_, weight)| weight).sum();
            let told: f32 =
                words.iter().filter(|(stem, _)| self.stems.contains(stem)).map(|(_, weight)| weight).sum();
            if all > 0.0 { told / all } else { 0.0 }
        };
        let [before, after] = &changed.words;
        let most = share(before).max(share(after));
        if most > 0.0 || !before.is_empty() || !after.is_empty() {
            return most;
        }
        // Small words alone: "will" for "may".
        let small =
            |side: &HashSet<WordId>| !side.is_empty() && side.iter().all(|form| self.forms.contains(form));
        let either = changed.small.iter().any(small);
        if either && self.topic_in(changed) >= SHARE_OF_TOPIC { 1.0 } else { 0.0 }
    }

    /// The share of the note's topic that the passage has.
    pub fn topic_in(&self, changed: &Changed) -> f32 {
        let all: f32 = self.topic.iter().map(|(_, weight)| weight).sum();
        let there: f32 = self
            .topic
            .iter()
            .filter(|(stem, _)| changed.passage.contains(stem))
            .map(|(_, weight)| weight)
            .sum();
        if all > 0.0 { there / all } else { 0.0 }
    }

    /// The share of a passage that came or went which it tells.
    pub fn share_of_whole(&self, changed: &Changed) -> f32 {
        if !changed.change.edits.is_empty() || changed.passage.is_empty() {
            return 0.0;
        }
        let told = changed.passage.iter().filter(|stem| self.stems.contains(stem)).count();
        told as f32 / changed.passage.len() as f32
    }
}

/// The text without the numbers that count its own parts and errors: "two errors", "in paragraph 3", "at 13.20".
fn without_counts(text: &str) -> String {
    const COUNTED: [&str; 16] = [
        "error",
        "errors",
        "mistake",
        "mistakes",
        "change",
        "changes",
        "correction",
        "corrections",
        "paragraph",
        "para",
        "sentence",
        "version",
        "source",
        "sources",
        "inaccuracies",
        "references",
    ];
    let all: Vec<&str> = text.split(' ').collect();
    let plain: Vec<String> = all
        .iter()
        .map(|word| word.trim_matches(|sign: char| !sign.is_alphanumeric()).to_lowercase())
        .collect();
    let is = |at: usize, known: &[&str]| plain.get(at).is_some_and(|word| known.contains(&word.as_str()));
    let is_number = |at: usize| plain[at].starts_with(|letter: char| letter.is_ascii_digit());
    let is_counted = |at: usize| {
        is(at + 1, &COUNTED)
            || at > 0
                && (is(at - 1, &["paragraph", "para", "paragraphs"]) || is(at - 1, &["at"]) && is_number(at))
    };
    let kept = all.iter().enumerate().filter(|(at, _)| !is_counted(*at)).map(|(_, word)| *word);
    kept.collect::<Vec<_>>().join(" ")
}

fn words(plain: &str) -> Vec<&str> {
    let is_end = |letter: char| !letter.is_alphanumeric() && letter != '\'' && letter != '’' && letter != '-';
    plain.split(is_end).filter(|word| !word.is_empty()).collect()
}

/// "the second paragraph", "paragraph 3", "in the opening sentence".
fn paragraphs(words: &[&str]) -> Vec<usize> {
    #[rustfmt::skip]
    const ORDINALS: &[&[&str]] = &[
        &["first", "1st", "opening", "lead", "top", "intro", "introductory", "one", "1"], &["second", "2nd", "two", "2"], &["third", "3rd", "three", "3"],
        &["fourth", "4th", "four", "4"], &["fifth", "5th", "five", "5"], &["sixth", "6th", "six", "6"], &["seventh", "7th", "seven", "7"],
        &["eighth", "8th", "eight", "8"], &["ninth", "9th", "nine", "9"], &["tenth", "10th", "ten", "10"],
    ];
    let number = |word: &str| {
        ORDINALS
            .iter()
            .position(|words| words.contains(&word))
            .map(|at| at + 1)
            .or_else(|| word.parse().ok().filter(|number| (1..200).contains(number)))
    };
    let is_paragraph =
        |word: &str| ["paragraph", "paragraphs", "para", "graf", "graph", "par", "paras"].contains(&word);
    let mut found = Vec::new();
    for (at, word) in words.iter().enumerate() {
        if is_paragraph(word) || *word == "sentence" {
            let before = at.checked_sub(1).and_then(|at| words.get(at)).and_then(|word| number(word));
            let behind = words.get(at + 1).filter(|_| is_paragraph(word)).and_then(|word| number(word));
            let before = before.filter(|number| *number == 1 || *word != "sentence");
            found.extend(before.or(behind));
        } else if *word == "opening"
            && words.get(at + 1).is_some_and(|next| ["was", "has", "of"].contains(next))
            || ["lede", "lead", "intro", "introduction", "standfirst"].contains(word) && words.len() < 40
        {
            found.push(1);
        }
    }
    found
}

const PLURALS: &[&str] = &[
    "figures",
    "numbers",
    "ages",
    "names",
    "dates",
    "quotes",
    "quotations",
    "remarks",
    "comments",
    "statements",
    "titles",
    "prices",
    "totals",
    "scores",
    "results",
    "errors",
    "references",
    "years",
    "spellings",
    "statistics",
    "percentages",
    "locations",
];

/// Words of notes that do not say what they are about.
const GENERAL: &str = "earlier previous original prior initial first version article story report post piece page headline title text designation role job position rank employer occupation \
    paragraph sentence misstated misspelled misspelt misidentified misattributed misquoted misnamed incorrect incorrectly wrong wrongly mistaken \
    mistakenly erroneous erroneously inaccurate inaccurately said say state stated reported gave give correct corrected \
    correction corrections clarify clarified clarification amend amended update updated change changed edit edited editing \
    editor editors note revise revised error mistake number figure amount name spelling spelled date day year month week time \
    quote quotation quoted attributed attribute attribution comment statement response remark regret regrets apologise \
    apologize published publish publication reflect include included including add added addition remove removed deleted \
    detail details information new originally previously initially reader readers due caption actual actually fact in was is \
    that this it the of to not he she they his her their its surname identified misleading clear make total claim claimed given \
    suggested implied should have been read rather than instead an a and from for by on with has were are who which when how what";
