//! `report` in steps that many machines share.
//!
//! 1. [`read`] reads an article by itself, which is nearly all of the work.
//! 2. [`link`] says who is who, from the names that the articles have for their speakers.
//! 3. [`keys`] says under which keys an article looks for others;
//!    [`cluster::spread`](crate::cluster::spread) decides which of their units are compared.
//! 4. [`are_linked`] looks at two articles of which something is to be compared.
//! 5. [`report`] compares the articles of a component, which are linked with no others.
//!
//! The claims, findings and ids of all components together are those of one report on all articles.
//! Between the steps everything is text or numbers, so that whatever carries rows can carry it.

use serde::{Deserialize, Serialize};

use crate::audit::{self, ArticleReading, Settings, compared};
use crate::cluster::spread::{self, Keys, Pairs};
use crate::cluster::{Account, Member};
use crate::guard::{Fault, attempt};
use crate::ingest::{self, Article, Options};
use crate::report::assemble;
use crate::report::ids::Unlike;
use crate::report::json::Report;
use crate::speaker::{self, Cast, Identity, Register, Speaker, SpeakerKind};

/// An article as it was read.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Read {
    /// Its id, as the input gives it.
    pub id: String,
    /// Its place among others: articles are compared in the order of these bytes.
    pub order: Vec<u8>,
    /// The id that rests on its content; copies have the same.
    pub key: String,
    /// Stands for outlet, day, address, headline and text: articles that have the same are one. None where
    /// nobody can say that.
    pub copy: Option<u64>,
    /// The day of its date, counted from the beginning of 1970.
    pub day: Option<i32>,
    /// The speakers.
    pub speakers: Vec<Named>,
    /// What was found in it.
    pub reading: ArticleReading,
}

/// A speaker of an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    name: String,
    kind: SpeakerKind,
    role: Option<String>,
}

/// Who a speaker of an article is, over all articles.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    /// The identity's id.
    pub id: String,
    name: String,
    kind: SpeakerKind,
    attributes: std::collections::BTreeMap<String, String>,
}

/// Reads an article, given as a JSON object.
///
/// # Errors
/// When it is no article, or a fault of the program's own broke the analysis off.
pub fn read(record: &[u8], settings: &Settings) -> Result<Read, String> {
    let article = article(record)?;
    let reading = audit::read(&article, settings);
    if let Some(fault) = &reading.fault {
        return Err(format!("cannot analyse the article {}: {fault}", article.id));
    }
    let named = |speaker: &Speaker| Named {
        name: speaker.name.clone(),
        kind: speaker.kind,
        role: speaker.role.clone(),
    };
    Ok(Read {
        order: order(&article),
        key: Unlike::default().article(&article),
        copy: ingest::copy_of(&article),
        day: article
            .date
            .map(|date| date.since(jiff::civil::date(1970, 1, 1)).map_or(0, |span| span.get_days())),
        speakers: reading.cast.speakers.iter().map(named).collect(),
        id: article.id,
        reading,
    })
}

fn article(record: &[u8]) -> Result<Article, String> {
    let intake = ingest::read_records(vec![record.to_vec()], &Options::default());
    let problem = intake.problems.iter().find(|problem| problem.is_error());
    match (intake.articles.into_iter().next(), problem) {
        (Some(article), None) => Ok(article),
        (_, problem) => Err(problem.map_or_else(|| "there is no article".to_string(), ToString::to_string)),
    }
}

/// Date, outlet and id, undated articles last, so that bytes stand in the order of the values.
fn order(article: &Article) -> Vec<u8> {
    let mut order = vec![u8::from(article.date.is_none())];
    order.extend(article.date.map(|date| date.to_string()).unwrap_or_default().bytes());
    order.push(0);
    if let Some(outlet) = &article.outlet {
        order.push(1);
        order.extend(outlet.bytes());
    }
    order.push(0);
    order.extend(article.id.bytes());
    order
}

/// Says who is who: for each article, in the order given, who each of its speakers is.
pub fn link(articles: Vec<(String, Vec<Named>)>, register: &Register) -> Vec<Vec<Known>> {
    let casts: Vec<Cast> = articles
        .into_iter()
        .map(|(article, speakers)| {
            let speaker =
                |named: Named| Speaker { name: named.name, kind: named.kind, role: named.role, class: None };
            Cast { article, speakers: speakers.into_iter().map(speaker).collect(), ..Cast::default() }
        })
        .collect();
    let identities = speaker::across(&casts.iter().collect::<Vec<_>>(), register);
    let mut known: Vec<Vec<Option<Known>>> =
        casts.iter().map(|cast| vec![None; cast.speakers.len()]).collect();
    for identity in identities {
        let one = Known {
            id: identity.id,
            name: identity.name,
            kind: identity.kind,
            attributes: identity.attributes,
        };
        for (article, speaker) in identity.members {
            known[article][speaker] = Some(one.clone());
        }
    }
    // Every speaker belongs to one identity.
    known.into_iter().map(|speakers| speakers.into_iter().flatten().collect()).collect()
}

/// An article with all that comparing asks about it.
#[derive(Clone, Debug)]
pub struct Ready {
    article: Article,
    key: String,
    reading: ArticleReading,
    known: Vec<Known>,
}

impl Ready {
    /// Brings together what the steps before gave: the record, its key, what was found, who is who.
    ///
    /// # Errors
    /// When the record is no article.
    pub fn new(
        record: &[u8],
        key: String,
        reading: ArticleReading,
        known: Vec<Known>,
    ) -> Result<Self, String> {
        Ok(Ready { article: article(record)?, key, reading, known })
    }
}

/// The identities of all speakers of these articles, in the order of their ids.
fn identities(articles: &[Ready]) -> Vec<Identity> {
    let mut identities: std::collections::BTreeMap<&str, Identity> = std::collections::BTreeMap::new();
    for (article, ready) in articles.iter().enumerate() {
        for (speaker, known) in ready.known.iter().enumerate() {
            let identity = identities.entry(&known.id).or_insert_with(|| Identity {
                id: known.id.clone(),
                name: known.name.clone(),
                kind: known.kind,
                roles: Vec::new(),
                members: Vec::new(),
                attributes: known.attributes.clone(),
            });
            identity.members.push((article, speaker));
        }
    }
    identities.into_values().collect()
}

/// Hands on articles as the clustering sees them.
fn with_members<T>(
    articles: &[Ready],
    then: impl FnOnce(&[Account], &[Member], &[Identity]) -> T,
) -> Result<T, Fault> {
    attempt(|| {
        let identities = identities(articles);
        let (bodies, readings): (Vec<Article>, Vec<ArticleReading>) =
            articles.iter().map(|ready| (ready.article.clone(), ready.reading.clone())).unzip();
        let tellings = audit::tellings(&bodies, &readings);
        let texts = audit::texts(&bodies, &tellings);
        let members = audit::members(&bodies, &readings, &identities, &tellings, &texts);
        let accounts: Vec<Account> = bodies.iter().map(audit::account).collect();
        then(&accounts, &members, &identities)
    })
}

/// The keys of an article, and the ids of the identities of its contents' units.
///
/// # Errors
/// When a fault of the program's own broke it off.
pub fn keys(article: &Ready) -> Result<(Keys, Vec<Option<String>>), Fault> {
    with_members(std::slice::from_ref(article), |accounts, members, identities| {
        let keys = spread::keys_of(accounts[0], members);
        let who = |identity: Option<usize>| identity.map(|identity| identities[identity].id.clone());
        let voices = keys.contents.iter().map(|content| who(content.identity)).collect();
        (keys, voices)
    })
}

/// True when two articles must be compared on one machine.
///
/// # Errors
/// When a fault of the program's own broke it off.
pub fn are_linked(articles: &[Ready; 2], pairs: &Pairs) -> Result<bool, Fault> {
    with_members(articles, |accounts, members, _| spread::are_linked(accounts, members, pairs))
}

/// Compares the articles of a component, from the pairs that were proposed among them.
///
/// The faults are those of steps that lost a claim; the rest was done.
pub fn report(articles: &[Ready], pairs: &Pairs) -> (Report, Vec<Fault>) {
    let (bodies, readings): (Vec<Article>, Vec<ArticleReading>) =
        articles.iter().map(|ready| (ready.article.clone(), ready.reading.clone())).unzip();
    let keys: Vec<String> = articles.iter().map(|ready| ready.key.clone()).collect();
    let group = |accounts: &[Account], members: &[Member]| spread::group(accounts, members, pairs);
    let audit = compared(&bodies, readings, identities(articles), Vec::new(), group);
    let faults = audit.losses.iter().map(|loss| loss.fault.clone()).collect();
    (assemble::report_under(&bodies, &keys, &audit), faults)
}
