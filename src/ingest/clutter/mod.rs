//! What of a body is web clutter.

use super::article::Article;

/// Marks the clutter in an article's body.
pub(super) fn mark(article: &mut Article) {
    let _ = article;
}
