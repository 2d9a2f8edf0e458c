//! The whole job: every room in its order, over all articles.
//!
//! Articles go in; what was found in each, and the claims that they share, come out. Nothing is
//! decided here: this is the order of the rooms, the threads, and who owns what between them.
//! Each article passes each room under a guard of its own, and so does each cluster: a fault in one
//! is told, and loses no other.

mod rooms;
mod scope;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::align::{Prepared, Statement};
use crate::attribution::{Attribution, Scope};
use crate::cluster::{self, Account, Cluster, Member};
use crate::compare::{self, Finding, FindingKind, Verdict};
use crate::guard::{Fault, attempt};
use crate::ingest::Article;
use crate::place::Span;
use crate::speaker::{self, Cast, Identity, Register, Resolution, SpeakerKind};
use crate::syntax::Syntax;
use crate::text::Document;

/// What a run is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The widest scope of attribution that is kept.
    pub scope: Scope,
    /// What the user knows about speakers.
    pub register: Register,
}

impl Default for Settings {
    fn default() -> Self {
        Settings { scope: Scope::Speech, register: Register::default() }
    }
}

/// Everything found in one article.
#[derive(Clone, Debug, Default)]
pub struct ArticleReading {
    /// The attributions, in the order of the text.
    pub attributions: Vec<Attribution>,
    /// Who they are by.
    pub cast: Cast,
    /// The paragraphs, so that words can be shown where they stand.
    pub paragraphs: Vec<Span>,
    /// The sentences, so that words can be shown where they stand.
    pub sentences: Vec<Span>,
    /// The fault of the program's own that broke the analysis off; nothing else is here then.
    pub fault: Option<Fault>,
}

/// Where one attribution stands among those of all articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Address {
    /// Index of the article.
    pub article: usize,
    /// Index of the attribution in the article's reading.
    pub attribution: usize,
}

/// Attributions of one claim, compared.
#[derive(Clone, Debug)]
pub struct Claim {
    /// Its members; the indices count in [`Audit::addresses`].
    pub cluster: Cluster,
    /// What differs: two indices into the cluster's members, and the difference between them.
    pub findings: Vec<(usize, usize, Finding)>,
    /// What it comes to.
    pub verdict: Verdict,
}

/// Everything found in all articles.
#[derive(Clone, Debug, Default)]
pub struct Audit {
    /// One reading for each article, in the order given.
    pub readings: Vec<ArticleReading>,
    /// Who is who across articles.
    pub identities: Vec<Identity>,
    /// Every attribution of every article that does not stand wholly in another's words, in order.
    pub addresses: Vec<Address>,
    /// What they claim.
    pub claims: Vec<Claim>,
    /// What could not be done across articles.
    pub losses: Vec<Loss>,
}

/// A step across articles that a fault of the program's own broke off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loss {
    /// Which step.
    pub step: Step,
    /// Indices of the articles that it was about.
    pub articles: Vec<usize>,
    /// What went wrong.
    pub fault: Fault,
}

/// A step across articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Telling who is who.
    Linking,
    /// Bringing attributions of one claim together; without articles, all of them.
    Clustering,
    /// Comparing the accounts of one claim, which is left out.
    Comparing,
}

/// Reads all articles and compares them.
pub fn audit(articles: &[Article], settings: &Settings) -> Audit {
    let mut readings = read_all(articles, settings);
    let mut losses = Vec::new();
    let identities = linked(&mut readings, &settings.register, &mut losses);
    let mut addresses = addresses(&readings);
    let claims = claims(articles, &readings, &identities, &mut addresses, &mut losses);
    Audit { readings, identities, addresses, claims, losses }
}

/// Articles that go through the rooms together. Enough to keep every core busy, few enough that what
/// is known of their tokens takes some ten megabytes.
const AT_ONCE: usize = 256;

/// Reads all articles.
pub fn read_all(articles: &[Article], settings: &Settings) -> Vec<ArticleReading> {
    articles.chunks(AT_ONCE).flat_map(|some| read_together(some, settings)).collect()
}

fn read_together(articles: &[Article], settings: &Settings) -> Vec<ArticleReading> {
    let read = rooms::read_together(articles, |article, document, syntax, found| {
        reading(article, document, syntax, found, settings)
    });
    read.into_iter().map(|one| one.unwrap_or_else(broken_off)).collect()
}

/// Reads one article.
pub fn read(article: &Article, settings: &Settings) -> ArticleReading {
    let read = rooms::read_alone(article, |article, document, syntax, found| {
        reading(article, document, syntax, found, settings)
    });
    read.unwrap_or_else(broken_off)
}

fn broken_off(fault: Fault) -> ArticleReading {
    ArticleReading { fault: Some(fault), ..ArticleReading::default() }
}

/// What is kept of one article.
fn reading(
    article: &Article,
    document: &Document,
    syntax: &Syntax,
    found: Vec<Attribution>,
    settings: &Settings,
) -> ArticleReading {
    let attributions = scope::within(settings.scope, found);
    #[cfg(test)]
    tests::break_off(article);
    let cast = speaker::resolve(article, document, syntax, &attributions);
    ArticleReading {
        attributions,
        cast,
        paragraphs: document.paragraphs.iter().map(|paragraph| paragraph.span).collect(),
        sentences: document.sentences.iter().map(|sentence| sentence.span).collect(),
        fault: None,
    }
}

/// Says which speakers of these readings are the same person or body.
pub fn identities(readings: &[ArticleReading], register: &Register) -> Vec<Identity> {
    let casts: Vec<&Cast> = readings.iter().map(|reading| &reading.cast).collect();
    speaker::across(&casts, register)
}

/// Says who is who, and leaves out what an article alone makes impossible.
fn linked(readings: &mut [ArticleReading], register: &Register, losses: &mut Vec<Loss>) -> Vec<Identity> {
    if let Ok(identities) = attempt(|| identities(readings, register)) {
        return identities;
    }
    for reading in readings.iter_mut() {
        if let Err(fault) = attempt(|| identities(std::slice::from_ref(reading), register)) {
            *reading = broken_off(fault);
        }
    }
    attempt(|| identities(readings, register)).unwrap_or_else(|fault| {
        losses.push(Loss { step: Step::Linking, articles: Vec::new(), fault });
        Vec::new()
    })
}

/// What stands wholly in another's words is told with them already; by itself it would be a second
/// account of the same words by somebody else. But where the other one only passes the words on, they
/// are those of the inner speaker.
fn addresses(readings: &[ArticleReading]) -> Vec<Address> {
    let mut addresses = Vec::new();
    for (article, reading) in readings.iter().enumerate() {
        let found = &reading.attributions;
        let passed_on: Vec<bool> = (0..found.len()).map(|inner| is_passed_on(reading, inner)).collect();
        let mut only_passes_on = vec![false; found.len()];
        for inner in (0..found.len()).filter(|&inner| passed_on[inner]) {
            if let Some(outer) =
                found[inner].nested_in.filter(|&outer| is_mostly(&found[outer], &found[inner]))
            {
                only_passes_on[outer] = true;
            }
        }
        for attribution in 0..found.len() {
            let outer = found[attribution].nested_in.map(|outer| &found[outer]);
            let told = outer.is_some_and(|outer| is_told_by(outer, &found[attribution]));
            if (!told || passed_on[attribution]) && !only_passes_on[attribution] {
                addresses.push(Address { article, attribution });
            }
        }
    }
    addresses
}

/// True when the attribution around this one only says whence its words are known.
fn is_passed_on(reading: &ArticleReading, inner: usize) -> bool {
    let ArticleReading { attributions, cast, .. } = reading;
    let outer = attributions[inner].nested_in.and_then(|outer| cast.resolutions.get(outer)?.as_ref());
    let via = cast.tellings.get(inner).and_then(|telling| telling.via);
    outer.is_some_and(|outer| via == Some(outer.speaker))
}

/// True when the content of one attribution is little more than the whole of another.
fn is_mostly(outer: &Attribution, inner: &Attribution) -> bool {
    let parts = inner.content.iter().chain(&inner.cue).chain(&inner.source);
    let inside = |part: &Span| outer.content.iter().any(|stretch| stretch.covers(*part));
    let told: usize = parts.filter(|part| inside(part)).map(|part| part.len()).sum();
    2 * told > outer.content.iter().map(|stretch| stretch.len()).sum()
}

/// True when the content of one attribution has all of another's.
fn is_told_by(outer: &Attribution, inner: &Attribution) -> bool {
    inner.content.iter().all(|stretch| outer.content.iter().any(|whole| whole.covers(*stretch)))
}

/// Brings the attributions of one claim together and judges what differs between them.
fn claims(
    articles: &[Article],
    readings: &[ArticleReading],
    identities: &[Identity],
    addresses: &mut Vec<Address>,
    losses: &mut Vec<Loss>,
) -> Vec<Claim> {
    let roll = Roll::new(readings, identities);
    let prepared: Vec<Result<Told, Fault>> = addresses
        .par_iter()
        .map(|address| attempt(|| Told::new(*address, articles, readings, &roll)))
        .collect();
    let mut told = Vec::new();
    let mut prepared = prepared.into_iter();
    addresses.retain(|address| match prepared.next() {
        Some(Ok(one)) => {
            told.push(one);
            true
        }
        Some(Err(fault)) => {
            losses.push(Loss { step: Step::Clustering, articles: vec![address.article], fault });
            false
        }
        None => false,
    });
    let accounts: Vec<Account> = articles.iter().map(account).collect();
    let members: Vec<Member> = told.iter().map(Told::member).collect();
    let clusters = attempt(|| cluster::group(&accounts, &members)).unwrap_or_else(|fault| {
        losses.push(Loss { step: Step::Clustering, articles: Vec::new(), fault });
        Vec::new()
    });
    let judged: Vec<Result<Claim, Loss>> = clusters
        .into_par_iter()
        .map(|cluster| {
            let mut about: Vec<usize> =
                cluster.members.iter().map(|part| members[part.member].account).collect();
            about.sort_unstable();
            about.dedup();
            attempt(|| judged(cluster, &members, articles)).map_err(|fault| Loss {
                step: Step::Comparing,
                articles: about,
                fault,
            })
        })
        .collect();
    judged.into_iter().filter_map(|one| one.map_err(|loss| losses.push(loss)).ok()).collect()
}

fn account(article: &Article) -> Account<'_> {
    Account {
        id: &article.id,
        outlet: article.outlet.as_deref(),
        date: article.date,
        byline: article.byline.as_deref(),
        body: &article.body,
    }
}

/// Compares the members of a cluster that tell the same claim by themselves.
fn judged(cluster: Cluster, members: &[Member], articles: &[Article]) -> Claim {
    let texts: Vec<String> = cluster
        .members
        .iter()
        .map(|part| {
            let member = &members[part.member];
            words(&articles[member.account].body, &member.stretches[part.stretches.clone()])
        })
        .collect();
    let prepared: Vec<Prepared> = cluster
        .members
        .iter()
        .zip(&texts)
        .map(|(part, text)| Prepared::new(&Statement { text, ..members[part.member].statement }))
        .collect();
    let mut findings = Vec::new();
    for &(first, second) in &cluster.matches {
        let teller = |index: usize| {
            let member = &members[cluster.members[index].member];
            (member.account, member.identity)
        };
        // What an article reports twice of one speaker is not two accounts.
        if teller(first) != teller(second) {
            let comparison = compare::compare(&prepared[first], &prepared[second]);
            // Two speakers of one article may say the same; that is no difference between accounts.
            let one_article = teller(first).0 == teller(second).0;
            let told = |finding: &Finding| !(one_article && finding.kind == FindingKind::Speaker);
            let found = comparison.findings.into_iter().filter(told);
            findings.extend(found.map(|finding| (first, second, finding)));
        }
    }
    let verdict = verdict(&cluster, &findings);
    Claim { cluster, findings, verdict }
}

/// Even copies of one text conflict where one of them was changed.
fn verdict(cluster: &Cluster, findings: &[(usize, usize, Finding)]) -> Verdict {
    if findings.iter().any(|(_, _, finding)| finding.conflicts()) {
        Verdict::Conflicting
    } else if cluster.origins.len() > 1 {
        Verdict::Consistent
    } else {
        Verdict::Single
    }
}

/// The identity of each speaker of each article.
struct Roll<'a> {
    identities: &'a [Identity],
    of_article: Vec<Vec<Option<usize>>>,
}

impl<'a> Roll<'a> {
    fn new(readings: &[ArticleReading], identities: &'a [Identity]) -> Self {
        let mut of_article: Vec<Vec<Option<usize>>> =
            readings.iter().map(|reading| vec![None; reading.cast.speakers.len()]).collect();
        for (index, identity) in identities.iter().enumerate() {
            for (article, speaker) in &identity.members {
                of_article[*article][*speaker] = Some(index);
            }
        }
        Roll { identities, of_article }
    }
}

/// One attribution with all that clustering and comparing ask about it.
struct Told<'a> {
    article: usize,
    stretches: &'a [Span],
    quoted: &'a [Span],
    text: String,
    speaker: Option<&'a str>,
    speaker_is_guess: bool,
    identity: Option<usize>,
    via: Option<&'a str>,
    cue: Option<&'a str>,
    outlet: Option<&'a str>,
    date: Option<Date>,
    context: Option<&'a str>,
}

impl<'a> Told<'a> {
    fn new(
        address: Address,
        articles: &'a [Article],
        readings: &'a [ArticleReading],
        roll: &Roll<'a>,
    ) -> Self {
        let article = &articles[address.article];
        let reading = &readings[address.article];
        let found = &reading.attributions[address.attribution];
        let cast = &reading.cast;
        let resolution = cast.resolutions[address.attribution].as_ref();
        let speaker = resolution.map(|resolution| resolution.speaker);
        let identity = speaker.and_then(|speaker| roll.of_article[address.article][speaker]);
        let name = match (identity, speaker) {
            (Some(identity), _) => Some(roll.identities[identity].name.as_str()),
            (None, Some(speaker)) => Some(cast.speakers[speaker].name.as_str()),
            (None, None) => None,
        };
        let via = cast.tellings.get(address.attribution).and_then(|telling| telling.via);
        Told {
            article: address.article,
            stretches: &found.content,
            quoted: &found.quoted,
            text: words(&article.body, &found.content),
            speaker: name,
            speaker_is_guess: !resolution.is_some_and(|resolution| is_named(cast, resolution)),
            identity,
            via: via.map(|speaker| cast.speakers[speaker].name.as_str()),
            cue: found.cue.map(|cue| cue.of(&article.body)),
            outlet: article.outlet.as_deref(),
            date: article.date,
            context: paragraph_of(reading, found).map(|paragraph| near(found, paragraph, &article.body)),
        }
    }

    fn member(&self) -> Member<'_> {
        let statement = Statement {
            text: &self.text,
            speaker: self.speaker,
            speaker_is_guess: self.speaker_is_guess,
            cue: self.cue,
            outlet: self.outlet,
            date: self.date,
            context: self.context,
        };
        Member {
            account: self.article,
            stretches: self.stretches,
            quoted: self.quoted,
            statement,
            identity: self.identity,
            via: self.via,
        }
    }
}

/// True when the article names the speaker: pronouns are at most .89 sure, descriptions .92.
fn is_named(cast: &Cast, resolution: &Resolution) -> bool {
    const SURE: f32 = 0.93;
    let kind = cast.speakers[resolution.speaker].kind;
    resolution.confidence >= SURE && matches!(kind, SpeakerKind::NamedPerson | SpeakerKind::NamedOrganisation)
}

/// The paragraph in which the content of an attribution begins.
fn paragraph_of(reading: &ArticleReading, found: &Attribution) -> Option<Span> {
    let start = found.content.first()?.start;
    let after = reading.paragraphs.partition_point(|paragraph| paragraph.start <= start);
    reading.paragraphs.get(after.checked_sub(1)?).copied()
}

/// What of a paragraph stands around an attribution: of a paragraph that never ends, its surroundings.
fn near<'a>(found: &Attribution, paragraph: Span, body: &'a str) -> &'a str {
    const FARTHEST: usize = 4000;
    let start = found.content.first().map_or(paragraph.start, |stretch| stretch.start);
    let from = body.floor_char_boundary(start.saturating_sub(FARTHEST).max(paragraph.start));
    let to = body.ceil_char_boundary(start.saturating_add(FARTHEST).min(paragraph.end));
    body.get(from..to).unwrap_or_default()
}

/// The words of a content, its stretches joined by a space: the text that is compared.
pub fn words(body: &str, stretches: &[Span]) -> String {
    stretches.iter().map(|span| span.of(body)).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
