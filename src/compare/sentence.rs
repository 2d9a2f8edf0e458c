//! One plain sentence for a difference: both readings as they stand, and no blame.

use std::ops::Range;

use crate::align::Prepared;

use super::candidate::{Candidate, Comparing, span_of};
use super::finding::{FindingKind, Nature};

/// The longest reading that is shown whole, in characters.
const LONGEST: usize = 60;

/// Says what differs.
pub(super) fn because(comparing: &Comparing, candidate: &Candidate, nature: Nature) -> String {
    let here = reading(comparing.a, &candidate.a);
    let there = reading(comparing.b, &candidate.b);
    let what = match candidate.kind {
        FindingKind::Speaker => return speakers(comparing),
        FindingKind::Negation if here.is_some() && there.is_some() => {
            "one account affirms what the other denies"
        }
        FindingKind::Negation => "one account has a negation that the other lacks",
        FindingKind::Antonym => "the words mean the opposite",
        FindingKind::Number => "the numbers differ",
        FindingKind::Date => "the dates differ",
        FindingKind::Agent => "the names differ",
        FindingKind::Wording => "the words inside the quotation marks differ",
        FindingKind::Certainty => "one account is surer than the other",
        FindingKind::Attribution => "one account states what the other attributes",
    };
    let readings = match (here, there) {
        (Some(here), Some(there)) => format!("“{here}” here, “{there}” there"),
        (Some(here), None) => format!("“{here}” here, nothing like it there"),
        (None, Some(there)) => format!("nothing like it here, “{there}” there"),
        (None, None) => String::from("the cues differ"),
    };
    let readings = if candidate.is_of_stances() { cues(comparing).unwrap_or(readings) } else { readings };
    let tail = match nature {
        Nature::Update => "; the later account may be an update",
        Nature::Dispute => "; two speakers differ",
        Nature::Discrepancy | Nature::Harmless => "",
    };
    format!("{readings}: {what}{tail}")
}

fn speakers(comparing: &Comparing) -> String {
    let name = |side: &Prepared| side.statement.speaker.unwrap_or("nobody").trim_end_matches(',').to_string();
    format!("the same words are given to {} here, to {} there", name(comparing.a), name(comparing.b))
}

/// The cues, where it is they that stand against each other, not the first words of a content.
fn cues(comparing: &Comparing) -> Option<String> {
    if !comparing.a.stance.opposes(comparing.b.stance) {
        return None;
    }
    let (here, there) = (comparing.a.statement.cue?, comparing.b.statement.cue?);
    Some(format!("“{here}” here, “{there}” there"))
}

/// The words of one side, shortened in the middle.
fn reading(side: &Prepared, words: &Range<usize>) -> Option<String> {
    if words.is_empty() || words.end > side.words.len() {
        return None;
    }
    let text = span_of(side, words).of(side.statement.text);
    let plain: String =
        text.chars().map(|letter| if letter.is_whitespace() { ' ' } else { letter }).collect();
    let letters: Vec<char> = plain.chars().collect();
    if letters.len() <= LONGEST {
        return Some(plain);
    }
    let half = LONGEST / 2 - 2;
    let (start, end): (String, String) =
        (letters[..half].iter().collect(), letters[letters.len() - half..].iter().collect());
    Some(format!("{} ... {}", start.trim_end(), end.trim_start()))
}
