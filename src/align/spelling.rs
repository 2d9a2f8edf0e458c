//! From a word as written to the form and the stem that it is compared by.
//!
//! Case, accents, British and American spelling and inflection are taken away. The stem is a key,
//! not a word: it only has to be the same for forms of one word.

/// The number that stands for a word everywhere in this room.
pub type WordId = u32;

/// Gives a word its number; equal bytes have equal numbers.
pub fn word_id(word: &str) -> WordId {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for &byte in word.as_bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    (hash ^ (hash >> 32)) as u32
}

/// The stem of a word: the same for all its forms and spellings, not itself a word.
///
/// ```
/// assert_eq!(whosaid::align::stem_of("Centres"), whosaid::align::stem_of("center"));
/// ```
pub fn stem_of(word: &str) -> String {
    let mut form = String::with_capacity(word.len());
    fold_into(word, &mut form);
    stem(&mut form, 0);
    form
}

/// Appends the plain form of a word: small letters without accents, typographic signs or
/// full stops, in American spelling.
pub fn fold_into(word: &str, form: &mut String) {
    let start = form.len();
    if word.is_ascii() {
        form.extend(
            word.bytes().filter(u8::is_ascii_alphanumeric).map(|byte| byte.to_ascii_lowercase() as char),
        );
    } else {
        for letter in word.chars().flat_map(char::to_lowercase) {
            match unaccented(letter) {
                Some(plain) => form.push_str(plain),
                None if letter.is_alphanumeric() => form.push(letter),
                None => {}
            }
        }
    }
    americanise(form, start);
}

/// True for what nobody sees: soft hyphens, zero-width and variation characters, accents on their own.
pub fn is_invisible(letter: char) -> bool {
    matches!(
        letter,
        '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}' | '\u{300}'..='\u{36f}'
    )
}

/// The letters that stand for an accented one in plain spelling.
fn unaccented(letter: char) -> Option<&'static str> {
    Some(match letter {
        'à'..='å' | 'ā' | 'ă' | 'ą' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => "e",
        'ğ' => "g",
        'ì'..='ï' | 'ī' | 'ı' => "i",
        'ł' => "l",
        'ñ' | 'ń' | 'ň' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => "o",
        'œ' => "oe",
        'ř' => "r",
        'ś' | 'š' | 'ş' | 'ș' => "s",
        'ß' => "ss",
        'ť' | 'ţ' | 'ț' => "t",
        'ù'..='ü' | 'ū' | 'ů' | 'ű' => "u",
        'ý' | 'ÿ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        'ﬀ' => "ff",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬃ' => "ffi",
        'ﬄ' => "ffl",
        'ﬅ' | 'ﬆ' => "st",
        _ => return None,
    })
}

/// Endings that British and American papers spell differently, for words of at least the length.
const ENDINGS: [(&str, &str, usize); 16] = [
    ("isation", "ization", 9),
    ("isations", "izations", 10),
    ("ising", "izing", 7),
    ("ised", "ized", 6),
    ("ises", "izes", 6),
    ("ise", "ize", 6),
    ("ysed", "yzed", 6),
    ("yse", "yze", 6),
    ("our", "or", 6),
    ("ours", "ors", 7),
    ("oured", "ored", 7),
    ("ouring", "oring", 8),
    ("elled", "eled", 7),
    ("elling", "eling", 8),
    ("ogue", "og", 7),
    ("ence", "ense", 7),
];

/// Words whose two spellings follow no rule.
const SPELLINGS: [(&str, &str); 36] = [
    ("centre", "center"),
    ("centres", "centers"),
    ("theatre", "theater"),
    ("metre", "meter"),
    ("metres", "meters"),
    ("kilometre", "kilometer"),
    ("kilometres", "kilometers"),
    ("litre", "liter"),
    ("litres", "liters"),
    ("fibre", "fiber"),
    ("programme", "program"),
    ("programmes", "programs"),
    ("grey", "gray"),
    ("tyre", "tire"),
    ("tyres", "tires"),
    ("cheque", "check"),
    ("licence", "license"),
    ("practise", "practice"),
    ("labour", "labor"),
    ("defence", "defense"),
    ("offence", "offense"),
    ("judgement", "judgment"),
    ("aluminium", "aluminum"),
    ("sceptic", "skeptic"),
    ("sceptical", "skeptical"),
    ("storey", "story"),
    ("plough", "plow"),
    ("ageing", "aging"),
    ("enrol", "enroll"),
    ("fulfil", "fulfill"),
    ("skilful", "skillful"),
    ("adviser", "advisor"),
    ("ok", "okay"),
    ("whilst", "while"),
    ("amongst", "among"),
    ("towards", "toward"),
];

fn americanise(form: &mut String, start: usize) {
    let length = form.len() - start;
    if length < 2 {
        return;
    }
    let (first, last) = (form.as_bytes()[start], form.as_bytes()[form.len() - 1]);
    // One letter is looked at before all of them: most words are in neither table.
    let spelling =
        SPELLINGS.iter().find(|(british, _)| british.as_bytes()[0] == first && *british == &form[start..]);
    if let Some((_, american)) = spelling {
        form.truncate(start);
        form.push_str(american);
        return;
    }
    if length < 6 {
        return;
    }
    for (british, american, least) in ENDINGS {
        if length >= least && british.as_bytes()[british.len() - 1] == last && form.ends_with(british) {
            form.truncate(form.len() - british.len());
            form.push_str(american);
            return;
        }
    }
}

/// Turns a plain form into its stem, in place from `start`.
pub fn stem(form: &mut String, start: usize) {
    let irregular = (form.len() - start <= LONGEST_IRREGULAR)
        .then(|| IRREGULAR.binary_search_by(|(written, _)| (*written).cmp(&form[start..])).ok());
    if let Some(found) = irregular.flatten() {
        form.truncate(start);
        form.push_str(IRREGULAR[found].1);
    }
    if form.len() - start < 4 || !form[start..].is_ascii() {
        return;
    }
    strip_inflection(form, start);
    if form.len() - start > 5 && form.ends_with("ly") {
        form.truncate(form.len() - 2);
    }
    if form.len() - start > 3 && form.ends_with('e') {
        form.pop();
    }
}

fn strip_inflection(form: &mut String, start: usize) {
    let length = form.len() - start;
    let drop = |form: &mut String, count: usize| form.truncate(form.len() - count);
    if form.ends_with("ies") || form.ends_with("ied") {
        drop(form, 3);
        form.push(if length > 4 { 'y' } else { 'i' });
    } else if ["sses", "xes", "ches", "shes", "zzes"].iter().any(|ending| form.ends_with(ending)) {
        drop(form, 2);
    } else if form.ends_with('s') && !["ss", "us", "is"].iter().any(|ending| form.ends_with(ending)) {
        drop(form, 1);
    } else if form.ends_with("eed") {
        // "agreed" and "agree" meet, "need" and "speed" stay themselves.
        if length > 5 {
            drop(form, 1);
        }
    } else if form.ends_with("ed") && has_vowel(&form[start..form.len() - 2]) {
        drop(form, 2);
        undouble(form, start);
    } else if form.ends_with("ing") && length > 4 && has_vowel(&form[start..form.len() - 3]) {
        drop(form, 3);
        undouble(form, start);
    }
}

fn has_vowel(part: &str) -> bool {
    part.bytes().any(|byte| b"aeiouy".contains(&byte))
}

/// "stopped" loses the second p, "called" keeps both l's.
fn undouble(form: &mut String, start: usize) {
    let bytes = &form.as_bytes()[start..];
    if let [.., before, last] = bytes
        && before == last
        && bytes.len() > 3
        && !b"aeioulsz".contains(last)
    {
        form.pop();
    }
}

/// Forms that follow no rule, sorted by the form as written.
const IRREGULAR: &[(&str, &str)] = &include!("tables/irregular.in");

/// How many bytes the longest of them has.
const LONGEST_IRREGULAR: usize = {
    let (mut longest, mut at) = (0, 0);
    while at < IRREGULAR.len() {
        if IRREGULAR[at].0.len() > longest {
            longest = IRREGULAR[at].0.len();
        }
        at += 1;
    }
    longest
};

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_same(first: &str, second: &str) {
        assert_eq!(stemmed(first), stemmed(second));
    }

    fn stemmed(word: &str) -> String {
        let mut form = String::new();
        fold_into(word, &mut form);
        stem(&mut form, 0);
        form
    }

    #[test]
    fn forms_of_one_word_meet() {
        check_same("Makes", "making");
        check_same("stopped", "stop");
        check_same("agreed", "agree");
        check_same("carries", "carried");
        check_same("went", "going");
        check_same("called", "calls");
        check_same("organisation", "organizations");
        check_same("centre", "centers");
        check_same("labour", "LABOR");
        check_same("Müller", "muller");
    }

    #[test]
    fn different_words_stay_apart() {
        assert_ne!(stemmed("four"), stemmed("for"));
        assert_ne!(stemmed("news"), stemmed("newest"));
        assert_ne!(stemmed("sing"), stemmed("sin"));
    }

    #[test]
    fn irregular_forms_are_sorted() {
        assert!(IRREGULAR.windows(2).all(|pair| pair[0].0 < pair[1].0));
    }
}
