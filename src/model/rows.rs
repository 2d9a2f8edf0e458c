//! A score for each of several classes from hashed features.

/// A multiclass linear model over hashed features, read in place from its bytes.
///
/// A feature's hash gives the place where its row begins; the weights of the classes lie there one
/// after the other, a byte each. Rows of different features may overlap: since a feature speaks for
/// few classes, the table is used far better than with rows side by side.
///
/// The bytes are a header of [`HEADER`](Rows::HEADER) bytes (the four letters `WSR1`, the number of
/// bits of the table's size, the number of classes, the number of bits a hash is shifted by; each
/// four bytes, little-endian) and the table, one row longer than its size.
///
/// `CLASSES` may exceed the classes in use; a multiple of 8 is read fastest.
#[derive(Clone, Copy, Debug)]
pub struct Rows<'a, const CLASSES: usize> {
    weights: &'a [u8],
    mask: u32,
    shift: u32,
}

/// Rows that are fetched before they are added up: they lie anywhere in a table larger than the
/// processor's cache, and so it waits for many of them at the same time.
const AT_ONCE: usize = 16;

impl<'a, const CLASSES: usize> Rows<'a, CLASSES> {
    /// The length of the header in bytes.
    pub const HEADER: usize = 16;

    /// Takes a model from its bytes.
    ///
    /// # Panics
    /// When the bytes are not a model of so many classes, or not all of one.
    pub const fn new(bytes: &'a [u8]) -> Self {
        let (header, weights) = bytes.split_at(Self::HEADER);
        assert!(number(header, 0) == u32::from_le_bytes(*b"WSR1"), "not the weights of a multiclass model");
        let bits = number(header, 4);
        let shift = number(header, 12);
        assert!(number(header, 8) as usize == CLASSES, "the weights are for another number of classes");
        assert!(shift <= bits && bits <= 28, "the header of the weights is broken");
        assert!(weights.len() == (1 << bits) + CLASSES, "the weights are cut short or too long");
        Rows { weights, mask: (1 << (bits - shift)) - 1, shift }
    }

    /// The scores of all classes. At most 250 features, so that no sum overflows.
    #[inline]
    pub fn scores(&self, features: &[u32]) -> [i16; CLASSES] {
        debug_assert!(features.len() <= 250, "too many features for sums of 16 bits");
        let mut scores = [0i16; CLASSES];
        for hashes in features.chunks(AT_ONCE) {
            let mut rows = [[0u8; CLASSES]; AT_ONCE];
            for (row, hash) in rows.iter_mut().zip(hashes) {
                let place = ((hash & self.mask) << self.shift) as usize;
                // The table is one row longer than the last place.
                *row = *self.weights[place..].first_chunk().expect("a row begins at every place");
            }
            for row in &rows[..hashes.len()] {
                for (score, &weight) in scores.iter_mut().zip(row) {
                    *score += i16::from(weight as i8);
                }
            }
        }
        scores
    }
}

/// The first class with the highest score.
#[inline]
pub fn best<Score: PartialOrd + Copy>(scores: &[Score]) -> usize {
    let mut best = 0;
    for class in 1..scores.len() {
        if scores[class] > scores[best] {
            best = class;
        }
    }
    best
}

const fn number(header: &[u8], at: usize) -> u32 {
    u32::from_le_bytes([header[at], header[at + 1], header[at + 2], header[at + 3]])
}
