//! Which of many places lie nearest to one.
//!
//! Words answer each other where they stand in the same place. So where a text has very many words that
//! could answer one, only the nearest are weighed, and two long texts cost no more than their length.

/// The elements of a list that lie nearest to a place, all when there are at most `most`. The list is
/// sorted by `place_of`.
pub(crate) fn nearest<T>(sorted: &[T], place: usize, most: usize, place_of: impl Fn(&T) -> usize) -> &[T] {
    let Some(spare) = sorted.len().checked_sub(most).filter(|&spare| spare > 0) else { return sorted };
    let at = sorted.partition_point(|one| place_of(one) < place);
    let start = at.saturating_sub(most / 2).min(spare);
    sorted.get(start..start + most).unwrap_or(sorted)
}

/// The place in a text of `other` words that answers a place in one of `own` words.
pub(crate) fn place_in_other(place: usize, own: usize, other: usize) -> usize {
    place * other / own.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(place: usize, most: usize, expected: &[usize]) {
        assert_eq!(nearest(&[1, 4, 6, 8, 20], place, most, |&one| one), expected);
    }

    #[test]
    fn the_nearest_are_kept() {
        check(7, 9, &[1, 4, 6, 8, 20]);
        check(7, 5, &[1, 4, 6, 8, 20]);
        check(7, 2, &[6, 8]);
        check(0, 2, &[1, 4]);
        check(99, 2, &[8, 20]);
    }
}
