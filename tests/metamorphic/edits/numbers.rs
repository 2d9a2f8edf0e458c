//! Numbers in words and digits, and days written one way and another.

use super::{Place, word_after, word_before};

const ONES: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];

const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

pub(super) const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A number from 2 to 99 in words.
pub(super) fn in_words(number: usize) -> Option<String> {
    match (number, number / 10, number % 10) {
        (2..=19, ..) => Some(ONES[number].to_owned()),
        (20..=99, tens, 0) => Some(TENS[tens - 2].to_owned()),
        (20..=99, tens, ones) => Some(format!("{}-{}", TENS[tens - 2], ONES[ones])),
        _ => None,
    }
}

/// A number from 2 to 99 that is written in words, hyphens included.
pub(super) fn from_words(word: &str) -> Option<usize> {
    (2..100).find(|number| in_words(*number).is_some_and(|words| words == word.to_lowercase()))
}

/// A plain count in digits: no year, no part of a date, a time, a sum of money, a score or a larger
/// number.
pub(super) fn plain_count(text: &str, place: Place) -> Option<usize> {
    let (before, after) = (&text[..place.0], &text[place.1..]);
    let glued = before.ends_with(['.', ',', ':', '/', '-', '–', '$', '€', '£', '#'])
        || after.starts_with(['-', '–', '/', ':', '%', '°'])
        || after.starts_with(['.', ',']) && after[1..].starts_with(|next: char| next.is_ascii_digit());
    let calendar = |word: Option<&str>| word.is_some_and(|word| word.starts_with(char::is_uppercase));
    if glued || calendar(word_after(text, place)) || calendar(word_before(text, place)) {
        return None;
    }
    text[place.0..place.1].parse().ok().filter(|number| (2..1000).contains(number))
}

/// A day and a month.
pub(super) struct Day {
    /// Where the two stand.
    pub place: Place,
    /// The day of the month.
    pub day: usize,
    /// The month, counted from 0.
    pub month: usize,
    /// True for "March 12", false for "12 March".
    pub month_first: bool,
}

/// The first day that a text names.
pub(super) fn day_of(text: &str) -> Option<Day> {
    let words = super::words(text);
    words.windows(2).find_map(|pair| {
        let (one, other) = (&text[pair[0].0..pair[0].1], &text[pair[1].0..pair[1].1]);
        let month = |word: &str| MONTHS.iter().position(|month| *month == word);
        let day = |word: &str| word.parse::<usize>().ok().filter(|day| (1..=31).contains(day));
        let place = (pair[0].0, pair[1].1);
        let adjacent = text[pair[0].1..pair[1].0] == *" ";
        match (month(one), day(one), month(other), day(other)) {
            _ if !adjacent => None,
            (Some(month), _, _, Some(day)) => Some(Day { place, day, month, month_first: true }),
            (_, Some(day), Some(month), _) => Some(Day { place, day, month, month_first: false }),
            _ => None,
        }
    })
}
