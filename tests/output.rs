//! What is written, and what never is: nothing that is read is overwritten, nothing is left half
//! written, and nothing that an article holds acts on whoever reads the output.

mod folder;
mod snapshot;

use std::fs::{self, File, OpenOptions};
use std::process::{Command, Stdio};

use folder::{Folder, names_in};
use insta_cmd::{assert_cmd_snapshot, get_cargo_bin};
use whosaid::report::visible::is_unsafe;

const STORY: &str = "“Trains will run again by 12 March,” Elise Ortega told reporters.\n";
const ECHO: &str = "“Trains will run again by 21 March,” said Elise Ortega.\n";

#[test]
fn what_is_read_is_not_overwritten() {
    let folder = stories("read-and-written");
    check_refused(&folder, "output-is-input", &["report", "a.txt", "--output", "a.txt"]);
    check_refused(&folder, "output-is-input-by-path", &["extract", "a.txt", "--output", "sub/../a.txt"]);
    check_refused(&folder, "output-in-input-folder", &["report", ".", "--output", "sub/b.txt"]);
    let speakers = ["extract", "a.txt", "--speakers", "who.toml", "--output", "./who.toml"];
    check_refused(&folder, "output-is-speakers-file", &speakers);
    let against = ["verify", "a.txt", "--against", "sub", "--output", "sub/b.txt"];
    check_refused(&folder, "output-is-transcript", &against);
    let absolute = folder.path().join("a.txt");
    let output = folder.command(&["report", "a.txt", "--output"]).arg(absolute).output();
    assert_eq!(output.expect("the command ends").status.code(), Some(2));
    assert_eq!(folder.read("a.txt"), STORY);
}

#[test]
fn a_report_takes_the_place_of_the_last_one() {
    let folder = stories("again");
    let formats: [(&str, &[&str]); 11] = [
        ("report.html", &["report", ".", "--format", "html"]),
        ("report.json", &["report", ".", "--format", "json"]),
        ("report.csv", &["report", ".", "--format", "csv"]),
        ("report.txt", &["report", ".", "--format", "text"]),
        ("said.jsonl", &["extract", ".", "--format", "jsonl"]),
        ("said.csv", &["extract", ".", "--format", "csv"]),
        ("verified.txt", &["verify", ".", "--against", "sub"]),
        ("verified.html", &["verify", ".", "--against", "sub", "--format", "html"]),
        ("verified.json", &["verify", ".", "--against", "sub", "--format", "json"]),
        ("verified.jsonl", &["verify", ".", "--against", "sub", "--format", "jsonl"]),
        ("verified.csv", &["verify", ".", "--against", "sub", "--format", "csv"]),
    ];
    for (name, command) in formats {
        let write = || {
            let status = folder.command(command).args(["--output", name]).status();
            assert_eq!(status.expect("the command ends").code(), Some(0), "{name}");
            folder.read(name)
        };
        let first = write();
        fs::write(folder.path().join("c.txt"), "“The ferry is late,” Ann Lee said.\n")
            .expect("it can be written");
        let second = write();
        assert!(second.contains("Ann Lee") || name == "report.txt", "{name}: {second}");
        fs::remove_file(folder.path().join("c.txt")).expect("it can be removed");
        assert_ne!(second, first, "{name}");
        assert_eq!(write(), first, "{name}");
    }
    // Named outright it is meant as an article, and so it is no place to write to.
    check_refused(&folder, "output-is-report-named", &["report", "report.csv", "--output", "report.csv"]);
    // An article by the name of a report is an article.
    let page = "<html><head><title>Ferry late</title></head><body><p>“The ferry is late,” Ann Lee said.</p>";
    fs::write(folder.path().join("report.html"), page).expect("it can be written");
    check_refused(&folder, "output-is-no-report", &["report", ".", "--output", "report.html"]);
    assert_eq!(folder.read("report.html"), page);
}

#[cfg(unix)]
#[test]
fn what_is_read_is_not_overwritten_by_another_name() {
    use std::os::unix::fs::symlink;

    let folder = stories("read-by-link");
    symlink("a.txt", folder.path().join("link.txt")).expect("a link can be made");
    symlink("sub", folder.path().join("also")).expect("and one to a folder");
    fs::hard_link(folder.path().join("a.txt"), folder.path().join("hard.html")).expect("and a hard one");
    check_refused(&folder, "output-links-to-input", &["report", "a.txt", "--output", "link.txt"]);
    check_refused(&folder, "output-is-linked-by-input", &["report", "link.txt", "--output", "a.txt"]);
    check_refused(&folder, "output-is-hard-link", &["report", "a.txt", "--output", "hard.html"]);
    check_refused(&folder, "output-in-linked-folder", &["report", "sub", "--output", "also/b.txt"]);
}

#[cfg(unix)]
#[test]
fn streams_that_lead_to_what_is_read_are_refused() {
    let folder = stories("read-as-stream");
    let file = |name: &str| folder.path().join(name);
    let into = OpenOptions::new().append(true).open(file("a.txt")).expect("it can be opened");
    let output = folder.command(&["extract", "a.txt"]).stdout(into).output().expect("the command ends");
    assert_eq!(
        said(&output.stderr),
        "error: cannot write to standard output: it goes to a.txt, which is read; send it to another file\n"
    );
    for command in [
        ["explain", "a.txt", "--no-pager"],
        ["explain", "b.txt", "--against=a.txt"],
        ["compare", "@a.txt", "x"],
    ] {
        let into = OpenOptions::new().append(true).open(file("a.txt")).expect("it can be opened");
        let output = folder.command(&command).stdout(into).output().expect("the command ends");
        assert!(said(&output.stderr).contains("it goes to a.txt, which is read"), "{command:?}");
    }
    let from = File::open(file("a.txt")).expect("it can be opened");
    let mut command = folder.command(&["extract", "-", "--output", "a.txt"]);
    let output = command.stdin(from).output().expect("the command ends");
    assert_eq!(
        said(&output.stderr),
        "error: cannot write a.txt: it is the same file as standard input, and nothing that is read is \
         overwritten; choose another place\n"
    );
    assert_eq!(folder.read("a.txt"), STORY);
    let pair = "{\"a\": {\"text\": \"x\"}, \"b\": {\"text\": \"y\"}}\n";
    fs::write(file("pairs.jsonl"), pair).expect("it can be written");
    let into = OpenOptions::new().append(true).open(file("pairs.jsonl")).expect("it can be opened");
    let mut command = folder.command(&["compare", "--jsonl", "pairs.jsonl"]);
    assert_eq!(command.stdout(into).status().expect("the command ends").code(), Some(2));
    assert_eq!(folder.read("pairs.jsonl"), pair);
}

#[test]
fn a_file_is_replaced_whole() {
    let folder = stories("replaced");
    fs::write(folder.path().join("out.csv"), "old\n".repeat(100_000)).expect("it can be written");
    let command = ["extract", "a.txt", "--format", "csv"];
    let printed = folder.command(&command).output().expect("the command ends").stdout;
    let status = folder.command(&command).args(["--output", "out.csv"]).status().expect("the command ends");
    assert!(status.success());
    assert_eq!(folder.read("out.csv"), said(&printed));
    assert_eq!(folder.names(), ["a.txt", "out.csv", "sub", "who.toml"]);
}

#[cfg(unix)]
#[test]
fn a_file_keeps_its_permissions_and_a_link_its_place() {
    use std::os::unix::fs::{PermissionsExt, symlink};

    let folder = stories("permissions");
    let old = folder.path().join("sub/old.txt");
    fs::write(&old, "old\n").expect("it can be written");
    fs::set_permissions(&old, fs::Permissions::from_mode(0o640)).expect("they can be set");
    symlink("sub/old.txt", folder.path().join("out.txt")).expect("a link can be made");
    symlink("sub/new.txt", folder.path().join("dangling.txt")).expect("a link can be made");
    for (link, file) in [("out.txt", "sub/old.txt"), ("dangling.txt", "sub/new.txt")] {
        let status = folder.command(&["extract", "a.txt", "--output", link]).status();
        assert!(status.expect("the command ends").success());
        assert!(folder.path().join(link).is_symlink());
        assert!(folder.read(file).contains("Elise Ortega"));
    }
    let mode = |file: &str| {
        fs::metadata(folder.path().join(file)).expect("it is there").permissions().mode() & 0o777
    };
    assert_eq!(mode("sub/old.txt"), 0o640);
    assert_eq!(mode("sub/new.txt") & 0o600, 0o600);
}

#[cfg(unix)]
#[test]
fn a_failed_run_leaves_the_old_file() {
    let folder = stories("failed");
    fs::write(folder.path().join("out.json"), "old\n").expect("it can be written");
    // The system refuses to let files grow, as it does on a full disk.
    let script = "trap '' XFSZ; ulimit -f 1; exec \"$0\" report a.txt sub --format json --output out.json";
    let mut command = Command::new("sh");
    command.current_dir(folder.path()).args(["-c", script]).arg(get_cargo_bin("whosaid"));
    let output = command.output().expect("the command ends");
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output.stderr).starts_with("error: cannot write out.json: "), "{}", said(&output.stderr));
    assert_eq!(folder.read("out.json"), "old\n");
    assert_eq!(folder.names(), ["a.txt", "out.json", "sub", "who.toml"]);
}

#[cfg(unix)]
#[test]
fn a_signal_leaves_the_old_file() {
    use std::os::unix::process::ExitStatusExt;

    for (name, number) in [("INT", 2), ("TERM", 15), ("HUP", 1)] {
        let folder = stories(&format!("signal-{name}"));
        fs::write(folder.path().join("out.txt"), "old\n").expect("it can be written");
        let mut command = folder.command(&["extract", "-", "--output", "out.txt"]);
        command.stdin(Stdio::piped()).stderr(Stdio::piped());
        let mut running = command.spawn().expect("the command can be started");
        // It waits for its input; the hidden file shows that it has come so far.
        while !folder.names().iter().any(|name| name.starts_with('.')) {
            assert!(running.try_wait().expect("it can be asked").is_none(), "the command has ended");
            std::thread::yield_now();
        }
        // Held open, so that the command goes on waiting until the signal comes.
        let input = running.stdin.take();
        let process = running.id().to_string();
        let kill = Command::new("kill").args([format!("-{name}"), process]).status();
        assert!(kill.expect("it can be sent").success());
        let output = running.wait_with_output().expect("the command ends");
        drop(input);
        assert_eq!(output.status.signal(), Some(number));
        assert_eq!(said(&output.stderr), "error: stopped by a signal; no file was left half written\n");
        assert_eq!(folder.read("out.txt"), "old\n");
        assert_eq!(folder.names(), ["a.txt", "out.txt", "sub", "who.toml"]);
    }
}

#[test]
fn a_place_that_cannot_be_written_is_found_first() {
    let folder = stories("found-first");
    // The missing article would be named as soon as articles are read.
    check_in(&folder, "output-before-input", &["report", "nowhere.txt", "--output", "nowhere/report.txt"]);
    check_in(&folder, "output-below-a-file", &["report", "nowhere.txt", "--output", "a.txt/report.txt"]);
    check_in(&folder, "output-is-here", &["report", "nowhere.txt", "--output", "."]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error() {
    let folder = stories("full");
    check_in(&folder, "output-is-full", &["report", "a.txt", "--output", "/dev/full"]);
    let full = OpenOptions::new().write(true).open("/dev/full").expect("Linux has it");
    let output = folder.command(&["report", "a.txt"]).stdout(full).output().expect("the command ends");
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        said(&output.stderr),
        "error: cannot write to standard output: the disk is full; make room, or choose another place\n"
    );
}

#[cfg(unix)]
#[test]
fn streams_and_devices_are_written_to() {
    let folder = stories("streams");
    let printed = folder.command(&["extract", "a.txt"]).output().expect("the command ends").stdout;
    for name in ["-", "/dev/stdout"] {
        let output = folder.command(&["extract", "a.txt", "-o", name]).output().expect("the command ends");
        assert_eq!(said(&output.stdout), said(&printed), "{name}");
    }
    let status = folder.command(&["extract", "a.txt", "-o", "/dev/null"]).status();
    assert!(status.expect("the command ends").success());
    let pipe = folder.path().join("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().expect("it can be run").success());
    let mut running =
        folder.command(&["extract", "a.txt", "-o", "pipe"]).spawn().expect("the command can be started");
    assert_eq!(fs::read_to_string(&pipe).expect("it can be read"), said(&printed));
    assert!(running.wait().expect("the command ends").success());
    // What stood in a redirected file before stays.
    let into = folder.path().join("log.txt");
    fs::write(&into, "before\n").expect("it can be written");
    let append = OpenOptions::new().append(true).open(&into).expect("it can be opened");
    let status = folder.command(&["extract", "a.txt", "-o", "/dev/stdout"]).stdout(append).status();
    assert!(status.expect("the command ends").success());
    assert_eq!(folder.read("log.txt"), format!("before\n{}", said(&printed)));
}

#[cfg(target_os = "linux")]
#[test]
fn nobody_to_complain_to_is_no_crash() {
    let folder = stories("silent");
    let full = OpenOptions::new().write(true).open("/dev/full").expect("Linux has it");
    let status = folder.command(&["report", "nowhere.txt"]).stdout(Stdio::null()).stderr(full).status();
    assert_eq!(status.expect("the command ends").code(), Some(2));
}

#[test]
fn annotations_stay_in_their_folder() {
    let long = "é".repeat(300);
    let ids = [
        "../../out",
        "/etc/passwd",
        "..",
        "",
        "a/b",
        "a:b",
        "CON",
        "nul.1",
        "Ferry",
        "ferry",
        "caf\u{e9}",
        "cafe\u{301}",
        "a\u{1b}[31m\u{202e}b",
        "a\nb",
        "x ",
        "-rf",
        &long,
        &long,
    ];
    let record = |id: &&str| serde_json::json!({"id": id, "text": STORY}).to_string() + "\n";
    let feed: String = ids.iter().map(record).collect();
    let folder = Folder::new("hostile-names", &[("in/feed.jsonl", feed.as_bytes())]);
    let mut command =
        folder.command(&["extract", "in/feed.jsonl", "--format", "brat", "--output", "deep/out"]);
    let output = command.output().expect("the command ends");
    assert!(output.status.success(), "{}", said(&output.stderr));
    assert_eq!(folder.names(), ["deep", "in"]);
    let mut names = names_in(&folder.path().join("deep/out"));
    assert_eq!(names.len(), 2 * ids.len());
    for name in &names {
        assert!(name.len() <= 255 && !name.chars().any(is_unsafe), "{name:?}");
    }
    names.retain(|name| name.ends_with(".ann") && !name.starts_with('é'));
    snapshot::settings("command").bind(|| insta::assert_snapshot!("brat-names", names.join("\n")));
}

#[test]
fn annotations_overwrite_only_when_told() {
    let folder = stories("brat-again");
    let command = ["extract", "a.txt", "--format", "brat", "--output", "out"];
    assert!(folder.command(&command).status().expect("the command ends").success());
    assert_eq!(names_in(&folder.path().join("out")), ["a.ann"]);
    let first = folder.read("out/a.ann");
    fs::write(folder.path().join("out/a.ann"), "mine\n").expect("it can be written");
    check_in(&folder, "brat-there-already", &command);
    assert_eq!(folder.read("out/a.ann"), "mine\n");
    let status = folder.command(&command).arg("--force").status();
    assert!(status.expect("the command ends").success());
    assert_eq!(folder.read("out/a.ann"), first);
    check_in(&folder, "force-without-brat", &["extract", "a.txt", "--force"]);
    check_in(&folder, "brat-to-standard-output", &["extract", "a.txt", "--format", "brat", "--output", "-"]);
}

#[test]
fn annotations_never_overwrite_what_is_read() {
    let record = serde_json::json!({"id": "who", "text": STORY}).to_string();
    let speakers = "[[speaker]]\nname = \"Elise Ortega\"\n";
    let files: &[(&str, &[u8])] = &[("feed.jsonl", record.as_bytes()), ("who.txt", speakers.as_bytes())];
    let folder = Folder::new("brat-over-input", files);
    let command =
        ["extract", "feed.jsonl", "--speakers", "who.txt", "--format", "brat", "--output", ".", "--force"];
    check_in(&folder, "brat-over-input", &command);
    assert_eq!(folder.read("who.txt"), speakers);
}

#[cfg(unix)]
#[test]
fn annotations_follow_no_link() {
    use std::os::unix::fs::symlink;

    let folder = stories("brat-links");
    fs::create_dir(folder.path().join("out")).expect("a folder can be made");
    fs::write(folder.path().join("precious"), "mine\n").expect("it can be written");
    symlink("../precious", folder.path().join("out/a.ann")).expect("a link can be made");
    let command = ["extract", "a.txt", "--format", "brat", "--output", "out"];
    check_in(&folder, "brat-link-there-already", &command);
    assert!(folder.command(&command).arg("--force").status().expect("the command ends").success());
    assert_eq!(folder.read("precious"), "mine\n");
    assert!(!folder.path().join("out/a.ann").is_symlink());
    assert!(folder.read("out/a.ann").starts_with("T1\t"));
}

#[test]
fn a_text_that_is_not_at_hand_stands_beside_its_annotations() {
    let files: &[(&str, &[u8])] = &[("x/a.txt", STORY.as_bytes()), ("y/a.txt", ECHO.as_bytes())];
    let folder = Folder::new("brat-texts", files);
    let status = folder.command(&["extract", ".", "--format", "brat", "--output", "out"]).status();
    assert!(status.expect("the command ends").success());
    assert_eq!(names_in(&folder.path().join("out")), ["x_a.ann", "x_a.txt", "y_a.ann", "y_a.txt"]);
    assert_eq!(folder.read("out/x_a.txt"), STORY);
}

#[test]
fn nothing_in_an_article_acts_on_a_screen() {
    let folder =
        Folder::new("screen", &[("feed.jsonl", hostile_feed().as_bytes()), ("who.toml", HOSTILE_SPEAKERS)]);
    let commands: [&[&str]; 8] = [
        &["report", "feed.jsonl", "--speakers", "who.toml"],
        &["report", "feed.jsonl", "--speakers", "who.toml", "--by", "speaker"],
        &["report", "feed.jsonl", "--by", "outlet"],
        &["report", "feed.jsonl", "--format", "markdown"],
        &["report", "feed.jsonl", "--format", "markdown", "--by", "speaker"],
        &["report", "feed.jsonl", "--format", "html", "--speakers", "who.toml"],
        &["extract", "feed.jsonl", "--speakers", "who.toml"],
        &["explain", "feed.jsonl"],
    ];
    for command in commands {
        let output = folder.command(command).output().expect("the command ends");
        check_harmless(command, &output.stdout);
        check_harmless(command, &output.stderr);
        assert!(said(&output.stdout).contains(['␛', '�']), "{command:?} shows nothing of it");
    }
    check_in(&folder, "hostile-listing", &["extract", "feed.jsonl"]);
    let texts = ["“We \u{1b}[31mwill open\u{202e} by 12 March,”", "“We will open by \u{9b}7m21 March,”"];
    check_in(&folder, "hostile-compare", &["compare", texts[0], texts[1]]);
}

#[test]
fn json_keeps_what_it_makes_harmless() {
    let folder = Folder::new("screen-json", &[("feed.jsonl", hostile_feed().as_bytes())]);
    for command in
        [["report", "feed.jsonl", "--format", "json"], ["extract", "feed.jsonl", "--format", "jsonl"]]
    {
        let output = folder.command(&command).output().expect("the command ends");
        check_harmless(&command, &output.stdout);
        let values = serde_json::Deserializer::from_slice(&output.stdout).into_iter::<serde_json::Value>();
        let values: Vec<serde_json::Value> = values.map(|value| value.expect("it is JSON")).collect();
        assert!(values.iter().any(|value| value.to_string().contains("Courant\u{9b}2J\u{202e}")));
    }
}

#[cfg(unix)]
#[test]
fn nothing_in_the_name_of_a_file_acts_on_a_screen() {
    let folder = Folder::new("screen-names", &[]);
    for name in ["a\u{1b}[2J\u{202e}\nerror: b.txt", "c\u{1b}.docx", "d\u{9b}.txt"] {
        let words = if name.starts_with('d') { "" } else { STORY };
        fs::write(folder.path().join(name), words).expect("any name will do here");
    }
    let hostile = "a\u{1b}[2J\u{202e}\nerror: b.txt";
    let commands: [&[&str]; 6] = [
        &["extract", "."],
        &["extract", "d\u{9b}.txt", "c\u{1b}.docx", "missing\u{1b}"],
        &["report", hostile, "--output", "no\u{1b}/such\nfolder"],
        &["report", hostile, "--output", hostile],
        &["report", hostile, "--speakers", "no\u{1b}such\nerror: x"],
        &["explain", hostile],
    ];
    for command in commands {
        let output = folder.command(command).output().expect("the command ends");
        check_harmless(command, &output.stdout);
        check_harmless(command, &output.stderr);
        assert!(!said(&output.stderr).contains("\nerror: b"), "{}", said(&output.stderr));
    }
    check_in(&folder, "hostile-file-names", commands[1]);
}

#[test]
fn a_spreadsheet_finds_no_formula() {
    let record = serde_json::json!({
        "id": "=1+1",
        "outlet": "@SUM(A1)",
        "text": "“+1 is what I said, =HYPERLINK(\"x\"),” Elise Ortega told reporters.",
    });
    let record = record.to_string();
    let speakers = "name,=party\nElise Ortega,-2+3\n";
    let files: &[(&str, &[u8])] = &[("feed.jsonl", record.as_bytes()), ("who.csv", speakers.as_bytes())];
    let folder = Folder::new("formulas", files);
    let command = ["extract", "feed.jsonl", "--speakers", "who.csv", "--format", "csv"];
    check_in(&folder, "csv-guarded", &command);
    check_in(&folder, "csv-raw", &[&command[..], &["--raw-csv"]].concat());
    check_in(&folder, "raw-csv-as-text", &["report", "feed.jsonl", "--raw-csv"]);
    check_in(&folder, "raw-csv-as-lines", &["extract", "feed.jsonl", "--format", "jsonl", "--raw-csv"]);
}

const HOSTILE_SPEAKERS: &[u8] =
    "[[speaker]]\nname = \"Elise Ortega\"\n\"par\\u001bty\" = \"\\u202e<b>\\u001b[7m\"\n".as_bytes();

/// Two accounts that differ, with something that acts wherever an article can hold text.
fn hostile_feed() -> String {
    let record = |id: &str, day: &str| {
        let record = serde_json::json!({
            "id": format!("{id}\u{1b}]0;title\u{7}\r\n"),
            "outlet": format!("The {id} Courant\u{9b}2J\u{202e}"),
            "title": "Trains\u{1b}[31m\u{2066} run\u{2028}again",
            "url": "https://courant.example/\u{1b}[31m",
            "byline": "By \u{1b}c",
            "date": "2025-03-11",
            "text": format!(
                "“Trains\u{1b}[31m will \u{202e}run again\u{8}\u{8} by\u{9b}5m {day} March,” the minis\u{200f}ter, \
                 Elise Ortega, told report\u{7f}ers.\n\nShe said\u{b} that the li\u{85}ne was safe\u{2029} and \
                 dry\u{1b}[0m.\n"
            ),
        });
        record.to_string() + "\n"
    };
    record("one", "12") + &record("two", "21")
}

#[track_caller]
fn check_harmless(command: &[&str], output: &[u8]) {
    let acting = said(output).chars().find(|letter| *letter != '\n' && is_unsafe(*letter));
    assert_eq!(acting, None, "{command:?} prints:\n{}", said(output).escape_debug());
}

/// Three files of which none may be harmed: two articles and what is known of speakers.
fn stories(name: &str) -> Folder {
    let speakers = "[[speaker]]\nname = \"Elise Ortega\"\n";
    let files: &[(&str, &[u8])] =
        &[("a.txt", STORY.as_bytes()), ("sub/b.txt", ECHO.as_bytes()), ("who.toml", speakers.as_bytes())];
    Folder::new(name, files)
}

/// Compares what a command says with the snapshot, and what it was to leave alone with what it was.
#[track_caller]
fn check_refused(folder: &Folder, name: &str, arguments: &[&str]) {
    check_in(folder, name, arguments);
    assert_eq!(folder.read("a.txt"), STORY);
    assert_eq!(folder.read("sub/b.txt"), ECHO);
    assert!(folder.read("who.toml").starts_with("[[speaker]]"));
    assert!(!folder.names().iter().any(|name| name.starts_with('.')));
}

#[track_caller]
fn check_in(folder: &Folder, name: &str, arguments: &[&str]) {
    snapshot::settings("command").bind(|| assert_cmd_snapshot!(name, folder.command(arguments)));
}

fn said(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("the command prints UTF-8")
}
