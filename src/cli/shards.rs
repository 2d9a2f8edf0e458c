//! `whosaid extract --output DIR/`: one output for each input.
//!
//! An output stands under the name of its input, below a named folder under the same path as there. What
//! is complete is skipped, so that a run that was stopped goes on; what another version or other settings
//! wrote is refused before anything is done. Each input is read by itself, so that any number of runs may
//! share the work, and memory does not grow with the number of inputs.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::arguments::ExtractArguments;
use super::compression::{CompressedFile, Compression};
use super::extraction::{Extraction, Tally};
use super::failure::{Failure, Outcome, complain, note, shown};
use super::formats::ExtractFormat;
use super::intake;
use super::manifest::{self, Input, Manifest, Standing, Written};
use super::progress::Progress;
use super::rows::{Rows, rows_of};
use super::whole_file::Durability;
use crate::audit;
use crate::ingest::{self, Format, FoundFile, Options};
use crate::report::phrases::{counted, thousands};

/// Outputs from this size on are on the disk for certain when they take their names. For smaller ones that
/// would take longer than the rest, and what a power cut takes of one shows in its size.
const WAITED_FOR: u64 = 1 << 20;

/// How many inputs a message names.
const NAMED: usize = 5;

/// Runs the command over all inputs.
pub fn run(
    arguments: &ExtractArguments,
    extraction: &Extraction,
    folder: &Path,
    paths: &[PathBuf],
    options: &Options,
) -> Result<Outcome, Failure> {
    let work = Work::of(arguments, extraction, folder, options)?;
    let progress = Progress::start();
    let (files, problems) = ingest::files_and_problems(paths);
    let mut sum = Sum { is_troubled: intake::tell(&problems, &progress), ..Sum::default() };
    let shards = work.shards(files, &mut sum, &progress)?;
    let shards = work.left(shards, arguments.force, &mut sum)?;
    fs::create_dir_all(folder).map_err(|error| Failure::output(Some(folder), &error))?;
    if !shards.is_empty() {
        audit::unpack_ahead();
    }
    let mut pace = Pace::of(&shards);
    for shard in &shards {
        work.write(shard, &mut pace, &mut sum, &progress)?;
    }
    progress.aside(|| sum.tell(pace.begun.elapsed()));
    drop(progress);
    Ok(Outcome { troubled: sum.is_troubled || sum.tally.failures > 0, ..Outcome::default() })
}

/// One input and its output.
struct Shard {
    input: Input,
    /// The input as it was named.
    path: PathBuf,
    /// The path of the output below the folder.
    name: PathBuf,
}

/// What is done to every input.
struct Work<'a> {
    extraction: &'a Extraction,
    folder: &'a Path,
    options: &'a Options,
    rows: Rows,
    compression: Compression,
    settings: BTreeMap<String, String>,
}

impl<'a> Work<'a> {
    fn of(
        arguments: &ExtractArguments,
        extraction: &'a Extraction,
        folder: &'a Path,
        options: &'a Options,
    ) -> Result<Self, Failure> {
        if arguments.selection.limit.is_some() {
            return Err(Failure::Argument(
                "--limit is for one output; a folder gets one for each input".to_string(),
            ));
        }
        let format = arguments.format.unwrap_or(ExtractFormat::Jsonl);
        let rows = rows_of(arguments, format, &extraction.settings)?.ok_or_else(|| {
            Failure::Argument(format!(
                "{} is a folder, which gets one file for each input; use --format jsonl or csv, or name a file",
                folder.display()
            ))
        })?;
        let compression = arguments.compress.unwrap_or_default();
        let settings = manifest::settings(arguments, extraction, rows.ending(), compression.name());
        Ok(Work { extraction, folder, options, rows, compression, settings })
    }

    /// The inputs with their outputs, each of which has one input.
    fn shards(
        &self,
        files: Vec<FoundFile>,
        sum: &mut Sum,
        progress: &Progress,
    ) -> Result<Vec<Shard>, Failure> {
        let own = self.folder.canonicalize().ok();
        let mut shards: Vec<Shard> = Vec::new();
        let mut taken: HashMap<PathBuf, PathBuf> = HashMap::new();
        for file in files {
            if file.path.as_os_str() == "-" {
                return Err(Failure::Argument(
                    "a folder gets one file for each input, and standard input has no name; name files, or \
                     write to one file"
                        .to_string(),
                ));
            }
            let input = match Input::of(&file.path) {
                Ok(input) => input,
                Err(error) => {
                    progress.aside(|| complain(&Failure::input(&file.path, &error).to_string()));
                    sum.unread.push(file.path);
                    continue;
                }
            };
            // The folder of the outputs may lie in that of the inputs.
            if file.folder.is_some() && own.as_ref().is_some_and(|own| input.path.starts_with(own)) {
                continue;
            }
            let name = self.name(&file);
            let key = PathBuf::from(name.to_string_lossy().to_lowercase());
            if let Some(other) = taken.insert(key, file.path.clone()) {
                return Err(Failure::Argument(format!(
                    "{} and {} would both be written to {}; name the folder that holds both, whose folders are \
                     kept, or write them to two folders",
                    other.display(),
                    file.path.display(),
                    self.folder.join(&name).display()
                )));
            }
            shards.push(Shard { input, path: file.path, name });
        }
        Ok(shards)
    }

    /// The output of an input: its name without the endings that tell its format and compression.
    fn name(&self, file: &FoundFile) -> PathBuf {
        let below = file.folder.as_deref().and_then(|folder| file.path.strip_prefix(folder).ok());
        let below = below.unwrap_or_else(|| Path::new(file.path.file_name().unwrap_or_default()));
        let mut bare = below.to_owned();
        if Compression::of_path(&bare) != Compression::None || has_ending(&bare, "bz2") {
            bare.set_extension("");
        }
        if Format::of_path(&bare).is_some() {
            bare.set_extension("");
        }
        let mut name = bare.into_os_string();
        name.push(format!(".{}{}", self.rows.ending(), self.compression.ending()));
        PathBuf::from(name)
    }

    /// The inputs whose outputs are not there. Everything is looked at before anything is written.
    fn left(&self, shards: Vec<Shard>, force: bool, sum: &mut Sum) -> Result<Vec<Shard>, Failure> {
        let mut left = Vec::new();
        for shard in shards {
            let manifest = Manifest::new(shard.input.clone(), &self.settings);
            if force {
                manifest::give_up(self.folder, &shard.name);
                left.push(shard);
                continue;
            }
            match manifest.standing(self.folder, &shard.name)? {
                Standing::Complete(written) => sum.skip(&written),
                Standing::Free | Standing::Begun => left.push(shard),
                Standing::Refused(why) => return Err(self.refusal(&shard, &why)),
            }
        }
        Ok(left)
    }

    fn refusal(&self, shard: &Shard, why: &str) -> Failure {
        Failure::Argument(format!(
            "cannot write {}: {why}; choose another folder, or write it anew with --force",
            self.folder.join(&shard.name).display()
        ))
    }

    /// Writes one output.
    fn write(
        &self,
        shard: &Shard,
        pace: &mut Pace,
        sum: &mut Sum,
        progress: &Progress,
    ) -> Result<(), Failure> {
        let mut manifest = Manifest::new(shard.input.clone(), &self.settings);
        if !manifest.claim(self.folder, &shard.name)? {
            // Another run may have begun it since, or ended it.
            match manifest.standing(self.folder, &shard.name)? {
                Standing::Complete(written) => {
                    sum.skip(&written);
                    pace.pass(shard.input.bytes);
                    return Ok(());
                }
                Standing::Refused(why) => return Err(self.refusal(shard, &why)),
                Standing::Free | Standing::Begun => {}
            }
        }
        let path = self.folder.join(&shard.name);
        let failure = |error: &std::io::Error| Failure::output(Some(&path), error);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(|error| failure(&error))?;
        }
        let mut output = CompressedFile::create(&path, self.compression).map_err(|error| failure(&error))?;
        output.write_all(self.rows.head().as_bytes()).map_err(|error| failure(&error))?;
        let chunks = ingest::chunks(std::slice::from_ref(&shard.path), self.options.clone());
        let tally = self.extraction.run(
            chunks,
            progress,
            |article, key, found| {
                let rows = self.rows.of(article, key, &found.attributions);
                output.write_all(rows.as_bytes()).map_err(|error| failure(&error))
            },
            |tally| progress.say(pace.line(tally)),
        )?;
        let mut whole = output.complete().map_err(|error| failure(&error))?;
        pace.end(shard.input.bytes, &tally);
        sum.tally.add(tally);
        if tally.articles == 0 && tally.failures > 0 {
            manifest::give_up(self.folder, &shard.name);
            sum.unread.push(shard.path.clone());
            return Ok(());
        }
        let bytes = whole.length().map_err(|error| failure(&error))?;
        manifest.output = Some(Written::new(bytes, tally));
        manifest.write(self.folder, &shard.name)?;
        let durability = if bytes < WAITED_FOR { Durability::Cached } else { Durability::Synced };
        whole.put_in_place(durability).map_err(|error| failure(&error))?;
        sum.written += 1;
        if tally.failures > 0 {
            sum.partly.push(shard.path.clone());
        }
        Ok(())
    }
}

fn has_ending(path: &Path, ending: &str) -> bool {
    path.extension().is_some_and(|own| own.eq_ignore_ascii_case(ending))
}

/// How fast it goes, by the bytes of the inputs.
struct Pace {
    begun: Instant,
    shards: usize,
    shards_done: usize,
    bytes: u64,
    bytes_done: u64,
    /// What was skipped of them, since another run had done it.
    passed: u64,
    articles: usize,
    words: usize,
}

impl Pace {
    fn of(shards: &[Shard]) -> Self {
        Pace {
            begun: Instant::now(),
            shards: shards.len(),
            shards_done: 0,
            bytes: shards.iter().map(|shard| shard.input.bytes).sum(),
            bytes_done: 0,
            passed: 0,
            articles: 0,
            words: 0,
        }
    }

    fn pass(&mut self, bytes: u64) {
        self.shards_done += 1;
        self.bytes_done += bytes;
        self.passed += bytes;
    }

    fn end(&mut self, bytes: u64, tally: &Tally) {
        self.shards_done += 1;
        self.bytes_done += bytes;
        self.articles += tally.articles;
        self.words += tally.words;
    }

    /// The line that is shown, with what came of the input at hand so far.
    fn line(&self, tally: &Tally) -> String {
        let mut line = format!(
            "{} of {} files, {}",
            thousands(self.shards_done),
            thousands(self.shards),
            counted(self.articles + tally.articles, "article")
        );
        let seconds = self.begun.elapsed().as_secs_f64();
        if seconds > 1.0 {
            let speed = (self.words + tally.words) as f64 / seconds;
            line += &format!(", {} a second", counted(speed as usize, "word"));
        }
        if let Some(left) = self.time_left() {
            line += &format!(", {} left", duration(left));
        }
        line
    }

    /// How long the rest takes at the pace so far; none before an input is done.
    fn time_left(&self) -> Option<Duration> {
        let done = self.bytes_done - self.passed;
        let left = self.bytes.saturating_sub(self.bytes_done);
        (done > 0).then(|| self.begun.elapsed().mul_f64(left as f64 / done as f64))
    }
}

/// A time as people say it.
fn duration(time: Duration) -> String {
    let seconds = time.as_secs();
    match (seconds / 3600, seconds / 60 % 60, seconds % 60) {
        (0, 0, seconds) => format!("{seconds} s"),
        (0, minutes, seconds) => format!("{minutes} min {seconds} s"),
        (hours, minutes, _) => format!("{hours} h {minutes} min"),
    }
}

/// What came of all inputs.
#[derive(Default)]
struct Sum {
    tally: Tally,
    written: usize,
    skipped: usize,
    /// How many of those that were skipped lack something that could not be read.
    skipped_partly: usize,
    /// Inputs of which nothing could be read.
    unread: Vec<PathBuf>,
    /// Inputs of which something could not be read.
    partly: Vec<PathBuf>,
    is_troubled: bool,
}

impl Sum {
    fn skip(&mut self, written: &Written) {
        self.skipped += 1;
        self.skipped_partly += usize::from(written.failures > 0);
    }

    fn tell(&mut self, time: Duration) {
        self.is_troubled |= !self.unread.is_empty();
        let mut parts = vec![format!(
            "wrote {} with {} from {} ({}) in {}",
            counted(self.written, "file"),
            counted(self.tally.attributions, "attribution"),
            counted(self.tally.articles, "article"),
            counted(self.tally.words, "word"),
            duration(time)
        )];
        if self.skipped > 0 {
            let verb = if self.skipped == 1 { "was" } else { "were" };
            let mut skipped = format!("{} {verb} complete already", thousands(self.skipped));
            if self.skipped_partly > 0 {
                skipped += &format!(
                    ", {} of them without records that could not be read",
                    thousands(self.skipped_partly)
                );
            }
            parts.push(skipped);
        }
        note(&parts.join("; "));
        if !self.partly.is_empty() {
            note(&format!("read in part: {}", names(&self.partly)));
        }
        if !self.unread.is_empty() {
            note(&format!("not read: {}", names(&self.unread)));
        }
    }
}

fn names(paths: &[PathBuf]) -> String {
    let named: Vec<String> = paths.iter().take(NAMED).map(|path| shown(path)).collect();
    let more = paths.len().saturating_sub(NAMED);
    let more = if more > 0 { format!(" and {} more", thousands(more)) } else { String::new() };
    named.join(", ") + &more
}
