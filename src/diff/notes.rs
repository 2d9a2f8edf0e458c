//! Which words of a version are about its own changes: corrections, clarifications, editor's notes,
//! updates and their stamps.

use super::change::NoteKind;
use super::noise::is_stamp;

/// Headings of notes; what follows says that they are: a colon, a dash, a bracket, a day, the end.
#[rustfmt::skip]
const HEADINGS: &[(&str, NoteKind)] = &[
    ("correction appended", NoteKind::Correction), ("corrections and clarifications", NoteKind::Correction),
    ("clarifications and corrections", NoteKind::Correction), ("corrections & amplifications", NoteKind::Correction),
    ("correction to", NoteKind::Correction), ("correction on", NoteKind::Correction), ("correction and clarification", NoteKind::Correction),
    ("clarification and correction", NoteKind::Correction),
    ("correction", NoteKind::Correction), ("corrections", NoteKind::Correction), ("corrected", NoteKind::Correction),
    ("erratum", NoteKind::Correction), ("retraction", NoteKind::Correction), ("for the record", NoteKind::Correction),
    ("clarification", NoteKind::Clarification), ("clarifications", NoteKind::Clarification),
    ("editor's note", NoteKind::EditorsNote), ("editors' note", NoteKind::EditorsNote),
    ("editors note", NoteKind::EditorsNote), ("editor note", NoteKind::EditorsNote),
    ("note to readers", NoteKind::EditorsNote), ("a note to readers", NoteKind::EditorsNote),
    ("note from the editor", NoteKind::EditorsNote), ("amendment", NoteKind::Correction),
    ("updated", NoteKind::Update), ("update", NoteKind::Update), ("updates", NoteKind::Update),
];

/// Verbs with which a wire's note begins: "(Corrects spelling of name in paragraph 3)".
#[rustfmt::skip]
const VERBS: &[(&str, NoteKind)] = &[
    ("corrects", NoteKind::Correction), ("correcting", NoteKind::Correction), ("fixes", NoteKind::Correction),
    ("removes", NoteKind::Correction), ("clarifies", NoteKind::Clarification), ("adds", NoteKind::Update),
    ("updates", NoteKind::Update), ("updating", NoteKind::Update), ("recasts", NoteKind::Update),
    ("refiles", NoteKind::Correction), ("amends", NoteKind::Correction), ("restores", NoteKind::Correction),
    ("deletes", NoteKind::Correction), ("rewords", NoteKind::Correction), ("inserts", NoteKind::Update),
];

/// What an article calls itself.
pub const STORY: &[&str] = &[
    "article",
    "story",
    "report",
    "post",
    "piece",
    "page",
    "column",
    "item",
    "headline",
    "copy",
    "text",
    "dispatch",
    "blog",
    "essay",
    "obituary",
    "newsletter",
    "interview",
    "review",
];

/// What is said of an article that was changed.
#[rustfmt::skip]
const CHANGED: &[(&str, NoteKind)] = &[
    ("corrected", NoteKind::Correction), ("amended", NoteKind::Correction), ("corrects", NoteKind::Correction),
    ("clarified", NoteKind::Clarification), ("clarifies", NoteKind::Clarification),
    ("edited", NoteKind::Correction), ("revised", NoteKind::Correction), ("changed", NoteKind::Correction),
    ("modified", NoteKind::Correction), ("altered", NoteKind::Correction), ("fixed", NoteKind::Correction),
    ("updated", NoteKind::Update), ("updates", NoteKind::Update), ("republished", NoteKind::Update),
];

/// Words that belong to an earlier version, and words that say that it was wrong.
const EARLIER: &[&str] = &[
    "earlier",
    "previous",
    "original",
    "prior",
    "initial",
    "first",
    "previously",
    "originally",
    "initially",
];
const WRONG: &[&str] = &[
    "incorrectly",
    "mistakenly",
    "wrongly",
    "erroneously",
    "inaccurately",
    "misstated",
    "misspelled",
    "misspelt",
    "misidentified",
    "misattributed",
    "misquoted",
];

/// How far into a paragraph it shows that it is a note.
const OPENING: usize = 26;

/// What sort of note a paragraph is; none for prose.
pub fn kind(text: &str) -> Option<NoteKind> {
    let in_brackets = text.trim_start().starts_with(['(', '[', '*']);
    let plain = text.trim().trim_start_matches(['(', '[', '*', '•', '-', '–', '—', '_', '>', ' ']);
    let plain = plain.replace('’', "'").to_lowercase();
    let plain = without_clock(&plain);
    let all: Vec<&str> = plain
        .split_whitespace()
        .map(|word| word.trim_matches(|sign: char| !sign.is_alphanumeric()))
        .filter(|word| !word.is_empty())
        .collect();
    if all.len() <= OPENING && changed_word(&all).is_some() && is_stamp(&all) {
        return Some(NoteKind::Stamp);
    }
    let words = &all[..all.len().min(OPENING)];
    let found = by_heading(plain)
        .or_else(|| by_verb(plain, in_brackets))
        .or_else(|| of_an_earlier_version(words))
        .or_else(|| of_the_story(words))
        .or_else(|| of_an_error(plain, words))
        .or_else(|| of_our_words(plain, words))
        .or_else(|| changed_in_the_story(words))
        .or_else(|| of_this_story(plain, &all))?;
    Some(if found == NoteKind::Update && says_nothing(&all) { NoteKind::Stamp } else { found })
}

/// The text without the day and hour that stand before it: "Jan 13, 04.10 GMT The story was edited".
fn without_clock(plain: &str) -> &str {
    #[rustfmt::skip]
    const NO_CLOCK: &[&str] = &[
        "the", "this", "was", "by", "of", "as", "updated", "update", "corrected", "amended", "revised", "modified", "published",
        "posted", "first", "last", "time", "date", "local",
    ];
    let mut rest = plain;
    loop {
        let word = rest.split(' ').next().unwrap_or_default();
        let own = word.trim_matches(|sign: char| !sign.is_alphanumeric());
        let is_clock = is_stamp(&[own, "1"]) && !NO_CLOCK.contains(&own) && !STORY.contains(&own);
        if !is_clock || word.len() == rest.len() {
            return if rest.len() == plain.len() || !rest.starts_with(char::is_alphabetic) {
                plain
            } else {
                rest
            };
        }
        rest = rest[word.len()..].trim_start();
    }
}

fn is_changed(word: &str) -> bool {
    CHANGED.iter().any(|(changed, _)| *changed == word)
}

fn changed_word(words: &[&str]) -> Option<NoteKind> {
    words.iter().find_map(|word| CHANGED.iter().find(|(changed, _)| changed == word)).map(|(_, kind)| *kind)
}

fn by_heading(plain: &str) -> Option<NoteKind> {
    HEADINGS.iter().find_map(|(heading, kind)| {
        let rest = plain.strip_prefix(heading)?;
        let next = rest.trim_start();
        let sets_off = next.is_empty()
            || next.starts_with([':', '—', '–', '(', '[', '|', '/'])
            || next.starts_with("- ")
            || next.starts_with("-- ")
            || rest.starts_with('\n')
            || ["correction appended", "correction to", "correction on"].contains(heading);
        let is_dated = || {
            let until = next.split([':', '—', '–', '\n']).next().unwrap_or_default();
            let words: Vec<&str> = until
                .split_whitespace()
                .map(|word| word.trim_matches([',', '.', ')', '(']))
                .filter(|word| !word.is_empty())
                .collect();
            until.len() < next.len() && !words.is_empty() && words.len() <= 8 && is_stamp(&words)
        };
        (sets_off || is_dated()).then_some(*kind)
    })
}

fn by_verb(plain: &str, in_brackets: bool) -> Option<NoteKind> {
    // No sentence of prose begins with such a verb; some of them are nouns as well.
    const NO_NOUNS: &[&str] = &["corrects", "clarifies", "removes", "recasts", "adds"];
    let first = plain.split_whitespace().next().filter(|word| in_brackets || NO_NOUNS.contains(word))?;
    VERBS.iter().find(|(verb, _)| *verb == first).map(|(_, kind)| *kind)
}

/// "An earlier version of this article ...", "The original headline ..."
fn of_an_earlier_version(words: &[&str]) -> Option<NoteKind> {
    let at = words.iter().position(|word| ["version", "versions"].contains(word))?;
    let is_earlier = words[..at].iter().rev().take(4).any(|word| EARLIER.contains(word));
    let behind = &words[at + 1..];
    let of_this = matches!(behind, ["of" | "in", "this" | "our" | "the", what, ..] if STORY.contains(what))
        || matches!(behind, ["of" | "in", "this" | "our", _, what, ..] if STORY.contains(what));
    let says = behind.first().is_some_and(|word| {
        WRONG.contains(word) || ["said", "stated", "gave", "suggested", "omitted", "implied"].contains(word)
    });
    let is_said_corrected = words[..at].iter().any(|word| is_changed(word));
    (is_earlier && (of_this || says && (at <= 2 || is_said_corrected))).then_some(NoteKind::Correction)
}

/// "This story has been updated to ...", "The headline was changed", "This article originally said ..."
fn of_the_story(words: &[&str]) -> Option<NoteKind> {
    let at = words.iter().position(|word| STORY.contains(word)).filter(|at| *at <= 5)?;
    let before = &words[..at];
    let is_this = before.iter().rev().take(3).any(|word| ["this", "our", "above"].contains(word));
    let is_the = before.last() == Some(&"the") && at <= 1;
    let behind = &words[at + 1..];
    let near = &behind[..behind.len().min(6)];
    let has_been = near.iter().any(|word| ["was", "has", "have", "were", "is"].contains(word));
    let changed =
        changed_word(near).filter(|_| has_been || behind.first().is_some_and(|word| word.ends_with('s')));
    let misled = near
        .iter()
        .any(|word| WRONG.contains(word) || ["previously", "originally", "initially"].contains(word));
    if is_this && changed.is_some() || is_the && has_been && changed.is_some() && words[at] == "headline" {
        return changed;
    }
    let goes_on = || {
        let after = near.iter().position(|word| CHANGED.iter().any(|(changed, _)| changed == word));
        after.is_some_and(|at| {
            near.get(at + 1).is_none_or(|next| ["to", "on", "at", "with", "because"].contains(next))
        })
    };
    if is_the && has_been && at == 1 && ["article", "story"].contains(&words[at]) && goes_on() {
        return changed;
    }
    let first_published = near.iter().any(|word| ["published", "appeared", "ran", "posted"].contains(word));
    (misled && !first_published && (is_this || is_the && words[at] != "report"))
        .then_some(NoteKind::Correction)
}

/// "Due to an editing error, ...", "We have corrected ...", "The Courant regrets the error."
fn of_an_error(plain: &str, words: &[&str]) -> Option<NoteKind> {
    const ERRORS: &[&str] = &[
        "editing",
        "production",
        "reporting",
        "transcription",
        "typing",
        "typographical",
        "translation",
        "reporter's",
        "editor's",
    ];
    let opens_with_error = matches!(words, ["due" | "owing", "to", ..] | ["because", "of", ..])
        && words.iter().take(6).any(|word| *word == "error")
        && words.iter().take(6).any(|word| ERRORS.contains(word));
    let we_have = matches!(words, ["we", "have" | "'ve", ..] | ["we've", ..])
        && changed_word(&words[..words.len().min(4)]).is_some()
        && words.iter().any(|word| STORY.contains(word));
    let regrets =
        ["regrets the error", "regret the error", "apologise for the error", "apologize for the error"]
            .iter()
            .any(|regret| plain.contains(regret));
    (opens_with_error || we_have || regrets).then_some(NoteKind::Correction)
}

/// "In an entry at 16:55 we originally said ...", "we had said ...": the outlet of itself, outside quotations.
fn of_our_words(plain: &str, words: &[&str]) -> Option<NoteKind> {
    const SAID: [&str; 5] = ["said", "reported", "stated", "wrote", "gave"];
    let quoted = plain.contains(['“', '"', '‘']);
    let ours = words.windows(3).any(|three| {
        let [we, when, said] = three else { return false };
        *we == "we"
            && (EARLIER.contains(when) || WRONG.contains(when) || *when == "had")
            && SAID.contains(said)
    });
    (ours && !quoted).then_some(NoteKind::Correction)
}

/// "The date of the vote has been corrected in this article."
fn changed_in_the_story(words: &[&str]) -> Option<NoteKind> {
    let at = words.windows(2).position(|two| {
        ["was", "were", "been"].contains(&two[0]) && CHANGED.iter().any(|(changed, _)| *changed == two[1])
    })?;
    let behind = words.get(at + 2..)?;
    let here = behind
        .windows(3)
        .take(3)
        .any(|three| ["in", "on"].contains(&three[0]) && three[1] == "this" && STORY.contains(&three[2]));
    changed_word(&words[at..at + 2]).filter(|_| here)
}

/// "This story was first published on 6 June. It was updated to correct ...", "Two errors have been put right
/// since this piece appeared": an article that speaks of itself and of what was done to it.
fn of_this_story(plain: &str, words: &[&str]) -> Option<NoteKind> {
    const LONGEST: usize = 70;
    let is_self = |at: usize| {
        (STORY.contains(&words[at]) || words[at].strip_suffix('s').is_some_and(|word| STORY.contains(&word)))
            && words[at.saturating_sub(4)..at].iter().any(|word| ["this", "our"].contains(word))
    };
    let of_publication = words.windows(2).any(|two| {
        matches!(
            two,
            ["after" | "since" | "before", "publication"] | ["print", "edition"] | ["first", "published"]
        )
    });
    let we_changed = words.windows(3).any(|three| {
        three[0] == "we"
            && (is_changed(three[1]) || ["have", "also"].contains(&three[1]) && is_changed(three[2]))
    });
    let quotes = plain.contains(['“', '"']) && !we_changed;
    if words.len() > LONGEST || quotes || !of_publication && !(0..words.len()).any(is_self) {
        return None;
    }
    let fixes =
        words.iter().take(6).any(|word| ["fixes", "corrections", "errors", "mistakes"].contains(word));
    done(words).or_else(|| fixes.then_some(NoteKind::Correction))
}

/// What a paragraph right below a note goes on to tell: "The sum has also been corrected."
pub fn goes_on(text: &str) -> Option<NoteKind> {
    const LONGEST: usize = 30;
    let plain = text.to_lowercase();
    let words: Vec<&str> = plain
        .split_whitespace()
        .map(|word| word.trim_matches(|sign: char| !sign.is_alphanumeric()))
        .filter(|word| !word.is_empty())
        .collect();
    let has_been = words.windows(2).any(|two| matches!(two, ["has" | "have", "been" | "also"]))
        || matches!(words[..], ["we", ..] | ["it", "was" | "has", ..]);
    if words.len() <= LONGEST && has_been && !plain.contains(['“', '"']) { done(&words) } else { None }
}

/// What is said to have been done: "was amended", "we have removed", "have been put right".
fn done(words: &[&str]) -> Option<NoteKind> {
    #[rustfmt::skip]
    const OTHERS: &[(&str, NoteKind)] = &[
        ("added", NoteKind::Update), ("removed", NoteKind::Correction), ("adjusted", NoteKind::Correction),
        ("deleted", NoteKind::Correction), ("replaced", NoteKind::Correction), ("right", NoteKind::Correction),
    ];
    words.iter().enumerate().find_map(|(at, word)| {
        let (_, kind) = CHANGED.iter().chain(OTHERS).find(|(changed, _)| changed == word)?;
        let before = &words[at.saturating_sub(4)..at];
        let is_done = before.iter().any(|word| ["been", "was", "were", "we", "we've"].contains(word));
        (is_done && (*word != "right" || before.ends_with(&["put"]) || before.ends_with(&["set"])))
            .then_some(*kind)
    })
}

/// True for a note that tells that something was changed but not what.
fn says_nothing(words: &[&str]) -> bool {
    #[rustfmt::skip]
    const SMALL: &[&str] = &[
        "has", "been", "was", "have", "be", "will", "developing", "a", "an", "and", "it", "to", "with", "as", "more",
        "new", "latest", "information", "details", "detail", "throughout", "becomes", "available", "additional",
        "reporting", "breaking", "news", "for", "our", "we", "further", "developments", "since", "publication",
        "context", "its", "reflect", "include", "edited", "clarity", "style", "length", "is",
    ];
    words.iter().all(|word| {
        SMALL.contains(word)
            || STORY.contains(word)
            || CHANGED.iter().any(|(changed, _)| changed == word)
            || is_stamp(&[word, "1"])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<NoteKind>) {
        assert_eq!(kind(text), expected, "{text}");
    }

    #[test]
    fn notes_are_known_by_how_they_begin() {
        use NoteKind::*;
        check("Correction: The ferry has 14 cabins, not 12.", Some(Correction));
        check("CORRECTION (3 May 2031): The ferry has 14 cabins.", Some(Correction));
        check("Correction, 4 May: the bridge opened in 1931.", Some(Correction));
        check("Clarification: The board has not voted.", Some(Clarification));
        check("Editor’s note: A quotation was removed.", Some(EditorsNote));
        check("An earlier version of this article misstated the toll.", Some(Correction));
        check("A previous version of this story said that the dam had burst.", Some(Correction));
        check("This article was amended on 3 May 2031 to correct the spelling of a name.", Some(Correction));
        check("This story has been updated to include a comment from the Harbour Board.", Some(Update));
        check("The headline of this article has been changed.", Some(Correction));
        check("Due to an editing error, the name of the captain was misspelled.", Some(Correction));
        check("(Corrects spelling of harbour master in paragraph 3)", Some(Correction));
        check("(Refiles to fix the ferry's name in second paragraph)", Some(Correction));
        check("This report originally said that two boats were lost.", Some(Correction));
        check("In an entry at 16:55 we originally said that two boats were lost.", Some(Correction));
        check("The board puts the crowd at 700; we had said thousands.", Some(Correction));
        check("“In May we originally said two boats,” she said.", None);
        check("The date of the vote has been corrected in this article.", Some(Correction));
        check("The error was corrected in the second half of the year.", None);
        check("This story has been updated.", Some(Stamp));
        check("Updated 3 May 2031 at 14:30", Some(Stamp));
        check("Update, 4 p.m.: The ferry has been found.", Some(Update));
        check(
            "Two errors have been put right since this piece appeared: the keeper's age and the year.",
            Some(Correction),
        );
        check(
            "This story was first published on 6 June. It was updated on 7 June to correct the day.",
            Some(Update),
        );
        check("We amended this report on 24 May to correct the cost of the ferry.", Some(Correction));
        check("This is a corrected story. A previous version gave the wrong day.", Some(Correction));
        check("The name of the town was changed after publication; it was misspelled.", Some(Correction));
        check("Jan 13, 04.10 GMT The story was edited to correct a name.", Some(Correction));
        check("Correction to our 20:10 post: the sum is £13m.", Some(Correction));
        check("Note: After a complaint, we have altered the headline of this article.", Some(Correction));
        check("This is a developing story. The wind speeds were updated at 13.20.", Some(Update));
        check("• An earlier version said the ferry had 12 cabins.", Some(Correction));
        check("Correction, 6 May: The ferry has 14 cabins.", Some(Correction));
    }

    #[test]
    fn what_stands_below_a_note_can_go_on() {
        assert_eq!(goes_on("The sum has also been corrected."), Some(NoteKind::Correction));
        assert_eq!(goes_on("We corrected how much older the ferry is."), Some(NoteKind::Correction));
        assert_eq!(
            goes_on("It was further amended on 5 May. The toll was misstated."),
            Some(NoteKind::Correction)
        );
        assert_eq!(goes_on("The harbour was closed at noon."), None);
        assert_eq!(goes_on("“The sum has been corrected,” said the harbour master."), None);
    }

    #[test]
    fn prose_is_no_note() {
        check("Corrections officers said the prison was full.", None);
        check("An earlier version of the bill would have closed the harbour.", None);
        check("The report was changed after the minister read it.", None);
        check("Update your boat's papers, the harbour master told owners.", None);
        check("The story was updated by every generation of sailors.", None);
        check("The first version of the ferry sank.", None);
        check("The name of the street was changed in 1931.", None);
    }
}
