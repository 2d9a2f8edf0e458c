//! Entries of the speakers file that name nobody: most often a name that is spelled otherwise.

use std::collections::BTreeSet;

use super::failure::note;
use super::progress::Progress;
use crate::audit::{ArticleReading, Settings};
use crate::speaker::entries_met;

/// How many names are listed.
const NAMED: usize = 3;

/// The entries that named somebody so far.
#[derive(Default)]
pub struct Met {
    entries: BTreeSet<usize>,
}

impl Met {
    /// Looks at some more articles.
    pub fn look_at(&mut self, readings: &[ArticleReading], settings: &Settings) {
        if self.entries.len() < settings.register.entries.len() {
            let met = readings.iter().flat_map(|reading| entries_met(&reading.cast, &settings.register));
            self.entries.extend(met);
        }
    }

    /// Names those that never did, in one line.
    pub fn tell(&self, settings: &Settings, progress: &Progress) {
        let entries = settings.register.entries.iter().enumerate();
        let idle: Vec<String> = entries
            .filter(|(index, _)| !self.entries.contains(index))
            .map(|(_, entry)| format!("“{}”", entry.name))
            .collect();
        if idle.is_empty() {
            return;
        }
        let shown = idle[..idle.len().min(NAMED)].join(", ");
        let more = if idle.len() > NAMED { " and others" } else { "" };
        let entries = if idle.len() == 1 { "entry" } else { "entries" };
        let message = format!(
            "{} {entries} of the speakers file stood for nobody here ({shown}{more}); names and aliases count as \
             the articles write them",
            idle.len()
        );
        progress.aside(|| note(&message));
    }
}
