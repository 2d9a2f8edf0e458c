//! What a fault in one article leaves of the others.

use super::*;

/// An article with this title breaks off in the last room.
const BROKEN: &str = "breaks off";

pub(super) fn break_off(article: &Article) {
    assert!(article.title.as_deref() != Some(BROKEN), "as the title asks");
}

fn article(id: &str, title: &str) -> Article {
    let body = "“The bridge will reopen by 12 March,” the mayor, Elise Ortega, told reporters on Monday.\n";
    Article { id: id.into(), title: Some(title.into()), body: body.into(), ..Article::default() }
}

#[test]
fn an_article_that_breaks_off_loses_no_other() {
    let articles = [article("a", "Bridge"), article("b", BROKEN), article("c", "Ferry")];
    let audit = audit(&articles, &Settings::default());
    let faults: Vec<bool> = audit.readings.iter().map(|reading| reading.fault.is_some()).collect();
    assert_eq!(faults, [false, true, false]);
    let found: Vec<usize> = audit.readings.iter().map(|reading| reading.attributions.len()).collect();
    assert_eq!(found, [1, 0, 1]);
    assert_eq!(audit.claims.len(), 1);
    assert_eq!(audit.losses, []);
    let fault = audit.readings[1].fault.as_ref().unwrap().to_string();
    assert!(fault.contains("as the title asks"), "{fault}");
    assert!(read(&articles[1], &Settings::default()).fault.is_some());
}

#[test]
fn who_is_who_is_told_without_the_article_that_makes_it_impossible() {
    let articles = [article("a", "Bridge"), article("b", "Ferry")];
    let mut readings = read_all(&articles, &Settings::default());
    // An index that leads nowhere, as a fault of an earlier room would leave it.
    let speakers = readings[1].cast.speakers.len();
    for resolution in readings[1].cast.resolutions.iter_mut().flatten() {
        resolution.speaker = speakers + 7;
    }
    let mut losses = Vec::new();
    let identities = linked(&mut readings, &Register::default(), &mut losses);
    assert!(!identities.is_empty());
    assert_eq!(losses, []);
}
