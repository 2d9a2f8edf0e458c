//! Work on many things at once, on the threads of the process.

use rayon::prelude::*;

/// What is made of each, in their order.
pub fn each<T: Sync, U: Send>(all: &[T], make: impl Fn(&T) -> U + Sync + Send) -> Vec<U> {
    all.par_iter().map(make).collect()
}
