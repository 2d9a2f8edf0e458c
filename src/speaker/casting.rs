//! Puts the parts together: for each attribution, reads its source, finds who is meant, and
//! lists every speaker once.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::antecedents::{self, Antecedent, Antecedents, Referent, SourceMap};
use super::descriptions::{self, Description, Tie};
use super::documents;
use super::figures::{Bearer, Figure, Figures};
use super::page::Page;
use super::source::{self, Reading};
use super::telling::Teller;
use super::unnamed;
use super::{Cast, Resolution, Speaker, SpeakerKind, Telling};
use crate::attribution::Attribution;
use crate::ingest::Article;
use crate::syntax::{Relation, Tag};

/// Resolves all attributions of an article.
pub(super) fn cast(article: &Article, page: &Page, figures: &Figures, attributions: &[Attribution]) -> Cast {
    let sources: Vec<Option<Range<usize>>> = attributions
        .iter()
        .map(|attribution| attribution.source.map(|span| page.document.tokens_in(span)))
        .collect();
    let map = SourceMap::new(page.len(), sources.iter().flatten().cloned());
    let readings: Vec<Option<Reading>> = attributions
        .iter()
        .map(|attribution| attribution.source.map(|source| source::read(page, figures, source)))
        .collect();
    let ties = tie_sources(page, figures, &readings, &sources);
    let offices = offices(page, figures, &readings, &sources, &ties);
    let antecedents = antecedents::resolve(page, figures, &map, &ties, &offices);
    let phrases = readings
        .iter()
        .filter_map(|reading| match reading {
            Some(Reading::Description(phrase, Some(head))) if phrase.len() > 1 => {
                Some((*head, phrase.clone()))
            }
            _ => None,
        })
        .collect();
    let cast = Cast { article: article.id.clone(), ..Cast::default() };
    let mut casting = Casting { page, figures, antecedents, ties, cast, phrases, known: HashMap::new() };
    let mut order: Vec<usize> = (0..attributions.len()).collect();
    order.sort_by_key(|&index| sources[index].as_ref().map_or(usize::MAX, |tokens| tokens.start));
    casting.cast.resolutions = vec![None; attributions.len()];
    casting.cast.doubts = vec![None; attributions.len()];
    for index in order {
        let outer = attributions[index]
            .nested_in
            .and_then(|outer| casting.cast.resolutions.get(outer).cloned().flatten());
        let resolution = readings[index].as_ref().and_then(|reading| casting.resolve(reading, outer));
        if resolution.is_none()
            && let Some(Reading::Pronoun(pronoun)) = &readings[index]
        {
            casting.cast.doubts[index] = Some(casting.doubt(*pronoun));
        }
        casting.cast.resolutions[index] = resolution;
    }
    casting.tell(article, attributions);
    casting.cast
}

/// Ties the descriptions of the article, those in sources with all their words.
fn tie_sources(
    page: &Page,
    figures: &Figures,
    readings: &[Option<Reading>],
    sources: &[Option<Range<usize>>],
) -> HashMap<usize, Tie> {
    let mut ties = descriptions::tie_all(page, figures);
    for (reading, tokens) in readings.iter().zip(sources) {
        let (Some(Reading::Description(_, Some(head))), Some(tokens)) = (reading, tokens) else { continue };
        let description = Description { tokens: tokens.clone(), head: *head };
        match descriptions::tie(page, figures, &description) {
            Some(tie) => ties.insert(*head, tie),
            None => ties.remove(head),
        };
    }
    ties
}

/// The nouns of sources that can stand for somebody just named.
fn offices(
    page: &Page,
    figures: &Figures,
    readings: &[Option<Reading>],
    sources: &[Option<Range<usize>>],
    ties: &HashMap<usize, Tie>,
) -> HashSet<usize> {
    let heads = readings.iter().zip(sources).filter_map(|(reading, tokens)| {
        let (Some(Reading::Description(_, Some(head))), Some(tokens)) = (reading, tokens) else {
            return None;
        };
        let description = Description { tokens: tokens.clone(), head: *head };
        (!ties.contains_key(head) && descriptions::is_anaphoric(page, figures, &description)).then_some(*head)
    });
    heads.collect()
}

/// Who is meant, before it has a place in the cast.
#[derive(Clone, Debug)]
struct Meant {
    speaker: Speaker,
    mention: Option<Range<usize>>,
    confidence: f32,
    reason: String,
}

struct Casting<'p, 'a> {
    page: &'p Page<'a>,
    figures: &'p Figures,
    antecedents: Antecedents,
    /// Whose a description is, by its noun.
    ties: HashMap<usize, Tie>,
    cast: Cast,
    /// The words of descriptions that are sources themselves, by their noun.
    phrases: HashMap<usize, Range<usize>>,
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
                if self.page.is_quoted(*pronoun) && outer.is_some() {
                    return outer;
                }
                self.own_words(*pronoun..*pronoun + 1, None)
            }
            Reading::Pronoun(pronoun) => self.pronoun(*pronoun)?,
        };
        Some(self.enlist(meant))
    }

    /// How each attribution came out, once everybody is known.
    fn tell(&mut self, article: &Article, attributions: &[Attribution]) {
        let teller = Teller { page: self.page, figures: self.figures, article };
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
        let name = |referent: &Referent| match referent {
            Referent::Figure(figure) => self.name_of(*figure),
            Referent::Figures(figures) => {
                figures.iter().map(|&figure| self.name_of(figure)).collect::<Vec<_>>().join(" and ")
            }
            Referent::Phrase(noun) => self.page.text(self.phrase_around(*noun)).to_owned(),
        };
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
        let role = figure.roles.first().map(|role| self.page.text(role.tokens.clone()).to_owned());
        Meant {
            speaker: Speaker { name: self.name_of(index), kind, role, class: None },
            mention: Some(figure.fullest.clone()),
            confidence,
            reason: reason.to_owned(),
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
        // "the Ortegas" are several people.
        let surname =
            figure.words.last().and_then(|word| word.strip_suffix('s')).filter(|_| figure.words.len() == 1);
        let family = surname.is_some_and(|surname| self.figures.has_surname(surname));
        if family { SpeakerKind::NamedGroup } else { SpeakerKind::NamedOrganisation }
    }

    fn name_of(&self, figure: usize) -> String {
        let text = self.page.text(self.figures.figures[figure].fullest.clone());
        let text = text.strip_prefix("The ").unwrap_or(text);
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn named_together(&self, names: &[usize]) -> Meant {
        let figures: Vec<usize> = names
            .iter()
            .filter_map(|&name| match self.figures.bearers[name] {
                Bearer::One(figure) => Some(figure),
                Bearer::Shared(_) => None,
            })
            .collect();
        self.together(&figures, 0.9, "several names")
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
                name: names.join(" and "),
                kind: SpeakerKind::NamedGroup,
                role: None,
                class: None,
            },
            mention: first,
            confidence,
            reason: reason.to_owned(),
        }
    }

    fn own_words(&self, phrase: Range<usize>, head: Option<usize>) -> Meant {
        let kind = source::kind_of(self.page, phrase.clone(), head);
        let text = self.page.text(phrase.clone());
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
        }
    }

    fn described(&self, phrase: Range<usize>, head: Option<usize>) -> Meant {
        if let Some(tie) = head.and_then(|head| self.ties.get(&head)) {
            let mut meant = self.figure(
                tie.figure,
                tie.confidence,
                "the article gives this office or description to the name",
            );
            meant.mention = Some(tie.mention..tie.mention + 1);
            return meant;
        }
        let office = head
            .and_then(|head| self.antecedents.get(&head))
            .filter(|office| office.margin >= 0.7 && office.distance <= 2);
        if let (Some(Antecedent { referent: Referent::Figure(figure), mention, .. }), Some(head)) =
            (office, head)
            && !descriptions::holds_another_office(self.page, &self.figures.figures[*figure], head)
            && !descriptions::contradicts(self.page, &self.figures.figures[*figure], phrase.clone())
        {
            let mut meant =
                self.figure(*figure, 0.7, "a description right after the name, and no other person fits");
            meant.mention = Some(*mention..*mention + 1);
            return meant;
        }
        let told_before =
            head.filter(|_| phrase.len() == 1).and_then(|head| documents::earlier(self.page, head));
        if let Some(noun) = told_before {
            let mut meant = self.own_words(self.phrase_around(noun), Some(noun));
            meant.confidence = 0.7;
            meant.reason = "the document that is described before".to_owned();
            return meant;
        }
        self.own_words(phrase, head)
    }

    fn relative(&self, pronoun: usize) -> Option<Meant> {
        let noun = self.antecedent_of_relative(pronoun)?;
        self.referent(&Referent::Phrase(noun), 0.85, "the noun that the relative clause belongs to")
    }

    /// The noun that a relative clause hangs on, or else the nearest noun before it.
    fn antecedent_of_relative(&self, pronoun: usize) -> Option<usize> {
        let page = self.page;
        let person = page.lower(pronoun).starts_with("who");
        let fits = |noun: usize| match self.figures.figure_at(noun) {
            Some(figure) => person == self.figures.figures[figure].person,
            None => !person || source::kind_of(page, noun..noun + 1, Some(noun)) != SpeakerKind::Other,
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

    fn pronoun(&self, pronoun: usize) -> Option<Meant> {
        let antecedent = self.antecedents.get(&pronoun)?;
        if antecedent.margin < 0.1 {
            return None;
        }
        let confidence =
            (0.65 + 0.12 * antecedent.margin.min(2.0)) - 0.04 * antecedent.distance.min(6) as f32;
        let sentences = match antecedent.distance {
            0 => "in the same sentence".to_owned(),
            1 => "one sentence before".to_owned(),
            distance => format!("{distance} sentences before"),
        };
        let reason = format!("“{}” stands for who is mentioned {sentences}", self.page.word(pronoun));
        let mut meant = self.referent(&antecedent.referent, confidence, &reason)?;
        meant.mention = Some(antecedent.mention..antecedent.mention + 1);
        Some(meant)
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
                let phrase = self.phrase_around(*noun);
                let mut meant = self.described(phrase, Some(*noun));
                meant.confidence *= confidence;
                meant
            }
        })
    }

    /// The noun with what belongs to it, without its article and without a relative clause.
    fn phrase_around(&self, noun: usize) -> Range<usize> {
        let page = self.page;
        if let Some(phrase) = self.phrases.get(&noun) {
            return phrase.clone();
        }
        let subtree = page.syntax.subtree(noun);
        let end = (noun + 1..subtree.end)
            .find(|&token| {
                matches!(
                    page.tag(token),
                    Tag::COMMA
                        | Tag::WP
                        | Tag::WDT
                        | Tag::WP_S
                        | Tag::COLON
                        | Tag::STOP
                        | Tag::VBD
                        | Tag::VBZ
                        | Tag::VBP
                        | Tag::MD
                )
            })
            .unwrap_or(subtree.end.max(noun + 1));
        let first = descriptions::phrase_start(page, noun);
        let article = matches!(page.lower(first), "a" | "an" | "the") && first < noun;
        let start = if article { first + 1 } else { first };
        start..end
    }
}

fn is_first_person(lower: &str) -> bool {
    matches!(lower, "i" | "we" | "me" | "us" | "my" | "our" | "you" | "your")
}
