//! Two reports: which claims and findings are new, gone or judged otherwise, and which article did it.
//!
//! A claim is known by what tells it: the words of its members in their articles. Ids count places and
//! change with every article that is edited, so none is compared.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rayon::prelude::*;
use serde::Deserialize;

use super::version::key_of_text;
use crate::align::{Prepared, Statement, align};
use crate::compare::{FindingKind, Nature, Verdict};

/// What is read of a report.
#[derive(Clone, Debug, Deserialize)]
pub struct Report {
    /// The articles.
    pub articles: Vec<Article>,
    /// The claims.
    pub clusters: Vec<Claim>,
}

/// An article of a report.
#[derive(Clone, Debug, Deserialize)]
pub struct Article {
    /// Its id.
    pub id: String,
    /// Who published it.
    #[serde(default)]
    pub outlet: Option<String>,
    /// Where it was published.
    #[serde(default)]
    pub url: Option<String>,
}

/// A claim of a report.
#[derive(Clone, Debug, Deserialize)]
pub struct Claim {
    /// Its id.
    pub id: String,
    /// Its words.
    pub claim: String,
    /// What it comes to.
    pub verdict: Verdict,
    /// What tells it.
    pub members: Vec<Member>,
    /// What differs.
    #[serde(default)]
    pub findings: Vec<Finding>,
}

/// One telling of a claim.
#[derive(Clone, Debug, Deserialize)]
pub struct Member {
    /// The article's id.
    pub article: String,
    /// Its words.
    pub text: String,
}

/// A difference between two members.
#[derive(Clone, Debug, Deserialize)]
pub struct Finding {
    /// What differs, as the report names it.
    pub kind: FindingKind,
    /// What sort of difference it is.
    pub nature: Nature,
    /// The two members, by their place.
    pub members: [usize; 2],
    /// The deciding words of the first.
    pub a: Words,
    /// The deciding words of the second.
    pub b: Words,
    /// The sentence that says so.
    #[serde(default)]
    pub because: String,
}

/// Words of a member.
#[derive(Clone, Debug, Deserialize)]
pub struct Words {
    /// As they stand there.
    pub text: String,
}

/// A claim that is not the same in both reports.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClaimChange {
    /// The claim in the earlier report, an index into its claims.
    pub old: Option<usize>,
    /// The claim in the later report.
    pub new: Option<usize>,
    /// Articles that tell it in the later report only, by id; true where the earlier report lacks the article.
    pub joined: Vec<(String, bool)>,
    /// Articles that tell it in the earlier report only; true where the later report lacks the article.
    pub left: Vec<(String, bool)>,
    /// Findings that only the later report has, indices into its claim's.
    pub new_findings: Vec<usize>,
    /// Findings that only the earlier report has.
    pub gone_findings: Vec<usize>,
}

/// What came of comparing two reports.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Compared {
    /// Claims that are not the same: first those of both reports, then new ones, then those gone.
    pub changes: Vec<ClaimChange>,
    /// How many claims are the same in both.
    pub unchanged: usize,
}

/// Compares two reports.
pub fn compare(old: &Report, new: &Report) -> Compared {
    let (olds, news) = (Known::of(old), Known::of(new));
    let pairs = pairs(old, new, &olds, &news);
    let mut compared = Compared::default();
    let mut is_paired = (vec![false; old.clusters.len()], vec![false; new.clusters.len()]);
    for (one, other) in pairs {
        (is_paired.0[one], is_paired.1[other]) = (true, true);
        let change = change((old, &olds, Some(one)), (new, &news, Some(other)));
        let same_verdict = old.clusters[one].verdict == new.clusters[other].verdict;
        if same_verdict && change.new_findings.is_empty() && change.gone_findings.is_empty() {
            compared.unchanged += 1;
        } else {
            compared.changes.push(change);
        }
    }
    let alone =
        |paired: &[bool]| -> Vec<usize> { (0..paired.len()).filter(|index| !paired[*index]).collect() };
    for index in alone(&is_paired.1) {
        compared.changes.push(change((old, &olds, None), (new, &news, Some(index))));
    }
    for index in alone(&is_paired.0) {
        compared.changes.push(change((old, &olds, Some(index)), (new, &news, None)));
    }
    compared
}

/// A report's articles by what they are known by in both reports.
struct Known {
    of_id: HashMap<String, String>,
}

impl Known {
    fn of(report: &Report) -> Self {
        let known = |article: &Article| {
            let url = article.url.as_deref().map(super::series::plain_address).filter(|url| !url.is_empty());
            url.unwrap_or_else(|| article.id.clone())
        };
        Known { of_id: report.articles.iter().map(|article| (article.id.clone(), known(article))).collect() }
    }

    fn article<'a>(&'a self, id: &'a str) -> &'a str {
        self.of_id.get(id).map_or(id, String::as_str)
    }

    fn has(&self, article: &str) -> bool {
        self.of_id.values().any(|known| known == article)
    }
}

/// The claims of both reports that are one: those that share most members, then those whose words tell the
/// same in one article.
fn pairs(old: &Report, new: &Report, olds: &Known, news: &Known) -> Vec<(usize, usize)> {
    let mut places: HashMap<(&str, u64), Vec<usize>> = HashMap::new();
    for (index, claim) in old.clusters.iter().enumerate() {
        for member in &claim.members {
            places.entry((olds.article(&member.article), key_of_text(&member.text))).or_default().push(index);
        }
    }
    let mut shared: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for (index, claim) in new.clusters.iter().enumerate() {
        for member in &claim.members {
            let key = (news.article(&member.article), key_of_text(&member.text));
            for other in places.get(&key).into_iter().flatten().take(MOST_CLAIMS) {
                *shared.entry((*other, index)).or_default() += 1;
            }
        }
    }
    let mut scored: Vec<(usize, usize, usize)> =
        shared.into_iter().map(|((one, other), count)| (count, one, other)).collect();
    // Of claims that share as many members, those of as many members are one.
    let sizes = |one: usize, other: usize| {
        old.clusters[one].members.len().abs_diff(new.clusters[other].members.len())
    };
    scored.sort_by_key(|(count, one, other)| (usize::MAX - count, sizes(*one, *other), *one, *other));
    let mut taken = (BTreeSet::new(), BTreeSet::new());
    let mut pairs = Vec::new();
    for (_, one, other) in scored {
        if !taken.0.contains(&one) && !taken.1.contains(&other) {
            taken.0.insert(one);
            taken.1.insert(other);
            pairs.push((one, other));
        }
    }
    pairs.extend(reworded(old, new, olds, news, &mut taken));
    pairs.sort_unstable_by_key(|(one, other)| (*other, *one));
    pairs
}

/// In so many claims one sentence is looked for; a sentence may state several.
const MOST_CLAIMS: usize = 16;

/// So many claims of an article are aligned with each that is left.
const MOST_ALIGNED: usize = 64;

/// Claims of one article whose words were changed between the reports.
fn reworded(
    old: &Report,
    new: &Report,
    olds: &Known,
    news: &Known,
    taken: &mut (BTreeSet<usize>, BTreeSet<usize>),
) -> Vec<(usize, usize)> {
    let mut of_article: HashMap<&str, Vec<usize>> = HashMap::new();
    for (index, claim) in old.clusters.iter().enumerate().filter(|(index, _)| !taken.0.contains(index)) {
        for member in &claim.members {
            of_article.entry(olds.article(&member.article)).or_default().push(index);
        }
    }
    let left: Vec<usize> = (0..new.clusters.len()).filter(|index| !taken.1.contains(index)).collect();
    let mut scored: Vec<(f32, usize, usize)> = left
        .par_iter()
        .flat_map_iter(|&index| {
            let claim = &new.clusters[index];
            let articles: BTreeSet<&str> =
                claim.members.iter().map(|member| news.article(&member.article)).collect();
            let mut others: Vec<usize> =
                articles.iter().filter_map(|article| of_article.get(article)).flatten().copied().collect();
            others.sort_unstable();
            others.dedup();
            others.truncate(MOST_ALIGNED);
            let statement = |text| Statement { text, outlet: Some(""), ..Statement::default() };
            let prepared = Prepared::new(&statement(claim.claim.as_str()));
            let aligned: Vec<(f32, usize, usize)> = others
                .into_iter()
                .filter_map(|other| {
                    let told = Prepared::new(&statement(old.clusters[other].claim.as_str()));
                    let alignment = align(&told, &prepared);
                    let least = alignment.containment_a.min(alignment.containment_b);
                    alignment.relation.is_same().then_some((alignment.same_claim + least, other, index))
                })
                .collect();
            aligned
        })
        .collect();
    scored.sort_by(|one, other| other.0.total_cmp(&one.0).then((one.1, one.2).cmp(&(other.1, other.2))));
    let mut pairs = Vec::new();
    for (_, one, other) in scored {
        if !taken.0.contains(&one) && !taken.1.contains(&other) {
            taken.0.insert(one);
            taken.1.insert(other);
            pairs.push((one, other));
        }
    }
    pairs
}

type Place<'a> = (&'a Report, &'a Known, Option<usize>);

fn change((old, olds, one): Place, (new, news, other): Place) -> ClaimChange {
    let before = one.map(|index| &old.clusters[index]);
    let after = other.map(|index| &new.clusters[index]);
    let articles = |claim: Option<&Claim>| -> BTreeSet<String> {
        claim
            .map(|claim| claim.members.iter().map(|member| member.article.clone()).collect())
            .unwrap_or_default()
    };
    let (tell_before, tell_after) = (articles(before), articles(after));
    let known_before: BTreeSet<&str> = tell_before.iter().map(|id| olds.article(id)).collect();
    let known_after: BTreeSet<&str> = tell_after.iter().map(|id| news.article(id)).collect();
    let joined = tell_after.iter().filter(|id| !known_before.contains(news.article(id)));
    let left = tell_before.iter().filter(|id| !known_after.contains(olds.article(id)));
    let findings = |claim: Option<&Claim>, known: &Known| -> Vec<Told> {
        claim.map_or_else(Vec::new, |claim| {
            claim.findings.iter().map(|finding| Told::new(finding, claim, known)).collect()
        })
    };
    let (found_before, found_after) = (findings(before, olds), findings(after, news));
    let only = |own: &[Told], others: &[Told]| {
        (0..own.len()).filter(|index| !others.contains(&own[*index])).collect()
    };
    ClaimChange {
        old: one,
        new: other,
        joined: joined.map(|id| (id.clone(), !olds.has(news.article(id)))).collect(),
        left: left.map(|id| (id.clone(), !news.has(olds.article(id)))).collect(),
        new_findings: only(&found_after, &found_before),
        gone_findings: only(&found_before, &found_after),
    }
}

/// A finding by what it says, whichever member it names first.
#[derive(PartialEq)]
struct Told {
    kind: FindingKind,
    nature: Nature,
    sides: [(String, String); 2],
}

impl Told {
    fn new(finding: &Finding, claim: &Claim, known: &Known) -> Self {
        let side = |member: usize, words: &Words| {
            let article = claim.members.get(member).map_or("", |member| known.article(&member.article));
            (article.to_owned(), words.text.to_lowercase())
        };
        let mut sides = [side(finding.members[0], &finding.a), side(finding.members[1], &finding.b)];
        sides.sort();
        Told { kind: finding.kind, nature: finding.nature, sides }
    }
}
