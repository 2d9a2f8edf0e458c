//! Which part of what was found is shown.
//!
//! An attribution is kept where it fits every condition itself. A claim is kept whole, with all who tell
//! it, where one telling fits: who asks what one outlet changed must see the others beside it.

use std::collections::{HashMap, HashSet};

use super::counts;
use super::json::{Attribution, Cluster, FindingKind, Kind, Member, Report, Verdict, Voice};

/// What is asked for; what is empty or none asks for nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Selection {
    /// Parts of names of speakers, or their ids.
    pub speakers: Vec<String>,
    /// Parts of names of outlets.
    pub outlets: Vec<String>,
    /// Verdicts on claims.
    pub verdicts: Vec<Verdict>,
    /// Kinds of attributions.
    pub kinds: Vec<Kind>,
    /// Kinds of differences.
    pub findings: Vec<FindingKind>,
    /// Voices.
    pub voices: Vec<Voice>,
    /// The first day, as `YYYY-MM-DD`.
    pub since: Option<String>,
    /// The last day.
    pub until: Option<String>,
    /// The least confidence.
    pub least: Option<f64>,
    /// The greatest confidence.
    pub greatest: Option<f64>,
    /// Words that must all stand in the passage.
    pub words: Vec<String>,
}

impl Selection {
    /// True where everything is kept.
    pub fn is_all(&self) -> bool {
        *self == Selection::default()
    }

    /// Leaves out what does not fit, and counts anew.
    pub fn apply(&self, report: &mut Report) {
        if self.is_all() {
            return;
        }
        let names: HashMap<&str, &str> =
            report.speakers.iter().map(|speaker| (speaker.id.as_str(), speaker.name.as_str())).collect();
        let of_id: HashMap<&str, &Attribution> =
            report.attributions.iter().map(|found| (found.id.as_str(), found)).collect();
        let differing: HashSet<&str> = report
            .clusters
            .iter()
            .filter(|cluster| self.has_finding(cluster))
            .flat_map(|cluster| cluster.members.iter().filter_map(|member| member.attribution.as_deref()))
            .collect();
        let fits = |found: &Attribution| {
            let id = found.speaker.as_ref().map(|speaker| speaker.id.as_str());
            self.attribution(found, id.and_then(|id| names.get(id).copied()))
                && (self.findings.is_empty() || differing.contains(found.id.as_str()))
        };
        let attributions: Vec<bool> = report.attributions.iter().map(fits).collect();
        let clusters: Vec<bool> =
            report.clusters.iter().map(|cluster| self.cluster(cluster, &of_id)).collect();
        let (mut attributions, mut clusters) = (attributions.into_iter(), clusters.into_iter());
        report.attributions.retain(|_| attributions.next().unwrap_or_default());
        report.clusters.retain(|_| clusters.next().unwrap_or_default());
        counts::without_idle_articles(report);
        counts::recount(report);
    }

    /// True for an attribution that fits; `name` is the speaker's over all articles.
    pub fn attribution(&self, found: &Attribution, name: Option<&str>) -> bool {
        let speaker = found.speaker.as_ref();
        let is_speaker = || {
            let own = speaker.map(|speaker| speaker.name.as_str());
            let id = speaker.map(|speaker| speaker.id.as_str());
            self.speakers.iter().any(|asked| {
                id == Some(asked) || [own, name].into_iter().flatten().any(|name| holds(name, asked))
            })
        };
        (self.speakers.is_empty() || is_speaker())
            && self.outlet(found.outlet.as_deref())
            && self.day(found.date.as_deref())
            && (self.kinds.is_empty() || self.kinds.contains(&found.kind))
            && (self.voices.is_empty() || self.voices.contains(&found.voice))
            && (self.verdicts.is_empty()
                || found.verdict.is_some_and(|verdict| self.verdicts.contains(&verdict)))
            && self.is_as_sure(found.confidence)
            && self.holds_words(&found.content.text)
    }

    fn cluster(&self, cluster: &Cluster, of_id: &HashMap<&str, &Attribution>) -> bool {
        let fits = |member: &Member| {
            let found = member.attribution.as_deref().and_then(|id| of_id.get(id).copied());
            let is_of_kind =
                self.kinds.is_empty() || found.is_some_and(|found| self.kinds.contains(&found.kind));
            is_of_kind && self.member(member, found)
        };
        (self.verdicts.is_empty() || self.verdicts.contains(&cluster.verdict))
            && (self.findings.is_empty() || self.has_finding(cluster))
            && cluster.confidence.is_none_or(|sure| self.is_as_sure(sure))
            && cluster.members.iter().any(fits)
    }

    /// True for a difference of the kind that is asked for; where outlets are asked for as well, one that
    /// one of them has.
    fn has_finding(&self, cluster: &Cluster) -> bool {
        cluster.findings.iter().any(|finding| {
            let sides = finding.members.map(|member| &cluster.members[member]);
            self.findings.contains(&finding.kind)
                && sides.into_iter().any(|member| self.outlet(member.outlet.as_deref()))
        })
    }

    fn member(&self, member: &Member, found: Option<&Attribution>) -> bool {
        let is_speaker = || {
            let name = member.speaker.as_deref().unwrap_or_default();
            let id = found.and_then(|found| found.speaker.as_ref()).map(|speaker| speaker.id.as_str());
            self.speakers.iter().any(|asked| holds(name, asked) || id == Some(asked))
        };
        (self.speakers.is_empty() || is_speaker())
            && self.outlet(member.outlet.as_deref())
            && self.day(member.date.as_deref())
            && (self.voices.is_empty() || self.voices.contains(&member.voice))
            && self.holds_words(&member.text)
    }

    /// True for an outlet that is asked for.
    pub fn outlet(&self, name: Option<&str>) -> bool {
        self.outlets.is_empty()
            || name.is_some_and(|name| self.outlets.iter().any(|asked| holds(name, asked)))
    }

    /// True for a day that is asked for. What has no date is none.
    pub fn day(&self, date: Option<&str>) -> bool {
        let since = self.since.as_deref().is_none_or(|since| date.is_some_and(|date| date >= since));
        let until = self.until.as_deref().is_none_or(|until| date.is_some_and(|date| date <= until));
        since && until
    }

    fn is_as_sure(&self, confidence: f64) -> bool {
        self.least.is_none_or(|least| confidence >= least)
            && self.greatest.is_none_or(|greatest| confidence <= greatest)
    }

    fn holds_words(&self, text: &str) -> bool {
        self.words.is_empty() || {
            let text = folded(text);
            self.words.iter().all(|words| text.contains(&folded(words)))
        }
    }
}

fn holds(name: &str, asked: &str) -> bool {
    folded(name).contains(&folded(asked))
}

/// A text as it is searched: lower case, straight marks, one blank between words.
fn folded(text: &str) -> String {
    let straight = |letter: char| match letter {
        '‘' | '’' | '‚' | '‛' | '`' | '´' => '\'',
        '“' | '”' | '„' | '«' | '»' => '"',
        '–' | '—' | '‑' | '−' => '-',
        other => other,
    };
    let text: String = text.chars().map(straight).flat_map(char::to_lowercase).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::json::{Content, SpeakerKind, SpeakerOf};

    fn attribution() -> Attribution {
        Attribution {
            outlet: Some("The Courant".into()),
            date: Some("2025-03-11".into()),
            content: Content { text: "“We won’t pay”".into(), ..Content::default() },
            confidence: 0.8,
            speaker: Some(SpeakerOf {
                id: "elise-ortega".into(),
                name: "Ortega".into(),
                kind: SpeakerKind::NamedPerson,
                role: None,
                class: None,
                attributes: std::collections::BTreeMap::new(),
                mention: None,
                confidence: 0.9,
                reason: String::new(),
            }),
            voice: Voice::Quotation,
            ..Attribution::default()
        }
    }

    #[track_caller]
    fn check(selection: &Selection, expected: bool) {
        assert_eq!(selection.attribution(&attribution(), Some("Elise Ortega")), expected, "{selection:?}");
    }

    #[test]
    fn each_condition_is_asked() {
        let all = Selection::default;
        let some = |text: &str| vec![text.to_string()];
        check(&all(), true);
        check(&Selection { speakers: some("elise ortega"), ..all() }, true);
        check(&Selection { speakers: some("elise-ortega"), ..all() }, true);
        check(&Selection { speakers: some("Stroud"), ..all() }, false);
        check(&Selection { outlets: some("courant"), ..all() }, true);
        check(&Selection { outlets: some("echo"), ..all() }, false);
        check(&Selection { since: Some("2025-03-11".into()), ..all() }, true);
        check(&Selection { since: Some("2025-03-12".into()), ..all() }, false);
        check(&Selection { until: Some("2025-03-10".into()), ..all() }, false);
        check(&Selection { least: Some(0.8), ..all() }, true);
        check(&Selection { greatest: Some(0.5), ..all() }, false);
        check(&Selection { words: some("WON'T  pay"), ..all() }, true);
        check(&Selection { words: vec!["pay".into(), "never".into()], ..all() }, false);
        check(&Selection { voices: vec![Voice::Own], ..all() }, false);
        check(&Selection { kinds: vec![Kind::Direct], ..all() }, true);
        check(&Selection { verdicts: vec![Verdict::Single], ..all() }, false);
    }

    #[test]
    fn what_has_no_date_is_of_no_day() {
        let undated = Attribution { date: None, ..attribution() };
        let since = Selection { since: Some("2000-01-01".into()), ..Selection::default() };
        assert!(!since.attribution(&undated, None));
    }
}
