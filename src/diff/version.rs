//! One version of an article, ready to be set against another: its sentences and their words, its
//! headline, its notes. What comes and goes on every page (stamps, counters, teasers) is left out.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;

use super::change::NoteKind;
use super::{noise, notes};
use crate::audit::ArticleReading;
use crate::ingest::{Article, ClutterKind};
use crate::place::Span;
use crate::verify::{Role, Word, read_words};

/// One version of an article.
#[derive(Debug)]
pub struct Version<'a> {
    /// The article.
    pub article: &'a Article,
    /// What was found in it.
    pub reading: &'a ArticleReading,
    /// Its headline, and where the body has it.
    pub headline: Option<(&'a str, Option<Span>)>,
    /// The sentences of its prose.
    pub sentences: Vec<Sentence>,
    /// The words of its body.
    pub words: Vec<Word>,
    /// What it says of its own changes.
    pub notes: Vec<(Span, NoteKind)>,
    /// The lines that are not its prose, by their words.
    pub left_out: HashSet<u64>,
    /// For each sentence the attributions that have a part in it.
    attributions: Vec<Vec<usize>>,
    /// For each sentence the outer quotations that have a part in it.
    quotations: Vec<Vec<usize>>,
}

/// A sentence of a version.
#[derive(Clone, Debug)]
pub struct Sentence {
    /// Where it stands in the body.
    pub span: Span,
    /// Its words, an index range into the version's.
    pub words: Range<usize>,
    /// Its paragraph, an index into the reading's.
    pub paragraph: usize,
    /// Stands for its words: equal for sentences that differ in typography at most.
    pub key: u64,
}

impl<'a> Version<'a> {
    /// Takes an article apart.
    pub fn new(article: &'a Article, reading: &'a ArticleReading) -> Self {
        let body = article.body.as_str();
        let clutter: Vec<Span> = article.clutter.iter().map(|clutter| clutter.span).collect();
        let words = read_words(body, &clutter, Role::Record).words;
        let mut version = Version {
            article,
            reading,
            headline: headline(article, reading),
            sentences: Vec::with_capacity(reading.sentences.len()),
            words,
            notes: Vec::new(),
            left_out: HashSet::new(),
            attributions: Vec::new(),
            quotations: Vec::new(),
        };
        version.take_clutter();
        version.take_paragraphs();
        version.index();
        version.notes.sort_unstable_by_key(|(span, _)| *span);
        version
    }

    /// The words of some sentences in a row.
    pub fn words_of(&self, sentences: &Range<usize>) -> &[Word] {
        match (self.sentences.get(sentences.start), sentences.end.checked_sub(1)) {
            (Some(first), Some(last)) if !sentences.is_empty() => {
                &self.words[first.words.start..self.sentences[last].words.end]
            }
            _ => &[],
        }
    }

    /// Where some sentences in a row stand; they are never none.
    pub fn span_of(&self, sentences: &Range<usize>) -> Span {
        self.sentences[sentences.start].span.join(self.sentences[sentences.end - 1].span)
    }

    /// The attributions that have a part in some sentences in a row.
    pub fn attributions(&self, sentences: &Range<usize>) -> Vec<usize> {
        distinct(&self.attributions[sentences.clone()])
    }

    /// The outer quotations that have a part in them.
    pub fn quotations(&self, sentences: &Range<usize>) -> Vec<usize> {
        distinct(&self.quotations[sentences.clone()])
    }

    /// The sentence that holds a place in the body.
    pub fn sentence_at(&self, place: usize) -> Option<usize> {
        let behind = self.sentences.partition_point(|sentence| sentence.span.end <= place);
        self.sentences.get(behind).filter(|sentence| sentence.span.start <= place).map(|_| behind)
    }

    /// Notes which attributions and quotations stand in which sentence.
    fn index(&mut self) {
        let reading = self.reading;
        let attributions = reading.attributions.iter().enumerate().flat_map(|(index, found)| {
            let parts = found.content.iter().chain(&found.source).chain(&found.cue);
            parts.map(move |part| (index, *part))
        });
        let quotations = reading.quotations.iter().enumerate();
        let quotations =
            quotations.filter(|(_, found)| found.depth == 0).map(|(index, found)| (index, found.span));
        self.attributions = by_sentence(&self.sentences, attributions);
        self.quotations = by_sentence(&self.sentences, quotations);
    }

    /// Notes among what is not prose, and the lines of the rest.
    fn take_clutter(&mut self) {
        for clutter in &self.article.clutter {
            let text = clutter.span.of(&self.article.body);
            let may_be_note = matches!(
                clutter.kind,
                ClutterKind::Notice | ClutterKind::Dateline | ClutterKind::Byline | ClutterKind::Appeal
            );
            match notes::kind(text).filter(|_| may_be_note) {
                Some(kind) => self.notes.push((clutter.span, kind)),
                None => self.left_out.extend(text.lines().map(key_of_text)),
            }
        }
    }

    /// The sentences of the paragraphs that are prose.
    fn take_paragraphs(&mut self) {
        let body = self.article.body.as_str();
        let paragraphs = &self.reading.paragraphs;
        let end = self.last_prose();
        let headline = self.headline.map(|(text, _)| key_of_text(text));
        let (mut next_sentence, mut next_word) = (0, 0);
        let sentences = &self.reading.sentences;
        let ends = self.notes.iter().map(|(span, kind)| {
            let text = span.of(body).trim_end();
            (span.start + text.len(), (*kind, is_heading(text)))
        });
        let mut note_ends: HashMap<usize, (NoteKind, bool)> = ends.collect();
        for (paragraph, span) in paragraphs.iter().enumerate() {
            let from = next_sentence;
            while sentences.get(next_sentence).is_some_and(|sentence| sentence.start < span.end) {
                next_sentence += 1;
            }
            let text = span.of(body);
            let above = note_ends.get(&body[..span.start].trim_end().len());
            let kind = notes::kind(text).or_else(|| {
                let (kind, is_heading) = above?;
                let below_heading = || Some(*kind).filter(|kind| *is_heading && *kind != NoteKind::Stamp);
                notes::goes_on(text).or_else(below_heading)
            });
            let is_last = paragraph + 1 == paragraphs.len();
            let kind = kind.or_else(|| notes::goes_on(text).filter(|_| is_last && !note_ends.is_empty()));
            if let Some(kind) = kind {
                note_ends.insert(span.end, (kind, is_heading(text)));
                self.notes.push((*span, kind));
                continue;
            }
            if paragraph >= end || noise::is_noise(text) {
                self.left_out.insert(key_of_text(text));
                continue;
            }
            if paragraph == 0 && headline == Some(key_of_text(without_label(text))) {
                continue;
            }
            for sentence in &sentences[from..next_sentence] {
                let first = next_word
                    + self.words[next_word..].partition_point(|word| word.span.start < sentence.start);
                let count = self.words[first..].partition_point(|word| word.span.start < sentence.end);
                next_word = first + count;
                if count > 0 {
                    let key = key_of(&self.words[first..next_word], sentence.of(body), body);
                    let words = first..next_word;
                    self.sentences.push(Sentence { span: *sentence, words, paragraph, key });
                }
            }
        }
    }

    /// One past the last paragraph that ends as a sentence does: what stands below it are headlines of
    /// other stories.
    fn last_prose(&self) -> usize {
        let paragraphs = &self.reading.paragraphs;
        let is_prose = |span: &Span| ends_a_sentence(span.of(&self.article.body));
        let last = paragraphs.iter().rposition(is_prose);
        last.map_or(paragraphs.len(), |last| last + 1)
    }
}

/// "CORRECTION", with what it says in the paragraph below.
fn is_heading(note: &str) -> bool {
    note.split_whitespace().nth(3).is_none()
}

fn by_sentence(sentences: &[Sentence], parts: impl Iterator<Item = (usize, Span)>) -> Vec<Vec<usize>> {
    let mut found = vec![Vec::new(); sentences.len()];
    for (index, part) in parts {
        let first = sentences.partition_point(|sentence| sentence.span.end <= part.start);
        for (place, sentence) in sentences.iter().enumerate().skip(first) {
            if sentence.span.start >= part.end {
                break;
            }
            found[place].push(index);
        }
    }
    found
}

fn distinct(lists: &[Vec<usize>]) -> Vec<usize> {
    let mut all: Vec<usize> = lists.iter().flatten().copied().collect();
    all.sort_unstable();
    all.dedup();
    all
}

fn ends_a_sentence(text: &str) -> bool {
    let end = text.trim_end_matches(|sign: char| sign.is_whitespace() || "\"”’'»)]".contains(sign));
    end.ends_with(['.', '!', '?', '…', ':', ',']) || end.len() < text.trim_end().len()
}

/// The headline: what the article has as one, or a first line that does not end as a sentence.
fn headline<'a>(article: &'a Article, reading: &ArticleReading) -> Option<(&'a str, Option<Span>)> {
    const LONGEST: usize = 25;
    let body = article.body.as_str();
    if let Some(title) = article.title.as_deref().filter(|title| !title.trim().is_empty()) {
        let title = without_label(title);
        let place = body.find(title).map(|start| Span::new(start, start + title.len()));
        return Some((title, place));
    }
    let first = *reading.paragraphs.first()?;
    let text = first.of(body);
    let is_line = !ends_a_sentence(text) && text.split_whitespace().nth(LONGEST).is_none();
    let plain = without_label(text);
    let place = Span::new(first.end - plain.len(), first.end);
    (is_line && reading.paragraphs.len() > 1).then_some((plain, Some(place)))
}

/// A headline without what an agency puts before it when it sends it again: "CORRECTED-", "UPDATE 2-".
fn without_label(headline: &str) -> &str {
    const LABELS: &[&str] =
        &["CORRECTED", "CORRECTION", "REFILE", "UPDATE", "UPDATED", "CLARIFIED", "WRAPUP", "REPEAT", "RPT"];
    let Some((label, rest)) = headline.split_once(['-', ':']) else { return headline };
    let mut words = label.split_whitespace();
    let is_label = words.next().is_some_and(|word| LABELS.contains(&word))
        && words.all(|word| word.bytes().all(|digit| digit.is_ascii_digit()));
    let rest = rest.trim_start();
    if is_label && !rest.is_empty() { rest } else { headline }
}

/// Stands for a text by its words.
pub fn key_of_text(text: &str) -> u64 {
    key_of(&read_words(text, &[], Role::Record).words, text, text)
}

/// Stands for some words. Figures count sign by sign, since 1.5 is not 15.
fn key_of(words: &[Word], text: &str, body: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    for word in words {
        word.form.hash(&mut hasher);
        let letters = word.span.of(body);
        if letters.bytes().any(|letter| letter.is_ascii_digit()) {
            let plain = |letter: &char| letter.is_alphanumeric() || *letter == '.';
            letters.trim_end_matches('.').chars().filter(plain).for_each(|letter| letter.hash(&mut hasher));
        }
    }
    text.chars().filter(|letter| "$£€¥".contains(*letter)).for_each(|sign| sign.hash(&mut hasher));
    hasher.finish()
}
