//! The rules of the house, read off its source.

use std::fs;
use std::path::{Path, PathBuf};

/// The rooms from left to right, as the map in `src/lib.rs` has them.
const ROOMS: [&str; 14] = [
    "place",
    "model",
    "ingest",
    "text",
    "syntax",
    "attribution",
    "speaker",
    "align",
    "cluster",
    "compare",
    "audit",
    "report",
    "cli",
    "train",
];

/// Longer files are to be cut in two.
const LONGEST_FILE: usize = 500;

#[test]
fn a_room_uses_only_rooms_to_its_left() {
    let mut offences = Vec::new();
    for file in sources() {
        let Some(own) = room_of(&file) else { continue };
        for (number, line) in code(&file) {
            for used in rooms_named_in(&line) {
                if position(used) > position(own) {
                    offences.push(format!(
                        "{}:{number} looks right, at {used}: {}",
                        file.display(),
                        line.trim()
                    ));
                }
            }
        }
    }
    assert!(offences.is_empty(), "{}", offences.join("\n"));
}

#[test]
fn the_map_names_every_room() {
    let map = fs::read_to_string(root().join("src/lib.rs")).expect("the crate has a root");
    for file in sources() {
        if let Some(room) = room_of(&file).filter(|room| !["train", "cli"].contains(room)) {
            assert!(
                map.contains(&format!("//! | [`{room}`]")) || map.contains(&format!("//! | [`mod@{room}`]")),
                "the map in src/lib.rs does not name the room {room}"
            );
        }
    }
}

#[test]
fn no_file_is_too_long() {
    let long: Vec<String> = sources()
        .into_iter()
        .filter_map(|file| {
            let lines = read(&file).lines().count();
            (lines > LONGEST_FILE).then(|| format!("{} has {lines} lines", file.display()))
        })
        .collect();
    assert!(long.is_empty(), "{}", long.join("\n"));
}

#[test]
fn every_file_says_what_it_is_for() {
    let silent: Vec<String> = sources()
        .into_iter()
        .filter(|file| !read(file).starts_with("//! "))
        .map(|file| file.display().to_string())
        .collect();
    assert!(silent.is_empty(), "no module documentation: {}", silent.join(", "));
}

#[test]
fn the_rooms_between_read_no_file_clock_or_chance() {
    let outside =
        ["std::fs", "std::io", "std::time", "std::env", "std::net", "std::process", "println!", "Zoned::now"];
    let mut offences = Vec::new();
    for file in sources() {
        let between = room_of(&file)
            .is_some_and(|room| (position("text")..=position("compare")).contains(&position(room)));
        if !between {
            continue;
        }
        for (number, line) in code(&file) {
            if outside.iter().any(|name| line.contains(name)) {
                offences.push(format!("{}:{number}: {}", file.display(), line.trim()));
            }
        }
    }
    assert!(offences.is_empty(), "{}", offences.join("\n"));
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every Rust file below `src`, as a path from there.
fn sources() -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![root().join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("the source can be listed") {
            let path = entry.expect("the source can be listed").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let from_root = path.strip_prefix(root()).expect("it lies below the root");
                files.push(from_root.to_owned());
            }
        }
    }
    files.sort();
    files
}

fn read(file: &Path) -> String {
    fs::read_to_string(root().join(file)).expect("the source is text")
}

/// The lines of a file that are code, with their numbers: no comments, and nothing behind the
/// first line of its tests.
fn code(file: &Path) -> Vec<(usize, String)> {
    read(file)
        .lines()
        .enumerate()
        .take_while(|(_, line)| !line.starts_with("#[cfg(test)]"))
        .filter(|(_, line)| !line.trim_start().starts_with("//"))
        .map(|(index, line)| (index + 1, line.to_string()))
        .collect()
}

/// The room that a file belongs to; none for the crate's roots.
fn room_of(file: &Path) -> Option<&'static str> {
    let first = file.strip_prefix("src").ok()?.components().next()?.as_os_str().to_str()?;
    let name = first.strip_suffix(".rs").unwrap_or(first);
    let room = ROOMS.iter().find(|room| **room == name).copied();
    assert!(
        room.is_some() || ["lib", "main"].contains(&name),
        "src/{name} is no room; add it to the map and to this test"
    );
    room
}

fn position(room: &str) -> usize {
    ROOMS.iter().position(|other| *other == room).expect("only rooms are asked for")
}

/// The rooms that a line names as `crate::room` or `whosaid::room`, in a list of braces as well.
fn rooms_named_in(line: &str) -> Vec<&'static str> {
    let mut named = Vec::new();
    for start in ["crate::", "whosaid::"] {
        for (at, _) in line.match_indices(start) {
            let rest = &line[at + start.len()..];
            let names: Vec<&str> = match rest.strip_prefix('{') {
                Some(list) => list.split('}').next().unwrap_or_default().split(',').collect(),
                None => vec![rest],
            };
            for name in names {
                let name =
                    name.trim().split(|letter: char| !letter.is_alphanumeric() && letter != '_').next();
                named.extend(ROOMS.iter().find(|room| Some(**room) == name).copied());
            }
        }
    }
    named
}
