//! What speech recognition writes as JSON: segments of text with their times, as Whisper and the
//! programs around it have them.

use serde::Deserialize;
use serde_json::Value;

use super::doubt::{Doubt, Outcome};
use super::plain::{directions, seconds};
use crate::verify::transcript::{Mark, Transcript, Turn};

/// Names under which programs keep the segments.
const LISTS: [&str; 4] = ["segments", "transcription", "chunks", "results"];

#[derive(Deserialize)]
struct Segment {
    text: String,
    start: Option<Value>,
    timestamp: Option<Value>,
    timestamps: Option<Value>,
    speaker: Option<String>,
}

impl Segment {
    /// When it begins: a number of seconds, or a time as text, by itself or in a pair.
    fn seconds(&self) -> Option<f64> {
        let value = self.start.as_ref().or(self.timestamp.as_ref()).or(self.timestamps.as_ref())?;
        let first = value.get(0).or_else(|| value.get("from")).unwrap_or(value);
        first.as_f64().or_else(|| seconds(first.as_str()?))
    }
}

/// Reads the segments; none for JSON that has none, which may be an article.
pub(super) fn read(text: &str) -> Option<Outcome> {
    let text = text.trim_start();
    if !text.starts_with(['{', '[']) {
        return None;
    }
    let value: Value = serde_json::from_str(text).ok()?;
    let list = LISTS.iter().find_map(|name| value.get(name)).or_else(|| value.as_array().map(|_| &value))?;
    let list = list.as_array()?;
    let first = list.first()?;
    let is_segment = first.get("text").is_some()
        && ["start", "timestamp", "timestamps"].iter().any(|name| first.get(name).is_some());
    is_segment.then(|| segments(list))
}

fn segments(list: &[Value]) -> Outcome {
    let mut transcript = Transcript { recognised: true, ..Transcript::default() };
    let mut doubts = Vec::new();
    for (number, value) in list.iter().enumerate() {
        let Ok(segment) = Segment::deserialize(value) else {
            doubts.push(Doubt {
                line: None,
                what: format!("segment {} has no text; it was left out", number + 1),
                remedy: "a segment is an object {\"start\", \"end\", \"text\"}",
            });
            continue;
        };
        let start = transcript.text.len();
        let seconds = segment.seconds();
        transcript.marks.push(Mark { start, line: 0, seconds });
        let changes = segment.speaker.is_some()
            && transcript.turns.last().map(|turn| &turn.speaker) != Some(&segment.speaker);
        if changes {
            transcript.turns.push(Turn { start, speaker: segment.speaker });
        }
        transcript.text.push_str(segment.text.trim());
        transcript.text.push('\n');
    }
    if transcript.text.trim().is_empty() {
        return Err(Doubt {
            line: None,
            what: "its segments have no words".to_owned(),
            remedy: "leave it out",
        });
    }
    transcript.unspoken = directions(&transcript.text, 0);
    Ok((transcript, doubts))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn segments_of_several_programs() {
        for json in [
            r#"{"text": "We will.", "segments": [{"id": 0, "start": 62.5, "end": 64, "text": " We will."}], "language": "en"}"#,
            r#"[{"start": 62.5, "end": 64, "text": "We will.", "speaker": "SPEAKER_00"}]"#,
            r#"{"transcription": [{"timestamps": {"from": "00:01:02,500", "to": "00:01:04,000"}, "text": "We will."}]}"#,
            r#"{"chunks": [{"timestamp": [62.5, 64.0], "text": " We will."}]}"#,
        ] {
            let (read, doubts) = read(json).expect("it is recognised").expect("it has words");
            assert_eq!((read.text.as_str(), read.seconds_at(3)), ("We will.\n", Some(62.5)), "{json}");
            assert!(doubts.is_empty());
        }
    }

    #[test]
    fn articles_and_broken_json_are_left_to_others() {
        for json in [r#"{"text": "An article."}"#, r#"[{"text": "x", "id": 1}]"#, "{", "[]", "words"] {
            assert!(read(json).is_none(), "{json}");
        }
    }

    #[test]
    fn a_segment_without_words_is_named() {
        let (_, doubts) = read(r#"[{"start": 1, "text": "We."}, {"start": 2}]"#).unwrap().unwrap();
        assert_eq!(doubts.len(), 1);
        assert!(read(r#"[{"start": 1, "text": " "}]"#).unwrap().is_err());
    }
}
