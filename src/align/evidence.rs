//! What speaks for two statements being one claim, beyond the words that they share: who is said
//! to have spoken, when it was published, on which side the cues stand.

use super::alignment::Alignment;
use super::features::{self, Values};
use super::kin::Match;
use super::prepared::Prepared;
use super::source::Sameness;
use super::stance::Stance;

/// How many values there are.
pub const COUNT: usize = features::COUNT + 22;

/// The values, for [`Trees`](crate::model::Trees).
pub type Evidence = [f32; COUNT];

/// Collects the evidence; `values` are those of the same alignment.
pub fn collect(a: &Prepared, b: &Prepared, alignment: &Alignment, values: &Values) -> Evidence {
    let mut evidence = [0.0; COUNT];
    evidence[..features::COUNT].copy_from_slice(values);
    let speaker = a.sameness(b);
    let more = [
        yes(speaker == Sameness::Same),
        yes(speaker == Sameness::Different),
        yes(speaker == Sameness::Spokesperson),
        yes(a.statement.speaker.is_some() && b.statement.speaker.is_some()),
        days_apart(a, b),
        yes(a.stance == b.stance),
        yes(a.stance.opposes(b.stance)),
        shared_quotation(a, b, alignment),
        shared_run(a, alignment),
        window_answered(a, alignment),
        opposite_weight(a, alignment),
        alignment.similarity,
        value_conflicts(a, b, alignment),
        a.common_surroundings(b),
        a.cue_likeness(b),
        yes(a.surroundings_name(b)) + yes(b.surroundings_name(a)),
        yes(speaker == Sameness::Open),
        yes(alignment.stance_a == alignment.stance_b && alignment.stance_a != Stance::Neutral),
        yes(alignment.stance_a.opposes(alignment.stance_b)),
        yes(alignment.stance_a != Stance::Neutral) + yes(alignment.stance_b != Stance::Neutral),
        told_of_names(a).min(told_of_names(b)),
        told_of_names(a).max(told_of_names(b)),
    ];
    evidence[features::COUNT..].copy_from_slice(&more);
    evidence
}

/// The weight of the words of meaning that are no names: with hardly any, the cue holds the claim.
fn told_of_names(side: &Prepared) -> f32 {
    side.words.iter().filter(|word| word.is_content() && !word.is_name()).map(|word| word.weight).sum()
}

fn yes(holds: bool) -> f32 {
    f32::from(u8::from(holds))
}

/// Days between the two publications, logarithmically; -1 when not known.
fn days_apart(a: &Prepared, b: &Prepared) -> f32 {
    match (a.statement.date, b.statement.date) {
        (Some(first), Some(second)) => {
            let days = first.duration_since(second).as_hours().abs() as f32 / 24.0;
            (1.0 + days).ln()
        }
        _ => -1.0,
    }
}

/// The weight of the words that both sides have in quotation marks.
fn shared_quotation(a: &Prepared, b: &Prepared, alignment: &Alignment) -> f32 {
    let quoted = |pair: &&super::Pair| {
        a.words[pair.a].marks.quoted && b.words[pair.b].marks.quoted && pair.how == Match::Same
    };
    alignment.pairs.iter().filter(quoted).map(|pair| a.words[pair.a].weight).sum()
}

/// The weight of the heaviest common run.
fn shared_run(a: &Prepared, alignment: &Alignment) -> f32 {
    let (mut heaviest, mut run) = (0.0_f32, 0.0_f32);
    let mut before: Option<(usize, usize)> = None;
    for pair in &alignment.pairs {
        let follows = before.is_some_and(|(last_a, last_b)| last_a + 1 == pair.a && last_b + 1 == pair.b);
        run = if follows { run } else { 0.0 } + a.words[pair.a].weight;
        heaviest = heaviest.max(run);
        before = Some((pair.a, pair.b));
    }
    heaviest
}

/// The share of the window that is answered.
fn window_answered(a: &Prepared, alignment: &Alignment) -> f32 {
    let answered = alignment.window_a.clone().filter(|word| alignment.answer_of_a(*word).is_some());
    let weight = |words: &mut dyn Iterator<Item = usize>| words.map(|word| a.words[word].weight).sum::<f32>();
    let whole = weight(&mut alignment.window_a.clone());
    if whole > 0.0 { weight(&mut answered.into_iter()) / whole } else { 0.0 }
}

fn opposite_weight(a: &Prepared, alignment: &Alignment) -> f32 {
    alignment.pairs.iter().filter(|pair| pair.how == Match::Opposite).map(|pair| a.words[pair.a].weight).sum()
}

/// How many numbers or dates inside the windows stand against others that they do not agree with.
fn value_conflicts(a: &Prepared, b: &Prepared, alignment: &Alignment) -> f32 {
    let alone = |word: &usize| alignment.answer_of_a(*word).is_none() && a.words[*word].value.is_some();
    let other = |word: &usize| alignment.answer_of_b(*word).is_none() && b.words[*word].value.is_some();
    let first = alignment.window_a.clone().filter(alone).count();
    let second = alignment.window_b.clone().filter(other).count();
    first.min(second) as f32
}
