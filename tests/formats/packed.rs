//! Compressed files of every format.

use std::io::Write;

use whosaid::ingest::Options;

use super::{Folder, PROSE, ids};

pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(bytes).expect("a vector takes all");
    packed.finish().expect("a vector takes all")
}

fn bzip2(bytes: &[u8]) -> Vec<u8> {
    let mut packed = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::default());
    packed.write_all(bytes).expect("a vector takes all");
    packed.finish().expect("a vector takes all")
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
}

fn lines(count: usize) -> String {
    (1..=count).map(|number| format!("{{\"id\": \"n{number}\", \"text\": \"{PROSE} {number}\"}}\n")).collect()
}

#[test]
fn each_format_in_each_compression() {
    let table = format!("id,text\nt1,\"{PROSE}\"\nt2,{}\n", "It rains again, she said.");
    let page = format!(
        "<html><head><title>Bridge to reopen</title></head><body><article><h1>Bridge to reopen</h1><p>{PROSE} \
         “We have kept our promise,” she told reporters at the quay, where a crowd had waited since dawn.</p></article>\
         </body></html>"
    );
    let list = format!("[{{\"text\": \"{PROSE}\"}}]");
    let files = [
        ("a/lines.jsonl.gz", gzip(lines(2).as_bytes())),
        ("a/list.json.zst", zstd(list.as_bytes())),
        ("a/page.html.bz2", bzip2(page.as_bytes())),
        ("a/plain.txt.gz", gzip(PROSE.as_bytes())),
        ("a/table.csv.gz", gzip(table.as_bytes())),
        // The bytes tell, whatever the ending says.
        ("a/odd.jsonl", gzip(lines(1).replace("n1", "w1").as_bytes())),
        ("a/wrong.txt.gz", PROSE.as_bytes().to_vec()),
        ("dump.gz", gzip(lines(1).as_bytes())),
    ];
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (*name, bytes.as_slice())).collect();
    let folder = Folder::new("each", &files);
    let intake = folder.read("a");
    assert_eq!(folder.said(&intake), Vec::<String>::new());
    assert_eq!(ids(&intake), ["n1", "n2", "list-1", "w1", "page", "plain", "t1", "t2", "wrong"]);
    assert!(intake.articles[4].body.contains(PROSE));
    assert_eq!(intake.articles[5].body, PROSE);
    assert_eq!(ids(&folder.read("dump.gz")), ["n1"]);
}

#[test]
fn what_is_cut_off_keeps_what_stands_before() {
    let many = lines(30_000);
    for (ending, packed) in
        [("gz", gzip(many.as_bytes())), ("zst", zstd(many.as_bytes())), ("bz2", bzip2(many.as_bytes()))]
    {
        let cut = &packed[..packed.len() * 2 / 3];
        let name = format!("cut.jsonl.{ending}");
        let folder = Folder::new(ending, &[(&name, cut)]);
        let intake = folder.read(&name);
        let count = intake.articles.len();
        assert!(count > 1_000 && count < 30_000, "{ending}: {count}");
        let last = format!("{PROSE} {count}");
        assert_eq!(intake.articles.last().unwrap().body, last);
        let said = folder.said(&intake);
        let tool = [("gz", "gzip"), ("zst", "zstd"), ("bz2", "bzip2")];
        let (_, tool) = tool.iter().find(|(known, _)| *known == ending).unwrap();
        let message = format!(
            "cannot read {name}:{}: the data compressed with {tool} end too early; \
             copy or download it again; what stands before is read",
            count + 1
        );
        assert_eq!(said, [message]);
    }
}

#[test]
fn a_table_that_is_cut_off_loses_its_last_row() {
    let rows: String =
        (1..9_000).map(|number| format!("r{number},\"“{PROSE} {}”\"\n", number * 7919)).collect();
    let packed = gzip(format!("id,text\n{rows}").as_bytes());
    let folder = Folder::new("rows", &[("cut.csv.gz", &packed[..packed.len() / 2])]);
    let intake = folder.read("cut.csv.gz");
    assert!(intake.articles.len() > 1_000);
    assert!(intake.articles.iter().all(|article| article.body.ends_with('”')));
    let said = folder.said(&intake);
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].starts_with("cannot read cut.csv.gz: the data compressed with gzip end too early"));
    // Of one article nothing is left that could be trusted.
    let packed = gzip(rows.as_bytes());
    let folder = Folder::new("plain", &[("cut.txt.gz", &packed[..packed.len() / 2])]);
    let intake = folder.read("cut.txt.gz");
    assert_eq!((intake.articles.len(), intake.problems.len()), (0, 1));
}

#[test]
fn what_is_wrong_with_the_bytes_is_told() {
    let twice = gzip(&gzip(PROSE.as_bytes()));
    let bomb = gzip(&vec![b'a'; 3_000_000]);
    let damaged = [gzip(PROSE.as_bytes())[..20].to_vec(), vec![0xff; 60]].concat();
    let folder = Folder::new(
        "wrong",
        &[
            ("bomb.jsonl.gz", &bomb),
            ("bomb.txt.gz", &bomb),
            ("damaged.txt.gz", &damaged),
            ("empty.txt.gz", &gzip(b"")),
            ("nothing.jsonl.gz", b""),
            ("opening.txt.gz", b"\x1f\x8b\x08"),
            ("twice.txt.gz", &twice),
        ],
    );
    let options = Options { max_size: "1MB".parse().unwrap(), ..Options::default() };
    let intake = folder.read_with("", options);
    assert_eq!(ids(&intake), Vec::<&str>::new());
    let said = folder.said(&intake);
    let again = "copy or download it again; what stands before is read";
    assert_eq!(
        said,
        [
            "cannot read bomb.jsonl.gz:1: the record is larger than 1 MB; allow more with --max-size if it is meant"
                .to_owned(),
            "cannot read bomb.txt.gz: it is larger than 1 MB; allow more with --max-size if it is meant".to_owned(),
            format!("cannot read damaged.txt.gz: the data compressed with gzip are damaged; {again}"),
            "cannot read empty.txt.gz: it is empty; leave it out, or fill it".to_owned(),
            "cannot read nothing.jsonl.gz: it is empty; leave it out, or fill it".to_owned(),
            format!("cannot read opening.txt.gz: the data compressed with gzip end too early; {again}"),
            "cannot read twice.txt.gz: it is not text but compressed more than once; unpack it first".to_owned(),
        ]
    );
}
