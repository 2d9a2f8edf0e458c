//! Dates as they stand in prose: "10 July", "last month", "Tuesday", resolved by the day on which
//! the article appeared, so that two tellings can be compared by value.
//!
//! The grammar works on raw text at the place where a date may begin. A date that the text leaves
//! open stays open: nothing is said about it.

use jiff::civil::{Date, Weekday};
use jiff::{Span as Stretch, ToSpan};
use nom::branch::alt;
use nom::bytes::complete::{tag, tag_no_case, take_while, take_while1};
use nom::character::complete::{alpha1, char, digit1, one_of, satisfy};
use nom::combinator::{map_opt, not, opt, value, verify};
use nom::sequence::{preceded, terminated};
use nom::{IResult, Parser};

use super::quantity::Agreement;

/// A date in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateMention {
    year: Option<i16>,
    month: Option<i8>,
    day: Option<i8>,
    weekday: Option<Weekday>,
    /// First and last day that is meant, where the article's date or the text tells.
    days: Option<(Date, Date)>,
    /// A bare weekday may be the one before or the one after.
    loose: bool,
}

/// What the text says, before the article's date is applied.
#[derive(Clone, Copy, Debug, Default)]
struct Written {
    year: Option<i16>,
    month: Option<i8>,
    day: Option<i8>,
    weekday: Option<Weekday>,
    shift: Option<Shift>,
    direction: Option<Direction>,
    decade: bool,
}

/// A step from the article's day.
#[derive(Clone, Copy, Debug)]
struct Shift {
    count: i32,
    of: Period,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Period {
    Day,
    Week,
    Month,
    Year,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Direction {
    Last,
    This,
    Next,
}

/// Reads the date that begins at the start of `text`, and its length in bytes.
///
/// ```
/// use jiff::civil::date;
/// use whosaid::align::calendar::read;
/// use whosaid::align::quantity::Agreement;
///
/// let published = Some(date(2031, 5, 14));
/// let (named, _) = read("Monday", published).unwrap();
/// let (dated, length) = read("May 12, 2031, in court", published).unwrap();
/// assert_eq!(length, 12);
/// assert_eq!(named.agreement(&dated), Agreement::Agrees);
/// ```
pub fn read(text: &str, published: Option<Date>) -> Option<(DateMention, usize)> {
    let (rest, written) = written(text).ok()?;
    Some((resolve(written, published), text.len() - rest.len()))
}

impl DateMention {
    /// Compares two dates, as far as both texts tell.
    pub fn agreement(&self, other: &DateMention) -> Agreement {
        if let (Some(first), Some(second)) = (self.weekday, other.weekday)
            && first != second
        {
            return Agreement::Differs;
        }
        if let (Some(first), Some(second)) = (self.days, other.days) {
            return if overlap(first, second) || self.loose_overlap(other) || other.loose_overlap(self) {
                Agreement::Agrees
            } else {
                Agreement::Differs
            };
        }
        let fields = [
            compare_field(self.year, other.year),
            compare_field(self.month, other.month),
            compare_field(self.day, other.day),
            compare_field(
                self.weekday.map(Weekday::to_monday_one_offset),
                other.weekday.map(Weekday::to_monday_one_offset),
            ),
        ];
        if fields.contains(&Some(false)) {
            Agreement::Differs
        } else if fields.contains(&Some(true)) {
            Agreement::Agrees
        } else {
            Agreement::Incomparable
        }
    }

    /// The first day that is meant, where that is known.
    pub fn first_day(&self) -> Option<Date> {
        self.days.map(|(first, _)| first)
    }

    /// True for a bare year.
    pub fn is_year(&self) -> bool {
        self.year.is_some() && self.month.is_none() && self.weekday.is_none()
    }

    /// True when both name a day, a month or a year: "on Friday" and "in February" do not.
    pub fn is_as_precise_as(&self, other: &DateMention) -> bool {
        let names_day = |date: &DateMention| date.day.is_some() || date.weekday.is_some();
        names_day(self) && names_day(other)
            || self.month.is_some() && other.month.is_some()
            || self.year.is_some() && other.year.is_some()
    }

    fn loose_overlap(&self, other: &DateMention) -> bool {
        let Some((first, last)) = self.days else { return false };
        let Some(days) = other.days else { return false };
        self.loose
            && [-7, 7].into_iter().any(|step| {
                let moved = (first.saturating_add(step.days()), last.saturating_add(step.days()));
                overlap(moved, days)
            })
    }
}

fn overlap(first: (Date, Date), second: (Date, Date)) -> bool {
    first.0 <= second.1 && second.0 <= first.1
}

fn compare_field<T: PartialEq>(first: Option<T>, second: Option<T>) -> Option<bool> {
    Some(first? == second?)
}

fn resolve(written: Written, published: Option<Date>) -> DateMention {
    let Written { year, month, day, weekday, .. } = written;
    let plain_weekday = weekday.is_some() && day.is_none() && written.direction.is_none();
    DateMention { year, month, day, weekday, days: days(written, published), loose: plain_weekday }
}

fn days(written: Written, published: Option<Date>) -> Option<(Date, Date)> {
    match (written.year, written.month, written.day) {
        (Some(year), Some(month), Some(day)) => single(Date::new(year, month, day).ok()?),
        (Some(year), Some(month), None) => whole(Date::new(year, month, 1).ok()?, Period::Month),
        (Some(year), None, _) if written.decade => {
            Some((Date::new(year, 1, 1).ok()?, Date::new(year + 9, 12, 31).ok()?))
        }
        (Some(year), None, _) => whole(Date::new(year, 1, 1).ok()?, Period::Year),
        (None, Some(month), day) => {
            let near = nearest(month, day.unwrap_or(1), published?)?;
            if day.is_some() { single(near) } else { whole(near, Period::Month) }
        }
        (None, None, _) => relative(written, published?),
    }
}

fn single(day: Date) -> Option<(Date, Date)> {
    Some((day, day))
}

fn whole(first: Date, period: Period) -> Option<(Date, Date)> {
    let step: Stretch = match period {
        Period::Day => 0.days(),
        Period::Week => 6.days(),
        Period::Month => return Some((first.first_of_month(), first.last_of_month())),
        Period::Year => return Some((first.first_of_year(), first.last_of_year())),
    };
    Some((first, first.saturating_add(step)))
}

/// The day of this name that lies nearest to the article's.
fn nearest(month: i8, day: i8, published: Date) -> Option<Date> {
    (-1..=1)
        .filter_map(|step| Date::new(published.year() + step, month, day).ok())
        .min_by_key(|date| distance(*date, published))
}

fn distance(first: Date, second: Date) -> i64 {
    (first.duration_since(second).as_hours() / 24).abs()
}

fn relative(written: Written, published: Date) -> Option<(Date, Date)> {
    if let Some(weekday) = written.weekday {
        let back = i32::from(published.weekday().since(weekday));
        let last = published.saturating_sub(back.days());
        return single(match written.direction {
            Some(Direction::Next) => last.saturating_add(7.days()),
            Some(Direction::Last) if back == 0 => last.saturating_sub(7.days()),
            _ => last,
        });
    }
    let Shift { count, of } = written.shift?;
    match of {
        Period::Day => single(published.saturating_add(count.days())),
        Period::Week => {
            let back = i32::from(published.weekday().to_monday_zero_offset());
            whole(published.saturating_sub(back.days()).saturating_add(count.weeks()), Period::Week)
        }
        Period::Month => whole(published.first_of_month().saturating_add(count.months()), Period::Month),
        Period::Year => whole(published.first_of_year().saturating_add(count.years()), Period::Year),
    }
}

fn written(text: &str) -> IResult<&str, Written> {
    alt((
        iso,
        decade,
        with_weekday,
        month_first,
        day_first,
        weekday_alone,
        relative_day,
        relative_period,
        bare_year,
    ))
    .parse(text)
}

/// "2031-05-14"
fn iso(text: &str) -> IResult<&str, Written> {
    let (text, (year, _, month, _, day)) =
        (year, char('-'), number(1, 12), char('-'), number(1, 31)).parse(text)?;
    let (text, ()) = end(text)?;
    Ok((text, Written { year: Some(year), month: Some(month), day: Some(day), ..Written::default() }))
}

/// "the 1960s"
fn decade(text: &str) -> IResult<&str, Written> {
    let (text, year) = terminated(year, (opt(one_of("'’")), char('s'))).parse(text)?;
    let (text, ()) = end(text)?;
    Ok((text, Written { year: Some(year), decade: true, ..Written::default() }))
}

/// "Wednesday, May 14"
fn with_weekday(text: &str) -> IResult<&str, Written> {
    let (text, weekday) = weekday(text)?;
    let (text, _) = (opt(char(',')), space1, opt((tag("the"), space1))).parse(text)?;
    let (text, date) = alt((month_first, day_first)).parse(text)?;
    if date.day.is_none() {
        return fail(text);
    }
    Ok((text, Written { weekday: Some(weekday), ..date }))
}

/// "May 14, 2031", "May 2031", "in May"
fn month_first(text: &str) -> IResult<&str, Written> {
    let (text, direction) = opt(terminated(direction, space1)).parse(text)?;
    let (text, (month, doubtful)) = month(text)?;
    let day =
        terminated(terminated(number(1, 31), opt(alt((tag("st"), tag("nd"), tag("rd"), tag("th"))))), end);
    let (text, day) = opt(preceded(space1, day)).parse(text)?;
    let (text, year) =
        opt(preceded((opt(char(',')), space1, opt((tag("of"), space1))), terminated(year, end)))
            .parse(text)?;
    // "may" and "march" are verbs as well.
    if doubtful && day.is_none() && year.is_none() && direction.is_none() {
        return fail(text);
    }
    Ok((text, Written { year, month: Some(month), day, ..Written::default() }))
}

/// "14 May 2031", "the 14th of May"
fn day_first(text: &str) -> IResult<&str, Written> {
    let (text, day) = number(1, 31).parse(text)?;
    let (text, _) = opt(alt((tag("st"), tag("nd"), tag("rd"), tag("th")))).parse(text)?;
    let (text, _) = (space1, opt((tag("of"), space1))).parse(text)?;
    let (text, (month, _)) = month(text)?;
    let (text, year) = opt(preceded((opt(char(',')), space1), terminated(year, end))).parse(text)?;
    Ok((text, Written { year, month: Some(month), day: Some(day), ..Written::default() }))
}

/// "Tuesday", "last Tuesday", "Tuesday night"
fn weekday_alone(text: &str) -> IResult<&str, Written> {
    let (text, direction) = opt(terminated(direction, space1)).parse(text)?;
    let (text, weekday) = weekday(text)?;
    let (text, _) = opt(preceded(space1, part_of_day)).parse(text)?;
    Ok((text, Written { weekday: Some(weekday), direction, ..Written::default() }))
}

fn part_of_day(text: &str) -> IResult<&str, &str> {
    verify(alpha1, |name: &str| matches!(name, "morning" | "afternoon" | "evening" | "night")).parse(text)
}

/// "yesterday", "two days ago"
fn relative_day(text: &str) -> IResult<&str, Written> {
    let named = map_opt(alpha1, |name: &str| {
        let count = match name.to_ascii_lowercase().as_str() {
            "today" | "tonight" => 0,
            "yesterday" => -1,
            "tomorrow" => 1,
            _ => return None,
        };
        Some(Shift { count, of: Period::Day })
    });
    let (text, shift) = alt((named, ago)).parse(text)?;
    Ok((text, Written { shift: Some(shift), ..Written::default() }))
}

fn ago(text: &str) -> IResult<&str, Shift> {
    let (text, count) = alt((number(1, 60).map(i32::from), map_opt(alpha1, small_count))).parse(text)?;
    let (text, of) = preceded(space1, period).parse(text)?;
    let (text, _) = (space1, alt((tag("ago"), tag("earlier"))), end).parse(text)?;
    Ok((text, Shift { count: -count, of }))
}

fn small_count(name: &str) -> Option<i32> {
    const NAMES: [&str; 11] =
        ["a", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    NAMES.iter().position(|word| word.eq_ignore_ascii_case(name)).map(|place| place.max(1) as i32)
}

/// "last week", "this year", "next month"
fn relative_period(text: &str) -> IResult<&str, Written> {
    let (text, direction) = terminated(direction, space1).parse(text)?;
    let (text, of) = period(text)?;
    let count = match direction {
        Direction::Last => -1,
        Direction::This => 0,
        Direction::Next => 1,
    };
    Ok((text, Written { shift: Some(Shift { count, of }), ..Written::default() }))
}

fn direction(text: &str) -> IResult<&str, Direction> {
    terminated(
        alt((
            value(Direction::Last, alt((tag_no_case("last"), tag_no_case("past")))),
            value(Direction::This, tag_no_case("this")),
            value(Direction::Next, alt((tag_no_case("next"), tag_no_case("coming")))),
        )),
        end,
    )
    .parse(text)
}

fn period(text: &str) -> IResult<&str, Period> {
    map_opt(alpha1, |name: &str| {
        Some(match name {
            "day" | "days" => Period::Day,
            "week" | "weeks" => Period::Week,
            "month" | "months" => Period::Month,
            "year" | "years" => Period::Year,
            _ => return None,
        })
    })
    .parse(text)
}

/// "1996", when nothing follows that would make it a count.
fn bare_year(text: &str) -> IResult<&str, Written> {
    let (text, year) = year(text)?;
    let (text, ()) = end(text)?;
    not((space0, one_of("%$"))).parse(text)?;
    not((char(','), satisfy(|letter: char| letter.is_ascii_digit()))).parse(text)?;
    not((char('.'), satisfy(|letter: char| letter.is_ascii_digit()))).parse(text)?;
    Ok((text, Written { year: Some(year), ..Written::default() }))
}

fn year(text: &str) -> IResult<&str, i16> {
    map_opt(digit1, |digits: &str| {
        digits.parse().ok().filter(|year| digits.len() == 4 && (1700..=2100).contains(year))
    })
    .parse(text)
}

fn number<'a>(least: i8, most: i8) -> impl Parser<&'a str, Output = i8, Error = nom::error::Error<&'a str>> {
    map_opt(digit1, move |digits: &str| digits.parse().ok().filter(|found| (least..=most).contains(found)))
}

/// True for the name of a month or of a day of the week.
pub fn is_named(word: &str) -> bool {
    let rest = month(word).map(|(rest, _)| rest).or_else(|_| weekday(word).map(|(rest, _)| rest));
    rest.is_ok_and(str::is_empty)
}

/// A month, and whether its name is a common word as well.
fn month(text: &str) -> IResult<&str, (i8, bool)> {
    const MONTHS: [&str; 12] = [
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
    let (text, found) = map_opt(alpha1, |name: &str| {
        let place = MONTHS.iter().position(|month| *month == name || short_month(month, name))?;
        Some((place as i8 + 1, matches!(name, "May" | "March")))
    })
    .parse(text)?;
    let (text, _) = opt(char('.')).parse(text)?;
    Ok((text, found))
}

fn short_month(month: &str, name: &str) -> bool {
    (name.len() == 3 || name == "Sept") && month.starts_with(name) && !matches!(name, "May" | "Mar")
}

fn weekday(text: &str) -> IResult<&str, Weekday> {
    const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    let (text, found) = map_opt(alpha1, |name: &str| {
        let place =
            DAYS.iter().position(|day| *day == name || (name.len() > 4 && name.eq_ignore_ascii_case(day)))?;
        Weekday::from_monday_zero_offset(place as i8).ok()
    })
    .parse(text)?;
    Ok((text, found))
}

fn space0(text: &str) -> IResult<&str, &str> {
    take_while(char::is_whitespace).parse(text)
}

fn space1(text: &str) -> IResult<&str, &str> {
    take_while1(char::is_whitespace).parse(text)
}

fn end(text: &str) -> IResult<&str, ()> {
    not(satisfy(|letter: char| letter.is_alphanumeric())).parse(text)
}

fn fail<T>(text: &str) -> IResult<&str, T> {
    Err(nom::Err::Error(nom::error::Error::new(text, nom::error::ErrorKind::Verify)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[track_caller]
    fn check(first: &str, second: &str, expected: Agreement) {
        let published = Some(date(2031, 5, 14));
        let (left, _) = read(first, published).expect(first);
        let (right, _) = read(second, published).expect(second);
        assert_eq!(left.agreement(&right), expected, "{left:?} {right:?}");
    }

    #[test]
    fn the_same_day_agrees() {
        check("Monday", "May 12", Agreement::Agrees);
        check("yesterday", "Tuesday", Agreement::Agrees);
        check("12 May 2031", "2031-05-12", Agreement::Agrees);
        check("last month", "April", Agreement::Agrees);
        check("this year", "2031", Agreement::Agrees);
        check("two years ago", "2029", Agreement::Agrees);
        check("Monday night", "Monday", Agreement::Agrees);
        check("Friday", "Friday, May 16", Agreement::Agrees);
    }

    #[test]
    fn another_day_differs() {
        check("Monday", "Tuesday", Agreement::Differs);
        check("1996", "1998", Agreement::Differs);
        check("last month", "in June".trim_start_matches("in "), Agreement::Differs);
        check("May 12", "May 13", Agreement::Differs);
    }

    #[test]
    fn an_open_date_says_nothing() {
        let (left, _) = read("yesterday", None).expect("a date");
        let (right, _) = read("Tuesday", None).expect("a date");
        assert_eq!(left.agreement(&right), Agreement::Incomparable);
    }

    #[test]
    fn verbs_are_no_months() {
        assert!(read("May I", None).is_none());
        assert!(read("March on", None).is_none());
        assert!(read("2,000", None).is_none());
    }
}
