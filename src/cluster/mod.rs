//! From the attributions of all articles to [`Cluster`]s: candidates in near-linear time, checked
//! by alignment, joined without chaining.

/// Attributions of one claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cluster {
    /// Indices of the members, in the order given to the room.
    pub members: Vec<usize>,
    /// Which member's words stand for the claim: an index into `members`.
    pub claim: usize,
    /// Groups of members that copy one text count as one account: for each member, its account.
    pub accounts: Vec<usize>,
}
