//! What is known of each output of a folder: from which input, by which version and settings, how much.
//!
//! A manifest stands in the folder `_manifest` below the outputs, one for each of them, so that several
//! runs may fill one folder at a time. It is made before the output is begun, which claims the name for its
//! input, and made anew before the output takes its name: an output is complete when it has the size that
//! its manifest says.

use std::collections::BTreeMap;
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::arguments::ExtractArguments;
use super::extraction::{Extraction, Tally};
use super::failure::{Failure, shown};
use super::whole_file::{Durability, WholeFile};

/// The folder of the manifests. Programs that read folders of tables pass over names that begin so.
pub const FOLDER: &str = "_manifest";

/// What is known of one output.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The version that wrote it.
    pub whosaid: String,
    /// What it was made from.
    pub input: Input,
    /// What was asked for, by the name of the argument.
    pub settings: BTreeMap<String, String>,
    /// What came of it; none while it is being written.
    pub output: Option<Written>,
}

/// A file as it was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Input {
    /// Where it lies, without links.
    pub path: PathBuf,
    /// How large it is, in bytes.
    pub bytes: u64,
    /// When it was changed, in seconds since the beginning of 1970.
    pub modified: u64,
}

/// A file as it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// How large it is, in bytes.
    pub bytes: u64,
    /// How many articles it is from.
    pub articles: usize,
    /// How many words they have.
    pub words: usize,
    /// How many attributions it holds.
    pub attributions: usize,
    /// How many records or articles could not be read.
    pub failures: usize,
}

impl Written {
    /// A file of so many bytes, with what came of its input.
    pub fn new(bytes: u64, tally: Tally) -> Self {
        let Tally { articles, words, attributions, failures } = tally;
        Written { bytes, articles, words, attributions, failures }
    }
}

impl Input {
    /// A file as it is now.
    pub fn of(path: &Path) -> io::Result<Self> {
        let metadata = fs::metadata(path)?;
        let since = metadata.modified()?.duration_since(std::time::UNIX_EPOCH);
        Ok(Input {
            path: path.canonicalize()?,
            bytes: metadata.len(),
            modified: since.map_or(0, |since| since.as_secs()),
        })
    }
}

/// What becomes of an output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nobody has it.
    Free,
    /// It was begun, or its input has changed since.
    Begun,
    /// It is there.
    Complete(Written),
    /// It may not be written, for this reason.
    Refused(String),
}

impl Manifest {
    /// The manifest of an output that is to be made.
    pub fn new(input: Input, settings: &BTreeMap<String, String>) -> Self {
        let whosaid = env!("CARGO_PKG_VERSION").to_string();
        Manifest { whosaid, input, settings: settings.clone(), output: None }
    }

    /// How it stands with an output of this name in a folder.
    pub fn standing(&self, folder: &Path, name: &Path) -> Result<Standing, Failure> {
        let output = folder.join(name);
        let at = place(folder, name);
        let text = match fs::read_to_string(&at) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Ok(match fs::symlink_metadata(&output) {
                    Ok(_) => Standing::Refused("there is such a file already, and no record of it".into()),
                    Err(_) => Standing::Free,
                });
            }
            Err(error) => return Err(Failure::input(&at, &error)),
        };
        let Ok(there) = serde_json::from_str::<Manifest>(&text) else {
            // Only a file that another run is writing at this moment, or that was cut off, is no manifest.
            return Ok(Standing::Begun);
        };
        if let Some(why) = self.unlike(&there) {
            return Ok(Standing::Refused(why));
        }
        let bytes = fs::metadata(&output).map(|metadata| metadata.len()).ok();
        Ok(match there.output {
            Some(written) if bytes == Some(written.bytes) && there.input == self.input => {
                Standing::Complete(written)
            }
            _ => Standing::Begun,
        })
    }

    /// Why what another manifest tells of may not be replaced.
    fn unlike(&self, there: &Manifest) -> Option<String> {
        if there.input.path != self.input.path {
            return Some(format!("it is made from {}", shown(&there.input.path)));
        }
        if there.whosaid != self.whosaid {
            return Some(format!("version {} wrote it, and this is {}", there.whosaid, self.whosaid));
        }
        let names = there.settings.keys().chain(self.settings.keys());
        let value = |settings: &BTreeMap<String, String>, name: &str| {
            settings.get(name).map_or_else(|| "not given".to_string(), Clone::clone)
        };
        names.into_iter().find_map(|name| {
            let (was, is) = (value(&there.settings, name), value(&self.settings, name));
            (was != is).then(|| format!("it was written with another --{name} (then {was}, now {is})"))
        })
    }

    /// Claims the name for this input, before anything is written under it. False where another run was
    /// first.
    pub fn claim(&self, folder: &Path, name: &Path) -> Result<bool, Failure> {
        let path = place(folder, name);
        let failure = |error: &io::Error| Failure::output(Some(&path), error);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(|error| failure(&error))?;
        }
        let claimed = self.link(&path).or_else(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => Err(error),
            // Some systems have no hard links.
            _ => OpenOptions::new()
                .write(true)
                .create_new(true)
                .open(&path)
                .and_then(|mut file| file.write_all(self.text().as_bytes())),
        });
        match claimed {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
            Err(error) => Err(failure(&error)),
        }
    }

    /// Makes the file with all that it holds at once, so that no other run finds it empty.
    fn link(&self, path: &Path) -> io::Result<()> {
        let mut draft = path.to_owned().into_os_string();
        draft.push(format!(".{}.draft", std::process::id()));
        fs::write(&draft, self.text())?;
        let linked = fs::hard_link(&draft, path);
        // A draft that stays does no harm.
        let _ = fs::remove_file(&draft);
        linked
    }

    /// Writes it in place of what was claimed.
    pub fn write(&self, folder: &Path, name: &Path) -> Result<(), Failure> {
        let path = place(folder, name);
        let written = WholeFile::create(&path).and_then(|mut file| {
            file.write_all(self.text().as_bytes())?;
            file.put_in_place(Durability::Cached)
        });
        written.map_err(|error| Failure::output(Some(&path), &error))
    }

    fn text(&self) -> String {
        let text = serde_json::to_string_pretty(self).expect("the manifest holds no map but of strings");
        text + "\n"
    }
}

/// Gives up the claim to a name under which nothing was written.
pub fn give_up(folder: &Path, name: &Path) {
    // One that stays says that the output was begun, which a later run takes up.
    let _ = fs::remove_file(place(folder, name));
}

fn place(folder: &Path, name: &Path) -> PathBuf {
    let mut path = folder.join(FOLDER).join(name).into_os_string();
    path.push(".json");
    PathBuf::from(path)
}

/// Everything that is asked for and changes what is written, by the name of the argument.
pub fn settings(
    arguments: &ExtractArguments,
    extraction: &Extraction,
    format: &str,
    compression: &str,
) -> BTreeMap<String, String> {
    let source = &arguments.input.source;
    let selection = &arguments.selection;
    let list = |values: &[String]| (!values.is_empty()).then(|| values.join(", "));
    let shown = |values: String| (values != "[]").then_some(values);
    let yes = |asked: bool| asked.then(|| "yes".to_string());
    let speakers = &extraction.settings.register.entries;
    let outlets = &extraction.config.outlets;
    let exclude: Vec<String> = selection.exclude.iter().chain(&extraction.config.exclude).cloned().collect();
    let all = [
        ("format", Some(format.to_string())),
        ("compress", Some(compression.to_string())),
        ("scope", Some(format!("{:?}", extraction.settings.scope).to_lowercase())),
        ("max-size", Some(source.max_size.to_string())),
        ("encoding", source.encoding.clone()),
        ("map", source.map.as_ref().map(|map| format!("{map:?}"))),
        ("speakers", (!speakers.is_empty()).then(|| fingerprint(&format!("{speakers:?}")))),
        ("config", (!outlets.is_empty()).then(|| fingerprint(&format!("{outlets:?}")))),
        ("raw-csv", yes(arguments.csv.raw_csv)),
        ("bom", yes(arguments.csv.bom)),
        ("exclude", list(&exclude)),
        ("speaker", list(&selection.speaker)),
        ("outlet", list(&selection.outlet)),
        ("kind", shown(format!("{:?}", selection.kind))),
        ("voice", shown(format!("{:?}", selection.voice))),
        ("since", selection.since.clone()),
        ("until", selection.until.clone()),
        ("min-confidence", selection.min_confidence.map(|share| share.to_string())),
        ("max-confidence", selection.max_confidence.map(|share| share.to_string())),
        ("grep", list(&selection.grep)),
    ];
    all.into_iter().filter_map(|(name, value)| Some((name.to_string(), value?))).collect()
}

/// A number for what a file says, the same on every machine (FNV-1a).
fn fingerprint(text: &str) -> String {
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{hash:016x}")
}
