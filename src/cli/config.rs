//! `whosaid.toml`: what holds for every run in a folder, so that nobody has to type it again.
//!
//! The nearest one counts, from the working folder upwards. Its paths count from its own folder, and what
//! is typed comes before what it says.

use std::collections::BTreeMap;
use std::env;
use std::path::{Path, PathBuf};

use clap::Args;
use serde::Deserialize;

use super::failure::{Failure, shown};
use super::named_file;
use crate::ingest::{Article, SizeLimit};

/// The name that is looked for.
const NAME: &str = "whosaid.toml";

/// Where the configuration comes from.
#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "Configuration")]
pub struct ConfigArguments {
    /// The configuration [default: whosaid.toml in this folder or the nearest above it]
    #[arg(long, value_name = "FILE", conflicts_with = "isolated")]
    pub config: Option<PathBuf>,
    /// Read no configuration
    #[arg(long)]
    pub isolated: bool,
}

/// What a configuration says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// The file of speakers.
    pub speakers: Option<PathBuf>,
    /// The accepted findings.
    pub baseline: Option<PathBuf>,
    /// Articles that are left out.
    pub exclude: Vec<String>,
    /// Names of outlets, by what articles call them or the host of their addresses.
    pub outlets: BTreeMap<String, String>,
    /// The file itself.
    #[serde(skip)]
    pub path: Option<PathBuf>,
}

impl Config {
    /// Reads the configuration that the arguments mean.
    pub fn of(arguments: &ConfigArguments) -> Result<Self, Failure> {
        match &arguments.config {
            _ if arguments.isolated => Ok(Config::default()),
            Some(path) => Config::read(path),
            None => nearest().map_or_else(|| Ok(Config::default()), |path| Config::read(&path)),
        }
    }

    fn read(path: &Path) -> Result<Self, Failure> {
        let text = named_file::text_of(path, SizeLimit::default())?;
        let mut config: Config = parsed(path, &text)?;
        let folder = path.parent().unwrap_or(Path::new(""));
        for file in [&mut config.speakers, &mut config.baseline].into_iter().flatten() {
            *file = folder.join(&*file);
        }
        config.outlets =
            config.outlets.into_iter().map(|(name, shown)| (name.to_lowercase(), shown)).collect();
        config.path = Some(path.to_owned());
        Ok(config)
    }

    /// Gives an article's outlet the name that the configuration has for it.
    pub fn name_outlet(&self, article: &mut Article) {
        let own = article.outlet.as_deref().map(str::to_lowercase);
        let host = article.url.as_deref().and_then(host);
        let known = [own, host].into_iter().flatten().find_map(|name| self.outlets.get(&name));
        if let Some(name) = known {
            article.outlet = Some(name.clone());
        }
    }
}

/// What a TOML file of ours says, or the line at which it cannot be understood.
pub fn parsed<T: serde::de::DeserializeOwned>(path: &Path, text: &str) -> Result<T, Failure> {
    toml::from_str(text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        let line = 1 + text.bytes().take(at).filter(|byte| *byte == b'\n').count();
        let problem = error.message().lines().collect::<Vec<_>>().join(" ");
        Failure::Argument(format!("cannot read {}: line {line}: {problem}", shown(path)))
    })
}

fn nearest() -> Option<PathBuf> {
    let here = env::current_dir().ok()?;
    here.ancestors().map(|folder| folder.join(NAME)).find(|path| path.is_file())
}

/// The host of an address, without the "www." that some write and others do not.
fn host(url: &str) -> Option<String> {
    let behind = url.split_once("://")?.1;
    let host = behind.split(['/', '?', '#']).next()?.to_lowercase();
    Some(host.strip_prefix("www.").unwrap_or(&host).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outlets_are_known_by_name_and_host() {
        let outlets = [("courant", "The Courant"), ("echo.example", "The Echo")];
        let outlets = outlets.map(|(name, shown)| (name.to_string(), shown.to_string())).into();
        let config = Config { outlets, ..Config::default() };
        let named = |outlet: Option<&str>, url: Option<&str>| {
            let mut article =
                Article { outlet: outlet.map(Into::into), url: url.map(Into::into), ..Article::default() };
            config.name_outlet(&mut article);
            article.outlet
        };
        assert_eq!(named(Some("COURANT"), None).as_deref(), Some("The Courant"));
        assert_eq!(named(None, Some("https://www.echo.example/a?b")).as_deref(), Some("The Echo"));
        assert_eq!(named(Some("Pharos"), Some("https://pharos.example")).as_deref(), Some("Pharos"));
    }

    #[test]
    fn a_wrong_key_is_named_with_its_line() {
        let error = parsed::<Config>(Path::new("whosaid.toml"), "exclude = []\nspeaker = 1\n").unwrap_err();
        let message = error.to_string();
        assert!(
            message.starts_with("cannot read whosaid.toml: line 2: unknown field `speaker`"),
            "{message}"
        );
    }
}
