//! Edits that keep the meaning.

use super::numbers::{MONTHS, day_of, from_words, in_words, plain_count};
use super::{
    Edit, Effect, MARKS, Told, capitalised, framed, has_marks, in_small, one_of, replaced, sentences,
    swapped, turned, with_text, word_after, words,
};

pub(super) const EDITS: &[Edit] = &[
    keep("told reporters for said", 0.997, told_reporters),
    keep("according to for said", 0.996, according_to),
    keep("curly marks for others", 0.991, curly),
    keep("straight marks for others", 0.995, straight),
    keep("low German marks", 0.996, german),
    keep("angle marks with spaces", 0.995, spaced_angles),
    keep("a straight mark closes a curly one", 0.996, half_straight),
    keep("curly apostrophes", 0.984, curly_apostrophes),
    keep("a middle sentence left out", 0.7, middle_left_out),
    keep("the first sentence alone", 0.937, first_alone),
    keep("the last sentence alone", 0.961, last_alone),
    keep("counts in words", 0.966, counts_in_words),
    keep("counts in digits", 0.992, counts_in_digits),
    keep("the month before the day", 0.95, month_first),
    keep("the day before the month", 0.5, day_first),
    keep("an ordinal for the day", 0.81, ordinal_day),
    keep("a month cut short", 0.785, short_month),
    keep("per cent in two words", 0.928, percent_in_two),
    keep("a synonym", 0.91, synonym),
    keep("a synonym, the other way", 0.916, synonym_back),
    keep("a place added", 0.991, place_added),
    keep("an adverb of no weight", 0.753, adverb_added),
    keep("an opening of no weight", 0.972, opening_added),
    keep("reported speech", 0.964, reported),
    keep("soft hyphens", 0.594, soft_hyphens),
    keep("a ligature", 0.492, ligature),
    keep("a narrow no-break space", 0.998, narrow_spaces),
    keep("a gloss in brackets", 0.964, gloss),
    keep("capitals throughout", 0.95, capitals),
    keep("the speaker's initial", 0.991, initial),
    keep("the speaker's surname", 0.991, surname),
    keep("the speaker with an office", 0.891, with_office),
    keep("the speaker in capitals", 0.991, speaker_in_capitals),
];

const fn keep(name: &'static str, floor: f64, apply: fn(&Told, usize) -> Option<Told>) -> Edit {
    Edit { name, effect: Effect::Keeps, floor, apply }
}

/// Cues that say no more than that something was said.
fn has_plain_cue(told: &Told) -> bool {
    ["said", "says", "added", "told reporters", "according to", "told the Courant"]
        .iter()
        .any(|plain| told.cue.as_deref().is_some_and(|cue| cue.eq_ignore_ascii_case(plain)))
}

fn with_cue(told: &Told, cue: &str) -> Option<Told> {
    let other = !told.cue.as_deref().is_some_and(|own| own.eq_ignore_ascii_case(cue));
    (has_plain_cue(told) && other).then(|| Told { cue: Some(cue.to_owned()), ..told.clone() })
}

fn told_reporters(told: &Told, _: usize) -> Option<Told> {
    with_cue(told, "told reporters")
}

fn according_to(told: &Told, _: usize) -> Option<Told> {
    with_cue(told, "according to")
}

/// The text with each pair of its marks replaced; none where they nest or do not pair.
fn in_marks(told: &Told, open: &str, close: &str) -> Option<Told> {
    let kinds = [['“', '”'], ['"', '"'], ['«', '»']];
    let used: Vec<[char; 2]> = kinds.into_iter().filter(|kind| told.text.contains(kind[0])).collect();
    let [kind] = used[..] else { return None };
    let parts: Vec<&str> = told.text.split(kind).collect();
    if parts.len().is_multiple_of(2) {
        return None;
    }
    let mut text = String::new();
    for (index, part) in parts.iter().enumerate() {
        text.push_str(match index {
            0 => "",
            odd if odd % 2 == 1 => open,
            _ => close,
        });
        text.push_str(if index % 2 == 1 { part.trim() } else { part });
    }
    with_text(told, text)
}

fn curly(told: &Told, _: usize) -> Option<Told> {
    in_marks(told, "“", "”")
}

fn straight(told: &Told, _: usize) -> Option<Told> {
    in_marks(told, "\"", "\"")
}

fn german(told: &Told, _: usize) -> Option<Told> {
    in_marks(told, "„", "“")
}

fn spaced_angles(told: &Told, _: usize) -> Option<Told> {
    in_marks(told, "« ", " »")
}

fn half_straight(told: &Told, _: usize) -> Option<Told> {
    in_marks(told, "“", "\"")
}

fn curly_apostrophes(told: &Told, _: usize) -> Option<Told> {
    let letters: Vec<char> = told.text.chars().collect();
    let inside = |at: usize| {
        let letter = |at: usize| letters.get(at).is_some_and(|letter| letter.is_alphabetic());
        at > 0 && letter(at - 1) && letter(at + 1)
    };
    let change = |(at, letter): (usize, &char)| if *letter == '\'' && inside(at) { '’' } else { *letter };
    with_text(told, letters.iter().enumerate().map(change).collect())
}

fn middle_left_out(told: &Told, choice: usize) -> Option<Told> {
    let all = sentences(&told.text);
    if all.len() < 3 {
        return None;
    }
    let (start, end) = all[1 + choice % (all.len() - 2)];
    // Marks that open or close in the middle stay out of it.
    if told.text[start..end].contains(MARKS) {
        return None;
    }
    replaced(told, (start, end), "...")
}

/// One sentence of several, with the marks around it.
fn alone(told: &Told, which: impl Fn(usize) -> usize) -> Option<Told> {
    let all = sentences(&told.text);
    if all.len() < 2 {
        return None;
    }
    let (start, end) = all[which(all.len())];
    let words = told.text[start..end].trim_matches(|letter| MARKS.contains(&letter) || letter == ' ');
    if words.split(' ').count() < 7 || words.contains(MARKS) {
        return None;
    }
    with_text(told, if has_marks(told) { format!("“{words}”") } else { words.to_owned() })
}

fn first_alone(told: &Told, _: usize) -> Option<Told> {
    alone(told, |_| 0)
}

fn last_alone(told: &Told, _: usize) -> Option<Told> {
    alone(told, |count| count - 1)
}

fn counts_in_words(told: &Told, choice: usize) -> Option<Told> {
    let count = |place| plain_count(&told.text, place).and_then(in_words);
    let place = one_of(told, choice, |_, place| count(place).is_some())?;
    replaced(told, place, &count(place)?)
}

fn counts_in_digits(told: &Told, choice: usize) -> Option<Told> {
    // "One" is a pronoun too often; "seven to two" and "a hundred and ten" are more than a word.
    let alone = |place| {
        let larger = "hundred thousand million billion and to half percent";
        let next = word_after(&told.text, place).unwrap_or_default();
        !larger.split(' ').any(|word| word == next)
            && !told.text[..place.0].trim_end().ends_with(" and")
            && !told.text[..place.0].trim_end().ends_with("hundred")
    };
    let place = one_of(told, choice, |word, place| from_words(word).is_some() && alone(place))?;
    replaced(told, place, &from_words(&told.text[place.0..place.1])?.to_string())
}

fn month_first(told: &Told, _: usize) -> Option<Told> {
    let found = day_of(&told.text).filter(|found| !found.month_first)?;
    replaced(told, found.place, &format!("{} {}", MONTHS[found.month], found.day))
}

fn day_first(told: &Told, _: usize) -> Option<Told> {
    let found = day_of(&told.text).filter(|found| found.month_first)?;
    replaced(told, found.place, &format!("{} {}", found.day, MONTHS[found.month]))
}

fn ordinal_day(told: &Told, _: usize) -> Option<Told> {
    let found = day_of(&told.text)?;
    let ending = match (found.day % 10, found.day / 10) {
        (_, 1) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    let the = if told.text[..found.place.0].ends_with("the ") { "" } else { "the " };
    replaced(told, found.place, &format!("{the}{}{ending} of {}", found.day, MONTHS[found.month]))
}

fn short_month(told: &Told, _: usize) -> Option<Told> {
    let found = day_of(&told.text).filter(|found| MONTHS[found.month].len() > 4)?;
    replaced(told, found.place, &format!("{} {}.", found.day, &MONTHS[found.month][..3]))
}

fn percent_in_two(told: &Told, _: usize) -> Option<Told> {
    let text = told.text.replace(" per cent", " percent");
    with_text(told, if text == told.text { told.text.replace(" percent", " per cent") } else { text })
}

const SYNONYMS: [(&str, &str); 33] = [
    ("ended", "finished"),
    ("repair", "fix"),
    ("repaired", "fixed"),
    ("often", "frequently"),
    ("try", "attempt"),
    ("tried", "attempted"),
    ("entire", "whole"),
    ("ill", "sick"),
    ("happen", "occur"),
    ("happened", "occurred"),
    ("shop", "store"),
    ("shops", "stores"),
    ("enough", "sufficient"),
    ("maybe", "perhaps"),
    ("choose", "pick"),
    ("quickly", "rapidly"),
    ("car", "vehicle"),
    ("cars", "vehicles"),
    ("film", "movie"),
    ("hurt", "injured"),
    ("residents", "inhabitants"),
    ("show", "demonstrate"),
    ("shows", "demonstrates"),
    ("money", "funds"),
    ("paintings", "pictures"),
    ("immediately", "instantly"),
    ("speak", "talk"),
    ("required", "needed"),
    ("searched", "combed"),
    ("ship", "vessel"),
    ("boats", "vessels"),
    ("homes", "houses"),
    ("nobody", "no-one"),
];

fn synonym(told: &Told, choice: usize) -> Option<Told> {
    swapped(told, choice, &SYNONYMS)
}

fn synonym_back(told: &Told, choice: usize) -> Option<Told> {
    swapped(told, choice, &turned(SYNONYMS))
}

/// Words put before the sign that ends the statement.
fn added(told: &Told, words: &str) -> Option<Told> {
    let end = told.text.trim_end_matches([' ', '.', ',', '!', '?', '”', '"', '»', '’', '\'']).len();
    replaced(told, (end, end), words)
}

fn place_added(told: &Told, choice: usize) -> Option<Told> {
    added(
        told,
        [" in this part of the country", " here by the water", " in our corner of the world"][choice % 3],
    )
}

fn adverb_added(told: &Told, choice: usize) -> Option<Told> {
    let place = one_of(told, choice, |word, place| {
        ["is", "are", "was", "were", "will", "has", "have"].contains(&word)
            && word_after(&told.text, place)
                .is_some_and(|next| next.starts_with(char::is_lowercase) && next != "not")
    })?;
    replaced(told, (place.1, place.1), [" of course", " indeed", " simply"][choice % 3])
}

fn opening_added(told: &Told, choice: usize) -> Option<Told> {
    framed(told, ["Well,", "To be clear,", "As you know,", "Let me say this:"][choice % 4])
}

/// What was said in the first person, told in the third.
fn reported(told: &Told, choice: usize) -> Option<Told> {
    let [he, him, his] = [["he", "him", "his"], ["she", "her", "her"]][choice % 2];
    let inside = told.text.strip_prefix('“')?.strip_suffix('”')?;
    let own = ["we", "our", "us", "i", "my", "me"];
    let is_own = |word: &str| own.contains(&word.to_lowercase().as_str());
    let has_own = words(inside).into_iter().any(|place| is_own(&inside[place.0..place.1]));
    if !has_own || inside.contains(['“', '‘', '?']) || sentences(inside).len() > 1 || inside.contains('’')
    {
        return None;
    }
    let (mut text, mut from) = (String::from("that "), 0);
    for (index, place) in words(inside).into_iter().enumerate() {
        let word = &inside[place.0..place.1];
        let new = match word.to_lowercase().as_str() {
            "we" => "they",
            "our" => "their",
            "us" => "them",
            "i" => he,
            "my" => his,
            "me" => him,
            "will" => "would",
            "can" => "could",
            "is" | "am" => "was",
            "are" => "were",
            "have" => "had",
            _ if index == 0 => &in_small(word),
            _ => word,
        };
        text.push_str(&inside[from..place.0]);
        text.push_str(new);
        from = place.1;
    }
    text.push_str(inside[from..].trim_end_matches(['.', ',']));
    with_text(told, text)
}

fn soft_hyphens(told: &Told, choice: usize) -> Option<Told> {
    let place = one_of(told, choice, |word, _| word.len() > 6 && word.is_ascii())?;
    let middle = place.0 + (place.1 - place.0) / 2;
    replaced(told, (middle, middle), "\u{ad}")
}

fn ligature(told: &Told, _: usize) -> Option<Told> {
    with_text(told, told.text.replace("fi", "ﬁ").replace("fl", "ﬂ"))
}

fn narrow_spaces(told: &Told, choice: usize) -> Option<Told> {
    let spaces: Vec<usize> = told.text.match_indices(' ').map(|(at, _)| at).collect();
    let at = *spaces.get(choice % spaces.len().max(1))?;
    replaced(told, (at, at + 1), "\u{202f}")
}

/// "We" explained as an editor does it.
fn gloss(told: &Told, choice: usize) -> Option<Told> {
    let place = one_of(told, choice, |word, place| word == "We" && told.text[..place.0].ends_with(MARKS))?;
    replaced(told, place, "[We]")
}

fn capitals(told: &Told, _: usize) -> Option<Told> {
    with_text(told, told.text.to_uppercase())
}

/// First name and surname of the speaker.
fn two_names(told: &Told) -> Option<(&str, &str)> {
    let (first, last) = told.speaker.as_deref()?.split_once(' ')?;
    let name = |word: &str| word.starts_with(char::is_uppercase) && word.chars().all(char::is_alphabetic);
    (name(first) && name(last) && !["The", "A"].contains(&first)).then_some((first, last))
}

fn by(told: &Told, speaker: String) -> Option<Told> {
    (told.speaker.as_ref() != Some(&speaker)).then(|| Told { speaker: Some(speaker), ..told.clone() })
}

fn initial(told: &Told, _: usize) -> Option<Told> {
    let (first, last) = two_names(told)?;
    by(told, format!("{}. {last}", first.chars().next()?))
}

fn surname(told: &Told, _: usize) -> Option<Told> {
    by(told, two_names(told)?.1.to_owned())
}

fn with_office(told: &Told, choice: usize) -> Option<Told> {
    let (first, last) = two_names(told)?;
    let office = ["Councillor", "Inspector", "Director", "Judge"][choice % 4];
    by(told, capitalised(&format!("{office} {first} {last}")))
}

fn speaker_in_capitals(told: &Told, _: usize) -> Option<Told> {
    two_names(told)?;
    by(told, told.speaker.as_deref()?.to_uppercase())
}
