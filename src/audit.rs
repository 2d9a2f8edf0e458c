//! The whole job: every room in its order, over all articles.
//!
//! Articles go in; what was found in each, and the claims that they share, come out. Nothing is
//! decided here: this is the order of the rooms, the threads, and who owns what between them.
//! Each article passes each room under a guard of its own, and so does each cluster: a fault in one
//! is told, and loses no other.

mod reading;
mod rooms;
mod scope;
mod tellings;

use rayon::prelude::*;

use crate::align::{Prepared, Statement};
use crate::attribution::{self, Attribution, Scope};
use crate::cluster::{self, Account, Cluster, Member, Part};
use crate::compare::{self, Finding, FindingKind, Verdict, Voiced};
use crate::guard::{Fault, attempt};
use crate::ingest::Article;
use crate::place::Span;
use crate::speaker::{self, Cast, Identity, Register};
use crate::syntax::{self, Syntax};
use crate::text::Document;

pub use reading::ArticleReading;
pub use tellings::{Telling, members, tellings, texts, voice, words};

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

/// Attributions of one claim, compared.
#[derive(Clone, Debug)]
pub struct Claim {
    /// Its members; the indices count in [`Audit::tellings`].
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
    /// Every attribution of every article that does not stand wholly in another's words, in order;
    /// then every sentence.
    pub tellings: Vec<Telling>,
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
    // Only verifying and the comparison of versions ask for them, article by article.
    readings.iter_mut().for_each(|reading| reading.quotations = Vec::new());
    let mut losses = Vec::new();
    let identities = linked(&mut readings, &settings.register, &mut losses);
    compared(articles, readings, identities, losses, cluster::group)
}

/// Compares articles that were read, and whose speakers are known, as [`audit`](fn@audit) does; `group` brings
/// together what tells one claim.
pub fn compared(
    articles: &[Article],
    readings: Vec<ArticleReading>,
    identities: Vec<Identity>,
    mut losses: Vec<Loss>,
    group: impl Fn(&[Account], &[Member]) -> Vec<Cluster>,
) -> Audit {
    let tellings = tellings(articles, &readings);
    let claims = claims(articles, &readings, &identities, &tellings, &mut losses, group);
    Audit { readings, identities, tellings, claims, losses }
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
    let attributions = scope::within(settings.scope, article.headline, found);
    #[cfg(test)]
    tests::break_off(article);
    let cast = speaker::resolve(article, document, syntax, &attributions);
    ArticleReading {
        attributions,
        cast,
        quotations: document.quotations.clone(),
        paragraphs: document.paragraphs.iter().map(|paragraph| paragraph.span).collect(),
        sentences: document.sentences.iter().map(|sentence| sentence.span).collect(),
        fault: None,
    }
}

/// Has the threads of the pool unpack the weights that every article needs, while articles are still being
/// read in. Without this they are unpacked one after the other at the first article, which takes a run of a
/// few articles longer than these.
pub fn unpack_ahead() {
    syntax::unpack_ahead();
    attribution::unpack_ahead();
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

/// Brings the attributions of one claim together and judges what differs between them.
fn claims(
    articles: &[Article],
    readings: &[ArticleReading],
    identities: &[Identity],
    tellings: &[Telling],
    losses: &mut Vec<Loss>,
    group: impl Fn(&[Account], &[Member]) -> Vec<Cluster>,
) -> Vec<Claim> {
    let mut lost = |fault| losses.push(Loss { step: Step::Clustering, articles: Vec::new(), fault });
    let texts = attempt(|| texts(articles, tellings)).map_err(&mut lost).unwrap_or_default();
    let members = attempt(|| members(articles, readings, identities, tellings, &texts));
    let members = members.map_err(&mut lost).unwrap_or_default();
    let accounts: Vec<Account> = articles.iter().map(account).collect();
    let clusters = attempt(|| group(&accounts, &members)).map_err(&mut lost).unwrap_or_default();
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

/// An article as the clustering sees it.
pub fn account(article: &Article) -> Account<'_> {
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
    let teller = |index: usize| {
        let member = &members[cluster.members[index].member];
        (member.account, member.identity)
    };
    // What an article reports twice of one speaker is not two accounts.
    let of_two = |&(first, second): &(usize, usize)| teller(first) != teller(second);
    let compared: Vec<(usize, usize)> = cluster.matches.iter().copied().filter(of_two).collect();
    // Most claims are told once, and nothing of them is prepared.
    let mut is_compared = vec![false; cluster.members.len()];
    for &(first, second) in &compared {
        is_compared[first] = true;
        is_compared[second] = true;
    }
    let text = |part: &Part| {
        let member = &members[part.member];
        words(&articles[member.account].body, &member.stretches[part.stretches.clone()])
    };
    let texts: Vec<Option<String>> =
        cluster.members.iter().zip(is_compared).map(|(part, is)| is.then(|| text(part))).collect();
    let prepared: Vec<Option<Prepared>> = (cluster.members.iter().zip(&texts))
        .map(|(part, text)| {
            let text = text.as_deref()?;
            Some(Prepared::new(&Statement { text, ..members[part.member].statement }))
        })
        .collect();
    let voiced = |index: usize| {
        let part = &cluster.members[index];
        let member = &members[part.member];
        let stretches = &member.stretches[part.stretches.clone()];
        Voiced {
            voice: member.voice,
            speaker: member.statement.speaker,
            reported: in_text(member.reported, stretches),
        }
    };
    let mut findings = Vec::new();
    let mut voice = None;
    for (first, second) in compared {
        let (Some(a), Some(b)) = (&prepared[first], &prepared[second]) else { continue };
        let comparison = compare::compare_accounts(a, b);
        // Two speakers of one article may say the same; that is no difference between accounts.
        let one_article = teller(first).0 == teller(second).0;
        // In whose voice it is told is said once, of the first two that show it.
        if voice.is_none() && !one_article && cluster.members[first].origin != cluster.members[second].origin
        {
            let alignment = &comparison.alignment;
            voice = compare::stated_and_attributed((a, &voiced(first)), (b, &voiced(second)), alignment)
                .map(|finding| (first, second, finding));
        }
        let told = |finding: &Finding| !(one_article && finding.kind == FindingKind::Speaker);
        let found = comparison.findings.into_iter().filter(told);
        findings.extend(found.map(|finding| (first, second, finding)));
    }
    findings.extend(voice);
    let verdict = verdict(&cluster, &findings);
    Claim { cluster, findings, verdict }
}

/// From places in an article's body to places in a statement's text, which joins its stretches by a space.
fn in_text(places: &[Span], stretches: &[Span]) -> Vec<Span> {
    let mut found = Vec::new();
    let mut before = 0;
    for stretch in stretches {
        let within = places.iter().filter(|place| place.overlaps(*stretch)).map(|place| {
            let start = place.start.max(stretch.start) - stretch.start;
            let end = place.end.min(stretch.end) - stretch.start;
            Span::new(before + start, before + end)
        });
        found.extend(within);
        before += stretch.len() + 1;
    }
    found
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

#[cfg(test)]
mod tests;
