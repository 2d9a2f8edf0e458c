//! What one account states as fact and another attributes to somebody.
//!
//! Neither is wrong: one outlet may have seen what the other was told. But a reader of the first does not
//! learn that somebody claims it.

use crate::align::{Alignment, Prepared, Word};
use crate::place::Span;
use crate::statement::Voice;

use super::finding::{Finding, FindingKind, Nature};

/// One telling of a claim, as far as its voice matters.
#[derive(Clone, Debug)]
pub struct Voiced<'a> {
    /// In whose voice it is.
    pub voice: Voice,
    /// Who it is attributed to.
    pub speaker: Option<&'a str>,
    /// What of its text anybody is reported to have said.
    pub reported: Vec<Span>,
}

/// Which share of what is stated must stand in the other account.
const ANSWERED: f32 = 0.4;

/// How often such a finding is right: of 29 on the events that people labelled, 15 pairs tell one claim and 9 of
/// them in the two voices; of 44 on other news, read by one person, 20 were right.
const RIGHT: f32 = 0.4;

/// Which share of what both tell must be reported where it is attributed, and may be where it is stated: "Brandt
/// said that it rained, and closed the bridge" attributes the rain alone.
const ATTRIBUTED: f32 = 0.75;
const STATED: f32 = 0.25;

/// What both tell must weigh as much as two or three rare words.
const ENOUGH_WEIGHT: f32 = 10.0;

/// The finding that one of two tellings states what the other attributes; none where both do the same.
pub fn stated_and_attributed(
    (a, voiced_a): (&Prepared, &Voiced),
    (b, voiced_b): (&Prepared, &Voiced),
    alignment: &Alignment,
) -> Option<Finding> {
    let common_a: Vec<usize> = alignment.pairs.iter().map(|pair| pair.a).collect();
    let common_b: Vec<usize> = alignment.pairs.iter().map(|pair| pair.b).collect();
    let stated_here = voiced_a.voice == Voice::Own;
    let attributed = match (voiced_a.voice, voiced_b.voice) {
        (Voice::Own, Voice::Reported | Voice::Quotation) => voiced_b,
        (Voice::Reported | Voice::Quotation, Voice::Own) => voiced_a,
        _ => return None,
    };
    let (share_a, share_b) = (reported(a, voiced_a, &common_a)?, reported(b, voiced_b, &common_b)?);
    let (stated, told) = if stated_here { (share_a, share_b) } else { (share_b, share_a) };
    if told < ATTRIBUTED || stated > STATED {
        return None;
    }
    // "Brandt urged the council to act" tells of Brandt's words as much as "Brandt said the council should act".
    let (stating, attributing, answered) = match stated_here {
        true => (a, b, alignment.containment_a),
        false => (b, a, alignment.containment_b),
    };
    if answered < ANSWERED || stating.names_source_of(attributing) || is_somebodys(stating) {
        return None;
    }
    let speaker = attributed.speaker?;
    let (here, there) = if stated_here {
        ("stated as fact here".to_string(), format!("attributed to {speaker} there"))
    } else {
        (format!("attributed to {speaker} here"), "stated as fact there".to_string())
    };
    Some(Finding {
        kind: FindingKind::Attribution,
        nature: Nature::Harmless,
        a: whole(a, &common_a),
        b: whole(b, &common_b),
        because: format!("{here}, {there}"),
        confidence: RIGHT,
    })
}

/// True for a sentence that is somebody's all the same, though nobody was found who says it: a part of a
/// longer quotation, or one with a word of saying.
fn is_somebodys(stating: &Prepared) -> bool {
    const SAYING: [&str; 4] = ["said", "says", "according", "told"];
    const AT_THE_END: [&str; 2] = ["reports", "reported"];
    const FIRST_PERSON: [&str; 8] = ["i", "me", "my", "we", "us", "our", "mine", "ours"];
    let text = stating.statement.text;
    let count = |mark: char| text.matches(mark).count();
    if count('“') != count('”') || count('"') % 2 == 1 {
        return true;
    }
    let is_one_of = |word: usize, some: &[&str]| {
        // The country is no pronoun.
        let own = stating.text_of(word);
        own != "US" && some.iter().any(|one| own.eq_ignore_ascii_case(one))
    };
    let outside = (0..stating.words.len()).filter(|&word| !stating.words[word].marks.quoted);
    let says = |word| is_one_of(word, &SAYING) || is_one_of(word, &FIRST_PERSON);
    let last = stating.words.len().checked_sub(1);
    outside.into_iter().any(says) || last.is_some_and(|last| is_one_of(last, &AT_THE_END))
}

/// Which share of the words that both tell is reported of somebody; none where they tell too little.
fn reported(side: &Prepared, voiced: &Voiced, common: &[usize]) -> Option<f32> {
    let told = || common.iter().map(|&word| &side.words[word]).filter(|word| word.is_content());
    let inside = |word: &&Word| voiced.reported.iter().any(|span| span.covers(word.span));
    let weight: f32 = told().map(|word| word.weight).sum();
    let attributed: f32 = told().filter(inside).map(|word| word.weight).sum();
    (weight >= ENOUGH_WEIGHT).then(|| attributed / weight)
}

/// From the first common word to the last.
fn whole(side: &Prepared, common: &[usize]) -> Span {
    common.iter().map(|&word| side.words[word].span).reduce(Span::join).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::{Statement, align};

    /// Says what is found; between bars stands what is reported of a speaker.
    #[track_caller]
    fn check(a: (&str, Option<&str>), b: (&str, Option<&str>), expected: Option<&str>) {
        let text = |told: &str| told.replace('|', "");
        let (text_a, text_b) = (text(a.0), text(b.0));
        let told = |text| Prepared::new(&Statement { text, ..Statement::default() });
        let (prepared_a, prepared_b) = (told(&text_a), told(&text_b));
        let found = stated_and_attributed(
            (&prepared_a, &voiced(a)),
            (&prepared_b, &voiced(b)),
            &align(&prepared_a, &prepared_b),
        );
        assert_eq!(found.map(|finding| finding.because).as_deref(), expected);
    }

    fn voiced<'a>((told, speaker): (&str, Option<&'a str>)) -> Voiced<'a> {
        let bars: Vec<usize> = told.match_indices('|').map(|(at, _)| at).collect();
        let reported = bars.chunks(2).enumerate();
        let reported = reported.map(|(n, at)| Span::new(at[0] - 2 * n, at[1] - 2 * n - 1)).collect();
        let voice = if speaker.is_some() { Voice::Reported } else { Voice::Own };
        Voiced { voice, speaker, reported }
    }

    const STATED: (&str, Option<&str>) = ("The harbour wall of Merland collapsed in the storm.", None);

    #[test]
    fn a_fact_here_and_a_claim_there() {
        let reported = ("Ortega said |the harbour wall of Merland collapsed in the storm|.", Some("Ortega"));
        check(STATED, reported, Some("stated as fact here, attributed to Ortega there"));
        check(reported, STATED, Some("attributed to Ortega here, stated as fact there"));
        check(STATED, STATED, None);
        check(reported, reported, None);
    }

    #[test]
    fn what_stands_beside_the_reported_words_is_stated_too() {
        let beside =
            ("The harbour wall of Merland collapsed in the storm, |a shame|, Ortega said.", Some("Ortega"));
        check(STATED, beside, None);
    }

    #[test]
    fn a_part_of_a_quotation_is_not_stated() {
        let reported = ("Ortega said |the harbour wall of Merland collapsed in the storm|.", Some("Ortega"));
        for stated in [
            "The harbour wall of Merland collapsed in the storm.”",
            "We saw that the harbour wall of Merland collapsed in the storm.",
            "The harbour wall of Merland collapsed in the storm, the mayor said.",
            "The harbour wall of Merland collapsed in the storm, the Courant reports.",
        ] {
            check((stated, None), reported, None);
        }
        let of_us = ("The US harbour wall of Merland collapsed in the storm.", None);
        check(of_us, reported, Some("stated as fact here, attributed to Ortega there"));
    }

    #[test]
    fn nobody_named_is_no_finding() {
        let own =
            ("The harbour wall of Merland, |the harbour wall of Merland collapsed in the storm|.", None);
        check(STATED, own, None);
    }
}
