//! Characters that would act instead of being read, made visible.
//!
//! Articles, file names and ids may hold escape sequences that rewrite a terminal, and marks that
//! turn the direction of the text around them. Whatever is shown to people passes through here
//! first: each such character becomes one that is seen, so that places counted in code points stay
//! true. What programs read (JSON, CSV, brat) keeps the text as it is; in JSON such characters are
//! written as escapes.

use std::fmt::Write as _;
use std::io;

use super::json::{
    Accepted, Article, Attribution, Cluster, Content, Finding, Member, Outlet, Place, Quoted, Report,
    Speaker, SpeakerOf,
};

/// True for control characters and for marks that change the direction of text.
pub fn is_unsafe(letter: char) -> bool {
    letter.is_control() || is_direction(letter) || is_line_end(letter)
}

/// A text as it may stand in one line: white space of every kind but the blank becomes a blank,
/// other characters that act become visible.
///
/// ```
/// use whosaid::report::visible::on_one_line;
///
/// assert_eq!(on_one_line("red\u{1b}[31m\nnews"), "red␛[31m news");
/// ```
pub fn on_one_line(text: &str) -> String {
    text.chars().map(|letter| if is_gap(letter) { ' ' } else { visible(letter) }).collect()
}

/// A message on one line, in which even a line break is seen: it can only come from a name.
pub fn in_message(text: &str) -> String {
    text.chars().map(visible).collect()
}

/// Where a byte of a text stands in what [`on_one_line`] makes of it.
pub fn place_on_one_line(text: &str, byte: usize) -> usize {
    on_one_line(&text[..byte]).len()
}

/// JSON in which no character acts: those that JSON itself does not escape are escaped, which
/// changes nothing for who reads it.
pub fn in_json(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for letter in json.chars() {
        if letter != '\n' && is_unsafe(letter) {
            // They stand in strings only. Writing to a string cannot fail.
            let _ = write!(out, "\\u{:04x}", u32::from(letter));
        } else {
            out.push(letter);
        }
    }
    out
}

/// Where JSON is written to as [`in_json`] has it. Each piece must be whole letters, as those of `serde_json`
/// are.
pub struct InJson<W>(pub W);

impl<W: io::Write> io::Write for InJson<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if bytes.iter().all(|byte| matches!(byte, b' '..=b'~' | b'\n')) {
            return self.0.write(bytes);
        }
        let text = std::str::from_utf8(bytes).map_err(io::Error::other)?;
        self.0.write_all(in_json(text).as_bytes())?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// A report in which every text is visible and on one line.
pub fn report(report: &Report) -> Report {
    let mut report = report.clone();
    make_visible(&mut report);
    report
}

/// Makes every text of a report visible and puts it on one line.
pub fn make_visible(report: &mut Report) {
    let Report { format: _, summary: _, articles, attributions, speakers, clusters, outlets } = report;
    articles.iter_mut().for_each(article);
    attributions.iter_mut().for_each(attribution);
    speakers.iter_mut().for_each(speaker);
    clusters.iter_mut().for_each(cluster);
    for Outlet {
        outlet,
        articles: _,
        attributions: _,
        direct: _,
        mixed: _,
        indirect: _,
        anonymous: _,
        unnamed: _,
        unattributed: _,
        most_quoted,
    } in outlets
    {
        outlet.iter_mut().for_each(show);
        for Quoted { id, name, quoted: _, attributions: _ } in most_quoted {
            [id, name].into_iter().for_each(show);
        }
    }
}

/// Attributions in which every text is visible and on one line.
pub fn attributions(attributions: &[Attribution]) -> Vec<Attribution> {
    let mut attributions = attributions.to_vec();
    attributions.iter_mut().for_each(attribution);
    attributions
}

// Each type is taken apart whole, so that a new field cannot be forgotten here.

fn article(article: &mut Article) {
    let Article { id, key, outlet, date, title, byline, url, path, attributions: _ } = article;
    [id, key].into_iter().for_each(show);
    [outlet, date, title, byline, url, path].into_iter().flatten().for_each(show);
}

fn attribution(attribution: &mut Attribution) {
    let Attribution {
        article,
        outlet,
        date,
        id,
        kind: _,
        scope: _,
        voice: _,
        source,
        cue,
        content,
        line: _,
        quoted: _,
        speaker,
        listener,
        channel: _,
        via,
        anonymity,
        nested_in,
        confidence: _,
        pattern,
        reason,
        claims,
        verdict: _,
    } = attribution;
    claims.iter_mut().for_each(show);
    let Content { start: _, end: _, text, spans: _ } = content;
    [article, id, text, pattern, reason].into_iter().for_each(show);
    [outlet, date, via, nested_in].into_iter().flatten().for_each(show);
    [source, cue, listener, anonymity].into_iter().flatten().for_each(place);
    speaker.iter_mut().for_each(speaker_of);
}

fn speaker_of(speaker: &mut SpeakerOf) {
    let SpeakerOf { id, name, kind: _, role, class: _, attributes, mention, confidence: _, reason } = speaker;
    [id, name, reason].into_iter().for_each(show);
    role.iter_mut().for_each(show);
    mention.iter_mut().for_each(place);
    *attributes = attributes.iter().map(|(name, value)| (on_one_line(name), on_one_line(value))).collect();
}

fn speaker(speaker: &mut Speaker) {
    let Speaker { id, name, kind: _, roles, attributes, outlets, attributions, conflicting: _ } = speaker;
    [id, name].into_iter().for_each(show);
    roles.iter_mut().chain(outlets).chain(attributions).for_each(show);
    *attributes = attributes.iter().map(|(name, value)| (on_one_line(name), on_one_line(value))).collect();
}

fn cluster(cluster: &mut Cluster) {
    let Cluster { id, claim, verdict: _, confidence: _, accounts: _, members, findings, harmless } = cluster;
    [id, claim].into_iter().for_each(show);
    members.iter_mut().for_each(member);
    for finding in findings.iter_mut().chain(harmless) {
        let Finding { id, kind: _, nature: _, members: _, a, b, because, confidence: _, accepted } = finding;
        [a, b].into_iter().for_each(place);
        [id, because].into_iter().for_each(show);
        if let Some(Accepted { note, date }) = accepted {
            [note, date].into_iter().flatten().for_each(show);
        }
    }
}

fn member(member: &mut Member) {
    let Member {
        id,
        attribution,
        voice: _,
        article,
        start: _,
        end: _,
        text,
        line: _,
        speaker,
        outlet,
        date,
        account: _,
    } = member;
    [id, article, text].into_iter().for_each(show);
    attribution.iter_mut().for_each(show);
    [speaker, outlet, date].into_iter().flatten().for_each(show);
}

fn place(place: &mut Place) {
    let Place { start: _, end: _, text } = place;
    show(text);
}

fn show(text: &mut String) {
    if text.chars().any(is_unsafe) {
        *text = on_one_line(text);
    }
}

fn visible(letter: char) -> char {
    match letter {
        '\u{0}'..='\u{1f}' => {
            char::from_u32(0x2400 + u32::from(letter)).unwrap_or(char::REPLACEMENT_CHARACTER)
        }
        '\u{7f}' => '␡',
        _ if is_unsafe(letter) => char::REPLACEMENT_CHARACTER,
        _ => letter,
    }
}

/// Marks, embeddings, overrides and isolates of the bidirectional algorithm.
fn is_direction(letter: char) -> bool {
    matches!(letter, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Unicode's own ends of lines and paragraphs.
fn is_line_end(letter: char) -> bool {
    matches!(letter, '\u{2028}' | '\u{2029}')
}

/// White space that ends a line or moves on by more than a blank.
fn is_gap(letter: char) -> bool {
    matches!(letter, '\t'..='\r' | '\u{85}') || is_line_end(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_acts_is_seen() {
        assert_eq!(on_one_line("\u{1b}]0;x\u{7}\u{9b}31m\u{202e}cod\u{2069}\u{7f}"), "␛]0;x␇�31m�cod�␡");
        assert_eq!(on_one_line("a\r\nb\tc\u{2028}d\u{85}e"), "a  b c d e");
        assert_eq!(in_message("a\nerror: b"), "a␊error: b");
        assert_eq!(on_one_line("Žižek said “no” – 5°, שלום, 👩‍👧"), "Žižek said “no” – 5°, שלום, 👩‍👧");
    }

    #[test]
    fn places_move_with_the_words() {
        let text = "\u{1b}[1m“Né";
        let at = text.find('“').expect("it is there");
        let shown = on_one_line(text);
        assert!(shown[place_on_one_line(text, at)..].starts_with("“Né"));
    }

    #[test]
    fn json_means_the_same() {
        let value = "a\u{1b}\u{9b}\u{202e}\u{2028}\u{7f}\n";
        let json = serde_json::to_string(value).expect("a string is JSON");
        let escaped = in_json(&json);
        assert!(!escaped.chars().any(is_unsafe), "{escaped}");
        assert_eq!(serde_json::from_str::<String>(&escaped).expect("it is JSON"), value);
        let mut written = Vec::new();
        serde_json::to_writer(InJson(&mut written), value).expect("memory takes everything");
        assert_eq!(String::from_utf8(written), Ok(escaped));
    }
}
