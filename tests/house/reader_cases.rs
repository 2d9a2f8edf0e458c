//! The reader of the house's own source, case by case: what it must see and what it must leave out.

use std::collections::BTreeSet;

use super::circles::circles;
use super::reader;
use super::tree::Tree;

/// Checks which paths are read off a source.
#[track_caller]
fn check(source: &str, expected: &[&str]) {
    let named = reader::read(source).paths;
    let named: Vec<String> = named.iter().map(|named| named.path.join("::")).collect();
    assert_eq!(named, expected, "in\n{source}");
}

/// Checks what `src/text/mod.rs`, the given source, uses of the files around it.
#[track_caller]
fn check_uses(source: &str, expected: &[&str]) {
    let tree = Tree::new(&[
        (
            "src/lib.rs",
            "pub mod place; pub mod report; pub mod text; pub use report::Report; pub use place::Span;",
        ),
        ("src/place.rs", "pub struct Span;"),
        ("src/report/json.rs", "pub struct Verdict;"),
        ("src/report/mod.rs", "pub mod json; pub use self::json::Verdict; pub struct Report;"),
        ("src/text/marks.rs", "pub fn marks() {}"),
        ("src/text/mod.rs", &format!("mod marks;\n{source}")),
    ]);
    let uses = tree.uses().into_iter().filter(|used| used.from.ends_with("text/mod.rs"));
    let files: Vec<String> = uses.map(|used| used.to.to_string_lossy().into_owned()).collect();
    assert_eq!(files, expected, "of\n{source}");
}

#[test]
fn imports_are_read_however_they_are_written() {
    check("use crate::place::Span;", &["crate::place::Span"]);
    check("pub(crate) use crate::text;", &["crate::text"]);
    check("pub use self::marks::Mark as Sign;", &["self::marks::Mark"]);
    check(
        "use crate::{place, text::{Document, marks::{self, Mark}}};",
        &["crate::place", "crate::text::Document", "crate::text::marks", "crate::text::marks::Mark"],
    );
    check("use crate::{\n    place::Span,\n    text::*, // all\n};", &["crate::place::Span", "crate::text"]);
    check(
        "use super::super::dates::{Reading, read_date};",
        &["super::super::dates::Reading", "super::super::dates::read_date"],
    );
    check("use crate\n    ::text\n    ::Document;", &["crate::text::Document"]);
    check("fn one() { use crate::text::Document; }", &["crate::text::Document"]);
    check("use std::fmt::Write as _;", &["std::fmt::Write"]);
}

#[test]
fn paths_in_code_are_read() {
    check(
        "fn one() -> crate::place::Span { crate::text::read() }",
        &["crate::place::Span", "crate::text::read"],
    );
    check("const SPANS: [crate::place::Span; 2] = [];", &["crate::place::Span"]);
    check("impl crate::text::Read for Vec<marks::Mark> {}", &["crate::text::Read", "marks::Mark"]);
    check("let all = crate::text::all::<u8>();", &["crate::text::all"]);
    check("let one = <Span as crate::place::Whole>::whole();", &["crate::place::Whole"]);
    check("let all = vec![crate::text::one()];", &["crate::text::one"]);
    check("#[derive(serde::Serialize)] struct One;", &["serde::Serialize"]);
    check("pub(in crate::text) fn one() {}", &[]);
    check("let (a, b): (u8, u8) = x; a.b.c()", &[]);
}

#[test]
fn words_that_are_no_code_are_left_out() {
    check("// use crate::text::Document;\n/// crate::text\nfn one() {}", &[]);
    check("/* use crate::a; /* nested */ use crate::b; */ use crate::c::d;", &["crate::c::d"]);
    check(r#"let words = "use crate::text::Document; \" crate::a";"#, &[]);
    check(r##"let words = r#"a " crate::text::b "#; crate::c::d();"##, &["crate::c::d"]);
    check(r#"let words = (b"crate::a::b", br"crate::a\", c"crate::a::b");"#, &[]);
    check(r#"let signs = ['"', '\'', '\u{201c}', 'a']; crate::c::d();"#, &["crate::c::d"]);
    check("fn one<'a>(words: &'a str) -> crate::a::B<'a> {}", &["crate::a::B"]);
    check("let range = 0..5; let part = 1.5e3; crate::a::b();", &["crate::a::b"]);
    check("r#use::r#in::one();", &["r#use::r#in::one"]);
}

#[test]
fn what_only_tests_compile_is_left_out_and_what_follows_is_read() {
    check("#[cfg(test)]\nmod tests;\nuse crate::a::b;", &["crate::a::b"]);
    check(
        "#[cfg(test)]\nmod tests { use crate::z::z; fn f() { if x { y } } }\nuse crate::a::b;",
        &["crate::a::b"],
    );
    check("#[cfg(test)]\nuse crate::z::{y, z};\nuse crate::a::b;", &["crate::a::b"]);
    check(
        "#[cfg(test)]\n#[derive(Debug)]\npub(crate) struct Z(crate::z::Z);\nuse crate::a::b;",
        &["crate::a::b"],
    );
    check("#[cfg(test)]\nimpl Z { fn z() { crate::z::z() } }\nuse crate::a::b;", &["crate::a::b"]);
    check("#[cfg(test)]\nfn z<A, B>() -> [u8; 3] { crate::z::z() }\nuse crate::a::b;", &["crate::a::b"]);
    check("#[cfg(test)]\nconst Z: Z = Z { z: crate::z::z() };\nuse crate::a::b;", &["crate::a::b"]);
    check("#[cfg(test)]\nconst fn z() { crate::z::z() }\nuse crate::a::b;", &["crate::a::b"]);
    check("struct A { #[cfg(test)] z: crate::z::Z, b: crate::a::B }", &["crate::a::B"]);
    check("struct A { #[cfg(test)] z: crate::z::Z }\nuse crate::a::b;", &["crate::a::b"]);
    check("#[cfg(all(test, unix))]\nmod z { use crate::z::z; }\nuse crate::a::b;", &["crate::a::b"]);
    check("#[test]\nfn z() { crate::z::z(); }\nuse crate::a::b;", &["crate::a::b"]);
    check("#![cfg(test)]\nuse crate::z::z;", &[]);
    check(
        "// }\n#[cfg(test)]\nmod z { const Z: &str = \"}\"; use crate::z::z; }\nuse crate::a::b;",
        &["crate::a::b"],
    );
}

#[test]
fn what_is_compiled_without_tests_as_well_is_read() {
    check("#[cfg(feature = \"train\")]\npub mod training { use crate::a::b; }", &["crate::a::b"]);
    check("#[cfg(any(test, feature = \"train\"))]\nuse crate::a::b;", &["crate::a::b"]);
    check("#[cfg(not(test))]\nuse crate::a::b;", &["crate::a::b"]);
}

#[test]
fn lines_are_counted() {
    let read = reader::read(
        "//! Doc.\n\nuse crate::{\n    a::b,\n    c::d,\n};\nconst X: &str = \"\n\n\";\ncrate::e::f();",
    );
    assert_eq!(read.paths.iter().map(|named| named.line).collect::<Vec<_>>(), [4, 5, 10]);
}

#[test]
fn paths_are_followed_to_the_file_that_has_them() {
    check_uses("use crate::report::Report;", &["src/report/mod.rs"]);
    check_uses("use crate::report::json::Verdict;", &["src/report/json.rs"]);
    // Through a re-export of the room, and of the crate.
    check_uses("use crate::report::Verdict;", &["src/report/json.rs"]);
    check_uses("use crate::Report;", &["src/report/mod.rs"]);
    check_uses("use crate::Span;", &["src/place.rs"]);
    check_uses("fn one() { crate::Report::new() }", &["src/report/mod.rs"]);
    check_uses("use super::report;", &["src/report/mod.rs"]);
    // Through a name that was imported, and a module that was declared.
    check_uses(
        "use crate::report;\nfn one() { report::json::one() }",
        &["src/report/mod.rs", "src/report/json.rs"],
    );
    check_uses("fn one() { marks::marks() }", &["src/text/marks.rs"]);
    check_uses("use self::marks::{self, marks};", &["src/text/marks.rs", "src/text/marks.rs"]);
    check_uses("use marks::*;", &["src/text/marks.rs"]);
    // From a module inside the file.
    check_uses(
        "mod inner { use super::marks::marks; use super::super::report::Report; }",
        &["src/text/marks.rs", "src/report/mod.rs"],
    );
    check_uses("use std::fs::File; use serde::Serialize; fn one() { Vec::new() }", &[]);
    check_uses("struct Own; mod inner { use super::Own; }", &[]);
}

#[test]
fn a_child_that_uses_what_its_room_has_from_elsewhere_uses_that() {
    let tree = Tree::new(&[
        ("src/text/marks.rs", "use super::{Span, Document}; use crate::text::tokens;"),
        ("src/text/mod.rs", "mod marks; mod tokens; use crate::place::Span; pub struct Document;"),
        ("src/text/tokens.rs", "#[cfg(test)] mod tests { use super::super::marks::Mark; }"),
        ("src/place.rs", "pub struct Span;"),
        ("src/lib.rs", "mod place; mod text;"),
    ]);
    let uses: Vec<String> =
        tree.uses().iter().map(|used| format!("{} {}", used.from.display(), used.to.display())).collect();
    assert_eq!(
        uses,
        [
            "src/text/marks.rs src/place.rs",
            "src/text/marks.rs src/text/mod.rs",
            "src/text/marks.rs src/text/tokens.rs",
            "src/text/mod.rs src/place.rs",
        ]
    );
}

#[test]
fn a_file_of_tests_may_import_what_it_likes() {
    let tree = Tree::new(&[
        ("src/lib.rs", "mod report; mod text;"),
        ("src/report.rs", ""),
        ("src/text/mod.rs", "#[cfg(test)]\nmod tests;\nuse crate::report;"),
        ("src/text/tests.rs", "use crate::report;"),
    ]);
    assert_eq!(tree.uses().len(), 1);
}

#[test]
fn the_trainer_is_a_program_of_its_own() {
    let tree = Tree::new(&[
        ("src/lib.rs", "pub mod text;"),
        ("src/text.rs", ""),
        ("src/train/folds.rs", "use crate::main; use super::main;"),
        ("src/train/main.rs", "mod folds; use whosaid::text; fn main() { crate::folds::one() }"),
    ]);
    let uses: Vec<String> = tree.uses().iter().map(|used| used.to.to_string_lossy().into_owned()).collect();
    assert_eq!(uses, ["src/train/main.rs", "src/train/main.rs", "src/text.rs", "src/train/folds.rs"]);
}

#[test]
fn circles_are_found() {
    let uses = |pairs: &[(&str, &str)]| -> BTreeSet<(String, String)> {
        pairs.iter().map(|(from, to)| ((*from).to_owned(), (*to).to_owned())).collect()
    };
    let found = |pairs: &[(&str, &str)]| -> Vec<String> {
        circles(&uses(pairs)).iter().map(|circle| circle.iter().cloned().collect::<String>()).collect()
    };
    assert_eq!(found(&[("a", "b"), ("b", "c"), ("a", "c")]), Vec::<String>::new());
    assert_eq!(found(&[("a", "b"), ("b", "a"), ("b", "c")]), ["ab"]);
    assert_eq!(
        found(&[("a", "b"), ("b", "c"), ("c", "a"), ("d", "a"), ("d", "e"), ("e", "d")]),
        ["abc", "de"]
    );
    assert_eq!(found(&[("b", "a"), ("a", "c"), ("c", "d"), ("d", "c"), ("c", "b"), ("x", "x")]), ["abcd"]);
}
