//! From the casts of many articles to [`Identity`]s: which speakers are one person or body.
//!
//! Comes in: every article's [`Cast`] and what the user knows ([`Register`]). Goes out: each
//! speaker's identity, with an id that does not depend on the order of the articles. Two speakers
//! whose names differ in more than spelling are never joined.

use std::collections::BTreeMap;

use super::{Cast, Register, SpeakerKind};

/// One person or body, in all articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// Made from the name alone, so the same in every run: "elise-ortega".
    pub id: String,
    /// The name that most articles use, the fuller where they are even.
    pub name: String,
    /// What the speaker is.
    pub kind: SpeakerKind,
    /// Offices and descriptions in the articles' own words, the commonest first.
    pub roles: Vec<String>,
    /// Where the speaker stands: index of the article, index into its [`Cast::speakers`]; in order.
    pub members: Vec<(usize, usize)>,
    /// What the user's register says of the speaker: party, gender, country.
    pub attributes: BTreeMap<String, String>,
}

/// Says which speakers of different articles are the same.
///
/// Identities stand in order of their id; every speaker of every cast belongs to exactly one.
/// Sources without a name are never joined over articles.
pub fn across(_casts: &[&Cast], _register: &Register) -> Vec<Identity> {
    Vec::new()
}
