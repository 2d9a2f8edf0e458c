//! Word documents: their paragraphs as text.
//!
//! A document becomes one article, whose headline is its title or first heading; a delivery of a press archive
//! becomes the articles that it holds. Text that was deleted with changes tracked, notes and headers are left
//! out.

use std::path::Path;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::article::Article;
use super::delivery::{Paragraph, delivered};
use super::plain::{read_file_name, stem};
use super::problem::Problem;
use super::source::SizeLimit;
use super::zip::{Fault, looks_like_zip, member};

/// The member of the archive that holds the text.
const TEXT: &str = "word/document.xml";

/// True for bytes that begin as a Word document does.
pub(super) fn looks_like_a_document(bytes: &[u8]) -> bool {
    looks_like_zip(bytes) && memchr::memmem::find(bytes, TEXT.as_bytes()).is_some()
}

/// Makes articles of a document.
pub(super) fn read_document(path: &Path, bytes: &[u8], limit: SizeLimit) -> (Vec<Article>, Vec<Problem>) {
    let text = match member(bytes, TEXT, limit) {
        Ok(text) => text,
        Err(fault) => {
            let (what, remedy) = match fault {
                Fault::CutOff => ("the document is cut off, or none", "copy or download it again"),
                Fault::Absent => ("it is no Word document", "save the article's text as a .txt file"),
                Fault::Unreadable => (
                    "the document is damaged or locked",
                    "save it again without a password, or as a .txt file",
                ),
                Fault::TooLarge => {
                    let what = format!("its text is larger than {limit}");
                    let problem =
                        Problem::error(path, what).remedy("allow more with --max-size if it is meant");
                    return (Vec::new(), vec![problem]);
                }
            };
            return (Vec::new(), vec![Problem::error(path, what).remedy(remedy)]);
        }
    };
    let text = String::from_utf8_lossy(&text);
    let (paragraphs, is_whole) = paragraphs(text.trim_start_matches('\u{feff}'));
    let mut problems = Vec::new();
    if !is_whole {
        let problem = Problem::error(path, "the text of the document is broken");
        problems.push(problem.remedy("save it again; what stands before is read"));
    }
    if paragraphs.is_empty() {
        if is_whole {
            let problem = Problem::error(path, "there is no text in the document");
            problems.push(problem.remedy("leave it out, or save its text as a .txt file"));
        }
        return (Vec::new(), problems);
    }
    let articles = delivered(path, &paragraphs).unwrap_or_else(|| vec![alone(path, &paragraphs)]);
    (articles, problems)
}

/// The one article that a document is.
fn alone(path: &Path, paragraphs: &[Paragraph]) -> Article {
    let texts: Vec<&str> = paragraphs.iter().map(|paragraph| paragraph.text.as_str()).collect();
    let title = paragraphs.iter().take(5).find(|paragraph| paragraph.is_heading);
    let mut article = Article {
        id: stem(path),
        title: title.map(|paragraph| paragraph.text.clone()),
        body: texts.join("\n\n"),
        ..Article::default()
    };
    read_file_name(&mut article);
    article
}

/// The paragraphs of a document's text; false where the markup breaks off.
fn paragraphs(xml: &str) -> (Vec<Paragraph>, bool) {
    let mut reader = Reader::from_str(xml);
    let mut found = Vec::new();
    // Text boxes hold paragraphs within a paragraph.
    let mut open: Vec<Paragraph> = Vec::new();
    let (mut is_text, mut fallbacks) = (false, 0_usize);
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => match tag.local_name().as_ref() {
                // It repeats what stands beside it, for older programs.
                "Fallback" => fallbacks += 1,
                "p" => open.push(Paragraph::default()),
                "t" => is_text = fallbacks == 0,
                name => mark(name, &tag, &mut open),
            },
            Ok(Event::Empty(tag)) => mark(tag.local_name().as_ref(), &tag, &mut open),
            Ok(Event::End(tag)) => match tag.local_name().as_ref() {
                "Fallback" => fallbacks = fallbacks.saturating_sub(1),
                "t" => is_text = false,
                "p" => {
                    let Some(mut paragraph) = open.pop() else { continue };
                    paragraph.text = paragraph.text.trim().to_owned();
                    if !paragraph.text.is_empty() {
                        found.push(paragraph);
                    }
                }
                _ => {}
            },
            Ok(Event::Text(text)) if is_text => add(&mut open, &text.xml10_content()),
            Ok(Event::CData(text)) if is_text => add(&mut open, &text.xml10_content()),
            Ok(Event::GeneralRef(reference)) if is_text => {
                let sign = match (reference.resolve_char_ref(), &*reference.xml10_content()) {
                    (Ok(Some(sign)), _) => sign.to_string(),
                    (_, "lt") => "<".to_owned(),
                    (_, "gt") => ">".to_owned(),
                    (_, "amp") => "&".to_owned(),
                    (_, "quot") => "\"".to_owned(),
                    (_, "apos") => "'".to_owned(),
                    (_, other) => format!("&{other};"),
                };
                add(&mut open, &sign);
            }
            Ok(Event::Eof) => return (found, open.is_empty()),
            Ok(_) => {}
            Err(_) => return (found, false),
        }
    }
}

fn add(open: &mut [Paragraph], text: &str) {
    if let Some(paragraph) = open.last_mut() {
        paragraph.text.push_str(text);
    }
}

/// What an element says about the paragraph that it stands in.
fn mark(name: &str, tag: &BytesStart, open: &mut [Paragraph]) {
    let Some(paragraph) = open.last_mut() else { return };
    match name {
        "tab" => paragraph.text.push(' '),
        "br" | "cr" => paragraph.text.push('\n'),
        "noBreakHyphen" => paragraph.text.push('\u{2011}'),
        "pStyle" => {
            let style = tag.attributes().flatten().find(|one| one.key.local_name().as_ref() == "val");
            paragraph.is_heading =
                style.is_some_and(|style| matches!(&*style.value, "Title" | "Heading1" | "heading1"));
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::zip::tests::archive;

    /// A document of these paragraphs.
    fn document(body: &str) -> Vec<u8> {
        let xml =
            format!("<?xml version=\"1.0\"?><w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
        archive(&[("[Content_Types].xml", "<Types/>"), (TEXT, &xml)])
    }

    fn read(bytes: &[u8]) -> (Vec<Article>, Vec<String>) {
        let (articles, problems) =
            read_document(Path::new("post_2031-03-12_bridge.docx"), bytes, SizeLimit::default());
        (articles, problems.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn paragraphs_become_one_article() {
        let bytes = document(
            "<w:p><w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr><w:r><w:t>Bridge reopens</w:t></w:r></w:p><w:p/>\
             <w:p><w:r><w:t xml:space=\"preserve\">“We &amp; they</w:t></w:r><w:r><w:tab/><w:t>kept it,”</w:t></w:r>\
             <w:del><w:r><w:delText>not</w:delText></w:r></w:del><w:r><w:t xml:space=\"preserve\"> she said.</w:t></w:r></w:p>\
             <w:tbl><w:tr><w:tc><w:p><w:r><w:t>Yes</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>12</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
        );
        assert!(looks_like_a_document(&bytes));
        let (articles, said) = read(&bytes);
        assert_eq!(said, Vec::<String>::new());
        assert_eq!(articles[0].body, "Bridge reopens\n\n“We & they kept it,” she said.\n\nYes\n\n12");
        assert_eq!(articles[0].title.as_deref(), Some("Bridge reopens"));
        assert_eq!(articles[0].outlet.as_deref(), Some("post"));
    }

    #[test]
    fn documents_that_are_broken_or_empty() {
        let name = "cannot read post_2031-03-12_bridge.docx: ";
        let whole = document("<w:p><w:r><w:t>One.</w:t></w:r></w:p><w:p><w:r><w:t>Two.</w:t></w:r></w:p>");
        assert_eq!(
            read(&whole[..whole.len() / 2]).1,
            [format!("{name}the document is cut off, or none; copy or download it again")]
        );
        let empty = document("<w:p/>");
        assert_eq!(
            read(&empty).1,
            [format!(
                "{name}there is no text in the document; leave it out, or save its text as a .txt file"
            )]
        );
        let other = archive(&[("content.xml", "<office/>")]);
        assert_eq!(
            read(&other).1,
            [format!("{name}it is no Word document; save the article's text as a .txt file")]
        );
        let broken = archive(&[
            ("a", ""),
            (TEXT, "<w:document><w:p><w:r><w:t>One.</w:t></w:r></w:p><w:p><w:r><w:t>Tw"),
        ]);
        let (articles, said) = read(&broken);
        assert_eq!(articles[0].body, "One.");
        assert_eq!(
            said,
            [format!("{name}the text of the document is broken; save it again; what stands before is read")]
        );
    }
}
