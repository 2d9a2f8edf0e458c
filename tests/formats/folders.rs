//! What is left out of folders, and what is read outside of its rules.

use super::{Folder, PROSE, ids};

#[test]
fn what_is_left_out_is_counted_by_kind() {
    let prose = PROSE.as_bytes();
    let folder = Folder::new(
        "kinds",
        &[
            ("a/.gitignore", b"drafts/\nold.txt\n"),
            ("a/.hidden.txt", prose),
            ("a/.hidden/more.txt", prose),
            ("a/README.md", prose),
            ("a/draft.ann", b"T1\tCue 0 3\tThe"),
            ("a/drafts/one.txt", prose),
            ("a/drafts/two.txt", prose),
            ("a/old.txt", prose),
            ("a/page.html", b"<p>Moved.</p>"),
            ("a/page_files/ad.html", b"<p>Buy.</p>"),
            ("a/photo.jpg", b"\xff\xd8\xff"),
            ("a/plan.jpg", b"\xff\xd8\xff"),
            ("a/story.txt", prose),
            ("a/LICENCE", b"None."),
        ],
    );
    let intake = folder.read("a");
    assert_eq!(ids(&intake), ["story"]);
    let said: Vec<String> = folder.said(&intake).iter().map(|one| one.replace("a: ", "")).collect();
    assert_eq!(
        said[..6],
        [
            "left out 1 file of annotations (draft.ann)",
            "left out 1 folder of a saved page (page_files)",
            "left out 1 Markdown file (README.md)",
            "left out 1 hidden file (.hidden.txt)",
            "left out 3 ignored files (drafts/one.txt, drafts/two.txt and old.txt)",
            "left out 3 files of other kinds (2 .jpg, 1 no ending)",
        ]
    );
    // What is named is meant.
    assert_eq!(ids(&folder.read("a/drafts")), ["one", "two"]);
    assert_eq!(ids(&folder.read("a/LICENCE")), ["LICENCE"]);
}

#[test]
fn an_address_is_told_what_to_do_with() {
    let paths = ["https://post.example/bridge".into()];
    let intake = whosaid::ingest::read(&paths, whosaid::ingest::Options::default());
    assert_eq!(
        intake.problems[0].to_string(),
        "cannot read https://post.example/bridge: it is an address, and no network connection is opened; \
         save the page, and name the file"
    );
}
