//! The command: what it prints on both streams and how it ends, for good input and bad.

mod folder;
mod snapshot;

use std::path::PathBuf;
use std::process::Stdio;

use folder::Folder;
use insta_cmd::assert_cmd_snapshot;

/// Two accounts of one statement that differ in a date.
const COURANT: &str = "---\noutlet: The Courant\ndate: 2025-03-11\n---\n\n“Trains will run again by 12 March,” \
                       the minister, Elise Ortega, told reporters on Monday.\n";
const ECHO: &str = "---\noutlet: The Echo\ndate: 2025-03-11\n---\n\n“Trains will run again by 21 March,” said \
                    Elise Ortega, the minister.\n";
const CALM: &str = "The harbour was calm. The water was grey.\n";

#[test]
fn help() {
    check("help", &[], &["--help"]);
    for command in ["report", "extract", "compare", "verify", "explain", "accept", "generate"] {
        check(&format!("help-{command}"), &[], &[command, "--help"]);
    }
}

#[test]
fn no_command_shows_what_there_is() {
    check("no-command", &[], &[]);
}

#[test]
fn accounts_that_differ() {
    let files: &[(&str, &[u8])] = &[("courant.txt", COURANT.as_bytes()), ("echo.txt", ECHO.as_bytes())];
    check("report", files, &["report", "."]);
    check("report-markdown", files, &["report", ".", "--format", "markdown"]);
    check("report-csv", files, &["report", ".", "--format", "csv"]);
    check("report-by-speaker", files, &["report", ".", "--by", "speaker"]);
    check("report-by-outlet", files, &["report", ".", "--by", "outlet"]);
    check("report-fail-on", files, &["report", ".", "--by", "outlet", "--fail-on", "conflicting"]);
    check("extract", files, &["extract", "."]);
    check("extract-csv", files, &["extract", "courant.txt", "--format", "csv"]);
    check("explain", files, &["explain", "courant.txt:6", "--against", "echo.txt"]);
}

#[test]
fn two_texts_compared() {
    let texts = ["“We will open by 12 March.”", "“We will open by 21 March.”"];
    check("compare", &[], &["compare", texts[0], texts[1]]);
    check("compare-files", &[("a", b"one\n"), ("b", b"one\n")], &["compare", "@a", "@b"]);
    check("compare-one-text", &[], &["compare", texts[0]]);
    check("compare-missing-file", &[], &["compare", "@nowhere", "x"]);
}

#[test]
fn pairs_compared() {
    let lines =
        b"{\"id\": 1, \"a\": {\"text\": \"the dam is shut\"}, \"b\": {\"text\": \"the dam is not shut\"}}\n\
                  {\"id\": 2, \"a\": {\"text\": \"x\"}\n\n{\"a\": {}, \"b\": {\"text\": \"y\"}}\n";
    check("compare-lines", &[("pairs.jsonl", lines)], &["compare", "--jsonl", "pairs.jsonl"]);
    let odd =
        b"[1, {}, {}]\nnull\nIt rains.\n{\"id\": 1}\n{\"a\": {\"text\": 5}, \"b\": {\"text\": \"x\"}}\n";
    check("compare-odd-lines", &[("pairs.jsonl", odd)], &["compare", "--jsonl", "pairs.jsonl"]);
}

/// What was said, for the quotations of [`COURANT`] and [`ECHO`].
const SPEECH: &str = "ORTEGA: Trains will run again by 12 March. You have my word.\n";

#[test]
fn quotations_against_transcripts() {
    let files: &[(&str, &[u8])] = &[
        ("courant.txt", COURANT.as_bytes()),
        ("echo.txt", ECHO.as_bytes()),
        ("said/2025-03-10-ortega.txt", SPEECH.as_bytes()),
        ("broken/a.srt", b"no captions\n"),
        ("broken/b.json", b"{\"segments\": ["),
        ("broken/c.xml", b"<TEI></TEI>"),
        ("broken/d.docx", b"PK"),
        ("broken/e.vtt", b"WEBVTT\n\n00:01.000 --> soon\nTrains\n\n00:03.000 --> 00:04.000\nwill run.\n"),
    ];
    check("verify", files, &["verify", "courant.txt", "echo.txt", "--against", "said"]);
    check("verify-csv", files, &["verify", "echo.txt", "--against", "said", "--format", "csv"]);
    check("verify-lines", files, &["verify", "echo.txt", "--against", "said", "--format", "jsonl"]);
    check("verify-fail-on", files, &["verify", "echo.txt", "--against", "said", "--fail-on", "altered"]);
    check("verify-nothing-against", files, &["verify", "courant.txt"]);
    check("verify-missing-transcript", files, &["verify", "courant.txt", "--against", "nowhere"]);
    let broken =
        ["verify", "courant.txt", "--against", "said", "--against", "broken", "--against", "broken/d.docx"];
    check("verify-broken-transcripts", files, &broken);
    check("verify-no-share", files, &["verify", "courant.txt", "--against", "said", "--tolerance", "3"]);
}

#[test]
fn schema() {
    check("schema", &[], &["generate", "schema"]);
    check("schema-comparison", &[], &["generate", "schema", "comparison"]);
    check("columns", &[], &["generate", "columns"]);
}

#[test]
fn paths_that_lead_nowhere() {
    check("missing-path", &[], &["report", "nowhere"]);
    check("empty-folder", &[("notes/readme.pdf", b"%PDF")], &["report", "notes"]);
    check("unknown-ending", &[("story.docx", b"PK")], &["report", "story.docx"]);
}

#[test]
fn files_that_cannot_be_read() {
    check("empty-file", &[("story.txt", b"")], &["report", "story.txt"]);
    let folder = Folder::new("unreadable", &[("echo.txt", ECHO.as_bytes())]);
    // A link to itself cannot be read by anybody, not even by an administrator.
    #[cfg(unix)]
    std::os::unix::fs::symlink("loop.txt", folder.path().join("loop.txt")).expect("a link can be made");
    check_in(&folder, "unreadable-file", &["report", "loop.txt", "echo.txt"]);
}

#[test]
fn text_that_is_no_utf_8() {
    check(
        "latin-1",
        &[("story.txt", b"\x93Nous sommes pr\xeats,\x94 said \xc9lise Ortega.\n")],
        &["extract", "story.txt"],
    );
    let as_asked = ["extract", "story.txt", "--encoding", "windows-1252"];
    check("latin-1-as-asked", &[("story.txt", b"\x93Pr\xeats,\x94 said \xc9lise Ortega.\n")], &as_asked);
    check("no-such-encoding", &[("story.txt", b"x")], &["extract", "story.txt", "--encoding", "klingon"]);
    check("binary", &[("story.txt", b"\x00\x01\x02\xff\xfe\x00\x00")], &["extract", "story.txt"]);
}

#[test]
fn pages_without_an_article() {
    check(
        "page-without-article",
        &[("page.html", b"<html><body><nav><a href=/>Home</a></nav></body></html>")],
        &["report", "page.html"],
    );
    check(
        "truncated-page",
        &[("page.html", b"<html><head><title>Ferry</title><body><p>It was")],
        &["report", "page.html"],
    );
}

#[test]
fn records_that_are_broken() {
    let lines = b"{\"id\": \"a\", \"text\": \"Ann Lee said the ferry was late.\"}\n{\"id\": \"b\", \"text\n{\"id\": \"c\"}\n\
                  {\"id\": \"d\", \"date\": \"last week\", \"text\": \"The harbour was calm.\"}\n";
    check("broken-records", &[("feed.jsonl", lines)], &["extract", "feed.jsonl"]);
    check("table-without-text", &[("feed.csv", b"id,headline\n1,Ferry late\n")], &["extract", "feed.csv"]);
    check(
        "date-that-is-none",
        &[("a.txt", b"---\ndate: the other day\n---\nAnn Lee said so.\n")],
        &["extract", "a.txt"],
    );
}

#[test]
fn files_that_hold_no_article() {
    let files: &[(&str, &[u8])] = &[
        ("blank.jsonl", b"\n \n"),
        ("courant.txt", COURANT.as_bytes()),
        ("list.json", b"[ ]\n"),
        ("table.csv", b"id,outlet,text\n"),
        ("table.tsv", b"id\ttext\n\n"),
    ];
    check("no-article", files, &["report", "."]);
    check("no-article-alone", files, &["report", "list.json"]);
}

#[test]
fn one_record_that_means_nothing_costs_no_other() {
    let lines = br#"{"id": "a", "text": "Ann Lee said the ferry was late."}
{"id": "b", "text": "Half a character: \ud83d"}
{"id": "c", "date": 1e400, "text": "Bo Lee said so."}
{"id": "d", "text": "One.", "text": "Two."}
{"id": "e/f", "text": "Cy Lee said the ferry was early."}
"#;
    check(
        "records-that-mean-nothing",
        &[("feed.jsonl", lines)],
        &["extract", "feed.jsonl", "--format", "csv"],
    );
    let mut array = b"[".to_vec();
    array.extend(
        lines
            .strip_suffix(b"\n")
            .expect("the last line ends")
            .split(|byte| *byte == b'\n')
            .collect::<Vec<_>>()
            .join(&b",\n"[..]),
    );
    array.extend(b"]");
    check("records-of-an-array", &[("feed.json", &array)], &["extract", "feed.json", "--format", "csv"]);
}

#[test]
fn pages_that_lie_too_deep() {
    let page = format!("<html><body>{}{CALM}", "<div>".repeat(100_000));
    let files: &[(&str, &[u8])] = &[("deep.html", page.as_bytes()), ("echo.txt", ECHO.as_bytes())];
    check("deep-page", files, &["extract", "."]);
}

#[test]
fn what_is_no_article() {
    check("front-matter-alone", &[("a.txt", b"---\ntitle: Ferry\n---\n")], &["extract", "a.txt"]);
    let files: &[(&str, &[u8])] = &[("calm.txt", CALM.as_bytes())];
    check("larger-than-allowed", files, &["extract", "calm.txt", "--max-size", "10"]);
    check("no-such-size", files, &["extract", "calm.txt", "--max-size", "much"]);
    check("encoding-that-means-nothing", files, &["extract", "calm.txt", "--encoding", "replacement"]);
    check("too-many-threads", files, &["report", "calm.txt", "--threads", "100000"]);
    #[cfg(unix)]
    check("device", &[], &["report", "/dev/zero"]);
    #[cfg(unix)]
    check("device-compared", &[], &["compare", "@/dev/zero", "x"]);
}

#[test]
fn reports_are_not_read_as_articles() {
    let files: &[(&str, &[u8])] = &[("courant.txt", COURANT.as_bytes()), ("echo.txt", ECHO.as_bytes())];
    let folder = Folder::new("own-reports", files);
    let write = |arguments: &[&str]| {
        let ended = folder.command(arguments).status().expect("the command ends");
        assert!(ended.success(), "{arguments:?}");
    };
    std::fs::create_dir(folder.path().join("out")).expect("a folder can be made");
    for format in ["html", "json", "csv", "text"] {
        write(&[
            "report",
            "courant.txt",
            "echo.txt",
            "--format",
            format,
            "--output",
            &format!("out/report.{format}"),
        ]);
    }
    for format in ["jsonl", "csv"] {
        write(&[
            "extract",
            "courant.txt",
            "echo.txt",
            "--format",
            format,
            "--output",
            &format!("out/said.{format}"),
        ]);
    }
    write(&["extract", "courant.txt", "--format", "brat", "--output", "out"]);
    let pairs = folder.command(&["compare", "--jsonl"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let mut pairs = pairs.expect("the command can be started");
    std::io::Write::write_all(
        &mut pairs.stdin.take().expect("it is piped"),
        br#"{"id": 1, "a": {"text": "the dam is shut"}, "b": {"text": "the dam is not shut"}}"#,
    )
    .expect("it can be written to");
    let compared = pairs.wait_with_output().expect("the command ends").stdout;
    std::fs::write(folder.path().join("out/pairs.jsonl"), compared).expect("a file can be written");
    check_in(&folder, "own-reports", &["extract", "."]);
    check_in(&folder, "own-reports-alone", &["extract", "out"]);
    check_in(&folder, "own-report-named", &["extract", "out/report.json", "out/said.jsonl", "echo.txt"]);
}

#[test]
fn nobody_says_anything() {
    check("nobody-speaks", &[("calm.txt", CALM.as_bytes())], &["report", "calm.txt"]);
    check("nobody-speaks-extract", &[("calm.txt", CALM.as_bytes())], &["extract", "calm.txt"]);
    check("nobody-speaks-explain", &[("calm.txt", CALM.as_bytes())], &["explain", "calm.txt"]);
}

#[test]
fn one_line_of_five_megabytes() {
    let line = CALM.trim_end().repeat(5_000_000 / CALM.len());
    check("one-long-line", &[("long.txt", line.as_bytes())], &["report", "long.txt"]);
}

#[test]
fn one_bad_article_among_a_thousand() {
    let mut lines: Vec<String> = (0..1000)
        .map(|number| format!("{{\"id\": \"a{number}\", \"text\": \"The harbour was calm.\"}}"))
        .collect();
    lines[500] = "{\"id\": \"a500\", \"text\": 7}".to_string();
    check("one-bad-of-a-thousand", &[("feed.jsonl", lines.join("\n").as_bytes())], &["report", "feed.jsonl"]);
}

#[test]
fn places_that_cannot_be_written() {
    let files: &[(&str, &[u8])] = &[("calm.txt", CALM.as_bytes()), ("folder/x.txt", b"x")];
    check("output-in-no-folder", files, &["report", "calm.txt", "--output", "nowhere/report.txt"]);
    check("output-is-a-folder", files, &["report", "calm.txt", "--output", "folder"]);
    check("output-is-no-folder", files, &["extract", "calm.txt", "--format", "brat", "--output", "calm.txt"]);
    check("brat-without-folder", files, &["extract", "calm.txt", "--format", "brat"]);
}

#[test]
fn arguments_that_mean_nothing() {
    let files: &[(&str, &[u8])] = &[("calm.txt", CALM.as_bytes())];
    check("no-threads", files, &["report", "calm.txt", "--threads", "0"]);
    check("by-speaker-as-json", files, &["report", "calm.txt", "--by", "speaker", "--format", "json"]);
    check("no-such-format", files, &["report", "calm.txt", "--format", "pdf"]);
    check("line-zero", files, &["explain", "calm.txt:0"]);
    let described: &[(&str, &[u8])] = &[
        (
            "calm.txt",
            "Calm\n\n“It rains,” said the harbour master of Dunmere. “It does,” said Ann Lee.\n".as_bytes(),
        ),
        ("who.csv", b"name,aliases\nElise Ortega,the harbour master of Dunmere\nTom Hale,\n"),
    ];
    check(
        "speakers-file-describes-and-names-nobody",
        described,
        &["extract", "calm.txt", "--speakers", "who.csv", "--format", "csv"],
    );
    check("no-such-speakers-file", files, &["report", "calm.txt", "--speakers", "nobody.toml"]);
}

#[test]
fn a_reader_who_goes_away_is_no_error() {
    let line = format!("{{\"text\": \"{}\"}}\n", "Ann Lee said the ferry was late. ".repeat(40));
    let folder = Folder::new("closed-pipe", &[("feed.jsonl", line.repeat(60).as_bytes())]);
    let mut running = folder
        .command(&["extract", "feed.jsonl", "--format", "jsonl"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command can be started");
    drop(running.stdout.take());
    let ended = running.wait_with_output().expect("the command ends");
    assert_eq!(ended.status.code(), Some(0));
    let said: String =
        String::from_utf8_lossy(&ended.stderr).lines().filter(|line| !line.starts_with("warning")).collect();
    assert_eq!(said, "");
}

#[test]
fn neither_order_nor_threads_change_a_byte() {
    let corpus = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let folder = Folder::new("determinism", &[]);
    let report = |paths: &[&str], threads: &str| {
        let mut command =
            folder.command(&["report", "--format", "json", "--scope", "full", "--threads", threads]);
        let output =
            command.args(paths.iter().map(|path| corpus.join(path))).output().expect("the command ends");
        assert!(output.status.success());
        output.stdout
    };
    let paths = ["swing-bridge", "winter-blackout", "fishing-talks"];
    let expected = report(&paths, "1");
    assert!(!expected.is_empty());
    assert!(
        report(&[paths[2], paths[0], paths[1]], "4") == expected,
        "the order of the paths changes the report"
    );
    assert!(report(&paths, "4") == expected, "the number of threads changes the report");
}

/// Runs the command in a folder of these files and compares all that it says with the snapshot.
#[track_caller]
fn check(name: &str, files: &[(&str, &[u8])], arguments: &[&str]) {
    check_in(&Folder::new(name, files), name, arguments);
}

#[track_caller]
fn check_in(folder: &Folder, name: &str, arguments: &[&str]) {
    snapshot::settings("command").bind(|| assert_cmd_snapshot!(name, folder.command(arguments)));
}
