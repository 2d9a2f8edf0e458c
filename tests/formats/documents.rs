//! Word documents, letters and saved pages on a disk, and names of one's own for fields.

use whosaid::ingest::Options;

use super::{Folder, PROSE, ids};

fn letter(text: &str) -> String {
    format!(
        "From: Ann Lee <ann@post.example>\r\nSubject: Bridge\r\nDate: Wed, 12 Mar 2031 09:00:00 +0100\r\n\
         MIME-Version: 1.0\r\nContent-Type: text/plain; charset=iso-8859-1\r\n\r\n{text}\r\n"
    )
}

#[test]
fn letters_in_a_folder() {
    let latin: Vec<u8> = letter(&format!("{PROSE} The caf\u{e9} is open."))
        .chars()
        .map(|sign| u8::try_from(sign).unwrap())
        .collect();
    let folder = Folder::new(
        "letters",
        &[
            ("a/one.eml", latin.as_slice()),
            ("a/two.eml", b"No head at all.\n"),
            ("a/three.mhtml", letter("<p>No page.</p>").as_bytes()),
            ("unnamed", &latin),
        ],
    );
    let intake = folder.read("a");
    assert_eq!(ids(&intake), ["one", "three"]);
    let article = &intake.articles[0];
    assert_eq!(article.body, format!("{PROSE} The café is open."));
    assert_eq!((article.title.as_deref(), article.byline.as_deref()), (Some("Bridge"), Some("Ann Lee")));
    assert_eq!(article.because.date.as_deref(), Some("letter: Date"));
    assert_eq!(
        folder.said(&intake),
        [
            "cannot read a/two.eml: it is no letter and no saved page: it has no head; save the article's text as a .txt file"
        ]
    );
    assert_eq!(ids(&folder.read("unnamed")), ["unnamed"]);
}

#[test]
fn documents_that_are_none() {
    let folder = Folder::new(
        "documents",
        &[("cut.docx", b"PK\x03\x04\x14\0"), ("empty.docx", b""), ("text.docx", PROSE.as_bytes())],
    );
    assert_eq!(
        folder.said(&folder.read("")),
        [
            "cannot read cut.docx: the document is cut off, or none; copy or download it again",
            "cannot read empty.docx: it is empty; leave it out, or fill it",
            "cannot read text.docx: the document is cut off, or none; copy or download it again",
        ]
    );
}

#[test]
fn fields_under_names_of_one_s_own() {
    let line = format!(
        "{{\"story\": \"{PROSE}\", \"printed\": \"2031-03-12\", \"paper\": \"Echo\", \"text\": \"Short.\"}}\n"
    );
    let table = format!("story,printed,paper\n\"{PROSE}\",2031-03-12,Echo\n");
    let folder = Folder::new("map", &[("a/lines.jsonl", line.as_bytes()), ("a/table.csv", table.as_bytes())]);
    let map = "text=story,date=printed,outlet=paper".parse().unwrap();
    let intake = folder.read_with("a", Options { map, ..Options::default() });
    assert_eq!(folder.said(&intake), Vec::<String>::new());
    for article in &intake.articles {
        assert_eq!(article.body, PROSE);
        assert_eq!(article.outlet.as_deref(), Some("Echo"));
        assert_eq!(article.because.date.as_deref(), Some("field printed"));
    }
    assert_eq!(intake.articles.len(), 2);
    let said = folder.said(&folder.read("a/table.csv"));
    let message = "cannot read a/table.csv: there is no column named text (there is story, printed, paper); \
                   name the column of the articles `text` in the first line, or say which it is with --map text=NAME";
    assert_eq!(said, [message]);
}
