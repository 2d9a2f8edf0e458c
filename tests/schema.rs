//! What the command writes is what the schemas that it prints say, for the whole corpus.

mod folder;

use std::path::Path;
use std::process::Output;

use folder::Folder;
use jsonschema::Validator;
use serde_json::{Value, json};

#[test]
fn every_report_is_what_its_schema_says() {
    let schema = Schema::of("report");
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let folder = Folder::new("schema-report", &[("who.csv", SPEAKERS)]);
    let run = |path: &Path, arguments: &[&str]| {
        let mut command = folder.command(&["report", "--format", "json"]);
        let report = values(&command.args(arguments).arg(path).output().expect("the command ends"));
        schema.check(&report[0]);
        report.into_iter().next().expect("a report is one value")
    };
    let whole = run(&corpus, &["--scope", "full", "--speakers", "who.csv"]);
    // What is written only now and then was written here, or it was not checked.
    assert!(holds(&whole, "/speakers", "attributes") && holds(&whole, "/clusters", "findings"));
    for entry in corpus.read_dir().expect("the corpus can be listed") {
        run(&entry.expect("the corpus can be listed").path(), &[]);
    }
}

#[test]
fn every_attribution_is_what_its_schema_says() {
    let schema = Schema::of("attribution");
    let corpus = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus");
    let folder = Folder::new("schema-extract", &[("who.csv", SPEAKERS)]);
    let arguments = ["extract", corpus, "--format", "jsonl", "--scope", "full", "--speakers", "who.csv"];
    let attributions = values(&folder.command(&arguments).output().expect("the command ends"));
    assert!(attributions.len() > 500);
    attributions.iter().for_each(|attribution| schema.check(attribution));
    assert!(attributions.iter().any(|attribution| attribution.pointer("/speaker/attributes").is_some()));
}

#[test]
fn every_row_of_a_report_is_what_its_schema_says() {
    let corpus = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus");
    let folder = Folder::new("schema-rows", &[("who.csv", SPEAKERS)]);
    let arguments = [
        "report",
        corpus,
        "--scope",
        "full",
        "--speakers",
        "who.csv",
        "--format",
        "jsonl",
        "--output",
        "rows/",
    ];
    assert!(folder.command(&arguments).status().expect("the command ends").success());
    for (table, what) in [
        ("attributions", "attribution"),
        ("claims", "claim"),
        ("tellings", "telling"),
        ("findings", "finding"),
        ("speakers", "speaker"),
        ("outlets", "outlet"),
        ("articles", "article"),
    ] {
        let schema = Schema::of(what);
        let lines = folder.read(&format!("rows/{table}.jsonl"));
        assert!(lines.lines().count() > 5, "{table}");
        for line in lines.lines() {
            schema.check(&serde_json::from_str(line).expect("a line is JSON"));
        }
    }
}

#[test]
fn every_article_read_is_what_its_schema_says() {
    let schema = Schema::of("taken");
    let corpus = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus");
    let folder = Folder::new("schema-read", &[]);
    let read =
        values(&folder.command(&["read", corpus, "--format", "jsonl"]).output().expect("the command ends"));
    assert!(read.len() > 40);
    read.iter().for_each(|article| schema.check(article));
    assert!(read.iter().any(|article| article["clutter"].as_array().is_some_and(|all| !all.is_empty())));
}

#[test]
fn every_comparison_is_what_its_schema_says() {
    let (input, output) = (Schema::of("pair"), Schema::of("comparison"));
    let readme = include_str!("../README.md");
    let example = readme.split("$ echo '").nth(1).and_then(|rest| rest.split('\'').next());
    let example: Value =
        serde_json::from_str(example.expect("README.md compares a pair")).expect("the pair is JSON");
    let full = json!({"text": "“We open by 12 March.”", "speaker": "Ann Lee", "cue": "said", "outlet": "Echo",
        "date": "2025-03-11", "context": "She spoke on Monday."});
    let sparse = json!({"text": "the harbour was calm", "speaker": null});
    let pairs = [
        example,
        json!({"id": "x", "a": full, "b": sparse}),
        json!({"id": {"n": [1]}, "a": full, "b": full}),
        json!({"a": sparse, "b": sparse, "note": "fields that nobody reads do no harm"}),
    ];
    let lines: String = pairs.iter().map(|pair| format!("{pair}\n")).collect();
    pairs[..3].iter().for_each(|pair| input.check(pair));
    assert!(input.as_printed.is_valid(&pairs[3]));
    let folder = Folder::new("schema-compare", &[("pairs.jsonl", lines.as_bytes())]);
    let mut command = folder.command(&["compare", "--jsonl", "pairs.jsonl"]);
    let answers = values(&command.output().expect("the command ends"));
    assert_eq!(answers.len(), pairs.len());
    answers.iter().for_each(|answer| output.check(answer));
    for wrong in
        [json!({"a": full}), json!({"a": {"text": 7}, "b": full}), json!({"a": {}, "b": full}), json!([])]
    {
        assert!(!input.as_printed.is_valid(&wrong), "the schema allows {wrong}");
    }
}

#[test]
fn every_verification_is_what_its_schema_says() {
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/verify");
    let folder = Folder::new("schema-verify", &[]);
    let run = |format: &str| {
        let mut command = folder.command(&["verify", "--format", format, "--against"]);
        values(
            &command
                .arg(example.join("record"))
                .arg(example.join("articles"))
                .output()
                .expect("the command ends"),
        )
    };
    let whole = run("json");
    Schema::of("verifications").check(&whole[0]);
    let line = Schema::of("quotation");
    let lines = run("jsonl");
    assert!(lines.len() > 10);
    lines.iter().for_each(|quotation| line.check(quotation));
    let fields: Vec<&String> = lines[0].as_object().expect("a quotation is an object").keys().collect();
    let promised = [
        "article",
        "at",
        "because",
        "end",
        "fidelity",
        "speaker",
        "speaker_ok",
        "start",
        "text",
        "transcript",
        "words",
    ];
    assert_eq!(fields.len(), promised.len(), "{fields:?}");
    assert!(promised.iter().all(|name| lines[0].get(name).is_some()), "{fields:?}");
    assert!(holds(&whole[0], "/quotations", "places"));
}

#[test]
fn every_difference_is_what_its_schema_says() {
    let schema = Schema::of("differences");
    let folder = Folder::new("schema-diff", &[("a.txt", STORY), ("in/b.txt", STORY)]);
    let run = |arguments: &[&str], path: &Path| {
        let mut command = folder.command(arguments);
        values(&command.arg(path).output().expect("the command ends")).remove(0)
    };
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/diff/ferry");
    let history = run(&["diff", "--format", "json"], &example);
    schema.check(&history);
    assert!(
        holds(&history, "/histories/0/revisions", "notes")
            && holds(&history, "/histories/0/revisions", "changes")
    );
    for (path, report) in [("a.txt", "old.json"), ("in", "new.json")] {
        let written = folder.command(&["report", path, "--format", "json", "--output", report]).output();
        assert!(written.expect("the command ends").status.success());
    }
    let claims = run(&["diff", "--format", "json", "old.json"], Path::new("new.json"));
    schema.check(&claims);
    assert!(holds(&claims, "/claims", "joined") && holds(&claims, "/claims", "left"));
}

#[test]
fn a_schema_tells_what_is_wrong() {
    let folder = Folder::new("schema-wrong", &[("a.txt", STORY)]);
    let report = values(&folder.command(&["report", "a.txt", "--format", "json"]).output().expect("it ends"));
    let schema = Schema::of("report");
    schema.check(&report[0]);
    let changed = |change: &dyn Fn(&mut Value)| {
        let mut report = report[0].clone();
        change(&mut report);
        schema.as_printed.is_valid(&report)
    };
    assert!(!changed(&|report| report["format"] = json!(0)));
    assert!(!changed(&|report| report["attributions"][0]["confidence"] = json!(1.5)));
    assert!(!changed(&|report| report["attributions"][0]["kind"] = json!("sung")));
    assert!(!changed(&|report| report["attributions"][0]["quoted"][0] = json!([1, 2, 3])));
    for field in ["format", "articles", "attributions", "speakers", "clusters"] {
        let without = |report: &mut Value| {
            report.as_object_mut().expect("a report is an object").remove(field);
        };
        assert!(!changed(&without), "the schema does not miss {field}");
    }
    // Fields may be added within a version, and what was written then is still valid.
    assert!(changed(&|report| report["attributions"][0]["later"] = json!(true)));
}

const STORY: &[u8] = "“Trains will run again by 12 March,” Elise Ortega told reporters.\n".as_bytes();
const SPEAKERS: &[u8] = b"name,aliases,party\nImogen Stroud,,Harbour\nOttilie Renshaw,,Union\n";

/// A schema as it is printed, and one that allows no field which it does not name.
struct Schema {
    as_printed: Validator,
    strict: Validator,
}

impl Schema {
    fn of(what: &str) -> Self {
        let folder = Folder::new(&format!("schema-of-{what}-{:?}", std::thread::current().id()), &[]);
        let output = folder.command(&["generate", "schema", what]).output().expect("the command ends");
        let printed = values(&output).into_iter().next().expect("a schema is one value");
        let mut strict = printed.clone();
        close(&mut strict);
        let validator = |schema: &Value| {
            jsonschema::meta::validate(schema).expect("what is printed is a JSON Schema");
            jsonschema::validator_for(schema).expect("the schema can be used")
        };
        Schema { as_printed: validator(&printed), strict: validator(&strict) }
    }

    #[track_caller]
    fn check(&self, value: &Value) {
        assert!(self.as_printed.is_valid(value));
        let errors: Vec<String> = self
            .strict
            .iter_errors(value)
            .take(5)
            .map(|error| format!("{}: {error:.300}", error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{}", errors.join("\n"));
    }
}

/// Forbids fields that are not named, wherever some are.
fn close(schema: &mut Value) {
    match schema {
        Value::Object(fields) => {
            fields.values_mut().for_each(close);
            if fields.get("properties").is_some_and(Value::is_object) {
                fields.entry("additionalProperties").or_insert(Value::Bool(false));
            }
        }
        Value::Array(values) => values.iter_mut().for_each(close),
        _ => {}
    }
}

/// True when one of the objects in a list has such a field that is not empty.
fn holds(report: &Value, list: &str, field: &str) -> bool {
    let objects = report.pointer(list).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let is_filled = |value: &Value| match value {
        Value::Array(values) => !values.is_empty(),
        Value::Object(fields) => !fields.is_empty(),
        _ => true,
    };
    objects.iter().any(|object| object.get(field).is_some_and(is_filled))
}

fn values(output: &Output) -> Vec<Value> {
    let values = serde_json::Deserializer::from_slice(&output.stdout).into_iter();
    values.map(|value| value.expect("the command prints JSON")).collect()
}
