//! One id for each article.
//!
//! Files of one name in several folders are told apart by the folder's name before theirs, and so
//! are records of one id in files of several folders. What is the same even then is numbered, with
//! a warning, since nobody but its author can say whether it is one article or two.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use super::intake::Intake;
use super::plain::stem;
use super::problem::Problem;
use super::walk::Input;

/// The ids given so far.
#[derive(Debug, Default)]
pub(super) struct Ids {
    /// Names that several of the files have.
    shared_names: HashSet<String>,
    /// Who has each id.
    taken: HashMap<String, Taken>,
    /// The file that is being read, and its number in the order of reading.
    file: (Option<PathBuf>, usize),
}

/// How many articles wanted an id, and the number of the file of the first.
#[derive(Clone, Copy, Debug)]
struct Taken {
    count: usize,
    file: usize,
}

impl Ids {
    /// No ids yet, for articles that will come from these inputs.
    pub(super) fn of(inputs: &[Input]) -> Self {
        let mut seen = HashSet::new();
        let mut shared_names = HashSet::new();
        for input in inputs {
            if let Input::File(file) = input
                && !seen.insert(stem(&file.path))
            {
                shared_names.insert(stem(&file.path));
            }
        }
        Ids { shared_names, ..Ids::default() }
    }

    /// Makes the ids of articles unlike each other and all those before.
    pub(super) fn settle(&mut self, intake: &mut Intake) {
        for article in &mut intake.articles {
            let path = article.path.as_deref();
            self.turn_to(path);
            if self.needs_folder(&article.id, path)
                && let Some(longer) = path.and_then(|path| with_folder(path, &article.id))
            {
                article.id = longer;
            }
            if let Some(numbered) = self.take(&article.id) {
                let what = format!("the id {} is taken; this article is called {numbered}", article.id);
                let problem = Problem::warning(path.unwrap_or(Path::new("-")), what);
                intake.problems.push(problem.remedy("give each article an id of its own"));
                let wanted = std::mem::replace(&mut article.id, numbered);
                article.given_id.get_or_insert(wanted);
            }
        }
    }

    fn turn_to(&mut self, path: Option<&Path>) {
        if self.file.0.as_deref() != path {
            self.file = (path.map(Path::to_owned), self.file.1 + 1);
        }
    }

    /// True for the name of a file that others share, and for an id that another file has used.
    fn needs_folder(&self, id: &str, path: Option<&Path>) -> bool {
        let is_shared_name = self.shared_names.contains(id) && path.is_some_and(|path| stem(path) == id);
        is_shared_name || self.taken.get(id).is_some_and(|taken| taken.file != self.file.1)
    }

    /// Takes an id, or says which numbered one was taken in its place.
    fn take(&mut self, id: &str) -> Option<String> {
        let first = Taken { count: 1, file: self.file.1 };
        let Some(taken) = self.taken.get(id).copied() else {
            self.taken.insert(id.to_owned(), first);
            return None;
        };
        let is_free = |number: &usize| !self.taken.contains_key(&format!("{id}#{number}"));
        let number = (taken.count + 1..).find(is_free)?;
        let numbered = format!("{id}#{number}");
        self.taken.insert(id.to_owned(), Taken { count: number, ..taken });
        self.taken.insert(numbered.clone(), first);
        Some(numbered)
    }
}

fn with_folder(path: &Path, id: &str) -> Option<String> {
    let folder = path.parent()?.file_name()?.to_string_lossy();
    Some(format!("{folder}/{id}"))
}
