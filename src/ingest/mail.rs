//! Letters (`.eml`) and pages saved as one file (`.mhtml`), which have the same form.
//!
//! Of a letter the text is read, or its HTML where there is none: the subject is the title, the sender the
//! byline. Of a saved page the page itself is read; the day on which it was saved stands in where the page
//! tells none.

use std::path::Path;

use mailparse::{DispositionType, MailHeaderMap, ParsedMail, parse_mail};

use super::article::Article;
use super::clutter::Origin;
use super::dates::{Reading, read_date};
use super::decode::{Decoded, declared_in_page, decode};
use super::finish::finish;
use super::fragment::{fragment_text, tidy};
use super::intake::{Intake, Options};
use super::page::page_article;
use super::plain::{set_date, stem};
use super::problem::Problem;

/// Plain text of fewer words only says where to read the letter.
const FEWEST_WORDS: usize = 25;

/// Bytes of a letter's head. Long fields take the square of their length to decode; heads have some kilobytes.
const LONGEST_HEAD: usize = 128 * 1024;

/// Lines of a letter that are longer go on in the next.
const SHORTEST_FULL_LINE: usize = 55;

/// True for bytes that begin as a letter does: with fields that letters have.
pub(super) fn looks_like_a_letter(bytes: &[u8]) -> bool {
    let opening = String::from_utf8_lossy(&bytes[..bytes.len().min(8192)]);
    let head = opening.split("\n\n").next().unwrap_or_default().split("\r\n\r\n").next().unwrap_or_default();
    let is_field = |line: &str| {
        let name = line.split(':').next().unwrap_or_default();
        line.starts_with([' ', '\t'])
            || line.contains(':') && !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_graphic())
    };
    let has = |name: &str| head.lines().any(|line| line.to_ascii_lowercase().starts_with(name));
    head.lines().all(is_field)
        && has("from:")
        && (has("mime-version:") || has("message-id:") || has("received:"))
}

/// Makes an article of a letter or a saved page.
pub(super) fn read_mail(path: &Path, bytes: &[u8], options: &Options) -> Intake {
    let failed = |what: &str| {
        let problem = Problem::error(path, what).remedy("save the article's text as a .txt file");
        Intake { articles: Vec::new(), problems: vec![problem] }
    };
    if !head_is_whole(bytes) {
        return failed("it is no letter and no saved page: it has no head");
    }
    if head_length(bytes) > LONGEST_HEAD {
        return failed("its head is longer than that of any letter");
    }
    let Ok(mail) = parse_mail(bytes) else {
        return failed("it is no letter and no saved page, or its parts lie too deep in each other");
    };
    let address = page_address(&mail);
    let outcome = match &address {
        Some(_) => saved_page(path, &mail, options),
        None => letter(path, &mail, options),
    };
    let Some((mut article, mut problems)) = outcome else {
        return failed("there is no text in it");
    };
    if let Some(address) = address {
        article.url = Some(address).filter(|address| address.starts_with("http")).or(article.url);
        finish(path, &mut article, Origin::Page);
        if article.date.is_none()
            && let Some(Reading::Day(day)) =
                mail.headers.get_first_value("Date").map(|date| read_date(date.trim()))
        {
            article.date = Some(day);
            article.because.date = Some("day on which the page was saved".to_owned());
        }
    } else {
        if let Some(date) = mail.headers.get_first_value("Date") {
            set_date(&mut article, &date, Some("letter: Date".to_owned()), path, None, &mut problems);
        }
        article.title = line(mail.headers.get_first_value("Subject"));
        article.byline = line(mail.headers.get_first_value("From").map(|from| sender(&from)));
        finish(path, &mut article, Origin::Text);
    }
    Intake { articles: vec![article], problems }
}

/// True where the bytes begin with a field.
fn head_is_whole(bytes: &[u8]) -> bool {
    let first = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let name = first.split(|byte| *byte == b':').next().unwrap_or_default();
    name.len() < first.len() && !name.is_empty() && name.iter().all(u8::is_ascii_graphic)
}

/// How many bytes stand before the first empty line.
fn head_length(bytes: &[u8]) -> usize {
    let ends = |mark: &[u8]| memchr::memmem::find(bytes, mark);
    [ends(b"\n\n"), ends(b"\r\n\r\n")].into_iter().flatten().min().unwrap_or(bytes.len())
}

/// The address of the page that was saved; none for a letter.
fn page_address(mail: &ParsedMail) -> Option<String> {
    let is_related = mail.ctype.mimetype == "multipart/related";
    mail.headers.get_first_value("Snapshot-Content-Location").or_else(|| {
        let page = mail.parts().find(|part| part.ctype.mimetype == "text/html").filter(|_| is_related)?;
        page.headers.get_first_value("Content-Location")
    })
}

fn saved_page(path: &Path, mail: &ParsedMail, options: &Options) -> Option<(Article, Vec<Problem>)> {
    let part = mail.parts().find(|part| part.ctype.mimetype == "text/html")?;
    page_article(path, &text_of(part, options)?).ok()
}

fn letter(path: &Path, mail: &ParsedMail, options: &Options) -> Option<(Article, Vec<Problem>)> {
    let part = |kind: &str| {
        let is_text = |part: &&ParsedMail| {
            part.ctype.mimetype == kind
                && part.get_content_disposition().disposition != DispositionType::Attachment
        };
        mail.parts().find(is_text).and_then(|part| text_of(part, options))
    };
    let plain = part("text/plain").map(|text| unwrapped(&text)).filter(|text| !text.is_empty());
    let has_text = plain.as_ref().is_some_and(|text| text.split_whitespace().nth(FEWEST_WORDS).is_some());
    let html = if has_text { None } else { part("text/html") };
    let mut article = Article { id: stem(path), ..Article::default() };
    match html.and_then(|html| fragment_text(&html)).filter(|(text, _)| !text.is_empty()) {
        Some((text, quoted)) => (article.body, article.quoted_blocks) = (text, quoted),
        None => article.body = plain?,
    }
    Some((article, Vec::new()))
}

/// The text of a part, decoded.
fn text_of(part: &ParsedMail, options: &Options) -> Option<String> {
    let bytes = part.get_body_raw().ok()?;
    let label = part.ctype.params.get("charset");
    let said = label.and_then(|label| encoding_rs::Encoding::for_label(label.as_bytes()));
    let declared = said.or_else(|| declared_in_page(&bytes));
    let Decoded { text, .. } = decode(bytes, options.encoding, declared).ok()?;
    Some(text)
}

/// The text of a letter whose lines are cut at some width, as paragraphs; without the signature.
fn unwrapped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut goes_on = false;
    for line in text.lines() {
        if matches!(line, "-- " | "--") {
            break;
        }
        let words = line.trim();
        if !out.is_empty() {
            let is_new = words.is_empty() || words.starts_with(['>', '-', '*', '•']);
            out.push(if goes_on && !is_new { ' ' } else { '\n' });
        }
        out.push_str(words);
        goes_on = line.chars().count() >= SHORTEST_FULL_LINE;
    }
    tidy(&out)
}

/// The sender's name, or the address where there is none.
fn sender(from: &str) -> String {
    let (name, address) = from.split_once('<').unwrap_or((from, ""));
    let name = name.trim().trim_matches('"').trim();
    if name.is_empty() { address.trim_end_matches('>').trim().to_owned() } else { name.to_owned() }
}

fn line(text: Option<String>) -> Option<String> {
    let line = text?.split_whitespace().collect::<Vec<_>>().join(" ");
    (!line.is_empty()).then_some(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(mail: &str) -> (Vec<Article>, Vec<String>) {
        let mail = mail.replace('\n', "\r\n");
        let Intake { articles, problems } =
            read_mail(Path::new("a.eml"), mail.as_bytes(), &Options::default());
        (articles, problems.iter().map(ToString::to_string).collect())
    }

    const HEAD: &str = "From: =?utf-8?q?Zo=C3=AB_Brandt?= <zoe@post.example>\nSubject: =?utf-8?b?QnJpZGdlIHJlb3BlbnM=?=\n\
                        Date: Wed, 12 Mar 2031 23:30:00 +0100\nMIME-Version: 1.0\n";

    #[test]
    fn a_letter_with_text_and_html() {
        let mail = format!(
            "{HEAD}Content-Type: multipart/alternative; boundary=x\n\n--x\nContent-Type: text/plain; charset=utf-8\n\
             Content-Transfer-Encoding: quoted-printable\n\n=E2=80=9CWe have kept our promise,=E2=80=9D Mayor Elise Ortega told=\n\
             \x20reporters at the quay, where a crowd had\nwaited since dawn.\n\nShe will open the bridge in April, after two years of repairs.\n\
             -- \nZoe\n--x\nContent-Type: text/html\n\n<p>Other.</p>\n--x--\n"
        );
        assert!(looks_like_a_letter(mail.as_bytes()));
        let (articles, said) = read(&mail);
        assert_eq!(said, Vec::<String>::new());
        let article = &articles[0];
        assert_eq!(
            article.body,
            "“We have kept our promise,” Mayor Elise Ortega told reporters at the quay, where a crowd had waited since dawn.\n\n\
             She will open the bridge in April, after two years of repairs."
        );
        assert_eq!(
            (article.title.as_deref(), article.byline.as_deref()),
            (Some("Bridge reopens"), Some("Zoë Brandt"))
        );
        assert_eq!(article.date.unwrap().to_string(), "2031-03-12");
    }

    #[test]
    fn a_letter_of_html_in_base64() {
        // "<p>Caf&eacute; closes, he said.</p>"
        let mail = format!(
            "{HEAD}Content-Type: text/html; charset=us-ascii\nContent-Transfer-Encoding: base64\n\n\
             PHA+Q2FmJmVhY3V0ZTsgY2xvc2Vz\nLCBoZSBzYWlkLjwvcD4=\n"
        );
        assert_eq!(read(&mail).0[0].body, "Café closes, he said.");
    }

    #[test]
    fn a_page_saved_as_one_file() {
        let prose = "The harbour bridge will reopen in April after two years of repairs, the council of Quillport said on Monday. \
                     \"We have kept our promise,\" Mayor Elise Ortega told reporters at the quay.";
        let mail = format!(
            "From: <Saved by Blink>\nSnapshot-Content-Location: https://post.example/bridge\nSubject: Bridge\nDate: Fri, 14 Mar 2031 08:00:00 -0000\n\
             MIME-Version: 1.0\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"y\"\n\n--y\nContent-Type: text/html\n\
             Content-Transfer-Encoding: quoted-printable\nContent-Location: https://post.example/bridge\n\n<html><head><title>Bridge reopens | Post</title>=\n\
             </head><body><article><p>{prose}</p></article></body></html>\n--y\nContent-Type: image/png\n\nx\n--y--\n"
        );
        let (articles, said) = read(&mail);
        assert_eq!(said, Vec::<String>::new());
        let article = &articles[0];
        assert!(article.body.contains(prose), "{}", article.body);
        assert_eq!(article.url.as_deref(), Some("https://post.example/bridge"));
        assert_eq!(article.date.unwrap().to_string(), "2031-03-14");
        assert_eq!(article.because.date.as_deref(), Some("day on which the page was saved"));
        assert_eq!(article.byline, None);
    }

    #[test]
    fn letters_that_are_none() {
        let remedy = "save the article's text as a .txt file";
        let none = format!("cannot read a.eml: it is no letter and no saved page: it has no head; {remedy}");
        for text in ["The ferry is back, she said.\n", ""] {
            assert_eq!(read(text).1, [none.as_str()]);
        }
        let empty = format!("cannot read a.eml: there is no text in it; {remedy}");
        assert_eq!(read(HEAD).1, [empty.as_str()]);
        assert_eq!(read(&format!("{HEAD}Content-Type: application/pdf\n\nx\n")).1, [empty]);
        assert!(!looks_like_a_letter(b"From: our correspondent\n\nIt rains."));
        let long = format!("Subject: {}\n{HEAD}\nIt rains.\n", "=?utf-8?B?w6k=?= ".repeat(10_000));
        assert_eq!(
            read(&long).1,
            [format!("cannot read a.eml: its head is longer than that of any letter; {remedy}")]
        );
        let deep: String = (0..300)
            .map(|number| format!("Content-Type: multipart/mixed; boundary=b{number}\n\n--b{number}\n"))
            .collect();
        assert_eq!(read(&format!("{HEAD}{deep}")).0.len(), 0);
    }
}
