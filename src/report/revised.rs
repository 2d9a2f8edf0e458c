//! Versions set against each other, and reports, as wire types.

use super::json::FORMAT;
use super::revision::{self, Account, ClaimChange, ClaimFate, Counts, Differences, Finding, Passage};
use crate::compare::Verdict;
use crate::diff::claims::{self, Report};
use crate::diff::{Change, Element, Fate, History, NoteKind, Revision};
use crate::ingest::Article;
use crate::place::CodePoints;

/// The histories of articles.
pub fn histories(articles: &[Article], found: &[History]) -> Differences {
    let histories: Vec<revision::History> = found.iter().map(|one| history(articles, one)).collect();
    let revisions = || histories.iter().flat_map(|history| &history.revisions);
    let changes = || revisions().flat_map(|revision| &revision.changes);
    let silent = changes().filter(|change| change.admitted_by.is_none()).count();
    let summary = Counts {
        articles: histories.len(),
        versions: articles.len(),
        changes: changes().count(),
        admitted: changes().count() - silent,
        silent,
        notes: revisions()
            .flat_map(|revision| &revision.notes)
            .filter(|note| note.kind != revision::NoteKind::Stamp)
            .count(),
        ..Counts::default()
    };
    Differences { format: FORMAT, summary, histories, claims: Vec::new() }
}

/// The claims of two reports that are not the same.
pub fn reports(old: &Report, new: &Report, found: &claims::Compared) -> Differences {
    let claims: Vec<ClaimChange> = found.changes.iter().map(|change| claim(old, new, change)).collect();
    let count = |fates: &[ClaimFate]| claims.iter().filter(|claim| fates.contains(&claim.fate)).count();
    let summary = Counts {
        articles: new.articles.len(),
        unchanged_claims: found.unchanged,
        new_claims: count(&[ClaimFate::New]),
        gone_claims: count(&[ClaimFate::Gone]),
        changed_claims: count(&[ClaimFate::Verdict, ClaimFate::Findings]),
        ..Counts::default()
    };
    Differences { format: FORMAT, summary, histories: Vec::new(), claims }
}

fn history(articles: &[Article], found: &History) -> revision::History {
    let latest = found.versions.last().map(|index| &articles[*index]);
    let text = |field: fn(&Article) -> &Option<String>| latest.and_then(|article| field(article).clone());
    let points: Vec<CodePoints> =
        found.versions.iter().map(|index| CodePoints::new(&articles[*index].body)).collect();
    revision::History {
        title: text(|article| &article.title),
        outlet: text(|article| &article.outlet),
        url: text(|article| &article.url),
        versions: found.versions.iter().map(|index| version(&articles[*index])).collect(),
        revisions: found
            .revisions
            .iter()
            .enumerate()
            .map(|(from, one)| set_against(from, one, &points[from], &points[from + 1]))
            .collect(),
    }
}

fn version(article: &Article) -> revision::Version {
    revision::Version {
        id: article.given_id.clone().unwrap_or_else(|| article.id.clone()),
        path: article.path.as_ref().map(|path| path.display().to_string()),
        date: article.date.map(|date| date.to_string()),
        title: article.title.clone(),
    }
}

fn set_against(from: usize, found: &Revision, old: &CodePoints, new: &CodePoints) -> revision::Revision {
    let note = |(index, note): (usize, &crate::diff::Note)| {
        let (start, end) = new.span(note.place);
        let admits =
            (0..found.changes.len()).filter(|change| found.changes[*change].admitted_by == Some(index));
        revision::Note {
            kind: note.kind.into(),
            start,
            end,
            text: spaced(&note.text),
            admits: admits.collect(),
        }
    };
    revision::Revision {
        from,
        to: from + 1,
        notes: found.notes.iter().enumerate().map(note).collect(),
        changes: found.changes.iter().map(|one| change(one, old, new)).collect(),
    }
}

fn change(found: &Change, old: &CodePoints, new: &CodePoints) -> revision::Change {
    let passage = |passage: &crate::diff::Passage, points: &CodePoints| {
        let place = passage.place.map(|place| points.span(place));
        Passage { start: place.map(|ends| ends.0), end: place.map(|ends| ends.1), text: passage.text.clone() }
    };
    let before = found.old.as_ref().map_or("", |passage| passage.text.as_str());
    let after = found.new.as_ref().map_or("", |passage| passage.text.as_str());
    let ends = |text: &str, range: &std::ops::Range<usize>| {
        let start = text[..range.start].chars().count();
        [start, start + text[range.clone()].chars().count()]
    };
    revision::Change {
        element: found.element.into(),
        fate: found.fate.into(),
        old: found.old.as_ref().map(|side| passage(side, old)),
        new: found.new.as_ref().map(|side| passage(side, new)),
        words: found
            .edits
            .iter()
            .map(|edit| found.words(edit))
            .map(|(one, other)| [spaced(one), spaced(other)])
            .collect(),
        places: found.edits.iter().map(|edit| [ends(before, &edit.old), ends(after, &edit.new)]).collect(),
        speakers: found.speakers.clone(),
        admitted_by: found.admitted_by,
        because: found.because.clone(),
    }
}

/// Words with one blank between them.
fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn claim(old: &Report, new: &Report, found: &claims::ClaimChange) -> ClaimChange {
    let before = found.old.map(|index| &old.clusters[index]);
    let after = found.new.map(|index| &new.clusters[index]);
    let verdicts = [before, after].map(|claim| claim.map(|claim| claim.verdict));
    let fate = match verdicts {
        [None, _] => ClaimFate::New,
        [_, None] => ClaimFate::Gone,
        [one, other] if one != other => ClaimFate::Verdict,
        _ => ClaimFate::Findings,
    };
    let accounts = |report: &Report, ids: &[(String, bool)]| -> Vec<Account> {
        let outlet = |id: &str| report.articles.iter().find(|article| article.id == id)?.outlet.clone();
        let account = |(id, only_here): &(String, bool)| Account {
            article: id.clone(),
            outlet: outlet(id),
            only_here: *only_here,
        };
        ids.iter().map(account).collect()
    };
    let findings = |claim: Option<&claims::Claim>, indices: &[usize]| -> Vec<Finding> {
        claim.map_or_else(Vec::new, |claim| indices.iter().map(|index| finding(claim, *index)).collect())
    };
    let mut change = ClaimChange {
        fate,
        claim: after.or(before).map(|claim| claim.claim.clone()).unwrap_or_default(),
        ids: [before, after].map(|claim| claim.map(|claim| claim.id.clone())),
        verdicts: verdicts.map(|verdict| verdict.map(Into::into)),
        joined: accounts(new, &found.joined),
        left: accounts(old, &found.left),
        new_findings: findings(after, &found.new_findings),
        gone_findings: findings(before, &found.gone_findings),
        because: String::new(),
    };
    change.because = because(&change, verdicts);
    change
}

fn finding(claim: &claims::Claim, index: usize) -> Finding {
    let found = &claim.findings[index];
    let article =
        |member: usize| claim.members.get(member).map(|member| member.article.clone()).unwrap_or_default();
    Finding {
        kind: found.kind.into(),
        nature: found.nature.into(),
        articles: found.members.map(article),
        words: [found.a.text.clone(), found.b.text.clone()],
        because: found.because.clone(),
    }
}

/// What became of a claim, and which article did it.
fn because(change: &ClaimChange, verdicts: [Option<Verdict>; 2]) -> String {
    let word = |verdict: Option<Verdict>| match verdict {
        Some(Verdict::Conflicting) => "accounts differ",
        Some(Verdict::Consistent) => "accounts agree",
        Some(Verdict::Single) => "one account",
        None => "no claim",
    };
    let what = match change.fate {
        ClaimFate::New => format!("new: {}", word(verdicts[1])),
        ClaimFate::Gone => format!("gone: it was {}", word(verdicts[0]).replace("accounts", "that accounts")),
        ClaimFate::Verdict => format!("{} before, {} now", word(verdicts[0]), word(verdicts[1])),
        ClaimFate::Findings => {
            let counted = |count: usize, what: &str| match count {
                0 => None,
                1 => Some(format!("one finding is {what}")),
                more => Some(format!("{more} findings are {what}")),
            };
            let parts =
                [counted(change.new_findings.len(), "new"), counted(change.gone_findings.len(), "gone")];
            parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
        }
    };
    let named = |accounts: &[Account]| {
        let name = |account: &Account| account.outlet.clone().unwrap_or_else(|| account.article.clone());
        accounts.iter().map(name).collect::<Vec<_>>().join(", ")
    };
    let with = |accounts: &[Account], new: &str, changed: &str| {
        let (only, both): (Vec<Account>, Vec<Account>) =
            accounts.iter().cloned().partition(|one| one.only_here);
        let mut parts = Vec::new();
        if !only.is_empty() {
            parts.push(format!("{new} {}", named(&only)));
        }
        if !both.is_empty() {
            parts.push(format!("{changed} {}", named(&both)));
        }
        parts
    };
    let mut parts = vec![what];
    parts.extend(with(&change.joined, "with the new article of", "now also told by"));
    parts.extend(with(&change.left, "without the article of", "no longer told by"));
    parts.join("; ")
}

impl From<Element> for revision::Element {
    fn from(element: Element) -> Self {
        match element {
            Element::Headline => revision::Element::Headline,
            Element::Quotation => revision::Element::Quotation,
            Element::Attribution => revision::Element::Attribution,
            Element::Figure => revision::Element::Figure,
            Element::Date => revision::Element::Date,
            Element::Name => revision::Element::Name,
            Element::Text => revision::Element::Text,
        }
    }
}

impl From<Fate> for revision::Fate {
    fn from(fate: Fate) -> Self {
        match fate {
            Fate::Added => revision::Fate::Added,
            Fate::Removed => revision::Fate::Removed,
            Fate::Reworded => revision::Fate::Reworded,
            Fate::Moved => revision::Fate::Moved,
            Fate::Reattributed => revision::Fate::Reattributed,
            Fate::Hedged => revision::Fate::Hedged,
            Fate::Unhedged => revision::Fate::Unhedged,
            Fate::Reversed => revision::Fate::Reversed,
        }
    }
}

impl From<NoteKind> for revision::NoteKind {
    fn from(kind: NoteKind) -> Self {
        match kind {
            NoteKind::Correction => revision::NoteKind::Correction,
            NoteKind::Clarification => revision::NoteKind::Clarification,
            NoteKind::EditorsNote => revision::NoteKind::EditorsNote,
            NoteKind::Update => revision::NoteKind::Update,
            NoteKind::Stamp => revision::NoteKind::Stamp,
        }
    }
}
