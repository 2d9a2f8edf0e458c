//! What an article has spoken of so far: for each referent its mentions up to here, and who spoke last.
//!
//! The walk over the article adds mentions from left to right and asks which referents were spoken of
//! last; both are quick however long the article is.

use std::collections::{BTreeMap, HashMap};

use super::first_names::Gender;
use super::mentions::{Mention, Referent};

/// How a referent was mentioned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Manner {
    /// By a name, or as a phrase that brings it in.
    Named,
    /// By a pronoun.
    Pronoun,
    /// By a description: "the mayor".
    Description,
}

/// One mention of a referent.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seen {
    /// Its last token.
    pub(super) token: usize,
    /// By name, pronoun or description.
    pub(super) manner: Manner,
}

/// A referent and its mentions so far.
#[derive(Clone, Debug)]
pub(super) struct Track {
    pub(super) referent: Referent,
    /// The gender that names, nouns or pronouns told.
    pub(super) gender: Option<Gender>,
    pub(super) person: bool,
    pub(super) plural: bool,
    pub(super) place: bool,
    /// Its mentions, the last ones at the end.
    pub(super) seen: Vec<Seen>,
    /// How many of them are names.
    pub(super) names: u32,
    /// How often it spoke, and the rank of the source by which it spoke last.
    pub(super) spoke: u32,
    pub(super) last_spoke: Option<u32>,
}

/// The referents of an article up to a place in it.
#[derive(Debug, Default)]
pub(super) struct Discourse {
    pub(super) tracks: Vec<Track>,
    by_referent: HashMap<Referent, usize>,
    /// Tracks by the token of their last mention; several can end at one token.
    recent: BTreeMap<(usize, usize), usize>,
    /// The track that each source belongs to, by rank.
    speakers: Vec<Option<usize>>,
}

impl Discourse {
    /// Adds a name or phrase; gives its track.
    pub(super) fn mention(&mut self, mention: &Mention) -> usize {
        let next = self.tracks.len();
        let track = *self.by_referent.entry(mention.referent.clone()).or_insert(next);
        if track == next {
            self.tracks.push(Track {
                referent: mention.referent.clone(),
                gender: mention.gender,
                person: mention.person,
                plural: mention.plural,
                place: mention.place,
                seen: Vec::new(),
                names: 0,
                spoke: 0,
                last_spoke: None,
            });
        }
        self.tracks[track].names += 1;
        self.see(track, Seen { token: mention.token, manner: Manner::Named });
        track
    }

    /// Adds a mention by a pronoun or a description.
    pub(super) fn see(&mut self, track: usize, seen: Seen) {
        if let Some(last) = self.tracks[track].seen.last() {
            self.recent.remove(&(last.token, track));
        }
        self.tracks[track].seen.push(seen);
        self.recent.insert((seen.token, track), track);
    }

    /// Notes that a referent is the source of this rank.
    pub(super) fn speaks(&mut self, track: usize, rank: u32) {
        let place = rank as usize;
        if self.speakers.len() <= place {
            self.speakers.resize(place + 1, None);
        }
        self.speakers[place] = Some(track);
        self.tracks[track].spoke += 1;
        self.tracks[track].last_spoke = Some(rank);
    }

    /// The track of a referent, where it was mentioned.
    pub(super) fn track_of(&self, referent: &Referent) -> Option<usize> {
        self.by_referent.get(referent).copied()
    }

    /// The source of a rank.
    pub(super) fn speaker(&self, rank: u32) -> Option<usize> {
        self.speakers.get(rank as usize).copied().flatten()
    }

    /// The tracks, the one that was mentioned last first.
    pub(super) fn latest(&self) -> impl Iterator<Item = usize> + '_ {
        self.recent.values().rev().copied()
    }
}
