//! Which bodies "the agency", "the newspaper" or "a House panel" may be, by the words of their names.

use super::figures::{Figure, Figures};
use super::lexicon::{self, Trait};

/// Nouns for bodies, and the words in names that they can stand for.
const KINDS: [(&str, &str); 20] = [
    (
        "agency bureau department",
        "agency department bureau administration office service commission fbi cia epa irs nsa dea",
    ),
    (
        "newspaper paper publication outlet",
        "times post journal herald tribune gazette courier chronicle observer guardian telegraph examiner inquirer sentinel \
      dispatch globe news register mail standard",
    ),
    ("magazine website site", "magazine review weekly buzzfeed politico"),
    ("network channel broadcaster", "news television tv network cnn bbc nbc cbs abc msnbc fox radio"),
    (
        "company firm corporation manufacturer maker",
        "company corporation corp inc ltd llc plc co group holdings motors industries systems technologies energy airlines \
      electric partners laboratories pharmaceuticals",
    ),
    ("airline carrier", "airlines airways air"),
    ("bank lender", "bank bancorp"),
    ("union", "union workers brotherhood federation teamsters association"),
    ("committee panel subcommittee", "committee subcommittee panel commission board"),
    ("university school college", "university college school institute academy"),
    (
        "group organization organisation coalition nonprofit charity",
        "association coalition alliance network fund foundation society league union council center",
    ),
    ("center centre institute", "center centre institute foundation"),
    ("alliance", "nato alliance treaty"),
    ("bloc", "eu union"),
    ("court", "court tribunal"),
    ("legislature", "legislature assembly parliament congress senate"),
    ("team club", "club united fc"),
    ("hospital clinic", "hospital clinic"),
    ("police force", "police"),
    ("party", "party"),
];

/// The words in names of bodies of the kind that a noun says.
pub(super) fn words_of_kind(noun: &str) -> impl Iterator<Item = &str> {
    kinds_of(noun).map(|kind| -> &str { kind })
}

/// True when a word of a name is of the kind that a noun says: "Times" for "the newspaper".
pub(super) fn is_of_kind(words: &[String], noun: &str) -> bool {
    words.iter().any(|word| kinds_of(noun).any(|kind| kind == word))
}

/// True when a noun, or its plural, is a word of a name.
pub(super) fn noun_in_name(words: &[String], noun: &str) -> bool {
    words.iter().any(|word| word == noun || lexicon::singular(word).as_deref() == Some(noun))
}

/// True when a name has a word that begins as this one does.
pub(super) fn has_word_like(words: &[String], word: &str) -> bool {
    words.iter().any(|known| stem(known) == stem(word))
}

fn kinds_of<'n>(noun: &'n str) -> impl Iterator<Item = &'static str> + use<'n> {
    let row = KINDS.iter().find(|(nouns, _)| nouns.split(' ').any(|one| one == noun));
    row.into_iter().flat_map(|(_, words)| words.split_whitespace())
}

/// The body that is named at least three times and twice as often as any other, bodies of state
/// and the press aside.
pub(super) fn main_company(figures: &Figures) -> Option<usize> {
    let candidates = figures
        .figures
        .iter()
        .enumerate()
        .filter(|(_, figure)| !figure.person && !figure.place && !is_public(figure));
    let mut counts: Vec<(usize, usize)> =
        candidates.map(|(index, figure)| (figure.names.len(), index)).collect();
    counts.sort_by(|one, other| other.0.cmp(&one.0).then(one.1.cmp(&other.1)));
    let &(count, figure) = counts.first()?;
    let second = counts.get(1).map_or(0, |other| other.0);
    (count >= 3 && count >= 2 * second).then_some(figure)
}

/// True for bodies of state, press and learning, which nobody calls a company.
fn is_public(figure: &Figure) -> bool {
    figure.words.iter().any(|word| {
        let traits = lexicon::traits(word);
        let company =
            matches!(word.as_str(), "company" | "corporation" | "bank" | "group" | "energy" | "motors");
        traits.has_any(&[Trait::Place, Trait::Nationality, Trait::Portfolio])
            || (traits.has_any(&[Trait::Body, Trait::Official]) && !company)
    }) || figure.words.len() == 1 && figure.words[0].len() <= 4
}

fn stem(word: &str) -> &str {
    let end = word.char_indices().nth(5).map_or(word.len(), |(at, _)| at);
    &word[..end]
}
