//! What a note calls the things that were changed: "the age of the defendant", "a statement from the board".

use super::change::{Change, Element, Fate};
use crate::align::quantity::Unit;

/// A sort of thing that notes speak of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// "the headline"
    Headline,
    /// "the age of", "how old"
    Age,
    /// "the cost of", "the sum"
    Money,
    /// "the number of", "the distance"
    Figure,
    /// "two digits were transposed"
    Transposed,
    /// "the day on which", "the year of"
    Date,
    /// "the spelling of", "the surname"
    Name,
    /// "the location of", "the hometown"
    Place,
    /// "the job title of", "her role"
    Role,
    /// "a quotation", "the remark"
    Quotation,
    /// "a comment from", "the response of": what somebody said that was not there before
    Statement,
    /// "was attributed to the wrong person"
    Speaker,
    /// "to make clear that", "had not been confirmed"
    Certainty,
    /// "was added"
    Added,
    /// "was removed"
    Removed,
}

/// The words that stand for each sort, by how they begin; those with a full stop are whole.
#[rustfmt::skip]
const WORDS: &[(Sort, &str)] = &[
    (Sort::Headline, "headline"),
    (Sort::Age, "age. ages. aged. old."),
    (Sort::Money, "cost price sum. sums. fee. fees. fine. fines. budget salar wage amount value. worth. pay. prize debt loan donat fare"),
    (Sort::Figure, "number figure percent total toll size score how. share. rate. rates. distance length height weight depth speed \
        angle population count. period capacity proportion majority margin turnout attendance temperature level statistic estimate \
        tally record. duration sentence. odds quantity frequency average ratio ranking age. ages. aged. taller longer shorter \
        larger bigger older younger fewer overstat understat exaggerat inflat area. areas. volume votes. vote. digit"),
    (Sort::Transposed, "transpos"),
    (Sort::Date, "date. dates. day. days. year. years. month when. week. weeks. time. birthday anniversar deadline season quarter. \
        decade century hour. hours. misdated"),
    (Sort::Name, "name misspel spel surname forename misidentif identif misnamed nickname initial."),
    (Sort::Place, "location place. places. birthplace hometown town. city. village. county. country. street venue district where. \
        constituenc"),
    (Sort::Role, "title. titles. role job position rank. designation affiliation employer occupation profession description described \
        relationship"),
    (Sort::Quotation, "quot misquot remark word. words. wording."),
    (Sort::Statement, "comment response statement reaction reply replies remark interview quote spokes"),
    (Sort::Speaker, "attribut misattribut speaker credited ascrib"),
    (Sort::Certainty, "clarif clear. alleg unconfirmed confirm verif establish certain unable final. decision admit acknowledg \
        accurate precise exactly strongly firmly paraphras overstat soften nuance characteri"),
    (Sort::Added, "add. adds. added. adding. addition include. includes. included. insert"),
    (Sort::Removed, "remov delet withdr cut. retract omit taken. dropp"),
];

/// The sorts of which a clause speaks, by its words in small letters.
pub fn of_words(words: &[&str]) -> Vec<Sort> {
    let is_one = |word: &str, stem: &str| match stem.strip_suffix('.') {
        Some(whole) => word == whole,
        None => word.starts_with(stem),
    };
    let mut found: Vec<Sort> = WORDS
        .iter()
        .filter(|(_, stems)| stems.split_whitespace().any(|stem| words.iter().any(|word| is_one(word, stem))))
        .map(|(sort, _)| *sort)
        .collect();
    if words.windows(2).any(|two| two == ["job", "title"])
        || !words.contains(&"headline") && words.contains(&"title")
    {
        found.retain(|sort| *sort != Sort::Headline);
    }
    found
}

impl Sort {
    /// True when a change is of this sort.
    pub fn fits(self, change: &Change, units: &[Unit]) -> bool {
        use Element::{Attribution, Date, Figure, Headline, Name, Quotation, Text};
        let is = |elements: &[Element]| elements.contains(&change.element);
        let in_words =
            !matches!(change.fate, Fate::Added | Fate::Removed | Fate::Moved) || !change.edits.is_empty();
        let is_money =
            units.iter().any(|unit| matches!(unit, Unit::Money | Unit::Dollar | Unit::Pound | Unit::Euro));
        match self {
            Sort::Headline => is(&[Headline]),
            Sort::Age => in_words && is(&[Figure, Headline]) && is_age(change),
            Sort::Money => in_words && is(&[Figure]) && is_money,
            Sort::Figure => in_words && (is(&[Figure]) || is(&[Text]) && is_unit(change)),
            Sort::Transposed => in_words && is_transposed(change),
            Sort::Date => in_words && (is(&[Date]) || is(&[Figure, Text, Name]) && has_time(change)),
            Sort::Name => {
                in_words
                    && (is(&[Name]) || change.fate == Fate::Reattributed || is(&[Text]) && is_capital(change))
            }
            Sort::Place => in_words && is(&[Name, Text]) && is_capital(change),
            Sort::Role => in_words && is(&[Text, Attribution, Name]) && change.fate == Fate::Reworded,
            Sort::Quotation => {
                in_words && (is(&[Quotation]) || is(&[Attribution, Text]) && is_quoted(change))
            }
            Sort::Statement => {
                change.fate == Fate::Added && change.edits.is_empty() && is(&[Quotation, Attribution])
            }
            Sort::Speaker => change.fate == Fate::Reattributed,
            Sort::Certainty => matches!(change.fate, Fate::Hedged | Fate::Unhedged | Fate::Reversed),
            Sort::Added => change.fate == Fate::Added && change.edits.is_empty(),
            Sort::Removed => change.fate == Fate::Removed && change.edits.is_empty(),
        }
    }
}

/// The words that differ, with what stands before and behind them.
fn around(change: &Change) -> impl Iterator<Item = [&str; 3]> {
    let sides = change.edits.iter().flat_map(|edit| [(&change.old, &edit.old), (&change.new, &edit.new)]);
    sides.filter_map(|(passage, range)| {
        let text = passage.as_ref()?.text.as_str();
        Some([text.get(..range.start)?, text.get(range.clone())?, text.get(range.end..)?])
    })
}

/// "58" in "Ann Lee, 58, said", "aged 58", "58 years old", "a 58-year-old".
fn is_age(change: &Change) -> bool {
    around(change).any(|[before, own, behind]| {
        let before = before.trim_end();
        let own_and_behind = format!("{}{}", own.to_lowercase(), behind.to_lowercase());
        let after_number = own_and_behind.trim_start_matches(|letter: char| letter.is_ascii_digit());
        let is_set_off =
            before.ends_with([',', '(']) && after_number.trim_start().starts_with([',', '.', ')', ';']);
        let said = before.rsplit(' ').next().is_some_and(|word| {
            ["aged", "age", "is", "was", "at", "turned", "he’s", "she’s", "he's", "she's"].contains(&word)
        });
        let ends = after_number.is_empty()
            || after_number.trim_start().starts_with([',', '.', ')', ';'])
            || after_number.starts_with(" and ")
            || after_number.starts_with(" when ");
        own_and_behind.contains("year-old")
            || own_and_behind.contains("years old")
            || is_set_off
            || said && ends
    })
}

/// "sq ft" in "180,000 sq ft".
pub fn is_unit(change: &Change) -> bool {
    const NEAREST: usize = 2;
    let is_figure = |word: &str| word.ends_with(|sign: char| sign.is_ascii_digit());
    around(change).any(|[before, own, _]| {
        own.split_whitespace().count() == 1 && before.split_whitespace().rev().take(NEAREST).any(is_figure)
    })
}

/// 1,189 for 1,198.
fn is_transposed(change: &Change) -> bool {
    let digits = |text: &str| {
        let mut digits: Vec<char> = text.chars().filter(char::is_ascii_digit).collect();
        digits.sort_unstable();
        digits
    };
    change.edits.iter().any(|edit| {
        let [before, after] = <[&str; 2]>::from(change.words(edit)).map(digits);
        before.len() > 1 && before == after
    })
}

/// A word of the calendar or the clock among the words that differ or beside them, or a year.
fn has_time(change: &Change) -> bool {
    #[rustfmt::skip]
    const TIMES: &[&str] = &[
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "spring", "summer", "autumn",
        "winter", "fall", "year", "years", "month", "months", "week", "weeks", "day", "days", "quarter", "century", "decade",
        "today", "yesterday", "tomorrow", "hour", "hours", "minute", "minutes", "am", "pm", "a.m", "p.m", "noon", "midnight",
        "tonight", "morning", "evening", "afternoon", "night", "season",
    ];
    around(change).any(|[before, own, behind]| {
        let near = before
            .split_whitespace()
            .next_back()
            .into_iter()
            .chain(own.split_whitespace())
            .chain(behind.split_whitespace().next());
        near.map(|word| word.trim_matches(|sign: char| !sign.is_alphanumeric()).to_lowercase()).any(|word| {
            TIMES.contains(&word.as_str())
                || word.len() == 4 && word.parse::<u16>().is_ok_and(|year| (1000..2200).contains(&year))
        })
    })
}

/// True when the words that differ stand in quotation marks.
fn is_quoted(change: &Change) -> bool {
    const MARKS: [char; 3] = ['“', '"', '‘'];
    around(change).any(|[before, own, behind]| {
        own.contains(MARKS)
            || before.matches('“').count() > before.matches('”').count()
            || before.matches('"').count() % 2 == 1 && behind.contains('"')
    })
}

/// True when a word that differs begins with a capital.
fn is_capital(change: &Change) -> bool {
    around(change).any(|[_, own, _]| {
        own.split_whitespace()
            .any(|word| word.trim_start_matches(['“', '"', '‘', '(']).starts_with(char::is_uppercase))
    })
}
