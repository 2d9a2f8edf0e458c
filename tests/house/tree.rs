//! The modules of the source, and what each file uses of the others.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::reader::{self, Named, Source};

/// All files below `src`, or below what stands for it in a test of the reader.
#[derive(Debug, Default)]
pub struct Tree {
    files: Vec<File>,
    /// The file of each module and what it brings in, by the module's path from the crate.
    modules: BTreeMap<Vec<String>, Module>,
}

#[derive(Debug)]
struct File {
    path: PathBuf,
    module: Vec<String>,
    source: Source,
}

#[derive(Debug, Default)]
struct Module {
    file: usize,
    imports: BTreeMap<String, Vec<String>>,
}

/// One file uses something of another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Use {
    /// Who uses.
    pub from: PathBuf,
    /// On which line.
    pub line: usize,
    /// The file in which what is used stands.
    pub to: PathBuf,
    /// How it is named there.
    pub name: String,
}

impl Tree {
    /// Reads every Rust file below `src` of the repository.
    pub fn of_the_house() -> Tree {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut texts = Vec::new();
        let mut folders = vec![root.join("src")];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(&folder).expect("the source can be listed") {
                let path = entry.expect("the source can be listed").path();
                // What has a manifest is a package of its own: the one for Python.
                if path.is_dir() && !path.join("Cargo.toml").is_file() {
                    folders.push(path);
                } else if path.extension().is_some_and(|ending| ending == "rs") {
                    let text = fs::read_to_string(&path).expect("the source is text");
                    let from_root = path.strip_prefix(root).expect("it lies below the root");
                    texts.push((from_root.to_string_lossy().replace('\\', "/"), text));
                }
            }
        }
        texts.sort();
        Tree::new(&texts.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect::<Vec<_>>())
    }

    /// The tree of these files, each a path such as `src/text/marks.rs` and its text.
    pub fn new(texts: &[(&str, &str)]) -> Tree {
        let mut tree = Tree::default();
        let mut for_tests: BTreeSet<Vec<String>> = BTreeSet::new();
        for (path, text) in texts {
            let (module, source) = (module_of(path), reader::read(text));
            let index = tree.files.len();
            tree.module(&module, index);
            for inner in &source.modules {
                let inner = [module.clone(), inner.clone()].concat();
                tree.modules.entry(inner).or_insert_with(|| Module { file: index, ..Module::default() });
            }
            for named in &source.paths {
                if let Some(name) = named.brings.as_ref().filter(|name| *name != "_" && *name != "*") {
                    let home = [module.clone(), named.module.clone()].concat();
                    let home =
                        tree.modules.entry(home).or_insert(Module { file: index, ..Module::default() });
                    home.imports.insert(name.clone(), named.path.clone());
                }
            }
            for name in &source.test_modules {
                for_tests.insert([module.clone(), vec![name.clone()]].concat());
            }
            tree.files.push(File { path: PathBuf::from(path), module, source });
        }
        // A file's own module wins over the declaration of it, and tests are left out.
        for index in 0..tree.files.len() {
            let module = tree.files[index].module.clone();
            tree.module(&module, index);
            if for_tests.iter().any(|test| module.starts_with(test)) {
                tree.files[index].source = Source::default();
            }
        }
        tree
    }

    fn module(&mut self, path: &[String], file: usize) {
        self.modules.entry(path.to_vec()).or_default().file = file;
    }

    /// The files, in order.
    pub fn files(&self) -> impl Iterator<Item = &Path> {
        self.files.iter().map(|file| file.path.as_path())
    }

    /// What a file uses of others, in the order of its lines.
    pub fn uses(&self) -> Vec<Use> {
        let mut uses = Vec::new();
        for file in &self.files {
            for named in &file.source.paths {
                let Some(to) = self.file_that_has(file, named) else { continue };
                if to.path != file.path {
                    uses.push(Use {
                        from: file.path.clone(),
                        line: named.line,
                        to: to.path.clone(),
                        name: named.path.join("::"),
                    });
                }
            }
        }
        uses
    }

    /// What each file names of the world outside: paths, and macros with their `!`.
    pub fn outside(&self) -> Vec<(&Path, usize, String)> {
        let mut named = Vec::new();
        for file in &self.files {
            let paths = file.source.paths.iter().map(|path| (path.line, path.path.join("::")));
            let macros = file.source.macros.iter().map(|(name, line)| (*line, format!("{name}!")));
            named.extend(paths.chain(macros).map(|(line, name)| (file.path.as_path(), line, name)));
        }
        named
    }

    fn file_that_has(&self, file: &File, named: &Named) -> Option<&File> {
        let home = [file.module.clone(), named.module.clone()].concat();
        let module = self.resolved(crate_of(&file.path), &home, &named.path, 0)?;
        Some(&self.files[self.modules.get(&module)?.file])
    }

    /// The module in which the named thing stands; none for what is no part of the house.
    fn resolved(
        &self,
        root: &[String],
        home: &[String],
        path: &[String],
        depth: usize,
    ) -> Option<Vec<String>> {
        const DEEPEST: usize = 16;
        let (first, mut rest) = path.split_first()?;
        let mut module = match first.as_str() {
            _ if depth > DEEPEST => return None,
            "crate" => root.to_vec(),
            "whosaid" => Vec::new(),
            "self" => home.to_vec(),
            "super" => home.split_last()?.1.to_vec(),
            _ if self.is_inside(home, first) => [home, std::slice::from_ref(first)].concat(),
            _ => {
                let import = self.modules.get(home)?.imports.get(first)?;
                // `use text;` and the like name themselves.
                if import.first() == Some(first) {
                    return None;
                }
                self.resolved(root, home, import, depth + 1)?
            }
        };
        while let Some((next, after)) = rest.split_first() {
            if next == "super" {
                module.pop();
            } else if self.is_inside(&module, next) {
                module.push(next.clone());
            } else if let Some(import) = self.modules.get(&module).and_then(|module| module.imports.get(next))
            {
                let root = self.root_of(&module);
                return match self.resolved(&root, &module, import, depth + 1) {
                    Some(found) if after.is_empty() || !self.modules.contains_key(&found) => Some(found),
                    Some(found) => self.resolved(
                        &root,
                        &found,
                        &[vec!["self".to_owned()], after.to_vec()].concat(),
                        depth + 1,
                    ),
                    None => None,
                };
            } else {
                break;
            }
            rest = after;
        }
        Some(module)
    }

    fn root_of(&self, module: &[String]) -> Vec<String> {
        let file = self.modules.get(module).map(|module| &self.files[module.file]);
        file.map_or(Vec::new(), |file| crate_of(&file.path).to_vec())
    }

    fn is_inside(&self, module: &[String], name: &String) -> bool {
        self.modules.contains_key(&[module, std::slice::from_ref(name)].concat())
    }
}

/// The module path of a file: `src/text/marks.rs` is `text::marks`. The programs' own roots are
/// modules of their names.
fn module_of(path: &str) -> Vec<String> {
    let path = path.strip_prefix("src/").unwrap_or(path);
    let path = path.strip_suffix(".rs").unwrap_or(path);
    let mut names: Vec<String> = path.split('/').map(str::to_owned).collect();
    let last = names.last().map(String::as_str);
    if last == Some("mod") || last == Some("lib") || last == Some("main") && names.len() > 1 {
        names.pop();
    }
    names
}

/// What `crate` is in a file: the trainer and the command are programs of their own.
fn crate_of(path: &Path) -> &'static [String] {
    static PROGRAMS: std::sync::OnceLock<[[String; 1]; 2]> = std::sync::OnceLock::new();
    let [train, main] = PROGRAMS.get_or_init(|| [["train".to_owned()], ["main".to_owned()]]);
    if path.starts_with("src/train") {
        train
    } else if path == Path::new("src/main.rs") {
        main
    } else {
        &[]
    }
}
