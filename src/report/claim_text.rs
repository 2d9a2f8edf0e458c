//! One claim for a terminal: its words, the point at issue, both sides with what differs marked, and where
//! each telling stands.

use std::collections::HashMap;
use std::ops::Range;
use std::path::Path;

use super::csv::tag;
use super::differences::{self, Pair};
use super::json::{Article, Cluster, Finding, FindingKind, Member, Nature, Place, Report};
use super::phrases::{counted, dated, point_at_issue, speaker_of, what_differs, word};
use super::rivals::percent;
use super::terminal::{Cell, Look, Terminal, merged};
use crate::ingest::Format;

/// How many updates are shown with a claim.
const UPDATES_SHOWN: usize = 3;

/// How many tellings of a claim are shown where accounts agree.
const TELLINGS_SHOWN: usize = 6;

/// The claims of a report, ready to be shown.
pub struct Claims<'a> {
    articles: HashMap<&'a str, &'a Article>,
    terminal: Terminal,
}

/// How much of a claim is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// What an editor reads first.
    Gist,
    /// Every telling.
    Whole,
}

impl<'a> Claims<'a> {
    /// Prepares the claims of a report whose texts are visible.
    pub fn new(report: &'a Report, terminal: Terminal) -> Self {
        let articles = report.articles.iter().map(|article| (article.id.as_str(), article)).collect();
        Claims { articles, terminal }
    }

    /// A claim behind its number.
    pub fn shown(&self, cluster: &Cluster, number: &str, extent: Extent) -> String {
        let indent = number.len();
        let mut out = self.heading(cluster, number);
        if let Some(point) = point_at_issue(cluster) {
            let point = format!("{}. {point}", what_differs(cluster));
            out.push_str(&self.terminal.wrapped(&point, indent));
        }
        out.push_str(&self.faint(&self.counts(cluster), indent));
        let mut shown = vec![false; cluster.members.len()];
        for pair in differences::pairs(cluster) {
            out.push('\n');
            out.push_str(&self.pair(cluster, &pair, indent));
            for member in pair.members {
                shown[member] = true;
            }
        }
        let others = cluster.members.iter().zip(&shown).filter(|(_, shown)| !**shown);
        let most = if extent == Extent::Whole { usize::MAX } else { TELLINGS_SHOWN };
        let (mut left, mut before) = (0, None);
        for (index, (member, _)) in others.enumerate() {
            if index == 0 {
                out.push('\n');
            }
            if index < most {
                let same = before == Some(member.article.as_str());
                out.push_str(&self.telling(member, indent, same));
                before = Some(member.article.as_str());
            } else {
                left += 1;
            }
        }
        if left > 0 {
            let more = format!("and {}; explain {} shows all", counted_more(left), cluster.id);
            out.push_str(&self.faint(&more, indent));
        }
        out.push_str(&self.notes(cluster, indent));
        out.push('\n');
        out
    }

    fn heading(&self, cluster: &Cluster, number: &str) -> String {
        let indent = number.len();
        let claim = self.terminal.wrapped(&cluster.claim, indent);
        let mut lines = claim.lines().map(|line| self.terminal.paint(Look::Strong, line.trim_start()));
        let mut out = format!("{number}{}\n", lines.next().unwrap_or_default());
        for line in lines {
            out.push_str(&format!("{}{line}\n", " ".repeat(indent)));
        }
        out
    }

    /// The id, how many tell it, and how sure the difference is.
    fn counts(&self, cluster: &Cluster) -> String {
        let mut articles: Vec<&str> = cluster.members.iter().map(|member| member.article.as_str()).collect();
        articles.sort_unstable();
        articles.dedup();
        let mut outlets: Vec<&str> =
            cluster.members.iter().filter_map(|member| member.outlet.as_deref()).collect();
        outlets.sort_unstable();
        outlets.dedup();
        let accounts = counted(cluster.accounts, "account");
        let accounts = match outlets.len() {
            outlets if (1..cluster.accounts).contains(&outlets) => {
                format!("{accounts} from {}", counted(outlets, "outlet"))
            }
            _ => accounts,
        };
        let mut facts = vec![cluster.id.clone(), accounts];
        match articles.len().saturating_sub(cluster.accounts) {
            0 => {}
            copies => facts.push(format!("{} more copied", counted(copies, "article"))),
        }
        facts.extend(cluster.confidence.map(|sure| format!("confidence {}", percent(sure as f32))));
        facts.join(" · ")
    }

    /// Two tellings side by side, where they stand, and what differs between them.
    fn pair(&self, cluster: &Cluster, pair: &Pair, indent: usize) -> String {
        let sides = pair.members.map(|member| &cluster.members[member]);
        let column = |side: usize| {
            let member = sides[side];
            let (about_speaker, about_words): (Vec<&Finding>, Vec<&Finding>) =
                pair.findings.iter().partition(|finding| finding.kind == FindingKind::Speaker);
            let marks = about_words.iter().map(|finding| {
                let place = if side == 0 { &finding.a } else { &finding.b };
                in_words(member, place)
            });
            let speaker = speaker_of(member);
            let speaker = match about_speaker.is_empty() {
                true => Cell { text: speaker, look: Some(Look::Strong), ..Cell::default() },
                false => Cell { marks: vec![0..speaker.len()], text: speaker, look: None },
            };
            [
                Cell { text: dated(member), look: Some(Look::Faint), ..Cell::default() },
                speaker,
                Cell { text: member.text.clone(), marks: merged(marks.flatten().collect()), look: None },
            ]
        };
        let mut out = self.terminal.beside(&column(0), &column(1), indent);
        for (side, member) in ["left ", "right"].into_iter().zip(sides) {
            out.push_str(&self.places(member, &format!("{side}  "), indent));
        }
        for finding in &pair.findings {
            let note = format!(
                "{}  {}, {}: {}{}",
                finding.id,
                word(finding.kind),
                percent(finding.confidence as f32),
                finding.because,
                accepted(finding)
            );
            out.push_str(&self.terminal.wrapped(&note, indent));
        }
        out
    }

    /// One telling on lines of its own: where, who, what.
    /// Who tells it, the words and the place; the address only where the telling before is of another article.
    fn telling(&self, member: &Member, indent: usize, same_article: bool) -> String {
        let head = format!("{}, {}", dated(member), speaker_of(member));
        let place = if same_article {
            self.file(member, "", indent + 2)
        } else {
            self.places(member, "", indent + 2)
        };
        self.faint(&head, indent) + &self.terminal.wrapped(&member.text, indent + 2) + &place
    }

    /// The file and line of a telling, and its address. They stay whole, so that they can be opened.
    fn places(&self, member: &Member, title: &str, indent: usize) -> String {
        let mut out = self.file(member, title, indent);
        let article = self.articles.get(member.article.as_str());
        if let Some(url) = article.and_then(|article| article.url.as_deref()) {
            let blank = " ".repeat(indent + title.len());
            out.push_str(&format!("{blank}{}\n", self.terminal.paint(Look::Faint, url)));
        }
        out
    }

    fn file(&self, member: &Member, title: &str, indent: usize) -> String {
        let (margin, article) = (" ".repeat(indent), self.articles.get(member.article.as_str()));
        let file = match (article.and_then(|article| article.path.as_deref()), member.line) {
            (Some(path), Some(line)) => format!("{path}:{line}"),
            (Some(path), None) if is_record(path) => format!("{path}, {}", member.article),
            (Some(path), None) => path.to_string(),
            (None, _) => member.article.clone(),
        };
        format!("{margin}{}\n", self.terminal.paint(Look::Faint, &format!("{title}{file}")))
    }

    /// What has moved with time, and whose voice it is told in. Harmless differences are left to the formats
    /// that can fold them away.
    fn notes(&self, cluster: &Cluster, indent: usize) -> String {
        let notes = differences::notes(cluster);
        let updates = notes.iter().filter(|finding| finding.nature == Nature::Update);
        let voices = cluster.findings.iter().filter(|finding| finding.kind == FindingKind::Attribution);
        let member = |finding: &Finding, side: usize| dated(&cluster.members[finding.members[side]]);
        let mut out = String::new();
        for finding in updates.take(UPDATES_SHOWN) {
            let words = |side: usize| differences::side(cluster, finding, side);
            let note = format!(
                "{}  update, {}: “{}” ({}), “{}” ({})",
                finding.id,
                word(finding.kind),
                words(0),
                member(finding, 0),
                words(1),
                member(finding, 1)
            );
            out.push_str(&self.faint(&note, indent));
        }
        for finding in voices {
            let because = &finding.because;
            let note =
                format!("{}  voice: {because} ({}; {})", finding.id, member(finding, 0), member(finding, 1));
            out.push_str(&self.faint(&note, indent));
        }
        out
    }

    fn faint(&self, text: &str, indent: usize) -> String {
        let lines = self.terminal.wrapped(text, indent);
        lines.lines().map(|line| self.terminal.paint(Look::Faint, line) + "\n").collect()
    }
}

/// What the baseline has to say of a finding.
fn accepted(finding: &Finding) -> String {
    let Some(accepted) = &finding.accepted else { return String::new() };
    let date = accepted.date.as_ref().map_or(String::new(), |date| format!(" on {date}"));
    let note = accepted.note.as_ref().map_or(String::new(), |note| format!(": {note}"));
    format!(" (accepted{date}{note})")
}

fn counted_more(count: usize) -> String {
    if count == 1 { "1 more telling".to_string() } else { format!("{count} more tellings") }
}

/// True for a file that holds many articles, which are told apart by their ids.
fn is_record(path: &str) -> bool {
    let format = Format::of_path(Path::new(path));
    !matches!(format, Some(Format::Plain | Format::Page | Format::Mail) | None)
}

/// What a finding of a claim rests on, for who asked for that one.
pub fn explained(finding: &Finding) -> String {
    format!(
        "{}  {}, {}, {}: {}{}",
        finding.id,
        word(finding.kind),
        tag(&finding.nature),
        percent(finding.confidence as f32),
        finding.because,
        accepted(finding)
    )
}

/// Where the deciding words stand in the member's own words, in bytes.
pub(super) fn in_words(member: &Member, place: &Place) -> Option<Range<usize>> {
    if place.text.is_empty() {
        return None;
    }
    // The words of a split content are joined by a space, so a place behind the split is looked
    // up by its words, nearest to where it would stand without one.
    let expected = place.start.saturating_sub(member.start);
    let expected = member.text.char_indices().nth(expected).map_or(member.text.len(), |(at, _)| at);
    let found = member.text.match_indices(&place.text).min_by_key(|(at, _)| at.abs_diff(expected));
    found.map(|(at, words)| at..at + words.len())
}
