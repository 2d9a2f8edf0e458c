//! Bytes to text.
//!
//! A byte-order mark tells the encoding, then what the caller asked for, then what the page itself
//! declares; else the bytes are UTF-8 if they are valid, and otherwise the encoding is detected,
//! with a note. Nothing is cut: a byte-order mark stays the first character of the text, so that
//! offsets are those of the file.

use std::str::FromStr;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE};

/// A character encoding, by one of its labels on the web: `utf-8`, `windows-1252`, `latin1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Encoding(&'static encoding_rs::Encoding);

impl FromStr for Encoding {
    type Err = String;

    fn from_str(label: &str) -> Result<Self, Self::Err> {
        encoding_rs::Encoding::for_label(label.as_bytes())
            .map(Encoding)
            .ok_or_else(|| format!("{label} is no known encoding; try utf-8, utf-16le or windows-1252"))
    }
}

/// A text, and what is doubtful about how it was decoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Decoded {
    pub text: String,
    pub doubt: Option<Doubt>,
}

/// What is doubtful about a decoded text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Doubt {
    pub what: String,
    pub remedy: &'static str,
}

/// The encoding that a page declares in its first bytes, as `<meta charset="...">` or the like.
pub(super) fn declared_in_page(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    // The standard asks for the first 1024 bytes; pages with long comments need more.
    let opening = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_ascii_lowercase();
    let (_, rest) = opening.split_once("charset=").or_else(|| opening.split_once("encoding="))?;
    let label = rest.trim_start_matches(['"', '\'', ' ']);
    let end = label.find(|sign: char| !sign.is_ascii_alphanumeric() && !matches!(sign, '-' | '_' | ':'))?;
    encoding_rs::Encoding::for_label(&label.as_bytes()[..end])
}

/// Decodes bytes; the declared encoding is the one that the text itself names.
///
/// # Errors
/// When the bytes are no text at all.
pub(super) fn decode(
    bytes: Vec<u8>,
    asked: Option<Encoding>,
    declared: Option<&'static encoding_rs::Encoding>,
) -> Result<Decoded, Doubt> {
    if let Some(Encoding(encoding)) = asked {
        return Ok(decode_as(encoding, &bytes));
    }
    match encoding_rs::Encoding::for_bom(&bytes) {
        Some((encoding, _)) if encoding == UTF_16LE || encoding == UTF_16BE => {
            return Ok(decode_as(encoding, &bytes));
        }
        _ => {}
    }
    if let Some(place) = memchr::memchr(0, &bytes) {
        let what = format!("it is not text: there is a zero byte at byte {place}");
        return Err(Doubt { what, remedy: "save it as UTF-8 text, or pass --encoding if it is UTF-16" });
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Decoded { text, doubt: None }),
        Err(error) => {
            let place = error.utf8_error().valid_up_to();
            Ok(decode_other(error.as_bytes(), place, declared))
        }
    }
}

fn decode_as(encoding: &'static encoding_rs::Encoding, bytes: &[u8]) -> Decoded {
    let (text, malformed) = encoding.decode_without_bom_handling(bytes);
    let doubt = malformed.then(|| Doubt {
        what: format!("not all of it is {}; what is not was replaced by \u{fffd}", encoding.name()),
        remedy: "pass another --encoding",
    });
    Decoded { text: text.into_owned(), doubt }
}

fn decode_other(
    bytes: &[u8],
    invalid_at: usize,
    declared: Option<&'static encoding_rs::Encoding>,
) -> Decoded {
    let declared = declared.filter(|&encoding| encoding != UTF_8);
    if declared.is_none() && is_damaged_utf8(bytes) {
        let mut decoded = decode_as(UTF_8, bytes);
        decoded.doubt = Some(Doubt {
            what: format!("not UTF-8 at byte {invalid_at}; what is not was replaced by \u{fffd}"),
            remedy: "pass --encoding if it is not UTF-8",
        });
        return decoded;
    }
    let encoding = declared.unwrap_or_else(|| {
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        detector.feed(bytes, true);
        detector.guess(None, Utf8Detection::Deny)
    });
    let mut decoded = decode_as(encoding, bytes);
    if declared.is_none() {
        decoded.doubt = Some(Doubt {
            what: format!("not UTF-8 at byte {invalid_at}; read as {}", encoding.name()),
            remedy: "pass --encoding if that is wrong",
        });
    }
    decoded
}

/// True when most of what is not ASCII is valid UTF-8: a text in another encoding almost never
/// forms valid sequences, so this is UTF-8 with a few bytes lost.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut valid, mut invalid) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        valid += chunk.valid().bytes().filter(|&byte| byte >= 0xC0).count();
        invalid += usize::from(!chunk.invalid().is_empty());
    }
    valid > invalid
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], asked: Option<&str>, expected: &str, doubt: Option<&str>) {
        let asked = asked.map(|label| label.parse().unwrap());
        let decoded = decode(bytes.to_vec(), asked, None).unwrap();
        assert_eq!(decoded.text, expected);
        assert_eq!(decoded.doubt.map(|doubt| doubt.what).as_deref(), doubt);
    }

    #[test]
    fn byte_order_marks_stay_in_the_text() {
        check(b"\xEF\xBB\xBFBridge", None, "\u{feff}Bridge", None);
        check(b"\xFF\xFEB\0r\0", None, "\u{feff}Br", None);
        check(b"\xFE\xFF\0B\0r", None, "\u{feff}Br", None);
    }

    #[test]
    fn other_encodings_are_detected_and_noted() {
        let latin = b"\x93The caf\xE9 stays,\x94 said Zo\xEB Brandt of the council.";
        let expected = "\u{201c}The café stays,\u{201d} said Zoë Brandt of the council.";
        check(latin, None, expected, Some("not UTF-8 at byte 0; read as windows-1252"));
        check(latin, Some("latin1"), expected, None);
    }

    #[test]
    fn a_page_declares_its_encoding() {
        let name = |page: &[u8]| declared_in_page(page).map(encoding_rs::Encoding::name);
        assert_eq!(name(b"<html><meta charset='iso-8859-2'>"), Some("ISO-8859-2"));
        assert_eq!(name(b"<meta content=\"text/html; charset=windows-1251\">"), Some("windows-1251"));
        assert_eq!(name(b"<p>no charset="), None);
    }

    #[test]
    fn damaged_utf8_keeps_what_is_sound() {
        let damaged = b"\xE2\x80\x9CIt stays\xE2\x80\x9D, the caf\xC3";
        let what = "not UTF-8 at byte 23; what is not was replaced by \u{fffd}";
        check(damaged, None, "“It stays”, the caf\u{fffd}", Some(what));
    }

    #[test]
    fn binary_is_refused() {
        let refused = decode(b"PK\x03\x04\0\0".to_vec(), None, None).unwrap_err();
        assert_eq!(refused.what, "it is not text: there is a zero byte at byte 4");
    }
}
