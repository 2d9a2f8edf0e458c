//! Words whose full stop belongs to them, and what that stop says about the end of a sentence.

/// How an abbreviation behaves at its full stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Abbreviation {
    /// Stands before a name ("Mr.", "Sen."): never ends a sentence.
    Title,
    /// Stands before a number ("No. 5", "pp. 3"): is one only there.
    Counter,
    /// May end a sentence when what follows looks like a beginning ("Inc.", "Jan.", "etc.").
    Plain,
}

/// Looks a word up, without its full stop.
pub(super) fn find(word: &str) -> Option<Abbreviation> {
    use Abbreviation::{Counter, Plain, Title};
    Some(match word {
        "Mr" | "Mrs" | "Ms" | "Mx" | "Dr" | "Prof" | "Rev" | "Fr" | "Hon" | "St" | "Ste" | "Sen" | "Sens"
        | "Rep" | "Reps" | "Gov" | "Govs" | "Gen" | "Lt" | "Col" | "Maj" | "Capt" | "Cmdr" | "Sgt"
        | "Cpl" | "Pvt" | "Adm" | "Ald" | "Atty" | "Amb" | "Supt" | "Insp" | "Det" | "Pres" | "Mme"
        | "Mlle" | "Messrs" | "Mt" | "Ft" | "Brig" | "Hr" | "Dept" | "Asst" | "Assoc" | "vs" | "v" | "Vs"
        | "cf" | "viz" | "Del" => Title,
        "No" | "Nos" | "no" | "nos" | "pp" | "p" | "Vol" | "vol" | "Fig" | "fig" | "Art" | "Sec" | "Ch"
        | "ca" | "approx" | "Nr" | "nr" => Counter,
        "Jan" | "Feb" | "Mar" | "Apr" | "Jun" | "Jul" | "Aug" | "Sep" | "Sept" | "Oct" | "Nov" | "Dec"
        | "Inc" | "Corp" | "Co" | "Cos" | "Ltd" | "Bros" | "Jr" | "Sr" | "Esq" | "etc" | "al" | "est"
        | "Ave" | "Blvd" | "Rd" | "Tel" | "Ala" | "Ariz" | "Ark" | "Calif" | "Colo" | "Conn" | "Fla"
        | "Ga" | "Ill" | "Ind" | "Kan" | "Ky" | "La" | "Md" | "Mich" | "Minn" | "Miss" | "Mo" | "Mont"
        | "Neb" | "Nev" | "Okla" | "Ore" | "Pa" | "Penn" | "Tenn" | "Tex" | "Va" | "Vt" | "Wash" | "Wis"
        | "Wyo" | "Ph" | "ft" | "lb" | "lbs" | "oz" | "Mass" | "Del." | "Univ" => Plain,
        // A single capital is an initial.
        _ if word.len() == 1 && word.starts_with(|c: char| c.is_ascii_uppercase() && c != 'I') => Title,
        _ => return None,
    })
}

/// True for letters with stops between them, the last stop left off: "U.S", "a.m", "Ph.D".
pub(super) fn is_acronym(word: &str) -> bool {
    let mut letters = word.rsplit('.');
    letters.next().is_some_and(|last| last.len() == 1 && last.starts_with(|c: char| c.is_ascii_alphabetic()))
        && letters.next().is_some_and(|before| {
            let before = before.rsplit(['-', '/']).next().unwrap_or(before);
            before.len() == 1 || before == "Ph"
        })
}

/// True for words that begin sentences far more often than they carry on a name after "U.S." or
/// "Inc.": articles, pronouns, conjunctions, adverbs.
pub(super) fn begins_sentences(word: &str) -> bool {
    matches!(
        word,
        "The"
            | "A"
            | "An"
            | "He"
            | "She"
            | "It"
            | "They"
            | "We"
            | "I"
            | "You"
            | "His"
            | "Her"
            | "Its"
            | "Their"
            | "Our"
            | "My"
            | "This"
            | "That"
            | "These"
            | "Those"
            | "There"
            | "Here"
            | "But"
            | "And"
            | "Or"
            | "So"
            | "Yet"
            | "If"
            | "When"
            | "While"
            | "As"
            | "At"
            | "In"
            | "On"
            | "For"
            | "From"
            | "By"
            | "With"
            | "After"
            | "Before"
            | "Since"
            | "Until"
            | "Because"
            | "Although"
            | "Though"
            | "However"
            | "Some"
            | "Many"
            | "Most"
            | "Several"
            | "Both"
            | "All"
            | "No"
            | "Not"
            | "One"
            | "Two"
            | "What"
            | "Who"
            | "Why"
            | "How"
            | "Where"
            | "Now"
            | "Then"
            | "Also"
            | "Asked"
            | "According"
            | "Among"
            | "During"
            | "Under"
            | "Despite"
            | "Instead"
            | "Meanwhile"
            | "Still"
            | "Even"
            | "Once"
            | "Other"
            | "Others"
            | "Another"
            | "Each"
            | "Every"
            | "Such"
            | "Last"
            | "Earlier"
            | "Later"
            | "Today"
            | "Yesterday"
            | "To"
            | "Let"
            | "Can"
            | "Do"
            | "Does"
            | "Did"
            | "Is"
            | "Are"
            | "Was"
            | "Were"
            | "Will"
            | "Would"
    )
}

/// True for names of days, months and time zones, which follow "3 p.m." inside a sentence.
pub(super) fn names_time(word: &str) -> bool {
    matches!(
        word,
        "Monday"
            | "Tuesday"
            | "Wednesday"
            | "Thursday"
            | "Friday"
            | "Saturday"
            | "Sunday"
            | "January"
            | "February"
            | "March"
            | "April"
            | "May"
            | "June"
            | "July"
            | "August"
            | "September"
            | "October"
            | "November"
            | "December"
            | "EST"
            | "EDT"
            | "ET"
            | "CST"
            | "CDT"
            | "CT"
            | "MST"
            | "MT"
            | "PST"
            | "PDT"
            | "PT"
            | "GMT"
            | "UTC"
            | "BST"
            | "CET"
            | "Eastern"
            | "Central"
            | "Pacific"
            | "Mountain"
    )
}
