//! What comes packed, in archives or in formats of its own, whole and broken, as it lies on a disk.

mod archives;
mod documents;
mod feeds;
mod folders;
mod packed;

use std::fs;
use std::path::PathBuf;

use whosaid::ingest::{Intake, Options, read};

/// A folder of files made for one test; removed with it.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str, files: &[(&str, &[u8])]) -> Self {
        let path = std::env::temp_dir().join(format!("whosaid-formats-{}-{name}", std::process::id()));
        for (name, bytes) in files {
            let file = path.join(name);
            fs::create_dir_all(file.parent().expect("it lies in the folder")).expect("it can be made");
            fs::write(file, bytes).expect("the temporary folder can be written");
        }
        Folder(path)
    }

    fn read_with(&self, name: &str, options: Options) -> Intake {
        read(&[self.0.join(name)], options)
    }

    fn read(&self, name: &str) -> Intake {
        self.read_with(name, Options::default())
    }

    /// What was said of reading, without the folder's own name.
    fn said(&self, intake: &Intake) -> Vec<String> {
        let folder = format!("{}/", self.0.display());
        intake.problems.iter().map(|problem| problem.to_string().replace(&folder, "")).collect()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // A folder that cannot be removed does no harm to the test.
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn ids(intake: &Intake) -> Vec<&str> {
    intake.articles.iter().map(|article| article.id.as_str()).collect()
}

const PROSE: &str = "The bridge of Quillport reopens in April, Mayor Elise Ortega said on Monday.";
