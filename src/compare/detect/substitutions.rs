//! Other words in the same place: where all around is the same, a word stands for another.

use std::ops::Range;

use crate::align::Prepared;
use crate::compare::candidate::{Candidate, Comparing};
use crate::compare::finding::FindingKind;

use super::measures::yes;
use super::quotations::lies_in_marks;

/// "more" here, "less" there.
pub(super) fn comparatives(comparing: &Comparing, found: &mut Vec<Candidate>) {
    let Comparing { a, b, .. } = comparing;
    let direction = |side: &Prepared, word: usize| -> i32 {
        match side.text_of(word).to_ascii_lowercase().as_str() {
            "more" | "most" | "above" | "over" | "up" | "all" | "always" | "every" | "both" | "many" => 1,
            "less" | "least" | "fewer" | "below" | "under" | "down" | "some" | "sometimes" | "few"
            | "little" => -1,
            _ => 0,
        }
    };
    let turned = |side: &Prepared, words: Vec<usize>| {
        words.into_iter().map(|word| (word, direction(side, word))).find(|(_, sign)| *sign != 0)
    };
    let in_a = turned(a, comparing.alone_in_a().collect());
    let in_b = turned(b, comparing.alone_in_b().collect());
    let (Some((word_a, sign_a)), Some((word_b, sign_b))) = (in_a, in_b) else { return };
    if sign_a == sign_b {
        return;
    }
    found.push(Candidate {
        kind: FindingKind::Antonym,
        a: word_a..word_a + 1,
        b: word_b..word_b + 1,
        signals: [comparing.affinity(word_a, word_b), -1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0],
    });
}

/// Words of meaning on both sides of a gap that all else answers; of which kind the difference is,
/// if it is one, the judges decide: each possible kind is proposed.
pub(super) fn substitutions(comparing: &Comparing, found: &mut Vec<Candidate>) {
    let Comparing { a, b, .. } = comparing;
    for gap in &comparing.gaps {
        // What differs inside the marks is a matter of wording.
        if gap.a.len() > 6 || gap.b.len() > 6 || lies_in_marks(comparing, gap) {
            continue;
        }
        let (own, other) = (Stretch::of(a, &gap.a), Stretch::of(b, &gap.b));
        let one_sided = own.content == 0 || other.content == 0;
        if own.content + other.content == 0
            || own.values + other.values > 0
            || own.content.max(other.content) > 3
        {
            continue;
        }
        let signals = [
            comparing
                .affinity(gap.a.start, gap.b.start)
                .min(comparing.affinity(gap.a.end.saturating_sub(1), gap.b.end.saturating_sub(1))),
            own.weight.min(other.weight),
            own.weight.max(other.weight),
            -2.0 - yes(one_sided),
            (own.content + other.content) as f32,
            own.shape + other.shape,
            0.0,
            0.0,
        ];
        for kind in [FindingKind::Antonym, FindingKind::Agent] {
            // Verbs and adverbs tell what is done, not by whom.
            let of_actors = !one_sided && own.shape < VERBAL && other.shape < VERBAL;
            if kind == FindingKind::Antonym || of_actors {
                found.push(Candidate { kind, a: gap.a.clone(), b: gap.b.clone(), signals });
            }
        }
    }
}

/// The looks of a verb or an adverb.
const VERBAL: f32 = 4.0;

/// What stands in a gap.
struct Stretch {
    content: usize,
    values: usize,
    weight: f32,
    /// Looks of its last word of meaning: 1 for a name, 4 for the ending of a verb or adverb.
    shape: f32,
}

impl Stretch {
    fn of(side: &Prepared, words: &Range<usize>) -> Stretch {
        let mut stretch = Stretch { content: 0, values: 0, weight: 0.0, shape: 0.0 };
        for at in words.clone() {
            let word = &side.words[at];
            stretch.values += usize::from(word.value.is_some());
            if word.is_content() {
                stretch.content += 1;
                stretch.weight += word.weight;
                let text = side.text_of(at);
                stretch.shape = if word.is_name() {
                    1.0
                } else if ["ed", "ing", "ly"].iter().any(|ending| text.ends_with(ending)) {
                    VERBAL
                } else {
                    0.0
                };
            }
        }
        stretch
    }
}
