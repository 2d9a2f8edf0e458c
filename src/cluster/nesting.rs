//! Which members stand inside the quotation of another.
//!
//! "I think it is over", she said: that she thinks so is told by her own words already. What somebody
//! else is said to have said inside them is her telling, not the article's.

use super::parts::Member;
use crate::place::Span;

/// For each member, whether a quotation of another member of its article covers it and more.
pub(super) fn inside_quotations(accounts: usize, members: &[Member]) -> Vec<bool> {
    let mut of_article: Vec<Vec<usize>> = vec![Vec::new(); accounts];
    for (index, member) in members.iter().enumerate() {
        of_article[member.account].push(index);
    }
    let mut inside = vec![false; members.len()];
    for own in of_article {
        let mut quotations: Vec<Span> =
            own.iter().flat_map(|&index| members[index].quoted).copied().collect();
        quotations.sort_unstable();
        for index in own {
            inside[index] = whole(&members[index]).is_some_and(|place| is_covered(place, &quotations));
        }
    }
    inside
}

/// From the first stretch of a member to its last.
fn whole(member: &Member) -> Option<Span> {
    Some(member.stretches.first()?.join(*member.stretches.last()?))
}

/// True when a quotation covers the place with words to spare: marks alone may be on one side only.
fn is_covered(place: Span, quotations: &[Span]) -> bool {
    const MARKS: usize = 8;
    let until = quotations.partition_point(|quotation| quotation.start <= place.start);
    // Quotations of one article seldom overlap, so the covering one is among the last that begin
    // before the place.
    let near = &quotations[until.saturating_sub(8)..until];
    near.iter().any(|quotation| quotation.covers(place) && quotation.len() > place.len() + MARKS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_quotation_tells_is_inside_it() {
        let (outer, inner) = ([Span::new(0, 60)], [Span::new(20, 59)]);
        let member = |stretches| Member { stretches, ..Member::default() };
        let members = [Member { quoted: &outer, ..member(&outer) }, member(&inner)];
        assert_eq!(inside_quotations(1, &members), [false, true]);
    }
}
