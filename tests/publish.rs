//! What researchers and editors build on: one truth in all formats, ids that stay, tables, selection,
//! what was accepted, and the configuration.

mod folder;
mod snapshot;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use folder::Folder;
use serde_json::Value;
use unicode_width::UnicodeWidthStr;
use whosaid::ingest::{self, Options};
use whosaid::report::terminal::Terminal;
use whosaid::report::{assemble, by_outlet, by_speaker, text};
use whosaid::{Settings, audit};

const COURANT: &str = "---\noutlet: The Courant\ndate: 2025-03-11\nurl: https://courant.example/trains\ntitle: Trains\n---\n\n\
                       “Trains will run again by 12 March,” the minister, Elise Ortega, told reporters on Monday.\n\n\
                       A spokesman for the union said the work was not finished.\n";
const ECHO: &str = "---\noutlet: The Echo\ndate: 2025-03-12\n---\n\n“Trains will run again by 21 March,” said Elise Ortega, \
                    the minister.\n\n“It came as a surprise,” Tom Hale said.\n";
const PHAROS: &str = "---\noutlet: The Pharos\ndate: 2025-03-13\n---\n\nElise Ortega said: “Trains will run again by 12 March.”\n";
const UNRELATED: &str =
    "---\noutlet: The Pharos\ndate: 2025-03-01\n---\n\n“The herring are early,” Ann Lee said.\n";

/// Three accounts of one statement, of which one differs.
fn trains(name: &str) -> Folder {
    let files: [(&str, &[u8]); 3] = [
        ("courant.txt", COURANT.as_bytes()),
        ("echo.txt", ECHO.as_bytes()),
        ("pharos.txt", PHAROS.as_bytes()),
    ];
    Folder::new(&format!("publish-{name}"), &files)
}

/// Standard output and standard error of a run that goes well.
#[track_caller]
fn run(folder: &Folder, arguments: &[&str]) -> (String, String) {
    let output = folder.command(arguments).output().expect("the command ends");
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("it is UTF-8");
    assert!(output.status.success(), "{arguments:?}: {}", text(&output.stderr));
    (text(&output.stdout), text(&output.stderr))
}

#[track_caller]
fn report(folder: &Folder, arguments: &[&str]) -> Value {
    let arguments = [&["report", "--format", "json"], arguments].concat();
    serde_json::from_str(&run(folder, &arguments).0).expect("a report is JSON")
}

/// The message and exit status of a run that goes wrong.
#[track_caller]
fn check_refused(folder: &Folder, arguments: &[&str], message: &str) {
    let output = folder.command(arguments).output().expect("the command ends");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains(message), "{said}");
}

fn rows(text: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    reader.deserialize().map(|row| row.expect("the table is CSV")).collect()
}

fn list<'a>(value: &'a Value, name: &str) -> &'a Vec<Value> {
    value[name].as_array().expect("it is a list")
}

fn strings(values: &[Value], field: &str) -> Vec<String> {
    values.iter().map(|value| value[field].as_str().expect("it is a text").to_string()).collect()
}

/// Articles, attributions, claims and findings of a report, by their ids.
fn ids(report: &Value) -> [BTreeSet<String>; 4] {
    let clusters = list(report, "clusters");
    let findings = clusters.iter().flat_map(|cluster| strings(list(cluster, "findings"), "id"));
    [
        strings(list(report, "articles"), "key").into_iter().collect(),
        strings(list(report, "attributions"), "id").into_iter().collect(),
        strings(clusters, "id").into_iter().collect(),
        findings.collect(),
    ]
}

#[test]
fn ids_do_not_depend_on_company_order_or_place() {
    let folder = trains("ids");
    let alone = ids(&report(&folder, &["courant.txt", "echo.txt", "pharos.txt"]));
    assert!(alone.iter().all(|ids| !ids.is_empty()), "{alone:?}");
    assert_eq!(ids(&report(&folder, &["pharos.txt", "echo.txt", "courant.txt"])), alone);
    let moved = Folder::new(
        "publish-ids-moved",
        &[
            ("a/b/courant.txt", COURANT.as_bytes()),
            ("a/second.txt", ECHO.as_bytes()),
            ("c/pharos.txt", PHAROS.as_bytes()),
        ],
    );
    assert_eq!(ids(&report(&moved, &["."])), alone);
    fs::write(folder.path().join("aaa.txt"), UNRELATED).expect("it can be written");
    let more = ids(&report(&folder, &["."]));
    assert!(alone.iter().zip(&more).all(|(before, after)| before.is_subset(after)), "{alone:?} {more:?}");
    // An edit elsewhere in an article that has an address changes no id of the rest.
    let edited = COURANT.replace("---\n\n“", "---\n\nIt rained on Monday.\n\n“");
    fs::write(folder.path().join("courant.txt"), edited).expect("it can be written");
    let [articles, attributions, _, findings] = ids(&report(&folder, &["."]));
    assert!(
        alone[0].is_subset(&articles) && alone[1].is_subset(&attributions) && alone[3].is_subset(&findings)
    );
}

#[test]
fn every_format_has_the_same_counts_and_ids() {
    let folder = Folder::new("publish-counts", &[]);
    let corpus = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus");
    let whole = report(&folder, &[corpus]);
    run(&folder, &["report", corpus, "--output", "tables/"]);
    run(&folder, &["report", corpus, "--format", "jsonl", "--output", "lines/"]);
    let names = ["articles", "attributions", "claims", "findings", "outlets", "speakers", "tellings"];
    assert_eq!(folder::names_in(&folder.path().join("tables")), names.map(|name| format!("{name}.csv")));
    let table = |name: &str| rows(&folder.read(&format!("tables/{name}.csv")));
    let lines = |name: &str| folder.read(&format!("lines/{name}.jsonl"));
    let clusters = list(&whole, "clusters");
    let all = |field: &str| clusters.iter().map(|cluster| list(cluster, field).len()).sum::<usize>();
    let counts = [
        ("articles", list(&whole, "articles").len()),
        ("attributions", list(&whole, "attributions").len()),
        ("claims", clusters.len()),
        ("findings", all("findings")),
        ("outlets", list(&whole, "outlets").len()),
        ("speakers", list(&whole, "speakers").len()),
        ("tellings", all("members")),
    ];
    for (name, count) in counts {
        assert_eq!(table(name).len(), count, "{name}.csv");
        assert_eq!(lines(name).lines().count(), count, "{name}.jsonl");
    }
    let column = |name: &str, column: &str| {
        table(name).into_iter().map(|mut row| row.remove(column).expect("it is there")).collect::<Vec<_>>()
    };
    assert_eq!(column("attributions", "id"), strings(list(&whole, "attributions"), "id"));
    assert_eq!(column("claims", "id"), strings(clusters, "id"));
    assert_eq!(column("articles", "key"), strings(list(&whole, "articles"), "key"));
    // The attributions of extract are those of report.
    let extracted = rows(&run(&folder, &["extract", corpus, "--format", "csv"]).0);
    let own: Vec<String> = extracted.iter().map(|row| row["id"].clone()).collect();
    assert_eq!(own, column("attributions", "id"));
    // Each speaker has as many in every place.
    let mut said: BTreeMap<String, usize> = BTreeMap::new();
    column("attributions", "speaker_id")
        .into_iter()
        .filter(|id| !id.is_empty())
        .for_each(|id| *said.entry(id).or_default() += 1);
    for speaker in list(&whole, "speakers") {
        let id = speaker["id"].as_str().expect("it is a text");
        assert_eq!(list(speaker, "attributions").len(), said[id], "{id}");
    }
    for row in table("speakers") {
        assert_eq!(row["attributions"], said[&row["id"]].to_string());
    }
    let text = run(&folder, &["report", corpus, "--limit", "all"]).0;
    let page = run(&folder, &["report", corpus, "--format", "html"]).0;
    let summary = &whole["summary"];
    let line = format!("{} attributions by {} speakers.", summary["attributions"], summary["speakers"]);
    assert!(text.contains(&line) && page.contains(&line), "{line}");
    for cluster in clusters.iter().filter(|cluster| cluster["verdict"] != "single") {
        let id = cluster["id"].as_str().expect("it is a text");
        assert!(text.contains(id), "{id} is not in the text");
        assert!(page.contains(id), "{id} is not in the page");
    }
    // The page's script reads the same from the page's data.
    let data = page.split("id=\"data\">").nth(1).and_then(|rest| rest.split("</script>").next());
    let data: Value = serde_json::from_str(data.expect("the page has data")).expect("they are JSON");
    assert_eq!(data["summary"], whole["summary"]);
    for (here, there, id) in
        [("said", "attributions", "id"), ("articles", "articles", "key"), ("claims", "clusters", "id")]
    {
        assert_eq!(strings(list(&data, here), id), strings(list(&whole, there), id), "{there}");
    }
}

#[test]
fn tables_are_not_read_as_articles() {
    let folder = trains("own-tables");
    let before = report(&folder, &["."]);
    run(&folder, &["report", ".", "--output", "tables/"]);
    run(&folder, &["report", ".", "--format", "jsonl", "--output", "lines/"]);
    assert_eq!(report(&folder, &["."]), before);
    // And so they may be written once more.
    run(&folder, &["report", ".", "--output", "tables/"]);
}

#[test]
fn every_column_is_described() {
    let folder = trains("columns");
    let described = run(&folder, &["generate", "columns"]).0;
    run(&folder, &["report", ".", "--output", "tables/"]);
    let readme = include_str!("../README.md");
    let mut part = "";
    let mut names: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for line in described.lines() {
        match line.strip_prefix("  ") {
            None if line.ends_with(".csv") => part = line,
            Some(column) if !column.starts_with(' ') => {
                names.entry(part).or_default().push(column.split(' ').next().expect("it has a name"));
            }
            _ => {}
        }
    }
    assert_eq!(names.len(), 7);
    for (table, columns) in names {
        let written = folder.read(&format!("tables/{table}"));
        assert_eq!(written.lines().next().expect("it has a head"), columns.join(","), "{table}");
        assert!(
            columns.iter().all(|column| readme.contains(column)),
            "README.md describes every column of {table}"
        );
    }
}

#[test]
fn a_byte_order_mark_is_written_on_request() {
    let folder = trains("bom");
    let plain = run(&folder, &["report", ".", "--format", "csv"]).0;
    assert_eq!(run(&folder, &["report", ".", "--format", "csv", "--bom"]).0, format!("\u{feff}{plain}"));
    assert!(run(&folder, &["extract", ".", "--format", "csv", "--bom"]).0.starts_with("\u{feff}article,"));
    check_refused(&folder, &["report", ".", "--bom"], "--bom is for --format csv");
}

#[test]
fn the_ending_tells_the_format() {
    let folder = trains("endings");
    let begins = [
        ("r.html", "<!doctype html>"),
        ("r.md", "# Who said what"),
        ("r.json", "{"),
        ("r.jsonl", "{\"article\""),
        ("r.csv", "article,key,outlet"),
        ("r.sarif", "{\n  \"$schema\""),
        ("r.txt", "3 articles from 3 outlets"),
    ];
    for (name, beginning) in begins {
        run(&folder, &["report", "courant.txt", "echo.txt", "pharos.txt", "--output", name]);
        assert!(folder.read(name).starts_with(beginning), "{name}: {:.60}", folder.read(name));
    }
    run(&folder, &["extract", "courant.txt", "--output", "e.jsonl"]);
    assert!(folder.read("e.jsonl").starts_with("{\"article\""));
    // What is asked for comes first.
    run(&folder, &["report", "courant.txt", "--format", "text", "--output", "t.csv"]);
    assert!(folder.read("t.csv").starts_with("1 article"));
}

#[test]
fn what_does_not_go_together_is_said() {
    let folder = trains("refused");
    let refused = |arguments: &[&str], message: &str| {
        check_refused(&folder, &[&["report", "."], arguments].concat(), message);
    };
    refused(&["--table", "claims"], "--table is for --format csv and jsonl");
    refused(&["--format", "html", "--output", "x/"], "x/ is a folder, which gets tables");
    refused(&["--output", "x/", "--table", "claims"], "a folder gets every table");
    refused(&["--format", "json", "--by", "outlet"], "--by arranges text, markdown and tables");
    refused(&["--format", "csv", "--by", "outlet", "--table", "claims"], "--by and --table both choose");
    refused(&["--since", "yesterday"], "it is a day such as 2025-03-11");
    refused(&["--min-confidence", "7"], "it is a share between 0 and 1");
    refused(&["--limit", "few"], "it is a number, or all");
    check_refused(
        &folder,
        &["extract", ".", "--verdict", "single"],
        "--verdict needs articles to be compared",
    );
    check_refused(&folder, &["extract", ".", "--kind", "number"], "a --kind of difference needs");
}

#[test]
fn what_is_asked_for_is_shown() {
    let folder = trains("selection");
    #[track_caller]
    fn check(folder: &Folder, arguments: &[&str], attributions: usize, claims: usize) {
        let report = report(folder, &[&["."], arguments].concat());
        let found = (list(&report, "attributions").len(), list(&report, "clusters").len());
        assert_eq!(found, (attributions, claims), "{arguments:?}");
        assert_eq!(report["summary"]["attributions"], attributions);
        let said: usize = list(&report, "speakers").iter().map(|one| list(one, "attributions").len()).sum();
        assert_eq!(said, attributions, "{arguments:?}");
        let mut extract: Vec<&str> = vec!["extract", ".", "--format", "jsonl"];
        extract.extend(arguments);
        if !arguments.iter().any(|one| ["--verdict", "date"].contains(one)) {
            assert_eq!(run(folder, &extract).0.lines().count(), attributions, "{arguments:?}");
        }
    }
    check(&folder, &[], 5, 3);
    check(&folder, &["--speaker", "ortega"], 3, 1);
    check(&folder, &["--speaker", "hale", "--speaker", "elise-ortega"], 4, 2);
    check(&folder, &["--outlet", "echo"], 2, 2);
    check(&folder, &["--since", "2025-03-12", "--until", "2025-03-12"], 2, 2);
    check(&folder, &["--grep", "came AS  a surprise"], 1, 1);
    check(&folder, &["--voice", "reported"], 1, 1);
    check(&folder, &["--kind", "indirect"], 1, 1);
    check(&folder, &["--exclude", "echo.txt"], 3, 2);
    check(&folder, &["--verdict", "conflicting"], 3, 1);
    check(&folder, &["--kind", "date"], 3, 1);
    check(&folder, &["--speaker", "nobody"], 0, 0);
    let (text, said) = run(&folder, &["report", ".", "--speaker", "nobody"]);
    assert!(
        text.starts_with("0 articles.") && said.contains("nothing fits what is asked for"),
        "{text}{said}"
    );
    // A claim is shown whole: what one outlet has, beside the others.
    let echo = report(&folder, &[".", "--outlet", "echo", "--verdict", "conflicting"]);
    assert_eq!(list(&echo["clusters"][0], "members").len(), 3);
    let lines = run(&folder, &["report", ".", "--format", "jsonl", "--limit", "2"]).0;
    assert_eq!(lines.lines().count(), 2);
    assert_eq!(rows(&run(&folder, &["extract", ".", "--format", "csv", "--limit", "2"]).0).len(), 2);
    let single = run(&folder, &["report", ".", "--verdict", "single"]).0;
    assert!(single.contains("One account (2)"), "{single}");
    assert!(rows(&run(&folder, &["report", ".", "--by", "outlet", "--format", "csv"]).0).len() == 3);
}

#[test]
fn explain_takes_any_id_that_is_printed() {
    let folder = trains("explain-id");
    let whole = report(&folder, &["."]);
    let cluster = &whole["clusters"][0];
    let ids = [
        &whole["articles"][0]["key"],
        &whole["attributions"][0]["id"],
        &cluster["id"],
        &cluster["members"][1]["id"],
        &cluster["findings"][0]["id"],
    ];
    for id in ids.map(|id| id.as_str().expect("it is a text")) {
        let explained = run(&folder, &["explain", id, "."]).0;
        assert!(explained.contains("Trains will run again"), "{id}: {explained}");
    }
    check_refused(&folder, &["explain", "f00000000", "."], "nothing in these articles has the id f00000000");
    check_refused(&folder, &["explain", "f00000000"], "name the articles that it comes from");
}

#[test]
fn a_claim_is_known_by_its_former_id() {
    let folder = trains("former-id");
    let before = report(&folder, &["echo.txt", "pharos.txt"]);
    let former = before["clusters"][0]["id"].as_str().expect("it is a text").to_string();
    let after = report(&folder, &["."]);
    assert_ne!(after["clusters"][0]["id"], former.as_str());
    assert!(run(&folder, &["explain", &former, "."]).0.contains("The Courant"));
}

#[test]
fn a_file_is_not_set_against_itself() {
    let folder = trains("explain-against");
    let explained = run(&folder, &["explain", "courant.txt:8", "--against", "."]).0;
    assert_eq!(explained.matches("The Courant, 2025-03-11").count(), 0, "{explained}");
    assert!(explained.contains("The Echo, 2025-03-12"), "{explained}");
    check_refused(
        &folder,
        &["explain", "courant.txt:99"],
        "courant.txt has 10 lines, so there is no line 99",
    );
}

#[test]
fn what_was_accepted_is_gone_tomorrow() {
    let folder = trains("baseline");
    let status = |arguments: &[&str]| {
        let arguments = [&["report", ".", "--fail-on", "conflicting"], arguments].concat();
        folder.command(&arguments).status().expect("the command ends").code()
    };
    assert_eq!(status(&[]), Some(1));
    let finding = report(&folder, &["."])["clusters"][0]["findings"][0]["id"].clone();
    let id = finding.as_str().expect("it is a text");
    let accept =
        ["accept", id, "--baseline", "seen.toml", "--note", "the Echo: \"21\"", "--date", "2025-03-14"];
    run(&folder, &accept);
    // What is noted already is not noted twice.
    run(&folder, &accept);
    let noted = format!("[[accepted]]\nid = \"{id}\"\ndate = 2025-03-14\nnote = 'the Echo: \"21\"'\n");
    assert_eq!(folder.read("seen.toml"), noted);
    assert_eq!(status(&["--baseline", "seen.toml"]), Some(0));
    assert_eq!(status(&["--baseline", "seen.toml", "--show-accepted"]), Some(0));
    let (text, said) = run(&folder, &["report", ".", "--baseline", "seen.toml"]);
    assert!(
        text.contains("none differ") && said.contains("accepted in seen.toml are left out"),
        "{text}{said}"
    );
    let shown = run(&folder, &["report", ".", "--baseline", "seen.toml", "--show-accepted"]).0;
    assert!(
        shown.contains("Accounts differ (1)") && shown.contains("(accepted on 2025-03-14: the Echo"),
        "{shown}"
    );
    let whole = report(&folder, &[".", "--baseline", "seen.toml"]);
    assert_eq!(whole["summary"]["conflicting"], 0);
    assert!(list(&whole, "attributions").iter().all(|found| found["verdict"] != "conflicting"));
    // A difference that nobody has seen is open again.
    let other = ECHO.replace("21 March", "30 March").replace("The Echo", "The Gazette");
    fs::write(folder.path().join("gazette.txt"), other).expect("it can be written");
    assert_eq!(status(&["--baseline", "seen.toml"]), Some(1));
    fs::remove_file(folder.path().join("echo.txt")).expect("it can be removed");
    let said = run(&folder, &["report", ".", "--baseline", "seen.toml"]).1;
    assert!(said.contains(&format!("seen.toml: nothing here has the id {id}")), "{said}");
    check_refused(&folder, &["accept", "bridge", "--baseline", "seen.toml"], "\"bridge\" is no id");
    check_refused(&folder, &["accept", id], "no file is named to note it in");
    fs::write(folder.path().join("odd.toml"), "[[accepted]]\nid = 7\n").expect("it can be written");
    check_refused(&folder, &["report", ".", "--baseline", "odd.toml"], "cannot read odd.toml: line 2");
    check_refused(
        &folder,
        &["report", ".", "--baseline", "none.toml"],
        "cannot read none.toml: there is no such file",
    );
}

#[test]
fn the_nearest_configuration_counts() {
    let folder = trains("config");
    let write =
        |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("it can be written");
    write("who.toml", "[[speaker]]\nname = \"Elise Ortega\"\nparty = \"Harbour\"\n");
    write(
        "whosaid.toml",
        "speakers = \"who.toml\"\nexclude = [\"pharos.txt\"]\n\n[outlets]\n\"the echo\" = \"Echo of the North\"\n",
    );
    fs::create_dir(folder.path().join("sub")).expect("it can be made");
    let below = |arguments: &[&str]| {
        let mut command = folder.command(arguments);
        let output = command.current_dir(folder.path().join("sub")).output().expect("the command ends");
        String::from_utf8(output.stdout).expect("it is UTF-8")
    };
    let table = below(&["report", "..", "--format", "csv"]);
    assert!(
        table.contains("Echo of the North") && table.contains("Harbour") && !table.contains("pharos"),
        "{table}"
    );
    let isolated = below(&["report", "..", "--format", "csv", "--isolated"]);
    assert!(
        !isolated.contains("Echo of the North")
            && !isolated.contains("Harbour")
            && isolated.contains("pharos")
    );
    assert!(below(&["extract", "..", "--format", "csv"]).contains("Echo of the North"));
    // What an outlet is called here changes no id.
    let id = |arguments: &[&str]| {
        report(&folder, &[&["echo.txt"], arguments].concat())["attributions"][0]["id"].clone()
    };
    assert_eq!(id(&[]), id(&["--isolated"]));
    write("other.toml", "exclude = [\"echo.txt\"]\n");
    let other = run(&folder, &["report", ".", "--config", "other.toml"]).0;
    assert!(other.starts_with("2 articles from 2 outlets"), "{other}");
    write("whosaid.toml", "outlet = 1\n");
    check_refused(&folder, &["report", "."], "whosaid.toml: line 1: unknown field `outlet`");
    check_refused(
        &folder,
        &["report", ".", "--output", "other.toml", "--config", "other.toml"],
        "it is read",
    );
}

#[test]
fn differences_stand_at_lines_of_files() {
    let folder = trains("lines");
    let annotations = run(&folder, &["report", ".", "--format", "github"]).0;
    let first = annotations.lines().next().expect("there is a difference");
    assert!(
        first.starts_with("::warning file=courant.txt,line=8,title=Accounts differ%3A date::"),
        "{first}"
    );
    let log: Value =
        serde_json::from_str(&run(&folder, &["report", ".", "--format", "sarif"]).0).expect("SARIF is JSON");
    let run_of = &log["runs"][0];
    assert_eq!(log["version"], "2.1.0");
    let result = &run_of["results"][0];
    let rules = strings(run_of["tool"]["driver"]["rules"].as_array().expect("it is a list"), "id");
    assert!(rules.contains(&result["ruleId"].as_str().expect("it is a text").to_string()));
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(
        (&place["artifactLocation"]["uri"], &place["region"]["startLine"]),
        (&"courant.txt".into(), &8.into())
    );
}

/// What SARIF 2.1.0 requires of the parts that are written, and what it gives the values.
#[test]
fn sarif_is_what_the_standard_says() {
    let folder = Folder::new("sarif", &[]);
    let corpus = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus");
    let log: Value =
        serde_json::from_str(&run(&folder, &["report", corpus, "--format", "sarif"]).0).expect("it is JSON");
    let text = |value: &Value| value.as_str().is_some_and(|text| !text.is_empty());
    let has_text =
        |message: &Value| text(&message["text"]) && message.as_object().map_or(0, |all| all.len()) == 1;
    assert_eq!(log["version"], "2.1.0");
    assert!(text(&log["$schema"]));
    let runs = list(&log, "runs");
    assert_eq!(runs.len(), 1);
    let driver = &runs[0]["tool"]["driver"];
    assert!(text(&driver["name"]) && text(&driver["version"]));
    assert_eq!(runs[0]["columnKind"], "unicodeCodePoints");
    let rules = list(driver, "rules");
    assert!(rules.iter().all(|rule| text(&rule["id"]) && has_text(&rule["shortDescription"])));
    let ids: BTreeSet<String> = strings(rules, "id").into_iter().collect();
    assert_eq!(ids.len(), rules.len(), "each rule is there once");
    let results = list(&runs[0], "results");
    assert!(results.len() > 10);
    for result in results {
        assert!(has_text(&result["message"]), "{result}");
        assert!(ids.contains(result["ruleId"].as_str().expect("a text")));
        assert!(["none", "note", "warning", "error"].contains(&result["level"].as_str().expect("a text")));
        assert!(result["partialFingerprints"].as_object().expect("an object").values().all(text));
        for place in list(result, "locations").iter().chain(list(result, "relatedLocations")) {
            let physical = &place["physicalLocation"];
            let uri = physical["artifactLocation"]["uri"].as_str().expect("a text");
            assert!(!uri.is_empty() && uri.is_ascii() && !uri.contains([' ', '\\', '"', '<']), "{uri}");
            if let Some(region) = physical.get("region") {
                assert!(region["startLine"].as_u64().is_some_and(|line| line >= 1), "{region}");
            }
            assert!(place.get("id").is_none_or(|id| id.as_u64().is_some()));
        }
        let known = [
            "ruleId",
            "level",
            "message",
            "locations",
            "relatedLocations",
            "partialFingerprints",
            "properties",
            "suppressions",
        ];
        let keys = result.as_object().expect("an object").keys();
        assert!(keys.into_iter().all(|key| known.contains(&key.as_str())), "{result}");
    }
}

#[test]
fn text_fits_its_width() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let articles = ingest::read(&[folder], Options::default()).articles;
    let report = assemble::report(&articles, &audit(&articles, &Settings::default()));
    for width in [60, 80, 120] {
        let terminal = Terminal { width, colour: false };
        let written = [
            text::report(&report, text::Shown::ALL, terminal),
            by_outlet::text(&report, terminal),
            by_speaker::text(&report, terminal),
        ];
        for line in written.iter().flat_map(|text| text.lines()) {
            // Paths and addresses stay whole, so that they can be opened.
            let is_place = line.contains("corpus/") || line.contains("https://");
            assert!(line.width() <= width || is_place, "{width}: {line}");
        }
    }
}

#[test]
fn text_at_three_widths() {
    let folder = "corpus/rate-decision";
    let whole = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut articles = ingest::read(&[whole], Options::default()).articles;
    for path in articles.iter_mut().filter_map(|article| article.path.as_mut()) {
        *path = path.strip_prefix(env!("CARGO_MANIFEST_DIR")).expect("it lies in the repository").to_owned();
    }
    let report = assemble::report(&articles, &audit(&articles, &Settings::default()));
    for width in [60, 80, 120] {
        let shown = text::Shown { most: 4, single: false };
        let written = text::report(&report, shown, Terminal { width, colour: false });
        snapshot::settings("width")
            .bind(|| insta::assert_snapshot!(format!("rate-decision-{width}"), written));
    }
}

#[test]
fn text_shows_twenty_claims_and_cuts_nothing_short() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let folder = Folder::new("publish-text", &[]);
    let output = folder.command(&["report"]).arg(&corpus).output().expect("the command ends");
    let text = String::from_utf8(output.stdout).expect("it is UTF-8");
    let shown = text.lines().filter(|line| {
        line.split_once(". ")
            .is_some_and(|(number, _)| number.len() == 3 && number.trim().parse::<usize>().is_ok())
    });
    assert_eq!(shown.count(), 20);
    assert!(text.contains("--limit all shows every claim"));
    assert!(!text.lines().any(|line| line.trim_end().ends_with('…')), "something was cut short");
}

#[test]
fn the_same_article_counts_once() {
    let folder = trains("copies");
    let before = report(&folder, &["courant.txt", "echo.txt"]);
    fs::write(folder.path().join("zz.txt"), COURANT).expect("it can be written");
    let arguments = ["report", "courant.txt", "echo.txt", "zz.txt", "--format", "json"];
    let (after, said) = run(&folder, &arguments);
    assert_eq!(serde_json::from_str::<Value>(&after).expect("a report is JSON"), before);
    assert!(said.contains("zz.txt is the same article as courant.txt and left out"), "{said}");
    let lines = run(&folder, &["extract", "courant.txt", "zz.txt", "--format", "jsonl"]).0;
    assert_eq!(lines.lines().count(), 2);
}

#[test]
fn another_language_is_noticed() {
    let french = "---\noutlet: Le Phare\n---\n\nLa maire a annoncé lundi que le pont ne rouvrira pas avant le mois de mai. \
                  « Nous avons perdu une pièce en mer », a-t-elle expliqué aux journalistes, en ajoutant que la ville \
                  demandera des comptes à la compagnie, qui rejette toute responsabilité et met en cause la tempête.\n";
    let folder = Folder::new(
        "publish-french",
        &[("phare.txt", french.as_bytes()), ("courant.txt", COURANT.as_bytes())],
    );
    let said = run(&folder, &["report", "."]).1;
    assert!(said.contains("phare.txt does not seem to be in English"), "{said}");
    assert!(!said.contains("courant.txt"), "{said}");
    assert!(run(&folder, &["help", "report"]).0.contains("Usage: whosaid report"));
}
