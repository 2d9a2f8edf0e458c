//! Where what was found disagrees with the gold, in words that an editor can read.

use whosaid::attribution::{Attribution, Kind, Scope};
use whosaid::audit::ArticleReading;
use whosaid::ingest::Article;
use whosaid::place::Span;
use whosaid::report::explain;
use whosaid::report::json;
use whosaid::report::terminal::Terminal;

use crate::annotations::{Annotation, Manner, Places, letters_at, matches, same_name, same_source};
use crate::events::Disagreement;
use crate::on_one_line;

/// The gold of an article, laid beside what was found in it.
pub struct Gold {
    letters: Vec<char>,
    gold: Vec<Annotation>,
    found: Vec<Found>,
    /// Gold attributions that nothing found answers to.
    missed: Vec<usize>,
}

struct Found {
    annotation: Annotation,
    nested: bool,
    /// The gold attribution that it answers to.
    gold: Option<usize>,
}

impl Gold {
    /// Lays the gold beside the attributions found, nested ones included.
    pub fn new(body: &str, gold: Vec<Annotation>, found: &[json::Attribution]) -> Self {
        let letters: Vec<char> = body.chars().collect();
        let mut found: Vec<Found> = found
            .iter()
            .map(|found| Found {
                annotation: Annotation::found(found),
                nested: found.nested_in.is_some(),
                gold: None,
            })
            .collect();
        // Gold leaves out what is nested in another's words.
        let outer: Vec<usize> = (0..found.len()).filter(|index| !found[*index].nested).collect();
        let asked: Vec<Annotation> = outer.iter().map(|index| found[*index].annotation.clone()).collect();
        for (one, other) in matches(&letters, &gold, &asked) {
            found[outer[other]].gold = Some(one);
        }
        let answered: Vec<usize> = found.iter().filter_map(|found| found.gold).collect();
        let mut missed: Vec<usize> = (0..gold.len()).filter(|index| !answered.contains(index)).collect();
        missed.sort_by_key(|index| gold[*index].start());
        Gold { letters, gold, found, missed }
    }

    /// What the gold has otherwise of the attribution with this index.
    pub fn of_attribution(&self, index: usize, body: &str) -> Vec<String> {
        let Found { annotation: found, nested, gold } = &self.found[index];
        let gold = match gold {
            Some(gold) => &self.gold[*gold],
            None if *nested => return Vec::new(),
            None => return vec!["no such attribution".to_string()],
        };
        let parts = [
            ("source", &gold.source, &found.source),
            ("cue", &gold.cue, &found.cue),
            ("content", &gold.content, &found.content),
        ];
        let differs = |(_, gold, found): &(&str, &Places, &Places)| {
            letters_at(&self.letters, gold) != letters_at(&self.letters, found)
        };
        let said = |(name, gold, _): (&str, &Places, &Places)| match self.words(gold, body) {
            words if words.is_empty() => format!("there is no {name}"),
            words => format!("the {name} is “{words}”"),
        };
        parts.into_iter().filter(differs).map(said).collect()
    }

    /// Who the gold says it is, where that is somebody else.
    pub fn of_speaker(&self, index: usize) -> Option<String> {
        let found = &self.found[index];
        let gold = &self.gold[found.gold?];
        let who = gold.speaker.as_ref()?;
        // Of another source it is no wonder.
        if !same_source(&self.letters, gold, &found.annotation) {
            return None;
        }
        let agrees = found
            .annotation
            .speaker
            .as_ref()
            .is_some_and(|answer| same_name(&who.name, &answer.name) && who.kind == answer.kind);
        (!agrees).then(|| format!("{}, {}", who.name, who.kind))
    }

    /// The attributions that were missed between the last one found and this one.
    pub fn missed_before(&self, found: &Attribution, article: &Article, reading: &ArticleReading) -> String {
        let index = reading.attributions.iter().position(|other| std::ptr::eq(other, found));
        let index = index.expect("it is one of the reading's");
        let before = self.found[..index].iter().map(|found| found.annotation.start()).max();
        let from = if index == 0 { 0 } else { before.unwrap_or_default() };
        self.missed(from..self.found[index].annotation.start(), article, reading)
    }

    /// The attributions that were missed behind the last one found.
    pub fn missed_at_the_end(&self, article: &Article, reading: &ArticleReading) -> String {
        let last = self.found.iter().map(|found| found.annotation.start()).max();
        self.missed(last.unwrap_or_default()..usize::MAX, article, reading)
    }

    fn missed(&self, between: std::ops::Range<usize>, article: &Article, reading: &ArticleReading) -> String {
        let here = self.missed.iter().map(|index| &self.gold[*index]);
        let here = here.filter(|gold| between.contains(&gold.start()));
        here.map(|gold| {
            let drawn =
                explain::drawn(article, reading, &self.drawable(gold, &article.body), Terminal::PLAIN);
            format!("  FIXME gold: this attribution was not found\n{drawn}\n")
        })
        .collect()
    }

    /// A gold attribution in the form of one that was found, to be drawn.
    fn drawable(&self, gold: &Annotation, body: &str) -> Attribution {
        let whole = |places: &Places| self.spans(places, body).into_iter().reduce(Span::join);
        Attribution {
            source: whole(&gold.source),
            cue: whole(&gold.cue),
            content: self.spans(&gold.content, body),
            quoted: Vec::new(),
            kind: match gold.manner(&self.letters) {
                Manner::Direct => Kind::Direct,
                Manner::Mixed => Kind::Mixed,
                Manner::Indirect => Kind::Indirect,
            },
            scope: Scope::Full,
            listener: None,
            nested_in: None,
            confidence: 1.0,
            pattern: String::new(),
            reason: String::new(),
        }
    }

    fn spans(&self, places: &Places, body: &str) -> Vec<Span> {
        let byte = |place: usize| body.char_indices().nth(place).map_or(body.len(), |(at, _)| at);
        places.iter().map(|[start, end]| Span::new(byte(*start), byte(*end))).collect()
    }

    fn words(&self, places: &Places, body: &str) -> String {
        let words = self.spans(places, body).into_iter().map(|span| on_one_line(span.of(body)));
        words.collect::<Vec<_>>().join(" … ")
    }
}

/// A printed report with what the gold has otherwise below each claim, and behind the claims what
/// none of them shows.
pub fn in_report(written: &str, points: &[Disagreement]) -> String {
    let blocks = blocks(written);
    let shown = |cluster: Option<usize>| {
        cluster.is_some_and(|cluster| blocks.iter().any(|block| block.cluster == Some(cluster)))
    };
    let of = |fits: &dyn Fn(&Disagreement) -> bool| -> String {
        let points = points.iter().filter(|point| fits(point));
        points.map(|point| Terminal::PLAIN.wrapped(&format!("FIXME gold: {}", point.gold), 5)).collect()
    };
    let elsewhere = of(&|point| !shown(point.cluster));
    let last_claim = blocks.iter().rposition(|block| block.cluster.is_some()).unwrap_or(0);
    let mut out = String::new();
    for (index, block) in blocks.iter().enumerate() {
        let words = block.lines.trim_end_matches('\n');
        out.push_str(words);
        out.push('\n');
        if block.cluster.is_some() {
            out.push_str(&of(&|point| point.cluster == block.cluster));
        }
        if index == last_claim && !elsewhere.is_empty() {
            out.push('\n');
            out.push_str(&elsewhere);
        }
        out.push_str(block.lines[words.len()..].strip_prefix('\n').unwrap_or_default());
    }
    out
}

/// Lines of a report that belong together.
struct Block {
    /// The cluster that they tell.
    cluster: Option<usize>,
    lines: String,
}

/// The claims of a printed report, which stand in the order of its clusters, and what stands
/// between them.
fn blocks(written: &str) -> Vec<Block> {
    let mut blocks = vec![Block { cluster: None, lines: String::new() }];
    let (mut among_claims, mut next) = (false, 0);
    for line in written.split_inclusive('\n') {
        if let Some(heading) = line.strip_prefix("── ") {
            among_claims = heading.starts_with("Accounts");
            blocks.push(Block { cluster: None, lines: String::new() });
        } else if among_claims && is_numbered(line) {
            blocks.push(Block { cluster: Some(next), lines: String::new() });
            next += 1;
        }
        if let Some(block) = blocks.last_mut() {
            block.lines.push_str(line);
        }
    }
    blocks
}

/// True for the first line of a claim: its number, to the right of three columns.
fn is_numbered(line: &str) -> bool {
    line.split_once(". ")
        .is_some_and(|(number, _)| number.len() == 3 && number.trim().parse::<usize>().is_ok())
}
