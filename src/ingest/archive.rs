//! The pages of an archive become articles, some at a time.
//!
//! A page's own date counts; where it tells none, the day on which it was fetched stands for it. What is no
//! article is counted, and told in one note at the end of the archive.

use std::io::BufRead;
use std::path::Path;

use rayon::prelude::*;

use super::clutter::Origin;
use super::convert::{REPORT_IT, failed};
use super::dates::{Reading, read_date};
use super::decode::{Decoded, declared_in_page, decode};
use super::finish::finish;
use super::intake::{Intake, Options};
use super::page::{NoArticle, page_article};
use super::problem::Problem;
use super::source::unreadable;
use super::warc::{Broken, Others, Page, Record, next_record};
use crate::guard::attempt;

/// Pages that are read at once, and their bytes where they are large.
const PAGES_AT_ONCE: usize = 512;
const BYTES_AT_ONCE: u64 = 64_000_000;

/// An open archive.
pub(super) struct Archive {
    reader: Box<dyn BufRead>,
    /// How many records are read.
    number: usize,
    others: Others,
}

impl Archive {
    /// An archive of which nothing is read.
    pub fn new(reader: Box<dyn BufRead>) -> Self {
        Archive { reader, number: 0, others: Others::default() }
    }

    /// Reads the next pages; true while there may be more.
    pub fn read_some(&mut self, path: &Path, options: &Options, intake: &mut Intake) -> bool {
        let limit = options.max_size;
        let (mut pages, mut bytes, mut is_at_end) = (Vec::new(), 0, false);
        while pages.len() < PAGES_AT_ONCE && bytes < BYTES_AT_ONCE && !is_at_end {
            match next_record(&mut *self.reader, self.number + 1, limit) {
                Ok(None) => is_at_end = true,
                Ok(Some(record)) => {
                    self.number += 1;
                    match record {
                        Record::Page(page) => {
                            bytes += page.answer.body.len() as u64;
                            pages.push(page);
                        }
                        Record::Other(kind) => self.others.add(&kind),
                        Record::TooLarge { number } => {
                            let what = format!("record {number} is larger than {limit}");
                            let remedy = "allow more with --max-size if it is meant";
                            intake.problems.push(Problem::error(path, what).remedy(remedy));
                        }
                    }
                }
                Err(broken) => {
                    intake.problems.push(broken_archive(path, broken));
                    is_at_end = true;
                }
            }
        }
        let read: Vec<Archived> =
            pages.into_par_iter().map(|page| read_archived(path, page, options)).collect();
        for one in read {
            match one {
                Archived::Read(one) => intake.extend(one),
                Archived::Absent => self.others.add("page with no article"),
            }
        }
        if is_at_end {
            intake.problems.extend(self.others.told().map(|what| Problem::note(path, what)));
        }
        !is_at_end
    }
}

/// What is wrong with an archive that breaks off.
fn broken_archive(path: &Path, broken: Broken) -> Problem {
    let what = match broken {
        Broken::Stream(error) => return unreadable(path, &error),
        Broken::CutOff { number } => format!("the archive ends within record {number}"),
        Broken::NoRecord { number } => {
            format!("record {number} is broken: it does not begin as a record of a WARC file does")
        }
    };
    Problem::error(path, what).remedy("fetch it again; the records before were read")
}

/// What became of a page in an archive.
enum Archived {
    Read(Intake),
    /// It holds no article.
    Absent,
}

/// Reads a page of an archive; a fault of our own in it costs no other.
fn read_archived(path: &Path, page: Page, options: &Options) -> Archived {
    let number = page.number;
    attempt(|| converted_page(path, page, options)).unwrap_or_else(|fault| {
        let what = format!("record {number}: {fault}");
        Archived::Read(failed(Problem::error(path, what).remedy(REPORT_IT)))
    })
}

fn converted_page(path: &Path, page: Page, options: &Options) -> Archived {
    let Page { number, url, fetched, answer } = page;
    let declared = answer.encoding.or_else(|| declared_in_page(&answer.body));
    let Ok(Decoded { text, .. }) = decode(answer.body, options.encoding, declared) else {
        return Archived::Absent;
    };
    match page_article(path, &text) {
        Err(NoArticle::Absent) => Archived::Absent,
        Err(NoArticle::Excess(excess)) => {
            let problem = Problem::error(path, format!("record {number}: {}", excess.what()));
            Archived::Read(failed(problem.remedy("save the article's text as a .txt file")))
        }
        Ok((mut article, problems)) => {
            article.id = format!("{}-{number}", article.id);
            article.url = url.or(article.url);
            finish(path, &mut article, Origin::Page);
            // The day on which a page was fetched is no earlier than the one on which it appeared.
            if article.date.is_none()
                && let Some(Reading::Day(day)) = fetched.as_deref().map(read_date)
            {
                article.date = Some(day);
                article.because.date = Some("day on which the page was fetched".to_owned());
            }
            Archived::Read(Intake { articles: vec![article], problems })
        }
    }
}
