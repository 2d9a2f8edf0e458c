//! What of a body is web clutter.
//!
//! A body comes in, the stretches that are not the article's own prose go out. Each rule of
//! [`RULES`] sees one thing and is named for it; rules stand in order of precision, and a line
//! that one rule has taken is not shown to the next. What no rule is sure of stays prose: losing a
//! sentence of the article is worse than keeping a menu.
//!
//! Held against 840 news texts in which people had marked every attribution and what they took for
//! clutter, the rules lose less than 0.05 percent of the attributions' characters, nearly all of them in
//! corrections, and find 54 percent of the clutter's, most of the rest being captions and lists that
//! only an annotator tells from prose. Any change to a rule is to be held against such texts again.
//!
//! Pages have more about an article than saved texts; [`PAGE_RULES`] are for them alone. Their headline is set
//! apart, unless it tells what somebody said.
//!
//! The rules refuse to weigh a line by its length or place alone, except at the very top and end
//! of a page, where short lines without a verb's full stop are labels.

mod appeals;
mod authors;
mod captions;
mod datelines;
mod labels;
mod lines;
mod notices;
mod pages;
mod parts;
mod sections;

use crate::place::Span;

use super::article::{Article, Clutter, ClutterKind};
use lines::{Line, Page};

/// How a rule looks at a page.
enum Sees {
    /// At one line, which it takes whole.
    Line(fn(&Line) -> bool),
    /// At one line, with those around it.
    Anywhere(fn(&Page, usize) -> bool),
    /// At one line above the article's first paragraph.
    AboveProse(fn(&Page, usize) -> bool),
    /// At one line below the article's last paragraph.
    BelowProse(fn(&Page, usize) -> bool),
    /// At one of the last three lines that are left.
    AtTheEnd(fn(&Page, usize) -> bool),
    /// At a line and those below it; it says how many it takes.
    Lines(fn(&Page, usize) -> usize),
    /// At parts of one line.
    Parts(fn(&Page, &Line, &mut Vec<Span>)),
}

use ClutterKind::*;
use Sees::{AboveProse, Anywhere, AtTheEnd, BelowProse, Lines, Parts};

/// All rules, the surest first.
const RULES: &[(ClutterKind, Sees)] = &[
    (Byline, Lines(sections::about_the_author)),
    (Teaser, Lines(sections::other_stories)),
    (Navigation, Lines(sections::sign_up_form)),
    (Notice, Lines(sections::correction_below)),
    (Navigation, Lines(labels::masthead)),
    (Navigation, Lines(sections::rest_below_the_tags)),
    (Tags, Sees::Line(labels::tag_line)),
    (Navigation, Sees::Line(labels::known_label)),
    (Navigation, Sees::Line(labels::label_with_a_number)),
    (Navigation, Sees::Line(labels::rule_across_the_page)),
    (Byline, Sees::Line(datelines::author_and_date)),
    (Navigation, Sees::Line(labels::trail_of_menu_entries)),
    (Navigation, Sees::Line(labels::homepage_prompt)),
    (Dateline, Sees::Line(datelines::date_line)),
    (Dateline, Sees::Line(datelines::time_line)),
    (Notice, Sees::Line(notices::editors_note)),
    (Notice, Sees::Line(notices::story_of_the_story)),
    (Notice, Sees::Line(notices::reporting_credit)),
    (Notice, Sees::Line(notices::copyright_line)),
    (Notice, Sees::Line(notices::hat_tip)),
    (Notice, Sees::Line(notices::syndication_line)),
    (Appeal, Sees::Line(appeals::follow_prompt)),
    (Appeal, Sees::Line(appeals::newsletter_prompt)),
    (Appeal, Sees::Line(appeals::like_and_share_prompt)),
    (Appeal, Sees::Line(appeals::consent_line)),
    (Appeal, Sees::Line(appeals::write_to_us)),
    (Appeal, Sees::Line(appeals::watch_or_listen)),
    (Teaser, Sees::Line(appeals::read_more_line)),
    (Caption, Sees::Line(captions::picture_credit)),
    (Caption, Sees::Line(captions::caption_with_credit)),
    (Caption, AboveProse(captions::title_of_a_picture)),
    (Byline, AboveProse(authors::byline)),
    (Byline, AboveProse(authors::author_above_the_date)),
    (Repeat, Lines(sections::repeated_paragraph)),
    (Repeat, Lines(sections::pull_quote)),
    (Byline, AtTheEnd(authors::biography)),
    (Byline, AtTheEnd(authors::reporters_place)),
    (Byline, BelowProse(authors::signature)),
    (Navigation, AboveProse(labels::label_above_the_headline)),
    (Teaser, BelowProse(labels::bulleted_pointer)),
    (Navigation, BelowProse(labels::label_below_the_article)),
    (Placeholder, Parts(parts::placeholders)),
    (Placeholder, Parts(parts::markup)),
    (Navigation, Parts(parts::category_glued_to_the_headline)),
    (Navigation, Parts(parts::label_glued_to_the_end)),
];

/// Rules for what only pages have; they come after all others.
const PAGE_RULES: &[(ClutterKind, Sees)] = &[
    (Dateline, Sees::Line(pages::stamp)),
    (Caption, Sees::Line(pages::gallery_label)),
    (Teaser, Lines(pages::other_stories)),
    (Teaser, Lines(pages::labelled_stories)),
    (Teaser, Lines(pages::pointer)),
    (Appeal, Sees::Line(pages::said_by_the_page)),
    (Byline, Anywhere(pages::about_the_author)),
];

/// What an article was read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// An HTML page.
    Page,
    /// Anything else.
    Text,
}

/// Marks the clutter in an article's body, and takes from it what it tells about the article.
pub(super) fn mark(article: &mut Article, origin: Origin) {
    let opening = article.clutter.first().map_or(0, |clutter| clutter.span.end);
    let mut page = Page::cut(&article.body, opening, article.title.as_deref());
    let author = article.byline.as_deref().or_else(|| authors::author(&page));
    page.byline = author;
    let author = author.map(str::to_owned);
    let outlet = labels::outlet(&page).map(str::to_owned);
    let headline = pages::headline(&page);
    let found = find(&mut page, origin);
    if article.date.is_none() {
        article.date = datelines::publication_day(&page);
        article.because.date = article.date.map(|_| "date line in the text".to_owned());
    }
    article.byline = author;
    article.headline = if origin == Origin::Page { headline } else { None };
    if article.outlet.is_none() {
        article.because.outlet = outlet.as_ref().map(|_| "line above the article".to_owned());
        article.outlet = outlet;
    }
    article.clutter.extend(found);
}

/// The clutter of a page, in order and without overlaps.
fn find(page: &mut Page, origin: Origin) -> Vec<Clutter> {
    let mut found = Vec::new();
    let more = if origin == Origin::Page { PAGE_RULES } else { &[] };
    for (kind, sees) in RULES.iter().chain(more) {
        apply(*kind, sees, page, &mut found);
    }
    found.sort_by_key(|clutter| (clutter.span.start, clutter.span.end));
    found.dedup_by(|later, earlier| earlier.span.overlaps(later.span));
    found
}

fn apply(kind: ClutterKind, sees: &Sees, page: &mut Page, found: &mut Vec<Clutter>) {
    let (from, to) = match sees {
        AboveProse(_) => (0, page.first_prose()),
        BelowProse(_) => (page.last_prose(), page.lines.len()),
        AtTheEnd(_) => (page.near_the_end(), page.lines.len()),
        _ => (0, page.lines.len()),
    };
    let mut parts = Vec::new();
    let mut place = from;
    while place < to {
        let taken = match sees {
            _ if page.is_taken(place) => 0,
            Sees::Line(rule) => usize::from(rule(&page.lines[place])),
            Anywhere(rule) | AboveProse(rule) | BelowProse(rule) | AtTheEnd(rule) => {
                usize::from(rule(page, place))
            }
            Lines(rule) => rule(page, place).min(to - place),
            Parts(rule) => {
                rule(page, &page.lines[place], &mut parts);
                0
            }
        };
        if taken > 0 {
            let span = page.lines[place].span.join(page.lines[place + taken - 1].span);
            found.push(Clutter { span, kind });
            page.take(place, taken);
        }
        place += taken.max(1);
    }
    found.extend(parts.into_iter().map(|span| Clutter { span, kind }));
}

#[cfg(test)]
mod tests;
