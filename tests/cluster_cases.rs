//! What belongs together and what does not, case by case.

use whosaid::Span;
use whosaid::align::Statement;
use whosaid::cluster::{self, Account, Cluster, Member};

/// One article with one statement: outlet, day, speaker, statement, and the words around it.
type Telling<'a> = (&'a str, &'a str, &'a str, &'a str, &'a str);

fn group(tellings: &[Telling]) -> Vec<Cluster> {
    let bodies: Vec<String> = tellings
        .iter()
        .map(|(.., speaker, text, around)| format!("{text} said {speaker}. {around}"))
        .collect();
    let accounts: Vec<Account> = tellings
        .iter()
        .zip(&bodies)
        .map(|((outlet, day, ..), body)| Account {
            id: outlet,
            outlet: Some(outlet),
            date: Some(day.parse().expect("a day is written as 2025-01-31")),
            byline: None,
            body,
        })
        .collect();
    let places: Vec<[Span; 1]> = tellings.iter().map(|(.., text, _)| [Span::new(0, text.len())]).collect();
    let members: Vec<Member> = tellings
        .iter()
        .enumerate()
        .map(|(account, (.., speaker, text, _))| Member {
            account,
            stretches: &places[account],
            quoted: if text.starts_with('“') { &places[account] } else { &[] },
            statement: Statement {
                text,
                speaker: Some(speaker),
                date: accounts[account].date,
                ..Statement::default()
            },
            ..Member::default()
        })
        .collect();
    cluster::group(&accounts, &members)
}

#[track_caller]
fn check(tellings: &[Telling], expected: &[&[usize]]) {
    let mut found: Vec<Vec<usize>> = group(tellings)
        .iter()
        .map(|cluster| {
            let mut members: Vec<usize> = cluster.members.iter().map(|part| part.member).collect();
            members.sort_unstable();
            members
        })
        .collect();
    found.sort();
    assert_eq!(found, expected);
}

#[test]
fn a_cut_quotation_meets_the_whole() {
    check(
        &[
            (
                "Courant",
                "2025-01-10",
                "Elise Ortega",
                "“The swing bridge will open on 12 March, whatever the weather does, and the ferry will stop.”",
                "",
            ),
            ("Echo", "2025-01-10", "Ortega", "“whatever the weather does, and the ferry will stop”", ""),
            ("Pharos", "2025-01-11", "Mayor Ortega", "“The swing bridge will open on 12 March,”", ""),
        ],
        &[&[0, 1, 2]],
    );
}

#[test]
fn a_changed_word_does_not_part_them() {
    check(
        &[
            (
                "Courant",
                "2025-01-10",
                "Elise Ortega",
                "“The swing bridge will open to lorries on 12 March.”",
                "",
            ),
            (
                "Echo",
                "2025-01-10",
                "Elise Ortega",
                "“The swing bridge will not open to lorries on 12 March.”",
                "",
            ),
        ],
        &[&[0, 1]],
    );
}

#[test]
fn the_same_words_of_two_speakers_meet() {
    check(
        &[
            (
                "Courant",
                "2025-01-10",
                "Elise Ortega",
                "“Nobody in this harbour has ever paid for a second ferry terminal.”",
                "",
            ),
            (
                "Echo",
                "2025-01-10",
                "Tom Hale",
                "“Nobody in this harbour has ever paid for a second ferry terminal.”",
                "",
            ),
        ],
        &[&[0, 1]],
    );
}

#[test]
fn common_phrases_join_nothing() {
    check(
        &[
            ("Courant", "2025-01-10", "Elise Ortega", "“No comment.”", "The mayor left Stonebeck Hall."),
            ("Echo", "2025-01-10", "Tom Hale", "“No comment.”", "The coach of Vessen Rovers shrugged."),
            ("Pharos", "2025-01-12", "Ada Lund", "“We don't know yet.”", "The judge rose in Kester."),
            ("Gazette", "2025-01-12", "Per Holm", "“We don't know yet.”", "Divers went down off Ambrance."),
            ("Sentinel", "2025-01-12", "Per Holm", "“I think that's right.”", ""),
            ("Plainsheet", "2025-01-12", "Ada Lund", "“I think that's right.”", ""),
        ],
        &[&[0], &[1], &[2], &[3], &[4], &[5]],
    );
}

#[test]
fn last_years_talks_are_not_this_years() {
    check(
        &[
            (
                "Courant",
                "2024-02-10",
                "Ada Lund",
                "the fishing talks between Merland and Ambrance had broken down over herring quotas",
                "",
            ),
            (
                "Echo",
                "2024-02-11",
                "Ada Lund",
                "the fishing talks between Merland and Ambrance had broken down over the herring quotas",
                "",
            ),
            (
                "Pharos",
                "2025-02-10",
                "Ada Lund",
                "the fishing talks between Merland and Ambrance had broken down over herring quotas",
                "",
            ),
        ],
        &[&[0, 1], &[2]],
    );
}

#[test]
fn a_toll_over_days_is_one_claim() {
    check(
        &[
            (
                "Courant",
                "2025-03-03",
                "Per Holm",
                "at least 12 people had died in the flood at Stonebeck",
                "",
            ),
            ("Echo", "2025-03-04", "Per Holm", "at least 17 people had died in the flood at Stonebeck", ""),
            ("Pharos", "2025-03-06", "Per Holm", "23 people had died in the flood at Stonebeck", ""),
        ],
        &[&[0, 1, 2]],
    );
}

#[test]
fn a_wire_story_is_one_account() {
    let wire = "The lights went out at a quarter to eight in Aldersley, Kester and the towns of the Stell valley, \
        and by two in the morning power had been restored to nine homes in ten, the operator said. The substation \
        was built fifty years ago, and a review found two winters ago that the network could least afford its loss. \
        Forecasters expect temperatures in the south to stay below freezing until Monday at the earliest.";
    let credited = format!("KESTER (Corvane Wire) - {wire}");
    let text = "“We lost one transformer at Stonebeck and the rest of the system behaved as designed,”";
    let clusters = group(&[
        ("Gazette", "2025-01-17", "Rowan Ashgrove", text, &credited),
        ("Sentinel", "2025-01-17", "Rowan Ashgrove", text, wire),
        ("Courant", "2025-01-18", "Rowan Ashgrove", text, "He spoke to us in the dark, by a candle."),
    ]);
    let [cluster] = clusters.as_slice() else { panic!("one cluster: {clusters:?}") };
    assert_eq!(cluster.members.len(), 3);
    let origins: Vec<(&[usize], Option<&str>)> =
        cluster.origins.iter().map(|origin| (origin.articles.as_slice(), origin.credit.as_deref())).collect();
    assert_eq!(origins, [(&[0, 1][..], Some("Corvane Wire")), (&[2], None)]);
}

#[test]
fn sentences_of_one_attribution_may_tell_two_claims() {
    let body = "“The swing bridge will open on 12 March,” said Ortega. “Nobody has paid for a second ferry terminal.”";
    let bridge = "“The swing bridge will open on 12 March,” said Ortega.";
    let ferry = "“Nobody has paid for a second ferry terminal,” said Ortega.";
    let accounts = [body, bridge, ferry].map(|body| Account { id: body, body, ..Account::default() });
    let quotations = |body: &str| -> Vec<Span> {
        let opened = body.match_indices('“');
        let closed = body.match_indices('”');
        opened.zip(closed).map(|((start, _), (end, mark))| Span::new(start, end + mark.len())).collect()
    };
    let spans = accounts.map(|account| quotations(account.body));
    let texts: Vec<String> = spans
        .iter()
        .zip(&accounts)
        .map(|(spans, account)| spans.iter().map(|span| span.of(account.body)).collect::<Vec<_>>().join(" "))
        .collect();
    let members: Vec<Member> = (0..3)
        .map(|account| Member {
            account,
            stretches: &spans[account],
            quoted: &spans[account],
            statement: Statement { text: &texts[account], speaker: Some("Ortega"), ..Statement::default() },
            ..Member::default()
        })
        .collect();
    let found: Vec<Vec<(usize, std::ops::Range<usize>)>> = cluster::group(&accounts, &members)
        .iter()
        .map(|cluster| cluster.members.iter().map(|part| (part.member, part.stretches.clone())).collect())
        .collect();
    let meet = |one: &(usize, std::ops::Range<usize>), other: &(usize, std::ops::Range<usize>)| {
        found.iter().any(|cluster| cluster.contains(one) && cluster.contains(other))
    };
    assert!(meet(&(0, 0..1), &(1, 0..1)) && meet(&(0, 1..2), &(2, 0..1)), "{found:?}");
    assert_eq!(found.len(), 2);
}

#[test]
fn claims_do_not_chain() {
    let clusters = group(&[
        (
            "Courant",
            "2025-01-10",
            "Elise Ortega",
            "the harbour board will raise ferry fares by a tenth this spring",
            "",
        ),
        (
            "Echo",
            "2025-01-10",
            "Tom Hale",
            "the harbour board will raise ferry fares by a tenth this spring and close the northern quay to lorries",
            "",
        ),
        ("Pharos", "2025-01-10", "Ada Lund", "the northern quay will close to lorries", ""),
    ]);
    assert!(clusters.iter().all(|cluster| cluster.members.len() < 3), "{clusters:?}");
}

/// So many articles, each of an outlet of its own, that print one text; the days go round.
fn printed<'a>(outlets: &'a [String], days: &[&'a str], speaker: &'a str, text: &'a str) -> Vec<Telling<'a>> {
    let around = "The mayor of Dunmere met Thomas Hale of the Harbour Board, and Rowan Ashgrove, in Kester.";
    let day = |place: usize| days[place % days.len()];
    outlets
        .iter()
        .enumerate()
        .map(|(place, outlet)| (outlet.as_str(), day(place), speaker, text, around))
        .collect()
}

fn outlets(from: usize, count: usize) -> Vec<String> {
    (from..from + count).map(|number| format!("Outlet {number:05}")).collect()
}

#[test]
fn one_quotation_is_one_cluster_however_many_print_it() {
    let outlets = outlets(0, 1600);
    let short = printed(&outlets, &["2025-01-10", "2025-01-11"], "Elise Ortega", "“The old pier is closed.”");
    let clusters = group(&short);
    let [cluster] = clusters.as_slice() else { panic!("one cluster, not {}", clusters.len()) };
    assert_eq!((cluster.members.len(), cluster.origins.len()), (1600, 1600));
    // Whoever repeats the words is compared with a few, not with all others.
    assert!(cluster.matches.len() < 10 * 1600, "{} pairs", cluster.matches.len());
}

#[test]
fn a_changed_word_is_compared_with_some_of_many() {
    let outlets = outlets(0, 400);
    let text = "“Trains will run again over the Stell bridge by 12 March, whatever the weather.”";
    let mut tellings = printed(&outlets, &["2025-01-10"], "Elise Ortega", text);
    tellings[200].3 = "“Trains will run again over the Stell bridge by 21 March, whatever the weather.”";
    let clusters = group(&tellings);
    let [cluster] = clusters.as_slice() else { panic!("one cluster, not {}", clusters.len()) };
    let changed = cluster.members.iter().position(|part| part.member == 200).expect("it is a member");
    let pairs = cluster.matches.iter().filter(|(a, b)| *a == changed || *b == changed).count();
    assert!((1..100).contains(&pairs), "{pairs} pairs with the changed one");
}

#[test]
fn the_same_words_of_two_speakers_meet_however_many_print_them() {
    let (first, second) = (outlets(0, 300), outlets(300, 300));
    let text = "“Nobody in this harbour has ever paid for a second ferry terminal.”";
    let mut tellings = printed(&first, &["2025-01-10"], "Elise Ortega", text);
    tellings.extend(printed(&second, &["2025-01-10"], "Tom Hale", text));
    let clusters = group(&tellings);
    let [cluster] = clusters.as_slice() else { panic!("one cluster, not {}", clusters.len()) };
    let of_second = |part: usize| cluster.members[part].member >= 300;
    let across = cluster.matches.iter().filter(|(a, b)| of_second(*a) != of_second(*b)).count();
    // All pairs would be ninety thousand.
    assert!((1..1000).contains(&across), "{across} pairs of two speakers");
}

#[test]
fn the_same_words_a_year_later_are_another_cluster_however_many_print_them() {
    let (first, second) = (outlets(0, 60), outlets(60, 60));
    let text = "“Trains will run again over the Stell bridge, whatever the weather.”";
    let mut tellings = printed(&first, &["2025-01-10", "2025-01-12"], "Elise Ortega", text);
    tellings.extend(printed(&second, &["2026-01-10", "2026-01-12"], "Elise Ortega", text));
    let sizes: Vec<usize> = group(&tellings).iter().map(|cluster| cluster.members.len()).collect();
    assert_eq!(sizes, [60, 60]);
}

/// How many tell what an article tells first and last, with `between` other things in between; perhaps another
/// article tells it too.
fn told_first_and_last(between: usize, other: bool) -> usize {
    let text = "“Nobody in this harbour has ever paid for a second ferry terminal.”".to_owned();
    let others = (0..between).map(|at| format!("“Mooring {at} goes to boat x{at}y{at}.”"));
    let mut list: Vec<String> = std::iter::once(text.clone()).chain(others).collect();
    list.push(text.clone());
    let body = list.join(" ");
    let mut end = 0;
    let mut places: Vec<(usize, [Span; 1])> = list
        .iter()
        .map(|text| {
            let start = end;
            end += text.len() + 1;
            (0, [Span::new(start, start + text.len())])
        })
        .collect();
    if other {
        places.push((1, [Span::new(0, text.len())]));
    }
    let bodies = [body, text];
    let account = |at: usize| Account {
        id: ["list", "short"][at],
        outlet: Some(["Kester Mail", "Harbour Post"][at]),
        date: None,
        byline: None,
        body: &bodies[at],
    };
    let accounts = [account(0), account(1)];
    let members: Vec<Member> = places
        .iter()
        .map(|(account, stretches)| Member {
            account: *account,
            stretches,
            quoted: stretches,
            statement: Statement {
                text: stretches[0].of(&bodies[*account]),
                speaker: Some("Elise Ortega"),
                ..Statement::default()
            },
            ..Member::default()
        })
        .collect();
    let clusters = cluster::group(&accounts, &members);
    let of_first = clusters.iter().find(|cluster| cluster.members.iter().any(|part| part.member == 0));
    of_first.map_or(0, |cluster| cluster.members.len())
}

#[test]
fn what_a_list_of_thousands_tells_twice_far_apart_is_not_looked_for() {
    assert_eq!(told_first_and_last(100, false), 2);
    assert_eq!(told_first_and_last(1200, false), 1);
    assert_eq!(told_first_and_last(1200, true), 3);
}
