//! Runs one piece of work so that a fault in it costs that piece alone.
//!
//! Nothing between `text` and `compare` is meant to panic, whatever the prose. Should it happen all
//! the same, the panic is caught at the article, record or pair that it happened in, told as one
//! line, and the rest is done. What no guard can catch, a stack that runs full or memory that runs
//! out, is kept away by limits on the depth and size of what is read.

use std::any::Any;
use std::cell::RefCell;
use std::fmt;
use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind};

thread_local! {
    /// Where the last panic of this thread happened.
    static PLACE: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// A fault of the program's own, as a person who reports it should quote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    what: String,
    place: Option<String>,
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "a fault in whosaid itself ({}", self.what)?;
        if let Some(place) = &self.place {
            write!(out, ", at {place}")?;
        }
        out.write_str(")")
    }
}

impl std::error::Error for Fault {}

/// Does the work, and catches a panic in it.
///
/// ```
/// use whosaid::guard::attempt;
///
/// assert_eq!(attempt(|| 6 * 7), Ok(42));
/// ```
///
/// # Errors
/// When the work panics. Nothing of what it had begun is kept.
pub fn attempt<T>(work: impl FnOnce() -> T) -> Result<T, Fault> {
    // What the work may have left half done is dropped with it, so nobody sees it.
    catch_unwind(AssertUnwindSafe(work))
        .map_err(|panic| Fault { what: message(&*panic), place: PLACE.take() })
}

/// Takes the place of the standard message and trace of a panic, since whoever set the guard says
/// what was lost. Only for a program that does all its work under guards.
pub fn quieten_panics() {
    std::panic::set_hook(Box::new(|info| PLACE.set(place(info))));
}

fn place(info: &PanicHookInfo<'_>) -> Option<String> {
    info.location().map(|location| format!("{}:{}", location.file(), location.line()))
}

/// What a panic says, on one line.
fn message(panic: &(dyn Any + Send)) -> String {
    let said = panic.downcast_ref::<&str>().copied();
    let said = said.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    said.unwrap_or("no reason given").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_told_as_one_line_and_the_next_piece_is_done() {
        let halves: Vec<Result<u32, Fault>> = [4_u32, 0, 2]
            .into_iter()
            .map(|part| attempt(|| 8_u32.checked_div(part).expect("no\npart")))
            .collect();
        assert_eq!(halves[0], Ok(2));
        assert_eq!(halves[2], Ok(4));
        let fault = halves[1].as_ref().unwrap_err().to_string();
        assert!(fault.starts_with("a fault in whosaid itself (no part"), "{fault}");
    }
}
