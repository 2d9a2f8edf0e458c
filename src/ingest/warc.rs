//! Archives of the web: the pages in a WARC file become articles.
//!
//! Records are read one at a time, so that an archive of any size is read in the memory of its largest
//! record. Responses that are an HTML page go out with their address and the day of the record; all other
//! records, and answers that are no page, are passed over and counted. An archive that breaks off keeps what
//! stands before.

use std::collections::BTreeMap;
use std::io::{self, BufRead, Read};

use super::http::{Answer, answer};
use super::source::SizeLimit;

/// No header of a record is longer.
const LONGEST_HEADER: u64 = 64 * 1024;

/// True for bytes that begin as an archive does.
pub(super) fn looks_like_an_archive(bytes: &[u8]) -> bool {
    bytes.starts_with(b"WARC/")
}

/// A page in an archive.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Page {
    /// Its record's number, counted from 1.
    pub number: usize,
    pub url: Option<String>,
    /// When it was fetched.
    pub fetched: Option<String>,
    pub answer: Answer,
}

/// A record of an archive.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Record {
    Page(Page),
    /// It is larger than the limit, and was passed over.
    TooLarge {
        number: usize,
    },
    /// Something else, of this kind.
    Other(String),
}

/// What an archive breaks off with.
#[derive(Debug)]
pub(super) enum Broken {
    /// The stream cannot be read on.
    Stream(io::Error),
    /// It ends within this record.
    CutOff { number: usize },
    /// What should be this record is none.
    NoRecord { number: usize },
}

impl From<io::Error> for Broken {
    fn from(error: io::Error) -> Self {
        Broken::Stream(error)
    }
}

/// The next record of an archive, which is the one of this number; none at the end.
pub(super) fn next_record(
    stream: &mut dyn BufRead,
    number: usize,
    limit: SizeLimit,
) -> Result<Option<Record>, Broken> {
    let mut line = String::new();
    while line.is_empty() {
        let mut bytes = Vec::new();
        if stream.take(LONGEST_HEADER).read_until(b'\n', &mut bytes)? == 0 {
            return Ok(None);
        }
        line = String::from_utf8_lossy(&bytes).trim().to_owned();
    }
    if !line.starts_with("WARC/") {
        return Err(Broken::NoRecord { number });
    }
    let fields = header(stream, number)?;
    let length = fields.get("content-length").and_then(|length| length.parse::<u64>().ok());
    let Some(length) = length else { return Err(Broken::NoRecord { number }) };
    let kind = fields.get("warc-type").map_or("unknown", String::as_str).to_ascii_lowercase();
    let is_page = kind == "response" || kind == "resource";
    if !is_page || !limit.allows(length) {
        let passed = io::copy(&mut stream.take(length), &mut io::sink())?;
        return match (passed == length, is_page) {
            (false, _) => Err(Broken::CutOff { number }),
            (true, false) => Ok(Some(Record::Other(format!("{kind} record")))),
            (true, true) => Ok(Some(Record::TooLarge { number })),
        };
    }
    let mut block = Vec::new();
    stream.take(length).read_to_end(&mut block)?;
    if (block.len() as u64) < length {
        return Err(Broken::CutOff { number });
    }
    let content_type = fields.get("content-type").map(String::as_str).unwrap_or_default();
    let answer =
        if kind == "response" { answer(&block, limit) } else { Answer::of_resource(content_type, block) };
    Ok(Some(match answer {
        Err(kind) => Record::Other(kind),
        Ok(answer) => Record::Page(Page {
            number,
            url: fields.get("warc-target-uri").map(|url| url.trim_matches(['<', '>']).to_owned()),
            fetched: fields.get("warc-date").cloned(),
            answer,
        }),
    }))
}

/// The fields of a header, by their names in small letters.
fn header(stream: &mut dyn BufRead, number: usize) -> Result<BTreeMap<String, String>, Broken> {
    let mut fields = BTreeMap::new();
    let mut left = LONGEST_HEADER;
    loop {
        let mut bytes = Vec::new();
        let read = stream.take(left).read_until(b'\n', &mut bytes)? as u64;
        left -= read;
        if !bytes.ends_with(b"\n") {
            return Err(if left == 0 { Broken::NoRecord { number } } else { Broken::CutOff { number } });
        }
        let line = String::from_utf8_lossy(&bytes);
        if line.trim().is_empty() {
            return Ok(fields);
        }
        if let Some((name, value)) = line.split_once(':') {
            fields.insert(name.trim().to_ascii_lowercase(), value.trim().to_owned());
        }
    }
}

/// How many records of each other kind there are.
#[derive(Debug, Default)]
pub(super) struct Others(BTreeMap<String, usize>);

impl Others {
    /// Counts one more of a kind.
    pub fn add(&mut self, kind: &str) {
        *self.0.entry(kind.to_owned()).or_default() += 1;
    }

    /// "left out 2 request records and 1 answer with status 404"; none where there is nothing.
    pub fn told(&self) -> Option<String> {
        let mut kinds: Vec<String> = self.0.iter().map(|(kind, count)| counted(kind, *count)).collect();
        let last = kinds.pop()?;
        Some(match kinds.is_empty() {
            true => format!("left out {last}"),
            false => format!("left out {} and {last}", kinds.join(", ")),
        })
    }
}

/// "2 request records", of the kind "request record": the noun is the first word, or the last of two.
fn counted(kind: &str, count: usize) -> String {
    if count == 1 {
        return format!("1 {kind}");
    }
    match kind.split_once(" with") {
        Some((noun, rest)) => format!("{count} {noun}s with{rest}"),
        None => format!("{count} {kind}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: &str, more: &str, block: &str) -> String {
        format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\n{more}Content-Length: {}\r\n\r\n{block}\r\n\r\n",
            block.len()
        )
    }

    fn all(archive: &str) -> (Vec<Record>, Option<Broken>) {
        let mut stream = archive.as_bytes();
        let mut records = Vec::new();
        loop {
            match next_record(&mut stream, records.len() + 1, "100".parse().unwrap()) {
                Ok(Some(record)) => records.push(record),
                Ok(None) => return (records, None),
                Err(broken) => return (records, Some(broken)),
            }
        }
    }

    #[test]
    fn records_of_each_kind() {
        let page = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>Back.</p>";
        let archive = [
            record("warcinfo", "", "software: x"),
            record(
                "response",
                "WARC-Target-URI: <https://post.example/1>\r\nWARC-Date: 2031-03-12T08:00:00Z\r\n",
                page,
            ),
            record("response", "", "HTTP/1.1 404 Not Found\r\n\r\n"),
            record("response", "", "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nx"),
            record("response", "", &format!("{page}{}", " ".repeat(60))),
            record("resource", "Content-Type: text/html\r\n", "<p>Gone.</p>"),
        ]
        .concat();
        let (records, broken) = all(&archive);
        assert!(broken.is_none(), "{broken:?}");
        let Record::Page(first) = &records[1] else { panic!("{:?}", records[1]) };
        assert_eq!((first.number, first.url.as_deref()), (2, Some("https://post.example/1")));
        assert_eq!(
            (first.answer.body.as_slice(), first.fetched.as_deref()),
            (&b"<p>Back.</p>"[..], Some("2031-03-12T08:00:00Z"))
        );
        assert_eq!(records[0], Record::Other("warcinfo record".to_owned()));
        assert_eq!(records[2], Record::Other("answer with status 404".to_owned()));
        assert_eq!(records[3], Record::Other("answer with no page".to_owned()));
        assert_eq!(records[4], Record::TooLarge { number: 5 });
        assert!(matches!(&records[5], Record::Page(page) if page.answer.body == b"<p>Gone.</p>"));
    }

    #[test]
    fn archives_that_break_off() {
        let one = record("metadata", "", "a: b");
        for (archive, expected) in [
            (one.clone() + "GET / HTTP/1.1\r\n", "NoRecord { number: 2 }"),
            (one.clone() + "WARC/1.0\r\nWARC-Type: response\r\n\r\n", "NoRecord { number: 2 }"),
            (one.clone() + "WARC/1.0\r\nWARC-Type: resp", "CutOff { number: 2 }"),
            (one.clone() + &one[..one.len() - 6], "CutOff { number: 2 }"),
        ] {
            let (records, broken) = all(&archive);
            assert_eq!((records.len(), format!("{:?}", broken.unwrap()).as_str()), (1, expected));
        }
        assert!(all("").1.is_none());
    }

    #[test]
    fn others_are_counted_by_kind() {
        let mut others = Others::default();
        assert_eq!(others.told(), None);
        for kind in ["request record", "answer with status 404", "request record", "answer with status 404"] {
            others.add(kind);
        }
        assert_eq!(
            others.told().as_deref(),
            Some("left out 2 answers with status 404 and 2 request records")
        );
    }
}
