//! Input files of every format, whole and broken, around invented articles.

use serde_json::{Value, json};
use whosaid::model::Shuffle;

use super::articles::{article, mutated, name, one_of, statement};

const OUTLETS: [&str; 5] = ["Quillport Courant", "The Echo, Ltd.", "=cmd()", "<fuzzed>", ""];
const DATES: [&str; 8] =
    ["2024-03-12", "12 March 2024", "2024-13-45", "0000-00-00", "March", "20240312T07:45:00Z", "-5", ""];
const FIELDS: [&str; 12] =
    ["id", "outlet", "date", "url", "title", "byline", "text", "body", "content", "source", "author", "x"];

/// Plain text, perhaps with front matter.
pub fn plain(numbers: &mut Shuffle) -> Vec<u8> {
    let body = article(numbers);
    let text = match numbers.below(4) {
        0 => body,
        1 => format!("---\noutlet: {}\ndate: {}\n---\n{body}", outlet(numbers), date(numbers)),
        2 => format!("---\ntitle: \"{}\"\n{}", name(numbers), body),
        _ => format!("\u{FEFF}---\r\nurl: {}\r\n---\r\n{body}", name(numbers)),
    };
    mutated(numbers, text).into_bytes()
}

/// A page as outlets send it.
pub fn page(numbers: &mut Shuffle) -> Vec<u8> {
    const TAGS: [&str; 16] = [
        "p",
        "div",
        "article",
        "h1",
        "table",
        "td",
        "li",
        "script",
        "style",
        "svg",
        "template",
        "blockquote",
        "a",
        "b",
        "noscript",
        "textarea",
    ];
    let mut page = format!(
        "<!doctype html><html><head><title>{}</title><meta property=\"og:site_name\" content=\"{}\">\
         <meta property=article:published_time content='{}'></head><body>",
        name(numbers),
        outlet(numbers),
        date(numbers)
    );
    for _ in 0..1 + numbers.below(6) {
        let tag = one_of(numbers, &TAGS);
        let body = article(numbers);
        match numbers.below(5) {
            0 => {
                page.push_str(&format!(
                    "<{tag} class='{}'>{body}",
                    one_of(numbers, &["byline", "nav", "ad"])
                ));
            }
            1 => page.push_str(&format!("<{tag}><p>{body}</p><p>{body}</p></{tag}>")),
            2 => page.push_str(&format!("{}{body}", format!("<{tag}>").repeat(1 + numbers.below(60)))),
            3 => page.push_str(&format!(
                "<script type=\"application/ld+json\">{}</script>",
                json!({"@type": "NewsArticle", "headline": body, "datePublished": date(numbers)})
            )),
            _ => page.push_str(&format!("<p>{body}</p>")),
        }
    }
    mutated(numbers, page).into_bytes()
}

/// Lines of JSON.
pub fn json_lines(numbers: &mut Shuffle) -> Vec<u8> {
    let lines: Vec<String> = (0..1 + numbers.below(4)).map(|_| record(numbers).to_string()).collect();
    let text = lines.join(one_of(numbers, &["\n", "\r\n", "\n\n"]));
    mutated(numbers, text).into_bytes()
}

/// One record or an array of them.
pub fn json_text(numbers: &mut Shuffle) -> Vec<u8> {
    let value = match numbers.below(4) {
        0 => record(numbers),
        1 => json!({ "articles": [record(numbers)] }),
        _ => (0..numbers.below(4)).map(|_| record(numbers)).collect(),
    };
    let nested = if numbers.below(20) == 0 { "[".repeat(numbers.below(400)) } else { String::new() };
    mutated(numbers, format!("{nested}{value}")).into_bytes()
}

/// A table with commas or, where `tabs`, with tabs.
pub fn table(numbers: &mut Shuffle, tabs: bool) -> Vec<u8> {
    let separator = if tabs { b'\t' } else { b',' };
    let mut writer = csv::WriterBuilder::new().delimiter(separator).flexible(true).from_writer(Vec::new());
    let width = 1 + numbers.below(7);
    let mut rows = vec![(0..width).map(|_| one_of(numbers, &FIELDS).to_owned()).collect::<Vec<_>>()];
    for _ in 0..numbers.below(4) {
        rows.push((0..width + numbers.below(2)).map(|_| field(numbers)).collect());
    }
    for row in &rows {
        writer.write_record(row).expect("a vector can always be written to");
    }
    let bytes = writer.into_inner().expect("a vector can always be flushed");
    mutated(numbers, String::from_utf8_lossy(&bytes).into_owned()).into_bytes()
}

/// A file of any format whose bytes are no longer of one encoding.
pub fn bytes(numbers: &mut Shuffle) -> Vec<u8> {
    let mut bytes = match numbers.below(6) {
        0 => page(numbers),
        1 => json_lines(numbers),
        2 => table(numbers, false),
        3 => json_text(numbers),
        _ => plain(numbers),
    };
    for _ in 0..numbers.below(6) {
        let at = numbers.below(bytes.len() + 1);
        match numbers.below(4) {
            0 => bytes.truncate(at),
            1 => bytes.insert(at, numbers.below(256) as u8),
            2 => bytes = bytes.iter().flat_map(|byte| [*byte, 0]).collect(),
            _ => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = numbers.below(256) as u8;
                }
            }
        }
        bytes.truncate(20_000);
    }
    bytes
}

/// A transcript in one of its formats, whole and broken.
pub fn transcript(numbers: &mut Shuffle) -> Vec<u8> {
    let mut text = match numbers.below(4) {
        0 => "WEBVTT\n\n".to_owned(),
        1 => "<TEI><text>".to_owned(),
        2 => "{\"segments\": [".to_owned(),
        _ => String::new(),
    };
    for number in 0..1 + numbers.below(8) {
        let words = statement(numbers);
        let who = name(numbers);
        text.push_str(&match numbers.below(5) {
            0 => format!("{}: {words}\n(APPLAUSE)\n", who.to_uppercase()),
            1 => format!("{number}\n00:0{number}:01,000 --> 00:0{number}:09,500\n<v {who}>{words}\n\n"),
            2 => format!("<u who=\"#{who}\"><seg>{words}</seg><note>{who}</note></u>\n"),
            3 => json!({ "start": number, "end": number + 1, "text": words }).to_string() + ",",
            _ => format!("{words} [inaudible]\n\n"),
        });
    }
    if text.starts_with('{') {
        text = text.trim_end_matches(',').to_owned() + "]}";
    }
    mutated(numbers, text).into_bytes()
}

/// A line of `whosaid compare --jsonl`.
pub fn pair(numbers: &mut Shuffle) -> Vec<u8> {
    let first = statement(numbers);
    let second = if numbers.below(3) == 0 { statement(numbers) } else { mutated(numbers, first.clone()) };
    let mut side = |text: String| {
        let mut side = json!({ "text": text });
        for key in ["speaker", "cue", "outlet", "context"] {
            if numbers.below(3) == 0 {
                side[key] = name(numbers).into();
            }
        }
        if numbers.below(3) == 0 {
            side["date"] = date(numbers).into();
        }
        side
    };
    let (a, b) = (side(first), side(second));
    json!({ "id": 1, "a": a, "b": b }).to_string().into_bytes()
}

/// Lines of JSON, always sound: articles of several outlets that share statements.
pub fn event(numbers: &mut Shuffle) -> Vec<u8> {
    let shared = article(numbers);
    let lines: Vec<String> = (0..1 + numbers.below(3))
        .map(|number| {
            let own = article(numbers);
            let mut record = record(numbers);
            record["text"] = format!("{own}\n\n{}", mutated(numbers, shared.clone())).into();
            record["id"] = format!("{number}{}", name(numbers)).into();
            record.to_string()
        })
        .collect();
    lines.join("\n").into_bytes()
}

fn record(numbers: &mut Shuffle) -> Value {
    let mut record = json!({ "id": name(numbers), "outlet": outlet(numbers), "text": article(numbers) });
    for key in ["date", "title", "url", "byline"] {
        if numbers.below(2) == 0 {
            record[key] = match numbers.below(8) {
                0 => Value::Null,
                1 => json!(1e300),
                2 => json!([1, { "text": "x" }]),
                _ if key == "date" => date(numbers).into(),
                _ => name(numbers).into(),
            };
        }
    }
    record
}

fn field(numbers: &mut Shuffle) -> String {
    match numbers.below(5) {
        0 => name(numbers),
        1 => date(numbers).to_owned(),
        2 => outlet(numbers).to_owned(),
        _ => article(numbers),
    }
}

fn outlet(numbers: &mut Shuffle) -> &'static str {
    one_of(numbers, &OUTLETS)
}

fn date(numbers: &mut Shuffle) -> &'static str {
    one_of(numbers, &DATES)
}
