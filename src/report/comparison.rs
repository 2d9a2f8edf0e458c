//! Two statements compared, as a wire type and as words side by side.

use super::json::Finding;
use super::pair::{Comparison, Pair, PairKind, PairVerdict, Side};
use super::phrases::word;
use super::terminal::{Cell, Look, Terminal, merged};
use super::visible::{on_one_line, place_on_one_line};
use super::{attributions, pair};
use crate::align::{Prepared, Statement};
use crate::compare::{self, Verdict};
use crate::place::{CodePoints, Span};

/// How the two statements of a pair compare.
pub fn compared(pair: &Pair) -> Comparison {
    answer(pair, &compare(pair))
}

/// What was found in a pair, as a wire type.
pub fn answer(pair: &Pair, found: &compare::Comparison) -> Comparison {
    let deciding = found.findings.iter().find(|finding| finding.conflicts());
    let verdict = match found.verdict {
        Verdict::Consistent => PairVerdict::Consistent,
        Verdict::Conflicting => PairVerdict::Conflicting,
        Verdict::Single => PairVerdict::None,
    };
    let (a, b) = (CodePoints::new(&pair.a.text), CodePoints::new(&pair.b.text));
    Comparison {
        id: pair.id.clone(),
        similarity: attributions::rounded(found.similarity),
        relation: found.relation.into(),
        wording: found.wording.into(),
        verdict,
        kind: deciding.map_or(PairKind::None, |finding| finding.kind.into()),
        because: deciding.map_or_else(|| because(verdict).to_string(), |finding| finding.because.to_string()),
        findings: found
            .findings
            .iter()
            .map(|finding| Finding {
                id: String::new(),
                kind: finding.kind.into(),
                nature: finding.nature.into(),
                members: [0, 1],
                a: attributions::place(&pair.a.text, &a, finding.a),
                b: attributions::place(&pair.b.text, &b, finding.b),
                because: finding.because.to_string(),
                confidence: attributions::rounded(finding.confidence),
                accepted: None,
            })
            .collect(),
    }
}

/// The two statements side by side, with the words that differ marked and what they come to.
pub fn shown(pair: &Pair, terminal: Terminal) -> String {
    let found = compare(pair);
    let wire = answer(pair, &found);
    let cell = |text: &str, spans: Vec<Span>| {
        let shown = |byte| place_on_one_line(text, byte);
        let marks = spans.into_iter().filter(|span| !span.is_empty());
        let marks = merged(marks.map(|span| shown(span.start)..shown(span.end)).collect());
        [Cell { text: on_one_line(text), marks, ..Cell::default() }]
    };
    let a = found.findings.iter().map(|finding| finding.a).collect();
    let b = found.findings.iter().map(|finding| finding.b).collect();
    let mut out = terminal.beside(&cell(&pair.a.text, a), &cell(&pair.b.text, b), 0);
    out.push('\n');
    let look = if wire.verdict == PairVerdict::Conflicting { Look::Differs } else { Look::Agrees };
    out.push_str(&terminal.paint(look, verdict_word(wire.verdict)));
    let words = format!(": {}, {}", relation_words(wire.relation), wording_words(wire.wording));
    out.push_str(&format!("{words} (similarity {:.2})\n", wire.similarity));
    if wire.findings.is_empty() {
        out.push_str(&terminal.wrapped(&on_one_line(&wire.because), 0));
    }
    for finding in &wire.findings {
        let note = format!("{}: {}", word(finding.kind), finding.because);
        out.push_str(&terminal.wrapped(&on_one_line(&note), 0));
    }
    out
}

fn compare(pair: &Pair) -> compare::Comparison {
    let (a, b) = (statement(&pair.a), statement(&pair.b));
    compare::compare(&Prepared::new(&a), &Prepared::new(&b))
}

/// A side of a pair; what is empty, or a date that is none, counts as not given.
pub fn statement(side: &Side) -> Statement<'_> {
    Statement {
        text: &side.text,
        speaker: known(&side.speaker),
        cue: known(&side.cue),
        outlet: known(&side.outlet),
        date: known(&side.date).and_then(|date| date.parse().ok()),
        context: known(&side.context),
        ..Statement::default()
    }
}

/// The value of a field that is really filled in.
fn known(value: &Option<String>) -> Option<&str> {
    value.as_deref().filter(|value| !value.trim().is_empty())
}

fn because(verdict: PairVerdict) -> &'static str {
    match verdict {
        PairVerdict::None => "The two do not make the same claim.",
        PairVerdict::Consistent => "The two make the same claim, and nothing that counts differs.",
        PairVerdict::Conflicting => "The two make the same claim, and differ.",
    }
}

fn verdict_word(verdict: PairVerdict) -> &'static str {
    match verdict {
        PairVerdict::None => "Not the same claim",
        PairVerdict::Consistent => "Consistent",
        PairVerdict::Conflicting => "Conflicting",
    }
}

fn relation_words(relation: pair::Relation) -> &'static str {
    match relation {
        pair::Relation::SameUtterance => "one utterance told twice",
        pair::Relation::SameClaim => "the same claim",
        pair::Relation::Related => "about the same matter",
        pair::Relation::Unrelated => "nothing in common",
    }
}

fn wording_words(wording: pair::Wording) -> &'static str {
    match wording {
        pair::Wording::Identical => "wording identical",
        pair::Wording::Cut => "wording cut",
        pair::Wording::Altered => "wording altered",
        pair::Wording::Na => "no quotation in common",
    }
}
