//! Feeds on a disk: by ending, by content, and beside other XML.

use super::{Folder, PROSE, ids};

fn feed() -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n<rss version=\"2.0\"><channel><title>Caf\u{e9} Courant</title>\
         <item><title>Bridge</title><link>https://courant.example/bridge</link><pubDate>Wed, 12 Mar 2031 09:00:00 +0100</pubDate>\
         <description>{PROSE}</description></item></channel></rss>"
    )
}

#[test]
fn a_feed_is_known_by_its_ending_or_its_content() {
    let latin: Vec<u8> =
        feed().chars().map(|letter| u8::try_from(u32::from(letter)).unwrap_or(b'?')).collect();
    let folder = Folder::new(
        "feeds",
        &[
            ("a/one.rss", latin.as_slice()),
            ("a/two.xml", &latin),
            ("a/sitemap.xml", b"<?xml version=\"1.0\"?><urlset></urlset>"),
            ("none", &latin),
            ("tei.xml", b"<?xml version=\"1.0\"?><TEI><text><u>Back.</u></text></TEI>"),
        ],
    );
    let intake = folder.read("a");
    assert_eq!(ids(&intake), ["one-1", "two-1"]);
    assert_eq!(folder.said(&intake), ["a: left out 1 file of another kind (1 .xml)"]);
    let article = &intake.articles[0];
    assert_eq!(article.outlet.as_deref(), Some("Café Courant"));
    assert_eq!(article.date.map(|date| date.to_string()).as_deref(), Some("2031-03-12"));
    assert_eq!(article.url.as_deref(), Some("https://courant.example/bridge"));
    assert_eq!(article.body, PROSE);
    assert_eq!(ids(&folder.read("none")), ["none-1"]);
    let said = folder.said(&folder.read("tei.xml"));
    assert_eq!(
        said,
        [
            "cannot read tei.xml: it is XML, but neither a feed nor a page; save the article's text as a .txt file"
        ]
    );
}

#[test]
fn a_line_that_a_blog_adds_is_no_prose() {
    let text = feed().replace(
        PROSE,
        &format!("&lt;p&gt;{PROSE}&lt;/p&gt;&lt;p&gt;The post Bridge appeared first on Courant.&lt;/p&gt;"),
    );
    let folder = Folder::new("blog", &[("a.rss", text.as_bytes())]);
    let article = &folder.read("a.rss").articles[0];
    let left_out: Vec<&str> = article.clutter.iter().map(|one| one.span.of(&article.body).trim()).collect();
    assert_eq!(left_out, ["The post Bridge appeared first on Courant."]);
}
