//! Files, folders and bad input, as the ingest room meets them on a disk.

use std::fs;
use std::path::{Path, PathBuf};

use whosaid::ingest::{Format, Intake, Options, chunks, read, read_text};

/// A folder of files made for one test; removed with it.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str, files: &[(&str, &[u8])]) -> Self {
        let path = std::env::temp_dir().join(format!("whosaid-ingest-{}-{name}", std::process::id()));
        let folder = Folder(path);
        fs::create_dir_all(&folder.0).expect("the temporary folder can be written");
        for (name, bytes) in files {
            let path = folder.0.join(name);
            fs::create_dir_all(path.parent().expect("it lies in the folder")).expect("so can one inside");
            fs::write(path, bytes).expect("and a file");
        }
        folder
    }

    fn read(&self, names: &[&str]) -> Intake {
        let paths: Vec<PathBuf> = names.iter().map(|name| self.0.join(name)).collect();
        read(&paths, Options::default())
    }

    /// The problems of reading a path, without the folder's own name.
    fn problems(&self, name: &str) -> String {
        let problems: Vec<String> = self.read(&[name]).problems.iter().map(ToString::to_string).collect();
        problems.join("\n").replace(&format!("{}/", self.0.display()), "")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // A folder that cannot be removed does no harm to the test.
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn ids(intake: &Intake) -> Vec<&str> {
    intake.articles.iter().map(|article| article.id.as_str()).collect()
}

const PROSE: &[u8] =
    "The bridge of Quillport reopens in April, Mayor Elise Ortega said on Monday.\n".as_bytes();

#[test]
fn every_bad_input_says_what_to_do() {
    let folder = Folder::new(
        "bad",
        &[
            ("notes.pdf", b"%PDF-1.7\n"),
            ("empty.txt", b""),
            ("blank.txt", b" \n\t\n"),
            ("image.txt", b"\x89PNG\r\n\x1a\n\0\0"),
            ("latin.txt", b"The caf\xe9 of Quillport closes, the owner said on Monday."),
            ("cut.txt", "“We will open in April,” said Zoë Brandt, who owns the caf\u{e9}".as_bytes().split_last().unwrap().1),
            ("form.html", b"<html><body><form>Sign in <input name=user></form></body></html>"),
            ("lines.jsonl", b"{\"id\": \"a\", \"text\": \"Back.\"}\n{\"id\": \"b\", \"te\n{\"id\": \"c\"}\n\n{\"text\": \"Gone.\", \"date\": \"soon\"}\n"),
            ("whole.json", b"[{\"text\": \"Back.\"}"),
            ("rows.csv", b"id,story\n1,Back.\n"),
            ("dated.txt", b"---\ndate: 03/04/2031\n---\nThe bridge is back.\n"),
            ("void/notes.pdf", b"%PDF-1.7\n"),
        ],
    );
    let paths = [
        "missing.txt",
        "notes.pdf",
        "empty.txt",
        "blank.txt",
        "image.txt",
        "latin.txt",
        "cut.txt",
        "form.html",
        "lines.jsonl",
        "whole.json",
        "rows.csv",
        "dated.txt",
        "void",
    ];
    let said: Vec<String> = paths.iter().map(|path| folder.problems(path)).collect();
    insta::assert_snapshot!(said.join("\n"), @r"
    cannot read missing.txt: there is no such file or folder; check the path
    cannot read notes.pdf: it is not text but a PDF document; save the article's text as a .txt file
    cannot read empty.txt: it is empty; leave it out, or fill it
    cannot read blank.txt: there is nothing but white space in it; leave it out, or fill it
    cannot read image.txt: it is not text but a picture; save the article's text as a .txt file
    latin.txt: not UTF-8 at byte 7; read as windows-1252; pass --encoding if that is wrong
    cut.txt: not UTF-8 at byte 63; what is not was replaced by �; pass --encoding if it is not UTF-8
    cannot read form.html: no article found in the page; save the article's text as a .txt file
    cannot read lines.jsonl:2: not a JSON object: the line ends within a string at column 15; each line needs one whole object
    cannot read lines.jsonl:3: the record has no text; give it a field named text, or name the one that holds the article with --map text=NAME
    lines.jsonl:5: `soon` is not a date; read without a date; write it as YYYY-MM-DD
    cannot read whole.json: not JSON: the file ends within a list at line 1 column 18; name it .jsonl if it has one object a line
    cannot read rows.csv: there is no column named text (there is id, story); name the column of the articles `text` in the first line, or say which it is with --map text=NAME
    dated.txt: the date `03/04/2031` could be two days; read without a date; write it as YYYY-MM-DD
    cannot read void: the folder holds no file that ends in .txt, .html, .jsonl, .json, .csv, .tsv, .docx, .eml, .mhtml, .rss, .atom or .warc; hidden and ignored files are left out: name them outright if they are meant
    void: left out 1 file of another kind (1 .pdf)
    ");
    assert_eq!(ids(&folder.read(&["lines.jsonl", "latin.txt", "empty.txt"])), ["latin", "a", "lines-5"]);
}

#[cfg(unix)]
#[test]
fn an_unreadable_file_is_named_and_the_others_are_read() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new("locked", &[("a.txt", PROSE), ("b.txt", PROSE), ("c.txt", PROSE)]);
    fs::set_permissions(folder.0.join("b.txt"), fs::Permissions::from_mode(0o000)).unwrap();
    // A superuser may read it all the same, and then nothing is wrong with it.
    let is_locked = fs::read(folder.0.join("b.txt")).is_err();
    let intake = folder.read(&[""]);
    let expected: &[&str] = if is_locked { &["a", "c"] } else { &["a", "b", "c"] };
    assert_eq!(ids(&intake), expected);
    let message = format!(
        "cannot read {}/b.txt: permission denied; make it readable for this user",
        folder.0.display()
    );
    let problems: Vec<String> = intake.problems.iter().map(ToString::to_string).collect();
    assert_eq!(problems, if is_locked { vec![message] } else { vec![] });
}

#[test]
fn folders_are_walked_in_order_without_hidden_and_ignored_files() {
    let folder = Folder::new(
        "walk",
        &[
            ("b/late.txt", PROSE),
            ("a.txt", PROSE),
            ("a.ann", b"T1\tCue 0 3\tThe"),
            ("README.md", b"About these articles."),
            (".hidden.txt", PROSE),
            ("draft.txt", PROSE),
            (".gitignore", b"draft.txt\n"),
            ("c.jsonl", b"{\"text\": \"Back.\"}\n"),
        ],
    );
    assert_eq!(ids(&folder.read(&[""])), ["a", "late", "c-1"]);
    assert_eq!(ids(&folder.read(&["c.jsonl", "b", "a.txt", "a.txt"])), ["a", "late", "c-1"]);
    assert_eq!(ids(&folder.read(&["README.md", "draft.txt", ".hidden.txt"])), [".hidden", "README", "draft"]);
}

#[test]
fn files_of_one_name_are_told_apart_by_their_folders() {
    let folder = Folder::new("names", &[("fox/a.txt", PROSE), ("owl/a.txt", PROSE), ("owl/b.txt", PROSE)]);
    let intake = folder.read(&[""]);
    assert_eq!(ids(&intake), ["fox/a", "owl/a", "b"]);
    assert_eq!(intake.problems, []);
}

#[test]
fn records_of_one_id_are_told_apart_by_folder_or_numbered() {
    let twice = b"{\"id\": 1, \"text\": \"Back.\"}\n{\"id\": 1, \"text\": \"Gone.\"}\n";
    let folder = Folder::new("twice", &[("fox/a.jsonl", twice), ("owl/b.csv", b"id,text\n1,There.\n")]);
    let intake = folder.read(&[""]);
    assert_eq!(ids(&intake), ["1", "1#2", "owl/1"]);
    let message = intake.problems[0].to_string().replace(&folder.0.display().to_string(), "");
    assert_eq!(
        message,
        "/fox/a.jsonl: the id 1 is taken; this article is called 1#2; give each article an id of its own"
    );
}

#[test]
fn bodies_are_as_the_file_has_them() {
    let text = "\u{feff}---\r\ntitle: Bridge\r\n---\r\nThe bridge\u{a0}is back, “at last”, Ortega said.\r\n";
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let folder = Folder::new("body", &[("a.txt", text.as_bytes()), ("b.txt", &utf16)]);
    for article in folder.read(&[""]).articles {
        assert_eq!(article.body, text);
        assert_eq!(article.title.as_deref(), Some("Bridge"));
        assert!(article.clutter[0].span.of(text).ends_with("---\r\n"));
    }
}

#[test]
fn an_encoding_that_is_asked_for_is_used() {
    let folder = Folder::new("asked", &[("a.txt", b"The caf\xe9 is open, \xbbsaid\xab Ann.")]);
    let options = Options { encoding: Some("windows-1250".parse().unwrap()), ..Options::default() };
    let intake = read(std::slice::from_ref(&folder.0), options);
    assert_eq!(intake.articles[0].body, "The café is open, »said« Ann.");
    assert_eq!(intake.problems, []);
}

#[test]
fn long_files_of_lines_come_in_chunks() {
    let lines: String =
        (0..10_000).map(|number| format!("{{\"id\": {number}, \"text\": \"Back.\"}}\n")).collect();
    let folder = Folder::new("chunks", &[("a.jsonl", lines.as_bytes()), ("b.txt", PROSE)]);
    let sizes: Vec<usize> = chunks(std::slice::from_ref(&folder.0), Options::default())
        .map(|chunk| chunk.articles.len())
        .collect();
    assert_eq!(sizes, [4096, 4096, 1808, 1]);
    let intake = folder.read(&[""]);
    assert!(
        intake.articles[..10_000].iter().enumerate().all(|(place, article)| article.id == place.to_string())
    );
}

#[test]
fn one_line_of_five_megabytes_is_read() {
    let sentence = "The bridge reopens {soon} and [embed] <b>the</b> ferry “stays”, she said. ";
    let text = sentence.repeat(5_000_000 / sentence.len());
    let intake = read_text(Path::new("long.txt"), Format::Plain, text.clone());
    assert_eq!(intake.articles[0].body, text);
    assert_eq!(intake.articles[0].clutter.len(), 2 * (5_000_000 / sentence.len()));
}

/// A page whose article lies this deep in elements of a kind.
fn nested(name: &str, depth: usize) -> String {
    let prose = "<p>The harbour bridge will reopen in April after two years of repairs, the council of Quillport \
                 said on Monday.</p><p>“We have kept our promise,” Mayor Elise Ortega told reporters at the quay.</p>";
    let (open, close) = (format!("<{name}>").repeat(depth), format!("</{name}>").repeat(depth));
    format!("<html><head><title>Bridge</title></head><body>{open}{prose}{close}</body></html>")
}

#[test]
fn pages_that_lie_too_deep_cost_no_other() {
    let pages = [("div", 25_000), ("section", 100_000), ("b", 100_000), ("blockquote", 5_000), ("span", 600)];
    let pages = pages.map(|(name, depth)| (format!("{name}.html"), nested(name, depth)));
    let mut files: Vec<(&str, &[u8])> =
        pages.iter().map(|(name, html)| (name.as_str(), html.as_bytes())).collect();
    let sound = nested("div", 200);
    files.push(("sound.html", sound.as_bytes()));
    let folder = Folder::new("deep", &files);
    let intake = folder.read(&[""]);
    assert_eq!(ids(&intake), ["sound"]);
    assert_eq!(intake.problems.len(), pages.len());
    assert_eq!(
        folder.problems("div.html"),
        "cannot read div.html: its elements lie more than 512 deep in each other by line 1; \
         save the article's text as a .txt file"
    );
}

#[test]
fn data_that_lie_too_deep_are_passed_over() {
    let deep = format!("{}1{}", "[".repeat(200_000), "]".repeat(200_000));
    let script = format!("<head><script type='application/ld+json'>{deep}</script>");
    let html = nested("div", 3).replacen("<head>", &script, 1);
    let intake = read_text(Path::new("a.html"), Format::Page, html);
    assert_eq!(intake.articles.len(), 1);
    let folder = Folder::new("deep-data", &[("a.json", deep.as_bytes()), ("a.jsonl", deep.as_bytes())]);
    assert_eq!(folder.read(&["a.json", "a.jsonl"]).articles, []);
}

#[test]
fn front_matter_and_wide_characters() {
    let text = "“We reopen in May,” Ann Brandt said.";
    let wide: Vec<u8> = text.chars().flat_map(|sign| u32::from(sign).to_be_bytes()).collect();
    let folder = Folder::new("wide", &[("wide.txt", &wide), ("head.txt", b"---\ntitle: Ferry\n---\n")]);
    let intake = folder.read(&["wide.txt", "head.txt"]);
    assert_eq!(intake.articles[0].body, text);
    assert_eq!(
        folder.problems("head.txt"),
        "cannot read head.txt: there is nothing below its front matter; put the article's text there, or leave the file out"
    );
}

#[test]
fn files_larger_than_the_limit_are_named_before_they_are_read() {
    let folder = Folder::new("large", &[("a.txt", PROSE)]);
    // A gigabyte of which the disk holds nothing.
    let sparse = fs::File::create(folder.0.join("sparse.txt")).unwrap();
    sparse.set_len(1_000_000_000).unwrap();
    let intake = folder.read(&[""]);
    assert_eq!(ids(&intake), ["a"]);
    assert_eq!(
        folder.problems("sparse.txt"),
        "cannot read sparse.txt: it is larger than 64 MB; allow more with --max-size if it is meant"
    );
    let options = Options { max_size: "20".parse().unwrap(), ..Options::default() };
    let small = read(&[folder.0.join("a.txt")], options.clone());
    assert_eq!(small.articles, []);
    let lines =
        format!("{{\"text\": \"Back.\"}}\n{{\"text\": \"{}\"}}\n{{\"text\": \"Gone.\"}}\n", "x".repeat(99));
    let folder = Folder::new("large-record", &[("a.jsonl", lines.as_bytes())]);
    let intake = read(&[folder.0.join("a.jsonl")], options);
    assert_eq!(ids(&intake), ["a-1", "a-3"]);
    let said = intake.problems[0].to_string();
    assert!(
        said.ends_with(
            "a.jsonl:2: the record is larger than 20 bytes; allow more with --max-size if it is meant"
        ),
        "{said}"
    );
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_not_opened() {
    let folder = Folder::new("special", &[("a.txt", PROSE)]);
    let pipe = folder.0.join("pipe.txt");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.is_ok_and(|status| status.success()), "a pipe can be made");
    let socket = std::os::unix::net::UnixListener::bind(folder.0.join("socket.txt"));
    assert!(socket.is_ok(), "so can a socket");
    std::os::unix::fs::symlink(&folder.0, folder.0.join("again")).expect("and a link in a circle");
    let intake = folder.read(&[""]);
    assert_eq!(ids(&intake), ["a"]);
    let said = folder.problems("");
    assert!(said.contains("pipe.txt: left out, since it is a pipe, not a file"), "{said}");
    assert!(said.contains("socket.txt: left out, since it is a socket, not a file"), "{said}");
    assert!(intake.problems.iter().all(|problem| !problem.is_error()));
    let device = read(&[PathBuf::from("/dev/zero")], Options::default());
    assert_eq!(
        device.problems[0].to_string(),
        "cannot read /dev/zero: it is a device, not a file; name a file, or pipe it in"
    );
}

#[test]
fn what_belongs_to_no_article_is_left_out_of_folders_and_told() {
    let page = nested("div", 2);
    let report = "<html><head><meta name=\"generator\" content=\"whosaid 0.1.0\"></head><body></body></html>";
    let folder = Folder::new(
        "own",
        &[
            ("a.txt", PROSE),
            ("a.ann", b"T1\tCue 0 3\tThe"),
            ("page.html", page.as_bytes()),
            ("page_files/frame.html", page.as_bytes()),
            ("case_files/b.txt", PROSE),
            ("report.html", report.as_bytes()),
            ("report.json", b"{\"format\": 1, \"articles\": [], \"clusters\": []}"),
            ("said.jsonl", b"{\"article\": \"a\", \"scope\": \"speech\", \"cue\": null, \"content\": {\"text\": \"x\"}}\n"),
            ("said.csv", b"article,outlet,speaker,cue,content,kind,scope\na,,x,y,z,direct,speech\n"),
        ],
    );
    let intake = folder.read(&[""]);
    assert_eq!(ids(&intake), ["a", "b", "page"]);
    let said = folder.problems("");
    assert!(said.contains("left out 1 file of annotations (a.ann)"), "{said}");
    assert!(said.contains("left out 1 folder of a saved page (page_files)"), "{said}");
    assert!(
        said.contains(
            "left out 4 reports that whosaid wrote (report.html, report.json, said.csv and 1 more)"
        ),
        "{said}"
    );
    for name in ["report.html", "report.json", "said.jsonl", "said.csv"] {
        assert_eq!(
            folder.problems(name),
            format!(
                "cannot read {name}: it is a report that whosaid wrote, not an article; name the articles that it was made from"
            )
        );
    }
    assert_eq!(
        folder.problems("a.ann"),
        "cannot read a.ann: it holds annotations, not an article; name the text that they belong to"
    );
    let alone = Folder::new("own-alone", &[("report.html", report.as_bytes())]);
    assert!(
        alone
            .problems("")
            .contains("the folder holds no article, only 1 report that whosaid wrote (report.html)")
    );
}

/// Time must not grow faster than the text, or these take minutes.
#[test]
fn a_megabyte_of_anything_is_read_in_a_moment() {
    let start = std::time::Instant::now();
    let page = |inside: String| format!("<html><body>{inside}{}</body></html>", nested("div", 2));
    let plain = [
        "a\n".repeat(80_000),
        "(Photo x)\n".repeat(80_000),
        "- Ann Brandt\n".repeat(60_000),
        "Correction:\n".repeat(60_000),
        "Related\n".repeat(60_000),
        "“one two three four”\n".repeat(30_000),
        "{".repeat(1_000_000),
        "<a ".repeat(300_000),
        format!("---\n{}---\nBack.", "title: Bridge\n".repeat(70_000)),
        format!("---\n{}", "title: Bridge\n".repeat(70_000)),
    ];
    for text in plain {
        assert_eq!(read_text(Path::new("a.txt"), Format::Plain, text).articles.len(), 1);
    }
    let pages = [
        page("<!-- x -->".repeat(100_000)),
        page("<".repeat(1_000_000)),
        page(format!("<p {}>", "a ".repeat(500_000))),
        page("<meta name=a content=b>".repeat(40_000)),
        page("<br>".repeat(250_000)),
    ];
    for html in pages {
        assert!(read_text(Path::new("a.html"), Format::Page, html).articles.len() <= 1);
    }
    let columns = format!("text{}\n{}", ",x".repeat(200_000), "a\n".repeat(200_000));
    assert_eq!(read_text(Path::new("a.csv"), Format::Csv, columns).articles.len(), 200_000);
    assert!(start.elapsed().as_secs() < 120, "it took {:?}", start.elapsed());
}

mod properties {
    use proptest::prelude::*;
    use whosaid::ingest::{Format, Intake, Options, read, read_text};

    use super::Folder;

    fn check(intake: &Intake) {
        for article in &intake.articles {
            let mut end = 0;
            for clutter in &article.clutter {
                assert!(clutter.span.start >= end && !clutter.span.is_empty());
                end = clutter.span.end;
                assert!(article.body.get(clutter.span.range()).is_some());
            }
        }
    }

    const FORMATS: [Format; 6] =
        [Format::Plain, Format::Page, Format::JsonLines, Format::Json, Format::Csv, Format::Tsv];

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn no_text_makes_it_panic(text in "(?s).{0,400}") {
            for format in FORMATS {
                check(&read_text(std::path::Path::new("a.txt"), format, text.clone()));
            }
        }

        #[test]
        fn no_page_like_text_makes_it_panic(
            pieces in prop::collection::vec(prop::sample::select(vec![
                "Featured", "\n", "\n\n", "\r\n", "About the Author", "Tags A, b", "By Jo Quill", "{x}", "{{", "[embed",
                "<a ", "</p>", "---\n", "date: 2031-01-01\n", "Correction:", "Published 1 May 2031", "(Photo:", "é", "\u{a0}",
                "The bridge reopens in April, the council of Quillport said on Monday.", "“", "”", "•", "Follow us on Twitter",
                "Jo Quill is a writer.", "HarbourMayor opens it all again", "9:30", "Posted", "é reported from", "- Jo Quill",
            ]), 0..40)
        ) {
            for format in FORMATS {
                check(&read_text(std::path::Path::new("a.txt"), format, pieces.concat()));
            }
        }

        #[test]
        fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let folder = Folder::new("bytes", &[("a.txt", &bytes), ("a.html", &bytes), ("a.jsonl", &bytes), ("a.csv", &bytes)]);
            check(&read(std::slice::from_ref(&folder.0), Options::default()));
        }
    }
}

#[test]
fn a_file_is_read_once_under_whatever_names() {
    let folder = Folder::new("names", &[("a/one.txt", PROSE), ("b/two.txt", PROSE)]);
    let intake = folder.read(&["a/../a/one.txt", "a/one.txt", "b/two.txt"]);
    assert_eq!(intake.articles.len(), 2);
    let said: Vec<String> = intake.problems.iter().map(ToString::to_string).collect();
    let path = |name: &str| folder.0.join(name).display().to_string();
    let message =
        format!("{}: left out, since it is the same file as {}", path("a/one.txt"), path("a/../a/one.txt"));
    assert_eq!(said, [message]);
}

#[cfg(unix)]
#[test]
fn a_link_is_no_other_article() {
    let folder = Folder::new("links", &[("a/one.txt", PROSE)]);
    std::os::unix::fs::symlink("one.txt", folder.0.join("a/two.txt")).expect("a link can be made");
    let intake = folder.read(&["a"]);
    assert_eq!(ids(&intake).len(), 1);
    assert_eq!(folder.problems("a"), "a/two.txt: left out, since it is the same file as a/one.txt");
}

#[test]
fn archives_are_told() {
    let folder = Folder::new(
        "compressed",
        &[("a/one.txt", PROSE), ("a/two.txt.xz", b"\xfd7zXZ\0"), ("a/pictures.zip", b"PK")],
    );
    assert_eq!(folder.problems("a"), "a: left out 2 archives (pictures.zip and two.txt.xz)");
    assert_eq!(
        folder.problems("a/two.txt.xz"),
        "cannot read a/two.txt.xz: it is compressed in a way that is not read; unpack it first, or compress it with \
         gzip, zstd or bzip2"
    );
}
