//! Everything that was found, as bytes: text, JSON, JSON Lines, CSV, Markdown, HTML, SARIF, brat.
//!
//! Articles and what was read in them come in; finished strings go out. Nothing is judged here:
//! what differs, and whether it is a conflict, was decided before. The JSON is a promise: its
//! types live here alone ([`json`], [`pair`], [`record`], [`revision`]), are versioned, and the program prints their schema.
//!
//! | file | writes |
//! | --- | --- |
//! | `json`, `pair`, `record`, `revision` | the wire types |
//! | `assemble`, `attributions`, `convert`, `counts` | what the rooms found, as wire types |
//! | `ids` | nothing: ids that depend on content alone |
//! | `columns`, `tables`, `csv`, `lines` | tables for people who count |
//! | `select` | nothing: which part of a report is shown |
//! | `accept` | nothing: which differences were looked at and accepted |
//! | `github`, `sarif` | differences at lines of files |
//! | `html` | the page for a browser |
//! | `brat` | attributions for annotation tools |
//! | `verified`, `sides`, `verified_text`, `verified_html`, `verified_csv` | quotations against the record |
//! | `revised`, `revised_text`, `revised_markdown`, `revised_html` | versions set against each other |
//! | `visible` | nothing: characters that would act on a screen, made visible for all formats that people read |

pub mod accept;
pub mod annotated;
pub mod assemble;
pub mod attributions;
pub mod brat;
pub mod by_outlet;
pub mod by_speaker;
pub mod claim_text;
pub mod columns;
pub mod comparison;
mod convert;
mod counts;
pub mod csv;
mod differences;
pub mod explain;
pub mod github;
pub mod html;
pub mod ids;
pub mod json;
pub mod lines;
pub mod listing;
pub mod markdown;
pub mod pair;
mod passages;
pub mod phrases;
pub mod record;
pub mod revised;
pub mod revised_html;
pub mod revised_markdown;
pub mod revised_text;
pub mod revision;
mod rivals;
pub mod sarif;
pub mod select;
mod sides;
pub mod tables;
pub mod taken;
pub mod terminal;
pub mod text;
pub mod verified;
pub mod verified_csv;
pub mod verified_html;
pub mod verified_text;
pub mod visible;
