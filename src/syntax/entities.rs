//! Classes of names and figures that a word can be part of.

use std::fmt;

/// The class of name or figure a word belongs to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Entity(u8);

impl Entity {
    /// No name and no figure.
    pub const O: Entity = Entity(0);
    /// Name of a person.
    pub const PERSON: Entity = Entity(1);
    /// Name of a body.
    pub const ORGANIZATION: Entity = Entity(2);
    /// Name of a place.
    pub const LOCATION: Entity = Entity(3);
    /// Any other name: nationality, event, work.
    pub const MISC: Entity = Entity(4);
    /// Date.
    pub const DATE: Entity = Entity(5);
    /// Time of day.
    pub const TIME: Entity = Entity(6);
    /// Length of time.
    pub const DURATION: Entity = Entity(7);
    /// Repeated time: "every week".
    pub const SET: Entity = Entity(8);
    /// Number.
    pub const NUMBER: Entity = Entity(9);
    /// Ordinal number.
    pub const ORDINAL: Entity = Entity(10);
    /// Sum of money.
    pub const MONEY: Entity = Entity(11);
    /// Share in percent.
    pub const PERCENT: Entity = Entity(12);

    /// How many there are.
    pub const COUNT: usize = NAMES.len();

    /// The class with this name in the data.
    pub fn named(name: &str) -> Option<Entity> {
        NAMES.iter().position(|known| *known == name).map(|code| Entity(code as u8))
    }

    /// The name in the data.
    pub fn name(self) -> &'static str {
        NAMES[usize::from(self.0)]
    }

    /// A number below [`Entity::COUNT`], for features and tables.
    pub fn code(self) -> u8 {
        self.0
    }

    /// The class with a code; codes out of range give the first.
    pub(super) fn from_code(code: usize) -> Entity {
        Entity(if code < NAMES.len() { code as u8 } else { 0 })
    }

    /// True for names of people, bodies, places and other things; not for dates and figures.
    pub fn is_name(self) -> bool {
        matches!(self, Entity::PERSON | Entity::ORGANIZATION | Entity::LOCATION | Entity::MISC)
    }

    /// True for dates, times, durations and repeated times.
    pub fn is_time(self) -> bool {
        matches!(self, Entity::DATE | Entity::TIME | Entity::DURATION | Entity::SET)
    }
}

impl fmt::Display for Entity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.name())
    }
}

impl fmt::Debug for Entity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

/// The names, by code.
const NAMES: [&str; 13] = [
    "O",
    "PERSON",
    "ORGANIZATION",
    "LOCATION",
    "MISC",
    "DATE",
    "TIME",
    "DURATION",
    "SET",
    "NUMBER",
    "ORDINAL",
    "MONEY",
    "PERCENT",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_codes_lead_back() {
        for code in 0..Entity::COUNT {
            let value = Entity::from_code(code);
            assert_eq!(Entity::named(value.name()), Some(value));
            assert_eq!(usize::from(value.code()), code);
        }
        assert_eq!(Entity::PERSON.name(), "PERSON");
    }
}
