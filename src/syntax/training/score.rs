//! Compares readings with known answers.

use std::fmt;

use super::{Sample, Weights};
use crate::syntax::models::Reading;
use crate::syntax::parser;
use crate::syntax::transitions::State;
use crate::syntax::{Entity, Relation};

/// Counts of right answers.
#[derive(Clone, Debug, Default)]
pub struct Scores {
    words: usize,
    tags: usize,
    lemmas: usize,
    scored_arcs: usize,
    heads: usize,
    arcs: usize,
    entities: Found,
    subjects: Found,
    clauses: Found,
    roots: Found,
    by_relation: Vec<(Relation, Found)>,
}

/// What was found of one kind.
#[derive(Clone, Copy, Debug, Default)]
struct Found {
    right: usize,
    given: usize,
    wanted: usize,
}

impl Found {
    fn count(&mut self, given: bool, wanted: bool, right: bool) {
        self.given += usize::from(given);
        self.wanted += usize::from(wanted);
        self.right += usize::from(given && wanted && right);
    }
}

impl fmt::Display for Found {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let share = |whole: usize| 100.0 * self.right as f64 / whole.max(1) as f64;
        let both = 200.0 * self.right as f64 / (self.given + self.wanted).max(1) as f64;
        let (precision, recall) = (share(self.given), share(self.wanted));
        write!(
            formatter,
            "{both:5.2} (precision {precision:5.2}, recall {recall:5.2}, {} wanted)",
            self.wanted
        )
    }
}

/// Lemmas of verbs of saying, for the figure that matters most to attribution.
const SAYING: [&str; 24] = [
    "say",
    "tell",
    "add",
    "claim",
    "argue",
    "believe",
    "think",
    "know",
    "note",
    "warn",
    "suggest",
    "insist",
    "write",
    "announce",
    "report",
    "show",
    "deny",
    "acknowledge",
    "explain",
    "hope",
    "ask",
    "state",
    "call",
    "find",
];

/// Reads all samples and compares.
pub fn score(samples: &[Sample], weights: &Weights) -> Scores {
    let models = weights.models();
    let mut scores = Scores {
        by_relation: (0..Relation::COUNT).map(|code| (Relation::from_code(code), Found::default())).collect(),
        ..Scores::default()
    };
    let lemmas = weights.lemma_rules();
    let plain = weights.plain_words();
    let mut reading = Reading::default();
    let mut parse = State::default();
    let mut lemma = String::new();
    for sample in samples {
        reading.forms.read(sample.plain_words());
        reading.weigh(&models, &plain);
        parser::parse(&models.parser, reading.forms.words(), &reading.tags, &mut parse);
        for word in 0..sample.words.len() {
            scores.count(sample, &reading, &parse, word);
            lemma.clear();
            lemmas.push(&sample.words[word], reading.tags[word], &mut lemma);
            scores.lemmas += usize::from(lemma == sample.lemmas[word]);
        }
    }
    scores
}

impl Scores {
    /// The number of words compared.
    pub fn words(&self) -> usize {
        self.words
    }

    fn count(&mut self, sample: &Sample, reading: &Reading, parse: &State, word: usize) {
        let node = &parse.words()[word];
        let relation = Relation::from_code(node.relation as usize);
        let (known_relation, known_head) = (sample.relations[word], sample.heads[word]);
        let right_head = node.head as usize == known_head;
        self.words += 1;
        self.tags += usize::from(reading.tags[word] == sample.tags[word]);
        if !sample.tags[word].is_punctuation() {
            self.scored_arcs += 1;
            self.heads += usize::from(right_head);
            self.arcs += usize::from(right_head && relation == known_relation);
        }
        let (entity, known_entity) = (reading.entities[word], sample.entities[word]);
        self.entities.count(entity != Entity::O, known_entity != Entity::O, entity == known_entity);
        self.by_relation[usize::from(relation.code())].1.given += 1;
        self.by_relation[usize::from(known_relation.code())].1.wanted += 1;
        self.by_relation[usize::from(known_relation.code())].1.right +=
            usize::from(right_head && relation == known_relation);
        let says = |head: usize| {
            sample.lemmas.get(head).is_some_and(|lemma| SAYING.contains(&lemma.as_str()))
                && sample.tags[head].is_verb()
        };
        let (given, wanted) = (says(node.head as usize), says(known_head));
        let right = right_head && relation == known_relation;
        self.subjects.count(given && relation.is_subject(), wanted && known_relation.is_subject(), right);
        let complement =
            |relation| matches!(relation, Relation::CCOMP | Relation::XCOMP | Relation::PARATAXIS);
        self.clauses.count(given && complement(relation), wanted && complement(known_relation), right);
        self.roots.count(relation == Relation::ROOT, known_relation == Relation::ROOT, right);
    }
}

impl fmt::Display for Scores {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let share = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
        writeln!(formatter, "words                        {}", self.words)?;
        writeln!(formatter, "tags                         {:5.2}", share(self.tags, self.words))?;
        writeln!(formatter, "lemmas                       {:5.2}", share(self.lemmas, self.words))?;
        writeln!(formatter, "heads, punctuation aside     {:5.2}", share(self.heads, self.scored_arcs))?;
        writeln!(formatter, "heads and relations          {:5.2}", share(self.arcs, self.scored_arcs))?;
        writeln!(formatter, "entities, by word            {}", self.entities)?;
        writeln!(formatter, "subjects of verbs of saying  {}", self.subjects)?;
        writeln!(formatter, "clauses of verbs of saying   {}", self.clauses)?;
        writeln!(formatter, "roots                        {}", self.roots)?;
        for (relation, found) in self.by_relation.iter().filter(|(_, found)| found.wanted > 0) {
            writeln!(formatter, "  {relation:26} {found}")?;
        }
        Ok(())
    }
}
