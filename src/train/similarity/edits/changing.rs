//! Edits that change the meaning in one point.

use whosaid::compare::FindingKind;

use super::{Edit, Place, Told, by_table, inside_sentence, replaced, words};

pub(super) const EDITS: &[Edit] = &[
    change("a negation put in", FindingKind::Negation, negated),
    change("a negation taken out", FindingKind::Negation, affirmed),
    change("never", FindingKind::Negation, never),
    change("refused", FindingKind::Negation, refused),
    change("another number", FindingKind::Number, other_number),
    change("another number in words", FindingKind::Number, other_number_word),
    change("another scale", FindingKind::Number, other_scale),
    change("more for less", FindingKind::Number, other_bound),
    change("another weekday", FindingKind::Date, other_weekday),
    change("another month", FindingKind::Date, other_month),
    change("another year", FindingKind::Date, other_year),
    change("after for before", FindingKind::Date, other_order),
    change("another name", FindingKind::Agent, other_name),
    change("names changed over", FindingKind::Agent, swapped_names),
    change("another speaker", FindingKind::Speaker, other_speaker),
    change("an opposite verb", FindingKind::Antonym, opposite_verb),
    change("an opposite adjective", FindingKind::Antonym, opposite_adjective),
    change("may for will", FindingKind::Certainty, less_sure),
    change("will for may", FindingKind::Certainty, surer),
    change("allegedly", FindingKind::Certainty, hearsay),
    change("another word inside the marks", FindingKind::Wording, other_word),
];

const fn change(name: &'static str, kind: FindingKind, apply: fn(&Told, usize) -> Option<Told>) -> Edit {
    Edit { name, kind: Some(kind), apply }
}

fn word_of<'a>(told: &'a Told, place: &Place) -> &'a str {
    &told.text[place.0..place.1]
}

/// The place that the number chooses among those that fit.
fn chosen(told: &Told, choice: usize, fits: impl Fn(&Told, &Place) -> bool) -> Option<Place> {
    let places: Vec<Place> = words(&told.text).into_iter().filter(|place| fits(told, place)).collect();
    places.get(choice % places.len().max(1)).copied()
}

fn is_one_of(told: &Told, place: &Place, list: &str) -> bool {
    let word = word_of(told, place).to_lowercase();
    list.split(' ').any(|known| known == word)
}

/// True when the place is followed by a word of the same clause.
fn goes_on(told: &Told, place: &Place) -> bool {
    let rest = &told.text[place.1..];
    rest.starts_with(' ')
        && rest[1..].starts_with(char::is_lowercase)
        && !rest[1..].starts_with("not ")
        && !rest[1..].starts_with("never ")
}

fn negated(told: &Told, choice: usize) -> Option<Told> {
    let auxiliaries = "is are was were will would can could should must has had does did";
    let place =
        chosen(told, choice, |told, place| is_one_of(told, place, auxiliaries) && goes_on(told, place))?;
    replaced(told, (place.1, place.1), " not")
}

fn affirmed(told: &Told, choice: usize) -> Option<Told> {
    let place = chosen(told, choice, |told, place| {
        is_one_of(told, place, "not never") && told.text[..place.0].ends_with(' ')
    })?;
    let alone = !told.text[place.1..].starts_with(" only") && !told.text[..place.0].ends_with("whether or ");
    if alone { replaced(told, (place.0 - 1, place.1), "") } else { None }
}

fn never(told: &Told, choice: usize) -> Option<Told> {
    let place = chosen(told, choice, |told, place| {
        is_one_of(told, place, "will would has had") && goes_on(told, place)
    })?;
    replaced(told, (place.1, place.1), " never")
}

fn refused(told: &Told, choice: usize) -> Option<Told> {
    let place =
        chosen(told, choice, |told, place| is_one_of(told, place, "will would") && goes_on(told, place))?;
    let rest = &told.text[place.1..];
    (!rest.starts_with(" be ") && !rest.starts_with(" have ")).then_some(())?;
    replaced(told, (place.1, place.1), " refuse to")
}

/// A number that is no date, rank or part of a larger one.
fn is_count(told: &Told, place: &Place) -> bool {
    let word = word_of(told, place);
    let (before, after) = (&told.text[..place.0], &told.text[place.1..]);
    let year = word.len() == 4 && (word.starts_with("19") || word.starts_with("20"));
    let month = before.trim_end().rsplit(' ').next().is_some_and(|word| word.starts_with(char::is_uppercase))
        || after.trim_start().starts_with(char::is_uppercase);
    let part = before.ends_with(['.', ',', '-', '–', '/', ':'])
        || after.starts_with(['-', '–', '/', ':'])
        || after.starts_with(['.', ',']) && after[1..].starts_with(|letter: char| letter.is_ascii_digit());
    word.bytes().all(|byte| byte.is_ascii_digit()) && word.len() < 5 && !year && !month && !part
}

fn other_number(told: &Told, choice: usize) -> Option<Told> {
    let place = chosen(told, choice, is_count)?;
    let number: u64 = word_of(told, &place).parse().ok()?;
    let other = [number * 2 + 1, number * 10, number + number / 3 + 2][choice % 3];
    replaced(told, place, &other.to_string())
}

fn other_number_word(told: &Told, choice: usize) -> Option<Told> {
    let table = [
        ("two", "seven"),
        ("three", "nine"),
        ("four", "six"),
        ("five", "eight"),
        ("six", "ten"),
        ("seven", "three"),
        ("eight", "twelve"),
        ("nine", "four"),
        ("ten", "thirty"),
        ("twelve", "twenty"),
        ("twenty", "forty"),
        ("fifty", "ninety"),
    ];
    by_table(told, choice, &table)
}

fn other_scale(told: &Told, choice: usize) -> Option<Told> {
    by_table(
        told,
        choice,
        &[("million", "billion"), ("billion", "million"), ("thousand", "million"), ("hundred", "thousand")],
    )
}

fn other_bound(told: &Told, _: usize) -> Option<Told> {
    let pairs = [
        ("more than ", "fewer than "),
        ("at least ", "at most "),
        ("fewer than ", "more than "),
        ("less than ", "more than "),
    ];
    let (at, (from, to)) = pairs.iter().find_map(|pair| Some((told.text.find(pair.0)?, pair)))?;
    let number = told.text[at + from.len()..].starts_with(|letter: char| letter.is_ascii_digit());
    if number { replaced(told, (at, at + from.len()), to) } else { None }
}

fn other_weekday(told: &Told, choice: usize) -> Option<Told> {
    let days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    let table: Vec<(&str, &str)> =
        days.iter().enumerate().map(|(place, day)| (*day, days[(place + 2) % 7])).collect();
    by_table(told, choice, &table)
}

fn other_month(told: &Told, choice: usize) -> Option<Told> {
    let months = [
        "January",
        "February",
        "April",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let table: Vec<(&str, &str)> =
        months.iter().enumerate().map(|(place, month)| (*month, months[(place + 3) % 10])).collect();
    by_table(told, choice, &table)
}

fn other_year(told: &Told, choice: usize) -> Option<Told> {
    let place = chosen(told, choice, |told, place| {
        let word = word_of(told, place);
        word.len() == 4
            && word.parse::<u32>().is_ok_and(|year| (1900..2050).contains(&year))
            && !told.text[place.1..].starts_with(',')
    })?;
    let year: u32 = word_of(told, &place).parse().ok()?;
    replaced(told, place, &(year - 3 - choice as u32 % 4).to_string())
}

fn other_order(told: &Told, choice: usize) -> Option<Told> {
    by_table(told, choice, &[("before", "after"), ("after", "before")])
}

/// Capitalised words inside a sentence that are names, not the days and months of other edits.
fn names(told: &Told) -> Vec<Place> {
    let calendar = "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september \
                    october november december i mr mrs ms dr sen";
    let name = |place: &Place| {
        let word = word_of(told, place);
        word.len() > 3
            && word.starts_with(char::is_uppercase)
            && word.chars().skip(1).all(char::is_lowercase)
            && inside_sentence(&told.text, place.0)
            && !is_one_of(told, place, calendar)
            && !told.text[place.1..].starts_with(['-', '.'])
            // Of a name of several words the last one is taken.
            && !told.text[place.1..].trim_start().starts_with(char::is_uppercase)
    };
    words(&told.text).into_iter().filter(name).collect()
}

fn other_name(told: &Told, choice: usize) -> Option<Told> {
    const NAMES: [&str; 12] = [
        "Harlan",
        "Okafor",
        "Lindqvist",
        "Marchetti",
        "Tanaka",
        "Brennan",
        "Velasco",
        "Norum",
        "Petrov",
        "Achterberg",
        "Dlamini",
        "Kowalski",
    ];
    let places = names(told);
    let place = *places.get(choice % places.len().max(1))?;
    let before = told.text[..place.0].trim_end();
    // The whole name is replaced, not the last of its words.
    let sign = before.char_indices().rev().find(|(_, letter)| !(letter.is_alphabetic() || *letter == '.'));
    let start = sign.map_or(0, |(at, letter)| at + letter.len_utf8());
    let first = &before[start..];
    let from = if first.len() > 1
        && first.starts_with(char::is_uppercase)
        && told.text[start..place.0].ends_with(' ')
    {
        start
    } else {
        place.0
    };
    replaced(told, (from, place.1), NAMES[choice % NAMES.len()])
}

fn swapped_names(told: &Told, _: usize) -> Option<Told> {
    let places = names(told);
    let (first, second) = (*places.first()?, *places.get(1)?);
    let (one, other) = (word_of(told, &first), word_of(told, &second));
    let whole =
        |place: &Place| told.text[..place.0].trim_end().ends_with(|letter: char| letter.is_lowercase());
    let single = |place: &Place| {
        let before = told.text[..place.0].trim_end();
        !before.rsplit(' ').next().is_some_and(|word| word.starts_with(char::is_uppercase))
    };
    let between = &told.text[first.1..second.0];
    // "Norum and Velde" says the same the other way round.
    let joint =
        between.trim() == "and" || between.trim() == "or" || between.contains(',') && between.len() < 8;
    if one == other || joint || !whole(&first) || !whole(&second) || !single(&first) || !single(&second) {
        return None;
    }
    replaced(told, (first.0, second.1), &format!("{other}{between}{one}"))
}

fn other_speaker(told: &Told, choice: usize) -> Option<Told> {
    const SPEAKERS: [&str; 6] = [
        "Ingrid Halvorsen",
        "Marcus Adeyemi",
        "Tomas Beranek",
        "Lucia Ferrante",
        "Walter Okonkwo",
        "Yuki Morimoto",
    ];
    let speaker = told.speaker.as_deref()?;
    let named = speaker.split(' ').count() == 2
        && speaker.split(' ').all(|word| word.starts_with(char::is_uppercase) && word.len() > 2);
    if !named || words(&told.text).len() < 6 {
        return None;
    }
    Some(Told { text: told.text.clone(), speaker: Some(SPEAKERS[choice % SPEAKERS.len()].to_owned()) })
}

fn opposite_verb(told: &Told, choice: usize) -> Option<Told> {
    let table = [
        ("increase", "decrease"),
        ("increased", "decreased"),
        ("rise", "fall"),
        ("rose", "fell"),
        ("support", "oppose"),
        ("supports", "opposes"),
        ("supported", "opposed"),
        ("accept", "reject"),
        ("accepted", "rejected"),
        ("approved", "rejected"),
        ("rejected", "approved"),
        ("win", "lose"),
        ("won", "lost"),
        ("lost", "won"),
        ("open", "close"),
        ("opened", "closed"),
        ("begin", "end"),
        ("allow", "forbid"),
        ("allowed", "banned"),
        ("raise", "cut"),
        ("raised", "lowered"),
        ("cut", "raise"),
        ("buy", "sell"),
        ("bought", "sold"),
        ("strengthen", "weaken"),
        ("improve", "worsen"),
        ("gain", "lose"),
        ("praised", "condemned"),
        ("join", "leave"),
        ("keep", "abandon"),
        ("arrived", "left"),
        ("admitted", "denied"),
        ("hired", "fired"),
        ("love", "hate"),
    ];
    by_table(told, choice, &table)
}

fn opposite_adjective(told: &Told, choice: usize) -> Option<Told> {
    let table = [
        ("safe", "dangerous"),
        ("dangerous", "safe"),
        ("good", "bad"),
        ("bad", "good"),
        ("strong", "weak"),
        ("higher", "lower"),
        ("lower", "higher"),
        ("guilty", "innocent"),
        ("legal", "illegal"),
        ("illegal", "legal"),
        ("possible", "impossible"),
        ("right", "wrong"),
        ("wrong", "right"),
        ("true", "false"),
        ("false", "true"),
        ("fair", "unfair"),
        ("easy", "difficult"),
        ("large", "small"),
        ("small", "large"),
        ("rich", "poor"),
        ("likely", "unlikely"),
        ("happy", "unhappy"),
        ("public", "secret"),
        ("early", "late"),
    ];
    by_table(told, choice, &table)
}

fn less_sure(told: &Told, choice: usize) -> Option<Told> {
    let place = chosen(told, choice, |told, place| {
        is_one_of(told, place, "will must shall") && goes_on(told, place)
    })?;
    replaced(told, place, ["may", "might", "could"][choice % 3])
}

fn surer(told: &Told, choice: usize) -> Option<Told> {
    let place = chosen(told, choice, |told, place| {
        is_one_of(told, place, "may might") && told.text[place.0..].starts_with('m') && goes_on(told, place)
    })?;
    replaced(told, place, "will")
}

fn hearsay(told: &Told, choice: usize) -> Option<Told> {
    let place = chosen(told, choice, |told, place| {
        is_one_of(told, place, "was were had has is are") && goes_on(told, place)
    })?;
    replaced(told, (place.1, place.1), [" allegedly", " reportedly"][choice % 2])
}

/// Words whose change is of another kind, or leaves no sentence.
const NO_NOUNS: &str = "before because should through without between another against within cannot nothing yourself hundred \
    thousand million billion twenty thirty evening morning himself herself themselves nobody anybody whatever during";

fn other_word(told: &Told, choice: usize) -> Option<Told> {
    const WORDS: [&str; 10] = [
        "betrayal",
        "miracle",
        "gutter",
        "harvest",
        "puppet",
        "scandal",
        "carnival",
        "shipwreck",
        "bargain",
        "fortress",
    ];
    let open: Vec<usize> = told.text.match_indices(['“', '"']).map(|(at, _)| at).collect();
    let close: Vec<usize> = told.text.match_indices(['”', '"']).map(|(at, _)| at).collect();
    let (first, last) = (*open.first()?, *close.last()?);
    let inside = first + told.text[first..].chars().next().map_or(1, char::len_utf8);
    let place = chosen(told, choice, |told, place| {
        let word = word_of(told, place);
        inside <= place.0
            && place.1 < last
            && !told.text[inside..place.0].contains(['”', '"'])
            && word.len() > 5
            && word.chars().all(char::is_lowercase)
            && !word.ends_with("ly")
            && !is_one_of(told, place, NO_NOUNS)
    })?;
    (words(&told.text).len() >= 6).then_some(())?;
    replaced(told, place, WORDS[choice % WORDS.len()])
}
