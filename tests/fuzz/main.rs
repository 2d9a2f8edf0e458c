//! Fuzzing with inputs that know the formats: every stored input, and many that are made anew, go through
//! every target, and nothing panics, hangs or breaks what must hold.
//!
//! `cargo test --test fuzz` makes a few hundred inputs, always the same. For more:
//!
//! ```text
//! FUZZ_SECONDS=60 FUZZ_SEED=7 cargo test --release --test fuzz -- --nocapture
//! ```
//!
//! prints for each target how many inputs were tried and the slowest, and `FUZZ_TARGET=page` tries that one
//! only. What fails is made smaller and printed: mend the cause, and store the input under
//! `tests/fuzz/inputs/`, in a file whose name begins with the target's.

mod archives;
mod articles;
mod inputs;
mod targets;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::sync::{Arc, Mutex, Once, PoisonError};
use std::time::{Duration, Instant};

use targets::{TARGETS, Target};
use whosaid::model::{Shuffle, mixed};

/// Inputs of each target when no time is given.
const FEW: usize = 150;
/// How long one target is tried before the next, when time is given.
const TURN: Duration = Duration::from_millis(200);
/// An input that keeps a processor busy for longer hangs: none has more than some ten kilobytes. Other
/// programs on the machine cost it nothing.
const LONGEST: Duration = Duration::from_secs(60);
/// An input that waits for something comes to an end within so much longer, or never.
const WAITING: u32 = 30;

/// What the panic hook saw last, on whichever thread and whether it was caught or not.
static PANIC: Mutex<Option<String>> = Mutex::new(None);
/// Held by the test that runs, since the panic hook sees those of all tests.
static ALONE: Mutex<()> = Mutex::new(());
/// True while a target runs: what panics then is no failure of a test.
static ATTEMPTING: AtomicBool = AtomicBool::new(false);

#[test]
fn stored_inputs_do_no_harm() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/inputs");
    let mut tried = 0;
    for file in std::fs::read_dir(folder).expect("the inputs are stored") {
        let path = file.expect("the folder can be read").path();
        let name = path.file_name().expect("it is a file").to_string_lossy().into_owned();
        let input = std::fs::read(&path).expect("an input can be read");
        let target = TARGETS.iter().find(|target| name.starts_with(target.name));
        let target = target.unwrap_or_else(|| panic!("{name} begins with no target's name"));
        if let Err(fault) = attempt(target, &input) {
            panic!("{name}: {fault}");
        }
        tried += 1;
    }
    assert!(tried > 0, "no input is stored");
}

#[test]
fn made_inputs_do_no_harm() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let seconds = setting("FUZZ_SECONDS").and_then(|seconds| seconds.parse::<f64>().ok());
    let seed = setting("FUZZ_SEED").and_then(|seed| seed.parse().ok()).unwrap_or(10);
    let only = setting("FUZZ_TARGET");
    let chosen = TARGETS.iter().filter(|target| only.as_deref().is_none_or(|only| only == target.name));
    let mut runs: Vec<Run> = chosen.map(Run::new).collect();
    let watch = Watch::start();
    let end = seconds.map(|seconds| Instant::now() + Duration::from_secs_f64(seconds));
    loop {
        for run in &mut runs {
            let turn = Instant::now() + TURN;
            while if end.is_some() { Instant::now() < turn } else { run.tried < FEW } {
                run.one(seed, &watch);
            }
        }
        if end.is_none_or(|end| Instant::now() >= end) {
            break;
        }
    }
    let faults: Vec<&String> = runs.iter().flat_map(|run| &run.faults).collect();
    runs.iter().for_each(|run| println!("{run}"));
    assert!(
        faults.is_empty(),
        "seed {seed}\n{}",
        faults.iter().map(|fault| format!("{fault}\n")).collect::<String>()
    );
}

fn setting(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// The trial of one target.
struct Run {
    target: &'static Target,
    tried: usize,
    bytes: usize,
    slowest: Duration,
    slowest_input: Vec<u8>,
    /// No more than a few: the same cause shows in many inputs.
    faults: Vec<String>,
}

impl Run {
    fn new(target: &'static Target) -> Run {
        let (slowest, slowest_input) = (Duration::ZERO, Vec::new());
        Run { target, tried: 0, bytes: 0, slowest, slowest_input, faults: Vec::new() }
    }

    fn one(&mut self, seed: u64, watch: &Watch) {
        let mut numbers = Shuffle::new(u64::from(mixed(self.tried as u64, seed)) << 32 | self.tried as u64);
        let input = (self.target.make)(&mut numbers);
        self.tried += 1;
        self.bytes += input.len();
        watch.begin(self.target.name, &input);
        let start = Instant::now();
        let found = attempt(self.target, &input);
        // Of each kilobyte, so that long inputs count no more than short ones.
        let time = start.elapsed().mul_f64(1024.0 / input.len().max(1024) as f64);
        if time > self.slowest {
            (self.slowest, self.slowest_input) = (time, input.clone());
        }
        if let Err(fault) = found
            && self.faults.len() < 3
        {
            let small = smaller(self.target, input, &fault);
            let shown = String::from_utf8_lossy(&small);
            self.faults.push(format!("{} (input {}): {fault}\n  {shown:?}", self.target.name, self.tried));
        }
    }
}

impl std::fmt::Display for Run {
    fn fmt(&self, formatter: &mut std::fmt::Formatter) -> std::fmt::Result {
        let Run { target, tried, bytes, slowest, slowest_input, .. } = self;
        let shown: String = String::from_utf8_lossy(slowest_input).chars().take(100).collect();
        write!(
            formatter,
            "{:8} {tried:8} inputs {:8} kB, slowest {:7.1} ms a kB: {shown:?}",
            target.name,
            bytes / 1024,
            slowest.as_secs_f64() * 1e3
        )
    }
}

/// Runs a target on an input; an error says what does not hold, or where it panicked.
fn attempt(target: &Target, input: &[u8]) -> Result<(), String> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let usual = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if ATTEMPTING.load(Ordering::SeqCst) {
                *PANIC.lock().unwrap_or_else(PoisonError::into_inner) = Some(panic.to_string());
            } else {
                usual(panic);
            }
        }));
    });
    ATTEMPTING.store(true, Ordering::SeqCst);
    let result = catch_unwind(AssertUnwindSafe(|| (target.check)(input)));
    ATTEMPTING.store(false, Ordering::SeqCst);
    // A panic that the program itself catches is a fault all the same.
    let panic = PANIC.lock().unwrap_or_else(PoisonError::into_inner).take();
    let fault = match (panic, result) {
        (Some(panic), _) => panic,
        (None, Ok(Ok(()))) => return Ok(()),
        (None, Ok(Err(fault))) => fault,
        (None, Err(_)) => "it panicked".to_owned(),
    };
    Err(fault)
}

/// Takes out of an input what the fault does not need.
fn smaller(target: &Target, mut input: Vec<u8>, fault: &str) -> Vec<u8> {
    // The place of a panic, or the kind of what does not hold.
    let kind = |fault: &str| fault.chars().take(40).collect::<String>();
    let mut length = input.len() / 2;
    while length > 0 {
        let mut at = 0;
        while at < input.len() {
            let mut less = input.clone();
            less.drain(at..(at + length).min(less.len()));
            if attempt(target, &less).is_err_and(|other| kind(&other) == kind(fault)) {
                input = less;
            } else {
                at += length;
            }
        }
        length /= 2;
    }
    input
}

/// Ends the program, and shows the input, when one takes too long.
struct Watch {
    now: Arc<Mutex<Current>>,
    _ends_with: std::sync::mpsc::Sender<()>,
}

/// The input that is tried.
#[derive(Default)]
struct Current {
    number: usize,
    target: &'static str,
    input: Vec<u8>,
}

impl Watch {
    fn start() -> Watch {
        let now = Arc::new(Mutex::new(Current::default()));
        let (sender, receiver) = channel();
        let watched = Arc::clone(&now);
        std::thread::spawn(move || {
            let (mut number, mut begun, mut worked) = (0, Instant::now(), processor_time());
            while receiver.recv_timeout(Duration::from_secs(1)) == Err(RecvTimeoutError::Timeout) {
                let current = watched.lock().unwrap_or_else(PoisonError::into_inner);
                if current.number != number {
                    (number, begun, worked) = (current.number, Instant::now(), processor_time());
                }
                let spent = processor_time().zip(worked).map(|(now, before)| now.saturating_sub(before));
                if hangs(spent, begun.elapsed()) {
                    eprintln!("{} hangs on {:?}", current.target, String::from_utf8_lossy(&current.input));
                    std::process::exit(1);
                }
            }
        });
        Watch { now, _ends_with: sender }
    }

    fn begin(&self, target: &'static str, input: &[u8]) {
        let mut now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        *now = Current { number: now.number + 1, target, input: input.to_vec() };
    }
}

/// Whether an input takes too long: what counts is the time of the processors that it took, where the
/// system tells it.
fn hangs(worked: Option<Duration>, passed: Duration) -> bool {
    worked.unwrap_or(passed) > LONGEST || passed > LONGEST * WAITING
}

/// The time that all processors have spent on this program; none where the system does not say.
fn processor_time() -> Option<Duration> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    let (_, fields) = stat.rsplit_once(')')?;
    // The time of its own and that of the system, in hundredths of a second.
    let ticks = fields.split_whitespace().skip(11).take(2).map(str::parse::<u64>);
    Some(Duration::from_millis(10 * ticks.sum::<Result<u64, _>>().ok()?))
}

#[test]
fn an_input_hangs_by_what_it_takes_of_the_processor() {
    let (short, long) = (Duration::from_secs(1), LONGEST + Duration::from_secs(1));
    assert!(!hangs(Some(short), long));
    assert!(hangs(Some(long), long));
    assert!(hangs(None, long));
    assert!(hangs(Some(short), LONGEST * WAITING + short));
    if let Some(before) = processor_time() {
        while processor_time().expect("it was told before") < before + Duration::from_millis(20) {
            std::hint::black_box(mixed(1, 2));
        }
    }
}
