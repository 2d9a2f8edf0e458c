//! Stretches of words that are one thing written in two ways, or that sound alike.
//!
//! "e-mails" and "emails", "12" and "twelve", "Nov." and "November" are the same words; "their" and
//! "there" are what a machine that listens takes for each other.

use crate::align::fold_into;
use crate::align::quantity;

/// True when two stretches are the same words in another spelling.
pub fn is_same_spelling(here: &str, there: &str) -> bool {
    let (one, other) = (joined(here), joined(there));
    !one.is_empty() && one == other
        || is_short_for(&one, &other)
        || is_short_for(&other, &one)
        || is_same_figure(here, there)
}

/// True when two stretches sound alike, or nearly.
pub fn sounds_alike(here: &str, there: &str) -> bool {
    let (one, other) = (sound(here), sound(there));
    !one.is_empty() && one == other
}

/// The letters and digits of a stretch without what lies between them.
fn joined(text: &str) -> String {
    let mut form = String::with_capacity(text.len());
    fold_into(text, &mut form);
    form
}

/// True when both stretches are one figure and nothing more.
fn is_same_figure(here: &str, there: &str) -> bool {
    let figure = |text: &str| {
        let text = text.trim();
        quantity::read(text).filter(|(_, length)| *length == text.len()).map(|(figure, _)| figure)
    };
    match (figure(here), figure(there)) {
        (Some(one), Some(other)) => {
            one.unit == other.unit && one.bound == other.bound && one.same_figure(&other)
        }
        _ => false,
    }
}

/// Short forms that stand in print for what is said in full.
const SHORT: [(&str, &str); 26] = [
    ("jan", "january"),
    ("feb", "february"),
    ("mar", "march"),
    ("apr", "april"),
    ("aug", "august"),
    ("sept", "september"),
    ("sep", "september"),
    ("oct", "october"),
    ("nov", "november"),
    ("dec", "december"),
    ("sen", "senator"),
    ("rep", "representative"),
    ("gov", "governor"),
    ("gen", "general"),
    ("dr", "doctor"),
    ("mr", "mister"),
    ("st", "saint"),
    ("prof", "professor"),
    ("lt", "lieutenant"),
    ("vs", "versus"),
    ("no", "number"),
    ("cause", "because"),
    ("til", "until"),
    ("till", "until"),
    ("yeah", "yes"),
    ("ok", "okay"),
];

fn is_short_for(short: &str, full: &str) -> bool {
    SHORT.iter().any(|(one, other)| *one == short && *other == full)
}

/// The consonants of a stretch as they sound, with the first vowel where it begins with one.
fn sound(text: &str) -> String {
    let mut letters = joined(text);
    for (written, heard) in [
        ("ph", "f"),
        ("ough", "o"),
        ("igh", "i"),
        ("kn", "n"),
        ("wr", "r"),
        ("wh", "w"),
        ("ck", "k"),
        ("sch", "sk"),
        ("ce", "se"),
        ("ci", "si"),
        ("cy", "sy"),
        ("tch", "ch"),
        ("dge", "j"),
        ("qu", "kw"),
        ("x", "ks"),
        ("mb", "m"),
    ] {
        letters = letters.replace(written, heard);
    }
    let mut out = String::with_capacity(letters.len());
    for (at, letter) in letters.char_indices() {
        let heard = match letter {
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' if at == 0 => 'a',
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'h' | 'w' => continue,
            'c' | 'q' => 'k',
            'z' => 's',
            'd' => 't',
            'b' => 'p',
            'v' => 'f',
            'g' => 'k',
            letter => letter,
        };
        if !out.ends_with(heard) {
            out.push(heard);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_thing_in_two_spellings() {
        for (here, there) in [
            ("e-mails", "emails"),
            ("non-negotiable", "nonnegotiable"),
            ("12", "twelve"),
            ("one hundred", "100"),
            ("$14 million", "14 million dollars"),
            ("Nov.", "November"),
            ("per cent", "percent"),
            ("fulfil", "fulfill"),
        ] {
            assert!(is_same_spelling(here, there), "{here} / {there}");
        }
    }

    #[test]
    fn other_words_and_figures() {
        for (here, there) in
            [("12", "13"), ("more than 40", "43"), ("the wall", "it"), ("", "it"), ("12", "12 percent")]
        {
            assert!(!is_same_spelling(here, there), "{here} / {there}");
        }
    }

    #[test]
    fn what_a_machine_mishears() {
        for (here, there) in
            [("there", "their"), ("to", "two"), ("write", "right"), ("Ortega", "or tega"), ("know", "no")]
        {
            assert!(sounds_alike(here, there), "{here} / {there}");
        }
        for (here, there) in [("open", "closed"), ("will", "won't"), ("twelve", "eleven"), ("not", "")] {
            assert!(!sounds_alike(here, there), "{here} / {there}");
        }
    }
}
