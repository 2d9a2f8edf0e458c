//! What README.md shows is what the command prints.
//!
//! Every block marked `console` begins with a command behind `$ `; below it stands what it prints,
//! where a line `[...]` stands for any number of lines.

use std::path::Path;
use std::process::{Command, Stdio};

use insta_cmd::get_cargo_bin;

#[test]
fn the_examples_print_what_they_show() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = std::fs::read_to_string(root.join("README.md")).expect("there is a README");
    let mut wrong = Vec::new();
    let mut checked = 0;
    for block in readme.split("```console\n").skip(1) {
        let block = block.split("\n```").next().expect("a block has an end");
        let (command, shown) = block.split_once('\n').expect("a command and what it prints");
        let command = command.strip_prefix("$ ").expect("a console block begins with a command");
        let printed = printed(command);
        checked += 1;
        if !matches(shown, &printed) {
            wrong.push(format!("$ {command}\n{printed}"));
        }
    }
    assert!(checked >= 5, "README.md has only {checked} examples");
    assert!(wrong.is_empty(), "README.md shows something else than:\n\n{}", wrong.join("\n"));
}

/// What a line of shell prints on standard output, with the built command on its path.
fn printed(command: &str) -> String {
    let binary = get_cargo_bin("whosaid");
    let folder = binary.parent().expect("the binary lies in a folder");
    let path = format!("{}:{}", folder.display(), std::env::var("PATH").unwrap_or_default());
    let output = Command::new("sh")
        .args(["-c", command])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env("PATH", path)
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .expect("a shell can be started");
    String::from_utf8(output.stdout).expect("the command prints UTF-8")
}

/// True when the printed lines are those shown, `[...]` standing for any.
fn matches(shown: &str, printed: &str) -> bool {
    let lines =
        |text: &str| text.trim_end().lines().map(|line| line.trim_end().to_string()).collect::<Vec<_>>();
    let shown = lines(shown);
    let parts: Vec<&[String]> = shown.split(|line| line == "[...]").collect();
    let printed = lines(printed);
    let mut rest = printed.as_slice();
    for (index, part) in parts.iter().enumerate() {
        let at = match index {
            0 => rest.starts_with(part).then_some(0),
            last if last + 1 == parts.len() => rest.ends_with(part).then(|| rest.len() - part.len()),
            _ => (0..=rest.len()).find(|at| rest[*at..].starts_with(part)),
        };
        match at {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    parts.len() > 1 || rest.is_empty()
}
