//! A page's markup becomes a tree, where time and stack allow it.
//!
//! A page comes in as text, and its tree goes out, or what makes it too much. What reads a tree
//! walks it from each element up to the root, and goes down it by recursion: elements that lie in
//! each other by the thousand cost minutes or end the program. So the page is parsed a few
//! kilobytes at a time, and given up as soon as the tree grows too deep or too large. What a parser
//! spends on a single tag is looked at before: it compares each attribute with all before it. What is
//! spent on writing a text is counted too: from each `&` on the rest is looked through again.

use dom_query::{NodeData, NodeRef};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::{ParseOpts, parse_document};

/// The tree of a page.
pub(super) type Tree = dom_query::Document;

/// Elements in each other. Browsers stop at 512 too; news pages lie some 20 to 60 deep.
const DEEPEST: usize = 512;

/// Attributes of one tag, or of all that begin the page or its body, which are made one; pages have some
/// dozens.
const MOST_ATTRIBUTES: usize = 512;

/// Elements and stretches of text of a page.
const MOST_NODES: usize = 1_000_000;

/// What it costs to walk from each node to the root. Long live reports take a million.
const MOST_STEPS: usize = 4_000_000;

/// Bytes that are looked through when all texts are written as markup. A report of a megabyte takes a
/// thousandth of it; all of it takes a second.
const MOST_ESCAPING: usize = 10_000_000_000;

/// Elements whose text is written as it is.
const UNESCAPED: &[&str] =
    &["script", "style", "xmp", "iframe", "noembed", "noframes", "noscript", "plaintext"];

/// Bytes that are parsed before the tree is looked at again.
const AT_ONCE: usize = 4096;

/// Why a page is not parsed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Excess {
    /// Elements lie too deep in each other at this line.
    Depth { line: usize },
    /// The tag at this line has too many attributes.
    Attributes { line: usize },
    /// There are too many tags, deep as they lie.
    Tags,
    /// Texts have too many characters that are written otherwise, long as they are.
    Escapes,
}

impl Excess {
    /// What is wrong, for a message.
    pub(super) fn what(&self) -> String {
        match self {
            Excess::Depth { line } => {
                format!("its elements lie more than {DEEPEST} deep in each other by line {line}")
            }
            Excess::Attributes { line } => {
                format!("a tag at line {line} has more than {MOST_ATTRIBUTES} attributes")
            }
            Excess::Tags => "it has more tags than one page can have".to_owned(),
            Excess::Escapes => "its text has too many `&` or no-break spaces between two tags".to_owned(),
        }
    }
}

/// Parses a page.
///
/// # Errors
/// When the page is too much.
pub(super) fn parse(html: &str) -> Result<Tree, Excess> {
    count_attributes(html)?;
    // The page is read as if scripts were not run, and what it has for that case is shown.
    let mut options = ParseOpts::default();
    options.tree_builder.scripting_enabled = false;
    let mut parser = parse_document(Tree::default(), options);
    let (mut place, mut measured) = (0, 0);
    while place < html.len() {
        let end = html.ceil_char_boundary(place + AT_ONCE);
        parser.process(StrTendril::from_slice(&html[place..end]));
        place = end;
        let tree = &parser.tokenizer.sink.sink;
        let excess = || Excess::Depth { line: line(html, end) };
        if open_elements(tree) > DEEPEST {
            return Err(excess());
        }
        if tree.tree.len() > MOST_NODES {
            return Err(Excess::Tags);
        }
        // Measured whole as it grows by half, all takes no longer than a few times the last.
        if tree.tree.len() > measured + measured / 2 || place == html.len() {
            measured = tree.tree.len();
            let Size { depth, steps, escaping } = size(tree);
            if depth > DEEPEST {
                return Err(excess());
            }
            if steps > MOST_STEPS {
                return Err(Excess::Tags);
            }
            if escaping > MOST_ESCAPING {
                return Err(Excess::Escapes);
            }
        }
    }
    Ok(parser.finish())
}

/// How deep the element lies that the parser is in; where it moves elements about, nearly so.
fn open_elements(tree: &Tree) -> usize {
    std::iter::successors(Some(tree.root()), |node| node.last_child()).count()
}

/// How large a tree is.
struct Size {
    /// The deepest node below the root.
    depth: usize,
    /// The depths of all nodes together.
    steps: usize,
    /// Bytes that are looked through when it is written.
    escaping: usize,
}

fn size(tree: &Tree) -> Size {
    let mut size = Size { depth: 0, steps: 0, escaping: 0 };
    let (mut node, mut depth) = (tree.root(), 0);
    loop {
        size.steps += depth;
        size.depth = size.depth.max(depth);
        size.escaping = size.escaping.saturating_add(escaping(&node));
        if let Some(child) = node.first_child() {
            node = child;
            depth += 1;
            continue;
        }
        loop {
            if let Some(next) = node.next_sibling() {
                node = next;
                break;
            }
            let Some(parent) = node.parent() else { return size };
            node = parent;
            depth -= 1;
        }
    }
}

/// Bytes that are looked through when the texts of a node itself are written.
fn escaping(node: &NodeRef) -> usize {
    let count = |text: &str| memchr::memchr2_iter(b'&', 0xC2, text.as_bytes()).count();
    let of_text = |text: &str, stops: &[char]| -> usize {
        // Most texts have none, and are not cut up.
        if count(text) == 0 {
            return 0;
        }
        text.split(stops).map(|part| part.len() * count(part)).sum()
    };
    let is_raw = || {
        let name = node.parent().and_then(|parent| parent.node_name());
        name.is_some_and(|name| UNESCAPED.contains(&name.as_ref()))
    };
    let bytes = node.query_or(0, |inner| match &inner.data {
        NodeData::Text { contents } => of_text(contents, &['<', '>']),
        NodeData::Element(element) => {
            element.attrs.iter().map(|attribute| of_text(&attribute.value, &['"', '<', '>'])).sum()
        }
        _ => 0,
    });
    if bytes > 0 && is_raw() { 0 } else { bytes }
}

fn line(html: &str, place: usize) -> usize {
    1 + memchr::memchr_iter(b'\n', &html.as_bytes()[..place]).count()
}

/// Elements whose content is text, whatever it looks like.
const RAW: &[&str] = &["iframe", "noembed", "noframes", "script", "style", "textarea", "title", "xmp"];

/// Finds a tag with too many attributes.
fn count_attributes(html: &str) -> Result<(), Excess> {
    let (mut place, mut merged) = (0, [0; 2]);
    while let Some(start) = memchr::memchr(b'<', &html.as_bytes()[place..]).map(|found| place + found) {
        let Some(tag) = Tag::at(html, start) else {
            place = start + 1;
            continue;
        };
        let mut attributes = tag.attributes;
        if let Some(page) = ["html", "body"].iter().position(|name| *name == tag.name) {
            merged[page] += attributes;
            attributes = merged[page];
        }
        if attributes > MOST_ATTRIBUTES {
            return Err(Excess::Attributes { line: line(html, start) });
        }
        place = if RAW.contains(&tag.name.as_str()) { end_of_raw(html, tag.end, &tag.name) } else { tag.end };
    }
    Ok(())
}

struct Tag {
    /// In small letters; none for an end tag, a comment or a declaration.
    name: String,
    attributes: usize,
    /// Behind its `>`, or the end of the page.
    end: usize,
}

impl Tag {
    /// The tag that begins at a `<`; none where that is text.
    fn at(html: &str, start: usize) -> Option<Tag> {
        let bytes = html.as_bytes();
        let other = |end: usize| Tag { name: String::new(), attributes: 0, end };
        let is_name = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphabetic);
        let first = match bytes.get(start + 1)? {
            b'!' if bytes[start + 2..].starts_with(b"--") => {
                return Some(other(end_of_comment(bytes, start + 4)));
            }
            b'/' if is_name(start + 2) => start + 2,
            b'!' | b'?' | b'/' => return Some(other(behind(bytes, start, b'>'))),
            _ if is_name(start + 1) => start + 1,
            _ => return None,
        };
        let ends_name = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>');
        let length = bytes[first..].iter().position(ends_name).unwrap_or(bytes.len() - first);
        let (attributes, end) = attributes(bytes, first + length);
        let is_end = first > start + 1;
        let name = if is_end { String::new() } else { html[first..first + length].to_ascii_lowercase() };
        Some(Tag { name, attributes, end })
    }
}

/// How many attributes a tag has behind its name, and where it ends.
fn attributes(bytes: &[u8], mut place: usize) -> (usize, usize) {
    let mut count = 0;
    let is_space = |byte: &u8| byte.is_ascii_whitespace() || *byte == b'/';
    let skip = |from: usize, belongs: &dyn Fn(&u8) -> bool| {
        from + bytes[from..].iter().take_while(|&byte| belongs(byte)).count()
    };
    loop {
        place = skip(place, &is_space);
        match bytes.get(place) {
            None => return (count, bytes.len()),
            Some(b'>') => return (count, place + 1),
            // A name may begin with an equals sign.
            Some(_) => place += 1,
        }
        count += 1;
        place = skip(place, &|byte| !is_space(byte) && !matches!(byte, b'>' | b'='));
        let behind_space = skip(place, &u8::is_ascii_whitespace);
        if bytes.get(behind_space) != Some(&b'=') {
            continue;
        }
        place = skip(behind_space + 1, &u8::is_ascii_whitespace);
        place = match bytes.get(place) {
            Some(mark @ (b'"' | b'\'')) => behind(bytes, place + 1, *mark),
            _ => skip(place, &|byte| !byte.is_ascii_whitespace() && *byte != b'>'),
        };
    }
}

/// Behind the next such byte, or the end.
fn behind(bytes: &[u8], from: usize, byte: u8) -> usize {
    memchr::memchr(byte, &bytes[from..]).map_or(bytes.len(), |found| from + found + 1)
}

/// Behind the comment whose words begin here: its dashes may be those that opened it.
fn end_of_comment(bytes: &[u8], words: usize) -> usize {
    let ends = |place: &usize| {
        let before = &bytes[words - 2..*place];
        before.ends_with(b"--")
            || (before.ends_with(b"--!") && before.len() > 3)
            || (*place == words && before == b"--")
            || (*place == words + 1 && before == b"---")
    };
    memchr::memchr_iter(b'>', &bytes[words..])
        .map(|found| words + found)
        .find(ends)
        .map_or(bytes.len(), |place| place + 1)
}

/// The end tag of a raw element, or the end of the page.
fn end_of_raw(html: &str, from: usize, name: &str) -> usize {
    let bytes = html.as_bytes();
    let is_end = |place: usize| {
        let inside = &bytes[place + 1..];
        inside.first() == Some(&b'/')
            && inside.get(1..=name.len()).is_some_and(|word| word.eq_ignore_ascii_case(name.as_bytes()))
            && inside
                .get(name.len() + 1)
                .is_none_or(|byte| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>'))
    };
    memchr::memchr_iter(b'<', &bytes[from..])
        .map(|found| from + found)
        .find(|&place| is_end(place))
        .unwrap_or(bytes.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn sound(html: &str) {
        assert_eq!(parse(html).err(), None, "{}", &html[..html.len().min(80)]);
    }

    #[track_caller]
    fn too_deep(html: &str) {
        let found = parse(html).err();
        assert!(matches!(found, Some(Excess::Depth { .. })), "{found:?}: {}", &html[..html.len().min(80)]);
    }

    #[test]
    fn elements_in_each_other() {
        for name in ["div", "b", "span", "blockquote", "table><tr><td", "ul><li", "x-card", "b><i"] {
            let tag = format!("<{name}>");
            sound(&tag.repeat(80));
            for count in [700, 5_000, 100_000] {
                too_deep(&tag.repeat(count));
            }
        }
        too_deep(&"<div></x></p>".repeat(600));
        too_deep(&"<b><div></b>".repeat(600));
        too_deep(&"<div><table><tr><td></div>".repeat(600));
        assert_eq!(parse(&format!("\n\n{}", "<div>".repeat(600))).err(), Some(Excess::Depth { line: 3 }));
    }

    #[test]
    fn elements_beside_each_other() {
        for piece in [
            "<p>Text",
            "<li>Text",
            "<div>x</div>",
            "<img src=a.jpg>",
            "<div><span>never closed</div>",
            "<table><tr><td><font color=red>Text</table>",
            "<script>if (a<b) c = '<div>';</script>",
            "<!-- <div> -->",
            "a < b",
            "</div>",
            "<svg><path/></svg>",
        ] {
            sound(&piece.repeat(5000));
        }
    }

    #[test]
    fn tags_and_attributes_beyond_number() {
        let attributes: String = (0..600).map(|number| format!(" a{number}=1")).collect();
        let found = |html: &str| parse(html).err();
        assert_eq!(found(&format!("<br>\n<p{attributes}>")), Some(Excess::Attributes { line: 2 }));
        assert_eq!(found(&format!("<!--> <p{attributes}>")), Some(Excess::Attributes { line: 1 }));
        assert_eq!(found(&format!("<!-- <p{attributes}> --><script><p{attributes}></script>")), None);
        assert_eq!(found(&format!("<p a='{attributes}' b=\"{attributes}\">")), None);
        for name in ["html", "body"] {
            let tags: String = (0..600).map(|number| format!("<{name} a{number}=1>")).collect();
            assert_eq!(found(&format!("\n{tags}")), Some(Excess::Attributes { line: 2 }));
        }
        assert_eq!(found(&"<p a=1>".repeat(600)), None);
        let deep = format!("{}{}", "<div>".repeat(500), "<br>".repeat(10_000));
        assert_eq!(found(&deep), Some(Excess::Tags));
        let unlike: String = (0..400).map(|number| format!("<p><font size={number}>")).collect();
        assert_eq!(found(&format!("{unlike}{}", "<p>x".repeat(100_000))), Some(Excess::Tags));
    }

    #[test]
    fn texts_that_are_long_to_write() {
        let found = |html: &str| parse(html).err();
        let ampersands = "&#".repeat(100_000);
        assert_eq!(found(&format!("<p>{ampersands}")), Some(Excess::Escapes));
        assert_eq!(found(&format!("<p>{}", "&nbsp;".repeat(100_000))), Some(Excess::Escapes));
        assert_eq!(found(&format!("<p title='{ampersands}'>x")), Some(Excess::Escapes));
        assert_eq!(found(&format!("<script>{ampersands}</script>")), None);
        assert_eq!(found(&"<p>Marsh &amp; Lee&nbsp;: £5 «so»".repeat(20_000)), None);
        assert_eq!(found(&format!("<pre>{}", "Marsh &amp; Lee sold twelve boats. ".repeat(4_000))), None);
    }

    #[test]
    fn the_tree_is_the_one_that_is_parsed_at_once() {
        let html =
            "<title>é</title><p>“Über <b>alles</b>” <i>&amp;</i> so <table>x<tr><td>y</table>".repeat(200);
        assert_eq!(parse(&html).unwrap().html(), Tree::from(html.as_str()).html());
    }
}
