//! One quotation reported in another sentence: another cue, another order of quotation, source and
//! cue, other marks. Two outlets that report it so tell one claim, by one speaker, without a
//! conflict.

use std::collections::BTreeSet;

use whosaid::attribution::Scope;
use whosaid::report::assemble;
use whosaid::report::json::{Member, Report, Verdict, Voice};
use whosaid::{Article, Settings, audit};

use crate::gold;

/// How often all rooms together take another sentence for the same report: a little below what was
/// measured when this was written.
const SAME: f64 = 0.985;

/// Makes a sentence of words and who said them.
type Way = fn(&str, &str) -> String;

/// Ways to report words: the name of the way, and the sentence.
const WAYS: [(&str, Way); 8] = [
    ("quotation, cue, source", |words, who| format!("“{words},” said {who}.")),
    ("quotation, source, cue", |words, who| format!("“{words},” {who} told reporters.")),
    ("source, cue, quotation", |words, who| format!("{who} said: “{words}.”")),
    ("according to", |words, who| format!("“{words},” according to {who}.")),
    ("a quotation in two", halved),
    ("in a statement", |words, who| format!("In a statement, {who} said, “{words}.”")),
    ("straight marks", |words, who| format!("\"{words},\" {who} added.")),
    ("single marks", |words, who| format!("‘{words},’ {who} said on Monday.")),
];

/// A quotation that its source and cue stand in the middle of.
fn halved(words: &str, who: &str) -> String {
    let spaces: Vec<usize> = words.match_indices(' ').map(|(at, _)| at).collect();
    let middle = spaces[spaces.len() / 2];
    format!("“{},” {who} said, “{}.”", &words[..middle], &words[middle + 1..])
}

/// Who says them: a name is given to each, since in the corpus many are said by "she".
const SPEAKERS: [&str; 5] =
    ["Elise Ortega", "Bertram Quill", "Salome Havering", "Zoë Brandt", "Ivo Lindqvist"];

/// Quotations of the corpus that are one plain sentence.
fn quotations() -> Vec<(String, &'static str)> {
    let mut found = BTreeSet::new();
    for stated in gold::statements() {
        let text = &stated.told.text;
        let words = text.trim_start_matches('“').trim_end_matches('”').trim_end_matches([',', '.']);
        let plain = !words.contains(['“', '”', '"', '‘', '«', '.', '?', '!', '\'', '\n', '`']);
        let quoted = text.starts_with('“') && text.ends_with('”');
        if quoted && plain && words.starts_with(char::is_uppercase) && words.split(' ').count() > 7 {
            found.insert(words.to_owned());
        }
    }
    let speakers = SPEAKERS.into_iter().cycle();
    found.into_iter().zip(speakers).collect()
}

fn article(outlet: &str, sentence: &str) -> Article {
    Article {
        id: outlet.to_lowercase(),
        outlet: Some(format!("The {outlet}")),
        body: format!(
            "The meeting in the old town hall ended late.\n\n{sentence}\n\nIt had begun at noon.\n"
        ),
        ..Article::default()
    }
}

/// True when both articles give the words to the speaker, in one cluster without a conflict.
fn is_one_report(report: &Report, speaker: &str) -> bool {
    let both = report.clusters.iter().find(|cluster| {
        let quoted = |member: &Member| member.voice != Voice::Own;
        let tells = |id: &&str| cluster.members.iter().any(|member| member.article == **id && quoted(member));
        ["courant", "echo"].iter().all(tells)
    });
    both.is_some_and(|cluster| {
        cluster.verdict == Verdict::Consistent
            && cluster.members.iter().all(|member| member.speaker.as_deref() == Some(speaker))
    })
}

#[test]
fn another_sentence_around_a_quotation_changes_nothing() {
    let settings = Settings { scope: Scope::Full, ..Settings::default() };
    let quotations = quotations();
    assert!(quotations.len() >= 15, "only {} quotations in corpus/", quotations.len());
    let (mut right, mut all) = (0_usize, 0_usize);
    for (number, (name, way)) in WAYS.iter().enumerate() {
        let (mut right_here, first) = (0, WAYS[(number + 1) % WAYS.len()].1);
        for (words, speaker) in &quotations {
            let articles =
                [article("Courant", &first(words, speaker)), article("Echo", &way(words, speaker))];
            let holds = is_one_report(&assemble::report(&articles, &audit(&articles, &settings)), speaker);
            if !holds && std::env::var_os("SHOW_MISSES").is_some() {
                println!("{name}: {}\n -> {}", articles[0].body, articles[1].body);
            }
            right_here += usize::from(holds);
        }
        println!("{name:28} one report {right_here} of {}", quotations.len());
        right += right_here;
        all += quotations.len();
    }
    let share = right as f64 / all as f64;
    println!("{:28} one report {share:.3} of {all}", "all");
    assert!(share >= SAME, "{share:.3} are one report");
}
