//! The table of scores: how far what was found agrees with the gold, in numbers.

use std::collections::BTreeMap;
use std::fmt;

use super::annotations::{Annotation, Manner, matches, same_name, same_source, share};

/// What was counted over attributions of one sort.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    gold: usize,
    found: usize,
    /// Matched contents.
    contents: usize,
    /// Matched with the right source, of the gold of this sort and of what was found of this sort.
    /// The two differ where a mixed one was found as a direct one.
    right_of_gold: usize,
    right_of_found: usize,
}

impl Count {
    fn precision(self) -> f64 {
        share(self.right_of_found, self.found)
    }

    fn recall(self) -> f64 {
        share(self.right_of_gold, self.gold)
    }

    /// The harmonic mean of precision and recall.
    fn f1(self) -> f64 {
        let sum = self.precision() + self.recall();
        if sum == 0.0 { 0.0 } else { 2.0 * self.precision() * self.recall() / sum }
    }
}

/// What was counted over all articles, in one scope.
#[derive(Clone, Debug, Default)]
pub struct Scores {
    all: Count,
    by_manner: BTreeMap<Manner, Count>,
    named: usize,
    named_right: usize,
    typed_right: usize,
}

impl Scores {
    /// Adds an article. With `speech_only`, what neither quotes nor has a cue of saying is left
    /// out, on both sides alike.
    pub fn add(&mut self, text: &str, gold: &[Annotation], found: &[Annotation], speech_only: bool) {
        let letters: Vec<char> = text.chars().collect();
        let within = |all: &[Annotation]| -> Vec<Annotation> {
            all.iter().filter(|one| !speech_only || one.is_speech(&letters)).cloned().collect()
        };
        let (gold, found) = (within(gold), within(found));
        let mut count = |annotation: &Annotation, add: &dyn Fn(&mut Count)| {
            add(&mut self.all);
            add(self.by_manner.entry(annotation.manner(&letters)).or_default());
        };
        gold.iter().for_each(|gold| count(gold, &|count| count.gold += 1));
        found.iter().for_each(|found| count(found, &|count| count.found += 1));
        for (one, other) in matches(&letters, &gold, &found) {
            let (gold, found) = (&gold[one], &found[other]);
            count(gold, &|count| count.contents += 1);
            if !same_source(&letters, gold, found) {
                continue;
            }
            count(gold, &|count| count.right_of_gold += 1);
            count(found, &|count| count.right_of_found += 1);
            if let Some(who) = &gold.speaker {
                let answer = found.speaker.as_ref();
                self.named += 1;
                self.named_right +=
                    usize::from(answer.is_some_and(|answer| same_name(&who.name, &answer.name)));
                self.typed_right += usize::from(answer.is_some_and(|answer| who.kind == answer.kind));
            }
        }
    }

    /// The harmonic mean of precision and recall over all sorts.
    pub fn f1(&self) -> f64 {
        self.all.f1()
    }

    /// Of the attributions found with the right source, how many have the right name.
    pub fn speakers(&self) -> f64 {
        share(self.named_right, self.named)
    }
}

/// The rows of one scope.
impl fmt::Display for Scores {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(out, "            gold  found  content  source  precision  recall     F1")?;
        let sorts = [Manner::Direct, Manner::Mixed, Manner::Indirect].map(|manner| {
            (format!("{manner:?}").to_lowercase(), self.by_manner.get(&manner).copied().unwrap_or_default())
        });
        for (name, count) in sorts.into_iter().chain([("all".to_string(), self.all)]) {
            writeln!(
                out,
                "  {name:8}  {:4}  {:5}  {:7}  {:6}      {:.3}   {:.3}  {:.3}",
                count.gold,
                count.found,
                count.contents,
                count.right_of_gold,
                count.precision(),
                count.recall(),
                count.f1()
            )?;
        }
        let of = |part: usize| format!("{part} of {} ({:.3})", self.named, share(part, self.named));
        writeln!(out, "  speakers named right, of those with the right source:  {}", of(self.named_right))?;
        writeln!(out, "  speakers of the right type, of the same:               {}", of(self.typed_right))
    }
}
