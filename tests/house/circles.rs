//! Files that use each other in a circle.

use std::collections::{BTreeMap, BTreeSet};

/// The circles among these uses: sets of nodes each of which reaches every other, none of them
/// alone. (Tarjan 1972, by two walks instead: Kosaraju's.)
pub fn circles(uses: &BTreeSet<(String, String)>) -> BTreeSet<BTreeSet<String>> {
    let mut forth: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut back: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (from, to) in uses {
        forth.entry(from).or_default().push(to);
        back.entry(to).or_default().push(from);
    }
    let nodes: BTreeSet<&str> = forth.keys().chain(back.keys()).copied().collect();
    let (mut seen, mut order) = (BTreeSet::new(), Vec::new());
    for node in &nodes {
        walk(node, &forth, &mut seen, &mut order);
    }
    let mut seen = BTreeSet::new();
    let mut found = BTreeSet::new();
    for node in order.iter().rev() {
        let mut circle = Vec::new();
        walk(node, &back, &mut seen, &mut circle);
        if circle.len() > 1 {
            found.insert(circle.into_iter().map(str::to_owned).collect());
        }
    }
    found
}

/// Adds what is reached from a node and was not seen, each behind what it reaches.
fn walk<'a>(
    node: &'a str,
    ways: &BTreeMap<&'a str, Vec<&'a str>>,
    seen: &mut BTreeSet<&'a str>,
    order: &mut Vec<&'a str>,
) {
    if seen.insert(node) {
        for next in ways.get(node).into_iter().flatten() {
            walk(next, ways, seen, order);
        }
        order.push(node);
    }
}
