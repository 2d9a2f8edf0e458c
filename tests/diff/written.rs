//! Reads the written cases and sets the program's changes against them.

use std::fmt;
use std::path::Path;

use serde::Deserialize;
use whosaid::audit::{self, Settings};
use whosaid::diff::{self, Change, Revision, Side};
use whosaid::ingest::{Article, Format, read_text};

#[derive(Deserialize)]
struct Suite {
    stories: std::collections::BTreeMap<String, String>,
    case: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    name: String,
    story: String,
    edits: Vec<[String; 2]>,
    top: Option<String>,
    end: Option<String>,
    expect: Vec<String>,
}

/// How the program does on a suite.
#[derive(Default)]
pub struct Score {
    /// Changes that a reader sees.
    pub changes: usize,
    /// Of these, those that were found and rightly called admitted or silent.
    right: usize,
    /// Of these, those that were found under the right name.
    named: usize,
    /// What was found and is no change to a reader.
    noise: usize,
    wrong: Vec<String>,
}

impl Score {
    pub fn of(suite: &str) -> Self {
        let suite: Suite = toml::from_str(suite).expect("the suite is TOML");
        let mut score = Score::default();
        for case in &suite.case {
            score.add(case, &suite.stories[&case.story]);
        }
        score
    }

    /// The share of all that is a change, or was taken for one, that is right.
    pub fn told_apart(&self) -> f32 {
        self.right as f32 / (self.changes + self.noise) as f32
    }

    /// The share of the changes that were found under their name.
    pub fn named_rightly(&self) -> f32 {
        self.named as f32 / self.changes as f32
    }

    fn add(&mut self, case: &Case, story: &str) {
        let mut later = story.to_owned();
        for [find, replace] in &case.edits {
            assert!(later.contains(find.as_str()), "{}: the story has no {find}", case.name);
            later = later.replacen(find.as_str(), replace, 1);
        }
        if let Some(top) = &case.top {
            let head = later.trim_start().find("\n\n").expect("a story has a headline") + 2;
            later = format!("{}{top}\n\n{}", &later.trim_start()[..head], &later.trim_start()[head..]);
        }
        if let Some(end) = &case.end {
            later = format!("{}\n\n{end}\n", later.trim_end());
        }
        let found = revision(story.trim_start(), later.trim_start());
        let mut left: Vec<&Change> = found.changes.iter().collect();
        for expected in &case.expect {
            self.changes += 1;
            let expected = Expected::read(expected);
            match left.iter().position(|change| expected.is(change)) {
                Some(at) => {
                    let change = left.remove(at);
                    let status = if change.admitted_by.is_some() { "admitted" } else { "silent" };
                    let name = format!("{:?} {:?}", change.element, change.fate).to_lowercase();
                    self.right += usize::from(status == expected.status);
                    self.named += usize::from(name == expected.name);
                    if status != expected.status || name != expected.name {
                        self.wrong.push(format!(
                            "{}: {} {} is called {status} {name}: {}",
                            case.name, expected.status, expected.name, change.because
                        ));
                    }
                }
                None => self.wrong.push(format!(
                    "{}: not found: {} {}: {} -> {}; found {:?}",
                    case.name,
                    expected.status,
                    expected.name,
                    expected.old,
                    expected.new,
                    found.changes.iter().map(|change| &change.because).collect::<Vec<_>>()
                )),
            }
        }
        self.noise += left.len();
        for change in left {
            self.wrong.push(format!("{}: noise: {:?} {}", case.name, change.element, change.because));
        }
    }
}

impl fmt::Display for Score {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            out,
            "{} changes: {} told apart, {} named, {} besides: {:.3}",
            self.changes,
            self.right,
            self.named,
            self.noise,
            self.told_apart()
        )?;
        self.wrong.iter().try_for_each(|wrong| writeln!(out, "  {wrong}"))
    }
}

struct Expected<'a> {
    status: &'a str,
    name: &'a str,
    old: &'a str,
    new: &'a str,
}

impl<'a> Expected<'a> {
    fn read(line: &'a str) -> Self {
        let (head, words) = line.split_once(": ").expect("a label has words");
        let (status, name) = head.split_once(' ').expect("a label has a status");
        let (old, new) = words.split_once(" -> ").unwrap_or((words.trim_end_matches(" ->"), ""));
        Expected { status, name, old: old.trim(), new: new.trim() }
    }

    /// True when the words of both versions are among those that differ.
    fn is(&self, change: &Change) -> bool {
        let side = |text: Option<&str>, words: Vec<&str>, expected: &str| {
            let whole = change.edits.is_empty().then_some(text).flatten().unwrap_or_default();
            expected.is_empty() || whole.contains(expected) || words.join(" … ").contains(expected)
        };
        let words: Vec<(&str, &str)> = change.edits.iter().map(|edit| change.words(edit)).collect();
        let text = |passage: &Option<diff::Passage>| passage.as_ref().map(|passage| passage.text.clone());
        side(text(&change.old).as_deref(), words.iter().map(|words| words.0).collect(), self.old)
            && side(text(&change.new).as_deref(), words.iter().map(|words| words.1).collect(), self.new)
            && (!self.old.is_empty() || change.old.is_none() || words.iter().any(|words| words.0.is_empty()))
            && (!self.new.is_empty() || change.new.is_none() || words.iter().any(|words| words.1.is_empty()))
    }
}

/// Sets two texts against each other as the command does.
pub fn revision(old: &str, new: &str) -> Revision {
    let article = |name: &str, text: &str| -> Article {
        read_text(Path::new(name), Format::Plain, text.to_owned()).articles.remove(0)
    };
    let articles = [article("story.1.txt", old), article("story.2.txt", new)];
    let readings = audit::read_all(&articles, &Settings::default());
    let mut compared = diff::compare(&articles, &readings, &[Side::Old, Side::New]);
    assert!(compared.faults.is_empty(), "{:?}", compared.faults);
    compared.histories.remove(0).revisions.remove(0)
}
