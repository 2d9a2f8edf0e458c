//! What one account states as fact and another attributes to somebody.
//!
//! Neither is wrong: one outlet may have seen what the other was told. But a reader of the first does not
//! learn that somebody claims it.

use crate::place::Span;
use crate::statement::Voice;

use super::finding::{Finding, FindingKind, Nature};

/// One telling of a claim, as far as its voice matters.
#[derive(Clone, Copy, Debug)]
pub struct Voiced<'a> {
    /// In whose voice it is.
    pub voice: Voice,
    /// Who it is attributed to.
    pub speaker: Option<&'a str>,
}

/// How often such a finding is right: so many of the pairs that are joined tell one claim. Measured out of
/// fold on the events that people labelled.
const RIGHT: f32 = 0.67;

/// The finding that one of two tellings states what the other attributes; none where both do the same.
pub fn stated_and_attributed(a: Voiced, b: Voiced) -> Option<Finding> {
    let attributed = match (a.voice, b.voice) {
        (Voice::Own, Voice::Reported | Voice::Quotation) => b,
        (Voice::Reported | Voice::Quotation, Voice::Own) => a,
        _ => return None,
    };
    let speaker = attributed.speaker?;
    let (here, there) = if a.voice == Voice::Own {
        ("stated as fact here".to_string(), format!("attributed to {speaker} there"))
    } else {
        (format!("attributed to {speaker} here"), "stated as fact there".to_string())
    };
    Some(Finding {
        kind: FindingKind::Attribution,
        nature: Nature::Harmless,
        a: Span::default(),
        b: Span::default(),
        because: format!("{here}, {there}"),
        confidence: RIGHT,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fact_here_and_a_claim_there() {
        let own = Voiced { voice: Voice::Own, speaker: None };
        let reported = Voiced { voice: Voice::Reported, speaker: Some("Elise Ortega") };
        let because = |a, b| stated_and_attributed(a, b).map(|finding| finding.because);
        assert_eq!(
            because(own, reported).as_deref(),
            Some("stated as fact here, attributed to Elise Ortega there")
        );
        assert_eq!(
            because(reported, own).as_deref(),
            Some("attributed to Elise Ortega here, stated as fact there")
        );
        assert_eq!(because(own, own), None);
        assert_eq!(because(reported, reported), None);
    }

    #[test]
    fn nobody_named_is_no_finding() {
        let own = Voiced { voice: Voice::Own, speaker: None };
        assert_eq!(stated_and_attributed(own, Voiced { voice: Voice::Reported, speaker: None }), None);
    }
}
