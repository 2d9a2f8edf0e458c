//! The command: what it prints, where it writes, and how it ends.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::folder::Folder;

fn example() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/diff/ferry")
}

const OLD: &[u8] =
    b"Two boats sank\n\nTwo boats sank off Skerrow on Monday, the coastguard said.\n\nNobody was hurt.\n";
const NEW: &[u8] =
    b"Two boats sank\n\nThree boats sank off Skerrow on Monday, the coastguard said.\n\nNobody was hurt.\n";
const NOTED: &[u8] =
    b"Two boats sank\n\nThree boats sank off Skerrow on Monday, the coastguard said.\n\nNobody was hurt.\n\n\
    Correction: Three boats sank, not two.\n";

fn folder(name: &str) -> Folder {
    Folder::new(
        &format!("diff-{name}"),
        &[
            ("a.txt", OLD),
            ("b.txt", NEW),
            ("c.txt", NOTED),
            ("x/story.1.txt", OLD),
            ("x/story.2.txt", NEW),
            ("x/story.3.txt", NOTED),
        ],
    )
}

fn run(command: &mut Command) -> (Option<i32>, String, String) {
    let Output { status, stdout, stderr } = command.output().expect("the command ends");
    (
        status.code(),
        String::from_utf8_lossy(&stdout).into_owned(),
        String::from_utf8_lossy(&stderr).into_owned(),
    )
}

#[test]
fn the_exit_status_tells_of_changes() {
    let folder = folder("status");
    let status = |arguments: &[&str]| run(folder.command(&["diff"]).args(arguments)).0;
    assert_eq!(status(&["a.txt", "b.txt"]), Some(0));
    assert_eq!(status(&["a.txt", "b.txt", "--fail-on", "silent"]), Some(1));
    assert_eq!(status(&["a.txt", "c.txt", "--fail-on", "silent"]), Some(0));
    assert_eq!(status(&["a.txt", "c.txt", "--fail-on", "any"]), Some(1));
    assert_eq!(status(&["a.txt", "a.txt", "--fail-on", "any"]), Some(0));
    assert_eq!(status(&["a.txt", "b.txt", "--fail-on", "conflicting"]), Some(0));
    assert_eq!(status(&["a.txt", "missing.txt", "--fail-on", "any"]), Some(2));
    assert_eq!(status(&[]), Some(2));
    assert_eq!(status(&["a.txt", "b.txt", "c.txt"]), Some(2));
    assert_eq!(status(&["a.txt", "b.txt", "--threads", "0"]), Some(2));
}

#[test]
fn a_folder_has_a_history() {
    let folder = folder("history");
    let (status, out, complaints) = run(&mut folder.command(&["diff", "x"]));
    assert_eq!((status, complaints.as_str()), (Some(0), ""));
    assert!(out.starts_with("3 versions of 1 article: 1 change.\n"), "{out}");
    let (_, two, _) = run(&mut folder.command(&["diff", "x/story.1.txt", "x/story.3.txt"]));
    assert!(two.contains("correction: “Correction: Three boats sank, not two.”"), "{two}");
    let (_, none, _) = run(&mut folder.command(&["diff", "a.txt"]));
    assert!(none.contains("No article has two versions."), "{none}");
}

#[test]
fn nothing_that_is_read_is_overwritten() {
    let folder = folder("guard");
    let (status, _, complaint) = run(&mut folder.command(&["diff", "a.txt", "b.txt", "--output", "b.txt"]));
    assert_eq!(status, Some(2));
    assert!(
        complaint.contains("cannot write b.txt: it is read, and nothing that is read is overwritten"),
        "{complaint}"
    );
    assert_eq!(folder.read("b.txt").as_bytes(), NEW);
    let (status, out, _) =
        run(&mut folder.command(&["diff", "a.txt", "b.txt", "--format", "json", "--output", "x/out.json"]));
    assert_eq!((status, out.as_str()), (Some(0), ""));
    assert!(folder.read("x/out.json").contains("\"histories\""));
    // What was written beside the articles is no article, and may be written again.
    let (status, out, _) =
        run(&mut folder.command(&["diff", "x", "--format", "json", "--output", "x/out.json"]));
    assert_eq!((status, out.as_str()), (Some(0), ""));
    assert!(folder.read("x/out.json").contains("\"versions\": 3"));
}

#[test]
fn what_is_written_beside_the_articles_is_left_out() {
    let folder = folder("own");
    for format in ["text", "html", "markdown", "json"] {
        let name = match format {
            "text" => "x/out.txt",
            "markdown" => "x/out.md",
            "html" => "x/out.html",
            _ => "x/out.json",
        };
        assert_eq!(
            run(folder
                .command(&["diff", "a.txt", "b.txt", "--format", format, "--output", name])
                .arg("--threads=1"))
            .0,
            Some(0)
        );
    }
    let (status, out, _) = run(&mut folder.command(&["diff", "x"]));
    assert_eq!(status, Some(0));
    assert!(out.starts_with("3 versions of 1 article: 1 change.\n"), "{out}");
}

#[test]
fn reports_are_compared_by_their_claims() {
    const THIRD: &[u8] =
        b"---\noutlet: The Echo\n---\n\n\xe2\x80\x9cWe will open the bridge by 21 March,\xe2\x80\x9d Mayor Elise Ortega told reporters on Monday.\n";
    let told = "---\noutlet: The Courant\n---\n\n“We will open the bridge by 12 March,” Mayor Elise Ortega told reporters on Monday.\n";
    let same = told.replace("The Courant", "The Post");
    let folder = Folder::new(
        "diff-reports",
        &[("in/courant.txt", told.as_bytes()), ("in/post.txt", same.as_bytes()), ("echo.txt", THIRD)],
    );
    let report = |paths: &[&str], output: &str| {
        let mut command = folder.command(&["report", "--format", "json", "--output", output]);
        assert_eq!(run(command.args(paths)).0, Some(0));
    };
    report(&["in"], "old.json");
    report(&["in", "echo.txt"], "new.json");
    let (status, out, complaints) =
        run(&mut folder.command(&["diff", "old.json", "new.json", "--fail-on", "conflicting"]));
    assert_eq!((status, complaints.as_str()), (Some(1), ""), "{out}");
    let out = out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(out.starts_with("2 reports: "), "{out}");
    assert!(out.contains("accounts differ now"), "{out}");
    assert!(out.contains("with the new article of The Echo"), "{out}");
    let (status, out, _) = run(&mut folder.command(&["diff", "old.json", "old.json", "--fail-on", "any"]));
    assert_eq!(status, Some(0));
    assert!(out.contains("Nothing was changed."), "{out}");
    let (_, back, _) = run(&mut folder.command(&["diff", "new.json", "old.json"]));
    let back = back.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(back.contains("without the article of The Echo"), "{back}");
    let (status, _, complaint) = run(&mut folder.command(&["diff", "old.json", "echo.txt"]));
    assert_eq!(status, Some(2));
    assert_eq!(
        complaint,
        "error: old.json is a report and the other is not; give two reports, or two versions of articles\n"
    );
    let (status, _, complaint) = run(&mut folder.command(&["diff", "old.json"]));
    assert_eq!(status, Some(2));
    assert_eq!(complaint, "error: old.json is a report; name a second one to compare it with\n");
    std::fs::write(folder.path().join("bad.json"), r#"{"format": 2, "clusters": 7, "articles": []}"#)
        .expect("it can be written");
    let (status, _, complaint) = run(&mut folder.command(&["diff", "bad.json", "old.json"]));
    assert_eq!(status, Some(2));
    assert!(
        complaint.starts_with("error: cannot read bad.json: ")
            && complaint.contains("write the report once more"),
        "{complaint}"
    );
}

#[test]
fn threads_and_runs_change_no_byte() {
    let folder = Folder::new("diff-threads", &[]);
    for format in ["text", "html", "markdown", "json"] {
        let written = |threads: &str| {
            run(folder.command(&["diff", "--format", format, "--threads", threads]).arg(example())).1
        };
        let one = written("1");
        assert!(one.len() > 100);
        assert_eq!(one, written("3"));
    }
}
