//! Bytes to text.
//!
//! What the caller asked for tells the encoding, then a byte-order mark, then what the page itself
//! declares; else the bytes are UTF-8 if they are valid, or UTF-32 where each four are a character,
//! and otherwise the encoding is detected, with a note. Nothing is cut: a byte-order mark stays the first character of the text, so that
//! offsets are those of the file.

use std::str::FromStr;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{REPLACEMENT, UTF_8, UTF_16BE, UTF_16LE, X_USER_DEFINED};

/// A character encoding, by one of its labels on the web: `utf-8`, `windows-1252`, `latin1`; or UTF-32,
/// which the web does not know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Encoding(Kind);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    OfTheWeb(&'static encoding_rs::Encoding),
    Utf32(ByteOrder),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ByteOrder {
    Little,
    Big,
}

impl FromStr for Encoding {
    type Err = String;

    fn from_str(label: &str) -> Result<Self, Self::Err> {
        match label.trim().to_ascii_lowercase().as_str() {
            "utf-32" | "utf32" | "utf-32le" | "utf32le" => {
                return Ok(Encoding(Kind::Utf32(ByteOrder::Little)));
            }
            "utf-32be" | "utf32be" => return Ok(Encoding(Kind::Utf32(ByteOrder::Big))),
            _ => {}
        }
        match encoding_rs::Encoding::for_label(label.as_bytes()) {
            Some(encoding) if is_meaningless(encoding) => Err(format!(
                "no text can be read as {label}; convert the file to UTF-8, and leave --encoding out"
            )),
            Some(encoding) => Ok(Encoding(Kind::OfTheWeb(encoding))),
            None => Err(format!("{label} is no known encoding; try utf-8, utf-16le or windows-1252")),
        }
    }
}

/// True for the two that only stand for something else: `replacement`, for encodings that are not
/// safe to read, and `x-user-defined`, for bytes.
fn is_meaningless(encoding: &'static encoding_rs::Encoding) -> bool {
    encoding == REPLACEMENT || encoding == X_USER_DEFINED
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
    // What declares UTF-16 in single bytes is not in UTF-16.
    encoding_rs::Encoding::for_label(&label.as_bytes()[..end])
        .filter(|&encoding| !is_meaningless(encoding) && encoding != UTF_16LE && encoding != UTF_16BE)
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
    match asked {
        Some(Encoding(Kind::OfTheWeb(encoding))) => return Ok(decode_as(encoding, &bytes)),
        Some(Encoding(Kind::Utf32(order))) => {
            return Ok(decode_utf32(order_of_mark(&bytes).unwrap_or(order), &bytes));
        }
        None => {}
    }
    if let Some((kind, remedy)) = other_kind(&bytes) {
        return Err(Doubt { what: format!("it is not text but {kind}"), remedy });
    }
    if let Some(order) = order_of_mark(&bytes).or_else(|| order_of_zeros(&bytes)) {
        return Ok(decode_utf32(order, &bytes));
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

/// What bytes are that begin as no text does, and what to do about it.
fn other_kind(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    const UNPACK: &str = "unpack it first";
    const AS_TEXT: &str = "save the article's text as a .txt file";
    const KINDS: [(&[u8], &str, &str); 11] = [
        // One layer is unpacked on the way here.
        (b"\x1f\x8b\x08", "compressed more than once", UNPACK),
        (b"\x28\xb5\x2f\xfd", "compressed more than once", UNPACK),
        (b"BZh91AY&SY", "compressed more than once", UNPACK),
        (b"\xfd7zXZ\0", "compressed with xz", UNPACK),
        (b"PK\x03\x04", "a ZIP archive or an office document", AS_TEXT),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an office document", AS_TEXT),
        (b"%PDF-", "a PDF document", AS_TEXT),
        (b"\x89PNG\r\n\x1a\n", "a picture", AS_TEXT),
        (b"\xff\xd8\xff", "a picture", AS_TEXT),
        (b"GIF87a", "a picture", AS_TEXT),
        (b"GIF89a", "a picture", AS_TEXT),
    ];
    if is_tar(bytes) {
        return Some(("a TAR archive", UNPACK));
    }
    let (_, kind, remedy) = KINDS.into_iter().find(|(opening, ..)| bytes.starts_with(opening))?;
    Some((kind, remedy))
}

/// True for a TAR archive: its mark, and the sum of its head's bytes, which no text has by chance.
fn is_tar(bytes: &[u8]) -> bool {
    const SUM: std::ops::Range<usize> = 148..156;
    let Some(head) = bytes.get(..512).filter(|head| head[257..].starts_with(b"ustar")) else { return false };
    let sum: u64 = head
        .iter()
        .enumerate()
        .map(|(at, &byte)| u64::from(if SUM.contains(&at) { b' ' } else { byte }))
        .sum();
    let told = String::from_utf8_lossy(&head[SUM]);
    u64::from_str_radix(told.trim_matches([' ', '\0']), 8).is_ok_and(|told| told == sum)
}

fn decode_as(encoding: &'static encoding_rs::Encoding, bytes: &[u8]) -> Decoded {
    let (text, malformed) = encoding.decode_without_bom_handling(bytes);
    let doubt = malformed.then(|| Doubt {
        what: format!("not all of it is {}; what is not was replaced by \u{fffd}", encoding.name()),
        remedy: "pass another --encoding",
    });
    Decoded { text: text.into_owned(), doubt }
}

/// The order that a byte-order mark in UTF-32 tells; one in UTF-16 may begin like it, but no text
/// goes on with a zero character.
fn order_of_mark(bytes: &[u8]) -> Option<ByteOrder> {
    match bytes {
        [0xFF, 0xFE, 0, 0, ..] => Some(ByteOrder::Little),
        [0, 0, 0xFE, 0xFF, ..] => Some(ByteOrder::Big),
        _ => None,
    }
}

/// The order in which each four bytes are a character of a text, if there is one.
fn order_of_zeros(bytes: &[u8]) -> Option<ByteOrder> {
    let is_text = |order: ByteOrder| {
        bytes.len() >= 8
            && bytes.len().is_multiple_of(4)
            && characters(order, bytes)
                .all(|sign| sign.is_some_and(|sign| sign.is_whitespace() || !sign.is_control()))
    };
    [ByteOrder::Little, ByteOrder::Big].into_iter().find(|order| is_text(*order))
}

fn characters(order: ByteOrder, bytes: &[u8]) -> impl Iterator<Item = Option<char>> {
    bytes.chunks(4).map(move |four| {
        let four: [u8; 4] = four.try_into().ok()?;
        char::from_u32(match order {
            ByteOrder::Little => u32::from_le_bytes(four),
            ByteOrder::Big => u32::from_be_bytes(four),
        })
    })
}

fn decode_utf32(order: ByteOrder, bytes: &[u8]) -> Decoded {
    let text = characters(order, bytes).map(|sign| sign.unwrap_or('\u{fffd}')).collect();
    let malformed = characters(order, bytes).any(|sign| sign.is_none());
    let doubt = malformed.then(|| Doubt {
        what: "not all of it is UTF-32; what is not was replaced by \u{fffd}".to_owned(),
        remedy: "pass another --encoding",
    });
    Decoded { text, doubt }
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
    fn a_tar_archive_is_known_by_its_sum() {
        let mut head = [0; 512];
        head[..5].copy_from_slice(b"a.txt");
        head[257..262].copy_from_slice(b"ustar");
        let sum: u64 = head.iter().map(|&byte| u64::from(byte)).sum::<u64>() + 8 * u64::from(b' ');
        head[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
        assert!(other_kind(&head).is_some_and(|(what, _)| what == "a TAR archive"));
        let text = format!("{}mustard was served, she said. {}", "x".repeat(256), "y".repeat(400));
        assert_eq!(other_kind(text.as_bytes()), None);
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
    fn four_bytes_a_character() {
        for mark in ["", "\u{feff}"] {
            let text = format!("{mark}“Zoë stays,” she said.");
            let little: Vec<u8> = text.chars().flat_map(|sign| u32::from(sign).to_le_bytes()).collect();
            let big: Vec<u8> = text.chars().flat_map(|sign| u32::from(sign).to_be_bytes()).collect();
            check(&little, None, &text, None);
            check(&big, None, &text, None);
            check(&little, Some("utf-32"), &text, None);
            check(&big, Some("UTF-32BE"), &text, None);
        }
        let cut = "not all of it is UTF-32; what is not was replaced by \u{fffd}";
        check(b"\xFF\xFE\0\0B\0\0\0r\0", None, "\u{feff}B\u{fffd}", Some(cut));
    }

    #[test]
    fn encodings_that_mean_nothing() {
        for label in ["replacement", "iso-2022-kr", "x-user-defined"] {
            let refused = label.parse::<Encoding>().unwrap_err();
            assert!(refused.starts_with(&format!("no text can be read as {label}")), "{refused}");
            assert_eq!(declared_in_page(format!("<meta charset={label}>").as_bytes()), None);
        }
        assert_eq!(declared_in_page(b"<meta charset=utf-16le>"), None);
    }

    #[test]
    fn binary_is_refused() {
        let refused = decode(b"Back\0\0".to_vec(), None, None).unwrap_err();
        assert_eq!(refused.what, "it is not text: there is a zero byte at byte 4");
        for (bytes, what) in [
            (&b"PK\x03\x04\0\0"[..], "it is not text but a ZIP archive or an office document"),
            (b"\x1f\x8b\x08\0\0", "it is not text but compressed more than once"),
            (b"%PDF-1.7\n", "it is not text but a PDF document"),
        ] {
            assert_eq!(decode(bytes.to_vec(), None, None).unwrap_err().what, what);
        }
    }
}
