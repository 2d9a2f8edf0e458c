//! How the reading of one article grows: documents of one kind each, doubled again and again.
//!
//!     cargo bench --bench growth -- 1000000 nested said
//!
//! A number is the size in bytes that is doubled up to (a million without it), words are the kinds (all
//! without them). For each size it prints the seconds of one processor that each room took, the most
//! memory, and the exponent of the last doubling: 1 where twice the text takes twice as long, 2 where it
//! takes four times as long. Each size runs in a process of its own, which
//! gives up after [`LIMIT`] seconds; the rooms that were done by then are printed.
//!
//! The goal is less than 5 seconds and 500 MiB for a megabyte of each kind, and an exponent of at most
//! 1.15. All kinds were measured at a megabyte with the quick profile, on a machine of two cores that was
//! busy with other work, which adds a third and more; those not named here took less than 4 seconds:
//!
//!     kind              all  MiB
//!     prose            4.35   93
//!     nested           4.16  124
//!     nested-closed    4.05  124
//!     title-names      4.44  233
//!     they             4.52  188
//!     initials         4.58  128
//!     short-reports    4.34  208
//!     descriptions     4.65  148
//!     he-said-quotes   4.31  291
//!     one-surname      5.05  149
//!     labels           5.08  158
//!     organisations    5.40  190
//!     short-lines      5.60  124
//!     surnames         6.70  300
//!
//! Of the last five, who is meant takes most, and of short lines the heads of half a million words. A
//! report of 10 MB of prose took 51 seconds and 548 MiB, with an exponent of 1.04 from 1.25 MB on.

use std::process::Command;
use std::sync::mpsc;
use std::time::Duration;

use whosaid::audit::{self, Settings};
use whosaid::{Article, attribution, report, speaker, syntax, text};

/// The smallest size of a document in bytes, below which everything is too quick to be measured.
const SMALLEST: usize = 62_500;

/// A size that takes more seconds of a processor is given up.
const LIMIT: f64 = 20.0;

/// The rooms that are measured, in their order; `claims` is all that comes after the reading, `report` what is
/// made to be written as JSON.
const ROOMS: [&str; 6] = ["text", "syntax", "attribution", "speaker", "claims", "report"];

fn main() {
    let arguments: Vec<String> =
        std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    if let [only, kind, size] = arguments.as_slice()
        && only == "one"
    {
        measure(kind, size.parse().unwrap_or(SMALLEST));
        return;
    }
    let most = arguments.iter().find_map(|argument| argument.parse().ok()).unwrap_or(1_000_000);
    let wanted: Vec<&String> =
        arguments.iter().filter(|argument| argument.parse::<usize>().is_err()).collect();
    let rooms = ROOMS.map(|room| format!("{room:>11}")).join(" ");
    println!("{:<22} {:>9} {rooms} {:>8} {:>8} {:>6}", "kind", "bytes", "all", "exponent", "MiB");
    for kind in KINDS.iter().filter(|kind| wanted.is_empty() || wanted.iter().any(|it| *it == kind.name)) {
        grow(kind, most);
    }
}

/// Doubles the documents of one kind and prints a line for each size.
fn grow(kind: &Kind, most: usize) {
    let mut size = most;
    while size / 2 >= SMALLEST {
        size /= 2;
    }
    let mut before: Option<f64> = None;
    while size <= most {
        let (rooms, mebibytes) = run(kind.name, size);
        let all: f64 = rooms.iter().sum();
        let exponent = before.map_or(f64::NAN, |before| (all / before).log2());
        let row: String = rooms.iter().map(|seconds| format!("{seconds:>11.2} ")).collect();
        if rooms.len() < ROOMS.len() {
            println!("{:<22} {size:>9} {row}not done within {LIMIT} seconds", kind.name);
            return;
        }
        println!("{:<22} {size:>9} {row}{all:>8.2} {exponent:>8.2} {mebibytes:>6.0}", kind.name);
        before = Some(all);
        size *= 2;
    }
}

/// The seconds of each room and the memory of one size; of fewer rooms when it took too long.
fn run(kind: &str, size: usize) -> (Vec<f64>, f64) {
    let output = std::env::current_exe().and_then(|program| {
        Command::new(program).args(["one", kind, &size.to_string()]).env("RAYON_NUM_THREADS", "1").output()
    });
    let printed = output.map(|output| String::from_utf8_lossy(&output.stdout).into_owned());
    let printed = printed.unwrap_or_default();
    let mut lines = printed.lines();
    let rooms = lines.next().unwrap_or_default().split_whitespace().flat_map(str::parse).collect();
    let mebibytes = lines.next().and_then(|number| number.parse().ok()).unwrap_or(f64::NAN);
    (rooms, mebibytes)
}

/// Reads one document and prints what each room took, those that are done before it takes too long.
fn measure(kind: &str, size: usize) {
    let Some(kind) = KINDS.iter().find(|known| known.name == kind) else { return };
    let body = (kind.write)(size);
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || time_rooms(body, &sender));
    let mut done = 0;
    while done < ROOMS.len() && processor_seconds() < LIMIT {
        if let Ok(seconds) = receiver.recv_timeout(Duration::from_millis(100)) {
            print!("{seconds} ");
            done += 1;
        }
    }
    println!("\n{}", peak_mebibytes());
    // The thread may still be at work; nobody waits for it.
    std::process::exit(0);
}

/// Sends the seconds of each room as soon as it is done.
fn time_rooms(body: String, sender: &mpsc::Sender<f64>) {
    let article = Article { body, ..Article::default() };
    // What is loaded once does not grow with the document.
    let _ = audit::read(
        &Article { body: "“It rains,” she said.".to_owned(), ..Article::default() },
        &Settings::default(),
    );
    let start = processor_seconds();
    let mut last = start;
    let mut lap = |taken_off: f64| {
        let now = (processor_seconds() - taken_off).max(last);
        // Nobody listens any more once it took too long.
        let _ = sender.send(now - last);
        last = now;
    };
    let document = text::read(&article);
    lap(0.0);
    let analysis = syntax::analyse(&document);
    lap(0.0);
    let attributions = attribution::find(&document, &analysis);
    lap(0.0);
    drop(speaker::resolve(&article, &document, &analysis, &attributions));
    lap(0.0);
    let reading = processor_seconds() - start;
    drop((attributions, analysis, document));
    let articles = [article];
    let audit = audit::audit(&articles, &Settings::default());
    // The whole job reads the article again, so that much is taken off.
    lap(reading);
    let report = report::assemble::report(&articles, &audit);
    drop(serde_json::to_string(&report));
    lap(reading);
}

/// What a document is made of.
struct Kind {
    name: &'static str,
    /// Writes a document of at least so many bytes.
    write: fn(usize) -> String,
}

/// Of what the names consist that come again and again.
const HEADS: [&str; 12] =
    ["Abe", "Bor", "Cal", "Den", "Eri", "Fen", "Gor", "Hal", "Iro", "Jor", "Kel", "Lun"];
const TAILS: [&str; 12] = ["ba", "ce", "di", "fo", "gu", "ha", "le", "mi", "no", "pu", "ra", "te"];

const KINDS: [Kind; 67] = [
    Kind { name: "prose", write: prose },
    Kind { name: "nested", write: |size| repeated("“He said ‘", size) },
    Kind { name: "nested-closed", write: nested_and_closed },
    Kind {
        name: "sentence",
        write: |size| written(size, |words| words.one_of(&[", ", " and ", " "]).to_owned() + &words.word()),
    },
    Kind { name: "said", write: |size| repeated("said ", size) },
    Kind { name: "random-words", write: |size| written(size, |words| words.word() + " ") },
    Kind { name: "random-letters", write: |size| written(size, |words| words.letters() + " ") },
    Kind { name: "abbreviations", write: |size| repeated("Dr. U.S. Mr. ", size) },
    Kind { name: "initials", write: |size| written(size, |words| format!("{}. ", words.capital())) },
    Kind { name: "short-lines", write: |size| written(size, |words| format!("{}\n", words.letter())) },
    Kind { name: "short-paragraphs", write: |size| written(size, |words| format!("{}\n\n", words.word())) },
    Kind {
        name: "capitals",
        write: |size| written(size, |words| format!("{}{} ", words.capital(), words.below(999))),
    },
    Kind {
        name: "capital-words",
        write: |size| written(size, |words| format!("{} ", words.word().to_uppercase())),
    },
    Kind { name: "title-words", write: |size| written(size, |words| format!("{} ", words.name())) },
    Kind {
        name: "names",
        write: |size| {
            written(size, |words| format!("{} {} said {}. ", words.name(), words.name(), words.word()))
        },
    },
    Kind {
        name: "names-paragraphs",
        write: |size| {
            written(size, |words| {
                format!(
                    "“The {} is {},” said {} {}.\n\n",
                    words.word(),
                    words.word(),
                    words.name(),
                    words.name()
                )
            })
        },
    },
    Kind {
        name: "one-surname",
        write: |size| written(size, |words| format!("{} Renshaw said {}. ", words.name(), words.word())),
    },
    Kind {
        name: "one-first-name",
        write: |size| written(size, |words| format!("Anna {} said {}. ", words.name(), words.word())),
    },
    Kind {
        name: "names-that-return",
        write: |size| {
            written(size, |words| {
                let parts = [words.one_of(&HEADS), words.one_of(&TAILS), words.one_of(&TAILS)];
                format!("{} said it rains. ", parts.concat())
            })
        },
    },
    Kind { name: "one-name", write: |size| repeated("Anna Renshaw said it rains. ", size) },
    Kind {
        name: "title-names",
        write: |size| {
            written(size, |words| {
                format!("Mayor {} {}, a doctor, said it rains. ", words.name(), words.name())
            })
        },
    },
    Kind {
        name: "surnames",
        write: |size| written(size, |words| format!("{} said it rains. ", words.name())),
    },
    Kind {
        name: "organisations",
        write: |size| {
            written(size, |words| format!("The {} {} Ministry said it rains. ", words.name(), words.name()))
        },
    },
    Kind {
        name: "descriptions",
        write: |size| {
            written(size, |words| {
                format!("A {} spokeswoman for the {} board said it rains. ", words.word(), words.word())
            })
        },
    },
    Kind {
        name: "full-names",
        write: |size| {
            written(size, |words| format!("{} {} {} said. ", words.name(), words.name(), words.name()))
        },
    },
    Kind {
        name: "surnames-and-he",
        write: |size| written(size, |words| format!("{} Orlan said so. He said no. ", words.name())),
    },
    Kind { name: "pronouns", write: |size| repeated("He said. She said. ", size) },
    Kind { name: "they", write: |size| repeated("They said they would tell them what they knew. ", size) },
    Kind { name: "he-said-quotes", write: |size| repeated("“Yes,” he said. ", size) },
    Kind { name: "he-said-one", write: |size| repeated("he said “yes,” ", size) },
    Kind { name: "said-that-he", write: |size| repeated("said that he ", size) },
    Kind { name: "short-reports", write: |size| repeated("He said she knew they told him it rains. ", size) },
    Kind {
        name: "long-reports",
        write: |size| repeated(&format!("{}it rains. ", "said that he ".repeat(80)), size),
    },
    Kind {
        name: "long-quotations",
        write: |size| {
            written(size, |words| {
                format!("“{}” he said. ", (0..60).map(|_| words.word() + ", ").collect::<String>())
            })
        },
    },
    Kind { name: "who-said", write: |size| repeated("the man who told the man ", size) },
    Kind { name: "possessives", write: |size| repeated("the mayor's aide's ", size) },
    Kind {
        name: "appositions",
        write: |size| written(size, |words| format!("{} {}, ", words.name(), words.name())),
    },
    Kind { name: "prepositions", write: |size| repeated("of the bridge in the town ", size) },
    Kind { name: "straight-marks", write: |size| repeated("\"", size) },
    Kind { name: "open-marks", write: |size| repeated("“", size) },
    Kind { name: "close-marks", write: |size| repeated("”", size) },
    Kind { name: "mark-pairs", write: |size| repeated("“a” ", size) },
    Kind { name: "apostrophes", write: |size| repeated("'", size) },
    Kind { name: "spaced-apostrophes", write: |size| repeated("' ", size) },
    Kind { name: "dashes", write: |size| repeated("— ", size) },
    Kind { name: "hyphens", write: |size| repeated("-", size) },
    Kind { name: "parentheses", write: |size| repeated("(", size) },
    Kind { name: "colons", write: |size| repeated(": ", size) },
    Kind { name: "commas", write: |size| repeated(", ", size) },
    Kind { name: "stops", write: |size| repeated(". ", size) },
    Kind {
        name: "open-paragraphs",
        write: |size| written(size, |words| format!("“We {} on.\n\n", words.word())),
    },
    Kind { name: "open-no-stop", write: |size| written(size, |words| format!("“We {} on ", words.word())) },
    Kind {
        name: "labels",
        write: |size| {
            written(size, |words| format!("{}: It {} again.\n\n", words.name().to_uppercase(), words.word()))
        },
    },
    Kind {
        name: "label-lines",
        write: |size| written(size, |words| format!("ORTEGA: it {} again\n", words.word())),
    },
    Kind {
        name: "questions",
        write: |size| {
            written(size, |words| format!("Q: Does it {}?\nA: It {}.\n", words.word(), words.word()))
        },
    },
    Kind {
        name: "bullets",
        write: |size| written(size, |words| format!("- {} {}\n", words.word(), words.word())),
    },
    Kind {
        name: "numbered",
        write: |size| written(size, |words| format!("{}. {}\n", words.below(99), words.word())),
    },
    Kind { name: "one-word", write: |size| repeated("a", size) },
    Kind { name: "one-hyphen-word", write: |size| repeated("said-", size) },
    Kind { name: "emoji", write: |size| repeated("👩‍🚒👍🏽", size) },
    Kind { name: "combining", write: |size| repeated("e\u{301}\u{323}", size) },
    Kind { name: "accents-on-one", write: |size| format!("e{}", repeated("\u{301}", size)) },
    Kind { name: "chinese", write: |size| repeated("市长说桥明天开放", size) },
    Kind { name: "zero-width", write: |size| repeated("a\u{200B}\u{FEFF} ", size) },
    Kind {
        name: "numbers",
        write: |size| {
            written(size, |words| {
                format!("{},{:03}.{} ", 1 + words.below(99), words.below(999), words.below(99))
            })
        },
    },
    Kind {
        name: "addresses",
        write: |size| {
            written(size, |words| {
                format!("{}@{}.example https://{}.example/a ", words.word(), words.word(), words.word())
            })
        },
    },
    Kind { name: "tags", write: |size| repeated("<a href=\"x\">so</a> <", size) },
];

fn repeated(piece: &str, size: usize) -> String {
    piece.repeat(size.div_ceil(piece.len()))
}

/// Pieces until there are enough bytes.
fn written(size: usize, piece: impl Fn(&mut Words) -> String) -> String {
    let mut words = Words { random: Random(20_250_117) };
    let mut text = String::with_capacity(size + 100);
    while text.len() < size {
        text += &piece(&mut words);
    }
    text
}

fn nested_and_closed(size: usize) -> String {
    let depth = size / "“He said ‘’”".len();
    format!("{}{}", "“He said ‘".repeat(depth), "’”".repeat(depth))
}

/// News as it mostly is: paragraphs of a few sentences, every third of which reports something.
fn prose(size: usize) -> String {
    let people =
        ["Elise Ortega", "Hugh Marsh", "Ann Brandt", "the mayor", "a spokeswoman", "she", "he", "officials"];
    written(size, |words| {
        let mut paragraph = String::new();
        for _ in 0..2 + words.below(3) {
            let (who, clause) = (words.one_of(&people).to_owned(), words.clause());
            paragraph += &match words.below(7) {
                0 => format!("“{},” {who} said. ", capitalised(&clause)),
                1 => format!("{} said on Monday that {clause}. ", capitalised(&who)),
                2 => format!("{}, according to {who}. ", capitalised(&clause)),
                _ => format!("{}, and {}. ", capitalised(&clause), words.clause()),
            };
        }
        paragraph + "\n\n"
    })
}

/// Makes words and clauses.
struct Words {
    random: Random,
}

impl Words {
    fn below(&mut self, limit: usize) -> usize {
        self.random.below(limit)
    }

    fn one_of<'w>(&mut self, choices: &[&'w str]) -> &'w str {
        choices[self.below(choices.len())]
    }

    fn letter(&mut self) -> char {
        char::from(b'a' + self.below(26) as u8)
    }

    fn capital(&mut self) -> char {
        self.letter().to_ascii_uppercase()
    }

    fn letters(&mut self) -> String {
        (0..2 + self.below(9)).map(|_| self.letter()).collect()
    }

    fn word(&mut self) -> String {
        (0..2 + self.below(2)).map(|_| self.one_of(&SYLLABLES)).collect()
    }

    fn name(&mut self) -> String {
        capitalised(&(0..3).map(|_| self.one_of(&SYLLABLES)).collect::<String>())
    }

    fn clause(&mut self) -> String {
        let subject = self.one_of(&[
            "the old bridge",
            "the council",
            "a new road to the harbour",
            "the ferry",
            "the plan",
        ]);
        let verb =
            self.one_of(&["closed", "would open", "was sold", "has cost", "will need", "did not help"]);
        let object = self.one_of(&[
            "in May",
            "two million crowns",
            "for the third time",
            "its board",
            "after the flood",
        ]);
        format!("{subject} of {} {verb} {object}", self.name())
    }
}

const SYLLABLES: [&str; 20] = [
    "ba", "ter", "con", "mi", "lo", "ren", "sta", "vi", "pol", "ka", "der", "ni", "fu", "mar", "tes", "or",
    "gan", "ple", "shi", "un",
];

fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
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
