//! Cases: a quotation, what stands in the transcript, and what is to be said of it.

use std::path::Path;

use super::*;
use crate::audit;
use crate::ingest::{Format, read_text};

const HEARING: &str = "VOSS: Commissioner, will the market be closed while you dredge the channel?\n\n\
OAKES: We will not close the fish market unless the quay wall is cracked. The ferries scrape the bottom at low tide, \
and the pilots have told us, in writing, that they will not bring the grain ships in after October. \
We don't have twelve months to waste. I would support moving the auction, but only if the traders vote for it. \
It is true, I think, that the harbour master's boat is old. Thank you very much. Let us make Tarrow Bay great again.\n\
(APPLAUSE)\n\
And you have, you have my word.\n\n\
DRAY: Nobody on that quay has forgotten the summer of the landslide. I've heard you said we would dance in the \
street about it. Let us make Tarrow Bay great again.\n";

fn transcripts(texts: &[(&str, &str)]) -> Vec<Transcript> {
    let files =
        texts.iter().map(|(name, text)| crate::ingest::TextFile { path: name.into(), text: (*text).into() });
    reading::read_all(files.collect()).transcripts
}

fn looked_up(article: &str, transcripts: &[Transcript], settings: Settings) -> Vec<Verification> {
    let articles = read_text(Path::new("courant.txt"), Format::Plain, article.to_owned()).articles;
    let readings = audit::read_all(&articles, &audit::Settings::default());
    let found = verify(&articles, &readings, transcripts, settings).found;
    for one in &found {
        for place in &one.places {
            let text = &transcripts[place.transcript].text;
            assert!(text.get(place.span.range()).is_some() && text.get(place.before.range()).is_some());
            for difference in &place.differences {
                assert!(text.get(difference.there.range()).is_some());
                assert!(articles[0].body.get(difference.here.range()).is_some());
            }
        }
    }
    found
}

/// What differs, as "here/there".
fn words(one: &Verification, article: &str, transcripts: &[Transcript]) -> Vec<String> {
    let Some(place) = one.place() else { return Vec::new() };
    let differs = place.differences.iter().filter(|difference| difference.kind != DifferenceKind::Spelling);
    let text = &transcripts[place.transcript].text;
    differs
        .map(|difference| format!("{}/{}", difference.here.of(article), difference.there.of(text)))
        .collect()
}

#[track_caller]
fn check(quotation: &str, expected: Fidelity, differing: &[&str]) {
    let article = format!("Commissioner Maren Oakes told the hearing: “{quotation}”\n");
    let transcripts = transcripts(&[("2031-05-06-hearing.txt", HEARING)]);
    let found = looked_up(&article, &transcripts, Settings::default());
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].fidelity, expected, "{quotation}: {}", found[0].because);
    assert_eq!(words(&found[0], &article, &transcripts), differing, "{quotation}");
}

#[test]
fn the_same_words() {
    check("We don't have twelve months to waste.", Fidelity::Verbatim, &[]);
    check("will not bring the grain ships in after October", Fidelity::Verbatim, &[]);
    check("ferries scrape the bottom, at low tide", Fidelity::Typographic, &[]);
    check("We do not have 12 months to waste.", Fidelity::Typographic, &[]);
    check("we don’t have twelve months to waste", Fidelity::Verbatim, &[]);
    check("It's true, I think, that the harbour master's boat is old.", Fidelity::Typographic, &[]);
}

#[test]
fn words_left_out() {
    check("We will not close the fish market.", Fidelity::Trimmed, &["/unless the quay wall is cracked"]);
    check(
        "the pilots have told us ... that they will not bring the grain ships in",
        Fidelity::Trimmed,
        &["/in writing"],
    );
    check(
        "the pilots have told us that they will not bring the grain ships in",
        Fidelity::Trimmed,
        &["/in writing"],
    );
    check(
        "the pilots have told us [the board] that they will not bring the grain ships in",
        Fidelity::Trimmed,
        &["/in writing"],
    );
    check(
        "The pilots have told us, in writing, that they will not bring the grain ships in after October.",
        Fidelity::Trimmed,
        &["/and"],
    );
}

#[test]
fn other_words() {
    check("We will close the fish market unless the quay wall is cracked.", Fidelity::Trimmed, &["/not"]);
    check(
        "We will never close the fish market unless the quay wall is cracked.",
        Fidelity::Altered,
        &["never/not"],
    );
    check("We don't have eleven months to waste.", Fidelity::Altered, &["eleven/twelve"]);
    check(
        "the pilots have now told us, in writing, that they will not bring the grain ships in",
        Fidelity::Altered,
        &["now/"],
    );
    check(
        "It is true, I think, that the harbour master boat is old.",
        Fidelity::Altered,
        &["master/master's"],
    );
}

#[test]
fn what_is_not_there() {
    check("The ministry will pay for every barge that goes out to sea.", Fidelity::NotFound, &[]);
    check("Thank you very much.", Fidelity::NotFound, &[]);
    check("We will not close the schools of this town for a storm.", Fidelity::NotFound, &[]);
    check("low water", Fidelity::NotFound, &[]);
}

#[test]
fn a_word_that_a_speaker_repeats_is_no_change() {
    check("And you have my word.", Fidelity::Typographic, &[]);
    check("Let us make Tarrow Bay great again. And you have my word.", Fidelity::Typographic, &[]);
}

#[test]
fn the_speaker_is_compared() {
    let article = "“Nobody on that quay has forgotten the summer of the landslide,” Maren Oakes said.\n\n\
                   “The ferries scrape the bottom at low tide,” Maren Oakes said.\n\n\
                   “Will the market be closed while you dredge the channel?” Piet Dray asked.\n";
    let transcripts = transcripts(&[("hearing.txt", HEARING)]);
    let found = looked_up(article, &transcripts, Settings::default());
    let speakers: Vec<SpeakerMatch> = found.iter().filter_map(|one| Some(one.place()?.speaker)).collect();
    assert_eq!(speakers, [SpeakerMatch::Another, SpeakerMatch::Same, SpeakerMatch::Question]);
}

#[test]
fn what_was_cut_off_is_told() {
    let article = "“We will not close the fish market,” Maren Oakes said. “I would support moving the auction,” \
                   Oakes said. The boat “is old”, she said.\n";
    let transcripts = transcripts(&[("hearing.txt", HEARING)]);
    let found = looked_up(article, &transcripts, Settings::default());
    assert!(matches!(found[0].places[0].cautions[..], [Caution::Condition(_)]), "{:?}", found[0]);
    assert!(
        matches!(found[1].places[0].cautions[..], [Caution::GoesOn(_), Caution::Condition(_)]),
        "{:?}",
        found[1]
    );
}

#[test]
fn several_places_are_all_named() {
    let article = "Maren Oakes said: “The bridge to the island opens on the first day of spring.”\n";
    let speech = "The bridge to the island opens on the first day of spring. We are ready.\n";
    let transcripts =
        transcripts(&[("one.txt", speech), ("two.txt", speech), ("three.txt", "We are ready.\n")]);
    let found = looked_up(article, &transcripts, Settings::default());
    assert_eq!(found[0].fidelity, Fidelity::Ambiguous);
    assert_eq!(found[0].places.iter().map(|place| place.transcript).collect::<Vec<_>>(), [0, 1]);
    assert_eq!(found[0].because, "2 places fit equally: one:1, two:1");
}

#[test]
fn what_a_machine_mishears_is_no_change() {
    let captions = "1\n00:00:01,000 --> 00:00:03,000\nWe will rays the pilots' pay by four percent\n\n\
                    2\n00:00:03,000 --> 00:00:06,000\nand the ministry pays nothing for it.\n";
    let article = "Maren Oakes said: “We will raise the pilots' pay by four percent and the ministry pays nothing for it.”\n";
    let transcripts = transcripts(&[("interview.srt", captions)]);
    let check = |tolerance: Option<f32>, expected: Fidelity| {
        let found = looked_up(article, &transcripts, Settings { tolerance });
        assert_eq!(found[0].fidelity, expected, "{}", found[0].because);
    };
    check(None, Fidelity::Typographic);
    check(Some(0.0), Fidelity::Altered);
    let other = article.replace("raise", "cut");
    let found = looked_up(&other, &transcripts, Settings::default());
    assert_eq!(found[0].fidelity, Fidelity::Altered);
}

#[test]
fn another_day_is_told() {
    let article =
        "---\ndate: 2031-06-20\n---\n“The ferries scrape the bottom at low tide,” Maren Oakes said.\n";
    let transcripts = transcripts(&[("2031-05-06-hearing.txt", HEARING)]);
    let found = looked_up(article, &transcripts, Settings::default());
    assert!(
        found[0].because.ends_with("the transcript is of 45 days before the article"),
        "{}",
        found[0].because
    );
}

#[test]
fn words_that_the_transcript_tells_as_anothers_are_not_its_own() {
    let article = "“We would dance in the street about it,” Maren Oakes said.\n";
    let transcripts = transcripts(&[("hearing.txt", HEARING)]);
    let found = looked_up(article, &transcripts, Settings::default());
    assert_eq!(found[0].fidelity, Fidelity::NotFound);
    assert!(found[0].because.contains("DRAY repeats it"), "{}", found[0].because);
}

#[test]
fn parts_around_a_cue_are_not_cut() {
    let article = "“The ferries scrape the bottom at low tide,” Maren Oakes said, “and the pilots have told us, in writing, \
                   that they will not bring the grain ships in after October.”\n";
    let transcripts = transcripts(&[("hearing.txt", HEARING)]);
    let found = looked_up(article, &transcripts, Settings::default());
    let fidelities: Vec<Fidelity> = found.iter().map(|one| one.fidelity).collect();
    assert_eq!(fidelities, [Fidelity::Typographic, Fidelity::Verbatim]);
}

#[test]
fn a_page_of_a_transcript_has_turns() {
    let turns: String = HEARING
        .split("\n\n")
        .map(|turn| match turn.split_once(": ") {
            Some((name, words)) => format!("<p><strong>{name}:</strong> {words}</p>\n"),
            None => format!("<p>{turn}</p>\n"),
        })
        .collect();
    let page = format!(
        "<html><head><title>Harbour hearing | Tarrow Record</title></head><body><nav><a href=/>Home</a></nav>\
         <article><h1>Harbour hearing</h1>{turns}</article><footer>© 2031</footer></body></html>"
    );
    let transcripts = transcripts(&[("2031-05-06-hearing.html", page.as_str())]);
    let article = "“The ferries scrape the bottom at low tide,” Maren Oakes said.\n\n\
                   “Nobody on that quay has forgotten the summer of the landslide,” Maren Oakes said.\n";
    let found = looked_up(article, &transcripts, Settings::default());
    let speakers: Vec<SpeakerMatch> = found.iter().filter_map(|one| Some(one.place()?.speaker)).collect();
    assert_eq!(speakers, [SpeakerMatch::Same, SpeakerMatch::Another], "{:?}", transcripts[0].turns);
}
