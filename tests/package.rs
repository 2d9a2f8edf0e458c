//! What is published: how much it is, and that a checkout holds it as it was committed.

use std::fs;
use std::path::Path;
use std::process::Command;

/// The registry takes 10 MiB; a package is refused here before it comes near.
const LARGEST_PACKAGE: f64 = 9.0 * 1024.0 * 1024.0;

#[test]
fn the_package_is_far_from_the_registrys_limit() {
    let output = Command::new(env!("CARGO"))
        .args(["package", "--list", "--allow-dirty", "--offline", "--manifest-path"])
        .arg(root().join("Cargo.toml"))
        .output()
        .expect("cargo runs the tests");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let list = String::from_utf8(output.stdout).expect("names are UTF-8");
    // Some files are made only while packing, from files that are in the list.
    let mut sizes: Vec<(f64, &str)> = list
        .lines()
        .filter_map(|name| Some((packed_size(&fs::read(root().join(name)).ok()?), name)))
        .collect();
    assert!(sizes.iter().any(|(_, name)| *name == "src/lib.rs"), "the list has no source: {list}");
    sizes.sort_by(|a, b| b.0.total_cmp(&a.0));
    let total: f64 = sizes.iter().map(|(size, _)| size).sum();
    assert!(total < LARGEST_PACKAGE, "the package takes {total:.0} bytes, most for {:?}", &sizes[..5]);
}

/// How many bytes a file takes when each byte takes as many bits as its frequency asks for: more than in
/// the package, where repeated words are shortened too.
fn packed_size(bytes: &[u8]) -> f64 {
    let mut counts = [0u32; 256];
    for byte in bytes {
        counts[usize::from(*byte)] += 1;
    }
    let total = bytes.len() as f64;
    let bits: f64 = counts
        .iter()
        .filter(|count| **count > 0)
        .map(|count| f64::from(*count) * (total / f64::from(*count)).log2())
        .sum();
    bits / 8.0
}

#[test]
fn line_ends_are_as_they_were_committed() {
    let attributes = fs::read_to_string(root().join(".gitattributes")).expect("the file is there");
    assert!(attributes.lines().any(|line| line == "* -text"), "line ends may be changed: {attributes}");
    // The two kinds that a checkout could change into each other.
    let carries_returns = |name: &str| {
        fs::read(root().join(name))
            .expect("the corpus has the article")
            .windows(2)
            .any(|pair| pair == b"\r\n")
    };
    assert!(carries_returns("corpus/single/harbour-pilots-letter.txt"));
    assert!(!carries_returns("corpus/single/tide-tables.txt"));
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
