//! Models: how features are hashed, how weights are stored, scored and trained.
//!
//! What comes in are hashed features ([`feature`], [`Features`]) or plain numbers; what goes out are
//! scores. [`Linear`] gives one score for hashed features, as a probability or to rank candidates;
//! [`Rows`] gives one for each of several classes; [`Trees`] gives one for numbers that bear on each
//! other. Linear weights are stored packed ([`pack`], [`unpack`]) and unpacked when first
//! asked for; then they are read in place from their bytes, and nothing is parsed or copied. Tables of known
//! words are [`WordMap`]s, by the same quick hash.
//!
//! The rooms that classify (syntax, attribution, align, compare) share this one; none of their rules live
//! here.

mod features;
mod linear;
mod linear_trainer;
mod packed;
mod packing;
mod rows;
mod rows_trainer;
mod shuffle;
mod trees;
mod trees_trainer;
mod word_map;

pub use features::{Features, feature, hash_word};
pub use linear::{Linear, softmax};
pub use linear_trainer::{LinearSettings, LinearTrainer};
pub use packed::{DamagedWeights, unpack, unpack_embedded};
pub use packing::pack;
pub use rows::{Rows, best};
pub use rows_trainer::{RowsSettings, RowsTrainer};
pub use shuffle::{Shuffle, mixed};
pub use trees::{Tree, Trees, choice};
pub use trees_trainer::{Growth, Row, grow, grow_choice, grow_order};
pub use word_map::{WordHasher, WordMap};
