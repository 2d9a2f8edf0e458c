//! Long text for a person at a terminal, a page at a time.

use std::env;
use std::io::{self, IsTerminal, Write};
use std::process::{Command, Stdio};

use super::failure::Failure;
use super::output;

/// What shows pages where nobody has chosen: it ends by itself on less than a page, keeps colours, and leaves
/// the text on the screen.
const USUAL: &str = "less -FRX";

/// Shows a text on standard output; through a pager where a person is watching and it is longer than the
/// window, unless none is wanted.
pub fn show(text: &str, wants_none: bool) -> Result<(), Failure> {
    let rows = terminal_size::terminal_size().map_or(usize::MAX, |(_, height)| usize::from(height.0));
    let is_watched = io::stdout().is_terminal() && io::stdin().is_terminal();
    if wants_none || !is_watched || text.lines().count() < rows {
        return output::write_all(None, text);
    }
    let choice = ["WHOSAID_PAGER", "PAGER"].into_iter().find_map(|name| env::var(name).ok());
    let is_shown = command(choice.as_deref()).is_some_and(|command| page(command, text).is_ok());
    if is_shown { Ok(()) } else { output::write_all(None, text) }
}

/// The command and its arguments; none where the choice is no pager at all.
fn command(choice: Option<&str>) -> Option<Command> {
    let mut words = choice.unwrap_or(USUAL).split_whitespace();
    let mut command = Command::new(words.next().filter(|name| *name != "cat")?);
    command.args(words).stdin(Stdio::piped());
    Some(command)
}

fn page(mut command: Command, text: &str) -> io::Result<()> {
    let mut child = command.spawn()?;
    if let Some(mut stdin) = child.stdin.take() {
        // Whoever leaves the pager early has read enough.
        let _ = stdin.write_all(text.as_bytes());
    }
    child.wait().map(|_| ())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(choice: Option<&str>, expected: Option<&str>) {
        let shown = command(choice).map(|command| format!("{command:?}").replace('"', ""));
        assert_eq!(shown.as_deref(), expected);
    }

    #[test]
    fn the_choice_is_taken() {
        check(None, Some("less -FRX"));
        check(Some("more -s"), Some("more -s"));
        check(Some(""), None);
        check(Some("cat"), None);
    }
}
