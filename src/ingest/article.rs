//! One article, and the stretches of it that are not its prose.

use std::path::PathBuf;

use jiff::civil::Date;

use crate::place::Span;

/// One article as it came in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Article {
    /// The id that the input gave, or the file's name without its ending. Unique within one reading.
    pub id: String,
    /// The id that the input gave, where another article has it and `id` had to be numbered.
    pub given_id: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// When it was published.
    pub date: Option<Date>,
    /// What told outlet and date.
    pub because: Because,
    /// Where it was published.
    pub url: Option<String>,
    /// Its headline, where the input gives one apart from the body.
    pub title: Option<String>,
    /// Who wrote it.
    pub byline: Option<String>,
    /// The whole text as the user has it, after decoding: a byte-order mark, front matter and
    /// clutter included, so that every offset is one the user can look up.
    pub body: String,
    /// What of the body is not the article's own prose, in order and without overlaps.
    pub clutter: Vec<Clutter>,
    /// Where a page's headline stands in the body, if it quotes and reports nobody: it is read with the
    /// article, and is no attribution of anybody's.
    pub headline: Option<Span>,
    /// What of the body the page sets apart as quoted, paragraph by paragraph.
    pub quoted_blocks: Vec<Span>,
    /// The file it came from; none for standard input.
    pub path: Option<PathBuf>,
}

/// What told an article's outlet and date, in words: "field date_publish", "meta article:published_time".
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Because {
    /// What told the outlet; none where nothing did.
    pub outlet: Option<String>,
    /// What told the date; none where nothing did.
    pub date: Option<String>,
}

/// A stretch of the body that is not the article's prose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clutter {
    /// Where it stands.
    pub span: Span,
    /// What it was taken for.
    pub kind: ClutterKind,
}

/// What a stretch of clutter was taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ClutterKind {
    /// A byte-order mark or front matter.
    FrontMatter,
    /// Menus, labels, "view counter", "Load more".
    Navigation,
    /// Who wrote it, and what else they do.
    Byline,
    /// When it was published or changed.
    Dateline,
    /// Words below a picture, and whose picture it is.
    Caption,
    /// A slot of the page's template, such as `{advert}`, or a tag of its markup.
    Placeholder,
    /// Key words that the outlet filed the article under.
    Tags,
    /// Headlines and openings of other stories.
    Teaser,
    /// Asking the reader to subscribe, follow, share, like, write or donate.
    Appeal,
    /// Words of the outlet about the text: editor's notes, corrections, copyright, credits.
    Notice,
    /// A second copy of a paragraph.
    Repeat,
}
