//! The grammar of numbers, over raw text at the place where a number may begin.

use nom::branch::alt;
use nom::bytes::complete::{tag, tag_no_case, take_while, take_while1};
use nom::character::complete::{alpha1, char, digit1, one_of, satisfy};
use nom::combinator::{map_opt, not, opt, peek, recognize, value, verify};
use nom::multi::many0;
use nom::sequence::{pair, preceded, terminated};
use nom::{IResult, Parser};

use super::{Bound, Quantity, Unit};

/// A number with what belongs to it: bound, currency, scale, unit.
pub(super) fn quantity(text: &str) -> IResult<&str, Quantity> {
    let digits = text.starts_with(|letter: char| letter.is_ascii_digit());
    let (text, bound) = if digits { (text, None) } else { opt(terminated(bound, spaces)).parse(text)? };
    let (text, mut found) = alt((clock, share, ordinal, money, measured)).parse(text)?;
    found.bound = bound.unwrap_or(Bound::Exact);
    let (text, after) = opt(preceded(spaces, bound_after)).parse(text)?;
    found.bound = after.unwrap_or(found.bound);
    Ok((text, found))
}

/// "more than", "about", "at least" before a figure.
fn bound(text: &str) -> IResult<&str, Bound> {
    alt((
        value(
            Bound::AtLeast,
            alt((
                phrase("more than"),
                phrase("at least"),
                phrase("upwards of"),
                phrase("over"),
                phrase("above"),
                phrase("exceeding"),
            )),
        ),
        value(
            Bound::AtLeast,
            alt((
                phrase("greater than"),
                phrase("higher than"),
                phrase("no fewer than"),
                phrase("no less than"),
                phrase("well over"),
            )),
        ),
        value(
            Bound::AtMost,
            alt((
                phrase("fewer than"),
                phrase("less than"),
                phrase("at most"),
                phrase("up to"),
                phrase("as many as"),
                phrase("as much as"),
            )),
        ),
        value(Bound::AtMost, alt((phrase("no more than"), phrase("under"), phrase("below")))),
        value(
            Bound::About,
            alt((
                phrase("about"),
                phrase("around"),
                phrase("approximately"),
                phrase("roughly"),
                phrase("some"),
                phrase("an estimated"),
            )),
        ),
        value(
            Bound::Nearly,
            alt((
                phrase("nearly"),
                phrase("almost"),
                phrase("close to"),
                phrase("just under"),
                phrase("just over"),
            )),
        ),
    ))
    .parse(text)
}

/// "or more", "or so" after a figure.
fn bound_after(text: &str) -> IResult<&str, Bound> {
    alt((
        value(
            Bound::AtLeast,
            alt((phrase("or more"), phrase("or higher"), phrase("or above"), phrase("and counting"))),
        ),
        value(Bound::AtMost, alt((phrase("or less"), phrase("or fewer"), phrase("or below")))),
        value(Bound::About, alt((phrase("or so"), phrase("give or take")))),
    ))
    .parse(text)
}

/// "$3.5 million", "£20", "€1bn".
fn money(text: &str) -> IResult<&str, Quantity> {
    let (text, _) = opt(alt((tag("US"), tag("A"), tag("C"), tag("NZ"), tag("HK"), tag("S")))).parse(text)?;
    let (text, unit) = map_opt(satisfy(|letter| "$£€¥₹".contains(letter)), |sign| {
        Some(match sign {
            '$' => Unit::Dollar,
            '£' => Unit::Pound,
            '€' => Unit::Euro,
            _ => Unit::Money,
        })
    })
    .parse(text)?;
    let (text, _) = spaces(text)?;
    let (text, (low, high)) = span(text)?;
    let (text, _) = opt(pair(gap, alt((word("dollars"), word("pounds"), word("euros"))))).parse(text)?;
    Ok((text, exact(low, high, unit)))
}

/// A figure or a range of figures, with the unit that follows.
fn measured(text: &str) -> IResult<&str, Quantity> {
    let (text, (low, high)) = span(text)?;
    let (text, found) = opt(preceded(opt(gap), unit)).parse(text)?;
    let (unit, factor) = found.unwrap_or((Unit::Count, 1.0));
    Ok((text, exact(low * factor, high * factor, unit)))
}

fn exact(low: f64, high: f64, unit: Unit) -> Quantity {
    Quantity { low, high, unit, bound: Bound::Exact }
}

/// "14 to 21", "two or three", "between 5 and 7", or a single figure.
fn span(text: &str) -> IResult<&str, (f64, f64)> {
    let (text, between) = opt(terminated(phrase("between"), spaces)).parse(text)?;
    let (text, (low, low_scale)) = figure(text)?;
    let joint = |text| {
        let (text, _) = alt((
            value((), one_of("-–—")),
            value((), (spaces, alt((word("to"), word("or"))), spaces)),
            value((), verify((spaces, word("and"), spaces), |_| between.is_some())),
        ))
        .parse(text)?;
        let (text, _) = opt(one_of("$£€")).parse(text)?;
        figure(text)
    };
    let low_own = low * low_scale;
    if let Ok((rest, (high, high_scale))) = joint(text) {
        // In "2 to 3 million" the scale counts for both ends.
        let low_scale = if low_scale == 1.0 && low < high { high_scale } else { low_scale };
        let (low, high) = (low * low_scale, high * high_scale);
        if low < high && high <= 20.0 * low {
            return Ok((rest, (low, high)));
        }
    }
    Ok((text, (low_own, low_own)))
}

/// A figure in digits or words, and its scale.
fn figure(text: &str) -> IResult<&str, (f64, f64)> {
    if let Ok((text, number)) = compound(text) {
        return Ok((text, (number, 1.0)));
    }
    let (text, number) = alt((decimal, spelled, article_before_scale)).parse(text)?;
    let (text, scales) = many0(preceded(opt(gap), scale)).parse(text)?;
    let letter_ok = scales.is_empty();
    let (text, letters) =
        opt(verify(opt(gap).and(short_scale).map(|(_, scale)| scale), |_| letter_ok)).parse(text)?;
    not(satisfy(|letter: char| letter.is_ascii_digit())).parse(text)?;
    Ok((text, (number, scales.iter().product::<f64>() * letters.unwrap_or(1.0))))
}

/// "one million two hundred thousand", "three thousand five hundred": parts in words, each of a smaller
/// scale than the one before.
fn compound(text: &str) -> IResult<&str, f64> {
    let part = |text| pair(spelled, opt(preceded(gap, scale))).parse(text);
    let (mut text, (number, first)) = part(text)?;
    let mut least = first.unwrap_or(1.0);
    let mut sum = number * least;
    let mut parts = 1;
    while least > 100.0
        && let Ok((rest, (number, scale))) = preceded((opt((spaces, word("and"))), gap), part).parse(text)
        && number * scale.unwrap_or(1.0) < least
    {
        least = scale.unwrap_or(1.0);
        sum += number * least;
        text = rest;
        parts += 1;
    }
    if parts > 1 {
        Ok((text, sum))
    } else {
        Err(nom::Err::Error(nom::error::Error::new(text, nom::error::ErrorKind::Verify)))
    }
}

/// "1,200.5"
fn decimal(text: &str) -> IResult<&str, f64> {
    let group = preceded(char(','), verify(digit1, |digits: &str| digits.len() == 3));
    let whole = recognize((digit1, many0(group)));
    let fraction = opt(preceded(char('.'), digit1));
    let (rest, _) = (whole, fraction).parse(text)?;
    let mut number: f64 = 0.0;
    let mut place: f64 = 0.0;
    for byte in text.as_bytes()[..text.len() - rest.len()].iter() {
        match byte {
            b'.' => place = 1.0,
            b'0'..=b'9' => {
                number = number * 10.0 + f64::from(byte - b'0');
                place *= 10.0;
            }
            _ => {}
        }
    }
    Ok((rest, if place > 1.0 { number / place } else { number }))
}

/// "twenty-five", "two hundred and ten", "a dozen" without its scale words.
fn spelled(text: &str) -> IResult<&str, f64> {
    let (text, below) = below_hundred(text)?;
    let Ok((text, _)) = preceded(gap, word("hundred")).parse(text) else { return Ok((text, below)) };
    // "one hundred two hundred" are two numbers.
    let rest = terminated(below_hundred, not((gap, word("hundred"))));
    let (text, more) = opt(preceded((opt((spaces, word("and"))), gap), rest)).parse(text)?;
    Ok((text, 100.0 * below + more.unwrap_or(0.0)))
}

/// "five", "twenty-five".
fn below_hundred(text: &str) -> IResult<&str, f64> {
    let (text, first) = map_opt(alpha1, small_number).parse(text)?;
    if first >= 20.0
        && let Ok((rest, units)) = preceded(gap, map_opt(alpha1, small_number)).parse(text)
        && units < 10.0
    {
        return Ok((rest, first + units));
    }
    Ok((text, first))
}

/// The "a" of "a dozen" and "a million".
fn article_before_scale(text: &str) -> IResult<&str, f64> {
    let (text, number) =
        alt((value(0.5, phrase("half a")), value(1.0, word("an")), value(1.0, word("a")))).parse(text)?;
    peek(preceded(gap, scale)).parse(text)?;
    Ok((text, number))
}

/// "one in five", "two thirds", "half", "nine out of ten".
fn share(text: &str) -> IResult<&str, Quantity> {
    alt((one_in_many, fraction)).parse(text)
}

fn one_in_many(text: &str) -> IResult<&str, Quantity> {
    let (text, (part, _)) = figure(text)?;
    let (text, _) =
        (spaces, alt((phrase("out of every"), phrase("out of"), phrase("in every"), phrase("in"))), spaces)
            .parse(text)?;
    let (text, (whole, scale)) = figure(text)?;
    let whole = whole * scale;
    if part < whole
        && whole <= 1000.0
        && whole.fract() == 0.0
        && (part == 1.0 || whole <= 20.0 || whole == 100.0)
    {
        return Ok((text, exact(100.0 * part / whole, 100.0 * part / whole, Unit::Percent)));
    }
    Err(nom::Err::Error(nom::error::Error::new(text, nom::error::ErrorKind::Verify)))
}

fn fraction(text: &str) -> IResult<&str, Quantity> {
    let (text, number) = alt((
        terminated(alt((word("a").map(|_| 1.0), map_opt(alpha1, small_number))), gap)
            .and(map_opt(alpha1, part_name))
            .map(|(count, part)| count * part),
        terminated(word("half"), not((gap, word("a")))).map(|_| 0.5),
    ))
    .parse(text)?;
    let (text, _) = opt((spaces, phrase("of"))).parse(text).map(|(_, found)| (text, found))?;
    Ok((text, exact(100.0 * number, 100.0 * number, Unit::Percent)))
}

fn part_name(name: &str) -> Option<f64> {
    Some(match name {
        "half" | "halves" => 0.5,
        "third" | "thirds" => 1.0 / 3.0,
        "quarter" | "quarters" => 0.25,
        "fifth" | "fifths" => 0.2,
        "tenth" | "tenths" => 0.1,
        _ => return None,
    })
}

/// "first", "21st".
fn ordinal(text: &str) -> IResult<&str, Quantity> {
    let written = terminated(decimal, (alt((tag("st"), tag("nd"), tag("rd"), tag("th"))), end_of_word));
    let named = map_opt(alpha1, |name: &str| {
        let rank =
            ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
        rank.iter().position(|word| word.eq_ignore_ascii_case(name)).map(|place| place as f64 + 1.0)
    });
    let (text, rank) = alt((written, named)).parse(text)?;
    Ok((text, exact(rank, rank, Unit::Rank)))
}

/// "3 a.m.", "3:30 pm", "3.30pm", "15:30", "three in the morning", "noon".
fn clock(text: &str) -> IResult<&str, Quantity> {
    let named = alt((value(720.0, word("noon")), value(0.0, word("midnight"))));
    let (text, minutes) = alt((named, hour, hour_of_day)).parse(text)?;
    Ok((text, exact(minutes, minutes, Unit::Clock)))
}

fn hour(text: &str) -> IResult<&str, f64> {
    let digits = map_opt(digit1, |digits: &str| digits.parse().ok().filter(|_| digits.len() <= 2));
    let (text, hour) = alt((digits, map_opt(alpha1, small_number))).parse(text)?;
    let (text, minutes) = opt(preceded(one_of(":."), two_digits)).parse(text)?;
    let (text, _) = opt((spaces, phrase("o'clock"))).parse(text)?;
    let (text, _) = opt(gap).parse(text)?;
    let morning = alt((phrase("a.m."), phrase("a.m"), phrase("am"), phrase("in the morning")));
    let evening = alt((
        phrase("p.m."),
        phrase("p.m"),
        phrase("pm"),
        phrase("in the afternoon"),
        phrase("in the evening"),
        phrase("at night"),
    ));
    let (text, late) = alt((value(false, morning), value(true, evening))).parse(text)?;
    let hour = if hour >= 12.0 { hour - 12.0 } else { hour };
    Ok((text, 60.0 * (hour + if late { 12.0 } else { 0.0 }) + minutes.unwrap_or(0.0)))
}

/// "19:42", "07:42": of "7:42" nobody knows which half of the day is meant, and "19.42" is any number.
fn hour_of_day(text: &str) -> IResult<&str, f64> {
    let is_of_day = |hour: &f64| (13.0..24.0).contains(hour) || *hour < 10.0;
    let is_of_hour = |minutes: &f64| *minutes < 60.0;
    let (text, hour) = terminated(verify(two_digits, is_of_day), char(':')).parse(text)?;
    let (text, minutes) = terminated(verify(two_digits, is_of_hour), end_of_word).parse(text)?;
    // With seconds it is what a race took; in another zone the same moment has another time.
    let (text, ()) = not(pair(one_of(":."), digit1)).parse(text)?;
    let zone = verify(alpha1, |name: &str| ZONES.contains(&name));
    let (text, ()) = not((spaces, opt(char('(')), zone)).parse(text)?;
    Ok((text, 60.0 * hour + minutes))
}

const ZONES: [&str; 14] =
    ["GMT", "UTC", "BST", "CET", "CEST", "EET", "EST", "EDT", "ET", "IST", "PST", "PDT", "PT", "local"];

fn two_digits(text: &str) -> IResult<&str, f64> {
    map_opt(digit1, |digits: &str| digits.parse().ok().filter(|_| digits.len() == 2)).parse(text)
}

/// The unit behind a figure, and what one of it is worth in the base unit.
fn unit(text: &str) -> IResult<&str, (Unit, f64)> {
    if let Some(rest) = text.strip_prefix('%') {
        return Ok((rest, (Unit::Percent, 1.0)));
    }
    if let Ok((rest, _)) =
        alt((phrase("percentage points"), phrase("percentage point"), phrase("per cent"))).parse(text)
    {
        let unit = if text[..text.len() - rest.len()].to_ascii_lowercase().contains("point") {
            Unit::Points
        } else {
            Unit::Percent
        };
        return Ok((rest, (unit, 1.0)));
    }
    let (rest, name) = alpha1(text)?;
    let name = name.to_ascii_lowercase();
    let found = match name.as_str() {
        "percent" | "pct" => (Unit::Percent, 1.0),
        "points" | "point" => (Unit::Points, 1.0),
        "dollar" | "dollars" => (Unit::Dollar, 1.0),
        "cent" | "cents" => (Unit::Dollar, 0.01),
        "euro" | "euros" => (Unit::Euro, 1.0),
        "minute" | "minutes" | "min" | "mins" => (Unit::Time, 1.0 / 1440.0),
        "hour" | "hours" | "hrs" => (Unit::Time, 1.0 / 24.0),
        "day" | "days" => (Unit::Time, 1.0),
        "week" | "weeks" => (Unit::Time, 7.0),
        "month" | "months" => (Unit::Time, 30.4),
        "year" | "years" | "yr" | "yrs" => (Unit::Time, 365.25),
        "decade" | "decades" => (Unit::Time, 3652.5),
        "times" => (Unit::Times, 1.0),
        "meters" | "metres" | "meter" | "metre" => (Unit::Length, 1.0),
        "kilometers" | "kilometres" | "kilometer" | "kilometre" | "km" | "kms" => (Unit::Length, 1000.0),
        "mile" | "miles" => (Unit::Length, 1609.0),
        "foot" | "feet" | "ft" => (Unit::Length, 0.3048),
        "kilograms" | "kilogram" | "kilos" | "kg" => (Unit::Weight, 1.0),
        "ton" | "tons" | "tonne" | "tonnes" => (Unit::Weight, 1000.0),
        _ => return Err(nom::Err::Error(nom::error::Error::new(text, nom::error::ErrorKind::Tag))),
    };
    let (rest, _) = opt((char('-'), word("old"))).parse(rest)?;
    Ok((rest, found))
}

fn scale(text: &str) -> IResult<&str, f64> {
    map_opt(alpha1, |name: &str| {
        Some(match name.to_ascii_lowercase().as_str() {
            "dozen" => 12.0,
            "hundred" => 1e2,
            "thousand" => 1e3,
            "million" | "mn" => 1e6,
            "billion" | "bn" => 1e9,
            "trillion" | "tn" => 1e12,
            _ => return None,
        })
    })
    .parse(text)
}

/// "m", "k", "b" glued to or just behind digits.
fn short_scale(text: &str) -> IResult<&str, f64> {
    terminated(
        alt((value(1e3, one_of("kK")), value(1e6, one_of("mM")), value(1e9, one_of("bB")))),
        end_of_word,
    )
    .parse(text)
}

fn small_number(name: &str) -> Option<f64> {
    const NAMES: [&str; 20] = [
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
    if !(3..=9).contains(&name.len()) {
        return None;
    }
    if let Some(found) = NAMES.iter().position(|word| word.eq_ignore_ascii_case(name)) {
        return Some(found as f64);
    }
    TENS.iter().position(|word| word.eq_ignore_ascii_case(name)).map(|place| 10.0 * (place as f64 + 2.0))
}

fn spaces(text: &str) -> IResult<&str, &str> {
    take_while(char::is_whitespace).parse(text)
}

/// A space or a hyphen between the parts of a number.
fn gap(text: &str) -> IResult<&str, &str> {
    alt((tag("-"), take_while1(char::is_whitespace))).parse(text)
}

fn end_of_word(text: &str) -> IResult<&str, ()> {
    not(satisfy(|letter: char| letter.is_alphanumeric())).parse(text)
}

/// One whole word, in any case.
fn word<'a>(
    name: &'static str,
) -> impl Parser<&'a str, Output = &'a str, Error = nom::error::Error<&'a str>> {
    verify(alpha1, move |found: &str| found.eq_ignore_ascii_case(name))
}

/// Several words, in any case and with any space between them, ending at a word's end.
fn phrase<'a>(name: &'static str) -> impl Parser<&'a str, Output = (), Error = nom::error::Error<&'a str>> {
    move |text: &'a str| {
        let mut rest = text;
        for (place, part) in name.split(' ').enumerate() {
            if place > 0 {
                (rest, _) = take_while1(char::is_whitespace).parse(rest)?;
            }
            (rest, _) = tag_no_case(part).parse(rest)?;
        }
        let (rest, ()) = end_of_word(rest)?;
        Ok((rest, ()))
    }
}
