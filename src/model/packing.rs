//! Packs weight files: the counterpart of [`unpack`](super::unpack).

use super::packed::{CODERS, GROUP, HEADER, LOWEST, Layout, MAGIC, PRECISION, symbol};

/// Packs the bytes that a trainer made, so that they can be stored and [unpacked](super::unpack).
///
/// # Panics
/// When the bytes are not those of a [`Linear`](super::Linear) or [`Rows`](super::Rows) model.
pub fn pack(bytes: &[u8]) -> Vec<u8> {
    let (header, weights) = bytes.split_at(HEADER);
    let layout = Layout::of(header).expect("a trainer wrote the header");
    let (sequences, raw_bits, raw) = match layout {
        Layout::Numbers { .. } => {
            let (symbols, raw_bits, raw) = numbers(weights);
            (vec![symbols], raw_bits, raw)
        }
        Layout::Rows { apart, .. } => (rows(weights, apart), 0, Vec::new()),
    };
    let tables: Vec<[u32; 256]> = sequences.iter().map(|symbols| frequencies(symbols)).collect();
    let (states, words) = code(&sequences, &tables);
    let mut packed = MAGIC.to_vec();
    packed.extend(header);
    packed.extend(states.iter().flat_map(|state| state.to_le_bytes()));
    packed.push(raw_bits as u8);
    packed.extend((raw.len() as u32).to_le_bytes());
    packed.extend(raw);
    for table in &tables {
        write_table(table, &mut packed);
    }
    packed.extend(words.iter().flat_map(|word| word.to_le_bytes()));
    packed
}

/// The symbols of a linear model's weights, how many bits of each weight are raw, and these bits.
fn numbers(weights: &[u8]) -> (Vec<u8>, u32, Vec<u8>) {
    let (weights, _) = weights.as_chunks::<2>();
    let weights: Vec<i16> = weights.iter().map(|weight| i16::from_le_bytes(*weight)).collect();
    let fits = |raw_bits: &u32| weights.iter().all(|weight| symbol(*weight, *raw_bits) <= 255);
    let raw_bits = (0..15).find(fits).expect("nine bits less leave few enough sizes");
    let symbols = weights.iter().map(|weight| symbol(*weight, raw_bits) as u8).collect();
    let (mut raw, mut bits, mut count) = (Vec::new(), 0u64, 0);
    for weight in weights.iter().filter(|weight| **weight != 0) {
        bits |= (u64::from(weight.unsigned_abs() - 1) & ((1 << raw_bits) - 1)) << count;
        count += raw_bits;
        while count >= 8 {
            raw.push(bits as u8);
            bits >>= 8;
            count -= 8;
        }
    }
    raw.push(bits as u8);
    (symbols, raw_bits, raw)
}

/// The sequences of a multiclass model: which weights are not zero, and these; of rows, the first, those
/// between, and what the last is more than foretold.
fn rows(weights: &[u8], apart: bool) -> Vec<Vec<u8>> {
    let mut sequences = vec![Vec::new(); if apart { 4 } else { 2 }];
    for group in weights.chunks(GROUP) {
        let mask = group.iter().rev().fold(0, |mask, weight| mask << 1 | u8::from(*weight != 0));
        sequences[0].push(mask);
        let values: Vec<u8> = group.iter().copied().filter(|weight| *weight != 0).collect();
        match values.as_slice() {
            [first, between @ .., _] if apart => {
                sequences[1].push(*first);
                sequences[2].extend(between);
                sequences[3].push(values.iter().fold(0u8, |sum, weight| sum.wrapping_add(*weight)));
            }
            values => sequences[1].extend(values),
        }
    }
    sequences
}

/// How frequent each symbol is, so that every one that occurs keeps a place and all fill a table.
fn frequencies(symbols: &[u8]) -> [u32; 256] {
    let mut counts = [0u32; 256];
    for &symbol in symbols {
        counts[usize::from(symbol)] += 1;
    }
    let total = symbols.len() as u64;
    if total == 0 {
        return counts;
    }
    let all = 1u64 << PRECISION;
    let mut frequencies = counts.map(|count| match u64::from(count) * all {
        0 => 0,
        share => (share / total).max(1) as u32,
    });
    // What rounding left over or took too much comes from the most frequent, who notice least.
    let mut sum: u32 = frequencies.iter().sum();
    while u64::from(sum) != all {
        let largest = frequencies.iter_mut().max().expect("there are 256");
        if u64::from(sum) < all {
            *largest += (all - u64::from(sum)) as u32;
        } else {
            *largest -= 1;
        }
        sum = frequencies.iter().sum();
    }
    frequencies
}

fn write_table(frequencies: &[u32; 256], packed: &mut Vec<u8>) {
    let present = || (0u8..=255).filter(|symbol| frequencies[usize::from(*symbol)] > 0);
    packed.extend((present().count() as u16).to_le_bytes());
    let mut last = 0u8;
    for symbol in present() {
        packed.push(symbol - last);
        packed.extend((frequencies[usize::from(symbol)] as u16).to_le_bytes());
        last = symbol;
    }
}

/// Codes the symbols from the last to the first, as unpacking undoes them. Gives the coders' states at the
/// first and the words in the order in which they are read.
fn code(sequences: &[Vec<u8>], tables: &[[u32; 256]]) -> ([u32; CODERS], Vec<u16>) {
    let mut states = [LOWEST; CODERS];
    let mut words: Vec<u16> = Vec::new();
    for (symbols, frequencies) in sequences.iter().zip(tables).rev() {
        let mut start = 0;
        let starts = frequencies.map(|frequency| {
            start += frequency;
            start - frequency
        });
        for (at, symbol) in symbols.iter().enumerate().rev() {
            let (frequency, start) = (frequencies[usize::from(*symbol)], starts[usize::from(*symbol)]);
            let state = &mut states[at % CODERS];
            if u64::from(*state) >= u64::from(frequency) << (32 - PRECISION) {
                words.push(*state as u16);
                *state >>= 16;
            }
            *state = (*state / frequency) << PRECISION | (*state % frequency + start);
        }
    }
    words.reverse();
    (states, words)
}

#[cfg(test)]
mod tests {
    use super::super::{DamagedWeights, Shuffle, unpack};
    use super::*;

    fn header(magic: &[u8; 4], numbers: [u32; 3]) -> Vec<u8> {
        let mut bytes = magic.to_vec();
        bytes.extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
        bytes
    }

    #[track_caller]
    fn check(bytes: &[u8]) -> usize {
        let packed = pack(bytes);
        assert!(unpack(&packed).as_deref() == Ok(bytes));
        packed.len()
    }

    #[test]
    fn linear_weights_come_back_whatever_they_are() {
        let mut numbers = Shuffle::new(7);
        for largest in [0, 1, 127, 128, 500, 2_047, 32_767] {
            let mut bytes = header(b"WSL1", [12, 5, 6]);
            for _ in 0..1 << 12 {
                let weight = numbers.below(2 * largest + 1) as i32 - largest as i32;
                bytes.extend((weight as i16).to_le_bytes());
            }
            check(&bytes);
        }
        let mut bytes = header(b"WSL1", [1, 0, 0]);
        bytes.extend([i16::MIN, i16::MAX].iter().flat_map(|weight| weight.to_le_bytes()));
        check(&bytes);
    }

    #[test]
    fn rows_come_back_whether_they_overlap_or_not() {
        let mut numbers = Shuffle::new(8);
        for (classes, shift) in [(8, 0), (4, 2), (40, 0), (1, 0)] {
            let mut bytes = header(b"WSR1", [10, classes, shift]);
            bytes.extend((0..(1 << 10) + classes).map(|_| numbers.below(256) as u8));
            check(&bytes);
        }
    }

    #[test]
    fn rows_that_sum_to_zero_take_no_room_for_the_last_weight() {
        let mut numbers = Shuffle::new(9);
        let mut bytes = header(b"WSR1", [16, 4, 2]);
        for _ in 0..(1 << 14) + 1 {
            let weights = [0; 3].map(|_| numbers.below(16) as i8 - 8);
            bytes.extend(weights.map(|weight| weight as u8));
            bytes.push(-weights.iter().sum::<i8>() as u8);
        }
        // Three weights of four bits each in a row of four bytes.
        assert!(check(&bytes) < bytes.len() * 12 / 32 + 3_000);
    }

    #[test]
    fn damage_is_noticed() {
        let mut bytes = header(b"WSR1", [10, 8, 0]);
        bytes.extend((0..(1 << 10) + 8).map(|at| (at % 7) as u8));
        let packed = pack(&bytes);
        for length in 0..packed.len() {
            assert_eq!(unpack(&packed[..length]), Err(DamagedWeights), "cut to {length}");
        }
        assert_eq!(unpack(&bytes), Err(DamagedWeights));
        let mut other = packed.clone();
        *other.last_mut().expect("it is not empty") ^= 1;
        assert_ne!(unpack(&other).as_deref(), Ok(bytes.as_slice()));
    }
}
