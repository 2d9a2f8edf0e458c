//! Edits that change the meaning in one point.

use whosaid::compare::FindingKind::{
    self, Agent, Antonym, Certainty, Date, Negation, Number, Speaker, Wording,
};

use super::numbers::{MONTHS, day_of, from_words, in_words, plain_count};
use super::{
    Edit, Effect, MARKS, Place, Told, framed, one_of, replaced, swapped, turned, with_text, word_after,
    word_before, words,
};

pub(super) const EDITS: &[Edit] = &[
    change("isn't for is", Negation, 0.989, contracted_denial),
    change("is for isn't", Negation, 0.9, contraction_undone),
    change("no longer", Negation, 0.955, no_longer),
    change("fail to", Negation, 0.95, fail_to),
    change("it is not true that", Negation, 0.83, not_true),
    change("a count with its digits turned", Number, 0.916, turned_digits),
    change("a count made larger", Number, 0.968, larger_count),
    change("another count in words", Number, 0.967, other_count_in_words),
    change("another decimal", Number, 0.75, other_decimal),
    change("a third for a half", Number, 0.7, other_fraction),
    change("another day of the month", Date, 0.772, other_day),
    change("another month", Date, 0.972, other_month),
    change("another day of the week", Date, 0.97, other_weekday),
    change("another person", Agent, 0.987, other_person),
    change("two names change places", Agent, 0.833, exchanged),
    change("another speaker", Speaker, 0.98, other_speaker),
    change("an opposite", Antonym, 0.944, opposite),
    change("an opposite, the other way", Antonym, 0.921, opposite_back),
    change("probably", Certainty, 0.863, probably),
    change("it is possible that", Certainty, 0.014, possible),
    change("is thought to", Certainty, 0.225, thought),
    change("a noun inside the marks", Wording, 0.958, other_noun),
    extent("some for all", 0.78, some_for_all),
    extent("all for some", 0.416, all_for_some),
];

const fn change(
    name: &'static str,
    kind: FindingKind,
    floor: f64,
    apply: fn(&Told, usize) -> Option<Told>,
) -> Edit {
    Edit { name, effect: Effect::Changes(kind), floor, apply }
}

const fn extent(name: &'static str, floor: f64, apply: fn(&Told, usize) -> Option<Told>) -> Edit {
    Edit { name, effect: Effect::ChangesExtent, floor, apply }
}

const CONTRACTED: [(&str, &str); 10] = [
    ("is", "isn't"),
    ("are", "aren't"),
    ("was", "wasn't"),
    ("were", "weren't"),
    ("will", "won't"),
    ("would", "wouldn't"),
    ("has", "hasn't"),
    ("can", "can't"),
    ("should", "shouldn't"),
    ("could", "couldn't"),
];

/// True where a verb is followed by what it is about, so that it can be denied.
fn can_be_denied(text: &str, place: Place) -> bool {
    let next = word_after(text, place).unwrap_or_default();
    let denied = ["not", "never", "no", "nothing", "nobody", "hardly", "only", "too"];
    next.starts_with(char::is_lowercase) && !denied.contains(&next) && is_affirmed(text, place)
}

/// True where nothing before the place, in its clause, denies or asks.
fn is_affirmed(text: &str, place: Place) -> bool {
    let clause = text[..place.0].rsplit(['.', ',', ';', ':', '?', '—']).next().unwrap_or_default();
    let denials =
        ["no", "not", "nobody", "nothing", "never", "neither", "none", "without", "if", "whether", "unless"];
    !clause.split([' ', '“', '"']).any(|word| {
        let word = word.to_lowercase();
        denials.contains(&word.as_str()) || word.ends_with("n't") || word.ends_with("n’t")
    }) && !text[place.0..].split(['.', ',']).next().is_some_and(|rest| rest.contains('?'))
}

fn contracted_denial(told: &Told, choice: usize) -> Option<Told> {
    let denial = |word: &str| CONTRACTED.iter().find(|(plain, _)| *plain == word).map(|(_, denied)| *denied);
    let place =
        one_of(told, choice, |word, place| denial(word).is_some() && can_be_denied(&told.text, place))?;
    replaced(told, place, denial(&told.text[place.0..place.1])?)
}

fn contraction_undone(told: &Told, choice: usize) -> Option<Told> {
    let plain = |word: &str| {
        let word = word.replace('’', "'");
        CONTRACTED.iter().find(|(_, denied)| *denied == word).map(|(plain, _)| *plain)
    };
    let place = one_of(told, choice, |word, _| plain(word).is_some())?;
    replaced(told, place, plain(&told.text[place.0..place.1])?)
}

fn no_longer(told: &Told, choice: usize) -> Option<Told> {
    let verbs = ["is", "are", "will", "can", "has"];
    let place =
        one_of(told, choice, |word, place| verbs.contains(&word) && can_be_denied(&told.text, place))?;
    replaced(told, (place.1, place.1), " no longer")
}

fn fail_to(told: &Told, choice: usize) -> Option<Told> {
    let place = one_of(told, choice, |word, place| {
        let next = word_after(&told.text, place).unwrap_or_default();
        ["will", "would"].contains(&word)
            && can_be_denied(&told.text, place)
            && !["be", "have"].contains(&next)
            && !next.ends_with("ly")
    })?;
    replaced(told, (place.1, place.1), " fail to")
}

fn not_true(told: &Told, choice: usize) -> Option<Told> {
    let affirmed = is_affirmed(&told.text, (told.text.len(), told.text.len()));
    let one_clause = !told.text.trim_end_matches(['.', '”', ',']).contains(['.', ';', '?']);
    if !affirmed || !one_clause {
        return None;
    }
    framed(told, ["It is not true that", "It is untrue that", "It is not the case that"][choice % 3])
}

fn turned_digits(told: &Told, choice: usize) -> Option<Told> {
    let turned = |place| {
        let number = plain_count(&told.text, place)?;
        let turned: String = number.to_string().chars().rev().collect();
        (number > 9 && turned != number.to_string() && !turned.starts_with('0')).then_some(turned)
    };
    let place = one_of(told, choice, |_, place| turned(place).is_some())?;
    replaced(told, place, &turned(place)?)
}

fn larger_count(told: &Told, choice: usize) -> Option<Told> {
    let place = one_of(told, choice, |_, place| plain_count(&told.text, place).is_some())?;
    replaced(told, place, &(plain_count(&told.text, place)? * 3 + 4).to_string())
}

fn other_count_in_words(told: &Told, choice: usize) -> Option<Told> {
    let place = one_of(told, choice, |word, _| from_words(word).is_some())?;
    let number = from_words(&told.text[place.0..place.1])?;
    replaced(told, place, &in_words((number + 11) % 60 + 2)?)
}

fn other_decimal(told: &Told, choice: usize) -> Option<Told> {
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let place = one_of(told, choice, |word, place| {
        let rest = &told.text[place.1..];
        let fraction =
            rest.strip_prefix('.').is_some_and(|rest| rest.starts_with(|next: char| next.is_ascii_digit()));
        word.len() < 4 && digits(word) && fraction && !told.text[..place.0].ends_with('.')
    })?;
    let number: usize = told.text[place.0..place.1].parse().ok()?;
    replaced(told, place, &(number + 3).to_string())
}

fn other_fraction(told: &Told, choice: usize) -> Option<Told> {
    swapped(told, choice, &[("half", "quarter"), ("quarter", "half"), ("tenth", "fifth"), ("third", "tenth")])
}

fn other_day(told: &Told, choice: usize) -> Option<Told> {
    let found = day_of(&told.text)?;
    let day = (found.day + 6 + choice % 9) % 28 + 1;
    let month = MONTHS[found.month];
    let words = if found.month_first { format!("{month} {day}") } else { format!("{day} {month}") };
    (day != found.day).then(|| replaced(told, found.place, &words))?
}

fn other_month(told: &Told, choice: usize) -> Option<Told> {
    // "May" and "March" are verbs as well.
    let month =
        |word: &str| MONTHS.iter().position(|month| *month == word).filter(|month| ![2, 4].contains(month));
    let place = one_of(told, choice, |word, _| month(word).is_some())?;
    let other = (month(&told.text[place.0..place.1])? + 5) % 12;
    replaced(told, place, MONTHS[if [2, 4].contains(&other) { 9 } else { other }])
}

fn other_weekday(told: &Told, choice: usize) -> Option<Told> {
    const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    let day = |word: &str| DAYS.iter().position(|day| *day == word);
    let place = one_of(told, choice, |word, _| day(word).is_some())?;
    replaced(told, place, DAYS[(day(&told.text[place.0..place.1])? + 3) % 7])
}

const CALENDAR: &str = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June \
    July August September October November December I Mr Mrs Ms Dr God";

/// A name of one word inside a sentence.
fn is_name(text: &str, word: &str, place: Place) -> bool {
    let before = word_before(text, place).unwrap_or_default();
    let next = word_after(text, place).unwrap_or_default();
    word.len() > 3
        && word.starts_with(char::is_uppercase)
        && word.chars().skip(1).all(char::is_lowercase)
        && before.starts_with(char::is_lowercase)
        && !next.starts_with(char::is_uppercase)
        && !text[place.1..].starts_with(['\'', '’', '-'])
        && !CALENDAR.split(' ').any(|other| other == word)
}

fn other_person(told: &Told, choice: usize) -> Option<Told> {
    const OTHERS: [&str; 8] =
        ["Wexcombe", "Darroway", "Ilveston", "Quenby", "Torvane", "Haddlesea", "Morwick", "Pellbrook"];
    let place = one_of(told, choice, |word, place| is_name(&told.text, word, place))?;
    replaced(told, place, OTHERS[choice % OTHERS.len()])
}

fn exchanged(told: &Told, _: usize) -> Option<Told> {
    let named: Vec<Place> = words(&told.text)
        .into_iter()
        .filter(|place| is_name(&told.text, &told.text[place.0..place.1], *place))
        .collect();
    let [first, second] = *named.first_chunk()?;
    let between = &told.text[first.1..second.0];
    let (one, other) = (&told.text[first.0..first.1], &told.text[second.0..second.1]);
    // "A and B", "between A and B" say the same the other way round.
    let list = between.contains(" and ") || between.contains(" or ") || between.len() < 6;
    (one != other && !list).then(|| replaced(told, (first.0, second.1), &format!("{other}{between}{one}")))?
}

fn other_speaker(told: &Told, choice: usize) -> Option<Told> {
    const OTHERS: [&str; 5] =
        ["Bertram Quill", "Salome Havering", "Osric Tembleton", "Philippa Dunmore", "Anselm Varga"];
    let speaker = told.speaker.as_deref()?;
    let name = speaker.split(' ').count() == 2
        && speaker.split(' ').all(|word| word.starts_with(char::is_uppercase) && word.len() > 3);
    let long = words(&told.text).len() > 5;
    (name && long).then(|| Told { speaker: Some(OTHERS[choice % OTHERS.len()].to_owned()), ..told.clone() })
}

const OPPOSITES: [(&str, &str); 29] = [
    ("full", "empty"),
    ("above", "below"),
    ("inside", "outside"),
    ("succeed", "fail"),
    ("succeeded", "failed"),
    ("agree", "disagree"),
    ("remember", "forget"),
    ("include", "exclude"),
    ("hot", "cold"),
    ("alive", "dead"),
    ("victory", "defeat"),
    ("build", "demolish"),
    ("built", "demolished"),
    ("save", "waste"),
    ("faster", "slower"),
    ("longer", "shorter"),
    ("high", "low"),
    ("best", "worst"),
    ("better", "worse"),
    ("cheaper", "dearer"),
    ("expensive", "cheap"),
    ("locked", "unlocked"),
    ("trust", "distrust"),
    ("honest", "dishonest"),
    ("proud", "ashamed"),
    ("grow", "shrink"),
    ("arrive", "depart"),
    ("lawful", "unlawful"),
    ("necessary", "unnecessary"),
];

fn opposite(told: &Told, choice: usize) -> Option<Told> {
    swapped(told, choice, &OPPOSITES)
}

fn opposite_back(told: &Told, choice: usize) -> Option<Told> {
    swapped(told, choice, &turned(OPPOSITES))
}

fn probably(told: &Told, choice: usize) -> Option<Told> {
    let place = one_of(told, choice, |word, place| {
        ["will", "was", "is"].contains(&word) && can_be_denied(&told.text, place)
    })?;
    replaced(told, (place.1, place.1), [" probably", " possibly", " perhaps"][choice % 3])
}

fn possible(told: &Told, choice: usize) -> Option<Told> {
    framed(told, ["It is possible that", "It appears that", "It may be that"][choice % 3])
}

fn thought(told: &Told, choice: usize) -> Option<Told> {
    let place = one_of(told, choice, |word, place| {
        ["is", "was"].contains(&word)
            && can_be_denied(&told.text, place)
            && !word_after(&told.text, place).is_some_and(|next| next.ends_with("ing"))
    })?;
    let verb =
        if &told.text[place.0..place.1] == "is" { "is thought to be" } else { "is thought to have been" };
    replaced(told, place, verb)
}

fn other_noun(told: &Told, choice: usize) -> Option<Told> {
    const OTHERS: [&str; 6] = ["orchard", "thunder", "wardrobe", "lottery", "ransom", "quarrel"];
    if !told.text.starts_with(['“', '"', '«']) || told.text.matches(MARKS).count() != 2 {
        return None;
    }
    // A noun behind an article and before a sign or a preposition.
    let place = one_of(told, choice, |word, place| {
        let after = &told.text[place.1..];
        let ends = after.starts_with([',', '.'])
            || [" of ", " in ", " on ", " for "].iter().any(|next| after.starts_with(next));
        let article = matches!(word_before(&told.text, place), Some("the" | "a" | "our" | "this"));
        word.len() > 4 && word.chars().all(char::is_lowercase) && !word.contains('-') && ends && article
    })?;
    let new = OTHERS[choice % OTHERS.len()];
    let word = &told.text[place.0..place.1];
    let plural =
        if word.ends_with('s') && !word.ends_with("ss") { format!("{new}s") } else { new.to_owned() };
    with_text(told, format!("{}{plural}{}", &told.text[..place.0], &told.text[place.1..]))
}

const EXTENTS: [(&str, &str); 7] = [
    ("all", "some"),
    ("every", "hardly any"),
    ("everybody", "hardly anybody"),
    ("everyone", "hardly anyone"),
    ("always", "sometimes"),
    ("most", "few"),
    ("both", "neither of the"),
];

fn some_for_all(told: &Told, choice: usize) -> Option<Told> {
    // "At all", "after all" and the like are no extents.
    let edited = swapped(told, choice, &EXTENTS)?;
    let fixed =
        ["at all", "after all", "above all", "all right", "every other", "at most", "the most", "a most"];
    (!fixed.iter().any(|words| told.text.to_lowercase().contains(words))).then_some(edited)
}

fn all_for_some(told: &Told, choice: usize) -> Option<Told> {
    swapped(told, choice, &[("some", "all"), ("few", "most"), ("sometimes", "always"), ("several", "all")])
}
