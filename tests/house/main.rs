//! The rules of the house, read off its source.
//!
//! The map in `src/lib.rs` says which rooms there are and in which order. `circles.txt` beside this
//! file holds the circles inside rooms that exist, one a line; it may only shrink.

mod circles;
mod reader;
mod reader_cases;
mod tokens;
mod tree;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use tree::{Tree, Use};

/// Longer files are to be cut in two.
const LONGEST_FILE: usize = 500;

#[test]
fn a_room_uses_only_rooms_to_its_left() {
    let rooms = rooms();
    let looks_right = |used: &Use| match (room_of(&used.from), room_of(&used.to)) {
        (Some(own), Some(other)) => position(&rooms, &other) > position(&rooms, &own),
        _ => false,
    };
    let offences: Vec<String> = Tree::of_the_house()
        .uses()
        .into_iter()
        .filter(looks_right)
        .map(|used| {
            format!(
                "{}:{} looks right, at {}: {}",
                used.from.display(),
                used.line,
                used.to.display(),
                used.name
            )
        })
        .collect();
    assert!(offences.is_empty(), "{}", offences.join("\n"));
}

#[test]
fn circles_inside_rooms_become_fewer() {
    let uses: Vec<Use> = Tree::of_the_house().uses();
    let inside: BTreeSet<(String, String)> = uses
        .iter()
        .filter(|used| room_of(&used.from).is_some() && room_of(&used.from) == room_of(&used.to))
        .map(|used| (name_of(&used.from), name_of(&used.to)))
        .collect();
    let found = circles::circles(&inside);
    let listed: BTreeSet<BTreeSet<String>> = read(Path::new("tests/house/circles.txt"))
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .map(|line| line.split_whitespace().map(str::to_owned).collect())
        .collect();
    let line = |circle: &BTreeSet<String>| circle.iter().cloned().collect::<Vec<_>>().join(" ");
    for circle in &found {
        assert!(
            listed.iter().any(|listed| circle.is_subset(listed)),
            "a new circle of files that use each other: {}\nits uses:\n{}",
            line(circle),
            uses_among(circle, &uses)
        );
    }
    assert_eq!(
        found,
        listed,
        "a circle has become smaller or is gone; tests/house/circles.txt is to hold no more than\n{}",
        found.iter().map(line).collect::<Vec<_>>().join("\n")
    );
}

/// The uses that tie a circle together, for who wants to cut one.
fn uses_among(circle: &BTreeSet<String>, uses: &[Use]) -> String {
    let inside = |used: &&Use| circle.contains(&name_of(&used.from)) && circle.contains(&name_of(&used.to));
    let line = |used: &Use| {
        format!("  {}:{} {} of {}", used.from.display(), used.line, used.name, used.to.display())
    };
    uses.iter().filter(inside).map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_map_names_every_room() {
    let rooms = rooms();
    for file in Tree::of_the_house().files() {
        if let Some(room) = room_of(file) {
            assert!(rooms.contains(&room), "the map in src/lib.rs does not name the room {room}");
        }
    }
    for room in &rooms {
        let there = root().join("src").join(room).is_dir() || root().join(format!("src/{room}.rs")).is_file();
        assert!(there, "the map in src/lib.rs names {room}, which is no room");
    }
}

#[test]
fn the_map_and_its_picture_agree() {
    let map = read(Path::new("src/lib.rs"));
    let picture = map.lines().find(|line| line.contains(" -> ") && !line.contains('|'));
    let picture = picture.expect("the map has a picture").trim_start_matches("//!");
    let drawn: Vec<&str> = picture.split_whitespace().filter(|word| !["->", "|"].contains(word)).collect();
    let rooms = rooms();
    let places: Vec<usize> = drawn.iter().map(|room| position(&rooms, room)).collect();
    assert!(places.is_sorted(), "the picture in src/lib.rs has another order than the table below it");
}

#[test]
fn no_file_is_too_long() {
    let long: Vec<String> = Tree::of_the_house()
        .files()
        .filter_map(|file| {
            let lines = read(file).lines().count();
            (lines > LONGEST_FILE).then(|| format!("{} has {lines} lines", file.display()))
        })
        .collect();
    assert!(long.is_empty(), "{}", long.join("\n"));
}

#[test]
fn every_file_says_what_it_is_for() {
    let silent: Vec<String> = Tree::of_the_house()
        .files()
        .filter(|file| !read(file).starts_with("//! "))
        .map(|file| file.display().to_string())
        .collect();
    assert!(silent.is_empty(), "no module documentation: {}", silent.join(", "));
}

#[test]
fn the_rooms_between_read_no_file_clock_or_chance() {
    const OUTSIDE: [&str; 6] = ["std::fs", "std::io", "std::time", "std::env", "std::net", "std::process"];
    const CALLS: [&str; 5] = ["println!", "eprintln!", "print!", "eprint!", "dbg!"];
    let rooms = rooms();
    let between = position(&rooms, "text")..=position(&rooms, "verify");
    let tree = Tree::of_the_house();
    let offences: Vec<String> = tree
        .outside()
        .into_iter()
        .filter(|(file, ..)| room_of(file).is_some_and(|room| between.contains(&position(&rooms, &room))))
        .filter(|(_, _, name)| {
            OUTSIDE.iter().any(|outside| *name == *outside || name.starts_with(&format!("{outside}::")))
                || CALLS.contains(&name.as_str())
                || name.ends_with("::now")
        })
        .map(|(file, line, name)| format!("{}:{line}: {name}", file.display()))
        .collect();
    assert!(offences.is_empty(), "{}", offences.join("\n"));
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(file: &Path) -> String {
    fs::read_to_string(root().join(file)).expect("the source is text")
}

/// The rooms from left to right: the rows of the map in `src/lib.rs`, then the command line and
/// the trainers, which stand on top of all.
fn rooms() -> Vec<String> {
    let map = read(Path::new("src/lib.rs"));
    let rows = map.lines().filter_map(|line| line.strip_prefix("//! | [`"));
    let names = rows.map(|row| row.trim_start_matches("mod@").split('`').next().unwrap_or_default());
    let mut rooms: Vec<String> = names.map(str::to_owned).collect();
    assert!(rooms.len() > 5, "the map in src/lib.rs cannot be read: {rooms:?}");
    for on_top in ["cli", "train"] {
        if !rooms.iter().any(|room| room == on_top) {
            rooms.push(on_top.to_owned());
        }
    }
    rooms
}

/// The room that a file belongs to; none for the crate's roots.
fn room_of(file: &Path) -> Option<String> {
    let name = name_of(file);
    let first = name.split('/').next().unwrap_or_default();
    let room = first.strip_suffix(".rs").unwrap_or(first);
    (!["lib", "main"].contains(&room)).then(|| room.to_owned())
}

/// The path of a file below `src`.
fn name_of(file: &Path) -> String {
    file.strip_prefix("src").unwrap_or(file).to_string_lossy().replace('\\', "/")
}

fn position(rooms: &[String], room: &str) -> usize {
    let place = rooms.iter().position(|other| other == room);
    place.unwrap_or_else(|| panic!("{room} is no room of the map in src/lib.rs"))
}
