//! What holds of any two texts that are set side by side, however odd.

use proptest::prelude::*;
use whosaid::align::{Prepared, Statement, same_source};
use whosaid::compare;

/// Pieces that texts are put together from: words that the rooms look for, letters of two, three and
/// four bytes, marks in every style, and figures.
const PIECES: &[&str] = &[
    " ",
    " ",
    " ",
    "Norum",
    "Ann ",
    "'s ",
    "’s ",
    "'s",
    "’s",
    "é",
    "École",
    "Élysée office",
    "東京",
    "𝔸",
    "ß",
    "İ",
    "\u{301}",
    "“",
    "”",
    "‘",
    "’",
    "'",
    "''",
    "\"",
    "`",
    "(",
    ")",
    "[",
    "]",
    "…",
    "...",
    "—",
    "-",
    ".",
    ",",
    ":",
    "n’t",
    "n't",
    "can",
    "cannot",
    "gonna",
    "wo",
    "U.S.",
    "US",
    "NRA",
    "National Rail Authority",
    "of",
    "the",
    "not",
    "never",
    "rather than",
    "12",
    "1,200",
    "$",
    "$3.5 million",
    "€",
    "one",
    "one hundred",
    "hundred and ",
    "two thirds",
    "half a",
    "million",
    "%",
    "percent",
    "3:30 pm",
    "Tuesday",
    "May 12, 2031",
    "last",
    "next week",
    "two days ago",
    "he",
    "she",
    "said",
    "told",
    "spokesman for",
    "sn*t",
    "\n",
    "\u{a0}",
    "\u{200b}",
    "\u{ad}",
];

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![9 => prop::sample::select(PIECES).prop_map(str::to_owned), 1 => "\\PC"];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_two_texts_are_compared(a in text(), b in text(), speaker in text(), other in text(), context in text()) {
        let told = |text, speaker| Statement {
            text,
            speaker: Some(speaker),
            cue: Some("said"),
            context: Some(&context),
            ..Statement::default()
        };
        let (first, second) = (Prepared::new(&told(&a, &speaker)), Prepared::new(&told(&b, &other)));
        let found = compare::compare(&first, &second);
        prop_assert!((0.0..=1.0).contains(&found.similarity));
        for finding in &found.findings {
            prop_assert!(a.get(finding.a.range()).is_some(), "{:?} is no place in {a:?}", finding.a);
            prop_assert!(b.get(finding.b.range()).is_some(), "{:?} is no place in {b:?}", finding.b);
        }
    }

    #[test]
    fn whether_two_sources_are_one_does_not_depend_on_their_order(first in text(), second in text()) {
        prop_assert_eq!(same_source(&first, &second), same_source(&second, &first));
    }
}
