//! Input files that hold others, whole and broken, around invented articles.

use std::io::Write;

use whosaid::model::Shuffle;

use super::articles::{article, mutated, name, one_of};
use super::inputs;

/// A feed of some entries, as RSS or Atom.
pub fn feed(numbers: &mut Shuffle) -> Vec<u8> {
    const FIELDS: [&str; 10] = [
        "title",
        "description",
        "content:encoded",
        "pubDate",
        "dc:creator",
        "link",
        "guid",
        "source",
        "content",
        "updated",
    ];
    let (root, entry) = one_of(numbers, &[("rss", "item"), ("feed", "entry"), ("rdf:RDF", "item")]);
    let mut text = format!("<?xml version='1.0'?><{root}><channel><title>{}</title>", name(numbers));
    for _ in 0..numbers.below(4) {
        text.push_str(&format!("<{entry}>"));
        for _ in 0..numbers.below(6) {
            let field = one_of(numbers, &FIELDS);
            let body = article(numbers);
            match numbers.below(4) {
                0 => text.push_str(&format!("<{field}><![CDATA[<p>{body}</p>]]></{field}>")),
                1 => text.push_str(&format!("<{field} type='html'>{}</{field}>", body.replace('<', "&lt;"))),
                2 => text.push_str(&format!("<{field}>&#0;&bogus;&{body}<b>x</{field}>")),
                _ => text.push_str(&format!("<{field}/>")),
            }
        }
        text.push_str(&format!("</{entry}>"));
    }
    mutated(numbers, text + "</channel>").into_bytes()
}

/// An archive of the web, perhaps with lengths that are not so.
pub fn warc(numbers: &mut Shuffle) -> Vec<u8> {
    let mut archive = Vec::new();
    for _ in 0..numbers.below(5) {
        let kind = one_of(numbers, &["response", "request", "resource", "warcinfo", ""]);
        let status = one_of(numbers, &["200 OK", "404 Not Found", "", "200"]);
        let coding = one_of(numbers, &["chunked", "identity", ""]);
        let mut block = format!(
            "HTTP/1.1 {status}\r\nContent-Type: text/html; charset=latin1\r\nTransfer-Encoding: {coding}\r\n\r\n"
        )
        .into_bytes();
        block.extend(inputs::page(numbers));
        let length = if numbers.below(4) == 0 { numbers.below(3000) } else { block.len() };
        archive.extend(
            format!("WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Date: 2031\r\nContent-Length: {length}\r\n\r\n")
                .bytes(),
        );
        archive.extend(block);
        archive.extend(b"\r\n\r\n");
    }
    cut(numbers, archive)
}

/// A Word document with one member, stored, whose checksum is right.
pub fn document(numbers: &mut Shuffle) -> Vec<u8> {
    let mut xml = "<w:document>".to_owned();
    for line in article(numbers).lines() {
        let tag = one_of(numbers, &["w:t", "w:tab", "w:p", "w:br", "mc:Fallback"]);
        xml.push_str(&format!("<w:p><w:pPr><w:pStyle w:val='Title'/></w:pPr><{tag}>{line}</{tag}></w:p>"));
    }
    let xml = mutated(numbers, xml + "</w:document>").into_bytes();
    let mut sum = flate2::Crc::new();
    sum.update(&xml);
    let member = b"word/document.xml";
    let length = u32::try_from(xml.len()).unwrap_or_default().to_le_bytes();
    let mut fields = vec![20, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    fields.extend(sum.sum().to_le_bytes().into_iter().chain(length).chain(length));
    fields.extend([17, 0, 0, 0]);
    let mut archive: Vec<u8> =
        b"PK\x03\x04".iter().chain(&fields).chain(member).chain(&xml).copied().collect();
    let start = u32::try_from(archive.len()).unwrap_or_default().to_le_bytes();
    archive.extend(b"PK\x01\x02\x14\0".iter().chain(&fields).chain(&[0; 14]).chain(member));
    archive.extend(b"PK\x05\x06\0\0\0\0\x01\0\x01\0\0\0\0\0".iter().chain(&start).chain(&[0, 0]));
    cut(numbers, archive)
}

/// A letter or a saved page of several parts.
pub fn mail(numbers: &mut Shuffle) -> Vec<u8> {
    let kind = one_of(numbers, &["multipart/alternative", "multipart/related", "text/plain", "x/y"]);
    let mut text = format!(
        "From: {} <a@post.example>\r\nMIME-Version: 1.0\r\nSubject: =?utf-8?q?a=20=C3?=\r\nDate: Wed, 12 Mar 2031 08:00:00 +0100\r\n\
         Content-Type: {kind}; boundary=x\r\n\r\n",
        name(numbers)
    );
    for _ in 0..numbers.below(4) {
        let coding = one_of(numbers, &["quoted-printable", "base64", "8bit", ""]);
        let kind =
            one_of(numbers, &["text/plain", "text/html; charset=utf-16", "text/html", "message/rfc822"]);
        text.push_str(&format!(
            "--x\r\nContent-Type: {kind}\r\nContent-Transfer-Encoding: {coding}\r\nContent-Location: https://a.example\r\n\r\n{}\r\n",
            article(numbers)
        ));
    }
    mutated(numbers, text + "--x--\r\n").into_bytes()
}

/// The bytes, compressed.
pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(bytes).expect("a vector takes all");
    packed.finish().expect("a vector takes all")
}

/// The bytes, one time of four only their beginning.
fn cut(numbers: &mut Shuffle, mut bytes: Vec<u8>) -> Vec<u8> {
    if numbers.below(4) == 0 {
        bytes.truncate(numbers.below(bytes.len() + 1));
    }
    bytes
}
