//! The report for a document, in GitHub's Markdown.

use std::fmt::Write as _;
use std::ops::Range;

use super::by_outlet::{self, COLUMNS};
use super::by_speaker::{self, Part};
use super::claim_text::in_words;
use super::csv::tag;
use super::json::{Cluster, Report, Verdict};
use super::phrases::{dated, point_at_issue, speaker_of, summary_line, verdict_line, what_differs, word};
use super::terminal::merged;
use super::visible::{self, on_one_line};

/// Claims first, then speakers and outlets.
pub fn report(report: &Report) -> String {
    let report = &visible::report(report);
    let mut out = head(report);
    for (verdict, title) in
        [(Verdict::Conflicting, "Accounts differ"), (Verdict::Consistent, "Accounts agree")]
    {
        let clusters: Vec<&Cluster> =
            report.clusters.iter().filter(|cluster| cluster.verdict == verdict).collect();
        if !clusters.is_empty() {
            line(&mut out, &format!("## {title} ({})\n", clusters.len()));
            clusters.iter().for_each(|cluster| claim(&mut out, cluster));
        }
    }
    speakers(&mut out, report);
    outlets(&mut out, report);
    out
}

/// Everything that each speaker is reported to have said.
pub fn by_speaker(report: &Report) -> String {
    let report = &visible::report(report);
    let mut out = head(report);
    for Part { speaker, sayings } in by_speaker::parts(report) {
        line(&mut out, &format!("## {}\n", escaped(&by_speaker::heading(speaker))));
        for saying in sayings {
            let date = saying.date.map_or(String::new(), |date| format!(", {date}"));
            line(&mut out, &format!("- {}{date}: {}", escaped(saying.outlet), escaped(saying.words)));
            for note in &saying.differs {
                line(&mut out, &format!("  - **{}**", escaped(note)));
            }
        }
        out.push('\n');
    }
    out
}

/// How each outlet attributes.
pub fn by_outlet(report: &Report) -> String {
    let report = &visible::report(report);
    let mut out = head(report);
    outlets(&mut out, report);
    out
}

fn head(report: &Report) -> String {
    let found = &report.summary;
    format!("# Who said what\n\n{} {}\n\n", summary_line(found), verdict_line(found))
}

fn claim(out: &mut String, cluster: &Cluster) {
    line(out, &format!("### {}\n", escaped(&cluster.claim)));
    let point = point_at_issue(cluster)
        .map_or(String::new(), |point| format!("{}. {point} — ", what_differs(cluster)));
    line(out, &format!("{}\n", escaped(&format!("{point}{}", cluster.id))));
    line(out, "| outlet | speaker | words |\n| --- | --- | --- |");
    for (index, member) in cluster.members.iter().enumerate() {
        let sides = cluster
            .findings
            .iter()
            .flat_map(|finding| [(finding.members[0], &finding.a), (finding.members[1], &finding.b)]);
        let own = sides.filter(|(side, _)| *side == index);
        let marks = merged(own.filter_map(|(_, place)| in_words(member, place)).collect());
        let speaker = speaker_of(member);
        line(
            out,
            &format!(
                "| {} | {} | {} |",
                escaped(&dated(member)),
                escaped(&speaker),
                bold(&member.text, &marks)
            ),
        );
    }
    out.push('\n');
    for finding in &cluster.findings {
        let note =
            format!("{}: {}, {}: {}", finding.id, word(finding.kind), tag(&finding.nature), finding.because);
        line(out, &format!("- {}", escaped(&note)));
    }
    if !cluster.findings.is_empty() {
        out.push('\n');
    }
}

fn speakers(out: &mut String, report: &Report) {
    line(out, &format!("## Speakers ({})\n", report.speakers.len()));
    line(out, "| name | role | outlets | said | claims that differ |\n| --- | --- | ---: | ---: | ---: |");
    for speaker in &report.speakers {
        let role = speaker.roles.first().map_or("", String::as_str);
        let (name, role) = (escaped(&speaker.name), escaped(role));
        let counts = (speaker.outlets.len(), speaker.attributions.len(), speaker.conflicting);
        line(out, &format!("| {name} | {role} | {} | {} | {} |", counts.0, counts.1, counts.2));
    }
    out.push('\n');
}

fn outlets(out: &mut String, report: &Report) {
    line(out, "## Outlets\n");
    line(out, &format!("| {} |\n| --- |{}", COLUMNS.join(" | "), " ---: |".repeat(COLUMNS.len() - 1)));
    for outlet in &report.outlets {
        line(out, &format!("| {} |", by_outlet::row(outlet).map(|value| escaped(&value)).join(" | ")));
    }
}

fn line(out: &mut String, words: &str) {
    // Writing to a string cannot fail.
    let _ = writeln!(out, "{words}");
}

/// The words with the marked stretches in bold.
pub(super) fn bold(words: &str, marks: &[Range<usize>]) -> String {
    let mut out = String::new();
    let mut at = 0;
    for mark in marks {
        let _ = write!(out, "{}**{}**", inline(&words[at..mark.start]), inline(&words[mark.clone()]));
        at = mark.end;
    }
    out + &inline(&words[at..])
}

/// The words as a line or block of their own: [`inline`], and not a list, a heading or code either.
pub(super) fn escaped(words: &str) -> String {
    let words = inline(words.trim());
    let digits = words.len() - words.trim_start_matches(|letter: char| letter.is_ascii_digit()).len();
    let at = if words.starts_with(['-', '+', '=']) {
        0
    } else if digits > 0 && words[digits..].starts_with(['.', ')']) {
        digits
    } else {
        return words;
    };
    format!("{}\\{}", &words[..at], &words[at..])
}

/// The words on one line, with the signs that mean something to Markdown made harmless. Where
/// readers of Markdown disagree about backslashes, an entity says it: tags, and addresses that some
/// would make links of.
fn inline(words: &str) -> String {
    let words = on_one_line(words);
    let mut out = String::new();
    for (at, letter) in words.char_indices() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '@' => out.push_str("&#64;"),
            ':' if words[at..].starts_with("://") => out.push_str("&#58;"),
            '.' if ends_like(&words[..at], "www") => out.push_str("&#46;"),
            '\\' | '|' | '*' | '_' | '`' | '[' | ']' | '#' | '~' | '$' => out.extend(['\\', letter]),
            _ => out.push(letter),
        }
    }
    out
}

fn ends_like(words: &str, end: &str) -> bool {
    let at = words.len().checked_sub(end.len());
    at.and_then(|at| words.get(at..)).is_some_and(|last| last.eq_ignore_ascii_case(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_in_the_words_stay_signs() {
        assert_eq!(escaped("a|b *c* <i>\nd"), r"a\|b \*c\* &lt;i&gt; d");
        assert_eq!(escaped("R&D & &copy; $5 and $6"), r"R&amp;D &amp; &amp;copy; \$5 and \$6");
        assert_eq!(
            escaped("[a](javascript:x) ![b](http://c.example)"),
            r"\[a\](javascript:x) !\[b\](http&#58;//c.example)"
        );
        assert_eq!(escaped("WWW.a.example, a@b.example"), "WWW&#46;a.example, a&#64;b.example");
        assert_eq!(escaped("    code"), "code");
        assert_eq!(escaped("- a"), r"\- a");
        assert_eq!(escaped("=== b"), r"\=== b");
        assert_eq!(escaped("12. c 3.4"), r"12\. c 3.4");
        assert_eq!(escaped("a\u{1b}[2J\u{202e}b"), r"a␛\[2J�b");
        assert_eq!(bold("by 12 March", &[3..5]), "by **12** March");
    }
}
