//! Archives of the web on a disk.

use super::packed::gzip;
use super::{Folder, PROSE, ids};

fn page(more: &str) -> String {
    format!(
        "<html><head><title>Bridge to reopen | Harbour Post</title>{more}</head><body><article><h1>Bridge to reopen</h1>\
         <p>{PROSE} “We have kept our promise,” she told reporters at the quay, where a crowd had waited since dawn.\
         </p></article></body></html>"
    )
}

fn record(kind: &str, address: &str, block: &str) -> String {
    format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2031-03-15T08:00:00Z\r\n\
         Content-Length: {}\r\n\r\n{block}\r\n\r\n",
        block.len()
    )
}

fn response(address: &str, page: &str) -> String {
    record(
        "response",
        address,
        &format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page}"),
    )
}

fn records() -> [String; 6] {
    [
        record("warcinfo", "", "software: invented"),
        record("request", "https://post.example/1", "GET /1 HTTP/1.1\r\n\r\n"),
        response(
            "https://post.example/1",
            &page("<meta property=article:published_time content=2031-03-12>"),
        ),
        response("https://post.example/2", &page("")),
        response("https://post.example/", "<html><body><a href=1>Bridge to reopen</a></body></html>"),
        record("response", "https://post.example/3", "HTTP/1.1 404 Not Found\r\n\r\n"),
    ]
}

const LEFT_OUT: &str =
    "left out 1 answer with status 404, 1 page with no article, 1 request record and 1 warcinfo record";

#[test]
fn pages_come_out_with_address_and_day() {
    let members: Vec<u8> = records().iter().flat_map(|record| gzip(record.as_bytes())).collect();
    let folder = Folder::new(
        "warc",
        &[("a.warc", records().concat().as_bytes()), ("a.warc.gz", &members), ("unnamed", &members)],
    );
    for (name, expected) in
        [("a.warc", ["a-3", "a-4"]), ("a.warc.gz", ["a-3", "a-4"]), ("unnamed", ["unnamed-3", "unnamed-4"])]
    {
        let intake = folder.read(name);
        assert_eq!(ids(&intake), expected);
        assert_eq!(folder.said(&intake), [format!("{name}: {LEFT_OUT}")]);
        let days: Vec<String> =
            intake.articles.iter().map(|article| article.date.unwrap().to_string()).collect();
        assert_eq!(days, ["2031-03-12", "2031-03-15"]);
        assert_eq!(intake.articles[1].url.as_deref(), Some("https://post.example/2"));
        assert_eq!(intake.articles[1].outlet.as_deref(), Some("Harbour Post"));
    }
}

#[test]
fn archives_that_break_off_keep_what_stands_before() {
    let whole = records().concat();
    let members: Vec<u8> = records().iter().flat_map(|record| gzip(record.as_bytes())).collect();
    let fourth = whole.find("https://post.example/2").unwrap() + 300;
    let packed_fourth: usize =
        records()[..3].iter().map(|record| gzip(record.as_bytes()).len()).sum::<usize>() + 100;
    let folder = Folder::new(
        "cut-warc",
        &[
            ("cut.warc", &whole.as_bytes()[..fourth]),
            ("cut.warc.gz", &members[..packed_fourth]),
            ("empty.warc", b""),
            ("text.warc", PROSE.as_bytes()),
        ],
    );
    let said = |name: &str| folder.said(&folder.read(name)).remove(0);
    assert_eq!(ids(&folder.read("cut.warc")), ["cut-3"]);
    let again = "fetch it again; the records before were read";
    assert_eq!(said("cut.warc"), format!("cannot read cut.warc: the archive ends within record 4; {again}"));
    assert_eq!(ids(&folder.read("cut.warc.gz")), ["cut-3"]);
    assert!(
        said("cut.warc.gz")
            .starts_with("cannot read cut.warc.gz: the data compressed with gzip end too early")
    );
    assert_eq!(said("empty.warc"), "cannot read empty.warc: it is empty; leave it out, or fill it");
    assert_eq!(
        said("text.warc"),
        format!(
            "cannot read text.warc: record 1 is broken: it does not begin as a record of a WARC file does; {again}"
        )
    );
}
