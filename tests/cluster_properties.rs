//! What holds for clusters whatever the articles: nothing lost, no order, no strangers, no chains.

use proptest::prelude::*;
use whosaid::Span;
use whosaid::align::Statement;
use whosaid::cluster::{self, Account, Member};

/// An invented article: an outlet, a day, and statements of speakers.
#[derive(Clone, Debug)]
struct Story {
    outlet: &'static str,
    day: i8,
    statements: Vec<(&'static str, String)>,
}

const OUTLETS: [&str; 4] = ["Courant", "Echo", "Pharos", "Gazette"];
const SPEAKERS: [&str; 3] = ["Elise Ortega", "Tom Hale", "Rowan Ashgrove"];
const SENTENCES: [&str; 6] = [
    "The swing bridge at Stonebeck will open on 12 March whatever the weather does",
    "We lost one transformer and the rest of the network behaved as it was designed to behave",
    "Nobody in this harbour has ever paid for a second ferry terminal",
    "The council will publish every page of the drainage report before summer",
    "Rents in the old town must fall by a tenth or the families will leave",
    "Our divers searched the northern quay until midnight without finding the missing crate",
];

/// A member of a cluster: what it says, where that stands, and whose account it is.
type Named = (String, String, usize);

/// Clusters by what is said, so that two runs over differently ordered input can be compared.
fn clusters(stories: &[Story]) -> Vec<Vec<Named>> {
    let bodies: Vec<String> = stories.iter().map(body).collect();
    let ids: Vec<String> = stories.iter().map(|story| format!("{story:?}")).collect();
    let accounts: Vec<Account> = stories
        .iter()
        .zip(&bodies)
        .zip(&ids)
        .map(|((story, body), id)| Account {
            id,
            outlet: Some(story.outlet),
            date: Some(jiff::civil::date(2025, 1, story.day)),
            byline: None,
            body,
        })
        .collect();
    let spans: Vec<Vec<Vec<Span>>> =
        stories.iter().zip(&bodies).map(|(story, body)| spans(story, body)).collect();
    let mut members = Vec::new();
    for (account, story) in stories.iter().enumerate() {
        for ((speaker, text), spans) in story.statements.iter().zip(&spans[account]) {
            let statement = Statement {
                text,
                speaker: Some(speaker),
                date: accounts[account].date,
                ..Statement::default()
            };
            members.push(Member { account, stretches: spans, quoted: spans, statement, ..Member::default() });
        }
    }
    let found = cluster::group(&accounts, &members);
    let parts: usize = found.iter().map(|cluster| cluster.members.len()).sum();
    assert_eq!(parts, members.len(), "every member is in exactly one cluster");
    let mut named: Vec<Vec<Named>> = found
        .iter()
        .map(|cluster| {
            let name = |part: &cluster::Part| {
                let member = &members[part.member];
                let place = format!("{} {:?}", ids[member.account], member.stretches);
                (member.statement.text.to_owned(), place, part.origin)
            };
            cluster.members.iter().map(name).collect()
        })
        .collect();
    named.sort();
    named
}

fn body(story: &Story) -> String {
    story.statements.iter().map(|(speaker, text)| format!("{text} said {speaker}.\n")).collect()
}

fn spans(story: &Story, body: &str) -> Vec<Vec<Span>> {
    let mut from = 0;
    let place = |(_, text): &(&str, String)| {
        let start = from + body[from..].find(text.as_str()).expect("the statement stands in the body");
        from = start + text.len();
        vec![Span::new(start, from)]
    };
    story.statements.iter().map(place).collect()
}

/// A sentence as some outlet has it: cut at its ends.
fn telling() -> impl Strategy<Value = (&'static str, String)> {
    (0..SENTENCES.len(), 0..3_usize, 0..4_usize, 0..4_usize).prop_map(|(sentence, speaker, from, to)| {
        let words: Vec<&str> = SENTENCES[sentence].split(' ').collect();
        (SPEAKERS[speaker], format!("“{},”", words[from..words.len() - to].join(" ")))
    })
}

fn story() -> impl Strategy<Value = Story> {
    (0..OUTLETS.len(), 1..28_i8, prop::collection::vec(telling(), 1..4))
        .prop_map(|(outlet, day, statements)| Story { outlet: OUTLETS[outlet], day, statements })
}

fn stories() -> impl Strategy<Value = Vec<Story>> {
    prop::collection::vec(story(), 1..8)
}

/// Tells of other things, in words of its own or in words that the others use as well.
fn stranger(words_in_common: bool) -> Story {
    let text = match words_in_common {
        false => "“Kiwi growers dislike hail, frost, wasps,”".to_owned(),
        true => "“The council of kiwi growers will open a second market at the harbour in March,”".to_owned(),
    };
    Story { outlet: "Orchard Post", day: 14, statements: vec![("Pim Vos", text)] }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, rng_seed: prop::test_runner::RngSeed::Fixed(41), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_articles_does_not_matter(stories in stories(), turn in 0..8_usize) {
        let mut turned = stories.clone();
        turned.rotate_left(turn % stories.len());
        turned.reverse();
        prop_assert_eq!(clusters(&stories), clusters(&turned));
    }

    #[test]
    fn an_unrelated_article_changes_nothing(stories in stories(), words_in_common in any::<bool>()) {
        let mut more = stories.clone();
        more.insert(stories.len() / 2, stranger(words_in_common));
        let found = clusters(&more).into_iter().filter(|cluster| !cluster[0].1.contains("Orchard Post"));
        prop_assert_eq!(clusters(&stories), found.collect::<Vec<_>>());
    }

    #[test]
    fn different_sentences_never_meet(stories in stories()) {
        for cluster in clusters(&stories) {
            let sentence = |member: &str| SENTENCES.iter().position(|sentence| {
                let middle: Vec<&str> = sentence.split(' ').collect();
                member.contains(&middle[4..middle.len() - 4].join(" "))
            });
            let first = sentence(&cluster[0].0);
            prop_assert!(cluster.iter().all(|(text, ..)| sentence(text) == first), "{cluster:?}");
        }
    }
}

#[test]
fn an_article_given_twice_is_one_account() {
    let told = |outlet| Story {
        outlet,
        day: 3,
        statements: vec![
            ("Tom Hale", format!("“{},”", SENTENCES[0])),
            ("Tom Hale", format!("{},", SENTENCES[3])),
        ],
    };
    for cluster in clusters(&[told("Echo"), told("Echo")]) {
        assert_eq!(cluster.len(), 2);
    }
}
