//! What is done to every article, whatever it was read from.

use std::path::Path;

use super::article::Article;
use super::clutter::{self, Origin};

/// Marks what of it is clutter, and names its outlet by the address where nothing else does.
pub(super) fn finish(path: &Path, article: &mut Article, origin: Origin) {
    article.path = (path.as_os_str() != "-").then(|| path.to_owned());
    if article.outlet.is_none() {
        article.outlet = article.url.as_deref().and_then(host);
        article.because.outlet = article.outlet.as_ref().map(|_| "host of the address".to_owned());
    }
    clutter::mark(article, origin);
}

/// The host of an address without its `www.`, as a name for the outlet.
fn host(url: &str) -> Option<String> {
    let (_, rest) = url.split_once("://")?;
    let host = rest.split(['/', '?', '#', ':']).next()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    (!host.is_empty()).then(|| host.to_ascii_lowercase())
}
