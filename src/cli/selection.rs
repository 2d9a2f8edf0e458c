//! The arguments that select, and what they mean.

use std::path::Path;

use clap::{Args, ValueEnum};
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use jiff::civil::Date;

use super::failure::Failure;
use crate::ingest::Article;
use crate::report::json::{FindingKind, Kind, Verdict, Voice};
use crate::report::select::Selection;

/// What is shown of everything that was found.
#[derive(Debug, Args)]
#[command(next_help_heading = "Selection")]
pub struct SelectionArguments {
    /// Only what this speaker is reported to have said: a part of the name, or an id; may be repeated
    #[arg(long, value_name = "NAME")]
    pub speaker: Vec<String>,
    /// Only this outlet: a part of its name. A claim is shown whole where the outlet tells it
    #[arg(long, value_name = "NAME")]
    pub outlet: Vec<String>,
    /// Only claims with this verdict (report)
    #[arg(long, value_enum, value_name = "VERDICT")]
    pub verdict: Vec<VerdictArgument>,
    /// Only this kind of attribution, or claims with this kind of difference (report)
    #[arg(
        long,
        value_enum,
        value_name = "KIND",
        hide_possible_values = true,
        long_help = "Only this kind of attribution (direct, mixed, indirect), or claims with this kind of \
                       difference (negation, antonym, number, date, agent, speaker, wording, certainty, \
                       attribution)"
    )]
    pub kind: Vec<KindArgument>,
    /// Only what is told in this voice
    #[arg(long, value_enum, value_name = "VOICE")]
    pub voice: Vec<VoiceArgument>,
    /// Only articles of this day or later, as YYYY-MM-DD
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub since: Option<String>,
    /// Only articles of this day or earlier
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub until: Option<String>,
    /// Only what is at least so sure, 0 to 1
    #[arg(long, value_name = "SHARE", value_parser = share)]
    pub min_confidence: Option<f64>,
    /// Only what is at most so sure: what to look at again
    #[arg(long, value_name = "SHARE", value_parser = share)]
    pub max_confidence: Option<f64>,
    /// Only passages that hold these words, in whatever case and with whatever marks; may be repeated
    #[arg(long, value_name = "WORDS")]
    pub grep: Vec<String>,
    /// At most so many claims or rows; all for no limit [default: 20 claims in text, else all]
    #[arg(long, value_name = "N", value_parser = limit)]
    pub limit: Option<usize>,
    /// Leave out articles whose file matches this pattern, as in .gitignore, or that have this id
    #[arg(long, value_name = "PATTERN")]
    pub exclude: Vec<String>,
}

/// What a cluster comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum VerdictArgument {
    /// Accounts differ
    Conflicting,
    /// Accounts agree
    Consistent,
    /// There is one account
    Single,
}

/// A kind of attribution or of difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum KindArgument {
    /// All in quotation marks
    Direct,
    /// Partly
    Mixed,
    /// Not at all
    Indirect,
    /// Affirmed here, denied there
    Negation,
    /// Opposite words
    Antonym,
    /// Another quantity
    Number,
    /// Another day
    Date,
    /// Another actor
    Agent,
    /// The same words in another mouth
    Speaker,
    /// Words inside the marks changed
    Wording,
    /// Hedged here, flat there
    Certainty,
    /// Stated as fact here, attributed there
    Attribution,
}

/// In whose voice something is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum VoiceArgument {
    /// In quotation marks, for the most part
    Quotation,
    /// In the outlet's words
    Reported,
    /// By the outlet itself
    Own,
}

impl SelectionArguments {
    /// What is asked for.
    pub fn selection(&self) -> Selection {
        Selection {
            speakers: self.speaker.clone(),
            outlets: self.outlet.clone(),
            verdicts: self.verdict.iter().map(|verdict| (*verdict).into()).collect(),
            kinds: self.kind.iter().filter_map(|kind| kind.of_attribution()).collect(),
            findings: self.kind.iter().filter_map(|kind| kind.of_finding()).collect(),
            voices: self.voice.iter().map(|voice| (*voice).into()).collect(),
            since: self.since.clone(),
            until: self.until.clone(),
            least: self.min_confidence,
            greatest: self.max_confidence,
            words: self.grep.clone(),
        }
    }

    /// Refuses what asks for claims where none are compared.
    pub fn check_without_claims(&self) -> Result<(), Failure> {
        let asked = if !self.verdict.is_empty() {
            "--verdict"
        } else if self.kind.iter().any(|kind| kind.of_finding().is_some()) {
            "a --kind of difference"
        } else {
            return Ok(());
        };
        Err(Failure::Argument(format!(
            "{asked} needs articles to be compared; use whosaid report --format csv, whose attributions have it"
        )))
    }

    /// What is left out.
    pub fn exclusions(&self, more: &[String]) -> Result<Exclusions, Failure> {
        Exclusions::of(self.exclude.iter().chain(more).cloned().collect())
    }
}

/// Articles that are left out.
#[derive(Debug)]
pub struct Exclusions {
    patterns: Vec<String>,
    files: Gitignore,
}

impl Exclusions {
    /// Those that match one of the patterns.
    pub fn of(patterns: Vec<String>) -> Result<Self, Failure> {
        let mut builder = GitignoreBuilder::new("");
        for pattern in &patterns {
            builder.add_line(None, pattern).map_err(|error| {
                Failure::Argument(format!(
                    "--exclude {pattern} is no pattern: {error}; write it as in .gitignore"
                ))
            })?;
        }
        let files = builder.build().map_err(|error| Failure::Argument(format!("--exclude: {error}")))?;
        Ok(Exclusions { patterns, files })
    }

    /// True for an article that is left out.
    pub fn has(&self, article: &Article) -> bool {
        if self.patterns.is_empty() {
            return false;
        }
        let ids = [Some(&article.id), article.given_id.as_ref()];
        ids.into_iter().flatten().any(|id| self.patterns.contains(id))
            || article.path.as_deref().is_some_and(|path| self.has_file(path))
    }

    fn has_file(&self, path: &Path) -> bool {
        let plain = path.strip_prefix("./").unwrap_or(path);
        plain
            .ancestors()
            .filter(|part| !part.as_os_str().is_empty())
            .enumerate()
            .any(|(above, part)| self.files.matched(part, above > 0).is_ignore())
    }
}

/// A day, as an argument.
pub fn day(text: &str) -> Result<String, String> {
    let day = text.parse::<Date>().map_err(|_| "it is a day such as 2025-03-11".to_string())?;
    Ok(day.to_string())
}

fn share(text: &str) -> Result<f64, String> {
    let share = text.parse::<f64>().ok().filter(|share| (0.0..=1.0).contains(share));
    share.ok_or_else(|| "it is a share between 0 and 1, such as 0.5".to_string())
}

fn limit(text: &str) -> Result<usize, String> {
    if text == "all" {
        return Ok(usize::MAX);
    }
    text.parse().map_err(|_| "it is a number, or all".to_string())
}

impl From<VerdictArgument> for Verdict {
    fn from(verdict: VerdictArgument) -> Self {
        match verdict {
            VerdictArgument::Conflicting => Verdict::Conflicting,
            VerdictArgument::Consistent => Verdict::Consistent,
            VerdictArgument::Single => Verdict::Single,
        }
    }
}

impl From<VoiceArgument> for Voice {
    fn from(voice: VoiceArgument) -> Self {
        match voice {
            VoiceArgument::Quotation => Voice::Quotation,
            VoiceArgument::Reported => Voice::Reported,
            VoiceArgument::Own => Voice::Own,
        }
    }
}

impl KindArgument {
    fn of_attribution(self) -> Option<Kind> {
        match self {
            KindArgument::Direct => Some(Kind::Direct),
            KindArgument::Mixed => Some(Kind::Mixed),
            KindArgument::Indirect => Some(Kind::Indirect),
            _ => None,
        }
    }

    fn of_finding(self) -> Option<FindingKind> {
        match self {
            KindArgument::Direct | KindArgument::Mixed | KindArgument::Indirect => None,
            KindArgument::Negation => Some(FindingKind::Negation),
            KindArgument::Antonym => Some(FindingKind::Antonym),
            KindArgument::Number => Some(FindingKind::Number),
            KindArgument::Date => Some(FindingKind::Date),
            KindArgument::Agent => Some(FindingKind::Agent),
            KindArgument::Speaker => Some(FindingKind::Speaker),
            KindArgument::Wording => Some(FindingKind::Wording),
            KindArgument::Certainty => Some(FindingKind::Certainty),
            KindArgument::Attribution => Some(FindingKind::Attribution),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(pattern: &str, path: &str, expected: bool) {
        let exclusions = Exclusions::of(vec![pattern.to_string()]).unwrap();
        let article = Article { id: "ferry".into(), path: Some(path.into()), ..Article::default() };
        assert_eq!(exclusions.has(&article), expected, "{pattern} {path}");
    }

    #[test]
    fn files_are_left_out_by_patterns() {
        check("*.html", "corpus/a/b.html", true);
        check("*.html", "corpus/a/b.txt", false);
        check("single", "corpus/single/b.txt", true);
        check("corpus/single/", "./corpus/single/b.txt", true);
        check("corpus/single/*", "corpus/other/b.txt", false);
        check("ferry", "x/y.txt", true);
        check("single", "/data/single/b.txt", true);
    }

    #[test]
    fn a_limit_is_a_number_or_all() {
        assert_eq!(limit("3"), Ok(3));
        assert_eq!(limit("all"), Ok(usize::MAX));
        assert!(limit("many").is_err() && day("2025-02-30").is_err() && share("7").is_err());
    }
}
