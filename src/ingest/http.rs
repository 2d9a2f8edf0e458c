//! What a server answered: status, kind, encoding, and the body as it was before it was sent.

use std::io::Read;

use encoding_rs::Encoding;

use super::packed::unpacked;
use super::source::SizeLimit;

/// An HTML page that a server answered with.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Answer {
    pub body: Vec<u8>,
    /// The encoding that the server says.
    pub encoding: Option<&'static Encoding>,
}

impl Answer {
    /// The page that an archive holds without the server's words about it.
    ///
    /// # Errors
    /// What it is instead of a page.
    pub fn of_resource(content_type: &str, body: Vec<u8>) -> Result<Self, String> {
        if !is_page(content_type) {
            return Err("resource with no page".to_owned());
        }
        Ok(Answer { body, encoding: charset(content_type) })
    }
}

/// The page in an answer.
///
/// # Errors
/// What the answer is instead.
pub(super) fn answer(message: &[u8], limit: SizeLimit) -> Result<Answer, String> {
    let (head, body) = parted(message);
    let head = String::from_utf8_lossy(head);
    let mut lines = head.lines();
    let status =
        lines.next().filter(|line| line.starts_with("HTTP/")).and_then(|line| line.split(' ').nth(1));
    let Some(status) = status else { return Err("answer with no status".to_owned()) };
    if status != "200" {
        let status: String = status.chars().take(3).filter(char::is_ascii_digit).collect();
        return Err(format!("answer with status {status}"));
    }
    let fields: Vec<(String, &str)> = lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.trim().to_ascii_lowercase(), value.trim()))
        .collect();
    let field = |name: &str| fields.iter().find(|(known, _)| known == name).map_or("", |(_, value)| *value);
    let content_type = field("content-type");
    if !is_page(content_type) {
        return Err("answer with no page".to_owned());
    }
    let body = match field("transfer-encoding").to_ascii_lowercase().contains("chunked") {
        true => joined(body).unwrap_or_else(|| body.to_vec()),
        false => body.to_vec(),
    };
    // Archives may say how a body was compressed though they hold it unpacked, so the bytes tell.
    let mut plain = Vec::new();
    let is_whole = unpacked(std::io::Cursor::new(body))
        .and_then(|stream| stream.take(limit.bytes().saturating_add(1)).read_to_end(&mut plain));
    if is_whole.is_err() || !limit.allows(plain.len() as u64) {
        return Err("answer with damaged or too large data".to_owned());
    }
    if field("content-encoding").eq_ignore_ascii_case("br") && std::str::from_utf8(&plain).is_err() {
        return Err("answer with Brotli data".to_owned());
    }
    Ok(Answer { body: plain, encoding: charset(content_type) })
}

fn is_page(content_type: &str) -> bool {
    let kind = content_type.split(';').next().unwrap_or_default().trim();
    ["text/html", "application/xhtml+xml"].iter().any(|known| kind.eq_ignore_ascii_case(known))
}

fn charset(content_type: &str) -> Option<&'static Encoding> {
    let lower = content_type.to_ascii_lowercase();
    let (_, label) = lower.split_once("charset=")?;
    Encoding::for_label(label.split(';').next()?.trim_matches(['"', '\'', ' ']).as_bytes())
}

/// The head of a message, and its body behind the first blank line.
fn parted(message: &[u8]) -> (&[u8], &[u8]) {
    let find = |end: &[u8]| memchr::memmem::find(message, end).map(|place| (place, place + end.len()));
    let end = [find(b"\r\n\r\n"), find(b"\n\n")].into_iter().flatten().min();
    end.map_or((message, &[][..]), |(head, body)| (&message[..head], &message[body..]))
}

/// The body that is sent in chunks, each behind its length; none where it is not.
fn joined(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::new();
    loop {
        let end = memchr::memchr(b'\n', body)?;
        let length = std::str::from_utf8(&body[..end]).ok()?.split(';').next()?.trim();
        let length = usize::from_str_radix(length, 16).ok()?;
        let rest = &body[end + 1..];
        if length == 0 {
            return Some(whole);
        }
        whole.extend_from_slice(rest.get(..length)?);
        let rest = rest.get(length..)?;
        body = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n"))?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(message: &[u8]) -> Result<String, String> {
        answer(message, SizeLimit::default()).map(|answer| String::from_utf8_lossy(&answer.body).into_owned())
    }

    #[test]
    fn bodies_as_they_were_before_they_were_sent() {
        let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=ISO-8859-2\r\n";
        assert_eq!(read(format!("{head}\r\n<p>").as_bytes()).as_deref(), Ok("<p>"));
        let chunks =
            format!("{head}Transfer-Encoding: chunked\r\n\r\n3;x=y\r\n<p>\r\n4\r\nBack\r\n0\r\n\r\n");
        assert_eq!(read(chunks.as_bytes()).as_deref(), Ok("<p>Back"));
        let not_in_chunks = format!("{head}Transfer-Encoding: chunked\r\n\r\n<p>Back");
        assert_eq!(read(not_in_chunks.as_bytes()).as_deref(), Ok("<p>Back"));
        let answer = answer(format!("{head}\r\n").as_bytes(), SizeLimit::default()).unwrap();
        assert_eq!(answer.encoding, Some(encoding_rs::ISO_8859_2));
    }

    #[test]
    fn answers_that_are_no_page() {
        for (message, kind) in [
            ("HTTP/1.1 301 Moved\r\n\r\n", "answer with status 301"),
            ("HTTP/1.0 200 OK\r\nContent-Type: text/css\r\n\r\n", "answer with no page"),
            ("HTTP/1.0 200 OK\n\n", "answer with no page"),
            ("", "answer with no status"),
            ("HTTP/1.1", "answer with no status"),
        ] {
            assert_eq!(read(message.as_bytes()), Err(kind.to_owned()));
        }
    }
}
