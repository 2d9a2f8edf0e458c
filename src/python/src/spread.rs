//! The steps of a report that many machines share, from table to table.
//!
//! A unit of an article is a number: the article's rank in its upper bits, its own number in the lower ones,
//! so units stand in the order in which one machine looks at them. What the steps are for stands in
//! `whosaid::jobs::spread`; who calls them in which order, in `whosaid/spark.py`.

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;
use std::sync::Arc;

use arrow_array::builder::{Float32Builder, Int64Builder, ListBuilder};
use arrow_array::cast::AsArray;
use arrow_array::types::{Float32Type, Int32Type, Int64Type};
use arrow_array::{
    Array, ArrayRef, BinaryArray, Float32Array, Int32Array, Int64Array, RecordBatch, StringArray,
};
use pyo3::prelude::*;
use pyo3_arrow::{PyRecordBatch, PyTable};
use whosaid::cluster::spread::{self as clusters, LEAST_RUNS, LEAST_SHARE, Pairs, Repeating, Seat, Sort};
use whosaid::jobs::spread::{self, Known, Named, Read, Ready};
use whosaid::report::lines;

use super::parallel::each;
use super::{settings, wrong};

/// Below the rank of its article, the number of a unit. No article has a million sentences.
const UNIT_BITS: i64 = 20;

/// What a row of keys is about.
const CONTENT: i32 = 0;
const SENTENCE: i32 = 1;
const RUN: i32 = 2;
const WORDS: i32 = 3;

fn unit(rank: i64, number: usize) -> i64 {
    rank << UNIT_BITS | number as i64
}

fn rank_of(unit: i64) -> i64 {
    unit >> UNIT_BITS
}

fn number_of(unit: i64) -> u32 {
    (unit & ((1 << UNIT_BITS) - 1)) as u32
}

type Columns = Vec<(&'static str, ArrayRef)>;

fn made(columns: Columns) -> Result<PyTable, String> {
    let batch = RecordBatch::try_from_iter_with_nullable(
        columns.into_iter().map(|(name, column)| (name, column, true)),
    );
    let batch = batch.map_err(|error| error.to_string())?;
    let schema = batch.schema();
    PyTable::try_new(vec![batch], schema).map_err(|error| error.to_string())
}

fn column<'a>(batch: &'a RecordBatch, name: &str) -> Result<&'a ArrayRef, String> {
    batch.column_by_name(name).ok_or_else(|| format!("there is no column {name}"))
}

fn longs<'a>(batch: &'a RecordBatch, name: &str) -> Result<&'a Int64Array, String> {
    column(batch, name)?.as_primitive_opt::<Int64Type>().ok_or_else(|| format!("{name} is no int64"))
}

fn ints<'a>(batch: &'a RecordBatch, name: &str) -> Result<&'a Int32Array, String> {
    column(batch, name)?.as_primitive_opt::<Int32Type>().ok_or_else(|| format!("{name} is no int32"))
}

fn floats<'a>(batch: &'a RecordBatch, name: &str) -> Result<&'a Float32Array, String> {
    column(batch, name)?.as_primitive_opt::<Float32Type>().ok_or_else(|| format!("{name} is no float"))
}

fn texts<'a>(batch: &'a RecordBatch, name: &str) -> Result<&'a StringArray, String> {
    column(batch, name)?.as_string_opt::<i32>().ok_or_else(|| format!("{name} is no string"))
}

fn binaries<'a>(batch: &'a RecordBatch, name: &str) -> Result<&'a BinaryArray, String> {
    column(batch, name)?.as_binary_opt::<i32>().ok_or_else(|| format!("{name} is no binary"))
}

fn maybe(ints: &Int32Array, row: usize) -> Option<i32> {
    (!ints.is_null(row)).then(|| ints.value(row))
}

fn json<T: serde::Serialize>(value: &T) -> Result<Vec<u8>, String> {
    serde_json::to_vec(value).map_err(|error| error.to_string())
}

fn from_json<T: serde::de::DeserializeOwned>(bytes: &[u8]) -> Result<T, String> {
    serde_json::from_slice(bytes).map_err(|error| error.to_string())
}

/// Reads articles, each by itself.
#[pyfunction]
#[pyo3(signature = (records, scope, speakers))]
pub fn spread_read(
    py: Python<'_>,
    records: Vec<Vec<u8>>,
    scope: &str,
    speakers: Option<PathBuf>,
) -> PyResult<PyTable> {
    py.detach(|| {
        let settings = settings(scope, speakers.as_deref())?;
        let read: Vec<Result<Read, String>> = each(&records, |record| spread::read(record, &settings));
        let (mut rows, mut problems, mut kept) = (Vec::new(), Vec::new(), Vec::new());
        for (record, read) in records.iter().zip(read) {
            match read {
                Ok(read) => {
                    rows.push(read);
                    problems.push(None);
                }
                Err(problem) => {
                    rows.push(Read::default());
                    problems.push(Some(problem));
                }
            }
            kept.push(record.as_slice());
        }
        let named: Vec<Vec<u8>> = rows.iter().map(|row| json(&row.speakers)).collect::<Result<_, _>>()?;
        let readings: Vec<Vec<u8>> = rows.iter().map(|row| json(&row.reading)).collect::<Result<_, _>>()?;
        let strings = |of: fn(&Read) -> &String| -> ArrayRef {
            Arc::new(StringArray::from_iter_values(rows.iter().map(of)))
        };
        made(vec![
            ("id", strings(|row| &row.id)),
            ("key", strings(|row| &row.key)),
            ("order", Arc::new(BinaryArray::from_iter_values(rows.iter().map(|row| &row.order)))),
            (
                "copy",
                Arc::new(Int64Array::from_iter(rows.iter().map(|row| row.copy.map(|copy| copy as i64)))),
            ),
            ("day", Arc::new(Int32Array::from_iter(rows.iter().map(|row| row.day)))),
            ("named", Arc::new(BinaryArray::from_iter_values(named))),
            ("record", Arc::new(BinaryArray::from_iter_values(kept))),
            ("reading", Arc::new(BinaryArray::from_iter_values(readings))),
            ("problem", Arc::new(StringArray::from_iter(problems))),
        ])
    })
    .map_err(wrong)
}

/// Says who is who over all articles, and which rank each has.
#[pyfunction]
#[pyo3(signature = (articles, speakers))]
pub fn spread_link(py: Python<'_>, articles: PyRecordBatch, speakers: Option<PathBuf>) -> PyResult<PyTable> {
    py.detach(|| {
        let batch = articles.into_inner();
        let (ids, orders, named) =
            (texts(&batch, "id")?, binaries(&batch, "order")?, binaries(&batch, "named")?);
        let mut by_order: Vec<usize> = (0..batch.num_rows()).collect();
        by_order.sort_by_key(|&row| orders.value(row));
        let mut by_id: Vec<usize> = (0..batch.num_rows()).collect();
        by_id.sort_by_key(|&row| ids.value(row));
        let rows: Vec<(String, Vec<Named>)> = by_id
            .iter()
            .map(|&row| Ok((ids.value(row).to_string(), from_json(named.value(row))?)))
            .collect::<Result<_, String>>()?;
        let register = settings("speech", speakers.as_deref())?.register;
        let mut known: Vec<Vec<u8>> = vec![Vec::new(); batch.num_rows()];
        for (row, speakers) in by_id.into_iter().zip(spread::link(rows, &register)) {
            known[row] = json(&speakers)?;
        }
        made(vec![
            ("id", Arc::new(StringArray::from_iter_values(by_order.iter().map(|&row| ids.value(row))))),
            ("rank", Arc::new(Int64Array::from_iter_values(0..by_order.len() as i64))),
            (
                "known",
                Arc::new(BinaryArray::from_iter_values(by_order.iter().map(|&row| known[row].as_slice()))),
            ),
        ])
    })
    .map_err(wrong)
}

/// The articles of a table, ready to be compared.
fn ready(batch: &RecordBatch) -> Result<Vec<Ready>, String> {
    let (records, readings, known, keys) = (
        binaries(batch, "record")?,
        binaries(batch, "reading")?,
        binaries(batch, "known")?,
        texts(batch, "key")?,
    );
    let rows: Vec<usize> = (0..batch.num_rows()).collect();
    each(&rows, |&row| {
        let known: Vec<Known> = from_json(known.value(row))?;
        Ready::new(records.value(row), keys.value(row).to_string(), from_json(readings.value(row))?, known)
    })
    .into_iter()
    .collect()
}

/// Rows of keys while they are collected.
#[derive(Default)]
struct KeyRows {
    sort: Vec<i32>,
    key: Vec<i64>,
    unit: Vec<i64>,
    count: Vec<i32>,
    of_article: Vec<i32>,
    day: Vec<Option<i32>>,
    voice: Vec<Option<String>>,
}

impl KeyRows {
    fn push(&mut self, sort: i32, key: i64, unit: i64, counts: [usize; 2], day: Option<i32>) {
        self.sort.push(sort);
        self.key.push(key);
        self.unit.push(unit);
        self.count.push(counts[0] as i32);
        self.of_article.push(counts[1] as i32);
        self.day.push(day);
        self.voice.push(None);
    }

    fn table(self) -> Result<PyTable, String> {
        made(vec![
            ("sort", Arc::new(Int32Array::from(self.sort))),
            ("key", Arc::new(Int64Array::from(self.key))),
            ("unit", Arc::new(Int64Array::from(self.unit))),
            ("count", Arc::new(Int32Array::from(self.count))),
            ("of_article", Arc::new(Int32Array::from(self.of_article))),
            ("day", Arc::new(Int32Array::from(self.day))),
            ("voice", Arc::new(StringArray::from(self.voice))),
        ])
    }
}

/// The keys under which articles look for each other.
#[pyfunction]
pub fn spread_keys(py: Python<'_>, articles: PyRecordBatch) -> PyResult<PyTable> {
    py.detach(|| {
        let batch = articles.into_inner();
        let (ranks, days) = (longs(&batch, "rank")?, ints(&batch, "day")?);
        let found = each(&ready(&batch)?, spread::keys);
        let mut rows = KeyRows::default();
        for (row, found) in found.into_iter().enumerate() {
            let (keys, voices) = found.map_err(|fault| fault.to_string())?;
            let (rank, day) = (ranks.value(row), maybe(days, row));
            let contents = keys.contents.len();
            for (number, (content, identity)) in keys.contents.iter().zip(voices).enumerate() {
                let unit = unit(rank, number);
                for &key in &content.keys {
                    rows.push(CONTENT, i64::from(key), unit, [content.keys.len(), contents], day);
                }
                if let Some(words) = content.words {
                    rows.push(WORDS, words as i64, unit, [1, contents], day);
                    let voice = identity
                        .map(|identity| format!("i{identity}"))
                        .or_else(|| content.speaker.as_ref().map(|speaker| format!("s{speaker}")));
                    if let Some(last) = rows.voice.last_mut() {
                        *last = voice;
                    }
                }
            }
            for (number, own) in keys.sentences.iter().enumerate() {
                for &key in own {
                    let counts = [own.len(), keys.sentences.len()];
                    rows.push(SENTENCE, i64::from(key), unit(rank, number), counts, day);
                }
            }
            for &run in &keys.runs {
                rows.push(RUN, i64::from(run), unit(rank, 0), [keys.runs.len(), 1], day);
            }
        }
        rows.table()
    })
    .map_err(wrong)
}

/// From units of the same words, in order, to those that only repeat others (with no partner) and the pairs
/// of them.
#[pyfunction]
pub fn spread_repeats(py: Python<'_>, words: PyRecordBatch) -> PyResult<PyTable> {
    py.detach(|| {
        let batch = words.into_inner();
        let (key, units, days) = (longs(&batch, "key")?, longs(&batch, "unit")?, ints(&batch, "day")?);
        let voices = texts(&batch, "voice")?;
        let mut numbers: HashMap<&str, usize> = HashMap::new();
        let rows: Vec<Repeating> = (0..batch.num_rows())
            .map(|row| {
                let voice = (!voices.is_null(row)).then(|| voices.value(row));
                let next = numbers.len();
                let mut number = |identity| *numbers.entry(identity).or_insert(next);
                Repeating {
                    words: key.value(row) as u64,
                    voice: match voice.map(|voice| (voice.strip_prefix('i'), voice)) {
                        Some((Some(identity), _)) => (Some(number(identity)), None),
                        Some((None, speaker)) => (None, speaker.strip_prefix('s')),
                        None => (None, None),
                    },
                    article: rank_of(units.value(row)) as usize,
                    date: maybe(days, row).and_then(date),
                }
            })
            .collect();
        let (repeating, pairs) = clusters::repeats(&rows);
        let alone = (0..rows.len()).filter(|&row| repeating[row]).map(|row| (units.value(row), None));
        let paired = pairs
            .iter()
            .map(|&(first, second)| (units.value(second as usize), Some(units.value(first as usize))));
        let (units, partners): (Vec<i64>, Vec<Option<i64>>) = alone.chain(paired).unzip();
        made(vec![
            ("unit", Arc::new(Int64Array::from(units))),
            ("partner", Arc::new(Int64Array::from(partners))),
        ])
    })
    .map_err(wrong)
}

fn date(day: i32) -> Option<jiff::civil::Date> {
    jiff::civil::date(1970, 1, 1).checked_add(jiff::Span::new().days(day)).ok()
}

/// The stretches of rows that have the same values in both columns.
fn groups(sort: &Int32Array, by: &Int64Array) -> Vec<std::ops::Range<usize>> {
    let mut groups = Vec::new();
    let mut start = 0;
    for row in 1..=sort.len() {
        let ends =
            row == sort.len() || (sort.value(row), by.value(row)) != (sort.value(start), by.value(start));
        if ends {
            groups.push(start..row);
            start = row;
        }
    }
    groups
}

/// From rows in the order of sort, key and unit: for each unit that shares a key with others, what the key
/// counts and which earlier units it looks at.
#[pyfunction]
pub fn spread_shared(py: Python<'_>, keys: PyRecordBatch) -> PyResult<PyTable> {
    py.detach(|| {
        let batch = keys.into_inner();
        let (sort, key, units) = (ints(&batch, "sort")?, longs(&batch, "key")?, longs(&batch, "unit")?);
        let (count, of_article, day) =
            (ints(&batch, "count")?, ints(&batch, "of_article")?, ints(&batch, "day")?);
        let (mut rows, mut weights) = (Vec::new(), Float32Builder::new());
        let mut partners = ListBuilder::new(Int64Builder::new());
        for group in groups(sort, key).into_iter().filter(|group| group.len() > 1) {
            let own = sort_of(sort.value(group.start));
            let weight = own.map_or(1.0, |_| clusters::weight(group.len()));
            for place in 0..group.len() {
                rows.push(group.start + place);
                weights.append_value(weight);
                match own {
                    Some(own) => clusters::looked_at(place, own.reach())
                        .for_each(|before| partners.values().append_value(units.value(group.start + before))),
                    // Copies: the one before, and the first that has the run.
                    None => {
                        if place > 1 {
                            partners.values().append_value(units.value(group.start));
                        }
                        if place > 0 {
                            partners.values().append_value(units.value(group.start + place - 1));
                        }
                    }
                }
                partners.append(true);
            }
        }
        let long = |from: &Int64Array| -> ArrayRef {
            Arc::new(Int64Array::from_iter_values(rows.iter().map(|&row| from.value(row))))
        };
        let int = |from: &Int32Array| -> ArrayRef {
            Arc::new(Int32Array::from_iter(rows.iter().map(|&row| maybe(from, row))))
        };
        made(vec![
            ("sort", int(sort)),
            ("key", long(key)),
            ("unit", long(units)),
            ("count", int(count)),
            ("of_article", int(of_article)),
            ("day", int(day)),
            ("weight", Arc::new(weights.finish())),
            ("partners", Arc::new(partners.finish())),
        ])
    })
    .map_err(wrong)
}

fn sort_of(sort: i32) -> Option<Sort> {
    match sort {
        CONTENT => Some(Sort::Content),
        SENTENCE => Some(Sort::Sentence),
        _ => None,
    }
}

/// From rows in the order of sort, unit and key: what all keys of each unit count, and what it shares with
/// each unit that it looks at.
#[pyfunction]
pub fn spread_totals(py: Python<'_>, shared: PyRecordBatch) -> PyResult<PyTable> {
    py.detach(|| {
        let batch = shared.into_inner();
        let (sort, units, count) = (ints(&batch, "sort")?, longs(&batch, "unit")?, ints(&batch, "count")?);
        let (of_article, day) = (ints(&batch, "of_article")?, ints(&batch, "day")?);
        let (weights, lists) = (floats(&batch, "weight")?, column(&batch, "partners")?.as_list::<i32>());
        let (mut rows, mut totals) = (Vec::new(), Vec::new());
        let mut partners = ListBuilder::new(Int64Builder::new());
        let mut sums = ListBuilder::new(Float32Builder::new());
        for group in groups(sort, units) {
            let first = group.start;
            let keys = count.value(first) as usize;
            totals.push(match sort_of(sort.value(first)) {
                Some(_) => clusters::total(group.clone().map(|row| weights.value(row)), keys),
                None => keys as f32,
            });
            rows.push(first);
            let mut sum: BTreeMap<i64, f32> = BTreeMap::new();
            for row in group {
                let list = lists.value(row);
                for &partner in list.as_primitive::<Int64Type>().values() {
                    *sum.entry(partner).or_default() += weights.value(row);
                }
            }
            // Less is never enough, whatever the totals.
            let least = if sort.value(first) == RUN { LEAST_RUNS as f32 } else { clusters::LEAST_SHARED };
            for (partner, sum) in sum.into_iter().filter(|(_, sum)| *sum >= least) {
                partners.values().append_value(partner);
                sums.values().append_value(sum);
            }
            partners.append(true);
            sums.append(true);
        }
        let int = |from: &Int32Array| -> ArrayRef {
            Arc::new(Int32Array::from_iter(rows.iter().map(|&row| maybe(from, row))))
        };
        made(vec![
            ("sort", int(sort)),
            ("unit", Arc::new(Int64Array::from_iter_values(rows.iter().map(|&row| units.value(row))))),
            ("of_article", int(of_article)),
            ("day", int(day)),
            ("total", Arc::new(Float32Array::from(totals))),
            ("partners", Arc::new(partners.finish())),
            ("shared", Arc::new(sums.finish())),
        ])
    })
    .map_err(wrong)
}

/// From rows in the order of sort and unit, one for each unit that it shares something with: with which it
/// is compared.
#[pyfunction]
pub fn spread_chosen(py: Python<'_>, candidates: PyRecordBatch) -> PyResult<PyTable> {
    py.detach(|| {
        let batch = candidates.into_inner();
        let (sort, units) = (ints(&batch, "sort")?, longs(&batch, "unit")?);
        let (others, shared) = (longs(&batch, "partner")?, floats(&batch, "shared")?);
        let (total, other_total) = (floats(&batch, "total")?, floats(&batch, "partner_total")?);
        let (of_article, day, other_day) =
            (ints(&batch, "of_article")?, ints(&batch, "day")?, ints(&batch, "partner_day")?);
        let (mut sorts, mut firsts, mut seconds) = (Vec::new(), Vec::new(), Vec::new());
        for group in groups(sort, units) {
            let (own, unit) = (sort.value(group.start), units.value(group.start));
            let totals = |row: usize| [total.value(row), other_total.value(row)];
            let seat = |unit: i64, day: Option<i32>, row: usize| Seat {
                article: rank_of(unit),
                unit: number_of(unit),
                of_article: of_article.value(row) as usize,
                day: day.map(i64::from),
            };
            let chosen: Vec<i64> = match sort_of(own) {
                Some(own) => {
                    let reach = own.reach();
                    let fit = group.filter(|&row| {
                        let other = seat(others.value(row), maybe(other_day, row), row);
                        reach.is_enough(shared.value(row), totals(row))
                            && clusters::may_pair(own, other, seat(unit, maybe(day, row), row))
                    });
                    reach.chosen(fit.map(|row| (others.value(row), shared.value(row))).collect())
                }
                None => group
                    .filter(|&row| {
                        let [one, other] = totals(row);
                        shared.value(row) >= LEAST_SHARE * one.min(other)
                    })
                    .map(|row| others.value(row))
                    .collect(),
            };
            for first in chosen {
                sorts.push(own);
                firsts.push(first);
                seconds.push(unit);
            }
        }
        made(vec![
            ("sort", Arc::new(Int32Array::from(sorts))),
            ("first", Arc::new(Int64Array::from(firsts))),
            ("second", Arc::new(Int64Array::from(seconds))),
        ])
    })
    .map_err(wrong)
}

/// Rows of pairs among articles.
struct PairRows<'a> {
    sort: &'a Int32Array,
    first: &'a Int64Array,
    second: &'a Int64Array,
}

impl<'a> PairRows<'a> {
    fn of(batch: &'a RecordBatch) -> Result<Self, String> {
        Ok(PairRows {
            sort: ints(batch, "sort")?,
            first: longs(batch, "first")?,
            second: longs(batch, "second")?,
        })
    }

    /// The pairs of some rows, by the places that the articles have.
    fn pairs(&self, rows: impl Iterator<Item = usize>, place: impl Fn(i64) -> usize) -> Pairs {
        let mut pairs = Pairs::default();
        for row in rows {
            let ends = [self.first.value(row), self.second.value(row)];
            let [first, second] = ends.map(|unit| (place(rank_of(unit)), number_of(unit)));
            match self.sort.value(row) {
                CONTENT => pairs.contents.push([first, second]),
                SENTENCE => pairs.sentences.push([first, second]),
                _ => pairs.copies.push((first.0, second.0)),
            }
        }
        pairs
    }
}

/// Which of the articles that share pairs must be compared on one machine: from articles and the pairs among
/// them, in the order of the articles.
#[pyfunction]
pub fn spread_linked(py: Python<'_>, articles: PyRecordBatch, pairs: PyRecordBatch) -> PyResult<PyTable> {
    py.detach(|| {
        let (articles, batch) = (articles.into_inner(), pairs.into_inner());
        let ranks = longs(&articles, "rank")?;
        let ready = ready(&articles)?;
        let place: HashMap<i64, usize> =
            ranks.values().iter().enumerate().map(|(place, &rank)| (rank, place)).collect();
        let rows = PairRows::of(&batch)?;
        let mut by_articles: BTreeMap<(i64, i64), Vec<usize>> = BTreeMap::new();
        for row in 0..batch.num_rows() {
            let ends = (rank_of(rows.first.value(row)), rank_of(rows.second.value(row)));
            by_articles.entry(ends).or_default().push(row);
        }
        let by_articles: Vec<((i64, i64), Vec<usize>)> = by_articles.into_iter().collect();
        let linked: Vec<Result<bool, String>> = each(&by_articles, |((first, second), among)| {
            let pairs = rows.pairs(among.iter().copied(), |rank| usize::from(rank == *second));
            let two = [first, second].map(|rank| place.get(rank).map(|&place| ready[place].clone()));
            let [Some(first), Some(second)] = two else {
                return Err("an article of a pair is missing".to_string());
            };
            spread::are_linked(&[first, second], &pairs).map_err(|fault| fault.to_string())
        });
        let (mut firsts, mut seconds) = (Vec::new(), Vec::new());
        for (((first, second), _), linked) in by_articles.iter().zip(linked) {
            if linked? {
                firsts.push(*first);
                seconds.push(*second);
            }
        }
        made(vec![
            ("first", Arc::new(Int64Array::from(firsts))),
            ("second", Arc::new(Int64Array::from(seconds))),
        ])
    })
    .map_err(wrong)
}

/// The component of each article that is linked with another: the rank of its first.
#[pyfunction]
pub fn spread_components(py: Python<'_>, links: PyRecordBatch) -> PyResult<PyTable> {
    fn root(parents: &mut HashMap<i64, i64>, mut rank: i64) -> i64 {
        while let Some(&parent) = parents.get(&rank).filter(|&&parent| parent != rank) {
            let above = parents.get(&parent).copied().unwrap_or(parent);
            parents.insert(rank, above);
            rank = above;
        }
        rank
    }
    py.detach(|| {
        let batch = links.into_inner();
        let mut parents: HashMap<i64, i64> = HashMap::new();
        let ends = longs(&batch, "first")?.values().iter().zip(longs(&batch, "second")?.values());
        for (&first, &second) in ends {
            parents.entry(first).or_insert(first);
            parents.entry(second).or_insert(second);
            let (first, second) = (root(&mut parents, first), root(&mut parents, second));
            parents.insert(first.max(second), first.min(second));
        }
        let mut ranks: Vec<i64> = parents.keys().copied().collect();
        ranks.sort_unstable();
        let components: Vec<i64> = ranks.iter().map(|&rank| root(&mut parents, rank)).collect();
        made(vec![
            ("rank", Arc::new(Int64Array::from(ranks))),
            ("component", Arc::new(Int64Array::from(components))),
        ])
    })
    .map_err(wrong)
}

/// Compares the articles of whole components: rows of all tables, each as a line of JSON.
#[pyfunction]
pub fn spread_report(py: Python<'_>, articles: PyRecordBatch, pairs: PyRecordBatch) -> PyResult<PyTable> {
    py.detach(|| {
        let (articles, batch) = (articles.into_inner(), pairs.into_inner());
        let (ranks, components) = (longs(&articles, "rank")?, longs(&articles, "component")?);
        let ready = ready(&articles)?;
        let rows = PairRows::of(&batch)?;
        let mut places: HashMap<i64, (i64, usize)> = HashMap::new();
        let mut members: BTreeMap<i64, Vec<usize>> = BTreeMap::new();
        for (row, (&rank, &component)) in ranks.values().iter().zip(components.values()).enumerate() {
            let own = members.entry(component).or_default();
            places.insert(rank, (component, own.len()));
            own.push(row);
        }
        // Pairs between components were looked at, and link nothing.
        let mut among: BTreeMap<i64, Vec<usize>> = BTreeMap::new();
        for row in 0..batch.num_rows() {
            let ends = [rows.first.value(row), rows.second.value(row)].map(|unit| places.get(&rank_of(unit)));
            if let [Some((one, _)), Some((other, _))] = ends
                && one == other
            {
                among.entry(*one).or_default().push(row);
            }
        }
        let components: Vec<(i64, Vec<usize>)> = members.into_iter().collect();
        let reports = each(&components, |(component, members)| {
            let own: Vec<Ready> = members.iter().map(|&row| ready[row].clone()).collect();
            let pairs = among.get(component).map(Vec::as_slice).unwrap_or_default();
            let pairs = rows.pairs(pairs.iter().copied(), |rank| places[&rank].1);
            spread::report(&own, &pairs)
        });
        let (mut tables, mut texts): (Vec<&str>, Vec<String>) = (Vec::new(), Vec::new());
        for (report, faults) in &reports {
            let mut add = |table: &'static str, lines: Vec<String>| {
                tables.extend(std::iter::repeat_n(table, lines.len()));
                texts.extend(lines.into_iter().map(|line| line.trim_end_matches('\n').to_string()));
            };
            add("attributions", report.attributions.iter().map(lines::line).collect());
            add("claims", report.clusters.iter().map(lines::line).collect());
            add("tellings", lines::tellings_of(report).iter().map(lines::line).collect());
            add("findings", lines::findings_of(report).iter().map(lines::line).collect());
            add("articles", report.articles.iter().map(lines::line).collect());
            add("problems", faults.iter().map(ToString::to_string).collect());
        }
        made(vec![
            ("table", Arc::new(StringArray::from(tables))),
            ("line", Arc::new(StringArray::from(texts))),
        ])
    })
    .map_err(wrong)
}
