//! Edits that keep the meaning.

use super::{Edit, Told, by_table, replaced, with_text, words};

pub(super) const EDITS: &[Edit] = &[
    keep("straight quotation marks", straight_marks),
    keep("curly quotation marks", curly_marks),
    keep("doubled apostrophes as marks", doubled_marks),
    keep("angle quotation marks", angle_marks),
    keep("put into quotation marks", quoted),
    keep("told without quotation marks", unquoted),
    keep("small first letter", small_letter),
    keep("capital first letter", capital_letter),
    keep("a comma at the end", comma_at_end),
    keep("no sign at the end", no_sign_at_end),
    keep("typographic apostrophes", curly_apostrophes),
    keep("dashes as hyphens", dashes),
    keep("no-break spaces", no_break_spaces),
    keep("two spaces", two_spaces),
    keep("a line break inside", line_break),
    keep("numbers in words", numbers_in_words),
    keep("numbers in digits", numbers_in_digits),
    keep("percent as a sign", percent_sign),
    keep("percent as two words", per_cent),
    keep("no commas in numbers", plain_thousands),
    keep("millions shortened", short_millions),
    keep("contracted", contracted),
    keep("written out", written_out),
    keep("British spelling", british),
    keep("American spelling", american),
    keep("hyphens as spaces", no_hyphens),
    keep("the end cut off", end_cut),
    keep("the beginning cut off", beginning_cut),
    keep("words left out", left_out),
    keep("told with that", with_that),
    keep("more text behind", more_behind),
    keep("accents dropped", no_accents),
    keep("speaker with a title", speaker_with_title),
    keep("speaker by surname", speaker_by_surname),
    keep("speaker as a pronoun", speaker_as_pronoun),
    keep("speaker in apposition", speaker_in_apposition),
    keep("a near word", near_word),
];

const fn keep(name: &'static str, apply: fn(&Told, usize) -> Option<Told>) -> Edit {
    Edit { name, kind: None, apply }
}

const MARKS: [char; 6] = ['“', '”', '"', '«', '»', '„'];

fn marks_as(told: &Told, open: &str, close: &str) -> Option<Told> {
    // Quotations within quotations are left alone.
    if told.text.contains('“') && told.text.contains('«')
        || told.text.contains('"') && told.text.contains(['“', '«'])
    {
        return None;
    }
    let mut text = String::new();
    let mut inside = false;
    for letter in told.text.chars() {
        if MARKS.contains(&letter) {
            text.push_str(if inside { close } else { open });
            inside = !inside;
        } else {
            text.push(letter);
        }
    }
    if inside { None } else { with_text(told, text) }
}

fn straight_marks(told: &Told, _: usize) -> Option<Told> {
    marks_as(told, "\"", "\"")
}

fn curly_marks(told: &Told, _: usize) -> Option<Told> {
    marks_as(told, "“", "”")
}

fn doubled_marks(told: &Told, _: usize) -> Option<Told> {
    marks_as(told, "''", "''")
}

fn angle_marks(told: &Told, _: usize) -> Option<Told> {
    marks_as(told, "«", "»")
}

fn has_marks(told: &Told) -> bool {
    told.text.contains(MARKS) || told.text.contains("''")
}

fn quoted(told: &Told, _: usize) -> Option<Told> {
    if has_marks(told) { None } else { with_text(told, format!("“{}”", told.text)) }
}

fn unquoted(told: &Told, _: usize) -> Option<Told> {
    with_text(told, told.text.replace(MARKS, ""))
}

fn small_letter(told: &Told, _: usize) -> Option<Told> {
    let place = *words(&told.text).first()?;
    let word = told.text[place.0..place.1].to_lowercase();
    (word != "i").then_some(())?;
    replaced(told, place, &word)
}

fn capital_letter(told: &Told, _: usize) -> Option<Told> {
    let place = *words(&told.text).first()?;
    replaced(told, place, &super::capitalised(&told.text[place.0..place.1]))
}

fn comma_at_end(told: &Told, _: usize) -> Option<Told> {
    let text = told.text.strip_suffix('.').map(|text| format!("{text},"));
    let inside = || told.text.strip_suffix(".”").map(|text| format!("{text},”"));
    with_text(told, text.or_else(inside)?)
}

fn no_sign_at_end(told: &Told, _: usize) -> Option<Told> {
    with_text(told, told.text.trim_end_matches(['.', ',', ';']).to_owned())
}

fn curly_apostrophes(told: &Told, _: usize) -> Option<Told> {
    let mark = told.text.contains("''") || told.text.contains(" '") || told.text.starts_with('\'');
    if mark { None } else { with_text(told, told.text.replace('\'', "’")) }
}

fn dashes(told: &Told, _: usize) -> Option<Told> {
    with_text(told, told.text.replace(['—', '–'], " - "))
}

fn no_break_spaces(told: &Told, _: usize) -> Option<Told> {
    with_text(told, told.text.replace(' ', "\u{a0}"))
}

fn two_spaces(told: &Told, _: usize) -> Option<Told> {
    with_text(told, told.text.replace(' ', "  "))
}

fn line_break(told: &Told, choice: usize) -> Option<Told> {
    let spaces: Vec<usize> = told.text.match_indices(' ').map(|(at, _)| at).collect();
    let at = *spaces.get(choice % spaces.len().max(1))?;
    replaced(told, (at, at + 1), "\n")
}

const NUMBERS: [(&str, &str); 12] = [
    ("2", "two"),
    ("3", "three"),
    ("4", "four"),
    ("5", "five"),
    ("6", "six"),
    ("7", "seven"),
    ("8", "eight"),
    ("9", "nine"),
    ("10", "ten"),
    ("12", "twelve"),
    ("20", "twenty"),
    ("50", "fifty"),
];

fn numbers_in_words(told: &Told, choice: usize) -> Option<Told> {
    let edited = by_table(told, choice, &NUMBERS)?;
    // "$5" and "10.4" and "5%" are not written so, nor are days of a month.
    let plain = words(&told.text).into_iter().all(|(start, end)| {
        let number = told.text[start..end].starts_with(|letter: char| letter.is_ascii_digit());
        let before = told.text[..start].trim_end();
        let month = before.rsplit(' ').next().is_some_and(|word| word.starts_with(char::is_uppercase));
        let signs = |letter: char| "$£€.,:-–/".contains(letter);
        let after = &told.text[end..];
        let glued = after.starts_with(signs)
            && after.chars().nth(1).is_some_and(|letter| letter.is_ascii_alphanumeric());
        !number
            || !(told.text[..start].ends_with(signs)
                || month
                || glued
                || after.trim_start().starts_with(char::is_uppercase))
    });
    plain.then_some(edited)
}

fn numbers_in_digits(told: &Told, choice: usize) -> Option<Told> {
    by_table(told, choice, &NUMBERS.map(|(digits, word)| (word, digits)))
}

fn percent_sign(told: &Told, _: usize) -> Option<Told> {
    with_text(told, after_digits(&told.text, " percent", "%"))
}

fn per_cent(told: &Told, _: usize) -> Option<Told> {
    let text = after_digits(&told.text, " percent", " per cent");
    with_text(told, after_digits(&text, "%", " per cent"))
}

/// Replaces what follows a digit.
fn after_digits(text: &str, from: &str, to: &str) -> String {
    let mut edited = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(from) {
        edited.push_str(&rest[..at]);
        edited.push_str(if rest[..at].ends_with(|letter: char| letter.is_ascii_digit()) { to } else { from });
        rest = &rest[at + from.len()..];
    }
    edited + rest
}

fn plain_thousands(told: &Told, _: usize) -> Option<Told> {
    let letters: Vec<char> = told.text.chars().collect();
    let digit = |at: usize| letters.get(at).is_some_and(char::is_ascii_digit);
    let text = letters.iter().enumerate().filter(|(at, letter)| {
        let groups = digit(at + 1) && digit(at + 2) && digit(at + 3) && !digit(at + 4);
        !(**letter == ',' && *at > 0 && digit(at - 1) && groups)
    });
    with_text(told, text.map(|(_, letter)| *letter).collect())
}

fn short_millions(told: &Told, _: usize) -> Option<Told> {
    if !told.text.contains('$') {
        return None;
    }
    let text = after_digits(&told.text, " million", "m");
    with_text(told, after_digits(&text, " billion", "bn"))
}

const CONTRACTIONS: [(&str, &str); 12] = [
    ("do not", "don't"),
    ("does not", "doesn't"),
    ("did not", "didn't"),
    ("is not", "isn't"),
    ("are not", "aren't"),
    ("was not", "wasn't"),
    ("will not", "won't"),
    ("would not", "wouldn't"),
    ("cannot", "can't"),
    ("could not", "couldn't"),
    ("have not", "haven't"),
    ("has not", "hasn't"),
];

fn contracted(told: &Told, _: usize) -> Option<Told> {
    let contract =
        |text: String, (long, short): &(&str, &str)| text.replace(&format!("{long} "), &format!("{short} "));
    let text = CONTRACTIONS.iter().fold(told.text.clone(), contract);
    with_text(
        told,
        text.replace(" we will ", " we'll ").replace(" they are ", " they're ").replace(" I am ", " I'm "),
    )
}

fn written_out(told: &Told, _: usize) -> Option<Told> {
    let straight = told.text.replace('’', "'");
    let text = CONTRACTIONS.iter().fold(straight.clone(), |text, (long, short)| text.replace(short, long));
    let text = text.replace("'ll ", " will ").replace("'re ", " are ").replace("'ve ", " have ");
    if text == straight { None } else { with_text(told, text) }
}

const SPELLINGS: [(&str, &str); 14] = [
    ("center", "centre"),
    ("color", "colour"),
    ("labor", "labour"),
    ("defense", "defence"),
    ("favor", "favour"),
    ("neighbors", "neighbours"),
    ("organization", "organisation"),
    ("organized", "organised"),
    ("recognize", "recognise"),
    ("program", "programme"),
    ("criticized", "criticised"),
    ("meters", "metres"),
    ("harbor", "harbour"),
    ("theater", "theatre"),
];

fn british(told: &Told, choice: usize) -> Option<Told> {
    by_table(told, choice, &SPELLINGS)
}

fn american(told: &Told, choice: usize) -> Option<Told> {
    by_table(told, choice, &SPELLINGS.map(|(one, other)| (other, one)))
}

fn no_hyphens(told: &Told, _: usize) -> Option<Told> {
    let letters: Vec<char> = told.text.chars().collect();
    let letter = |at: usize| letters.get(at).is_some_and(|letter| letter.is_lowercase());
    let text = letters.iter().enumerate().map(|(at, sign)| {
        if *sign == '-' && at > 2 && letter(at - 1) && letter(at - 2) && letter(at - 3) && letter(at + 1) {
            ' '
        } else {
            *sign
        }
    });
    with_text(told, text.collect())
}

/// Words that may not be cut away without a change of meaning.
fn is_delicate(word: &str) -> bool {
    let word = word.to_lowercase();
    let list = "not no never nor neither none without if unless may might could allegedly reportedly only but cannot hardly \
                nobody nothing fail failed refuse refused deny denied unable whether would should \
                a an two three four five six seven eight nine ten twelve twenty thirty forty fifty sixty hundred thousand million \
                billion half third quarter fifth tenth percent per dozen";
    word.contains("n't")
        || word.contains("n’t")
        || word.chars().any(|letter| letter.is_ascii_digit())
        || list.split_whitespace().any(|known| known == word.trim())
}

fn delicate_between(told: &Told, places: &[super::Place]) -> bool {
    places.iter().any(|(start, end)| is_delicate(&told.text[*start..*end]))
}

fn end_cut(told: &Told, _: usize) -> Option<Told> {
    let places = words(&told.text);
    let keep = places.len() * 7 / 10;
    if places.len() < 12 || delicate_between(told, &places[keep - 3..]) {
        return None;
    }
    let close = if told.text[..places[keep].0].matches('“').count()
        > told.text[..places[keep].0].matches('”').count()
    {
        "”"
    } else {
        ""
    };
    with_text(told, format!("{}{close}", told.text[..places[keep].0].trim_end_matches([' ', ',', '“'])))
}

fn beginning_cut(told: &Told, _: usize) -> Option<Told> {
    let places = words(&told.text);
    let drop = places.len() * 3 / 10;
    if places.len() < 12 || delicate_between(told, &places[..drop + 2]) {
        return None;
    }
    let before = &told.text[..places[drop].0];
    let open = if before.matches('“').count() > before.matches('”').count() { "“" } else { "" };
    with_text(told, format!("{open}{}", &told.text[places[drop].0..]))
}

fn left_out(told: &Told, choice: usize) -> Option<Told> {
    let places = words(&told.text);
    if places.len() < 14 || !has_marks(told) {
        return None;
    }
    let from = 4 + choice % (places.len() - 10);
    let cut = &places[from..from + 3];
    if delicate_between(told, &places[from - 2..from + 4]) || told.text[cut[0].0..cut[2].1].contains(MARKS) {
        return None;
    }
    replaced(told, (cut[0].0, cut[2].1), "...")
}

fn with_that(told: &Told, _: usize) -> Option<Told> {
    let lower =
        told.text.starts_with(|letter: char| letter.is_alphabetic()) && !told.text.starts_with("that ");
    if lower { with_text(told, format!("that {}", told.text)) } else { None }
}

fn more_behind(told: &Told, choice: usize) -> Option<Told> {
    const MORE: [&str; 4] = [
        "People here have waited long for this.",
        "We will speak of it again when the work is done.",
        "It has been a long week for everybody in this town.",
        "The rest is for the council to settle.",
    ];
    let more = MORE[choice % MORE.len()];
    let text = told.text.trim_end();
    with_text(
        told,
        match text.strip_suffix('”') {
            Some(inside) => format!("{inside} {more}”"),
            None => format!("{text} {more}"),
        },
    )
}

fn no_accents(told: &Told, _: usize) -> Option<Told> {
    let pairs = [
        ('é', "e"),
        ('è', "e"),
        ('á', "a"),
        ('ó', "o"),
        ('ü', "u"),
        ('ö', "o"),
        ('ñ', "n"),
        ('ø', "o"),
        ('å', "a"),
        ('ç', "c"),
    ];
    with_text(told, pairs.iter().fold(told.text.clone(), |text, (from, to)| text.replace(*from, to)))
}

fn with_speaker(told: &Told, speaker: String) -> Option<Told> {
    (told.speaker.as_deref() != Some(&*speaker))
        .then(|| Told { text: told.text.clone(), speaker: Some(speaker) })
}

/// The speaker, when it is two or three capitalised words.
fn full_name(told: &Told) -> Option<Vec<&str>> {
    let words: Vec<&str> = told.speaker.as_deref()?.split(' ').collect();
    let capitals = words.iter().all(|word| {
        word.len() > 2 && word.starts_with(char::is_uppercase) && word.chars().all(char::is_alphabetic)
    });
    (capitals && words.len() == 2).then_some(words)
}

fn speaker_with_title(told: &Told, choice: usize) -> Option<Told> {
    let title = ["Mr.", "Ms.", "Dr.", "Mayor", "Sen."][choice % 5];
    with_speaker(told, format!("{title} {}", full_name(told)?.last()?))
}

fn speaker_by_surname(told: &Told, _: usize) -> Option<Told> {
    with_speaker(told, full_name(told)?.last()?.to_string())
}

fn speaker_as_pronoun(told: &Told, choice: usize) -> Option<Told> {
    full_name(told)?;
    with_speaker(told, ["she", "he"][choice % 2].to_owned())
}

fn speaker_in_apposition(told: &Told, choice: usize) -> Option<Told> {
    let role = ["a member of the council", "who leads the inquiry", "the party's candidate in the north"]
        [choice % 3];
    with_speaker(told, format!("{}, {role},", full_name(told)?.join(" ")))
}

fn near_word(told: &Told, choice: usize) -> Option<Told> {
    const NEAR: [(&str, &str); 12] = [
        ("about", "around"),
        ("although", "though"),
        ("begin", "start"),
        ("nearly", "almost"),
        ("large", "big"),
        ("help", "aid"),
        ("buy", "purchase"),
        ("children", "kids"),
        ("company", "firm"),
        ("employees", "workers"),
        ("however", "but"),
        ("toward", "towards"),
    ];
    if has_marks(told) { None } else { by_table(told, choice, &NEAR) }
}
