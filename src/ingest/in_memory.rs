//! Reads records that are at hand, one article each, as JSON objects.

use std::path::Path;

use rayon::prelude::*;

use super::convert::read_line;
use super::ids::Ids;
use super::intake::{Intake, Options};

/// Records that make a chunk. Enough to keep every core busy, few enough that whoever waits for the first
/// results, or wants to break off, does not wait long.
const RECORDS_AT_ONCE: usize = 1024;

/// Where records are large, fewer of them make a chunk.
const BYTES_AT_ONCE: usize = 64_000_000;

/// Reads records, in their order. Messages name them as lines of standard input.
///
/// ```
/// use whosaid::ingest::{Options, read_records};
///
/// let record = br#"{"id": "bridge", "text": "We reopen in May, Ann Brandt said."}"#.to_vec();
/// assert_eq!(read_records(vec![record], &Options::default()).articles[0].id, "bridge");
/// ```
pub fn read_records(records: Vec<Vec<u8>>, options: &Options) -> Intake {
    let mut all = Intake::default();
    record_chunks(records.into_iter(), options.clone()).for_each(|chunk| all.extend(chunk));
    all
}

/// Reads records some at a time, as [`read_records`] does; none is asked for before its chunk is.
pub fn record_chunks(
    mut records: impl Iterator<Item = Vec<u8>>,
    options: Options,
) -> impl Iterator<Item = Intake> {
    let path = Path::new("-");
    let (mut ids, mut first) = (Ids::default(), 1);
    std::iter::from_fn(move || {
        let some = next_records(&mut records);
        if some.is_empty() {
            return None;
        }
        let count = some.len();
        let read: Vec<Intake> = some
            .into_par_iter()
            .enumerate()
            .map(|(place, record)| read_line(path, first + place, record, &options.map))
            .collect();
        first += count;
        let mut intake = Intake::default();
        read.into_iter().for_each(|one| intake.extend(one));
        ids.settle(&mut intake);
        Some(intake)
    })
}

/// The records of one chunk; none when there are no more.
fn next_records(records: &mut impl Iterator<Item = Vec<u8>>) -> Vec<Vec<u8>> {
    let (mut some, mut bytes) = (Vec::new(), 0);
    while some.len() < RECORDS_AT_ONCE
        && bytes < BYTES_AT_ONCE
        && let Some(record) = records.next()
    {
        bytes += record.len();
        some.push(record);
    }
    some
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ids are told apart, and lines counted, across chunks.
    #[test]
    fn chunks_are_parts_of_the_whole() {
        let record = |at: usize| match at {
            0 | 1500 => br#"{"id": "bridge", "text": "It rains."}"#.to_vec(),
            2000 => b"{}".to_vec(),
            _ => format!("{{\"id\": \"a{at}\", \"text\": \"It rains.\"}}").into_bytes(),
        };
        let chunks: Vec<Intake> = record_chunks((0..2100).map(record), Options::default()).collect();
        assert_eq!(chunks.iter().map(|chunk| chunk.articles.len()).collect::<Vec<_>>(), [1024, 1023, 52]);
        let whole = read_records((0..2100).map(record).collect(), &Options::default());
        let said = |intake: &Intake| intake.problems.iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(chunks.iter().flat_map(said).collect::<Vec<_>>(), said(&whole));
        let ids: Vec<&str> = chunks.iter().flat_map(|chunk| &chunk.articles).map(|one| &*one.id).collect();
        assert_eq!(ids, whole.articles.iter().map(|one| &*one.id).collect::<Vec<_>>());
        assert_eq!((ids[0], ids[1500]), ("bridge", "bridge#2"));
        assert!(said(&whole).iter().any(|one| one.contains("input:2001: ")), "{:?}", said(&whole));
    }
}
