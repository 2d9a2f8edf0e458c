//! The words that all formats for people share: counts, names of places, what a verdict means.

use super::differences;
use super::json::{Cluster, FindingKind, Member, Nature, Summary, Voice};

/// "1 article", "2 articles", "1,204 articles".
pub fn counted(count: usize, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{} {noun}{plural}", thousands(count))
}

/// A number with commas between groups of three digits.
pub fn thousands(count: usize) -> String {
    let digits = count.to_string();
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// "12%", or a dash where there is nothing to take a share of.
pub fn share(part: usize, whole: usize) -> String {
    match whole {
        0 => "–".to_string(),
        whole => format!("{:.0}%", 100.0 * part as f64 / whole as f64),
    }
}

/// How much was found, in one sentence.
pub fn summary_line(found: &Summary) -> String {
    let outlets = match found.outlets {
        0 => String::new(),
        outlets => format!(" from {}", counted(outlets, "outlet")),
    };
    let articles = counted(found.articles, "article");
    match found.attributions {
        0 => format!("{articles}{outlets}."),
        said => format!(
            "{articles}{outlets}: {} by {}.",
            counted(said, "attribution"),
            counted(found.speakers, "speaker")
        ),
    }
}

/// What the claims come to, in one or two sentences: "Accounts of 14 claims differ; 55 agree."
pub fn verdict_line(found: &Summary) -> String {
    if found.articles == 0 {
        return "There was nothing to read.".to_string();
    }
    if found.attributions == 0 {
        return "Nobody is reported to have said anything in them; beliefs, plans and wishes count with --scope full."
            .to_string();
    }
    let compared = found.conflicting + found.consistent;
    if compared == 0 {
        return "No claim is told by more than one account, so there is nothing to compare.".to_string();
    }
    let accounts = |count: usize| format!("Accounts of {}", counted(count, "claim"));
    let verdicts = match (found.conflicting, found.consistent) {
        (0, agree) => format!("{} agree; none differ", accounts(agree)),
        (differ, 0) => format!("{} differ", accounts(differ)),
        (differ, agree) => format!("{} differ; {} agree", accounts(differ), thousands(agree)),
    };
    let single = match found.single {
        0 => String::new(),
        1 => " One more claim has a single account.".to_string(),
        single => format!(" {} more claims have a single account.", thousands(single)),
    };
    format!("{verdicts}.{single}")
}

/// Who published it.
pub fn outlet_of(member: &Member) -> String {
    member.outlet.clone().unwrap_or_else(|| member.article.clone())
}

/// Who is reported to have said it, or that the outlet says it itself.
pub fn speaker_of(member: &Member) -> String {
    match (&member.speaker, member.voice) {
        (Some(speaker), _) => speaker.clone(),
        (None, Voice::Own) => "in its own voice".to_string(),
        (None, _) => "speaker unknown".to_string(),
    }
}

/// Who published it, and when.
pub fn dated(member: &Member) -> String {
    match &member.date {
        Some(date) => format!("{}, {date}", outlet_of(member)),
        None => outlet_of(member),
    }
}

/// What differs in a conflicting cluster, and what sort of difference it is.
pub fn what_differs(cluster: &Cluster) -> String {
    let pairs = differences::pairs(cluster);
    let kinds = |nature: Nature| {
        let mut kinds: Vec<&str> = Vec::new();
        let findings = pairs.iter().flat_map(|pair| &pair.findings);
        for finding in findings.filter(|finding| finding.nature == nature) {
            if !kinds.contains(&word(finding.kind)) {
                kinds.push(word(finding.kind));
            }
        }
        listed(&kinds)
    };
    let (differing, disputed) = (kinds(Nature::Discrepancy), kinds(Nature::Dispute));
    match (differing.is_empty(), disputed.is_empty()) {
        (false, true) => format!("Accounts differ in {differing}"),
        (true, false) => format!("Speakers disagree: {disputed}"),
        (false, false) => format!("Accounts differ in {differing}; speakers disagree: {disputed}"),
        (true, true) => String::new(),
    }
}

/// The point at issue in one line: what each of the two sides of the surest difference has.
pub fn point_at_issue(cluster: &Cluster) -> Option<String> {
    let pairs = differences::pairs(cluster);
    let counting = pairs.iter().flat_map(|pair| &pair.findings).filter(|finding| !finding.is_accepted());
    let surest =
        counting.copied().reduce(|best, next| if next.confidence > best.confidence { next } else { best })?;
    let side = |side: usize| {
        let words = differences::side(cluster, surest, side);
        let outlet = outlet_of(&cluster.members[surest.members[side]]);
        match (words.is_empty(), surest.kind) {
            (true, _) => format!("{outlet}: (not there)"),
            (false, FindingKind::Speaker) => format!("{outlet}: {words}"),
            (false, _) => format!("{outlet}: “{}”", words.trim_matches(['“', '”', '"'])),
        }
    };
    Some(format!("{} / {}", side(0), side(1)))
}

/// "a", "a and b", "a, b and c".
fn listed(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [one] => one.to_string(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// The word for a kind of finding.
pub fn word(kind: FindingKind) -> &'static str {
    match kind {
        FindingKind::Negation => "negation",
        FindingKind::Antonym => "opposite words",
        FindingKind::Number => "number",
        FindingKind::Date => "date",
        FindingKind::Agent => "who does what",
        FindingKind::Speaker => "speaker",
        FindingKind::Wording => "wording",
        FindingKind::Certainty => "certainty",
        FindingKind::Attribution => "attribution",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_commas() {
        assert_eq!(thousands(999), "999");
        assert_eq!(counted(1_204_000, "article"), "1,204,000 articles");
        assert_eq!(counted(1, "article"), "1 article");
    }

    #[test]
    fn verdicts_are_told_in_natural_english() {
        let found = |conflicting, consistent, single| Summary {
            articles: 3,
            attributions: 9,
            conflicting,
            consistent,
            single,
            ..Summary::default()
        };
        let check = |found: &Summary, expected: &str| assert_eq!(verdict_line(found), expected);
        check(&found(14, 55, 0), "Accounts of 14 claims differ; 55 agree.");
        check(&found(1, 1, 1), "Accounts of 1 claim differ; 1 agree. One more claim has a single account.");
        check(
            &found(0, 2, 1204),
            "Accounts of 2 claims agree; none differ. 1,204 more claims have a single account.",
        );
        check(&found(1, 0, 0), "Accounts of 1 claim differ.");
        check(&found(0, 0, 7), "No claim is told by more than one account, so there is nothing to compare.");
    }

    #[test]
    fn words_are_listed() {
        assert_eq!(listed(&["date"]), "date");
        assert_eq!(listed(&["date", "number", "wording"]), "date, number and wording");
    }
}
