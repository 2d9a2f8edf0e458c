//! Weight files as they are stored: entropy coded, and the same to the bit when unpacked.
//!
//! What hashing leaves in a table has no order that a general compressor could find: all that can be
//! saved is that some weights are much more frequent than others. So each weight is coded with as many
//! bits as its frequency asks for, by interleaved coders (rANS: range asymmetric numeral systems) over
//! tables of frequencies.
//!
//! A packed file is the letters [`MAGIC`], the header of the weights as it was ([`HEADER`] bytes), the
//! states of the coders, the raw bits, the tables and the words of the coders. What is coded are
//! sequences of symbols, each with a table of its own:
//!
//! - of a linear model: for each weight, its sign and the high bits of its size; the low bits are raw;
//! - of a multiclass model: for every [`GROUP`] weights, which of them are not zero; then these. Where
//!   groups are rows, the last one that is not zero is foretold: a perceptron gives to one class what it
//!   takes from another, so that a row sums to zero but for rounding.

use std::fmt;

/// The letters that a packed file begins with.
pub(super) const MAGIC: &[u8; 4] = b"WSP1";
/// The length of the header of weights, of either kind.
pub(super) const HEADER: usize = 16;
/// Frequencies of one table sum to two to this power.
pub(super) const PRECISION: u32 = 12;
/// A coder's state is never below this between two symbols.
pub(super) const LOWEST: u32 = 1 << 16;
/// How many coders take turns, so that a processor need not wait for one.
pub(super) const CODERS: usize = 4;
/// How many weights of a multiclass model are taken together.
pub(super) const GROUP: usize = 4;

/// The weights are not what was packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DamagedWeights;

impl fmt::Display for DamagedWeights {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("the packed weights are damaged or cut short")
    }
}

impl std::error::Error for DamagedWeights {}

/// Gives the bytes that [`Linear::new`](super::Linear::new) or [`Rows::new`](super::Rows::new) takes.
pub fn unpack(packed: &[u8]) -> Result<Vec<u8>, DamagedWeights> {
    let mut input = Input { rest: packed };
    if input.take(MAGIC.len())? != MAGIC {
        return Err(DamagedWeights);
    }
    let header = input.take(HEADER)?;
    let layout = Layout::of(header).ok_or(DamagedWeights)?;
    let mut states = [0; CODERS];
    for state in &mut states {
        *state = input.number()?;
    }
    let raw_bits = u32::from(input.take(1)?[0]).min(15);
    let raw = input.number()? as usize;
    let raw = RawBits::new(input.take(raw)?);
    let tables = (0..layout.tables()).map(|_| Table::read(&mut input)).collect::<Result<Vec<_>, _>>()?;
    let mut coders = Coders::new(states, input.rest)?;
    let mut bytes = Vec::with_capacity(HEADER + layout.length());
    bytes.extend(header);
    match layout {
        Layout::Numbers { count } => {
            let symbols = coders.symbols(count, &tables[0]);
            push_numbers(&symbols, raw_bits, raw, &mut bytes);
        }
        Layout::Rows { length, apart } => {
            let masks = coders.symbols(length.div_ceil(GROUP), &tables[0]);
            bytes.resize(HEADER + length, 0);
            let weights = &mut bytes[HEADER..];
            if apart {
                fill_rows(weights, &masks, &mut coders, &tables[1..]);
            } else {
                fill_groups(weights, &masks, &mut coders, &tables[1]);
            }
        }
    }
    if coders.are_done() { Ok(bytes) } else { Err(DamagedWeights) }
}

/// Unpacks weights that the program is built with.
///
/// # Panics
/// When they are damaged. A test unpacks every file, so no program that passed its tests does.
pub fn unpack_embedded(packed: &'static [u8]) -> Vec<u8> {
    unpack(packed).expect("the embedded weights are whole, as a test has seen")
}

/// What follows a header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Layout {
    /// Weights of two bytes, of a linear model.
    Numbers { count: usize },
    /// Weights of one byte, of a multiclass model; rows that are `apart` are groups.
    Rows { length: usize, apart: bool },
}

impl Layout {
    /// The layout that a header announces.
    pub(super) fn of(header: &[u8]) -> Option<Layout> {
        let number = |at: usize| Some(u32::from_le_bytes(header.get(at..at + 4)?.try_into().ok()?));
        let bits = number(4).filter(|bits| *bits <= 28)?;
        match header.get(..4)? {
            b"WSL1" => Some(Layout::Numbers { count: 1 << bits }),
            b"WSR1" => {
                let (classes, shift) =
                    (number(8).filter(|classes| *classes <= 1 << 10)? as usize, number(12)?);
                Some(Layout::Rows {
                    length: (1usize << bits) + classes,
                    apart: classes == GROUP && 1usize.checked_shl(shift) == Some(GROUP) && bits >= shift,
                })
            }
            _ => None,
        }
    }

    /// The bytes that follow the header once unpacked.
    fn length(self) -> usize {
        match self {
            Layout::Numbers { count } => 2 * count,
            Layout::Rows { length, .. } => length,
        }
    }

    /// How many sequences of symbols there are, each with its table.
    pub(super) fn tables(self) -> usize {
        match self {
            Layout::Numbers { .. } => 1,
            // Which are not zero; these.
            Layout::Rows { apart: false, .. } => 2,
            // Which are not zero; the first of these, those between, the last.
            Layout::Rows { apart: true, .. } => 4,
        }
    }
}

/// A symbol of a linear weight: zero, or the high bits of its size less one, and its sign.
pub(super) fn symbol(weight: i16, raw_bits: u32) -> u32 {
    let size = u32::from(weight.unsigned_abs());
    if weight == 0 { 0 } else { 1 + 2 * ((size - 1) >> raw_bits) + u32::from(weight < 0) }
}

fn push_numbers(symbols: &[u8], raw_bits: u32, mut raw: RawBits, bytes: &mut Vec<u8>) {
    // What each symbol says: the size without its low bits, and which bits are to be read and turned.
    let parts: [(u32, u32, u32); 256] = std::array::from_fn(|symbol| match symbol.checked_sub(1) {
        None => (0, 0, 0),
        Some(high) => (((high as u32 >> 1) << raw_bits) + 1, raw_bits, 0u32.wrapping_sub(high as u32 & 1)),
    });
    let start = bytes.len();
    bytes.resize(start + 2 * symbols.len(), 0);
    let (places, _) = bytes[start..].as_chunks_mut::<2>();
    for (place, symbol) in places.iter_mut().zip(symbols) {
        let (size, low_bits, sign) = parts[usize::from(*symbol)];
        let size = size + raw.next(low_bits);
        // All ones turn a number into its negative less one.
        *place = ((size ^ sign).wrapping_sub(sign) as u16).to_le_bytes();
    }
}

/// Puts the weights that are not zero into their places.
fn fill_groups(weights: &mut [u8], masks: &[u8], coders: &mut Coders, table: &Table) {
    let count: u32 = masks.iter().map(|mask| mask.count_ones()).sum();
    let values = coders.symbols(count as usize, table);
    let mut at = 0;
    for (group, mask) in weights.chunks_mut(GROUP).zip(masks) {
        for (place, weight) in group.iter_mut().enumerate() {
            // Without a branch: whether a weight is zero is as good as random.
            let is_there = mask >> place & 1;
            *weight = values.get(at).map_or(0, |value| value * is_there);
            at += usize::from(is_there);
        }
    }
}

/// The same for rows: the last weight that is not zero is what the others lack to zero, and a little.
fn fill_rows(weights: &mut [u8], masks: &[u8], coders: &mut Coders, tables: &[Table]) {
    let counts = masks.iter().map(|mask| mask.count_ones() as usize);
    let (firsts, lasts) =
        (counts.clone().filter(|count| *count > 0), counts.clone().filter(|count| *count > 1));
    let (firsts, lasts) = (firsts.count(), lasts.count());
    let between = counts.sum::<usize>() - firsts - lasts;
    let mut first = coders.symbols(firsts, &tables[0]).into_iter();
    let mut between = coders.symbols(between, &tables[1]).into_iter();
    let mut last = coders.symbols(lasts, &tables[2]).into_iter();
    for (row, mask) in weights.chunks_mut(GROUP).zip(masks) {
        let mut rest = *mask;
        let mut sum = 0u8;
        while rest != 0 {
            let place = rest.trailing_zeros() as usize;
            let is_first = rest == *mask;
            rest &= rest - 1;
            let weight = match rest {
                _ if is_first => first.next(),
                0 => last.next().map(|symbol| symbol.wrapping_sub(sum)),
                _ => between.next(),
            };
            let weight = weight.unwrap_or(0);
            if let Some(place) = row.get_mut(place) {
                *place = weight;
            }
            sum = sum.wrapping_add(weight);
        }
    }
}

/// Which symbol has which part of the range, for each of its places.
///
/// An entry is the symbol (8 bits), its frequency less one (12 bits) and how far the place is into the
/// symbol's part (12 bits).
struct Table {
    entries: Box<[u32; 1 << PRECISION]>,
}

impl Table {
    /// Reads the number of symbols and, for each, how far it is after the one before and its frequency.
    /// A table of nothing belongs to a sequence without symbols.
    fn read(input: &mut Input) -> Result<Table, DamagedWeights> {
        let mut entries = Box::new([0; 1 << PRECISION]);
        let mut places = entries.iter_mut();
        let mut symbol = 0u8;
        let count = input.short()?;
        for _ in 0..count {
            symbol = symbol.wrapping_add(input.take(1)?[0]);
            let frequency = u32::from(input.short()?);
            for within in 0..frequency {
                let place = places.next().ok_or(DamagedWeights)?;
                *place = u32::from(symbol) << 24 | (frequency - 1) << 12 | within;
            }
        }
        let is_full = places.next().is_none();
        if is_full || count == 0 { Ok(Table { entries }) } else { Err(DamagedWeights) }
    }
}

/// The coders that take turns, and the words that they read.
struct Coders<'a> {
    states: [u32; CODERS],
    words: &'a [[u8; 2]],
}

impl<'a> Coders<'a> {
    fn new(states: [u32; CODERS], words: &'a [u8]) -> Result<Self, DamagedWeights> {
        let (words, rest) = words.as_chunks::<2>();
        if rest.is_empty() { Ok(Coders { states, words }) } else { Err(DamagedWeights) }
    }

    /// The next sequence of symbols.
    fn symbols(&mut self, count: usize, table: &Table) -> Vec<u8> {
        let mut symbols = vec![0; count];
        let mut read = 0;
        // Kept apart from the slice, so that they stay in registers.
        let mut states = self.states;
        let (turns, rest) = symbols.as_chunks_mut::<CODERS>();
        for turn in turns {
            for (symbol, state) in turn.iter_mut().zip(&mut states) {
                *symbol = next(state, table, self.words, &mut read);
            }
        }
        for (symbol, state) in rest.iter_mut().zip(&mut states) {
            *symbol = next(state, table, self.words, &mut read);
        }
        self.states = states;
        self.words = self.words.get(read..).unwrap_or_default();
        symbols
    }

    /// Every coder must be back where the packing began, and every word read.
    fn are_done(&self) -> bool {
        self.states == [LOWEST; CODERS] && self.words.is_empty()
    }
}

/// The next symbol of one coder. The word is looked at before it is known whether it is wanted, because a
/// guess whether it is would often be wrong.
#[inline(always)]
fn next(state: &mut u32, table: &Table, words: &[[u8; 2]], read: &mut usize) -> u8 {
    const LOW: u32 = (1 << PRECISION) - 1;
    let entry = table.entries[(*state & LOW) as usize];
    let frequency = (entry >> 12 & LOW) + 1;
    let after = frequency.wrapping_mul(*state >> PRECISION).wrapping_add(entry & LOW);
    let word = words.get(*read).map_or(0, |word| u16::from_le_bytes(*word));
    let is_low = after < LOWEST;
    *read += usize::from(is_low);
    *state = if is_low { after << 16 | u32::from(word) } else { after };
    (entry >> 24) as u8
}

/// Bits that no coder would make fewer, the low ones first.
struct RawBits<'a> {
    bytes: &'a [u8],
    bits: u64,
    count: u32,
}

impl<'a> RawBits<'a> {
    fn new(bytes: &'a [u8]) -> Self {
        RawBits { bytes, bits: 0, count: 0 }
    }

    /// The next bits, at most 15; zeros when there are no more.
    #[inline]
    fn next(&mut self, count: u32) -> u32 {
        if self.count < count {
            // Four bytes at once, and what is left of them at the end.
            let taken = self.bytes.len().min(4);
            let (next, rest) = self.bytes.split_at(taken);
            let mut four = [0; 4];
            four[..taken].copy_from_slice(next);
            self.bytes = rest;
            self.bits |= u64::from(u32::from_le_bytes(four)) << self.count;
            self.count += 32;
        }
        let bits = self.bits & ((1 << count) - 1);
        self.bits >>= count;
        self.count -= count;
        bits as u32
    }
}

/// What is still to be read.
struct Input<'a> {
    rest: &'a [u8],
}

impl<'a> Input<'a> {
    fn take(&mut self, length: usize) -> Result<&'a [u8], DamagedWeights> {
        let (taken, rest) = self.rest.split_at_checked(length).ok_or(DamagedWeights)?;
        self.rest = rest;
        Ok(taken)
    }

    fn short(&mut self) -> Result<u16, DamagedWeights> {
        let bytes = self.take(2)?.try_into().map_err(|_| DamagedWeights)?;
        Ok(u16::from_le_bytes(bytes))
    }

    fn number(&mut self) -> Result<u32, DamagedWeights> {
        let bytes = self.take(4)?.try_into().map_err(|_| DamagedWeights)?;
        Ok(u32::from_le_bytes(bytes))
    }
}
