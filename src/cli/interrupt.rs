//! Signals: a run that is told to end says so, and leaves no partial file.

/// Ends the run with a message when a signal asks for it. A signal that whoever started the run
/// has silenced (`nohup`) stays silent.
#[cfg(unix)]
pub fn watch() {
    use std::sync::Arc;
    use std::sync::atomic::AtomicBool;
    use std::thread;

    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGXFSZ};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;

    use super::failure::complain;
    use super::whole_file;

    // Beyond the limit for a file's size, writing fails with a message in place of ending the run.
    let _ = signal_hook::flag::register(SIGXFSZ, Arc::new(AtomicBool::new(false)));
    let ignored = ignored();
    let watched = [SIGINT, SIGTERM, SIGHUP].into_iter().filter(|signal| ignored & (1 << (signal - 1)) == 0);
    // Without the watch a signal ends the run as it ends any other program.
    let Ok(mut signals) = Signals::new(watched) else { return };
    thread::spawn(move || {
        if let Some(signal) = signals.forever().next() {
            whole_file::discard_all();
            complain("stopped by a signal; no file was left half written");
            // The shell is to see that a signal ended the run, or its loops would go on.
            let _ = emulate_default_handler(signal);
        }
    });
}

/// The system ends the run; what was there before is untouched, a hidden file may be left.
#[cfg(not(unix))]
pub fn watch() {}

/// The signals that were silenced when the process began, as the bits that Linux shows. Elsewhere
/// none are known, and a hang-up counts as silenced.
#[cfg(unix)]
fn ignored() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let only_hang_up = 1 << (signal_hook::consts::SIGHUP - 1);
    mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or(only_hang_up)
}
