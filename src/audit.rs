//! The whole job: every room in its order, over all articles.

use rayon::prelude::*;

use crate::attribution::{self, Attribution, Scope};
use crate::ingest::Article;
use crate::speaker::{self, Cast};
use crate::{syntax, text};

/// What a run is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The widest scope of attribution that is kept.
    pub scope: Scope,
}

/// Everything found in one article.
#[derive(Clone, Debug)]
pub struct ArticleReading {
    /// The attributions, in the order of the text.
    pub attributions: Vec<Attribution>,
    /// Who they are by.
    pub cast: Cast,
}

/// Everything found in all articles.
#[derive(Clone, Debug)]
pub struct Audit {
    /// One reading for each article, in the order given.
    pub readings: Vec<ArticleReading>,
}

/// Reads all articles and compares them.
pub fn audit(articles: &[Article], settings: Settings) -> Audit {
    let readings = articles.par_iter().map(|article| read(article, settings.scope)).collect();
    Audit { readings }
}

fn read(article: &Article, scope: Scope) -> ArticleReading {
    let document = text::read(article);
    let syntax = syntax::analyse(&document);
    let mut attributions = attribution::find(&document, &syntax);
    attributions.retain(|attribution| attribution.scope <= scope);
    let cast = speaker::resolve(article, &document, &syntax, &attributions);
    ArticleReading { attributions, cast }
}
