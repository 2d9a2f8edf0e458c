//! Attributions article by article, whatever becomes of them.
//!
//! Articles are read and analysed some at a time, so that a folder of any size fits into memory.

use rayon::prelude::*;

use super::arguments::ExtractArguments;
use super::config::Config;
use super::copies;
use super::failure::{Failure, Outcome};
use super::intake;
use super::language::Foreign;
use super::progress::Progress;
use super::register::Met;
use super::selection::Exclusions;
use crate::audit::{self, Settings};
use crate::ingest::{Article, Chunks, Copies, Problem};
use crate::jobs::{self, Found};
use crate::report::ids::Unlike;
use crate::report::select::Selection;

/// What is asked of every article.
pub struct Extraction {
    /// Outlets' names, and what is left out.
    pub config: Config,
    /// The scope and the speakers.
    pub settings: Settings,
    exclusions: Exclusions,
    selection: Selection,
    limit: usize,
}

/// What came of a run over some articles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many articles were analysed.
    pub articles: usize,
    /// How many words they have, by the white space between them.
    pub words: usize,
    /// How many attributions were handed on.
    pub attributions: usize,
    /// How many files, records and articles could not be read or analysed, and were named.
    pub failures: usize,
}

impl Tally {
    /// True for a run in which something went wrong.
    pub fn outcome(&self) -> Outcome {
        Outcome { troubled: self.failures > 0, ..Outcome::default() }
    }

    /// Adds what came of another run.
    pub fn add(&mut self, other: Tally) {
        self.articles += other.articles;
        self.words += other.words;
        self.attributions += other.attributions;
        self.failures += other.failures;
    }
}

impl Extraction {
    /// What the arguments ask for.
    pub fn of(arguments: &ExtractArguments) -> Result<Self, Failure> {
        arguments.selection.check_without_claims()?;
        let config = Config::of(&arguments.config)?;
        let exclusions = arguments.selection.exclusions(&config.exclude)?;
        Ok(Extraction {
            settings: intake::settings(&arguments.input, &config)?,
            selection: arguments.selection.selection(),
            limit: arguments.selection.limit.unwrap_or(usize::MAX),
            exclusions,
            config,
        })
    }

    /// Analyses articles and hands on what each yields, in their order. `told` hears how far it is, after
    /// every part of them.
    pub fn run(
        &self,
        chunks: Chunks,
        progress: &Progress,
        mut write: impl FnMut(&Article, &str, &Found) -> Result<(), Failure>,
        mut told: impl FnMut(&Tally),
    ) -> Result<Tally, Failure> {
        let mut tally = Tally::default();
        let mut unlike = Unlike::default();
        let (mut read_already, mut foreign, mut met) =
            (Copies::default(), Foreign::default(), Met::default());
        let mut room = self.limit;
        for mut chunk in chunks {
            if room == 0 {
                break;
            }
            chunk.articles.retain(|article| !self.exclusions.has(article));
            read_already.leave_out(&mut chunk.articles);
            foreign.look_at(&chunk.articles);
            let keys = unlike.articles(&chunk.articles);
            chunk.articles.iter_mut().for_each(|article| self.config.name_outlet(article));
            intake::tell(&chunk.problems, progress);
            tally.failures += chunk.problems.iter().filter(|problem| Problem::is_error(problem)).count();
            let readings = audit::read_all(&chunk.articles, &self.settings);
            met.look_at(&readings, &self.settings);
            let pieces = jobs::of_each(&chunk.articles, &keys, readings, &self.settings);
            for ((article, key), mut found) in chunk.articles.iter().zip(&keys).zip(pieces) {
                tally.failures += usize::from(intake::tell_fault(article, found.fault.as_ref(), progress));
                found.attributions.retain(|found| self.selection.attribution(found, None));
                found.attributions.truncate(room);
                room -= found.attributions.len();
                tally.attributions += found.attributions.len();
                write(article, key, &found)?;
            }
            tally.articles += chunk.articles.len();
            let words = chunk.articles.par_iter().map(|article| article.body.split_whitespace().count());
            tally.words += words.sum::<usize>();
            told(&tally);
        }
        copies::tell(&read_already, progress);
        foreign.tell(progress);
        met.tell(&self.settings, progress);
        Ok(tally)
    }
}
