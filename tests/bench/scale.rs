//! How clustering grows: invented attributions with known claims, in tens of thousands to a million.
//!
//!     cargo bench --bench scale -- 10000 100000 1000000
//!
//! prints, for each number, the seconds by the clock and of all processors, how many times the latter
//! grew with each doubling since the number before, the most memory so far, and how well the clusters
//! agree with what was generated. The same seed gives the same statements on every machine.

use std::time::Instant;

use jiff::civil::{Date, date};
use whosaid::Span;
use whosaid::align::Statement;
use whosaid::cluster::{self, Account, Cluster, Member};

/// Attributions in an article, about what a news story has.
const PER_ARTICLE: usize = 12;

fn main() {
    let sizes: Vec<usize> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    let sizes = if sizes.is_empty() { vec![10_000, 100_000] } else { sizes };
    let heading = ["members", "seconds", "busy", "doubling", "MiB", "precision", "recall"];
    println!("{}", heading.map(|column| format!("{column:>9}")).join(" "));
    let mut before: Option<(usize, f64)> = None;
    for size in sizes {
        let world = World::new(size);
        let (accounts, members) = world.input();
        let (start, busy_before) = (Instant::now(), processor_seconds());
        let clusters = cluster::group(&accounts, &members);
        let (seconds, busy) = (start.elapsed().as_secs_f64(), processor_seconds() - busy_before);
        let doubling = before
            .map_or(f64::NAN, |(count, took)| (busy / took).powf(1.0 / (size as f64 / count as f64).log2()));
        let (precision, recall) = world.agreement(&clusters);
        println!(
            "{size:>9} {seconds:>9.2} {busy:>9.2} {doubling:>9.2} {:>9} {precision:>9.3} {recall:>9.3}",
            peak_mebibytes()
        );
        before = Some((size, busy));
    }
}

/// Invented articles, and what each of their attributions claims.
struct World {
    articles: Vec<(String, Date, usize)>,
    tellings: Vec<Telling>,
}

/// One telling of a claim.
struct Telling {
    claim: usize,
    article: usize,
    text: String,
    speaker: String,
    spans: [Span; 1],
}

impl World {
    fn new(size: usize) -> Self {
        let mut random = Random(20_250_117);
        let words = Words::new(&mut random);
        let mut drafts: Vec<(Date, usize, String, String)> = Vec::with_capacity(size);
        let mut claim = 0;
        while drafts.len() < size {
            let original = words.statement(&mut random);
            let speaker = words.name(&mut random);
            let day = date(2024, 1, 1) + jiff::Span::new().days(random.below(700) as i64);
            for copy in 0..tellings_of_one_claim(&mut random).min(size - drafts.len()) {
                let text = if copy == 0 { original.clone() } else { words.retell(&original, &mut random) };
                let day = day + jiff::Span::new().days(random.below(3) as i64);
                drafts.push((day, claim, text, speaker.clone()));
            }
            claim += 1;
        }
        drafts.sort_by_key(|draft| draft.0);
        World::print(drafts, &words, &mut random)
    }

    /// Puts the tellings into articles, day by day, no two of one claim side by side by intent.
    fn print(drafts: Vec<(Date, usize, String, String)>, words: &Words, random: &mut Random) -> Self {
        let count = drafts.len().div_ceil(PER_ARTICLE);
        let mut articles: Vec<(String, Date, usize)> =
            (0..count).map(|_| (String::new(), date(2024, 1, 1), random.below(60))).collect();
        let tellings = drafts
            .into_iter()
            .enumerate()
            .map(|(index, (day, claim, text, speaker))| {
                let article = index / PER_ARTICLE;
                let (body, published, _) = &mut articles[article];
                *published = day;
                body.push_str(&words.statement(random));
                body.push('\n');
                let start = body.len();
                body.push_str(&text);
                let spans = [Span::new(start, body.len())];
                body.push_str(", said ");
                body.push_str(&speaker);
                body.push_str(".\n");
                Telling { claim, article, text, speaker, spans }
            })
            .collect();
        World { articles, tellings }
    }

    fn input(&self) -> (Vec<Account<'_>>, Vec<Member<'_>>) {
        let accounts: Vec<Account> = self
            .articles
            .iter()
            .map(|(body, day, outlet)| Account {
                id: body.lines().next().unwrap_or_default(),
                outlet: Some(OUTLETS[*outlet % OUTLETS.len()]),
                date: Some(*day),
                byline: None,
                body,
            })
            .collect();
        let members = self.tellings.iter().map(|telling| Member {
            account: telling.article,
            stretches: &telling.spans,
            quoted: &telling.spans,
            statement: Statement {
                text: &telling.text,
                speaker: Some(&telling.speaker),
                date: accounts[telling.article].date,
                ..Statement::default()
            },
            ..Member::default()
        });
        let members = members.collect();
        (accounts, members)
    }

    /// Precision and recall over pairs of tellings.
    fn agreement(&self, clusters: &[Cluster]) -> (f64, f64) {
        let pairs = |count: usize| (count * count.saturating_sub(1) / 2) as f64;
        let mut right = 0.0;
        let mut found = 0.0;
        for cluster in clusters {
            let mut claims: Vec<usize> =
                cluster.members.iter().map(|part| self.tellings[part.member].claim).collect();
            claims.sort_unstable();
            found += pairs(claims.len());
            right += claims.chunk_by(|a, b| a == b).map(|same| pairs(same.len())).sum::<f64>();
        }
        let mut claims: Vec<usize> = self.tellings.iter().map(|telling| telling.claim).collect();
        claims.sort_unstable();
        let wanted: f64 = claims.chunk_by(|a, b| a == b).map(|same| pairs(same.len())).sum();
        (right / found, right / wanted)
    }
}

const OUTLETS: [&str; 8] = [
    "Aldersley Courant",
    "Ambrance Echo",
    "Kester Pharos",
    "Northfold Gazette",
    "Plainsheet",
    "Saltmarket Review",
    "Tarrow Bay Sentinel",
    "Vessen Radio",
];

/// Most statements are told once, some by a few, a few by hundreds.
fn tellings_of_one_claim(random: &mut Random) -> usize {
    match random.below(1000) {
        0..700 => 1,
        700..900 => 2 + random.below(2),
        900..998 => 4 + random.below(20),
        _ => 100 + random.below(200),
    }
}

/// The language of the invented world: words by frequency, and phrases that everybody uses.
struct Words {
    content: Vec<String>,
    phrases: Vec<String>,
}

const FUNCTION_WORDS: [&str; 24] = [
    "the", "of", "to", "and", "a", "in", "that", "is", "for", "it", "we", "on", "with", "be", "will", "this",
    "are", "have", "not", "as", "by", "our", "would", "they",
];

const SYLLABLES: [&str; 20] = [
    "ba", "ter", "con", "mi", "lo", "ren", "sta", "vi", "pol", "ka", "der", "ni", "fu", "mar", "tes", "or",
    "gan", "ple", "shi", "un",
];

impl Words {
    fn new(random: &mut Random) -> Self {
        let content = (0..40_000)
            .map(|_| (0..2 + random.below(3)).map(|_| SYLLABLES[random.below(20)]).collect())
            .collect();
        let mut words = Words { content, phrases: Vec::new() };
        words.phrases = (0..300).map(|_| words.run(4, random)).collect();
        words
    }

    /// A content word, the first ones far more often than the last, as in any language.
    fn content_word(&self, random: &mut Random) -> &str {
        let count = self.content.len() as f64;
        &self.content[((count + 1.0).powf(random.unit()) - 1.0) as usize % self.content.len()]
    }

    fn word(&self, random: &mut Random) -> &str {
        if random.below(2) == 0 {
            FUNCTION_WORDS[random.below(FUNCTION_WORDS.len())]
        } else {
            self.content_word(random)
        }
    }

    fn run(&self, count: usize, random: &mut Random) -> String {
        (0..count).map(|_| self.word(random)).collect::<Vec<_>>().join(" ")
    }

    /// Eight to forty words; one statement in five has a phrase that everybody uses, one in six a
    /// number.
    fn statement(&self, random: &mut Random) -> String {
        let mut text = self.run(8 + random.below(33), random);
        if random.below(5) == 0 {
            text = format!("{} {text}", self.phrases[random.below(self.phrases.len())]);
        }
        if random.below(6) == 0 {
            text = format!("{text} {} {}", random.below(900) + 12, self.content_word(random));
        }
        format!("“{text}”")
    }

    fn name(&self, random: &mut Random) -> String {
        let capital = |word: &str| word[..1].to_uppercase() + &word[1..];
        format!("{} {}", capital(self.content_word(random)), capital(self.content_word(random)))
    }

    /// The statement as another outlet has it: cut at one end or both, with a word dropped, changed
    /// or added.
    fn retell(&self, original: &str, random: &mut Random) -> String {
        let mut words: Vec<String> =
            original.trim_matches(['“', '”']).split(' ').map(str::to_owned).collect();
        if words.len() > 10 && random.below(2) == 0 {
            words.drain(..random.below(words.len() / 3));
        }
        if words.len() > 10 && random.below(2) == 0 {
            words.truncate(words.len() - random.below(words.len() / 3));
        }
        for _ in 0..random.below(3) {
            let place = random.below(words.len());
            match random.below(3) {
                0 => drop(words.remove(place)),
                1 => words[place] = self.word(random).to_owned(),
                _ => words.insert(place, self.word(random).to_owned()),
            }
        }
        format!("“{},”", words.join(" "))
    }
}

/// SplitMix64: small, quick, the same everywhere.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut state = self.0;
        state = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        state = (state ^ (state >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        state ^ (state >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit.max(1) as u64) as usize
    }

    fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }
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
