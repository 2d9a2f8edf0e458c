//! Which body "the agency", "the newspaper" or "a House panel" is, by the words of its name and by
//! what the article calls it.

use super::descriptions::{Description, Tie, content_words, nearness};
use super::figures::{Figure, Figures};
use super::lexicon::{self, Trait};
use super::page::Page;
use super::seats;

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

/// True for a noun that stands for a kind of body.
pub(super) fn is_kind(noun: &str) -> bool {
    kinds_of(noun).next().is_some()
}

fn kinds_of<'n>(noun: &'n str) -> impl Iterator<Item = &'static str> + use<'n> {
    let row = KINDS.iter().find(|(nouns, _)| nouns.split(' ').any(|one| one == noun));
    row.into_iter().flat_map(|(_, words)| words.split_whitespace())
}

/// Ties a description of a body to a figure, or abstains.
pub(super) fn tie(page: &Page, figures: &Figures, description: &Description, definite: bool) -> Option<Tie> {
    let head = page.lower(description.head);
    let modifiers: Vec<&str> = content_words(page, description.tokens.clone())
        .filter(|&token| token != description.head)
        .map(|token| page.lower(token))
        .collect();
    if definite
        && modifiers.is_empty()
        && let Some(tie) = tie_place(page, figures, description)
    {
        return Some(tie);
    }
    let early = page.sentence(description.tokens.start) < 4;
    if !definite && !early && head != "police" {
        return None;
    }
    let mut scored: Vec<(f32, usize, usize)> = Vec::new();
    let plural = format!("{head}s");
    for index in
        figures.with_words(kinds_of(head).map(|kind| -> &str { kind }).chain([head, plural.as_str()]))
    {
        let figure = &figures.figures[index];
        if figure.person || figure.place {
            continue;
        }
        let Some(fit) = fit_body(page, figure, head, &modifiers, definite || head == "police") else {
            continue;
        };
        if figures.name_at(description.head).is_some_and(|name| figure.names.binary_search(&name).is_ok()) {
            continue;
        }
        scored.push((
            fit + nearness(page, figures, figure, description.tokens.start),
            index,
            figure.fullest.end - 1,
        ));
    }
    scored.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
    let Some(&(score, figure, mention)) = scored.first() else {
        return if definite && modifiers.is_empty() {
            leading_company(page, figures, description)
        } else {
            None
        };
    };
    let margin = scored.get(1).map_or(1.0, |second| score - second.0);
    let least = if scored.len() == 1 { 0.15 } else { 0.45 };
    (margin >= 0.2 && score > least).then_some(Tie {
        figure,
        mention,
        confidence: (0.55 + 0.2 * margin).min(0.88),
    })
}

/// "the state": the one named last, where only one is near.
fn tie_place(page: &Page, figures: &Figures, description: &Description) -> Option<Tie> {
    const REACH: usize = 120;
    let head = description.head;
    let wanted_state = match page.lower(head) {
        "state" => true,
        "country" | "nation" => false,
        _ => return None,
    };
    let is_wanted = |figure: &Figure| {
        let one = figure.words.concat();
        figure.place
            && seats::is_state(&one) == wanted_state
            && (wanted_state || lexicon::traits(&one).has(Trait::Place))
    };
    let near =
        (head.saturating_sub(REACH)..head).rev().filter_map(|token| Some((figures.figure_at(token)?, token)));
    let mut places = near.filter(|&(figure, _)| is_wanted(&figures.figures[figure]));
    let (figure, mention) = places.next()?;
    places.all(|(other, _)| other == figure).then_some(Tie { figure, mention, confidence: 0.65 })
}

/// A body fits "the agency" when its name says so, or when the article calls it one.
fn fit_body(page: &Page, figure: &Figure, head: &str, modifiers: &[&str], definite: bool) -> Option<f32> {
    let words = &figure.words;
    let last = words.last().map_or("", |word| word);
    let role = figure.roles.iter().any(|role| page.lower(role.head) == head);
    let same = words.iter().any(|word| word == head || lexicon::singular(word).as_deref() == Some(head));
    let kind = words.iter().any(|word| kinds_of(head).any(|kind| kind == word));
    let mut score = if role {
        1.1
    } else if last == head {
        1.0
    } else if same {
        0.8
    } else if kind {
        0.7
    } else {
        return None;
    };
    let shared = modifiers.iter().filter(|word| words.iter().any(|known| stem(known) == stem(word))).count();
    score += 0.4 * shared as f32;
    if !definite && shared == 0 {
        return None;
    }
    let missing = modifiers.len() - shared;
    score -= 0.25 * missing as f32;
    Some(score)
}

/// "the bank", where the article is about one company whose name does not say what it is.
fn leading_company(page: &Page, figures: &Figures, description: &Description) -> Option<Tie> {
    const COMPANIES: [&str; 14] = [
        "company",
        "firm",
        "bank",
        "lender",
        "corporation",
        "retailer",
        "manufacturer",
        "maker",
        "carrier",
        "chain",
        "automaker",
        "startup",
        "utility",
        "insurer",
    ];
    let figure = figures.company.filter(|_| COMPANIES.contains(&page.lower(description.head)))?;
    let mention = figures.figures[figure].fullest.end - 1;
    (mention < description.head).then_some(Tie { figure, mention, confidence: 0.6 })
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
