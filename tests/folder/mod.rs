//! Folders for tests of the command.

#![allow(dead_code, reason = "each test that shares this uses a part of it")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use insta_cmd::get_cargo_bin;

/// A folder of files made for one test; removed with it.
pub struct Folder(PathBuf);

impl Folder {
    /// Makes the folder; the name tells it apart from those of other tests.
    pub fn new(name: &str, files: &[(&str, &[u8])]) -> Self {
        let path = std::env::temp_dir().join(format!("whosaid-command-{}-{name}", std::process::id()));
        fs::create_dir_all(&path).expect("the temporary folder can be written");
        for (name, bytes) in files {
            let file = path.join(name);
            fs::create_dir_all(file.parent().expect("it lies in the folder")).expect("so can one inside");
            fs::write(file, bytes).expect("and a file");
        }
        Folder(path)
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// The text of a file in it.
    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.join(name)).expect("the file is text")
    }

    /// The names of what lies in it, hidden files included.
    pub fn names(&self) -> Vec<String> {
        names_in(&self.0)
    }

    /// The command, working in this folder, with nothing to read and nobody watching.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(get_cargo_bin("whosaid"));
        command.current_dir(&self.0).stdin(Stdio::null()).args(arguments);
        for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS"] {
            command.env_remove(name);
        }
        command
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // A folder that cannot be removed does no harm to the test.
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// The names of what lies in a folder, in order.
pub fn names_in(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("the folder can be listed");
    let names = entries.map(|entry| entry.expect("the folder can be listed").file_name());
    let mut names: Vec<String> = names.map(|name| name.to_string_lossy().into_owned()).collect();
    names.sort();
    names
}
