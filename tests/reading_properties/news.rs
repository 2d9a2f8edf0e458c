//! Articles that look like news and are broken as news is: names, cues and marks of every kind,
//! letters beyond ASCII right behind an apostrophe, marks that are never closed. Random characters
//! alone exercise little.

use proptest::prelude::*;
use whosaid::Article;

const SOURCES: [&str; 24] = [
    "Elise Ortega",
    "Mayor Elise Ortega",
    "Ortega",
    "Émile Šarović",
    "Nils Åkesson",
    "Máire Ó Briain",
    "T. J. Moss",
    "S. ATWOOD",
    "Thomas “Biscuit” Orde",
    "Tom Hale, a member of the council,",
    "Tom Hale's lawyer",
    "Ann Lee's École office",
    "Émile Šarović’s Élysée aide",
    "the Harbour Board",
    "The Harbour Board’s Überprüfung",
    "police",
    "a spokesman, Ivo Łukasz,",
    "two people who know of the request",
    "She",
    "he",
    "they",
    "the report",
    "İnci Ünlü",
    "李娜",
];

const CUES: [&str; 20] = [
    "said",
    "told reporters",
    "told the Courant's Éva Nagy",
    "added",
    "according to",
    "denied that",
    "wrote on Twitter",
    "argued",
    "thinks",
    "wants",
    "said in a statement",
    "did not say",
    "asked whether",
    "warned",
    "has accused the firm of",
    "expects",
    ":",
    "—",
    "was quoted as saying",
    "agreed",
];

const CONTENTS: [&str; 22] = [
    "We will open the bridge by 12 March",
    "that the bridge would open",
    "the harbour must not close",
    "Never",
    "No comment.",
    "I don't know, 'cause nobody told us",
    "My mother said ‘leave it’, and I left it",
    "He said “I will pay” and I believed him",
    "it cost €1.2m, or 31 per cent more",
    "Why? Because the café’s Ärger was great!",
    "the workers' strike of the '90s",
    "Nobody",
    "",
    "…",
    "all 4,000 of them — every one",
    "naïve coöperation, he thought, was over",
    "to publish every page before summer",
    "what Ortega called a “slogan”",
    "It was 14.07 p.m. on Jan. 3. Then Mr. Hale left",
    "ﬁrst the ﬂood, then the s\u{ad}torm",
    "e\u{301}cole and zero\u{200b}width",
    "🚢 sails at dawn 👩‍👩‍👧",
];

const MARKS: [(&str, &str); 16] = [
    ("“", "”"),
    ("“", "”"),
    ("\"", "\""),
    ("'", "'"),
    ("‘", "’"),
    ("« ", " »"),
    ("„", "“"),
    ("``", "''"),
    ("“", "\""),
    ("“", ""),
    ("", "”"),
    ("\"", ""),
    ("»", "«"),
    ("“ ", " ”"),
    ("''", "''"),
    ("", ""),
];

const LINES: [&str; 14] = [
    "The meeting ended late.",
    "STONEBECK (Corvane Wire) —",
    "# Bridge to open",
    "Q: Will it open?\nA: It will.",
    "Petra Lanyon: No.\nTom Hale: Yes, Petra's Öse holds.",
    "» Read also: the forger",
    "Tags: Merland, museums",
    "14.07 A harbour official's École says no",
    "- one\n- two's É",
    "By Séverine Adour",
    "'s É",
    "—",
    "''",
    "It was the first storm of the year, and the river had not risen so far since the old mill went.",
];

const GAPS: [&str; 6] = ["\n\n", "\n\n", "\n", "\r\n\r\n", " ", "\u{2028}"];

/// What is put anywhere into a text to break it.
const BREAKS: [&str; 16] = [
    "“", "”", "\"", "'s É", "’s É", "‘", "\u{301}", "\u{200d}", "\u{feff}", "\n\n", ".", ",", " said ", "É",
    "\u{202e}", "(",
];

fn one_of(list: &'static [&'static str]) -> impl Strategy<Value = &'static str> {
    (0..list.len()).prop_map(move |at| list[at])
}

/// A sentence that reports something, in one of the orders that news has.
fn report() -> impl Strategy<Value = String> {
    let marks = (0..MARKS.len()).prop_map(|at| MARKS[at]);
    let parts = (one_of(&SOURCES), one_of(&CUES), one_of(&CONTENTS), one_of(&CONTENTS), marks, 0..9_u8);
    parts.prop_map(|(who, cue, words, more, (open, close), order)| match order {
        0 | 1 => format!("{open}{words},{close} {who} {cue}."),
        2 => format!("{open}{words},{close} {cue} {who}."),
        3 => format!("{who} {cue}: {open}{words}.{close}"),
        4 => format!("{who} {cue} {open}{words}{close}, and {open}{more}{close}."),
        5 => format!("{open}{words},{close} {who} {cue}, {open}{more}.{close}"),
        6 => format!("{who} {cue} {words}."),
        7 => format!("According to {who}, {words}. {open}{more}"),
        _ => format!("{cue} {open}{words} {who}'s É{more}{close}"),
    })
}

fn piece() -> impl Strategy<Value = String> {
    prop_oneof![5 => report(), 1 => one_of(&LINES).prop_map(str::to_owned)]
}

/// A text of such sentences, broken at up to three places.
pub fn body() -> impl Strategy<Value = String> {
    let pieces = prop::collection::vec((piece(), one_of(&GAPS)), 1..8);
    let breaks = prop::collection::vec((any::<prop::sample::Index>(), one_of(&BREAKS), any::<bool>()), 0..4);
    (pieces, breaks).prop_map(|(pieces, breaks)| {
        let mut letters: Vec<char> =
            pieces.iter().flat_map(|(piece, gap)| piece.chars().chain(gap.chars())).collect();
        for (place, words, cut) in breaks {
            let at = place.index(letters.len() + 1);
            if cut {
                letters.truncate(at.max(1));
            } else {
                letters.splice(at..at, words.chars());
            }
        }
        letters.into_iter().collect()
    })
}

/// Any text at all.
pub fn any_body() -> impl Strategy<Value = String> {
    prop_oneof![any::<String>(), "[\\PC\n“”\"'’‘ .,]{0,200}", "([a-zA-ZÉé'’“” ]{1,12}[ .,\n]){0,40}"]
}

/// Articles of different outlets, each with an id of its own.
pub fn articles() -> impl Strategy<Value = Vec<Article>> {
    prop::collection::vec((body(), 1..28_i8, prop::option::of(one_of(&SOURCES))), 2..5).prop_map(|all| {
        let article = |(index, (body, day, byline)): (usize, (String, i8, Option<&str>))| Article {
            id: format!("article-{index}"),
            outlet: Some(["Courant", "Echo", "Pharos"][index % 3].to_owned()),
            date: Some(jiff::civil::date(2025, 3, day)),
            byline: byline.map(str::to_owned),
            ..alone(body)
        };
        all.into_iter().enumerate().map(article).collect()
    })
}

/// An article that is nothing but its text.
pub fn alone(body: String) -> Article {
    Article { id: "article".to_owned(), body, ..Article::default() }
}

/// An article about something else, by nobody whom the others name.
pub fn stranger() -> Article {
    let body = "Kiwi growers dislike hail, said Pim Vos, who keeps an orchard in Dornhaven.\n\n\
                “Wasps are worse,” Vos added. The growers' union expects a good year.\n";
    Article { id: "stranger".to_owned(), outlet: Some("Orchard Post".to_owned()), ..alone(body.to_owned()) }
}
