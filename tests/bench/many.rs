//! How the whole audit grows with what articles can be made of in great numbers: speakers, namesakes,
//! offices, bodies, pronouns, figures, quotations, and copies of one text.
//!
//!     cargo bench --bench many -- 250000 500000 1000000
//!
//! prints, for each case and number of bytes, the seconds of all processors, the exponent since the
//! number before, and the most memory so far. A name after the numbers picks one case.

use jiff::civil::{Date, date};
use whosaid::ingest::Article;
use whosaid::{Settings, audit};

/// A case: its name, whether each piece is an article of its own, and a piece by its number.
type Case = (&'static str, bool, fn(usize) -> String);

const CASES: &[Case] = &[
    ("speakers of one article", false, |at| format!("“It is safe,” Ann {} said.", name(at))),
    ("one surname in an article", false, |at| {
        format!("“It is safe,” {} Ortega said. Ortega added that it was.", name(at))
    }),
    ("one surname in many articles", true, |at| {
        format!("“It is safe,” {} Ortega told reporters on Monday. Ortega said no more than that.", name(at))
    }),
    ("descriptions", false, |at| {
        let (mayor, town) = (name(at), name(3 * at + 1));
        format!("“It is safe,” Ann {mayor}, the mayor of {town}, said. “It is not,” the mayor said.")
    }),
    ("bodies", false, |at| {
        format!("“It is safe,” the {} Harbour Safety Authority said. The authority said no more.", name(at))
    }),
    ("pronouns", false, |_| "“It is safe,” he said. She added that it was not.".to_owned()),
    ("quotations of one article", false, |at| {
        format!("“We saw {} and {},” Ortega said.", name(at), name(7 * at + 3))
    }),
    ("articles of one outlet", true, |at| {
        let day = 1 + at % 28;
        format!("“We open the {} bridge by {day} March,” Elise Ortega told reporters.", name(at / 4))
    }),
    ("one quotation, many articles", true, |_| {
        "“The old pier is closed,” Elise Ortega told Thomas Hale of the Harbour Board in Kester.".to_owned()
    }),
];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|one| !one.starts_with("--")).collect();
    let mut sizes: Vec<usize> = arguments.iter().filter_map(|argument| argument.parse().ok()).collect();
    if sizes.is_empty() {
        sizes = vec![125_000, 250_000, 500_000, 1_000_000];
    }
    let wanted = arguments.iter().find(|argument| argument.parse::<usize>().is_err());
    println!("{:<30} {:>9} {:>8} {:>9} {:>6}", "case", "bytes", "busy", "exponent", "MiB");
    for &(title, apart, piece) in
        CASES.iter().filter(|(title, ..)| wanted.is_none_or(|one| title.contains(one)))
    {
        let mut before: Option<(usize, f64)> = None;
        for &size in &sizes {
            let articles = articles(size, apart, piece);
            let begun = processor_seconds();
            let audit = audit::audit(&articles, &Settings::default());
            let busy = processor_seconds() - begun;
            let exponent = before.map_or(f64::NAN, |(bytes, took)| {
                (busy.max(0.01) / took).ln() / (size as f64 / bytes as f64).ln()
            });
            println!("{title:<30} {size:>9} {busy:>8.2} {exponent:>9.2} {:>6}", peak_mebibytes());
            drop(audit);
            before = Some((size, busy.max(0.01)));
        }
    }
}

/// So many bytes of pieces, each an article of its own or all in one.
fn articles(size: usize, apart: bool, piece: fn(usize) -> String) -> Vec<Article> {
    let mut pieces = Vec::new();
    let mut bytes = 0;
    while bytes < size {
        let piece = piece(pieces.len());
        bytes += piece.len();
        pieces.push(piece);
    }
    let bodies = if apart { pieces } else { vec![pieces.join("\n\n")] };
    let article = |(at, body)| Article {
        id: format!("article-{at}"),
        outlet: Some(if apart { format!("Outlet {}", at % 500) } else { "Courant".to_owned() }),
        date: Some(day(at)),
        body,
        ..Article::default()
    };
    bodies.into_iter().enumerate().map(article).collect()
}

fn day(at: usize) -> Date {
    date(2031, 3, 1 + (at % 28) as i8)
}

/// An invented name, another one for each number below 160,000.
fn name(at: usize) -> String {
    const SYLLABLES: [&str; 20] = [
        "ba", "ter", "con", "mi", "lo", "ren", "sta", "vi", "pol", "ka", "der", "ni", "fu", "mar", "tes",
        "or", "gan", "ple", "shi", "un",
    ];
    let mut number = at * 7919 + 13;
    let mut name = String::new();
    for _ in 0..4 {
        name.push_str(SYLLABLES[number % 20]);
        number /= 20;
    }
    name[..1].to_uppercase() + &name[1..]
}

/// The most memory that the process has held, in MiB; zero where the system does not say.
fn peak_mebibytes() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    line.split_whitespace().next().and_then(|number| number.parse::<u64>().ok()).unwrap_or_default() / 1024
}

/// The seconds that all processors have spent on this process; zero where the system does not say.
fn processor_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit(')').next().unwrap_or_default();
    let ticks = |field: usize| -> f64 {
        fields.split_whitespace().nth(field).and_then(|ticks| ticks.parse().ok()).unwrap_or_default()
    };
    (ticks(11) + ticks(12)) / 100.0
}
