//! Learns how words become their dictionary forms: for each tag, endings with what to cut and add.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::Sample;
use crate::syntax::Tag;
use crate::syntax::lemmas::LONGEST_ENDING;

/// How many bytes to cut from the end of a word, and what to add.
type Rewrite = (usize, String);

/// Words of one tag with what is done to each.
type Words = BTreeMap<String, Rewrite>;

/// Learns the rules and writes them down, one a line.
pub fn train_lemmas(samples: &[Sample]) -> String {
    let mut text = String::new();
    for (tag, words) in words_by_tag(samples) {
        let words: Vec<(&str, &Rewrite)> =
            words.iter().map(|(word, rewrite)| (word.as_str(), rewrite)).collect();
        let mut rules = BTreeMap::new();
        learn("", &words, &(0, String::new()), &mut rules);
        for (ending, (cut, add)) in rules {
            let _ = writeln!(text, "{tag}\t{ending}\t{cut}\t{add}");
        }
    }
    text
}

/// The commonest rewrite of each word under each tag.
fn words_by_tag(samples: &[Sample]) -> BTreeMap<Tag, Words> {
    let mut counts: BTreeMap<(Tag, String), BTreeMap<Rewrite, usize>> = BTreeMap::new();
    for sample in samples {
        for (word, (lemma, &tag)) in sample.words.iter().zip(sample.lemmas.iter().zip(&sample.tags)) {
            let usual = !tag.is_proper_noun() && !tag.is_punctuation() && tag != Tag::FW;
            let is_word = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'\'');
            if usual && is_word(word) && is_word(lemma) {
                let word = word.to_lowercase();
                let rewrite = rewrite(&word, lemma);
                *counts.entry((tag, word)).or_default().entry(rewrite).or_default() += 1;
            }
        }
    }
    let mut words: BTreeMap<Tag, Words> = BTreeMap::new();
    for ((tag, word), rewrites) in counts {
        if let Some((rewrite, _)) = rewrites.into_iter().rev().max_by_key(|(_, count)| *count) {
            words.entry(tag).or_default().insert(word, rewrite);
        }
    }
    words
}

fn rewrite(word: &str, lemma: &str) -> Rewrite {
    let shared = word.bytes().zip(lemma.bytes()).take_while(|(left, right)| left == right).count();
    (word.len() - shared, lemma[shared..].to_string())
}

/// Gives the ending a rule when that serves its words better than what they `inherit` from the
/// shorter ending, then does the same for longer endings, down to single words.
fn learn(
    ending: &str,
    words: &[(&str, &Rewrite)],
    inherited: &Rewrite,
    rules: &mut BTreeMap<String, Rewrite>,
) {
    let mut counts: BTreeMap<&Rewrite, usize> = BTreeMap::new();
    for (_, rewrite) in words {
        *counts.entry(rewrite).or_default() += 1;
    }
    let served = counts.get(inherited).copied().unwrap_or(0);
    let best = counts.into_iter().rev().max_by_key(|(_, count)| *count);
    let mut rule = inherited.clone();
    if let Some((best, count)) = best
        && count >= served + 2
        && !ending.is_empty()
    {
        rule = best.clone();
        rules.insert(ending.to_string(), rule.clone());
    }
    if words.iter().all(|(_, rewrite)| **rewrite == rule) {
        return;
    }
    let mut longer: BTreeMap<&str, Vec<(&str, &Rewrite)>> = BTreeMap::new();
    for &(word, rewrite) in words {
        if word.len() > ending.len() && ending.len() < LONGEST_ENDING {
            longer.entry(&word[word.len() - ending.len() - 1..]).or_default().push((word, rewrite));
        } else if *rewrite != rule {
            rules.insert(format!("^{word}"), rewrite.clone());
        }
    }
    for (ending, words) in longer {
        learn(ending, &words, &rule, rules);
    }
}
