//! Names of files for articles: names that every system accepts, each used once.
//!
//! An id may hold anything. What stands in it that some system forbids, or that moves or hides
//! something on a screen, becomes `_`; a name that Windows keeps for a device gets a `_`; a name
//! that is too long is cut. Names that differ in case only, or in how an accented letter is put
//! together, are one name to some systems, so they count as the same.

use std::collections::HashSet;

use unicode_normalization::UnicodeNormalization;

use crate::report::visible::is_unsafe;

/// The longest name, in bytes: 255 is the limit of the common systems, and four are for an ending.
const LONGEST: usize = 251;

/// Names that Windows keeps for devices, whatever ending stands behind them.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];

/// Devices that Windows numbers.
const NUMBERED_DEVICES: [&str; 2] = ["com", "lpt"];

/// The names given so far.
#[derive(Debug, Default)]
pub struct FileNames {
    taken: HashSet<String>,
}

impl FileNames {
    /// A name for an article, without an ending, that no other article has.
    pub fn of(&mut self, id: &str) -> String {
        let accepted = accepted(id);
        let mut name = accepted.clone();
        let mut number = 2;
        while !self.taken.insert(folded(&name)) {
            let suffix = format!("-{number}");
            name = format!("{}{suffix}", cut(&accepted, LONGEST - suffix.len()));
            number += 1;
        }
        name
    }
}

fn accepted(id: &str) -> String {
    let name: String = id.chars().map(|letter| if is_forbidden(letter) { '_' } else { letter }).collect();
    if name.trim_matches(['.', ' ']).is_empty() {
        return "article".to_string();
    }
    let base = name.split('.').next().unwrap_or_default();
    let name = if is_device(base) { format!("{base}_{}", &name[base.len()..]) } else { name };
    cut(&name, LONGEST).to_string()
}

fn is_forbidden(letter: char) -> bool {
    let is_no_character = matches!(letter, '\u{fdd0}'..='\u{fdef}') || u32::from(letter) & 0xfffe == 0xfffe;
    "/\\:*?\"<>|".contains(letter) || is_unsafe(letter) || is_no_character
}

fn is_device(base: &str) -> bool {
    let base = base.trim_end().to_lowercase();
    let is_numbered = NUMBERED_DEVICES.iter().any(|device| {
        let number = base.strip_prefix(device).unwrap_or_default();
        number.chars().count() == 1 && number.chars().all(|digit| "0123456789¹²³".contains(digit))
    });
    is_numbered || DEVICES.contains(&base.as_str())
}

/// The beginning of a name, at most so many bytes of it.
fn cut(name: &str, bytes: usize) -> &str {
    &name[..name.floor_char_boundary(bytes)]
}

/// What the systems that see the fewest differences make of a name.
fn folded(name: &str) -> String {
    name.to_uppercase().to_lowercase().nfkc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(ids: &[&str], expected: &[&str]) {
        let mut names = FileNames::default();
        let given: Vec<String> = ids.iter().map(|id| names.of(id)).collect();
        assert_eq!(given, expected);
    }

    #[test]
    fn an_ordinary_name_stays() {
        let ids = ["courant", "abc-com_2016-08-10_bridge.opens", "Brücke 2", ".draft", "a – b"];
        check(&ids, &ids);
    }

    #[test]
    fn no_name_leads_out_of_its_folder() {
        check(&["../../etc/passwd", "/etc/passwd"], &[".._.._etc_passwd", "_etc_passwd"]);
        check(&["..", ".", "", "\u{0}"], &["article", "article-2", "article-3", "_"]);
        check(&["C:\\boot.ini", "a\nb", "a\u{202e}txt"], &["C__boot.ini", "a_b", "a_txt"]);
    }

    #[test]
    fn a_device_is_no_name() {
        check(
            &["CON", "nul.2025", "com1", "LPT³", "aux "],
            &["CON_", "nul_.2025", "com1_", "LPT³_", "aux _"],
        );
        check(&["console", "com", "com10", "Nullarbor"], &["console", "com", "com10", "Nullarbor"]);
    }

    #[test]
    fn names_that_some_system_takes_for_one_are_told_apart() {
        check(&["Ferry", "ferry", "FERRY"], &["Ferry", "ferry-2", "FERRY-3"]);
        check(
            &["caf\u{e9}", "cafe\u{301}", "Straße", "STRASSE"],
            &["caf\u{e9}", "cafe\u{301}-2", "Straße", "STRASSE-2"],
        );
        check(&["a", "a-2", "A", "a/b", "a:b"], &["a", "a-2", "A-3", "a_b", "a_b-2"]);
    }

    #[test]
    fn a_long_name_is_cut_between_letters() {
        let long = "é".repeat(3000);
        let mut names = FileNames::default();
        for expected in [250, 250, 250] {
            let name = names.of(&long);
            assert!(name.len() <= LONGEST, "{} bytes", name.len());
            assert!(name.len() >= expected - 2);
        }
        assert_eq!(names.of(&"x".repeat(251)), "x".repeat(251));
    }
}
