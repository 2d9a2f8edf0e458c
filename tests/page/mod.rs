//! What must hold of every page that the program writes.

/// Nothing in the page fetches or runs anything, and its policy allows its own style sheet alone.
#[track_caller]
pub fn assert_fetches_nothing(page: &str) {
    for outside in [" src=", "@import", "url(", "<link", "<script", " style=", " on"] {
        let in_tags: Vec<&str> = page
            .split('<')
            .filter_map(|tag| tag.split('>').next())
            .filter(|tag| tag.contains(outside))
            .collect();
        assert!(in_tags.is_empty(), "{outside} in {in_tags:?}");
    }
    let style =
        page.split("<style>").nth(1).and_then(|rest| rest.split("</style>").next()).expect("it has a style");
    let hash = data_encoding::BASE64.encode(&<sha2::Sha256 as sha2::Digest>::digest(style));
    assert!(page.contains(&format!("style-src 'sha256-{hash}'")));
}
