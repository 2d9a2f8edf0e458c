//! `extract` into a folder: one output for each input, runs that are stopped and go on, and what is refused.

mod folder;

use std::fs;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant, SystemTime};

use folder::{Folder, names_in};
use insta_cmd::get_cargo_bin;

/// An article as a line of JSON.
fn article(id: &str, outlet: &str, words: &str) -> String {
    format!(
        "{{\"id\": \"{id}\", \"outlet\": \"{outlet}\", \"date\": \"2025-03-11\", \"text\": \"“{words},” Elise Ortega \
         told reporters on Monday.\"}}\n"
    )
}

/// Three inputs of two articles each.
fn shards(name: &str) -> Folder {
    let texts: Vec<(String, String)> = (1..=3)
        .map(|number| {
            let first =
                article(&format!("a{number}"), "Courant", &format!("Bridge {number} will open in May"));
            let second = article(&format!("b{number}"), "Echo", &format!("Ferry {number} is out of service"));
            (format!("in/part-{number}.jsonl"), first + &second)
        })
        .collect();
    let files: Vec<(&str, &[u8])> =
        texts.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    Folder::new(&format!("shards-{name}"), &files)
}

fn run(folder: &Folder, arguments: &[&str]) -> Output {
    folder.command(arguments).output().expect("the command ends")
}

/// Runs the command, which must end well, and returns what it says.
#[track_caller]
fn done(folder: &Folder, arguments: &[&str]) -> String {
    let output = run(folder, arguments);
    let said = String::from_utf8(output.stderr).expect("messages are text");
    assert_eq!(output.status.code(), Some(0), "{said}");
    said
}

/// Runs the command, which must be refused, and returns why.
#[track_caller]
fn refused(folder: &Folder, arguments: &[&str]) -> String {
    let output = run(folder, arguments);
    assert_eq!(output.status.code(), Some(2));
    String::from_utf8(output.stderr).expect("messages are text")
}

fn changed(folder: &Folder, name: &str) -> SystemTime {
    let metadata = fs::metadata(folder.path().join(name)).expect("it is there");
    metadata.modified().expect("the system knows when it was changed")
}

/// What `extract` prints for one input.
fn printed(folder: &Folder, input: &str, format: &str) -> String {
    let output = run(folder, &["extract", input, "--format", format]);
    String::from_utf8(output.stdout).expect("the output is text")
}

#[test]
fn each_input_has_its_output() {
    let folder = shards("each");
    let said = done(&folder, &["extract", "in", "--output", "out/"]);
    assert!(said.starts_with("note: wrote 3 files with 6 attributions from 6 articles ("), "{said}");
    assert_eq!(
        names_in(&folder.path().join("out")),
        ["_manifest", "part-1.jsonl", "part-2.jsonl", "part-3.jsonl"]
    );
    for number in 1..=3 {
        let wanted = printed(&folder, &format!("in/part-{number}.jsonl"), "jsonl");
        assert_eq!(wanted.lines().count(), 2);
        assert_eq!(folder.read(&format!("out/part-{number}.jsonl")), wanted);
    }
    done(&folder, &["extract", "in", "--format", "csv", "--output", "tables/"]);
    assert_eq!(folder.read("tables/part-2.csv"), printed(&folder, "in/part-2.jsonl", "csv"));
}

#[test]
fn outputs_are_compressed_and_can_be_read_again() {
    let folder = shards("compressed");
    for (compress, ending) in [("gzip", "gz"), ("zstd", "zst")] {
        let out = format!("{compress}/");
        done(&folder, &["extract", "in", "--compress", compress, "--output", &out]);
        let name = format!("{compress}/part-1.jsonl.{ending}");
        let packed = fs::read(folder.path().join(&name)).expect("it is there");
        let unpacked = match compress {
            "gzip" => {
                let mut text = String::new();
                let mut decoder = flate2::read::MultiGzDecoder::new(packed.as_slice());
                std::io::Read::read_to_string(&mut decoder, &mut text).expect("it is gzip");
                text
            }
            _ => {
                let mut text = Vec::new();
                let mut decoder =
                    ruzstd::decoding::StreamingDecoder::new(packed.as_slice()).expect("it is zstd");
                std::io::Read::read_to_end(&mut decoder, &mut text).expect("it is one whole frame");
                String::from_utf8(text).expect("and text")
            }
        };
        assert_eq!(unpacked, printed(&folder, "in/part-1.jsonl", "jsonl"));
        // One file tells its compression by its ending.
        let one = format!("one.jsonl.{ending}");
        done(&folder, &["extract", "in/part-1.jsonl", "--output", &one]);
        assert_eq!(fs::read(folder.path().join(one)).expect("it is there"), packed);
    }
    let said = refused(&folder, &["extract", "in", "--compress", "zstd", "--format", "jsonl"]);
    assert!(said.contains("--compress is for files"), "{said}");
}

#[test]
fn a_run_goes_on_where_it_was_left() {
    let folder = shards("goes-on");
    done(&folder, &["extract", "in", "--output", "out/"]);
    let whole = folder.read("out/part-2.jsonl");
    let first = changed(&folder, "out/part-1.jsonl");
    fs::remove_file(folder.path().join("out/part-2.jsonl")).expect("it can be removed");
    fs::write(folder.path().join("out/part-3.jsonl"), "{").expect("it can be cut off");
    let said = done(&folder, &["extract", "in", "--output", "out/"]);
    assert!(said.contains("wrote 2 files") && said.contains("; 1 was complete already"), "{said}");
    assert_eq!(folder.read("out/part-2.jsonl"), whole);
    assert_eq!(changed(&folder, "out/part-1.jsonl"), first, "what is complete is left alone");
    let said = done(&folder, &["extract", "in", "--output", "out/"]);
    assert!(said.contains("wrote 0 files") && said.contains("; 3 were complete already"), "{said}");
    // An input that has changed is read again.
    let text = folder.read("in/part-1.jsonl") + &article("c1", "Pharos", "The tunnel is shut");
    fs::write(folder.path().join("in/part-1.jsonl"), text).expect("it can be written");
    let said = done(&folder, &["extract", "in", "--output", "out/"]);
    assert!(said.contains("wrote 1 file with 3 attributions"), "{said}");
}

/// The run waits at the pipe, where it is killed outright.
#[cfg(unix)]
#[test]
fn a_run_that_is_killed_goes_on() {
    let folder = shards("killed");
    let pipe = folder.path().join("in/part-2.jsonl");
    let text = fs::read(&pipe).expect("it is there");
    fs::remove_file(&pipe).expect("it can be removed");
    assert!(Command::new("mkfifo").arg(&pipe).status().expect("pipes can be made").success());
    let inputs = ["in/part-1.jsonl", "in/part-2.jsonl", "in/part-3.jsonl"];
    let arguments = [&["extract", "--output", "out/"], &inputs[..]].concat();
    let mut child = folder.command(&arguments).stderr(Stdio::null()).spawn().expect("the command starts");
    let begun = Instant::now();
    while !folder.path().join("out/_manifest/part-2.jsonl.json").exists() {
        assert!(begun.elapsed() < Duration::from_secs(120), "the run never came to the pipe");
        std::thread::yield_now();
    }
    child.kill().expect("it can be killed");
    child.wait().expect("and is gone");
    assert!(!folder.path().join("out/part-2.jsonl").exists());
    let first = changed(&folder, "out/part-1.jsonl");
    fs::remove_file(&pipe).expect("it can be removed");
    fs::write(&pipe, text).expect("it can be written");
    let said = done(&folder, &arguments);
    assert!(said.contains("wrote 2 files") && said.contains("; 1 was complete already"), "{said}");
    assert_eq!(changed(&folder, "out/part-1.jsonl"), first);
    assert_eq!(folder.read("out/part-2.jsonl"), printed(&folder, "in/part-2.jsonl", "jsonl"));
}

/// What an error breaks off leaves neither an output nor a hidden file, and is done by the next run.
#[cfg(unix)]
#[test]
fn a_full_disk_leaves_nothing_half_written() {
    let text: String =
        (0..300).map(|at| article(&format!("a{at}"), "Courant", &format!("Ferry {at} sank"))).collect();
    for (compression, name) in [("none", "many.jsonl"), ("gzip", "many.jsonl.gz"), ("zstd", "many.jsonl.zst")]
    {
        let folder = Folder::new(&format!("shards-full-{compression}"), &[("many.jsonl", text.as_bytes())]);
        let arguments = ["extract", "many.jsonl", "--compress", compression, "--output", "out/"];
        // The system refuses to let files grow, as it does on a full disk; its signal alone would end the run.
        let script = "ulimit -f 8; exec \"$0\" \"$@\"";
        let mut command = Command::new("sh");
        command.current_dir(folder.path()).args(["-c", script]).arg(get_cargo_bin("whosaid")).args(arguments);
        let output = command.output().expect("the command ends");
        let said = String::from_utf8(output.stderr).expect("messages are text");
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.starts_with(&format!("error: cannot write out/{name}: ")), "{said}");
        assert_eq!(names_in(&folder.path().join("out")), ["_manifest"]);
        assert!(done(&folder, &arguments).contains("wrote 1 file with 300 attributions"));
        assert_eq!(names_in(&folder.path().join("out")), ["_manifest", name]);
    }
}

#[test]
fn other_settings_and_versions_are_refused() {
    let folder = shards("refused");
    let again = ["extract", "in", "--output", "out/"];
    done(&folder, &again);
    let said = refused(&folder, &[&again[..], &["--scope", "full"]].concat());
    assert_eq!(
        said,
        "error: cannot write out/part-1.jsonl: it was written with another --scope (then speech, now full); \
         choose another folder, or write it anew with --force\n"
    );
    let said = refused(&folder, &[&again[..], &["--speaker", "Ortega"]].concat());
    assert!(said.contains("another --speaker (then not given, now Ortega)"), "{said}");
    let said = done(&folder, &[&again[..], &["--scope", "full", "--force"]].concat());
    assert!(said.contains("wrote 3 files"), "{said}");
    let said = refused(&folder, &again);
    assert!(said.contains("another --scope (then full, now speech)"), "{said}");
    let manifest = folder.read("out/_manifest/part-3.jsonl.json");
    let version = format!("\"whosaid\": \"{}\"", env!("CARGO_PKG_VERSION"));
    assert!(manifest.contains(&version), "{manifest}");
    let older = manifest.replace(&version, "\"whosaid\": \"0.0.1\"");
    fs::write(folder.path().join("out/_manifest/part-3.jsonl.json"), older).expect("it can be written");
    let said = refused(&folder, &["extract", "in/part-3.jsonl", "--scope", "full", "--output", "out/"]);
    assert!(said.contains("cannot write out/part-3.jsonl: version 0.0.1 wrote it, and this is"), "{said}");
    // What somebody else has put there stays.
    fs::write(folder.path().join("out/part-4.jsonl"), "notes\n").expect("it can be written");
    fs::write(folder.path().join("in/part-4.jsonl"), article("d", "Courant", "It is done"))
        .expect("so can it");
    let said = refused(&folder, &["extract", "in/part-4.jsonl", "--output", "out/"]);
    assert!(said.contains("there is such a file already, and no record of it"), "{said}");
    assert_eq!(folder.read("out/part-4.jsonl"), "notes\n");
}

#[test]
fn two_inputs_never_share_an_output() {
    let (one, two) = (article("a", "Courant", "It is done"), article("b", "Echo", "It is not done"));
    let files: [(&str, &[u8]); 3] = [
        ("in/a/x.jsonl", one.as_bytes()),
        ("in/b/x.jsonl", two.as_bytes()),
        ("in/b/x.csv", b"id,text\n1,It rains.\n"),
    ];
    let folder = Folder::new("shards-clash", &files);
    let said = refused(&folder, &["extract", "in/a/x.jsonl", "in/b/x.jsonl", "--output", "out/"]);
    assert_eq!(
        said,
        "error: in/a/x.jsonl and in/b/x.jsonl would both be written to out/x.jsonl; name the folder that holds \
         both, whose folders are kept, or write them to two folders\n"
    );
    assert!(!folder.path().join("out").exists());
    let said = refused(&folder, &["extract", "in", "--output", "out/"]);
    assert!(said.contains("in/b/x.csv and in/b/x.jsonl would both be written to out/b/x.jsonl"), "{said}");
    fs::remove_file(folder.path().join("in/b/x.csv")).expect("it can be removed");
    done(&folder, &["extract", "in", "--output", "out/"]);
    assert!(folder.read("out/a/x.jsonl").contains("It is done"));
    assert!(folder.read("out/b/x.jsonl").contains("It is not done"));
    // Two runs that know nothing of each other.
    done(&folder, &["extract", "in/a/x.jsonl", "--output", "other/"]);
    let said = refused(&folder, &["extract", "in/b/x.jsonl", "--output", "other/"]);
    assert!(said.contains("cannot write other/x.jsonl: it is made from "), "{said}");
    assert!(folder.read("other/x.jsonl").contains("It is done"));
}

#[test]
fn many_runs_fill_one_folder() {
    let texts: Vec<(String, String)> = (0..12)
        .map(|number| {
            (format!("in/part-{number}.jsonl"), article("a", "Courant", &format!("It is {number}")))
        })
        .collect();
    let files: Vec<(&str, &[u8])> =
        texts.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    let folder = Folder::new("shards-parallel", &files);
    let names: String = texts.iter().map(|(name, _)| format!("{name}\n")).collect();
    fs::write(folder.path().join("list"), names).expect("it can be written");
    let binary = get_cargo_bin("whosaid");
    let line = format!("xargs -n 2 -P 3 '{}' extract --threads 1 --output out/ < list", binary.display());
    let shell = Command::new("sh").args(["-c", &line]).current_dir(folder.path()).output();
    assert!(shell.expect("a shell can be started").status.success());
    done(&folder, &["extract", "in", "--output", "alone/"]);
    for number in 0..12 {
        let name = format!("part-{number}.jsonl");
        assert_eq!(folder.read(&format!("out/{name}")), folder.read(&format!("alone/{name}")));
    }
    let drafts = names_in(&folder.path().join("out/_manifest"));
    assert_eq!(drafts.len(), 12, "{drafts:?}");
}

#[test]
fn what_cannot_be_read_is_named_at_the_end() {
    let folder = shards("unread");
    fs::write(folder.path().join("in/part-2.jsonl"), "nothing that can be read\n")
        .expect("it can be written");
    let text = folder.read("in/part-3.jsonl") + "{\"text\": \n";
    fs::write(folder.path().join("in/part-3.jsonl"), text).expect("it can be written");
    let said = refused(&folder, &["extract", "in", "missing.jsonl", "--output", "out/"]);
    assert!(said.contains("cannot read missing.jsonl: there is no such file or folder"), "{said}");
    assert!(said.contains("note: wrote 2 files with 4 attributions"), "{said}");
    assert!(
        said.contains("\nnote: read in part: in/part-3.jsonl\nnote: not read: in/part-2.jsonl\n"),
        "{said}"
    );
    assert_eq!(names_in(&folder.path().join("out")), ["_manifest", "part-1.jsonl", "part-3.jsonl"]);
    assert_eq!(names_in(&folder.path().join("out/_manifest")), ["part-1.jsonl.json", "part-3.jsonl.json"]);
    let again = run(&folder, &["extract", "in", "--output", "out/"]);
    let said = String::from_utf8(again.stderr).expect("messages are text");
    assert!(
        said.contains("2 were complete already, 1 of them without records that could not be read"),
        "{said}"
    );
}
