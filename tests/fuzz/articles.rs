//! Invented articles and statements, put together from pieces that trouble a reader of news.

use whosaid::model::Shuffle;

const NAMES: [&str; 14] = [
    "Elise Ortega",
    "Zoë Brandt",
    "Ann Lee's école",
    "Renshaw's École aide",
    "Dr. Tom Hale Jr.",
    "O’Rourke",
    "the mayor's office",
    "Jean-Luc d'Été",
    "李小明",
    "Quillport Harbour Board",
    "a spokeswoman for the U.S. Dept. of Tides",
    "ŽIVA KOVAČ",
    "Mr. Ǆin ﬁnley",
    "she",
];

const CUES: [&str; 14] = [
    "said",
    "told reporters",
    "warned",
    "did not say",
    "added",
    "tweeted",
    "according to",
    "denied that",
    "asked:",
    "was quoted as saying",
    "has said",
    "insisted",
    "wrote in a letter",
    "thinks",
];

const CLAIMS: [&str; 14] = [
    "the bridge will open by 12 March 2024",
    "rents rose 3.5% to $1,200 a month",
    "the ferry never left at 7:45 a.m.",
    "nobody was hurt in the fire",
    "we'll hire 1,000,000,000,000 more nurses",
    "“the council” must publish the report",
    "it is not true that the quay is closed",
    "between 10 and 20 per cent of the boats sank",
    "the fund lost €4.2bn",
    "half of the 9,5 km road is finished",
    "three-quarters of all pupils passed",
    "the talks will resume next Tuesday",
    "Part I. of No. 5 begins at St. Mary's Sq.",
    "the plan may, perhaps, fail",
];

const PAIRS: [(&str, &str); 10] = [
    ("“", "”"),
    ("\"", "\""),
    ("‘", "’"),
    ("'", "'"),
    ("«", "»"),
    ("„", "“"),
    ("“‘", "’”"),
    ("``", "''"),
    ("&ldquo;", "&rdquo;"),
    ("“", ""),
];

const ODD: [&str; 34] = [
    "\u{AD}",
    "\u{200B}",
    "\u{FEFF}",
    "\u{202E}",
    "\u{2066}",
    "\u{301}",
    "\u{FE0F}",
    "\u{0}",
    "\u{1B}[31m",
    "\u{7}",
    "\r",
    "\r\n",
    "\n\n",
    "\t",
    "\u{A0}",
    "\u{2028}",
    "\u{85}",
    "—",
    "…",
    "...",
    "'s",
    "’s",
    "’s é",
    "'s ñ",
    "🙂",
    "👩‍👩‍👧",
    "ß",
    "İ",
    "ﬁ",
    "<b>",
    "&amp;",
    "=1+1",
    "\u{10FFFF}",
    "(",
];

const LINES: [&str; 8] = [
    "ORTEGA: We will open the bridge.",
    "Q: Will it open? A: It will.",
    "- Advertisement -",
    "READ MORE: Ten ferries",
    "By Zoë Brandt | 3 May 2024",
    "[Applause]",
    "1,234 views",
    "• The quay is closed",
];

/// One of several.
pub fn one_of<Item: Copy>(numbers: &mut Shuffle, items: &[Item]) -> Item {
    items[numbers.below(items.len())]
}

/// A short article; one in eight has a long stretch of one thing.
pub fn article(numbers: &mut Shuffle) -> String {
    let mut text = String::new();
    for _ in 0..1 + numbers.below(6) {
        text.push_str(&sentence(numbers));
        text.push_str(one_of(numbers, &[" ", " ", "\n\n", "\n", ""]));
    }
    if numbers.below(8) == 0 {
        let piece = piece(numbers);
        text.push_str(&piece.repeat(2 + numbers.below(40)));
    }
    mutated(numbers, text)
}

/// A statement of one sentence or less.
pub fn statement(numbers: &mut Shuffle) -> String {
    let text = match numbers.below(4) {
        0 => sentence(numbers),
        1 => quoted(numbers),
        _ => one_of(numbers, &CLAIMS).to_owned(),
    };
    mutated(numbers, text)
}

/// The name of a source.
pub fn name(numbers: &mut Shuffle) -> String {
    let name = one_of(numbers, &NAMES).to_owned();
    mutated(numbers, name)
}

fn sentence(numbers: &mut Shuffle) -> String {
    let (name, cue, claim) = (one_of(numbers, &NAMES), one_of(numbers, &CUES), one_of(numbers, &CLAIMS));
    match numbers.below(7) {
        0 => format!("{name} {cue} {claim}."),
        1 => format!("{} {name} {cue}.", quoted(numbers)),
        2 => format!("{} {cue} {name}, who {} {claim}.", quoted(numbers), one_of(numbers, &CUES)),
        3 => format!("According to {name}, {claim}."),
        4 => format!("{name}'s {name} {cue} that {claim} and that {}", quoted(numbers)),
        5 => one_of(numbers, &LINES).to_owned(),
        _ => format!("{}, {name} {cue}. {}", quoted(numbers), quoted(numbers)),
    }
}

fn quoted(numbers: &mut Shuffle) -> String {
    let (open, close) = one_of(numbers, &PAIRS);
    format!("{open}{}{}{close}", one_of(numbers, &CLAIMS), one_of(numbers, &[",", ".", "", "?", "—"]))
}

fn piece(numbers: &mut Shuffle) -> String {
    match numbers.below(6) {
        0 => one_of(numbers, &ODD).to_owned(),
        1 => format!("{} ", one_of(numbers, &NAMES)),
        2 => format!("{} ", one_of(numbers, &CUES)),
        3 => format!("{} ", one_of(numbers, &CLAIMS)),
        4 => one_of(numbers, &PAIRS).0.to_owned(),
        _ => {
            one_of(numbers, &["He said ‘", "A. ", "B\n", "I-", "1,", ", who said ", "((", "\"' "]).to_owned()
        }
    }
}

/// Changes a text in up to four places, at any character.
pub fn mutated(numbers: &mut Shuffle, mut text: String) -> String {
    for _ in 0..numbers.below(5) {
        let at = place(numbers, &text);
        let end = place(numbers, &text);
        let (from, to) = (at.min(end), at.max(end));
        match numbers.below(6) {
            0 => text.insert_str(at, one_of(numbers, &ODD)),
            1 => {
                let piece = piece(numbers);
                text.insert_str(at, &piece);
            }
            2 if to - from < 40 => text.replace_range(from..to, ""),
            3 => {
                let again = text[from..to].chars().take(60).collect::<String>();
                text.insert_str(at, &again);
            }
            4 => text.truncate(to),
            _ => {
                if let Some(letter) = text[at..].chars().next() {
                    let swapped: String = if letter.is_uppercase() {
                        letter.to_lowercase().collect()
                    } else {
                        letter.to_uppercase().collect()
                    };
                    text.replace_range(at..at + letter.len_utf8(), &swapped);
                }
            }
        }
    }
    text
}

/// A byte where a character begins, or the end.
fn place(numbers: &mut Shuffle, text: &str) -> usize {
    let mut at = numbers.below(text.len() + 1);
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
