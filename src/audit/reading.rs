//! What is kept of one article.

use serde::{Deserialize, Serialize};

use crate::attribution::Attribution;
use crate::guard::Fault;
use crate::place::Span;
use crate::speaker::Cast;
use crate::text::Quotation;

/// Everything found in one article. Written down, it is without its quotations, which only verifying asks
/// for, and without a fault.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct ArticleReading {
    /// The attributions, in the order of the text.
    pub attributions: Vec<Attribution>,
    /// Who they are by.
    pub cast: Cast,
    /// The words in quotation marks, whoever is reported to have said them.
    #[serde(skip)]
    pub quotations: Vec<Quotation>,
    /// The paragraphs, so that words can be shown where they stand.
    pub paragraphs: Vec<Span>,
    /// The sentences, so that words can be shown where they stand.
    pub sentences: Vec<Span>,
    /// The fault of the program's own that broke the analysis off; nothing else is here then.
    #[serde(skip)]
    pub fault: Option<Fault>,
}

impl ArticleReading {
    /// Leaves out all but the paragraphs.
    pub fn keep_paragraphs(&mut self) {
        let paragraphs = std::mem::take(&mut self.paragraphs);
        *self = ArticleReading { paragraphs, ..ArticleReading::default() };
    }
}
