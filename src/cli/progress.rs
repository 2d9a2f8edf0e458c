//! A line on standard error that shows that something is happening, when a run takes more than a
//! second and a person is watching.

use std::collections::BTreeMap;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::failure::{note, shown};

/// Runs shorter than this need no progress line.
const PATIENCE: Duration = Duration::from_secs(1);

/// Of one file so many problems are named; the rest are counted.
const MOST_NAMED: usize = 200;

/// The progress of one command; gone from the screen when dropped.
pub struct Progress {
    bar: ProgressBar,
    /// How many problems there were with each file.
    problems: Mutex<BTreeMap<PathBuf, usize>>,
    /// Dropping it ends the thread that waits to show the line.
    _ending: Sender<()>,
}

impl Progress {
    /// Begins to measure the time.
    pub fn start() -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} {elapsed}") {
            bar.set_style(style);
        }
        let (ending, ended) = mpsc::channel::<()>();
        if io::stderr().is_terminal() {
            let shown = bar.clone();
            thread::spawn(move || {
                if ended.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                    shown.set_draw_target(ProgressDrawTarget::stderr());
                    shown.enable_steady_tick(Duration::from_millis(120));
                }
            });
        }
        Progress { bar, problems: Mutex::default(), _ending: ending }
    }

    /// Says what is being done.
    pub fn say(&self, what: String) {
        self.bar.set_message(what);
    }

    /// Counts one more problem with a file; false when so many were named that the rest are only counted.
    pub fn names_problem(&self, path: &Path) -> bool {
        let mut problems = self.problems.lock().unwrap_or_else(PoisonError::into_inner);
        let count = problems.entry(path.to_owned()).or_default();
        *count += 1;
        *count <= MOST_NAMED
    }

    /// Prints something else on standard error without breaking the line.
    pub fn aside<T>(&self, print: impl FnOnce() -> T) -> T {
        self.bar.suspend(print)
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
        let problems = self.problems.get_mut().unwrap_or_else(PoisonError::into_inner);
        for (path, count) in problems.iter().filter(|(_, count)| **count > MOST_NAMED) {
            note(&format!("{}: {} more problems of such kinds", shown(path), count - MOST_NAMED));
        }
    }
}
