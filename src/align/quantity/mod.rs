//! Numbers as they stand in prose, read by value: "12", "twelve" and "a dozen" are one quantity,
//! so are "$1.2bn" and "1,200 million dollars", "two thirds" and "67 percent".
//!
//! What a number is worth and whether two can be true of one thing is decided here, not whether
//! two texts conflict.

mod grammar;

/// A number in a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quantity {
    /// The least that is meant; in the unit's base (days, metres, kilograms, minutes).
    pub low: f64,
    /// The most that is meant; equal to `low` unless the text gives a range.
    pub high: f64,
    /// What is counted.
    pub unit: Unit,
    /// Whether the figure is a bound or an estimate.
    pub bound: Bound,
}

/// What a quantity is measured in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A bare count; what is counted stands in the next word.
    Count,
    /// A share of the whole, in hundredths.
    Percent,
    /// Percentage points or points of a score.
    Points,
    /// Money of any currency but the ones below.
    Money,
    /// US dollars, or dollars of no given country.
    Dollar,
    /// Pounds sterling.
    Pound,
    /// Euros.
    Euro,
    /// A span of time, in days.
    Time,
    /// A length, in metres.
    Length,
    /// A weight, in kilograms.
    Weight,
    /// A place in an order.
    Rank,
    /// A time of day, in minutes after midnight.
    Clock,
    /// How often.
    Times,
}

/// What a text says about the exactness of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// The figure as it stands.
    Exact,
    /// "about", "some", "around".
    About,
    /// "nearly", "almost".
    Nearly,
    /// "at least", "more than", "over".
    AtLeast,
    /// "at most", "fewer than", "up to".
    AtMost,
}

/// How two quantities of one unit stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Agreement {
    /// Both can be true of the same thing.
    Agrees,
    /// They cannot both be true of the same thing.
    Differs,
    /// They count different things, so nothing follows.
    Incomparable,
}

/// Reads the quantity that begins at the start of `text`, and its length in bytes.
///
/// ```
/// use whosaid::align::quantity::{Unit, read};
///
/// let (billions, length) = read("$1.2bn of debt").unwrap();
/// assert_eq!((billions.low, billions.unit, length), (1.2e9, Unit::Dollar, 6));
/// let (share, _) = read("two thirds of them").unwrap();
/// assert_eq!((share.low.round(), share.unit), (67.0, Unit::Percent));
/// ```
pub fn read(text: &str) -> Option<(Quantity, usize)> {
    let (rest, found) = grammar::quantity(text).ok()?;
    Some((found, text.len() - rest.len()))
}

impl Quantity {
    /// Compares two quantities by value, with room for rounding, bounds and ranges.
    pub fn agreement(&self, other: &Quantity) -> Agreement {
        if !self.unit.comparable(other.unit) {
            return Agreement::Incomparable;
        }
        let against = matches!(
            (self.bound, other.bound),
            (Bound::AtLeast, Bound::AtMost) | (Bound::AtMost, Bound::AtLeast)
        );
        if against && self.same_figure(other) {
            return Agreement::Differs;
        }
        let (low, high) = self.reach();
        let (other_low, other_high) = other.reach();
        if low <= other_high && other_low <= high || self.rounds_to(other) || other.rounds_to(self) {
            Agreement::Agrees
        } else {
            Agreement::Differs
        }
    }

    /// True when both texts give the very same figure.
    pub fn same_figure(&self, other: &Quantity) -> bool {
        self.unit.comparable(other.unit) && close(self.low, other.low) && close(self.high, other.high)
    }

    /// How far from the figure "about" may reach: as far as the last digit that is not zero, at least
    /// a hundredth and at most the share `most`. "About 100" is said of 95, "about 141" is not.
    fn vagueness(&self, figure: f64, most: f64) -> f64 {
        let mut digit = 10_f64.powi(12);
        while digit > 0.01 && (figure / digit - (figure / digit).round()).abs() > 1e-6 {
            digit /= 10.0;
        }
        digit.clamp(0.01 * figure, most * figure)
    }

    /// The values that the words leave open.
    fn reach(&self) -> (f64, f64) {
        let slack = match self.unit {
            Unit::Rank | Unit::Clock => 0.0,
            // Months and years are not of one length, so spans of time need a little room.
            Unit::Time if self.low >= 14.0 => 0.03,
            Unit::Length | Unit::Weight => 0.03,
            Unit::Percent if self.low.fract() != 0.0 => 0.01,
            _ => 0.0001,
        };
        let (low, high) = (self.low * (1.0 - slack), self.high * (1.0 + slack));
        match self.bound {
            Bound::Exact => (low, high),
            Bound::About => (low - self.vagueness(low, 0.1), high + self.vagueness(high, 0.1)),
            Bound::Nearly => (low - self.vagueness(low, 0.15), high),
            // "more than 40" is said of 43, not of 400.
            Bound::AtLeast => (low, high * 1.5),
            Bound::AtMost => (low * 0.5, high),
        }
    }

    /// True when `self` is `other` rounded: fewer digits, and nearer than half of its last one.
    fn rounds_to(&self, other: &Quantity) -> bool {
        if self.low != self.high
            || other.low != other.high
            || self.unit == Unit::Rank
            || self.unit == Unit::Clock
        {
            return false;
        }
        let (rough, fine) = (self.low, other.low);
        let (rough_digits, fine_digits) = (digits(rough), digits(fine));
        rough_digits < fine_digits
            && (rough_digits >= 2 && fine_digits >= 3 || rough >= 1000.0)
            && (rough - fine).abs() <= 0.025 * fine.abs()
    }
}

impl Unit {
    /// True when figures in these units can be set side by side.
    pub fn comparable(self, other: Unit) -> bool {
        use Unit::{Dollar, Euro, Money, Percent, Points, Pound};
        self == other
            || matches!((self, other), (Money, Dollar | Euro | Pound) | (Dollar | Euro | Pound, Money))
            || matches!((self, other), (Percent, Points) | (Points, Percent))
    }
}

fn close(left: f64, right: f64) -> bool {
    (left - right).abs() <= 1e-6 * left.abs().max(right.abs())
}

/// Significant digits of a figure.
fn digits(figure: f64) -> usize {
    let text = format!("{figure:.4}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    let figures: String = text.chars().filter(char::is_ascii_digit).collect();
    let figures = figures.trim_start_matches('0');
    if text.contains('.') { figures.len() } else { figures.trim_end_matches('0').len() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_agreement(first: &str, second: &str, expected: Agreement) {
        let (left, _) = read(first).expect(first);
        let (right, _) = read(second).expect(second);
        assert_eq!(left.agreement(&right), expected, "{left:?} {right:?}");
        assert_eq!(right.agreement(&left), expected, "{right:?} {left:?}");
    }

    #[test]
    fn equal_values_agree() {
        for (first, second) in [
            ("12", "twelve"),
            ("a dozen", "12"),
            ("$1.2bn", "$1,200 million"),
            ("two thirds", "67 percent"),
            ("half", "50%"),
            ("one in five", "20 per cent"),
            ("1 percent", "one in a hundred"),
            ("2-3 weeks", "14 to 21 days"),
            ("3 a.m.", "three in the morning"),
            ("7.42pm", "7:42 p.m."),
            ("7.42 pm", "7:42pm"),
            ("19:42", "7.42pm"),
            ("07:42", "7:42 a.m."),
            ("00:05", "12.05am"),
            ("more than 40", "43"),
            ("about 100", "nearly 100"),
            ("about 100", "95"),
            ("nearly $44 million", "$43.9 million"),
            ("$1.2 billion", "$1,193 million"),
            ("10,000", "10,042"),
            ("two hundred and fifty", "250"),
            ("one million two hundred thousand", "1.2m"),
            ("three thousand five hundred", "3,500"),
            ("two thousand and twenty-five", "2,025"),
            ("first", "1st"),
            ("25-year-old", "25 years"),
            ("half a million", "500,000"),
            ("more  than\n12\u{a0}million", "13 million"),
        ] {
            check_agreement(first, second, Agreement::Agrees);
        }
    }

    #[test]
    fn other_values_differ() {
        for (first, second) in [
            ("12", "20"),
            ("1 percent", "10 percent"),
            ("a billion dollars", "a million dollars"),
            ("more than 40", "30"),
            ("42 percent", "40 percent"),
            ("more than half", "less than half"),
            ("one in 25", "25 percent"),
            ("two to three weeks", "two to three months"),
            ("3 a.m.", "3 p.m."),
            ("7.42pm", "7.52pm"),
            ("7:42 a.m.", "7.42pm"),
            ("19:42", "19:24"),
            ("second", "third"),
            ("roughly $141 million", "$139 million"),
            ("three thousand five hundred", "3,000"),
        ] {
            check_agreement(first, second, Agreement::Differs);
        }
    }

    #[test]
    fn other_units_say_nothing() {
        check_agreement("12", "12 percent", Agreement::Incomparable);
        check_agreement("first", "1", Agreement::Incomparable);
        check_agreement("7.42", "7.42pm", Agreement::Incomparable);
        check_agreement("19:42", "19", Agreement::Incomparable);
    }

    #[test]
    fn a_figure_that_looks_like_a_time_is_none() {
        for (text, figure) in [
            ("7.42", 7.42),
            ("7.42m", 7.42e6),
            ("19.42", 19.42),
            ("3:10", 3.0),
            ("02:05:30", 2.0),
            ("18:30 GMT", 18.0),
            ("19:72", 19.0),
        ] {
            let (found, _) = read(text).expect(text);
            assert_eq!((found.unit, found.low), (Unit::Count, figure), "{text}");
        }
    }

    #[test]
    fn odd_text_is_no_number() {
        for text in ["", "a", "an apple", "of", "%", "$", "million"] {
            assert!(read(text).is_none(), "{text}");
        }
    }
}
