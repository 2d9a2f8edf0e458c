//! Why each attribution was found and whose it is taken to be: the words, the pattern, the
//! evidence.

use super::annotated::{Label, draw};
use super::attributions::line_of;
use super::claim_text::{Claims, Extent, explained};
use super::csv::tag;
use super::json::{self, Attribution, Cluster, Kind, Report, Verdict};
use super::phrases::{dated, word};
use super::rivals::{self, percent};
use super::terminal::{Look, Terminal};
use super::visible::{self, on_one_line};
use crate::attribution;
use crate::audit::ArticleReading;
use crate::ingest::Article;
use crate::place::{CodePoints, Span};
use crate::syntax::Syntax;
use crate::text::Document;

/// Everything that an explanation of one article rests on.
#[derive(Clone, Copy)]
pub struct Evidence<'a> {
    /// Where it stands among the articles of the report.
    pub index: usize,
    /// The article.
    pub article: &'a Article,
    /// What was found in it.
    pub reading: &'a ArticleReading,
    /// Its words.
    pub document: &'a Document<'a>,
    /// Their analysis.
    pub syntax: &'a Syntax,
    /// What each attribution in it rests on.
    pub weighed: &'a [attribution::Evidence],
    /// The report in which it stands, alone or among others.
    pub report: &'a Report,
}

/// Which attributions of an article are explained.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked<'a> {
    /// All.
    All,
    /// Those that touch a line, counted from 1.
    Line(usize),
    /// The one with this id.
    Id(&'a str),
}

/// Explains the attributions of an article that are asked for.
pub fn article(evidence: Evidence, asked: Asked, terminal: Terminal) -> String {
    let body = &evidence.article.body;
    let line = match asked {
        Asked::Line(number) => Some(line_span(body, number)),
        Asked::All | Asked::Id(_) => None,
    };
    let is_asked = |found: &attribution::Attribution, wire: &Attribution| match asked {
        Asked::Id(id) => wire.id == id,
        Asked::All | Asked::Line(_) => line.is_none_or(|line| whole(found).overlaps(line)),
    };
    let before: usize =
        evidence.report.articles[..evidence.index].iter().map(|other| other.attributions).sum();
    let wire = &evidence.report.attributions[before..];
    let mut out = String::new();
    for (found, wire) in evidence.reading.attributions.iter().zip(wire) {
        if is_asked(found, wire) {
            if !out.is_empty() {
                out.push('\n');
            }
            out.push_str(&attribution(evidence, found, wire, terminal));
        }
    }
    if out.is_empty() {
        let place = match asked {
            Asked::Line(line) => format!("on line {line}"),
            Asked::All | Asked::Id(_) => "in this article".to_string(),
        };
        out = terminal.wrapped(&format!("Nobody is reported to have said anything {place}."), 0);
    }
    out
}

/// A claim with all who tell it, and what each difference rests on.
pub fn claim_of(report: &Report, cluster: &Cluster, terminal: Terminal) -> String {
    let report = &visible::report(&Report { clusters: vec![cluster.clone()], ..report.clone() });
    let claims = Claims::new(report, terminal);
    let mut out = String::new();
    for cluster in &report.clusters {
        out.push_str(&claims.shown(cluster, "", Extent::Whole));
        for finding in cluster.findings.iter().chain(&cluster.harmless) {
            out.push_str(&terminal.wrapped(&explained(finding), 0));
        }
    }
    out
}

/// The words of an attribution with source, cue and content drawn beneath.
pub fn drawn(
    article: &Article,
    reading: &ArticleReading,
    found: &attribution::Attribution,
    terminal: Terminal,
) -> String {
    draw(&article.body, passage(reading, found), &labels(found), 2, terminal)
}

fn attribution(
    evidence: Evidence,
    found: &attribution::Attribution,
    wire: &Attribution,
    terminal: Terminal,
) -> String {
    let name =
        evidence.article.path.as_ref().map_or(evidence.article.id.clone(), |path| path.display().to_string());
    let line = match line_of(evidence.article, &CodePoints::new(&evidence.article.body), whole(found).start) {
        Some(line) => format!(":{line}"),
        None => String::new(),
    };
    let head = on_one_line(&format!("{name}{line}  ({})", wire.id));
    let mut out = terminal.paint(Look::Strong, &head) + "\n\n";
    out.push_str(&drawn(evidence.article, evidence.reading, found, terminal));
    out.push('\n');
    for (title, words) in facts(evidence, found, wire) {
        out.push_str(&fact(title, &words, terminal));
    }
    out
}

/// One line of an explanation, its further lines behind the title's width.
fn fact(title: &str, words: &str, terminal: Terminal) -> String {
    const TITLE: usize = 13;
    let text = terminal.wrapped(&on_one_line(words), TITLE);
    let title = terminal.paint(Look::Faint, &format!("  {title:<11}"));
    match text.get(TITLE..) {
        Some(rest) => title + rest,
        None => title + "\n",
    }
}

fn facts(
    evidence: Evidence,
    found: &attribution::Attribution,
    wire: &Attribution,
) -> Vec<(&'static str, String)> {
    let mut facts = vec![
        ("pattern", format!("{} ({})", wire.pattern, spelled_out(&wire.pattern))),
        ("because", wire.reason.clone()),
        ("confidence", percent(wire.confidence as f32)),
        ("speaker", speaker(evidence.article, evidence.reading, found, wire)),
    ];
    if let Some(listener) = &wire.listener {
        facts.push(("told to", listener.text.clone()));
    }
    if wire.channel != json::Channel::Unstated {
        facts.push(("channel", tag(&wire.channel).replace('_', " ")));
    }
    if let Some(via) = &wire.via {
        facts.push(("passed on by", via.clone()));
    }
    if let Some(outer) = &wire.nested_in {
        facts.push(("inside", format!("the words of {outer}")));
    }
    facts.extend(decisions(evidence, found));
    facts.extend(claim(evidence.report, wire));
    facts
}

/// How sure cue, source and content are, what they consist of, and which readings lost.
fn decisions(evidence: Evidence, found: &attribution::Attribution) -> Vec<(&'static str, String)> {
    let body = &evidence.article.body;
    let described = |span: Option<Span>| span.map(|span| tokens(evidence, span));
    let weighed = evidence.weighed.iter().find(|weighed| found.cue == Some(weighed.cue));
    let Some(weighed) = weighed.filter(|weighed| !weighed.by_layout) else {
        let cue = described(found.cue).map(|cue| ("cue", format!("by the layout: {cue}")));
        return cue.into_iter().chain(described(found.source).map(|source| ("source", source))).collect();
    };
    let mut facts = Vec::new();
    facts.extend(described(found.cue).map(|cue| ("cue", format!("{}: {cue}", percent(weighed.chance)))));
    let (sure, rivals) = rivals::sources(weighed, body);
    let source = described(found.source).unwrap_or("nobody is named".to_string());
    facts.extend(sure.map(|sure| ("source", format!("{sure}: {source}"))));
    facts.extend(rivals.into_iter().map(|rival| ("", rival)));
    let (sure, rivals) = rivals::contents(weighed, body);
    facts.extend(sure.map(|sure| ("content", sure)));
    facts.extend(rivals.into_iter().map(|rival| ("", rival)));
    let turned_down = rivals::turned_down(weighed, body).into_iter().enumerate();
    facts.extend(turned_down.map(|(place, words)| (if place == 0 { "rejected" } else { "" }, words)));
    facts
}

/// The letters of a pattern as words.
fn spelled_out(pattern: &str) -> String {
    let words = pattern.chars().filter_map(|letter| match letter.to_ascii_lowercase() {
        'q' => Some("quotation"),
        'c' => Some("content"),
        'v' => Some("cue"),
        's' => Some("source"),
        _ => None,
    });
    words.collect::<Vec<_>>().join(", ")
}

fn speaker(
    article: &Article,
    reading: &ArticleReading,
    found: &attribution::Attribution,
    wire: &Attribution,
) -> String {
    let index = reading.attributions.iter().position(|other| std::ptr::eq(other, found));
    let Some(speaker) = &wire.speaker else {
        let doubt = index.and_then(|index| reading.cast.doubts.get(index)?.as_ref());
        return match &wire.source {
            Some(_) if doubt.is_some() => format!("not known: {}", doubt.map_or("", |doubt| doubt)),
            Some(source) => format!("not known: “{}” could not be told", source.text),
            None => "not known: the text names nobody".to_string(),
        };
    };
    let mut words = speaker.name.clone();
    if let Some(role) = &speaker.role {
        words.push_str(&format!(", {role}"));
    }
    words.push_str(&format!(
        " ({}), {:.0}%: {}",
        tag(&speaker.kind).replace('_', " "),
        speaker.confidence * 100.0,
        speaker.reason
    ));
    let resolution = index.and_then(|index| reading.cast.resolutions.get(index)?.as_ref());
    if let Some(mention) = resolution.and_then(|resolution| resolution.mention) {
        let line = 1 + article.body[..mention.start].matches('\n').count();
        words.push_str(&format!("; rests on “{}”, line {line}", mention.of(&article.body)));
    }
    if let Some(second) = resolution.and_then(|resolution| resolution.runner_up.as_ref()) {
        words.push_str(&format!("; next “{}”, {:.0} points behind", second.name, second.margin * 100.0));
    }
    words
}

/// The tokens of a span with their tags, lemmas and what they depend on.
fn tokens(evidence: Evidence, span: Span) -> String {
    let Evidence { document, syntax, .. } = evidence;
    let first = document.tokens.partition_point(|token| token.span.end <= span.start);
    let described = (first..document.tokens.len())
        .take_while(|token| document.tokens[*token].span.start < span.end)
        .map(|token| {
            let above = syntax.head(token).map_or("root".to_string(), |head| {
                format!("{} of {}", syntax.relation(token), document.word(head))
            });
            format!("{}/{} ({above})", document.word(token), syntax.tag(token))
        });
    described.collect::<Vec<_>>().join(" ")
}

/// What the claim comes to that this attribution tells, where others tell it as well.
fn claim(report: &Report, wire: &Attribution) -> Vec<(&'static str, String)> {
    let clusters = report.clusters.iter().filter(|cluster| {
        cluster.verdict != Verdict::Single
            && cluster.members.iter().any(|member| member.attribution.as_ref() == Some(&wire.id))
    });
    clusters.map(|cluster| ("claim", claim_words(cluster, wire))).collect()
}

fn claim_words(cluster: &Cluster, wire: &Attribution) -> String {
    let others: Vec<String> = cluster
        .members
        .iter()
        .filter(|member| member.attribution.as_ref() != Some(&wire.id))
        .map(|member| format!("{}: {}", dated(member), member.text))
        .collect();
    let findings: Vec<String> = cluster
        .findings
        .iter()
        .filter(|finding| {
            finding
                .members
                .iter()
                .any(|member| cluster.members[*member].attribution.as_ref() == Some(&wire.id))
        })
        .map(|finding| format!("{} ({}): {}", word(finding.kind), tag(&finding.nature), finding.because))
        .collect();
    let verdict = tag(&cluster.verdict);
    [vec![format!("{}, {verdict}; also told by {}", cluster.id, others.join("; "))], findings]
        .concat()
        .join(" — ")
}

fn labels(found: &attribution::Attribution) -> Vec<Label> {
    let kind: Kind = found.kind.into();
    let content = found.content.iter().map(|span| Label {
        span: *span,
        name: format!("content, {}", tag(&kind)),
        look: Look::Content,
    });
    let source = found.source.map(|span| Label { span, name: "source".to_string(), look: Look::Source });
    let cue = found.cue.map(|span| Label { span, name: "cue".to_string(), look: Look::Cue });
    content.chain(source).chain(cue).collect()
}

/// From the first to the last place of an attribution.
fn whole(found: &attribution::Attribution) -> Span {
    let others = found.source.into_iter().chain(found.cue).chain(found.content.iter().copied());
    others.reduce(Span::join).unwrap_or_default()
}

/// The sentences that an attribution stands in.
fn passage(reading: &ArticleReading, found: &attribution::Attribution) -> Span {
    let place = whole(found);
    let sentences = reading.sentences.iter().filter(|sentence| sentence.overlaps(place));
    sentences.copied().fold(place, Span::join)
}

fn line_span(body: &str, number: usize) -> Span {
    let mut start = 0;
    for (index, line) in body.split_inclusive('\n').enumerate() {
        if index + 1 == number {
            return Span::new(start, start + line.len());
        }
        start += line.len();
    }
    Span::new(body.len(), body.len())
}
