//! Attributions as brat standoff annotations.
//!
//! One `T` line for every source, cue and content, `;` between the stretches of one content; one
//! more `T` line, of type Attribution, over the cue; and an `E` line that ties them together.
//! Inner attributions are left out: brat's readers of this form expect the outermost only.

use std::fmt::Write as _;

use super::json::Attribution;

/// The annotations of one article, as the text of an `.ann` file.
pub fn annotations(attributions: &[Attribution]) -> String {
    let mut out = Annotations::default();
    for (index, found) in attributions.iter().filter(|found| found.nested_in.is_none()).enumerate() {
        let source = found
            .source
            .as_ref()
            .map(|place| out.text_bound("Source", &[[place.start, place.end]], &place.text));
        let cue =
            found.cue.as_ref().map(|place| out.text_bound("Cue", &[[place.start, place.end]], &place.text));
        let content = out.text_bound("Content", &found.content.spans, &found.content.text);
        let anchor = match &found.cue {
            Some(cue) => out.text_bound("Attribution", &[[cue.start, cue.end]], &cue.text),
            None => out.text_bound("Attribution", &found.content.spans, &found.content.text),
        };
        let mut event = format!("E{}\tAttribution:{anchor}", index + 1);
        for (role, name) in [("Source", source), ("Cue", cue), ("Content", Some(content))] {
            if let Some(name) = name {
                // Writing to a string cannot fail.
                let _ = write!(event, " {role}:{name}");
            }
        }
        out.lines.push_str(&event);
        out.lines.push('\n');
    }
    out.lines
}

/// White space and separators at which some reader ends a line or a field.
fn is_line_end(letter: char) -> bool {
    matches!(letter, '\t'..='\r' | '\u{1c}'..='\u{1f}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

#[derive(Default)]
struct Annotations {
    lines: String,
    count: usize,
}

impl Annotations {
    /// Adds a `T` line and returns its name.
    fn text_bound(&mut self, label: &str, spans: &[[usize; 2]], text: &str) -> String {
        self.count += 1;
        let name = format!("T{}", self.count);
        let ends: Vec<String> = spans.iter().map(|[start, end]| format!("{start} {end}")).collect();
        // Readers of the form take every end of a line that Unicode knows for one.
        let words = text.replace(is_line_end, " ");
        let _ = writeln!(self.lines, "{name}\t{label} {}\t{words}", ends.join(";"));
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::json::{Channel, Content, Kind, Place, Scope, Voice};

    fn attribution() -> Attribution {
        Attribution {
            article: "a".into(),
            outlet: None,
            date: None,
            id: "a#1".into(),
            kind: Kind::Direct,
            scope: Scope::Speech,
            voice: Voice::Quotation,
            source: Some(Place { start: 9, end: 12, text: "she".into() }),
            cue: Some(Place { start: 13, end: 17, text: "said".into() }),
            content: Content {
                start: 0,
                end: 26,
                text: "“Yes,” “We do.”".into(),
                spans: vec![[0, 6], [19, 26]],
            },
            line: None,
            quoted: vec![[0, 6], [19, 26]],
            speaker: None,
            listener: None,
            channel: Channel::Unstated,
            via: None,
            anonymity: None,
            nested_in: None,
            confidence: 0.9,
            pattern: "qsvq".into(),
            reason: "a quotation on both sides of a cue".into(),
            claims: Vec::new(),
            verdict: None,
        }
    }

    #[test]
    fn a_split_content_is_one_event() {
        let written = annotations(&[attribution()]);
        assert_eq!(
            written,
            "T1\tSource 9 12\tshe\nT2\tCue 13 17\tsaid\nT3\tContent 0 6;19 26\t“Yes,” “We do.”\n\
             T4\tAttribution 13 17\tsaid\nE1\tAttribution:T4 Source:T1 Cue:T2 Content:T3\n"
        );
    }

    #[test]
    fn an_annotation_is_one_line() {
        let text = "“Yes,\r\n\t” “We\u{2028}\u{1e}\u{85}do.”".to_string();
        let content = Content { text, ..attribution().content };
        let written = annotations(&[Attribution { content, ..attribution() }]);
        assert!(written.contains("T3\tContent 0 6;19 26\t“Yes,   ” “We   do.”\n"), "{written}");
    }

    #[test]
    fn inner_attributions_are_left_out() {
        let inner = Attribution { nested_in: Some("a#1".into()), ..attribution() };
        assert_eq!(annotations(&[inner]), "");
    }
}
