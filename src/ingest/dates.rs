//! What day a date means.
//!
//! Dates as outlets and archives write them come in, a civil day goes out. The day is the one
//! written: no time zone is applied. `03/04/2025` is refused, since it means two days.

use jiff::civil::Date;
use nom::branch::alt;
use nom::bytes::complete::{tag_no_case, take_while_m_n};
use nom::character::complete::{alpha1, char, one_of};
use nom::combinator::{map_res, opt, verify};
use nom::sequence::terminated;
use nom::{IResult, Parser};

/// What a text that should be a date turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// A day.
    Day(Date),
    /// Two days at once: day and month could change places.
    Ambiguous,
    /// No date.
    None,
}

/// Reads a text that is a date, perhaps with a time behind it.
pub(super) fn read_date(text: &str) -> Reading {
    if let Some(day) = epoch(text.trim()) {
        return Reading::Day(day);
    }
    match any_date(text.trim()) {
        Ok((rest, reading)) if is_time(rest) => reading,
        _ => Reading::None,
    }
}

/// Seconds or milliseconds since 1970, by ten or thirteen figures; the day is that of Greenwich.
fn epoch(text: &str) -> Option<Date> {
    let seconds = match text.len() {
        10 => text.parse::<u32>().ok()?.into(),
        13 => i64::try_from(text.parse::<u64>().ok()? / 1000).ok()?,
        _ => return None,
    };
    let time = jiff::Timestamp::from_second(seconds).ok()?;
    Some(time.to_zoned(jiff::tz::TimeZone::UTC).date())
}

fn any_date(text: &str) -> IResult<&str, Reading> {
    let (text, _) = opt(weekday).parse(text)?;
    alt((year_first, day_first, month_first, in_figures)).parse(text)
}

/// `2013-07-10`, `2013/07/10`, `20130710`.
fn year_first(text: &str) -> IResult<&str, Reading> {
    let (text, year) = year(text)?;
    let (text, separator) = opt(one_of("-/.")).parse(text)?;
    let (text, month) = take_number(text, if separator.is_some() { 1 } else { 2 })?;
    let (text, _) = match separator {
        Some(separator) => char(separator).parse(text)?,
        None => (text, ' '),
    };
    let (text, day) = take_number(text, if separator.is_some() { 1 } else { 2 })?;
    Ok((text, day_of(year, month, day)))
}

/// `10 July 2013`, `10th of July, 2013`, `10-Jul-2013`.
fn day_first(text: &str) -> IResult<&str, Reading> {
    let (text, day) = day(text)?;
    let (text, _) = separator(text)?;
    let (text, _) = opt(terminated(tag_no_case("of"), separator)).parse(text)?;
    let (text, month) = month_name(text)?;
    let (text, _) = separator(text)?;
    let (text, year) = year(text)?;
    Ok((text, day_of(year, month, day)))
}

/// `July 10, 2013`, `Jul. 10th 2013`.
fn month_first(text: &str) -> IResult<&str, Reading> {
    let (text, month) = month_name(text)?;
    let (text, _) = separator(text)?;
    let (text, day) = day(text)?;
    let (text, _) = separator(text)?;
    let (text, year) = year(text)?;
    Ok((text, day_of(year, month, day)))
}

/// `01/22/2025`, `22.1.2025`: only where one of the two numbers can be no month.
fn in_figures(text: &str) -> IResult<&str, Reading> {
    let (text, first) = take_number(text, 1)?;
    let (text, separator) = one_of("/.-").parse(text)?;
    let (text, second) = take_number(text, 1)?;
    let (text, _) = char(separator).parse(text)?;
    let (text, year) = year(text)?;
    let reading = match (first, second) {
        (13.., _) => day_of(year, second, first),
        (_, 13..) => day_of(year, first, second),
        // German and Russian dates with dots are always day first.
        _ if separator == '.' || first == second => day_of(year, second, first),
        _ => Reading::Ambiguous,
    };
    Ok((text, reading))
}

fn day_of(year: u16, month: u16, day: u16) -> Reading {
    let date = Date::new(year as i16, month.min(99) as i8, day.min(99) as i8);
    date.map_or(Reading::None, Reading::Day)
}

fn year(text: &str) -> IResult<&str, u16> {
    verify(take_digits(4, 4), |year| (1600..2200).contains(year)).parse(text)
}

fn day(text: &str) -> IResult<&str, u16> {
    let ordinal = alt((tag_no_case("st"), tag_no_case("nd"), tag_no_case("rd"), tag_no_case("th")));
    terminated(take_digits(1, 2), opt(ordinal)).parse(text)
}

fn take_number(text: &str, least: usize) -> IResult<&str, u16> {
    take_digits(least, 2).parse(text)
}

fn take_digits<'a>(
    least: usize,
    most: usize,
) -> impl Parser<&'a str, Output = u16, Error = nom::error::Error<&'a str>> {
    let digits = take_while_m_n(least, most, |sign: char| sign.is_ascii_digit());
    map_res(digits, str::parse::<u16>)
}

/// White space, commas, dots and hyphens between the parts of a date.
fn separator(text: &str) -> IResult<&str, &str> {
    take_while_m_n(1, 3, |sign: char| sign.is_whitespace() || matches!(sign, ',' | '.' | '-')).parse(text)
}

fn weekday(text: &str) -> IResult<&str, &str> {
    let is_weekday = |word: &&str| {
        let word = word.to_ascii_lowercase();
        ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].iter().any(|day| word.starts_with(day))
            && (word.len() <= 4 || word.ends_with("day"))
    };
    terminated(verify(alpha1, is_weekday), separator).parse(text)
}

fn month_name(text: &str) -> IResult<&str, u16> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let (rest, word) = alpha1(text)?;
    let word = word.to_ascii_lowercase();
    let place = MONTHS.iter().position(|&name| {
        name == word
            || (name.starts_with(&word) && word.len() == 3)
            || (name == "september" && word == "sept")
    });
    match place {
        Some(place) => Ok((rest, place as u16 + 1)),
        None => Err(nom::Err::Error(nom::error::Error::new(text, nom::error::ErrorKind::Alpha))),
    }
}

/// True when nothing but a time of day, with its zone, stands in the text.
fn is_time(text: &str) -> bool {
    if text.is_empty() {
        return true;
    }
    let begins_well =
        text.starts_with(['T', ',', '|', '-', '.', '–', '—']) || text.starts_with(char::is_whitespace);
    let is_time_word = |word: &str| {
        let word =
            word.trim_matches(|sign: char| matches!(sign, '.' | ',' | '(' | ')' | '|' | '-' | '–' | '—'));
        word.is_empty()
            || word.starts_with(|sign: char| sign.is_ascii_digit() || matches!(sign, 'T' | '+'))
            || ["at", "am", "pm", "a.m", "p.m", "noon"].iter().any(|known| word.eq_ignore_ascii_case(known))
            || (word.len() <= 5 && word.bytes().all(|byte| byte.is_ascii_uppercase()))
    };
    begins_well && text.len() < 40 && text.split_whitespace().all(is_time_word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let shown = match read_date(text) {
            Reading::Day(date) => date.to_string(),
            Reading::Ambiguous => "ambiguous".to_owned(),
            Reading::None => "none".to_owned(),
        };
        assert_eq!(shown, expected, "{text}");
    }

    #[test]
    fn dates_as_outlets_write_them() {
        check("2031-03-12", "2031-03-12");
        check("2031-03-12T09:30:00Z", "2031-03-12");
        check("2031-03-12T09:30:00.000+02:00", "2031-03-12");
        check("2031-03-12 09:30:00 UTC", "2031-03-12");
        check("20310312", "2031-03-12");
        check("12 March 2031", "2031-03-12");
        check("12th of March, 2031", "2031-03-12");
        check("March 12, 2031", "2031-03-12");
        check("Mar. 12, 2031 at 9:30 a.m. ET", "2031-03-12");
        check("Wednesday, March 12, 2031", "2031-03-12");
        check("Wed, 12 Mar 2031 09:30:00 +0000", "2031-03-12");
        check("Sept. 3, 2031", "2031-09-03");
        check("03/22/2031 06:04:00 am", "2031-03-22");
        check("22/03/2031", "2031-03-22");
        check("4.3.2031", "2031-03-04");
    }

    #[test]
    fn two_days_at_once_are_refused() {
        check("03/04/2031", "ambiguous");
        check("3-4-2031", "ambiguous");
        check("04/04/2031", "2031-04-04");
    }

    #[test]
    fn what_is_no_date() {
        check("", "none");
        check("yesterday", "none");
        check("2031-13-40", "none");
        check("30 February 2031", "none");
        check("12 March 2031 was a cold day", "none");
        check("May I ask", "none");
    }
}
