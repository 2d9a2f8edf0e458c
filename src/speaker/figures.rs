//! Brings the names of an article together: "Elise Ortega", "Ms. Ortega" and "Ortega" are one
//! [`Figure`], "the Harbour Board" and "the board" with a capital another.
//!
//! Comes in: the names of an article. Goes out: figures, and for each name its figure. A surname
//! that two figures share, and that nothing in its place decides, belongs to neither.

use std::collections::HashMap;
use std::ops::Range;

use super::first_names::{self, Gender};
use super::leanings;
use super::lexicon::{self, Trait};
use super::matching::{self, Fit};
use super::names::Name;
use super::page::Page;
use super::roles::Role;
use super::seats::{self, Seat};
use super::titles;

/// A person or body that the article names.
#[derive(Clone, Debug, Default)]
pub(super) struct Figure {
    /// The tokens of the fullest form.
    pub(super) fullest: Range<usize>,
    /// The words of the fullest form, in lower case.
    pub(super) words: Vec<String>,
    /// True for a person.
    pub(super) person: bool,
    /// True for a country, state or town.
    pub(super) place: bool,
    /// The gender that titles, first names and nouns suggest.
    pub(super) gender: Option<Gender>,
    /// The last words of the titles before its names.
    pub(super) titles: Vec<usize>,
    /// Titles, offices and descriptions.
    pub(super) roles: Vec<Role>,
    /// Party and state, where they stand in brackets after the name.
    pub(super) seat: Option<Seat>,
    /// Short forms that the article spells out: "OPM".
    pub(super) short_forms: Vec<String>,
    /// Indices of its names, in the order of the text.
    pub(super) names: Vec<usize>,
    /// True when it is first named as somebody's relative: "his wife Ann Hale".
    pub(super) by_kinship: bool,
}

/// Whose name it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Bearer {
    /// The figure's, by index.
    One(usize),
    /// A form that several figures share.
    Shared(Vec<usize>),
}

/// The figures of an article.
#[derive(Debug, Default)]
pub(super) struct Figures {
    pub(super) figures: Vec<Figure>,
    pub(super) names: Vec<Name>,
    /// For each name, whose it is.
    pub(super) bearers: Vec<Bearer>,
    /// Figures by each word of their forms and roles, and bodies by their first letters, so that
    /// few are looked at.
    pub(super) by_word: HashMap<String, Vec<usize>>,
    /// The company that the article is about, where there is one.
    pub(super) company: Option<usize>,
    /// Whose the descriptions beside names are, by their noun.
    pub(super) beside: HashMap<usize, usize>,
    /// For each token, one more than the index of the name that it is part of.
    at: Vec<u32>,
}

impl Figures {
    /// The figures that have one of these words in their name or roles, in order; where very many
    /// have one, the first of them.
    pub(super) fn with_words<'w>(&self, words: impl Iterator<Item = &'w str>) -> Vec<usize> {
        let known = words.filter_map(|word| self.by_word.get(word));
        let mut found: Vec<usize> =
            known.flat_map(|known| known.iter().take(MOST_DESCRIBED)).copied().collect();
        found.sort_unstable();
        found.dedup();
        found.truncate(MOST_DESCRIBED);
        found
    }

    /// The people of the article with this surname, in order.
    pub(super) fn with_surname(&self, surname: &str) -> Vec<usize> {
        let named = self.by_word.get(surname).into_iter().flatten().copied();
        named
            .filter(|&figure| {
                let figure = &self.figures[figure];
                figure.person
                    && figure.words.len() > 1
                    && figure.words.last().is_some_and(|word| word == surname)
            })
            .collect()
    }

    /// Files a figure under a word.
    pub(super) fn file(&mut self, word: &str, figure: usize) {
        file(&mut self.by_word, word, figure);
    }

    /// The name that a token is part of.
    pub(super) fn name_at(&self, token: usize) -> Option<usize> {
        self.at.get(token).filter(|&&name| name > 0).map(|&name| name as usize - 1)
    }

    /// The one figure that a token names.
    pub(super) fn figure_at(&self, token: usize) -> Option<usize> {
        match self.bearers[self.name_at(token)?] {
            Bearer::One(figure) => Some(figure),
            Bearer::Shared(_) => None,
        }
    }
}

/// How many figures are looked at for one word of a name, the last ones; by its whole form a figure
/// is found however many there are. No article in the news names so many people of one surname.
const MOST_BEARERS: usize = 64;

/// How many figures that share a form are told apart by name.
const MOST_RIVALS: usize = 16;

/// How many figures are weighed for one word of a description.
const MOST_DESCRIBED: usize = 64;

/// In a run of more capitals than this only names of the length of names are looked for.
const LONG_HEADING: usize = 32;
const MOST_WORDS_IN_HEADING: usize = 6;

/// Brings names together.
pub(super) fn gather(page: &Page, mut names: Vec<Name>) -> Figures {
    let mut gathering = Gathering::new(page, &names);
    let mut words: Vec<Vec<String>> = names.iter().map(|name| words_of(page, name.tokens.clone())).collect();
    leanings::settle(page, &mut names, &words);
    for stage in [Stage::FullPersons, Stage::Bodies, Stage::LikelyPersons, Stage::Rest, Stage::Headings] {
        for index in 0..names.len() {
            if stage == Stage::Headings && gathering.bearers[index].is_none() {
                gathering.cut_from_heading(&mut names[index], &mut words[index]);
            }
            if gathering.bearers[index].is_none() && stage.takes(page, &names[index], &words[index]) {
                gathering.place(index, &names[index], &words[index], stage);
            }
        }
    }
    gathering.finish(names)
}

/// Full names come first, so that a surname in the headline finds its bearer below.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Stage {
    FullPersons,
    Bodies,
    LikelyPersons,
    Rest,
    Headings,
}

impl Stage {
    fn takes(self, page: &Page, name: &Name, words: &[String]) -> bool {
        let heading = page.is_heading(page.sentence(name.tokens.start));
        match self {
            Stage::FullPersons => !heading && name.leaning > 3 && is_full(words),
            Stage::LikelyPersons => !heading && name.leaning > 0 && is_full(words),
            Stage::Bodies => !heading && name.leaning < 0 && is_full(words),
            Stage::Rest => !heading,
            Stage::Headings => heading,
        }
    }
}

/// First name and surname: more than a particle and a surname.
fn is_full(words: &[String]) -> bool {
    words.len() > 1 && !lexicon::traits(&words[0]).has(Trait::Particle)
        || words.len() > 1 && first_names::is_first_name(&words[0])
}

fn words_of(page: &Page, tokens: Range<usize>) -> Vec<String> {
    tokens
        .map(|token| {
            page.lower(token).trim_matches(|letter: char| !letter.is_alphanumeric()).replace('.', "")
        })
        .filter(|word| !word.is_empty())
        .collect()
}

struct Gathering<'p, 'a> {
    page: &'p Page<'a>,
    figures: Vec<Figure>,
    bearers: Vec<Option<Bearer>>,
    /// Figures by each word of their fullest form, so that few are compared.
    by_word: HashMap<String, Vec<usize>>,
    /// Figures by all the words of their fullest form.
    by_form: HashMap<Vec<String>, usize>,
}

impl<'p, 'a> Gathering<'p, 'a> {
    fn new(page: &'p Page<'a>, names: &[Name]) -> Self {
        Gathering {
            page,
            figures: Vec::new(),
            bearers: vec![None; names.len()],
            by_word: HashMap::new(),
            by_form: HashMap::new(),
        }
    }

    fn place(&mut self, index: usize, name: &Name, words: &[String], stage: Stage) {
        if words.is_empty() {
            return;
        }
        let mut fits = self.fits(name, words);
        if name.doubtful {
            fits.retain(|&(fit, figure)| fit == Fit::Surname && self.figures[figure].person);
            if fits.is_empty() {
                return;
            }
        }
        let best = fits.iter().map(|&(fit, _)| fit).max();
        let candidates: Vec<usize> =
            fits.iter().filter(|(fit, _)| Some(*fit) == best).map(|&(_, figure)| figure).collect();
        let bearer = match (candidates.len(), best) {
            (0, _) | (_, None) => Bearer::One(self.begin(name, words)),
            (1, _) => Bearer::One(candidates[0]),
            // Two full names cannot both be meant: the nearer in form was begun first.
            _ if stage <= Stage::LikelyPersons && best == Some(Fit::Whole) => Bearer::One(candidates[0]),
            _ => self.among(candidates, name),
        };
        if let Bearer::One(figure) = bearer {
            self.add(figure, index, name, words);
        }
        self.bearers[index] = Some(bearer);
    }

    /// In a headline every word has a capital: keeps the stretch that names a known figure.
    fn cut_from_heading(&self, name: &mut Name, words: &mut Vec<String>) {
        let count = name.tokens.len();
        if count != words.len() || count < 2 {
            return;
        }
        let longest = if count > LONG_HEADING { MOST_WORDS_IN_HEADING } else { count };
        let stretches = (1..=longest)
            .rev()
            .flat_map(|length| (0..=count - length).map(move |start| start..start + length));
        let neutral = Name { leaning: 0, ..name.clone() };
        for stretch in stretches {
            let fits = self.fits(&neutral, &words[stretch.clone()]);
            let known = fits.iter().any(|&(fit, figure)| {
                fit >= Fit::Surname && (self.figures[figure].person || fit == Fit::Whole)
            });
            if known {
                name.tokens = name.tokens.start + stretch.start..name.tokens.start + stretch.end;
                name.leaning = 0;
                *words = words[stretch].to_vec();
                return;
            }
        }
    }

    fn fits(&self, name: &Name, words: &[String]) -> Vec<(Fit, usize)> {
        let mut candidates: Vec<usize> = self.by_form.get(words).copied().into_iter().collect();
        let keys = words.iter().filter_map(|word| self.by_word.get(word));
        keys.for_each(|figures| candidates.extend(figures.iter().rev().take(MOST_BEARERS)));
        candidates.sort_unstable();
        candidates.dedup();
        let gender = self.gender_of(name, words);
        candidates
            .into_iter()
            .filter_map(|figure| Some((self.fit(name, words, gender, figure)?, figure)))
            .collect()
    }

    fn fit(&self, name: &Name, words: &[String], gender: Option<Gender>, index: usize) -> Option<Fit> {
        let figure = &self.figures[index];
        let opposite = matches!((gender, figure.gender), (Some(one), Some(other)) if one != other);
        if figure.person {
            let certain_body = name.leaning <= -6 || (name.leaning < -3 && words.len() > 1);
            // "Ann Lee Center" bears her name and is another.
            let body = |words: &[String]| {
                words
                    .last()
                    .is_some_and(|last| lexicon::traits(last).has_any(&[Trait::Body, Trait::Document]))
            };
            let longer = words.len() > figure.words.len() && body(words) && !body(&figure.words);
            if certain_body || longer || (opposite && words.len() == 1) {
                return None;
            }
            // Whom the article calls by the surname before it names the son is the father.
            let heading = self.page.is_heading(self.page.sentence(name.tokens.start));
            let before = name.tokens.start < figure.fullest.start && !heading;
            if before && words.len() == 1 && matching::is_junior(&figure.words) {
                return None;
            }
            return matching::person(words, &figure.words);
        }
        let part = words.len() > 1 && figure.words.ends_with(words);
        if name.leaning >= 5 || (name.leaning > 0 && words.len() > 1 && !part) {
            return None;
        }
        let surface = self.page.text(name.tokens.clone());
        if name.place && !figure.place && words.len() != figure.words.len() {
            return None;
        }
        matching::body(surface, words, &figure.words, &figure.short_forms)
    }

    /// Decides between figures that share a form: those named before, those not brought in as
    /// somebody's relative, those whose title it is, the one that the article is about.
    fn among(&self, mut left: Vec<usize>, name: &Name) -> Bearer {
        let first_name = |figure: usize| self.figures[figure].fullest.start;
        narrow(&mut left, |&figure| !self.figures[figure].by_kinship);
        narrow(&mut left, |&figure| !self.page.is_quoted(self.figures[figure].fullest.start));
        let heading = self.page.is_heading(self.page.sentence(name.tokens.start));
        if !heading {
            narrow(&mut left, |&figure| first_name(figure) < name.tokens.start);
        }
        if !name.title.is_empty() {
            let title = name.title.end - 1;
            let same = |other: &usize| self.page.lower(*other) == self.page.lower(title);
            narrow(&mut left, |&figure| self.figures[figure].titles.iter().any(same));
        }
        if left.len() > 1 {
            let count = |figure: &usize| self.figures[*figure].names.len();
            let most = left.iter().map(count).max().unwrap_or(0);
            // Four times as many names: the other is mentioned in passing.
            narrow(&mut left, |figure| count(figure) * 4 > most);
        }
        match left[..] {
            [one] => Bearer::One(one),
            _ => {
                left.truncate(MOST_RIVALS);
                Bearer::Shared(left)
            }
        }
    }

    fn begin(&mut self, name: &Name, words: &[String]) -> usize {
        let index = self.figures.len();
        self.figures.push(Figure {
            fullest: name.tokens.clone(),
            words: Vec::new(),
            person: name.leaning > 0,
            place: name.place,
            ..Figure::default()
        });
        self.file(words, index);
        index
    }

    fn add(&mut self, index: usize, place: usize, name: &Name, words: &[String]) {
        let gender = self.gender_of(name, words);
        let kinship = name.title.clone().next_back().is_some_and(|last| self.page.has(last, Trait::Relative));
        let figure = &mut self.figures[index];
        if figure.names.is_empty() {
            figure.by_kinship = kinship;
        }
        figure.names.push(place);
        if let Some(title) = name.title.clone().next_back()
            && !figure.titles.iter().any(|&known| self.page.lower(known) == self.page.lower(title))
        {
            figure.titles.push(title);
        }
        figure.gender = figure.gender.or(gender);
        figure.seat = figure.seat.or_else(|| seats::after(self.page, name.tokens.end));
        let heading = self.page.is_heading(self.page.sentence(name.tokens.start));
        let first_full = figure.words.len() == 1 && first_names::is_first_name(&words[0]);
        let sure = !heading || figure.names.len() == 1 || first_full;
        if words.len() > figure.words.len() && sure {
            figure.words = words.to_vec();
            figure.fullest = name.tokens.clone();
            self.by_form.entry(words.to_vec()).or_insert(index);
            self.file(words, index);
        }
        let figure = &mut self.figures[index];
        if let Some(short) = short_form_after(self.page, name.tokens.end) {
            file(&mut self.by_word, &short, index);
            figure.short_forms.push(short);
        }
    }

    fn file(&mut self, words: &[String], index: usize) {
        for word in words {
            file(&mut self.by_word, word, index);
        }
        if words.len() > 1 && !self.figures[index].person {
            for letters in matching::initials(words) {
                file(&mut self.by_word, &letters, index);
            }
        }
    }

    fn gender_of(&self, name: &Name, words: &[String]) -> Option<Gender> {
        if name.leaning <= 0 {
            return None;
        }
        titles::title_gender(self.page, name.title.clone()).or_else(|| {
            words.first().filter(|_| words.len() > 1).and_then(|first| first_names::gender(first))
        })
    }

    fn finish(mut self, names: Vec<Name>) -> Figures {
        let mut at = vec![0; self.page.len()];
        for (index, name) in names.iter().enumerate().filter(|(index, _)| self.bearers[*index].is_some()) {
            at[name.tokens.clone()].fill(index as u32 + 1);
        }
        for figure in &mut self.figures {
            figure.names.sort_unstable();
            let places = figure.names.iter().filter(|&&name| names[name].place).count();
            figure.place = places * 2 > figure.names.len();
        }
        let bearers =
            self.bearers.into_iter().map(|bearer| bearer.unwrap_or(Bearer::Shared(Vec::new()))).collect();
        Figures {
            figures: self.figures,
            names,
            bearers,
            by_word: self.by_word,
            company: None,
            beside: HashMap::new(),
            at,
        }
    }
}

fn file(by_word: &mut HashMap<String, Vec<usize>>, word: &str, figure: usize) {
    match by_word.get_mut(word) {
        Some(known) => {
            if let Err(place) = known.binary_search(&figure) {
                known.insert(place, figure);
            }
        }
        None => {
            by_word.insert(word.to_owned(), vec![figure]);
        }
    }
}

/// Keeps those that pass, unless none does.
fn narrow<T>(items: &mut Vec<T>, passes: impl Fn(&T) -> bool) {
    if items.len() > 1 && items.iter().any(&passes) {
        items.retain(passes);
    }
}

/// "(OPM)" after the name that it stands for.
fn short_form_after(page: &Page, end: usize) -> Option<String> {
    let inside = page.lower_at(Some(end + 1));
    let bracketed = page.lower_at(Some(end)) == "(" && page.lower_at(Some(end + 2)) == ")";
    let capitals =
        bracketed && page.word(end + 1).chars().all(|letter| letter.is_uppercase() || letter == '.');
    (capitals && inside.len() > 1).then(|| inside.replace('.', ""))
}
