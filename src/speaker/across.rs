//! From the casts of many articles to [`Identity`]s: which speakers are one person or body.
//!
//! Comes in: every article's [`Cast`] and what the user knows ([`Register`]). Goes out: each
//! speaker's identity, with an id that does not depend on the order of the articles. Two speakers
//! whose names differ in more than spelling are never joined; a surname alone is joined to a full
//! name only when nobody else bears it and something besides the name speaks for it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::company;
use super::entries::{Entries, Sort};
use super::matching;
use super::name_index::NameIndex;
use super::spelling::{self, Likeness};
use super::{Cast, Register, Speaker, SpeakerKind};

/// One person or body, in all articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// Made from the name alone, so the same in every run: "elise-ortega". Speakers without a
    /// name, and namesakes, have a few letters more.
    pub id: String,
    /// The name that most articles use, the fuller where they are even.
    pub name: String,
    /// What the speaker is.
    pub kind: SpeakerKind,
    /// Offices and descriptions in the articles' own words, the commonest first.
    pub roles: Vec<String>,
    /// Where the speaker stands: index of the article, index into its [`Cast::speakers`]; in order.
    pub members: Vec<(usize, usize)>,
    /// What the user's register says of the speaker: party, gender, country.
    pub attributes: BTreeMap<String, String>,
}

/// Says which speakers of different articles are the same.
///
/// Identities stand in order of their id; every speaker of every cast belongs to exactly one.
/// Sources without a name are never joined over articles. The cost grows nearly in line with the
/// number of speakers: only names with like surnames are compared.
pub fn across(casts: &[&Cast], register: &Register) -> Vec<Identity> {
    let mut identities: Vec<Identity> = Vec::new();
    for (sort, forms) in forms_by_sort(casts, register) {
        let joined = join(&forms, sort);
        identities.extend(joined.into_iter().map(|group| identity(casts, register, &forms, &group)));
    }
    identities.extend(unnamed(casts, register));
    give_ids(&mut identities);
    identities.sort_by(|one, other| one.id.cmp(&other.id));
    identities
}

/// One way of writing a name, with all who are written so.
#[derive(Clone, Debug, Default)]
struct Form {
    words: Vec<String>,
    /// How the articles write it, with counts.
    surfaces: BTreeMap<String, usize>,
    members: Vec<(usize, usize)>,
    /// The words of roles and the names of others in the same articles, as numbers, sorted.
    company: Vec<u32>,
    /// The register's entry that it belongs to.
    entry: Option<usize>,
    /// The register's entries that it must not belong to.
    barred: Vec<usize>,
    /// Whether some article names both father and son.
    has_namesake: bool,
}

fn forms_by_sort(casts: &[&Cast], register: &Register) -> BTreeMap<Sort, Vec<Form>> {
    let entries = Entries::new(register);
    let mut sorted: BTreeMap<Sort, BTreeMap<String, Form>> = BTreeMap::new();
    let mut known = company::Words::default();
    for (article, cast) in casts.iter().enumerate() {
        let sort_of = |speaker: &Speaker| sort_of(speaker).or_else(|| entries.sort_of(speaker));
        let named = cast.speakers.iter().filter(|speaker| sort_of(speaker).is_some());
        let named: Vec<(&str, Option<&str>)> =
            named.map(|speaker| (speaker.name.as_str(), speaker.role.as_deref())).collect();
        let mut companies = known.companies(&named).into_iter();
        for (index, speaker) in cast.speakers.iter().enumerate() {
            let Some(sort) = sort_of(speaker) else { continue };
            let words = spelling::words(&speaker.name);
            let key = if sort == Sort::Body { spelling::body_key(&words) } else { words.join(" ") };
            let form = sorted.entry(sort).or_default().entry(key).or_insert_with(|| Form {
                entry: entries.owner(&speaker.name),
                barred: entries.barred(&speaker.name),
                words,
                ..Form::default()
            });
            *form.surfaces.entry(speaker.name.clone()).or_default() += 1;
            form.members.push((article, index));
            form.company.extend(companies.next().unwrap_or_default());
        }
    }
    for form in sorted.values_mut().flat_map(BTreeMap::values_mut) {
        form.company.sort_unstable();
        form.company.dedup();
    }
    let mut sorted: BTreeMap<Sort, Vec<Form>> =
        sorted.into_iter().map(|(sort, forms)| (sort, forms.into_values().collect())).collect();
    mark_namesakes(sorted.get_mut(&Sort::Person).map_or(&mut [], Vec::as_mut_slice));
    sorted
}

/// Marks every name that ends in "Jr." where some article has the same name without it: in no
/// article are those two one.
fn mark_namesakes(forms: &mut [Form]) {
    let plain = |words: &[String]| {
        let words = matching::without_suffix(words);
        (words.first().cloned(), words.last().cloned())
    };
    let mut articles: HashMap<_, BTreeSet<usize>> = HashMap::new();
    for form in forms.iter().filter(|form| !matching::is_junior(&form.words)) {
        let of_name = articles.entry(plain(&form.words)).or_default();
        of_name.extend(form.members.iter().map(|(article, _)| article));
    }
    for form in forms.iter_mut().filter(|form| matching::is_junior(&form.words)) {
        form.has_namesake = articles
            .get(&plain(&form.words))
            .is_some_and(|known| form.members.iter().any(|(article, _)| known.contains(article)));
    }
}

fn sort_of(speaker: &Speaker) -> Option<Sort> {
    match speaker.kind {
        SpeakerKind::NamedPerson => Some(Sort::Person),
        SpeakerKind::NamedOrganisation => Some(Sort::Body),
        SpeakerKind::NamedGroup => Some(Sort::Group),
        _ => None,
    }
}

/// Groups of forms that are one speaker, as indices.
fn join(forms: &[Form], sort: Sort) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut index_of_names = NameIndex::default();
    let mut of_entry: HashMap<usize, usize> = HashMap::new();
    let mut order: Vec<usize> = (0..forms.len()).collect();
    // The register's own first, then the fullest names, then the commonest.
    order.sort_by_key(|&index| {
        let form = &forms[index];
        let full = form.words.len() > 1;
        (
            form.entry.is_none(),
            !full,
            usize::MAX - form.words.len(),
            usize::MAX - form.members.len(),
            &form.words,
        )
    });
    for index in order {
        let form = &forms[index];
        let body = sort == Sort::Body;
        let fitting: Vec<usize> = match form.entry {
            Some(entry) => of_entry.get(&entry).copied().into_iter().collect(),
            None if sort == Sort::Group => Vec::new(),
            None => {
                let near = index_of_names.near(&form.words, body).into_iter();
                near.filter(|&group| belongs(forms, form, &groups[group], body)).collect()
            }
        };
        let group = match fitting[..] {
            [one] => one,
            // None fits, or several do: then it stays apart.
            _ => {
                groups.push(Vec::new());
                groups.len() - 1
            }
        };
        groups[group].push(index);
        if let Some(entry) = form.entry {
            of_entry.insert(entry, group);
        }
        index_of_names.file(&form.words, body, group);
    }
    groups
}

/// A form belongs to a group when it fits every form in it.
fn belongs(forms: &[Form], form: &Form, group: &[usize], body: bool) -> bool {
    let entry = group.iter().find_map(|&member| forms[member].entry);
    if entry.is_some_and(|entry| form.barred.contains(&entry)) {
        return false;
    }
    group.iter().all(|&member| {
        let other = &forms[member];
        // An article that tells the two apart is to be believed.
        let (fewer, more) = if form.members.len() <= other.members.len() {
            (&form.members, &other.members)
        } else {
            (&other.members, &form.members)
        };
        let in_more = |article: &usize| more.binary_search_by_key(article, |&(other, _)| other).is_ok();
        if fewer.iter().any(|(article, _)| in_more(article)) {
            return false;
        }
        let apart = form.has_namesake || other.has_namesake;
        if apart && matching::is_junior(&form.words) != matching::is_junior(&other.words) {
            return false;
        }
        let likeness = if body {
            spelling::bodies(&form.words, &other.words)
        } else {
            spelling::persons(&form.words, &other.words)
        };
        match likeness {
            Likeness::Same => true,
            Likeness::Possible => company::meet(&form.company, &other.company),
            Likeness::Different => false,
        }
    })
}

fn identity(casts: &[&Cast], register: &Register, forms: &[Form], group: &[usize]) -> Identity {
    let mut members: Vec<(usize, usize)> =
        group.iter().flat_map(|&form| forms[form].members.iter().copied()).collect();
    members.sort_unstable();
    let entry = group.iter().find_map(|&form| forms[form].entry).map(|entry| &register.entries[entry]);
    let surfaces = group.iter().flat_map(|&form| &forms[form].surfaces);
    let commonest = surfaces
        .max_by_key(|(surface, count)| {
            (is_full(surface), **count, surface.len(), std::cmp::Reverse(surface.as_str()))
        })
        .map_or_else(String::new, |(surface, _)| surface.clone());
    let speakers: Vec<&Speaker> =
        members.iter().map(|&(article, speaker)| &casts[article].speakers[speaker]).collect();
    Identity {
        id: String::new(),
        name: entry.map_or(commonest, |entry| entry.name.clone()),
        kind: kind(&speakers, entry.is_some()),
        roles: by_frequency(speakers.iter().filter_map(|speaker| speaker.role.as_deref())),
        members,
        attributes: entry.map(|entry| entry.attributes.clone()).unwrap_or_default(),
    }
}

/// What a speaker is; a description that the register gives to a name is that name's.
fn kind(speakers: &[&Speaker], registered: bool) -> SpeakerKind {
    let named = speakers.iter().find(|speaker| sort_of(speaker).is_some());
    match named.or(speakers.first()).map_or(SpeakerKind::Other, |speaker| speaker.kind) {
        SpeakerKind::UnnamedPerson if registered => SpeakerKind::NamedPerson,
        SpeakerKind::UnnamedGroup if registered => SpeakerKind::NamedGroup,
        kind => kind,
    }
}

/// A full name is a better name than a surname, however often the latter stands.
fn is_full(surface: &str) -> bool {
    surface.contains(' ')
}

fn by_frequency<'s>(roles: impl Iterator<Item = &'s str>) -> Vec<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for role in roles {
        *counts.entry(role).or_default() += 1;
    }
    let mut roles: Vec<(&str, usize)> = counts.into_iter().collect();
    roles.sort_by(|one, other| other.1.cmp(&one.1).then(one.0.cmp(other.0)));
    roles.into_iter().map(|(role, _)| role.to_owned()).collect()
}

/// Every source without a name is somebody of its own.
fn unnamed(casts: &[&Cast], register: &Register) -> Vec<Identity> {
    let entries = Entries::new(register);
    let mut identities = Vec::new();
    for (article, cast) in casts.iter().enumerate() {
        let unnamed =
            |speaker: &Speaker| sort_of(speaker).is_none() && entries.owner(&speaker.name).is_none();
        for (index, speaker) in cast.speakers.iter().enumerate().filter(|(_, speaker)| unnamed(speaker)) {
            identities.push(Identity {
                id: format!(
                    "{}-{}",
                    slug(&speaker.name),
                    spelling::short_hash(&[&cast.article, &speaker.name])
                ),
                name: speaker.name.clone(),
                kind: speaker.kind,
                roles: speaker.role.iter().cloned().collect(),
                members: vec![(article, index)],
                attributes: BTreeMap::new(),
            });
        }
    }
    identities
}

/// Named speakers get their name as id; namesakes get letters from their roles and articles too.
fn give_ids(identities: &mut [Identity]) {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for identity in identities.iter() {
        *counts.entry(slug(&identity.name)).or_default() += 1;
    }
    let mut taken: HashMap<String, usize> = HashMap::new();
    for identity in identities.iter_mut() {
        if identity.id.is_empty() {
            let slug = slug(&identity.name);
            identity.id = if counts[&slug] == 1 {
                slug
            } else {
                let roles = identity.roles.join(" ");
                format!("{slug}-{}", spelling::short_hash(&[identity.kind.name(), &identity.name, &roles]))
            };
        }
        let count = taken.entry(identity.id.clone()).or_default();
        *count += 1;
        if *count > 1 {
            identity.id = format!("{}-{count}", identity.id);
        }
    }
}

/// Lower case letters and digits with hyphens between.
fn slug(name: &str) -> String {
    let words = spelling::words(name);
    let slug: Vec<&str> = words.iter().map(String::as_str).take(8).collect();
    if slug.is_empty() { "speaker".to_owned() } else { slug.join("-") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cast(article: &str, speakers: &[(&str, Option<&str>)]) -> Cast {
        let speakers = speakers
            .iter()
            .map(|&(name, role)| Speaker {
                name: name.to_owned(),
                kind: SpeakerKind::NamedPerson,
                role: role.map(str::to_owned),
                class: None,
            })
            .collect();
        Cast { article: article.to_owned(), speakers, ..Cast::default() }
    }

    #[track_caller]
    fn check(casts: &[Cast], expected: &[&str]) {
        let casts: Vec<&Cast> = casts.iter().collect();
        let forward = across(&casts, &Register::default());
        let ids: Vec<&str> = forward.iter().map(|identity| identity.id.as_str()).collect();
        assert_eq!(ids, expected);
        let backward: Vec<&Cast> = casts.iter().rev().copied().collect();
        let backward: Vec<String> =
            across(&backward, &Register::default()).into_iter().map(|identity| identity.id).collect();
        assert_eq!(ids, backward, "the order of articles must not matter");
    }

    #[test]
    fn one_name_in_two_articles_is_one_speaker() {
        check(
            &[cast("a", &[("Elise Ortega", Some("mayor"))]), cast("b", &[("Elise M. Ortega", None)])],
            &["elise-m-ortega"],
        );
    }

    #[test]
    fn differing_first_names_stay_apart() {
        check(
            &[cast("a", &[("Elise Ortega", None)]), cast("b", &[("Tom Ortega", None)])],
            &["elise-ortega", "tom-ortega"],
        );
    }

    #[test]
    fn a_surname_alone_needs_more_than_the_name() {
        check(
            &[cast("a", &[("Elise Ortega", Some("mayor"))]), cast("b", &[("Ortega", Some("mayor"))])],
            &["elise-ortega"],
        );
        check(
            &[cast("a", &[("Elise Ortega", None)]), cast("b", &[("Ortega", None)])],
            &["elise-ortega", "ortega"],
        );
    }

    #[test]
    fn a_surname_that_two_bear_is_joined_to_neither() {
        let casts = [
            cast("a", &[("Elise Ortega", Some("mayor"))]),
            cast("b", &[("Tom Ortega", Some("mayor"))]),
            cast("c", &[("Ortega", Some("mayor"))]),
        ];
        check(&casts, &["elise-ortega", "ortega", "tom-ortega"]);
    }

    #[test]
    fn names_that_one_article_tells_apart_stay_apart() {
        let casts = [
            cast("a", &[("Tom B. Hale", Some("mayor")), ("Tom C. Hale", Some("mayor"))]),
            cast("b", &[("Tom Hale", Some("mayor"))]),
        ];
        check(&casts, &["tom-b-hale", "tom-c-hale", "tom-hale"]);
    }

    #[test]
    fn father_and_son_stay_apart() {
        let casts = [
            cast("a", &[("Tom B. Hale", Some("mayor"))]),
            cast("b", &[("Tom Hale Jr.", Some("mayor"))]),
            cast("c", &[("Tom Hale", Some("mayor")), ("Tom Hale Jr.", Some("mayor’s son"))]),
        ];
        check(&casts, &["tom-b-hale", "tom-hale-jr"]);
        check(
            &[cast("a", &[("Tom B. Hale Jr.", Some("judge"))]), cast("b", &[("Tom Hale", Some("judge"))])],
            &["tom-b-hale-jr"],
        );
    }

    #[test]
    fn transliterations_of_one_name_are_joined() {
        let role = Some("harbour minister");
        check(
            &[cast("a", &[("Sergei Kuznetsov", role)]), cast("b", &[("Sergey Kuznetsov", role)])],
            &["sergei-kuznetsov"],
        );
        check(
            &[cast("a", &[("Omar al-Haddadi", role)]), cast("b", &[("Omar Hadadi", role)])],
            &["omar-al-haddadi"],
        );
        check(
            &[cast("a", &[("Ann Petersen", None)]), cast("b", &[("Ann Peterson", None)])],
            &["ann-petersen", "ann-peterson"],
        );
    }

    #[test]
    fn the_register_joins_parts_and_describes() {
        let casts =
            [cast("a", &[("Elise Ortega", None), ("Ann Lee", None)]), cast("b", &[("Lisa Ortega", None)])];
        let casts: Vec<&Cast> = casts.iter().collect();
        let register =
            Register::from_csv("name,aliases,party\nElise Ortega,Lisa Ortega,Harbour List\n").unwrap();
        let identities = across(&casts, &register);
        let ortega = identities.iter().find(|identity| identity.id == "elise-ortega").unwrap();
        assert_eq!(ortega.members, [(0, 0), (1, 0)]);
        assert_eq!(ortega.attributes["party"], "Harbour List");
    }

    #[test]
    fn the_register_names_those_whom_an_article_only_describes() {
        let mut mayor = cast("b", &[("mayor of Northfold", None)]);
        mayor.speakers[0].kind = SpeakerKind::UnnamedPerson;
        let casts = [cast("a", &[("Elise Ortega", None)]), mayor];
        let casts: Vec<&Cast> = casts.iter().collect();
        let register = Register::from_csv(
            "name,aliases,party\nElise Ortega,the mayor of Northfold,Harbour List\nAnn Lee,,\n",
        )
        .unwrap();
        let identities = across(&casts, &register);
        assert_eq!(identities.len(), 1);
        assert_eq!(
            (identities[0].name.as_str(), identities[0].kind),
            ("Elise Ortega", SpeakerKind::NamedPerson)
        );
        assert_eq!(identities[0].members, [(0, 0), (1, 0)]);
        let met: Vec<usize> =
            casts.iter().flat_map(|cast| crate::speaker::entries_met(cast, &register)).collect();
        assert_eq!(met, [0, 0]);
    }

    #[test]
    fn unnamed_sources_are_never_joined() {
        let unnamed = |article: &str| {
            let mut cast = cast(article, &[("a senior official", None)]);
            cast.speakers[0].kind = SpeakerKind::UnnamedPerson;
            cast
        };
        let casts = [unnamed("a"), unnamed("b")];
        let casts: Vec<&Cast> = casts.iter().collect();
        assert_eq!(across(&casts, &Register::default()).len(), 2);
    }
}
