//! Trains the embedded weights from data in the given formats.
fn main() {}
