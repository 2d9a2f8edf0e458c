//! One score from hashed features: a probability, or a rank among candidates.

/// The largest weight of a model is this many steps from zero. Each doubling costs about a bit for every
/// weight when they are packed. Held against four times as many on PolNeAR's development articles and on
/// articles that nothing was chosen by, these move no figure of the attributions or of their speakers by more
/// than .002, and more of them up than down.
const STEPS: f32 = 508.0;

/// A linear model over hashed features, read in place from its bytes.
///
/// The bytes are a header of [`HEADER`](Linear::HEADER) bytes (the four letters `WSL1`, the number
/// of bits of the table's size, the scale of a weight, the bias; each four bytes, little-endian)
/// and two bytes for each weight.
///
/// The weights in the binary are packed; [`unpack`](super::unpack) gives these bytes.
#[derive(Clone, Copy, Debug)]
pub struct Linear<'a> {
    weights: &'a [u8],
    mask: u32,
    scale: f32,
    bias: f32,
}

impl<'a> Linear<'a> {
    /// The length of the header in bytes.
    pub const HEADER: usize = 16;

    /// Takes a model from its bytes.
    ///
    /// # Panics
    /// When the bytes are not a model, or not all of one.
    pub const fn new(bytes: &'a [u8]) -> Self {
        let (header, weights) = bytes.split_at(Self::HEADER);
        let magic = word(header, 0);
        assert!(
            u32::from_le_bytes(magic) == u32::from_le_bytes(*b"WSL1"),
            "not the weights of a linear model"
        );
        let bits = u32::from_le_bytes(word(header, 4));
        assert!(bits <= 28 && weights.len() == 2 << bits, "the weights are cut short or too long");
        Linear {
            weights,
            mask: (1 << bits) - 1,
            scale: f32::from_le_bytes(word(header, 8)),
            bias: f32::from_le_bytes(word(header, 12)),
        }
    }

    /// The bytes of a model whose table has a power of two of weights.
    pub(super) fn to_bytes(weights: &[f32], bias: f32) -> Vec<u8> {
        debug_assert!(weights.len().is_power_of_two(), "the table's size is a power of two");
        let largest = weights.iter().fold(0f32, |largest, weight| largest.max(weight.abs()));
        let scale = if largest > 0.0 { largest / STEPS } else { 1.0 };
        let mut bytes = Vec::with_capacity(Self::HEADER + 2 * weights.len());
        bytes.extend(b"WSL1");
        bytes.extend(weights.len().trailing_zeros().to_le_bytes());
        bytes.extend(scale.to_le_bytes());
        bytes.extend(bias.to_le_bytes());
        for weight in weights {
            bytes.extend(((weight / scale).round() as i16).to_le_bytes());
        }
        bytes
    }

    /// The same model with weights of as many steps as are stored now, which may be fewer than when it was
    /// trained.
    #[cfg(feature = "train")]
    pub fn requantised(&self) -> Vec<u8> {
        let (weights, _) = self.weights.as_chunks::<2>();
        let weights: Vec<f32> =
            weights.iter().map(|weight| f32::from(i16::from_le_bytes(*weight)) * self.scale).collect();
        Linear::to_bytes(&weights, self.bias)
    }

    /// The score of a candidate: log odds of a binary model, a rank of a choice model.
    #[inline]
    pub fn score(&self, features: &[u32]) -> f32 {
        self.scaled(self.sum(features))
    }

    /// The sum of the weights of some features, for [`scaled`](Linear::scaled): what many candidates
    /// share is added up once.
    #[inline]
    pub fn sum(&self, features: &[u32]) -> i32 {
        let mut sum = 0i32;
        for hash in features {
            let place = 2 * (hash & self.mask) as usize;
            sum += i32::from(i16::from_le_bytes([self.weights[place], self.weights[place + 1]]));
        }
        sum
    }

    /// The score of a candidate, from the sum of the weights of all its features.
    #[inline]
    pub fn scaled(&self, sum: i32) -> f32 {
        sum as f32 * self.scale + self.bias
    }

    /// The probability that a binary model gives to "yes".
    #[inline]
    pub fn probability(&self, features: &[u32]) -> f32 {
        1.0 / (1.0 + (-self.score(features)).exp())
    }
}

/// Turns the scores of rival candidates into probabilities that sum to one.
pub fn softmax(scores: &mut [f32]) {
    let largest = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let mut sum = 0.0;
    for score in scores.iter_mut() {
        *score = (*score - largest).exp();
        sum += *score;
    }
    for score in scores {
        *score /= sum;
    }
}

/// Four bytes of a header.
const fn word(header: &[u8], at: usize) -> [u8; 4] {
    [header[at], header[at + 1], header[at + 2], header[at + 3]]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_come_back_as_they_were() {
        let bytes = Linear::to_bytes(&[0.5, -1.5, 0.0, 3.0], 0.25);
        let model = Linear::new(&bytes);
        assert!((model.score(&[]) - 0.25).abs() < 1e-4);
        assert!((model.score(&[1]) + 1.25).abs() < 3e-3);
        // Only the low bits of a hash count.
        assert!((model.score(&[0, 7]) - 3.75).abs() < 3e-3);
        assert!(model.probability(&[1]) < 0.5 && model.probability(&[3]) > 0.5);
    }

    #[test]
    #[should_panic(expected = "cut short")]
    fn a_model_cut_short_is_refused() {
        let bytes = Linear::to_bytes(&[0.0; 8], 0.0);
        Linear::new(&bytes[..bytes.len() - 1]);
    }

    #[test]
    fn softmax_sums_to_one_even_for_large_scores() {
        let mut scores = [1000.0, 1000.0, -1000.0];
        softmax(&mut scores);
        assert_eq!(scores, [0.5, 0.5, 0.0]);
    }
}
