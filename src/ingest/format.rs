//! Which format a file or a stream is in.

use std::path::Path;

use serde::de::IgnoredAny;

use super::docx::looks_like_a_document;
use super::feed::looks_like_a_feed;
use super::mail::looks_like_a_letter;
use super::packed::without_packing;
use super::warc::looks_like_an_archive;

/// A format that articles come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// One article as plain text, perhaps with front matter.
    Plain,
    /// One article as an HTML page.
    Page,
    /// One article a line, each a JSON object.
    JsonLines,
    /// One JSON object, or an array of them.
    Json,
    /// Comma-separated values with a line of column names.
    Csv,
    /// The same with tabs.
    Tsv,
    /// The entries of an RSS or Atom feed.
    Feed,
    /// The pages in a WARC file.
    Archive,
    /// A Word document (.docx): one article, or a delivery of a press archive.
    Document,
    /// A letter (.eml), or a page saved as one file (.mhtml).
    Mail,
}

/// The endings that are read from folders, as messages list them.
pub(super) const KNOWN_ENDINGS: &str =
    ".txt, .html, .jsonl, .json, .csv, .tsv, .docx, .eml, .mhtml, .rss, .atom or .warc";

/// The endings that transcripts are read from, as messages list them.
pub(super) const TRANSCRIPT_ENDINGS: &str = ".txt, .srt, .vtt, .xml, .html, .jsonl, .json, .csv or .tsv";

/// True for the formats that transcripts come in and articles do not: captions and TEI.
pub(super) fn is_transcript(path: &Path) -> bool {
    let path = without_packing(path);
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    ["srt", "vtt", "xml", "tei"].iter().any(|known| known.eq_ignore_ascii_case(ending))
}

impl Format {
    /// The format that a file's ending tells, if it is a known one; of a compressed file, the ending before.
    ///
    /// ```
    /// use std::path::Path;
    /// use whosaid::ingest::Format;
    ///
    /// assert_eq!(Format::of_path(Path::new("corpus/a.HTM")), Some(Format::Page));
    /// assert_eq!(Format::of_path(Path::new("corpus/a.jsonl.gz")), Some(Format::JsonLines));
    /// assert_eq!(Format::of_path(Path::new("corpus/a.ann")), None);
    /// ```
    pub fn of_path(path: &Path) -> Option<Format> {
        let path = without_packing(path);
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        match ending.as_str() {
            "txt" | "text" | "md" => Some(Format::Plain),
            "html" | "htm" | "xhtml" => Some(Format::Page),
            "jsonl" | "ndjson" => Some(Format::JsonLines),
            "json" => Some(Format::Json),
            "csv" => Some(Format::Csv),
            "tsv" => Some(Format::Tsv),
            "rss" | "atom" | "rdf" => Some(Format::Feed),
            "warc" => Some(Format::Archive),
            "docx" => Some(Format::Document),
            "eml" | "mhtml" | "mht" => Some(Format::Mail),
            _ => None,
        }
    }

    /// The format of a file met while walking a folder. Markdown is left out there: in a folder of
    /// articles it is a README far more often than an article.
    pub(super) fn of_path_in_folder(path: &Path) -> Option<Format> {
        let is_markdown =
            without_packing(path).extension().is_some_and(|ending| ending.eq_ignore_ascii_case("md"));
        if is_markdown { None } else { Format::of_path(path) }
    }

    /// The format that bytes which are not text look like.
    pub(super) fn sniff_bytes(bytes: &[u8]) -> Option<Format> {
        if looks_like_a_document(bytes) {
            return Some(Format::Document);
        }
        looks_like_a_letter(bytes).then_some(Format::Mail)
    }

    /// The format that a text looks like, for streams and files without an ending.
    ///
    /// ```
    /// use whosaid::ingest::Format;
    ///
    /// assert_eq!(Format::sniff("<!doctype html>\n<title>Ferry returns</title>"), Format::Page);
    /// assert_eq!(Format::sniff("{\"text\": \"one\"}\n{\"text\": \"two\"}\n"), Format::JsonLines);
    /// assert_eq!(Format::sniff("id,text\n1,The ferry is back.\n"), Format::Csv);
    /// assert_eq!(Format::sniff("The ferry is back, the mayor said.\n"), Format::Plain);
    /// ```
    pub fn sniff(text: &str) -> Format {
        let text = text.trim_start_matches('\u{feff}').trim_start();
        match text.as_bytes().first() {
            Some(b'<') if looks_like_a_feed(text) => Format::Feed,
            Some(b'<') if looks_like_a_page(text) => Format::Page,
            Some(b'W') if looks_like_an_archive(text.as_bytes()) => Format::Archive,
            Some(b'[') if is_json(text) => Format::Json,
            Some(b'{') if is_json(text) => Format::Json,
            Some(b'{') if text.starts_with("{\"") || text.starts_with("{ \"") => Format::JsonLines,
            _ if has_text_column(text, ',') => Format::Csv,
            _ if has_text_column(text, '\t') => Format::Tsv,
            _ => Format::Plain,
        }
    }
}

fn looks_like_a_page(text: &str) -> bool {
    let opening: String = text.chars().take(2000).collect::<String>().to_ascii_lowercase();
    ["<!doctype html", "<html", "<head", "<body", "<article", "<title"]
        .iter()
        .any(|tag| opening.contains(tag))
}

fn is_json(text: &str) -> bool {
    serde_json::from_str::<IgnoredAny>(text).is_ok()
}

fn has_text_column(text: &str, separator: char) -> bool {
    let first_line = text.lines().next().unwrap_or_default();
    let mut columns = first_line.split(separator).map(|name| name.trim().trim_matches('"'));
    first_line.contains(separator) && columns.any(|name| name.eq_ignore_ascii_case("text"))
}
