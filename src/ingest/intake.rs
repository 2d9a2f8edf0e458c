//! What reading is asked for, and what comes of it.

use super::article::Article;
use super::decode::Encoding;
use super::fields::FieldMap;
use super::problem::Problem;
use super::source::SizeLimit;

/// Articles, and what went wrong on the way to them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Intake {
    /// What was read, in the order of paths and lines.
    pub articles: Vec<Article>,
    /// What was not, or only in part.
    pub problems: Vec<Problem>,
}

/// How to read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The encoding of all inputs; none to tell it from each of them.
    pub encoding: Option<Encoding>,
    /// The largest file, and the largest record of a stream of them.
    pub max_size: SizeLimit,
    /// What the fields of records and tables are called, beside the names that are known.
    pub map: FieldMap,
}

impl Intake {
    pub(super) fn extend(&mut self, other: Intake) {
        self.articles.extend(other.articles);
        self.problems.extend(other.problems);
    }
}
