//! What speaks for two sentences stating one claim, as numbers for the trained trees.

use crate::align::{Alignment, Prepared, evidence, features};
use crate::statement::Voice;

use super::rarity::Shared;
use super::rivals::Standing;

/// How many values there are.
pub const COUNT: usize = evidence::COUNT + OWN;

/// Those beyond the evidence of the alignment.
const OWN: usize = 37;

/// The values, for [`Trees`](crate::model::Trees).
pub type Signs = [f32; COUNT];

/// What is known of a pair of sentences beside the alignment of their words.
#[derive(Clone, Copy, Debug, Default)]
pub struct Setting {
    /// What they share, weighed by rarity.
    pub shared: Shared,
    /// How they stand among their rivals.
    pub standing: Standing,
    /// How well the sentences before, or behind, both answer each other, whichever is better.
    pub neighbours: f32,
    /// Where in its article each stands, from 0 for the first sentence to 1.
    pub positions: [f32; 2],
    /// How many sentences stand before each.
    pub places: [f32; 2],
    /// In whose voice each is.
    pub voices: [Voice; 2],
    /// Which share of the names of one article the other has.
    pub common_names: f32,
    /// True where both are reported of one speaker.
    pub one_speaker: bool,
}

/// Collects the signs. They are the same whichever sentence comes first.
pub fn collect(a: &Prepared, b: &Prepared, alignment: &Alignment, setting: &Setting) -> Signs {
    let mut signs = [0.0; COUNT];
    let values = features::values(a, b, alignment);
    signs[..evidence::COUNT].copy_from_slice(&evidence::collect(a, b, alignment, &values));
    let Setting { shared, standing, neighbours, positions, places, voices, common_names, one_speaker } =
        *setting;
    let both = |one: f32, other: f32| [one.min(other), one.max(other)];
    let voice = |voice: Voice| match voice {
        Voice::Own => 0.0,
        Voice::Reported => 1.0,
        Voice::Quotation => 2.0,
    };
    let yes = |holds: bool| f32::from(u8::from(holds));
    let [rank_least, rank_most] = both(standing.rank_a, standing.rank_b);
    let [lead_least, lead_most] = both(standing.lead_a, standing.lead_b);
    let [rivals_least, rivals_most] = both(standing.rivals_a, standing.rivals_b);
    let [place_first, place_last] = both(places[0], places[1]);
    let [voice_least, voice_most] = both(voice(voices[0]), voice(voices[1]));
    let [contained_least, contained_most] = both(alignment.containment_a, alignment.containment_b);
    let [weight_least, weight_most] = both(a.weight, b.weight);
    let own: [f32; OWN] = [
        shared.local_dice,
        shared.local_containment,
        shared.dice,
        shared.containment,
        shared.coverage,
        shared.weight,
        shared.unique,
        shared.unique_weight,
        shared.rarest[0],
        shared.rarest[1],
        shared.rarest[2],
        shared.count,
        shared.score(),
        rank_least,
        rank_most,
        rank_least + rank_most,
        yes(rank_most == 0.0),
        lead_least,
        lead_most,
        rivals_least,
        rivals_most,
        neighbours,
        (positions[0] - positions[1]).abs(),
        place_first,
        place_last,
        yes(place_first == 0.0),
        voice_least,
        voice_most,
        yes(voices[0] == voices[1]),
        alignment.same_claim,
        contained_least,
        contained_most,
        weight_least,
        weight_most,
        common_names,
        yes(one_speaker),
        yes(alignment.relation.is_same()),
    ];
    signs[evidence::COUNT..].copy_from_slice(&own);
    signs
}
