//! Whether two forms can be names of one person or body, by their words alone.

use std::sync::LazyLock;

use super::first_names;
use super::lexicon::{self, Trait};
use crate::model::WordMap;

/// How well a shorter form fits a fuller one; a better fit is greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// A first name: "Elise" for "Elise Ortega".
    First,
    /// A part: "Guardado" for "Luis Guardado Ruiz", "Times" for "Harbour Times".
    Part,
    /// The surname, with its particles; the letters that a body's words begin with.
    Surname,
    /// The whole name, give or take middle names.
    Whole,
}

/// Fits a form to a person's fullest name, both as words in lower case.
pub(super) fn person(form: &[String], full: &[String]) -> Option<Fit> {
    let juniors = (is_junior(form), is_junior(full));
    let form = without_suffix(form);
    let full = without_suffix(full);
    let (first, last) = (full.first()?, full.last()?);
    match juniors {
        // Father and son, unless the middle name shows a paper's formal style.
        (true, false) if !is_full(form) || form == full => return None,
        (false, true) if form == full && full.len() == 2 => return None,
        // A bare surname is rather the father's.
        (false, true) if form.len() == 1 && form[0] == *last => return Some(Fit::Part),
        _ => {}
    }
    if form == full {
        return Some(Fit::Whole);
    }
    if form.len() > 1 && is_full(form) && is_full(full) {
        return full_names_agree(form, full).then_some(Fit::Whole);
    }
    if form.len() < full.len() && full.ends_with(form) {
        return Some(Fit::Surname);
    }
    if form.len() > 1 && full.len() < form.len() {
        // A surname came before its full name.
        return form.ends_with(full).then_some(Fit::Surname);
    }
    let [form] = form else {
        return full.windows(form.len()).any(|part| part == form).then_some(Fit::Part);
    };
    if puts_surname_first(full) && form == first {
        return Some(Fit::Surname);
    }
    if full.len() > 2 && full[1..full.len() - 1].contains(form) && form.len() > 2 {
        return Some(Fit::Part);
    }
    let same_first = form == first && form != last && form.len() > 2;
    let plain = !lexicon::traits(first).has_any(&[Trait::Place, Trait::Title, Trait::Nationality]);
    (same_first && (plain || first_names::is_first_name(first))).then_some(Fit::First)
}

/// True when two full names can be one person's: "Don Hale" and "Donald J. Hale".
pub(super) fn full_names_agree(one: &[String], other: &[String]) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let (Some(first), Some(last)) = (short.first(), short.last()) else { return false };
    let long_last = long.last().unwrap_or(last);
    if last != long_last {
        // "Luis Guardado" and "Luis Guardado Ruiz".
        return long.len() > short.len() && long.len() == 3 && long.starts_with(short);
    }
    let long_first = long.first().unwrap_or(first);
    if !first_names_agree(first, long_first) {
        // "J. Robert Hale" and "Robert Hale".
        return long.len() > short.len() && long.contains(first);
    }
    if short.len() > 2 && long.len() > 2 {
        return first_names_agree(&short[1], &long[1])
            || short[1..short.len() - 1].iter().all(|middle| long.contains(middle));
    }
    true
}

/// True for equal first names, an initial and its name, and a name and its short form, in small letters.
pub fn first_names_agree(one: &str, other: &str) -> bool {
    if one == other {
        return true;
    }
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    if short.chars().count() == 1 {
        return long.starts_with(short);
    }
    is_nickname(short, long) || is_nickname(long, short)
}

/// Short forms of English first names, each group beginning with the long ones.
const NICKNAMES: [&str; 44] = [
    "alexander alex sandy",
    "alexandra alex sandra",
    "andrew andy drew",
    "anthony tony",
    "antonin nino",
    "barbara barb",
    "benjamin ben",
    "bernard bernie",
    "catherine kathy cathy kate",
    "charles charlie chuck",
    "christopher chris",
    "christine chris",
    "christina chris tina",
    "daniel dan danny",
    "david dave",
    "deborah debbie deb",
    "donald don",
    "douglas doug",
    "edward ed eddie ted",
    "elizabeth liz beth betty",
    "eugene gene",
    "frederick fred",
    "gerald jerry",
    "gregory greg",
    "james jim jimmy jamie",
    "jeffrey jeff",
    "jennifer jen jenny",
    "john jack johnny",
    "joseph joe joey",
    "katherine kathy kate katie",
    "kenneth ken kenny",
    "lawrence larry",
    "margaret maggie meg peggy",
    "matthew matt",
    "michael mike mick",
    "nicholas nick",
    "patricia pat patty",
    "patrick pat",
    "peter pete",
    "richard rick dick rich",
    "robert bob rob bobby",
    "ronald ron",
    "samuel sam",
    "william bill will billy",
];

const MORE_NICKNAMES: [&str; 14] = [
    "stephen steve",
    "steven steve",
    "susan sue",
    "theodore ted teddy",
    "thomas tom tommy",
    "timothy tim",
    "victoria vicky",
    "walter walt",
    "jacob jake jack",
    "joshua josh",
    "nathaniel nate nathan",
    "philip phil",
    "raymond ray",
    "leonard len leo",
];

/// The long forms of a first name, itself included where it has short ones: "william" for "bill".
pub(super) fn long_forms(name: &str) -> impl Iterator<Item = &'static str> {
    FIRST_NAMES.long.get(name).into_iter().flatten().copied()
}

fn is_nickname(short: &str, long: &str) -> bool {
    FIRST_NAMES.short.get(long).is_some_and(|shorts| shorts.contains(&short))
}

/// The groups of first names by their words: where thousands share a surname, each first name is
/// compared with many.
struct FirstNames {
    /// The short forms of a long one.
    short: WordMap<&'static str, Vec<&'static str>>,
    /// The long forms of a name, itself included where it has short ones.
    long: WordMap<&'static str, Vec<&'static str>>,
}

static FIRST_NAMES: LazyLock<FirstNames> = LazyLock::new(|| {
    let mut names = FirstNames { short: WordMap::default(), long: WordMap::default() };
    for group in NICKNAMES.iter().chain(&MORE_NICKNAMES) {
        let mut words = group.split(' ');
        let Some(long) = words.next() else { continue };
        names.long.entry(long).or_default().push(long);
        for short in words {
            names.short.entry(long).or_default().push(short);
            names.long.entry(short).or_default().push(long);
        }
    }
    names
});

/// Fits a form to a body's fullest name. `surface` is the form as it stands.
pub(super) fn body(surface: &str, form: &[String], full: &[String], short_forms: &[String]) -> Option<Fit> {
    if !shares_an_end(form, full) {
        return None;
    }
    let form = content(form);
    let full = content(full);
    if form.is_empty() || full.is_empty() {
        return None;
    }
    if form == full {
        return Some(Fit::Whole);
    }
    if let [one] = form[..] {
        let capitals =
            surface.len() > 1 && surface.chars().all(|letter| letter.is_uppercase() || letter == '.');
        if capitals && (short_forms.iter().any(|short| short == one) || is_acronym(one, &full)) {
            return Some(Fit::Surname);
        }
        if capitals && full.len() > 1 && !full.contains(&one) {
            return None;
        }
    }
    let (short, long) = if form.len() <= full.len() { (&form, &full) } else { (&full, &form) };
    let letters = surface.len() < 4 && surface.chars().all(char::is_uppercase);
    if short.len() == long.len() || letters || !names_something(short, long) {
        return None;
    }
    if long.ends_with(short) || long.starts_with(short) { Some(Fit::Part) } else { None }
}

/// A short form must say more than "House", "National" or the name of a country, and must not be
/// somebody's surname.
fn names_something(short: &[&str], long: &[&str]) -> bool {
    let [one] = short else {
        return short.iter().any(|word| !lexicon::traits(word).has_any(&[Trait::Place, Trait::Nationality]));
    };
    let traits = lexicon::traits(one);
    if traits.has(Trait::Portfolio) && long.len() == 2 && long.contains(one) && long.contains(&"department") {
        return true;
    }
    if traits.has_any(&[Trait::Place, Trait::Nationality, Trait::Title, Trait::Person]) {
        return false;
    }
    if long.ends_with(short) {
        // "the Times", "the Post"; a bare "Court" or "Department" could be any.
        return traits.has(Trait::Document) || is_paper(one) || GENERIC.contains(one);
    }
    let last = long.last().copied().unwrap_or_default();
    let company = lexicon::traits(last).has(Trait::Body) && !BODY_OF_PERSON.contains(&last);
    !traits.has(Trait::Body) && (company || long.len() == 2) && !BODY_OF_PERSON.contains(&last)
}

/// Bodies that bear the name of a person or place: "Ortega campaign" is not "Ortega".
const BODY_OF_PERSON: [&str; 18] = [
    "campaign",
    "administration",
    "government",
    "police",
    "foundation",
    "family",
    "team",
    "committee",
    "department",
    "university",
    "college",
    "council",
    "court",
    "party",
    "parliament",
    "embassy",
    "ministry",
    "school",
];

/// Words that stand with a capital for a body that the article names in full.
const GENERIC: [&str; 14] = [
    "department",
    "committee",
    "commission",
    "board",
    "office",
    "bureau",
    "agency",
    "council",
    "foundation",
    "university",
    "association",
    "institute",
    "union",
    "bank",
];

fn is_paper(word: &str) -> bool {
    matches!(
        word,
        "times"
            | "post"
            | "journal"
            | "herald"
            | "tribune"
            | "gazette"
            | "courier"
            | "chronicle"
            | "observer"
            | "guardian"
            | "telegraph"
            | "examiner"
            | "inquirer"
            | "sentinel"
            | "dispatch"
            | "globe"
            | "sun"
            | "caller"
            | "hill"
    )
}

/// The letters that a body can be called by: "dhs" for "department of harbour safety".
pub(super) fn initials(words: &[String]) -> [String; 2] {
    let letters = |words: &mut dyn Iterator<Item = &str>| {
        words.filter_map(|word| word.chars().next()).collect::<String>()
    };
    [letters(&mut content(words).into_iter()), letters(&mut words.iter().map(String::as_str))]
}

/// True for the first letters of the words: "dhs" for "department homeland security".
fn is_acronym(form: &str, full: &[&str]) -> bool {
    full.len() > 1
        && form.len() == full.len()
        && form.chars().zip(full).all(|(letter, word)| word.starts_with(letter))
}

/// A form of several words fits a body only where both begin or end with the same word: most pairs do
/// not, and are not looked at any further.
fn shares_an_end(form: &[String], full: &[String]) -> bool {
    let (mut form, mut full) = (content_words(form), content_words(full));
    let (first, full_first) = (form.next(), full.next());
    // A single word can be the letters of the others.
    let Some(last) = form.next_back() else { return true };
    first == full_first || Some(last) == full.next_back().or(full_first)
}

fn content(words: &[String]) -> Vec<&str> {
    content_words(words).collect()
}

fn content_words(words: &[String]) -> impl DoubleEndedIterator<Item = &str> {
    words
        .iter()
        .map(String::as_str)
        .filter(|word| !matches!(*word, "the" | "of" | "for" | "and" | "&" | "on" | "a"))
}

/// True for a name that tells a son from his father.
pub(super) fn is_junior(words: &[String]) -> bool {
    words.len() > 1 && words.last().is_some_and(|last| matches!(last.as_str(), "jr" | "sr"))
}

/// A name without "Jr.", "III" and the like.
pub(super) fn without_suffix(words: &[String]) -> &[String] {
    match words {
        [rest @ .., last]
            if !rest.is_empty() && matches!(last.as_str(), "jr" | "sr" | "ii" | "iii" | "iv") =>
        {
            rest
        }
        _ => words,
    }
}

fn is_full(words: &[String]) -> bool {
    words.len() > 1 && !lexicon::traits(&words[0]).has(Trait::Particle)
}

pub(super) fn puts_surname_first(words: &[String]) -> bool {
    words.len() > 1
        && words.len() < 4
        && lexicon::traits(&words[0]).has(Trait::SurnameFirst)
        && !first_names::is_first_name(&words[0])
        && words.last().is_some_and(|last| !lexicon::traits(last).has(Trait::SurnameFirst))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(name: &str) -> Vec<String> {
        name.to_lowercase().replace('.', "").split(' ').map(str::to_owned).collect()
    }

    #[track_caller]
    fn check_person(form: &str, full: &str, expected: Option<Fit>) {
        assert_eq!(person(&words(form), &words(full)), expected, "{form} / {full}");
    }

    #[test]
    fn forms_of_a_person() {
        check_person("Ortega", "Elise Ortega", Some(Fit::Surname));
        check_person("Elise", "Elise Ortega", Some(Fit::First));
        check_person("E. Ortega", "Elise Ortega", Some(Fit::Whole));
        check_person("Elise M. Ortega", "Elise Ortega", Some(Fit::Whole));
        check_person("Tom Ortega", "Elise Ortega", None);
        check_person("Bill Hale", "William Hale", Some(Fit::Whole));
        check_person("van der Berg", "Joost van der Berg", Some(Fit::Surname));
        check_person("Guardado", "Luis Guardado Ruiz", Some(Fit::Part));
        check_person("Zhang", "Zhang Weimin", Some(Fit::Surname));
        check_person("Hale", "Tom Hale Jr.", Some(Fit::Part));
        check_person("Tom Hale", "Tom Hale Jr.", None);
        check_person("Hale Jr.", "Tom Hale Jr.", Some(Fit::Surname));
        check_person("Hale Jr.", "Tom Hale", None);
        check_person("Tom Hale", "Thomas B. Hale Jr.", Some(Fit::Whole));
    }

    #[track_caller]
    fn check_body(form: &str, full: &str, expected: Option<Fit>) {
        assert_eq!(body(form, &words(form), &words(full), &[]), expected, "{form} / {full}");
    }

    #[test]
    fn forms_of_a_body() {
        check_body("DHS", "Department of Harbour Safety", Some(Fit::Surname));
        check_body("Harbour Safety", "Department of Harbour Safety", Some(Fit::Part));
        check_body("Times", "Dunmere Times", Some(Fit::Part));
        check_body("Quillon", "Quillon Energy", Some(Fit::Part));
        check_body("House", "House Committee on Harbours", None);
        check_body("Ortega", "Ortega campaign", None);
        check_body("Dunmere", "Dunmere University", None);
    }
}
