//! Puts the parts together: for each attribution, reads its source, finds who is meant, and
//! lists every speaker once.

use std::collections::HashMap;
use std::ops::Range;

use super::anaphors::Context;
use super::antecedents::{self, Antecedent, Antecedents};
use super::chains;
use super::figures::{Bearer, Figure, Figures};
use super::kinds;
use super::lexicon::Trait;
use super::mentions::Referent;
use super::naming::{self, Phrases};
use super::page::Page;
use super::ranker;
use super::reading::Reading;
use super::resolution::{Cast, Resolution, RunnerUp, Speaker, SpeakerKind, Telling, UnnamedClass};
use super::source;
use super::source_map::SourceMap;
use super::telling::Teller;
use super::unnamed;
use crate::attribution::Attribution;
use crate::ingest::Article;
use crate::syntax::{Relation, Tag};

/// Resolves all attributions of an article.
pub(super) fn cast(article: &Article, page: &Page, figures: &Figures, attributions: &[Attribution]) -> Cast {
    let sources = SourceMap::new(page, figures, attributions);
    let readings = source::read_all(page, figures, attributions);
    let context = Context { page, figures, sources: &sources };
    let known: Vec<(Range<usize>, &Reading)> =
        readings.iter().flatten().map(|(tokens, reading)| (tokens.clone(), reading)).collect();
    let antecedents = antecedents::resolve(context, &known, &mut |_, _, rows| ranker::chances(rows));
    let phrases = naming::phrases(known.iter().map(|(_, reading)| *reading));
    let cast = Cast { article: article.id.clone(), ..Cast::default() };
    let mut casting = Casting { article, page, figures, antecedents, cast, phrases, known: HashMap::new() };
    // Who "I" is inside a quotation is known once the quotation's speaker is.
    let quoted_self = |index: usize| match readings[index] {
        Some((_, Reading::Pronoun(pronoun))) if is_first_person(page.lower(pronoun)) => Some(pronoun),
        _ => None,
    };
    let mut order: Vec<usize> = (0..attributions.len()).collect();
    order.sort_by_key(|&index| {
        let start = readings[index].as_ref().map_or(usize::MAX, |(tokens, _)| tokens.start);
        (quoted_self(index).is_some(), start)
    });
    casting.cast.resolutions = vec![None; attributions.len()];
    casting.cast.doubts = vec![None; attributions.len()];
    for index in order {
        let around =
            |index: usize| attributions[index].nested_in.or_else(|| sources.reported_by(quoted_self(index)?));
        let outer = std::iter::successors(around(index), |&outer| around(outer))
            .take(MOST_NESTED)
            .find_map(|outer| casting.cast.resolutions[outer].clone());
        let reading = readings[index].as_ref().map(|(_, reading)| reading);
        let resolution = reading.and_then(|reading| casting.resolve(reading, outer));
        if resolution.is_none()
            && let Some(Reading::Pronoun(pronoun)) = reading
            && !is_first_person(page.lower(*pronoun))
        {
            casting.cast.doubts[index] = Some(casting.doubt(*pronoun));
        }
        casting.cast.resolutions[index] = resolution;
    }
    casting.tell(attributions);
    casting.cast
}

/// "the Ortegas" are named one by one where the article knows no more of them than this.
const MOST_KIN: usize = 4;

/// How many quotations inside one another are looked through for who "I" is.
const MOST_NESTED: usize = 8;

/// Who is meant, before it has a place in the cast.
#[derive(Clone, Debug)]
struct Meant {
    speaker: Speaker,
    mention: Option<Range<usize>>,
    confidence: f32,
    reason: String,
    runner_up: Option<RunnerUp>,
}

struct Casting<'p, 'a> {
    article: &'p Article,
    page: &'p Page<'a>,
    figures: &'p Figures,
    antecedents: Antecedents,
    cast: Cast,
    phrases: Phrases,
    /// Place in the cast by name and kind.
    known: HashMap<(String, SpeakerKind), usize>,
}

impl Casting<'_, '_> {
    fn resolve(&mut self, reading: &Reading, outer: Option<Resolution>) -> Option<Resolution> {
        let meant = match reading {
            Reading::Nothing => return None,
            Reading::Name(name) => self.named(*name),
            Reading::Names(names) => self.named_together(names),
            Reading::NameAndOthers(name, others) => self.named_with_others(*name, others.clone()),
            Reading::Description(phrase, head) => self.described(phrase.clone(), *head),
            Reading::Relative(pronoun) => self.relative(*pronoun)?,
            Reading::Pronoun(pronoun) if is_first_person(self.page.lower(*pronoun)) => {
                if self.page.is_quoted(*pronoun) || self.page.lower(*pronoun).starts_with("you") {
                    return outer.filter(|_| !self.page.lower(*pronoun).starts_with("you"));
                }
                self.author(*pronoun)
            }
            Reading::Pronoun(pronoun) => match self.pronoun(*pronoun) {
                Some(meant) => meant,
                None if self.page.is_noun(*pronoun) => {
                    // "both candidates", of whom nothing tells which two.
                    let phrase = naming::phrase_around(self.page, &self.phrases, *pronoun);
                    self.own_words(phrase, Some(*pronoun))
                }
                None => return None,
            },
        };
        Some(self.enlist(meant))
    }

    /// Who "I" is outside quotation marks.
    fn author(&self, pronoun: usize) -> Meant {
        let byline = self.article.byline.as_deref().map(str::trim).filter(|byline| !byline.is_empty());
        Meant {
            speaker: Speaker {
                name: byline.unwrap_or("author").to_owned(),
                kind: if byline.is_some() { SpeakerKind::NamedPerson } else { SpeakerKind::UnnamedPerson },
                role: None,
                class: byline.is_none().then_some(UnnamedClass::Other),
            },
            mention: Some(pronoun..pronoun + 1),
            confidence: 0.8,
            reason: format!("“{}” outside quotation marks is the author", self.page.word(pronoun)),
            runner_up: None,
        }
    }

    /// How each attribution came out, once everybody is known.
    fn tell(&mut self, attributions: &[Attribution]) {
        let teller = Teller { page: self.page, figures: self.figures, article: self.article };
        let mut tellings = Vec::with_capacity(attributions.len());
        for (index, attribution) in attributions.iter().enumerate() {
            let speaker = self.cast.resolutions[index]
                .as_ref()
                .map(|resolution| &self.cast.speakers[resolution.speaker]);
            let outer = attribution
                .nested_in
                .and_then(|outer| Some((outer, self.cast.resolutions.get(outer)?.as_ref()?.speaker)));
            let around = outer.map(|(outer, speaker)| (&attributions[outer], &self.cast.speakers[speaker]));
            let told = teller.tell(attribution, speaker, around);
            let outer = outer.map(|(_, speaker)| speaker).filter(|_| told.outer_passes_on);
            let passed_on = told.via.map(|figure| {
                let meant = self.figure(figure, 0.9, "passes the words on");
                self.enlist(meant).speaker
            });
            let via = passed_on.or(outer);
            tellings.push(Telling { channel: told.channel, via, anonymity: told.anonymity });
        }
        self.cast.tellings = tellings;
    }

    fn doubt(&self, pronoun: usize) -> String {
        let word = self.page.word(pronoun);
        let Some(antecedent) = self.antecedents.get(&pronoun) else {
            return format!("nobody before “{word}” fits");
        };
        let name = |referent: &Referent| naming::name_of(self.page, self.figures, &self.phrases, referent);
        let rival = antecedent.rival.as_ref().map_or_else(|| "somebody else".to_owned(), name);
        format!("“{word}” may be {} or {rival}", name(&antecedent.referent))
    }

    fn enlist(&mut self, meant: Meant) -> Resolution {
        let key = (meant.speaker.name.to_lowercase(), meant.speaker.kind);
        let next = self.cast.speakers.len();
        let speaker = *self.known.entry(key).or_insert(next);
        if speaker == next {
            self.cast.speakers.push(meant.speaker);
        }
        Resolution {
            speaker,
            mention: meant.mention.and_then(|tokens| self.page.span(tokens)),
            confidence: meant.confidence,
            reason: meant.reason,
            runner_up: meant.runner_up,
        }
    }

    fn named(&self, name: usize) -> Meant {
        let tokens = self.figures.names[name].tokens.clone();
        match &self.figures.bearers[name] {
            Bearer::One(figure) => {
                let own = self.figures.figures[*figure].fullest == tokens;
                let reason =
                    if own { "named in full" } else { "a form of a name that the article gives in full" };
                self.figure(*figure, if own { 0.97 } else { 0.94 }, reason)
            }
            Bearer::Shared(rivals) => {
                let mut meant = self.own_words(tokens.clone(), None);
                meant.speaker.kind = SpeakerKind::NamedPerson;
                meant.speaker.name = self.page.text(tokens).to_owned();
                meant.confidence = 0.5;
                let names: Vec<String> = rivals.iter().map(|&rival| self.name_of(rival)).collect();
                meant.reason = format!("ambiguous: it may be {}", names.join(" or "));
                meant
            }
        }
    }

    fn figure(&self, index: usize, confidence: f32, reason: &str) -> Meant {
        let figure = &self.figures.figures[index];
        let kind = self.kind_of(figure);
        let family = self.family(figure);
        if kind == SpeakerKind::NamedGroup && (2..=MOST_KIN).contains(&family.len()) {
            return self.together(&family, confidence, reason);
        }
        let role = figure.roles.first().map(|role| self.page.text(role.tokens.clone()).to_owned());
        Meant {
            speaker: Speaker { name: self.name_of(index), kind, role, class: None },
            mention: Some(figure.fullest.clone()),
            confidence,
            reason: reason.to_owned(),
            runner_up: None,
        }
    }

    fn kind_of(&self, figure: &Figure) -> SpeakerKind {
        if figure.person {
            return SpeakerKind::NamedPerson;
        }
        let last = figure.fullest.end - 1;
        let written = ["poll", "survey", "report", "study", "act", "amendment", "index", "census"];
        if figure.fullest.len() > 1 && written.contains(&self.page.lower(last)) {
            return SpeakerKind::Document;
        }
        if self.family(figure).is_empty() { SpeakerKind::NamedOrganisation } else { SpeakerKind::NamedGroup }
    }

    /// The people of the article who are meant by "the Ortegas".
    fn family(&self, figure: &Figure) -> Vec<usize> {
        match &figure.words[..] {
            [name] => name.strip_suffix('s').map(|name| self.figures.with_surname(name)).unwrap_or_default(),
            _ => Vec::new(),
        }
    }

    fn name_of(&self, figure: usize) -> String {
        naming::figure_name(self.page, &self.figures.figures[figure])
    }

    fn named_together(&self, names: &[usize]) -> Meant {
        let forms: Vec<String> = names.iter().map(|&name| self.named(name).speaker.name).collect();
        let mut meant = self.together(&[], 0.9, "several names");
        meant.speaker.name = naming::joined(&forms);
        meant.mention = names.first().map(|&name| self.figures.names[name].tokens.clone());
        meant
    }

    fn named_with_others(&self, name: usize, others: Range<usize>) -> Meant {
        let mut meant = self.named(name);
        meant.speaker = Speaker {
            name: format!("{} and {}", meant.speaker.name, self.page.text(others)),
            kind: SpeakerKind::NamedGroup,
            role: None,
            class: None,
        };
        meant
    }

    fn together(&self, figures: &[usize], confidence: f32, reason: &str) -> Meant {
        let names: Vec<String> = figures.iter().map(|&figure| self.name_of(figure)).collect();
        let first = figures.first().map(|&figure| self.figures.figures[figure].fullest.clone());
        Meant {
            speaker: Speaker {
                name: naming::joined(&names),
                kind: SpeakerKind::NamedGroup,
                role: None,
                class: None,
            },
            mention: first,
            confidence,
            reason: reason.to_owned(),
            runner_up: None,
        }
    }

    fn own_words(&self, phrase: Range<usize>, head: Option<usize>) -> Meant {
        let kind = kinds::kind_of(self.page, phrase.clone(), head);
        let text = self.page.text(naming::without_clauses(self.page, phrase.clone(), head));
        Meant {
            speaker: Speaker {
                name: text.split_whitespace().collect::<Vec<_>>().join(" "),
                kind,
                role: None,
                class: unnamed::class_of(self.page, phrase.clone(), head, kind),
            },
            mention: Some(phrase),
            confidence: 0.8,
            reason: "not named in the article".to_owned(),
            runner_up: None,
        }
    }

    fn described(&self, phrase: Range<usize>, head: Option<usize>) -> Meant {
        if let Some(&figure) = head.and_then(|head| self.figures.beside.get(&head)) {
            return self.figure(figure, 0.9, "the description stands beside the name");
        }
        if let Some(meant) = head.and_then(|head| self.office_of(phrase.clone(), head)) {
            return meant;
        }
        if let Some(antecedent) = head.and_then(|head| self.antecedents.get(&head))
            && let Referent::Figure(figure) = antecedent.referent
            && ranker::names_a_description(antecedent.chance, antecedent.margin)
        {
            let mut meant = self.figure(
                figure,
                antecedent.chance,
                "the article gives this office or description to the name",
            );
            meant.mention = Some(antecedent.mention..antecedent.mention + 1);
            meant.runner_up = self.runner_up(antecedent);
            return meant;
        }
        let told_before = head.and_then(|head| chains::earlier(self.page, phrase.clone(), head));
        if let Some(noun) = told_before {
            let mut meant = self.own_words(naming::phrase_around(self.page, &self.phrases, noun), Some(noun));
            meant.confidence = 0.7;
            meant.reason = "the one that is described before".to_owned();
            return meant;
        }
        self.own_words(phrase, head)
    }

    /// "her campaign", "Lee’s office": the body is called by the name of whose it is.
    fn office_of(&self, phrase: Range<usize>, head: usize) -> Option<Meant> {
        let page = self.page;
        let whose = head.checked_sub(1).filter(|&before| before >= phrase.start)?;
        if !kinds::is_office(page.lower(head)) {
            return None;
        }
        let (owner, confidence) = if page.tag(whose) == Tag::PRP_S {
            let antecedent = self.antecedents.get(&whose)?;
            let Referent::Figure(owner) = antecedent.referent else { return None };
            (ranker::is_sure(antecedent.chance, antecedent.margin).then_some(owner)?, antecedent.chance)
        } else {
            let ending = page.is_possessive_ending(whose) || matches!(page.lower(whose), "'" | "’");
            (self.figures.figure_at(whose.checked_sub(1).filter(|_| ending)?)?, 0.9)
        };
        let owner = &self.figures.figures[owner];
        if !owner.person {
            return None;
        }
        let noun = page.lower(head);
        let reason = format!("called by whose it is, {}", naming::figure_name(page, owner));
        // "the Ortega campaign" elsewhere in the article is the same body.
        let named = self.figures.by_word.get(noun).into_iter().flatten().copied().find(|&body| {
            let words = &self.figures.figures[body].words;
            words.len() > 1
                && words.last().is_some_and(|last| last == noun)
                && words[..words.len() - 1].iter().all(|word| owner.words.contains(word))
        });
        if let Some(body) = named {
            return Some(self.figure(body, confidence, &reason));
        }
        let mut meant = self.own_words(phrase, Some(head));
        meant.speaker.name = format!("{}’s {noun}", naming::owner_name(page, self.figures, owner, noun));
        meant.speaker.kind = SpeakerKind::NamedOrganisation;
        meant.speaker.class = None;
        meant.confidence = confidence;
        meant.reason = reason;
        Some(meant)
    }

    fn relative(&self, pronoun: usize) -> Option<Meant> {
        let noun = self.antecedent_of_relative(pronoun)?;
        self.referent(&Referent::Phrase(noun), 0.85, "the noun that the relative clause belongs to")
    }

    /// The noun that a relative clause hangs on, or else the nearest noun before it.
    fn antecedent_of_relative(&self, pronoun: usize) -> Option<usize> {
        let page = self.page;
        let person = page.lower(pronoun).starts_with("who");
        let several = self.verb_is_plural(pronoun);
        let fits = |noun: usize| match self.figures.figure_at(noun) {
            // "aides such as Hale, who are tired": not Hale alone.
            Some(figure) if person => self.figures.figures[figure].person && several != Some(true),
            Some(figure) => !self.figures.figures[figure].person && !self.figures.figures[figure].place,
            // "Democrats across the country, who said"
            None if person && is_land(page.lower(noun)) => false,
            None => {
                let one = page.tag(noun) == Tag::NN && !page.has(noun, Trait::Collective);
                let kind = kinds::kind_of(page, noun..noun + 1, Some(noun));
                let agrees = several.is_none_or(|several| !(several && one));
                !person || agrees && !matches!(kind, SpeakerKind::Other | SpeakerKind::Document)
            }
        };
        let by_syntax = page
            .syntax
            .ancestors(pronoun)
            .find(|&above| page.relation(above) == Relation::ACL_RELCL)
            .and_then(|verb| page.syntax.head(verb))
            .filter(|&noun| noun < pronoun && page.is_noun(noun) && fits(noun));
        let sentence = page.sentence_tokens(pronoun);
        by_syntax
            .or_else(|| (sentence.start..pronoun).rev().find(|&token| page.is_noun(token) && fits(token)))
    }

    /// Whether the verb of a relative clause is that of several; none where its form does not tell.
    fn verb_is_plural(&self, pronoun: usize) -> Option<bool> {
        let page = self.page;
        let verb = (pronoun + 1..(pronoun + 3).min(page.len()))
            .find(|&token| matches!(page.tag(token), Tag::VBP | Tag::VBZ | Tag::VBD | Tag::MD))?;
        match page.tag(verb) {
            Tag::VBP => Some(true),
            Tag::VBZ => Some(false),
            _ => matches!(page.lower(verb), "were").then_some(true),
        }
    }

    fn pronoun(&self, pronoun: usize) -> Option<Meant> {
        let antecedent = self.antecedents.get(&pronoun)?;
        if !ranker::is_sure(antecedent.chance, antecedent.margin) {
            return None;
        }
        let sentences = match antecedent.distance {
            0 => "in the same sentence".to_owned(),
            1 => "one sentence before".to_owned(),
            distance => format!("{distance} sentences before"),
        };
        let reason = format!("“{}” stands for who is mentioned {sentences}", self.page.word(pronoun));
        let mut meant = self.referent(&antecedent.referent, antecedent.chance, &reason)?;
        meant.mention = Some(antecedent.mention..antecedent.mention + 1);
        meant.runner_up = self.runner_up(antecedent);
        Some(meant)
    }

    fn runner_up(&self, antecedent: &Antecedent) -> Option<RunnerUp> {
        let rival = antecedent.rival.as_ref()?;
        let name = naming::name_of(self.page, self.figures, &self.phrases, rival);
        Some(RunnerUp { name, margin: antecedent.margin })
    }

    fn referent(&self, referent: &Referent, confidence: f32, reason: &str) -> Option<Meant> {
        Some(match referent {
            Referent::Figure(figure) => self.figure(*figure, confidence, reason),
            Referent::Figures(figures) => self.together(figures, confidence, reason),
            Referent::Phrase(noun) => {
                if let Some(name) = self.figures.name_at(*noun) {
                    let mut meant = self.named(name);
                    meant.confidence *= confidence;
                    meant.reason = reason.to_owned();
                    return Some(meant);
                }
                let phrase = naming::phrase_around(self.page, &self.phrases, *noun);
                let mut meant = self.described(phrase, Some(*noun));
                meant.confidence *= confidence;
                meant
            }
        })
    }
}

fn is_land(lower: &str) -> bool {
    matches!(lower, "country" | "nation" | "world" | "state" | "county" | "city" | "town")
}

fn is_first_person(lower: &str) -> bool {
    matches!(lower, "i" | "we" | "me" | "us" | "my" | "our" | "you" | "your")
}
