//! Which files are read, and in which order.
//!
//! Paths come in, inputs go out: sorted and without doubles, so that the order in which a shell
//! or a file system lists them changes nothing. Hidden files and those that an ignore file in the folder
//! names are left out, as are files of unknown endings, the folders of pictures and scripts that browsers
//! save beside a page, and whatever is no file; each kind is counted in a note. Ignore files outside of the
//! named folder do not hold, for whoever names it wants it read. A file that is named outright is read
//! whatever its ending.

use std::cmp::Reverse;
use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ignore::{DirEntry, WalkBuilder};

use super::feed::looks_like_a_feed;
use super::format::{Format, KNOWN_ENDINGS, TRANSCRIPT_ENDINGS, is_transcript};
use super::packed::{unpacked, without_packing};
use super::problem::{Problem, listed};
use super::source::{refusal, special_kind, unreadable};

/// Something to read articles from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Input {
    /// Standard input, asked for as `-`.
    Standard,
    /// A file.
    File(FoundFile),
}

/// A file, and how it was come by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FoundFile {
    /// Where it lies; `-` for standard input.
    pub path: PathBuf,
    /// The folder that was named; none where the file itself was.
    pub folder: Option<Arc<Path>>,
}

/// What is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    /// Articles.
    Articles,
    /// Transcripts, of which there are more formats; an article is one too.
    Transcripts,
}

impl Wanted {
    fn knows_in_folder(self, path: &Path) -> bool {
        Format::of_path_in_folder(path).is_some()
            || self == Wanted::Transcripts && is_transcript(path)
            || self == Wanted::Articles && is_feed(path)
    }

    fn endings(self) -> &'static str {
        match self {
            Wanted::Articles => KNOWN_ENDINGS,
            Wanted::Transcripts => TRANSCRIPT_ENDINGS,
        }
    }
}

/// All inputs that the paths mean, and what is wrong with the others.
pub(super) fn walk(paths: &[PathBuf], wanted: Wanted) -> (Vec<Input>, Vec<Problem>) {
    let mut inputs = Vec::new();
    let mut problems = Vec::new();
    for path in paths {
        if path.as_os_str() == "-" {
            inputs.push(Input::Standard);
            continue;
        }
        match std::fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => walk_folder(path, wanted, &mut inputs, &mut problems),
            Ok(metadata) => match refusal(path, &metadata) {
                Some(problem) => problems.push(problem),
                None => add_file(path, &mut inputs, &mut problems),
            },
            Err(_) if is_address(path) => {
                let what = "it is an address, and no network connection is opened";
                problems.push(Problem::error(path, what).remedy("save the page, and name the file"));
            }
            Err(error) => problems.push(unreadable(path, &error)),
        }
    }
    // Of a file that was named and found as well, the one that was named stands first and stays.
    inputs.sort();
    inputs.dedup_by(|later, earlier| match (&*earlier, &*later) {
        (Input::File(earlier), Input::File(later)) => earlier.path == later.path,
        (earlier, later) => earlier == later,
    });
    leave_out_other_names(&mut inputs, &mut problems);
    (inputs, problems)
}

/// What these paths mean: files, those in folders included, and `-` for standard input. Reports of our
/// own are among them, since that shows only when they are opened.
pub fn files(paths: &[PathBuf]) -> Vec<FoundFile> {
    found(paths, Wanted::Articles)
}

/// What these paths mean, where transcripts are looked for.
pub fn transcript_files(paths: &[PathBuf]) -> Vec<FoundFile> {
    found(paths, Wanted::Transcripts)
}

/// What these paths mean, as [`files`] says it, and what is wrong with the others.
pub fn files_and_problems(paths: &[PathBuf]) -> (Vec<FoundFile>, Vec<Problem>) {
    let (inputs, problems) = walk(paths, Wanted::Articles);
    (inputs.into_iter().map(found_file).collect(), problems)
}

fn found(paths: &[PathBuf], wanted: Wanted) -> Vec<FoundFile> {
    let (inputs, _) = walk(paths, wanted);
    inputs.into_iter().map(found_file).collect()
}

fn found_file(input: Input) -> FoundFile {
    match input {
        Input::Standard => FoundFile { path: PathBuf::from("-"), folder: None },
        Input::File(file) => file,
    }
}

fn is_address(path: &Path) -> bool {
    path.to_str().is_some_and(|path| path.starts_with("http:") || path.starts_with("https:"))
}

fn add_file(path: &Path, inputs: &mut Vec<Input>, problems: &mut Vec<Problem>) {
    if is_annotation(path) {
        let problem = Problem::error(path, "it holds annotations, not an article");
        problems.push(problem.remedy("name the text that they belong to"));
    } else if is_compressed(path) {
        let problem = Problem::error(path, "it is compressed in a way that is not read");
        problems.push(problem.remedy("unpack it first, or compress it with gzip, zstd or bzip2"));
    } else {
        inputs.push(Input::File(FoundFile { path: path.to_owned(), folder: None }));
    }
}

/// Leaves out what is a file that another path means as well, for an article that is read twice would
/// count as two accounts.
fn leave_out_other_names(inputs: &mut Vec<Input>, problems: &mut Vec<Problem>) {
    let mut names: HashMap<PathBuf, PathBuf> = HashMap::new();
    inputs.retain(|input| {
        let Input::File(FoundFile { path, .. }) = input else { return true };
        let Ok(file) = path.canonicalize() else { return true };
        match names.entry(file) {
            Entry::Vacant(first) => {
                first.insert(path.clone());
                true
            }
            Entry::Occupied(first) => {
                let what = format!("left out, since it is the same file as {}", first.get().display());
                problems.push(Problem::note(path, what));
                false
            }
        }
    });
}

/// How many endings of other files a note names.
const MOST_ENDINGS: usize = 8;

/// What is left out of a folder, and told.
#[derive(Default)]
struct LeftOut {
    annotations: Vec<PathBuf>,
    archives: Vec<PathBuf>,
    page_folders: Vec<PathBuf>,
    markdown: Vec<PathBuf>,
    hidden: Vec<PathBuf>,
    ignored: Vec<PathBuf>,
    /// How many files there are of each ending that is not read.
    others: BTreeMap<String, usize>,
}

fn walk_folder(folder: &Path, wanted: Wanted, inputs: &mut Vec<Input>, problems: &mut Vec<Problem>) {
    let found_before = inputs.len();
    let troubles_before = problems.len();
    let named: Arc<Path> = Arc::from(folder);
    let mut left_out = LeftOut::default();
    let mut met: HashSet<PathBuf> = HashSet::new();
    let mut walk = WalkBuilder::new(folder);
    walk.require_git(false).parents(false).git_global(false);
    walk.filter_entry(|entry| !belongs_to_a_page(entry));
    for entry in walk.build() {
        match entry {
            Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_dir()) => {
                left_out.page_folders.extend(page_folders(entry.path()));
            }
            Ok(entry) => {
                let kind = entry.metadata().ok().as_ref().and_then(special_kind);
                met.insert(entry.path().to_owned());
                if let Some(kind) = kind.filter(|_| !entry.path_is_symlink()) {
                    let problem =
                        Problem::warning(entry.path(), format!("left out, since it is a {kind}, not a file"));
                    problems.push(problem);
                } else if wanted.knows_in_folder(entry.path()) {
                    let file = FoundFile { path: entry.into_path(), folder: Some(Arc::clone(&named)) };
                    inputs.push(Input::File(file));
                } else {
                    left_out.add(entry.into_path());
                }
            }
            Err(error) => problems
                .push(Problem::error(folder, error.to_string()).remedy("the rest of the folder was read")),
        }
    }
    left_out.add_unseen(folder, wanted, &met);
    if inputs.len() == found_before && problems.len() == troubles_before {
        let what = format!("the folder holds no file that ends in {}", wanted.endings());
        let remedy = "hidden and ignored files are left out: name them outright if they are meant";
        problems.push(Problem::error(folder, what).remedy(remedy));
    }
    left_out.tell(folder, problems);
}

impl LeftOut {
    fn add(&mut self, path: PathBuf) {
        if is_annotation(&path) {
            self.annotations.push(path);
        } else if is_compressed(&path) {
            self.archives.push(path);
        } else if Format::of_path(&path).is_some() {
            self.markdown.push(path);
        } else {
            let ending = path.extension().map(|ending| format!(".{}", ending.display()));
            *self.others.entry(ending.unwrap_or_else(|| "no ending".to_owned())).or_default() += 1;
        }
    }

    /// Adds the files that could be articles but for their hidden name or an ignore file.
    fn add_unseen(&mut self, folder: &Path, wanted: Wanted, met: &HashSet<PathBuf>) {
        let is_hidden =
            |path: &Path| path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
        let mut walk = WalkBuilder::new(folder);
        walk.standard_filters(false);
        walk.filter_entry(move |entry| {
            let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
            let is_hidden_folder = is_folder && entry.depth() > 0 && is_hidden(entry.path());
            !belongs_to_a_page(entry) && !is_hidden_folder
        });
        for entry in walk.build().flatten() {
            let path = entry.path();
            if entry.file_type().is_some_and(|kind| kind.is_file())
                && !met.contains(path)
                && wanted.knows_in_folder(path)
            {
                let kind = if is_hidden(path) { &mut self.hidden } else { &mut self.ignored };
                kind.push(entry.into_path());
            }
        }
    }

    fn tell(self, folder: &Path, problems: &mut Vec<Problem>) {
        let kinds = [
            (self.annotations, "file of annotations", "files of annotations"),
            (self.archives, "archive", "archives"),
            (self.page_folders, "folder of a saved page", "folders of saved pages"),
            (self.markdown, "Markdown file", "Markdown files"),
            (self.hidden, "hidden file", "hidden files"),
            (self.ignored, "ignored file", "ignored files"),
        ];
        for (paths, one, many) in kinds {
            if !paths.is_empty() {
                problems
                    .push(Problem::note(folder, format!("left out {}", listed(paths, folder, one, many))));
            }
        }
        if !self.others.is_empty() {
            let count: usize = self.others.values().sum();
            let kind = if count == 1 { "file of another kind" } else { "files of other kinds" };
            let mut endings: Vec<(&String, &usize)> = self.others.iter().collect();
            endings.sort_by_key(|(ending, count)| (Reverse(**count), *ending));
            let more = endings.len().saturating_sub(MOST_ENDINGS);
            let mut endings: Vec<String> = endings
                .iter()
                .take(MOST_ENDINGS)
                .map(|(ending, count)| format!("{count} {ending}"))
                .collect();
            endings.extend((more > 0).then(|| format!("{more} endings more")));
            let what = format!("left out {count} {kind} ({})", endings.join(", "));
            problems.push(Problem::note(folder, what));
        }
    }
}

/// True for files of standoff annotations, as brat has them and `extract` writes them.
fn is_annotation(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("ann"))
}

/// True for a file of XML that holds a feed; other XML is no article.
fn is_feed(path: &Path) -> bool {
    if !without_packing(path).extension().is_some_and(|ending| ending.eq_ignore_ascii_case("xml")) {
        return false;
    }
    let mut opening = Vec::new();
    let read = File::open(path).and_then(unpacked).map(|stream| stream.take(4096).read_to_end(&mut opening));
    matches!(read, Ok(Ok(_))) && looks_like_a_feed(&String::from_utf8_lossy(&opening))
}

/// True for what must be unpacked before it is read.
fn is_compressed(path: &Path) -> bool {
    const ENDINGS: [&str; 7] = ["xz", "zip", "7z", "rar", "tar", "tgz", "lz4"];
    path.extension().is_some_and(|ending| ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known)))
}

/// What browsers call the folder beside a page that they save.
const PAGE_FOLDERS: [&str; 8] =
    ["_files", ".files", "_fichiers", "_archivos", "_bestanden", "_file", "-Dateien", "_Dateien"];

/// True for a folder of pictures, scripts and frames that a browser saved beside a page.
fn belongs_to_a_page(entry: &DirEntry) -> bool {
    entry.depth() > 0 && entry.file_type().is_some_and(|kind| kind.is_dir()) && is_page_folder(entry.path())
}

fn is_page_folder(path: &Path) -> bool {
    let Some(name) = path.file_name().and_then(|name| name.to_str()) else { return false };
    PAGE_FOLDERS.iter().filter_map(|ending| name.strip_suffix(ending)).any(|page| {
        ["html", "htm", "xhtml"]
            .iter()
            .any(|ending| path.with_file_name(format!("{page}.{ending}")).is_file())
    })
}

/// The folders in this one that belong to a page, in order.
fn page_folders(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let paths = entries.flatten().map(|entry| entry.path());
    let mut folders: Vec<PathBuf> = paths.filter(|path| is_page_folder(path) && path.is_dir()).collect();
    folders.sort();
    folders
}
