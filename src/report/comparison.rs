//! Two statements compared, as a wire type and as words side by side.

use super::pair::{Comparison, Pair, PairKind, PairVerdict, Relation, Wording};
use super::terminal::{Cell, Look, Terminal, on_one_line};

/// How the two statements of a pair compare.
pub fn compared(pair: &Pair) -> Comparison {
    Comparison {
        id: pair.id.clone(),
        similarity: 0.0,
        relation: Relation::Unrelated,
        wording: Wording::Na,
        verdict: PairVerdict::None,
        kind: PairKind::None,
        because: String::new(),
        findings: Vec::new(),
    }
}

/// The two statements side by side, with the words that differ marked and what they come to.
pub fn shown(pair: &Pair, terminal: Terminal) -> String {
    let comparison = compared(pair);
    let cell = |text: &str| [Cell { text: on_one_line(text), ..Cell::default() }];
    let mut out = terminal.beside(&cell(&pair.a.text), &cell(&pair.b.text), 0);
    out.push('\n');
    out.push_str(&terminal.paint(Look::Strong, &format!("{:?}", comparison.verdict)));
    out.push('\n');
    out
}
