//! Verifications as wire types.

use super::attributions::place;
use super::json::FORMAT;
use super::record::{self, At, Checked, Counts, Found, Verifications};
use crate::audit::words;
use crate::ingest::Article;
use crate::place::CodePoints;
use crate::verify::{
    Caution, Difference, DifferenceKind, Fidelity, Place, SpeakerMatch, Transcript, Verification,
};

/// Everything that was looked up.
pub fn verifications(
    articles: &[Article],
    transcripts: &[Transcript],
    found: &[Verification],
) -> Verifications {
    let points: Vec<CodePoints> =
        transcripts.iter().map(|transcript| CodePoints::new(&transcript.text)).collect();
    let sheet = Sheet { transcripts, points: &points };
    let mut quotations = Vec::with_capacity(found.len());
    for one in found.chunk_by(|one, next| one.quotation.article == next.quotation.article) {
        let article = &articles[one[0].quotation.article];
        let points = CodePoints::new(&article.body);
        quotations.extend(one.iter().map(|verification| sheet.checked(article, &points, verification)));
    }
    Verifications {
        format: FORMAT,
        summary: counts(articles.len(), transcripts.len(), found),
        transcripts: transcripts.iter().map(transcript).collect(),
        quotations,
    }
}

fn counts(articles: usize, transcripts: usize, found: &[Verification]) -> Counts {
    let count = |fidelity: Fidelity| found.iter().filter(|one| one.fidelity == fidelity).count();
    Counts {
        articles,
        transcripts,
        quotations: found.len(),
        verbatim: count(Fidelity::Verbatim),
        typographic: count(Fidelity::Typographic),
        trimmed: count(Fidelity::Trimmed),
        altered: count(Fidelity::Altered),
        not_found: count(Fidelity::NotFound),
        ambiguous: count(Fidelity::Ambiguous),
        another_speaker: found.iter().filter(|one| one.place().is_some_and(is_of_another)).count(),
    }
}

fn is_of_another(place: &Place) -> bool {
    matches!(place.speaker, SpeakerMatch::Another | SpeakerMatch::Question)
}

fn transcript(transcript: &Transcript) -> record::Transcript {
    record::Transcript {
        id: transcript.id.clone(),
        path: transcript.path.as_ref().map(|path| path.display().to_string()),
        date: transcript.date.map(|date| date.to_string()),
        recognised: transcript.recognised,
        turns: transcript.turns.len(),
    }
}

/// The transcripts of a run, with what turns their bytes into code points.
struct Sheet<'a> {
    transcripts: &'a [Transcript],
    points: &'a [CodePoints<'a>],
}

impl Sheet<'_> {
    fn checked(&self, article: &Article, points: &CodePoints, verification: &Verification) -> Checked {
        let quotation = &verification.quotation;
        let spans: Vec<[usize; 2]> =
            quotation.spans.iter().map(|span| points.span(*span)).map(|(start, end)| [start, end]).collect();
        let place = verification.place();
        let differences = place.map_or(&[][..], |place| &place.differences);
        let transcript = |place: &Place| &self.transcripts[place.transcript];
        Checked {
            quotation: record::Quotation {
                article: article.given_id.clone().unwrap_or_else(|| article.id.clone()),
                start: spans.first().map_or(0, |ends| ends[0]),
                end: spans.last().map_or(0, |ends| ends[1]),
                text: words(&article.body, &quotation.spans),
                speaker: quotation.speaker.clone(),
                fidelity: verification.fidelity.into(),
                words: differences
                    .iter()
                    .filter(|difference| difference.kind != DifferenceKind::Spelling)
                    .filter_map(|difference| {
                        let there = difference.there.of(&transcript(place?).text);
                        Some([spaced(difference.here.of(&article.body)), spaced(there)])
                    })
                    .collect(),
                transcript: place.map(|place| transcript(place).id.clone()),
                at: place.map(|place| self.at(place)),
                speaker_ok: place.and_then(|place| match place.speaker {
                    SpeakerMatch::Same => Some(true),
                    SpeakerMatch::Another | SpeakerMatch::Question => Some(false),
                    SpeakerMatch::Unknown => None,
                }),
                because: verification.because.clone(),
            },
            outlet: article.outlet.clone(),
            date: article.date.map(|date| date.to_string()),
            spans,
            places: verification.places.iter().map(|place| self.found(article, points, place)).collect(),
        }
    }

    fn at(&self, place: &Place) -> At {
        let transcript = &self.transcripts[place.transcript];
        let (start, end) = self.points[place.transcript].span(place.span);
        At {
            start,
            end,
            text: place.span.of(&transcript.text).to_string(),
            speaker: place.turn.and_then(|turn| transcript.turns[turn].speaker.clone()),
            line: transcript.line_at(place.span.start),
            time: transcript.seconds_at(place.span.start).map(clock),
        }
    }

    fn found(&self, article: &Article, points: &CodePoints, found: &Place) -> Found {
        let transcript = &self.transcripts[found.transcript];
        let there = |span| place(&transcript.text, &self.points[found.transcript], span);
        let difference = |difference: &Difference| record::Difference {
            kind: difference.kind.into(),
            here: place(&article.body, points, difference.here),
            there: there(difference.there),
        };
        let caution = |caution: &Caution| {
            let (kind, span, days) = match *caution {
                Caution::GoesOn(span) => (record::CautionKind::GoesOn, Some(span), None),
                Caution::Negation(span) => (record::CautionKind::Negation, Some(span), None),
                Caution::Condition(span) => (record::CautionKind::Condition, Some(span), None),
                Caution::OtherDay(days) => (record::CautionKind::OtherDay, None, Some(days)),
            };
            record::Caution { kind, words: span.map(there), days }
        };
        Found {
            transcript: transcript.id.clone(),
            at: self.at(found),
            fidelity: found.fidelity.into(),
            differences: found.differences.iter().map(difference).collect(),
            before: spaced(found.before.of(&transcript.text)),
            after: spaced(found.after.of(&transcript.text)),
            cautions: found.cautions.iter().map(caution).collect(),
            repeats: found.repeats,
        }
    }
}

/// Words with one blank between them.
fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Seconds as hours, minutes and seconds.
fn clock(seconds: f64) -> String {
    let whole = seconds.max(0.0) as u64;
    format!("{:02}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60)
}

impl From<Fidelity> for record::Fidelity {
    fn from(fidelity: Fidelity) -> Self {
        match fidelity {
            Fidelity::Verbatim => record::Fidelity::Verbatim,
            Fidelity::Typographic => record::Fidelity::Typographic,
            Fidelity::Trimmed => record::Fidelity::Trimmed,
            Fidelity::Altered => record::Fidelity::Altered,
            Fidelity::NotFound => record::Fidelity::NotFound,
            Fidelity::Ambiguous => record::Fidelity::Ambiguous,
        }
    }
}

impl From<DifferenceKind> for record::DifferenceKind {
    fn from(kind: DifferenceKind) -> Self {
        match kind {
            DifferenceKind::Changed => record::DifferenceKind::Changed,
            DifferenceKind::Added => record::DifferenceKind::Added,
            DifferenceKind::MarkedCut => record::DifferenceKind::MarkedCut,
            DifferenceKind::Cut => record::DifferenceKind::Cut,
            DifferenceKind::Misheard => record::DifferenceKind::Misheard,
            DifferenceKind::Spelling => record::DifferenceKind::Spelling,
        }
    }
}
